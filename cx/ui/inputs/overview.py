"""Options of the overview."""

from cx.chapters.overview.level import OverviewOptions, Period
from cx.store.responses import Responses
from cx.text import say
from cx.ui.inputs import widgets
from cx.vocabulary import Role


def overview_options(responses: Responses) -> OverviewOptions:
    """Ask for the length of a period, where there are dates."""
    if not responses.has(Role.RESPONDED_AT):
        return OverviewOptions()
    names = {
        str(Period.AUTO): say("Auto"),
        str(Period.WEEK): say("Week"),
        str(Period.MONTH): say("Month"),
        str(Period.QUARTER): say("Quarter"),
    }
    picked = widgets.segmented(say("Trend by"), names, key="by", default=str(Period.AUTO))
    return OverviewOptions(period=Period(picked))
