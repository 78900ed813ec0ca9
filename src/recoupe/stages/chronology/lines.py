"""The line of an event: who, to whom, in which words of the pages; nothing that no page says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from recoupe.languages.crosscheck import crosscheck_words
from recoupe.records.actors import Actor
from recoupe.records.events import Event, EventMention
from recoupe.records.pages import Article

MOST_NAMES = 3  # names on either side of a line; more are told by "…"
LONGEST = 100  # characters of the page's own words
SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})
CLAUSE_END = re.compile(r"[,;:.!?…()\[\]«»“”\"\n]| [-–—] ")


def summarise(
    event: Event, mentions: Sequence[EventMention], articles: Mapping[str, Article], actors: Mapping[str, Actor]
) -> str:
    """One line: "Sergueï Lavrov → Rex Tillerson : a téléphoné samedi à son homologue américain".

    Names are those of the actors; the words are the fullest mention's own, from the trigger to the end of its clause,
    in the language in which most pages tell the event. Parties of a meeting stand on one side. No mention, no line.
    """
    told = [mention for mention in mentions if mention.article in articles]
    if not told:
        return event.summary
    language = _language(told, articles)
    best = min((m for m in told if articles[m.article].language == language), key=_rank)
    left = _parties(event, actors)
    words = _words(best, articles[best.article].text)
    return f"{left}{crosscheck_words(language).colon}{words}" if left else words


def _language(mentions: Sequence[EventMention], articles: Mapping[str, Article]) -> str:
    counted = Counter(articles[mention.article].language for mention in mentions)
    return min(counted, key=lambda code: (-counted[code], code))


def _rank(mention: EventMention) -> tuple[int, int, str]:
    """The fullest mention first, then the one that stands first on its page."""
    known = (mention.actors, mention.recipients, mention.when, mention.place, mention.figures, mention.modes)
    return -sum(bool(value) for value in known), mention.trigger.start, mention.id


def _parties(event: Event, actors: Mapping[str, Actor]) -> str:
    doers = _names(event.actors, actors)
    others = _names(tuple(key for key in event.recipients if key not in event.actors), actors)
    if event.type in SYMMETRIC and not others:
        return " – ".join(doers)
    return " → ".join(", ".join(side) for side in (doers, others) if side) if doers else ""


def _names(keys: Sequence[str], actors: Mapping[str, Actor]) -> list[str]:
    names = list(dict.fromkeys(actors[key].name for key in keys if key in actors))
    return [*names[:MOST_NAMES], *(["…"] if len(names) > MOST_NAMES else [])]


def _words(mention: EventMention, text: str) -> str:
    """The trigger and the rest of its clause, cut at a mark or, when it is long, at a word."""
    trigger = mention.trigger
    limit = max(trigger.end, min(mention.sentence.end, trigger.start + LONGEST))
    mark = CLAUSE_END.search(text, trigger.end, limit)
    words = " ".join(text[trigger.start : mark.start() if mark else limit].split())
    if mark is None and limit < mention.sentence.end and text[limit : limit + 1].isalnum():
        words = words.rsplit(" ", 1)[0] + "…" if " " in words[len(trigger.text) :] else words + "…"
    return words.strip(" '’")
