"""Where: whether two places are one, near, or apart, however their names are transcribed."""

from __future__ import annotations

import math
import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from recoupe.records.actors import Place
from recoupe.stages.merging.facts.wording import fold

Closeness = Literal["same", "inside", "near", "unknown", "apart"]
SPOTS = ("point", "city", "area")
NEAR_KM, SAME_KM = 30.0, 8.0
ALIKE = 0.75  # likeness of two names' consonants: Hassajik and Hassadjek, Deir ez-Zor and Deir Ezzor
ARTICLES = re.compile(
    r"\b(al|el|ar|as|ash|at|az|ez|es|the|la|le|les|l|of|de|du|des|d|near|south|north|east|west|area|town|city|village"
    r"|district|province|governorate|region|ville|quartier|zone|pres|sud|nord|est|ouest)\b[- ']*"
)


def closeness(one: Place | None, other: Place | None) -> Closeness:
    """Compare two places: the same spot, one inside the other, near each other, unknown, or apart."""
    if one is None or other is None:
        return "unknown"
    if _alike(one.name, other.name):
        return "same"
    if one.country and other.country and one.country != other.country:
        return "apart"
    if one.precision == "country" or other.precision == "country":
        return "inside" if one.country and one.country == other.country else "unknown"
    if one.precision in SPOTS and other.precision in SPOTS:
        far = _kilometres(one, other)
        if far is None:
            return "apart"
        return "same" if far <= SAME_KM else "near" if far <= NEAR_KM else "apart"
    return "unknown"


def finer(one: Place | None, other: Place | None) -> Place | None:
    """The more precise of two places."""
    order = ("point", "city", "area", "region", "country", "unknown")
    known = [place for place in (one, other) if place is not None]
    return min(known, key=lambda place: (order.index(place.precision), place.lat is None, place.name), default=None)


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> bool:
    a, b = fold(one), fold(other)
    if a == b:
        return True
    a, b = _consonants(a), _consonants(b)
    return min(len(a), len(b)) >= 3 and SequenceMatcher(None, a, b).ratio() >= ALIKE


def _consonants(name: str) -> str:
    letters = re.sub(r"[^a-z]", "", ARTICLES.sub("", name))
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", letters)) or letters


def _kilometres(one: Place, other: Place) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    north = math.radians(one.lat - other.lat)
    east = math.radians(one.lon - other.lon) * math.cos(math.radians((one.lat + other.lat) / 2))
    return 6371.0 * math.hypot(north, east)
