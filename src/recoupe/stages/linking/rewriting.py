"""Readings with other refs: ids of actors in place of refs, mentions that a judgement moves or finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from recoupe.records.actors import ActorKind, ActorMention
from recoupe.records.events import EventMention
from recoupe.records.ids import make_id
from recoupe.records.readings import Reading
from recoupe.records.spans import Span
from recoupe.records.statements import Speaker, Statement

RULE = "judgement"
Refs = tuple[str, ...]


def rewrite(
    reading: Reading,
    mention: Callable[[ActorMention], Refs],
    speaker: Callable[[Speaker], Refs],
    event: Callable[[EventMention, Refs], Refs],
) -> Reading:
    """A reading whose mentions, speakers, addressees and parties to events have the refs that the given calls say."""

    def spoken(item: Statement) -> Statement:
        addressee = item.addressee
        if addressee is not None:
            addressee = replace(addressee, actors=speaker(addressee))
        return replace(item, speaker=replace(item.speaker, actors=speaker(item.speaker)), addressee=addressee)

    def told(item: EventMention) -> EventMention:
        return replace(item, actors=event(item, item.actors), recipients=event(item, item.recipients))

    mentions = tuple(replace(item, refs=mention(item)) for item in reading.mentions.actors)
    return replace(
        reading,
        mentions=replace(reading.mentions, actors=mentions),
        statements=tuple(map(spoken, reading.statements)),
        events=tuple(map(told, reading.events)),
    )


def swap(refs: Refs, old: Iterable[str], new: str) -> Refs:
    """Refs with one in place of others, each once."""
    return tuple(dict.fromkeys(new if ref in old else ref for ref in refs))


def move_mentions(reading: Reading, words: set[str], refs: set[str], new: str) -> Reading:
    """The mentions of given words that mean one of `refs` mean `new`; so do the speakers and events that use them.

    A speaker goes with the mention that it overlaps, an event with the only mention of the ref in its sentence, and
    pronouns with the last mention before them. Returns the same reading where nothing is to be moved.
    """
    moved = [m for m in reading.mentions.actors if refs & set(m.refs) and " ".join(m.text.split()) in words]
    if not moved:
        return reading
    staying = [
        m
        for m in reading.mentions.actors
        if refs & set(m.refs) and m.form != "pronoun" and not any(m.id == one.id for one in moved)
    ]

    def goes(span: Span) -> bool:
        """Whether what stands in a span means somebody who was moved: so says the last named mention before it."""
        return not staying or _last(moved, span) > _last(staying, span)

    def mention(item: ActorMention) -> Refs:
        gone = item in moved or (item.form == "pronoun" and goes(item))
        return swap(item.refs, refs, new) if gone else item.refs

    def speaker(item: Speaker) -> Refs:
        over = [one for one in (*moved, *staying) if one.overlaps(item)]
        gone = any(one in moved for one in over) if over else goes(item)
        return swap(item.actors, refs, new) if gone else item.actors

    def event(item: EventMention, named: Refs) -> Refs:
        inside = [one for one in (*moved, *staying) if item.sentence.overlaps(one)]
        gone = all(one in moved for one in inside) if inside else goes(item.trigger)
        return swap(named, refs, new) if gone else named

    return rewrite(reading, mention, speaker, event)


def _last(mentions: list[ActorMention], span: Span) -> int:
    return max((mention.start for mention in mentions if mention.start < span.end), default=-1)


def find_words(reading: Reading, names: Iterable[str], new: str, kind: ActorKind) -> Reading:
    """The reading with a mention of `new` wherever its article uses one of the names.

    A mention of nobody known that lies inside the words gives way; one that is larger, or somebody known, stays. Words
    of nobody in which a statement sees its speaker get the actor too.
    """
    patterns = [r"\s+".join(map(re.escape, name.split())) for name in sorted(set(names), key=len, reverse=True)]
    if not patterns:
        return reading
    article, found, given_up = reading.article, list[ActorMention](), set[str]()
    for hit in re.finditer(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", article.text):
        span = Span(start=hit.start(), end=hit.end())
        over = [one for one in reading.mentions.actors if one.overlaps(span)]
        if all(span.holds(one) and all(ref.startswith("~") for ref in one.refs) for one in over):
            given_up |= {one.id for one in over}
            found.append(
                ActorMention(
                    id=make_id("n", article.id, span.start, span.end, new), article=article.id, start=span.start,
                    end=span.end, text=hit.group(), kind=kind, form="name", refs=(new,),
                    name=" ".join(hit.group().split()), rule=RULE,
                )
            )  # fmt: skip
    if not found:
        return reading
    old = {ref for one in reading.mentions.actors if one.id in given_up for ref in one.refs}

    def speaker(item: Speaker) -> Refs:
        if not any(one.overlaps(item) for one in found):
            return item.actors
        return swap(item.actors, old, new) or (new,)

    kept = [one for one in reading.mentions.actors if one.id not in given_up]
    mentions = tuple(sorted([*kept, *found], key=lambda one: (one.start, one.end)))
    changed = rewrite(
        reading, lambda item: item.refs, speaker, lambda item, refs: _in_sentence(item, refs, found, old, new)
    )
    return replace(changed, mentions=replace(changed.mentions, actors=mentions))


def _in_sentence(item: EventMention, refs: Refs, found: list[ActorMention], old: set[str], new: str) -> Refs:
    """The parties of an event whose sentence has the words: who gave way there is the new actor."""
    return swap(refs, old, new) if any(item.sentence.overlaps(one) for one in found) else refs
