"""Out of what markup and container state: the value that is trusted and that the sources agree on, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from recoupe.stages.article.labelling.units import fold, squeeze

_TITLE_TRUST = {"headline": 1.1, "og": 1.2, "h1": 1.15, "twitter": 0.4, "meta": 0.5, "title": 0.6}
_SPELLING = ("h1", "headline", "og", "meta", "twitter", "title")  # of equals, the page's own heading is spelled best
_LEAST_SHARED = 15  # letters from which a shorter headline is taken for the same as a longer one
_CUT_OFF = re.compile(r"\s*(?:…|\.\.\.)$")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})/?", re.I)
_BEHIND = re.compile(r"\s+(?:[|·•–—-]+)\s+|\s*\|\s*")
_SIGNED = re.compile(r"(?:by|par)\s", re.I)
_TAGLINE = re.compile(r"\s+(?:[|•·–—:-]+)\s+|\s*[|]\s*|\s*:\s+")
_SITE_WORDS = 6
_NO_SECTION = re.compile(
    r"uncategori[sz]ed|non classe|sans categorie|article|articles|news story|default|root|home|accueil"
)
_SECTION_LENGTH, _TAG_LENGTH, _MOST_TAGS = 60, 60, 30
_MOST_MORE = 2  # names that another source may add; more are those of a list of references
_LANGUAGE = re.compile(r"\s*([a-z]{2})(?![a-z])", re.I)


def choose_title(titles: Sequence[tuple[str, str]]) -> str | None:
    """The headline that most of the weighted sources agree on, without the kicker or site's name that one adds."""
    groups: list[list[tuple[str, str]]] = []
    for source, words in titles:
        group = next((held for held in groups if any(_same_headline(words, other) for _, other in held)), None)
        if group is None:
            groups.append([(source, words)])
        else:
            group.append((source, words))
    if not groups:
        return None
    best = max(groups, key=lambda group: sum(_TITLE_TRUST[source] for source in {source for source, _ in group}))
    whole = [item for item in best if not _CUT_OFF.search(item[1])] or best
    own = [item for item in whole if item[0] in _SPELLING[:3]] or whole
    return min(own, key=lambda item: (len(squeeze(item[1])), _SPELLING.index(item[0])))[1]


def _same_headline(one: str, other: str) -> bool:
    a, b = sorted((squeeze(_CUT_OFF.sub("", one)), squeeze(_CUT_OFF.sub("", other))), key=len)
    return bool(a) and (a == b or (len(a) >= _LEAST_SHARED and a in b))


def site_behind(titles: Sequence[tuple[str, str]]) -> str | None:
    """The name that <title> has behind the headline ("Headline | Section - Site"), or the address it closes with."""
    whole = next((words for source, words in titles if source == "title"), "")
    pieces = _BEHIND.split(whole)
    last = pieces[-1].strip()
    if len(pieces) < 2 or not last or len(last.split()) > _SITE_WORDS or _SIGNED.match(last):
        return None
    heads = [squeeze(words) for source, words in titles if source != "title"]
    told = any(head and squeeze(whole) != head and squeeze(whole).startswith(head) for head in heads)
    return last if (told and not last.islower()) or _DOMAIN.fullmatch(last) else None


def clean_sites(names: Iterable[str]) -> Iterator[str]:
    """Names of a medium without signs, handles, addresses of social networks and taglines; bare addresses last."""
    addresses: list[str] = []
    for name in names:
        words = " ".join(name.strip("@©®™ \t").replace("©", " ").split())
        address = _DOMAIN.fullmatch(words)
        if address:
            addresses.append(address.group(1).lower())
        elif words and "://" not in words:
            head = _TAGLINE.split(words)[0].strip()
            if len(words.split()) <= _SITE_WORDS and head != words:
                yield from (words, head)
            elif head and len(head.split()) <= _SITE_WORDS:
                yield head
    yield from addresses


def choose_section(sources: Iterable[Sequence[str]], outlet: str | None) -> str | None:
    """The first section that says something: not "Uncategorized", not the outlet, no address."""
    for fields in sources:
        for field in fields:
            words = " ".join(re.split(r"[,;>|]", field)[0].strip(" /#").split())
            folded = fold(words)
            if not words or len(words) > _SECTION_LENGTH or _NO_SECTION.fullmatch(folded) or "/" in words:
                continue
            if not any(letter.isalpha() for letter in words) or folded == fold(outlet or ""):
                continue
            return words
    return None


def choose_tags(sources: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """The tags of the most trusted source that has any, each once, at most thirty."""
    for fields in sources:
        found: dict[str, str] = {}
        for field in fields:
            for piece in re.split(r"[,;|]", field):
                words = " ".join(piece.strip(" #\"'").split())
                if words and len(words) <= _TAG_LENGTH and ":" not in words.partition(" ")[0]:
                    found.setdefault(fold(words), words)
        if found:
            return tuple(found.values())[:_MOST_TAGS]
    return ()


def choose_authors(sources: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The names of the source that most others agree with (the earliest of equals), with those that a source adds
    which names all of these too.
    """
    keys = [frozenset(squeeze(name) for name in names) for names in sources]
    if not keys:
        return ()
    agreed = [sum(bool(own & other) for other in keys) for own in keys]
    best = max(range(len(keys)), key=lambda place: (agreed[place], -place))
    fuller = [place for place, own in enumerate(keys) if own > keys[best] and len(own) <= len(keys[best]) + _MOST_MORE]
    return tuple(sources[min(fuller, default=best)])


def choose_language(hints: Iterable[str]) -> str | None:
    """The two-letter code of the first hint that has one ("fr-FR", "FR_fr", "en")."""
    for hint in hints:
        found = _LANGUAGE.match(hint)
        if found:
            return found.group(1).lower()
    return None
