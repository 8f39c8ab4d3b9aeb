"""A performer's card on screen: the same for the owner of the data and for the performer's link."""

from __future__ import annotations

from cx.chapters.performers.card import make_card
from cx.chapters.performers.charts.card import place_among_all, score_by_quarter
from cx.chapters.performers.words import card as performer_card
from cx.store.responses import Responses
from cx.ui import settings, show
from cx.ui.asking import ask
from cx.ui.inputs import card as inputs


def draw(responses: Responses, name: str) -> None:
    """Show score, place, where to start, trend and comments of one performer."""
    with show.working("Putting the card together"):
        card = ask(make_card, responses, inputs.card_options(responses, name))
    score, *drivers = performer_card.findings(card, name)
    target = settings.target(responses)
    show.findings([score, *performer_card.against_target(card, name, target)])
    if len(card.places):
        show.chart(
            place_among_all(card),
            finding=performer_card.place(card),
            reading=performer_card.reading_place(card),
            alt=performer_card.alt_place(card),
            table=card.places,
            name="card-place",
        )
    show.note(performer_card.no_place(card))
    show.findings(drivers)
    if len(card.trend) == 1:  # one point is no trend
        show.findings([performer_card.trend(card)])
    elif len(card.trend):
        show.chart(
            score_by_quarter(card, target),
            finding=performer_card.trend(card),
            reading=performer_card.reading_trend(card),
            alt=performer_card.alt_trend(card),
            table=card.trend,
            name="card-trend",
        )
    show.quotes(performer_card.comments(card), card.comments)
    show.note(performer_card.no_comments(card))
    show.download_card(card, name)
