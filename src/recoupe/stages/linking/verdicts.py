"""Judgements on actors as linking applies them: which of them stand, in which order, and what each asks for."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast, get_args

from recoupe.records.actors import ActorKind
from recoupe.records.judgements import Judgement, not_withdrawn

KINDS = ("add-actor", "merge-actors", "split-actor", "rename-actor")
MOST_NAMES = 200  # names or mentions in one judgement


class MisfitError(ValueError):
    """A judgement that does not apply: what is the matter, and how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.what, self.mend = what, mend


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A judgement's value, read: see `recoupe.records.judgements` for the keys."""

    judgement: Judgement
    name: str = ""
    names: tuple[str, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()  # SHA-256 of the page, words
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    of_country: str | None = None


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements on actors that nobody took back, each once, the oldest first whatever their order."""
    return [one for one in not_withdrawn(judgements) if one.kind in KINDS]


def read_verdict(judgement: Judgement) -> Verdict:
    """The value of a judgement; raises MisfitError where it is not what its kind asks for."""
    try:
        value = json.loads(judgement.value or "{}")
    except ValueError as problem:
        raise MisfitError("its value is not JSON", "take it back and judge again") from problem
    if not isinstance(value, dict):
        raise MisfitError("its value is no JSON object", "take it back and judge again")
    kind = value.get("kind")
    if kind is not None and kind not in get_args(ActorKind):
        raise MisfitError(f"{kind!r} is no kind of actor", f"use one of {', '.join(get_args(ActorKind))}")
    verdict = Verdict(
        judgement=judgement,
        name=_text(value, "name") or "",
        names=_texts(value, "with" if judgement.kind == "merge-actors" else "names"),
        mentions=_mentions(value),
        kind=cast("ActorKind | None", kind),
        country=_text(value, "country"),
        sectors=_texts(value, "sectors"),
        of_country=_text(value, "of_country"),
    )
    _check(verdict)
    return verdict


def _check(verdict: Verdict) -> None:
    """Raise MisfitError where a key is missing without which the judgement says nothing."""
    missing = {
        "merge-actors": not verdict.names and "with",
        "split-actor": (not verdict.name and "name") or (not verdict.mentions and "mentions"),
        "rename-actor": not verdict.name and "name",
        "add-actor": verdict.kind is None and "kind",
    }[verdict.judgement.kind]
    if missing:
        raise MisfitError(f"its value lacks `{missing}`", "take it back and judge again")


def _text(value: dict[str, Any], key: str) -> str | None:
    found = value.get(key)
    if found is None:
        return None
    if not isinstance(found, str) or not found.strip():
        raise MisfitError(f"`{key}` is not a text", "take it back and judge again")
    return " ".join(found.split())


def _texts(value: dict[str, Any], key: str) -> tuple[str, ...]:
    found = value.get(key) or []
    if not isinstance(found, list) or len(found) > MOST_NAMES or not all(isinstance(one, str) for one in found):
        raise MisfitError(f"`{key}` is not a list of texts", "take it back and judge again")
    return tuple(dict.fromkeys(" ".join(one.split()) for one in found if one.strip()))


def _mentions(value: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    found = value.get("mentions") or []
    if not isinstance(found, list) or len(found) > MOST_NAMES:
        raise MisfitError("`mentions` is not a list", "take it back and judge again")
    listed: list[tuple[str, str]] = []
    for one in found:
        if not isinstance(one, dict):
            raise MisfitError("a mention is no object with `page` and `words`", "take it back and judge again")
        page, words = _text(one, "page"), _text(one, "words")
        if page is None or words is None:
            raise MisfitError("a mention lacks `page` or `words`", "take it back and judge again")
        listed.append((page, words))
    return tuple(listed)


def plain(name: str) -> str:
    """A name as judgements compare it: no case, no accents, one kind of apostrophe, single spaces."""
    bare = unicodedata.normalize("NFKD", " ".join(name.replace("’", "'").split()).casefold())
    return "".join(letter for letter in bare if not unicodedata.combining(letter))
