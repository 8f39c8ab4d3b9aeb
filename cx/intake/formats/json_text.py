"""Which records does a JSON text hold? Read in pieces; numbers stay as they are written.

A document is a list of objects, an object with one list of objects in it ({"data": [...]}), or one
object on each line (JSON Lines).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

_PIECE = 1024 * 1024  # characters
_LONGEST = 16 * 1024 * 1024  # characters of one value that is held at once
_DEPTH = 3  # objects in objects in which a list of records is looked for
_SPACE = " \t\r\n"


class Number(str):
    """A number as it is written."""

    __slots__ = ()


class Unreadable(ValueError):
    """A text that is no JSON from some line on."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}")
        self.line = line


class Twice(dict[str, Any]):
    """An object in which a name stands more than once; the last value counts."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Twice(found)


_DECODER = json.JSONDecoder(
    parse_int=Number, parse_float=Number, parse_constant=Number, object_pairs_hook=_object
)


def begins_as_json(head: str, name: str) -> bool:
    """Say whether a text is JSON by its beginning: a list or an object, and no line of a table."""
    text = head.lstrip("\ufeff" + _SPACE)
    if not text.startswith(("[", "{")):
        return False
    if name.lower().endswith((".json", ".jsonl", ".ndjson", ".geojson")):
        return True
    inner = text[1:].lstrip(_SPACE)
    if text[0] == "{":
        return inner[:1] == '"' and _key_follows(inner)
    return inner[:1] in ("{", "[", "]")


def _key_follows(text: str) -> bool:
    try:
        _, end = _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return False
    return text[end:].lstrip(_SPACE)[:1] == ":"


def is_lines(head: str) -> bool:
    """Say whether each line is an object of its own, by the first two lines that are filled."""
    lines = [line for line in head.lstrip("\ufeff").splitlines() if line.strip()][:2]
    return len(lines) == 2 and all(line.lstrip().startswith("{") for line in lines) and (
        isinstance(parsed(lines[0]), dict) or isinstance(parsed(lines[1]), dict)
    )  # fmt: skip


def parsed(line: str) -> Any:
    """Parse one line; None when it is no JSON."""
    try:
        value, end = _DECODER.raw_decode(line.strip())
    except (ValueError, RecursionError):
        return None
    return value if end == len(line.strip()) else None


def records_of_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of every filled line; None for one that is no JSON."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield number, parsed(line)


def items(path: Path) -> Iterator[tuple[str, int, Any]]:
    """Yield what the lists of a document hold: name of the list, place from 1, value.

    The list that is the document itself has the name "". Errors: Unreadable.
    """
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        text = _Text(file)
        yield from _items(text, "", 0)
        if text.peek():
            raise Unreadable(text.line)


def _items(text: "_Text", name: str, depth: int) -> Iterator[tuple[str, int, Any]]:
    mark = text.peek()
    if mark == "[":
        text.take("[")
        place = 0
        while text.peek() != "]":
            if place:
                text.take(",")
            place += 1
            yield name, place, text.value()
        text.take("]")
    elif mark == "{" and depth < _DEPTH:
        text.take("{")
        first = True
        while text.peek() != "}":
            if not first:
                text.take(",")
            first = False
            key = text.value()
            text.take(":")
            yield from _items(text, f"{name}.{key}" if name else str(key), depth + 1)
        text.take("}")
    else:
        text.value()


class _Text:
    """A text of which only one piece is held at a time."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._held, self._at, self._ended = "", 0, False
        self._lines_before = 0

    @property
    def line(self) -> int:
        """The line that is being read."""
        return self._lines_before + self._held.count("\n", 0, self._at) + 1

    def _more(self) -> bool:
        piece = "" if self._ended else self._file.read(_PIECE)
        if not piece:
            self._ended = True
            return False
        self._lines_before += self._held.count("\n", 0, self._at)
        self._held, self._at = self._held[self._at :] + piece, 0
        return True

    def peek(self) -> str:
        """Return the next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._more():
                return ""

    def take(self, mark: str) -> None:
        """Pass by a mark that must stand here."""
        if self.peek() != mark:
            raise Unreadable(self.line)
        self._at += 1

    def value(self) -> Any:
        """Read a whole value."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except RecursionError as error:
                raise Unreadable(self.line) from error
            except ValueError as error:
                if len(self._held) - self._at > _LONGEST or not self._more():
                    raise Unreadable(self.line) from error
                continue
            if end < len(self._held) or not self._more():  # a number may go on in the next piece
                self._at = end
                return value
