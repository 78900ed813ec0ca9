"""Which language an article is written in, and whether a pack reads it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from recoupe.languages.pack import LanguagePack
from recoupe.stages.article.labelling.cues import function_words_of

_SAMPLE = 6000  # characters that are looked at; py3langid is sure of French and English from about 40 on
_SHORT = 160  # characters below which the identifier errs (1.6 % at 40-100 characters, 8-15 % below 40)
_SHARE = 0.25  # function words per word from which a short text is taken to be in a pack's language
_WORD = re.compile(r"[^\W\d_]+")


def guess_language(text: str, packs: Mapping[str, LanguagePack]) -> tuple[str, bool]:
    """Name the language of a text (ISO 639-1) and say whether one of the packs reads it.

    All the languages that py3langid knows stand for choice, so that a page in another language is not
    pressed into one of ours; a short text goes by its function words where the identifier finds no language of ours.
    """
    sample = text[:_SAMPLE]
    code = str(_identifier().classify(sample)[0])
    if code in packs:
        return code, True
    words = [word.lower() for word in _WORD.findall(sample)]
    if words and len(sample) < _SHORT:
        found = {key: sum(word in function_words_of(pack) for word in words) for key, pack in packs.items()}
        best = max(sorted(found), key=lambda key: found[key], default=code)
        if found.get(best, 0) >= _SHARE * len(words):
            return best, True
    return code, False


@cache
def _identifier() -> LanguageIdentifier:
    """An identifier of our own: the module's shared one can be restricted by anybody who uses it."""
    return LanguageIdentifier.from_model_file(MODEL_FILE)
