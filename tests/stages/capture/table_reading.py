"""What the reader of tables gives of some bytes."""

from __future__ import annotations

import io
from typing import BinaryIO, cast

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers.tables import TableReader
from recoupe.stages.capture.reading import make_context

FRENCH = "titre;corps;date_publication;média;lien\n"
DEFAULT = Limits()
Found = list[Capture | Refusal]


def read(data: bytes, page: str = "t.csv", limits: Limits = DEFAULT, columns: dict[str, str] | None = None) -> Found:
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(data)))  # type: ignore[arg-type]
    return list(TableReader().read(stream, page, make_context(limits, columns=columns or {})))


def pages(found: Found) -> list[Capture]:
    return [item for item in found if isinstance(item, Capture)]


def reasons(found: Found) -> dict[str, str]:
    return {item.page: item.reason for item in found if isinstance(item, Refusal)}
