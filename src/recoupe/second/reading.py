"""The door: an article's reading goes in, what the second reader adds, confirms and fails to prove comes out."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from recoupe.records.events import EventMention
from recoupe.records.pages import Refusal
from recoupe.records.readings import Reading
from recoupe.second.answers import MOST_EVENTS, Reply, read_answer
from recoupe.second.asking import Part, answer_schema, parts_of, question, task
from recoupe.second.calling import Caller, Sleep, Unanswered
from recoupe.second.checking import Checker
from recoupe.second.endpoint import Endpoint

STAGE = "second reader"
PREFIX = "second."  # of the rule of every event that a second reader added
MOST_PARTS = 40  # of one page: 120,000 characters, a third of the longest that is parsed
_HALVED = ""  # kept for a question whose answer was cut short: its halves are asked
_FORM = "recoupe-second/1"  # changes with what a kept answer means
_UNFIT = re.compile(r"[^a-z0-9._]+")


class Answers(Protocol):
    """What a model answered before, by a hash of its name and the whole question."""

    def get(self, key: str) -> str | None:
        """The answer of that key, if there is one."""

    def put(self, key: str, answer: str) -> None:
        """Keep an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposals:
    """What the second reader makes of one article.

    `events` are those that it adds, in the order of the text; their `rule` is "second." and the model's name.
    `confirmed` are ids of the rules' events that it found too. `refusals` tell what it proposed in vain and what it has
    not read, one for each reason. `asked` counts the questions sent, `remembered` those answered from what was kept.
    """

    events: tuple[EventMention, ...] = ()
    confirmed: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    asked: int = 0
    remembered: int = 0

    def onto(self, reading: Reading) -> Reading:
        """The reading with the added events in their places."""
        together = sorted((*reading.events, *self.events), key=lambda one: (one.trigger.start, one.trigger.end, one.id))
        return replace(reading, events=tuple(together))


class Reader:
    """A second reader at work on a heap of articles; it stops asking when its server turns it down for good.

    Without an endpoint it asks nobody and only remembers what `model` answered before.
    """

    def __init__(
        self,
        endpoint: Endpoint | None,
        kept: Answers | None = None,
        *,
        model: str = "",
        sleep: Sleep = time.sleep,
    ) -> None:
        self.model = endpoint.model if endpoint is not None else model
        self._caller = Caller(endpoint, sleep) if endpoint is not None else None
        self._kept = kept
        self._failures = 0
        self._over: Unanswered | None = None
        self.asked = self.remembered = 0

    @property
    def rule(self) -> str:
        """What marks the events that this reader adds."""
        return rule_of(self.model)

    def replies(self, part: Part) -> Iterator[tuple[Part, Reply | Unanswered]]:
        """The answer to a part; where it was cut short, those to its halves."""
        user = question(part)
        key = _key(self.model, task(), user)
        known = self._kept.get(key) if self._kept else None
        if known == _HALVED and part.halves():
            self.remembered += 1
            yield from self._halved(part)
            return
        reply = read_answer(known) if known else None
        if reply is not None:
            self.remembered += 1
            yield part, reply
        else:
            yield from self._fresh(part, key, user)

    def _fresh(self, part: Part, key: str, user: str) -> Iterator[tuple[Part, Reply | Unanswered]]:
        try:
            text, whole = self._ask(user)
        except Unanswered as problem:
            yield part, problem
            return
        if not whole and part.halves():
            self._keep(key, _HALVED)
            yield from self._halved(part)
            return
        reply = read_answer(text)
        if reply is None:
            reason = "its answer was cut short" if not whole else "its answer is no list of events in JSON"
            yield part, Unanswered(reason, "try another model")
            return
        self._keep(key, text)
        yield part, reply

    def _halved(self, part: Part) -> Iterator[tuple[Part, Reply | Unanswered]]:
        for half in part.halves():
            yield from self.replies(half)

    def _ask(self, user: str) -> tuple[str, bool]:
        if self._caller is None:
            raise Unanswered("no server was named for this build", "name it again with --second-reader")
        if self._over is not None:
            raise self._over
        self.asked += 1
        try:
            answer = self._caller.ask(task(), user, answer_schema())
        except Unanswered as problem:
            self._failures += 1
            if problem.closed or self._failures >= self._caller.endpoint.patience.failures:
                self._over = problem
            raise
        self._failures = 0
        return answer.text, answer.whole

    def _keep(self, key: str, answer: str) -> None:
        if self._kept is not None:
            self._kept.put(key, answer)


