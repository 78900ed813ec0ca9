"""Persons by name: names of the tables, names after "M.", names that parser or context vouch for."""

from __future__ import annotations

from recoupe.resources.knowledge import KnownActor
from recoupe.stages.mentions.drafts import Draft, Gender
from recoupe.stages.mentions.nouns.page import Page, name_end

COMMAS = (", ", ",", ",\u00a0", " (", " - ", " – ", " — ")
LONGEST_BODY = 6  # words
GENDERS: dict[str, tuple[Gender, bool]] = {
    "m": ("m", False),
    "f": ("f", False),
    "mp": ("m", True),
    "fp": ("f", True),
    "s": ("", False),
}


def find_people(page: Page, taken: list[Draft]) -> list[Draft]:
    """The persons that the passage names outside the given phrases, in order; the phrases that they explain are merged.

    Returns phrases and persons together. A single capitalised word is no person here, save after "M." or a rank.
    """
    covered = covered_by(page, taken)
    found: list[Draft] = []
    place = 0
    while place < len(page.words):
        draft = None if covered[place] or not page.words.capital[place] else _person_at(page, place, covered)
        if draft is None:
            place += 1
            continue
        found.append(draft)
        place = draft.last
    merged = _merge(page, sorted([*taken, *found], key=lambda draft: draft.first))
    for draft in merged:
        affiliate(page, draft)
    return merged


def covered_by(page: Page, drafts: list[Draft]) -> list[bool]:
    """Which words of a passage belong to the given mentions."""
    covered = [False] * len(page.words)
    for draft in drafts:
        covered[draft.first : draft.last] = [True] * (draft.last - draft.first)
    return covered


def _person_at(page: Page, place: int, covered: list[bool]) -> Draft | None:
    words, lexicon = page.words, page.lexicon
    if lexicon.has("honorifics", words.folds[place]) and page.joined(place + 1):
        return _with_honorific(page, place)
    hit = page.hits.get(place)
    if (wide := page.inside.get(place)) is not None and wide.name.kind in ("actor", "seat", "country", "capital"):
        return None
    if hit is not None and hit.name.kind == "people" and not any(covered[hit.first : hit.last]):
        end = name_end(page, place)
        if end is None or end == hit.last or place == end:
            return _person(page, place, hit.last, "known-person", actor=hit.name.actor)
        return _person(page, place, end, "unknown-person")
    end = name_end(page, place)
    if (
        end is None
        or any(covered[place:end])
        or not (_vouched(page, place, end) if end - place > 1 else _speaks(page, place))
    ):
        return None
    if end - place == 2 and "-" in words.gaps[place + 1] and words.folds[place] not in lexicon.gender_of:
        return None  # "Lavrov-Kerry": two surnames
    if _is_place(page, place):
        return None
    return _person(page, place, end, "unknown-person")


def _with_honorific(page: Page, place: int) -> Draft | None:
    """ "M. Lavrov", "Mme Clinton", "MM. Lavrov et Kerry"."""
    words, lexicon = page.words, page.lexicon
    first = place + 1
    while page.joined(first + 1) and lexicon.has("honorifics", words.folds[first]):
        first += 1
    end = name_end(page, first)
    if end is None:
        return None
    gender, plural = _gender(page, words.folds[place])
    hit = page.hits.get(first)
    actor = hit.name.actor if hit is not None and hit.last == end and hit.name.kind == "people" else None
    draft = _person(page, place, end, "honorific", actor=actor)
    draft.words, draft.gender = (first, end), gender
    if plural:
        draft.plural, draft.form = True, "plural"
        draft.last = _plural_end(page, end)
    return draft


def _plural_end(page: Page, end: int) -> int:
    """The end of "Lavrov et Kerry", "Dupont, Martin et Durand" after the first name of a plural honorific."""
    words, last = page.words, end
    while last < len(words) and (words.gaps[last] == ", " or page.lexicon.has("both", words.folds[last])):
        step = last + 1 if page.lexicon.has("both", words.folds[last]) else last
        following = name_end(page, step)
        if following is None:
            break
        last = following
    return last


