"""Language models: loaded once, with the tokenizer taught to cut glued sentences."""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex

from recoupe.errors import ResourceError
from recoupe.languages.pack import LanguagePack

# "islamique.Au lendemain", "pays.«Les Russes»": a stop without a space before a capital or an opening mark.
GLUED_STOPS = (
    r"(?<=[a-zà-öø-ÿœ0-9\"»”)\]%])[.!?…](?=[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ'’ ]|[\"«“])",
    r"(?<=[.!?…])[\"«»“”](?=[A-ZÀ-ÖØ-Þa-z])",
    r"(?<=[a-zà-öø-ÿœ])[»”\"](?=[a-zà-öø-ÿœ,.;])",
    r"(?<=[cdjlmnstuCDJLMNSTU]['’])[\"«“](?=\w)",
)

GLUED_START = r"\.(?=[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ'’ ])"  # "».Pour": the stop left over once the mark is cut off


@cache
def load_model(pack: LanguagePack) -> Language:
    """The spaCy pipeline of a language, ready to parse; ResourceError with the mending command if it is missing."""
    try:
        model = spacy.load(pack.model)
    except OSError as problem:
        command = f"pip install {pack.model.replace('_', '-')}"
        raise ResourceError(f"the language model {pack.model} is missing", where=pack.code, mend=command) from problem
    tokenizer: Any = model.tokenizer
    infixes = [*(model.Defaults.infixes or ()), *GLUED_STOPS]
    prefixes = [*(model.Defaults.prefixes or ()), GLUED_START]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    return model
