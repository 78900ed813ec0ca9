#!/usr/bin/env python3
"""Measure the copy finder on planted passages: recall, false passages, speed and memory.

    python evaluation/reuse.py [--articles 20000] [--seed 7] [--json]

Every article is made of words drawn by Zipf's law from an invented vocabulary, so that no real text is needed and the
truth is known. One article in ten carries a passage of another one: 30, 60 or 100 words, of which 0, 5 or 15 % are
changed, left out or followed by a new word. Where the peers datasketch and rensa are installed they run in the same
call, on the same articles, by their own habit: document sketches of 5-word shingles, 128 permutations, LSH at 0.2.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import json
import random
import resource
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from recoupe.records.copies import Copy
from recoupe.records.pages import Article, Block
from recoupe.stages.copies import find_copies

LENGTHS, EDITS = (30, 60, 100), (0.0, 0.05, 0.15)
ARTICLE_WORDS = 375  # about the mean of the 5,182 French press articles behind the project's reference figures
VOCABULARY = 60_000
SYLLABLES = [c + v for c in ("b", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "ch", "tr") for v in "aeiou"]


@dataclass(frozen=True)
class Planted:
    """A passage taken over: from which article to which, how long, how much of it edited, and where it stands."""

    source: int
    target: int
    length: int
    edits: float
    start: int
    end: int


@dataclass(frozen=True)
class Heap:
    """Synthetic articles and what was planted in them."""

    articles: list[Article]
    planted: list[Planted]


def vocabulary(rng: random.Random) -> list[str]:
    """Invented words, the frequent ones short, as in a language."""
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        longest = 1 + min(4, len(words) // 60)
        words["".join(rng.choices(SYLLABLES, k=rng.randint(1, longest)))] = None
        if len(words) < 70 and rng.random() < 0.2:
            words["".join(rng.choices(SYLLABLES, k=2))] = None
    return list(words)


class Writer:
    """Draws words by Zipf's law and sets them as text."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.words = vocabulary(self.rng)
        self.weights = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(self.words))))

    def draw(self, count: int) -> list[str]:
        """Some words, drawn independently."""
        return self.rng.choices(self.words, cum_weights=self.weights, k=count)

    def edit(self, words: list[str], share: float) -> list[str]:
        """Change, leave out or add to a share of the words."""
        out: list[str] = []
        for word in words:
            if self.rng.random() >= share:
                out.append(word)
                continue
            kind = self.rng.randrange(3)
            out += [*self.draw(1)] if kind == 0 else [word, *self.draw(1)] if kind == 1 else []
        return out


def write(words: list[str]) -> str:
    """Words as sentences of about twenty, each with a capital and a stop."""
    parts = [words[at : at + 20] for at in range(0, len(words), 20)]
    return " ".join(" ".join(part).capitalize() + "." for part in parts)


def article(number: int, words: list[str]) -> Article:
    """An article whose whole text is body."""
    text = write(words)
    return Article(
        id=f"a{number:07d}",
        capture=f"k{number}",
        page=f"{number}.txt",
        sha256="",
        text=text,
        own_text=True,
        language="fr",
        title=None,
        outlet=None,
        blocks=(Block(start=0, end=len(text), kind="body", rule="synthetic"),),
    )


def heap(count: int, seed: int) -> Heap:
    """Articles of which every tenth carries a passage of an earlier one."""
    writer = Writer(seed)
    cases = itertools.cycle(itertools.product(LENGTHS, EDITS))
    texts: list[list[str]] = []
    planted: list[Planted] = []
    for number in range(count):
        words = writer.draw(max(150, int(writer.rng.gauss(ARTICLE_WORDS, 90))))
        if number % 10 == 9:
            length, edits = next(cases)
            source = writer.rng.randrange(number)
            begin = writer.rng.randrange(max(1, len(texts[source]) - length))
            passage = writer.edit(texts[source][begin : begin + length], edits)
            at = writer.rng.randrange(len(words))
            before = len(write(words[:at])) if at else 0
            words[at:at] = passage
            planted.append(Planted(source, number, length, edits, before, before + len(write(passage)) + 2))
        texts.append(words)
    return Heap([article(number, words) for number, words in enumerate(texts)], planted)


