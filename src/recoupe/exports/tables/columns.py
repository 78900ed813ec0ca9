"""The columns of our own tables and what each means; the README beside the tables is made of them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

Columns = Mapping[str, str]

ARTICLES: Columns = MappingProxyType(
    {
        "article": "id of the article",
        "page": "label of the saved page",
        "sha256": "hash of the saved page's bytes",
        "url": "address, where the page or its container states it",
        "outlet": "who published it; empty where unknown",
        "agencies": "agencies that the page credits",
        "language": "ISO 639-1",
        "title": "headline",
        "authors": "persons who sign it, in the page's spelling",
        "section": "section, in the page's words",
        "tags": "tags, in the page's words",
        "published_earliest": "first day on which it can have come out",
        "published_latest": "last such day",
        "published_candidates": "the only possible days, where not the whole span is",
        "published_basis": "what that rests on",
        "published_time": "the moment as it is stated",
        "updated_earliest": "first day on which it can have been updated",
        "updated_latest": "last such day",
        "updated_time": "the moment as it is stated",
    }
)
ACTORS: Columns = MappingProxyType(
    {
        "actor": "id of the actor",
        "name": "name",
        "kind": "person, state, government, institution, organisation …",
        "country": "ISO 3166 alpha-3, or an organisation's code",
        "sectors": "PLOVER's sectors",
        "aliases": "other spellings that the pages use",
        "roles": "offices with their first and last day",
        "wikidata": "Wikidata id",
    }
)
STATEMENTS: Columns = MappingProxyType(
    {
        "statement": "id of the statement",
        "article": "id of its article",
        "page": "label of the saved page",
        "speaker": "the words that name the speaker",
        "speaker_names": "names of the actors who speak",
        "speaker_ids": "ids of these actors",
        "cue": "the words that say that somebody speaks",
        "words": "what is said, as it stands on the page; stretches joined by […]",
        "start": "offset of the first character, from 0",
        "end": "offset after the last character",
        "form": "direct, indirect, mixed",
        "polarity": "asserted, not_said, denied",
        "stance": "neutral, claims, admits, reveals, hedged",
        "addressee": "the words that name who is spoken to",
        "via": "channels, from the speaker outwards",
        "within": "id of the statement that carries this one",
        "rule": "the rule that found it",
    }
)
EVENTS: Columns = MappingProxyType(
    {
        "event": "id of the event",
        "rank": "place in the chronology, from 0",
        "earliest": "first day on which it can have happened; empty where undated",
        "latest": "last such day",
        "date_basis": "what the days rest on",
        "type": "PLOVER type, raw: no reduction for what has not happened",
        "modes": "PLOVER modes",
        "status": "happened, ongoing, planned, proposed, demanded, refused, denied, alleged, conditional",
        "level": "who stands behind it",
        "independent_origins_at_most": "count of independent origins, an upper bound",
        "summary": "the line of the chronology",
        "actors": "who acts",
        "actor_ids": "their ids",
        "recipients": "to whom it is done",
        "recipient_ids": "their ids",
        "place": "where",
        "country": "ISO 3166 alpha-3",
        "latitude": "degrees, WGS 84; of an area its centre",
        "longitude": "degrees, WGS 84; of an area its centre",
        "place_precision": "point, city, area, region, country, unknown",
        "according_to": "who vouches for it, with the chain from speaker to page",
        "origins": "the independent origins, with their kind",
        "confirmed_by": "sides that confirm it",
        "disputed_by": "sides that dispute it",
        "silent_sides": "parties that neither confirm nor deny it",
        "disagreements": "where tellings differ, with each value",
        "story": "label of its storyline",
        "outlets": "outlets that tell it",
        "why": "what joined its mentions and how the count came about",
    }
)
EVIDENCE: Columns = MappingProxyType(
    {
        "mention": "id of the event mention",
        "event": "id of the event that it tells; empty where it tells none",
        "article": "id of its article",
        "page": "label of the saved page",
        "outlet": "who published it",
        "title": "headline",
        "published_earliest": "first day on which the page can have come out",
        "published_latest": "last such day",
        "words": "the sentence as it stands on the page",
        "start": "offset of its first character, from 0",
        "end": "offset after its last character",
        "trigger": "the words that tell the event",
        "type": "PLOVER type of this telling",
        "status": "status of this telling",
        "statements": "ids of the statements that it stands in",
        "rule": "the rule that found it",
    }
)
OPENING = """\
Tables of a Recoupe dossier

UTF-8 with a byte-order mark, comma, CRLF; a cell with several values separates them by "; ".
Cells of words that begin with = + - @ or a tab have an apostrophe before them, so that no spreadsheet runs them;
numbers have none. Control characters and marks that turn the direction of writing are removed: the exact characters
are in the formats jsonl and json. Offsets count characters (Unicode code points) in the article's text.
manifest.json says how many rows each file has and what was left out.
"""


def write_readme(tables: Mapping[str, Columns]) -> str:
    """What stands in each table, column by column."""
    parts = [OPENING]
    for name, columns in tables.items():
        width = max(map(len, columns))
        parts.append("\n".join([name, *(f"  {column:<{width}}  {what}" for column, what in columns.items())]) + "\n")
    return "\n".join(parts)
