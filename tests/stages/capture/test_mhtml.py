"""Pages saved as one MIME file become their root page, however the file was made or damaged."""

from __future__ import annotations

import base64
import io
import quopri

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers import BUILT_IN
from recoupe.stages.capture.readers.mail import MailReader
from recoupe.stages.capture.readers.mhtml import MhtmlReader
from recoupe.stages.capture.reading import make_context

PAGE = (
    "<!DOCTYPE html><html><head><title>Accord à Genève</title></head><body><h1>Accord à Genève</h1>"
    "<p>L’office des œuvres a dit mardi que « rien n’est exclu ».</p></body></html>"
)
FRAME = "<html><body>Publicité : achetez des chaussures.</body></html>"


def part(text: bytes, *fields: str) -> str:
    """One part in quoted-printable."""
    coded = quopri.encodestring(text).decode("ascii").replace("\n", "\r\n")
    head = "\r\n".join([*fields, "Content-Transfer-Encoding: quoted-printable"])
    return f"{head}\r\n\r\n{coded}\r\n"


def archive(*parts: str, top: str = "", kind: str = 'multipart/related;\r\n\ttype="text/html";') -> bytes:
    """A file as a browser saves it; `top` are further fields of its head."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://www.example.org/actu/1\r\n"
        "Subject: =?utf-8?Q?Accord=20=C3=A0=20Gen=C3=A8ve?=\r\nDate: Sat, 12 Mar 2016 10:22:00 +0100\r\n"
        f'{top}MIME-Version: 1.0\r\nContent-Type: {kind}\r\n\tboundary="----Mark--7"\r\n\r\n\r\n'
    )
    return (head + "".join(f"------Mark--7\r\n{one}" for one in parts) + "------Mark--7--\r\n").encode()


ROOT = part(
    PAGE.encode(),
    "Content-Type: text/html",
    "Content-ID: <frame-1@mhtml.blink>",
    "Content-Location: https://www.example.org/actu/1",
)
INNER = part(FRAME.encode(), "Content-Type: text/html; charset=utf-8", "Content-ID: <frame-2@mhtml.blink>")
PICTURE = "Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + "QUJD" * 18 + "\r\n"
WHOLE = archive(ROOT, PICTURE, INNER)


def read(data: bytes, limits: Limits = Limits()) -> list[Capture | Refusal]:  # noqa: B008
    return list(MhtmlReader().read(io.BytesIO(data), "p.mhtml", make_context(limits, BUILT_IN)))


def only(data: bytes) -> Capture:
    (item,) = read(data)
    assert isinstance(item, Capture), item
    return item


def test_the_root_is_the_page_with_its_address_and_its_date() -> None:
    capture = only(WHOLE)
    assert capture.data.decode().rstrip() == capture.text.rstrip() == PAGE
    assert capture.media_type == "html"
    assert capture.verbatim
    assert capture.charset == "utf-8"
    assert capture.url == "https://www.example.org/actu/1"
    assert capture.fetched == "2016-03-12T10:22:00+01:00"


def test_the_part_named_as_start_goes_before_the_first_one() -> None:
    data = archive(INNER, ROOT, kind="multipart/related; start=<frame-1@mhtml.blink>;")
    assert only(data).text.rstrip() == PAGE


def test_an_empty_root_gives_way_to_its_frame() -> None:
    empty = part(b"<html><frameset><frame src=a></frameset></html>", "Content-Type: text/html")
    assert "chaussures" in only(archive(empty, PICTURE, INNER)).text


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-1", "cp1252"),
        ("utf-8", "utf-8"),
        ("utf-16", "utf-16"),
        ("x-no", "cp1252"),
    ],
)
def test_the_character_set_of_the_part_counts(charset: str, codec: str) -> None:
    root = part(PAGE.encode(codec), f'Content-Type: text/html; charset="{charset}"')
    assert only(archive(root)).text.strip("\ufeff\r\n") == PAGE


def test_a_set_that_only_its_label_tells_is_read_by_its_label() -> None:
    for charset, text in (("windows-1251", "Москва и Вашингтон"), ("iso-2022-jp", "東京の会談")):
        root = part(f"<p>{text}</p>".encode(charset), f"Content-Type: text/html; charset={charset}")
        assert text in only(archive(root)).text


def test_base64_and_8bit_roots_are_read() -> None:
    coded = base64.encodebytes(PAGE.encode()).decode("ascii")
    packed = f"Content-Type: text/html\r\nContent-Transfer-Encoding: BASE64\r\n\r\n{coded}\r\n"
    plain = f"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{PAGE}\r\n"
    assert only(archive(packed)).data == PAGE.encode()
    assert only(archive(plain)).data == PAGE.encode()


def test_a_nested_alternative_and_a_single_page_are_read() -> None:
    inner = 'Content-Type: multipart/alternative; boundary="in"\r\n\r\n--in\r\n' + ROOT + "--in--\r\n"
    assert only(archive(inner, PICTURE)).text.rstrip() == PAGE
    single = "MIME-Version: 1.0\r\nContent-Location: https://www.example.org/x\r\n" + ROOT
    assert only(single.encode()).url is not None


def test_plain_html_under_the_suffix_is_read_as_such() -> None:
    assert only(PAGE.encode()).text == PAGE


def test_a_cut_page_is_read_up_to_the_damage_and_said_so() -> None:
    capture, refusal = read(WHOLE[: WHOLE.index(b"exclu")])
    assert isinstance(capture, Capture)
    assert isinstance(refusal, Refusal)
    assert "L’office des œuvres" in capture.text
    assert "damage" in refusal.reason


def test_damage_behind_the_page_does_not_touch_it() -> None:
    assert only(WHOLE[: WHOLE.index(b"image/png") + 80]).text.rstrip() == PAGE


@pytest.mark.parametrize("data", [b"", b"no fields here", archive(PICTURE), WHOLE[:100]])
def test_what_holds_no_page_is_refused(data: bytes) -> None:
    assert all(isinstance(item, Refusal) and item.mend for item in read(data) if not isinstance(item, Capture))
    assert not any(isinstance(item, Capture) and "<p>" in item.text for item in read(data))


def test_a_missing_boundary_is_told() -> None:
    (refusal,) = read(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--x\r\n" + ROOT.encode())
    assert isinstance(refusal, Refusal)
    assert "boundary" in refusal.reason


def test_bounds_are_named() -> None:
    (refusal,) = read(WHOLE, limits=Limits(page_bytes=50))
    assert isinstance(refusal, Refusal)
    assert "page_bytes" in refusal.reason
    late = archive(*[PICTURE] * 50, ROOT)
    (refusal,) = read(late, Limits(message_bytes=2000))
    assert isinstance(refusal, Refusal)
    assert "message_bytes" in refusal.reason


def test_the_pictures_behind_the_page_are_not_even_read() -> None:
    stream = io.BytesIO(archive(ROOT, *[PICTURE] * 20_000))
    (capture,) = MhtmlReader().read(stream, "p.mht", make_context())
    assert isinstance(capture, Capture)
    assert stream.tell() < 10_000


def test_a_look_inside_tells_an_archive_from_a_mail() -> None:
    mail = b"Received: from a by b\r\nFrom: Jeanne <j@example.org>\r\nTo: x@example.org\r\n"
    related = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n"
    assert MhtmlReader().sniff(WHOLE[:4096])
    assert not MailReader().sniff(WHOLE[:4096])
    assert MhtmlReader().sniff(related)
    assert not MhtmlReader().sniff(mail + related)
    assert MailReader().sniff(mail + related)
    assert not MhtmlReader().sniff(PAGE.encode())
    assert not MhtmlReader().sniff(b"Accord : les deux pays ont dit\n\nmultipart/related")


def test_many_parts_without_the_blank_line_and_deep_nests_are_bounded() -> None:
    loose = archive(*["Content-Type: image/png\r\nno field\r\n"] * 5000, ROOT)
    assert only(loose).text.rstrip() == PAGE
    deep = "".join(f"Content-Type: multipart/related; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(3000))
    assert all(isinstance(item, Refusal) for item in read(deep.encode()))


@settings(deadline=2000)
@given(some.binary(max_size=2000))
def test_any_bytes_give_captures_or_refusals(data: bytes) -> None:
    items = read(data)
    assert items
    assert all(isinstance(item, Capture | Refusal) for item in items)
    MhtmlReader().sniff(data)


@settings(deadline=2000)
@given(some.lists(some.tuples(some.integers(0, len(WHOLE)), some.binary(max_size=6)), max_size=8))
def test_damaged_archives_give_captures_or_refusals(hits: list[tuple[int, bytes]]) -> None:
    data = bytearray(WHOLE)
    for at, new in hits:
        data[at : at + len(new)] = new
    assert read(bytes(data))
