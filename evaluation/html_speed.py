"""Reading HTML beside trafilatura: CPU time of both on the same pages, in one process, as a ratio.

    python evaluation/html_speed.py FOLDER [--rounds 3] [--json]

FOLDER is searched for *.html and *.htm files. trafilatura reads each page with its own metadata (title, author, site,
categories, tags, and the date by htmldate); ours is timed twice: the article with everything that the page tells about
itself, and the same with its dates. The rounds alternate, and the least time of each counts: other work on the machine
only ever adds. The ratio, not the pages a second, carries over to another machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from trafilatura import bare_extraction

from recoupe import plugins
from recoupe.records.pages import Article, Capture
from recoupe.resources.knowledge import load_knowledge
from recoupe.stages.article import read_article
from recoupe.stages.capture import read_pages
from recoupe.stages.dating import date_article


def methods() -> dict[str, Callable[[Capture], object]]:
    """What is timed, by name."""
    packs, knowledge = plugins.languages(), load_knowledge()

    def dated(capture: Capture) -> object:
        article = read_article(capture, packs, knowledge)
        return date_article(article, capture, packs, knowledge) if isinstance(article, Article) else article

    return {
        "trafilatura, text alone": lambda capture: bare_extraction(capture.text, include_comments=False),
        "trafilatura": lambda capture: bare_extraction(capture.text, include_comments=False, with_metadata=True),
        "recoupe, article": lambda capture: read_article(capture, packs, knowledge),
        "recoupe, article and date": dated,
    }


def least_seconds(captures: Sequence[Capture], rounds: int) -> dict[str, float]:
    """The least CPU seconds that each method took for all pages."""
    chosen = methods()
    least: dict[str, float] = {}
    for method in chosen.values():
        method(captures[0])  # tables and models are loaded once, before the clock runs
    for _ in range(rounds):
        for name, method in chosen.items():
            start = time.process_time()
            for capture in captures:
                method(capture)
            spent = time.process_time() - start
            least[name] = min(spent, least.get(name, spent))
    return least


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    args = parser.parse_args()
    files = sorted(path for path in args.folder.rglob("*") if path.suffix in (".html", ".htm"))
    captures = [page for page in read_pages(files) if isinstance(page, Capture)]
    if not captures:
        parser.error(f"no HTML page under {args.folder}")
    least = least_seconds(captures, args.rounds)
    own = least["trafilatura"]
    rows = {
        name: {"seconds": spent, "pages_per_second": len(captures) / spent, "ratio": spent / own}
        for name, spent in least.items()
    }
    if args.json:
        print(json.dumps({"pages": len(captures), **rows}, indent=1))
        return
    print(f"{len(captures)} pages, {args.rounds} rounds\n{'method':<28}{'CPU s':>8}{'pages/s':>9}{'ratio':>7}")
    for name, row in rows.items():
        print(f"{name:<28}{row['seconds']:>8.2f}{row['pages_per_second']:>9.1f}{row['ratio']:>7.2f}")


if __name__ == "__main__":
    main()
