"""What a stub model makes of a page, read under oath."""

from __future__ import annotations

from stub_model import PATIENT, Stub, reading

from recoupe.records.readings import Reading
from recoupe.second import Endpoint, Patience, Proposals, Reader, propose


def read(stub: Stub, of: Reading | None = None, kept: dict[str, str] | None = None) -> Proposals:
    """What the stub's model makes of a page."""
    endpoint = Endpoint(url=stub.url, model="Test-Model:7b", patience=Patience(**PATIENT))
    return propose(of or reading(), Reader(endpoint, Memory(kept), sleep=lambda _: None))


class Memory:
    """Answers that were given before."""

    def __init__(self, held: dict[str, str] | None = None) -> None:
        self.held = {} if held is None else held

    def get(self, key: str) -> str | None:
        return self.held.get(key)

    def put(self, key: str, answer: str) -> None:
        self.held[key] = answer


def reasons(found: Proposals) -> str:
    return "\n".join(refusal.reason for refusal in found.refusals)
