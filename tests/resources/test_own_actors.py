"""A user's own actors.yaml: a party nobody knows, a renamed ministry, a homonym; and every slip with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.errors import ResourceError
from recoupe.languages.fr import PACK
from recoupe.records.actors import Role
from recoupe.resources.knowledge import Knowledge, KnownActor, load_knowledge
from recoupe.stages.mentions.phrases import read_phrase


def own(folder: Path, text: str) -> Knowledge:
    path = folder / "actors.yaml"
    path.write_text(text, "utf-8")
    return load_knowledge(path)


def find(knowledge: Knowledge, ref: str) -> KnownActor:
    return next(actor for actor in knowledge.actors if actor.ref == ref)


def meant(knowledge: Knowledge, phrase: str, day: date | None = None) -> tuple[str, str | None]:
    """The ref and country that a French phrase comes to."""
    mention = read_phrase(phrase, PACK, knowledge, day)
    assert mention is not None, phrase
    return mention.refs[0], mention.country


PARTY = """
actors:
  - name: Parti du littoral
    kind: party
    country: FRA
    sectors: [PTY]
    names: {fr: [PDL, littoralistes de France], en: [Coast Party]}
    seats: [rue des Algues]
"""


def test_a_party_that_nobody_knows(tmp_path: Path) -> None:
    knowledge = own(tmp_path, PARTY)
    party = find(knowledge, "u.parti-du-littoral")
    assert (party.kind, party.country, party.sectors, party.shown) == ("party", "FRA", ("PTY",), "Parti du littoral")
    for phrase in ("le Parti du littoral", "le PDL", "les littoralistes de France", "la rue des Algues"):
        assert meant(knowledge, phrase) == ("u.parti-du-littoral", "FRA"), phrase
    assert len(knowledge.actors) == len(load_knowledge().actors) + 1


def test_a_renamed_ministry_keeps_ref_and_old_names(tmp_path: Path) -> None:
    text = """
actors:
  - name: ministère des Horizons
    ref: fra.foreign-ministry
    extends: true
  - {name: allée des Brumes, seat-of: fra.foreign-ministry}
"""
    knowledge = own(tmp_path, text)
    assert find(knowledge, "fra.foreign-ministry").shown == "ministère des Horizons"
    for phrase in ("le ministère des Horizons", "le Quai d'Orsay", "l'allée des Brumes"):
        assert meant(knowledge, phrase)[0] == "fra.foreign-ministry", phrase


def test_without_extends_an_entry_replaces(tmp_path: Path) -> None:
    text = """
actors:
  - name: Sergueï Lavrov
    country: RUS
    sectors: [EDU]
    roles: [{office: judge, from: 2001-02, to: 2003}]
"""
    lavrov = find(own(tmp_path, text), "p.sergei-lavrov")
    assert lavrov.kind == "person" and lavrov.sectors == ("EDU",) and lavrov.wikidata is None
    assert lavrov.names == {"any": ("Sergueï Lavrov",)}
    assert lavrov.roles == (Role(title="judge", country="RUS", start=date(2001, 2, 1), end=date(2003, 12, 31)),)


def test_extends_adds_and_replaces_single_values(tmp_path: Path) -> None:
    text = """
actors:
  - {name: Sergueï Lavrov, extends: true, names: [Sergio Lavrof], sectors: [EDU], not: [Sergei Lavrov]}
"""
    before, after = find(load_knowledge(), "p.sergei-lavrov"), find(own(tmp_path, text), "p.sergei-lavrov")
    assert after.roles == before.roles and after.sectors == ("EDU",) and after.country == "RUS"
    assert set(after.names["any"]) == {"Sergueï Lavrov", "Sergio Lavrof"}
    assert "Sergei Lavrov" not in [name for names in after.names.values() for name in names]


HOMONYM = """
actors:
  - name: François Hollande
    homonym: true
    kind: person
    country: BEL
    sectors: [EDU]
"""


def test_a_homonym_stands_beside_the_known_one(tmp_path: Path) -> None:
    knowledge = own(tmp_path, HOMONYM)
    assert find(knowledge, "p.francois-hollande") == find(load_knowledge(), "p.francois-hollande")
    shared = next(entry for entry in knowledge.ambiguous if entry.name == "François Hollande")
    assert shared.refs == ("u.francois-hollande-bel", "p.francois-hollande")
    assert meant(knowledge, "François Hollande")[0] == "u.francois-hollande-bel"
    assert meant(knowledge, "le président français François Hollande", date(2014, 5, 5))[0] == "p.francois-hollande"
    assert meant(knowledge, "le professeur belge François Hollande")[0] == "u.francois-hollande-bel"


def test_a_name_that_must_not_be_somebody(tmp_path: Path) -> None:
    text = """
actors:
  - {name: Odile Vergnaud, kind: person, country: FRA, not: [Odile Vergnaud Brandt, Vergnaud]}
"""
    knowledge = own(tmp_path, text)
    assert meant(knowledge, "Odile Vergnaud") == ("u.odile-vergnaud", "FRA")
    assert meant(knowledge, "Odile Vergnaud Brandt")[0] == "~odile-vergnaud-brandt"
    surname = read_phrase("Mme Vergnaud", PACK, knowledge)
    assert surname is None or surname.refs[0].startswith("~")


def test_terms_decide_who_holds_an_office(tmp_path: Path) -> None:
    text = """
