"""Labels into blocks of the article's text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from recoupe.records.pages import Block
from recoupe.stages.article.labelling.labels import Label

_OPENING = re.compile(r"(?:[\s\ufeff\u200b•·▪■□►▶‣»›>*→●○◦◆✔✓⁃]|<[^<>]{0,4000}>)+")
_CLOSING = re.compile(r"(?:\s|<[^<>]{0,4000}>)+$")


def make_blocks(text: str, labels: Iterable[Label]) -> tuple[Block, ...]:
    """One block for each unit; title and body without list bullets, and without tags at their ends."""
    blocks: list[Block] = []
    for label in labels:
        start, end = label.unit.start, label.unit.end
        if label.kind in ("title", "body"):
            opening = _OPENING.match(text, start, end)
            start = opening.end() if opening else start
            if "<" in text[start:end]:
                closing = _CLOSING.search(text[start:end])
                end = start + closing.start() if closing else end
        if start < end:
            blocks.append(Block(start=start, end=end, kind=label.kind, rule=label.rule))
    return tuple(blocks)
