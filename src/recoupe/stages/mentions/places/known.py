"""Names that no phrase took: a country or capital that acts is an actor, with a preposition of place a place."""

from __future__ import annotations

from recoupe.records.actors import MentionForm
from recoupe.stages.mentions.drafts import Draft, Gender
from recoupe.stages.mentions.names import Hit, Name, NameIndex
from recoupe.stages.mentions.nouns.page import Page
from recoupe.stages.mentions.places.spots import Spot, language_of, make_spot, preposition

LOOK_BACK = 8  # words before "à Moscou" among which a verb of giving or of moving is sought
STATES = ("country", "capital", "seat")


def read_names(page: Page, covered: list[bool], index: NameIndex) -> tuple[list[Draft], list[Spot]]:
    """The actors and places among the known names of a passage that stand outside `covered` words, in order.

    Words inside actor phrases are looked at for places too: "l'ambassadeur de France en Syrie".
    """
    drafts: list[Draft] = []
    spots: list[Spot] = []
    for place, hit in sorted(page.hits.items()):
        if (
            any(covered[hit.first : hit.last])
            or (drafts and drafts[-1].last > place)
            or (spots and spots[-1].last > place)
        ):
            continue
        name = hit.name
        if (
            hit.last - hit.first == 1
            and name.kind in ("actor", "seat", "place")
            and page.lexicon.has("not_names", page.words.folds[place])
        ):
            continue
        if name.kind == "demonym" or name.kind == "prefix":
            draft = _demonym(page, hit)
            if draft is not None:
                drafts.append(draft)
        elif name.kind in STATES and (name.actor is None):
            acts, lies = role(page, hit)
            if acts:
                draft = _state(page, hit, "name" if name.kind == "country" else "metonym")
                draft.names = _choices(hit)
                drafts.append(draft)
            if lies:
                spots.append(make_spot(page, hit, index))
        elif name.kind in ("actor", "seat") and name.actor is not None:
            draft = _body(page, hit)
            draft.names = _choices(hit)
            drafts.append(draft)
        elif name.kind == "place" and name.place is not None:
            spots.append(make_spot(page, hit, index))
    return drafts, spots


def _choices(hit: Hit) -> tuple[Name, ...]:
    """The bearers of an ambiguous name, one a ref, in the order of the tables."""
    kinds = ("country", "capital", "seat", "actor")
    found = {name.ref: name for name in reversed(hit.names) if name.kind in kinds}
    return tuple(name for name in hit.names if found.get(name.ref) is name) if len(found) > 1 else ()


def role(page: Page, hit: Hit) -> tuple[bool, bool]:
    """Whether a state's name acts (or is acted on), and whether it is where something happens."""
    words, lexicon = page.words, page.lexicon
    area_after = page.joined(hit.last + hit.possessive) and _area_after(page, hit)
    if area_after:
        return False, True
    if hit.first == 0 and hit.last < len(words) and ":" in words.gaps[hit.last] and hit.name.kind == "country":
        return False, True  # "Syrie : …" in a headline: where it happens
    if (
        hit.first > 0
        and words.gaps[hit.first] in (", ", " (")
        and (before := page.ending.get(hit.first)) is not None
        and (before.name.kind in ("place", "capital") and hit.name.kind == "country")
    ):
        return False, True
    at, article = preposition(page, hit.first)
    if at is None:
        return True, False
    word = words.folds[at]
    if lexicon.has("locative", word):
        return False, True
    if lexicon.has("dative", word):
        return _dative(page, hit, at, article)
    if lexicon.has("genitive", word):
        return _genitive(page, at)
    if lexicon.has("between", word) or lexicon.has("both", word):
        return (False, True) if _near(page, at, "border", 7) else (True, False)
    if lexicon.has("border_with", word) and _near(page, at, "border", 2):
        return False, True
    return True, False


def _dative(page: Page, hit: Hit, at: int, article: bool) -> tuple[bool, bool]:
    if article and page.lexicon.sets["feminine_dative"] & {" ".join(page.words.folds[at : at + 2])}:
        return True, False
    for place in range(at - 1, max(-1, at - 1 - LOOK_BACK), -1):
        if page.words.sentence[place] != page.words.sentence[at]:
            break
        if page.lexicon.has("giving", page.words.folds[place]):
            return True, False
        if page.lexicon.has("moving", page.words.folds[place]):
            return False, True
    return (hit.name.kind == "country", True)


def _genitive(page: Page, at: int) -> tuple[bool, bool]:
    """ "le nord de la Syrie", "l'aéroport de Damas" are places; "l'inquiétude de Moscou" is an actor's."""
    if at > 0 and page.words.joined[at]:
        before = page.words.folds[at - 1]
        if page.lexicon.has("areas", before) or page.lexicon.has("parts", before):
            return False, True
        if page.lexicon.has("moving", before):
            return False, True
    return True, False