def propose(reading: Reading, reader: Reader) -> Proposals:
    """What a second reader finds in an article beside the rules, every word of it held to the page.

    The body is asked in numbered paragraphs, nothing else of the page is sent. A proposal whose words do not stand in
    them, whose type or status is not the scheme's, or in which no actor of the page takes part is refused; one that the
    rules have is a confirmation. Parties, date, place and source are the article's own mentions and statements where
    the model's words overlap them. Never raises for what a server or model does: that is told in `refusals`.
    """
    checker = Checker(reading, reader.rule)
    unread: dict[str, tuple[int, Unanswered]] = {}
    asked, remembered = reader.asked, reader.remembered
    parts = parts_of(reading.article)
    for part in islice(parts, MOST_PARTS):
        for asked_for, reply in reader.replies(part):
            if isinstance(reply, Unanswered):
                count, first = unread.get(reply.reason, (0, reply))
                unread[reply.reason] = (count + len(asked_for.paragraphs), first)
                continue
            checker.take(asked_for, reply.proposals)
            checker.tally.add("it has not the form of a proposal", times=reply.misshapen)
            checker.tally.add(f"it stands beyond the first {MOST_EVENTS} of an answer", times=reply.surplus)
    beyond = sum(len(part.paragraphs) for part in parts)
    return Proposals(
        events=tuple(sorted(checker.events, key=lambda one: (one.trigger.start, one.trigger.end, one.id))),
        confirmed=tuple(checker.confirmed),
        refusals=(*_unread(reading.article.page, unread, beyond), *_refused(reading.article.page, checker)),
        asked=reader.asked - asked,
        remembered=reader.remembered - remembered,
    )


def reason_of(rule: str) -> str | None:
    """What a rule of a second reader does; None for any other rule."""
    if not rule.startswith(PREFIX):
        return None
    return (
        f"The language model {rule.removeprefix(PREFIX)} proposed it as a second reader. Its words stand on the page "
        "and its actors are the page's own; type and status are the model's judgement, no rule of Recoupe's."
    )


def rule_of(model: str) -> str:
    """The rule under which a model's events stand: "second." and its name in small letters, digits, dots and dashes."""
    return PREFIX + (_UNFIT.sub("-", model.lower()).strip("-.")[:60] or "unnamed")


def _key(model: str, system: str, user: str) -> str:
    return hashlib.sha256("\x1f".join((_FORM, model, system, user)).encode("utf-8", "replace")).hexdigest()


def _unread(page: str, unread: dict[str, tuple[int, Unanswered]], beyond: int) -> Iterator[Refusal]:
    for reason, (count, first) in unread.items():
        told = f"{count} paragraphs not read by the second reader: {reason}"
        yield Refusal(page=page, stage=STAGE, reason=told, mend=first.mend)
    if beyond:
        told = f"{beyond} paragraphs not read by the second reader: they stand beyond the first {MOST_PARTS} questions"
        yield Refusal(page=page, stage=STAGE, reason=told, mend="split the page")


def _refused(page: str, checker: Checker) -> Iterator[Refusal]:
    for reason, count, words in checker.tally.told():
        told = f"left out of what {checker.rule} proposed ({count}): {reason}" + (f" («{words}»)" if words else "")
        yield Refusal(page=page, stage=STAGE, reason=told, mend="nothing to do: what it cannot prove is not taken")
