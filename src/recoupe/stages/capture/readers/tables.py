"""Tables of articles: CSV and TSV, JSON lines, lists of JSON objects, also gzipped; one page for each row."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, BinaryIO, cast

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.stages.capture.decoding import looks_binary
from recoupe.stages.capture.made import (
    TOLD_ROWS,
    clean,
    http_address,
    language_code,
    make_page,
    one_line,
    refuse_record,
    short_names,
)
from recoupe.stages.capture.readers.pages import About
from recoupe.stages.capture.readers.seam import Context
from recoupe.stages.capture.tabular.columns import choose, flat, names_in, strings
from recoupe.stages.capture.tabular.dates import Order, ambiguous, read_date, settle_order
from recoupe.stages.capture.tabular.delimited import Broken, find_delimiter, read_records
from recoupe.stages.capture.tabular.lines import next_lines, read_lines, with_head
from recoupe.stages.capture.tabular.objects import Place, read_objects
from recoupe.stages.capture.unpacking import Budget, Unpacked, packing

_HEAD = 256 * 1024
_AHEAD = 500  # rows that may settle whether the day or the month comes first; at most so many characters of them:
_COLUMNS = 10_000  # columns of a table, or fields of an object, at most: each is looked up in every row
_HOPELESS = 10_000  # rows without one page among them behind which the rest is not read
_AHEAD_SIZE = 4 * 1024 * 1024
_OPENS_JSON = re.compile(r"\s*[\[{]")
_OBJECT = re.compile(r'\s*\[?\s*\{\s*"')
_NO_TEXT = "name it: --column text=NAME (and likewise title=, date=, url=, outlet=)"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number (from 1), its values by column, and our fields' columns."""

    number: int
    values: Mapping[str, Any]
    columns: Mapping[str, str]

    def get(self, name: str) -> Any:
        """The value of one of our fields."""
        return self.values.get(self.columns.get(name, ""))


@dataclass(frozen=True, slots=True)
class TableReader:
    """Tables with an article in each row."""

    name: str = "tables"
    suffixes: frozenset[str] = field(
        default=frozenset(
            [f"{kind}{packed}" for kind in (".csv", ".tsv", ".jsonl", ".ndjson", ".json") for packed in ("", ".gz")]
        )
    )

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as a JSON object does, or with a line of column names that are known."""
        if looks_binary(head) or not head.strip():
            return False
        lines = next_lines(head)
        if _OBJECT.match("".join(lines[:3])):
            return True
        header = lines[0].rstrip("\r\n") if len(lines) > 1 else ""
        names = header.split(find_delimiter([header], _known) or "\0")
        known = choose([name.strip('" ') for name in names], {})
        return len(known) >= 3 and bool({"text", "html"} & set(known))

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield a page for each row, and why a row is none; a table without a text column is refused once."""
        opened = context.opened(stream)
        unpacked = _unpacked(stream, opened.budget)
        if unpacked is not None:
            stream = cast(BinaryIO, io.BufferedReader(unpacked))
        head, whole = with_head(stream, _HEAD)
        if looks_binary(head[:4096]):
            yield refuse_record(page, "not a table of articles but binary data", "give the table as CSV or JSON")
            return
        if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xfe\xff"):
            yield refuse_record(page, "empty file", "write the table again")
            return
        rows = _rows(whole, head, page, context)
        yield from rows if isinstance(rows, list) else _pages(rows, page, context)
        problem = (unpacked.problem or opened.budget.problem) if unpacked else None
        if problem:
            yield refuse_record(page, problem, "write the file again; what stands before the damage is read")


def _unpacked(stream: BinaryIO, budget: Budget) -> Unpacked | None:
    head = stream.peek(16) if isinstance(stream, io.BufferedReader) else b""
    form = packing(head)
    return Unpacked(stream, form, budget) if form else None