def _gender(page: Page, word: str) -> tuple[Gender, bool]:
    for key, value in GENDERS.items():
        if page.lexicon.sets.get(f"honorifics.{key}") and word in page.lexicon.sets[f"honorifics.{key}"]:
            return value
    return "", False


def _vouched(page: Page, first: int, last: int) -> bool:
    """Say whether words with capitals are a person's name: recogniser, first name or speaking verb say so."""
    words, lexicon = page.words, page.lexicon
    if any(place in page.bodies for place in range(first, last)) and first not in page.people:
        return False
    if any(words.raw(place).isupper() and len(words.raw(place)) > 1 for place in range(first, last)):
        return False
    if all(place in page.people for place in (first, last - 1)):
        return True
    if words.folds[first] in lexicon.gender_of and last - first <= 4:
        return True
    return (
        page.joined(last)
        and lexicon.has("auxiliaries", words.folds[last])
        and page.joined(last + 1)
        and (lexicon.has("reporting", words.folds[last + 1]) and first in page.people)
    )


def _speaks(page: Page, place: int) -> bool:
    """A single word that the recogniser takes for a person, beside a verb of saying: "ajoute Hassan"."""
    words, lexicon = page.words, page.lexicon
    if (
        place not in page.people
        or words.raw(place).isupper()
        or place in page.inside
        or ((hit := page.hits.get(place)) is not None and hit.name.kind != "surname")
    ):
        return False
    at = place - 1
    if at >= 0 and words.joined[place] and lexicon.has("reporting", words.folds[at]):
        return True
    step = place + 1
    while page.joined(step) and lexicon.has("auxiliaries", words.folds[step]):
        step += 1
    return page.joined(step) and lexicon.has("reporting", words.folds[step])


def _is_place(page: Page, first: int) -> bool:
    """ "the city of Al Mayadin": what the recogniser may take for a person, after a word of place."""
    at = first - 1
    if at < 0 or not page.words.joined[first]:
        return False
    if page.lexicon.has("locative", page.words.folds[at]):
        return first not in page.people
    return (
        at > 0
        and page.words.joined[at]
        and page.lexicon.has("genitive", page.words.folds[at])
        and (page.lexicon.has("areas", page.words.folds[at - 1]))
    )


def _person(page: Page, first: int, last: int, rule: str, actor: KnownActor | None = None) -> Draft:
    language = page.lexicon.file.rules[0].id.partition(".")[0]
    draft = Draft(
        passage=page.number,
        first=first,
        last=last,
        head=last - 1,
        kind="person",
        form="name",
        rule=f"{language}.name.{rule}",
        words=(first, last),
        style="person",
    )
    draft.actor = actor
    draft.gender = page.lexicon.gender_of.get(page.words.folds[first], "")
    return draft


def _merge(page: Page, drafts: list[Draft]) -> list[Draft]:
    """ "Matthew Allen, porte-parole du Pentagone": a name and the title set beside it are one mention."""
    merged: list[Draft] = []
    for draft in drafts:
        before = merged[-1] if merged else None
        if (lone := _lone_surname(page, draft, before.last if before is not None else 0)) is not None:
            before = lone
            merged.append(lone)
        if before is not None and _apposed(page, before, draft):
            merged[-1] = _joined(before, draft)
        else:
            merged.append(draft)
    return merged


def affiliate(page: Page, draft: Draft) -> None:
    """ "Lionel Tardy (UMP)": the party or body in brackets after a name."""
    at, words = draft.last, page.words
    if (
        draft.kind != "person"
        or draft.organisation is not None
        or at >= len(words)
        or draft.words is None
        or draft.plural
    ):
        return
    if page.joined(at) and page.lexicon.has("of", words.folds[at]) and draft.style == "person":
        at += 1  # "Rami Abdel Rahmane, de l'Observatoire syrien"
        while page.joined(at) and page.lexicon.has("articles", words.folds[at]):
            at += 1
    elif words.gaps[at] not in (" (", " [", "("):
        return
    hit = page.hits.get(at)
    if hit is not None and hit.name.kind in ("actor", "country"):
        draft.organisation = hit.name.actor
        if hit.name.country and not draft.countries:
            draft.countries = [hit.name.country]
        draft.sectors = draft.sectors or hit.name.sectors


