"""A business case in sentences, for a plan that pays and for plans that do not."""

from dataclasses import replace

from cx.chapters.case.assessment import BusinessCase, CaseOptions, assess_case
from cx.chapters.case.plan import CostLine, Initiative, Lever
from cx.chapters.case.words import assessment as words
from cx.text.finding import Tone
from tests.chapters.case.cases import phased
from tests.chapters.results import typeset
from tests.chapters.said import Sentences, case, each_case, written


def assessed(**changes: object) -> BusinessCase:
    return assess_case(phased(currency="EUR", **changes), CaseOptions(draws=2**12))


def test_a_plan_that_pays_as_planned_and_often_does_not() -> None:
    found = words.headline(assessed())
    assert typeset(found.headline) == (
        "The plan returns EUR 101 as planned, yet loses in 27~% of the draws"
    )
    assert found.tone is Tone.CAUTION
    assert "Excel's NPV() gives EUR 98.55" in found.detail


def test_a_plan_that_nearly_always_pays() -> None:
    found = words.headline(assessed(levers=(Lever("gap", 300.0, 350.0, 400.0),)))
    assert found.tone is Tone.GOOD
    assert "and pays in" in found.headline


def test_a_plan_that_does_not_pay() -> None:
    poor = assessed(levers=(Lever("gap", 50.0, 100.0, 150.0),))
    assert words.headline(poor).headline.startswith("The plan pays in only")
    assert "It takes" in words.margins(poor).headline
    assert "not back within 12 quarters" in words.need(poor).detail


def test_money_that_is_back() -> None:
    found = words.need(assessed())
    assert found.headline == "It needs EUR 275 by 2027 Q4"
    assert "back after 8.2 quarters, discounted after 8.8" in found.detail


def test_one_rate_of_return_or_the_reason_for_none() -> None:
    assert "Internal rate of return 33.0" in words.ratios(assessed()).detail
    again = assessed(costs=(*phased().costs, CostLine("Close", "Coach", 5000.0, first=12)))
    assert "the cash turns 2 times" in words.ratios(again).detail
    free = words.ratios(assessed(costs=()))
    assert free.headline == "Without costs there is no return on them"
    assert "never turns" in free.detail


def test_the_ask_phase_by_phase_and_in_one_go() -> None:
    assert words.asks(assessed()).headline == "The ask is EUR 390 in 2 phases"
    assert words.asks(assessed(phases=())).headline == "The ask is EUR 390 in one go"


def test_what_the_case_hangs_on() -> None:
    assert words.hangs_on(assessed()).headline == "gap alone turns the case"
    sure = assessed(levers=(Lever("gap", 280.0, 280.0, 280.0),), one_off_range=(1.0, 1.0, 1.0))
    assert words.hangs_on(sure).headline.startswith("Discount rate")


def test_what_would_prove_it_wrong_has_dates_and_amounts() -> None:
    proofs = words.proofs_against(assessed())
    assert proofs[0].startswith("By the end of 2027 Q4 (Prove), benefits to date below EUR")
    assert any("Benefits that settle below 79" in proof for proof in proofs)
    assert any("2 quarters late" in proof for proof in proofs)
    assert "without causing it" in proofs[-1]


def test_nothing_is_proved_by_a_case_that_never_pays() -> None:
    idle = assessed(initiatives=(Initiative("Coach", ""),))
    assert words.proofs_against(idle) == (words.proofs_against(idle)[-1],)
    assert words.margins(idle).headline == "No benefit, so nothing can break even"


def test_numbers_on_top_and_texts_for_pictures() -> None:
    found = assessed()
    assert [metric.value for metric in words.metrics(found)][2:] == ["EUR 275", "8.2"]
    assert "deepest EUR" in words.alt_cash(found)
    assert words.alt_tornado(found).startswith("Net present value by input, widest first: gap")
    assert "at most EUR 120 is paid, in 2027 Q1" in words.alt_timeline(found)


def returned(value: float, chance: float) -> BusinessCase:
    made = assessed()
    drawn = replace(made.simulated, p_positive=chance)
    return replace(made, net_present_value=value, delayed=(value - 60, value - 90), simulated=drawn)


