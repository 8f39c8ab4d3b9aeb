"""Options of a performer's card."""

from __future__ import annotations

from cx.analyses.performer_card import CardOptions, Weight
from cx.problems import NotEnoughData
from cx.store.responses import Responses
from cx.ui import cache
from cx.ui.inputs import widgets
from cx.ui.inputs.performers import CARD
from cx.ui.show import escape
from cx.vocabulary import Role


def card_performer(responses: Responses) -> str:
    """Ask whose card is open; a click on a chart has asked already."""
    column = responses.column(Role.PERFORMER)
    names = {name: name for name in column.categories}
    return widgets.choice(
        escape(column.label), names, key=CARD, default=column.categories[0], width=320
    )


def card_options(responses: Responses, name: str) -> CardOptions:
    """Give a card what the drivers page knows; without a ranking it names no driver."""
    try:
        ranked = cache.rank_drivers(responses).drivers.frame if responses.has(Role.DRIVER) else None
    except NotEnoughData:
        ranked = None
    weights = () if ranked is None else ranked[ranked["direction"] == "positive"]
    return CardOptions(
        name,
        tuple(
            Weight(row["driver"], float(row["importance"]), float(row["coefficient"]))
            for row in (weights.to_dict("records") if len(weights) else ())
        ),
    )
