"""The whole run on pages that nobody wrote for it: no page is lost to a defect, and order changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

import recoupe

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "recoupe" / "resources" / "samples"


@pytest.mark.model
@pytest.mark.shared
@pytest.mark.parametrize("pages", ["seeds", "corpora/wikinews-fr", "corpora/dev/pages"])
def test_no_page_is_lost_to_a_defect(shared: Path, pages: str) -> None:
    with recoupe.build([shared / pages]) as dossier:
        assert not [r for r in dossier.view.refusals() if r.reason.startswith("unforeseen")]
        assert dossier.view.events()


@pytest.fixture(scope="module")
def dossier() -> recoupe.Dossier:
    """The dossier of the sample pages, in memory."""
    return recoupe.build([SAMPLES])


@pytest.mark.model
class TestSamples:
    def test_every_sample_page_is_an_article(self, dossier: recoupe.Dossier) -> None:
        assert not dossier.view.refusals()
        assert len(dossier.view.readings()) == 13

    def test_the_call_that_both_sides_tell_has_two_origins(self, dossier: recoupe.Dossier) -> None:
        told = (event for event in dossier.view.events() if len(event.mentions) >= 2)
        calls = [event for event in told if event.type == "CONSULT" and "phone" in event.modes]
        assert any({"RUS", "TUR"} <= set(call.confirmed_by) and call.independent_origins >= 2 for call in calls)

    def test_a_dispatch_that_two_outlets_print_counts_once(self, dossier: recoupe.Dossier) -> None:
        pages = {r.article.id: r.article.page.rsplit("/", 1)[-1] for r in dossier.view.readings()}
        pairs = {frozenset(pages[key] for key in copy.articles) for copy in dossier.view.copies()}
        assert frozenset({"01-courrier-appel.txt", "02-gazette-appel.txt"}) in pairs
        assert frozenset({"04-herald-shootdown.html", "10-specimen-un.txt"}) not in pairs

    def test_refusals_denials_and_offers_keep_their_status(self, dossier: recoupe.Dossier) -> None:
        found = {(event.type, event.status) for event in dossier.view.events()}
        assert {("REJECT", "refused"), ("AGREE", "proposed"), ("REQUEST", "demanded")} <= found
        assert any(status == "denied" for _, status in found)


@pytest.mark.model
def test_a_page_in_two_languages_is_read_in_both(tmp_path: Path) -> None:
    french = (
        "Le ministre français de l'Agriculture a rejeté mardi la proposition de Londres sur la pêche au bar. « Nous "
        "n'accepterons pas un texte qui ruine nos ports », a déclaré le ministre devant les marins de Brest. Les deux "
        "gouvernements doivent se retrouver lundi, selon son entourage, pour reprendre la discussion sur les quotas."
    )
    english = (
        "The British government said on Wednesday that it would withdraw its proposal on sea bass if French boats left "
        "the bay. “We have waited long enough for an answer,” the British fisheries minister told reporters."
    )
    (tmp_path / "two.txt").write_text(
        f"Pêche : Paris dit non à Londres\n\n{french}\n\n{english}\n\n{french[:180]}\n", "utf-8"
    )
    with recoupe.build([tmp_path]) as opened:
        (reading,) = opened.view.readings()
        assert reading.article.language == "fr"
        assert [block.language for block in reading.article.blocks if block.language] == ["en"]
        rules = {statement.rule.split(".")[0] for statement in reading.statements}
        assert rules == {"fr", "en"}
