"""What stands after a title or institution noun: adjectives, complements and the name that goes with it."""

from __future__ import annotations

from collections.abc import Callable

from recoupe.stages.mentions.drafts import Draft
from recoupe.stages.mentions.names import Hit
from recoupe.stages.mentions.nouns.before import qualify, take_name
from recoupe.stages.mentions.nouns.page import Page, Parts, name_end
from recoupe.stages.mentions.nouns.titles import TitleRule, longest


def after(page: Page, parts: Parts, rule: TitleRule, plural: bool, read: Callable[[int], Draft | None]) -> None:
    """Walk right over adjectives, complements and the name; `read` reads a phrase that starts at a word."""
    words, lexicon = page.words, page.lexicon
    while page.joined(parts.last):
        at = parts.last
        word = words.folds[at]
        if _adjective_after(page, parts, at, plural):
            continue
        if lexicon.has("of", word) and _complement(page, parts, rule, at, at + 1, read):
            continue
        led = longest(lexicon.led, words, at) if word in lexicon.led else None
        if led is not None and _complement(page, parts, rule, led[0], led[0], read, led=True):
            continue
        if (lexicon.has("charge", word) or lexicon.has("post", word)) and _post(page, parts, rule, at):
            continue
        if parts.name is None and parts.same is None and _introduces(page, parts, rule, at):
            continue
        if (
            (rule.kind in ("person", "government", "armed_group") or (rule.kind == "group" and not plural))
            and parts.name is None
            and _own_name(page, parts, rule, at)
        ):
            continue
        break
    if rule.style != "office" and not parts.countries and parts.organisation is None and page.joined(parts.last):
        _stands_in(page, parts)


def _stands_in(page: Page, parts: Parts) -> None:
    """ "les rebelles en Syrie", "people in the UK": the country of the place, which stays a mention of its own."""
    words, lexicon = page.words, page.lexicon
    if not (lexicon.has("locative", words.folds[parts.last]) or lexicon.has("dative", words.folds[parts.last])):
        return
    hit = page.hits.get(_skip_articles(page, parts.last + 1))
    if (
        hit is not None
        and page.joined(parts.last + 1)
        and hit.name.kind in ("country", "capital", "place")
        and hit.name.country
    ):
        parts.countries, parts.modifier = [hit.name.country], True


def _adjective_after(page: Page, parts: Parts, at: int, plural: bool) -> bool:
    words, lexicon = page.words, page.lexicon
    if lexicon.file.grammar.compound == "last":
        return False
    hit = page.hits.get(at)
    second = page.hits.get(hit.last if hit is not None else at + 1)
    if hit is not None and page.is_adjective(hit):
        return _add_country(parts, hit)
    if hit is not None and hit.name.kind == "prefix" and second is not None:
        return _add_country(parts, hit) and _add_country(parts, second)
    if (
        plural
        and parts.countries
        and lexicon.has("both", words.folds[at])
        and second is not None
        and page.is_adjective(second)
    ):
        return _add_country(parts, second)
    if lexicon.has("sides", words.folds[at]) and page.joined(at + 1) and "-" in words.gaps[at + 1]:
        if second is not None and words.folds[at] == "pro":
            parts.owner = second.name.actor
        parts.side = parts.modifier = True
        parts.last = second.last if second is not None else at + 2
        return True
    found = longest(lexicon.qualifiers, words, at) if words.folds[at] in lexicon.qualifiers else None
    if found is None or not found[1].after or words.capital[at]:
        return False
    qualify(parts, found[1])
    parts.last = found[0]
    return True


def _add_country(parts: Parts, hit: Hit) -> bool:
    parts.modifier = True
    parts.last = hit.last
    if hit.name.country and hit.name.country not in parts.countries:
        parts.countries.append(hit.name.country)
    return True


