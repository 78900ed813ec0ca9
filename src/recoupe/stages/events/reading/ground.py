"""One passage as the coder sees it: words, clauses, and the actors, places and statements at their tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from recoupe.languages.clauses.syntax import APOSTROPHES, syntax_of
from recoupe.languages.pack import LanguagePack
from recoupe.languages.triggers import Lexicon, Row, lexicon_of
from recoupe.records.actors import ActorMention, PlaceMention
from recoupe.records.clauses import Clause, Passage, Phrase
from recoupe.records.readings import Mentions
from recoupe.records.statements import Statement
from recoupe.stages.events.reading.missed import missed_verbs
from recoupe.stages.events.reading.voices import with_passives

Located = TypeVar("Located", ActorMention, PlaceMention)

STOPS = frozenset({".", "!", "?", "…", ";", ":"})
FARTHEST_WORD = 9  # tokens between a verb and the first word that must follow it: "a pris, jeudi, la défense"
SKIPPED = 4  # small words between two words that belong together: "présenté ses plus vives excuses"
NEAR_BEFORE, NEAR_AFTER = 4, 7  # tokens round a trigger in which a forbidding word is looked for


@dataclass(slots=True)
class Ground:
    """All that is known of one passage before its events are looked for. Positions are token indexes in the doc."""

    passage: Passage
    pack: LanguagePack
    lexicon: Lexicon
    low: list[str]
    plain: list[str]
    pos: list[str]
    owner: dict[int, int]  # token of a verb group -> number of its clause
    by_head: dict[int, int]  # head of a clause -> its number
    sentence_of: list[int]
    actors: list[tuple[int, int, ActorMention]]
    places: list[tuple[int, int, PlaceMention]]
    statements: Sequence[Statement]
    clauses: tuple[Clause, ...] = ()
    clause_of_token: dict[int, Clause | None] = field(default_factory=dict)
    clause_ends: dict[int, int] = field(default_factory=dict)  # head of a clause -> end of its own words
    with_places: list[Ground] = field(default_factory=list)  # what `with_states` made, once

    def sentence(self, token: int) -> tuple[int, int]:
        """The token range of the sentence that a token stands in."""
        return self.passage.sentences[self.sentence_of[token]]

    def clause_at(self, head: int | None) -> Clause | None:
        """The clause with this head."""
        number = self.by_head.get(head) if head is not None else None
        return None if number is None else self.clauses[number]

    def clause_over(self, token: int) -> Clause | None:
        """The clause that a token belongs to: its own verb group's, else the first one met on the way up the parse."""
        if token not in self.clause_of_token:
            self.clause_of_token[token] = self._climb(token)
        return self.clause_of_token[token]

    def _climb(self, token: int) -> Clause | None:
        doc, place = self.passage.doc, token
        start, end = self.sentence(token)
        for _ in range(40):
            if place in self.owner:
                return self.clauses[self.owner[place]]
            above = doc[place].head.i
            if above == place or not start <= above < end:
                break
            place = above
        inside = [clause for clause in self.clauses if start <= clause.head < end]
        holding = [
            clause
            for clause in inside
            for phrase in (clause.subject, clause.object, *clause.obliques)
            if phrase is not None and phrase.start <= token < phrase.end
        ]
        return min(holding or inside, key=lambda clause: abs(clause.head - token), default=None)

    def statements_over(self, token: int) -> list[Statement]:
        """The statements whose content holds a token, the innermost first."""
        if not self.statements:
            return []
        start, end = self.passage.offsets(token, token + 1)
        found = [
            (sum(span.end - span.start for span in statement.content), number, statement)
            for number, statement in enumerate(self.statements)
            if any(span.start <= start and end <= span.end for span in statement.content)
        ]
        return [statement for _, _, statement in sorted(found, key=lambda item: item[:2])]

    # -- words ---------------------------------------------------------------------------------------------------

    def row_at(self, row: Row, place: int, limit: int) -> int | None:
        """The end of a row of words that starts at `place`, small words between them left aside."""
        if place >= limit or (self.low[place] not in row[0] and self.plain[place] not in row[0]):
            return None
        at = place + 1
        for forms in row[1:]:
            for _ in range(SKIPPED):
                if at >= limit:
                    return None
                if self.low[at] in forms or self.plain[at] in forms:
                    break
                if self.low[at] not in self.lexicon.skippable and self.pos[at] not in (
                    "ADJ",
                    "ADV",
                    "SPACE",
                    "NUM",
                    "DET",
                ):
                    return None
                at += 1
            else:
                return None
            at += 1
        return at

    def find_row(self, row: Row, start: int, end: int, *, bound: bool = True) -> tuple[int, int] | None:
        """Where a row of words first stands in a range; with `bound` no stop and no finite verb lies before it."""
        opening = row[0]
        for place in range(max(start, 0), min(end, len(self.low))):
            if self.low[place] in opening or self.plain[place] in opening:
                stop = self.row_at(row, place, len(self.low))
                if stop is not None:
                    return place, stop
            if bound and (self.low[place] in STOPS or self.is_finite(place)):
                return None
        return None

    def is_finite(self, place: int) -> bool:
        """Say whether a token is the first of a finite verb group."""
        number = self.owner.get(place)
        return number is not None and self.clauses[number].form == "finite"

    def near(self, rows: Iterable[Row], start: int, end: int) -> bool:
        """Say whether one of the rows stands close to a token range, inside its sentence."""
        first, last = self.sentence(start)
        low, high = max(first, start - NEAR_BEFORE), min(last, end + NEAR_AFTER)
        window = {*self.low[low:high], *self.plain[low:high]}
        likely = [row for row in rows if not window.isdisjoint(row[0])]
        return any(self.row_at(row, place, high) is not None for row in likely for place in range(low, high))

    # -- mentions ------------------------------------------------------------------------------------------------

    def with_states(self) -> Ground:
        """The same ground on which the states of named places count as parties too: "des armes envoyées en Syrie"."""
        if not self.places:
            return self
        if not self.with_places:
            states = [(first, last, _state(place)) for first, last, place in self.places if place.place.country]
            self.with_places.append(replace(self, actors=sorted([*self.actors, *states], key=lambda found: found[:2])))
        return self.with_places[0]

    def actors_in(self, start: int, end: int) -> list[tuple[int, int, ActorMention]]:
        """The actor mentions that lie inside a token range."""
        return [found for found in self.actors if start <= found[0] and found[1] <= end]

    def actors_at(self, token: int) -> list[tuple[int, int, ActorMention]]:
        """The actor mentions that hold a token, the longest first."""
        found = [found for found in self.actors if found[0] <= token < found[1]]
        return sorted(found, key=lambda item: item[0] - item[1])

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        """The place mentions that lie inside a token range."""
        return [place for first, last, place in self.places if start <= first and last <= end]

    def is_of(self, token: int, classes: Iterable[str]) -> bool:
        """Say whether the noun at a token fits one of the classes of frames.yaml, an actor kind, "actor" or "place"."""
        kinds = {kind for _, _, mention in self.actors_at(token) for kind in _kinds(mention)}
        for name in classes:
            if name in kinds or (name == "actor" and kinds):
                return True
            if name == "place" and any(first <= token < last for first, last, _ in self.places):
                return True
            words = self.lexicon.classes.get(name)
            if words is not None and (self.low[token] in words or self.passage.doc[token].lemma_.lower() in words):
                return True
        return False


