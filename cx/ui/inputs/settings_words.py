"""What the Settings page says."""

from __future__ import annotations

from cx.text import numbers

KEPT = "Kept in this workspace: they hold on every page, for everybody who opens it."
OF_THIS_TAB = (
    "The sample belongs to everybody, so what you set here holds in this tab until you reload it. "
    "In a workspace of your own it is kept."
)
VIEW_ONLY = (
    "This link is for looking: settings can be seen here and changed with the link for editing."
)
NO_OUTCOME = "Load a file first: a target is set for the outcome that it holds."
TARGET_HELP = "A line on every chart of the score. Leave it empty for none."
NAMES = "Hide performers' names"
NAMES_HELP = (
    "Initials, or a number, stand for every performer on each page, chart, download and address, "
    "in comments too. Links for looking that you share while names are hidden never show them."
)
NAMES_BY_LINK = "The link in use never shows names."
NUMBERS = "Responses from which a score is shown"
COMMENTS = "Comments from which some are quoted"
COMMENTS_HELP = (
    "Comments can give their writers away more easily than numbers, so more are asked for. Not "
    "below 5."
)
REALISATION = "Share of a distance that is taken to be closed"
REALISATION_HELP = (
    "Performers starts from it when it says what the gap is worth; there it can be tried out "
    "without changing what is set here. Value takes it for every lift, and may change it. Nobody "
    "closes the whole distance; half is usual."
)


def numbers_help(fewest: int) -> str:
    """Say what the threshold of numbers does, and why it has a floor."""
    return (
        "Groups with fewer keep their count and lose their score, on every page. It can be raised "
        f"and not go below {numbers.count(fewest)}: with fewer, a score tells what single people "
        "answered."
    )


def target_label(outcome: str, net_name: str) -> str:
    """Name the target of an outcome."""
    return f"Target for {net_name} of {outcome}, points"
