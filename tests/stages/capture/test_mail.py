"""Newsletters and other mails become their text, what their fields declare, and the pages attached to them."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from recoupe.records.pages import Capture, Declared, Refusal
from recoupe.settings import Limits
from recoupe.stages.capture.readers import BUILT_IN
from recoupe.stages.capture.readers.mail import MailReader
from recoupe.stages.capture.readers.mail.bodies import join_flowed, plain_address
from recoupe.stages.capture.readers.mail.fields import read_words
from recoupe.stages.capture.reading import make_context

STORY = "Le préfet a annoncé mardi la fin de l’enquête. « Rien n’est exclu », a dit son porte-parole à Évreux. "
MARKED = (
    f"<html><body><table><tr><td><a href='https://www.example.org/lettre/12'>Voir dans le navigateur</a></td></tr>"
    f"<tr><td><h1>La lettre du matin</h1><p>{STORY * 3}</p></td></tr></table></body></html>"
)
FIELDS = {
    "Received": "from a.example.org by b.example.org",
    "From": "=?utf-8?Q?La_Lettre_d=E2=80=99exemple?= <lettre@example.org>",
    "To": "lectrice@example.org",
    "Subject": "=?UTF-8?B?w4l2cmV1eCA6IGwn?=\r\n =?UTF-8?B?ZW5xdcOqdGU=?=",
    "Date": "Sat, 12 Mar 2016 10:22:00 +0100",
    "Message-ID": "<12@lettre.example.org>",
    "MIME-Version": "1.0",
}


def mail(body: bytes | str, kind: str = "text/plain; charset=utf-8", **changes: str | None) -> bytes:
    """A mail; `changes` are fields with "_" for "-", None takes one away."""
    fields: dict[str, str | None] = {**FIELDS, "Content-Type": kind}
    fields.update({name.replace("_", "-"): value for name, value in changes.items()})
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return head.encode("latin-1") + b"\r\n" + (body.encode() if isinstance(body, str) else body)


def parts(kind: str, *given: tuple[str, bytes | str], mark: str = "=_b") -> tuple[bytes, str]:
    """A multipart's body and its content type, of parts that are pairs of fields and body."""
    pieces = [
        f"--{mark}\r\nContent-Type: {fields}\r\n\r\n".encode() + (body.encode() if isinstance(body, str) else body)
        for fields, body in given
    ]
    return b"\r\n".join([*pieces, f"--{mark}--\r\n".encode()]), f'multipart/{kind}; boundary="{mark}"'


def read(data: bytes, limits: Limits = Limits()) -> list[Capture | Refusal]:  # noqa: B008
    return list(MailReader().read(io.BytesIO(data), "m.eml", make_context(limits, BUILT_IN)))


def only(data: bytes) -> Capture:
    (item,) = read(data)
    assert isinstance(item, Capture), item
    return item


def declared(data: bytes) -> Declared:
    found = only(data).declared
    assert found is not None
    return found


def captures(data: bytes, **more: Any) -> dict[str, Capture]:
    return {item.page: item for item in read(data, **more) if isinstance(item, Capture)}


def refusals(data: bytes, **more: Any) -> list[str]:
    return [f"{item.page}: {item.reason}" for item in read(data, **more) if isinstance(item, Refusal)]


def test_the_fields_declare_title_sender_and_date() -> None:
    capture = only(mail(STORY))
    assert capture.record == "12@lettre.example.org"
    assert capture.text == STORY
    assert not capture.verbatim
    assert capture.media_type == "text"
    assert capture.declared == Declared(
        source="headers Subject, From, Date of the mail",
        title="Évreux : l'enquête",
        outlet="La Lettre d’exemple",
        published="2016-03-12T10:22:00+01:00",
    )