def _state(place: PlaceMention) -> ActorMention:
    """A place as the state that it lies in."""
    country = place.place.country or ""
    return ActorMention(
        start=place.start,
        end=place.end,
        text=place.text,
        id=place.id,
        article=place.article,
        kind="state",
        form="name",
        refs=(country,),
        name=place.place.name,
        rule=place.rule,
        country=country,
    )


def _kinds(mention: ActorMention) -> set[str]:
    kinds = {"actor", mention.kind, f"actor-{mention.kind}"}
    if mention.kind == "institution" and mention.country:
        kinds.add("government")
    if set(mention.sectors) & {"MIL", "REB", "COP", "PRM", "UAF", "SPY"}:
        kinds.add("armed")
    if mention.form in ("title",) or mention.kind == "person":
        kinds |= {"human", "actor-person"}
    if mention.form in ("plural", "description"):
        kinds.add("actor-group")
    return kinds


def read_grounds(
    passages: Sequence[Passage], mentions: Mentions, statements: Sequence[Statement], pack: LanguagePack
) -> Iterator[Ground]:
    """The ground of each passage; mentions and statements are told apart by their offsets."""
    lexicon, syntax = lexicon_of(pack), syntax_of(pack)
    for passage in passages:
        doc = passage.doc
        seen = [(token.lower_.translate(APOSTROPHES), token.idx + passage.start, token.pos_) for token in doc]
        low = [word for word, _, _ in seen]
        starts = [start for _, start, _ in seen]
        length = starts[-1] + len(doc[-1].text) if starts else passage.start
        pos = [tag for _, _, tag in seen]
        clauses = tuple(
            sorted(
                [*with_passives(passage.clauses, low, lexicon), *missed_verbs(passage, low, pos, pack)],
                key=lambda clause: clause.head,
            )
        )
        inside = [
            one for one in statements if any(span.start < length and passage.start < span.end for span in one.content)
        ]
        yield Ground(
            passage=passage,
            pack=pack,
            lexicon=lexicon,
            low=low,
            plain=[syntax.contractions.get(word, word) for word in low],
            pos=pos,
            clauses=clauses,
            owner=_owners(clauses),
            by_head={clause.head: number for number, clause in enumerate(clauses)},
            sentence_of=[number for number, (start, end) in enumerate(passage.sentences) for _ in range(start, end)],
            actors=list(_located(mentions.actors, starts, passage.start, length)),
            places=list(_located(mentions.places, starts, passage.start, length)),
            statements=inside,
        )


def _owners(clauses: Sequence[Clause]) -> dict[int, int]:
    found: dict[int, int] = {}
    for number, clause in enumerate(clauses):
        for token in range(clause.start, max(clause.end, clause.head + 1)):
            found.setdefault(token, number)
        found[clause.head] = number
    return found


def _located(
    mentions: Sequence[Located], starts: list[int], first: int, last: int
) -> Iterator[tuple[int, int, Located]]:
    for mention in mentions:
        if first <= mention.start and mention.end <= last:
            start = bisect_right(starts, mention.start) - 1
            yield max(start, 0), max(bisect_left(starts, mention.end), start + 1), mention


def head_of(phrase: Phrase | None) -> int | None:
    """The head token of a phrase that may be missing."""
    return None if phrase is None else phrase.head
