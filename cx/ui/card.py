"""A performer's card on screen: the same for the owner of the data and for the performer's link."""

from cx.chapters.performers import exhibits
from cx.chapters.performers.card import make_card
from cx.store.responses import Responses
from cx.text import say
from cx.ui import settings, show
from cx.ui.asking import ask
from cx.ui.inputs import card as inputs


def draw(responses: Responses, name: str) -> None:
    """Show score, place, where to start, trend and comments of one performer."""
    with show.working(say("Putting the card together")):
        card = ask(make_card, responses, inputs.card_options(responses, name))
    for exhibit in exhibits.of_card(card, name, settings.target(responses)):
        show.exhibit(exhibit)
        show.note(exhibit.base)
    quotes = exhibits.quotes_on(card)
    show.quotes(quotes.title, quotes.texts)
    show.note(quotes.base)
    inputs.offer_to_print(card, name)
