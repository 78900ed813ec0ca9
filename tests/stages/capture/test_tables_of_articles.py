"""Tables of articles: every row a page, whatever its columns are called; bad rows told, the others read."""

from __future__ import annotations

import csv
import gzip
import io
import json
from typing import BinaryIO, cast

import pytest
from table_reading import FRENCH, Found, pages, read, reasons

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.settings import MEBIBYTE, Limits
from recoupe.stages.capture.readers.tables import TableReader
from recoupe.stages.capture.reading import make_context
from recoupe.stages.capture.tabular.dates import read_date, settle_order


def told(capture: Capture) -> Declared:
    assert capture.declared is not None
    return capture.declared


def test_a_row_is_a_page_with_what_its_columns_say() -> None:
    data = (
        FRENCH + '"Le pont";"Le pont rouvre.\n\nIl était fermé ; depuis mai.";2019-06-03;La Sonde;https://a.example/1\n'
    )
    (page,) = pages(read(data.encode()))
    assert page.page == "t.csv!row-1"
    assert page.text == "Le pont\n\nLe pont rouvre.\n\nIl était fermé ; depuis mai.\n"
    assert (page.data, page.verbatim, page.media_type) == (page.text.encode(), False, "text")
    assert page.url == "https://a.example/1"
    facts = told(page)
    assert (facts.title, facts.outlet, facts.published) == ("Le pont", "La Sonde", "2019-06-03")
    assert facts.source == "column `date_publication`, row 1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_character_sets(delimiter: str, charset: str) -> None:
    rows = [
        ["titre", "texte", "média"],
        ["L’été", 'Un "mot", un; autre | là\tici', "La Sonde"],
        ["B", "Fermé à 3 €", "X"],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    found = read(out.getvalue().encode(charset))
    assert reasons(found) == {}
    assert [page.text.partition("\n\n")[2].rstrip() for page in pages(found)] == [row[1] for row in rows[1:]]
    assert [told(page).title for page in pages(found)] == ["L’été", "B"]


@pytest.mark.parametrize(
    ("row", "title", "outlet", "published"),
    [
        (  # NewsAPI
            {
                "source": {"id": None, "name": "La Sonde"},
                "author": "A. Roux",
                "title": "T",
                "content": "Texte.",
                "publishedAt": "2019-06-03T10:00:00Z",
            },
            "T",
            "La Sonde",
            "2019-06-03T10:00:00Z",
        ),
        (  # Event Registry
            {
                "title": "T",
                "body": "Texte.",
                "lang": "fra",
                "dateTimePub": "2019-06-03",
                "source": {"title": "La Sonde"},
            },
            "T",
            "La Sonde",
            "2019-06-03",
        ),
        (  # news-please
            {
                "title": "T",
                "maintext": "Texte.",
                "date_publish": "2019-06-03 10:00:00",
                "source_domain": "sonde.example",
            },
            "T",
            "sonde.example",
            "2019-06-03T10:00:00",
        ),
        (  # trafilatura: `source` is the address there
            {
                "title": "T",
                "raw_text": "Texte.",
                "text": "Texte.",
                "date": "2019-06-03",
                "source": "https://a.example/1",
                "source-hostname": "La Sonde",
            },
            "T",
            "La Sonde",
            "2019-06-03",
        ),
        (  # fundus: the body is a tree
            {
                "title": "T",
                "body": {"summary": [], "sections": [{"headline": [], "paragraphs": ["Texte."]}]},
                "publishing_date": "2019-06-03 10:00:00+02:00",
                "publisher": "La Sonde",
            },
            "T",
            "La Sonde",
            "2019-06-03T10:00:00+02:00",
        ),
        (  # Factiva
            {"HD": "T", "TD": "Texte.", "PD": "3 June 2019", "SN": "La Sonde", "LA": "fr"},
            "T",
            "La Sonde",
            "2019-06-03",
        ),
        (  # a search engine's export
            {"_id": "1", "_source": {"titre": "T", "contenu": "Texte.", "date": 1559556000, "media_name": "La Sonde"}},
            "T",
            "La Sonde",
            "2019-06-03T10:00:00Z",
        ),
    ],
)
def test_the_columns_of_known_exports(row: dict[str, object], title: str, outlet: str, published: str) -> None:
    (page,) = pages(read(json.dumps(row).encode(), "t.jsonl"))
    facts = told(page)
    assert (facts.title, facts.outlet, facts.published) == (title, outlet, published)
    assert page.text == "T\n\nTexte.\n"
    if row.get("source") == "https://a.example/1":
        assert page.url == "https://a.example/1"


@pytest.mark.parametrize("name", ["t.json", "t.jsonl", "t"])
@pytest.mark.parametrize(
    "wrap",
    [
        "{0}\n{1}\n",
        "[{0},{1}]",
        "[\n  {0},\n\n  {1}\n]\n",
        '{{"status": "ok", "totalResults": 2, "articles": [{0}, {1}]}}',
        '{{"articles": {{"page": 1, "results": [{0}, {1}]}}}}',
        '{{"juin": [{0}, {1}]}}',
    ],
)
def test_shapes_of_json(name: str, wrap: str) -> None:
    objects = [json.dumps({"titre": f"N{number}", "texte": f"Le texte {number}."}) for number in (1, 2)]
    found = read(wrap.format(*objects).encode(), name)
    assert reasons(found) == {}
    assert [told(page).title for page in pages(found)] == ["N1", "N2"]


def test_the_users_names_go_before_the_known_ones() -> None:
    data = b"text,corpus2,when\nresume court,Le long texte.,2019-06-03\n"
    (page,) = pages(read(data, columns={"text": "corpus2", "date": "when"}))
    assert page.text == "Le long texte.\n"
    assert told(page).published == "2019-06-03"
    (nested,) = pages(read(b'{"a": {"b": {"c": "Profond."}}}', "t.jsonl", columns={"text": "a.b.c"}))
    assert nested.text == "Profond.\n"


def test_a_table_without_a_text_is_refused_once_with_its_columns_and_the_option() -> None:
    for data, name in ((b"a,b\n1,2\n3,4\n", "t.csv"), (b'{"a": 1, "b": 2}\n{"a": 3}\n', "t.jsonl")):
        (refusal,) = read(data, name)
        assert isinstance(refusal, Refusal)
        assert "a, b" in refusal.reason
        assert "--column text=" in refusal.mend
    (refusal,) = read(b"a,b\n1,2\n", columns={"text": "corps"})
    assert isinstance(refusal, Refusal)
    assert "no column corps" in refusal.reason


def test_bad_rows_are_told_by_number_and_the_others_read() -> None:
    found = read(b"titre,texte\nA,un\nB,deux,trois\nC,\nD,quatre\n")
    assert [page.page for page in pages(found)] == ["t.csv!row-1", "t.csv!row-4"]
    assert set(reasons(found)) == {"t.csv!row-2", "t.csv!row-3"}
    found = read(b'{"texte": "un"}\n{broken}\n[1]\n{"texte": "deux"}\n', "t.jsonl")
    assert [page.page for page in pages(found)] == ["t.jsonl!row-1", "t.jsonl!row-4"]
    assert set(reasons(found)) == {"t.jsonl!row-2", "t.jsonl!row-3"}


def test_rows_behind_a_quote_that_is_never_closed_are_read() -> None:
    found = read(b'titre,texte\nA,un\nB,"deux\nC,trois\nD,quatre\n')
    assert [page.text for page in pages(found)] == ["A\n\nun\n", "C\n\ntrois\n", "D\n\nquatre\n"]
    assert reasons(found) == {"t.csv!row-2": "a quotation mark that is never closed"}


@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_separators_that_unicode_knows_part_no_lines(charset: str) -> None:
    data = "titre,texte\nA,un\u2028deux\x0btrois\x85quatre\nB,cinq\n".encode(charset)
    assert [page.text for page in pages(read(data))] == ["A\n\nun\u2028deux\x0btrois\x85quatre\n", "B\n\ncinq\n"]


def test_very_many_bad_rows_become_one_count() -> None:
    found = read(b"titre,texte\n" + b"A,\n" * 5000)
    assert len(found) == 101
    assert "4900 more rows" in list(reasons(found).values())[-1]


def test_a_list_cut_short_is_read_up_to_the_cut() -> None:
    found = read(b'[{"texte": "un"}, {"texte": "deux"}, {"tex', "t.json")
    assert [page.text for page in pages(found)] == ["un\n", "deux\n"]
    assert len(reasons(found)) == 1


def test_markup_stays_markup() -> None:
    found = read(b'{"title": "T", "content": "<p>Un <b>mot</b>.</p>"}\n{"html": "<article>x</article>"}\n', "t.jsonl")
    assert [(page.media_type, page.data) for page in pages(found)] == [
        ("html", b"<p>Un <b>mot</b>.</p>"),
        ("html", b"<article>x</article>"),
    ]
    assert told(pages(found)[0]).title == "T"


def test_day_and_month_are_told_apart_by_the_other_rows_or_not_at_all() -> None:
    both = b"texte,date\na,03/04/2019\nb,25/04/2019\n"
    assert [told(page).published for page in pages(read(both))] == ["2019-04-03", "2019-04-25"]
    american = b"texte,date\na,03/04/2019\nb,04/25/2019\n"
    assert [told(page).published for page in pages(read(american))] == ["2019-03-04", "2019-04-25"]
    (page,) = pages(read(b"texte,date\na,03/04/2019\n"))
    assert told(page).published is None
    assert "cannot be told apart" in told(page).source


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2019", "2019"),
        ("2019-06", "2019-06"),
        ("2019-06-03T10:00:00.123+0200", "2019-06-03T10:00:00+02:00"),
        ("2019/06/03 10:00", "2019-06-03T10:00:00"),
        ("20190603T101500Z", "2019-06-03T10:15:00Z"),
        ("20190603", "2019-06-03"),
        ("Mon, 03 Jun 2019 10:00:00 +0200", "2019-06-03T10:00:00+02:00"),
        ("Mon, 03 Jun 2019 10:00:00 EST", "2019-06-03T10:00:00-05:00"),
        ("Mon, 03 Jun 2019 10:00:00 -0000", "2019-06-03T10:00:00"),
        ("lundi 3 juin 2019 à 10h05", "2019-06-03T10:05:00"),
        ("1er août 2019", "2019-08-01"),
        ("June 3, 2019", "2019-06-03"),
        ("1559556000", "2019-06-03T10:00:00Z"),
        (1559556000000, "2019-06-03T10:00:00Z"),
        ("03.06.2019", "2019-06-03"),
        ("13/06/2019", "2019-06-13"),
        ("03/06/2019", None),
        ("2019-02-30", None),
        ("hier", None),
        ("12", None),
        (True, None),
        (float("nan"), None),
        (["2019"], None),
    ],
)
def test_dates_are_read_as_stated_or_not_at_all(value: object, iso: str | None) -> None:
    assert read_date(value) == iso


