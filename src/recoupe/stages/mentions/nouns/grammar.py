"""Noun phrases with a title, institution or group noun: from the noun to a mention in the making."""

from __future__ import annotations

from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.nouns.after import after
from recoupe.stages.mentions.nouns.before import before
from recoupe.stages.mentions.nouns.page import DEEPEST, Page, Parts, name_end, quantity_end
from recoupe.stages.mentions.nouns.titles import HeadHit, TitleRule, longest
from recoupe.stages.mentions.words import WordList

COMMAS = (", ", ",", ",\u00a0", " (")
CLOSERS = (",", ")", ".", "(", "-", "–", ";", ":", "—", "»", '"')


def phrases(page: Page) -> list[Draft]:
    """Every phrase of the passage whose noun is one of titles.yaml's, in order, none inside another."""
    found: list[Draft] = []
    done = 0
    for place in range(len(page.words)):
        folded = page.words.folds[place]
        head = page.lexicon.head(page.words, place) if folded in page.lexicon.heads else None
        stop = longest(page.lexicon.stops, page.words, place) if folded in page.lexicon.stops else None
        if stop is not None and (head is None or head.last <= stop[0]):
            done = max(done, stop[0])
        if place < done or head is None:
            continue
        draft = phrase(page, head, done)
        if draft is not None:
            found.append(draft)
            done = draft.last
    return found


def phrase(page: Page, head: HeadHit, floor: int, depth: int = 0) -> Draft | None:
    """The phrase of a noun that starts at or after word `floor`, or None where no rule's needs are met.

    None as well where the noun only counts or modifies another one, or stands inside a name of the tables.
    """
    if _inside_name(page, head) or _leads_on(page, head) or not _is_noun(page, head):
        return None
    parts = Parts(first=head.first, last=head.last)
    before(
        page,
        parts,
        floor,
        any(plural for _, _, plural in head.readings),
        lambda inner, start: phrase(page, inner, start, depth + 1) if depth < DEEPEST else None,
    )
    parts.capital = page.words.capital[head.first] and not page.words.opens_sentence(head.first)
    one = _one_of(page, parts)
    for rule, gender, many in _preferred(head, parts):
        plural = many and not one
        trial = parts.copy()
        after(page, trial, rule, plural, lambda at: nested(page, at, depth))
        if _satisfied(rule, trial, plural) or (page.alone and not {"side", "owned"} & set(rule.needs)):
            if not plural and depth == 0 and _is_adjunct(page, trial):
                if rule.kind in ("person", "group", "state", "media") and trial.organisation is None:
                    return None
                _shrink(page, trial)
            if rule.style == "organisation" and trial.capital:
                _own_title(page, trial)
            if depth == 0:
                _apposed_name(page, trial, rule, plural)
            return _draft(page, head, rule, trial, gender, plural or trial.quantity)
    return None


def _one_of(page: Page, parts: Parts) -> bool:
    """ "un des chercheurs", "one of the rebels": one, though the noun is plural."""
    at = parts.first - 1
    return (
        at > 0
        and page.lexicon.has("of", page.words.folds[at])
        and page.lexicon.file.grammar.numbers.get(
            page.words.folds[at - 1], 1 if page.words.folds[at - 1] in ("un", "une") else 0
        )
        == 1
    )


def nested(page: Page, at: int, depth: int) -> Draft | None:
    """A phrase that starts at a word, its noun after at most three adjectives."""
    if depth >= DEEPEST:
        return None
    for place in range(at, min(at + 4, len(page.words))):
        if place > at and not page.joined(place):
            return None
        head = page.lexicon.head(page.words, place) if page.words.folds[place] in page.lexicon.heads else None
        found = phrase(page, head, at, depth + 1) if head is not None else None
        if found is not None:
            return found if found.first <= at + page.lexicon.has("of", page.words.folds[at]) else None
    return None


def _inside_name(page: Page, head: HeadHit) -> bool:
    """ "Conseil de sécurité de l'ONU", "Russian Defense Ministry": a name of the tables, read as such."""
    hit = page.inside.get(head.first)
    return hit is not None and (hit.last > head.last or (hit.first < head.first and hit.last == head.last))


def _leads_on(page: Page, head: HeadHit) -> bool:
    """The noun counts ("un groupe de rebelles") or precedes the noun it modifies ("army chief", "Syria's army")."""
    words, lexicon = page.words, page.lexicon
    end = quantity_end(page, head.first)
    if end is not None and _plural_ahead(page, end):
        return True
    if lexicon.file.grammar.compound == "first":
        return (
            words.capital[head.first]
            and page.joined(head.last)
            and "-" in words.gaps[head.last]
            and words.capital[head.last]
        )  # "Proche-Orient"
    at = head.last
    if page.joined(at) and words.folds[at] == lexicon.file.grammar.possessive_mark and words.gaps[at] in ("'", "’"):
        at += 1
        return any(
            words.folds[place] in lexicon.heads and lexicon.head(words, place) is not None
            for place in range(at, min(at + 4, len(words)))
            if all(page.joined(step) for step in range(at, place + 1))
        )
    if page.joined(at) and lexicon.has("compounds", words.folds[at]) and "-" in words.gaps[at]:
        return True  # "rebel-held"
    if not page.joined(at) or page.tags.get(at) in ("VERB", "AUX"):
        return False
    following = lexicon.head(words, at) if words.folds[at] in lexicon.heads else None
    return following is not None and not _inside_name(page, following)


