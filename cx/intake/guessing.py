"""Which column means what? A guess from header words and values, with how sure it is and why.

Each role has words that headers use and a kind of values that it needs. Single roles go to the
column that is the most sure; ratings that are left become drivers, small groups categories, and
ids and constants nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cx.intake import scales
from cx.intake.applying import with_applying
from cx.intake.date_evidence import may_be_answered_on
from cx.intake.dates import last_date
from cx.intake.evidence.header_scale import asked_kind, header_scale
from cx.intake.evidence.scale import driver_direction, weigh
from cx.intake.header_words import (
    CALENDAR,
    CALENDAR_VALUE,
    CLEANED,
    COUNTS,
    PATTERNS,
    spoken,
)
from cx.intake.profiles import SHOWN_LIMIT, ColumnProfile
from cx.intake.rating_ranges import driver_scale
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.sentences import about_guesses
from cx.intake.staged import Reading
from cx.vocabulary import Kind, Role, Scale, ScaleKind

MANY_LEVELS = 5_000  # a category with more cannot be compared
CATEGORY_LEVELS = 200  # a column with more is no category of its own accord
_LEAST_SURE = 0.3  # of a role that is given at all
_CLOSE = 0.1  # a rival so near makes a guess doubtful
_DOUBT = 0.6
_CALENDAR_SURE = 0.8
_COPY = 0.85  # of the sureness of the column that it repeats
_ASKS, _LOOKS_RATED = 0.5, 0.4  # how near to an outcome
_ONLY_RATING = 0.4
_ONLY_DATE_SURE = 0.6

_FEW_LEVELS = frozenset(
    (Role.REGION, Role.CONTACT_CHANNEL, Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR,
     Role.EXPECTATION)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Bid:
    role: Role
    header: str
    sure: float
    why: str


def guess(profiles: Sequence[ColumnProfile], reading: Reading | None = None) -> Recipe:
    """Guess the role of every column, the scale of the outcome, and whom questions apply to."""
    bids = [bid for profile in profiles for bid in _bids(profile)]
    taken: dict[str, _Bid] = {}
    for bid in sorted(bids, key=lambda bid: -bid.sure):
        given = {other.role for other in taken.values()}
        if bid.header not in taken and bid.role not in given:
            taken[bid.header] = _doubted(bid, bids)
    if not any(bid.role is Role.OUTCOME for bid in taken.values()):
        near = _likely_outcome(profiles, taken)
        if near is not None:
            taken[near.header] = near
    columns = tuple(_column(profile, taken.get(profile.header)) for profile in profiles)
    columns = _with_only_date(profiles, _with_date_orders(profiles, columns))
    columns = _without_calendar_parts(profiles, columns)
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
        by_header, _ = _named(spoken(profile.header), PATTERNS[Role.OUTCOME])
        by_question, _ = _named(spoken(profile.label), PATTERNS[Role.OUTCOME])
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
        _named(spoken(profile.header), PATTERNS[role])[0] > _ASKS for role in others
    )


def _bids(profile: ColumnProfile) -> list[_Bid]:
    """Offer a column for every role that its header or question names and its values suit."""
    if profile.personal is not None or not profile.n_distinct:
        return []
    bids = []
    for role, patterns in PATTERNS.items():
        if profile.n_distinct < 2 and role is not Role.COMMENT:
            continue
        for text, weight, by_header in (
            (spoken(profile.header), 1.0, True),
            (spoken(profile.label), 0.9, False),
        ):
            sure, word = _named(text, patterns)
            sure *= weight * (_fit(role, profile) if sure else 0.0)
            if sure > _LEAST_SURE:
                sure *= 0.9 if CLEANED.search(text) else 1.0
                sure *= _COPY if profile.copy_of is not None else 1.0
                why = about_guesses.named(word, by_header=by_header)
                bids.append(_Bid(role, profile.header, sure, why))
                break
    return bids


def _named(text: str, patterns: Sequence[tuple[re.Pattern[str], float]]) -> tuple[float, str]:
    """Say how surely a text names a role, and by which of its words."""
    for pattern, sure in patterns:
        match = pattern.search(text)
        if match is not None and text:
            return sure, match.group().strip()
    return 0.0, ""


def _doubted(bid: _Bid, bids: Sequence[_Bid]) -> _Bid:
    """Be less sure of a column where another one suits its role nearly as well."""
    rivals = [other for other in bids if other.role is bid.role and other.header != bid.header]
    rival = max(rivals, key=lambda other: other.sure, default=None)
    if rival is None or bid.role.many or rival.sure < bid.sure - _CLOSE:
        return bid
    why = about_guesses.rivalled(bid.why, rival.header)
    return replace(bid, sure=min(bid.sure, _DOUBT), why=why)


def _fit(role: Role, profile: ColumnProfile) -> float:
    """Say from 0 to 1 how well the values of a column suit a role."""
    kind = profile.kind
    if role is Role.OUTCOME:
        return _outcome_fit(profile)
    if role.kind is Kind.DATE:
        return float(kind is Kind.DATE)
    if role.kind is Kind.MONEY:
        return float(kind is Kind.NUMBER and (profile.n_distinct > 10 or profile.n < 50))
    if role.kind is Kind.FLAG:
        return float(kind is Kind.FLAG or _is_two_valued(profile))
    if role is Role.COMMENT:
        wordy = kind in (Kind.TEXT, Kind.CATEGORY, Kind.RATING)
        length = profile.mean_length
        return float(wordy) * (1.0 if length > 15 else 0.7 if length > 8 else 0.5)
    if role is Role.RESPONDENT:
        return float(
            kind in (Kind.TEXT, Kind.NUMBER, Kind.CATEGORY) and profile.n_distinct > 0.2 * profile.n
        )
    if kind is Kind.NUMBER:
        return 0.6 if role is Role.PERFORMER and profile.whole and profile.complete else 0.0
    if role in _FEW_LEVELS and profile.n_distinct > CATEGORY_LEVELS:
        return 0.0
    small = profile.complete or profile.n_distinct <= MANY_LEVELS
    repeated = profile.n_distinct <= max(2, 0.5 * profile.n)
    return float(kind in (Kind.CATEGORY, Kind.RATING, Kind.FLAG, Kind.TEXT) and small and repeated)


def _is_two_valued(profile: ColumnProfile) -> bool:
    """Say whether a column holds two values of which one is the good one, 0 and 1 included."""
    return profile.complete and scales.two_values(profile.texts(Kind.FLAG)) is not None


def _outcome_fit(profile: ColumnProfile) -> float:
    if not profile.complete:
        return 0.0
    if profile.kind is Kind.RATING:
        return 1.0
    if profile.kind is Kind.NUMBER:
        return 1.0 if profile.n_distinct <= 40 else 0.4 if (profile.maximum or 0) <= 100 else 0.0
    if profile.kind in (Kind.FLAG, Kind.CATEGORY):
        return 0.8 if scales.two_values(profile.texts(Kind.RATING)) else 0.0
    return 0.0


def _column(profile: ColumnProfile, bid: _Bid | None) -> ColumnRecipe:
    base = ColumnRecipe(profile.header, personal=profile.personal, why="", sure=0.5)
    if profile.personal is not None:
        return replace(base, sure=0.95, why=about_guesses.holds(profile.personal))
    if bid is not None:
        return replace(base, role=bid.role, sure=round(min(bid.sure, 0.99), 2), why=bid.why)
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
