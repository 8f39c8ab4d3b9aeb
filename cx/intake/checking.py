"""Can these columns be used for what they are said to mean? All problems at once."""

from collections.abc import Iterator, Sequence

from cx.intake.applying import where_empty
from cx.intake.guessing import MANY_LEVELS, guess, long_format
from cx.intake.missing_words import MISSING_CODES
from cx.intake.naming import name_problems
from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import Recipe
from cx.intake.sentences import about_columns
from cx.intake.staged import Staged
from cx.intake.typed import NOT_APPLICABLE, OUT_OF_RANGE, UNREADABLE, TypedColumn, type_column
from cx.problems import Problem
from cx.store.engine import cursor
from cx.vocabulary import Kind, Role

_FEW_PER_LEVEL = 2.0  # answers for each group; with fewer it is an id
_ID_LEVELS = 50


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
    return tuple(typed)


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
    problems += _outcome_problems(profiles, recipe)
    problems += name_problems(recipe)
    for column in columns:
        problems += _column_problems(staged, profiles, recipe, column)
    problems += [
        about_columns.personal_left_out(column.header, column.personal)
        for column in recipe.columns
        if column.personal is not None and column.role is None
    ]
    asked = long_format(profiles)
    if asked is not None:
        problems.append(about_columns.long_format(*asked))
    return tuple(dict.fromkeys(problems))


def _outcome_problems(profiles: Sequence[ColumnProfile], recipe: Recipe) -> Iterator[Problem]:
    chosen = recipe.with_role(Role.OUTCOME)
    if not chosen:
        yield about_columns.no_outcome()
        return
    profile = next((p for p in profiles if p.header == chosen[0].header), None)
    if profile is None or recipe.scale is not None:
        return
    scores = profile.scores()
    if scores and sum(scores.values()) > 0.5 * (profile.n - profile.n_missing) and profile.complete:
        asked = recipe.scale_asked or _asked(max(scores))
        yield about_columns.scale_needed(profile.header, min(scores), max(scores), asked)
    else:
        yield about_columns.not_a_rating(profile, Role.OUTCOME)


def _asked(high: float) -> tuple[str, ...]:
    choices = (("1-5", "0-5"), ("1-7", "1-10", "0-10"), ("1-10", "0-10"), ("0-100",))
    return next((c for limit, c in zip((5, 7, 10, 100), choices, strict=True) if high <= limit), ())


def _column_problems(
    staged: Staged, profiles: Sequence[ColumnProfile], recipe: Recipe, column: TypedColumn
) -> Iterator[Problem]:
    if column.unusable is not None:
        if column.role is not Role.OUTCOME or recipe.scale is not None:
            yield column.unusable
        return
    if column.kind is Kind.CATEGORY and is_id(column.profile):
        better = better_column(profiles, recipe, column)
        yield about_columns.too_many_levels(column.profile, column.role, better)
    yield from _troubles(staged, recipe, column)
    if column.n_not_applicable:
        yield about_columns.does_not_apply(
            column.header,
            column.n_not_applicable,
            column.profile.n,
            _signs(column),
            where_empty(column.profile, recipe),
        )
    form = column.profile.number_format
    if column.kind is Kind.MONEY and form.ambiguous and column.recipe.decimal is None:
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


_UNREADABLE = {
    Kind.RATING: about_columns.unreadable_scores,
    Kind.DATE: about_columns.unreadable_dates,
    Kind.MONEY: about_columns.unreadable_amounts,
}