def _plural_ahead(page: Page, at: int) -> bool:
    for place in range(at, min(at + 4, len(page.words))):
        if not page.joined(place):
            return False
        head = page.lexicon.head(page.words, place) if page.words.folds[place] in page.lexicon.heads else None
        if head is not None:
            return any(plural for _, _, plural in head.readings)
    return False


def _is_noun(page: Page, head: HeadHit) -> bool:
    """A word that may also be an adjective ("militaire") or verb is a noun only where a noun may begin."""
    words, lexicon = page.words, page.lexicon
    if head.last - head.first > 1:
        return True
    at = head.first - 1
    opened = (
        at < 0
        or not words.joined[head.first]
        or lexicon.has("determiners", words.folds[at])
        or (
            lexicon.has("openers", words.folds[at])
            or words.folds[at] in lexicon.qualifiers
            or words.folds[at].isdigit()
        )
    )
    if words.folds[head.first] in lexicon.qualifiers and lexicon.file.grammar.compound == "first":
        return opened
    tag = page.tags.get(head.first)
    if tag in ("VERB", "AUX"):
        return opened and at >= 0 and words.joined[head.first] and lexicon.has("determiners", words.folds[at])
    if tag == "ADJ" and lexicon.file.grammar.compound == "last":
        return not page.joined(head.last) or page.tags.get(head.last) not in ("NOUN", "PROPN", "ADJ")
    return tag != "ADJ" or at < 0 or not words.joined[head.first] or page.tags.get(at) != "NOUN"


def _preferred(head: HeadHit, parts: Parts) -> list[tuple[TitleRule, str, bool]]:
    """Readings that agree with the determiner's gender; a noun of both genders has none without a determiner."""
    genders = {gender for _, gender, _ in head.readings}
    ordered: list[tuple[TitleRule, str, bool]] = []
    for rule, gender, plural in head.readings:
        if parts.feminine is not None and gender and (gender == "f") != parts.feminine and len(genders) > 1:
            continue
        ordered.append((rule, gender if parts.feminine is not None or len(genders) == 1 else "", plural))
    return ordered


def _own_title(page: Page, parts: Parts) -> None:
    """A name that goes on in capitals: "Observatoire des Droits de l'Homme", "Institute for the Study of War"."""
    words, lexicon = page.words, page.lexicon
    if lexicon.file.grammar.compound == "last":
        while (
            parts.first > 0
            and words.joined[parts.first]
            and words.capital[parts.first - 1]
            and (not lexicon.has("not_names", words.folds[parts.first - 1]))
            and parts.first - 1 not in page.inside
        ):
            parts.first -= 1
    end = parts.last
    while end < len(words) and words.joined[end] and end - parts.last < 8:
        step = end
        while (
            page.joined(step)
            and (
                lexicon.has("of", words.folds[step])
                or lexicon.has("title_links", words.folds[step])
                or (
                    step > end
                    and lexicon.has("articles", words.folds[step])
                    and not lexicon.has("both", words.folds[step - 1])
                )
            )
            and (step - end < 3)
        ):
            step += 1
        if not page.joined(step) or not words.capital[step] or step in page.inside or page.hits.get(step) is not None:
            break
        end = step + 1
    parts.last = max(parts.last, end)


def _apposed_name(page: Page, parts: Parts, rule: TitleRule, plural: bool) -> None:
    """ "le ministre russe des Affaires étrangères, Sergueï Lavrov, …": the name set off by commas or brackets."""
    words = page.words
    at = parts.last
    if (
        rule.kind not in ("person", "group")
        or parts.name is not None
        or parts.count
        or plural
        or at >= len(words)
        or words.gaps[at] not in COMMAS
    ):
        return
    if not (parts.countries or parts.domain or parts.organisation or parts.nested or parts.determiner == "definite"):
        return
    if page.lexicon.has("honorifics", words.folds[at]) and page.joined(at + 1):
        at += 1
    end = name_end(page, at)
    if end is None or (end < len(words) and page.lexicon.has("both", words.folds[end])):
        return
    hit = page.hits.get(at)
    known = hit is not None and hit.name.kind == "people" and hit.last == end
    if not known and not (_closed(page, words, end) and end - at > 1):
        return
    parts.name, parts.last = (at, end), end
    parts.actor = hit.name.actor if known and hit is not None else None


