"""Who is credited with the words, and which medium the page comes from."""

from __future__ import annotations

import pytest
from media_tables import KNOWLEDGE

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.records.pages import Article
from recoupe.stages.article import read_article
from recoupe.stages.article.outlets import without_outlet
from recoupe.stages.capture.readers.pages import About, make_capture

FILLER = (
    "Les deux délégations se sont quittées tard dans la nuit, et aucune date n'a été fixée pour la suite "
    "des pourparlers."
)
ENGLISH_FILLER = "The two delegations parted late at night and no date was set for the talks to go on, officials said."


def article(text: str) -> Article:
    found = read_article(make_capture(text.encode(), "pages/p.txt", "text"), {"fr": FRENCH, "en": ENGLISH}, KNOWLEDGE)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ("(Belga) Le ministre a quitté la salle avant la fin, sans un mot pour la presse.", ["Belga"]),
        ("BEYROUTH (AFP) - Le ministre a quitté la salle avant la fin, sans un mot.", ["AFP"]),
        ("Le ministre a quitté la salle avant la fin, sans un mot pour la presse. (AFP)", ["AFP"]),
        ("« Nous partons », a déclaré à l'AFP un membre de la délégation avant de quitter la salle.", ["AFP"]),
        ("Selon l'agence Xinhua, le ministre a quitté la salle avant la fin de la séance.", ["Xinhua"]),
        ("Le ministre a quitté la salle, rapporte l'agence officielle Sana, qui cite un témoin.", ["SANA"]),
        ("Le ministre a quitté la salle, a-t-il confié au Monde dans un entretien.", ["Le Monde"]),
        ("Invité de France Inter, le ministre a nié avoir quitté la salle avant la fin.", ["France Inter"]),
        ("Le quotidien espagnol El País écrit que le ministre a quitté la salle.", ["El País"]),
        ("Le journaliste de France 24 a été relâché mardi par la police après deux nuits.", []),
        ("Le directeur du Figaro a été entendu mardi par la police pendant deux heures.", []),
        ("Le siège de l'AFP a été évacué mardi matin après une alerte, comme tout le quartier.", []),
        ("La Coupe du Monde commencera jeudi dans la capitale, où tous les hôtels sont pleins.", []),
        (
            "Le ministre a quitté la salle (avec AFP et Reuters). Mis à jour à 16 heures, heure de Paris.",
            ["AFP", "Reuters"],
        ),
        ("Des coups de feu ont été entendus, a constaté une journaliste de l'AFP sur la place.", ["AFP"]),
        ("Le correspondant de l'AFP a été arrêté mardi devant le palais avec deux passants.", []),
        ("Le ministre avait quitté la salle avant la fin, sans un mot pour la presse (AFP/Archives).", []),
        ("Les agences de l'ONU ont quitté la salle avant la fin, sans un mot pour la presse.", []),
        ("Le ministre lit Le Monde tous les soirs dans le train qui le ramène chez lui.", []),
    ],
)
def test_french_credits(sentence: str, credited: list[str]) -> None:
    found = article(f"Le ministre quitte la salle\n\n{sentence}\n\n{FILLER}\n")
    assert list(found.agencies) == credited
    for credit in found.credits:
        assert found.text[credit.start : credit.end] == credit.text


@pytest.mark.parametrize(
    ("sentence", "credited"),
    [
        ('"We are leaving," a member of the delegation told Reuters before he left the room.', ["Reuters"]),
        ("The minister left the room before the end, the state-run SANA news agency said.", ["SANA"]),
        ("According to the Guardian, the minister left the room before the end of the talks.", ["The Guardian"]),
        ("BEIRUT (Reuters) - The minister left the room before the end without a word.", ["Reuters"]),
        ("The minister left the room, CNN reported, citing a witness in the building.", ["CNN"]),
        ("The minister left the room. (With AP, Reuters and AFP) Last update on Monday.", ["AP", "Reuters", "AFP"]),
        ("Shots were heard in the square late on Monday, an AFP correspondent in the capital said.", ["AFP"]),
        ("A Reuters reporter was detained in front of the palace on Monday with two others.", []),
        ("The minister left the room. The Associated Press contributed to this report, as did others.", ["AP"]),
        ("Two agencies said that the minister had left the room before the end of the talks.", []),
        ("The attack on the CNN offices in the capital left two people hurt on Monday.", []),
        ("The New York Times building was closed on Monday because of the storm over the city.", []),
    ],
)
def test_english_credits(sentence: str, credited: list[str]) -> None:
    assert list(article(f"Minister leaves the room\n\n{sentence}\n\n{ENGLISH_FILLER}\n").agencies) == credited