def _complement(
    page: Page,
    parts: Parts,
    rule: TitleRule,
    opened: int,
    at: int,
    read: Callable[[int], Draft | None],
    *,
    led: bool = False,
) -> bool:
    """What follows "de": a field of government, a country, body, phrase or person. False where it is none of these."""
    at = _skip_articles(page, at)
    if not page.joined(at):
        return False
    if "{domain}" in rule.office or rule.by_country:
        domain = longest(page.lexicon.domains, page.words, at)
        if domain is not None:
            parts.domain, parts.last, parts.of = parts.domain or domain[1], domain[0], True
            return True
    hit = page.hits.get(at)
    if hit is not None and hit.name.kind != "surname" and not page.is_adjective(hit):
        if hit.name.kind == "people" and rule.kind == "person" and not rule.inherits:
            return False
        if parts.countries and hit.name.country and hit.name.kind in ("country", "capital", "place", "demonym"):
            parts.modifier = True  # "l'armée syrienne d'Idleb": the first country stays
        else:
            take_name(parts, hit)
        parts.last, parts.of = hit.last, True
        return True
    inner = read(opened)
    if inner is not None and (rule.inherits or rule.kind != "person" or inner.countries):
        parts.nested, parts.last, parts.of = parts.nested or inner, inner.last, True
        return True
    if led or rule.kind in ("government", "armed_group", "institution", "group", "party"):
        end = name_end(page, at)
        if end is not None:
            parts.last, parts.of, parts.modifier = end, True, True
            parts.owner = hit.name.actor if hit is not None else parts.owner
            return True
    if "{domain}" in rule.office and page.words.capital[at]:
        parts.last, parts.of = at + 1, True  # a field of government that no table lists
        return True
    if (
        rule.kind == "person"
        and rule.inherits
        and not page.is_sentence_case(at)
        and (end := name_end(page, at)) is not None
    ):
        parts.last, parts.of = end, True  # a body that no table lists: "head of QRCS"
        return True
    return False


def _skip_articles(page: Page, at: int) -> int:
    while at < len(page.words) and page.lexicon.has("articles", page.words.folds[at]) and page.joined(at):
        at += 1
    return at


def _post(page: Page, parts: Parts, rule: TitleRule, at: int) -> bool:
    """ "secrétaire à la Défense", "chargé de l'Europe", "ambassadeur à Moscou": a field, or where somebody is sent."""
    place = at + 1
    while page.joined(place) and (
        page.lexicon.has("articles", page.words.folds[place]) or page.lexicon.has("of", page.words.folds[place])
    ):
        place += 1
    if not page.joined(place):
        return False
    if "{domain}" in rule.office or rule.by_country:
        domain = longest(page.lexicon.domains, page.words, place)
        if domain is not None:
            parts.domain, parts.last = parts.domain or domain[1], domain[0]
            return True
    hit = page.hits.get(place)
    if not rule.post or hit is None or hit.name.kind in ("surname", "people") or page.is_adjective(hit):
        return False
    if not parts.countries and parts.organisation is None and hit.name.kind in ("actor", "seat") and rule.inherits:
        take_name(parts, hit)  # "porte-parole auprès de l'ONU": better than nothing
    parts.last = hit.last
    return True


def _introduces(page: Page, parts: Parts, rule: TitleRule, at: int) -> bool:
    """A noun of a body with the body's name right after it: "le quotidien Le Figaro", "le groupe État islamique"."""
    if rule.style in ("office", "individual", "state") or page.lexicon.file.grammar.compound == "last":
        return False
    if (past := _skip_articles(page, at)) > at and (after := page.hits.get(past)) is not None and page.joined(past):
        at = past if after.name.kind == "actor" else at  # "du collectif la Quadrature du Net"
    hit = page.hits.get(at)
    if (
        hit is None
        and rule.style == "organisation"
        and rule.kind in ("media", "organisation", "company", "party")
        and ((end := name_end(page, at)) is not None)
    ):
        parts.name, parts.last = (at, end), end
        return True
    if hit is None or hit.name.actor is None or hit.name.kind != "actor":
        return False
    if rule.kind == hit.name.actor.kind or rule.style == "organisation" or rule.office in ("rebels", "opposition"):
        parts.same, parts.last = hit.name.actor, hit.last
        return True
    return False


def _own_name(page: Page, parts: Parts, rule: TitleRule, at: int) -> bool:
    """The name right after a title: "le ministre Sergueï Lavrov", "le député UMP Lionel Tardy"."""
    hit = page.hits.get(at)
    if (
        hit is not None
        and hit.name.kind in ("actor", "seat")
        and rule.kind == "person"
        and (page.lexicon.file.grammar.compound == "first")
    ):
        parts.organisation, parts.last, parts.modifier = parts.organisation or hit.name.actor, hit.last, True
        return True
    end = name_end(page, at)
    if end is None:
        return False
    parts.name, parts.last = (at, end), end
    if hit is not None and hit.name.kind == "people" and hit.last == end:
        parts.actor = hit.name.actor
    return True