actors:
  - name: Odile Vergnaud
    kind: person
    country: BTN
    roles: [{office: foreign-minister, from: 2001, to: 2002-06}]
"""
    knowledge = own(tmp_path, text)
    title = "la ministre bhoutanaise des Affaires étrangères"
    assert meant(knowledge, title, date(2002, 6, 30)) == ("u.odile-vergnaud", "BTN")
    assert meant(knowledge, title, date(2002, 7, 1))[0] != "u.odile-vergnaud"


def test_states_groups_agencies_and_outlets(tmp_path: Path) -> None:
    text = """
actors:
  - {name: France, extends: true, names: {fr: [Hexagone bleu]}}
groups:
  - {name: dockers du Verdon, country: FRA}
agencies:
  - {name: Agence du littoral, names: [ADL], country: FRA}
outlets:
  - {name: Le Phare, domains: [lephare.example], owner: Groupe Estuaire}
"""
    knowledge = own(tmp_path, text)
    assert meant(knowledge, "l'Hexagone bleu") == ("FRA", "FRA")
    assert find(knowledge, "u.dockers-du-verdon").kind == "group"
    assert knowledge.agencies[-1].names == ("Agence du littoral", "ADL")
    assert knowledge.outlets[-1].owner == "Groupe Estuaire"


def test_nothing_given_changes_nothing(tmp_path: Path) -> None:
    assert own(tmp_path, "# nothing yet\n") == load_knowledge()
    assert own(tmp_path, "actors:\n") == load_knowledge()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("actors:\n  - kind: party\n", 2, "without a name"),
        ("actors:\n  - name: Parti du littoral\n", 2, "no kind"),
        ("actors:\n  - {name: X Y, kind: choir}\n", 2, "'choir'"),
        ("actors:\n  - {name: X Y, kind: party, country: ZZZ}\n", 2, "'ZZZ'"),
        ("actors:\n  - {name: X Y, kind: party, sectors: [GOB]}\n", 2, "'GOB'"),
        ("actors:\n  - name: X Y\n    kind: party\n    nmes: [a]\n", 4, "'nmes'"),
        ("actors:\n  - name: X Y\n    kind: person\n    roles:\n      - {office: king, from: soon}\n", 5, "'soon'"),
        ("actors:\n  - {name: X Y, kind: person, roles: [{office: king, from: 2010, to: 2009}]}\n", 2, "ends before"),
        ("actors:\n  - {name: X Y, kind: person, roles: [{office: King of all}]}\n", 2, "no office"),
        ("actors:\n  - {name: Parti du littoral, extends: true}\n", 2, "to extend"),
        ("actors:\n  - {name: France, kind: party}\n", 2, "a state"),
        ("actors:\n  - {name: Parti socialiste}\n", 2, "several known actors"),
        ("actors:\n  - {name: X Y, ref: p.nobody}\n", 2, "p.nobody"),
        ("actors:\n  - {name: X Y, kind: party}\n  - {name: x y, kind: party}\n", 3, "stands twice"),
        ("actors:\n  - {name: X Y, seat-of: Nobody Z}\n", 2, "nobody is called"),
        ("actors:\n  - {name: X Y, seat-of: France, kind: party}\n", 2, "beside"),
        ("actors: party\n", 1, "not a list"),
        ("actors:\n  - just words\n", 2, "not a mapping"),
        ("people:\n  - {name: X}\n", 1, "'people'"),
        ("actors:\n  - {name: 'X (Y)', kind: party}\n", 2, "'('"),
        ("actors:\n  - {name: X Y, kind: party\n", 3, ""),
        ("actors: &a\n  - *a\n", 2, "alias"),
        ("actors: " + "[" * 40 + "]" * 40, 1, "nested"),
        ("outlets:\n  - {name: X, domains: ['https://x.example/']}\n", 2, "no domain"),
        ("actors:\n  - {name: X Y, name: Z, kind: party}\n", 2, "stands twice"),
        ("actors:\n  - {name: X Y, kind: person, extends: perhaps}\n", 2, "neither"),
    ],
)
def test_a_slip_is_told_with_its_line_and_how_to_mend_it(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(ResourceError) as told:
        own(tmp_path, text)
    assert what in told.value.what
    assert told.value.where.endswith(f"actors.yaml:{line}"), told.value.where
    assert told.value.mend
    assert "internal" not in str(told.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="cannot read"):
        load_knowledge(tmp_path / "absent.yaml")
    with pytest.raises(ResourceError, match="cannot read"):
        load_knowledge(tmp_path)
    (tmp_path / "latin.yaml").write_bytes("actors:\n  - name: Évian\n".encode("latin-1"))
    with pytest.raises(ResourceError, match="UTF-8") as told:
        load_knowledge(tmp_path / "latin.yaml")
    assert told.value.where.endswith(":2")
    (tmp_path / "large.yaml").write_bytes(b"#" * 4_000_001)
    with pytest.raises(ResourceError, match="larger"):
        load_knowledge(tmp_path / "large.yaml")


@settings(max_examples=120, deadline=None)
@given(
    st.text(max_size=120)
    | st.from_regex(r"(actors:\n)?( *- ?\{?(name|kind|roles|not): ?.{0,9}\n){0,5}", fullmatch=True)
)
def test_whatever_the_file_holds_it_reads_or_says_why(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("own") / "actors.yaml"
    path.write_text(text, "utf-8", errors="replace")
    try:
        load_knowledge(path)
    except ResourceError as told:
        assert told.where and told.mend
