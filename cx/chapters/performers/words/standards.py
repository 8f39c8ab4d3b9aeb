"""What a further gap between performers says."""

from cx.chapters.performers.standards import StandardGap
from cx.text import numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone, Verdict
from cx.vocabulary import Unit


def headline(gap: StandardGap) -> Finding:
    """Say how far best and worst are apart on this standard, or that they are not."""
    share = numbers.percent(gap.options.fraction)
    n = gap.shrunk_gap.n
    effect = Effect.of(gap.shrunk_gap, gap.unit, gap.currency)
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
            paragraph(
                say(
                    "The raw gap between best and worst {share} is {raw}; luck alone would give "
                    "{luck} ({p} after adjusting, n {n}).",
                    share=share,
                    raw=raw,
                    luck=luck,
                    p=numbers.p_value(gap.p_adjusted),
                    n=n,
                ),
                _open(gap),
            ),
            Tone.CAUTION,
            Verdict.CANNOT_TELL,
            effect,
        )
    sure = gap.shrunk_gap.low > (1 if gap.lower_is_better else 0)  # a ratio of 1 is no gap
    return Finding(
        say(
            "{standard}: {gap} between best and worst {share}",
            standard=gap.label,
            gap=_gap(gap, gap.shrunk_gap.value),
            share=share,
        )
        if sure
        else say(
            "{standard}: the gap between best and worst {share} cannot be told from nothing",
            standard=gap.label,
            share=share,
        ),
        paragraph(
            say(
                "95 % range {low} to {high}, luck taken out: best {best}, worst {worst} ({p} after "
                "adjusting, n {n}). Raw {raw}, luck alone {luck}.",
                low=_gap(gap, gap.shrunk_gap.low),
                high=_gap(gap, gap.shrunk_gap.high),
                best=_value(gap, gap.best),
                worst=_value(gap, gap.worst),
                p=numbers.p_value(gap.p_adjusted),
                n=n,
                raw=raw,
                luck=luck,
            ),
            _open(gap),
        ),
        Tone.PLAIN if sure else Tone.CAUTION,
        Verdict.SHOWN if sure else Verdict.CANNOT_TELL,
        effect,
    )


def _open(gap: StandardGap) -> str:
    """Say of times how many matters have none yet; empty where all are closed."""
    if not gap.n_open:
        return ""
    return say_n(
        "{n} matter is still open and has no time; who leaves hard ones open looks quick.",
        "{n} matters are still open and have no time; who leaves hard ones open looks quick.",
        gap.n_open,
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
