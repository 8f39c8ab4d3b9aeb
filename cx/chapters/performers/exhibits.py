"""All that pages, exports and the command line show of performers, and of one performer's card."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial

from cx.chapters.performers.card import PerformerCard
from cx.chapters.performers.charts.card import place_among_all, score_by_quarter
from cx.chapters.performers.charts.gaps import funnel_plot, gap_dumbbells, scores_by_size
from cx.chapters.performers.charts.like_for_like import gap_before_and_after
from cx.chapters.performers.charts.recognition import gap_by_quarter, spread_by_level
from cx.chapters.performers.charts.tiers_within import scores_within
from cx.chapters.performers.consistency import Consistency
from cx.chapters.performers.gaps import Performers
from cx.chapters.performers.like_for_like import LikeForLike
from cx.chapters.performers.recognition import Recognition
from cx.chapters.performers.standards import StandardGap
from cx.chapters.performers.tiers_within import TiersWithin
from cx.chapters.performers.words import card as card_words
from cx.chapters.performers.words import gaps, like_for_like, recognition, standards, tiers_within
from cx.drawing.exhibit import Exhibit
from cx.text import paragraph, say
from cx.text.finding import Finding, asked_by, described

PAGE = "performers"
CARD = "card"


def headline(performers: Performers) -> Finding:
    """Say whether performers differ, and by how much."""
    return _said("gaps", gaps.headline(performers))


def of_gaps(performers: Performers) -> tuple[Exhibit, ...]:
    """Show the gap beside luck; nothing where performers are too few for one."""
    if not performers.gaps:
        return ()
    return (
        Exhibit(
            "performers-gaps",
            gaps.headline(performers),
            performers.gap_table,
            gaps.alt_gaps(performers),
            partial(gap_dumbbells, performers),
            gaps.reading_gaps(performers),
            gaps.left_out(performers),
        ).asked_by("performers.gaps", PAGE),
    )


def of_scores(performers: Performers, target_points: float | None = None) -> Exhibit:
    """Show every performer, as observed and shrunken."""
    said = gaps.stand_outs(performers)
    return Exhibit(
        "performers-scores",
        said,
        performers.rows,
        described(
            say("Scores of {n} performers against their responses.", n=performers.n_performers),
            said,
        ),
        partial(scores_by_size, performers, target_points),
        gaps.reading_scores(performers),
    ).asked_by("performers.gaps", PAGE)


def of_funnel(performers: Performers, target_points: float | None = None) -> Exhibit:
    """Show every performer against the limits of luck."""
    said = gaps.funnel(performers)
    return Exhibit(
        "performers-funnel",
        said,
        performers.rows,
        described(say("Raw scores against responses in a funnel."), said),
        partial(funnel_plot, performers, target_points),
        gaps.reading_funnel(performers),
    ).asked_by("performers.gaps", PAGE)


def against_target(performers: Performers, target_points: float | None) -> tuple[Finding, ...]:
    """Say who is above and who is below the target; nothing without one."""
    return asked_by("performers.gaps", PAGE, gaps.against_target(performers, target_points))


def on_standard(gap: StandardGap) -> Finding:
    """Say how far performers are apart on a further standard."""
    return _said("standards", standards.headline(gap))


def of_like_for_like(like: LikeForLike) -> Exhibit:
    """Show the gap had all served the same customers; no picture where there is no gap."""
    drawn = like.gap_before is not None
    said = like_for_like.headline(like)
    return Exhibit(
        "performers-like-for-like",
        said,
        like.rows if drawn else None,
        described(say("Gap before and after adjusting for who was served."), said),
        partial(gap_before_and_after, like) if drawn else None,
        like_for_like.reading(like),
    ).asked_by("performers.like_for_like", PAGE)


def of_tiers_within(within: TiersWithin, target_points: float | None = None) -> Exhibit:
    """Show performers against the mean of their own group."""
    said = tiers_within.headline(within)
    return Exhibit(
        "performers-within",
        said,
        within.rows,
        described(say("Shrunken scores of performers within groups."), said),
        partial(scores_within, within, target_points),
        tiers_within.reading(within),
    ).asked_by("performers.tiers_within", PAGE)


def of_consistency(found: Consistency) -> Exhibit:
    """Show how steady each performer is, beside the level."""
    said = recognition.steady(found)
    return Exhibit(
        "performers-consistency",
        said,
        found.rows,
        described(say("Spread of answers against the mean of performers."), said),
        partial(spread_by_level, found),
        recognition.reading_spread(found),
    ).asked_by("performers.consistency", PAGE)


def most_improved(found: Recognition) -> Finding:
    """Say who improved from one quarter to the next."""
    return _said("recognition", recognition.improved(found))


def of_quarters(found: Recognition) -> Exhibit:
    """Show the gap of each quarter; no picture where no quarter has one."""
    drawn = len(found.quarters) > 0
    said = recognition.compounding(found)
    return Exhibit(
        "performers-quarters",
        said,
        found.quarters if drawn else None,
        described(say("Shrunken gap between best and worst by quarter."), said),
        partial(gap_by_quarter, found) if drawn else None,
        recognition.reading_quarters(found),
    ).asked_by("performers.recognition", PAGE)


def findings(
    performers: Performers,
    further: Iterable[StandardGap] = (),
    like: LikeForLike | None = None,
    within: Iterable[TiersWithin] = (),
    steady: Consistency | None = None,
    recognised: Recognition | None = None,
) -> tuple[Finding, ...]:
    """Return all that is said of performers, the answer to the page's question first.

    Questions that these responses cannot answer are left out.
    """
    shown = [
        *([of_like_for_like(like)] if like else []),
        *(of_tiers_within(one) for one in within),
        *([of_consistency(steady)] if steady else []),
        *([of_quarters(recognised)] if recognised else []),
    ]
    return (
        headline(performers),
        of_scores(performers).finding,
        of_funnel(performers).finding,
        *(on_standard(gap) for gap in further),
        *(exhibit.finding for exhibit in shown),
        *([most_improved(recognised)] if recognised else []),
    )


def _said(question: str, finding: Finding) -> Finding:
    return replace(finding, question=f"performers.{question}", page=PAGE)


def of_card(
    card: PerformerCard, name: str, target_points: float | None = None
) -> tuple[Exhibit, ...]:
    """Show the score, the place, where to start and the trend of one performer, in this order.

    Where the place is not drawn, the base of what comes before it says why.
    """
    score, *drivers = card_words.findings(card, name)
    head = [
        _told("card-score", score),
        *(
            _told("card-target", said)
            for said in card_words.against_target(card, name, target_points)
        ),
    ]
    if len(card.places) and card.named:
        head.append(
            Exhibit(
                "card-place",
                card_words.place(card),
                card.places,
                card_words.alt_place(card),
                partial(place_among_all, card),
                card_words.reading_place(card),
            )
        )
    else:
        head[-1] = replace(head[-1], base=card_words.no_place(card))
    shown = [
        *head,
        *(_told(f"card-driver-{place}", said) for place, said in enumerate(drivers)),
        *_trend(card, target_points),
    ]
    return tuple(exhibit.asked_by("performers.card", CARD) for exhibit in shown)


def _trend(card: PerformerCard, target_points: float | None) -> tuple[Exhibit, ...]:
    if not len(card.trend):
        return ()
    if len(card.trend) == 1:  # one point is no trend
        return (_told("card-trend", card_words.trend(card)),)
    return (
        Exhibit(
            "card-trend",
            card_words.trend(card),
            card.trend,
            card_words.alt_trend(card),
            partial(score_by_quarter, card, target_points),
            card_words.reading_trend(card),
        ),
    )


def _told(name: str, finding: Finding) -> Exhibit:
    """Show what has no picture and no table."""
    return Exhibit(name, finding, None, paragraph(finding.headline, finding.detail))


@dataclass(frozen=True, slots=True)
class Quotes:
    """What customers of one performer write."""

    title: str  # empty where none is shown
    texts: tuple[str, ...]
    base: str  # why none is shown; empty where some are


def quotes_on(card: PerformerCard) -> Quotes:
    """Quote typical comments, or say why not."""
    return Quotes(card_words.comments(card), card.comments, card_words.no_comments(card))
