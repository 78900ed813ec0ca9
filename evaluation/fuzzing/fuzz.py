"""Coverage-guided fuzzing of the readers, the decoding, the article stage and the address checks, run by hand.

    python evaluation/fuzzing/fuzz.py TARGET [--seconds 180] [--keep FOLDER]

Needs atheris (libFuzzer for Python), which is no dependency of the project: README.md beside this file says how to set
it up. An input that raises, breaks what `check` demands, or takes more than 2 s is kept in FOLDER with its traceback
and the run goes on; a process that needs over 1 GiB, or hangs on one input for 20 s, is ended by libFuzzer, which keeps
the input. Printed at the end: target, runs, seconds, edges covered, finds.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Target = Callable[[bytes], object]
INSTRUMENTED = ["recoupe", "warcio", "feedparser", "email", "zipfile", "tarfile", "htmldate", "trafilatura"]
SLOW = 2.0  # seconds of one input
# PDF has a target of its own: each file starts a process
NAMES = [
    "a.eml",
    "a.mbox",
    "a.mhtml",
    "a.rss",
    "a.xml",
    "a.json",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.csv.gz",
    "a.warc",
    "a.warc.gz",
    "a.wet",
    "a.wacz",
    "a.zip",
    "a.tar",
    "a.tar.gz",
    "a.gz",
    "a.xz",
    "a.bz2",
    "a.html",
    "a.txt",
    "a.md",
    "a",
    "a.bin",
    "-",
    "x!a.html",
]
READERS = ("mail", "mhtml", "feeds", "ninjs", "tables", "warc", "wacz", "archives", "html", "text", "dispatch")


def check(items: Iterator[Any], page_bytes: int) -> None:
    """What must hold for everything that readers give."""
    from recoupe.records.pages import Capture, Refusal

    for item in items:
        assert isinstance(item, Capture | Refusal), type(item)
        if isinstance(item, Refusal):
            assert item.reason and item.mend, item
            (item.page + item.reason).encode("utf-8")
            continue
        assert len(item.data) <= page_bytes or item.page.endswith(".pdf"), item.page
        if item.verbatim:
            assert item.text == item.data.decode(item.charset.split(" ")[0], "replace"), item.charset
        item.text.encode("utf-8", "replace")


def targets() -> dict[str, Callable[[], Target]]:
    """The targets by name; each is made when it is asked for, so that only its own code is loaded."""
    made: dict[str, Callable[[], Target]] = {name: lambda name=name: read_with(name) for name in READERS}  # type: ignore[misc]
    more: dict[str, Callable[[], Target]] = {
        "pdf": pdf,
        "decode": decoding,
        "article-html": lambda: article("html"),
        "article-text": lambda: article("text"),
        "addresses": addresses,
    }
    return {**made, **more}


def read_with(name: str) -> Target:
    """A reader by name, within small bounds; "dispatch" takes a file's name from the first byte."""
    from recoupe.settings import Limits
    from recoupe.stages.capture.readers import BUILT_IN
    from recoupe.stages.capture.reading import make_context

    bounds = Limits(page_bytes=100_000, unpacked_bytes=2_000_000, container_records=500, message_bytes=200_000)
    others = [one for one in BUILT_IN if one.name != "pdf"]
    context = make_context(bounds, others)
    reader = next((one for one in others if one.name == name), None)

    def run(data: bytes) -> None:
        label = NAMES[data[0] % len(NAMES)] if data else "a"
        if reader is not None:
            check(
                reader.read(io.BufferedReader(io.BytesIO(data)), "a" + sorted(reader.suffixes)[0], context),
                bounds.page_bytes,
            )
            reader.sniff(data[:4096])
        else:
            check(context.dispatch(io.BytesIO(data[1:]), label, context), bounds.page_bytes)

    return run


def pdf() -> Target:
    """What PDFium tells, read in this process."""
    from recoupe.stages.capture.readers.pdf import make_items
    from recoupe.stages.capture.readers.pdf.extracting import Bounds, report
    from recoupe.stages.capture.readers.pdf.guarding import Document

    def run(data: bytes) -> None:
        document = Document()
        for message in report(data, Bounds(pages=10, characters=20_000, seconds=1)):
            document.take(json.loads(json.dumps(message)))
        check(make_items(data, "a.pdf", document), 1 << 30)

    return run


def decoding() -> Target:
    """Bytes behind the label of a character set, which ends at the first line end."""
    from recoupe.stages.capture.decoding import decode, looks_binary
    from recoupe.stages.capture.readers.mail.fields import decode_as, read_words

    def run(data: bytes) -> None:
        label, _, rest = data.partition(b"\n")
        for markup in (True, False):
            text, charset = decode(rest, markup=markup, declared=label.decode("latin-1"))
            assert text == rest.decode(charset.split(" ")[0], "replace")
        decode_as(rest, label.decode("latin-1"))
        read_words(rest.decode("latin-1"))
        looks_binary(rest)

    return run


def article(kind: str) -> Target:
    """A page through the article and dating stages; every block and quotation must stand in the text."""
    from recoupe import plugins
    from recoupe.records.pages import Article, Declared, Refusal
    from recoupe.resources.knowledge import load_knowledge
    from recoupe.stages.article import read_article
    from recoupe.stages.capture.readers.pages import About, make_capture
    from recoupe.stages.dating import date_article

    packs, knowledge = plugins.languages(), load_knowledge()
    told = About(
        url="https://example.org/2016/03/a",
        fetched="2016-03-12T10:22:00Z",
        declared=Declared(source="row 1", title="Le pont"),
    )

    def run(data: bytes) -> None:
        for about in (About(), told):
            capture = make_capture(data, "a", "html" if kind == "html" else "text", about=about)
            found = read_article(capture, packs, knowledge)
            assert isinstance(found, Article | Refusal), type(found)
            if isinstance(found, Refusal):
                continue
            dated = date_article(found, capture, packs, knowledge)
            ends = [(block.start, block.end) for block in dated.blocks]
            assert all(0 <= start < end <= len(dated.text) for start, end in ends), ends
            assert all(ends[at][1] <= ends[at + 1][0] for at in range(len(ends) - 1)), ends

    return run


