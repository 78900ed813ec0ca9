"""What an archive's reader says of its members: those that are read, and those that are only counted."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from recoupe.records.pages import Refusal
from recoupe.stages.capture.beside import kind_beside, page_of_folder
from recoupe.stages.capture.readers.seam import STAGE

_REFUSED = {  # why a member is not read -> what would help
    "encrypted": "unpack the archive with its password and give the folder",
    "links": "give the files that they point at",
    "devices and other special files": "nothing to do: they hold no pages",
    "sparse files": "unpack the archive and give the folder",
    "twice in the archive (the first is read)": "unpack the archive and give the folder",
    "system files (__MACOSX, .DS_Store, hidden ones)": "nothing to do: they are no pages",
}


class Member(io.RawIOBase):
    """The bytes of one member of a container, as a stream that ends where the member does.

    `problem` says why it ended before.
    """

    over = False  # the limits are kept by the stream that it is cut out of

    def __init__(self, source: BinaryIO, size: int) -> None:
        super().__init__()
        self.left = size
        self.problem: str | None = None
        self._source = source

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, target: object) -> int:
        """Fill the buffer as far as the member goes."""
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        data = self._source.read(min(len(view), self.left))
        self.left -= len(data)
        if not data and self.left and len(view):
            self.problem = f"ends {self.left} bytes too early"
        view[: len(data)] = data
        return len(data)


@dataclass(slots=True)
class Register:
    """The members seen so far, and how many of them are told by number only.

    Names are labels, never paths: "../x" and "/x" name nothing on this machine.
    """

    page: str
    names: set[str] = field(default_factory=set)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _first: dict[tuple[str, str], str] = field(default_factory=dict)
    _pages: dict[str, set[str]] = field(default_factory=dict)

    def announce(self, name: str) -> None:
        """Take note of a page before it is read, so that the folder of its parts is known whatever the order."""
        folder, _, base = name.rpartition("/")
        if base.lower().endswith((".html", ".htm", ".xhtml", ".shtml")):
            self._pages.setdefault(folder, set()).add(base)

    def passes(self, name: str) -> bool:
        """Whether a member is to be read; what is not is counted."""
        self.announce(name)
        parts = name.split("/")
        if "__MACOSX" in parts or any(part.startswith(".") and part.strip(".") for part in parts):
            self.count("system files (__MACOSX, .DS_Store, hidden ones)", name)
            return False
        owner = self._owner(parts)
        if owner:
            self.count(f"that belong to the saved page {owner}", name, folder=owner)
            return False
        kind = kind_beside(name)
        if kind:
            self.count(kind, name, folder="/".join(parts[:-1]))
            return False
        if name in self.names:
            self.count("twice in the archive (the first is read)", name)
            return False
        self.names.add(name)
        return True

    def count(self, what: str, name: str, *, folder: str = "") -> None:
        """Count a member that is not read."""
        self._counts[what, folder] += 1
        self._first.setdefault((what, folder), name)

    def refusals(self) -> Iterator[Refusal]:
        """One refusal for each reason (and folder) that members were left out for."""
        for (what, folder), count in sorted(self._counts.items()):
            first = self._first[what, folder]
            place = f"{self.page}!{folder}/" if folder and kind_like(what) else f"{self.page}!{first}"
            amount = f"{count} {what}" if kind_like(what) else f"{count} files {what}"
            mend = _REFUSED.get(what, "nothing to do: they are no pages")
            reason = f"{amount}, not read" + (f" (the first: {first})" if count > 1 and not folder else "")
            yield Refusal(page=place, stage=STAGE, reason=reason, mend=mend)

    def _owner(self, parts: list[str]) -> str | None:
        """The page whose folder of parts a member stands in."""
        for at in range(len(parts) - 1):
            folder = "/".join(parts[:at])
            page = page_of_folder(parts[at], self._pages.get(folder, ()))
            if page:
                return f"{folder}/{page}" if folder else page
        return None


def kind_like(what: str) -> bool:
    """Say whether a reason is itself a plural ("images") rather than a property of files ("encrypted")."""
    return not what.startswith(("encrypted", "packed", "twice", "that belong"))


def label_of(name: str) -> str:
    """A member's name as a label: forward slashes, no control characters, at most 500 characters."""
    shown = "".join(character if character.isprintable() else "\ufffd" for character in name[:2000].replace("\\", "/"))
    return shown.encode("utf-8", "replace").decode("utf-8").removeprefix("./")[-500:]
