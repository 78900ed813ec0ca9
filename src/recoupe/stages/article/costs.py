"""Pages that are made to cost time: told before they are parsed.

A page of 252 saved ones has 870 tags (the median; the most was 10,300). Parsers and trafilatura take the square of the
number of attributes in one element, and of neighbours of one kind, so both are bounded here.
"""

from __future__ import annotations

import re

from recoupe.records.pages import Capture
from recoupe.settings import Limits

_CROWDED = 40_000  # tags from which trafilatura's patterns take seconds, its time growing with their square
_LARGE = 200_000  # characters of markup below which no number of attributes takes a second
_ATTRIBUTES = 5_000  # of one element
_ATTRIBUTE = r"""[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?"""
_ELEMENT = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:[\s/]++(?:{_ATTRIBUTE})?)*+")  # possessive: read once, never tried again
_BETWEEN = re.compile(r"[\s/]++")


def too_costly(capture: Capture, limits: Limits = Limits()) -> str | None:  # noqa: B008 - frozen
    """Why a page is not read at all: more text, tags or attributes than a page of news can have; None for others."""
    text = capture.text
    if capture.media_type != "html":
        most = limits.page_characters
        return f"a text of {len(text)} characters (limit page_characters: {most})" if len(text) > most else None
    if text.count("<") > limits.page_tags:
        return f"a page with more than {limits.page_tags} tags (limit page_tags)"
    if len(text) > _LARGE and any(map(_overgrown, _ELEMENT.finditer(text))):
        return f"a page with more than {_ATTRIBUTES} attributes in one element"
    return None


def is_crowded(markup: str) -> bool:
    """Say whether a page has too many tags for trafilatura; its visible lines are read instead."""
    return markup.count("<") > _CROWDED


def _overgrown(element: re.Match[str]) -> bool:
    words = element.group()
    return len(words) > 2 * _ATTRIBUTES and len(_BETWEEN.findall(words)) > _ATTRIBUTES
