"""Pronouns, possessives, relatives and pairs: the words that name somebody only through what was said before."""

from __future__ import annotations

from recoupe.stages.mentions.drafts import Draft, Gender
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.persons import covered_by
from recoupe.stages.mentions.reference.antecedents import gender_number


def find_pronouns(page: Page, listed: list[Draft]) -> list[Draft]:
    """Pronouns, possessives, relatives and pairs outside the phrases."""
    covered = covered_by(page, listed)
    ends = {draft.last: draft for draft in listed}
    words, lexicon = page.words, page.lexicon
    found: list[Draft] = []
    for place, folded in enumerate(words.folds):
        if covered[place]:
            continue
        draft = None
        if (
            folded in lexicon.file.grammar.numbers
            and lexicon.file.grammar.numbers[folded] == 2
            and page.joined(place + 1)
        ):
            draft = _pair_at(page, place)
        elif lexicon.has("relatives", folded) and place in ends:
            draft = _pronoun(page, place, place + 1, "relative")
            draft.antecedent = ends[place]
        elif lexicon.has("possessives", folded):
            draft = _pronoun(page, place, place + 1, "possessive")
            draft.gender, draft.plural, draft.key = gender_number(page, folded, "possessives") or ("", False, "")
        elif (latter := _latter(page, place)) is not None:
            draft = _pronoun(page, place, place + 2, "latter")
            draft.gender, draft.plural, draft.key = latter
        else:
            kind = gender_number(page, folded)
            if kind is not None and not _impersonal(page, place):
                draft = _pronoun(page, place, place + 1, "personal")
                draft.gender, draft.plural, draft.key = kind
        if draft is not None:
            found.append(draft)
    return found


def _pronoun(page: Page, first: int, last: int, style: str) -> Draft:
    return Draft(
        passage=page.number,
        first=first,
        last=last,
        head=last - 1,
        kind="person",
        form="pronoun",
        rule=f"{page.lexicon.file.rules[0].id.partition('.')[0]}.reference.{style}",
        style=style,
    )


def _latter(page: Page, place: int) -> tuple[Gender, bool, str] | None:
    """ "ce dernier", "celle-ci", "the latter": two words that resume whom the text has just named."""
    if not page.joined(place + 1) or page.tags.get(place + 2) in ("NOUN", "ADJ"):
        return None
    return gender_number(page, " ".join(page.words.folds[place : place + 2]))


def _impersonal(page: Page, place: int) -> bool:
    following = " ".join(page.words.folds[place + 1 : place + 4])
    return any(
        following.startswith(phrase) and (len(following) == len(phrase) or following[len(phrase)] == " ")
        for phrase in page.lexicon.sets["impersonal"]
    )


def _pair_at(page: Page, place: int) -> Draft | None:
    words, lexicon = page.words, page.lexicon
    if (
        place == 0
        or not words.joined[place]
        or not (lexicon.has("definite", words.folds[place - 1]) or lexicon.has("demonstrative", words.folds[place - 1]))
    ):
        return None
    for key in ("persons", "sides", "countries"):
        if lexicon.has(f"pairs.{key}", words.folds[place + 1]):
            return Draft(
                passage=page.number,
                first=place - 1,
                last=place + 2,
                head=place + 1,
                kind="group",
                form="plural",
                rule=f"{lexicon.file.rules[0].id.partition('.')[0]}.reference.pair",
                style="pair",
                key=key,
                plural=True,
            )
    return None
