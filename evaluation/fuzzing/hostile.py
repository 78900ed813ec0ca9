"""Hostile files of a given size, made on the spot: what each costs to read, in seconds and memory.

    python evaluation/fuzzing/hostile.py [NAME ...] [--megabytes 19] [--seconds 120] [--stage read|date]

Each case runs in a process of its own, which is ended after `--seconds`. `read` goes through the readers' dispatch,
`date` also through the article and dating stages. Printed: seconds, megabytes of memory beside those of a process that
read one small page, captures and refusals, and the first refusal.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import queue
import resource
import tarfile
import time
import zipfile
from collections.abc import Callable

from recoupe import plugins
from recoupe.records.pages import Article, Capture
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.article import read_article
from recoupe.stages.capture.reading import make_context
from recoupe.stages.dating import date_article

MAIL = b"From: a@example.org\nMessage-ID: <1@example.org>\nSubject: s\nMIME-Version: 1.0\n"
MIXED = MAIL + b"Content-Type: multipart/mixed; boundary=b\n\n"
PART = b"--b\nContent-Type: text/plain; "
PAGE = b"<!DOCTYPE html><html><head><title>Le pont</title></head><body><h1>Le pont</h1>"
WORDS = "Le pont a rouvert lundi matin à Lyon, a annoncé la mairie de la ville dans un communiqué. "

Make = Callable[[int], bytes]


def filled(piece: bytes, before: bytes = b"", after: bytes = b"") -> Make:
    """A file of so many bytes that repeats one piece."""
    return lambda size: before + piece * ((size - len(before) - len(after)) // len(piece)) + after


def nested(opening: bytes, closing: bytes, before: bytes = b"", after: bytes = b"") -> Make:
    """A file of so many bytes that opens one piece again and again, then closes them all."""

    def make(size: int) -> bytes:
        count = (size - len(before) - len(after)) // (len(opening) + len(closing))
        return before + opening * count + closing * count + after

    return make


def numbered(piece: str, before: str = "", after: str = "") -> Make:
    """A file of about so many bytes whose pieces each have a number of their own (`{}`)."""

    def make(size: int) -> bytes:
        count = size // (len(piece) + 6)
        return (before + "".join(piece.format(n) for n in range(count)) + after).encode()

    return make


def tar_of_small_files(size: int) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for number in range(size // 1024):
            info = tarfile.TarInfo(f"{number}.html")
            info.size = 3
            archive.addfile(info, io.BytesIO(b"<p>"))
    return out.getvalue()


def zip_of_small_files(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(min(size // 120, 65_000)):
            archive.writestr(f"{number}.html", b"<p>")
    return out.getvalue()


def containers() -> dict[str, Make]:
    """Files for the readers, by the name under which they are read."""
    rfc2231 = PART + b";".join(b" a*%d*=x" % n for n in range(200)) + b"\n\nx\n"
    warc = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>\r\n\r\n"
    rss = b"<rss version='2.0'><channel>"
    return {
        "blank-lines.eml": filled(b"\n", MAIL + b"\n"),
        "header-only.eml": filled(b"A: b\n", MAIL),
        "parameters.eml": filled(PART + b"a=b;" * 400 + b"\n\nx\n", MIXED),
        "continued-parameters.eml": filled(rfc2231, MIXED),
        "quoted-parameters.eml": filled(PART + b'a="\\' * 450 + b"\n\nx\n", MIXED),
        "encoded-words.eml": filled(b"--b\nContent-Type: text/plain; name=" + b"=?a?b?QQ?=" * 200 + b"\n\nx\n", MIXED),
        "attached-encoded-words.eml": filled(
            b"--b\nContent-Type: text/html; name=" + b"=?a?b?QQ?=" * 200 + b"\nContent-Disposition: attachment\n\nx\n",
            MIXED,
        ),
        "empty-parts.eml": filled(b"--b\n\n", MIXED),
        "empty-html-parts.eml": filled(b"--b\nContent-Type:text/html\n\n<p>\n", MIXED),
        "attachments.eml": filled(b"--b\nContent-Type:application/pdf\n\n\n", MIXED),
        "attached-mails.eml": filled(b"--b\nContent-Type:message/rfc822\n\nA: b\n\nx\n", MIXED),
        "nested-parts.eml": filled(b"--b\nContent-Type: multipart/mixed; boundary=b\n\n", MIXED),
        "dashes.eml": filled(b"--\n", MIXED),
        "base64.eml": filled(b"QUFB", MAIL + b"Content-Transfer-Encoding: base64\n\n"),
        "base64-noise.eml": filled(b"\xff\n", MAIL + b"Content-Transfer-Encoding: base64\n\n"),
        "quoted-printable.eml": filled(b"=41=\n", MAIL + b"Content-Transfer-Encoding: quoted-printable\n\n"),
        "flowed.eml": filled(b"a \n", MAIL + b"Content-Type: text/plain; format=flowed\n\n"),
        "links.eml": filled(b"<a ", MAIL + b"Content-Type: text/html\n\n"),
        "styles.eml": filled(b"<style>", MAIL + b"Content-Type: text/html\n\n"),
        "entities.eml": filled(b"&#65;", MAIL + b"Content-Type: text/html\n\n"),
        "utf-7.eml": filled(b"+AGE-", MAIL + b"Content-Type: text/plain; charset=utf-7\n\n"),
        "hz.eml": filled(b"~{VP~}", MAIL + b"Content-Type: text/plain; charset=hz\n\n"),
        "punycode.eml": filled(b"a-b\xe9", MAIL + b"Content-Type: text/plain; charset=punycode\n\n"),
        "mails.mbox": filled(b"From a@b Sat Mar 12 10:22:00 2016\n\nx\n\n"),
        "from-lines.mbox": filled(b"From a@b Sat Mar 12 10:22:00 2016\n\n"),
        "root.mhtml": filled(
            b"--b\nContent-Type: text/html\n\n\n", MAIL.replace(b"From: a", b"From: <Saved by a>") + MIXED[-45:]
        ),
        "tags.rss": filled(b"<a/>", rss, b"</channel></rss>"),
        "items.rss": filled(b"<item/>", rss, b"</channel></rss>"),
        "full-items.rss": filled(
            b"<item><title>a</title><description>b</description></item>", rss, b"</channel></rss>"
        ),
        "unclosed.rss": filled(b"<item><title>", rss),
        "nested.rss": nested(b"<a>", b"</a>", rss, b"</channel></rss>"),
        "attributes.rss": numbered(' a{}="1"', "<rss version='2.0'><channel><item", "/></channel></rss>"),
        "entities.rss": filled(b"&#65;", rss + b"<item><description>", b"</description></item></channel></rss>"),
        "html.rss": filled(b"&lt;p&gt;", rss + b"<item><description>", b"</description></item></channel></rss>"),
        "comments.rss": filled(b"<!---->", b"<?xml version='1.0'?>", b"<rss/>"),
        "broken.rss": filled(b"<a b=c d><!", rss),
        "categories.rss": filled(b"<category>a</category>", rss + b"<item>", b"</item></channel></rss>"),
        "fields.jsonl": numbered('"a{}":1,', "{", '"z":1}'),
        "brackets.json": filled(b"["),
        "objects.json": filled(b'{"a":'),
        "empty-objects.jsonl": filled(b"{}\n"),
        "empty-objects.json": filled(b"{},", b"[", b"{}]"),
        "escapes.json": filled(b"\\u0041", b'[{"text":"', b'"}]'),
        "digits.json": filled(b"9", b'[{"id":', b"}]"),
        "nested-objects.json": nested(b'{"a":', b"}", b"[", b"]"),
        "list-of-names.json": filled(b'"a",', b'[{"text":"a","author":[', b'"a"]}]'),
        "columns.csv": filled(b"a,", b"text,title,date,"),
        "commas.csv": filled(b",", b"text,title\n"),
        "short-rows.csv": filled(b"a,b\n", b"text,title\n"),
        "quotes.csv": filled(b'"', b"text,title\n"),
        "open-quote.csv": filled(b"a\n", b'text,title\n"'),
        "ninjs.json": filled(b'{"a":1},', b'{"uri":"u","type":"text","body_text":"a","subject":[', b"{}]}"),
        "records.warc": filled(warc),
        "headers.warc": filled(b"A: b\r\n", b"WARC/1.0\r\n"),
        "small-files.tar": tar_of_small_files,
        "small-files.zip": zip_of_small_files,
        "comments.html": filled(b"<!---->"),
        "unclosed-comments.html": filled(b"<!-- "),
        "latin.txt": filled(b"\xe9a "),
        "cp1252.txt": filled(b"\x81\xe9a "),
        "objects.pdf": filled(b"1 0 obj<</A 1 0 R>>endobj ", b"%PDF-1.4\n"),
    }


def pages() -> dict[str, Make]:
    """Pages for the article and dating stages."""
    text = WORDS.encode()
    made: dict[str, Make] = {
        "nested.html": nested(b"<div>", b"</div>", PAGE, b"</body></html>"),
        "nested-text.html": filled(b"<b>a ", PAGE),
        "paragraphs.html": filled(b"<p>" + text + b"</p>", PAGE),
        "empty-paragraphs.html": filled(b"<p>a", PAGE),
        "attributes.html": numbered(" a{}=1", PAGE.decode() + "<p", ">a</p>"),
        "links.html": filled(b"<a href=a>a</a>", PAGE),
        "tables.html": filled(b"<table><tr><td>", PAGE),
        "lists.html": filled(b"<ul><li>a", PAGE),
        "quotes.html": filled(b"<blockquote>a", PAGE),
        "line.html": filled(text, PAGE),
        "headings.html": filled(b"<h1>a</h1>", PAGE),
        "metas.html": numbered("<meta name=author content=a{}>", "<html><head>"),
        "times.html": filled(b"<time datetime=2016-01-01>", PAGE),
        "meta-starts.html": filled(b'<meta content="', PAGE + text * 5),
        "item-dates.html": filled(b'itemprop="datePublished" ', PAGE + b"<p>" + text * 5 + b"</p>"),
        "meta-names.html": filled(b'<meta name="pubdate" ', PAGE + b"<p>" + text * 5 + b"</p>"),
        "scripts.html": filled(b"<script ld+json", PAGE + text * 5),
        "linked-data.html": filled(b'{"@graph":[', PAGE + b'<script type="application/ld+json">', b"</script>"),
        "years.html": filled(b">2016 ", PAGE + b"<p>" + text * 5),
        "dates.html": filled(b"<p>12 mars 2016</p>", PAGE),
        "classes.html": filled(b"<p class='byline author'>a</p>", PAGE),
        "short-lines.txt": filled(b"a\n"),
        "prose.txt": filled(text + b"\n"),
        "prose-line.txt": filled(text),
        "dates.txt": filled(b"12 mars 2016\n"),
        "dates-line.txt": filled(b"12 mars 2016 "),
        "captions.txt": filled(b"(AFP) "),
        "tags.txt": filled(b"<p>a\n"),
        "open-tags.txt": filled(b"<a "),
        "menu.txt": filled(b"Accueil\nSports\nMonde\n"),
    }
    for name, piece in {
        "blanks": " ",
        "dots": ".",
        "dashes": "-",
        "spaced-dashes": " - ",
        "brackets": "(",
        "digits": "1",
        "digit-words": "1 ",
        "capitals": "A",
        "initials": "A. ",
        "names": "Jean-Luc ",
        "copyright": "© ",
        "copyright-years": "©2016 ",
        "slashes": "/",
        "at": "a@",
        "address": "www.a",
        "apostrophes": "l'",
        "marks": "« ",
        "underscores": "a_",
        "letter": "a",
        "colons": "source: ",
        "years": "2016-",
        "bars": "a | ",
        "words": "le ",
        "bullets": "• ",
        "stops": "a.b",
        "quotes": '"',
        "combining": "e\u0301",
        "ellipses": "… ",
        "hyphens": "a-",
        "open-marks": "<",
        "closed": ">",
        "published": "publié le ",
        "hours": "12h",
        "clock": "12:00 ",
        "months": "mars ",
        "weekdays": "lundi ",
        "ago": "il y a ",
        "brace": "{",
        "semicolons": ";",
        "par": "Par Jean Dupont, ",
    }.items():
        made[f"line-{name}.txt"] = filled(piece.encode(), text + b"\n" + text + b"\n" + text + b"\n")
        prose = text + piece.encode() * (20_000 // len(piece.encode()))
        made[f"prose-{name}.txt"] = filled(
            prose + text * 3 + b"\n", b"Le pont a rouvert\n12 mars 2016\n" + text + b"\n"
        )
        made[f"prose-{name}.html"] = filled(b"<p>" + prose + text * 3 + b"</p>\n", PAGE)
    return made


def measure(name: str, size: int, stage: str, told: multiprocessing.Queue[tuple[float, int, int, int, str]]) -> None:
    """Read one case, and tell what it cost."""
    make = {**containers(), **pages()}[name]
    packs, knowledge = plugins.languages(), load_knowledge()

    def read(data: bytes, label: str) -> tuple[int, int, str]:
        captures, refusals, first = 0, 0, ""
        for item in make_context().dispatch(io.BytesIO(data), label, make_context()):
            found: object = item
            if isinstance(item, Capture) and stage == "date":
                found = read_article(item, packs, knowledge)
                if isinstance(found, Article):
                    found = date_article(found, item, packs, knowledge)
            captures += isinstance(found, Capture | Article)
            refusals += not isinstance(found, Capture | Article)
            first = first or getattr(found, "reason", "")
        return captures, refusals, first

    read(PAGE + (WORDS * 20).encode(), "small.html")
    read((WORDS * 20).encode(), "small.txt")
    data = make(size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.monotonic()
    captures, refusals, first = read(data, name)
    spent = time.monotonic() - started
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    told.put((spent, more // 1024, captures, refusals, first))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*")
    parser.add_argument("--megabytes", type=float, default=19)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--stage", choices=["read", "date"], default=None)
    given = parser.parse_args()
    process = multiprocessing.get_context("fork")
    for name in given.names or [*containers(), *pages()]:
        stage = given.stage or ("date" if name in pages() else "read")
        told = process.Queue()
        child = process.Process(target=measure, args=(name, int(given.megabytes * 1e6), stage, told))
        child.start()
        try:
            spent, more, captures, refusals, first = told.get(timeout=given.seconds)
            print(f"{name:30} {spent:7.1f} s {more:6} MB {captures:8} {refusals:8} {first[:90]}", flush=True)
        except queue.Empty:
            print(f"{name:30} {'ended':>9} after {given.seconds:g} s", flush=True)
        child.kill()
        child.join()


if __name__ == "__main__":
    main()
