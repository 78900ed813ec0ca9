"""The door of the stage: everything that the user points at, page by page."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from recoupe.errors import InputError
from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers import BUILT_IN
from recoupe.stages.capture.readers.pages import refuse_binary
from recoupe.stages.capture.readers.seam import SNIFF, STAGE, Context, Reader
from recoupe.stages.capture.sources import STANDARD_INPUT, Found, list_files

# Suffixes of files that are no pages and that the text reader would swallow whole.
_OTHER = frozenset(
    [".css", ".js", ".yaml", ".yml", ".toml", ".py", ".svg", ".log", ".rtf", ".tex", ".ini", ".sql"],
)
# Readers that know a file by its shape only: text may look like a table, so they give way to the suffix.
_BY_SHAPE = frozenset({"text", "tables"})
_REASONS = 5  # refusals shown where not one page could be read


def read_pages(
    sources: Sequence[str | Path],
    limits: Limits = Limits(),  # noqa: B008 - frozen
    readers: Sequence[Reader] = BUILT_IN,
    columns: Mapping[str, str] = {},
) -> Iterator[Capture | Refusal]:
    """Read saved pages and containers of pages: files, folders, patterns ("press/*.html"), "-" for standard input.

    Files are read in the order of their page labels, whatever the order given, so that the same heap gives the same
    captures. A page label is the path as the user knows it, from the given folder's own name on, with "/". What
    cannot be used is a Refusal that tells how to mend it; of two pages of one house with the same
    bytes the second is one. Each
    file is read with a bound (`limits.page_bytes`); nothing is read before it is asked for.

    `columns` names the user's columns in tables of articles (see `Context`).

    Raises InputError, after the refusals, when not one page could be read.
    """
    files, refusals = list_files(sources, limits)
    yield from refusals
    reasons = [f"{refusal.page}: {refusal.reason}" for refusal in refusals]
    seen: dict[str, str] = {}
    context = make_context(limits, readers, columns)
    for page, found in files:
        for item in _read_file(page, found, context):
            fresh = _only_once(item, seen)
            if isinstance(fresh, Refusal) and len(reasons) < _REASONS:
                reasons.append(f"{fresh.page}: {fresh.reason}")
            yield fresh
    if not seen:
        raise InputError(
            "no page could be read",
            where="; ".join(reasons[:_REASONS]) or "no source was given",
            mend="give saved pages (HTML or text), a folder of them, a pattern, or - for standard input",
        )


def make_context(
    limits: Limits = Limits(),  # noqa: B008 - frozen
    readers: Sequence[Reader] = BUILT_IN,
    columns: Mapping[str, str] = {},
) -> Context:
    """What the readers work within, with the readers that files inside containers are handed to."""
    return Context(limits=limits, dispatch=partial(_dispatch, readers), columns=columns)


def _only_once(item: Capture | Refusal, seen: dict[str, str]) -> Capture | Refusal:
    if isinstance(item, Refusal):
        return item
    first = seen.setdefault(item.id, item.page)
    if first == item.page:
        return item
    return Refusal(page=item.page, stage=STAGE, reason=f"same bytes as {first}", mend="nothing to do: it is read once")


def _read_file(page: str, found: Found, context: Context) -> Iterator[Capture | Refusal]:
    try:
        if found.path is None:
            yield from context.dispatch(cast(BinaryIO, sys.stdin.buffer), page, context)
        else:
            with found.path.open("rb") as stream:
                yield from context.dispatch(stream, page, context)
    except OSError as problem:
        reason = f"cannot be read: {problem.strerror or problem}"
        yield Refusal(page=page, stage=STAGE, reason=reason, mend="check the file and its permissions")


def _dispatch(readers: Sequence[Reader], stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
    """Read an open file with the reader that fits it; what fits none is told."""
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    head = buffered.peek(SNIFF)[:SNIFF]
    reader = _choose(page, head, readers)
    suffix = PurePosixPath(page).suffix.lower()
    if reader is not None:
        yield from reader.read(buffered, page, context)
    elif not head:
        yield Refusal(page=page, stage=STAGE, reason="empty file", mend="save the page again")
    elif suffix in _OTHER:
        reason = f"no reader for {suffix} files"
        yield Refusal(page=page, stage=STAGE, reason=reason, mend="save the pages as HTML or text files")
    else:
        yield refuse_binary(head, page)


def _choose(page: str, head: bytes, readers: Sequence[Reader]) -> Reader | None:
    """By its suffix, the longest first, among several by a look inside; but what it plainly is goes before its name.

    HTML called .xml, a gzip file called .html and a PDF called .txt are read as what they are. A file that only has the
    shape of a table or of text is not taken from the reader that its suffix names.
    """
    suffixes = [] if page == STANDARD_INPUT else _suffixes(page)
    known = next((found for suffix in suffixes if (found := [one for one in readers if suffix in one.suffixes])), [])
    fitting = [reader for reader in known if reader.sniff(head)]
    if fitting and fitting[0].name not in _BY_SHAPE:
        return fitting[0]
    plain = next((one for one in readers if one.name not in _BY_SHAPE and head and one.sniff(head)), None)
    if plain is not None or known:
        return plain or (fitting or known)[0]
    return next((reader for reader in readers if not _OTHER & set(suffixes) and reader.sniff(head)), None)


def _suffixes(page: str) -> list[str]:
    """The suffixes of a label, the longest first: ".warc.gz", ".gz"; of a page in a container, its own."""
    name = page.rpartition("/")[2].rpartition("!")[2]
    found = re.findall(r"\.[^.]+", name.lower())[-2:]
    return ["".join(found[at:]) for at in range(len(found))]
