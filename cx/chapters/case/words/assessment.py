"""What a business case says, in sentences: the return, the need, and what would prove it wrong."""

from collections.abc import Hashable, Mapping
from typing import Any

from cx.chapters.case.assessment import BusinessCase
from cx.text import Said, enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Metric, Tone
from cx.vocabulary import Unit

LIKELY, UNLIKELY = 0.8, 0.5  # chances from which a case is called likely, or unlikely, to pay


def headline(case: BusinessCase) -> Finding:
    """Say what the plan returns, and how often."""
    chance, drawn = case.simulated.p_positive, case.simulated
    planned = case.net_present_value
    said = {
        "money": _money(case, abs(planned)),
        "share": numbers.percent(chance),
        "rest": numbers.percent(1 - chance),
    }
    if chance < UNLIKELY:
        title, tone = say("The plan pays in only {share} of the draws", **said), Tone.ATTENTION
    elif planned < 0:
        title, tone = (
            say("The plan loses {money} as planned, yet pays in {share} of the draws", **said),
            Tone.CAUTION,
        )
    elif chance >= LIKELY:
        title, tone = (
            say("The plan returns {money} and pays in {share} of the draws", **said),
            Tone.GOOD,
        )
    else:
        title, tone = (
            say("The plan returns {money} as planned, yet loses in {rest} of the draws", **said),
            Tone.CAUTION,
        )
    return Finding(
        title,
        paragraph(
            say(
                "Net present value {planned} as planned; {low} to {high} in 90 % of {draws} draws, "
                "on average {mean}.",
                planned=_money(case, planned),
                low=_money(case, drawn.low),
                high=_money(case, drawn.high),
                draws=drawn.draws,
                mean=_money(case, drawn.mean),
            ),
            say(
                "Discounted at {rate} a year, the first quarter in full (Excel's NPV() gives "
                "{excel}).",
                rate=numbers.percent(case.plan.discount_rate, 1),
                excel=_money(case, case.net_present_value_excel),
            ),
        ),
        tone,
        effect=Effect(planned, Unit.MONEY, drawn.draws, currency=case.plan.currency or None),
    )


def metrics(case: BusinessCase) -> tuple[Metric, ...]:
    """Return the numbers on top of the page."""
    drawn, back, quarters = case.simulated, case.payback_quarters, case.plan.quarters
    return (
        Metric(
            say("Net present value"),
            _short(case, case.net_present_value),
            say(
                "90 % of draws: {low} to {high}",
                low=_short(case, drawn.low),
                high=_short(case, drawn.high),
            ),
        ),
        Metric(
            say("Chance that it pays"),
            numbers.percent(drawn.p_positive),
            say("of {draws} draws", draws=drawn.draws),
        ),
        Metric(
            say("Money needed at most"),
            _short(case, case.need),
            say("by {quarter}", quarter=case.need_quarter),
        ),
        Metric(
            say("Quarters until it is back"),
            say("never") if back is None else numbers.decimal(back, 1),
            say_n("not within {n} quarter", "not within {n} quarters", quarters)
            if back is None
            else say_n("of {n} quarter, undiscounted", "of {n} quarters, undiscounted", quarters),
        ),
    )


def need(case: BusinessCase) -> Finding:
    """Say how much money is out at most, and when it is back."""
    if not case.need:
        return Finding(
            say("The plan never needs money"), say("Benefits cover the costs in every quarter.")
        )
    return Finding(
        say(
            "It needs {money} by {quarter}",
            money=_money(case, case.need),
            quarter=case.need_quarter,
        ),
        paragraph(say("The deepest point of the cumulative cash, as planned."), _back(case)),
    )


def _back(case: BusinessCase) -> Said:
    if case.payback_quarters is None:
        return say_n(
            "The money is not back within {n} quarter.",
            "The money is not back within {n} quarters.",
            case.plan.quarters,
        )
    plain = numbers.decimal(case.payback_quarters, 1)
    if case.payback_discounted is None:
        return say(
            "The money is back after {plain} quarters; discounted, not within the plan.",
            plain=plain,
        )
    return say(
        "The money is back after {plain} quarters, discounted after {discounted}.",
        plain=plain,
        discounted=numbers.decimal(case.payback_discounted, 1),
    )


