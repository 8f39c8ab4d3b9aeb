"""Which column means what? A guess from header words and values, with how sure it is and why.

Each role has words that headers use and a kind of values that it needs. Single roles go to the
column that is the most sure; ratings that are left become drivers, small groups categories, and
ids and constants nothing.
"""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cx.intake import scales
from cx.intake.profiles import ColumnProfile
from cx.intake.recipe import ColumnRecipe, Recipe
from cx.intake.staged import Reading
from cx.vocabulary import Kind, Role, Scale

MANY_LEVELS = 5_000  # a category with more cannot be compared
CATEGORY_LEVELS = 200  # a column with more is no category of its own accord

# Words of headers, in English and a few of German, French, Spanish and Thai; the first that is
# found gives how sure the guess is.
_WORDS: dict[Role, tuple[tuple[str, float], ...]] = {
    Role.OUTCOME: (
        (r"\bnps\b(?! (group|segment|category|band|comment|reason))|likelihood to recommend|likely.*recommend|recommend|weiterempf|recomend|recommand|แนะนำ", 0.98),
        (r"\bcsat\b|\bces\b|overall sat|sat(isfaction)? overall|overall (score|experience|rating)", 0.95),
        (r"satisfaction (rating|score|level)|customer satisfaction|zufriedenheit gesamt|gesamtzufriedenheit|satisfaction globale|satisfacción general|ความพึงพอใจ", 0.9),
        (r"^(the )?(score|satisfaction|rating|outcome|bewertung|note|puntuación|คะแนน)$", 0.85),
        (r"\beffort score\b|^effort$|^satisfied$|^sentiment$|^target$", 0.7),
        (r"\bscore\b", 0.6),
    ),
    Role.RESPONDED_AT: (
        (r"(survey|response|responded|answer(ed)?|submitted|submit|recorded|end) ?(date|at|time|on|day)\b|date of (answer|survey|response)|recorded date|survey response date", 0.95),
        (r"^(date|datum|fecha|timestamp|created|created at|day|วันที่)$", 0.9),
        (r"\bdate\b|\bdatum\b|\bfecha\b|วันที่", 0.7),
        (r"\b(month|to char|period|week)\b", 0.5),
    ),
    Role.ACQUISITION_CHANNEL: (
        (r"acquisition|how did you (hear|find)|referral source|lead source|marketing (channel|source)|utm source|akquise|origen|herkunft", 0.95),
        (r"^source$|first touch", 0.6),
    ),
    Role.PURCHASE_BEHAVIOUR: (
        (r"purchase (behaviou?r|type|pattern)|buying behaviou?r|kaufverhalten|comportement d.achat", 0.98),
        (r"product (category|type|group|line)|visit purpose|purpose of visit|purchase (category|reason)|produktkategorie|catégorie", 0.85),
        (r"^product$|^plan$|customer type|class$", 0.6),
    ),
    Role.CONTACT_CHANNEL: (
        (r"contact (channel|method|type)|channel name|support channel|service channel|kontaktkanal|canal de contacto", 0.95),
        (r"^channel$|^kanal$|^canal$|ช่องทาง|\bchannel\b", 0.8),
    ),
    Role.REGION: (
        (r"^(region|market|country|land|pays|país|area|territory|state|province|geography|gebiet|région|región|ภูมิภาค|ประเทศ)( name)?$", 0.95),
        (r"\b(region|market|country)\b", 0.8),
        (r"\b(city|state|province|location)\b", 0.5),
    ),
    Role.TEAM: (
        (r"^(team|supervisor|squad|équipe|equipo|ทีม)( name)?$|team (name|leader)|teamleiter", 0.95),
        (r"\bmanager\b|\bdepartment\b|abteilung", 0.6),
    ),
    Role.PERFORMER: (
        (r"^(agent|advisor|adviser|performer|employee|rep|representative|staff member|mitarbeiter|berater|conseiller|agente|sales ?person|store|branch|filiale|พนักงาน|สาขา)( ?(name|id))?$", 0.95),
        (r"\b(agent|employee|representative|advisor|operator) ?(name|id)\b", 0.85),
        (r"\bhandled by\b|\bassigned to\b|\bowner\b|\b(store|branch|shop)\b", 0.7),
    ),
    Role.INTENDED_SPEND: ((r"(intended|planned|expected|budgeted?) (spend|amount|budget|purchase)|^budget$", 0.97),),
    Role.SPEND: (
        (r"^(spend|revenue|amount|amount spent|total spend|turnover|umsatz|betrag|montant|importe|ยอดซื้อ)\b", 0.95),
        (r"item price|order (value|amount|total)|(transaction|purchase) (value|amount)|basket|total amount|sales amount", 0.9),
        (r"\b(spend|price|revenue|amount|preis|prix|precio|ราคา)\b", 0.6),
    ),
    Role.EXPECTATION: ((r"expectation|erwartung|attente|expectativa", 0.95),),
    Role.RESOLVED: (
        (r"resolved|first contact resolution|\bfcr\b|gelöst|résolu|resuelto", 0.95),
        (r"\bsolved\b", 0.8),
    ),
    Role.OPENED_AT: (
        (r"^(opened|open (date|time)|created at|reported at|started at|start date|geöffnet|eröffnet)$|issue reported|(ticket|case) (opened|created)|opened at|reported", 0.9),
    ),
    Role.CLOSED_AT: (
        (r"^(closed|close (date|time)|resolved at|solved at|completed at|geschlossen)$|issue responded|(ticket|case) (closed|resolved)|closed at", 0.9),
    ),
    Role.RESPONDENT: (
        (r"^(customer|respondent|client|user|member|guest|account|kunden|contact) ?(id|number|no|nr|nummer|key)\.?$", 0.95),
        (r"(response|survey|unique|record|case|call|ticket|interaction) ?id$", 0.75),
        (r"^(id|uuid|key)$", 0.7),
    ),
    Role.COMMENT: (
        (r"comments?\b|verbatim|remarks?\b|feedback|free ?text|kommentar|commentaire|comentario|ความคิดเห็น", 0.95),
        (r"why|reason for (your )?score|tell us|open ended|\btext\b|review|suggestion|improve", 0.75),
    ),
}  # fmt: skip
_PATTERNS = {
    role: tuple((re.compile(pattern), sure) for pattern, sure in words)
    for role, words in _WORDS.items()
}
_FEW_LEVELS = frozenset(
    (Role.REGION, Role.CONTACT_CHANNEL, Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR,
     Role.EXPECTATION)
)  # fmt: skip
_COUNTS = re.compile(
    r"\b(month|quarter|year|week|day|days|age|nights?|count|number|no|nr|quantity|qty|distance|"
    r"tenure|seconds|minutes|hours|duration|id|code|wave|zip|plz|hour|flag|binary|index|rank|order)\b"
)
_CLEAN = re.compile(r"\b(clean|cleaned|processed|normali[sz]ed|translated)\b")