def judge(given: Heap, copies: tuple[Copy, ...]) -> dict[str, object]:
    """Recall by length and edits, and the articles with a passage that nobody planted."""
    places: dict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        places[copy.articles].append(copy)
    hits: dict[tuple[int, float], list[bool]] = defaultdict(list)
    shares: dict[tuple[int, float], list[float]] = defaultdict(list)
    true_pairs = set()
    for case in given.planted:
        pair = tuple(sorted((given.articles[case.source].id, given.articles[case.target].id)))
        true_pairs.add(pair)
        side = pair.index(given.articles[case.target].id)
        words = sum(
            copy.words
            for copy in places.get((pair[0], pair[1]), ())
            if any(span.start < case.end and case.start < span.end for span in copy.spans[side])
        )
        hits[case.length, case.edits].append(words > 0)
        shares[case.length, case.edits].append(min(1.0, words / case.length))
    # a third article may hold the same passage: its pair is true by descent
    family = _families(true_pairs)
    false = {
        copy.articles[1]
        for copy in copies
        if family.get(copy.articles[0]) != family.get(copy.articles[1]) or copy.articles[0] not in family
    }
    return {
        "recall": {
            f"{length} words, {edits:.0%} edited": round(sum(found) / len(found), 4)
            for (length, edits), found in sorted(hits.items())
        },
        "words covered": {
            f"{length} words, {edits:.0%} edited": round(sum(found) / len(found), 3)
            for (length, edits), found in sorted(shares.items())
        },
        "articles with a false passage": round(len(false) / max(1, len(given.articles)), 5),
    }


def _families(pairs: set[tuple[str, ...]]) -> dict[str, str]:
    family: dict[str, str] = {}

    def root(name: str) -> str:
        while family.setdefault(name, name) != name:
            name = family[name]
        return name

    for one, other in sorted(pairs):
        family[root(one)] = root(other)
    return {name: root(name) for name in list(family)}


def peers(given: Heap) -> Iterator[tuple[str, dict[str, object]]]:
    """Recall of document sketches on the same planted passages, for the peers that are installed."""
    for name in ("datasketch", "rensa"):
        try:
            module = importlib.import_module(name)
        except ImportError:
            yield name, {"not installed": True}
            continue
        started = time.process_time()
        found = _sketched(name, module, given)
        seconds = time.process_time() - started
        hit = [
            case.target in found.get(case.source, ()) or case.source in found.get(case.target, ())
            for case in given.planted
        ]
        yield (
            name,
            {
                "recall over all cases": round(sum(hit) / len(hit), 4),
                "articles/s": round(len(given.articles) / seconds),
            },
        )


def _sketched(name: str, module: object, given: Heap) -> dict[int, set[int]]:
    sketches = {}
    for number, page in enumerate(given.articles):
        words = page.text.lower().split()
        shingles = [" ".join(words[at : at + 5]) for at in range(len(words) - 4)]
        if name == "datasketch":
            sketch = module.MinHash(num_perm=128)  # type: ignore[attr-defined]
            sketch.update_batch([shingle.encode() for shingle in shingles])
        else:
            sketch = module.RMinHash(num_perm=128, seed=1)  # type: ignore[attr-defined]
            sketch.update(shingles)
        sketches[number] = sketch
    if name == "datasketch":
        index = module.MinHashLSH(threshold=0.2, num_perm=128)  # type: ignore[attr-defined]
    else:
        index = module.RMinHashLSH(threshold=0.2, num_perm=128, num_bands=32)  # type: ignore[attr-defined]
    for number, sketch in sketches.items():
        index.insert(number, sketch)
    return {number: set(index.query(sketch)) - {number} for number, sketch in sketches.items()}


def main() -> None:
    """Run the measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    made = heap(given.articles, given.seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    copies = find_copies(made.articles)
    seconds = time.process_time() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    report: dict[str, object] = {
        "articles": given.articles,
        "planted": len(made.planted),
        "copies": len(copies),
        **judge(made, copies),
        "articles/s": round(given.articles / seconds),
        "KiB per article": round(grown / given.articles, 2),
        "peers": dict(peers(made)),
    }
    if given.json:
        print(json.dumps(report, indent=1, ensure_ascii=False))
        return
    for name, value in report.items():
        print(f"{name}: {value}" if not isinstance(value, dict) else name)
        if isinstance(value, dict):
            for key, figure in value.items():
                print(f"  {key:<24} {figure}")


if __name__ == "__main__":
    main()
