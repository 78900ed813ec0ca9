"""Which medium a page comes from, as far as the page itself tells it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from recoupe.resources.knowledge import Knowledge, Outlet
from recoupe.stages.article.labelling.labels import Label
from recoupe.stages.article.labelling.units import fold, squeeze
from recoupe.stages.article.markup.choosing import clean_sites
from recoupe.stages.article.media import Held, same_medium

_SUFFIX = re.compile(r"\s+(?:[|·•»]|[-–—])\s+")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:[\s©\ufffd]|\(c\)|copyright\b){0,6}(?:(?:19|20)\d\d\s*[-–/]?\s*)*(?P<name>[^\W\d_][^.|,;:()©]{1,60}?)"
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
_OWN_LETTERS = 6  # letters from which a part of the outlet's name stands for it
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")  # a table's key for a medium, which the page itself may spell out
_TAIL = 2000  # characters at the end of a long line that are looked at
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLASSES = re.compile(r"<[a-z][^<>]*?\b(?:class|id)\s*=\s*[\"']([^\"'<>]{1,600})", re.I)
_GENERIC = frozenset({"copyright", "tous droits reserves", "all rights reserved", "site", "website", "droits reserves"})


def find_outlet(
    text: str, labels: Sequence[Label], knowledge: Knowledge, *, sites: Sequence[str] = (), url: str | None = None
) -> str | None:
    """Name the medium: by the page's address, what markup or container call it (`sites`), the headline's suffix, the
    copyright line, a signature that is repeated, or the class names of left-over markup. None where the page does not
    tell.
    """
    names, domains = _name_table(Held(knowledge)), _domain_table(Held(knowledge))
    known = _by_address(url, domains)
    if known is not None:
        return known.names[0]
    site = choose_site(sites, knowledge)
    if site and not _SLUG.fullmatch(site):
        return site
    told = _by_suffix(labels, names) or _by_copyright(labels, names) or _by_signature(labels, names)
    return told or site or _by_classes(text, domains) or _by_own_name(labels, names, _agency_table(Held(knowledge)))


def choose_site(sites: Iterable[str], knowledge: Knowledge) -> str | None:
    """The first of the stated names that is a known medium's, by name or address; else the first usable one."""
    names, domains = _name_table(Held(knowledge)), _domain_table(Held(knowledge))
    usable = list(clean_sites(sites))
    for name in usable:
        outlet = None if " " in name else _by_address(f"//{name}", domains)
        known = outlet.names[0] if outlet else names.get(fold(name))
        if known:
            return known
    first = usable[0] if usable else None
    if first and first.islower():  # "theweek": another source may spell it as readers do
        return next((name for name in usable if squeeze(name) == squeeze(first) and not name.islower()), first)
    return first


def is_medium(name: str, outlet: str | None, knowledge: Knowledge) -> bool:
    """Say whether a name that stands for an author is a medium's or an agency's, or the page's own outlet's."""
    folded, letters = fold(name), squeeze(name)
    if folded in _name_table(Held(knowledge)) or folded in _agency_table(Held(knowledge)):
        return True
    own = squeeze(outlet or "")
    return same_medium(name, outlet) or letters == own or (len(letters) >= _OWN_LETTERS and letters in own)


def is_agency(name: str, knowledge: Knowledge) -> bool:
    """Say whether a name is an agency's and nothing else."""
    return fold(name) in _agency_table(Held(knowledge))


def without_outlet(title: str, outlet: str | None, knowledge: Knowledge, sites: Iterable[str] = ()) -> str:
    """A headline without the medium's name behind it ("… | Outlet", "… - World - Outlet"), or one of `sites`."""
    names = _name_table(Held(knowledge))
    stripped = False
    own = {squeeze(site) for site in sites}
    whole = next((cut for cut in _SUFFIX.finditer(title) if squeeze(title[cut.end() :]) in own), None)
    if whole is not None and whole.start():
        title, stripped = title[: whole.start()].rstrip(), True
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
    return _by_copyright_inside(labels, names)


def _by_copyright_inside(labels: Sequence[Label], names: Mapping[str, str]) -> str | None:
    """A known medium's copyright in a page that was saved as one long line, near its end."""
    last = next((label.unit.plain for label in reversed(labels) if label.kind == "body"), "")
    for found in _COPYRIGHT.finditer(last, max(0, len(last) - _TAIL)):
        known = _YEAR.search(found.group()) and _known_name(found.group("name").strip(" -–"), names)
        if known:
            return known
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
