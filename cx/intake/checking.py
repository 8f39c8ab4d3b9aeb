"""Can these columns be used for what they are said to mean? All problems at once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cx.intake.applying import where_empty
from cx.intake.coding import coding_of
from cx.intake.evidence.roles import MANY_LEVELS
from cx.intake.evidence.scale import effect, stated_scale, weigh
from cx.intake.guessing import guess, nearest_outcome
from cx.intake.header_evidence import kind_of
from cx.intake.known_exports import recognised
from cx.intake.long_shape import find_long_shape
from cx.intake.missing_words import MISSING_CODES, is_missing
from cx.intake.naming import name_problems
from cx.intake.passport_facts import currencies_beside
from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import Recipe
from cx.intake.sentences import (
    about_amounts,
    about_columns,
    about_dates,
    about_groups,
    about_kinds,
    about_pivot,
    about_roles,
    about_scales,
)
from cx.intake.staged import Staged
from cx.intake.typed import (
    NOT_APPLICABLE,
    OUT_OF_RANGE,
    SIMILAR,
    UNREADABLE,
    TypedColumn,
    type_column,
)
from cx.intake.typed.ratings import mixed_problem
from cx.problems import Choice, Problem, Severity
from cx.store.engine import cursor
from cx.vocabulary import Kind, Role, Scale

_FEW_PER_LEVEL = 2.0  # answers for each group; with fewer it is an id
_ID_LEVELS = 50
_UNUSED = frozenset(  # roles that are kept with the responses and used by no figure yet
    (Role.FIRST_RESPONSE_AT, Role.HANDED_OVER, Role.REOPENED, Role.CONTACT_COST, Role.CASE,
     Role.ASKED)
)  # fmt: skip
_FEWEST = 10  # cells of a column of which most are numbers or dates
_MOST_OTHERS = 0.4  # of its cells are of another kind


def check(staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe) -> tuple[Problem, ...]:
    """Collect the problems of a mapping."""
    return problems_of(staged, profiles, recipe, type_all(staged, profiles, recipe))


def type_all(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe
) -> tuple[TypedColumn, ...]:
    """Type every column that has a role, in the order of the file."""
    known = {profile.header: profile for profile in profiles}
    source = staged.source
    typed: list[TypedColumn] = []
    numbered: dict[Role, int] = {}
    with cursor() as con:
        for column in recipe.columns:
            if column.role is None or column.header not in known:
                continue
            name = str(column.role.value)
            if column.role.many:
                numbered[column.role] = numbered.get(column.role, 0) + 1
                name = f"{name}_{numbered[column.role]}"
            typed.append(type_column(con, source, name, known[column.header], column, recipe))
    beside = currencies_beside(profiles)
    if beside is not None and len(beside[1]) > 1:
        typed = [_in_one_currency(column, *beside) for column in typed]
    return tuple(typed)


def _in_one_currency(column: TypedColumn, header: str, names: Sequence[str]) -> TypedColumn:
    """Refuse amounts beside a column that names several currencies: they cannot be added."""
    if column.kind is not Kind.MONEY or column.unusable is not None:
        return column
    if column.profile.number_format.currency is not None:  # the amounts themselves say which
        return column
    return replace(column, unusable=about_amounts.currencies_beside(column.header, header, names))


def problems_of(
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    recipe: Recipe,
    columns: Sequence[TypedColumn],
) -> tuple[Problem, ...]:
    """Collect the problems of columns that have been typed."""
    problems: list[Problem] = list(staged.problems)
    known = {profile.header for profile in profiles}
    problems += [
        about_columns.no_such_column(column.header)
        for column in recipe.columns
        if column.role is not None and column.header not in known
    ]
    long = list(_long_problems(staged, profiles)) if staged.reading.pivot is None else []
    # Rows that are no responses have no outcome: one trouble, told once.
    problems += long or _outcome_problems(profiles, recipe)
    problems += _formula_problems(staged, profiles, recipe)
    problems += name_problems(recipe)
    for column in columns:
        problems += _column_problems(staged, profiles, recipe, column)
    problems += [
        about_columns.personal_left_out(column.header, column.personal)
        for column in recipe.columns
        if column.personal is not None and column.role is None
    ]
    problems += _perhaps_dates(profiles, recipe)
    problems += _mixed_kinds(staged, profiles, recipe)
    export = recognised([profile.header for profile in profiles])
    if export is not None and all(found.code != "survey_headers" for found in problems):
        problems.append(about_roles.known_export(export.tool))
    return tuple(dict.fromkeys(problems))


def _long_problems(staged: Staged, profiles: Sequence[ColumnProfile]) -> Iterator[Problem]:
    shape = find_long_shape(staged, profiles)
    if shape is not None:
        yield about_pivot.long_format(
            shape.question, shape.answer, shape.respondent, shape.questions, shape.option
        )


def _outcome_problems(profiles: Sequence[ColumnProfile], recipe: Recipe) -> Iterator[Problem]:
    chosen = recipe.with_role(Role.OUTCOME)
    if not chosen:
        near = nearest_outcome(profiles)
        yield about_columns.no_outcome(near, readable=near is not None and is_readable(near))
        return
    profile = next((p for p in profiles if p.header == chosen[0].header), None)
    if profile is None:
        return
    yield from _copy_problems(profiles, profile)
    if recipe.scale is not None:
        yield from _scale_notes(profile, recipe.scale)
        return
    if is_readable(profile):
        yield scale_question(profile)
    else:
        yield about_columns.not_a_rating(profile, Role.OUTCOME)


def is_readable(profile: ColumnProfile) -> bool:
    """Say whether most answers of a column are scores, so that only their scale may be missing."""
    if not profile.complete:
        return False
    weighed = weigh(profile)
    if weighed.scale is not None or weighed.mixed:
        return True
    scores = profile.scores()
    return bool(scores) and sum(scores.values()) > 0.5 * (profile.n - profile.n_missing)


def scale_question(profile: ColumnProfile) -> Problem:
    """Ask for the scale of a column; each choice says what it makes of the headline."""
    weighed, scores = weigh(profile), profile.scores()
    if weighed.mixed:
        return mixed_problem(profile)
    options = [choice.option for choice in weighed.choices] or list(_asked(max(scores, default=0)))
    choices = [
        Choice(option, effect(stated_scale(option, profile), profile) or "") for option in options
    ]
    low, high = (min(scores), max(scores)) if scores else (0.0, 1.0)
    return about_scales.scale_needed(
        profile.header, low, high, choices, direction=weighed.asks_direction
    )


def _copy_problems(profiles: Sequence[ColumnProfile], outcome: ColumnProfile) -> Iterator[Problem]:
    """Tell of another column that holds the same score."""
    for profile in profiles:
        if profile.copy_of == outcome.header:
            yield about_scales.copy_left_out(profile.header, outcome.header)
    if outcome.copy_of is not None:
        yield about_scales.copy_used(outcome.header, outcome.copy_of)


def _scale_notes(profile: ColumnProfile, scale: Scale) -> Iterator[Problem]:
    """Tell how numbers were turned into answers, where that is more than reading them."""
    change = coding_of(scale, profile.scores()).change
    if change == "turned_round":
        yield about_scales.turned_round(profile.header, scale.minimum, scale.maximum)
    elif change == "code_from_one":
        yield about_scales.counted_from_one(profile.header)
    elif change == "percent_share":
        yield about_scales.shares_read(profile.header)


def _formula_problems(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe
) -> Iterator[Problem]:
    """Name the formulas without values where they are why the outcome is empty."""
    chosen = {column.header for column in recipe.with_role(Role.OUTCOME)}
    empty = [p.header for p in profiles if p.header in chosen and not p.n_distinct]
    for problem in staged.problems:
        if problem.code == "formulas" and (not chosen or set(problem.where.split(", ")) & {*empty}):
            yield replace(problem, severity=Severity.STOPS)


def _mixed_kinds(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe
) -> Iterator[Problem]:
    """Name the columns of which most cells are numbers or dates, but too few to be read as such."""
    kept = {c.header for c in recipe.columns if c.role in (None, Role.CATEGORY, Role.COMMENT)}
    for profile in profiles:
        if profile.kind not in (Kind.CATEGORY, Kind.TEXT) or profile.header not in kept:
            continue
        answers = [v for v in profile.values if not is_missing(v.text, Kind.NUMBER)]
        total = sum(value.n for value in answers)
        for kind in ("number", "date"):
            others = [value for value in answers if kind_of(value.text) != kind]
            n_others = sum(value.n for value in others)
            if total >= _FEWEST and 0 < n_others <= _MOST_OTHERS * total:
                first = min(others, key=lambda value: value.row)
                text = "" if profile.personal else first.text
                row = staged.row_label(first.row)
                yield about_kinds.mixed(profile.header, kind, n_others, total, text, row)


def _asked(high: float) -> tuple[str, ...]:
    """Name the usual scales up to which answers may go, where nothing speaks for any."""
    choices = (("1-5", "0-5"), ("1-7", "1-10", "0-10"), ("1-10", "0-10"), ("0-100",))
    return next((c for limit, c in zip((5, 7, 10, 100), choices, strict=True) if high <= limit), ())


def _column_problems(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe, column: TypedColumn
) -> Iterator[Problem]:
    if column.unusable is not None:
        if column.role is not Role.OUTCOME or recipe.scale is not None:
            yield column.unusable
        return
    if column.role is Role.WEIGHT:
        yield about_roles.weights_unused(column.header)
    elif column.role in _UNUSED:
        yield about_roles.unused(column.header, column.role)
    if column.kind is Kind.CATEGORY and is_id(column.profile):
        better = better_column(profiles, recipe, column)
        yield about_columns.too_many_levels(column.profile, column.role, better)
    alike = [reading for reading in column.readings if SIMILAR in reading.changes]
    if alike:
        pairs = [("" if column.recipe.personal else r.text, r.after) for r in alike]
        yield about_groups.similar_groups(column.header, sum(r.n for r in alike), pairs)
    if column.role is not Role.OUTCOME or recipe.scale is not None:
        yield from _troubles(staged, recipe, column)
    yield from _unlikely_dates(staged, column)
    if column.n_not_applicable:
        yield about_columns.does_not_apply(
            column.header,
            column.n_not_applicable,
            column.profile.n,
            _signs(column),
            where_empty(column.profile, recipe),
        )
    if column.recipe.reversed and column.minimum is not None and column.maximum is not None:
        yield about_scales.driver_turned_round(column.header, column.minimum, column.maximum)
    form = column.profile.number_format
    if (
        column.kind in (Kind.MONEY, Kind.NUMBER)
        and form.ambiguous
        and column.recipe.decimal is None
    ):
        value = next((v.text for v in column.profile.values if "." in v.text or "," in v.text), "")
        yield about_columns.ambiguous_numbers(column.header, value, form.decimal)


def _signs(column: TypedColumn) -> list[tuple[str, int]]:
    """List the cells that say that the question does not apply, the most frequent first."""
    saying = [reading for reading in column.readings if NOT_APPLICABLE in reading.changes]
    return [(r.text.strip(), r.n) for r in sorted(saying, key=lambda reading: -reading.n)]


def is_id(profile: ColumnProfile) -> bool:
    """Say whether a column has so many values that it cannot be a group."""
    filled = max(1, profile.n - profile.n_missing)
    few = profile.n_distinct > _ID_LEVELS and filled / profile.n_distinct < _FEW_PER_LEVEL
    return few or profile.n_distinct > MANY_LEVELS


def better_column(
    profiles: Sequence[ColumnProfile], recipe: Recipe, column: TypedColumn
) -> str | None:
    """Offer the column that is the most likely to be meant."""
    first = next(iter(guess(profiles).with_role(column.role)), None)
    if first is not None and first.header != column.header:
        return first.header
    groups = [
        profile
        for profile in profiles
        if profile.kind is Kind.CATEGORY
        and profile.complete
        and profile.n_distinct >= 3
        and not is_id(profile)
        and recipe.column(profile.header).role in (None, Role.CATEGORY)
    ]
    return max(groups, key=lambda profile: profile.n_distinct).header if groups else None


def _troubles(staged: Staged, recipe: Recipe, column: TypedColumn) -> Iterator[Problem]:
    troubled = sum(reading.n for reading in column.readings if reading.trouble)
    answered = column.profile.n - column.n_missing + troubled
    outside = column.troubled(OUT_OF_RANGE)
    if outside:
        n = sum(reading.n for reading in outside)
        first = outside[0]
        scale = f"{column.minimum or 0:g}-{column.maximum or 0:g}"
        values = {float(reading.after) for reading in outside}
        suspects = sorted(
            value
            for value in values
            if value in MISSING_CODES and value not in recipe.missing_codes
        )
        yield about_columns.out_of_range(
            column.header,
            n,
            answered,
            scale,
            first.after,
            staged.row_label(first.row),
            suspects,
            may_not_apply=column.role is Role.DRIVER,
        )
    unreadable = column.troubled(UNREADABLE)
    if unreadable:
        n, first = sum(reading.n for reading in unreadable), unreadable[0]
        told = _UNREADABLE[column.kind]
        text = "" if column.recipe.personal else first.text
        yield told(column.header, n, answered, text, staged.row_label(first.row))


def _perhaps_dates(profiles: Sequence[ColumnProfile], recipe: Recipe) -> Iterator[Problem]:
    """Name numbers that would be plausible dates, where no column says when was answered."""
    if recipe.with_role(Role.RESPONDED_AT):
        return
    unused = {column.header for column in recipe.columns if column.role is None}
    for profile in profiles:
        found = profile.perhaps_dates
        if found is not None and profile.header in unused and profile.examples:
            first, last = found.first.isoformat(), found.last.isoformat()
            yield about_dates.perhaps_dates(profile.header, profile.examples[0], first, last)


def _unlikely_dates(staged: Staged, column: TypedColumn) -> Iterator[Problem]:
    """Name dates in the future and dates that stand apart, which are kept as they are."""
    for code, readings in column.unlikely.items():
        first = min(readings, key=lambda reading: reading.row)
        days = sorted({reading.after[:10] for reading in readings})
        yield about_dates.unlikely_dates(
            code,
            column.header,
            sum(reading.n for reading in readings),
            days,
            first.text,
            staged.row_label(first.row),
        )


_UNREADABLE = {
    Kind.RATING: about_columns.unreadable_scores,
    Kind.DATE: about_columns.unreadable_dates,
    Kind.MONEY: about_columns.unreadable_amounts,
    Kind.NUMBER: about_columns.unreadable_amounts,
}