def test_the_list_s_name_goes_before_the_sender_s_unless_a_machine_gave_it() -> None:
    named = declared(mail(STORY, List_Id="=?utf-8?Q?Le_Courrier_=C3=A9crit?= <courrier.example.org>"))
    assert (named.outlet, named.source) == ("Le Courrier écrit", "headers Subject, List-Id, Date of the mail")
    for listed in ("<courrier.example.org>", "8a1f9e5de2d8ec7c4d2a mc list <8a1f.7.list-id.example.net>"):
        assert declared(mail(STORY, List_Id=listed)).outlet == "La Lettre d’exemple"
    assert declared(mail(STORY, From="lettre@example.org")).outlet is None


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Sat, 12 Mar 2016 10:22:00 +0100", "2016-03-12T10:22:00+01:00"),
        ("12 Mar 2016 10:22 GMT", "2016-03-12T10:22:00+00:00"),
        ("Sat, 12 Mar 2016 10:22:00 -0000", "2016-03-12T10:22:00"),
        ("Sat, 12 Mar 2016 10:22:00 +0100 (CET)", "2016-03-12T10:22:00+01:00"),
        ("Sat, 12 Mar 16 10:22:00 EST", "2016-03-12T10:22:00-05:00"),
        ("Sat, 12 Mar 2016", None),
        ("Sat, 31 Feb 2016 10:22:00 +0100", None),
        ("Sat, 12 Mar 2016 25:22:00 +0100", None),
        ("Sat, 12 Mar 2016 10:22:00 +9999", None),
        ("Thu, 1 Jan 1970 00:00:00 +0000", None),
        ("samedi 12 mars 2016 à 10:22", None),
        ("03/04/2016 10:22", None),
        ("", None),
        (None, None),
    ],
)
def test_a_date_is_read_or_left_open_never_guessed(date: str | None, published: str | None) -> None:
    if date and "à" in date:
        date = date.encode().decode("latin-1")
    assert declared(mail(STORY, Date=date)).published == published


@pytest.mark.parametrize(
    ("coded", "plain"),
    [
        ("=?utf-8?Q?L=E2=80=99_=C3=A9t=C3=A9?=", "L’ été"),
        ("=?utf-8?B?w4k=?= =?utf-8?B?dMOp?=", "Été"),
        ("=?utf-8?B?ww==?= =?utf-8?B?iXTDqQ==?=", "Été"),  # cut in the middle of a letter
        ("=?iso-8859-1?Q?=C9t=E9?= 2016", "Été 2016"),
        ("=?no-such?Q?=C3=89t=C3=A9?=", "Été"),
        ("=?utf-8?Q?=C3=89t=C3=A9 rouge?=", "Été rouge"),  # a blank that is not allowed
        ("=?utf-8?Q?=C3=89t=C3=A9", "Été"),  # cut short
        ("=?utf-8?B?w4l0w6k?=", "Été"),  # without its padding
        ("Été", "Été"),
        ("Q?=R?", "Q?=R?"),
    ],
)
def test_encoded_words_are_read_even_when_damaged(coded: str, plain: str) -> None:
    assert read_words(coded) == plain


def test_raw_bytes_in_a_subject_are_read() -> None:
    for codec in ("utf-8", "cp1252"):
        data = mail(STORY).replace(b"=?UTF-8?B?w4l2cmV1eCA6IGwn?=\r\n =?UTF-8?B?ZW5xdcOqdGU=?=", "Été".encode(codec))
        assert declared(data).title == "Été"


def test_html_goes_before_the_plain_alternative_when_it_holds_the_article() -> None:
    data, kind = parts(
        "alternative",
        ("text/plain; charset=utf-8", "Votre logiciel ne peut pas montrer cette lettre."),
        ("text/html; charset=utf-8", MARKED),
    )
    capture = only(mail(data, kind))
    assert (capture.media_type, capture.verbatim, capture.data) == ("html", True, MARKED.encode())
    assert capture.url == "https://www.example.org/lettre/12"


def test_the_plain_alternative_stands_in_for_html_that_is_one_picture() -> None:
    shell = (
        "<html><style>p{color:red}" + "x" * 900 + "</style><body><img src='https://img.example.org/1'></body></html>"
    )
    data, kind = parts("alternative", ("text/plain; charset=utf-8", STORY * 3), ("text/html", shell))
    capture = only(mail(data, kind))
    assert (capture.media_type, capture.text) == ("text", STORY * 3)


def test_texts_that_stand_apart_are_joined_and_a_footer_is_counted() -> None:
    data, kind = parts(
        "mixed", ("text/plain; charset=utf-8", STORY), ("image/png", "QUJD"), ("text/plain; charset=utf-8", "La suite.")
    )
    (text,) = captures(mail(data, kind)).values()
    assert text.text == f"{STORY}\n\nLa suite."
    assert refusals(mail(data, kind)) == ["m.eml: attachments that are no pages: 1 × image"]
    data, kind = parts("mixed", ("text/html; charset=utf-8", MARKED), ("text/plain", "-- \r\nListe d'exemple"))
    (html,) = captures(mail(data, kind)).values()
    assert html.media_type == "html"
    assert "1 × short text" in refusals(mail(data, kind))[0]


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_transfer_encodings_are_undone(coding: str) -> None:
    import quopri

    coded = base64.encodebytes(STORY.encode()) if coding == "base64" else quopri.encodestring(STORY.encode())
    assert only(mail(coded, Content_Transfer_Encoding=coding)).text.rstrip("\n") == STORY.rstrip(" ") + " "


