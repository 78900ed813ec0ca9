"""A server that answers as a model would."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from stub_model import Stub, serving


@pytest.fixture
def stub() -> Iterator[Stub]:
    with serving() as state:
        yield state
