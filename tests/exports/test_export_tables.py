"""Tables read back by the csv module: exact columns, no cell that a spreadsheet runs, nothing guessed."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hostile_findings import FORMULA, happening, hostile, page, told, with_events

from recoupe.exports.cleaning import DIRECTION, cell
from recoupe.exports.exporter import File, Given
from recoupe.exports.lookup import Lookup
from recoupe.exports.tables.acled import make_acled
from recoupe.exports.tables.columns import ACTORS, ARTICLES, EVENTS, EVIDENCE, STATEMENTS
from recoupe.exports.tables.polecat import make_polecat
from recoupe.exports.tables.to_csv import make_tables
from recoupe.records.events import Figure

ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, sub_event_type, actor1, "
    "assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, civilian_targeting, iso, region, country, "
    "admin1, admin2, admin3, location, latitude, longitude, geo_precision, source, source_scale, notes, fatalities, "
    "tags, timestamp"
)
POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor Country, "
    "Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID, Recipient Name, "
    "Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, "
    "Recipient Name Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, "
    "Story Locations, Language, Version"
)
GIVEN = Given(
    made_with={"recoupe": "9.9"},
    reduced=lambda type_, status: "THREATEN" if (type_, status) == ("ASSAULT", "planned") else type_,
    score=lambda *_: -3.5,
    quads={"THREATEN": 3, "ASSAULT": 4},
)


def read(file: File, delimiter: str = ",") -> list[dict[str, str]]:
    """A table by its header; every row has as many cells as the header."""
    rows = list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert len(rows) - 1 == file.rows
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_our_tables_have_their_columns_a_mark_and_a_readme() -> None:
    files = {file.name: file for file in make_tables(hostile(), GIVEN).files}
    wanted = {"articles": ARTICLES, "actors": ACTORS, "statements": STATEMENTS, "events": EVENTS, "evidence": EVIDENCE}
    assert set(files) == {*(f"{name}.csv" for name in wanted), "README.txt"}
    for name, columns in wanted.items():
        file = files[f"{name}.csv"]
        assert file.data.startswith(b"\xef\xbb\xbf")
        header = next(csv.reader(io.StringIO(file.data.decode("utf-8-sig"))))
        assert header == list(columns)
        assert read(file), name
        readme = files["README.txt"].data.decode()
        assert all(column in readme for column in columns)


@pytest.mark.parametrize("number", range(5))
def test_no_cell_of_our_tables_runs_or_steers(number: int) -> None:
    for row in read(make_tables(hostile(), GIVEN).files[number]):
        for column, value in row.items():
            assert not value.lstrip(" \n")[:1] or value.lstrip(" \n")[0] not in "=+-@\t\r", (column, value)
            assert not set(value) & (DIRECTION | set("\x1b\x07\r")), (column, value)


def test_values_stand_in_their_columns() -> None:
    of = hostile()
    articles, actors, statements, events, evidence = (read(file) for file in make_tables(of, GIVEN).files[:5])
    assert articles[0]["title"] == "'" + FORMULA and articles[0]["published_earliest"] == "2016-05-12"
    assert actors[0]["roles"] == "ministre (2015-01-01 … 2017-01-01); retraité (2018-01-01 … ?)"
    assert statements[0]["words"] == "a frappé <" and statements[0]["via"] == "'@"
    assert (events[1]["earliest"], events[1]["latest"], events[3]["earliest"]) == ("2016-05-12", "2016-05-13", "")
    assert (events[0]["latitude"], events[0]["longitude"], events[0]["independent_origins_at_most"]) == (
        "36.2",
        "37.15",
        "1",
    )
    start, end = int(evidence[0]["start"]), int(evidence[0]["end"])
    assert of.readings[0].article.text[start:end] == Lookup(of).quote(of.readings[0].events[0])
    assert evidence[0]["type"] == "ASSAULT" and evidence[0]["event"] in {"e0", "e1", "e2", "e3"}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("=1+1", "'=1+1"),
        (" \n+1", "' \n+1"),
        ("\ufeff=1", "'=1"),
        ("\u202e-1", "'-1"),
        ("\t=1", "'\t=1"),
        ("\tabc", "'\tabc"),
        ("\u3000=1", "'\u3000=1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        (-3.5, "-3.5"),
        (0, "0"),
        (None, ""),
        ("", ""),
    ],
)
def test_a_cell_is_safe_and_numbers_stay_numbers(value: str | float | None, wanted: str) -> None:
    assert cell(value) == wanted


def test_polecat_rows() -> None:
    package = make_polecat(hostile(), GIVEN)
    assert package.files[0].data.decode().split("\r\n")[0].split("\t") == POLECAT.split(", ")
    rows = read(package.files[0], "\t")
    assert [row["Event ID"] for row in rows] == ["e0", "e1"]
    assert {(remark.record, remark.reason.split(":")[0]) for remark in package.left} == {
        ("e2", "known to no better than a span of more than a month"),
        ("e3", "undated"),
    }
    assert [remark.record for remark in package.notes] == ["e1"]
    row = rows[0]
    assert (row["Event Date"], row["Event Type"], row["Event Mode"]) == ("2016-05-12", "THREATEN", "")
    assert (row["Intensity"], row["Quad Code"], row["Contexts"]) == ("-3.5", "3", "military")
    assert row["Actor Name"].startswith("'=Alpha;") and row["Recipient Name"] == "'@Gamma Delta"
    assert (row["Actor Title"], row["Actor Name Raw"]) == ("ministre", "'@Norvanie")
    assert (row["City"][:6], row["Latitude"], rows[1]["Latitude"]) == ("'=Vill", "36.2", "")
    assert rows[1]["Country"] == "NRV" and row["Version"] == "Recoupe 9.9"
    assert not [cell for row in rows for cell in row.values() if "\n" in cell]


def test_what_is_not_reduced_keeps_its_modes() -> None:
    row = read(make_polecat(hostile(), Given()).files[0], "\t")[0]
    assert (row["Event Type"], row["Event Mode"], row["Intensity"], row["Quad Code"]) == ("ASSAULT", "aerial", "", "")


@pytest.mark.parametrize("status", ["alleged", "denied"])
def test_polecat_says_which_rows_are_not_sure(status: str) -> None:
    of = with_events(happening(told(page()), 0, status=status))
    (note,) = make_polecat(of, GIVEN).notes
    assert note.record == "e0" and status in note.reason


def test_acled_rows() -> None:
    package = make_acled(hostile(), GIVEN)
    assert package.files[0].data.decode().split("\r\n")[0].split(",") == ACLED.split(", ")
    rows = read(package.files[0])
    assert [(row["event_id_cnty"], row["time_precision"]) for row in rows] == [("e0", "1"), ("e1", "2")]
    assert {remark.record for remark in package.left} == {"e2", "e3"}
    row = rows[0]
    assert (row["actor1"], row["actor2"], row["year"]) == ("'=Alpha", "'@Gamma\tDelta", "2016")
    assert "actor1 acts on actor2" in row["notes"]
    assert "PLOVER THREATEN (told as ASSAULT aerial), status planned" in row["notes"]
    assert (row["geo_precision"], row["latitude"]) == ("1", "36.2")
    assert (rows[1]["geo_precision"], rows[1]["latitude"], rows[1]["location"]) == ("", "", "")
    empty = ("disorder_type", "event_type", "sub_event_type", "inter1", "interaction", "iso", "timestamp", "tags")
    assert not any(row[column] for row in rows for column in empty)


@pytest.mark.parametrize(
    ("figures", "wanted", "blurred"),
    [
        ([], "", False),
        ([(87, "exactly")], "87", False),
        ([(87, "exactly"), (60, "more than")], "60", True),
        ([(12, "at most")], "", True),
    ],
)
def test_fatalities_are_the_lowest_figure_and_never_made_up(
    figures: list[tuple[int, str]], wanted: str, blurred: bool
) -> None:
    of = page()
    dead = tuple(Figure(start=0, end=0, text="", what="killed", value=v, relation=r) for v, r in figures)  # type: ignore[arg-type]
    one = told(of, figures=dead)
    found = with_events(happening(one, 0))
    reading = found.readings[0]
    changed = replace(found, readings=(replace(reading, article=of, events=(one,)),))
    package = make_acled(changed, GIVEN)
    assert read(package.files[0])[0]["fatalities"] == wanted
    assert bool(package.notes) is blurred
