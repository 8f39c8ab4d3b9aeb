"""What a further gap between performers says."""

from __future__ import annotations

from cx.chapters.performers.standards import StandardGap
from cx.text import numbers, say
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def headline(gap: StandardGap) -> Finding:
    """Say how far best and worst are apart on this standard, or that they are not."""
    share = numbers.percent(gap.options.fraction)
    n = gap.gap.n
    effect = Effect.of(gap.gap, gap.unit, gap.currency)
    if gap.raw_gap == gap.luck_gap == 0:
        return Finding(
            say("{standard}: the same in every answer", standard=gap.label),
            say(
                "So performers cannot differ on it (n {n}). Check the column, or choose another "
                "standard.",
                n=n,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
        )
    raw, luck = _gap(gap, gap.raw_gap), _gap(gap, gap.luck_gap)
    if not gap.distinguishable:
        return Finding(
            say("{standard}: no evidence that performers differ", standard=gap.label),
            say(
                "The raw gap between best and worst {share} is {raw}; luck alone would give "
                "{luck} ({p}, n {n}).",
                share=share,
                raw=raw,
                luck=luck,
                p=numbers.p_value(gap.p_value),
                n=n,
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
            effect,
        )
    sure = gap.gap.low > (1 if gap.lower_is_better else 0)  # a ratio of 1 is no gap
    return Finding(
        say(
            "{standard}: {gap} between best and worst {share}",
            standard=gap.label,
            gap=_gap(gap, gap.gap.value),
            share=share,
        )
        if sure
        else say(
            "{standard}: the gap between best and worst {share} cannot be told from nothing",
            standard=gap.label,
            share=share,
        ),
        say(
            "95 % range {low} to {high}, luck taken out: best {best}, worst {worst} (n {n}). Raw "
            "{raw}, luck alone {luck}.",
            low=_gap(gap, gap.gap.low),
            high=_gap(gap, gap.gap.high),
            best=_value(gap, gap.best),
            worst=_value(gap, gap.worst),
            n=n,
            raw=raw,
            luck=luck,
        ),
        Tone.PLAIN if sure else Tone.CAUTION,
        Verdict.SHOWN if sure else Verdict.CANNOT_TELL,
        effect,
    )


def _gap(gap: StandardGap, value: float) -> str:
    if gap.lower_is_better:
        return say("{times} times as long", times=numbers.decimal(value, 1))
    if gap.unit is Unit.SHARE:
        return say("{points} percentage points", points=numbers.decimal(100 * value, 0))
    return _value(gap, value)


def _value(gap: StandardGap, value: float) -> str:
    if gap.lower_is_better:
        return say("{hours} hours", hours=numbers.decimal(value, 1))
    return numbers.number(value, gap.unit, gap.currency)
