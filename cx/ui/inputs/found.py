"""Options of the found segments."""

from __future__ import annotations

from cx.chapters.segments.found import FoundOptions, Method
from cx.ui.inputs import widgets


def found_options() -> FoundOptions:
    """Ask how groups are looked for."""
    method = widgets.segmented(
        "Look for groups by",
        {"means": "k-means", "mixture": "Gaussian mixture"},
        key="groups",
        default="means",
        help="k-means finds round groups of like size; a mixture also finds long and nested ones.",
    )
    return FoundOptions(method=Method.MIXTURE if method == "mixture" else Method.K_MEANS)