def test_flowed_text_is_joined_and_quoted_lines_stay() -> None:
    assert join_flowed("Le préfet a \ndit oui.\n> Une question \n> posée\n Fin \n-- \nJeanne") == (
        "Le préfet a dit oui.\n> Une question \n> posée\nFin \n-- \nJeanne"
    )
    assert join_flowed("東京 \nの会談", without_space=True) == "東京の会談"
    flowed = mail("Le préfet a \r\ndit oui.\r\n", "text/plain; charset=utf-8; format=flowed")
    assert only(flowed).text == "Le préfet a dit oui.\n"
    assert only(mail("Le préfet a \r\ndit oui.\r\n")).text == "Le préfet a \ndit oui.\n"


def test_only_plain_addresses_are_kept() -> None:
    assert plain_address("https://www.example.org/lettre/12") == "https://www.example.org/lettre/12"
    assert plain_address("https://www.example.org/2016/03/12/le-prefet-annonce-la-fin_4881234_3210.html")
    for tracked in (
        "https://click.example.org/f/a/9xKqZ3v7TnB2mW8dLrYc5QpH~~/AAAA",
        "https://go.example.org/?u=https%3A%2F%2Fwww.example.org%2F1",
        "ftp://example.org/1",
        "https://www.example.org/a b",
    ):
        assert plain_address(tracked) is None
    assert only(mail(STORY, List_Archive="<https://archive.example.org/lettre/>")).url == (
        "https://archive.example.org/lettre/"
    )
    assert only(mail(f"Voir dans le navigateur :\nhttps://example.org/12\n\n{STORY}")).url == "https://example.org/12"


def test_attached_pages_are_read_and_a_forwarded_mail_is_one_of_its_own() -> None:
    inner = mail("Le texte transmis. " + STORY, Subject="La dépêche".encode().decode("latin-1"), Message_ID="<7@x>")
    data, kind = parts(
        "mixed",
        ("text/plain; charset=utf-8", "Voici la dépêche."),
        ("message/rfc822", inner),
        ("text/html; name=article.html\r\nContent-Disposition: attachment", MARKED),
        ("text/html; charset=utf-8\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9t%C3%A9", MARKED + " "),
        ("text/calendar", "BEGIN:VCALENDAR"),
        ("application/pgp-signature; name=signature.asc", "-----BEGIN PGP"),
    )
    found = captures(mail(data, kind))
    assert list(found) == ["m.eml!attachment-1.eml", "m.eml!article.html", "m.eml!été.html", "m.eml"]
    forwarded = found["m.eml!attachment-1.eml"]
    assert forwarded.record == "7@x"
    assert forwarded.declared is not None
    assert forwarded.declared.title == "La dépêche"
    assert "1 × application/pgp-signature, 1 × text/calendar" in refusals(mail(data, kind))[-1]


def test_mails_forwarded_in_mails_end_at_the_depth_bound() -> None:
    data = mail("Le plus profond. " + STORY)
    for number in range(6):
        body, kind = parts("mixed", ("message/rfc822", data), mark=f"m{number}")
        data = mail(body, kind)
    assert any("container_depth" in reason for reason in refusals(data))


def test_a_cut_attachment_is_refused_and_the_cut_is_told() -> None:
    data, kind = parts("mixed", ("text/plain", "Voici."), ("application/pdf; name=a.pdf", "%PDF-1.4" + "x" * 500))
    cut = mail(data, kind)[:-200]
    assert any("m.eml!a.pdf: the attachment is cut off" in reason for reason in refusals(cut))
    assert any("damaged mail" in reason for reason in refusals(cut))
    assert list(captures(cut)) == ["m.eml"]


def test_a_mail_without_text_is_refused() -> None:
    data, kind = parts("encrypted", ("application/pgp-encrypted", "Version: 1"), ("image/png", "x"))
    found = [item for item in read(mail(data, kind)) if isinstance(item, Refusal)]
    assert found[0].reason == "no text in the mail"
    assert "decrypt" in found[0].mend


MAILBOX = b"".join(
    b"From - Sat Mar 12 10:22:00 2016\r\n"
    + mail(f"Lettre {number}.\r\n\r\nFrom here on, rien.\r\n>From Paris.\r\n\r\n", Message_ID=f"<{number}@x>")
    for number in range(1, 4)
)


