"""Voices that cannot know without each other become one origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from recoupe.records.events import Origin
from recoupe.records.ids import make_id
from recoupe.stages.origins.ground import DEPENDENT_WORDS, Ground
from recoupe.stages.origins.voices import Voice

NARRATORS = ("agency", "outlet")
FIRST: tuple[str, ...] = ("person", "communique", "document", "unknown", "agency", "outlet")


def group(voices: Sequence[Voice], ground: Ground) -> tuple[Origin, ...]:
    """Join voices into origins: a key in common, or words in common where pages tell in their own name."""
    ordered = sorted(voices, key=lambda voice: (voice.article, voice.name, voice.kind, sorted(voice.keys)))
    pages = Counter(voice.article for voice in ordered)
    parent = list(range(len(ordered)))
    links: dict[int, list[str]] = {number: list(voice.why) for number, voice in enumerate(ordered)}

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for one, first in enumerate(ordered):
        for other in range(one + 1, len(ordered)):
            why = _link(first, ordered[other], ground, pages)
            a, b = root(one), root(other)
            if why is not None and a != b:
                parent[max(a, b)] = min(a, b)
                links[min(a, b)] += [*links.pop(max(a, b)), why]
    members: dict[int, list[Voice]] = {}
    for number, voice in enumerate(ordered):
        members.setdefault(root(number), []).append(voice)
    return tuple(sorted((_origin(found, links[key]) for key, found in members.items()), key=lambda o: (o.name, o.id)))


def likely_links(origins: Sequence[Origin], ground: Ground) -> Iterator[str]:
    """Reasons to doubt that origins are independent: likely copies between their pages, which the count leaves out."""
    for one, other in combinations(origins, 2):
        pairs = {(min(a, b), max(a, b)) for a in one.articles for b in other.articles if a != b}
        if any(ground.likely.get(pair) for pair in sorted(pairs)):
            yield f"{one.name} and {other.name}: their pages likely share a sentence; not counted as dependence"


def _link(one: Voice, other: Voice, ground: Ground, pages: Counter[str]) -> str | None:
    """Why two voices are one origin, None when they can know without each other."""
    if one.keys & other.keys:
        same = one.article == other.article or one.name == other.name
        return "" if same else f"{one.name} and {other.name} are one side"
    if one.sides & other.sides and ((one.official and other.unplaced) or (other.official and one.unplaced)):
        return f"{one.name} and {other.name} are taken for one side"
    if one.article == other.article:
        return None
    narrated = one.kind in NARRATORS, other.kind in NARRATORS
    words = ground.shared_words(one.article, other.article)
    if all(narrated) and words >= DEPENDENT_WORDS:
        return f"the pages share {words} words"
    alike = one.name == other.name or (pages[one.article] == 1 and pages[other.article] == 1)
    if words and (any(narrated) or alike) and _copied(one, other, ground):
        return "the passage that tells it is copied"
    return None


def _copied(one: Voice, other: Voice, ground: Ground) -> bool:
    """Whether the two pages tell the event in the same passage."""
    return any(ground.same_words(a, b) for a in one.mentions for b in other.mentions)


def _origin(voices: list[Voice], why: list[str]) -> Origin:
    chief = min(voices, key=lambda voice: (FIRST.index(voice.kind), voice.name, voice.article))
    names = sorted({voice.name for voice in voices})
    sides = {side for voice in voices for side in voice.sides}
    articles = tuple(sorted({voice.article for voice in voices}))
    reasons = "; ".join(dict.fromkeys(reason for reason in why if reason))
    return Origin(
        id=make_id("o", chief.kind, *names, *articles),
        kind=chief.kind,
        name=chief.name,
        side=sides.pop() if len(sides) == 1 else None,
        articles=articles,
        why=reasons,
    )
