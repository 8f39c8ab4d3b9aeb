"""Does a rating without an answer mean "not answered", or that the question does not apply?

Three things say that it does not apply: a 0 below a scale that begins at 1, words such as "N/A",
and cells that are empty for nearly everybody of some groups and answered in all others. It is a
guess that a person confirms; without such a sign a rating counts as not answered.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cx.intake.emptiness import EmptyWhere
from cx.intake.evidence.rating_ranges import driver_scale, rating_range
from cx.intake.missing_words import is_missing, is_not_applicable
from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.sentences import about_guesses
from cx.intake.staged import SHEET_COLUMN
from cx.vocabulary import Kind, Role

FEWEST_SIGNS = 3  # cells; fewer are slips
LEAST_SIGNS = 0.01  # of the rows
_ONES = 20  # lowest answers without any 0 that show a scale to begin at 1
_TOP_OF_TEN = 10.0
# What may say who was asked. Regions, teams and dates are not in it: a question that one of them
# lacks was not put there, which says nothing of whom it applies to.
_ASKED_BY = frozenset(
    (Role.CONTACT_CHANNEL, Role.PURCHASE_BEHAVIOUR, Role.ACQUISITION_CHANNEL, Role.RESOLVED,
     Role.REASON, Role.QUEUE, Role.STAGE, Role.HANDED_OVER, Role.REOPENED, Role.CATEGORY)
)  # fmt: skip


def with_applying(profiles: Sequence[ColumnProfile], recipe: Recipe) -> Recipe:
    """Guess for every column of ratings whether its question applies to everybody."""
    rated = [
        found
        for found in profiles
        if driver_scale(found) is not None and recipe.column(found.header).role is not Role.OUTCOME
    ]
    others = [found for found in profiles if found not in rated]
    fillers = {text.strip().lower() for found in others for text in _not_applicable_texts(found)}
    guessed = {found.header: _guessed(found, rated, fillers, recipe) for found in rated}
    return replace(
        recipe, columns=tuple(guessed.get(column.header, column) for column in recipe.columns)
    )


def where_empty(profile: ColumnProfile, recipe: Recipe) -> EmptyWhere | None:
    """Return the groups that were not asked, by the first column that may say who was."""
    several_sheets = len(recipe.reading.sheets) > 1
    roles = {column.header: column.role for column in recipe.columns}
    for where in profile.empty_where:
        is_sheet = several_sheets and where.header == SHEET_COLUMN
        if roles.get(where.header) in _ASKED_BY and not is_sheet:
            return where
    return None


def _guessed(
    profile: ColumnProfile, rated: Sequence[ColumnProfile], fillers: set[str], recipe: Recipe
) -> ColumnRecipe:
    column = recipe.column(profile.header)
    bounds = _scale_above_zero(profile, rated)
    signs = 0
    if bounds is not None:
        signs += profile.scores()[0.0]
        if bounds != rating_range(profile):
            why = about_guesses.ratings(*bounds) if column.role is Role.DRIVER else column.why
            column = replace(column, minimum=bounds[0], maximum=bounds[1], why=why)
    n_words, n_silent = _words_and_silence(profile, fillers)
    signs += n_words
    # A cell cannot say which of the two it means, so the more frequent one stands for the column.
    said = signs >= max(FEWEST_SIGNS, LEAST_SIGNS * profile.n) and signs >= n_silent
    for_all = not said and where_empty(profile, recipe) is None
    return replace(column, applies_to_all=for_all)


def _scale_above_zero(
    profile: ColumnProfile, rated: Iterable[ColumnProfile]
) -> tuple[float, float] | None:
    """Return the scale from 1 on of a column that also holds 0, where 0 is no answer."""
    counts = profile.scores()
    if not counts.get(0.0):
        return None
    bounds = rating_range(profile, zero_is_an_answer=False)
    if bounds is None or bounds[0] != 1 or bounds == rating_range(profile):
        return bounds if bounds and bounds[0] == 1 else None
    # Many 0 may be answers, so the other ratings have to show where the scale begins.
    shown = any(_begins_at_one(other, bounds[1]) for other in rated)
    stands_out = counts[0.0] > counts.get(1.0, 0)
    return bounds if shown and (bounds[1] < _TOP_OF_TEN or stands_out) else None


def _begins_at_one(profile: ColumnProfile, high: float) -> bool:
    """Say whether a column goes from 1 to `high`, with many a 1 and no 0."""
    counts = profile.scores()
    no_zero = not counts.get(0.0) and counts.get(1.0, 0) >= _ONES
    return no_zero and rating_range(profile) == (1.0, high)


def _words_and_silence(profile: ColumnProfile, fillers: set[str]) -> tuple[int, int]:
    """Count the cells that say in words that the question does not apply, and those that do not.

    An export writes one word for every empty cell of a file: a word that other columns hold too
    says nothing, nor does NA, which R writes, where no cell is empty beside it.
    """
    if not profile.n_empty:
        fillers = fillers | {"na"}
    telling = {
        text for text in _not_applicable_texts(profile) if text.strip().lower() not in fillers
    }
    n_words = sum(value.n for value in profile.values if value.text in telling)
    n_other = sum(
        value.n
        for value in profile.values
        if is_missing(value.text, Kind.RATING) and value.text not in telling
    )
    return n_words, n_other + profile.n_empty


def _not_applicable_texts(profile: ColumnProfile) -> list[str]:
    return [value.text for value in profile.values if is_not_applicable(value.text)]
