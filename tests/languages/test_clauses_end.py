"""Reading clauses ends, whatever the parse says: random heaps of reporting words, marks and relatives."""

from __future__ import annotations

import random

import pytest

from builders import article
from recoupe.plugins import languages
from recoupe.stages.annotation import annotate

WORDS = {
    "fr": "le ministre selon a dit , » « qui que dont où Paris il lit-on estime ( ) ; – les deux et Jean Morel \n ’",
    "en": "’ He - 😀 said which that who I the ministry ( ” “ Jean Morel : , of was by told in and \n it says",
}


@pytest.mark.model
@pytest.mark.parametrize("code", ["fr", "en"])
def test_reading_clauses_ends_on_any_words(code: str) -> None:
    draw = random.Random(11)
    texts = [" ".join(draw.choices(WORDS[code].split(" "), k=draw.randint(5, 40))) for _ in range(400)]
    heap = [article(f"Titre\n\n{text}", page=f"{number}.txt", language=code) for number, text in enumerate(texts)]
    assert len(list(annotate(heap, languages()))) == len(heap)


@pytest.mark.model
def test_the_words_that_once_never_ended() -> None:
    text = (
        "’ He - 😀 lit-on dans said which which which que I le ministre selon said \n said I il the ministry ” Jean "
        "Morel : which ,"
    )
    assert list(annotate([article(f"Title\n\n{text}", language="en")], languages()))
