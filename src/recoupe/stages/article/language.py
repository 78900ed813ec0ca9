"""Which language an article is written in, which of its paragraphs are in another, and whether a pack reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from recoupe.languages.pack import LanguagePack
from recoupe.records.pages import Block
from recoupe.stages.article.labelling.cues import function_words_of

_SAMPLE = 1500  # characters that are looked at; py3langid is sure of French and English from about 40 on
_SHORT = 160  # characters below which the identifier errs (1.6 % at 40-100 characters, 8-15 % below 40)
_SHARE = 0.25  # function words per word from which a short text is taken to be in a pack's language
_HINTED = 0.12  # the same where markup or container name that language
_WORD = re.compile(r"[^\W\d_]+")
_LINES = 24  # lines that are looked at one by one
_LOOK = 400  # characters of a paragraph that are looked at
_PASSAGE = 60  # characters of a paragraph whose language is told apart
_WORDS = 8  # words in small letters that it must have: names are no language
_KIN = 0.4  # function words per word that a language akin to the article's may share with it ("la", "que", "de")
_OWN = 0.15  # function words per word from which a paragraph is in the article's language
_OTHER = 0.28  # from which it is in another pack's
_SURE = 0.97  # probability from which the identifier is believed about a language without a pack
_LATIN = 0x24F  # the last Latin letter; of languages in other scripts the likeliest will do


def guess_language(text: str, packs: Mapping[str, LanguagePack], hint: str | None = None) -> tuple[str, bool]:
    """Name the language of a text (ISO 639-1) and say whether one of the packs reads it.

    All the languages that py3langid knows stand for choice, so that a page in another language is not
    pressed into one of ours; where it finds no language of ours, a short text goes by its function words. `hint`
    is what markup or container say: the text must bear it out.
    """
    sample = text[:_SAMPLE]
    code = str(_identifier().classify(sample)[0])
    if code in packs:
        return code, True
    words = [word.lower() for word in _WORD.findall(sample)]
    if not words:
        return code, False
    found = {key: sum(word in function_words_of(pack) for word in words) for key, pack in packs.items()}
    best = max(sorted(found), key=lambda key: found[key], default=code)
    if len(sample) < _SHORT and found.get(best, 0) >= _SHARE * len(words):
        return best, True
    if (
        hint is not None
        and hint in packs
        and hint == best
        and found[hint] >= (_HINTED if len(sample) < _SHORT else _SHARE) * len(words)
    ):
        return hint, True
    most = _most_lines(text, packs)
    return (most, True) if most else (code, False)


def _most_lines(text: str, packs: Mapping[str, LanguagePack]) -> str | None:
    """The pack's language that more than half of the long lines' characters are in: one quotation in a script of more
    bytes a letter outweighs the paragraphs around it where all are looked at as one.
    """
    lines = [line for line in text.split("\n") if len(line) >= _PASSAGE][:_LINES]
    sizes: Counter[str] = Counter()
    for line in lines:
        sizes[str(_identifier().classify(line[:_LOOK])[0])] += min(len(line), _LOOK)
    code, size = max(sizes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    return code if code in packs and 2 * size > sum(sizes.values()) else None


def mark_passages(
    text: str, blocks: Sequence[Block], language: str, packs: Mapping[str, LanguagePack]
) -> tuple[str, tuple[Block, ...]]:
    """Mark the paragraphs that are clearly in another language than the article, and name the article's again.

    Only body blocks of at least 60 characters and 8 words in small letters are told apart: by function words that the
    packs do not share, else by py3langid where it is sure. The article's language is the one that most of its
    characters are in, so it may change.
    """
    codes = _others(text, blocks, language, packs)
    sizes: Counter[str] = Counter()
    for place, code in codes.items():
        sizes[code] += blocks[place].end - blocks[place].start
    body = sum(block.end - block.start for block in blocks if block.kind == "body")
    main, size = max(sizes.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if main in packs and size > body - sum(sizes.values()):
        language, codes = main, _others(text, blocks, main, packs)
    return language, tuple(
        replace(block, language=codes[place]) if place in codes else block for place, block in enumerate(blocks)
    )


def _others(text: str, blocks: Sequence[Block], language: str, packs: Mapping[str, LanguagePack]) -> dict[int, str]:
    """The blocks in another language than the one given, by their places."""
    return {place: code for place, block in enumerate(blocks) if (code := _other(text, block, language, packs))}


def _long(block: Block) -> bool:
    return block.kind == "body" and block.end - block.start >= _PASSAGE


def _other(text: str, block: Block, language: str, packs: Mapping[str, LanguagePack]) -> str | None:
    """The language of a block if it is clearly not the article's."""
    if not _long(block):
        return None
    sample = text[block.start : min(block.end, block.start + _LOOK)]
    small = [word for word in _WORD.findall(sample) if not word[0].isupper()]
    if len(small) < _WORDS:
        return None
    own = _share(small, language, packs)
    if own >= _KIN:
        return None
    shares = {code: _share(small, code, packs) for code in sorted(packs) if code != language}
    best = max(shares, key=lambda code: shares[code], default=None)
    if own < _OWN and best is not None and shares[best] >= _OTHER and shares[best] >= 3 * own:
        return best
    code, probability = _identifier().classify(sample)
    foreign = 2 * sum(ord(word[0]) > _LATIN for word in small) > len(small)
    return str(code) if str(code) not in packs and (foreign or float(probability) >= _SURE) else None


def _share(words: Sequence[str], language: str, packs: Mapping[str, LanguagePack]) -> float:
    telling = _telling(packs[language], tuple(pack for code, pack in sorted(packs.items()) if code != language))
    return sum(word in telling for word in words) / len(words)


@cache
def _telling(pack: LanguagePack, others: tuple[LanguagePack, ...]) -> frozenset[str]:
    """The function words of one pack that no other has."""
    return function_words_of(pack).difference(*(function_words_of(other) for other in others))


@cache
def _identifier() -> LanguageIdentifier:
    """An identifier of our own: the module's shared one can be restricted by anybody who uses it.

    It gives probabilities, by which a guess about a passage is believed or not.
    """
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
