"""Which column means what? A guess from all evidence, with how sure it is and why.

What speaks for each role of each column is weighed in `evidence.roles`. Single roles go to the
column that is the most sure; ratings that are left become drivers, small groups categories, and
ids and constants nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cx.intake.applying import with_applying
from cx.intake.date_evidence import may_be_answered_on
from cx.intake.dates import last_date
from cx.intake.display_names import suggested_names
from cx.intake.evidence.header_scale import asked_kind, header_scale
from cx.intake.evidence.rating_ranges import driver_scale
from cx.intake.evidence.roles import CATEGORY_LEVELS, suits, weigh_roles
from cx.intake.evidence.scale import driver_direction, weigh
from cx.intake.header_words import (
    CALENDAR,
    CALENDAR_VALUE,
    COUNTS,
    spoken,
)
from cx.intake.known_exports import KnownExport, recognised
from cx.intake.profiles import SHOWN_LIMIT, ColumnProfile
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.role_names import named, naming_of
from cx.intake.sentences import about_guesses, about_roles
from cx.intake.staged import Reading
from cx.vocabulary import Kind, Role, Scale, ScaleKind

_CLOSE = 0.1  # a rival so near makes a guess doubtful
_DOUBT = 0.55  # such a guess is to be looked at
_CALENDAR_SURE = 0.8
_EXPORT = 0.97  # a column that a known tool writes itself
_COPY = 0.85  # of the sureness of the column that it repeats
_ASKS, _LOOKS_RATED = 0.5, 0.4  # how near to an outcome
_ONLY_RATING = 0.4
_ONLY_DATE_SURE = 0.6


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
    if not any(bid.role is Role.OUTCOME for bid in taken.values()):
        near = _likely_outcome(profiles, taken)
        if near is not None:
            taken[near.header] = near
    columns = tuple(_column(profile, taken.get(profile.header), export) for profile in profiles)
    columns = _with_only_date(profiles, _with_date_orders(profiles, columns))
    columns = _without_calendar_parts(profiles, columns)
    columns = _with_names(profiles, columns)
    scale: Scale | None = None
    asked: tuple[str, ...] = ()
    outcome = next((column for column in columns if column.role is Role.OUTCOME), None)
    if outcome is not None:
        scale, asked = guess_outcome_scale(
            next(profile for profile in profiles if profile.header == outcome.header)
        )
        scale = _with_aim(scale, outcome.header, profiles)
    recipe = Recipe(reading or Reading(), columns, scale, scale_asked=asked)
    return with_applying(profiles, recipe)


def _with_aim(scale: Scale | None, header: str, profiles: Sequence[ColumnProfile]) -> Scale | None:
    """Let other columns say what a score of 0 to 10 asks, where its own words do not.

    Beside "LTR comment" a "Score" is likelihood to recommend.
    """
    aims = {profile.header: asked_kind(profile.header, profile.label) for profile in profiles}
    own = aims.pop(header)
    asks = (scale.minimum, scale.maximum) == (0, 10) if scale is not None else False
    if scale is None or own is not None or not asks:
        return scale
    if ScaleKind.RECOMMEND not in aims.values():
        return scale
    return replace(
        Scale.conventional(0, 10, ScaleKind.RECOMMEND),
        whole=scale.whole,
        reversed=scale.reversed,
    )


def guess_outcome_scale(profile: ColumnProfile) -> tuple[Scale | None, tuple[str, ...]]:
    """Guess the scale on which a column would be read as the outcome."""
    weighed = weigh(profile)
    asked = () if weighed.scale else tuple(choice.option for choice in weighed.choices)
    return weighed.scale, asked


def _likely_outcome(profiles: Sequence[ColumnProfile], taken: Mapping[str, _Bid]) -> _Bid | None:
    """Take a column for the outcome that asks for a score, or is the only one with ratings."""
    near = nearest_outcome([found for found in profiles if found.header not in taken])
    if near is None or not near.complete:
        return None
    weighed = weigh(near)
    if weighed.scale is None and not weighed.choices:
        return None
    if asked_kind(near.header, near.label) is not None:
        return _Bid(Role.OUTCOME, near.header, _ASKS, about_guesses.asks_for_a_score())
    rated = [found for found in profiles if driver_scale(found) is not None]
    if [found.header for found in rated] != [near.header]:
        return None
    return _Bid(Role.OUTCOME, near.header, _ONLY_RATING, about_guesses.only_rating())


def nearest_outcome(profiles: Sequence[ColumnProfile]) -> ColumnProfile | None:
    """Return the column that looks most like the outcome, whether it can be read or not."""
    ranked = []
    for place, profile in enumerate(profiles):
        if profile.personal is not None:
            continue
        by_header = naming_of(Role.OUTCOME, profile.header).sure
        by_question = naming_of(Role.OUTCOME, profile.label).sure
        near = max(by_header, 0.9 * by_question)
        said = header_scale(profile.header, profile.label)
        if said.kind or said.bounds or said.highest:
            near = max(near, _ASKS)
        if driver_scale(profile) is not None:
            near += _LOOKS_RATED
        if near and not _is_kept_for_others(profile, near):
            ranked.append((near, -place, profile))
    return max(ranked, key=lambda one: one[:2])[2] if ranked else None


def _is_kept_for_others(profile: ColumnProfile, near: float) -> bool:
    """Say whether a header names comments, dates or ids, which are no outcome."""
    if near > _ASKS and profile.kind is not Kind.DATE and profile.complete:
        return False
    others = (Role.COMMENT, Role.RESPONDED_AT, Role.RESPONDENT)
    return profile.kind is Kind.DATE or any(
        naming_of(role, profile.header).sure > _ASKS for role in others
    )


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
        sure = found.sure * (_COPY if profile.copy_of is not None else 1.0)
        bids.append(_Bid(found.role, profile.header, sure, found.why))
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
    if profile.copy_of is not None:
        return replace(base, sure=0.7, why=about_guesses.repeats(profile.copy_of))
    low_high = driver_scale(profile)
    if low_high is not None:
        return replace(
            base,
            role=Role.DRIVER,
            sure=0.7,
            why=about_guesses.ratings(*low_high),
            reversed=driver_direction(profile),
        )
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


def _with_names(
    profiles: Sequence[ColumnProfile], columns: tuple[ColumnRecipe, ...]
) -> tuple[ColumnRecipe, ...]:
    """Suggest what each column is called on screen."""
    names = suggested_names([p.header for p in profiles], [p.label for p in profiles])
    return tuple(replace(column, label=name) for column, name in zip(columns, names, strict=True))


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


def _with_only_date(
    profiles: Sequence[ColumnProfile], columns: tuple[ColumnRecipe, ...]
) -> tuple[ColumnRecipe, ...]:
    """Take the only dates of a file for those of the answers, whatever their header says."""
    dated = [profile for profile in profiles if profile.dates is not None]
    if len(dated) != 1 or any(column.role is Role.RESPONDED_AT for column in columns):
        return columns
    only = dated[0]
    shown = (token.text for token in (only.tokens or only.values)[:SHOWN_LIMIT])
    if only.dates is None or not may_be_answered_on(only.header, last_date(shown, only.dates)):
        return columns
    if any(naming.role is None for naming in named(only.header)):
        return columns  # a date of something else: of delivery, of hire
    return tuple(
        replace(column, role=Role.RESPONDED_AT, sure=_ONLY_DATE_SURE, why=about_guesses.only_date())
        if column.header == only.header and column.role is None
        else column
        for column in columns
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
