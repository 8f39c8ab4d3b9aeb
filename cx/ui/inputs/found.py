"""Options of the found segments."""

from cx.chapters.segments.found import FoundOptions, Method
from cx.text import say
from cx.ui.inputs import widgets


def found_options() -> FoundOptions:
    """Ask how groups are looked for."""
    method = widgets.segmented(
        say("Look for groups by"),
        {"means": say("k-means"), "mixture": say("Gaussian mixture")},
        key="groups",
        default="means",
        help=say(
            "k-means finds round groups of like size; a mixture also finds long and nested ones."
        ),
    )
    return FoundOptions(method=Method.MIXTURE if method == "mixture" else Method.K_MEANS)
