"""Can these moves be made with this model? Everything that is wrong is named at once."""

from collections.abc import Iterator

from cx.chapters.what_if.levers import Lever, LeverKind
from cx.chapters.what_if.model import MixLever, WhatIfModel
from cx.chapters.what_if.moves import Lift, Mix, Moves, Shift
from cx.problems import CxError, Problem, stops
from cx.text import numbers, say

ROUNDING = 1e-3  # by which shares that were written down may miss a whole


def require_valid(model: WhatIfModel, moves: Moves) -> None:
    """Raise CxError with every reason why the moves cannot be made."""
    keys = [shift.lever for shift in moves.shifts] + [lift.lever for lift in moves.lifts]
    problems = [_unknown_lever(key, model) for key in dict.fromkeys(keys) if not _has(model, key)]
    if not problems:
        for shift in moves.shifts:
            problems += _of_shift(model.lever(shift.lever), shift)
        for lift in moves.lifts:
            problems += _of_lift(model.lever(lift.lever), lift)
    problems += [
        stops(
            "moved_twice",
            _label(model, key),
            say('"{lever}" is moved more than once.', lever=_label(model, key)),
            say("Move it once."),
        )
        for key in dict.fromkeys(keys)
        if keys.count(key) > 1 and _has(model, key)
    ]
    for mix in moves.mixes:
        problems += _of_mix(model, mix)
    names = [mix.column for mix in moves.mixes]
    problems += [
        stops(
            "moved_twice",
            name,
            say('"{column}" is mixed more than once.', column=name),
            say("Mix it once."),
        )
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    ]
    problems += _of_gap(model, moves.gap_closed)
    if problems:
        raise CxError(problems)


def full_shares(mix: MixLever, asked: Mix) -> tuple[float, ...]:
    """Return the share of every group: as asked, the others sharing the rest as they do today."""
    named = dict(asked.shares)
    levels = mix.column.categories
    rest = 1 - sum(named.values())
    today = sum(s for level, s in zip(levels, mix.shares, strict=True) if level not in named)
    return tuple(
        named[level] if level in named else (share / today * rest if today else 0.0)
        for level, share in zip(levels, mix.shares, strict=True)
    )


def _of_shift(lever: Lever, shift: Shift) -> Iterator[Problem]:
    level = lever.mean + shift.by
    if lever.kind is LeverKind.RESOLVED and not 0 <= level <= 1:
        yield stops(
            "share_out_of_range",
            lever.label,
            say(
                '"{lever}" would be {share} of the matters; today it is {today}.',
                lever=lever.label,
                share=numbers.percent(level),
                today=numbers.percent(lever.mean, 1),
            ),
            say("Choose a change that ends between 0 % and 100 %."),
        )
    if lever.kind is LeverKind.TIME and shift.by <= -1:
        yield stops(
            "time_out_of_range",
            lever.label,
            say('"{lever}" cannot be cut by 100 % or more.', lever=lever.label),
            say("Choose a smaller cut, such as -20 %."),
        )


def _of_lift(lever: Lever, lift: Lift) -> Iterator[Problem]:
    if lever.kind is not LeverKind.RATING:
        yield stops(
            "lift_not_a_rating",
            lever.label,
            say('"{lever}" is no rating.', lever=lever.label),
            say("Change it by a step instead."),
        )
    elif not lever.minimum <= lift.to <= lever.maximum:
        yield stops(
            "lift_out_of_scale",
            lever.label,
            say(
                '"{lever}" cannot be raised to {to}: its ratings run from {lowest} to {highest}.',
                lever=lever.label,
                to=f"{lift.to:g}",
                lowest=f"{lever.minimum:g}",
                highest=f"{lever.maximum:g}",
            ),
            say("Choose a rating on this scale."),
        )
    elif lift.highest >= lift.to or (lift.lowest is not None and lift.lowest > lift.highest):
        yield stops(
            "lift_backwards",
            lever.label,
            say(
                '"{lever}" cannot be lifted from {highest} and below to {to}.',
                lever=lever.label,
                highest=f"{lift.highest:g}",
                to=f"{lift.to:g}",
            ),
            say("Lift lower ratings to a higher one, as in <=6->8."),
        )


def _of_mix(model: WhatIfModel, asked: Mix) -> Iterator[Problem]:
    known = [mix.column.name for mix in model.mixes]
    if asked.column not in known:
        labels = ", ".join(f'"{mix.column.label}"' for mix in model.mixes)
        yield stops(
            "mix_unknown",
            asked.column,
            say('"{column}" has no groups to mix.', column=asked.column),
            say("Columns to mix: {columns}.", columns=labels)
            if labels
            else say("Columns to mix: none."),
        )
        return
    mix = model.mix(asked.column)
    levels, label = mix.column.categories, mix.column.label
    named = [level for level, _ in asked.shares]
    for level, share in asked.shares:
        if level not in levels:
            shown = ", ".join(f'"{one}"' for one in levels)
            yield stops(
                "mix_level",
                label,
                say('"{column}" never holds "{group}".', column=label, group=level),
                say("It holds {groups}.", groups=shown),
            )
        elif not 0 <= share <= 1:
            yield stops(
                "mix_share",
                label,
                say(
                    '"{column}" cannot have {share} "{group}".',
                    column=label,
                    share=numbers.percent(share),
                    group=level,
                ),
                say("Choose 0 % to 100 %."),
            )
        elif share and not mix.counts[levels.index(level)]:
            yield stops(
                "mix_empty",
                label,
                say('"{column}" has no response of "{group}".', column=label, group=level),
                say("Leave its share at 0 %."),
            )
    total = sum(share for _, share in asked.shares)
    rest = [share for level, share in zip(levels, mix.shares, strict=True) if level not in named]
    if total > 1 + ROUNDING or (not sum(rest) and total < 1 - ROUNDING):
        yield stops(
            "mix_total",
            label,
            say(
                '"{column}" would add up to {total}.',
                column=label,
                total=numbers.percent(total, 1),
            ),
            say("Choose shares that add up to 100 %."),
        )


def _of_gap(model: WhatIfModel, closed: float) -> Iterator[Problem]:
    if closed and model.gap is None:
        yield stops(
            "no_gap",
            "performer gap",
            say('"performer gap" cannot be closed: it could not be measured in this file.'),
            say("Name the column of the performer, or leave the gap as it is."),
        )
    elif not 0 <= closed <= 1:
        yield stops(
            "gap_share",
            "performer gap",
            say('"performer gap" cannot be closed by {share}.', share=numbers.percent(closed)),
            say("Choose 0 to 100 %."),
        )


def _has(model: WhatIfModel, key: str) -> bool:
    return any(lever.key == key for lever in model.levers)


def _label(model: WhatIfModel, key: str) -> str:
    return model.lever(key).label


def _unknown_lever(key: str, model: WhatIfModel) -> Problem:
    aside = [one for one in model.set_aside if one.driver == key]
    if aside:
        return stops(
            "lever_set_aside",
            key,
            say(
                '"{driver}" takes no part: {reason} ({n} ratings).',
                driver=key,
                reason=aside[0].reason,
                n=aside[0].n_rated,
            ),
            say("Move another driver."),
        )
    labels = ", ".join(f'"{lever.label}"' for lever in model.levers)
    return stops(
        "lever_unknown",
        key,
        say('"{lever}" is no lever of this file.', lever=key),
        say("Levers: {levers}.", levers=labels) if labels else say("Levers: none."),
    )
