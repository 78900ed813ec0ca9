"""Between pages: happenings are joined from the surest pair down, and what must stay apart stays apart."""

from __future__ import annotations

from collections.abc import Sequence

from recoupe.stages.merging.blocking import candidates
from recoupe.stages.merging.comparing import compare
from recoupe.stages.merging.facts.parties import Cast
from recoupe.stages.merging.facts.portraits import together
from recoupe.stages.merging.pages import Happening
from recoupe.stages.merging.rules import forbidden


def cluster(happenings: Sequence[Happening], copied: frozenset[tuple[str, str]], cast: Cast) -> list[Happening]:
    """Join the happenings of different pages that are one event.

    Pairs are taken by falling score, then by their ids, so the order of pages changes nothing. Two groups are joined
    only when no member of the one must stay apart from a member of the other and no page would tell it twice over.
    """
    evidence = _copied_pairs(happenings, copied)
    group = list(range(len(happenings)))
    members = {number: [number] for number in group}
    whys: dict[int, list[str]] = {number: list(known.why) for number, known in enumerate(happenings)}
    for _, one, other, reason in _ranked(happenings, evidence, cast):
        a, b = group[one], group[other]
        if a == b or _barred(happenings, (members[a], members[b]), evidence, cast):
            continue
        keep, drop = min(a, b), max(a, b)
        for number in members[drop]:
            group[number] = keep
        members[keep] += members.pop(drop)
        whys[keep] += [*whys.pop(drop), reason]
    return [_whole([happenings[number] for number in sorted(numbers)], whys[key]) for key, numbers in members.items()]


def _ranked(
    happenings: Sequence[Happening], evidence: set[tuple[int, int]], cast: Cast
) -> list[tuple[float, int, int, str]]:
    found: list[tuple[float, int, int, str]] = []
    for one, other in sorted({*candidates(happenings, cast), *evidence}):
        a, b = happenings[one].portrait, happenings[other].portrait
        comparison = compare(a, b, cast, copied=(one, other) in evidence)
        if comparison and comparison.enough:
            words = [min(p.mentions, key=lambda mention: mention.trigger).trigger.text for p in (a, b)]
            reason = f"“{words[0]}” and “{words[1]}” on two pages: {', '.join(comparison.features)}"
            found.append((-comparison.score, one, other, reason))
    return sorted(found)


def _copied_pairs(happenings: Sequence[Happening], copied: frozenset[tuple[str, str]]) -> set[tuple[int, int]]:
    holder = {mention.id: number for number, known in enumerate(happenings) for mention in known.portrait.mentions}
    pairs = ((holder[one], holder[other]) for one, other in copied if one in holder and other in holder)
    return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}


def _barred(
    happenings: Sequence[Happening], groups: tuple[list[int], list[int]], evidence: set[tuple[int, int]], cast: Cast
) -> bool:
    """Whether a member of one group must stay apart from a member of the other, or stands on the same page."""
    for one in groups[0]:
        for other in groups[1]:
            a, b = happenings[one].portrait, happenings[other].portrait
            copied = (min(one, other), max(one, other)) in evidence
            if a.articles & b.articles or forbidden(a, b, cast, copied):
                return True
    return False


def _whole(parts: list[Happening], why: list[str]) -> Happening:
    portrait = parts[0].portrait
    for part in parts[1:]:
        portrait = together(portrait, part.portrait)
    return Happening(portrait, tuple(dict.fromkeys(why)))
