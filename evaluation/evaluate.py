"""Score the dossiers of the annotated pages against their gold, and hold the figures to the floors.

    python evaluation/evaluate.py --shared ../shared [--update] [--allow-regression REASON] [--errors]

Builds a dossier of `seeds` and one of `corpora/dev/pages`, runs `evaluate/score.py` on each export, prints each figure
beside its floor with what moved, and ends with exit code 1 when one fell below its floor. Floors stand in
`floors.json` with a digest of the gold; `--update` raises them to what is reached now and lowers one only with
`--allow-regression`, whose reason is written beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import recoupe

HERE = Path(__file__).parent
FLOORS = HERE / "floors.json"
SETS = {"seeds": ("seeds", "gold/seeds"), "dev": ("corpora/dev/pages", "gold/dev")}
LANGUAGES = {"dev-fr": "wikinews-", "dev-en": ("convoy-", "hassajik-", "mayadeen-")}
SLACK = 0.0005  # figures are rounded to three places


def main() -> None:
    """Measure, compare, tell."""
    options = arguments()
    figures = dict(measure(options.shared, errors=options.errors))
    known = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {"gold": {}, "floors": {}, "reasons": {}}
    digests = {name: digest(options.shared / gold) for name, (_, gold) in SETS.items()}
    if known["gold"] and known["gold"] != digests:
        print("note: the gold has changed since the floors were set")
    fallen = report(figures, known["floors"])
    if options.update:
        update(figures, known, digests, options.allow_regression)
    elif fallen:
        sys.exit(f"below the floor: {', '.join(fallen)}")


def arguments() -> argparse.Namespace:
    """What the user asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="the folder of pages, gold and score.py")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--allow-regression", metavar="REASON", help="let --update lower floors, for this reason")
    parser.add_argument("--errors", action="store_true", help="print every miss, extra and confusion")
    return parser.parse_args()


def measure(shared: Path, *, errors: bool) -> Iterator[tuple[str, float]]:
    """Every figure as ("seeds.events.type", value); dev also by language."""
    for name, (pages, gold) in SETS.items():
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "dossier.json"
            with recoupe.build([shared / pages]) as dossier:
                export.write_text(dossier.export("json"), "utf-8")
                for refusal in dossier.view.refusals():
                    print(f"note: {refusal.page} was left out: {refusal.reason}")
            if errors:
                print(score(shared, pages, gold, export, "--errors"))
            yield from flat(name, json.loads(score(shared, pages, gold, export, "--json")))
            stems = sorted(path.stem for path in (shared / pages).glob("*.txt"))
            for part, opening in LANGUAGES.items():
                only = [stem for stem in stems if stem.startswith(opening)]
                if part.startswith(name) and only:
                    report_ = json.loads(score(shared, pages, gold, export, "--json", "--only", *only))
                    kept = {key: report_[key] for key in ("statements", "events")}
                    yield from flat(part, kept)


def score(shared: Path, pages: str, gold: str, export: Path, *options: str) -> str:
    """Run the score as its own program and give what it printed."""
    command = [sys.executable, str(shared / "evaluate" / "score.py"), "--pages", str(shared / pages)]
    command += ["--gold", str(shared / gold), "--dossier", str(export), *options]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def flat(name: str, scored: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """The figures that are kept: F1 of each part, rates, and the verdicts on dates."""
    for key, value in scored.items():
        if key in ("per_type", "pages", "gold_pairs", "events_found", "datable") or value is None:
            continue
        if isinstance(value, dict) and "F1" in value:
            yield f"{name}.{key}", float(value["F1"])
        elif isinstance(value, dict):
            yield from flat(f"{name}.{key}", value)
        elif key.endswith(("_rate", "_right", "recall", "_apart", "dated", "F1")):
            yield f"{name}.{key}", float(value)


def report(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """Print each figure, its floor and how it moved; give those below."""
    fallen = []
    for name, value in figures.items():
        floor = floors.get(name)
        worse = floor is not None and (value > floor + SLACK if lower_is_better(name) else value < floor - SLACK)
        moved = "" if floor is None or abs(value - floor) <= SLACK else f"  {value - floor:+.3f}"
        print(f"{name:<38} {value:6.3f}   floor {'  new' if floor is None else f'{floor:.3f}'}{moved}")
        if worse:
            fallen.append(name)
    return fallen


def lower_is_better(name: str) -> bool:
    """Whether a figure counts errors."""
    return name.endswith("wrong_rate")


def update(figures: dict[str, float], known: dict[str, Any], gold: dict[str, str], reason: str | None) -> None:
    """Write the floors: raised freely, lowered only for a reason that is kept."""
    floors, reasons = dict(known["floors"]), dict(known["reasons"])
    for name, value in figures.items():
        old = floors.get(name)
        worse = old is not None and (value > old if lower_is_better(name) else value < old)
        if worse and not reason:
            continue
        if worse:
            reasons[name] = f"{old} -> {value}: {reason}"
        floors[name] = value
    content = {"gold": gold, "floors": dict(sorted(floors.items())), "reasons": dict(sorted(reasons.items()))}
    FLOORS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")


def digest(gold: Path) -> str:
    """A hash of the gold files, so that edited gold cannot move a figure in silence."""
    total = hashlib.sha256()
    for path in sorted(gold.glob("*.json")):
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()[:16]


if __name__ == "__main__":
    main()
