"""Which roles may a column have? Its header, its question and its values are weighed together.

The words of the header say how surely it names a role, those of the question a little less; the
values say how well they suit it (0 rules it out), and some values speak for a role by themselves.
What speaks for a role adds up as independent reasons do: 1 - (1 - a)(1 - b). Values alone decide
only where the header names nothing else, and never surely.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from statistics import fmean

from cx.intake import scales
from cx.intake.evidence.rating_ranges import driver_scale
from cx.intake.header_words import CLEANED, spoken
from cx.intake.profiles import ColumnProfile
from cx.intake.role_names import (
    folded,
    is_currency,
    named,
    naming_of,
    territory_names,
    words_of,
)
from cx.intake.sentences import about_guesses, about_roles
from cx.vocabulary import Kind, Role

MANY_LEVELS = 5_000  # a category with more cannot be compared
CATEGORY_LEVELS = 200  # a column with more is no category of its own accord
LEAST_SURE = 0.3  # of a role that is given at all
_QUESTION = 0.9  # a question counts for so much of a header
_VALUES = 0.5  # of what values say beside a header
_NAMES_ELSE = 0.5  # a header that names something so surely leaves nothing to its values
_MOST = 0.99
_CLEANED = 0.9
_SHARE = 0.8  # of the distinct values must be of a kind to speak for a role
_REPEATS = 4.0  # answers for each name
_SENTENCE = 25.0  # letters, on average, of a comment
_CODE = 40.0  # letters, at most, of an id
_UNIQUE = 0.98
_MOSTLY = 0.5  # of the texts are sentences without a number
_WORD = 8.0  # letters
_FEW = 12  # short texts that are no comments
_CALLED_COMMENT = 0.95  # of a header such as "Comment" or "Verbatim"
_LETTERS = 2  # of a header that says nothing
_NO_HEADER = frozenset(("column", "unnamed", "field", "var", "col", "spalte", "campo", "colonne"))
_LOOKED_AT = 60  # values that are read for what they name, the most frequent ones

_FEW_LEVELS = frozenset(
    (Role.REGION, Role.CONTACT_CHANNEL, Role.ACQUISITION_CHANNEL, Role.PURCHASE_BEHAVIOUR,
     Role.EXPECTATION, Role.REASON, Role.QUEUE, Role.STAGE)
)  # fmt: skip
_BY_VALUES = (
    Role.TEAM, Role.PERFORMER, Role.REGION, Role.CONTACT_CHANNEL, Role.ACQUISITION_CHANNEL,
    Role.EXPECTATION,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RoleEvidence:
    """How surely a column has a role, and why."""

    role: Role
    sure: float  # 0..1
    why: str


def weigh_roles(profile: ColumnProfile) -> list[RoleEvidence]:
    """Weigh all that speaks for each role of a column; the surest first."""
    by_values = {found.role: found for found in _values_say(profile)}
    weighed = []
    for role in Role:
        if role.many or (profile.n_distinct < 2 and role is not Role.COMMENT):
            continue
        found = _weighed(role, profile, by_values.get(role))
        if found is not None and found.sure > LEAST_SURE:
            weighed.append(found)
    return sorted(weighed, key=lambda found: -found.sure)


def _weighed(
    role: Role, profile: ColumnProfile, values: RoleEvidence | None
) -> RoleEvidence | None:
    header = naming_of(role, profile.header)
    question = naming_of(role, profile.label)
    by_header = header.sure >= _QUESTION * question.sure
    sure = max(header.sure, _QUESTION * question.sure)
    if not sure:
        return values if values is not None and _names_nothing(profile) else None
    said = profile.header if by_header else profile.label
    fit = suits(role, profile)
    if role is Role.COMMENT and header.sure >= _CALLED_COMMENT:
        fit = max(fit, 0.5)  # one-word comments are comments, where the header says so
    sure *= fit * (_CLEANED if CLEANED.search(spoken(said)) else 1.0)
    if not sure:
        return None
    if values is not None:
        sure = 1 - (1 - sure) * (1 - _VALUES * values.sure)
    word = header.word if by_header else question.word
    return RoleEvidence(role, min(sure, _MOST), about_guesses.named(word, by_header=by_header))


def _names_nothing(profile: ColumnProfile) -> bool:
    """Say whether neither header nor question names a role, or something that has none."""
    return not any(
        naming.sure >= _NAMES_ELSE
        for text in (profile.header, profile.label)
        for naming in named(text)
    )


def suits(role: Role, profile: ColumnProfile) -> float:
    """Say from 0 to 1 how well the values of a column suit a role."""
    fit = _FITS.get(role) or _FITS_OF_KINDS.get(role.kind)
    return fit(profile) if fit is not None else _group_fit(role, profile)


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


def _date_fit(profile: ColumnProfile) -> float:
    return float(profile.kind is Kind.DATE)


def _money_fit(profile: ColumnProfile) -> float:
    if profile.kind is not Kind.NUMBER or any("%" in text for text in profile.examples):
        return 0.0
    if driver_scale(profile) is not None:
        return 0.0  # ratings of the sales staff are no sales
    return float(profile.n_distinct > 10 or profile.n < 50)


def _flag_fit(profile: ColumnProfile) -> float:
    return float(profile.kind is Kind.FLAG or is_two_valued(profile))


def is_two_valued(profile: ColumnProfile) -> bool:
    """Say whether a column holds two values of which one is the good one, 0 and 1 included."""
    return profile.complete and scales.two_values(profile.texts(Kind.FLAG)) is not None


def _comment_fit(profile: ColumnProfile) -> float:
    wordy = profile.kind in (Kind.TEXT, Kind.CATEGORY, Kind.RATING)
    length = profile.mean_length
    if any(not text.isascii() for text in profile.examples):
        length *= 2  # scripts that say more in a letter
    one_word = not any(" " in text.strip() for text in profile.examples)
    if length < _WORD and 1 < profile.n_distinct <= _FEW and one_word:
        return 0.0  # few words, each by itself: groups
    return float(wordy) * (1.0 if length > 15 else 0.7 if length > 8 else 0.5)


def _id_fit(profile: ColumnProfile) -> float:
    texts = profile.texts(Kind.TEXT)[:_LOOKED_AT]
    lettered = profile.kind in (Kind.TEXT, Kind.CATEGORY) and _share(texts, _has_digit) >= 0.5
    is_code = lettered or (profile.kind is Kind.NUMBER and profile.whole)  # names are no ids
    return float(is_code and profile.n_distinct > 0.2 * profile.n)


def _weight_fit(profile: ColumnProfile) -> float:
    """Weights are above nothing and 1 on average, unless they are scaled up to people."""
    if profile.kind is not Kind.NUMBER or (profile.minimum or 0.0) < 0:
        return 0.0
    scores = profile.scores()
    if not scores or profile.n_distinct < 2:
        return 0.0
    mean = fmean(value for value, n in scores.items() for _ in range(min(n, 100)))
    return 1.0 if 0.3 <= mean <= 3 else 0.6


def _performer_fit(profile: ColumnProfile) -> float:
    if profile.kind is Kind.NUMBER:
        coded = profile.whole and profile.complete and driver_scale(profile) is None
        return 0.6 if coded else 0.0  # ratings of staff are no staff
    return _group_fit(Role.PERFORMER, profile)


def _group_fit(role: Role, profile: ColumnProfile) -> float:
    if role in _FEW_LEVELS and profile.n_distinct > CATEGORY_LEVELS:
        return 0.0
    if role in (Role.PERFORMER, Role.TEAM) and profile.kind is Kind.RATING:
        return 0.0  # labelled ratings of staff
    small = profile.complete or profile.n_distinct <= MANY_LEVELS
    repeated = profile.n_distinct <= max(2, 0.5 * profile.n)
    grouped = profile.kind in (Kind.CATEGORY, Kind.RATING, Kind.FLAG, Kind.TEXT)
    if _share(profile.texts(Kind.CATEGORY)[:_LOOKED_AT], _is_clock) >= _SHARE:
        return 0.0
    return float(grouped and small and repeated)


_FITS: dict[Role, Callable[[ColumnProfile], float]] = {
    Role.OUTCOME: _outcome_fit,
    Role.COMMENT: _comment_fit,
    Role.RESPONDENT: _id_fit,
    Role.CASE: _id_fit,
    Role.WEIGHT: _weight_fit,
    Role.PERFORMER: _performer_fit,
}
_FITS_OF_KINDS: dict[Kind, Callable[[ColumnProfile], float]] = {
    Kind.DATE: _date_fit,
    Kind.MONEY: _money_fit,
    Kind.FLAG: _flag_fit,
}


def _values_say(profile: ColumnProfile) -> Iterator[RoleEvidence]:
    """Say for which roles the values speak, whatever the header says."""
    if profile.kind is Kind.DATE and _says_nothing(profile.header):
        yield RoleEvidence(Role.RESPONDED_AT, 0.45, about_roles.only_dates())
    elif profile.kind is Kind.NUMBER:
        yield from _amounts(profile)
    elif profile.kind in (Kind.CATEGORY, Kind.TEXT):
        yield from _texts(profile)


def _amounts(profile: ColumnProfile) -> Iterator[RoleEvidence]:
    if not _money_fit(profile):
        return
    currency = profile.number_format.currency
    if currency:
        yield RoleEvidence(Role.SPEND, 0.6, about_roles.amounts_in(currency))
        return
    words = words_of(profile.header)
    if words and all(is_currency(word) for word in words):
        yield RoleEvidence(Role.SPEND, 0.55, about_roles.currency_named(profile.header))


def _texts(profile: ColumnProfile) -> Iterator[RoleEvidence]:
    texts = profile.texts(Kind.CATEGORY)[:_LOOKED_AT]
    grouped = len(texts) >= 3 and profile.n >= _REPEATS * profile.n_distinct
    if grouped:
        if _names_nothing(profile) and _share(texts, _is_territory) >= _SHARE:
            yield RoleEvidence(Role.REGION, 0.6, about_roles.territories())
        for role in _BY_VALUES:
            if _share(texts, partial(_says, role)) >= _SHARE:
                yield RoleEvidence(role, 0.5, about_roles.values_say(texts[0]))
                return
        if _are_person_names(texts):
            yield RoleEvidence(Role.PERFORMER, 0.45, about_roles.person_names())
        return
    filled = max(1, profile.n - profile.n_missing)
    if profile.mean_length > _SENTENCE and _share(texts, _is_prose) >= _MOSTLY:
        yield RoleEvidence(Role.COMMENT, 0.5, about_roles.long_texts())
    elif (
        _says_nothing(profile.header)
        and profile.n_distinct >= _UNIQUE * filled
        and _share(texts, _is_code) >= _SHARE
    ):
        yield RoleEvidence(Role.RESPONDENT, 0.4, about_roles.unique_ids())


def _share(texts: list[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / len(texts) if texts else 0.0


def _is_territory(text: str) -> bool:
    return "".join(words_of(text)) in territory_names()


def _says(role: Role, text: str) -> bool:
    """Say whether a value names a role with something beside it: "Team North", "Store 12"."""
    naming = naming_of(role, text)
    return naming.sure > LEAST_SURE and len(folded(text)) > len(naming.word) + 1


def _is_prose(text: str) -> bool:
    """Say whether a text is a sentence; addresses and descriptions of goods hold numbers."""
    wordy = len(text.split()) > 3 or (not text.isascii() and len(text) > _SENTENCE / 2)
    return wordy and not _has_digit(text)


def _says_nothing(header: str) -> bool:
    """Say whether a header is no word: "K7", "V3", "Column 4"."""
    words = (word.strip("0123456789") for word in words_of(header))
    return all(len(word) <= _LETTERS or word in _NO_HEADER for word in words)


def _is_code(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= _CODE and " " not in bare and _has_digit(bare)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _is_clock(text: str) -> bool:
    return text[:1].isdigit() and 0 < text.find(":") <= 2 and len(text) <= 11


def _are_person_names(texts: list[str]) -> bool:
    """Names of persons: two or three words with capitals, and no word in many of them."""
    parted = [text.split() for text in texts]
    shaped = [
        words
        for words in parted
        if 2 <= len(words) <= 3 and all(w[0].isupper() and w[-1].isalpha() for w in words)
    ]
    if len(texts) < 5 or len(shaped) < _SHARE * len(texts):
        return False
    counts: dict[str, int] = {}
    for word in (word for words in shaped for word in words):
        counts[word] = counts.get(word, 0) + 1
    return max(counts.values()) <= max(2, 0.2 * len(shaped))
