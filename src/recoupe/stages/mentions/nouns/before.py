"""What stands before a title or institution noun: determiner, numbers, adjectives and, in English, other nouns."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.names import Hit, leading
from recoupe.stages.mentions.nouns.page import CONTRACTED, Page, Parts, quantity_end
from recoupe.stages.mentions.nouns.titles import HeadHit, Qualifier, longest


def before(page: Page, parts: Parts, floor: int, plural: bool, read: Callable[[HeadHit, int], Draft | None]) -> None:
    """Walk left over adjectives, numbers and the determiner; where nouns precede their head, over those too.

    `read` reads the phrase of a noun that possesses this one ("the Russian president's spokesman").
    """
    words, lexicon = page.words, page.lexicon
    compound = lexicon.file.grammar.compound == "last"
    while parts.first > floor and words.joined[parts.first]:
        at = parts.first - 1
        word = words.folds[at]
        if compound and parts.count is None and _noun_before(page, parts, floor, read):
            continue
        if parts.count is None and _qualifier_before(page, parts, at, floor):
            continue
        if word in lexicon.file.grammar.numbers or word.isdigit():
            if not plural:
                return
            parts.count = lexicon.file.grammar.numbers.get(word) or (int(word) if len(word) < 7 else None)
            parts.first = at
        elif lexicon.has("determiners", word) and words.raw(at).lower() != "là":
            _determine(page, parts, at)
            return
        elif lexicon.has("of", word) and at - 1 >= floor and quantity_end(page, at - 1) == parts.first:
            parts.quantity, parts.first = True, at - 1
        elif compound and parts.count is None and _idle_noun(page, at, floor):
            parts.first, parts.modifier = at, True  # a noun or adjective that tells nothing: "a car theft syndicate"
        elif not _side_before(page, parts, at):
            return


def _idle_noun(page: Page, at: int, floor: int) -> bool:
    """A noun or adjective that tells nothing, right after a determiner: "a car theft syndicate"."""
    if page.tags.get(at) not in ("NOUN", "ADJ") or at in page.hits:
        return False
    before_it = at - 1
    if before_it > floor and page.tags.get(before_it) in ("NOUN", "ADJ"):
        before_it -= 1
    return (
        before_it >= floor
        and page.joined(before_it + 1)
        and page.lexicon.has("determiners", page.words.folds[before_it])
    )


def _determine(page: Page, parts: Parts, at: int) -> None:
    lexicon, word = page.lexicon, page.words.folds[at]
    for group in ("possessive", "demonstrative", "indefinite", "definite"):
        if lexicon.has(group, word) and word != "des":
            parts.determiner = group
            break
    if lexicon.has("feminine", word):
        parts.feminine = True
    elif lexicon.has("masculine", word):
        parts.feminine = False
    if word not in CONTRACTED:
        parts.first = at


def _qualifier_before(page: Page, parts: Parts, at: int, floor: int) -> bool:
    for start in (at - 1, at):
        if start < floor or page.words.folds[start] not in page.lexicon.qualifiers:
            continue
        found = longest(page.lexicon.qualifiers, page.words, start)
        if found is not None and found[0] == at + 1 and found[1].before:
            qualify(parts, found[1])
            parts.first = start
            return True
    return False


def qualify(parts: Parts, qualifier: Qualifier) -> None:
    """Take in what an adjective tells of the noun."""
    parts.modifier = True
    parts.former = parts.former or qualifier.former
    parts.counterpart = parts.counterpart or qualifier.counterpart
    parts.sectors += [sector for sector in qualifier.sectors if sector not in parts.sectors]


def _side_before(page: Page, parts: Parts, at: int) -> bool:
    """ "ex-ministre", "pro-government forces": a prefix joined by a hyphen."""
    if not page.lexicon.has("sides", page.words.folds[at]) or "-" not in page.words.gaps[parts.first]:
        return False
    parts.former = parts.former or page.words.folds[at] == "ex"
    parts.side = page.words.folds[at] in ("pro", "anti")
    parts.modifier = True
    parts.first = at
    return True


def _noun_before(page: Page, parts: Parts, floor: int, read: Callable[[HeadHit, int], Draft | None]) -> bool:
    """Where modifiers precede their noun: nationality, possessor, body, field of government, another title."""
    words, lexicon = page.words, page.lexicon
    at = parts.first - 1
    if page.possessive(at):
        if at == floor:
            return False
        at -= 1
        parts.determiner = "definite"
    if lexicon.has("compounds", words.folds[at]) and at - 1 >= floor and "-" in words.gaps[at]:
        at -= 1  # "US-led", "rebel-held"
    hit = page.ending.get(at + 1)
    if hit is not None and hit.first >= floor and take_name(parts, hit, coordinated=_coordinated(page, at + 1)):
        parts.first = hit.first
        return True
    for start in range(max(floor, at - 3), at + 1):
        domain = longest(lexicon.domains, words, start) if words.folds[start] in lexicon.domains else None
        if domain is not None and domain[0] == at + 1:
            parts.domain, parts.first = domain[1], start
            return True
        noun = lexicon.head(words, start) if words.folds[start] in lexicon.heads else None
        if noun is not None and noun.last == at + 1:
            if at + 1 < parts.first and (inner := read(noun, floor)) is not None and inner.last >= at + 1:
                parts.nested, parts.first, parts.of = inner, inner.first, True
            else:
                _take_noun(page, parts, noun)
            return True
    if at + 1 < parts.first:  # the possessor is nobody known: "the country's army", "Hassan's family"
        parts.first = at
        return not lexicon.has("determiners", words.folds[at])
    if (
        lexicon.has("both", words.folds[at])
        and (other := page.ending.get(at)) is not None
        and other.first >= floor
        and (other.name.kind in ("demonym", "country") and parts.countries and page.hits.get(parts.first) is not None)
    ):
        take_name(parts, other, coordinated=True)
        parts.first = other.first
        return True
    return False


def _coordinated(page: Page, at: int) -> bool:
    return False if at >= len(page.words) else page.lexicon.has("both", page.words.folds[at])


def _take_noun(page: Page, parts: Parts, noun: HeadHit) -> None:
    """A title or body as a noun adjunct: "Foreign Ministry spokeswoman", "army chief"."""
    rule = noun.readings[0][0]
    parts.first, parts.modifier, parts.of = noun.first, True, True
    if parts.nested is None:
        parts.nested = Draft(
            passage=page.number,
            first=noun.first,
            last=noun.last,
            head=noun.first,
            kind=rule.kind,
            form="title",
            rule=rule.id,
            sectors=rule.sectors,
            office=rule.office,
            style=rule.style,
        )


def take_name(parts: Parts, hit: Hit, *, coordinated: bool = False) -> bool:
    """Let a known name qualify the noun; False where it is none that can.

    Of several countries the leftmost owns ("US Syria envoy"), unless they are coordinated ("Russian and Syrian").
    """
    name = hit.name
    if name.kind in ("country", "capital", "demonym", "prefix", "place") or (
        name.kind == "seat" and name.actor is None
    ):
        if name.country and name.country not in parts.countries:
            parts.countries = [name.country, *parts.countries] if coordinated else [name.country]
    elif name.kind in ("actor", "seat"):
        parts.organisation = parts.organisation or name.actor
    elif name.kind in ("people", "surname"):
        parts.owner = parts.owner or leading(hit.names)
    else:
        return False
    parts.modifier = True
    return True
