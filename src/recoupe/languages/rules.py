"""Rules as data: every YAML entry with an `id` is a rule that can be explained and tested.

A rule file is a mapping with one list under `rules` (other keys are settings of the file). Each rule is a
mapping with at least

    id:        unique over all files, dotted, opens with the language ("fr.speech.insister")
    what:      one sentence: what the rule does, for `recoupe explain`
    examples:  sentences in which the rule must fire
    not:       sentences in which it must not

and whatever further keys the stage that reads it defines (checked by a `msgspec.Struct` that forbids unknown keys).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.abc import Traversable
from typing import Any, TypeVar

import msgspec
import yaml

from recoupe.errors import ResourceError

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """One rule as it stands in its file; `body` holds the keys that only its own stage reads."""

    id: str
    file: str
    what: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    body: dict[str, Any]


def read_yaml(package: str, name: str) -> Any:
    """Read one YAML file that ships with the package (`package` dotted, `name` with its suffix)."""
    path = resources.files(package).joinpath(name)
    try:
        return yaml.load(path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as problem:
        raise ResourceError(f"cannot read {name}: {problem}", where=package, mend="reinstall Recoupe") from problem


def read_shape(package: str, name: str, shape: type[Shape]) -> Shape:
    """Read one YAML file into a typed shape; a slip in the file is an error that names the path of the bad value."""
    try:
        return msgspec.convert(read_yaml(package, name), shape)
    except msgspec.ValidationError as problem:
        raise ResourceError(f"{name}: {problem}", where=package, mend="correct the file at that path") from problem


def rule_files(language: str) -> tuple[str, ...]:
    """The rule files of a language and of its subfolders ("speech.yaml", "triggers/assault.yaml"), in order."""
    return tuple(sorted(_yaml_below(resources.files(f"recoupe.languages.{language}"), "")))


def _yaml_below(folder: Traversable, prefix: str) -> Iterator[str]:
    for item in folder.iterdir():
        if item.name.endswith(".yaml"):
            yield prefix + item.name
        elif item.is_dir() and not item.name.startswith("_"):
            yield from _yaml_below(item, f"{prefix}{item.name}/")


@cache
def language_rules(language: str) -> tuple[RuleEntry, ...]:
    """Every rule of a language, whichever stage reads it."""
    found: list[RuleEntry] = []
    for name in rule_files(language):
        content = read_yaml(f"recoupe.languages.{language}", name)
        for body in (content.get("rules") or ()) if isinstance(content, dict) else ():
            rest = {key: value for key, value in body.items() if key not in ("id", "what", "examples", "not")}
            found.append(
                RuleEntry(
                    id=body["id"],
                    file=f"{language}/{name}",
                    what=body.get("what", ""),
                    examples=tuple(body.get("examples") or ()),
                    counter_examples=tuple(body.get("not") or ()),
                    body=rest,
                )
            )
    return tuple(found)
