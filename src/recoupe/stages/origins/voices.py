"""Who tells an event on one page: the speakers that the page hands on, or the page itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from recoupe.languages.crosscheck import crosscheck_words
from recoupe.records.actors import Actor
from recoupe.records.events import EventMention, OriginKind
from recoupe.records.pages import Article
from recoupe.records.statements import Statement
from recoupe.stages.origins.ground import Ground, fold

STATE_SECTORS = frozenset({"GOV", "MIL", "COP", "SPY", "JUD"})
SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
AHEAD = frozenset({"planned", "proposed", "conditional"})


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who tells the event on a page.

    `keys` are what makes two voices one: any key in common. `sides` are the countries or organisations spoken for,
    `mentions` all that the page tells of the event. `official` speaks for a state; `unplaced` is a person of whom
    nothing but the country is known.
    """

    kind: OriginKind
    name: str
    sides: frozenset[str]
    article: str
    keys: frozenset[str]
    mentions: tuple[EventMention, ...]
    why: tuple[str, ...]
    denies: bool = False
    official: bool = False
    unplaced: bool = False


def page_voices(mentions: Sequence[EventMention], article: Article, ground: Ground) -> list[Voice]:
    """Who tells the event on this page.

    Speakers come before the page: a page that hands on somebody's word tells nothing of its own about it. A speaker
    counts for what the words tell; one who only takes the event up ("this attack must be investigated") counts when
    nobody on the page tells it. An act of speech is known from its speaker, a plan from its planner.
    """
    voices = _own_word(mentions, article, ground) or _others_word(mentions, article, ground)
    return [replace(voice, mentions=tuple(mentions)) for voice in voices]


def _others_word(mentions: Sequence[EventMention], article: Article, ground: Ground) -> list[Voice]:
    told = [(mention, _carriers(mention, ground)) for mention in mentions]
    attributed = [(mention, chain) for mention, chain in told if chain]
    bare = tuple(mention for mention, chain in told if not chain)
    parties = frozenset(key for mention in mentions for key in (*mention.actors, *mention.recipients))
    chosen = [(mention, chain) for mention, chain in attributed if _tells(mention) or _by_party(chain, parties, ground)]
    chosen = chosen or ([] if bare else attributed[:1])
    voices = [voice for mention, chain in chosen for voice in _speakers(mention, chain, ground)]
    return voices or [narrator(bare or tuple(mentions), article, ground)]


def narrator(mentions: tuple[EventMention, ...], article: Article, ground: Ground) -> Voice:
    """The page itself, by its outlet or the agency that it credits."""
    credited = [name for name in article.agencies if fold(name) in ground.media_names]
    keys = {f"page {article.id}"} | {f"house {ground.house(name)}" for name in credited}
    if article.outlet:
        keys.add(f"house {ground.house(article.outlet)}")
    name = credited[0] if credited else article.outlet or article.page
    why = f"{article.page} tells it in its own name" + (f" and credits {', '.join(credited)}" if credited else "")
    return Voice("agency" if credited else "outlet", name, frozenset(), article.id, frozenset(keys), mentions, (why,))


def actor_keys(actor: Actor) -> frozenset[str]:
    """What makes two speakers one origin: the same actor, one government, one organisation."""
    keys = {f"actor {actor.id}"}
    if actor.country and (
        is_official(actor)
        or len(actor.country) != 3
        or not actor.country.isalpha()
        or (actor.kind == "person" and actor.country in ORGANISATIONS)
    ):
        keys.add(f"government of {actor.country}")
    return frozenset(keys)


ORGANISATIONS = frozenset({"UNO", "WHO", "IMF", "HRW", "MSF", "ICC", "IEA", "OAS", "WTO"})


def is_official(actor: Actor) -> bool:
    """Whether the actor speaks for its state."""
    return actor.kind in ("state", "government") or not STATE_SECTORS.isdisjoint(actor.sectors)


def _own_word(mentions: Sequence[EventMention], article: Article, ground: Ground) -> list[Voice]:
    """The doer of a speech act, or the planner of a plan that nobody is quoted on: who alone can know of it first."""
    voices: list[Voice] = []
    for mention in mentions:
        spoken = mention.type in SPOKEN
        if not spoken and not (mention.status in AHEAD and not _carriers(mention, ground)):
            continue
        actors = [ground.actors[key] for key in mention.actors if key in ground.actors]
        sides = {actor.country for actor in actors}
        if actors and (len(sides) == 1 or len(actors) == 1):
            what = "said it" if spoken else "plans it"
            told = [_voice(actor, (mention,), article.id, f"{actor.name} {what} ({article.page})") for actor in actors]
            voices.append(_one(told))
    return voices


