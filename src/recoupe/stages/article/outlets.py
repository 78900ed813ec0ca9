"""Which medium a page comes from, as far as the page itself tells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from recoupe.resources.knowledge import Knowledge, Outlet
from recoupe.stages.article.labelling.labels import Label
from recoupe.stages.article.labelling.units import fold
from recoupe.stages.article.media import Held

_SUFFIX = re.compile(r"\s+(?:[|·•»]|[-–—])\s+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s|©|\(c\)|copyright\b){0,6}(?:(?:19|20)\d\d\s*[-–/]?\s*)*(?P<name>[^\W\d_][^.|,;:()©]{1,60}?)"
    r"(?=\s*(?:[.|,;:(©]|\s[-–]\s|(?:19|20)\d\d|tous\s+droits|all\s+rights|reproduction|designed|powered|$))",
    re.I,
)
# Sites' names that class names of any site open with
_COMMON = frozenset(
    {
        "time",
        "people",
        "world",
        "nation",
        "standard",
        "metro",
        "capital",
        "union",
        "geo",
        "gala",
        "express",
        "mirror",
        "globe",
        "sun",
        "star",
        "post",
        "live",
        "news",
        "today",
        "info",
        "vice",
        "vox",
        "slate",
        "dawn",
        "wort",
        "abc",
        "hill",
        "ard",
        "welt",
        "icon",
        "bild",
        "rt",
        "zeit",
    }
)
_SIGNED = re.compile(r"\(\s*source\s*:\s*(?P<name>[^()]{2,40}?)\s*\)\W*$", re.I)
_NAME_WORDS, _SECTION_WORDS = 6, 2  # words of a medium's name and of a section's name at most
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLASSES = re.compile(r"<[a-z][^<>]*?\b(?:class|id)\s*=\s*[\"']([^\"'<>]{1,600})", re.I)
_GENERIC = frozenset({"copyright", "tous droits reserves", "all rights reserved", "site", "website", "droits reserves"})


def find_outlet(
    text: str, labels: Sequence[Label], knowledge: Knowledge, *, site: str | None = None, url: str | None = None
) -> str | None:
    """Name the medium: by the page's address, the markup's site name, the headline's suffix, the copyright line,
    a signature that is repeated, or the class names of left-over markup. None where the page does not tell.
    """
    names, domains = _name_table(Held(knowledge)), _domain_table(Held(knowledge))
    known = _by_address(url, domains)
    if known is not None:
        return known.names[0]
    if site:
        return _known_name(site, names) or site
    told = _by_suffix(labels, names) or _by_copyright(labels, names) or _by_signature(labels, names)
    return told or _by_classes(text, domains) or _by_own_name(labels, names, _agency_table(Held(knowledge)))


def without_outlet(title: str, outlet: str | None, knowledge: Knowledge) -> str:
    """A headline without the medium's name behind it ("… | Outlet", "… - World - Outlet")."""
    names = _name_table(Held(knowledge))
    stripped = False
    while cuts := list(_SUFFIX.finditer(title)):
        cut = cuts[-1]
        head, rest = title[: cut.start()].rstrip(), title[cut.end() :].strip()
        known = fold(rest) in names or (outlet is not None and fold(rest) == fold(outlet))
        piped = cut.group().strip() == "|" and len(rest.split()) <= _NAME_WORDS
        section = stripped and len(rest.split()) <= _SECTION_WORDS
        if not (known or piped or section) or len(head.split()) < 2:
            break
        title, stripped = head, True
    return title


def _by_address(url: str | None, domains: Mapping[str, Outlet]) -> Outlet | None:
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return None
    parts = host.lower().split(".")
    return next((domains[name] for start in range(len(parts)) if (name := ".".join(parts[start:])) in domains), None)


def _by_suffix(labels: Sequence[Label], names: Mapping[str, str]) -> str | None:
    for label in labels:
        if label.kind != "title" and label.rule != "article.title.copy":
            continue
        pieces = _SUFFIX.split(label.unit.plain)
        if len(pieces) > 1:
            known = names.get(fold(pieces[-1]))
            if known:
                return known
            if "|" in label.unit.plain and len(pieces[-1].split()) <= 6 and pieces[-1][:1].isupper():
                return pieces[-1].strip()
    return None


def _by_copyright(labels: Sequence[Label], names: Mapping[str, str]) -> str | None:
    for label in labels:
        if label.kind != "furniture" or len(label.unit.plain) > 200 or not _YEAR.search(label.unit.plain):
            continue
        found = _COPYRIGHT.search(label.unit.plain)
        name = found.group("name").strip(" -–") if found else ""
        if name and fold(name) not in _GENERIC:
            return _known_name(name, names) or name
    return None


def _by_signature(labels: Sequence[Label], names: Mapping[str, str]) -> str | None:
    """A known name behind a dash on short lines that are not body ("Damas - Sputnik France"), or in comment marks."""
    seen: Counter[str] = Counter()
    for label in labels:
        plain = label.unit.plain
        if label.kind in ("body", "title") or len(plain) > 160:
            continue
        pieces = _SUFFIX.split(plain)
        if len(pieces) > 1 and fold(pieces[-1]) in names:
            seen[names[fold(pieces[-1])]] += 1
    if not seen:
        return None
    name, times = min(seen.items(), key=lambda item: (-item[1], item[0]))
    return name if times > 1 else None


def _by_own_name(labels: Sequence[Label], names: Mapping[str, str], agencies: Mapping[str, str]) -> str | None:
    """A closing "(Source: X)" by an X that is no medium and that the page tells of: an organisation's own page."""
    told = [label.unit for label in labels if label.kind in ("title", "body", "dateline")]
    found = _SIGNED.search(told[-1].plain[-80:]) if told else None
    name = found.group("name") if found else ""
    if not name or fold(name) in names or fold(name) in agencies:
        return None
    return name if any(fold(name) in unit.folded for unit in told[:-1]) else None


def _by_classes(text: str, domains: Mapping[str, Outlet]) -> str | None:
    """A known site's name at the head of class names in left-over markup ("rtbf-article-main")."""
    seen: Counter[str] = Counter()
    for found in _CLASSES.finditer(text[:200_000]):
        for name in found.group(1).lower().split():
            head = re.split(r"[-_]", name, maxsplit=1)[0]
            if head != name and len(head) >= 3:
                seen[head] += 1
    stems = {domain.split(".")[0]: outlet for domain, outlet in domains.items() if domain.count(".") == 1}
    known = [(count, head) for head, count in seen.items() if count > 1 and head in stems and head not in _COMMON]
    return stems[max(known)[1]].names[0] if known else None


def _known_name(name: str, names: Mapping[str, str]) -> str | None:
    return names.get(fold(name))


@lru_cache(maxsize=4)
def _name_table(held: Held) -> dict[str, str]:
    """Folded names to the name as the table spells it; the first outlet of a name wins."""
    return {fold(name): name for outlet in reversed(held.knowledge.outlets) for name in reversed(outlet.names)}


@lru_cache(maxsize=4)
def _agency_table(held: Held) -> dict[str, str]:
    return {fold(name): name for agency in held.knowledge.agencies for name in agency.names}


@lru_cache(maxsize=4)
def _domain_table(held: Held) -> dict[str, Outlet]:
    return {domain: outlet for outlet in reversed(held.knowledge.outlets) for domain in outlet.domains}
