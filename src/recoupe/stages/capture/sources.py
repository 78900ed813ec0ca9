"""What the user points at, as a list of files: files, folders, patterns, standard input."""

from __future__ import annotations

import glob
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recoupe.records.pages import Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.beside import PAGE_SUFFIXES, candidates, kind_beside, page_of_folder
from recoupe.stages.capture.readers.seam import STAGE

STANDARD_INPUT = "-"
_WILD = frozenset("*?[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file to read: where it is (None for standard input), and the parts of the name that the user knows it by."""

    path: Path | None
    parts: tuple[str, ...]


def list_files(sources: Sequence[str | Path], limits: Limits) -> tuple[list[tuple[str, Found]], list[Refusal]]:
    """Find every file that the sources name, each once and sorted by its page label, and what cannot be read.

    A file in a folder is labelled from the folder's own name on ("pages/002.txt"), whether the folder, a pattern or
    the file itself was given; files of one label get as many parents more as tell them apart.
    """
    refusals: list[Refusal] = []
    found: dict[str, Found] = {}
    for source in sources:
        for item in _expand(source, limits, refusals):
            if isinstance(item, Refusal):
                refusals.append(item)
                continue
            key = str(item.path) if item.path else STANDARD_INPUT
            known = found.get(key)
            if known is None or _preference(item) < _preference(known):
                found[key] = item
    labelled = sorted(_labels(list(found.values())).items())
    if len(labelled) > limits.pages:
        labelled = labelled[: limits.pages]
        refusals.append(_refuse("(the rest)", f"more than {limits.pages} files (limit pages)", "build in several runs"))
    return labelled, refusals


def _preference(found: Found) -> tuple[int, tuple[str, ...]]:
    """Of two labels for one file the longer wins (it tells more), then the alphabet: the order given plays no part."""
    return -len(found.parts), found.parts


def _labels(found: list[Found]) -> dict[str, Found]:
    """Name every file by its known parts, with more parents where two files would be called the same."""
    labels: dict[str, list[Found]] = {}
    for item in found:
        labels.setdefault("/".join(item.parts), []).append(item)
    return {label: item for name, items in labels.items() for label, item in _tell_apart(name, items)}


def _tell_apart(name: str, items: list[Found]) -> Iterator[tuple[str, Found]]:
    if len(items) == 1:
        yield name, items[0]
        return
    for item in items:
        yield (item.path.as_posix() if item.path else name), item


def _expand(source: str | Path, limits: Limits, refusals: list[Refusal]) -> Iterator[Found | Refusal]:
    text = os.fspath(source)
    if text == STANDARD_INPUT:
        yield Found(path=None, parts=(STANDARD_INPUT,))
        return
    if not text or "\0" in text:
        yield _refuse(repr(text), "no file name", "give a file, a folder, a pattern or -")
        return
    path = Path(text)
    try:
        if path.is_dir():
            yield from _walk(_resolved(path), limits)
        elif path.exists():
            yield _single(path)
        elif _WILD & set(text):
            yield from _matches(text, limits, refusals)
        else:
            yield _refuse(text, "no such file or folder", "check the name")
    except OSError as problem:
        yield _refuse(text, f"cannot be read: {problem.strerror or problem}", "check the name and its permissions")


def _matches(pattern: str, limits: Limits, refusals: list[Refusal]) -> Iterator[Found | Refusal]:
    names = sorted(glob.iglob(pattern, recursive=True))  # noqa: PTH207 - pathlib takes no absolute patterns
    if not names:
        yield _refuse(pattern, "no file matches the pattern", "check the pattern; quote it for the shell")
    parts: Counter[tuple[Path, str]] = Counter()
    for name in names:
        path = Path(name)
        if path.is_dir():
            if "**" not in pattern:  # with ** the folder's files are matched themselves
                yield from _expand(path, limits, refusals)
        elif "**" in pattern and (owned := _saved_with(_resolved(path))):
            parts[owned] += 1
        else:
            yield _single(path)
    for (folder, owner), count in sorted(parts.items()):
        yield _refuse_parts("/".join(_tail(folder, 2)), owner, count)


def _saved_with(path: Path) -> tuple[Path, str] | None:
    """The folder that a file stands in with the parts of a saved page, and that page; None where there is none."""
    for folder in path.parents:
        names = (name for end in PAGE_SUFFIXES for name in candidates(folder.name, end))
        owner = page_of_folder(folder.name, (name for name in names if (folder.parent / name).is_file()))
        if owner is not None:
            return folder, owner
    return None


def _single(path: Path) -> Found | Refusal:
    whole = _resolved(path)
    if not whole.is_file():
        return _refuse(str(path), "not a regular file", "give a file, a folder, a pattern or -")
    return Found(path=whole, parts=_tail(whole, 2))


def _walk(folder: Path, limits: Limits) -> Iterator[Found | Refusal]:
    """A folder's files, depth first by name; hidden entries and links to folders are told, not read."""
    pending = [folder]
    while pending:
        here = pending.pop()
        label = _label(folder, here)
        if len(here.parts) - len(folder.parts) > limits.folder_depth:
            yield _refuse(label, f"deeper than {limits.folder_depth} folders (limit folder_depth)", "give it by itself")
            continue
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as problem:
            yield _refuse(label, f"cannot be read: {problem.strerror or problem}", "check its permissions")
            continue
        below: list[Path] = []
        crowds = _crowds(entry.name for entry in entries if entry.is_file())
        yield from (_refuse_crowd(f"{label}/", kind, count) for kind, count in sorted(crowds.items()))
        for entry in entries:
            place = here / entry.name
            if entry.name.startswith("."):
                yield _refuse(_label(folder, place), "hidden, not read", "give it by itself")
            elif entry.is_dir(follow_symlinks=False):
                owner = page_of_folder(entry.name, (other.name for other in entries if other.is_file()))
                if owner is None:
                    below.append(place)
                else:
                    yield _refuse_parts(_label(folder, place), owner, _count_files(place, limits))
            elif entry.is_file():
                if kind_beside(entry.name) not in crowds:
                    yield Found(path=_resolved(place), parts=(folder.name, *place.relative_to(folder).parts))
            else:
                what = "a link to a folder" if entry.is_dir() else "not a regular file"
                yield _refuse(_label(folder, place), f"{what}, not read", "give it by itself")
        pending.extend(reversed(below))


def _crowds(names: Iterable[str]) -> dict[str, int]:
    """The kinds of files beside pages of which a folder holds more than one: these are told by number."""
    counts = Counter(kind for name in names if not name.startswith(".") and (kind := kind_beside(name)))
    return {kind: count for kind, count in counts.items() if count > 1}


def _count_files(folder: Path, limits: Limits) -> int:
    """Files in a folder and below, as far as `limits.pages`; links to folders are not followed."""
    count = 0
    for _, _, names in os.walk(folder):
        count += len(names)
        if count >= limits.pages:
            break
    return count


def _refuse_crowd(page: str, kind: str, count: int) -> Refusal:
    return _refuse(page, f"{count} {kind}, not read", "nothing to do: they are no pages; give one by itself if it is")


def _refuse_parts(page: str, owner: str, count: int) -> Refusal:
    reason = f"{count} files that belong to the saved page {owner}, not read"
    return _refuse(page, reason, "nothing to do: the page itself is read")


def _label(folder: Path, place: Path) -> str:
    return "/".join((folder.name, *place.relative_to(folder).parts))


def _tail(path: Path, count: int) -> tuple[str, ...]:
    return tuple(part for part in path.parts[-count:] if part != path.anchor)


def _resolved(path: Path) -> Path:
    """The absolute path, parents resolved; a link to a file keeps the name that the user sees."""
    return path.resolve() if path.name in ("", "..") else path.parent.resolve() / path.name


def _refuse(page: str, reason: str, mend: str) -> Refusal:
    return Refusal(page=page, stage=STAGE, reason=reason, mend=mend)
