"""Mails: single messages and mailbox files, with the pages attached to them."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from email.utils import parseaddr
from itertools import chain
from pathlib import PurePosixPath
from typing import BinaryIO

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.stages.capture.readers.mail.bodies import (
    HTML,
    SHORT,
    Body,
    choose_bodies,
    find_view_link,
    plain_address,
    read_body,
)
from recoupe.stages.capture.readers.mail.fields import FIELD, parameter, read_date, read_words
from recoupe.stages.capture.readers.mail.mailbox import Mailbox, is_separator
from recoupe.stages.capture.readers.mail.mime import MimeWalk, Part, read_lines
from recoupe.stages.capture.readers.pages import About, make_capture
from recoupe.stages.capture.readers.seam import STAGE, Context

_TRACES = frozenset({"message-id", "received", "return-path", "delivered-to", "mime-version", "x-mozilla-status"})
_TEXTS = HTML | {"text/plain", "text/enriched"}
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
}
# Attachments that a reader may know, whatever their name; of other kinds only those with a name of such a file.
_PAGES = re.compile(
    r"text/(?:html|plain|xml|csv|markdown)|message/(?:rfc822|news)|multipart/related|application/(?:pdf|zip|x-zip|xhtml|x-gzip|gzip|x-tar|warc|json|rss|atom|x-mimearchive)"
)
_PAGE_NAME = re.compile(r"\.(?:html?|xhtml|mht|mhtml|eml|pdf|zip|tar|t?gz|warc|wacz|txt|md|jsonl?|csv|xml|rss)$", re.I)
_NUMBERED = re.compile(r"(?=[^\d\s]*\d)[A-Za-z0-9]{12,}")


@dataclass(frozen=True, slots=True)
class MailReader:
    """Newsletters and other mails: .eml files, the files of a Maildir, and mailbox files (mbox)."""

    name: str = "mail"
    suffixes: frozenset[str] = field(default=frozenset({".eml", ".mbox", ".mbx"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as a mail or a mailbox does: fields, one of them left by a mail system."""
        lines = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if is_separator(lines[0]):
            lines = lines[1:]
        names = read_names(lines)
        return "from" in names and bool(names & _TRACES) and "snapshot-content-location" not in names

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the mail's text, then what is attached to it; of a mailbox each message in turn."""
        lines = read_lines(stream)
        first = next(lines, b"").removeprefix(b"\xef\xbb\xbf")
        lines = chain([first], lines)
        unread: Counter[str] = Counter()
        if is_separator(first):
            yield from self._read_mailbox(lines, page, context, unread)
        else:
            yield from self._read_message(lines, page, context, unread)
        if unread:
            counted = ", ".join(f"{number} × {what}" for what, number in sorted(unread.items()))
            yield _refuse(
                page, f"attachments that are no pages: {counted}", "nothing to do, unless they show an article"
            )

    def _read_mailbox(
        self, lines: Iterator[bytes], page: str, context: Context, unread: Counter[str]
    ) -> Iterator[Capture | Refusal]:
        for number, message in enumerate(Mailbox(lines).messages(), 1):
            if number > context.limits.container_records:
                reason = f"more than {context.limits.container_records} messages (limit container_records)"
                yield _refuse(page, reason, "split the mailbox, or raise container_records")
                return
            yield from self._read_message(message, f"{page}!{number}", context, unread)

    def _read_message(
        self, lines: Iterator[bytes], page: str, context: Context, unread: Counter[str]
    ) -> Iterator[Capture | Refusal]:
        walk = MimeWalk(lines=lines, wanted=_is_wanted, limits=context.limits)
        texts: list[tuple[int, Body]] = []
        names: Counter[str] = Counter()
        for part in walk.parts():
            if not part.held:
                unread[_kind(part)] += 1
            elif _is_attached(part.fields, part.media):
                label = f"{page}!{_attachment_name(part, names)}"
                if part.whole:
                    yield from context.inside(io.BytesIO(part.body), label)
                else:
                    yield _refuse(label, "the attachment is cut off", "get the whole mail again")
            elif len(part.body) > context.limits.page_bytes:
                reason = f"a text of more than {context.limits.page_bytes} bytes (limit page_bytes)"
                yield _refuse(page, reason, "raise page_bytes")
            else:
                texts.append((part.group, read_body(part)))
        yield from self._make_captures(walk, texts, page, unread, bool(names))
        if walk.damage:
            yield _refuse(page, f"damaged mail, read up to the damage: {walk.damage}", "get the mail again")

    def _make_captures(
        self, walk: MimeWalk, texts: list[tuple[int, Body]], page: str, unread: Counter[str], attached: bool
    ) -> Iterator[Capture | Refusal]:
        bodies = choose_bodies(texts)
        if not bodies:
            if not attached and not walk.damage:
                secret = any("pkcs7" in what or "encrypted" in what or "pgp" in what for what in unread)
                mend = "decrypt the mail and save it again" if secret else "save the mail again with its text"
                yield _refuse(page, "no text in the mail", mend)
            return
        yield _make_capture(bodies[0], page, about_mail(walk.top, bodies[0]))
        for number, body in enumerate(bodies[1:], 2):
            if body.letters < SHORT:
                unread["short text beside the mail's own"] += 1
            else:
                yield _make_capture(body, f"{page}!text-{number}", about_mail(walk.top, body))


