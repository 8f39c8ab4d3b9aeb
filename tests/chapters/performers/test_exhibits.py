"""What is shown of performers: each picture with all that belongs to it, and nothing twice."""

from dataclasses import replace

import pytest

from cx.chapters.performers import exhibits
from cx.chapters.performers.card import CARD_PLACE_FIELDS, CARD_QUARTER_FIELDS, PerformerCard
from cx.chapters.performers.recognition import Recognition
from cx.drawing.exhibit import Exhibit
from cx.exports.card import card_page
from cx.text import Said
from cx.text.finding import Effect, Finding, Verdict
from cx.vocabulary import Estimate, Unit
from tests.chapters.companions import (
    Q1,
    Q2,
    card,
    card_driver,
    consistency,
    like,
    recognition,
    standard,
    within,
)
from tests.chapters.results import gap, performer, performers, table

NAMED = (performer("Ann", 48, tier=1), performer("Mid", 33), performer("Bob", 15, tier=3))
DIFFER = performers(*NAMED, gaps=(gap(0.1), gap(0.2)))
ALIKE = performers(*NAMED, distinguishable=False, gaps=(gap(),))
UNSURE_GAP = replace(gap(), shrunk=Estimate(5.0, -1.0, 11.0, 400))
PLACES = table(CARD_PLACE_FIELDS, [{"rounded_points": 12, "n_performers": 20, "is_own": True}])
QUARTERS = table(
    CARD_QUARTER_FIELDS,
    [{"quarter": day, "n": 40, "points": 10.0, "low": -9.0, "high": 28.0} for day in (Q1, Q2)],
)
WHOLE_CARD = card(
    card_driver("Waiting", 1.2, 0.5), card_driver("Staff", 0.6, 0.1), places=PLACES, trend=QUARTERS
)


def on_page() -> tuple[Exhibit, ...]:
    return (
        *exhibits.of_gaps(DIFFER),
        exhibits.of_scores(DIFFER, 40.0),
        exhibits.of_funnel(DIFFER, 40.0),
        exhibits.of_like_for_like(like()),
        exhibits.of_tiers_within(within()),
        exhibits.of_consistency(consistency()),
        exhibits.of_quarters(recognition()),
    )


def recognised(low: float, high: float) -> Recognition:
    (change,) = recognition().rows.frame.to_dict("records")
    fields = recognition().rows.fields
    return replace(
        recognition(),
        rows=table(fields, [{**change, "low": low, "high": high, "named": low > 0}]),
    )


@pytest.mark.parametrize("shown", [on_page(), exhibits.of_card(WHOLE_CARD, "Ann", 40.0)])
def test_exhibits_are_whole(shown: tuple[Exhibit, ...]) -> None:
    assert len({exhibit.name for exhibit in shown}) == len(shown)
    for exhibit in shown:
        assert exhibit.alt, exhibit.name
        assert exhibit.finding.question.startswith("performers.")
        if exhibit.draw:
            assert exhibit.table is not None
            assert exhibit.reading
            assert exhibit.figure.data  # type: ignore[union-attr]


def test_findings_say_first_whether_performers_differ() -> None:
    found = exhibits.findings(
        DIFFER, [standard()], like(), [within()], consistency(), recognition()
    )
    assert found[0] == exhibits.headline(DIFFER)
    assert len(found) == len(set(found)) == 9
    assert {finding.page for finding in found} == {"performers"}
    assert {finding.question.split(".")[1] for finding in found} == {
        "gaps",
        "standards",
        "like_for_like",
        "tiers_within",
        "consistency",
        "recognition",
    }
    assert all(isinstance(text, Said) for said in found for text in (said.headline, said.detail))


def test_questions_that_cannot_be_answered_are_left_out() -> None:
    assert len(exhibits.findings(DIFFER)) == 3


