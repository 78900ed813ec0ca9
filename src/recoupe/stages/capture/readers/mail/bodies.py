"""Which part of a mail is its page, and what a text part says without the mailer's own line breaks."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from recoupe.stages.capture.readers.mail.fields import decode_as, parameter
from recoupe.stages.capture.readers.mail.mime import Part

HTML = frozenset({"text/html", "application/xhtml+xml"})
SHORT = 200  # letters under which a further text is a list's footer or a signature
_SHARE = 0.5  # letters of the HTML per letter of the plain alternative from which the HTML holds the article
_JUDGED = 2_000_000  # characters of a text that are looked at to weigh it
_LINKS = 500  # links looked at for the copy on the web; it stands at the head, or at the foot of a short letter
_HIDDEN = re.compile(r"(style|script|title)\b", re.I)
_ANCHOR = re.compile(r"<a\s([^<>]{1,4000})>", re.I)
_HREF = re.compile(r"""\bhref\s{0,5}=\s{0,5}["']?(https?://[^\s"'<>]{1,2000})""", re.I)
_URL = re.compile(r"https?://[^\s<>\"()\[\]]{1,2000}")
_PACKED = re.compile(
    r"(?=[A-Za-z]*\d)[A-Za-z0-9_]{24,}|%3A%2F%2F|https?:/", re.I
)  # a reader's number, or an address inside
_LINK_WORDS = 160  # characters of a link's own words, and of the words before an address in a text
# The words on the link to a newsletter's copy on the web, as the large mailing services write them.
_VIEW_ONLINE = (
    "dans le navigateur",
    "dans votre navigateur",
    "dans un navigateur",
    "version en ligne",
    "lire en ligne",
    "voir en ligne",
    "consulter en ligne",
    "version web",
    "in your browser",
    "in browser",
    "in a browser",
    "view online",
    "read online",
    "online version",
    "web version",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One text of a mail: the bytes of its part, what they say, their character set."""

    marked_up: bool
    data: bytes
    text: str
    charset: str
    letters: int


def read_body(part: Part) -> Body:
    """Decode a text part; lines of a "flowed" one (RFC 3676) are joined, quoted lines stay as they are."""
    marked_up = part.media in HTML
    text, charset = decode_as(part.body, parameter(part.fields, "charset"), markup=marked_up)
    if not marked_up:
        text = text.replace("\r\n", "\n")
        if (parameter(part.fields, "format") or "").lower() == "flowed":
            text = join_flowed(text, (parameter(part.fields, "delsp") or "").lower() == "yes")
    judged = text[:_JUDGED]
    letters = sum(map(str.isalpha, html.unescape(visible(judged)) if marked_up else judged))
    return Body(marked_up=marked_up, data=part.body, text=text, charset=charset, letters=letters)


def choose_bodies(parts: Sequence[tuple[int, Body]]) -> list[Body]:
    """The mail's texts, its main one first: of alternatives one, and plain texts that stand apart joined.

    `parts` are pairs of the group and the body, in the mail's order. HTML goes before plain text where it holds at
    least half as many letters: many a plain alternative only says that the mail cannot be shown, and some HTML is one
    picture.
    """
    groups: dict[int, list[Body]] = {}
    for group, body in parts:
        groups.setdefault(group, []).append(body)
    chosen = [_better(group) for group in groups.values()]
    chosen = [body for body in chosen if body.letters]
    marked_up = [body for body in chosen if body.marked_up]
    plain = [body for body in chosen if not body.marked_up]
    if len(plain) > 1:
        joined = "\n\n".join(body.text.strip("\n") for body in plain)
        letters = sum(body.letters for body in plain)
        plain = [replace(plain[0], data=b"\n\n".join(body.data for body in plain), text=joined, letters=letters)]
    return sorted(marked_up + plain, key=lambda body: -body.letters)


def join_flowed(text: str, without_space: bool = False) -> str:
    """Join the lines that a mailer broke softly (a blank at the end, RFC 3676); quoted lines stay as they are."""
    lines: list[list[str]] = []
    soft = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        line = line[1:] if line.startswith(" ") else line  # stuffed by the mailer to protect "From " and ">"
        if soft and not quoted and line != "-- ":
            lines[-1].append(line)
        else:
            lines.append([line])
        soft = line.endswith(" ") and not quoted and line != "-- "
        if soft and without_space:
            lines[-1][-1] = line[:-1]
    return "\n".join("".join(line) for line in lines)


def find_view_link(body: Body) -> str | None:
    """The address of the newsletter's copy on the web, where the link is a plain address and no counting redirect."""
    if not body.marked_up:
        for found in islice(_URL.finditer(body.text), _LINKS):
            before = body.text[max(0, found.start() - _LINK_WORDS) : found.start()]
            if _says_view_online(before.rpartition("\n\n")[2]):
                return plain_address(found.group().rstrip(".,;>"))
        return None
    for link in islice(_ANCHOR.finditer(body.text), _LINKS):
        words = body.text[link.end() : link.end() + 2000]
        target = _HREF.search(link.group(1))
        if target and _says_view_online(visible(re.split(r"</a\b", words, maxsplit=1, flags=re.I)[0])):
            return plain_address(html.unescape(target.group(1)))
    return None


def visible(markup: str) -> str:
    """The text of markup without its tags, comments, styles and scripts, in time that grows with its length only."""
    pieces: list[str] = []
    at = 0
    while (start := markup.find("<", at)) >= 0:
        pieces.append(markup[at:start])
        hidden = _HIDDEN.match(markup, start + 1)
        if markup.startswith("<!--", start):
            end = _after(markup, "-->", start + 4)
        elif hidden:
            closing = re.compile(f"</{hidden.group(1)}", re.I).search(markup, start)
            end = _after(markup, ">", closing.end()) if closing else len(markup)
        else:
            end = _after(markup, ">", start)
        at = end
    return " ".join([*pieces, markup[at:]])


def plain_address(url: str) -> str | None:
    """The address as it is if it names a page; None if it is a redirect or carries the reader's own number."""
    url = url.strip().strip("<>")
    scheme, mark, rest = url.partition("://")
    plain = scheme in ("http", "https") and mark and len(url) <= 300 and not _PACKED.search(rest)
    return url if plain and not re.search(r"\s", url) else None


def _after(markup: str, mark: str, at: int) -> int:
    """The place behind the next mark, else the end of the markup: what is never closed is no text."""
    found = markup.find(mark, at)
    return len(markup) if found < 0 else found + len(mark)


def _better(alternatives: list[Body]) -> Body:
    marked_up = max((body for body in alternatives if body.marked_up), key=lambda body: body.letters, default=None)
    plain = max((body for body in alternatives if not body.marked_up), key=lambda body: body.letters, default=None)
    if marked_up is None or plain is None:
        return marked_up or plain or alternatives[0]
    return marked_up if marked_up.letters >= _SHARE * plain.letters else plain


def _says_view_online(words: str) -> bool:
    words = " ".join(html.unescape(words).casefold().split())
    return len(words) <= _LINK_WORDS and any(phrase in words for phrase in _VIEW_ONLINE)
