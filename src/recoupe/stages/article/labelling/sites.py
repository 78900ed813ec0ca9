"""The heap before its pages: which lines the pages of one site share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Capture
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.article.labelling.cues import CueBook, read_cues
from recoupe.stages.article.labelling.labels import label_units
from recoupe.stages.article.labelling.repeats import repeated_lines
from recoupe.stages.article.labelling.units import split_units
from recoupe.stages.article.outlets import find_outlet

Packs = Mapping[str, LanguagePack]


class SharedLines:
    """For each page of a heap the lines that other pages of its site print too, as numbers of their words."""

    def __init__(self, sites: Mapping[str, str], lines: Mapping[str, frozenset[int]]) -> None:
        self._sites, self._lines = sites, lines

    def on(self, capture: str) -> frozenset[int]:
        """The shared lines of a page's site, by the capture's id; none where its site is not known."""
        return self._lines.get(self._sites.get(capture, ""), frozenset())


def survey_sites(captures: Iterable[Capture], packs: Packs, knowledge: Knowledge) -> SharedLines:
    """Read a heap once and find what the text pages of each site have in common: menus, notices, sidebars.

    A site is the host of the address, else the outlet that the container or the page itself names. Web pages are left
    out: their markup tells the article already. Memory is bounded (see `repeated_lines`); the order changes nothing.
    """
    book = read_cues(packs)
    sites: dict[str, str] = {}

    def pages() -> Iterator[tuple[str, str]]:
        for capture in captures:
            site = site_of(capture, book, knowledge) if capture.media_type == "text" else None
            if site:
                sites[capture.id] = site
                yield site, capture.text

    found = repeated_lines(pages())
    return SharedLines(sites, found.sites)


def site_of(capture: Capture, book: CueBook, knowledge: Knowledge) -> str | None:
    """Whose page it is: the host of the address, the outlet that the container names, else what the page tells."""
    host = _host(capture.url)
    if host:
        return host
    if capture.declared and capture.declared.outlet:
        return capture.declared.outlet
    return find_outlet(capture.text, label_units(split_units(capture.text), book), knowledge, sites=(), url=None)


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
