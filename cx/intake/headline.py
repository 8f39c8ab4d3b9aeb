"""What would the headline be, if a column were the outcome on a scale?

Known from the distinct values of the column, read by the rules that the load uses: no pass over the
rows, and the same numbers as after it, but for identical rows that are counted once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cx.intake import scales
from cx.intake.guessing import guess_outcome_scale
from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import Recipe
from cx.intake.typed.amounts import number_format_of
from cx.intake.typed.column import TypedColumn
from cx.intake.typed.ratings import type_ratings
from cx.vocabulary import Band, Role, Scale


@dataclass(frozen=True, slots=True)
class Headline:
    """Shares of the answers, 0..1, on a scale."""

    scale: Scale
    n: int  # answers on the scale
    favourable: float
    unfavourable: float

    @property
    def net(self) -> float:
        """The net score, in points from -100 to 100."""
        return 100 * (self.favourable - self.unfavourable)


@dataclass(frozen=True, slots=True)
class OutcomeChoice:
    """A column that could be the outcome; without a headline its scale would have to be asked."""

    header: str
    headline: Headline | None


def headline(profile: ColumnProfile, recipe: Recipe, scale: Scale) -> Headline | None:
    """Compute the headline that a column makes as the outcome; None where it holds no answer."""
    asked = recipe.assign(profile.header, Role.OUTCOME).with_scale(scale)
    column = replace(asked.column(profile.header), role=Role.OUTCOME)
    role = Role.OUTCOME
    base = TypedColumn(role.value, role, profile, column, role.kind, f"s.{profile.name}")
    typed = type_ratings(base, asked)
    if typed.unusable is not None:
        return None
    changed = {reading.text: reading for reading in typed.readings}
    form = number_format_of(profile, column)
    bands = dict.fromkeys(Band, 0)
    for value in profile.values:
        read = changed.get(value.text)
        answer = scales.read_score(value.text, form)[0] if read is None else read.value
        if isinstance(answer, int | float):
            bands[scale.band(answer)] += value.n
    n = sum(bands.values())
    if not n:
        return None
    return Headline(scale, n, bands[Band.FAVOURABLE] / n, bands[Band.UNFAVOURABLE] / n)


def outcome_choices(profiles: Sequence[ColumnProfile], recipe: Recipe) -> tuple[OutcomeChoice, ...]:
    """List the columns that could be the outcome, in the order of the file."""
    choices = []
    for profile in profiles:
        if profile.personal is not None or not profile.complete or profile.n_distinct < 2:
            continue
        scale, asked = guess_outcome_scale(profile)
        if profile.header == _outcome(recipe):
            scale = recipe.scale or scale
        if scale is not None:
            choices.append(OutcomeChoice(profile.header, headline(profile, recipe, scale)))
        elif asked or profile.header == _outcome(recipe):
            choices.append(OutcomeChoice(profile.header, None))
    return tuple(choices)


def _outcome(recipe: Recipe) -> str | None:
    return next((column.header for column in recipe.with_role(Role.OUTCOME)), None)