def test_a_closing_line_credits_agencies_by_name_or_not() -> None:
    assert article(f"Le ministre part\n\n{FILLER}\n\nSource: agences et rédaction\n").agencies == ("agences",)
    assert article(f"Le ministre part\n\n{FILLER}\n\nATS/AFP\n").agencies == ("ATS", "AFP")
    assert article(f"Le ministre part\n\n{FILLER}\n\n(Avec AFP)\n").agencies == ("AFP",)


@pytest.mark.parametrize(
    ("foot", "credited"),
    [
        ("Le ministre, lui, a quitté la salle bien avant la fin, sans un mot pour la presse.—AFP", ("AFP",)),
        ("The minister had left the room long before the end of it. Source Harbour TV and agencies", ("agences",)),
        ("Le ministre avait quitté la salle bien avant la fin. Source : Gazette et agences", ("agences",)),
    ],
)
def test_a_paragraph_closes_on_its_origin(foot: str, credited: tuple[str, ...]) -> None:
    assert article(f"Le ministre part\n\n{FILLER}\n\n{FILLER[4:]}\n\n{foot}\n").agencies == credited


def test_photo_credits_do_not_count() -> None:
    photo = "Photo : AFP / Jean Petit\n© Reuters . Jean PetitLe ministre"
    text = f"Le ministre part\n\n{photo}\n{FILLER}\n\n{FILLER[4:]}\n"
    assert article(text).agencies == ()


def test_the_pages_own_outlet_is_no_credit() -> None:
    text = f"Le ministre part | RTBF\n\n{FILLER}\n\nLe ministre part, a-t-il dit à la RTBF avant de prendre la route.\n"
    found = article(text)
    assert (found.title, found.outlet, found.agencies) == ("Le ministre part", "RTBF", ())


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (f"Le ministre part | La Gazette du Sud\n\n{FILLER}\n", "La Gazette du Sud"),
        (f"Le ministre part - Le Soir\n\n{FILLER}\n", "Le Soir"),
        (f"Le ministre part\n\n{FILLER}\n\n© Copyright 2013 Radio du Lac. Designed by J. Petit\n", "Radio du Lac"),
        (f"Le ministre part\n\n{FILLER} {FILLER[4:]} S'abonner Copyright \ufffd 2018 Le Soir. Contact\n", "Le Soir"),
        (f"Le ministre part\n\n{FILLER}\n\n© 2019 BONDY BLOG TOUS DROITS RESERVES\n", "Bondy Blog"),
        (
            f"Le ministre part\n\nLe port - Sputnik France\n{FILLER}\nLe pont - Sputnik France\n{FILLER[4:]}\n",
            "Sputnik France",
        ),
        (f'Le ministre part\n\n<div class="rtbf-head"> <p class="rtbf-text">\n{FILLER}\n</p>\n', "RTBF"),
        (f'Le ministre part\n\n<div class="time-head"> <p class="time-text">\n{FILLER}\n</p>\n', None),
        (f"Le ministre part\n\n{FILLER}\n", None),
    ],
)
def test_outlets(page: str, outlet: str | None) -> None:
    assert article(page).outlet == outlet


def test_the_address_of_a_page_names_its_outlet() -> None:
    head = "<html><head><title>x</title></head><body><article><h1>Le ministre part</h1>"
    markup = f"{head}<p>{FILLER}</p><p>{FILLER[4:]}</p>"
    for url, outlet in (
        ("https://www.lesoir.be/1/monde", "Le Soir"),
        ("https://fr.sputniknews.com/x", "Sputnik France"),
        ("https://blog.example.org/", None),
        ("http://[broken", None),
    ):
        capture = make_capture(markup.encode(), "pages/p.html", "html", about=About(url=url))
        found = read_article(capture, {"fr": FRENCH, "en": ENGLISH}, KNOWLEDGE)
        assert isinstance(found, Article)
        assert (found.outlet, found.url) == (outlet, url)


def test_a_headline_loses_its_outlet_and_sections_behind_it() -> None:
    for title in ("Accord signé - Region - World - Ahram Online", "Accord signé | Ahram Online", "Accord signé"):
        assert without_outlet(title, None, KNOWLEDGE) == "Accord signé"
    assert without_outlet("Paris - Berlin", None, KNOWLEDGE) == "Paris - Berlin"