def ratios(case: BusinessCase) -> Finding:
    """Say the return in ratios, or why there is none."""
    return Finding(
        say("Without costs there is no return on them")
        if case.return_on_investment is None
        else say(
            "{one} spent returns {returned}",
            one=_money(case, 1.0),
            returned=_money(case, 1 + case.return_on_investment),
        ),
        paragraph(
            say(
                "Benefits today {benefit}, costs today {cost}.",
                benefit=_money(case, case.benefit_today),
                cost=_money(case, case.cost_today),
            ),
            *_rates(case),
        ),
    )


def _rates(case: BusinessCase) -> tuple[str, ...]:
    """Say the internal rate of return or why there is none, and the modified one."""
    modified = (
        ""
        if case.modified_rate is None
        else say(
            "Modified rate of return {rate} a year.", rate=numbers.percent(case.modified_rate, 1)
        )
    )
    if case.internal_rate is not None:
        internal = say(
            "Internal rate of return {rate} a year.", rate=numbers.percent(case.internal_rate, 1)
        )
        return internal, modified
    if case.sign_changes > 1:
        turns = say(
            "No single internal rate of return: the cash turns {times} times between paid and "
            "received.",
            times=case.sign_changes,
        )
        return turns, modified
    return (say("No internal rate of return: the cash never turns from paid to received."),)


def margins(case: BusinessCase) -> Finding:
    """Say how far the benefits may fall short or come late."""
    late = _late(case)
    if case.break_even is None:
        return Finding(say("No benefit, so nothing can break even"), late, Tone.ATTENTION)
    share = numbers.percent(case.break_even)
    if case.break_even > 1:
        return Finding(
            say("It takes {share} of the planned benefits to break even", share=share),
            late,
            Tone.ATTENTION,
        )
    return Finding(say("It breaks even at {share} of the planned benefits", share=share), late)


def _late(case: BusinessCase) -> Said:
    first, second = case.delayed
    said = {"one": _money(case, abs(first)), "two": _money(case, abs(second))}
    if first >= 0 and second >= 0:
        return say(
            "One quarter late, with costs on time, the plan returns {one}; two quarters late, it "
            "returns {two}.",
            **said,
        )
    if first >= 0:
        return say(
            "One quarter late, with costs on time, the plan returns {one}; two quarters late, it "
            "loses {two}.",
            **said,
        )
    if second < 0:
        return say(
            "One quarter late, with costs on time, the plan loses {one}; two quarters late, it "
            "loses {two}.",
            **said,
        )
    return say(
        "One quarter late, with costs on time, the plan loses {one}; two quarters late, it "
        "returns {two}.",
        **said,
    )


def hangs_on(case: BusinessCase) -> Finding:
    """Name the input that moves the return most."""
    tornado = case.tornado.frame
    if tornado.empty:
        return Finding(
            say("Every figure is given without a range"),
            say("Give low and high figures to see what the case hangs on."),
            Tone.CAUTION,
        )
    first = tornado.iloc[0]
    worst, best = sorted((first["at_low"], first["at_high"]))
    # A case that pays may come to lose, and one that loses may come to pay.
    turned = worst < 0 <= case.net_present_value or case.net_present_value < 0 < best
    return Finding(
        say("{input} alone turns the case", input=first["input"])
        if turned
        else say("{input} moves it most", input=first["input"]),
        say(
            "From its 10 % to its 90 % quantile the net present value goes from {low} to {high}, "
            "all else as planned.",
            low=_money(case, first["at_low"]),
            high=_money(case, first["at_high"]),
        ),
        Tone.ATTENTION if turned else Tone.PLAIN,
    )


def asks(case: BusinessCase) -> Finding:
    """Say what is asked for, phase by phase."""
    phases = case.phases.frame
    if phases.empty:
        paid = case.cash.frame[["one_off", "running"]].to_numpy().sum()
        return Finding(
            say("The ask is {money} in one go", money=_money(case, paid)),
            say(
                "Add phases to ask for it step by step, each after the one before has shown its "
                "worth."
            ),
        )
    parts = enumerated(
        say(
            "{phase} ({first} to {last}): {money}",
            phase=row["phase"],
            first=row["first"],
            last=row["last"],
            money=_money(case, row["ask"]),
        )
        for row in phases.to_dict("records")
    )
    return Finding(
        say_n(
            "The ask is {money} in {n} phase",
            "The ask is {money} in {n} phases",
            len(phases),
            money=_money(case, phases["ask"].sum()),
        ),
        say("{parts}.", parts=parts),
    )