def _rows(
    stream: BinaryIO, head: bytes, page: str, context: Context
) -> Iterator[Row | tuple[int, Broken]] | list[Refusal]:
    """The rows of the table, or the refusal of the whole."""
    opening = "".join(next_lines(head[:4096]))
    if _OPENS_JSON.match(opening):
        return _settled_objects(_object_rows(stream, head, context), page)
    if page.lower().removesuffix(".gz").endswith((".json", ".jsonl", ".ndjson")):
        return [refuse_record(page, "a .json file without an object or a list in it", "give a list of articles")]
    return _delimited_rows(stream, head, page, context)


def _delimited_rows(
    stream: BinaryIO, head: bytes, page: str, context: Context
) -> Iterator[Row | tuple[int, Broken]] | list[Refusal]:
    limit = context.limits.page_bytes
    sample = next_lines(head)[:200]
    given = re.match(r'"?sep=(.)"?\s*$', sample[0]) if sample else None
    delimiter = given.group(1) if given else find_delimiter(sample, _known)
    if delimiter is None:
        what = "no column separated by a comma, semicolon, tab or bar"
        return [refuse_record(page, f"not a table of articles: {what}", "save it as CSV with a line of column names")]
    lines = read_lines(stream, head, limit)
    if given:
        next(lines)
    records = read_records(lines, delimiter, limit)
    header = next(records, None)
    if isinstance(header, list) and len(header) > _COLUMNS:
        return [refuse_record(page, f"a table with more than {_COLUMNS} columns", "leave out the others")]
    names = [name.strip() for name in header] if isinstance(header, list) else []
    columns = choose(names, context.columns)
    if not {"text", "html"} & set(columns):
        return [_no_text(page, names, context)]
    return _numbered(records, names, columns)


def _numbered(
    records: Iterator[list[str] | Broken], names: list[str], columns: Mapping[str, str]
) -> Iterator[Row | tuple[int, Broken]]:
    for number, record in enumerate(records, 1):
        if isinstance(record, Broken):
            yield number, record
        elif len(record) > len(names) and any(value.strip() for value in record[len(names) :]):
            yield number, Broken(f"{len(record)} fields where the header names {len(names)}")
        else:
            yield Row(number, dict(zip(names, record, strict=False)), columns)


def _object_rows(stream: BinaryIO, head: bytes, context: Context) -> Iterator[Row | tuple[int, Broken]]:
    known: dict[tuple[str, ...], dict[str, str]] = {}
    number = 0
    for item in read_objects(stream, head, context.limits.page_bytes):
        for value in [item] if isinstance(item, Broken) else _articles(item):
            number += 1
            if isinstance(value, Broken):
                yield number, value
                continue
            values = flat(value)
            if len(values) > _COLUMNS:
                yield number, Broken(f"more than {_COLUMNS} fields")
                continue
            names = tuple(values)
            if names not in known:
                if len(known) > 500:
                    known.clear()
                known[names] = choose(names, context.columns)
            yield Row(number, values, known[names])


def _articles(place: Place) -> list[Any]:
    """The objects in a value: itself, or those of the one list of objects in it."""
    value = place.value
    if not isinstance(value, dict):
        return [Broken("no JSON object")]
    if len(value) > _COLUMNS:
        return [Broken(f"more than {_COLUMNS} fields")]
    if isinstance(value.get("_source"), dict):  # a search engine's export keeps the document there
        value = {**value, **value["_source"]}
    columns = choose(value, {})
    lists = [item for item in value.values() if isinstance(item, list) and item and isinstance(item[0], dict)]
    if not {"text", "html"} & set(columns) and len(lists) == 1:
        return [item if isinstance(item, dict) else Broken("no JSON object") for item in lists[0]]
    return [value]


def _settled_objects(
    rows: Iterator[Row | tuple[int, Broken]], page: str
) -> Iterator[Row | tuple[int, Broken]] | list[Refusal]:
    """The rows, unless not one of the first has a text: then the whole is refused, with the names it has."""
    ahead = [row for _, row in zip(range(50), rows, strict=False)]
    whole = [row for row in ahead if isinstance(row, Row)]
    if whole and not any({"text", "html"} & set(row.columns) for row in whole):
        names = list(dict.fromkeys(name for row in whole for name in row.values))
        return [_no_text(page, names, None)]
    return chain(ahead, rows)


