"""What a phrase or pronoun may resume: agreement in office, noun, gender, number and kind."""

from __future__ import annotations

from collections import Counter
from fnmatch import fnmatchcase

from recoupe.stages.mentions.drafts import Draft, Gender
from recoupe.stages.mentions.nouns.page import Page

Said = tuple[int, int, Draft]  # passage, sentence, mention
MEMORY = 40  # mentions looked back at most for a title or a body


def earlier_body(said: list[Said], page: Page, draft: Draft, wanted: tuple[str, ...]) -> Draft | None:
    """The body that "l'organisation", "le ministère" resume: same noun or office first, then near, subject, often."""
    if draft.plural:
        return None
    best: tuple[int, Draft] | None = None
    counts = Counter(ref for _, _, earlier in said[-MEMORY:] for ref in earlier.refs)
    for number, (_, _, earlier) in enumerate(reversed(said[-MEMORY:])):
        if len(earlier.refs) != 1 or earlier.style == "adjective" or earlier.kind == "person" or earlier.plural:
            continue
        if draft.country and draft.country != earlier.country:
            continue
        same = fits(earlier.office, wanted) or (
            draft.style == "organisation" and page.words.folds[draft.head] in earlier.nouns
        )
        if not same and not (earlier.kind in draft.refers and earlier.solid):
            continue
        noun = same and page.words.folds[draft.head] in earlier.spoken  # "the ministry" rather than "the Pentagon"
        score = 12 * same + 6 * noun + 3 * earlier.subject + 2 * min(counts[earlier.refs[0]], 4) - number
        if best is None or score > best[0]:
            best = (score, earlier)
    return best[1] if best is not None else None


def agreement(draft: Draft, earlier: Draft) -> int | None:
    """How well a mention agrees with a pronoun; None where it cannot be meant."""
    if earlier.style in ("adjective", "possessive", "relative", "virtual"):
        return None
    if earlier.style == "couple" and draft.style not in ("personal", "possessive"):
        return None
    if draft.plural:
        if len(earlier.refs) > 1:
            return 4
        return 1 if earlier.plural and earlier.kind != "state" else 0 if earlier.plural else None
    if len(earlier.refs) > 1 or (earlier.plural and earlier.kind != "state"):
        return None
    if draft.key == "person" and earlier.kind != "person":
        return None
    if draft.key == "thing" and earlier.kind == "person":
        return None
    if draft.gender and earlier.gender and draft.gender != earlier.gender:
        return None
    if draft.gender == "f" and not earlier.gender:
        return -3
    return 3 if earlier.kind == "person" else 0


def fits(office: str, wanted: tuple[str, ...] | list[str]) -> bool:
    """Say whether an office is among those wanted; "*-minister" stands for all ministers, "minister" as well."""
    if not office:
        return False
    return any(
        office == want
        or ("*" in want and fnmatchcase(office, want))
        or (want == "minister" and office.endswith("-minister"))
        or (office == "minister" and want.endswith("-minister"))
        for want in wanted
    )


def loose_ref(draft: Draft) -> str:
    """The ref of somebody unnamed: "~syr.rebels"."""
    return "~" + "".join(f"{country.lower()}." for country in draft.countries[:1]) + draft.office


def bare_text(page: Page, draft: Draft) -> str:
    """The phrase without its determiner."""
    first = draft.first
    while first < draft.head and (page.lexicon.has("determiners", page.words.folds[first])):
        first += 1
    return page.words.quote(first, draft.last)


def gender_number(page: Page, word: str, group: str = "pronouns") -> tuple[Gender, bool, str] | None:
    """Gender, number and kind of referent ("person", "thing", "") of a pronoun; None where the word is none."""
    for key, (gender, plural, kind) in PRONOUN_KINDS.items():
        words = page.lexicon.sets.get(f"{group}.{key}")
        if words and word in words:
            return gender, plural, kind
    return None


PRONOUN_KINDS: dict[str, tuple[Gender, bool, str]] = {
    "m": ("m", False, ""),
    "f": ("f", False, ""),
    "mp": ("m", True, ""),
    "fp": ("f", True, ""),
    "s": ("", False, ""),
    "p": ("", True, ""),
    "he": ("m", False, "person"),
    "she": ("f", False, "person"),
    "it": ("", False, "thing"),
    "they": ("", True, ""),
}
