"""First inputs and words of each format for the fuzzer, made on the spot."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

from hostile import containers, pages

TEXT = (
    "Le pont a rouvert\nPar Jeanne Martin\nPublié le samedi 12 mars 2016 à 10h22\n"
    "LYON (AFP) - Le pont a rouvert lundi, a annoncé la mairie de la ville, après onze mois de travaux.\n"
    "« Tout est prêt », a dit le maire. Il y a 3 heures\nÀ lire aussi : le tunnel\n© 2016 Gazette d'essai\n"
)
HTML = (
    "<!DOCTYPE html><html lang=fr><head><title>Le pont a rouvert - Gazette d'essai</title>"
    '<meta property="og:title" content="Le pont a rouvert"><meta name="author" content="Jeanne Martin">'
    '<meta property="article:published_time" content="2016-03-12T10:22:00+01:00">'
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","@id":"a","headline":"Le pont",'
    '"author":{"name":"Jeanne Martin"},"datePublished":"2016-03-12"}]}</script></head><body><h1>Le pont a rouvert</h1>'
    '<time datetime="2016-03-12">12 mars 2016</time><p>' + TEXT.replace("\n", "</p><p>") + "</p></body></html>"
)
MAIL = (
    "From: Gazette <a@example.org>\nMessage-ID: <1@example.org>\nDate: Sat, 12 Mar 2016 10:22:00 +0100\n"
    "Subject: =?utf-8?q?Le_pont?=\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    f"--b\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n{TEXT}\n"
    f"--b\nContent-Type: text/html; name*0*=utf-8''a%20; name*1=b.html\n"
    f"Content-Disposition: attachment\n\n{HTML}\n--b--\n"
)
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Gazette</title><item><title>Le pont</title>"
    "<link>https://example.org/a</link><pubDate>Sat, 12 Mar 2016 10:22:00 +0100</pubDate>"
    "<description>&lt;p&gt;Le pont a rouvert.&lt;/p&gt;</description><category>Ville</category></item></channel></rss>"
)
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom'><title>Gazette</title><entry><id>a</id><updated>2016-03-12T10:22:00Z</updated>"
    "<author><name>J</name></author><content type='xhtml'><div>Le pont</div></content></entry></feed>"
)
ROWS = [{"title": "Le pont", "text": TEXT, "date": "2016-03-12", "url": "https://example.org/a", "author": ["J"]}]
NINJS = {
    "uri": "urn:a",
    "type": "text",
    "versioncreated": "2016-03-12T10:22:00Z",
    "headline": "Le pont",
    "language": "fr",
    "body_html": "<p>Le pont a rouvert.</p>",
    "byline": "J",
    "subject": [{"name": "Ville"}],
    "located": "Lyon",
}
JSON_FEED = {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": "a"}]}
MHTML = MAIL.replace(
    "From: Gazette <a@example.org>", "From: <Saved by Blink>\nSnapshot-Content-Location: https://e.org/"
)


def warc() -> bytes:
    """Two records: a fetched page and a text."""
    body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML.encode()
    head = "WARC/1.0\r\nWARC-Type: {}\r\nWARC-Record-ID: <urn:uuid:{}>\r\nWARC-Target-URI: https://example.org/a\r\n"
    head += "WARC-Date: 2016-03-12T10:22:00Z\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n"
    first = head.format("response", 1, "application/http; msgtype=response", len(body)).encode() + body
    second = head.format("conversion", 2, "text/plain", len(TEXT.encode())).encode() + TEXT.encode()
    return first + b"\r\n\r\n" + second + b"\r\n\r\n"


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def wacz() -> bytes:
    """A packed web archive."""
    listed = {
        "profile": "data-package",
        "wacz_version": "1.1.1",
        "resources": [{"path": "archive/a.warc", "name": "a.warc"}],
    }
    page = json.dumps({"url": "https://example.org/a", "title": "Le pont", "ts": "2016-03-12T10:22:00Z"})
    members = {
        "datapackage.json": json.dumps(listed),
        "pages/pages.jsonl": '{"format":"json-pages-1.0"}\n' + page + "\n",
    }
    return zipped(
        {**{name: text.encode() for name, text in members.items()}, "archive/a.warc": warc()}, zipfile.ZIP_STORED
    )


def pdf() -> bytes:
    """A page with two lines, without a table of its objects."""
    drawn = "BT /F1 9 Tf 72 700 Td (Le pont a rouvert lundi.) Tj 0 -12 Td (La mairie l'annonce.) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R "
        "/Resources << /Font << /F1 3 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{one}\nendobj\n" for number, one in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer\n<< /Root 1 0 R >>\n".encode()


def seeds() -> dict[str, list[bytes]]:
    """The first inputs by format: whole files, and small ones of the hostile kinds."""
    inner = {"a.html": HTML.encode(), "b.txt": TEXT.encode()}
    whole = {
        "mail": [MAIL.encode(), b"From a@b Sat Mar 12 10:22:00 2016\n" + MAIL.encode()],
        "mhtml": [MHTML.encode()],
        "feeds": [RSS.encode(), ATOM.encode(), json.dumps(JSON_FEED).encode()],
        "ninjs": [json.dumps(NINJS).encode()],
        "tables": [
            json.dumps(ROWS).encode(),
            ("title;text;date\n" + TEXT.replace("\n", " ") + ";b;2016-03-12\n").encode(),
        ],
        "warc": [warc(), gzip.compress(warc(), mtime=0)],
        "wacz": [wacz()],
        "archives": [
            zipped(inner),
            zipped(inner, zipfile.ZIP_STORED),
            tarred(inner),
            gzip.compress(tarred(inner), mtime=0),
            bz2.compress(TEXT.encode()),
            lzma.compress(TEXT.encode()),
            zipped({"a.tar": tarred({"m.eml": MAIL.encode()})}),
        ],
        "pdf": [pdf()],
        "html": [HTML.encode()],
        "text": [TEXT.encode()],
    }
    ends = {
        "mail": (".eml", ".mbox"),
        "mhtml": (".mhtml",),
        "feeds": (".rss",),
        "tables": (".csv", ".jsonl"),
        "ninjs": ("ninjs.json",),
        "warc": (".warc",),
        "html": (".html",),
        "text": (".txt",),
    }
    small = {**containers(), **pages()}
    for name, ending in ends.items():
        whole[name] += [make(500) for label, make in small.items() if label.endswith(ending)]
    return whole


def words() -> list[bytes]:
    """What the formats are made of, for the fuzzer to put in."""
    listed = [
        "Content-Type: ",
        "multipart/mixed",
        "boundary=",
        "charset=utf-7",
        "charset=hz",
        "message/rfc822",
        "Content-Transfer-Encoding: base64",
        "=?utf-8?q?",
        "?=",
        "--b",
        "--b--",
        "\n\n",
        "<item>",
        "<entry>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE ",
        "&#x110000;",
        '<script type="application/ld+json">',
        '"@graph":',
        '"@type":"NewsArticle"',
        '"@id":',
        '"author":',
        "datePublished",
        "<time datetime=",
        "<meta property=",
        "</p>",
        "<h1>",
        "WARC/1.0\r\n",
        "Content-Length: ",
        "WARC-Type: response\r\n",
        "HTTP/1.1 200 OK\r\n",
        "Transfer-Encoding: chunked",
        "Content-Encoding: gzip",
        "Content-Encoding: br",
        "PK\x03\x04",
        "PK\x01\x02",
        "PK\x05\x06",
        "ustar",
        "\x1f\x8b\x08",
        "endobj",
        "stream",
        "/Kids",
        "text,title\n",
        '"text":',
        '"date":',
        "null",
        "1e999",
        "-1",
        "99999999999",
        "il y a ",
        "12 mars 2016",
        "09/10/2016",
        "lundi",
        "Publié le ",
        "(AFP)",
        "Par ",
        "©",
    ]
    return [word.encode("utf-8" if max(word) > "\xff" else "latin-1") for word in listed]