def test_a_column_that_contradicts_itself_settles_nothing() -> None:
    assert settle_order(["13/04/2019", "04/13/2019"]) is None


def test_gzipped_tables_and_their_damage() -> None:
    data = gzip.compress((FRENCH + "A;Un texte.;;;\n" * 2000).encode())
    assert len(pages(read(data, "t.csv.gz"))) == 2000
    found = read(data[:-30], "t.csv.gz")
    assert pages(found)
    assert "ends in the middle" in reasons(found)["t.csv.gz"]


class Generated(io.RawIOBase):
    """A stream of a head and then the same piece over and over, that counts the largest read."""

    def __init__(self, head: bytes, piece: bytes, total: int) -> None:
        super().__init__()
        self.held, self.piece, self.left = head, piece, total

    def readable(self) -> bool:
        return True

    def readinto(self, target: object) -> int:
        view = memoryview(target).cast("B")  # type: ignore[arg-type]
        if not self.held and self.left > 0:
            self.held = self.piece
            self.left -= len(self.piece)
        data = self.held[: len(view)]
        self.held = self.held[len(view) :]
        view[: len(data)] = data
        return len(data)


def read_generated(head: bytes, piece: bytes, total: int, page: str, limits: Limits) -> Found:
    stream = cast(BinaryIO, io.BufferedReader(Generated(head, piece, total), 64 * 1024))
    return list(TableReader().read(stream, page, make_context(limits)))


