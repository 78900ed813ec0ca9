"""Time expressions: found by the rules of times.yaml, read into one line, resolved against the day of the page.

The grammar of a language stands in its times.yaml; nothing here knows a language. `find` gives readings, `resolve` the
days that they mean; the one-line form in `TimeMention.expression` is written and read by `write` and `read`.
"""

from __future__ import annotations

from recoupe.languages.timex.anchoring import resolve, resolve_over
from recoupe.languages.timex.expression import Expression, read, timex_type, write
from recoupe.languages.timex.finding import Found, find
from recoupe.languages.timex.grammar import Grammar, TimeRule, TimesFile, load
from recoupe.languages.timex.periods import Period

__all__ = [
    "Expression",
    "Found",
    "Grammar",
    "Period",
    "TimeRule",
    "TimesFile",
    "find",
    "load",
    "read",
    "resolve",
    "resolve_over",
    "timex_type",
    "write",
]
