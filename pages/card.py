"""One performer on one page: score, place, trend, where to start, and what customers write."""

from cx.charts.performer_card import score_by_quarter
from cx.ui import cache, inputs, settings, shell, show
from cx.words import performer_card

responses = shell.open_page("card")
target = settings.target(responses)
name = inputs.card_performer(responses)
with show.part(name):
    card = cache.make_card(responses, inputs.card_options(responses, name))
    said = [
        *performer_card.findings(card, name),
        *performer_card.against_target(card, name, target),
    ]
    show.findings(said)
    if len(card.trend):
        show.chart(
            score_by_quarter(card, target),
            finding=performer_card.trend(card),
            reading=performer_card.reading_trend(card),
            alt=performer_card.alt_trend(card),
            table=card.trend,
            name="card-trend",
        )
    show.quotes(card.comments)
    show.note(performer_card.no_comments(card))
    show.download_card(name, said, card.comments)
show.method("performer card")
