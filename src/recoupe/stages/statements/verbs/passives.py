"""The passive of reporting: "cette information a été annoncée par X", "the claim was denied by X", "il est reproché
par X à Y de …"."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.stages.statements.basis.drafts import Offsets
from recoupe.stages.statements.basis.ground import Ground, Line
from recoupe.stages.statements.basis.lexicon import Lexicon
from recoupe.stages.statements.extents import Bounds, content_end, stretch
from recoupe.stages.statements.verbs.cues import Cue
from recoupe.stages.statements.voices.phrases import Subject
from recoupe.stages.statements.voices.subjects import SubjectReader


@dataclass(frozen=True, slots=True)
class Passive:
    """A passive verb of speech with the one who speaks, and what is said."""

    cue: Cue
    speaker: Subject
    content: list[Offsets]


def read_passive(
    ground: Ground, line: Line, cue: Cue, subjects: SubjectReader, lexicon: Lexicon, bounds: Bounds
) -> Passive | None:
    """What a passive verb of speech reports: only where the text tells by whom."""
    agent = _agent(line, cue, subjects, lexicon)
    if agent is None:
        return None
    opener, speaker = agent
    content = _content(ground, line, cue, opener, speaker, lexicon, bounds)
    return Passive(cue, speaker, content) if content else None


def _agent(line: Line, cue: Cue, subjects: SubjectReader, lexicon: Lexicon) -> tuple[int, Subject] | None:
    """ "par X", "by X" behind the verb: its first token and the phrase."""
    for place in range(cue.end, min(line.last, cue.end + 12)):
        started = line.starts.get(place)
        if line.low[place] in (";", ".", ":") or (started is not None and started.form == "finite"):
            return None
        if line.low[place] in lexicon.small.agents and place + 1 < line.last:
            phrase = subjects.phrase_at(place + 1)
            return (place, phrase) if phrase is not None and subjects.speaks(phrase) else None
    return None


def _content(
    ground: Ground, line: Line, cue: Cue, opener: int, speaker: Subject, lexicon: Lexicon, bounds: Bounds
) -> list[Offsets]:
    phrase = cue.clause.subject
    behind = speaker.reach
    if phrase is None or phrase.start < line.first or phrase.end > cue.start:
        return []
    if behind < line.last and line.low[behind] in lexicon.small.declaratives:
        end = content_end(line, behind + 1, cue.clause, bounds, nominal=False)
        whole = stretch(line, behind + 1, end)
        return [whole] if whole is not None else []
    if _takes_up(line, phrase.start, phrase.end, lexicon):
        return _sentence_before(ground, line)
    whole = stretch(line, phrase.start, phrase.end)
    found = [whole] if whole is not None else []
    if cue.entry.predicates and opener - cue.end > 0:
        rest = stretch(line, cue.end, opener)
        found += [rest] if rest is not None else []
    elif (
        cue.entry.predicates
        and behind < line.last
        and line.low[behind] in {words[0] for words in cue.entry.predicates if words}
    ):
        rest = stretch(line, behind, content_end(line, behind, cue.clause, bounds, nominal=True))
        found += [rest] if rest is not None else []
    return found


def _takes_up(line: Line, start: int, end: int, lexicon: Lexicon) -> bool:
    """ "Cette information": the sentence before is what was said."""
    return line.low[start] in lexicon.small.grammar.taking_up and end - start <= 2


def _sentence_before(ground: Ground, line: Line) -> list[Offsets]:
    if not line.number:
        return []
    before = ground.lines[line.number - 1]
    if line.paragraph - before.paragraph > 1:
        return []
    whole = stretch(before, before.first, before.last)
    return [whole] if whole is not None else []
