"""Which column means what? A guess from header words and values, with how sure it is and why.

Each role has words that headers use and a kind of values that it needs. Single roles go to the
column that is the most sure; ratings that are left become drivers, small groups categories, and
ids and constants nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cx.intake import scales
from cx.intake.applying import with_applying
from cx.intake.display_names import suggested_names
from cx.intake.header_words import (
    ANSWER,
    CALENDAR,
    CALENDAR_VALUE,
    CLEANED,
    COUNTS,
    PATTERNS,
    QUESTION,
    spoken,
)
from cx.intake.profiles import ColumnProfile
from cx.intake.rating_ranges import driver_scale
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.sentences import about_guesses
from cx.intake.staged import Reading
from cx.vocabulary import Kind, Role, Scale

MANY_LEVELS = 5_000  # a category with more cannot be compared
CATEGORY_LEVELS = 200  # a column with more is no category of its own accord
_LEAST_SURE = 0.3  # of a role that is given at all
_CLOSE = 0.1  # a rival so near makes a guess doubtful
_DOUBT = 0.55  # such a guess is to be looked at
_CALENDAR_SURE = 0.8

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
    columns = tuple(_column(profile, taken.get(profile.header)) for profile in profiles)
    columns = _without_calendar_parts(profiles, _with_date_orders(profiles, columns))
    columns = _with_names(profiles, columns)
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
        leaving = role in (Role.CHURNED, Role.RENEWED)
        return float(kind is Kind.FLAG or (leaving and _is_two_valued(profile)))
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
