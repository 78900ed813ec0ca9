"""What the second reader wrote, as proposals: parsed as JSON and as nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import msgspec

MOST_EVENTS = 60  # looked at in one answer; 3,000 characters of news rarely tell twenty
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)

Quote = Annotated[str, msgspec.Meta(max_length=300)]
Sentence = Annotated[str, msgspec.Meta(max_length=2_500)]
Quotes = Annotated[tuple[Quote, ...], msgspec.Meta(max_length=20)]


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One event as the model gives it; nothing in it is believed yet."""

    paragraph: int
    sentence: Sentence
    trigger: Quote
    type: Quote
    status: Quote
    modes: Quotes = ()
    actors: Quotes = ()
    recipients: Quotes = ()
    according_to: Quote | None = None
    date: Quote | None = None
    place: Quote | None = None


class _Events(msgspec.Struct, frozen=True):
    events: tuple[msgspec.Raw, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The proposals of one answer, and how many entries had not the form of one or were beyond `MOST_EVENTS`."""

    proposals: tuple[Proposal, ...]
    misshapen: int = 0
    surplus: int = 0


def read_answer(text: str) -> Reply | None:
    """The proposals in what a model wrote; None where it holds no JSON object with a list of events.

    Thoughts before the answer, a Markdown fence and words around the object are passed over. An entry that has not the
    form of a proposal is counted and the others are taken.
    """
    for candidate in _candidates(_THOUGHTS.sub("", text, count=1)):
        try:
            events = msgspec.json.decode(candidate.encode("utf-8", "replace"), type=_Events).events
        except (msgspec.DecodeError, RecursionError):
            continue
        read = [_proposal(entry) for entry in events[:MOST_EVENTS]]
        proposals = tuple(proposal for proposal in read if proposal is not None)
        return Reply(
            proposals=proposals, misshapen=len(read) - len(proposals), surplus=max(0, len(events) - MOST_EVENTS)
        )
    return None


def _candidates(text: str) -> Iterator[str]:
    """The answer as it is, from its first brace to its last, and a bare list where one opens before any brace."""
    yield text
    brace, last = text.find("{"), text.rfind("}")
    if 0 <= brace < last:
        yield text[brace : last + 1]
    bracket, last = text.find("["), text.rfind("]")
    if 0 <= bracket < last and not 0 <= brace < bracket:
        yield f'{{"events":{text[bracket : last + 1]}}}'


def _proposal(entry: msgspec.Raw) -> Proposal | None:
    try:
        return msgspec.json.decode(entry, type=Proposal)
    except (msgspec.DecodeError, RecursionError):
        return None
