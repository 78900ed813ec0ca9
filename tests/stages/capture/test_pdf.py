"""Printed pages come back as paragraphs in reading order; what the browser printed around them is told apart."""

from __future__ import annotations

import io
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers import BUILT_IN
from recoupe.stages.capture.readers.pdf import PdfReader, extracting, make_items
from recoupe.stages.capture.readers.pdf.extracting import Bounds, report
from recoupe.stages.capture.readers.pdf.guarding import Document
from recoupe.stages.capture.readers.pdf.printing import Printed, print_time, read_created
from recoupe.stages.capture.reading import make_context

Text = tuple[float, float, float, str]  # left, base line, size, words
COLUMN = [
    "L’office des œuvres a confirmé mardi",
    "que l’affaire restait entière, selon",
    "un communiqué du préfet de région.",
    "« Rien n’est exclu », a dit hier soir",
    "son porte-parole, à Évreux.",
]
OTHER = [
    "Le vice-président de la commission a",
    "refusé la demande de son homologue",
    "sans dire quand les fiches du dossier",
    "financier seraient enfin publiées par",
    "les deux délégations réunies là-bas.",
]


def make_pdf(pages: list[list[Text]], info: str = "", extra: str = "", picture: bool = False) -> bytes:
    """A PDF of pages of 612 × 792 points, set in Helvetica; `extra` stands in the trailer."""
    objects = [
        "",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>",
    ]
    image = (
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>"
    )
    objects.append(f"{image}\nstream\nA\nendstream")
    kids = []
    for texts in pages:
        drawn = "".join(f"BT /F1 {size} Tf {x} {y} Td ({_escape(words)}) Tj ET\n" for x, y, size, words in texts)
        drawn += "q 600 0 0 700 0 0 cm /I1 Do Q\n" if picture else ""
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}endstream")
        kids.append(len(objects) + 1)
        resources = "<< /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources {resources}"
            f" /Contents {len(objects)} 0 R >>"
        )
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    return assemble(objects, f"/Info 4 0 R {extra}")


