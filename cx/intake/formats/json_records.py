"""How do the objects of a JSON file become rows?

Objects in objects become columns of their own ("address.city"), lists of plain values one cell
("a; b"); lists of objects are kept as they are written. What is no object is left out and counted.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cx.intake import encodings, headers
from cx.intake.file_facts import Received
from cx.intake.formats import json_text
from cx.intake.formats.given import Given
from cx.intake.formats.growing import GrowingTable
from cx.intake.progress import Progress, doing_read
from cx.intake.sentences import about_files, about_formats
from cx.intake.staged import LeftOut, Reading, StagedRows
from cx.problems import IntakeError, Problem

JSON, LINES = "json", "jsonl"
_DEPTH = 4  # objects in objects that become columns
_REFUSE_SHARE = 0.5  # of all records that are none: the file is another thing


def is_json(given: Given, encoding: str) -> bool:
    """Say whether a text file is JSON, by its first 256 KB."""
    return json_text.begins_as_json(_head(given, encoding), given.name)


def _head(given: Given, encoding: str) -> str:
    page = encodings.mixed_page(encoding) or encoding
    return given.head.decode(page, errors="ignore")


def take_in(given: Given, encoding: str, folder: Path) -> Received:
    """Take in a JSON file; one in another encoding than UTF-8 is written anew in `folder`."""
    head = _head(given, encoding)
    lines = json_text.is_lines(head)
    notes: tuple[Problem, ...] = ()
    if encoding.lower() not in ("utf-8", "utf-8-sig"):
        given = replace(given, path=_as_utf8(given.path, encoding, folder / "upload"))
        if encodings.bom_encoding(given.head) is None:
            notes = (about_formats.json_encoding(encoding),)
    if not lines:
        _check_lists(given)
    return given.received(LINES if lines else JSON, problems=notes)


def _as_utf8(path: Path, encoding: str, target: Path) -> Path:
    """Write a text as UTF-8 to `target`, which may be the file itself."""
    copy = target.with_suffix(".utf8")
    with (
        path.open(encoding=encodings.mixed_page(encoding) or encoding, errors="replace") as source,
        copy.open("w", encoding="utf-8") as written,
    ):
        while piece := source.read(1024 * 1024):
            written.write(piece)
    return copy.replace(target)


def _check_lists(given: Given) -> None:
    """Refuse a document that holds no list of objects, or more than one, or is cut."""
    counts: dict[str, int] = {}
    n_other = 0
    try:
        for name, _, value in json_text.items(given.path):
            if isinstance(value, dict):
                counts[name] = counts.get(name, 0) + 1
            else:
                n_other += 1
    except json_text.Unreadable as error:
        raise IntakeError(about_formats.broken_json(given.name, error.line)) from error
    if len(counts) > 1:
        raise IntakeError(about_formats.several_lists(given.name, counts))
    if not counts:
        raise IntakeError(about_formats.no_records(given.name, n_other))


def stage(received: Received, reading: Reading, target: Path, progress: Progress) -> StagedRows:
    """Read all records into `target` as text columns."""
    progress(doing_read(), 0.1)
    table = GrowingTable(target, received.name)
    told = _Told()
    left_out: list[LeftOut] = []
    lines = received.format == LINES
    n_records = 0
    try:
        for number, value in _records(received.path, lines=lines):
            n_records += 1
            if isinstance(value, dict):
                told.n_twice += isinstance(value, json_text.Twice)
                table.add(number, dict(_flat(value, "", 0, told)))
            else:
                left_out.append(LeftOut(number, "no_object"))
        if len(left_out) > _REFUSE_SHARE * n_records and len(left_out) > 1:
            raise IntakeError(about_formats.few_records(received.name, len(left_out), n_records))
        table.close()
    finally:
        table.forget()
    if not table.n_rows:
        raise IntakeError(about_formats.no_records(received.name, n_records))
    if table.n_rows + len(left_out) != n_records:
        raise IntakeError(about_files.unbalanced(received.name, n_records, table.n_rows))
    named, renamed = headers.unique(table.names)
    header = headers.Header(0, 1, named, ("",) * len(named), None, renamed)
    problems = told.problems()
    if left_out:
        rows = [item.row for item in left_out]
        problems.append(about_formats.no_objects(rows, n_records, lines=lines))
    return StagedRows(header, table.n_rows, n_records, Reading(), tuple(left_out), tuple(problems))


def _records(path: Path, *, lines: bool) -> Iterator[tuple[int, Any]]:
    """Yield every record with its number: the line, or the place in the list."""
    if lines:
        yield from json_text.records_of_lines(path)
        return
    held: list[tuple[int, Any]] = []  # until it is known that the list holds objects
    chosen: str | None = None
    current: str | None = None
    for name, place, value in json_text.items(path):
        if name != current:
            current, held = name, []
        if chosen is None and isinstance(value, dict):
            chosen = name
            yield from held
        if name == chosen:
            yield place, value
        elif chosen is None:
            held.append((place, None))


class _Told:
    """What was changed in cells on the way, for the passport."""

    def __init__(self) -> None:
        self.n_twice = 0
        self.joined: dict[str, int] = {}  # lists of plain values
        self.kept: dict[str, int] = {}  # lists and objects that stay as they are written

    def problems(self) -> list[Problem]:
        """Word what happened."""
        found: list[Problem] = []
        if self.n_twice:
            found.append(about_formats.names_twice(self.n_twice))
        if self.joined:
            found.append(about_formats.lists_joined(self.joined))
        if self.kept:
            found.append(about_formats.nested_kept(self.kept))
        return found


def _flat(
    record: dict[str, Any], prefix: str, depth: int, told: _Told
) -> Iterator[tuple[str, str | None]]:
    """Yield the cells of a record by the names of their columns."""
    for key, value in record.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, dict) and depth < _DEPTH and value:
            yield from _flat(value, name, depth + 1, told)
        elif isinstance(value, list) and value and not any(_is_nested(item) for item in value):
            cells = [_plain(item) or "" for item in value]
            if len(value) > 1:
                told.joined[name] = told.joined.get(name, 0) + 1
            yield name, "; ".join(cells).strip() or None
        elif isinstance(value, list | dict):
            if value:
                told.kept[name] = told.kept.get(name, 0) + 1
            yield name, _written(value) if value else None
        else:
            yield name, _plain(value)


def _is_nested(value: Any) -> bool:
    return isinstance(value, list | dict)


def _plain(value: Any) -> str | None:
    """Write a plain value as text: numbers as they are written."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).strip() or None


def _written(value: Any) -> str:
    """Write a nested value as JSON again."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {_written(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    if isinstance(value, str) and not isinstance(value, json_text.Number):
        return '"' + value.replace('"', '\\"') + '"'
    return "null" if value is None else str(_plain(value))
