"""Bytes become text by what they are, not by what they say they are."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as some

from recoupe.stages.capture.decoding import decode, looks_binary

FRENCH = "L’été dernier, à Genève, « rien n’est exclu » : 3 000 €.\r\n"


@pytest.mark.parametrize(
    ("data", "markup", "charset"),
    [
        (FRENCH.encode(), False, "utf-8"),
        (codecs.BOM_UTF8 + FRENCH.encode(), False, "utf-8"),
        (codecs.BOM_UTF16_LE + FRENCH.encode("utf-16-le"), False, "utf-16-le"),
        (codecs.BOM_UTF16_BE + FRENCH.encode("utf-16-be"), False, "utf-16-be"),
        (FRENCH.encode("utf-16-le"), False, "utf-16-le (guessed)"),
        (FRENCH.encode("cp1252"), False, "cp1252 (guessed)"),
        (b'<meta charset="iso-8859-1">' + FRENCH.encode("cp1252"), True, "cp1252"),
        (b'<meta charset="iso-8859-1">' + FRENCH.encode(), True, "utf-8"),
        (b'<meta charset="utf-8">' + FRENCH.encode("cp1252"), True, "cp1252 (guessed)"),
        (b'<meta charset="no-such-set">' + FRENCH.encode("cp1252"), True, "cp1252 (guessed)"),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + "Москва".encode("cp1251"),
            True,
            "cp1251",
        ),
        (FRENCH.encode() * 20 + b"\xe2\x80", False, "utf-8 (damaged)"),
    ],
)
def test_the_character_set_is_found(data: bytes, markup: bool, charset: str) -> None:
    text, found = decode(data, markup=markup)
    assert found == charset
    assert "Genève" in text or "Москва" in text


def test_a_byte_order_mark_stays_so_that_offsets_count_as_in_the_file() -> None:
    data = codecs.BOM_UTF8 + FRENCH.encode()
    assert decode(data)[0] == data.decode("utf-8")


def test_bytes_outside_cp1252_fall_back_to_latin_1() -> None:
    assert decode(b"caf\xe9 \x81") == ("café \x81", "latin-1 (guessed)")


@given(some.binary(max_size=3000), some.booleans())
def test_any_bytes_decode(data: bytes, markup: bool) -> None:
    text, charset = decode(data, markup=markup)
    assert isinstance(text, str)
    assert charset


@given(some.text(max_size=500))
def test_any_utf_8_text_comes_back(text: str) -> None:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    if "\0" not in text and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        assert decode(data)[0] == text


def test_text_in_any_script_is_no_binary() -> None:
    for text in (FRENCH, "Москва и Вашингтон", "\tun\x0cdeux\n"):
        assert not looks_binary(text.encode())
    assert looks_binary(bytes(range(32)) * 10)
