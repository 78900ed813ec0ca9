"""Judgements: made by a person, kept for ever; the latest on a matter counts, and it can be taken back."""

from __future__ import annotations

import getpass
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from recoupe.errors import InputError, NotFoundError
from recoupe.records.ids import make_id
from recoupe.records.judgements import Judgement, JudgementKind, not_withdrawn
from recoupe.store.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who judges, and why."""

    by: str = ""
    because: str = ""


def make_judgement(kind: JudgementKind, target: str, value: dict[str, object], reviewer: Reviewer) -> Judgement:
    """A judgement of this moment; without a name it carries the name of the person who is logged in."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    by = reviewer.by or getpass.getuser()
    told = json.dumps(value, ensure_ascii=False, sort_keys=True)
    key = make_id("j", kind, target, told, by, at)
    return Judgement(id=key, kind=kind, target=target, value=told, by=by, at=at, because=reviewer.because)


def set_date(view: View, page: str, days: tuple[date, date], reviewer: Reviewer = Reviewer()) -> Judgement:
    """The judgement that a page was published in these days (the first and the last, both included).

    `page` is its label as `recoupe show` prints it, the end of the label, or the first letters of the article's id.
    Raises `NotFoundError` when no page, or more than one, answers to it; `InputError` when the days are the wrong
    way round.
    """
    earliest, latest = days
    if earliest > latest:
        raise InputError(f"{earliest} is after {latest}", mend="give the earlier day first")
    value: dict[str, object] = {"earliest": earliest.isoformat(), "latest": latest.isoformat()}
    return make_judgement("set-date", _page_id(view, page), value, reviewer)


def page_hash(view: View, page: str) -> str:
    """The SHA-256 of a page's bytes, by what `set_date` takes for a page; raises `NotFoundError` as it does."""
    return view.hash_of(_page_id(view, page))


def withdraw(view: View, key: str, reviewer: Reviewer = Reviewer()) -> Judgement:
    """The judgement that takes another one back; raises `NotFoundError` unless exactly one answers to the id."""
    found = [judgement for judgement in view.judgements() if key and judgement.id.startswith(key)]
    if len(found) != 1:
        raise NotFoundError(
            f"{len(found)} judgements are called {key!r}", mend="take an id from `recoupe judgements DOSSIER`"
        )
    return make_judgement("withdraw", found[0].id, {}, reviewer)


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that count, the oldest first: not taken back, and for a page's date only the latest."""
    left = not_withdrawn(judgements)
    last = {judgement.target: judgement for judgement in left if judgement.kind == "set-date"}
    return tuple(j for j in left if j.kind != "set-date" or last[j.target] is j)


def told(view: View) -> tuple[tuple[Judgement, str], ...]:
    """Every judgement, the oldest first, and its state: it counts, was superseded or taken back, or applies no more."""
    given = view.judgements()
    counting = {judgement.id for judgement in standing(given)}
    withdrawn = {judgement.target for judgement in given if judgement.kind == "withdraw"}
    held = view.page_labels()
    misfits = {refusal.page: refusal.reason for refusal in view.refusals()}

    def state(judgement: Judgement) -> str:
        if judgement.kind == "withdraw":
            return "withdrawal"
        if judgement.id not in counting:
            return "taken back" if judgement.id in withdrawn else "superseded"
        gone = judgement.kind == "set-date" and judgement.target not in held
        if gone:
            return "no longer applies: the page is not in the dossier"
        return misfits.get(f"judgement {judgement.id}", "counts")

    return tuple((judgement, state(judgement)) for judgement in given)


def _page_id(view: View, page: str) -> str:
    pages, articles = view.page_labels(), view.pages_of_articles()
    exact = [key for key, label in pages.items() if label == page]
    ends = [key for key, label in pages.items() if page and label.endswith(page)]
    ids = [held for key, held in articles.items() if len(page) > 2 and key.startswith(page)]
    found = exact or sorted({*ends, *ids})
    if len(found) == 1:
        return found[0]
    told = ", ".join(sorted(pages[key] for key in found)[:8])
    raise NotFoundError(
        f"{page!r} could be any of: {told}" if found else f"no page is called {page!r}",
        mend="give the label as `recoupe show DOSSIER --articles` prints it",
    )