def hanging(value: float, at_low: float, at_high: float) -> BusinessCase:
    made = assessed()
    frame = made.tornado.frame.assign(at_low=at_low, at_high=at_high)
    return replace(made, net_present_value=value, tornado=replace(made.tornado, frame=frame))


@each_case(
    "found",
    case(
        "likely",
        returned(101.0, 0.9),
        "The plan returns EUR 101 and pays in 90~% of the draws",
        "Net present value EUR 101 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, on "
        "average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's NPV() "
        "gives EUR 98.55).",
        Tone.GOOD,
    ),
    case(
        "likely_though_planned_to_lose",
        returned(-20.0, 0.85),
        "The plan loses EUR 20.00 as planned, yet pays in 85~% of the draws",
        "Net present value EUR −20.00 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, "
        "on average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's "
        "NPV() gives EUR 98.55).",
        Tone.CAUTION,
    ),
    case(
        "open",
        returned(101.0, 0.7),
        "The plan returns EUR 101 as planned, yet loses in 30~% of the draws",
        "Net present value EUR 101 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, on "
        "average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's NPV() "
        "gives EUR 98.55).",
        Tone.CAUTION,
    ),
    case(
        "open_though_planned_to_lose",
        returned(-20.0, 0.6),
        "The plan loses EUR 20.00 as planned, yet pays in 60~% of the draws",
        "Net present value EUR −20.00 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, "
        "on average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's "
        "NPV() gives EUR 98.55).",
        Tone.CAUTION,
    ),
    case(
        "unlikely",
        returned(-300.0, 0.1),
        "The plan pays in only 10~% of the draws",
        "Net present value EUR −300 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, on "
        "average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's NPV() "
        "gives EUR 98.55).",
        Tone.ATTENTION,
    ),
    case(
        "nothing",
        returned(0.0, 0.5),
        "The plan returns EUR 0.00 as planned, yet loses in 50~% of the draws",
        "Net present value EUR 0.00 as planned; EUR −95.01 to EUR 184 in 90~% of 4,096 draws, on "
        "average EUR 52.99. Discounted at 10.0~% a year, the first quarter in full (Excel's NPV() "
        "gives EUR 98.55).",
        Tone.CAUTION,
    ),
)
def test_a_plan_returns_or_loses(found: BusinessCase, said: Sentences) -> None:
    assert written(words.headline(found)) == said


@each_case(
    "found",
    case(
        "positive",
        returned(101.0, 0.9),
        "It breaks even at 79~% of the planned benefits",
        "One quarter late, with costs on time, the plan returns EUR 41.00; two quarters late, it "
        "returns EUR 11.00.",
    ),
    case(
        "from_gain_to_loss",
        returned(80.0, 0.9),
        "It breaks even at 79~% of the planned benefits",
        "One quarter late, with costs on time, the plan returns EUR 20.00; two quarters late, it "
        "loses EUR 10.00.",
    ),
    case(
        "negative",
        returned(-20.0, 0.3),
        "It breaks even at 79~% of the planned benefits",
        "One quarter late, with costs on time, the plan loses EUR 80.00; two quarters late, it "
        "loses EUR 110.",
    ),
)
def test_a_plan_that_is_late_returns_or_loses(found: BusinessCase, said: Sentences) -> None:
    assert written(words.margins(found)) == said


@each_case(
    "found",
    case(
        "from_gain_to_loss",
        returned(101.0, 0.9),
        "gap alone turns the case",
        "From its 10~% to its 90~% quantile the net present value goes from EUR −30.75 to EUR "
        "177, all else as planned.",
        Tone.ATTENTION,
    ),
    case(
        "from_loss_to_gain",
        returned(-20.0, 0.3),
        "gap alone turns the case",
        "From its 10~% to its 90~% quantile the net present value goes from EUR −30.75 to EUR "
        "177, all else as planned.",
        Tone.ATTENTION,
    ),
    case(
        "neither",
        hanging(-20.0, -90.0, -10.0),
        "gap moves it most",
        "From its 10~% to its 90~% quantile the net present value goes from EUR −90.00 to EUR "
        "−10.00, all else as planned.",
    ),
)
def test_an_input_turns_the_case_either_way(found: BusinessCase, said: Sentences) -> None:
    assert written(words.hangs_on(found)) == said