@pytest.mark.parametrize(
    ("finding", "verdict"),
    [
        (exhibits.headline(DIFFER), Verdict.SHOWN),
        (exhibits.headline(ALIKE), Verdict.CANNOT_TELL),
        (exhibits.headline(performers(*NAMED, gaps=(UNSURE_GAP,))), Verdict.CANNOT_TELL),
        (exhibits.of_scores(DIFFER).finding, Verdict.SHOWN),
        (exhibits.of_scores(ALIKE).finding, Verdict.CANNOT_TELL),
        (exhibits.of_funnel(DIFFER).finding, Verdict.NOT_ASKED),
        (exhibits.on_standard(standard()), Verdict.SHOWN),
        (exhibits.on_standard(standard(distinguishable=False)), Verdict.CANNOT_TELL),
        (
            exhibits.on_standard(standard(shrunk_gap=Estimate(5.0, -1.0, 11.0, 400))),
            Verdict.CANNOT_TELL,
        ),
        (exhibits.of_like_for_like(like()).finding, Verdict.SHOWN),
        (exhibits.of_like_for_like(like(distinguishable=False)).finding, Verdict.CANNOT_TELL),
        (exhibits.of_like_for_like(like(gap_before=None)).finding, Verdict.NOT_ASKED),
        (exhibits.of_tiers_within(within()).finding, Verdict.SHOWN),
        (exhibits.of_tiers_within(within(distinguishable=False)).finding, Verdict.CANNOT_TELL),
        (exhibits.of_consistency(consistency()).finding, Verdict.SHOWN),
        (exhibits.of_consistency(consistency(steadiness=2)).finding, Verdict.CANNOT_TELL),
        (exhibits.most_improved(recognised(4.0, 32.0)), Verdict.SHOWN),
        (exhibits.most_improved(recognised(-4.0, 32.0)), Verdict.CANNOT_TELL),
        (exhibits.most_improved(recognised(-32.0, -4.0)), Verdict.SHOWN),
        (
            exhibits.most_improved(replace(recognition(), distinguishable=False)),
            Verdict.CANNOT_TELL,
        ),
        (exhibits.of_quarters(recognition()).finding, Verdict.SHOWN),
        (
            exhibits.of_quarters(replace(recognition(), compounded_high=0.1)).finding,
            Verdict.CANNOT_TELL,
        ),
        (exhibits.of_quarters(recognition(quarters=0)).finding, Verdict.NOT_ASKED),
    ],
)
def test_only_what_was_tested_and_crossed_its_line_is_shown(
    finding: Finding, verdict: Verdict
) -> None:
    assert finding.verdict is verdict


def test_effects_rest_on_responses() -> None:
    said = [
        *exhibits.findings(DIFFER, [standard()], like(), [within()], consistency(), recognition()),
        *(exhibit.finding for exhibit in exhibits.of_card(WHOLE_CARD, "Ann", 40.0)),
    ]
    effects = [finding.effect for finding in said if finding.effect]
    assert len(effects) >= 8
    assert all(effect.n > 0 for effect in effects)
    assert effects[0] == Effect(16.4, Unit.POINTS, 400, 10.6, 22.1)
    money = exhibits.on_standard(standard()).effect
    assert money == Effect(20.0, Unit.MONEY, 400, 10.0, 30.0, "EUR")


def test_without_a_gap_there_is_no_picture_of_it() -> None:
    assert exhibits.of_gaps(performers(*NAMED)) == ()
    for exhibit in (
        exhibits.of_like_for_like(like(gap_before=None, gap_after=None)),
        exhibits.of_quarters(recognition(quarters=0)),
    ):
        assert exhibit.figure is None
        assert exhibit.table is None


def names(shown: tuple[Exhibit, ...]) -> list[str]:
    return [exhibit.name for exhibit in shown]


def test_a_card_goes_from_score_to_trend() -> None:
    shown = exhibits.of_card(WHOLE_CARD, "Ann", 40.0)
    assert names(shown) == [
        "card-score",
        "card-target",
        "card-place",
        "card-driver-0",
        "card-driver-1",
        "card-trend",
    ]
    assert {exhibit.finding.page for exhibit in shown} == {"card"}
    assert [exhibit.base for exhibit in shown] == [""] * 6


@pytest.mark.parametrize(("target", "last"), [(None, "card-score"), (40.0, "card-target")])
def test_where_no_place_is_drawn_it_is_said_why(target: float | None, last: str) -> None:
    shown = exhibits.of_card(card(), "Ann", target)
    assert "card-place" not in names(shown)
    assert {exhibit.name: exhibit.base for exhibit in shown if exhibit.base} == {
        last: "No picture of the place: with 20 performers it would give the others away."
    }


@pytest.mark.parametrize(
    ("found", "drawn"),
    [(card(), False), (card(trend=QUARTERS), True)],
    ids=["one quarter", "two quarters"],
)
def test_one_point_is_no_trend(found: PerformerCard, drawn: bool) -> None:
    *_, trend = exhibits.of_card(found, "Ann")
    assert trend.name == "card-trend"
    assert (trend.draw is not None) is drawn


def test_no_quarter_no_trend() -> None:
    nothing = replace(card(), trend=table(CARD_QUARTER_FIELDS, []))
    assert names(exhibits.of_card(nothing, "Ann"))[-1].startswith("card-driver")


def test_the_printed_card_says_what_the_screen_says() -> None:
    page = card_page(WHOLE_CARD, "Ann", "All responses.").decode()
    for exhibit in exhibits.of_card(WHOLE_CARD, "Ann"):
        assert str(exhibit.finding.headline) in page
    quotes = exhibits.quotes_on(WHOLE_CARD)
    assert (quotes.title, quotes.texts) == ("", ())
    assert quotes.base in page


def test_a_printed_card_leaves_out_quarters_of_few_responses() -> None:
    silent = QUARTERS.frame.assign(points=float("nan"))
    found = replace(WHOLE_CARD, trend=table(CARD_QUARTER_FIELDS, silent.to_dict("records")))
    assert "<table>" not in card_page(found, "Ann", "").decode()
