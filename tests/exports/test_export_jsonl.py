"""JSON Lines: what is written comes back equal, and every line keeps to the schema that stands beside it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from hostile_findings import hostile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import findings
from recoupe.errors import InputError
from recoupe.exports.exporter import Given
from recoupe.exports.lines.from_jsonl import read_jsonl
from recoupe.exports.lines.kinds import KINDS
from recoupe.exports.lines.to_jsonl import make_jsonl
from recoupe.records.actors import Actor, Place
from recoupe.records.copies import Copy
from recoupe.records.events import Disagreement, DisagreementValue, Event, HistoryStep, Origin, Story
from recoupe.records.pages import Article, Block, Refusal
from recoupe.records.readings import Findings, Mentions, Reading
from recoupe.records.spans import Span, Words
from recoupe.records.statements import Speaker, Statement
from recoupe.records.times import Dating, EventDate, TimeMention

GIVEN = Given(made_with={"recoupe": "9.9", "recipe": "abc"})
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ['"\\\n\r\n\u2028\u0085', "=1\u202e", '{"kind":"x"}']
)
DEGREES = st.none() | st.floats(-180, 180)
DAYS = st.dates()


def many(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Up to three of something."""
    return st.lists(strategy, max_size=3).map(tuple)


def words(kind: type[Words] = Words, **given_: Any) -> st.SearchStrategy[Any]:
    """A stretch and its words."""
    return st.tuples(st.integers(0, 9), st.integers(0, 9), st.fixed_dictionaries({"text": TEXT, **given_})).map(
        lambda told: kind(start=told[0], end=told[0] + told[1], **told[2])
    )


SPANS = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda at: Span(start=at[0], end=at[0] + at[1]))
DATES = st.none() | st.builds(EventDate, earliest=DAYS, latest=DAYS, basis=st.sampled_from(["stated", "relative"]))
PLACES = st.none() | st.builds(
    Place, name=TEXT, country=st.none() | TEXT, precision=st.just("city"), lat=DEGREES, lon=DEGREES
)
VALUES = st.builds(DisagreementValue, value=TEXT, mentions=many(TEXT), words=many(TEXT))
EVENTS = st.builds(
    Event,
    id=TEXT,
    type=st.sampled_from(["ASSAULT", "AGREE"]),
    modes=many(TEXT),
    status=st.sampled_from(["happened", "denied"]),
    summary=TEXT,
    actors=many(TEXT),
    recipients=many(TEXT),
    mentions=many(TEXT),
    date=DATES,
    place=PLACES,
    origins=many(
        st.builds(
            Origin, id=TEXT, kind=st.just("agency"), name=TEXT, side=st.none() | TEXT, articles=many(TEXT), why=TEXT
        )
    ),
    independent_origins=st.integers(0, 99),
    disagreements=many(st.builds(Disagreement, field=TEXT, values=many(VALUES), compatible=st.booleans())),
    history=many(st.builds(HistoryStep, event=TEXT, status=st.just("planned"), date=DATES, why=TEXT)),
    story=st.none() | st.builds(Story, id=TEXT, label=TEXT),
)
DATINGS = st.none() | st.builds(
    Dating,
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
    basis=st.just("url"),
    time=st.none() | TEXT,
    candidates=many(DAYS),
)
BLOCKS = SPANS.map(lambda span: Block(start=span.start, end=span.end, kind="body", rule="t", language="en"))


@st.composite
def readings(draw: st.DrawFn, key: str) -> Reading:
    """An article of a given id with findings of its own."""
    article = draw(
        st.builds(
            Article,
            id=st.just(key),
            capture=TEXT,
            page=TEXT,
            sha256=TEXT,
            text=TEXT,
            own_text=st.booleans(),
            language=TEXT,
            title=st.none() | TEXT,
            outlet=st.none() | TEXT,
            blocks=many(BLOCKS),
            authors=many(TEXT),
            published=DATINGS,
            updated=DATINGS,
        )
    )
    of = {"id": TEXT, "article": st.just(key), "rule": TEXT}
    times = draw(many(words(TimeMention, **of, type=st.just("DATE"), expression=TEXT, value=st.none() | TEXT)))
    said = draw(
        many(
            st.builds(
                Statement,
                **of,
                speaker=words(Speaker, actors=many(TEXT)),
                content=many(SPANS),
                form=st.just("direct"),
                cue=st.none() | words(),
                via=many(words()),
                addressee=st.none() | words(Speaker),
            )
        )
    )
    return Reading(article=article, mentions=Mentions(times=times), statements=said, events=())


