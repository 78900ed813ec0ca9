"""From drafts to statements: doubles dropped, form told, each within the one that carries it, channels handed down,
ids given."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.records.ids import make_id
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Statement, StatementForm
from recoupe.stages.statements.basis.drafts import Draft
from recoupe.stages.statements.basis.ground import Ground

SAME = (
    0.8  # two drafts whose contents overlap that much (intersection over union) and whose cues touch say the same thing
)
RELAYED = 0.4  # share of a relay's content that another speaker's words make up
BESIDE_MARKS = 18  # characters outside of the marks at most (a determiner, a preposition) in a direct quotation


def finish(ground: Ground, drafts: Sequence[Draft]) -> tuple[Statement, ...]:
    """Turn drafts into statements in the order of the text."""
    kept = _without_relays(ground, _without_doubles(drafts))
    kept.sort(key=lambda draft: (draft.start, -draft.end, draft.cue.start if draft.cue else -1))
    carriers = [_carrier(draft, kept) for draft in kept]
    for number, above in enumerate(carriers):
        if above is not None and kept[number].own:
            kept[number].voice = kept[above].voice  # "« j'ai dit que … », a déclaré X": X speaks of himself
    ids = [
        make_id(
            "s",
            ground.article.id,
            draft.rule,
            draft.content,
            draft.voice.speaker.start,
            draft.voice.speaker.end,
            (draft.cue.start, draft.cue.end) if draft.cue else None,
        )
        for draft in kept
    ]
    return tuple(
        Statement(
            id=ids[number],
            article=ground.article.id,
            speaker=draft.voice.speaker,
            rule=draft.rule,
            cue=draft.cue,
            content=tuple(Span(start=start, end=end) for start, end in draft.content),
            form=_form(ground, draft),
            polarity=draft.polarity,
            stance=draft.stance,
            addressee=draft.addressee,
            via=_chain(number, kept, carriers),
            within=None if carriers[number] is None else ids[carriers[number] or 0],
        )
        for number, draft in enumerate(kept)
    )


def _without_doubles(drafts: Sequence[Draft]) -> list[Draft]:
    kept: list[Draft] = []
    for draft in sorted(
        drafts,
        key=lambda item: (-item.weight, item.line.number, item.cue.start if item.cue else item.start, item.start),
    ):
        if not any(_double(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _without_relays(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """A medium that only passes on what another says ("Selon l'AFP, X a dit C") is X's channel, no speaker of its
    own; a medium that is quoted word for word speaks itself.
    """
    dropped: set[int] = set()
    for number, relay in enumerate(drafts):
        if not relay.relayed or _form(ground, relay) == "direct":
            continue
        carried = [
            draft
            for draft in drafts
            if draft is not relay
            and draft.cue is not None
            and draft.line is relay.line
            and relay.covers(draft.cue.start, draft.end)
            and draft.size >= RELAYED * relay.size
        ]
        for draft in carried:
            draft.via = [*draft.via, relay.voice.words, *relay.via]
        if carried:
            dropped.add(number)
    return [draft for number, draft in enumerate(drafts) if number not in dropped]


def _double(one: Draft, other: Draft) -> bool:
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one.content for b in other.content)
    if not shared:
        return False
    same = shared / (one.size + other.size - shared) >= SAME
    touching = one.cue is not None and other.cue is not None and one.cue.overlaps(other.cue)
    return same and (
        touching or one.cue is None or other.cue is None or one.voice.speaker.actors == other.voice.speaker.actors != ()
    )


def _carrier(draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """The smallest statement whose content holds this one's cue and content."""
    first = min(draft.start, draft.cue.start) if draft.cue else draft.start
    last = max(draft.end, draft.cue.end) if draft.cue else draft.end
    best: int | None = None
    for number, other in enumerate(drafts):
        if other is draft or not other.covers(first, last) or other.end - other.start <= draft.end - draft.start:
            continue
        if draft.cue is None and other.end - other.start <= last - first:
            continue
        if best is None or other.end - other.start < drafts[best].end - drafts[best].start:
            best = number
    return best


def _chain(number: int, drafts: Sequence[Draft], carriers: Sequence[int | None]) -> tuple[Words, ...]:
    """The channels from the speaker outwards: own, then whoever carries the statement and through what."""
    found: dict[tuple[int, int], Words] = {(item.start, item.end): item for item in drafts[number].via}
    above, steps = carriers[number], 0
    while above is not None and steps < len(drafts):
        carrier = drafts[above]
        speaker = carrier.voice.speaker
        inner = drafts[number].voice.speaker
        same = speaker.actors == inner.actors if speaker.actors or inner.actors else speaker.text == inner.text
        if speaker.text and not same:
            words = carrier.voice.words
            found.setdefault((words.start, words.end), words)
        for item in carrier.via:
            found.setdefault((item.start, item.end), item)
        above, steps = carriers[above], steps + 1
    return tuple(found.values())


def _form(ground: Ground, draft: Draft) -> StatementForm:
    """Direct when all stands in quotation marks of its own, mixed when a part does; within another's quotation
    indirect."""
    marks = [item for line_quotes in (draft.line.inner,) for item in line_quotes]
    outer = next(
        (item for item in ground.quotations if item.inner_start <= draft.start and draft.end <= item.inner_end), None
    )
    whole = (
        outer is not None
        and draft.start - outer.inner_start <= BESIDE_MARKS
        and outer.inner_end - draft.end <= BESIDE_MARKS
    )
    if outer is not None and (whole or draft.interrupts or draft.weight == 1):
        return "direct"
    if outer is not None:
        return "indirect"
    inside = sum(
        max(0, min(end, item.inner_end) - max(start, item.inner_start))
        for start, end in draft.content
        for item in marks
        if item.depth == 0
    )
    if not inside:
        return "indirect"
    return "direct" if draft.size - inside <= BESIDE_MARKS and inside > draft.size / 2 else "mixed"
