"""Which column means what? A guess from all evidence, with how sure it is and why.

What speaks for each role of each column is weighed in `evidence.roles`. Single roles go to the
column that is the most sure; ratings that are left become drivers, small groups categories, and
ids and constants nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cx.intake import scales
from cx.intake.applying import with_applying
from cx.intake.evidence.roles import CATEGORY_LEVELS, suits, weigh_roles
from cx.intake.header_words import (
    ANSWER,
    CALENDAR,
    CALENDAR_VALUE,
    COUNTS,
    QUESTION,
    spoken,
)
from cx.intake.known_exports import KnownExport, recognised
from cx.intake.profiles import ColumnProfile
from cx.intake.rating_ranges import driver_scale
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.sentences import about_guesses, about_roles
from cx.intake.staged import Reading
from cx.vocabulary import Kind, Role, Scale

_CLOSE = 0.1  # a rival so near makes a guess doubtful
_DOUBT = 0.6
_CALENDAR_SURE = 0.8
_EXPORT = 0.97  # a column that a known tool writes itself


@dataclass(frozen=True, slots=True)
class _Bid:
    role: Role
    header: str
    sure: float
    why: str


def guess(profiles: Sequence[ColumnProfile], reading: Reading | None = None) -> Recipe:
    """Guess the role of every column, the scale of the outcome, and whom questions apply to."""
    export = recognised([profile.header for profile in profiles])
    bids = [bid for profile in profiles for bid in _bids(profile, export)]
    taken: dict[str, _Bid] = {}
    for bid in sorted(bids, key=lambda bid: -bid.sure):
        given = {other.role for other in taken.values()}
        if bid.header not in taken and bid.role not in given:
            taken[bid.header] = _doubted(bid, bids)
    columns = tuple(_column(profile, taken.get(profile.header), export) for profile in profiles)
    columns = _without_calendar_parts(profiles, _with_date_orders(profiles, columns))
    scale: Scale | None = None
    asked: tuple[str, ...] = ()
    outcome = next((column for column in columns if column.role is Role.OUTCOME), None)
    if outcome is not None:
        scale, asked = guess_outcome_scale(
            next(profile for profile in profiles if profile.header == outcome.header)
        )
    recipe = Recipe(reading or Reading(), columns, scale, scale_asked=asked)
    return with_applying(profiles, recipe)


def guess_outcome_scale(profile: ColumnProfile) -> tuple[Scale | None, tuple[str, ...]]:
    """Guess the scale on which a column would be read as the outcome."""
    texts = profile.texts(Kind.RATING)
    pair = scales.two_values(texts)
    if pair is not None:
        return scales.two_valued_scale(*pair), ()
    worded = scales.read_worded(texts) if texts else None
    if worded is not None:
        _, kind, levels = worded
        return Scale.conventional(1, levels, kind), ()
    guessed = scales.guess_scale(profile.scores(), f"{spoken(profile.header)} {profile.label}")
    return guessed.scale, guessed.asked


def _bids(profile: ColumnProfile, export: KnownExport | None) -> list[_Bid]:
    """Offer a column for every role that its header, its question or its values speak for."""
    if profile.personal is not None or not profile.n_distinct or _is_spare(profile, export):
        return []
    bids = []
    written = export.role(profile.header) if export else None
    if export and written and suits(written, profile):
        why = about_roles.of_export(export.tool)
        bids.append(_Bid(written, profile.header, _EXPORT, why))
    for found in weigh_roles(profile):
        bids.append(_Bid(found.role, profile.header, found.sure, found.why))
    return bids


def _is_spare(profile: ColumnProfile, export: KnownExport | None) -> bool:
    return export is not None and export.is_spare(profile.header)


def _doubted(bid: _Bid, bids: Sequence[_Bid]) -> _Bid:
    """Be less sure of a column where another one suits its role nearly as well."""
    rivals = [other for other in bids if other.role is bid.role and other.header != bid.header]
    rival = max(rivals, key=lambda other: other.sure, default=None)
    if rival is None or bid.role.many or rival.sure < bid.sure - _CLOSE:
        return bid
    why = about_guesses.rivalled(bid.why, rival.header)
    return replace(bid, sure=min(bid.sure, _DOUBT), why=why)


def _column(profile: ColumnProfile, bid: _Bid | None, export: KnownExport | None) -> ColumnRecipe:
    base = ColumnRecipe(profile.header, personal=profile.personal, why="", sure=0.5)
    if profile.personal is not None:
        return replace(base, sure=0.95, why=about_guesses.holds(profile.personal))
    if bid is not None:
        return replace(base, role=bid.role, sure=round(min(bid.sure, 0.99), 2), why=bid.why)
    if export is not None and export.is_spare(profile.header):
        return replace(base, sure=_EXPORT, why=about_roles.of_export(export.tool))
    if profile.n_distinct < 2:
        return replace(base, sure=0.9, why=about_guesses.nothing_differs(profile.n_distinct))
    low_high = driver_scale(profile)
    if low_high is not None:
        return replace(base, role=Role.DRIVER, sure=0.7, why=about_guesses.ratings(*low_high))
    if _is_category(profile):
        return replace(
            base, role=Role.CATEGORY, sure=0.6, why=about_guesses.groups(profile.n_distinct)
        )
    return replace(base, why=_why_nothing(profile))


def _why_nothing(profile: ColumnProfile) -> str:
    if profile.kind is Kind.DATE:
        return about_guesses.further_date()
    if profile.kind is Kind.NUMBER:
        return about_guesses.no_rating()
    if profile.n_distinct > CATEGORY_LEVELS:
        return about_guesses.free_text()
    return about_guesses.not_needed()


def _is_category(profile: ColumnProfile) -> bool:
    if profile.kind is Kind.NUMBER:
        whole_few = profile.whole and 2 <= profile.n_distinct <= 12
        return whole_few and bool(COUNTS.search(spoken(profile.header)))
    if profile.kind not in (Kind.CATEGORY, Kind.FLAG, Kind.RATING):
        return False
    return profile.n_distinct <= min(CATEGORY_LEVELS, max(2, profile.n // 3))


def _with_date_orders(
    profiles: Sequence[ColumnProfile], columns: tuple[ColumnRecipe, ...]
) -> tuple[ColumnRecipe, ...]:
    """Let a date column that could be read both ways take the order of its sure neighbours."""
    orders = {
        profile.dates.order
        for profile in profiles
        if profile.dates is not None and profile.dates.order and not profile.ambiguous_dates
    }
    if len(orders) != 1:
        return columns
    order = orders.pop()
    return tuple(
        replace(column, date_format=order, why=about_guesses.order_of_others())
        if profile.dates is not None and profile.dates.ambiguous and not profile.dates.mixed
        else column
        for profile, column in zip(profiles, columns, strict=True)
    )


def _without_calendar_parts(
    profiles: Sequence[ColumnProfile], columns: tuple[ColumnRecipe, ...]
) -> tuple[ColumnRecipe, ...]:
    """Leave out groups that only repeat the month or the quarter of the date."""
    if not any(column.role is Role.RESPONDED_AT for column in columns):
        return columns
    return tuple(
        replace(column, role=None, sure=_CALENDAR_SURE, why=about_guesses.part_of_date())
        if column.role in (Role.CATEGORY, Role.DRIVER) and _is_calendar_part(profile)
        else column
        for profile, column in zip(profiles, columns, strict=True)
    )


def _is_calendar_part(profile: ColumnProfile) -> bool:
    """Say whether a column named after a part of the calendar holds nothing else."""
    return bool(CALENDAR.fullmatch(spoken(profile.header))) and all(
        CALENDAR_VALUE.fullmatch(text.strip()) for text in profile.texts(Kind.CATEGORY)
    )


def long_format(profiles: Sequence[ColumnProfile]) -> tuple[str, str] | None:
    """Name the columns of question and answer where each row holds one answer of several."""
    questions = [
        profile
        for profile in profiles
        if QUESTION.match(spoken(profile.header)) and 2 <= profile.n_distinct <= CATEGORY_LEVELS
    ]
    answers = [profile for profile in profiles if ANSWER.match(spoken(profile.header))]
    if not questions or not answers or questions[0].n < 2 * questions[0].n_distinct:
        return None
    return questions[0].header, answers[0].header
