"""What was asked of the what-if on the command line, read as moves.

Waiting=+0.3        every rating of Waiting moves by 0.3, as far as its scale lets it
Waiting<=6->8       every rating up to 6 becomes 8
Waiting=3..6->8     every rating from 3 to 6 becomes 8
resolved=+5%        five more of a hundred matters are resolved at first contact
time=-20%           times to resolution are a fifth shorter
gap=50%             half of the shrunken performer gap is closed
region:North=40%    (a mix) North makes up 40 % of the customers
"""

import re
from collections.abc import Sequence

from cx.chapters.what_if.levers import LeverKind
from cx.chapters.what_if.model import WhatIfModel
from cx.chapters.what_if.moves import Lift, Mix, Moves, Shift
from cx.problems import CxError, Problem, stops
from cx.text import say
from cx.vocabulary import Schema

_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_LIFT = re.compile(
    rf"(?P<name>.+?)\s*(?:<=|=\s*(?P<lowest>{_NUMBER})\s*\.\.)\s*(?P<highest>{_NUMBER})"
    rf"\s*->\s*(?P<to>{_NUMBER})"
)
_STEP = re.compile(rf"(?P<name>.+?)\s*=\s*(?P<by>{_NUMBER})\s*(?P<percent>%?)")
_SHARE = re.compile(rf"(?P<level>.+?)\s*=\s*(?P<share>{_NUMBER})\s*(?P<percent>%?)")
GAP = "gap"
_KINDS = {"resolved": LeverKind.RESOLVED, "time": LeverKind.TIME}


def moves_of(
    model: WhatIfModel, levers: Sequence[str], mixes: Sequence[str], schema: Schema
) -> Moves:
    """Read levers and mixes; raise CxError with every text that cannot be read."""
    problems: list[Problem] = []
    shifts: list[Shift] = []
    lifts: list[Lift] = []
    closed = 0.0
    for text in levers:
        lift, step = _LIFT.fullmatch(text.strip()), _STEP.fullmatch(text.strip())
        if lift:
            lowest = lift["lowest"]
            lifts.append(
                Lift(
                    _key(model, lift["name"], schema),
                    float(lift["highest"]),
                    float(lift["to"]),
                    None if lowest is None else float(lowest),
                )
            )
        elif step and step["name"] == GAP:
            closed = _value(step["by"], step["percent"])
        elif step and (not step["percent"] or _in_percent(model, step["name"], schema)):
            by = _value(step["by"], step["percent"])
            shifts.append(Shift(_key(model, step["name"], schema), by))
        else:
            problems.append(_unread_lever(text))
    asked: dict[str, list[tuple[str, float]]] = {}
    for text in mixes:
        share = _mixed(model, text)
        if share is None:
            problems.append(_unread_mix(text, model))
        else:
            asked.setdefault(share[0], []).append(share[1:])
    if problems:
        raise CxError(problems)
    named = tuple(Mix(column, tuple(shares)) for column, shares in asked.items())
    return Moves(tuple(shifts), tuple(lifts), named, closed)


def _key(model: WhatIfModel, name: str, schema: Schema) -> str:
    """Return the key of the lever with this header, name or short name; the name if none has."""
    for lever in model.levers:
        if name in (lever.label, lever.key) or lever.kind is _KINDS.get(name):
            return lever.key
    return next((column.name for column in schema.columns if column.header == name), name)


def _in_percent(model: WhatIfModel, name: str, schema: Schema) -> bool:
    """Whether a lever is moved in per cent: all but ratings, and what nobody knows."""
    key = _key(model, name, schema)
    return all(lever.kind is not LeverKind.RATING for lever in model.levers if lever.key == key)


def _mixed(model: WhatIfModel, text: str) -> tuple[str, str, float] | None:
    """Return column, level and share of a mix; None when it cannot be read."""
    for mix in model.mixes:
        for name in (mix.column.name, mix.column.label, mix.column.header or mix.column.label):
            found = _SHARE.fullmatch(text.removeprefix(f"{name}:"))
            if found and text.startswith(f"{name}:"):
                return (
                    mix.column.name,
                    found["level"].strip(),
                    _value(found["share"], found["percent"]),
                )
    return None


def _value(number: str, percent: str) -> float:
    return float(number) / 100 if percent else float(number)


def _unread_lever(text: str) -> Problem:
    return stops(
        "lever_syntax",
        "--lever",
        say('"{text}" is not a move.', text=text),
        say(
            'Write "DRIVER=+0.3", "DRIVER<=6->8", "DRIVER=3..6->8", "resolved=+5%", '
            '"time=-20%" or "gap=50%", the driver as it is headed in the file.'
        ),
    )


def _unread_mix(text: str, model: WhatIfModel) -> Problem:
    known = " or ".join(mix.column.name for mix in model.mixes)
    return stops(
        "mix_syntax",
        "--mix",
        say('"{text}" is not a mix.', text=text),
        say('Write "ROLE:LEVEL=40%"; columns to mix: {columns}.', columns=known)
        if known
        else say("Name the acquisition channel or purchase behaviour with --map."),
    )
