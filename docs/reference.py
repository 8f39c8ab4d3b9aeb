"""The parts of CLI.md and GLOSSARY.md that are made from the code: `make docs` writes them again.

A field of a result is explained by the comment beside or above it, a column of a table by its own
help. What is put together by hand is explained by hand, around the parts made here.
"""

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
import types
import typing
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import cx
from cx.chapters.case.assessment import BusinessCase
from cx.chapters.drivers.boosting import BoostedCheck
from cx.chapters.drivers.interactions import DriverInteractions
from cx.chapters.drivers.penalty_reward import PENALTY_REWARD_FIELDS
from cx.chapters.drivers.ranking import DriverRanking
from cx.chapters.overview.bridge import ScoreBridge
from cx.chapters.overview.level import Overview
from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.gaps import Performers
from cx.chapters.performers.like_for_like import LikeForLike
from cx.chapters.performers.recognition import Recognition
from cx.chapters.performers.standards import StandardGap
from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.segments.bought import BoughtAgainstIntended
from cx.chapters.segments.comparison import Segments
from cx.chapters.segments.expectations import Expectations
from cx.chapters.segments.found import FoundSegments
from cx.chapters.segments.rfm import Rfm
from cx.chapters.segments.tree import SegmentTree
from cx.chapters.value.assumptions import Assumptions
from cx.chapters.value.at_risk import RevenueAtRisk
from cx.chapters.value.by_group import GroupValues
from cx.chapters.value.earned_growth import EarnedGrowth
from cx.chapters.value.gap_worth import GapWorth
from cx.chapters.value.lifetime import Lifetimes
from cx.chapters.value.purchases import RepeatPurchases
from cx.chapters.value.retention import RetentionWorth
from cx.chapters.value.two_truths import Value
from cx.chapters.value.worth import Worths
from cx.chapters.what_if.model import WhatIfModel, WhatIfResult
from cx.intake import Passport
from cx.plain import INTERNAL, OPTIONS, Flat, Key, hints, said
from cx.problems import Problem
from cx.vocabulary import Column, Estimate, Field, Scale, Table, Unit

DOCS = Path(__file__).parent
RESULTS: Mapping[str, type | tuple[Field, ...]] = {
    "passport": Passport,
    "overview": Overview,
    "segments": Segments,
    "segments.bridge": ScoreBridge,
    "segments.expectations": Expectations,
    "segments.rfm": Rfm,
    "segments.bought_against_intended": BoughtAgainstIntended,
    "segments.found": FoundSegments,
    "segments.tree": SegmentTree,
    "drivers": DriverRanking,
    "drivers.penalty_reward": PENALTY_REWARD_FIELDS,
    "drivers.interactions": DriverInteractions,
    "drivers.boosting": BoostedCheck,
    "performers": Performers,
    "performers.like_for_like": LikeForLike,
    "performers.worth": GapWorth,
    "performers.within": TiersWithin,
    "performers.standards": StandardGap,
    "performers.consistency": Consistency,
    "performers.recognition": Recognition,
    "value.assumptions": Assumptions,
    "value.truths": Value,
    "value.groups": GroupValues,
    "value.worth": Worths,
    "value.at_risk": RevenueAtRisk,
    "value.lifetime": Lifetimes,
    "value.purchases": RepeatPurchases,
    "value.retention": RetentionWorth,
    "value.earned_growth": EarnedGrowth,
    "whatif.model": WhatIfModel,
    "whatif.result": WhatIfResult,
    "case": BusinessCase,
}
EVERYWHERE: Mapping[str, str] = {  # what is said once, not beside each field
    "code": "does not change with the wording",
    "column": "header of the column",
    "count": "rows or cells concerned",
    "currency": "of the money; null when neither the file nor an option names it",
    "distinguishable": "whether the test says that they differ",
    "driver": "header",
    "level": "a value of that column",
    "measured": "whether it is from the file, not assumed",
    "minimum_n": "as given by `--min-n`",
    "n": "responses that it rests on",
    "n_available": "responses that customers or a sample were drawn from",
    "n_customers": "customers that it rests on",
    "n_in_each": "performers in each of the two groups",
    "n_responses": "responses that it rests on",
    "n_sampled_from": "responses that a sample was drawn from, or all",
    "n_rated": "responses that rated it",
    "net_name": "name of the score on its scale",
    "outcome": "header of the column of the outcome",
    "performer": "header of the column of performers",
    "p_value": "of no difference",
    "reason": "why",
    "seed": "of what is drawn at random",
    "sentence": "the same for a person",
    "scale": "of the outcome",
    "set_aside": "drivers that take no part",
}
_ENDS = "end of the 95 % range"
_UNITS = {
    Unit.FLAG: "true or false",
    Unit.COEFFICIENT: "number",
    Unit.PROBABILITY: "0 to 1",
    Unit.WORD: "text",
}
_TYPES = {
    bool: "true or false",
    int: "count",
    float: "number",
    str: "text",
    dict: "object",
    Column: "text",
    Estimate: "estimate",
    Scale: "scale",
    Problem: "problem",
    Table: "list of rows",
}
_WHOLE = (Column, Estimate, Scale, Problem, Table)  # explained once, or a text
_BLOCK = re.compile(r"(<!-- fields: (\S+) -->\n).*?(?=<!-- end of fields -->)", re.DOTALL)


def cli(text: str) -> str:
    """Return the text of CLI.md with every table of fields made again."""
    return _BLOCK.sub(lambda found: f"{found[1]}\n{_table(RESULTS[found[2]])}\n\n", text)


