"""The pages: one tuple drives the menu, the empty states, the tests and the docs."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from cx.text import translated
from cx.vocabulary import Role

_SCRIPTS = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One screen of the app; `pages/<name>.py` draws it.

    Title, help and section stand in English and are translated when they are shown.
    """

    name: str
    title: str
    icon: str
    help: str
    section: str
    needs: tuple[Role, ...] = ()  # columns without which the page has nothing to say


PAGES = (
    PageSpec(
        "overview",
        "Overview",
        ":material/monitoring:",
        "How customers score, whether the score moves, and the findings that matter most.",
        "Results",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "segments",
        "Segments",
        ":material/grid_view:",
        "Scores by acquisition channel and purchase behaviour, or any two other columns.",
        "Results",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "bridge",
        "What changed",
        ":material/stairs:",
        "How much of a change comes from who answered, and how much from how they scored.",
        "Results",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "expectations",
        "Expectations",
        ":material/balance:",
        "How often expectations are exceeded, met or missed, and what that goes with.",
        "Results",
        (Role.OUTCOME, Role.EXPECTATION),
    ),
    PageSpec(
        "purchases",
        "Purchases",
        ":material/shopping_bag:",
        "Scores of customers who bought more than intended, recently, often, or for much.",
        "Results",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "found",
        "Found segments",
        ":material/scatter_plot:",
        "Kinds of customers found by how they buy, and groups found by splitting.",
        "Results",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "drivers",
        "Drivers",
        ":material/tune:",
        "Which parts of the experience go with the score, and where to start.",
        "Results",
        (Role.OUTCOME, Role.DRIVER),
    ),
    PageSpec(
        "performers",
        "Performers",
        ":material/groups:",
        "How far apart the best and the worst performers are, with luck taken out.",
        "Results",
        (Role.OUTCOME, Role.PERFORMER),
    ),
    PageSpec(
        "card",
        "Performer card",
        ":material/badge:",
        "One performer: score, place among all, trend, and the driver to start with.",
        "Results",
        (Role.OUTCOME, Role.PERFORMER),
    ),
    PageSpec(
        "whatif",
        "What-if",
        ":material/instant_mix:",
        "What score goes with better ratings, another mix of customers, or a smaller gap.",
        "Decide",
        (Role.OUTCOME,),
    ),
    PageSpec(
        "value",
        "Value",
        ":material/payments:",
        "What customers are worth by how they score, and which change would be worth most.",
        "Decide",
        (Role.OUTCOME, Role.SPEND),
    ),
    PageSpec(
        "case",
        "Business case",
        ":material/request_quote:",
        "A plan with its costs: what it returns, how surely, and when money is needed.",
        "Decide",
    ),
    PageSpec(
        "load",
        "Load data",
        ":material/upload_file:",
        "Load a file of your own, say what its columns mean, and read its passport.",
        "Data",
    ),
    PageSpec(
        "settings",
        "Settings",
        ":material/settings:",
        "Thresholds for small groups, the target, and whether performers' names are shown.",
        "Data",
    ),
)


def streamlit_page(spec: PageSpec) -> st.Page:
    """Return the page as Streamlit knows it; its address is its name."""
    return st.Page(
        _SCRIPTS / f"{spec.name}.py",
        title=translated(spec.title),
        icon=spec.icon,
        help=translated(spec.help),
        url_path=spec.name,
        default=spec is PAGES[0],
    )


def page(name: str) -> PageSpec:
    """Return the page called `name`; raise KeyError when there is none."""
    for spec in PAGES:
        if spec.name == name:
            return spec
    raise KeyError(name)
