"""The chronology as one HTML file: styles inside, no script, nothing loaded, every word of a page escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from urllib.parse import urlsplit

from recoupe.exports.cleaning import clean
from recoupe.exports.dossiers.layout import Layout, Line, Note, lay_out
from recoupe.exports.exporter import Exporter
from recoupe.records.readings import Findings

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
ol.chronology { list-style: none; padding: 0; }
ol.chronology > li { margin: 0 0 1.25rem; }
.told, .beside { font-size: .9rem; }
.when { font-weight: 700; }
q { quotes: "« " " »"; }
:target { outline: 2px solid currentColor; outline-offset: 2px; }
"""


def write_html(findings: Findings, made_with: Mapping[str, str]) -> str:
    """Write the chronology, its footnotes, the pages and what was left out as one self-contained document."""
    return "\n".join(_document(lay_out(findings, made_with))) + "\n"


HTML = Exporter(name="html", suffix=".html", what="the chronology with footnotes, one page to print", write=write_html)


def shown(text: str) -> str:
    """Words of a page as HTML that shows them and does nothing else."""
    return escape(clean(text), quote=True)


def _document(told: Layout) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{shown(told.title)}</title>'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{shown(told.title)}</h1>"
    yield from ('<ol class="chronology">', *map(_line, told.lines), "</ol>")
    yield from _list("Footnotes", "ol", map(_note, told.notes))
    yield from _list("Pages", "ul", (f"<li><bdi>{shown(page)}</bdi></li>" for page in told.pages))
    left = (f"<li><bdi>{shown(r.page)}</bdi>: {shown(r.reason)} ({shown(r.stage)})</li>" for r in told.left)
    yield from _list("Left out", "ul", left)
    yield f"</main>\n<footer><p>{shown(told.made)}</p></footer>\n</body>\n</html>"


def _list(heading: str, tag: str, items: Iterable[str]) -> Iterator[str]:
    entries = list(items)
    if entries:
        yield from (f"<h2>{heading}</h2>", f"<{tag}>", *entries, f"</{tag}>")


def _line(line: Line) -> str:
    marks = "".join(f'<sup><a id="r{n}" href="#n{n}" aria-label="footnote {n}">{n}</a></sup>' for n in line.notes)
    according = "; ".join(line.according_to)
    said = f"<br>according to <bdi>{shown(according)}</bdi>" if according else ""
    under = "".join(f"<li>{shown(note)}</li>" for note in line.beside)
    beside = f'\n<ul class="beside">{under}</ul>' if under else ""
    opening = f'<span class="when">{line.when}</span> <bdi>{shown(line.summary)}</bdi>{marks}'
    return f'<li id="{shown(line.key)}">{opening}<br>\n<span class="told">{shown(line.told)}{said}</span>{beside}</li>'


def _note(note: Note) -> str:
    words = f'<q lang="{shown(note.language)}" dir="auto">{shown(note.words)}</q>'
    where = f"<bdi>{shown(note.reference)}</bdi>"
    if note.url and _is_web(note.url):
        where = f'<a rel="noreferrer noopener nofollow" href="{shown(note.url)}">{where}</a>'
    back = f'<a href="#r{note.number}" aria-label="back to the line">↩</a>'
    return f'<li id="n{note.number}">{words} — {where} {back}</li>'


def _is_web(url: str) -> bool:
    """Only addresses of the web become links: a page may state anything as its own."""
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
