"""Finds the time expressions of a text: leftmost first, the longest rule wins, what a refusing rule takes is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice, takewhile

from recoupe.languages.timex.direction import foreseen, intended, look
from recoupe.languages.timex.expression import Expression
from recoupe.languages.timex.grammar import Bound, Grammar, Matcher, TimeRule
from recoupe.languages.timex.pattern import DIGIT, WORD

MOST = 1_000  # times read in one paragraph; beyond that it is no news, and each of them costs its clause
SENTENCE_END = re.compile(r"[.!?…]\s|\n")
AROUND = 48  # characters of context that a guard may look at
BEFORE_NUMBER = re.compile(r"(?:[\d_][.,/:’']?|n[°º]\s?|№\s?|#|[$€£])$|[A-Za-z]-$")
FULL = re.compile(r"\d\D+(?:19|20)\d\d$")  # flattened pages glue words to a date: "News28 October 2020"
AFTERNOON = re.compile(r"p\.?\s?m", re.IGNORECASE)
MORNING = re.compile(r"a\.?\s?m", re.IGNORECASE)
OPEN_KINDS = frozenset({"calendar", "weekday", "night", "season", "range"})
Look = Callable[[int, int], str | None]


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression: where it stands, the rule that found it, its reading, and the find that it counts from."""

    start: int
    end: int
    rule: str
    expression: Expression
    bound: Bound
    told: int | None = None  # index in the list of finds


def find(text: str, grammar: Grammar, looks: Look | None = None) -> list[Found]:
    """Find the time expressions of a text, in its order.

    `looks` says for offsets whether the sentence there looks to the "past" or the "future" (from a parse); where it is
    missing or silent, verb forms around the words tell. Where nothing tells, the direction is "near".
    """
    found = list(islice((hit for hit in scan(text, grammar) if hit.expression.kind), MOST))
    directed = [_directed(text, hit, grammar, looks) for hit in found]
    return _told(text, directed, grammar.file.told_within)


def scan(text: str, grammar: Grammar) -> Iterator[Found]:
    """Match the rules over a text; words taken by a refusing rule come with a reading of no kind."""
    taken = 0
    for word in WORD.finditer(text):
        start = word.start()
        if start < taken:
            continue
        token = word.group()
        matchers = grammar.index.get(DIGIT if token[0].isdigit() else token.lower())
        if not matchers:
            continue
        glued = start > 0 and (text[start - 1].isalnum() or text[start - 1] == "_")
        best = _longest(text, start, matchers)
        if best is None or (glued and not FULL.search(best[1].group())):
            continue
        matcher, match = best
        taken = match.end()
        bound, now = _bound(text, match, matcher.rule, grammar)
        reading = _reading(matcher.rule, match, grammar)
        yield Found(
            start, taken, matcher.rule.id, reading.having(open="now") if now and reading.kind else reading, bound
        )


def _bound(text: str, match: re.Match[str], rule: TimeRule, grammar: Grammar) -> tuple[Bound, bool]:
    """Whether the expression is open on one side, and whether it then reaches up to the day of the page."""
    if rule.bound != "at":
        return rule.bound, False
    start = match.start()
    for regex, opening in grammar.openings:
        if any(hit.end() == start for hit in regex.finditer(text, max(0, start - AROUND), start)):
            return opening.bound, opening.now
        if regex.match(match.group()):
            return opening.bound, opening.now
    return "at", False


def _longest(text: str, start: int, matchers: tuple[Matcher, ...]) -> tuple[Matcher, re.Match[str]] | None:
    best: tuple[int, int, Matcher, re.Match[str]] | None = None
    for matcher in matchers:
        match = matcher.regex.match(text, start)
        if match is None or (best is not None and (-match.end(), matcher.order) >= best[:2]):
            continue
        if _allowed(text, match, matcher):
            best = (-match.end(), matcher.order, matcher, match)
    return (best[2], best[3]) if best else None


def _allowed(text: str, match: re.Match[str], matcher: Matcher) -> bool:
    start, end = match.span()
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    guards = matcher.guards
    if text[start].isdigit() and BEFORE_NUMBER.search(before):
        return False
    return not (
        (guards.before and not guards.before.search(before))
        or (guards.before_not and guards.before_not.search(before))
        or (guards.after and not guards.after.match(after))
        or (guards.after_not and guards.after_not.match(after))
        or (guards.forbid and guards.forbid.search(match.group()))
    )