def test_a_mailbox_is_read_message_by_message() -> None:
    found = captures(MAILBOX)
    assert list(found) == ["m.eml!1", "m.eml!2", "m.eml!3"]
    assert [item.record for item in found.values()] == ["1@x", "2@x", "3@x"]
    assert found["m.eml!2"].text.startswith("Lettre 2.\n\nFrom here on, rien.\nFrom Paris.\n")


@pytest.mark.parametrize(
    "line",
    [
        "From 1526@xxx Tue Mar 01 10:00:00 +0000 2016",
        "From ???@??? Sat Mar 12 10:22:00 2016",
        "From a@b 2016-03-12 10:22",
    ],
)
def test_separators_of_several_programs_are_known(line: str) -> None:
    data = MAILBOX.replace(b"From - Sat Mar 12 10:22:00 2016", line.encode())
    assert len(captures(data)) == 3
    assert MailReader().sniff(data[:4096])


def test_bounds_are_named_and_the_next_message_is_still_read() -> None:
    long = MAILBOX.replace(b"Lettre 2.", b"Lettre 2." + b"x\r\n" * 5000)
    small = Limits(message_bytes=4000)
    assert list(captures(long, limits=small)) == ["m.eml!1", "m.eml!2", "m.eml!3"]
    assert any("m.eml!2" in why and "message_bytes" in why for why in refusals(long, limits=small))
    assert any("container_records" in why for why in refusals(MAILBOX, limits=Limits(container_records=2)))
    assert any("page_bytes" in why for why in refusals(mail(STORY * 9), limits=Limits(page_bytes=100)))


class Endless(io.RawIOBase):
    """A mailbox that is made while it is read, so that none of it lies in memory."""

    def __init__(self, times: int) -> None:
        self.blocks: Iterator[bytes] = (MAILBOX for _ in range(times))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        block = next(self.blocks, b"")
        buffer[: len(block)] = block
        return len(block)


def test_a_long_mailbox_is_never_held() -> None:
    import tracemalloc

    stream = io.BufferedReader(Endless(1000))
    items = MailReader().read(stream, "long.mbox", make_context())
    next(items)
    tracemalloc.start()
    number = sum(1 for _ in items)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert number == 2999
    assert peak < 400_000


def test_a_look_inside_knows_mails_and_leaves_pages_alone() -> None:
    assert MailReader().sniff(mail(STORY)[:4096])
    assert MailReader().sniff(MAILBOX[:4096])
    for other in (
        b"From Paris, our correspondent writes at 10:22 in 2016.\n\nText",
        b"From: Paris\nDate: mardi\nTo: all\n\nUn communique.",
        MARKED.encode(),
        b"",
        b"\n\n",
    ):
        assert not MailReader().sniff(other)


@pytest.mark.parametrize(
    "piece", ["<a ", "<!-- ", "<style>", "<a href=http://x.org>", "<a href=http:// ", "\n", "http://x.y "]
)
def test_hostile_markup_takes_time_in_step_with_its_length(piece: str) -> None:
    import time

    started = time.monotonic()
    read(mail(piece * 200_000, "text/html"))
    read(mail(piece * 200_000))
    assert time.monotonic() - started < 5


WHOLE = mail(
    *parts("mixed", ("text/plain; charset=utf-8", STORY), ("message/rfc822", mail("x")), ("text/html", MARKED))
)


@settings(deadline=2000)
@given(some.binary(max_size=2000))
def test_any_bytes_give_captures_or_refusals(data: bytes) -> None:
    assert all(isinstance(item, Capture | Refusal) for item in read(data))
    MailReader().sniff(data)
    read_words(data.decode("latin-1"))


@settings(deadline=2000)
@given(
    some.sampled_from([WHOLE, MAILBOX]),
    some.lists(some.tuples(some.integers(0, 3000), some.binary(max_size=6)), max_size=9),
)
def test_damaged_mails_give_captures_or_refusals(whole: bytes, hits: list[tuple[int, bytes]]) -> None:
    data = bytearray(whole)
    for at, new in hits:
        data[at : at + len(new)] = new
    assert read(bytes(data))


@settings(deadline=2000)
@given(some.text("=_?abutfQB8-*'\"%;: \t\r\n0\xe9", max_size=200))
def test_any_parameters_are_read_without_an_error(kind: str) -> None:
    fields = f"Content-Type: text/html; {kind}\r\nContent-Disposition: attachment; {kind}"
    read(f"MIME-Version: 1.0\r\n{fields}\r\n\r\n<p>x".encode())
