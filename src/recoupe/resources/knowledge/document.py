"""A user's YAML file as nested values that remember their lines, so that an error can point at one."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import yaml

from recoupe.errors import ResourceError

LARGEST = 4_000_000  # bytes
DEEPEST = 8  # levels of nesting
MOST_NODES = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A value of the file: text, a list of items, or a mapping of keys to items; lines count from 1."""

    value: str | list[Item] | dict[str, Item]
    line: int
    file: str
    keys: dict[str, int] | None = None  # the lines of a mapping's keys

    def error(self, what: str, mend: str, line: int | None = None) -> ResourceError:
        """The error to raise for this value."""
        return ResourceError(what, where=f"{self.file}:{line or self.line}", mend=mend)

    def text(self, what: str) -> str:
        """The value as text that is not empty, white space made single."""
        found = " ".join(self.value.split()) if isinstance(self.value, str) else ""
        if not found:
            raise self.error(f"{what} is not a text", "write one text after the colon")
        return found

    def items(self, what: str) -> list[Item]:
        """The value as a list; one text alone is a list of one."""
        if isinstance(self.value, str):
            return [self] if self.value.strip() else []
        if isinstance(self.value, list):
            return self.value
        raise self.error(f"{what} is not a list", "write its members as [one, another] or one a line after a dash")

    def mapping(self, what: str, allowed: tuple[str, ...]) -> dict[str, Item]:
        """The value as a mapping with none but the allowed keys."""
        if not isinstance(self.value, dict):
            raise self.error(f"{what} is not a mapping", f"write it as keys and values; keys are {', '.join(allowed)}")
        for key in self.value:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                mend = f"did you mean {near[0]!r}?" if near else f"the keys of {what} are {', '.join(allowed)}"
                raise self.error(f"{key!r} is no key of {what}", mend, (self.keys or {}).get(key))
        return self.value

    def truth(self, what: str) -> bool:
        """The value as yes or no."""
        if self.value in ("true", "True", "yes", "oui"):
            return True
        if self.value in ("false", "False", "no", "non"):
            return False
        raise self.error(f"{what} is neither true nor false", "write true or false")


def read_document(path: Path) -> Item:
    """The root of a YAML file; raises ResourceError with file and line for what cannot be read.

    Bounded: 4 MB, eight levels, no anchors or aliases (a few bytes of them can stand for gigabytes).
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise ResourceError(
                f"larger than {LARGEST:,} bytes", where=name, mend="split it, or take out what is unused"
            )
        text = raw.decode("utf-8-sig")
        _check_shape(text, name)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise ResourceError(f"cannot read: {reason}", where=name, mend="name a file that exists") from problem
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        raise ResourceError("not UTF-8", where=f"{name}:{line}", mend="save the file as UTF-8") from problem
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark
        line = mark.line + 1 if mark is not None else 1
        mend = "correct the YAML: a name with a colon or a leading quote needs quotation marks around it"
        raise ResourceError(str(problem.problem or problem.context), where=f"{name}:{line}", mend=mend) from problem
    except yaml.YAMLError as problem:
        raise ResourceError(f"not YAML: {problem}", where=name, mend="save it as plain text in YAML") from problem
    if root is None:
        return Item(value={}, line=1, file=name, keys={})
    return _item(root, name)


def _check_shape(text: str, name: str) -> None:
    """Refuse depth, aliases and mass before anything is built."""
    depth = 0
    for count, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.AliasEvent):
            raise ResourceError("an alias (*name)", where=f"{name}:{line}", mend="write the value out")
        if depth > DEEPEST or count > MOST_NODES:
            raise ResourceError(
                "nested too deep or too long", where=f"{name}:{line}", mend="write plain lists of entries"
            )


def _item(node: yaml.Node, name: str) -> Item:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return Item(value=node.value if node.tag != "tag:yaml.org,2002:null" else "", line=line, file=name)
    if isinstance(node, yaml.SequenceNode):
        return Item(value=[_item(child, name) for child in node.value], line=line, file=name)
    found: dict[str, Item] = {}
    keys: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            where = f"{name}:{key.start_mark.line + 1}"
            raise ResourceError("a key that is no text", where=where, mend="write `key: value`")
        if key.value in found:
            where = f"{name}:{key.start_mark.line + 1}"
            raise ResourceError(f"{key.value!r} stands twice", where=where, mend="take one of the two out")
        found[key.value], keys[key.value] = _item(value, name), key.start_mark.line + 1
    return Item(value=found, line=line, file=name, keys=keys)
