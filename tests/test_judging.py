"""What a person decides about a page's date counts, stays, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import recoupe
from recoupe import dossier as dossiers
from recoupe.dossier import Reviewer
from recoupe.errors import InputError, NotFoundError

pytestmark = pytest.mark.model


def dated(view: recoupe.dossier.Dossier, page: str) -> tuple[date | None, date | None]:
    """The first and the last day on which a page may have been published."""
    found = next(r.article.published for r in view.view.readings() if r.article.page.endswith(page))
    return (found.earliest, found.latest) if found else (None, None)


def test_a_judged_date_decides_stays_and_can_be_taken_back(heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    with recoupe.build([heap], to=target) as built:
        before = dated(built, "b.txt")
        assert before != (date(2015, 3, 10), date(2015, 3, 10))
        day = (date(2015, 3, 10), date(2015, 3, 10))
        judgement = dossiers.set_date(built.view, "b.txt", day, Reviewer(by="Ada", because="the print edition"))
    with dossiers.judge(target, judgement) as judged:
        assert dated(judged, "b.txt") == day
        told = " ".join(f"{fact.value} {fact.why}" for fact in judged.why(article_of(judged, "b.txt")).facts)
        assert "Ada" in told
        assert "the print edition" in told
        refused = [e for e in judged.view.events() if e.type == "REJECT"]
        assert any(e.date and e.date.earliest == date(2015, 3, 9) for e in refused)
    with recoupe.build([heap], to=target) as rebuilt:
        assert dated(rebuilt, "b.txt") == day
        assert [state for _, state in dossiers.told(rebuilt.view)] == ["counts"]
        back = dossiers.withdraw(rebuilt.view, judgement.id[:8], Reviewer(by="Bo"))
    with dossiers.judge(target, back) as undone:
        assert dated(undone, "b.txt") == before
        assert [state for _, state in dossiers.told(undone.view)] == ["taken back", "withdrawal"]


def article_of(opened: recoupe.dossier.Dossier, page: str) -> str:
    """The id of a page's article."""
    return next(r.article.id for r in opened.view.readings() if r.article.page.endswith(page))


def test_a_judgement_whose_page_is_gone_is_told(heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    with recoupe.build([heap], to=target) as built:
        day = (date(2015, 3, 10), date(2015, 3, 12))
        judgement = dossiers.set_date(built.view, "b.txt", day, Reviewer(by="Ada"))
        with pytest.raises(NotFoundError, match="could be any of"):
            dossiers.set_date(built.view, ".txt", day)
        with pytest.raises(NotFoundError, match="no page"):
            dossiers.set_date(built.view, "z.html", day)
        with pytest.raises(InputError, match="after"):
            dossiers.set_date(built.view, "b.txt", (day[1], day[0]))
    dossiers.judge(target, judgement).close()
    with recoupe.build([heap / "a.txt"], to=target) as fewer:
        assert [state.split(":")[0] for _, state in dossiers.told(fewer.view)] == ["no longer applies"]
    with recoupe.build([heap], to=target) as again:
        assert dated(again, "b.txt") == day


OWN = """
actors:
  - name: Ligue du rail
    kind: organisation
    country: ITA
    names: {fr: [Liguards]}
"""


def named(opened: recoupe.dossier.Dossier) -> dict[str, str | None]:
    """The actors' names and countries."""
    return {actor.name: actor.country for actor in opened.view.actors()}


def test_own_actors_are_read_kept_and_outlive_the_file(heap: Path, tmp_path: Path) -> None:
    text = "Grève à Rome\n\nLes Liguards ont bloqué mardi la gare de Rome, selon la police.\n"
    (heap / "d.txt").write_text(text, "utf-8")
    own, target = tmp_path / "mine.yaml", tmp_path / "x.recoupe"
    own.write_text(OWN, "utf-8")
    with recoupe.build([heap], to=target, actors=own) as built:
        assert named(built)["Ligue du rail"] == "ITA"
        judgement = dossiers.make_judgement("rename-actor", "Ligue du rail", {"name": "LdR"}, Reviewer(by="Ada"))
    own.unlink()
    with dossiers.judge(target, judgement) as judged:
        assert named(judged)["LdR"] == "ITA"
        assert "Ligue du rail" not in named(judged)
        assert [state for _, state in dossiers.told(judged.view)] == ["counts"]


def test_a_judgement_on_nobody_says_so(heap: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.recoupe"
    recoupe.build([heap], to=target).close()
    judgement = dossiers.make_judgement("rename-actor", "Nul Inconnu", {"name": "X"}, Reviewer(by="Ada"))
    with dossiers.judge(target, judgement) as judged:
        assert "does not apply" in dossiers.told(judged.view)[0][1]
        assert any(refusal.page == f"judgement {judgement.id}" for refusal in judged.view.refusals())