def _lone_surname(page: Page, title: Draft, floor: int) -> Draft | None:
    """ "Barroso, le président de la Commission": a surname alone, known as one, before the title set beside it."""
    at = title.first - 1
    if (
        at < floor
        or title.style != "office"
        or title.named
        or title.plural
        or title.counterpart
        or title.determiner not in ("", "definite")
        or page.words.gaps[title.first] not in COMMAS
        or not page.words.capital[at]
        or (page.words.joined[at] and at > 0 and page.words.capital[at - 1])
        or page.lexicon.has("not_names", page.words.folds[at])
    ):
        return None
    hit = page.hits.get(at)
    named = hit.name.kind == "surname" and hit.last == at + 1 if hit is not None else at in page.people
    return _person(page, at, at + 1, "surname") if named and at not in page.inside else None


def _apposed(page: Page, name: Draft, title: Draft) -> bool:
    if (
        name.style != "person"
        or name.plural
        or title.kind not in ("person", "group")
        or title.named
        or title.plural
        or title.counterpart
    ):
        return False
    if title.determiner == "possessive" and title.first == name.last and title.style == "office":
        return page.words.gaps[name.last] in COMMAS and _closed(page, title.last)
    if title.determiner in ("possessive", "demonstrative") or title.first != name.last:
        between = page.words.quote(name.last, title.first) if name.last < title.first else ""
        if title.determiner in ("possessive", "demonstrative") or not page.lexicon.has("articles", between.lower()):
            return False
    gap = page.words.gaps[name.last]
    if not (gap in COMMAS or page.joined(name.last)):
        return False
    end = title.last
    if end < len(page.words) and page.joined(end) and gap != " (" and title.determiner:
        return not page.lexicon.has("both", page.words.folds[end])
    return True


def _closed(page: Page, end: int) -> bool:
    """ "Bernard Thibault, son secrétaire général : …": a mark ends the apposition."""
    return end >= len(page.words) or page.words.gaps[end].strip()[:1] in (",", ":", ".", ";", ")")


def _joined(name: Draft, title: Draft) -> Draft:
    title.first, title.head, title.words, title.actor, title.kind = (
        name.first,
        name.head,
        name.words,
        name.actor,
        "person",
    )
    title.gender = title.gender or name.gender
    return title


def unknown_bodies(page: Page, covered: list[bool]) -> list[Draft]:
    """Organisations that only the recogniser knows; a lone word that opens a sentence must be an acronym."""
    found: list[Draft] = []
    words, place = page.words, 0
    while place < len(words):
        if place not in page.bodies or covered[place] or not words.capital[place] or place in page.hits:
            place += 1
            continue
        end = place + 1
        while end in page.bodies and page.joined(end) and not covered[end] and end not in page.hits:
            end += 1
        while end > place + 1 and not words.capital[end - 1]:
            end -= 1
        lone = (
            end - place == 1
            and (not words.raw(place).isupper() or len(words.raw(place)) < 2)
            and words.opens_sentence(place)
        )
        common = end - place == 1 and (
            words.folds[place] in page.lexicon.heads or words.folds[place] in page.lexicon.qualifiers
        )
        if (
            not lone
            and not common
            and not page.lexicon.has("not_names", words.folds[place])
            and end - place <= LONGEST_BODY
        ):
            draft = _person(page, place, end, "unknown-body")
            draft.kind, draft.style, draft.gender = "organisation", "organisation", ""
            found.append(draft)
        place = end
    return found
