"""Which score does each text of a rating mean, and does it lie on the scale?"""

from collections.abc import Callable
from dataclasses import replace

from cx.intake import scales
from cx.intake.coding import Coding, coding_of
from cx.intake.evidence.rating_ranges import rating_range
from cx.intake.evidence.scale import named_tops
from cx.intake.missing_words import is_not_applicable
from cx.intake.profiles import ColumnProfile, ValueCount
from cx.intake.recipe import Recipe
from cx.intake.scale_words import read_worded
from cx.intake.sentences import about_columns, about_scales
from cx.intake.typed.amounts import number_format_of
from cx.intake.typed.column import (
    MISSING_CODE,
    OUT_OF_RANGE,
    UNREADABLE,
    CellReading,
    TypedColumn,
    mapped,
    missing_reading,
    n_without_value,
    not_applicable_reading,
    noteworthy,
    said_missing,
)
from cx.problems import Problem
from cx.vocabulary import Kind, Role, Scale, ScaleKind

Rule = Callable[[str], tuple[float | None, tuple[str, ...]]]
_MOST_UNREADABLE = 0.5  # of the answers; a column with more is no rating


def type_ratings(base: TypedColumn, recipe: Recipe) -> TypedColumn:
    """Read every distinct text as a score on the scale of its column."""
    profile = base.profile
    unusable = replace(base, unusable=about_columns.not_a_rating(profile, base.role))
    if not profile.complete or not profile.n_distinct:
        return unusable
    if len(named_tops(profile)) > 1:
        return replace(base, unusable=mixed_problem(profile, stop=base.role is Role.OUTCOME))
    scale = recipe.scale if base.role is Role.OUTCOME else None
    low, high, whole = _bounds(base, scale)
    rule = _score_rule(base, scale)
    if rule is None:
        return unusable

    def read(value: ValueCount) -> CellReading:
        if not base.applies_to_all and is_not_applicable(value.text):
            return not_applicable_reading(value)
        if said_missing(value.text, Kind.RATING, base.recipe) or profile.is_no_answer(value.text):
            return missing_reading(value)
        score, changes = rule(value.text)
        if not base.applies_to_all and score == 0 and low is not None and low > 0:
            return not_applicable_reading(value)
        trouble = _trouble(score, low, high, whole)
        if _is_code(value.text, base, recipe):
            trouble = MISSING_CODE
        kept = score if trouble is None else None
        after = "" if score is None else f"{score:g}"
        return CellReading(value.text, value.n, value.row, kept, after, changes, trouble)

    readings = [read(value) for value in profile.values]
    answered = sum(r.n for r in readings if r.value is not None or r.trouble)
    unreadable = sum(r.n for r in readings if r.trouble == UNREADABLE)
    if unreadable > _MOST_UNREADABLE * answered:
        return unusable
    return replace(
        mapped(base, readings, Kind.RATING),
        readings=noteworthy(readings),
        minimum=low,
        maximum=high,
        n_missing=n_without_value(base, readings),
    )


def mixed_problem(profile: ColumnProfile, *, stop: bool = True) -> Problem:
    """Tell that the answers of a column are given out of different numbers."""
    tops = named_tops(profile)
    cells = [
        next(value.text for value in profile.values if scales.out_of(value.text) == top)
        for top in tops
    ]
    return about_scales.mixed_scales(profile.header, tops, cells[:3], stop=stop)


def _bounds(base: TypedColumn, scale: Scale | None) -> tuple[float | None, float | None, bool]:
    """Return the lowest and highest answer, and whether only whole numbers are answers."""
    if scale is not None:
        return scale.minimum, scale.maximum, scale.whole
    if base.recipe.minimum is not None and base.recipe.maximum is not None:
        return base.recipe.minimum, base.recipe.maximum, False
    worded = read_worded(base.profile.texts(Kind.RATING))
    if worded is not None:
        return worded.scale.minimum, worded.scale.maximum, False
    bounds = rating_range(base.profile)
    if bounds is not None:
        return bounds[0], bounds[1], False
    scores = base.profile.scores()
    return (min(scores), max(scores), False) if scores else (None, None, False)


def _score_rule(base: TypedColumn, scale: Scale | None) -> Rule | None:
    """Choose how texts of this column become scores."""
    texts = base.profile.texts(Kind.RATING)
    if scale is not None and scale.kind is ScaleKind.TWO_VALUED and scale.band_labels:
        best, _, worst = (label.lower() for label in scale.band_labels)
        places = {best: 1.0, worst: 0.0}
        return lambda text: (places.get(text.strip().lower()), ("two_valued",))
    worded = read_worded(texts)
    if worded is not None:
        levels = worded.scores
        return lambda text: (levels.get(text), ("worded",))
    form = number_format_of(base.profile, base.recipe)
    if any(scales.read_score(text, form)[0] is not None for text in texts):
        coding, tops = _coding(base, scale), named_tops(base.profile)

        def scored(text: str) -> tuple[float | None, tuple[str, ...]]:
            if tops and scales.out_of(text) not in (None, *tops):
                return None, ()  # one "4/5" among many "8/10"
            return _coded(scales.read_score(text, form), coding)

        return scored
    pair = scales.two_values(texts)
    if pair is None or base.role is Role.OUTCOME:
        return None
    return lambda text: ({pair[0]: 1.0, pair[1]: 0.0}.get(text), ("two_valued",))


def _coding(base: TypedColumn, scale: Scale | None) -> Coding:
    """Say how the numbers of the column become answers."""
    if scale is not None:
        return coding_of(scale, base.profile.scores())
    low, high, _ = _bounds(base, None)
    if base.recipe.reversed and low is not None and high is not None:
        return Coding(-1.0, low + high, "turned_round")
    return Coding()


def _coded(
    read: tuple[float | None, tuple[str, ...]], coding: Coding
) -> tuple[float | None, tuple[str, ...]]:
    """Turn a number of the file into the answer that it stands for."""
    score, changes = read
    if score is None or coding.change is None:
        return read
    return coding.answer(score), (*changes, coding.change)


def _trouble(
    score: float | None,
    low: float | None,
    high: float | None,
    whole: bool,
) -> str | None:
    if score is None:
        return UNREADABLE
    if low is not None and high is not None and not low <= score <= high:
        return OUT_OF_RANGE
    return OUT_OF_RANGE if whole and not score.is_integer() else None


def _is_code(text: str, base: TypedColumn, recipe: Recipe) -> bool:
    """Say whether a cell holds a number that was said to stand for no answer, as it is written."""
    if not recipe.missing_codes:
        return False
    written, _ = scales.read_score(text, number_format_of(base.profile, base.recipe))
    return written in recipe.missing_codes
