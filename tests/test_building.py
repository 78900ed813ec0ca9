"""A dossier is built once: what was read is not read again, a stopped build goes on, judgements stay."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import recoupe
from recoupe import dossier as dossiers
from recoupe import pipeline
from recoupe.dossier import building
from recoupe.errors import InputError
from recoupe.records.pages import Article

pytestmark = pytest.mark.model


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are parsed, as they are; the recipe stands still while the test runs."""
    seen: list[str] = []
    annotate = pipeline.annotate

    def noting(articles: list[Article], packs: pipeline.Packs) -> Iterator[object]:
        seen.extend(article.page for article in articles)
        yield from annotate(articles, packs)

    monkeypatch.setattr(pipeline, "annotate", noting)
    monkeypatch.setattr(building, "made_with", lambda: {"recoupe": "0", "recipe": "r"})
    return seen


def test_what_was_read_is_not_read_again(heap: Path, tmp_path: Path, parsed: list[str]) -> None:
    target = tmp_path / "x.recoupe"
    with recoupe.build([heap], to=target) as first:
        told = first.export()
    assert sorted(parsed) == ["heap/a.txt", "heap/b.txt", "heap/c.txt"]
    with recoupe.build([heap], to=target) as second:
        assert second.export() == told
    with recoupe.build([heap]) as afresh:
        assert afresh.export() == told
    assert len(parsed) == 6


def test_a_stopped_build_goes_on(
    heap: Path, tmp_path: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH", 2)
    target = tmp_path / "x.recoupe"

    def stop(*told: object) -> None:
        if told[0] == "reading":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recoupe.build([heap], to=target, progress=stop)
    assert not target.exists()
    assert len(parsed) == 2
    with recoupe.build([heap], to=target) as whole, recoupe.build([heap]) as afresh:
        assert whole.export() == afresh.export()
    assert len(parsed) == 3 + 3
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_added_pages_make_the_dossier_of_all(heap: Path, tmp_path: Path, parsed: list[str]) -> None:
    target = tmp_path / "x.recoupe"
    recoupe.build([heap / "a.txt", heap / "b.txt"], to=target).close()
    with dossiers.add(target, [heap]) as more, recoupe.build([heap]) as afresh:
        assert [r.article.page for r in more.view.readings()] == [r.article.page for r in afresh.view.readings()]
        assert more.view.events() == afresh.view.events()
        assert sum("same bytes" in refusal.reason for refusal in more.view.refusals()) == 2
    assert len(parsed) == 3 + 3
    with pytest.raises(InputError):
        dossiers.add(target, [tmp_path / "nowhere"])
    with recoupe.open_dossier(target) as kept:
        assert len(kept.view.readings()) == 3
