"""How well the article is found on flattened pages, beside the peers: an annotated HTML corpus as lines of text.

    python evaluation/flattened.py FOLDER [--json]

FOLDER holds one folder a language with `evaldata.json` (URL -> {file, with: [strings of the article], without: [strings
of the furniture]}) and `html/`, the layout of trafilatura's evaluation corpus. Every page is turned into text lines
(one for each block of the layout, list bullets and pictures' alternative texts kept, scripts left out), and every
method reads the same lines; those that want HTML get one <p> a line. Scoring is trafilatura's own: a `with` string
found in the white-space-normalised result is a true positive, a `without` string found a false one. The last two rows
read the HTML itself: the ceiling, and our own reading of HTML.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import justext
import trafilatura
from lxml.html import HtmlElement
from trafilatura.utils import load_html

from recoupe.languages.en import PACK as ENGLISH
from recoupe.languages.fr import PACK as FRENCH
from recoupe.stages.article.html import read_html
from recoupe.stages.article.labelling.cues import CueBook, read_cues
from recoupe.stages.article.labelling.labels import label_extract, label_units
from recoupe.stages.article.labelling.units import split_units

_BLOCK = re.compile(
    r"^(?:address|article|aside|blockquote|body|br|button|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hr|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|"
    r"thead|tr|ul)$"
)
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "svg", "head", "object", "textarea", "select", "iframe"}
)
_LONG = 80


@dataclass
class Tally:
    """True and false positives and misses of one method, by language, and its CPU seconds."""

    counts: dict[str, list[int]] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, language: str, text: str, gold: dict[str, list[str]]) -> None:
        """Count one page."""
        seen = squash(text)
        found = sum(squash(words) in seen for words in gold["with"])
        wrong = sum(squash(words) in seen for words in gold.get("without", []))
        row = self.counts.setdefault(language, [0, 0, 0])
        for place, value in enumerate((found, len(gold["with"]) - found, wrong)):
            row[place] += value

    def figures(self, language: str | None = None) -> dict[str, float]:
        """Precision, recall and F1 for a language, or for all."""
        rows = [row for name, row in self.counts.items() if language in (None, name)]
        right, missed, wrong = (sum(row[place] for row in rows) for place in range(3))
        return {
            "P": right / (right + wrong) if right + wrong else 0.0,
            "R": right / (right + missed) if right + missed else 0.0,
            "F1": 2 * right / (2 * right + missed + wrong) if right else 0.0,
        }


def squash(text: str) -> str:
    """Single spaces."""
    return " ".join(text.split())


def flatten(data: bytes) -> list[str]:
    """A page's visible text, one line for each block of the layout."""
    tree = load_html(data)
    lines: list[str] = []
    pieces: list[str] = []

    def flush() -> None:
        line = squash("".join(pieces))
        pieces.clear()
        if line not in ("", "•"):
            lines.append(line)

    for piece in _pieces(tree) if tree is not None else ():
        if piece is None:
            flush()
        else:
            pieces.append(piece)
    flush()
    return lines


def _pieces(tree: HtmlElement) -> Iterator[str | None]:
    """The text of a tree in order; None stands for a break of the line."""
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else "script"
        block = bool(_BLOCK.match(tag))
        if leaving or tag in _UNSEEN:
            if block:
                yield None
            yield element.tail or ""
            continue
        if block:
            yield None
        if tag == "li":
            yield "• "
        if tag == "img" and element.get("alt"):
            yield f" {element.get('alt')} "
        yield element.text or ""
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))


def as_paragraphs(lines: list[str]) -> str:
    """Lines as HTML for the peers that read nothing else."""
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in lines) + "</body></html>"


def by_labels(lines: list[str], book: CueBook) -> str:
    """Our line classifier."""
    text = "\n".join(lines)
    labels = label_units(split_units(text), book)
    return "\n".join(text[item.unit.start : item.unit.end] for item in labels if item.kind in ("title", "body"))


def by_justext(lines: list[str]) -> str:
    """jusText with the French and English stop lists together."""
    stop = justext.get_stoplist("French") | justext.get_stoplist("English")
    paragraphs = justext.justext(as_paragraphs(lines).encode(), stop, encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def by_trafilatura(markup: str | bytes) -> str:
    """trafilatura with its default options, comments left out."""
    return trafilatura.extract(markup, include_comments=False) or ""


def by_html(data: bytes, book: CueBook) -> str:
    """Our reading of HTML: trafilatura, then the furniture rules."""
    page = read_html(data.decode("utf-8", "replace"))
    text = page.text if page else ""
    labels = label_extract(split_units(text), book)
    return "\n".join(text[item.unit.start : item.unit.end] for item in labels if item.kind == "body")


def methods(book: CueBook) -> dict[str, Callable[[bytes, list[str]], str]]:
    """What is compared, by name."""
    return {
        "everything": lambda _, lines: "\n".join(lines),
        "lines > 80": lambda _, lines: "\n".join(line for line in lines if len(line) > _LONG),
        "lines > 80 ending a sentence": lambda _, lines: "\n".join(
            line for line in lines if len(line) > _LONG and re.search(r"[.!?][\"'»”’)\s]*$", line)
        ),
        "trafilatura on <p> a line": lambda _, lines: by_trafilatura(as_paragraphs(lines)),
        "jusText on <p> a line": lambda _, lines: by_justext(lines),
        "recoupe, lines": lambda _, lines: by_labels(lines, book),
        "trafilatura, HTML (ceiling)": lambda data, _: by_trafilatura(data),
        "recoupe, HTML": lambda data, _: by_html(data, book),
    }


def compare(folder: Path) -> dict[str, Tally]:
    """Run every method over every page."""
    book = read_cues({"fr": FRENCH, "en": ENGLISH})
    chosen = methods(book)
    tallies = {name: Tally() for name in chosen}
    for gold_file in sorted(folder.glob("*/evaldata.json")):
        for gold in json.loads(gold_file.read_text("utf-8")).values():
            data = (gold_file.parent / "html" / gold["file"]).read_bytes()
            lines = flatten(data)
            for name, method in chosen.items():
                start = time.process_time()
                text = method(data, lines)
                tallies[name].seconds += time.process_time() - start
                tallies[name].add(gold_file.parent.name, text, gold)
    return tallies


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    tallies = compare(args.folder)
    languages = sorted({language for tally in tallies.values() for language in tally.counts})
    if args.json:
        print(
            json.dumps(
                {
                    name: {"all": tally.figures(), **{language: tally.figures(language) for language in languages}}
                    for name, tally in tallies.items()
                },
                indent=1,
            )
        )
        return
    print(f"{'method':<31}" + "".join(f"{language:>22}" for language in ("all", *languages)) + "   CPU s")
    for name, tally in tallies.items():
        cells = [tally.figures(language) for language in (None, *languages)]
        row = "".join(f"  P {cell['P']:.3f} R {cell['R']:.3f} {cell['F1']:.3f}"[-22:].rjust(22) for cell in cells)
        print(f"{name:<31}{row}{tally.seconds:>8.1f}")


if __name__ == "__main__":
    main()
