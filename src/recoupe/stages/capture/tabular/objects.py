"""JSON: the objects of a file one by one, whether they stand one a line, in a list, or in a list inside an object."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from recoupe.stages.capture.tabular.delimited import Broken
from recoupe.stages.capture.tabular.lines import TooLong, charset_of, next_lines, read_lines

_PIECE = 64 * 1024
# {"status": "ok", "articles": [   and   {"articles": {"results": [   : what stands before the list is short and flat
_SCALAR = r'(?:"(?:[^"\\]|\\.){0,500}"|-?[\d.eE+-]{1,30}|true|false|null|\{\}|\[\])'
_KEY = r'"[\w$@.-]{1,60}"\s*:\s*'
_BETWEEN = re.compile("[ \\t\\r\\n,\\ufeff\\x1e]*")
LISTS = "articles|items|results|data|docs|documents|stories|hits|entries|news|records|rows|response|posts|pages|list"
_WRAPPED = re.compile(
    rf'\s*\{{\s*(?:{_KEY}{_SCALAR}\s*,\s*){{0,30}}"(?:{LISTS})"\s*:\s*'
    rf'(?:\{{\s*(?:{_KEY}{_SCALAR}\s*,\s*){{0,30}}"(?:{LISTS})"\s*:\s*)?\['
)


@dataclass(frozen=True, slots=True)
class Place:
    """An object of a file: its number (from 1) and what it holds."""

    number: int
    value: Any


def read_objects(stream: BinaryIO, head: bytes, limit: int) -> Iterator[Place | Broken]:
    """The values of a JSON file in their order; one that cannot be read is Broken.

    Of JSON lines a bad line is left out and the next one read; a list or a value over several lines is read up to its
    damage. No value of more than `limit` characters is held. `head` are the first bytes, which the stream still holds.
    """
    opening = next((line for line in next_lines(head) if line.strip()), "")
    if _complete(opening):
        yield from _by_line(read_lines(stream, head, limit), limit)
    else:
        yield from _by_value(_Text(stream, charset_of(head)), limit)


def _complete(line: str) -> bool:
    """Whether the first line is a whole object, as in JSON lines."""
    if not line.lstrip().startswith("{") or _WRAPPED.match(line):
        return False
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return _broken_line(line)
    return True


def _broken_line(line: str) -> bool:
    """A damaged first line of JSON lines ends as an object does; an object over several lines opens and breaks off."""
    return line.rstrip().endswith("}") and len(line) > 2


def _by_line(lines: Iterator[str], limit: int) -> Iterator[Place | Broken]:
    number = 0
    for line in lines:
        if line.strip():
            number += 1
            yield _loaded(number, line, limit)


def _loaded(number: int, line: str, limit: int) -> Place | Broken:
    if isinstance(line, TooLong):
        return Broken(f"a line of more than {limit} bytes (limit page_bytes)")
    try:
        return Place(number, json.loads(line))
    except RecursionError:
        return Broken("objects nested too deeply")
    except ValueError as problem:
        return Broken(f"no JSON object ({problem})")


def _by_value(text: _Text, limit: int) -> Iterator[Place | Broken]:
    """Values one after the other, or the members of a list."""
    text.grow(_PIECE)
    wrapped = _WRAPPED.match(text.held)
    listed = wrapped is not None or text.held.lstrip().startswith("[")
    if listed:
        text.at = wrapped.end() if wrapped else text.held.index("[") + 1
    number = 0
    while text.skip():
        if listed and text.held[text.at] == "]":
            return
        number += 1
        item = _next_value(text, limit)
        yield item if isinstance(item, Broken) else Place(number, item)
        if isinstance(item, Broken):
            return
    if listed:
        yield Broken("the list ends in the middle: read up to there")


def _next_value(text: _Text, limit: int) -> Any:
    decoder, wanted = json.JSONDecoder(), _PIECE
    while True:
        try:
            value, end = decoder.raw_decode(text.held, text.at)
        except RecursionError:
            return Broken("objects nested too deeply; nothing behind can be read")
        except ValueError as problem:
            if len(text.held) - text.at > limit:
                return Broken(f"more than {limit} characters without an end (limit page_bytes)")
            if not text.grow(wanted):
                return Broken(f"no JSON from here on ({problem})")
            wanted *= 2
            continue
        if end == len(text.held) and text.grow(1):
            continue  # a number may go on
        text.at = end
        return value


class _Text:
    """The part of a text that is looked at, from `at` on, with more to come from the stream."""

    def __init__(self, stream: BinaryIO, charset: str) -> None:
        self.held, self.at = "", 0
        self._stream, self._decoder = stream, codecs.getincrementaldecoder(charset)("replace")
        self._ended = False

    def grow(self, count: int) -> bool:
        """Hold so many more bytes' characters, and let go of what is read; False where nothing more comes."""
        data = b"" if self._ended else self._stream.read(count)
        self._ended = not data
        fresh = self._decoder.decode(data, self._ended)
        self.held, self.at = self.held[self.at :] + fresh, 0
        return bool(fresh or data)

    def skip(self) -> bool:
        """Pass blanks and the comma between members; False at the end."""
        while True:
            found = _BETWEEN.match(self.held, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.held):
                return True
            if not self.grow(_PIECE):
                return False
