"""What a page shows, before it is put into words: plain values that the template and the JSON twin share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from recoupe.web.holding import Holding, Shelf

Query = Mapping[str, str]
MOST_VALUE = 200  # characters of one value of a query
PER_PAGE = 100


class WrongAddressError(Exception):
    """An address that names nothing here (404) or whose query cannot be read (400)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A request as pages see it: the findings, the query, the id in the path, and the full-text search."""

    shelf: Shelf
    query: Query
    key: str
    holding: Holding

    def value(self, name: str) -> str:
        """A value of the query without white space at its ends; "" where it is not given."""
        return self.query.get(name, "").strip()

    def count(self, name: str, least: int) -> int:
        """A whole number of the query, `least` where it is not given; raises `WrongAddressError`."""
        given = self.value(name)
        if not given:
            return least
        if not (given.isascii() and given.isdigit() and len(given) < 7 and int(given) >= least):
            raise WrongAddressError(400)
        return int(given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A page: its template, its heading (a phrase of the interface where `phrase` is true) and its plain values."""

    template: str
    title: str
    data: dict[str, Any]
    phrase: bool = True


Page = Callable[[Ask], Content]


def cell(text: object, href: str = "", kind: str = "words") -> dict[str, Any]:
    """A cell of a table. `kind`: "words" of a page, "code" (translated), "date" (ISO), "number", "id", "english"."""
    return {"text": text, "href": href, "kind": kind}


def table(caption: str, columns: Sequence[str], rows: Sequence[list[dict[str, Any]]], more: str = "") -> dict[str, Any]:
    """A table with its caption and the names of its columns (phrases of the interface); `more` opens the whole list."""
    return {"caption": caption, "columns": list(columns), "rows": list(rows), "more": more}


def link(path: str, **query: object) -> str:
    """An address in the room."""
    told = urlencode({key: value for key, value in query.items() if value not in ("", None, False, 0)})
    return f"{path}?{told}" if told else path


def at(article: str, offset: int) -> str:
    """The address of a place in the clean text of an article (offset in characters from 0)."""
    return f"/articles/{article}#c{offset}"


def paged(ask: Ask, items: Sequence[Any], per_page: int = PER_PAGE) -> tuple[Sequence[Any], dict[str, Any]]:
    """The items of the asked page, and the way to its neighbours; raises `WrongAddressError` for a page beyond."""
    number, pages = ask.count("page", 1), max(1, -(-len(items) // per_page))
    if number > pages:
        raise WrongAddressError(404)
    others = {key: value for key, value in ask.query.items() if key not in ("page", "lang")}

    def to(other: int) -> str:
        return "?" + urlencode({**others, "page": other}) if 1 <= other <= pages else ""

    way = {"page": number, "pages": pages, "total": len(items), "previous": to(number - 1), "next": to(number + 1)}
    return items[(number - 1) * per_page : number * per_page], way
