"""IPTC ninjs, the JSON in which agencies deliver news items: versions 1.x, 2.x and 3.x.

Property names follow the schemas that the IPTC publishes (ninjs 1.4: `headline`, `body_*`, `byline`; 2.x: `headlines`,
`bodies`, `by`; 3.x: the same in camel case). They are compared in lower case, so that one table serves all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.stages.capture.decoding import looks_binary
from recoupe.stages.capture.made import TOLD_ROWS, language_code, make_page, one_line, refuse_record, short_names
from recoupe.stages.capture.readers.pages import About
from recoupe.stages.capture.readers.seam import Context
from recoupe.stages.capture.tabular.columns import names_in
from recoupe.stages.capture.tabular.dates import read_date
from recoupe.stages.capture.tabular.delimited import Broken
from recoupe.stages.capture.tabular.lines import next_lines, with_head
from recoupe.stages.capture.tabular.objects import read_objects

_HEAD = 256 * 1024
_STANDARD = re.compile(r'"\$?standard"\s*:\s*\{[^{}]{0,300}"[a-z]{0,8}ninjs', re.I)
_URI = re.compile(r'"uri"\s*:\s*"')
_NEWS = re.compile(
    r'"(?:body_\w{1,30}|bodies|headlines?|versioncreated|pubstatus|representationtype|copyrightholder)"\s*:', re.I
)
_OPENING = re.compile(r"\s*(?:\[\s*)?\{")
_HOPELESS = 10_000  # items without one page among them behind which the rest is not read
_MARKUP_BODIES = ("body_xhtml", "body_html5", "body_html", "body_richhtml5")
_STATUS = {
    "canceled": "the agency has canceled this item (pubstatus canceled)",
    "withheld": "the agency withholds this item (pubstatus withheld)",
}


@dataclass(frozen=True, slots=True)
class NinjsReader:
    """News items of agencies as IPTC ninjs: one item, a list of them, or one on each line."""

    name: str = "ninjs"
    suffixes: frozenset[str] = field(default=frozenset({".ninjs", ".json", ".jsonl", ".ndjson"}))

    def sniff(self, head: bytes) -> bool:
        """Say whether the file opens as a ninjs item does: an object with an identifier and a news item's fields."""
        if looks_binary(head) or not head:
            return False
        text = "".join(next_lines(head))
        if not _OPENING.match(text):
            return False
        return bool(_STANDARD.search(text) or (_URI.search(text) and len(set(_NEWS.findall(text.lower()))) >= 2))

    def read(self, stream: BinaryIO, page: str, context: Context) -> Iterator[Capture | Refusal]:
        """Yield the items that are news texts, and why the others are no pages."""
        head, whole = with_head(stream, _HEAD)
        bad = number = 0
        for number, item in enumerate(read_objects(whole, head, context.limits.page_bytes), 1):
            if number > context.limits.container_records:
                reason = f"more than {context.limits.container_records} items (limit container_records)"
                yield refuse_record(page, reason, "split the file")
                return
            if bad == _HOPELESS and number == bad + 1:
                yield refuse_record(page, f"no page in the first {bad} items: the rest is not read", "check the file")
                return
            label = f"{page}!item-{number}"
            found = (
                refuse_record(label, item.reason) if isinstance(item, Broken) else read_item(item.value, label, context)
            )
            bad += isinstance(found, Refusal)
            if bad <= TOLD_ROWS or isinstance(found, Capture):
                yield found
        if bad > TOLD_ROWS:
            yield refuse_record(page, f"{bad - TOLD_ROWS} more items that are no pages")
        if number == 0:
            yield refuse_record(page, "empty file", "save the item again")


def read_item(value: Any, label: str, context: Context) -> Capture | Refusal:
    """One ninjs item as a page: its body in HTML where there is one, else its plain text."""
    if not isinstance(value, Mapping):
        return refuse_record(label, "no ninjs item")
    item = {str(name).lower(): inner for name, inner in value.items()}
    status = item.get("pubstatus")
    if isinstance(status, str) and status.lower() in _STATUS:
        return refuse_record(label, _STATUS[status.lower()], "nothing to do: it is not to be used")
    body = _body(item)
    if body is None:
        kind = one_line(item.get("type"), 40)
        what = f"a ninjs item of type {kind} without a text" if kind else "a ninjs item without a text"
        return refuse_record(label, what, "nothing to do: it holds no article")
    about = About(record=one_line(item.get("uri")), declared=_declared(item, label))
    return make_page(label, body, about, context.limits)


def _declared(item: Mapping[str, Any], label: str) -> Declared:
    first, latest = read_date(item.get("firstcreated")), read_date(item.get("versioncreated"))
    if first is None and str(item.get("version")) == "1":
        first, latest = latest, None  # the first version was created when the item was
    return Declared(
        source=f"ninjs item {label.rpartition('-')[2]}",
        title=_headline(item),
        authors=short_names(names_in(item.get("byline") or item.get("by"))),
        outlet=_outlet(item),
        tags=short_names(names_in(item.get("subjects") or item.get("subject"))),
        language=language_code(item.get("language")),
        published=first,
        updated=latest if latest != first else None,
    )


def _body(item: Mapping[str, Any]) -> str | None:
    """The body: HTML before plain text; other markup (NITF) only where nothing else is."""
    ranked: list[tuple[int, str]] = []
    for name, value in item.items():
        if name.startswith("body_") and isinstance(value, str) and value.strip():
            ranked.append((_rank(name, name in _MARKUP_BODIES), value))
    for body in _objects(item.get("bodies")):
        kind = str(body.get("contenttype") or body.get("role") or "").lower()
        value = body.get("value")
        if isinstance(value, str) and value.strip():
            ranked.append((_rank(kind, "html" in kind), value))
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


def _rank(kind: str, markup: bool) -> int:
    if markup:
        return 0
    return 2 if "xml" in kind or "nitf" in kind else 1


def _headline(item: Mapping[str, Any]) -> str | None:
    """The headline: the main one of several, else the first; the item's title, which is metadata, at last."""
    lines = [line for line in _objects(item.get("headlines")) if one_line(line.get("value"))]
    main = next((line for line in lines if line.get("role") == "main"), lines[0] if lines else {})
    return one_line(item.get("headline")) or one_line(main.get("value")) or one_line(item.get("title"))


def _outlet(item: Mapping[str, Any]) -> str | None:
    """Who delivers the item: the copyright holder, else the one source of information that is named."""
    sources = names_in(item.get("infosources") or item.get("infosource"))
    holder = one_line(item.get("copyrightholder"), 200) or one_line(item.get("provider"), 200)
    return holder or (one_line(sources[0], 200) if len(sources) == 1 else None)


def _objects(value: Any) -> list[dict[str, Any]]:
    listed = value if isinstance(value, list) else []
    return [{str(name).lower(): inner for name, inner in one.items()} for one in listed if isinstance(one, Mapping)]
