"""What is shown of groups: tagged, with verdict and effect, in worlds with and without them."""

from dataclasses import replace

import pytest

from cx.chapters.segments import exhibits
from cx.chapters.segments.comparison import Segments
from cx.chapters.segments.found import SearchVerdict
from cx.drawing.exhibit import Exhibit
from cx.text.finding import Verdict
from tests.chapters.companions import expectations, shares
from tests.chapters.results import scored, segments
from tests.chapters.segments.made import bought, fifths, found_segments, tree


def compared(difference: float, p_adjusted: float) -> Segments:
    high, low = scored(50, 120, difference, p_adjusted), scored(20, 80, -difference, p_adjusted)
    return segments(
        {("Referral", "more"): high, ("Search", "more"): low}, {"Referral": high, "Search": low}
    )


APART = (
    compared(30, 0.001),
    expectations(shares("Referral", 30.0, 0.001), shares("Search", -20.0, 0.001)),
    bought(10.0, 50.0),
    fifths(50.0, 40.0, 30.0, 20.0, 10.0),
    found_segments(50.0, 10.0),
    tree(),
)
ALIKE = (
    compared(3, 0.4),
    bought(10.0, 50.0, 0.4),
    fifths(50.0, 40.0, 30.0, 20.0, 10.0, p_adjusted=0.4),
    tree(holds=False),
)


def shown() -> tuple[Exhibit, ...]:
    compared, expected, against, grouped, found, split = APART
    return (
        exhibits.of_cells(compared),
        *exhibits.of_margins(compared),
        *exhibits.of_expectations(expected),
        exhibits.of_bought(against),
        *exhibits.of_rfm(grouped),
        *exhibits.of_found(found),
        exhibits.of_tree(split),
    )


def test_names_differ() -> None:
    names = [one.name for one in shown()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("one", shown(), ids=lambda one: one.name)
def test_an_exhibit_has_all_that_belongs_to_it(one: Exhibit) -> None:
    assert one.alt
    assert one.reading
    assert one.table is not None
    assert one.figure is not None


def test_no_split_has_no_picture() -> None:
    one = exhibits.of_tree(tree(holds=False))
    assert (one.figure, one.table) == (None, None)


def test_no_groups_have_no_scores() -> None:
    none = replace(found_segments(50.0, 10.0), verdict=SearchVerdict.BY_DEGREE, k=1)
    object.__setattr__(none.groups, "frame", none.groups.frame.iloc[:0])
    assert [one.name for one in exhibits.of_found(none)] == ["found-tried"]
    (kinds,) = exhibits.kinds(none)
    assert kinds.verdict is Verdict.CANNOT_TELL


def test_every_question_shows_what_crossed_its_line() -> None:
    for answer in APART:
        verdicts = {said.verdict for said in exhibits.findings(answer)}
        assert Verdict.SHOWN in verdicts, answer


def test_no_question_shows_what_may_be_chance() -> None:
    found = exhibits.findings(*ALIKE)
    assert {said.verdict for said in found[:1]} == {Verdict.CANNOT_TELL}
    assert Verdict.SHOWN not in {said.verdict for said in found}


def test_findings_are_tagged_and_rest_on_something() -> None:
    found = exhibits.findings(*APART, target_points=30)
    assert {(said.question, said.page) for said in found} == {
        ("segments.comparison", "segments"),
        ("segments.expectations", "expectations"),
        ("segments.bought", "purchases"),
        ("segments.rfm", "purchases"),
        ("segments.found", "found"),
        ("segments.tree", "found"),
    }
    assert all(said.effect.n > 0 for said in found if said.effect)
    assert all(said.headline and said.detail for said in found)


def test_the_largest_gap_says_how_large() -> None:
    said = exhibits.largest(compared(30, 0.001))
    assert said.effect is not None
    assert (said.effect.value, said.effect.n) == (30, 120)
    assert (said.question, said.page) == ("segments.comparison", "segments")