def _no_text(page: str, names: list[str], context: Context | None) -> Refusal:
    wanted = context.columns.get("text") or context.columns.get("html") if context else None
    listed = ", ".join(clean(name)[:60] for name in names[:40]) + (", …" if len(names) > 40 else "")
    missing = f"no column {wanted}" if wanted else "no column that is known to hold the text"
    return refuse_record(page, f"a table with {missing}; its columns: {listed}", _NO_TEXT)


def _pages(rows: Iterator[Row | tuple[int, Broken]], page: str, context: Context) -> Iterator[Capture | Refusal]:
    ahead = _ahead(rows)
    order = settle_order(row.get(name) for row in ahead if isinstance(row, Row) for name in ("date", "updated"))
    bad, last, number = 0, 0, 0
    for row in chain(ahead, rows):
        number = row.number if isinstance(row, Row) else row[0]
        if number == bad + 1 and bad == _HOPELESS:
            yield refuse_record(page, f"no page in the first {bad} rows: the rest is not read", "check the columns")
            break
        if number > context.limits.container_records:
            reason = f"more than {context.limits.container_records} rows (limit container_records)"
            yield refuse_record(page, reason, "split the table")
            break
        item = _page(row, f"{page}!row-{number}", context, order)
        if isinstance(item, Refusal):
            bad, last = bad + 1, number
            if bad > TOLD_ROWS:
                continue
        yield item
    if number == 0:
        yield refuse_record(page, "a table without rows", "nothing to do: it holds no page")
    if bad > TOLD_ROWS:
        yield refuse_record(page, f"{bad - TOLD_ROWS} more rows that are no pages, the last one row {last}")


def _ahead(rows: Iterator[Row | tuple[int, Broken]]) -> list[Row | tuple[int, Broken]]:
    ahead: list[Row | tuple[int, Broken]] = []
    size = 0
    for row in rows:
        ahead.append(row)
        size += (
            sum(len(value) for value in row.values.values() if isinstance(value, str)) if isinstance(row, Row) else 0
        )
        if len(ahead) >= _AHEAD or size > _AHEAD_SIZE:
            break
    return ahead


def _page(row: Row | tuple[int, Broken], label: str, context: Context, order: Order | None) -> Capture | Refusal:
    if not isinstance(row, Row):
        return refuse_record(label, row[1].reason)
    html = row.get("html")
    body = html if isinstance(html, str) and html.strip() else "\n\n".join(strings(row.get("text")))
    outlet = row.get("outlet")
    declared = Declared(
        source=_source(row, order),
        title=one_line(row.get("title")),
        authors=short_names(names_in(row.get("author"))),
        outlet=None if http_address(outlet) else one_line(next(iter(names_in([outlet])), None), 200),
        section=one_line(next(iter(strings(row.get("section"))), None), 200),
        tags=short_names(names_in(row.get("tags"))),
        language=language_code(row.get("language")),
        published=read_date(row.get("date"), order),
        updated=read_date(row.get("updated"), order),
    )
    about = About(
        url=http_address(row.get("url")) or http_address(outlet) or http_address(row.values.get("source")),
        fetched=read_date(row.get("fetched"), order),
        record=_record(row.get("id")),
        declared=declared,
    )
    return make_page(label, body, about, context.limits, lead="\n\n".join(strings(row.get("lead"))))


def _record(value: Any) -> str | None:
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1e30 else one_line(value)
    )


def _source(row: Row, order: Order | None) -> str:
    """Where the values stand, and what was left unread of the date."""
    value, name = row.get("date"), clean(row.columns.get("date", ""))[:100]
    if value in (None, ""):
        return f"row {row.number}"
    where = f"column `{name}`, row {row.number}"
    if read_date(value, order) is not None:
        return where
    why = "day and month cannot be told apart" if ambiguous(value) else "not read as a date"
    return f"{where} ({clean(str(value)[:40])!r}: {why})"


def _known(header: list[str]) -> int:
    return len(choose([name.strip() for name in header], {}))