def read_names(lines: list[bytes]) -> set[str]:
    """The names of the fields that a file opens with, in lower case; empty if its first lines are no fields."""
    names: set[str] = set()
    for line in lines[:-1] or lines:  # the last one may be cut
        line = line.rstrip(b"\r")
        if not line:
            break
        found = FIELD.match(line)
        if found:
            names.add(found.group(1).decode("ascii").lower())
        elif not names or line[:1] not in b" \t":
            return set()
    return names


def about_mail(top: Message, body: Body) -> About:
    """What the mail's fields tell of its text: subject, newsletter, date, its own id, its address on the web."""
    outlet, outlet_field = _outlet(top)
    archived = [plain_address(str(top.get(name, ""))) for name in ("Archived-At", "List-Archive")]
    language = re.match(r"[a-z]{2}(?![a-z])", str(top.get("Content-Language", "")).strip().lower())
    message_id = re.search(r"<([^<>\s]{1,500})>", str(top.get("Message-ID", "")))
    declared = Declared(
        source=f"headers Subject, {outlet_field}, Date of the mail",
        title=read_words(str(top.get("Subject", ""))) or None,
        outlet=outlet,
        language=language.group() if language else None,
        published=read_date(top),
    )
    url = archived[0] or find_view_link(body) or archived[1]
    return About(url=url, record=message_id.group(1) if message_id else None, declared=declared)


def _outlet(top: Message) -> tuple[str | None, str]:
    """The newsletter's name: that of the list, unless a machine gave it, else the sender's."""
    listed = read_words(str(top.get("List-Id", ""))).partition("<")[0].strip(" \"'")
    if listed and "@" not in listed and "." not in listed.strip(".") and not _NUMBERED.search(listed):
        return listed, "List-Id"
    sender = str(top.get("From", ""))
    name = read_words(parseaddr(sender)[0] or re.sub(r"<[^<>]*>?", "", sender)).strip(" \"'")
    return (name if name and "@" not in name else None), "From"


def _make_capture(body: Body, page: str, about: About) -> Capture:
    kind = make_capture(body.data, page, "html" if body.marked_up else "text", text=body.text, about=about)
    return replace(kind, charset=body.charset, verbatim=body.marked_up)


def _is_attached(fields: Message, media: str) -> bool:
    disposition = str(fields.get("Content-Disposition", "")).strip().lower()
    return media not in _TEXTS or disposition.startswith("attachment")


def _is_wanted(fields: Message, media: str) -> bool:
    return bool(_PAGES.match(media) or media in _TEXTS or _PAGE_NAME.search(_file_name(fields)))


def _file_name(fields: Message) -> str:
    return parameter(fields, "filename", "content-disposition") or parameter(fields, "name") or ""


def _attachment_name(part: Part, names: Counter[str]) -> str:
    """The attachment's file name, made up where it has none, with a suffix that its reader knows."""
    given = PurePosixPath(_file_name(part.fields).replace("\\", "/")).name[-120:]
    name = given or f"attachment-{sum(names.values()) + 1}"
    suffix = _SUFFIXES.get(part.media, "")
    if suffix and not _PAGE_NAME.search(name):
        name += suffix
    names[name] += 1
    if names[name] == 1:
        return name
    path = PurePosixPath(name)
    return f"{path.stem} ({names[name]}){path.suffix}"


def _kind(part: Part) -> str:
    return "image" if part.media.startswith("image/") else part.media


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