def assemble(objects: list[str], trailer: str = "") -> bytes:
    """A file of numbered objects with its table; the first one is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{rows}trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n"
    return data + f"{table}startxref\n{len(data)}\n%%EOF".encode()


def _escape(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def block(lines: list[str], left: float = 72, top: float = 700, size: float = 11, step: float = 13) -> list[Text]:
    """Lines under each other."""
    return [(left, top - step * at, size, line) for at, line in enumerate(lines)]


def read(data: bytes, limits: Limits = Limits()) -> list[Capture | Refusal]:  # noqa: B008
    return list(PdfReader().read(io.BytesIO(data), "p.pdf", make_context(limits, BUILT_IN)))


def only(data: bytes) -> Capture:
    (item,) = read(data)
    assert isinstance(item, Capture), item
    return item


def reason(data: bytes, **more: Limits) -> str:
    (item,) = [item for item in read(data, **more) if isinstance(item, Refusal)]
    assert item.mend
    return item.reason


def paragraphs(*pages: list[Text]) -> list[str]:
    return only(make_pdf(list(pages))).text.split("\n\n")


def test_lines_become_paragraphs() -> None:
    texts = [(72, 740, 20, "Accord à Genève"), *block(COLUMN), *block(OTHER, top=620)]
    capture = only(make_pdf([texts]))
    assert capture.text.split("\n\n") == ["Accord à Genève", " ".join(COLUMN), " ".join(OTHER)]
    assert not capture.verbatim
    assert capture.media_type == "text"
    assert capture.data.startswith(b"%PDF")


def test_paragraphs_without_a_blank_are_told_by_their_indent_or_their_short_last_line() -> None:
    assert paragraphs(block([*COLUMN, *OTHER])) == [" ".join(COLUMN), " ".join(OTHER)]
    full = [*COLUMN[:4], "son porte-parole de passage à Évreux."]
    indented = block([*full, *OTHER])
    indented[5] = (84, *indented[5][1:])
    assert paragraphs(indented) == [" ".join(full), " ".join(OTHER)]


@pytest.mark.parametrize("by_rows", [False, True])
def test_two_columns_are_read_one_after_the_other(by_rows: bool) -> None:
    title = (72, 740, 20, "Un titre qui court au-dessus des deux colonnes")
    left, right = block(COLUMN * 2, left=72), block(OTHER * 2, left=300)
    body = [text for pair in zip(left, right, strict=True) for text in pair] if by_rows else [*left, *right]
    text = only(
        make_pdf([[title, *body, (72, 540, 11, "Une ligne qui court sous les deux colonnes de cette page.")]])
    ).text
    order = [text.index(words) for words in ("Un titre", "L’office", "Évreux", "vice-président", "Une ligne")]
    assert order == sorted(order)
    assert " ".join(OTHER[:3]) in text


def test_the_cells_of_a_table_stay_in_their_rows() -> None:
    rows = [
        text for y in range(6) for text in ((72, 700 - 14 * y, 11, f"Voix {y}"), (200, 700 - 14 * y, 11, f"{y} 000"))
    ]
    assert "Voix 2 2 000" in only(make_pdf([rows])).text


def test_words_broken_at_a_line_s_end_are_whole_again() -> None:
    lines = [
        "Le gouvernement a refusé la négo-",
        "ciation demandée ; peut-être, dira-t-",
        "il, mais le vice-président de Saint-",
        "Étienne attend, comme le vice-",
        "président sortant et ses 15 amis.",
    ]
    (text,) = paragraphs(block(lines))
    assert "la négociation demandée" in text
    assert "dira-t-il," in text
    assert "Saint-Étienne" in text
    assert "le vice-président sortant" in text


def test_a_paragraph_goes_on_over_the_page() -> None:
    assert paragraphs(block(COLUMN[:3] + COLUMN[3:4]), block(COLUMN[4:])) == [" ".join(COLUMN)]


def printed(date: str, url: str, number: str) -> list[Text]:
    return [(24, 770, 8, date), (240, 770, 8, "Accord à Genève - Sample"), (24, 16, 8, url), (575, 16, 8, number)]


def test_the_browser_s_print_lines_are_told_apart() -> None:
    url = "https://www.example.org/2016/03/accord"
    pages = [[*block(COLUMN), *printed("12/03/2016 10:22", url, f"{n}/2")] for n in (1, 2)]
    capture = only(make_pdf(pages, info="/CreationDate (D:20160312102240+01'00')"))
    assert capture.url == url
    assert capture.fetched == "2016-03-12T10:22:40+01:00"
    assert "example.org" not in capture.text
    assert "Sample" not in capture.text
    assert "10:22" not in capture.text
    cut = only(make_pdf([[*block(COLUMN), *printed("13/03/2016 10:22", "https://www.example.org/2016/…", "1/1")]]))
    assert (cut.url, cut.fetched) == (None, "2016-03-13T10:22")


def test_an_ambiguous_print_date_is_left_open() -> None:
    def fetched(date: str, created: str | None = None) -> str | None:
        info = f"/CreationDate ({created})" if created else ""
        return only(make_pdf([[*block(COLUMN), *printed(date, "https://www.example.org/1", "1/1")]], info=info)).fetched

    assert fetched("03/04/2016 10:22") is None
    assert fetched("03/04/2016 10:22", "D:20190101000000Z") is None
    assert fetched("03/04/2016 10:22", "D:20160403082300Z") == "2016-04-03T08:23:00+00:00"
    assert fetched("3/4/16, 10:22 PM") == "2016-03-04T22:22"
    assert fetched("25/04/2016 10:22") == "2016-04-25T10:22"
    assert fetched("2016-04-03 10:22") == "2016-04-03T10:22"
    assert fetched("03.04.2016") == "2016-04-03"
    assert fetched("45/78/2016 10:22", "D:20160403") == "2016-04-03"


def test_running_heads_and_page_numbers_are_left_out() -> None:
    head = "LE COURRIER D’EXEMPLE"
    pages = [[(72, 760, 9, head), *block(COLUMN, top=660 - 7 * n), (300, 30, 9, f"– {n} –")] for n in range(1, 4)]
    text = only(make_pdf(pages)).text
    assert head not in text
    assert "–" not in text
    assert text.count("L’office") == 3
    assert head in only(make_pdf(pages[:1])).text


def test_metadata_declare_the_title_unless_it_is_a_file_s_name() -> None:
    found = only(make_pdf([block(COLUMN)], info="/Title (Accord) /Author (Jeanne Exemple; Paul Essai)")).declared
    assert found is not None
    assert (found.title, found.authors, found.published) == ("Accord", ("Jeanne Exemple", "Paul Essai"), None)
    for title in ("p12.indd", "Microsoft Word - communique.doc", "untitled", "https://example.org/1", ""):
        assert only(make_pdf([block(COLUMN)], info=f"/Title ({title})")).declared is None


def test_the_title_of_a_browser_s_window_is_headline_and_site_where_the_page_shows_the_headline() -> None:
    texts = [(72, 740, 20, "Accord sur le mont-blanc"), *block(COLUMN)]
    shown = only(make_pdf([texts], info="/Title (Accord sur le mont-blanc | Courrier)")).declared
    assert shown is not None
    assert (shown.title, shown.outlet) == ("Accord sur le mont-blanc", "Courrier")
    other = only(make_pdf([block(COLUMN)], info="/Title (Accord sur le mont-blanc | Courrier)")).declared
    assert other is not None
    assert (other.title, other.outlet) == ("Accord sur le mont-blanc | Courrier", None)


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("D:20160312102200+01'00'", "2016-03-12T10:22:00+01:00"),
        ("D:20160312102200Z", "2016-03-12T10:22:00+00:00"),
        ("D:20160312", "2016-03-12"),
        ("D:2016", None),
        ("D:20161340", None),
        ("Sat Mar 12", None),
        (None, None),
    ],
)
def test_creation_dates_are_as_precise_as_given(value: str | None, iso: str | None) -> None:
    assert read_created(value) == iso
    assert print_time(Printed(), value) == iso


def test_ligatures_are_undone() -> None:
    from recoupe.stages.capture.readers.pdf.extracting import _clean

    assert _clean("ﬁn de l’oﬃce, œuvre e\u0301te\u0301 \ud83d\ude00") == "fin de l’office, œuvre été 😀"


def test_what_cannot_be_read_says_how_to_mend_it() -> None:
    locked = make_pdf(
        [block(COLUMN)],
        extra=f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >> /ID [<00> <00>]",
    )
    assert "password" in reason(locked)
    assert "run OCR" in reason(make_pdf([[], []], picture=True))
    assert "no text in the PDF" in reason(make_pdf([[]]))
    assert "damaged" in reason(b"%PDF-1.4\nnothing more")
    assert "empty" in reason(b"")
    assert "pdf_bytes" in reason(make_pdf([block(COLUMN)]), limits=Limits(pdf_bytes=100))


def test_a_broken_table_of_objects_is_mended() -> None:
    data = make_pdf([block(COLUMN)])
    assert only(data.replace(b"startxref\n", b"startxref\n9")).text == " ".join(COLUMN)
    assert only(data[: data.index(b"xref\n0")] + b"trailer\n<< /Root 1 0 R >>").text == " ".join(COLUMN)


def test_bounds_end_the_reading_and_are_named() -> None:
    data = make_pdf([block(COLUMN)] * 4)
    for limits, name in (
        (Limits(pdf_pages=2), "pdf_pages"),
        (Limits(pdf_seconds=0), "pdf_seconds"),
        (Limits(article_characters=200), "article_characters"),
    ):
        assert any(isinstance(item, Refusal) and name in item.reason for item in read(data, limits))


def test_a_line_for_every_letter_takes_time_in_step_with_its_length() -> None:
    started = time.monotonic()
    read(make_pdf([[(10 + n % 60 * 10, 780 - n // 60 % 190 * 4, 3, "ab") for n in range(20_000)]]))
    assert time.monotonic() - started < 20


def test_a_look_inside_knows_a_pdf() -> None:
    assert PdfReader().sniff(b"%PDF-1.7")
    assert PdfReader().sniff(b"\xef\xbb\xbf\n%PDF-1.7")
    assert not PdfReader().sniff(b"<p>%PDF-1.7")


WHOLE = make_pdf([[*block(COLUMN), *block(OTHER, left=300)], block(OTHER)], info="/Title (Accord)")


def read_here(data: bytes) -> list[Capture | Refusal]:
    """Read in this process, without the start of another one for each example."""
    document = Document()
    for message in report(data, Bounds(pages=10, characters=10_000, seconds=5)):
        document.take(message)
    return list(make_items(data, "p.pdf", document))


def test_a_page_that_keeps_the_library_busy_is_ended() -> None:
    font, draws = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "/X Do " * 10
    resources = "/Resources << /Font << /F1 3 0 R >> /XObject << /X {} 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {resources.format(6)} /Contents 5 0 R >>"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [4 0 R] >>", font, page]
    objects.append(f"<< /Length {len(draws)} >>\nstream\n{draws}\nendstream")
    for number in range(7, 15):
        drawn = draws if number < 14 else "BT /F1 9 Tf 9 9 Td (abc) Tj ET"
        form = f"/Type /XObject /Subtype /Form /BBox [0 0 600 700] {resources.format(number)}"
        objects.append(f"<< {form} /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    data = assemble(objects)
    started = time.monotonic()
    items = read(data, Limits(pdf_seconds=1))
    assert time.monotonic() - started < 8
    reasons = [item.reason for item in items if isinstance(item, Refusal)]  # time or memory, whichever is out first
    assert any("pdf_seconds" in reason or "gave up on page 1" in reason for reason in reasons)


def test_a_crash_of_the_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "crash.py"
    program.write_text("import os\nprint('{\"metadata\": {}}', flush=True)\nos.abort()\n", "utf-8")
    monkeypatch.setattr(extracting, "__file__", str(program))
    assert "gave up on page 1" in reason(WHOLE)


@settings(deadline=5000)
@given(some.binary(max_size=1000))
def test_any_bytes_give_captures_or_refusals(data: bytes) -> None:
    for given_bytes in (data, b"%PDF-1.4\n" + data):
        items = read_here(given_bytes)
        assert items
        assert all(isinstance(item, Capture | Refusal) for item in items)


@settings(deadline=5000)
@given(some.lists(some.tuples(some.integers(0, len(WHOLE)), some.binary(max_size=6)), max_size=8))
def test_damaged_pdfs_give_captures_or_refusals(hits: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for at, new in hits:
        data[at : at + len(new)] = new
    assert read_here(bytes(data))
