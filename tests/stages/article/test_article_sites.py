"""What the pages of one site share is told from what they report."""

from __future__ import annotations

from flat_pages import LEAD, SECOND, THIRD
from media_tables import KNOWLEDGE

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.records.pages import Article, Capture
from recoupe.stages.article import read_article, survey_sites
from recoupe.stages.capture.readers.pages import About, make_capture

PACKS = {"fr": FRENCH, "en": ENGLISH}
NOTICE = "Le Courrier de Brival suit pour vous la vie du port, des routes et des champs depuis plus de cent ans."
STORIES = (
    "Le conseil de Brival a voté mardi le budget de la piscine couverte, a annoncé la mairie dans un communiqué.",
    "La grève des bacs entre les deux rives du Vaur est entrée lundi dans sa troisième semaine, selon le port.",
    "Un incendie a détruit dans la nuit la halle aux grains de Sorges, sans faire de victime, ont dit les pompiers.",
    "Les agriculteurs de la plaine ont manifesté samedi contre le barrage devant la préfecture de la région.",
)


def page(number: int, story: str, host: str) -> Capture:
    head = f"La vie d'ici\nUne lettre à la mer\n{NOTICE}\nLe coin des marins\n"
    text = f"{head}Titre numéro {number} du jour\n{story}\nDes riverains racontent ceci : {story.lower()}\n"
    return make_capture(text.encode(), f"{number}.txt", "text", about=About(url=f"https://www.{host}/{number}"))


def body(found: object) -> str:
    assert isinstance(found, Article)
    return "\n".join(found.text[block.start : block.end] for block in found.blocks if block.kind == "body")


def test_a_line_of_every_page_of_a_site_is_furniture() -> None:
    heap = [page(number, story, "journal.example") for number, story in enumerate(STORIES)]
    shared = survey_sites(heap, PACKS, KNOWLEDGE)
    for capture, story in zip(heap, STORIES, strict=True):
        found = read_article(capture, PACKS, KNOWLEDGE, shared.on(capture.id))
        assert isinstance(found, Article)
        assert story in body(found)
        assert {found.text[b.start : b.end] for b in found.blocks if b.rule == "article.repeat.site"} >= {NOTICE}
    assert survey_sites(heap[::-1], PACKS, KNOWLEDGE).on(heap[0].id) == shared.on(heap[0].id)


def test_pages_of_different_sites_share_nothing() -> None:
    heap = [page(number, story, f"journal{number}.example") for number, story in enumerate(STORIES)]
    shared = survey_sites(heap, PACKS, KNOWLEDGE)
    assert not any(shared.on(capture.id) for capture in heap)
    assert shared.on("nobody") == frozenset()


def test_editions_of_one_article_keep_their_words() -> None:
    text = f"Titre\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}\n"
    heap = [
        make_capture(f"{text}{number}\n".encode(), f"{number}.txt", "text", about=About(url="https://a.example/x"))
        for number in range(5)
    ]
    shared = survey_sites(heap, PACKS, KNOWLEDGE)
    assert LEAD in body(read_article(heap[0], PACKS, KNOWLEDGE, shared.on(heap[0].id)))