def addresses() -> Target:
    """An address: refused, or one of the two schemes and a public address behind it; no name is looked up."""
    from recoupe.fetching.addresses import Addresses
    from recoupe.fetching.bounds import Refused

    known = Addresses(lookup=lambda host, _: ["192.0.2.1" if "private" in host else "93.184.216.34"])

    def run(data: bytes) -> None:
        url = data.decode("utf-8", "surrogateescape" if data[:1] == b"s" else "replace")
        try:
            target = known.check(url)
        except Refused:
            return
        assert target.url.lower().startswith(("http://", "https://")), target
        assert target.host and 0 < target.port < 65536 and target.path.startswith("/"), target
        assert not set("\r\n\0 ") & set(target.path + target.host_header), target

    return run


def first_inputs(target: str) -> list[bytes]:
    """The seeds of a target."""
    import seeds

    known = seeds.seeds()
    ends = {
        "mail": 0,
        "mhtml": 2,
        "feeds": 3,
        "ninjs": 5,
        "tables": 6,
        "warc": 10,
        "wacz": 13,
        "archives": 14,
        "html": 20,
        "text": 21,
    }
    if target == "dispatch":
        return [bytes([at]) + data for name, at in ends.items() for data in known[name] if len(data) < 60_000]
    if target == "decode":
        labels = [
            "utf-8",
            "utf-7",
            "hz",
            "iso2022_jp",
            "gb18030",
            "big5",
            "shift_jis",
            "utf-16",
            "utf-32",
            "cp1252",
            "idna",
            "punycode",
            "unicode_escape",
            "zip",
            "rot13",
            "mbcs",
            "undefined",
            "cp65001",
            "charmap",
        ]
        return [label.encode() + b"\n<meta charset=" + label.encode() + b">\xe9+AGE-~{VP~}\x1b$B a" for label in labels]
    if target == "addresses":
        return [
            b"https://example.org/a?b#c",
            b"http://user:p@[::1]:80/",
            b"https://0x7f.1/",
            "https://exämple.org/é a".encode(),
            b"http://private/",
        ]
    return known[{"article-html": "html", "article-text": "text"}.get(target, target)]


def fuzz(target: str, seconds: int, keep: Path) -> None:
    """Run libFuzzer in this process; it ends the process."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        run = targets()[target]()
    seen: set[str] = set()

    def one(data: bytes) -> None:
        started = time.monotonic()
        trouble = ""
        try:
            run(data)
        except Exception as problem:  # noqa: BLE001 - that nothing is raised is what is tested
            at = traceback.extract_tb(problem.__traceback__)[-1]
            trouble = f"{type(problem).__name__} {Path(at.filename).name}:{at.lineno}"
            told = traceback.format_exc()
        if not trouble and time.monotonic() - started > SLOW:
            trouble, told = "slow", f"{time.monotonic() - started:.1f} s"
        if trouble and trouble not in seen:
            seen.add(trouble)
            name = re.sub(r"\W+", "-", trouble)
            (keep / name).write_bytes(data)
            (keep / f"{name}.txt").write_text(told, "utf-8")
            print(f"FIND {trouble}", file=sys.stderr, flush=True)

    for data in first_inputs(target):  # tables and patterns are loaded once, before the clock counts
        with contextlib.suppress(Exception):
            run(data)
    corpus = keep / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, data in enumerate(first_inputs(target)):
        (corpus / f"seed-{number}").write_bytes(data)
    import seeds

    listed = "".join('"' + "".join(f"\\x{byte:02x}" for byte in word) + '"\n' for word in seeds.words())
    (keep / "words").write_text(listed, "ascii")
    options = [
        f"-max_total_time={seconds}",
        "-timeout=20",
        "-rss_limit_mb=1024",
        "-max_len=20000",
        "-print_final_stats=1",
    ]
    options += [f"-artifact_prefix={keep}/", f"-dict={keep}/words", "-verbosity=1", str(corpus)]
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("target", choices=sorted(targets()))
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    keep = given.keep or Path(tempfile.mkdtemp(prefix=f"fuzz-{given.target}-"))
    keep.mkdir(parents=True, exist_ok=True)
    if given.inside:
        fuzz(given.target, given.seconds, keep)
        return
    command = [sys.executable, __file__, given.target, "--seconds", str(given.seconds), "--keep", str(keep), "--inside"]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    told = done.stderr.decode("utf-8", "replace")
    (keep / "log").write_text(told, "utf-8")
    runs, edges = re.findall(r"^#(\d+)", told, re.M), re.findall(r"cov: (\d+)", told)
    finds = re.findall(r"^FIND (.*)", told, re.M) + re.findall(r"ERROR: libFuzzer: ([\w-]+)", told)
    print(
        f"| {given.target} | {runs[-1] if runs else 0} | {given.seconds} | {edges[-1] if edges else 0} "
        f"| {', '.join(finds) or 'none'} |"
    )
    print(f"kept in {keep}; exit {done.returncode}", file=sys.stderr)


if __name__ == "__main__":
    main()