@st.composite
def heaps(draw: st.DrawFn) -> Findings:
    """Findings of every kind of record."""
    keys = draw(st.lists(TEXT, max_size=3, unique=True))
    copies = st.builds(
        Copy,
        id=TEXT,
        articles=st.tuples(TEXT, TEXT),
        spans=st.tuples(many(SPANS), many(SPANS)),
        words=st.integers(0, 99),
        longest_run=st.integers(0, 99),
        inside_quotation=st.booleans(),
        direction=st.none() | st.just("first->second"),
    )
    actors = st.builds(
        Actor,
        id=TEXT,
        name=TEXT,
        kind=st.just("person"),
        country=st.none() | TEXT,
        sectors=many(TEXT),
        aliases=many(TEXT),
    )
    return Findings(
        readings=tuple(draw(readings(key)) for key in keys),
        actors=draw(many(actors)),
        events=draw(many(EVENTS)),
        copies=draw(many(copies)),
        refusals=draw(many(st.builds(Refusal, page=TEXT, stage=TEXT, reason=TEXT, mend=TEXT))),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(heaps())
def test_the_round_trip_is_exact(found: Findings) -> None:
    data = make_jsonl(found, GIVEN).files[0].data
    assert read_jsonl(data) == found
    assert read_jsonl(data.splitlines(keepends=True)) == found
    assert make_jsonl(read_jsonl(data), GIVEN).files[0].data == data


@pytest.mark.parametrize("found", [hostile(), findings()], ids=["hostile", "plain"])
def test_hostile_findings_come_back_and_keep_to_the_schema(found: Findings) -> None:
    lines, beside = make_jsonl(found, GIVEN).files
    assert read_jsonl(lines.data) == found
    schema = json.loads(beside.data)
    told = [json.loads(line) for line in lines.data.decode().split("\n") if line]
    assert len(told) == lines.rows and {line["kind"] for line in told} <= set(KINDS)
    for line in told:
        assert fits(line, schema, schema["$defs"]), line
    assert told[0] == {"kind": "dossier", "record": {"schema": "recoupe-lines/1", "recoupe": "9.9", "recipe": "abc"}}


def test_the_schema_refuses_what_is_no_record() -> None:
    lines, beside = make_jsonl(hostile(), GIVEN).files
    schema = json.loads(beside.data)
    line = next(json.loads(line) for line in lines.data.decode().split("\n") if '"kind":"event"' in line)
    for field, value in (("type", "WAR"), ("modes", "aerial"), ("rank", "0"), ("date", 3)):
        assert not fits({**line, "record": {**line["record"], field: value}}, schema, schema["$defs"]), field
    assert not fits({**line, "kind": "actor"}, schema, schema["$defs"])
    assert not fits({"kind": "event"}, schema, schema["$defs"])


def fits(value: Any, schema: dict[str, Any], named: dict[str, Any]) -> bool:
    """Does a value keep to a JSON Schema? Only the words that ours uses; any other word fails the test."""
    checks = {
        "$ref": lambda word: fits(value, named[word.removeprefix("#/$defs/")], named),
        "anyOf": lambda word: any(fits(value, part, named) for part in word),
        "const": lambda word: value == word,
        "enum": lambda word: value in word,
        "type": lambda word: of_type(value, word),
        "required": lambda word: not isinstance(value, dict) or set(word) <= set(value),
        "properties": lambda word: (
            not isinstance(value, dict) or all(fits(value[k], part, named) for k, part in word.items() if k in value)
        ),
        "additionalProperties": lambda word: word is not False or set(value) <= set(schema["properties"]),
        "items": lambda word: (
            not isinstance(value, list)
            or word is False
            or all(fits(one, word, named) for one in value[len(schema.get("prefixItems", [])) :])
        ),
        "prefixItems": lambda word: all(fits(one, part, named) for one, part in zip(value, word, strict=True)),
        "minItems": lambda word: len(value) >= word,
        "maxItems": lambda word: len(value) <= word,
        "format": lambda word: word == "date" and (not isinstance(value, str) or bool(date.fromisoformat(value))),
    }
    silent = {"title", "description", "default", "$schema", "$id", "$defs"}
    unknown = set(schema) - set(checks) - silent
    assert not unknown, unknown
    return all(checks[word](schema[word]) for word in schema if word not in silent)


def of_type(value: Any, word: str) -> bool:
    """Is a value of JSON's type of that name?"""
    kinds: dict[str, Any] = {"string": str, "array": list, "object": dict, "boolean": bool, "null": type(None)}
    if word in ("integer", "number"):
        return isinstance(value, int if word == "integer" else int | float) and not isinstance(value, bool)
    return isinstance(value, kinds[word])


OPENING = b'{"kind":"dossier","record":{"schema":"recoupe-lines/1"}}\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not an export of Recoupe's"),
        (b"[]\n", "not a line of a dossier"),
        (OPENING + b"{\n", "line 2"),
        (OPENING + b'{"kind":"event","record":{}}\n', "line 2"),
        (OPENING + b'{"kind":"nonesuch","record":{}}\n', "no record is of the kind 'nonesuch'"),
        (b'{"kind":"dossier","record":{"schema":"recoupe-lines/9"}}\n', "another schema"),
        (OPENING + b"\xff\xfe\n", "line 2"),
        (OPENING + b"[" * 100_000 + b"\n", "line 2"),
        (OPENING + b'{"kind":"copy","record":' + b"[" * 100_000 + b"]" * 100_000 + b"}\n", "line 2"),
    ],
)
def test_lines_that_are_none_are_refused_with_their_number(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_jsonl(data)
    assert message in str(caught.value) and caught.value.mend


def test_findings_of_an_article_that_is_not_there_are_refused() -> None:
    lines = make_jsonl(hostile(), GIVEN).files[0].data.splitlines(keepends=True)
    with pytest.raises(InputError, match="no article"):
        read_jsonl([line for line in lines if b'"kind":"article"' not in line])
    with pytest.raises(InputError, match="twice"):
        read_jsonl([line for line in lines for _ in range(2)])
