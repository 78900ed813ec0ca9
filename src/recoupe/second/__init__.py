"""The second reader: a language model of the user's choice that proposes events under oath; off unless it is named."""

from __future__ import annotations

from recoupe.second.endpoint import Endpoint, Patience, named
from recoupe.second.reading import Answers, Proposals, Reader, propose, reason_of

__all__ = ["Answers", "Endpoint", "Patience", "Proposals", "Reader", "named", "propose", "reason_of"]
