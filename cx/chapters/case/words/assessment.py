"""What a business case says, in sentences: the return, the need, and what would prove it wrong."""

from __future__ import annotations

from cx.chapters.case.assessment import BusinessCase
from cx.text import numbers
from cx.text.finding import Finding, Metric, Tone

LIKELY, UNLIKELY = 0.8, 0.5  # chances from which a case is called likely, or unlikely, to pay


def headline(case: BusinessCase) -> Finding:
    """Say what the plan returns, and how often."""
    chance, drawn = case.simulated.p_positive, case.simulated
    paid = numbers.percent(chance)
    returned, planned = _money(case, case.net_present_value), _outcome(case, case.net_present_value)
    if chance >= UNLIKELY and case.net_present_value < 0:
        title, tone = (
            f"The plan {planned} as planned, yet pays in {paid} of the draws",
            Tone.CAUTION,
        )
    elif chance >= LIKELY:
        title, tone = f"The plan {planned} and pays in {paid} of the draws", Tone.GOOD
    elif chance >= UNLIKELY:
        title = f"The plan {planned} as planned, yet loses in {_rest(chance)} of the draws"
        tone = Tone.CAUTION
    else:
        title, tone = f"The plan pays in only {paid} of the draws", Tone.ATTENTION
    return Finding(
        title,
        f"Net present value {returned} as planned; {_money(case, drawn.low)} to "
        f"{_money(case, drawn.high)} in 90{numbers.SPACE}% of "
        f"{numbers.count(drawn.draws)} draws, on average {_money(case, drawn.mean)}. "
        f"Discounted at {numbers.percent(case.plan.discount_rate, 1)} a year, the first quarter "
        f"in full (Excel's NPV() gives {_money(case, case.net_present_value_excel)}).",
        tone,
    )


def metrics(case: BusinessCase) -> tuple[Metric, ...]:
    """Return the numbers on top of the page."""
    drawn, back = case.simulated, case.payback_quarters
    quarters = numbers.counted(case.plan.quarters, "quarter")
    return (
        Metric(
            "Net present value",
            _short(case, case.net_present_value),
            f"90{numbers.SPACE}% of draws: {_short(case, drawn.low)} to {_short(case, drawn.high)}",
        ),
        Metric(
            "Chance that it pays",
            numbers.percent(drawn.p_positive),
            f"of {numbers.count(drawn.draws)} draws",
        ),
        Metric("Money needed at most", _short(case, case.need), f"by {case.need_quarter}"),
        Metric(
            "Quarters until it is back",
            "never" if back is None else numbers.decimal(back, 1),
            f"not within {quarters}" if back is None else f"of {quarters}, undiscounted",
        ),
    )


def need(case: BusinessCase) -> Finding:
    """Say how much money is out at most, and when it is back."""
    if not case.need:
        return Finding("The plan never needs money", "Benefits cover the costs in every quarter.")
    return Finding(
        f"It needs {_money(case, case.need)} by {case.need_quarter}",
        f"The deepest point of the cumulative cash, as planned. {_back(case)}",
    )


def _back(case: BusinessCase) -> str:
    if case.payback_quarters is None:
        return f"The money is not back within {numbers.counted(case.plan.quarters, 'quarter')}."
    plain = f"The money is back after {numbers.decimal(case.payback_quarters, 1)} quarters"
    if case.payback_discounted is None:
        return f"{plain}; discounted, not within the plan."
    return f"{plain}, discounted after {numbers.decimal(case.payback_discounted, 1)}."


def ratios(case: BusinessCase) -> Finding:
    """Say the return in ratios, or why there is none."""
    if case.return_on_investment is None:
        title = "Without costs there is no return on them"
    else:
        title = f"{_money(case, 1.0)} spent returns {_money(case, 1 + case.return_on_investment)}"
    return Finding(
        title,
        f"Benefits today {_money(case, case.benefit_today)}, costs today "
        f"{_money(case, case.cost_today)}. {_rate(case)}",
    )


def _rate(case: BusinessCase) -> str:
    modified = (
        ""
        if case.modified_rate is None
        else f" Modified rate of return {numbers.percent(case.modified_rate, 1)} a year."
    )
    if case.internal_rate is not None:
        return f"Internal rate of return {numbers.percent(case.internal_rate, 1)} a year.{modified}"
    if case.sign_changes > 1:
        return (
            f"No single internal rate of return: the cash turns {case.sign_changes} times between "
            f"paid and received.{modified}"
        )
    return "No internal rate of return: the cash never turns from paid to received."


def margins(case: BusinessCase) -> Finding:
    """Say how far the benefits may fall short or come late."""
    one, two = (_outcome(case, value) for value in case.delayed)
    late = f"One quarter late, with costs on time, the plan {one}; two quarters late, it {two}."
    if case.break_even is None:
        return Finding("No benefit, so nothing can break even", late, Tone.ATTENTION)
    share = numbers.percent(case.break_even)
    if case.break_even > 1:
        return Finding(
            f"It takes {share} of the planned benefits to break even", late, Tone.ATTENTION
        )
    return Finding(f"It breaks even at {share} of the planned benefits", late)


