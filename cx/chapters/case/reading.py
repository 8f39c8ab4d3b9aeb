"""A business case as plain values (from TOML, JSON or an edited table) and back.

Values of the wrong kind, names that are not known and names that are missing are all found before
anything is refused. What the values mean for the plan is checked by `case_checks`.
"""

import difflib
import tomllib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, fields
from enum import StrEnum
from typing import Any

from cx.chapters.case.plan import CasePlan, CostLine, Initiative, Lever, Phase
from cx.problems import CxError, Problem, stops
from cx.text import say

# In a file a table is named by what one entry is: [[lever]].
TABLES: Mapping[str, tuple[str, type]] = {
    "lever": ("levers", Lever),
    "initiative": ("initiatives", Initiative),
    "cost": ("costs", CostLine),
    "phase": ("phases", Phase),
}


class CaseError(CxError):
    """A business case that cannot be computed as it is written."""


def read_toml(text: str) -> CasePlan:
    """Read a plan from the text of a TOML file.

    Errors: CaseError, with every problem found.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CaseError(
            stops(
                "case_not_toml",
                "file",
                say("The case could not be read as TOML: {error}.", error=str(error)),
                say("Mend that line; sample_data/case.toml shows a case that works."),
            )
        ) from error
    return read_plan(given)


def read_plan(given: Mapping[str, Any]) -> CasePlan:
    """Read a plan from plain values, tables under `lever`, `initiative`, `cost` and `phase`.

    Errors: CaseError, with every problem found.
    """
    problems: list[Problem] = []
    plain = {name: value for name, value in given.items() if name not in TABLES}
    built: dict[str, Any] = {}
    for table, (field, kind) in TABLES.items():
        entries = given.get(table, [])
        if not isinstance(entries, list) or not all(isinstance(e, Mapping) for e in entries):
            problems.append(_not_a_table(table))
            continue
        built[field] = tuple(
            _entry(kind, entry, f"{table} {number}", problems)
            for number, entry in enumerate(entries, start=1)
        )
    values = _values(CasePlan, plain, "case", problems, given_elsewhere=set(built))
    if problems:
        raise CaseError(problems)
    return CasePlan(**values, **built)


def write_plan(plan: CasePlan) -> dict[str, Any]:
    """Return a plan as plain values that `read_plan` reads back."""
    plain = asdict(plan)
    for table, (field, _) in TABLES.items():
        plain[table] = [
            {name: value for name, value in entry.items() if value is not None}
            for entry in plain.pop(field)
        ]
    return plain


def _entry(kind: type, entry: Mapping[str, Any], where: str, problems: list[Problem]) -> Any:
    before = len(problems)
    values = _values(kind, entry, where, problems)
    return kind(**values) if len(problems) == before else None


def _values(
    kind: type,
    given: Mapping[str, Any],
    where: str,
    problems: list[Problem],
    given_elsewhere: set[str] | frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """Return the values of one entry by name; what is wrong is added to `problems`."""
    hints = typing.get_type_hints(kind)
    known = [field.name for field in fields(kind) if field.name not in given_elsewhere]
    problems += [_unknown(name, where, known) for name in given if name not in known]
    problems += [
        _missing(field.name, where)
        for field in fields(kind)
        if field.default is MISSING and field.name in known and field.name not in given
    ]
    values = {}
    for name in (name for name in known if name in given):
        try:
            values[name] = _as(hints[name], given[name])
        except (TypeError, ValueError):
            problems.append(_wrong(name, where, given[name], hints[name]))
    return values


def _as(wanted: Any, value: Any) -> Any:
    """Return a value as the wanted kind; raise TypeError or ValueError when it is another."""
    inner = typing.get_args(wanted)
    if typing.get_origin(wanted) is types.UnionType:
        return None if value is None else _as(inner[0], value)
    if typing.get_origin(wanted) is tuple:
        items = list(value) if isinstance(value, list | tuple) else None
        if items is None or (inner[-1] is not Ellipsis and len(items) != len(inner)):
            raise TypeError
        return tuple(_as(inner[0], item) for item in items)
    if issubclass(wanted, StrEnum):
        return wanted(value)
    if isinstance(value, bool) or not isinstance(
        value, (int, float) if wanted is float else wanted
    ):
        raise TypeError
    return wanted(value)


def _kinds(wanted: Any) -> Iterator[str]:
    inner = typing.get_args(wanted)
    if typing.get_origin(wanted) is types.UnionType:
        yield from _kinds(inner[0])
    elif typing.get_origin(wanted) is tuple:
        yield (
            say("a list of numbers")
            if inner[-1] is Ellipsis
            else say("a list of {n} numbers", n=len(inner))
        )
    elif issubclass(wanted, StrEnum):
        yield " or ".join(str(value) for value in wanted)
    else:
        yield {str: say("a text"), int: say("a whole number"), float: say("a number")}[wanted]


def _unknown(name: str, where: str, known: list[str]) -> Problem:
    close = difflib.get_close_matches(name, known, 1)
    return stops(
        "case_name_unknown",
        where,
        say('"{name}" in {where} is not known.', name=name, where=where),
        say('Write "{name}".', name=close[0])
        if close
        else say("Known are: {names}.", names=", ".join(known)),
    )


def _missing(name: str, where: str) -> Problem:
    return stops(
        "case_name_missing",
        where,
        say('"{name}" is missing in {where}.', name=name, where=where),
        say("Add it."),
    )


def _wrong(name: str, where: str, value: object, wanted: Any) -> Problem:
    return stops(
        "case_value_wrong",
        where,
        say('"{name}" in {where} is {value}.', name=name, where=where, value=repr(value)),
        say("Write {wanted}.", wanted=next(_kinds(wanted))),
    )


def _not_a_table(name: str) -> Problem:
    return stops(
        "case_not_a_table",
        name,
        say('"{name}" is not a list of entries.', name=name),
        say("Write each entry under a heading of its own: [[{name}]].", name=name),
    )