def _reading(rule: TimeRule, match: re.Match[str], grammar: Grammar) -> Expression:
    if rule.make is None:
        return Expression("")
    fields = {key: str(value) for key, value in rule.make.items() if key != "kind"}
    for group, words in match.groupdict().items():
        if words is not None:
            key, kind, _ = group.split("__")
            fields[key] = meaning(words, kind, grammar)
    if fields.get("sign") == "-":
        fields["n"] = "-" + fields["n"].lstrip("-") if fields.get("n", "X") != "X" else "X"
    fields.pop("sign", None)
    kind = str(rule.make["kind"])
    if kind == "numeric":
        kind, fields = _numeric(fields, grammar.file.numeric_order)
    return Expression.of(kind, fields)


def meaning(words: str, kind: str, grammar: Grammar) -> str:
    """What the words of a class stand for: a vocabulary's entry, an hour, a number."""
    key = " ".join(words.lower().replace("’", "'").replace("ʼ", "'").replace("`", "'").split())
    names = [kind] if kind in grammar.vocabularies else re.findall(r"\{([a-z]+)\}", grammar.file.classes.get(kind, ""))
    for name in names:
        if key in grammar.vocabularies[name]:
            return grammar.vocabularies[name][key]
    if kind.startswith("clock"):
        return _hour(key)
    digits = re.sub(r"\D", "", key)
    if kind == "shortyear" and digits:
        return str(int(digits) + (2000 if int(digits) < 70 else 1900))
    if kind == "shorttens":
        return str(1900 + int(digits))
    return str(int(digits)) if digits else key


def _hour(words: str) -> str:
    numbers = re.findall(r"\d+", words)
    if len(numbers) == 1 and len(numbers[0]) == 4:
        numbers = [numbers[0][:2], numbers[0][2:]]
    hour = int(numbers[0])
    if AFTERNOON.search(words) and hour < 12:
        hour += 12
    elif MORNING.search(words) and hour == 12:
        hour = 0
    return f"{hour:02d}:{int(numbers[1]) if len(numbers) > 1 else 0:02d}"


def _numeric(fields: dict[str, str], order: str) -> tuple[str, dict[str, str]]:
    """Day and month of "09/10/2017": by the language's order, unless only the other order makes a date."""
    first, second = int(fields.pop("a")), int(fields.pop("b"))
    if first > 12 or (order == "dmy" and second <= 12):
        day, month = first, second
    elif second > 12 or order == "mdy":
        day, month = second, first
    elif first == second:
        day, month = first, second
    else:
        return "either", {**fields, "a": str(first), "b": str(second)}
    return "calendar", {**fields, "day": str(day), "month": str(month)}


def _directed(text: str, hit: Found, grammar: Grammar, looks: Look | None) -> Found:
    """The find with the direction of its sentence, where its reading leaves the year or the week open."""
    expression = hit.expression
    if expression.kind not in OPEN_KINDS or expression.get("side") or expression.get("dir"):
        return hit
    if expression.get("year") or (expression.kind == "range" and expression.get("year2")):
        return hit
    if intended(text, hit.start, grammar.file.direction):
        return replace(hit, expression=expression.having(dir="future"))
    if foreseen(text, hit.start, grammar.file.direction):
        bare = expression.kind == "weekday"
        return replace(hit, expression=expression.having(dir="future" if bare else "near"))
    way = (looks(hit.start, hit.end) if looks else None) or look(text, hit.start, hit.end, grammar.file.direction)
    return replace(hit, expression=expression.having(dir=way)) if way else hit


def _told(text: str, found: list[Found], within: int) -> list[Found]:
    """Finds that count from the day told before ("la veille") get that find; without one they stay open."""
    for index, hit in enumerate(found):
        if hit.expression.get("to") != "told":
            continue
        near = takewhile(lambda other: hit.start - found[other].end <= within, range(index - 1, -1, -1))  # noqa: B023
        told = next((other for other in near if tells_a_day(found[other].expression)), None)
        if hit.expression.kind == "clock" and (told is None or SENTENCE_END.search(text, found[told].end, hit.start)):
            told, hit = None, replace(hit, expression=hit.expression.without("to"))  # an hour alone: the page's day
        found[index] = replace(hit, told=told)
    return found


def tells_a_day(expression: Expression) -> bool:
    """Say whether a reading is fit to be the day from which "la veille" counts."""
    if expression.kind in ("weekday", "night"):
        return True
    if expression.kind in ("calendar", "range"):
        return expression.get("day") is not None or expression.get("weekday") is not None
    if expression.kind == "shift":
        backwards = expression.get("to") is not None and (expression.number("n") or 0) < 0
        return expression.get("unit") == "day" and not backwards
    return False
