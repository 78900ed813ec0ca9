"""Every table of a dossier file: the kept ones first, the derived ones (emptied and rebuilt) after.

Columns repeat what people filter and sort by in Datasette; `record` holds the whole record as JSON.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()
SCHEMA_VERSION = "2"

META = Table("meta", METADATA, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

CAPTURES = Table(
    "captures",
    METADATA,
    Column("id", String, primary_key=True),
    Column("page", Text, nullable=False),
    Column("sha256", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("charset", String, nullable=False),
    Column("url", Text),
    Column("fetched", String),
    Column("record", Text),
    Column("declared", Text),
    Column("data", LargeBinary, nullable=False),
    Column("text", Text),  # only where it is not simply the decoded bytes
)

JUDGEMENTS = Table(
    "judgements",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("target", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String, nullable=False),
    Column("record", Text, nullable=False),
)

SETTINGS = Table("settings", METADATA, Column("key", String, primary_key=True), Column("value", Text, nullable=False))

# What one page was read to, by a hash of all that decided it: a build that was stopped, or that meets the page again,
# takes it from here. `reading` is the record as JSON, packed with zlib.
CACHE = Table(
    "cache", METADATA, Column("key", String, primary_key=True), Column("reading", LargeBinary, nullable=False)
)

ARTICLES = Table(
    "articles",
    METADATA,
    Column("id", String, primary_key=True),
    Column("capture", String, nullable=False),
    Column("page", Text, nullable=False),
    Column("language", String),
    Column("title", Text),
    Column("outlet", Text),
    Column("agencies", Text),
    Column("earliest", String),
    Column("latest", String),
    Column("basis", String),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("mentions", Text, nullable=False),
)

ACTORS = Table(
    "actors",
    METADATA,
    Column("id", String, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("record", Text, nullable=False),
)

STATEMENTS = Table(
    "statements",
    METADATA,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("start", Integer),
    Column("end", Integer),
    Column("speaker", Text),
    Column("cue", Text),
    Column("content", Text),
    Column("form", String),
    Column("polarity", String),
    Column("rule", String),
    Column("record", Text, nullable=False),
)

EVENT_MENTIONS = Table(
    "event_mentions",
    METADATA,
    Column("id", String, primary_key=True),
    Column("article", String, nullable=False, index=True),
    Column("event", String, index=True),
    Column("start", Integer),
    Column("end", Integer),
    Column("trigger", Text),
    Column("type", String),
    Column("status", String),
    Column("rule", String),
    Column("record", Text, nullable=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("id", String, primary_key=True),
    Column("rank", Integer, nullable=False),
    Column("type", String),
    Column("status", String),
    Column("summary", Text),
    Column("earliest", String),
    Column("latest", String),
    Column("place", Text),
    Column("independent_origins", Integer),
    Column("record", Text, nullable=False),
)

COPIES = Table(
    "copies",
    METADATA,
    Column("id", String, primary_key=True),
    Column("first", String, nullable=False),
    Column("second", String, nullable=False),
    Column("words", Integer),
    Column("longest_run", Integer),
    Column("inside_quotation", Boolean),
    Column("record", Text, nullable=False),
)

REFUSALS = Table(
    "refusals",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("page", Text, nullable=False),
    Column("stage", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("mend", Text, nullable=False),
)

DERIVED = (ARTICLES, ACTORS, STATEMENTS, EVENT_MENTIONS, EVENTS, COPIES, REFUSALS)
