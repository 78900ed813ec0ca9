"""Pages without a date: what their text gives away, alone and beside other pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import capture
from recoupe.languages.en import PACK as EN
from recoupe.languages.fr import PACK as FR
from recoupe.records.actors import ActorMention, Role
from recoupe.records.copies import Copy
from recoupe.records.ids import make_id
from recoupe.records.pages import Article, Block
from recoupe.records.readings import Mentions, Reading
from recoupe.records.spans import Span
from recoupe.records.times import Dating
from recoupe.resources.knowledge import Knowledge, KnownActor
from recoupe.stages.dating import date_article, date_dossier
from recoupe.stages.mentions.times import find_times

PACKS = {"fr": FR, "en": EN}
MINISTER = KnownActor(
    ref="p.jeanne-moreau",
    kind="person",
    names={"any": ("Jeanne Moreau",)},
    country="BEL",
    roles=(Role(title="foreign-minister", country="BEL", start=date(2017, 2, 1), end=date(2017, 9, 30)),),
)
ENVOY = KnownActor(ref="p.paul-klein", kind="person", names={"any": ("Paul Klein",)}, country="DEU")
OFFICE = "La ministre belge des Affaires étrangères Jeanne Moreau"
KNOWN = Knowledge(countries=(), actors=(MINISTER, ENVOY), agencies=(), outlets=(), places=())


def undated(*paragraphs: str, language: str = "fr") -> Article:
    """An article without headline and date."""
    blocks: list[Block] = []
    at = 0
    for words in paragraphs:
        blocks.append(Block(start=at, end=at + len(words), kind="body", rule="test"))
        at += len(words) + 1
    text = "\n".join(paragraphs)
    return Article(
        id=make_id("a", text),
        capture="k1",
        page="pages/one.txt",
        sha256="x",
        text=text,
        own_text=False,
        language=language,
        title=None,
        outlet=None,
        blocks=tuple(blocks),
    )


def alone(*paragraphs: str, language: str = "fr") -> Dating | None:
    article = undated(*paragraphs, language=language)
    return date_article(article, capture(article.text), PACKS, KNOWN).published


class TestAlone:
    def test_weekday_and_term_give_a_set_of_days(self) -> None:
        found = alone("La ministre belge des Affaires étrangères Jeanne Moreau a téléphoné samedi à Paul Klein.")
        assert found is not None
        assert found.candidates
        assert all(day.isoweekday() == 6 for day in found.candidates)
        assert found.earliest == date(2017, 2, 4)
        assert found.latest == date(2017, 9, 30)
        assert any("2017-02-01" in evidence.why for evidence in found.evidence)

    def test_series_of_recent_days_fixes_the_weekday(self) -> None:
        found = alone(
            "La ministre belge des Affaires étrangères Jeanne Moreau a téléphoné samedi à Paul Klein.",
            "Le 18 mai, l'aviation avait frappé un convoi. Le 6 juin dernier, elle a frappé un pont.",
            "Le 8 juin, elle a frappé un dépôt.",
        )
        assert found is not None
        assert found.day == date(2017, 6, 10)
        assert found.basis == "inferred"

    def test_a_single_recent_day_fixes_nothing(self) -> None:
        found = alone(
            "La ministre belge des Affaires étrangères Jeanne Moreau a téléphoné samedi à Paul Klein.",
            "Le 8 juin, l'aviation a frappé un dépôt.",
        )
        assert found is not None
        assert found.day is None
        assert date(2017, 6, 10) in found.candidates

    @pytest.mark.parametrize(
        "words", ["L'ancienne ministre des Affaires étrangères", "L'ex-ministre des Affaires étrangères"]
    )
    def test_a_former_office_bounds_nothing(self, words: str) -> None:
        assert alone(f"{words} Jeanne Moreau a téléphoné samedi à Paul Klein.") is None

    def test_without_an_upper_bound_there_is_no_date(self) -> None:
        assert alone("L'État islamique a revendiqué samedi un attentat.") is None

    def test_without_clues_there_is_no_date(self) -> None:
        assert alone("Le maire a démissionné samedi.") is None

    def test_resolutions_are_bounds_and_no_years(self) -> None:
        found = alone(f"{OFFICE} a rappelé lundi la résolution 2371 du Conseil de sécurité.")
        assert found is not None
        assert found.earliest == date(2017, 8, 7), "resolution 2371 was adopted on 5 August 2017"

    def test_full_dates_told_as_past_and_to_come_are_bounds(self) -> None:
        found = alone("Le traité a été signé le 3 mars 2015. Le sommet aura lieu le 20 mars 2015.")
        assert found is not None
        assert (found.earliest, found.latest) == (date(2015, 3, 3), date(2015, 3, 20))

    def test_contradictions_give_no_date(self) -> None:
        assert alone(f"Le traité a été signé le 3 mars 2018. {OFFICE} l'a salué lundi.") is None

    def test_wide_intervals_are_no_date(self) -> None:
        assert alone("Le traité a été signé le 3 mars 2005. Le camp fermera le 20 mars 2015.") is None

    def test_english(self) -> None:
        found = alone("Belgian Foreign Minister Jeanne Moreau called Paul Klein on Saturday.", language="en")
        assert found is not None
        assert all(day.isoweekday() == 6 for day in found.candidates)


class TestSoundness:
    """Clues that look stronger than they are."""

    def days(self, *paragraphs: str) -> set[int]:
        found = alone(*paragraphs)
        assert found is not None
        return {day.isoweekday() for day in found.candidates}

    def test_the_day_of_words_is_the_pages_own(self) -> None:
        assert self.days(f"{OFFICE} a annoncé samedi un accord.") == {6}

    def test_a_page_may_follow_what_happened_by_a_day(self) -> None:
        assert self.days(f"Un convoi a brûlé samedi près du port. {OFFICE} est sur place.") == {6, 7}

    def test_a_morning_leaves_more_room(self) -> None:
        assert self.days(f"Un convoi a brûlé samedi matin près du port. {OFFICE} est sur place.") == {6, 7, 1}

    def test_a_later_sentence_leaves_more_room(self) -> None:
        assert self.days(f"{OFFICE} est sur place. Un convoi a brûlé samedi près du port.") == {6, 7, 1}

    @pytest.mark.parametrize(
        "words",
        [
            "Un convoi a brûlé lundi, a annoncé mardi la police.",
            "Des combats ont lieu depuis samedi près du port.",
            "Le sommet aura lieu samedi près du port.",
        ],
        ids=["two weekdays", "since", "to come"],
    )
    def test_weekdays_that_say_nothing(self, words: str) -> None:
        found = alone(f"{words} {OFFICE} est sur place.")
        assert found is not None
        assert (found.earliest, found.latest, found.candidates) == (date(2017, 2, 1), date(2017, 9, 30), ())

    def test_a_name_in_a_sentence_that_looks_back_is_no_upper_bound(self) -> None:
        filler = "Les travaux du port avancent et personne ne sait quand ils vont finir. " * 20
        assert alone(f"{filler}En 2017, {OFFICE} était venue.") is None

    def test_a_name_in_the_lead_is_a_bound_on_both_sides(self) -> None:
        found = alone(f"{OFFICE} est sur place.")
        assert found is not None
        assert (found.earliest, found.latest) == (date(2017, 2, 1), date(2017, 9, 30))

    def test_two_recent_days_are_no_series(self) -> None:
        found = alone(
            f"{OFFICE} a téléphoné samedi à Paul Klein.",
            "Le 6 juin dernier, l'aviation a frappé un pont. Le 8 juin, elle a frappé un dépôt.",
        )
        assert found is not None
        assert found.day is None
        assert date(2017, 6, 17) in found.candidates


class TestMoreClues:
    def test_a_dateline_without_its_year(self) -> None:
        body = f"{OFFICE} est sur place."
        text = f"Titre\nmardi 13 juin\n{body}"
        blocks = (
            Block(start=0, end=5, kind="title", rule="test"),
            Block(start=6, end=19, kind="dateline", rule="test"),
            Block(start=20, end=len(text), kind="body", rule="test"),
        )
        page = replace(undated(text), blocks=blocks, title="Titre")
        found = date_article(page, capture(text), PACKS, KNOWN).published
        assert found is not None
        assert found.day == date(2017, 6, 13)
        assert any(text[item.start : item.end] == "mardi 13 juin" for item in found.evidence)

    @pytest.mark.parametrize(
        ("words", "first", "last"),
        [
            ("Le port ferme en cette fin d'année 2015.", "2015-10-15", "2016-01-10"),
            ("L'année 2015 qui s'achève a été rude.", "2015-10-15", "2016-01-10"),
            ("L'année 2015 qui commence sera rude.", "2014-12-15", "2015-03-31"),
        ],
    )
    def test_words_that_tell_the_part_of_the_year(self, words: str, first: str, last: str) -> None:
        found = alone(words)
        assert found is not None
        assert (found.earliest, found.latest) == (date.fromisoformat(first), date.fromisoformat(last))

    def test_weekday_and_number_without_the_month(self) -> None:
        found = alone(f"{OFFICE} a été reçue mardi 13 à la présidence.")
        assert found is not None
        assert (found.earliest, found.latest) == (date(2017, 6, 13), date(2017, 7, 3)), (
            "the only Tuesday 13th of her term"
        )

    def test_the_end_set_by_a_fetch_is_told(self) -> None:
        page = undated("Le traité a été signé le 3 mars 2015.")
        found = date_article(page, replace(capture(page.text), fetched="2015-04-01T08:00:00Z"), PACKS, KNOWN).published
        assert found is not None
        assert (found.earliest, found.latest) == (date(2015, 3, 3), date(2015, 4, 1))
        assert found.evidence[-1].why == "the page was fetched on 2015-04-01"


def reading(article: Article, **actors: str) -> Reading:
    """A reading with the times of the article and actors named by words."""
    named = tuple(
        ActorMention(
            id=make_id("n", article.id, name, at),
            article=article.id,
            start=at,
            end=at + len(name),
            text=name,
            kind="person",
            form="name",
            refs=(ref.replace("_", "."),),
            name=name,
            rule="test",
        )
        for ref, name in actors.items()
        for at in [article.text.find(name)]
        if at >= 0
    )
    times = find_times(article, (), PACKS[article.language])
    return Reading(article=article, mentions=Mentions(actors=named, times=times), statements=(), events=())


PEOPLE = {"p_moreau": "Moreau", "p_klein": "Klein"}


class TestSeries:
    def pages(self) -> tuple[Reading, Reading]:
        second = undated(
            f"{OFFICE} et Paul Klein ont discuté mercredi au téléphone, pour la deuxième fois en quelques jours."
        )
        third = undated(
            "Mardi, lors d'une troisième conversation en une semaine avec Paul Klein, Mme Moreau a haussé le ton."
        )
        known = date_article(second, capture(second.text), PACKS, KNOWN)
        day = Dating(earliest=date(2017, 6, 14), latest=date(2017, 6, 14), basis="explicit")
        return reading(known, **PEOPLE), reading(replace(third, published=day), **PEOPLE)

    def test_the_third_call_dates_the_second(self) -> None:
        first, other = date_dossier(self.pages(), [], KNOWN)
        found = first.article.published
        assert found is not None
        assert found.day == date(2017, 6, 7)
        assert found.basis == "other-article"
        assert found.evidence[0].article == other.article.id

    def test_order_of_the_pages_does_not_matter(self) -> None:
        forward = date_dossier(self.pages(), [], KNOWN)
        backward = date_dossier(self.pages()[::-1], [], KNOWN)
        assert forward == backward[::-1]

    def test_other_people_count_another_series(self) -> None:
        second, third = self.pages()
        stranger = reading(third.article, p_stranger="Klein")
        assert date_dossier([second, stranger], [], KNOWN)[0].article.published == second.article.published

    def test_a_stated_date_is_never_changed(self) -> None:
        second, third = self.pages()
        stated = Dating(earliest=date(2017, 7, 5), latest=date(2017, 7, 5), basis="explicit")
        fixed = replace(second, article=replace(second.article, published=stated))
        assert date_dossier([fixed, third], [], KNOWN)[0].article.published == stated


class TestCopies:
    def shared(self, mine: Reading, theirs: Reading, words: str, **given: bool) -> Copy:
        ordered = sorted((mine, theirs), key=lambda item: item.article.id)
        spans = tuple(
            (Span(start=at, end=at + len(words)),) for item in ordered for at in [item.article.text.index(words)]
        )
        ids = ordered[0].article.id, ordered[1].article.id
        length = len(words.split())
        return Copy(
            id="c1",
            articles=ids,
            spans=(spans[0], spans[1]),
            words=length,
            longest_run=length,
            inside_quotation=given.get("inside_quotation", False),
        )

    def test_the_same_words_of_the_same_weekday_are_of_the_same_day(self) -> None:
        words = "a téléphoné samedi à Paul Klein pour lui parler du sort des otages et de la frontière du nord"
        first = undated(f"{OFFICE} {words}.")
        mine = reading(date_article(first, capture(first.text), PACKS, KNOWN))
        day = Dating(earliest=date(2017, 6, 11), latest=date(2017, 6, 11), basis="explicit")
        theirs = reading(replace(undated(f"Mme Moreau {words}. L'entretien a duré une heure."), published=day))
        found = date_dossier([mine, theirs], [self.shared(mine, theirs, words)], KNOWN)[0].article.published
        assert found is not None
        assert found.day == date(2017, 6, 10)
        assert found.basis == "other-article"

    def test_happenings_that_both_call_recent_bring_the_pages_together(self) -> None:
        words = "le ministre voisin a proposé aux deux armées de mener des patrouilles communes sur la frontière"
        first = undated(f"{OFFICE} a réagi samedi.", f"Récemment, {words}.")
        mine = reading(date_article(first, capture(first.text), PACKS, KNOWN))
        day = Dating(earliest=date(2017, 4, 3), latest=date(2017, 4, 3), basis="explicit")
        theirs = reading(replace(undated(f"Récemment, {words}."), published=day))
        found = date_dossier([mine, theirs], [self.shared(mine, theirs, words)], KNOWN)[0].article.published
        assert found is not None
        assert found.latest is not None
        assert found.latest <= date(2017, 6, 2)
        assert mine.article.published is not None
        assert set(found.candidates) < set(mine.article.published.candidates)

    def test_a_weekday_outside_the_shared_words_says_nothing(self) -> None:
        words = "a téléphoné à Paul Klein pour lui parler du sort des otages et de la frontière du nord"
        first = undated(f"{OFFICE} {words}. Elle a parlé samedi à la radio de la paix.")
        mine = reading(date_article(first, capture(first.text), PACKS, KNOWN))
        day = Dating(earliest=date(2017, 6, 11), latest=date(2017, 6, 11), basis="explicit")
        theirs = reading(replace(undated(f"Mme Moreau {words}. Samedi, elle est partie."), published=day))
        found = date_dossier([mine, theirs], [self.shared(mine, theirs, words)], KNOWN)[0].article.published
        assert found == mine.article.published

    def test_what_contradicts_the_page_is_left_out(self) -> None:
        words = "a téléphoné samedi à Paul Klein pour lui parler du sort des otages et de la frontière du nord"
        first = undated(f"{OFFICE} {words}.")
        mine = reading(date_article(first, capture(first.text), PACKS, KNOWN))
        day = Dating(earliest=date(2019, 6, 9), latest=date(2019, 6, 9), basis="explicit")
        theirs = reading(replace(undated(f"Mme Moreau {words}. L'entretien a duré une heure."), published=day))
        found = date_dossier([mine, theirs], [self.shared(mine, theirs, words)], KNOWN)[0].article.published
        assert found == mine.article.published, "2019 is outside the minister's term"


class TestNumbers:
    def page(self, number: int, day: str | None, words: str) -> Reading:
        article = replace(undated(words), url=f"https://example.org/article/{number}/titre")
        stated = (
            Dating(earliest=date.fromisoformat(day), latest=date.fromisoformat(day), basis="explicit") if day else None
        )
        return reading(replace(article, published=stated))

    def test_a_page_lies_between_its_neighbours(self) -> None:
        pages = [
            self.page(942764, "2015-09-05", "Le premier texte."),
            self.page(943422, None, "Le ministre a téléphoné mercredi."),
            self.page(943900, "2015-09-11", "Le dernier texte."),
        ]
        found = date_dossier(pages, [], KNOWN)[1].article.published
        assert found is not None
        assert found.day == date(2015, 9, 9)
        assert found.basis == "other-article"

    def test_numbers_out_of_order_say_nothing(self) -> None:
        pages = [
            self.page(942764, "2015-09-11", "Le premier texte."),
            self.page(943422, None, "Le ministre a téléphoné mercredi."),
            self.page(943900, "2015-09-05", "Le dernier texte."),
        ]
        assert date_dossier(pages, [], KNOWN)[1].article.published is None