@dataclass(frozen=True, slots=True)
class _Bid:
    role: Role
    header: str
    sure: float
    why: str


def spoken(header: str) -> str:
    """Write a header as words: "satOverall" and "Issue_reported at" as a person says them.

    >>> spoken("satOverall"), spoken("Issue_reported at")
    ('sat overall', 'issue reported at')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    return " ".join(re.sub(r"[_\-./:?!,()\[\]\"']+", " ", parted).lower().split())


def guess(profiles: Sequence[ColumnProfile], reading: Reading | None = None) -> Recipe:
    """Guess the role of every column and the scale of the outcome."""
    bids = [bid for found in profiles for bid in _bids(found)]
    taken: dict[str, _Bid] = {}
    for bid in sorted(bids, key=lambda bid: -bid.sure):
        given = {other.role for other in taken.values()}
        if bid.header not in taken and bid.role not in given:
            taken[bid.header] = bid
    columns = tuple(_column(found, taken.get(found.header)) for found in profiles)
    columns = _with_date_orders(profiles, columns)
    scale: Scale | None = None
    asked: tuple[str, ...] = ()
    outcome = next((column for column in columns if column.role is Role.OUTCOME), None)
    if outcome is not None:
        scale, asked = guess_outcome_scale(
            next(found for found in profiles if found.header == outcome.header)
        )
    return Recipe(reading or Reading(), columns, scale, scale_asked=asked)


def guess_outcome_scale(found: ColumnProfile) -> tuple[Scale | None, tuple[str, ...]]:
    """Guess the scale on which a column would be read as the outcome."""
    texts = found.texts(Kind.RATING)
    pair = scales.two_values(texts)
    if pair is not None:
        return scales.two_valued_scale(*pair), ()
    worded = scales.read_worded(texts) if texts else None
    if worded is not None:
        _, kind, levels = worded
        return Scale.conventional(1, levels, kind), ()
    guessed = scales.guess_scale(found.scores(), f"{spoken(found.header)} {found.label}")
    return guessed.scale, guessed.asked


def _bids(found: ColumnProfile) -> list[_Bid]:
    if found.personal is not None or not found.n_distinct:
        return []
    header = spoken(found.header)
    made = []
    for role, patterns in _PATTERNS.items():
        if found.n_distinct < 2 and role is not Role.COMMENT:
            continue
        for source, weight in ((header, 1.0), (spoken(found.label), 0.9)):
            if not source:
                continue
            sure = next((sure for pattern, sure in patterns if pattern.search(source)), 0.0)
            fit = _fit(role, found) if sure else 0.0
            if sure * fit * weight > 0.3:
                penalty = 0.9 if _CLEAN.search(source) else 1.0
                made.append(
                    _Bid(role, found.header, sure * fit * weight * penalty, "header and values")
                )
                break
    return made


def _fit(role: Role, found: ColumnProfile) -> float:
    """Say from 0 to 1 how well the values of a column suit a role."""
    kind = found.kind
    if role is Role.OUTCOME:
        return _outcome_fit(found)
    if role.kind is Kind.DATE:
        return float(kind is Kind.DATE)
    if role.kind is Kind.MONEY:
        return float(kind is Kind.NUMBER and (found.n_distinct > 10 or found.n < 50))
    if role.kind is Kind.FLAG:
        return float(kind is Kind.FLAG)
    if role is Role.COMMENT:
        wordy = kind in (Kind.TEXT, Kind.CATEGORY, Kind.RATING)
        length = found.mean_length
        return float(wordy) * (1.0 if length > 15 else 0.7 if length > 8 else 0.5)
    if role is Role.RESPONDENT:
        return float(
            kind in (Kind.TEXT, Kind.NUMBER, Kind.CATEGORY) and found.n_distinct > 0.2 * found.n
        )
    if kind is Kind.NUMBER:
        return 0.6 if role is Role.PERFORMER and found.whole and found.complete else 0.0
    if role in _FEW_LEVELS and found.n_distinct > CATEGORY_LEVELS:
        return 0.0
    small = found.complete or found.n_distinct <= MANY_LEVELS
    repeated = found.n_distinct <= max(2, 0.5 * found.n)
    return float(kind in (Kind.CATEGORY, Kind.RATING, Kind.FLAG, Kind.TEXT) and small and repeated)


def _outcome_fit(found: ColumnProfile) -> float:
    if not found.complete:
        return 0.0
    if found.kind is Kind.RATING:
        return 1.0
    if found.kind is Kind.NUMBER:
        return 1.0 if found.n_distinct <= 40 else 0.4 if (found.maximum or 0) <= 100 else 0.0
    if found.kind in (Kind.FLAG, Kind.CATEGORY):
        return 0.8 if scales.two_values(found.texts(Kind.RATING)) else 0.0
    return 0.0


def _column(found: ColumnProfile, bid: _Bid | None) -> ColumnRecipe:
    base = ColumnRecipe(found.header, personal=found.personal, why="", sure=0.5)
    if found.personal is not None:
        return replace(base, sure=0.95, why=f"personal data: {found.personal}")
    if bid is not None:
        return replace(base, role=bid.role, sure=round(min(bid.sure, 0.99), 2), why=bid.why)
    if found.n_distinct < 2:
        return replace(base, sure=0.9, why="one value only" if found.n_distinct else "empty")
    low_high = driver_scale(found)
    if low_high is not None:
        return replace(
            base, role=Role.DRIVER, sure=0.7, why=f"ratings {low_high[0]:g}-{low_high[1]:g}"
        )
    if _is_category(found):
        return replace(base, role=Role.CATEGORY, sure=0.6, why=f"{found.n_distinct:,} groups")
    return replace(base, why=_why_nothing(found))


def _why_nothing(found: ColumnProfile) -> str:
    if found.kind is Kind.DATE:
        return "a further date"
    if found.kind is Kind.NUMBER:
        return "a number that is no rating"
    return "an id or free text" if found.n_distinct > CATEGORY_LEVELS else "not needed"


def _is_category(found: ColumnProfile) -> bool:
    if found.kind is Kind.NUMBER:
        whole_few = found.whole and 2 <= found.n_distinct <= 12
        return whole_few and bool(_COUNTS.search(spoken(found.header)))
    if found.kind not in (Kind.CATEGORY, Kind.FLAG, Kind.RATING):
        return False
    return found.n_distinct <= min(CATEGORY_LEVELS, max(2, found.n // 3))


def driver_scale(found: ColumnProfile) -> tuple[float, float] | None:
    """Return the range of a column of ratings, or None when it holds none.

    A driver needs no cut-offs, so 1-10 may be taken as it is.
    """
    if not found.complete or found.personal is not None:
        return None
    if found.kind is Kind.RATING:
        worded = scales.read_worded(found.texts(Kind.RATING))
        if worded is not None:
            return 1.0, float(worded[2])
    elif found.kind is not Kind.NUMBER or _COUNTS.search(spoken(found.header)):
        return None
    return rating_range(found)


def rating_range(found: ColumnProfile) -> tuple[float, float] | None:
    """Return the range that holds 95 % of the answers of a rating: 1-5, 1-7, 1-10 or 0-10."""
    counts = found.scores()
    total = sum(counts.values())
    whole = sum(n for value, n in counts.items() if value.is_integer())
    if not total or whole < 0.95 * total or len(counts) > 15:
        return None
    for low, high in ((1.0, 5.0), (1.0, 7.0), (1.0, 10.0), (0.0, 10.0)):
        inside = [(value, n) for value, n in counts.items() if low <= value <= high]
        distinct = len(inside)
        if sum(n for _, n in inside) >= 0.97 * total and distinct >= 3:
            if scales.reaches_beyond(counts, high):
                continue
            if (low, high) == (1.0, 10.0) and counts.get(0.0):
                continue
            return low, high
    return None


def _with_date_orders(
    profiles: Sequence[ColumnProfile], columns: tuple[ColumnRecipe, ...]
) -> tuple[ColumnRecipe, ...]:
    """Let a date column that could be read both ways take the order of its sure neighbours."""
    orders = {
        found.dates.order
        for found in profiles
        if found.dates is not None and found.dates.order and not found.ambiguous_dates
    }
    if len(orders) != 1:
        return columns
    order = orders.pop()
    return tuple(
        replace(column, date_format=order, why="order of day and month as in the other dates")
        if found.dates is not None and found.dates.ambiguous and not found.dates.mixed
        else column
        for found, column in zip(profiles, columns, strict=True)
    )