def _closed(page: Page, words: WordList, end: int) -> bool:
    return (
        end >= len(words)
        or (words.gaps[end].strip()[:1] in CLOSERS and bool(words.gaps[end].strip()))
        or (page.lexicon.has("relatives", words.folds[end]))
    )


def _is_adjunct(page: Page, parts: Parts) -> bool:
    """ "a rebel bastion", "the government offensive": where nouns precede their head, it only modifies one."""
    return (
        page.lexicon.file.grammar.compound == "last"
        and parts.name is None
        and not parts.of
        and page.joined(parts.last)
        and page.tags.get(parts.last) in ("NOUN",)
        and not page.possessive(parts.last)
    )


def _shrink(page: Page, parts: Parts) -> None:
    """Leave the determiner to the noun that it belongs to."""
    parts.adjunct = True
    while parts.first < parts.last - 1 and page.lexicon.has("determiners", page.words.folds[parts.first]):
        parts.first += 1


def _satisfied(rule: TitleRule, parts: Parts, plural: bool) -> bool:
    if not rule.needs:
        return True
    met = {
        "country": bool(parts.countries)
        or (parts.organisation is not None and parts.organisation.country is not None)
        or (parts.nested is not None and bool(parts.nested.countries)),
        "domain": bool(parts.domain),
        "of": parts.of,
        "name": parts.name is not None or parts.same is not None,
        "side": parts.side,
        "modifier": parts.modifier,
        "determiner": bool(parts.determiner) or parts.count is not None or parts.quantity,
        "owned": parts.organisation is not None
        or parts.nested is not None
        or parts.owner is not None
        or parts.same is not None,
        "capital": parts.capital or parts.same is not None,
        "plural": plural,
        "possessive": parts.determiner == "possessive",
    }
    return any(met[need] for need in rule.needs)


def _draft(page: Page, head: HeadHit, rule: TitleRule, parts: Parts, gender: str, plural: bool) -> Draft:
    """The phrase as a mention in the making."""
    body = parts.organisation or parts.same
    countries = list(parts.countries)
    if not countries and parts.nested is not None:
        countries = list(parts.nested.countries)
    if not countries and body is not None and body.country and rule.style != "state":
        countries = [body.country]
    if not countries and parts.owner is not None and parts.owner.country:
        countries = [parts.owner.country]
    office = rule.by_country.get(countries[0] if len(countries) == 1 else "", rule.office)
    if rule.by_country and parts.domain:
        office = "{domain}-minister"
    office = office.replace("{domain}-", f"{parts.domain}-" if parts.domain else "")
    within = body.sectors if body is not None else parts.nested.sectors if parts.nested is not None else None
    if (
        rule.in_body
        and within is not None
        and not (body is None and parts.nested is not None and parts.nested.kind == "state")
    ):
        office = "speaker" if "LEG" in within else rule.in_body
    return Draft(
        passage=page.number,
        first=parts.first,
        last=parts.last,
        head=head.first,
        kind="person" if parts.name is not None and rule.kind == "group" else rule.kind,
        form="plural" if plural and rule.style == "office" else "title",
        rule=rule.id,
        countries=countries,
        sectors=_sectors(page, rule, parts),
        office=office,
        style=rule.style,
        determiner=parts.determiner,
        plural=plural,
        gender="f" if gender == "f" else "m" if gender == "m" else "",
        count=parts.count,
        words=parts.name,
        actor=parts.actor,
        organisation=body if body is not None else parts.nested.organisation if parts.nested else None,
        former=parts.former,
        counterpart=parts.counterpart or office == "counterpart",
        refers=rule.refers,
        local=rule.local,
        body=parts.nested,
        refs=[parts.same.ref] if parts.same is not None else [],
        title=page.words.quote(parts.first, parts.name[0]) if parts.name and parts.name[0] > parts.first else None,
    )


def _sectors(page: Page, rule: TitleRule, parts: Parts) -> tuple[str, ...]:
    """Sectors of the noun, of what qualifies it, and, where the rule inherits them, of the body that it belongs to."""
    if parts.former and rule.kind == "person":
        return ("ELI",)
    found = list(rule.sectors)
    if parts.same is not None:
        return parts.same.sectors
    if parts.sectors and (
        rule.style in ("individual", "organisation") or rule.office in ("leader", "fighters", "spokesperson")
    ):
        found = [*parts.sectors, *found]
    if rule.inherits:
        body: tuple[str, ...] = (
            parts.organisation.sectors
            if parts.organisation is not None
            else parts.nested.sectors
            if parts.nested
            else ()
        )
        found = [*body, *([] if rule.in_body and body else found)]
    if parts.domain:
        found += page.lexicon.file.domains[parts.domain].sectors
    return tuple(dict.fromkeys(found))
