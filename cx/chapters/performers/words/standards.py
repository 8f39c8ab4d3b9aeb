"""What a further gap between performers says."""

from __future__ import annotations

from cx.chapters.performers.standards import StandardGap
from cx.text import numbers
from cx.text.finding import Finding, Tone
from cx.vocabulary import Unit


def headline(gap: StandardGap) -> Finding:
    """Say how far best and worst are apart on this standard, or that they are not."""
    share = numbers.percent(gap.options.fraction)
    n = f"n {numbers.count(gap.gap.n)}"
    if gap.raw_gap == gap.luck_gap == 0:
        return Finding(
            f"{gap.label}: the same in every answer",
            f"So performers cannot differ on it ({n}). Check the column, or choose another "
            "standard.",
            Tone.CAUTION,
        )
    if not gap.distinguishable:
        return Finding(
            f"{gap.label}: no evidence that performers differ",
            f"The raw gap between best and worst {share} is {_gap(gap, gap.raw_gap)}; luck alone "
            f"would give {_gap(gap, gap.luck_gap)} ({numbers.p_value(gap.p_value)}, {n}).",
            Tone.CAUTION,
        )
    sure = gap.gap.low > (1 if gap.lower_is_better else 0)  # a ratio of 1 is no gap
    return Finding(
        f"{gap.label}: {_gap(gap, gap.gap.value)} between best and worst {share}"
        if sure
        else f"{gap.label}: the gap between best and worst {share} cannot be told from nothing",
        f"{numbers.RANGE} {_gap(gap, gap.gap.low)} to {_gap(gap, gap.gap.high)}, luck taken out: "
        f"best {_value(gap, gap.best)}, worst {_value(gap, gap.worst)} ({n}). Raw "
        f"{_gap(gap, gap.raw_gap)}, luck alone {_gap(gap, gap.luck_gap)}.",
        Tone.PLAIN if sure else Tone.CAUTION,
    )


def _gap(gap: StandardGap, value: float) -> str:
    if gap.lower_is_better:
        return f"{numbers.decimal(value, 1)} times as long"
    if gap.unit is Unit.SHARE:
        return f"{numbers.decimal(100 * value, 0)} percentage points"
    return _value(gap, value)


def _value(gap: StandardGap, value: float) -> str:
    if gap.lower_is_better:
        return f"{numbers.decimal(value, 1)} hours"
    return numbers.number(value, gap.unit, gap.currency)