def _near(page: Page, at: int, group: str, reach: int) -> bool:
    return any(page.lexicon.has(group, page.words.folds[place]) for place in range(max(0, at - reach), at))


def _area_after(page: Page, hit: Hit) -> bool:
    """ "the Moscow region", "Syria's north": English puts the area after the name."""
    if page.lexicon.file.grammar.compound == "first":
        return False
    at = hit.last
    if page.words.folds[at] == page.lexicon.file.grammar.possessive_mark and page.joined(at + 1):
        at += 1
    return page.lexicon.has("areas", page.words.folds[at]) or page.lexicon.has("parts", page.words.folds[at])


def _state(page: Page, hit: Hit, form: MentionForm) -> Draft:
    return Draft(
        passage=page.number,
        first=hit.first,
        last=hit.last,
        head=hit.last - 1,
        kind="state",
        form=form,
        rule=f"{language_of(page)}.name.{hit.name.kind}",
        refs=[hit.name.ref],
        countries=[hit.name.ref],
        sectors=("GOV",) if form == "metonym" else (),
        style="state",
        gender=_article_gender(page, hit.first),
        name=hit.name.text,
        plural=hit.first > 0 and page.words.folds[hit.first - 1] in ("les", "aux", "des"),
    )


def _demonym(page: Page, hit: Hit) -> Draft | None:
    """ "russe" qualifies; "les Russes" are the state or, counted or unnamed, people of it."""
    country = hit.name.country
    if not country:
        return None
    language = language_of(page)
    if (page.is_adjective(hit) and not _noun_demonym(page, hit)) or hit.name.kind == "prefix":
        return Draft(
            passage=page.number,
            first=hit.first,
            last=hit.last,
            head=hit.last - 1,
            kind="state",
            form="demonym",
            rule=f"{language}.name.adjective",
            refs=[country],
            countries=[country],
            sectors=(),
            style="adjective",
        )
    first, definite, count = _determined(page, hit.first)
    plural = page.words.folds[hit.last - 1].endswith("s") or count
    if definite and not count:
        return Draft(
            passage=page.number,
            first=first,
            last=hit.last,
            head=hit.last - 1,
            kind="state",
            form="demonym",
            rule=f"{language}.name.people",
            refs=[country],
            countries=[country],
            sectors=(),
            style="state",
            plural=True,
        )
    return Draft(
        passage=page.number,
        first=first,
        last=hit.last,
        head=hit.last - 1,
        kind="group",
        form="demonym",
        rule=f"{language}.name.nationals",
        refs=[f"~{country.lower()}.people"],
        countries=[country],
        sectors=("CVL",),
        style="group",
        plural=bool(plural),
    )


def _noun_demonym(page: Page, hit: Hit) -> bool:
    """Where adjectives of nationality bear capitals too ("Russians", "the French"): a plural, or nothing follows."""
    if page.lexicon.file.grammar.demonyms == "lower":
        return False
    return (
        hit.name.text.endswith("ns")
        or hit.name.text.endswith("is")
        or (
            hit.first > 0
            and page.lexicon.has("definite", page.words.folds[hit.first - 1])
            and not page.joined(hit.last)
        )
    )


def _determined(page: Page, first: int) -> tuple[int, bool, bool]:
    words, lexicon, definite, count = page.words, page.lexicon, False, False
    while first > 0 and words.joined[first]:
        word = words.folds[first - 1]
        if word in lexicon.file.grammar.numbers or word.isdigit():
            count = True
        elif lexicon.has("definite", word) or lexicon.has("demonstrative", word):
            definite = word != "des"
            return (first - 1 if word not in ("du", "des", "au", "aux") else first), definite, count
        elif not lexicon.has("indefinite", word):
            break
        first -= 1
    return first, definite, count


def _body(page: Page, hit: Hit) -> Draft:
    name, actor = hit.name, hit.name.actor
    assert actor is not None  # the caller asked
    return Draft(
        passage=page.number,
        first=hit.first,
        last=hit.last,
        head=hit.last - 1,
        kind=actor.kind,
        form="metonym" if name.kind == "seat" else "name",
        rule=f"{language_of(page)}.name.{name.kind}",
        refs=[actor.ref],
        countries=[actor.country] if actor.country else [],
        sectors=actor.sectors,
        style="named",
        organisation=actor,
        gender=_article_gender(page, hit.first),
        office=actor.ref.partition(".")[2] if actor.ref[:2].isalpha() and "." in actor.ref[2:5] else "",
    )


def _article_gender(page: Page, first: int) -> Gender:
    if first == 0 or not page.words.joined[first]:
        return ""
    before = page.words.folds[first - 1]
    return "f" if page.lexicon.has("feminine", before) else "m" if page.lexicon.has("masculine", before) else ""
