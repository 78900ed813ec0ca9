"""What a web archive holds beside pages: counted by kind, because a crawl has millions of such records."""

from __future__ import annotations

from collections.abc import Iterator

from recoupe.records.pages import Refusal
from recoupe.stages.capture.readers.seam import STAGE

SINGLE = 20  # refusals of one kind that are told one by one; the rest are counted
_NO_PAGES = "nothing to do: such records are no pages"
_KINDS = 100  # kinds that are counted apart; an archive can name any number of them


class Tally:
    """Counts the records of an archive that are no pages."""

    def __init__(self, page: str) -> None:
        self._page = page
        self._counts: dict[tuple[str, str], int] = {}
        self._told: dict[str, int] = {}
        self.captures = 0

    def count(self, one: str, many: str, mend: str = "") -> None:
        """Count a record under what it is: `one` after "1 record", `many` after a number of records."""
        key = (f"{one}\0{many}", mend)
        if key not in self._counts and len(self._counts) >= _KINDS:
            key = ("is of another kind\0are of other kinds", "")
        self._counts[key] = self._counts.get(key, 0) + 1

    def tell(self, page: str, kind: str, reason: str, mend: str) -> Iterator[Refusal]:
        """Tell of a single record, or of damage; from a number on the rest of its kind is counted only."""
        told = self._told[kind] = self._told.get(kind, 0) + 1
        if told <= SINGLE:
            yield Refusal(page=page, stage=STAGE, reason=reason, mend=mend)

    def total(self) -> Iterator[Refusal]:
        """Tell the counts, the kinds in the order of the alphabet; an archive with nothing at all says so."""
        for kind, told in sorted(self._told.items()):
            if told > SINGLE:
                yield self._refuse(f"{told - SINGLE:,} more: {kind}", "see the ones told by name")
        for (words, mend), count in sorted(self._counts.items()):
            one, many = words.split("\0")
            yield self._refuse(f"1 record {one}" if count == 1 else f"{count:,} records {many}", mend)
        if not (self.captures or self._told or self._counts):
            yield self._refuse("it holds no page", "check that it is the archive of a crawl")

    def _refuse(self, reason: str, mend: str) -> Refusal:
        return Refusal(page=self._page, stage=STAGE, reason=reason, mend=mend or _NO_PAGES)