@pytest.mark.parametrize(
    ("head", "piece", "page"),
    [
        (b'titre,texte\nA,un\nB,"jamais', b"x" * 65536, "t.csv"),
        (b'titre,texte\nA,un\nB,"jamais', b"ligne de texte\n" * 4096, "t.csv"),
        (b'{"texte": "un"}\n{"texte": "', b"x" * 65536, "t.jsonl"),
        (b'[{"texte": "un"}, {"texte": "', b"x" * 65536, "t.json"),
    ],
)
def test_a_field_of_100_megabytes_is_refused_not_held(head: bytes, piece: bytes, page: str) -> None:
    found = read_generated(head, piece, 100 * MEBIBYTE, page, Limits(page_bytes=MEBIBYTE, container_records=20_000))
    assert "un" in pages(found)[0].text
    assert any("limit page_bytes" in reason for reason in reasons(found).values())


def test_rows_over_the_bound_are_not_read() -> None:
    found = read(b"titre,texte\n" + b"A,un\n" * 20, limits=Limits(container_records=5))
    assert len(pages(found)) == 5
    assert "container_records" in reasons(found)["t.csv"]


def test_the_sniff_knows_tables_and_leaves_prose() -> None:
    reader = TableReader()
    assert reader.sniff(b'{"title": "x"}')
    assert reader.sniff(b"title,text,date\na,b,c\n")
    assert not reader.sniff(b"Titre, texte et date, tout y est.\nUne phrase.\n")
    assert not reader.sniff(b"")
    assert not reader.sniff(b"\x00\x01\x02" * 20)


def test_nested_depth_and_half_characters_do_no_harm() -> None:
    deep = b'{"texte": "un"}\n' + b'{"texte": ' + b"[" * 100_000 + b"\n" + b'{"texte": "\\ud83d seul"}\n'
    found = read(deep, "t.jsonl")
    assert [page.text for page in pages(found)] == ["un\n", "? seul\n"]
    assert len(reasons(found)) == 1