def proofs_against(case: BusinessCase) -> tuple[Said, ...]:
    """Say what would prove the case wrong, and when it would show."""
    said = [_floor(case, row) for row in case.phases.frame.to_dict("records") if row["floor"] > 0]
    if case.break_even is not None and case.break_even <= 1:
        said.append(
            say(
                "Benefits that settle below {share} of the plan: the case no longer pays.",
                share=numbers.percent(case.break_even),
            )
        )
    late = next((q for q, value in enumerate(case.delayed, start=1) if value < 0), None)
    if late and case.net_present_value > 0:
        said.append(
            say_n(
                "Benefits {n} quarter late, with costs on time.",
                "Benefits {n} quarters late, with costs on time.",
                late,
            )
        )
    said.append(
        say("The levers going with the score without causing it: what is lifted does not move it.")
    )
    return tuple(said)


def _floor(case: BusinessCase, row: Mapping[Hashable, Any]) -> Said:
    return say(
        "By the end of {last} ({phase}), benefits to date below {floor}: nine in ten of the draws "
        "that pay have more by then.",
        last=row["last"],
        phase=row["phase"],
        floor=_money(case, row["floor"]),
    )


def reading_cash() -> Said:
    """Say how to read the fan of cumulative cash."""
    return say(
        "Line: the plan. Dark band: half of the draws; light band: 90 of 100. Below zero, money is "
        "out. Not discounted."
    )


def reading_timeline() -> Said:
    """Say how to read the cash by quarter."""
    return say("Above zero what comes in, below what is paid, as planned. Shaded: the phases.")


def alt_timeline(case: BusinessCase) -> Said:
    """Describe the cash by quarter for those who do not see it."""
    cash = case.cash.frame.assign(paid=lambda c: c["one_off"] + c["running"])
    most = int(cash["paid"].to_numpy().argmax())
    return say(
        "Cash by quarter: at most {paid} is paid, in {quarter}, and at most {benefit} comes in.",
        paid=_money(case, cash["paid"].iloc[most]),
        quarter=cash["quarter"].iloc[most],
        benefit=_money(case, cash["benefit"].max()),
    )


def reading_tornado() -> Said:
    """Say how to read the tornado."""
    return say(
        "Each bar: the net present value when one input goes from its 10 % to its 90 % quantile, "
        "all else as planned. The line marks the plan."
    )


def alt_cash(case: BusinessCase) -> Said:
    """Describe the fan for those who do not see it."""
    last = case.cash.frame.iloc[-1]
    return say_n(
        "Cumulative cash over {n} quarter: deepest {need} in {quarter}, at the end {end}, in 90 "
        "of 100 draws {low} to {high}.",
        "Cumulative cash over {n} quarters: deepest {need} in {quarter}, at the end {end}, in 90 "
        "of 100 draws {low} to {high}.",
        case.plan.quarters,
        need=_money(case, -case.need),
        quarter=case.need_quarter,
        end=_money(case, last["cumulative"]),
        low=_money(case, last["cumulative_p5"]),
        high=_money(case, last["cumulative_p95"]),
    )


def alt_tornado(case: BusinessCase) -> Said:
    """Describe the tornado for those who do not see it."""
    rows = (
        say(
            "{input} {low} to {high}",
            input=row["input"],
            low=_money(case, row["at_low"]),
            high=_money(case, row["at_high"]),
        )
        for row in case.tornado.frame.head(3).to_dict("records")
    )
    return say("Net present value by input, widest first: {rows}.", rows=enumerated(rows))


def _short(case: BusinessCase, value: float) -> str:
    return numbers.short_money(value, case.plan.currency)


def _money(case: BusinessCase, value: float) -> str:
    return numbers.money(value, case.plan.currency)