def glossary(text: str) -> str:
    """Return the text of GLOSSARY.md with its table of columns made again."""
    listed: dict[str, list[Field]] = defaultdict(list)
    for field in {field for _, some in field_lists() for field in some}:
        listed[field.label].append(field)
    rows = [
        f"| {label} | {_joined(_unit(f) for f in listed[label])} "
        f"| {_joined((f.help for f in listed[label]), ' ')} |"
        for label in sorted(listed, key=str.lower)
    ]
    above, mark, _ = text.partition("| column | unit | meaning |\n| --- | --- | --- |\n")
    return above + mark + "\n".join(rows) + "\n"


def field_lists() -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Find the fields of every table that a question makes, by the name of the constant."""
    for module in pkgutil.walk_packages(cx.__path__, "cx."):
        if module.name.startswith(("cx.ui", "cx.__main__")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Field):
                yield f"{module.name}.{name}", (value,)
            elif isinstance(value, tuple) and value and all(isinstance(v, Field) for v in value):
                yield f"{module.name}.{name}", value


def rows(kind: type | tuple[Field, ...], path: str = "") -> Iterator[tuple[str, str, str]]:
    """Name every field of a result in the JSON: its key, its type, and what it means."""
    if isinstance(kind, tuple):
        for column in kind:
            yield f"{path}`{column.name}`", _unit(column), column.help
        return
    for field in fields(kind):
        hint = hints(kind)[field.name]
        flat, key = said(hint, Flat), said(hint, Key)
        meaning = _meaning(kind, field.name)
        bare, nullable = _bare(hint)
        if flat and bare in _WHOLE:
            names = ", ".join(f"{path}`{name}`" for name in flat.keys.values())
            yield names, "number" if bare is Estimate else "text", meaning
        elif flat:
            yield from _options(bare, flat, path)
        elif key == INTERNAL:
            yield from _inner(hint, None, f"{path}`{field.name}`.`rows`.")
        elif field.name != OPTIONS:
            name = f"{path}`{key.name if key else field.name}`"
            yield name, _type(bare) + nullable, meaning + _choices(bare)
            yield from _inner(hint, bare, f"{name}.")


def _options(kind: type, flat: Flat, path: str) -> Iterator[tuple[str, str, str]]:
    for place, name in flat.keys.items():
        *outer, last = place.split(".")
        owner = kind
        for step in outer:
            owner, _ = _bare(hints(owner)[step])
        bare, _ = _bare(hints(owner)[last])
        yield f"{path}`{name}`", _type(bare), _meaning(owner, last) + _choices(bare)


def _inner(hint: Any, bare: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Name the fields within a field: the columns of a table, and the fields of records."""
    yield from rows(said(hint, tuple) or (), path)
    for kind in (bare, *typing.get_args(bare)):
        if is_dataclass(kind) and kind not in _WHOLE:
            yield from rows(kind, path)


def _meaning(kind: type, name: str) -> str:
    ends = _ENDS if name.endswith(("_low", "_high")) or name in ("low", "high") else ""
    return comments(kind).get(name) or EVERYWHERE.get(name, ends)


@cache
def comments(kind: type) -> dict[str, str]:
    """Return the comment of each field of a class: at its end, or in the lines above it."""
    lines = textwrap.dedent(inspect.getsource(kind)).splitlines()
    (found,) = ast.parse("\n".join(lines)).body
    told = {}
    for node in found.body:  # type: ignore[attr-defined]
        if isinstance(node, ast.AnnAssign):
            _, _, beside = lines[node.end_lineno - 1][node.end_col_offset :].partition("# ")
            above: list[str] = []
            for line in reversed(lines[: node.lineno - 1]):
                if not line.strip().startswith("# "):
                    break
                above.insert(0, line.strip().removeprefix("# "))
            told[ast.unparse(node.target)] = beside or " ".join(above)
    return told


def _table(kind: type | tuple[Field, ...]) -> str:
    listed = [f"| {name} | {form} | {_cell(meaning)} |" for name, form, meaning in rows(kind)]
    return "\n".join(["| field | type | meaning |", "| --- | --- | --- |", *listed])


def _bare(hint: Any) -> tuple[Any, str]:
    """Take away what is said of a type, and None."""
    if hasattr(hint, "__metadata__"):
        hint = hint.__origin__
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (inner for inner in typing.get_args(hint) if inner is not type(None))
        return hint, " or null"
    return hint, ""


def _type(bare: Any) -> str:
    origin, inner = typing.get_origin(bare), typing.get_args(bare)
    if bare in _TYPES or origin in _TYPES:
        return _TYPES[bare if bare in _TYPES else origin]
    if origin is tuple:
        return f"list of {_plural(_type(inner[0]))}"
    if is_dataclass(bare):
        return "object"
    return "date" if isinstance(bare, type) and issubclass(bare, date) else "text"


def _plural(name: str) -> str:
    return {"list of rows": "lists", "true or false": name}.get(name, f"{name}s")


def _choices(bare: Any) -> str:
    """Name the texts that a field can be."""
    inner = typing.get_args(bare)
    kinds = [kind for kind in (bare, *inner) if isinstance(kind, type) and issubclass(kind, Enum)]
    texts = list(map(str, kinds[0])) if kinds else []
    if typing.get_origin(bare) is typing.Literal:
        texts = list(map(str, inner))
    return f" (`{'`, `'.join(texts)}`)" if texts else ""


def _unit(field: Field) -> str:
    return _UNITS.get(field.unit, str(field.unit))


def _joined(texts: Iterator[str], by: str = ", ") -> str:
    return by.join(sorted(set(texts)))


def _cell(text: str) -> str:
    return re.sub(r"\b(?:None|NaN)\b", "null", text.replace("|", "\\|").strip())


if __name__ == "__main__":
    for name, make in (("CLI.md", cli), ("GLOSSARY.md", glossary)):
        page = DOCS / name
        page.write_text(make(page.read_text(encoding="utf-8")), encoding="utf-8")
