"""The door of the stage: everything that the user points at, page by page."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from recoupe.errors import InputError
from recoupe.records.pages import Capture
from recoupe.records.refusals import Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers import BUILT_IN, SNIFF, STAGE, Reader, refuse_binary
from recoupe.stages.capture.sources import STANDARD_INPUT, Found, list_files

# Suffixes of structured files that the text reader would swallow whole: they wait for a reader of their own.
_CONTAINERS = frozenset(
    {
        ".json",
        ".jsonl",
        ".ndjson",
        ".csv",
        ".tsv",
        ".xml",
        ".rss",
        ".atom",
        ".warc",
        ".wet",
        ".wat",
        ".eml",
        ".mbox",
        ".mht",
        ".mhtml",
        ".css",
        ".js",
        ".yaml",
        ".yml",
        ".toml",
        ".py",
        ".svg",
        ".log",
        ".rtf",
        ".tex",
        ".ini",
        ".sql",
    }
)


def read_pages(
    sources: Sequence[str | Path],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    readers: Sequence[Reader] = BUILT_IN,
) -> Iterator[Capture | Refusal]:
    """Read saved pages: files, folders, patterns ("press/*.html"), or "-" for standard input.

    Files are read in the order of their page labels, whatever the order given, so that the same heap gives the same
    captures. A page label is the path as the user knows it, from the given folder's own name on, with "/". What
    cannot be used is a Refusal that tells how to mend it; of two pages with the same bytes the second is one. Each
    file is read with a bound (`limits.page_bytes`); nothing is read before it is asked for.

    Raises InputError, after the refusals, when not one page could be read.
    """
    files, refusals = list_files(sources, limits)
    yield from refusals
    reasons = [f"{refusal.page}: {refusal.reason}" for refusal in refusals]
    seen: dict[str, str] = {}
    for page, found in files:
        for item in _read_file(page, found, readers, limits):
            fresh = _only_once(item, seen)
            if isinstance(fresh, Refusal):
                reasons.append(f"{fresh.page}: {fresh.reason}")
            yield fresh
    if not seen:
        raise InputError(
            "no page could be read",
            where="; ".join(reasons[:5]) or "no source was given",
            mend="give saved pages (HTML or text), a folder of them, a pattern, or - for standard input",
        )


def _only_once(item: Capture | Refusal, seen: dict[str, str]) -> Capture | Refusal:
    if isinstance(item, Refusal):
        return item
    first = seen.setdefault(item.sha256, item.page)
    if first == item.page:
        return item
    return Refusal(page=item.page, stage=STAGE, reason=f"same bytes as {first}", mend="nothing to do: it is read once")


def _read_file(page: str, found: Found, readers: Sequence[Reader], limits: Limits) -> Iterator[Capture | Refusal]:
    try:
        if found.path is None:
            yield from _read_stream(page, cast(BinaryIO, sys.stdin.buffer), readers, limits)
        else:
            with found.path.open("rb") as stream:
                yield from _read_stream(page, stream, readers, limits)
    except OSError as problem:
        reason = f"cannot be read: {problem.strerror or problem}"
        yield Refusal(page=page, stage=STAGE, reason=reason, mend="check the file and its permissions")


def _read_stream(page: str, stream: BinaryIO, readers: Sequence[Reader], limits: Limits) -> Iterator[Capture | Refusal]:
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = buffered.peek(SNIFF)[:SNIFF]
    reader = _choose(page, head, readers)
    if reader is not None:
        yield from reader.read(buffered, page, limits)
    elif not head:
        yield Refusal(page=page, stage=STAGE, reason="empty file", mend="save the page again")
    elif PurePosixPath(page).suffix.lower() in _CONTAINERS:
        suffix = PurePosixPath(page).suffix.lower()
        yield Refusal(
            page=page, stage=STAGE, reason=f"no reader for {suffix} files", mend="save the pages as HTML or text files"
        )
    else:
        yield refuse_binary(head, page)


def _choose(page: str, head: bytes, readers: Sequence[Reader]) -> Reader | None:
    """By its suffix (a text file that opens as HTML does is HTML), then by a look inside."""
    suffix = "" if page == STANDARD_INPUT else PurePosixPath(page).suffix.lower()
    known = [reader for reader in readers if suffix in reader.suffixes]
    html = next((reader for reader in readers if reader.name == "html"), None)
    if html is not None and known and known[0].name == "text" and html.sniff(head):
        return html
    if known:
        return known[0]
    return next((reader for reader in readers if suffix not in _CONTAINERS and reader.sniff(head)), None)
