"""PDFium in a process of its own: a hostile PDF can make it slow, greedy or crash, and only a process can be ended.

2 KB of forms that draw forms keep PDFium busy for minutes inside one page, where no time can be looked at.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recoupe.stages.capture.readers.pdf import extracting
from recoupe.stages.capture.readers.pdf.extracting import Bounds, Sheet, Stretch

_GRACE = 3.0  # seconds beside the bound for starting the process and for the last page


@dataclass(slots=True)
class Document:
    """What was read of a PDF: `failure` ("locked", "damaged") if nothing, `reached` says which bound ended it."""

    sheets: list[Sheet] = field(default_factory=list)
    metadata: dict[str, Any] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)
    failure: str | None = None
    reached: str | None = None
    ended: bool = False

    def take(self, message: dict[str, Any]) -> None:
        """Take in a message of `extracting.report`."""
        if "sheet" in message:
            values = message["sheet"]
            stretches = tuple(Stretch(**stretch) for stretch in values.pop("stretches"))
            self.sheets.append(Sheet(**values, stretches=stretches))
        elif "failed" in message:
            self.failed.append(message["failed"])
        self.metadata = message.get("metadata", self.metadata)
        self.failure = message.get("failure", self.failure)
        self.reached = message.get("reached", self.reached)
        self.ended = self.ended or bool({"end", "failure", "reached"} & message.keys())


def read_document(data: bytes, bounds: Bounds) -> Document:
    """Read a PDF in a process that is ended when its time is over; what it told until then is kept."""
    program = [sys.executable, "-I", str(Path(extracting.__file__))]
    values = [str(bounds.pages), str(bounds.characters), str(bounds.seconds)]
    document, slow = Document(), False
    try:
        done = subprocess.run(
            [*program, *values], input=data, capture_output=True, timeout=bounds.seconds + _GRACE, check=False
        )
        told = done.stdout
    except subprocess.TimeoutExpired as late:
        told, slow = late.stdout or b"", True
    for line in told.splitlines(keepends=True):
        if line.endswith(b"\n"):
            document.take(json.loads(line))
    if slow:
        document.reached = f"longer than {bounds.seconds:g} seconds (limit pdf_seconds)"
    elif not document.ended:
        document.reached = f"PDFium gave up on page {len(document.sheets) + len(document.failed) + 1}"
    return document