def _one(voices: list[Voice]) -> Voice:
    """Several who speak as one: a spokesman with his ministry, a speaker heard only through another."""
    keys = frozenset(key for voice in voices for key in voice.keys)
    sides = frozenset(side for voice in voices for side in voice.sides)
    official, unplaced = any(voice.official for voice in voices), all(voice.unplaced for voice in voices)
    why = tuple(dict.fromkeys(why for voice in voices for why in voice.why))
    return replace(voices[0], keys=keys, sides=sides, official=official, unplaced=unplaced, why=why)


def _carriers(mention: EventMention, ground: Ground) -> list[Statement]:
    """The statements that carry a mention, the innermost first; what somebody did not say carries nothing."""
    inside = [
        statement
        for statement in ground.by_article.get(mention.article, ())
        if any(span.start < mention.trigger.end and mention.trigger.start < span.end for span in statement.content)
    ]
    named = [ground.statements[key] for key in mention.according_to if key in ground.statements]
    chain = {statement.id: statement for statement in [*inside, *named]}
    for statement in list(chain.values()):
        while statement.within and statement.within in ground.statements and statement.within not in chain:
            statement = chain[statement.within] = ground.statements[statement.within]
    kept = [statement for statement in chain.values() if statement.polarity != "not_said"]
    return sorted(kept, key=lambda s: (sum(span.end - span.start for span in s.content), s.id))


def _by_party(chain: list[Statement], parties: frozenset[str], ground: Ground) -> bool:
    """Whether a speaker took part, or speaks for a government that did: such a one knows of their own."""
    own = {key for party in parties if party in ground.actors for key in actor_keys(ground.actors[party])}
    return any(
        actor_keys(ground.actors[key]) & own
        for statement in chain
        for key in statement.speaker.actors
        if key in ground.actors
    )


def _tells(mention: EventMention) -> bool:
    known = (mention.actors, mention.recipients, mention.where or mention.place, mention.when, mention.figures)
    return sum(bool(value) for value in known) >= 2


def _speakers(mention: EventMention, chain: list[Statement], ground: Ground) -> Iterator[Voice]:
    """The speakers of a chain as voices; who is heard only through another is one origin with that other."""
    found: list[Voice] = []
    for statement in chain:
        found += _statement_voices(statement, mention, ground)
    speaking = [voice for voice in found if voice.kind not in ("agency", "outlet")] or found
    nested = any(statement.within in {other.id for other in chain} for statement in chain)
    if nested and len(speaking) > 1:
        names = " through ".join(dict.fromkeys(voice.name for voice in speaking))
        yield replace(_one(speaking), why=(f"heard as {names}",))
        return
    yield from speaking


def _statement_voices(statement: Statement, mention: EventMention, ground: Ground) -> Iterator[Voice]:
    """The speaker of a statement as a voice, joined to whoever owns the channel through which it is heard."""
    denies = statement.polarity == "denied" and mention.status != "denied"
    actors = [ground.actors[key] for key in statement.speaker.actors if key in ground.actors]
    kind, said = _channel(statement, ground), " ".join(statement.speaker.text.split())
    owners = [owner for words in statement.via for owner in ground.within(statement.article, words)]
    channel = frozenset(key for owner in owners for key in actor_keys(owner))
    by = f", by {statement.via[0].text}" if statement.via else ""
    if actors:
        told = _one(
            [_voice(actor, (mention,), statement.article, f"{actor.name} says so{by}", kind) for actor in actors]
        )
        yield replace(told, keys=told.keys | channel, denies=denies)
    elif said:
        medium = fold(said) in ground.media_names
        key = f"house {ground.house(said)}" if medium else f"speaker {fold(said)}"
        yield Voice(
            "agency" if medium else kind or "unknown",
            said,
            frozenset(),
            statement.article,
            channel | {key},
            (mention,),
            (f"{said} says so{by}",),
            denies,
        )


def _voice(
    actor: Actor, mentions: tuple[EventMention, ...], article: str, why: str, kind: OriginKind | None = None
) -> Voice:
    own: OriginKind = "agency" if actor.kind == "media" else "person" if actor.kind == "person" else "communique"
    chosen = own if own == "agency" else kind or own
    sides = frozenset([actor.country] if actor.country else [])
    return Voice(
        chosen,
        actor.name,
        sides,
        article,
        actor_keys(actor),
        mentions,
        (why,),
        official=is_official(actor),
        unplaced=actor.kind == "person" and not actor.sectors,
    )


def _channel(statement: Statement, ground: Ground) -> OriginKind | None:
    said = fold(" ".join(channel.text for channel in statement.via))
    words = crosscheck_words(ground.languages.get(statement.article, ""))
    kinds: tuple[tuple[OriginKind, tuple[str, ...]], ...] = (
        ("communique", words.communique),
        ("document", words.document),
    )
    return next((kind for kind, names in kinds if any(name in said for name in names)), None)
