#!/usr/bin/env python3
"""Measure how fast a web archive is read, and in how much memory, beside warcio's bare iteration over the same file.

    python evaluation/warc.py [--megabytes 1000] [--large-mebibytes 19] [--json]

A packed archive of self-made pages of many sizes is written to a temporary folder; a page of nearly the largest size
allowed and a record over it stand in it too. Each reader runs in a process of its own. Pages a second are counted by
CPU time; the peak is that of the process, the imports included, which are stated beside it.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FLOOR = 100  # pages a second
MEBIBYTE = 1024 * 1024
WORDS = (
    "accord", "pont", "maire", "grève", "port", "loi", "vote", "budget", "hôpital", "usine", "fleuve", "récolte",
    "préfet", "ligne", "gare", "école", "tribunal", "juge", "plainte", "enquête", "ministre", "visite", "sommet",
    "frontière", "traité", "convoi", "village", "marché", "prix", "hausse", "baisse", "été", "hiver", "syndicat",
)  # fmt: skip


def paragraphs(chance: random.Random) -> list[str]:
    """Invented French to make pages of."""
    return [" ".join(chance.choices(WORDS, k=60)).capitalize() + " ; l’« été »." for _ in range(20_000)]


def page(chance: random.Random, texts: list[str], size: int) -> bytes:
    """A page of about `size` bytes: a menu, an article, a list of other headlines."""
    parts = [f"<html><head><title>{chance.choice(texts)[:80]}</title></head><body><nav>"]
    parts += [f'<a href="/{chance.getrandbits(40):x}">{chance.choice(texts)[:30]}</a>' for _ in range(20)]
    length = 0
    while length < size:
        parts.append(f'<p class="c{chance.randrange(99)}" id="{chance.getrandbits(64):x}">{chance.choice(texts)}</p>')
        length += len(parts[-1]) * 17 // 16
    return "\n".join([*parts, "</body></html>"]).encode()


def write(path: Path, megabytes: int, large: int) -> None:
    """Write an archive of about so many megabytes; the text in it is some five times as much."""
    chance = random.Random(1)
    texts = paragraphs(chance)
    with path.open("wb") as file:
        add(file, "https://sample.example/large", page(chance, texts, large * MEBIBYTE))
        add(file, "https://sample.example/larger", b"<html>" + chance.randbytes(30 * MEBIBYTE).hex().encode())
        number = 0
        while file.tell() < megabytes * 1_000_000:
            number += 1
            size = int(chance.lognormvariate(11, 0.8))
            add(file, f"https://sample.example/{number}", page(chance, texts, size))
            if number % 3 == 0:
                add(file, f"https://sample.example/{number}.png", chance.randbytes(20_000), "image/png")


def add(file: BinaryIO, url: str, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
    """Add an answer and its request, each in a gzip member of its own (packed fast: reading is what is measured)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    http = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
    asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "sample.example")], is_http_request=True)
    records = (
        writer.create_warc_record(url, "response", payload=io.BytesIO(body), length=len(body), http_headers=http),
        writer.create_warc_record(url, "request", http_headers=asked),
    )
    for record in records:
        begins = out.tell()
        writer.write_record(record)
        file.write(gzip.compress(out.getbuffer()[begins:], 1))


def through_recoupe(path: Path) -> Iterator[int]:
    """The sizes of the pages that Recoupe reads."""
    from recoupe.records.pages import Capture
    from recoupe.stages.capture import read_pages

    yield 0
    for item in read_pages([path]):
        if isinstance(item, Capture):
            yield len(item.data)


def through_warcio(path: Path) -> Iterator[int]:
    """The sizes of the HTML answers that warcio finds, each body read."""
    yield 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file):
            if record.rec_type == "response" and "html" in (record.http_headers.get_header("Content-Type") or ""):
                yield len(record.content_stream().read())


READERS = {"recoupe": through_recoupe, "warcio": through_warcio}


def measure(name: str, path: Path) -> None:
    """Read the archive in this process and print what it took."""
    pages = READERS[name](path)
    next(pages)  # the imports
    before, start, wall = peak(), time.process_time(), time.monotonic()
    count = size = largest = 0
    for one in pages:
        count, size, largest = count + 1, size + one, max(largest, one)
    seconds = time.process_time() - start
    print(
        json.dumps(
            {
                "reader": name,
                "pages": count,
                "megabytes_of_pages": round(size / 1e6),
                "largest_page_mebibytes": round(largest / MEBIBYTE, 1),
                "cpu_seconds": round(seconds, 1),
                "wall_seconds": round(time.monotonic() - wall, 1),
                "pages_a_second": round(count / seconds),
                "peak_mebibytes": round(peak()),
                "imports_mebibytes": round(before),
            }
        )
    )


def peak() -> float:
    """The most memory that this process has held, in MiB (Linux: the figure of getrusage includes the parent's)."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> int:
    """Write the archive, read it with both, print the figures; 1 where the floor is not met."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000, help="size of the packed archive")
    parser.add_argument("--large-mebibytes", type=int, default=19, help="size of the largest page")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--measure", nargs=2, metavar=("READER", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        measure(given.measure[0], Path(given.measure[1]))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.warc.gz"
        write(path, given.megabytes, given.large_mebibytes)
        call = [sys.executable, __file__, "--measure"]
        told = [json.loads(subprocess.check_output([*call, name, str(path)])) for name in READERS]
    for one in told:
        print(json.dumps(one) if given.json else "  ".join(f"{key} {value}" for key, value in one.items()))
    return 0 if told[0]["pages_a_second"] >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())
