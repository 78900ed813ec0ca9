"""The seam for containers: a reader turns one saved file into captures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Protocol, runtime_checkable

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.unpacking import Budget, size_of

STAGE = "capture"
SNIFF = 4096  # bytes of a file that a reader may see before it says whether the file is its own

Dispatch = Callable[[BinaryIO, str, "Context"], Iterator[Capture | Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a reader works within: the bounds, the user's column names, and how deep it stands inside containers.

    `columns` maps our names for the fields of an article (title, text, html, date, updated, url, outlet, author,
    section, tags, language, id, fetched) to the user's; `depth` counts the containers around this file; `dispatch`
    reads a file with the reader that fits it; `budget` counts what all the containers inside one file of the user's
    unpack to (None until the first is opened).
    """

    limits: Limits
    dispatch: Dispatch
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    budget: Budget | None = None

    def opened(self, stream: BinaryIO) -> Opened:
        """This context with a budget for what the file may unpack to: the one of the outermost file, or a new one."""
        if self.budget is not None:
            return Opened(context=self, budget=self.budget)
        size = size_of(stream)
        budget = Budget(limits=self.limits, packed=size or 0, grows=size is None)
        return Opened(context=replace(self, budget=budget), budget=budget)

    def inside(self, stream: BinaryIO, page: str) -> Iterator[Capture | Refusal]:
        """Read a file that stands in this container, by the reader that fits it; too deep a nest is refused."""
        if self.depth >= self.limits.container_depth:
            reason = f"deeper than {self.limits.container_depth} containers (limit container_depth)"
            yield Refusal(page=page, stage=STAGE, reason=reason, mend="unpack the outer ones and give the inner one")
            return
        yield from self.dispatch(stream, page, replace(self, depth=self.depth + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A context whose budget is set, and that budget."""

    context: Context
    budget: Budget


@runtime_checkable
class Reader(Protocol):
    """Reads one kind of saved file: a page, or a container of pages.

    `suffixes` are lower-case file suffixes with the dot. `sniff` sees at most `SNIFF` first bytes of a file with none
    of the known suffixes. `read` gets the open file (seekable unless it is standard input or stands inside another
    container), the page label that the user can recognise and the context; it yields captures and refusals, never
    raises on bad content, and never holds more than `limits.page_bytes` of one page. A container labels its pages
    PAGE!RECORD and hands files that may be of any kind to `context.inside`.
    """

    @property
    def name(self) -> str:
        """One word that names the kind of file."""

    @property
    def suffixes(self) -> frozenset[str]:
        """The suffixes of its files."""

    def sniff(self, head: bytes) -> bool:
        """Say whether the first bytes look like this reader's kind of file."""

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield what the file holds."""