def hangs_on(case: BusinessCase) -> Finding:
    """Name the input that moves the return most."""
    tornado = case.tornado.frame
    if tornado.empty:
        return Finding(
            "Every figure is given without a range",
            "Give low and high figures to see what the case hangs on.",
            Tone.CAUTION,
        )
    first = tornado.iloc[0]
    worst, best = sorted((first["at_low"], first["at_high"]))
    # A case that pays may come to lose, and one that loses may come to pay.
    turned = worst < 0 <= case.net_present_value or case.net_present_value < 0 < best
    turns = "alone turns the case" if turned else "moves it most"
    return Finding(
        f"{first['input']} {turns}",
        f"From its 10{numbers.SPACE}% to its 90{numbers.SPACE}% quantile the net present value "
        f"goes from {_money(case, first['at_low'])} to {_money(case, first['at_high'])}, all else "
        "as planned.",
        Tone.ATTENTION if turns.startswith("alone") else Tone.PLAIN,
    )


def asks(case: BusinessCase) -> Finding:
    """Say what is asked for, phase by phase."""
    phases = case.phases.frame
    if phases.empty:
        paid = case.cash.frame[["one_off", "running"]].to_numpy().sum()
        return Finding(
            f"The ask is {_money(case, paid)} in one go",
            "Add phases to ask for it step by step, each after the one before has shown its worth.",
        )
    parts = [
        f"{row['phase']} ({row['first']} to {row['last']}): {_money(case, row['ask'])}"
        for row in phases.to_dict("records")
    ]
    total = _money(case, phases["ask"].sum())
    return Finding(
        f"The ask is {total} in {numbers.counted(len(phases), 'phase')}", f"{'; '.join(parts)}."
    )


def proofs_against(case: BusinessCase) -> tuple[str, ...]:
    """Say what would prove the case wrong, and when it would show."""
    said = [
        f"By the end of {row['last']} ({row['phase']}), benefits to date below "
        f"{_money(case, row['floor'])}: nine in ten of the draws that pay have more by then."
        for row in case.phases.frame.to_dict("records")
        if row["floor"] > 0
    ]
    if case.break_even is not None and case.break_even <= 1:
        said.append(
            f"Benefits that settle below {numbers.percent(case.break_even)} of the plan: "
            "the case no longer pays."
        )
    late = next((q for q, value in enumerate(case.delayed, start=1) if value < 0), None)
    if late and case.net_present_value > 0:
        said.append(f"Benefits {numbers.counted(late, 'quarter')} late, with costs on time.")
    said.append(
        "The levers going with the score without causing it: what is lifted does not move it."
    )
    return tuple(said)


def reading_cash() -> str:
    """Say how to read the fan of cumulative cash."""
    return (
        "Line: the plan. Dark band: half of the draws; light band: 90 of 100. Below zero, money is "
        "out. Not discounted."
    )


def reading_timeline() -> str:
    """Say how to read the cash by quarter."""
    return "Above zero what comes in, below what is paid, as planned. Shaded: the phases."


def alt_timeline(case: BusinessCase) -> str:
    """Describe the cash by quarter for those who do not see it."""
    cash = case.cash.frame.assign(paid=lambda c: c["one_off"] + c["running"])
    most = int(cash["paid"].to_numpy().argmax())
    return (
        f"Cash by quarter: at most {_money(case, cash['paid'].iloc[most])} is paid, in "
        f"{cash['quarter'].iloc[most]}, and at most {_money(case, cash['benefit'].max())} comes in."
    )


def reading_tornado() -> str:
    """Say how to read the tornado."""
    return (
        "Each bar: the net present value when one input goes from its 10 % to its 90 % quantile, "
        "all else as planned. The line marks the plan."
    )


def alt_cash(case: BusinessCase) -> str:
    """Describe the fan for those who do not see it."""
    last = case.cash.frame.iloc[-1]
    return (
        f"Cumulative cash over {case.plan.quarters} quarters: deepest "
        f"{_money(case, -case.need)} in {case.need_quarter}, at the end "
        f"{_money(case, last['cumulative'])}, in 90 of 100 draws "
        f"{_money(case, last['cumulative_p5'])} to {_money(case, last['cumulative_p95'])}."
    )


def alt_tornado(case: BusinessCase) -> str:
    """Describe the tornado for those who do not see it."""
    rows = case.tornado.frame.head(3).to_dict("records")
    parts = [
        f"{row['input']} {_money(case, row['at_low'])} to {_money(case, row['at_high'])}"
        for row in rows
    ]
    return f"Net present value by input, widest first: {'; '.join(parts)}."


def _outcome(case: BusinessCase, value: float) -> str:
    return f"{'loses' if value < 0 else 'returns'} {_money(case, abs(value))}"


def _rest(share: float) -> str:
    return numbers.percent(1 - share)


def _short(case: BusinessCase, value: float) -> str:
    return numbers.short_money(value, case.plan.currency)


def _money(case: BusinessCase, value: float) -> str:
    return numbers.money(value, case.plan.currency)
