"""The knowledge tables hold together: refs, names, terms, coordinates, and no name that two refs share unsaid."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from recoupe.records.actors import Role
from recoupe.resources.knowledge import Knowledge, KnownActor, Names, load_knowledge

FLOORS = {"institution": 250, "organisation": 150, "armed_group": 120, "party": 120, "person": 600}
OFFICES = frozenset(
    re.findall(
        r"[\w-]+",
        """president vice-president prime-minister deputy-prime-minister monarch crown-prince supreme-leader
    first-lady
    foreign-minister deputy-foreign-minister defence-minister interior-minister justice-minister finance-minister
    economy-minister education-minister environment-minister health-minister energy-minister trade-minister
    labour-minister culture-minister agriculture-minister information-minister police-minister minister deputy-minister
    spokesperson envoy ambassador negotiator adviser security-adviser chief-of-staff army-chief commander
    intelligence-chief police-chief central-bank-governor secretary-general deputy-head head high-representative
    commissioner speaker senate-speaker senator deputy governor mayor regional-president judge prosecutor
    party-leader opposition-leader candidate rebel-leader religious-leader""",
    )
)
SINGLE_OFFICES = frozenset({"president", "prime-minister", "foreign-minister", "defence-minister", "secretary-general"})
# Two holders at once: rival governments, coups, and a president who took office before the other had left it.
RIVALS = frozenset(
    {("president", "BFA"), ("president", "CIV"), ("president", "MDG"), ("president", "RUS"), ("prime-minister", "LBY")}
)
SECTORS = frozenset(
    re.findall(
        r"\w+", "GOV MIL COP JUD LEG REB PTY SPY UAF BUS CVL EDU ELI JRN LAB MED REF REL CRM IGO NGO PRM PRE AGR SOC"
    )
)
PREFIXES = {"person": ("p.",), "party": ("y.",), "armed_group": ("g.", "syr.", "bfa.")}


def fold(name: str) -> str:
    bare = "".join(letter for letter in unicodedata.normalize("NFD", name) if not unicodedata.combining(letter))
    return " ".join(re.findall(r"\w+", bare.lower()))


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def owners(knowledge: Knowledge) -> dict[str, set[str]]:
    """Folded name -> the refs that bear it, over both languages."""
    found: dict[str, set[str]] = defaultdict(set)

    def enter(ref: str, *tables: Names) -> None:
        for table in tables:
            for names in table.values():
                for name in names:
                    found[fold(name)].add(ref)

    for country in knowledge.countries:
        enter(country.ref, country.names, country.capital, country.seats)
    for actor in knowledge.actors:
        enter(actor.ref, actor.names, actor.seats, actor.short)
    return found


def roles(knowledge: Knowledge) -> list[tuple[KnownActor, Role]]:
    return [(actor, role) for actor in knowledge.actors for role in actor.roles]


def test_refs_are_unique(knowledge: Knowledge) -> None:
    counted = Counter([*(country.ref for country in knowledge.countries), *(actor.ref for actor in knowledge.actors)])
    assert [ref for ref, times in counted.items() if times > 1] == []


def test_tables_hold_what_they_promise(knowledge: Knowledge) -> None:
    kinds: Counter[str] = Counter(actor.kind for actor in knowledge.actors)
    assert {kind: kinds[kind] for kind in FLOORS if kinds[kind] < FLOORS[kind]} == {}
    assert sum(country.un_member for country in knowledge.countries) == 193
    others = {country.ref for country in knowledge.countries if not country.un_member}
    assert others == {"VAT", "PSE", "KOS", "TWN", "HKG"}
    assert len(knowledge.places) >= 3000
    assert sum(bool(actor.seats) for actor in knowledge.actors) >= 60


def test_every_country_has_its_names_in_both_languages(knowledge: Knowledge) -> None:
    for country in knowledge.countries:
        assert re.fullmatch("[A-Z]{3}", country.ref)
        for table in (country.names, country.capital, country.demonyms):
            assert table.get("fr") and table.get("en"), country.ref
        assert all(form == form.lower() for forms in country.demonyms.values() for form in forms), country.ref


def test_names_are_clean(knowledge: Knowledge) -> None:
    tables = [(actor.ref, table) for actor in knowledge.actors for table in (actor.names, actor.seats, actor.short)]
    tables += [(country.ref, table) for country in knowledge.countries for table in (country.names, country.capital)]
    tables += [(place.names["fr"][0], place.names) for place in knowledge.places]
    for ref, table in tables:
        for names in table.values():
            assert len(set(names)) == len(names), ref
            for name in names:
                assert name == name.strip() and name and not re.search(r"[’()~;|\t]|  ", name), (ref, name)
                assert not re.match(r"(le|la|les|l'|the) ", name), (ref, name)
    assert all(actor.names for actor in knowledge.actors)


def test_a_name_of_two_refs_is_declared_with_its_reason(knowledge: Knowledge) -> None:
    shared = {name: refs for name, refs in owners(knowledge).items() if len(refs) > 1}
    declared = {fold(entry.name): set(entry.refs) for entry in knowledge.ambiguous}
    assert shared == declared
    assert all(entry.reason for entry in knowledge.ambiguous)


def test_demonyms_of_two_states_are_the_known_ones(knowledge: Knowledge) -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for country in knowledge.countries:
        for forms in country.demonyms.values():
            for form in forms:
                bearers[form].add(country.ref)
    shared = {frozenset(refs) for refs in bearers.values() if len(refs) > 1}
    assert shared == {frozenset({"COD", "COG"}), frozenset({"DOM", "DMA"})}


@pytest.mark.parametrize(
    ("ref", "language", "expected", "excluded"),
    [
        ("USA", "fr", {"américain", "américaine", "américains", "américaines"}, {"américainss"}),
        ("FRA", "fr", {"français", "française", "françaises"}, {"françaiss"}),
        ("TUR", "fr", {"turc", "turque", "turcs", "turques"}, set()),
        ("GBR", "en", {"british", "briton", "britons", "englishmen"}, {"britishs", "englishmans"}),
        ("DEU", "en", {"german", "germans"}, set()),
        ("CHN", "en", {"chinese"}, {"chineses"}),
        ("CYP", "fr", {"chypriotes grecs", "chypriotes grecques"}, set()),
    ],
)
def test_demonyms_are_inflected(
    knowledge: Knowledge, ref: str, language: str, expected: set[str], excluded: set[str]
) -> None:
    forms = set(next(country for country in knowledge.countries if country.ref == ref).demonyms[language])
    assert expected <= forms
    assert not excluded & forms


def test_roles_are_well_formed(knowledge: Knowledge) -> None:
    for actor, role in roles(knowledge):
        assert role.title in OFFICES, (actor.ref, role.title)
        assert role.start is None or role.end is None or role.start <= role.end, (actor.ref, role)
        assert role.start is None or 1940 <= role.start.year <= 2026, (actor.ref, role)
        assert role.country, actor.ref


def test_an_office_of_one_holder_changes_hands_within_a_month(knowledge: Knowledge) -> None:
    """A term known to the month covers all of it, so two terms may overlap by one; more is a slip in the tables."""
    held = defaultdict(list)
    for actor, role in roles(knowledge):
        if role.title in SINGLE_OFFICES and role.start and (role.title, role.country) not in RIVALS:
            held[role.title, role.country].append((role.start, role.end, actor.ref))
    for office, terms in held.items():
        terms.sort(key=lambda term: term[0])
        for (_, end, first), (start, _, second) in pairwise(terms):
            slip = first != second and (end is None or start + timedelta(days=31) < end)
            assert not slip, (office, first, second)


def test_persons_and_groups_are_coded(knowledge: Knowledge) -> None:
    states = {country.ref for country in knowledge.countries}
    for actor in knowledge.actors:
        assert actor.sectors and set(actor.sectors) <= SECTORS, actor.ref
        assert actor.kind not in PREFIXES or actor.ref.startswith(PREFIXES[actor.kind]), actor.ref
        assert actor.wikidata is None or re.fullmatch(r"Q\d+", actor.wikidata), actor.ref
        if actor.kind in ("person", "party", "armed_group"):
            assert actor.country, actor.ref
        if re.match(r"[a-z]{3}\.", actor.ref):
            assert actor.ref[:3].upper() in states, actor.ref


def test_places_lie_on_the_earth(knowledge: Knowledge) -> None:
    states = {country.ref for country in knowledge.countries}
    for place in knowledge.places:
        assert -90 <= place.lat <= 90 and -180 <= place.lon <= 180, place.names
        assert place.precision in ("point", "city", "area", "region")
        assert place.country is None or place.country in states, place.names
    for country in knowledge.countries:
        assert -90 <= country.latitude <= 90 and -180 <= country.longitude <= 180
        assert abs(country.latitude - country.capital_latitude) < 25, country.ref


def test_towns_lie_near_the_capital_that_bears_their_name(knowledge: Knowledge) -> None:
    """Two tables, written apart, agree on where the capitals are."""
    towns = {
        (place.country, fold(name)): place
        for place in reversed(knowledge.places)
        if place.precision == "city"
        for name in place.names["fr"]
    }
    checked = 0
    for country in knowledge.countries:
        town = towns.get((country.ref, fold(country.capital["fr"][0])))
        if town is not None:
            checked += 1
            assert abs(town.lat - country.capital_latitude) < 0.5, country.ref
            assert abs(town.lon - country.capital_longitude) < 0.5, country.ref
    assert checked > 150


@pytest.mark.parametrize(
    ("name", "ref"),
    [
        ("Etats-Unis", "USA"),
        ("Birmanie", "MMR"),
        ("RDC", "COD"),
        ("Kyiv", "UKR"),
        ("Tel-Aviv", "ISR"),
        ("Kremlin", "rus.presidency"),
        ("Foggy Bottom", "usa.foreign-ministry"),
        ("Pentagone", "usa.defence-ministry"),
        ("Quai d'Orsay", "fra.foreign-ministry"),
        ("Tsahal", "isr.army"),
        ("Daech", "g.islamic-state"),
        ("ISIL", "g.islamic-state"),
        ("Front al-Nosra", "g.al-nusra"),
        ("FDS", "g.sdf"),
        ("OTAN", "o.nato"),
        ("OSDH", "o.sohr"),
        ("Sergueï Lavrov", "p.sergei-lavrov"),
        ("Sergey Lavrov", "p.sergei-lavrov"),
        ("Bachar el-Assad", "p.bashar-al-assad"),
        ("Poutine", "p.vladimir-putin"),
        ("CEDEAO", "o.ecowas"),
    ],
)
def test_names_of_the_press_are_known(knowledge: Knowledge, name: str, ref: str) -> None:
    assert owners(knowledge)[fold(name)] == {ref}


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("g.islamic-state", "IS"),
        ("o.un", "UNO"),
        ("o.sohr", "GBR"),
        ("o.global-coalition", "USA"),
        ("o.hrw", "HRW"),
        ("g.hezbollah", "LBN"),
        ("o.polisario", "MAR"),
        ("o.northern-cyprus", "CYP"),
        ("o.icrc", "ICRC"),
        ("o.arab-league", "LAS"),
    ],
)
def test_codes_follow_the_rulings(knowledge: Knowledge, ref: str, code: str) -> None:
    assert next(actor for actor in knowledge.actors if actor.ref == ref).country == code


def test_who_held_an_office_on_a_day(knowledge: Knowledge) -> None:
    def holders(title: str, country: str, day: str) -> set[str]:
        return {
            actor.ref
            for actor, role in roles(knowledge)
            if (role.title, role.country) == (title, country)
            and role.start
            and role.start.isoformat() <= day
            and (role.end is None or day <= role.end.isoformat())
        }

    assert holders("foreign-minister", "USA", "2016-06-06") == {"p.john-kerry"}
    assert holders("foreign-minister", "RUS", "2016-06-06") == {"p.sergei-lavrov"}
    assert holders("president", "FRA", "2012-07-04") == {"p.francois-hollande"}
    assert holders("secretary-general", "UNO", "2012-07-04") == {"p.ban-ki-moon"}


def test_the_tables_are_read_once() -> None:
    assert load_knowledge() is load_knowledge()
