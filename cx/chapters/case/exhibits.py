"""All that the page, the page for the board and the command line show of a business case."""

from functools import partial

from cx.chapters.case.assessment import BusinessCase
from cx.chapters.case.charts.assessment import cumulative_cash, timeline, tornado
from cx.chapters.case.words import assessment as words
from cx.drawing.exhibit import Exhibit
from cx.text import Said
from cx.text.finding import Finding, Metric, asked_by

PAGE = "case"
QUESTION = "case.assessment"


def of_cash(case: BusinessCase) -> Exhibit:
    """Show the cumulative cash with its draws, and how much is needed."""
    return Exhibit(
        "case-cash",
        words.need(case),
        case.cash,
        words.alt_cash(case),
        partial(cumulative_cash, case),
        words.reading_cash(),
    ).asked_by(QUESTION, PAGE)


def of_phases(case: BusinessCase) -> Exhibit:
    """Show the cash by quarter, and what is asked for phase by phase."""
    return Exhibit(
        "case-phases",
        words.asks(case),
        case.phases,
        words.alt_timeline(case),
        partial(timeline, case),
        words.reading_timeline(),
    ).asked_by(QUESTION, PAGE)


def of_inputs(case: BusinessCase) -> Exhibit:
    """Show what the return hangs on."""
    return Exhibit(
        "case-tornado",
        words.hangs_on(case),
        case.tornado,
        words.alt_tornado(case),
        partial(tornado, case),
        words.reading_tornado(),
    ).asked_by(QUESTION, PAGE)


def on_top(case: BusinessCase) -> tuple[Metric, ...]:
    """Return the numbers on top of the page."""
    return words.metrics(case)


def what_it_returns(case: BusinessCase) -> tuple[Finding, ...]:
    """Say what the plan returns, in money and in ratios, and how far it may fall short."""
    return asked_by(QUESTION, PAGE, [words.headline(case), words.ratios(case), words.margins(case)])


def proofs_against(case: BusinessCase) -> tuple[Said, ...]:
    """Say what would prove the case wrong, and when it would show."""
    return words.proofs_against(case)


def findings(case: BusinessCase) -> tuple[Finding, ...]:
    """Return all that is said of a case, the answer to the page's question first."""
    shown = (of_cash(case), of_phases(case), of_inputs(case))
    return (*what_it_returns(case), *(exhibit.finding for exhibit in shown))
