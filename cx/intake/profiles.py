"""What do the columns of a staged file hold?

Columns with up to 2,000 distinct values are known by all of them, with counts and first rows, from
one grouped query. Columns with more (ids, money, timestamps, comments) are known by a sample of
rows, and dates among them by all their date tokens.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import duckdb

from cx.intake import dates, personal, scales
from cx.intake.copies import filled_copies
from cx.intake.date_evidence import PERHAPS, NumbersAsDates
from cx.intake.dates import DateFormats, infer_date_formats, split_token
from cx.intake.emptiness import EmptyWhere, empty_where
from cx.intake.missing_words import is_missing
from cx.intake.no_answer_words import no_answer_words
from cx.intake.number_evidence import settled
from cx.intake.numbers import (
    NumberFormat,
    infer_number_format,
    normalised,
    read_number,
    shown_decimal,
)
from cx.intake.progress import Progress, doing_look, silent
from cx.intake.scale_words import read_worded
from cx.intake.sql import ask_row, literal
from cx.intake.staged import Staged, empty_cells
from cx.store.engine import cursor
from cx.vocabulary import Kind

DISTINCT_LIMIT = 2_000  # up to here every distinct value is known
EXACT_LIMIT = 100_000  # above this the number of distinct values is within some 2 %
SHOWN_LIMIT = 500
_FORMAT_LIMIT = 600  # values from which a number format is inferred
_SAMPLE_ROWS = 5_000
_SAMPLE_VALUES = 1_000
_FEW_SAMPLED = 500  # distinct values among the sampled rows: there are hardly many in all
_CODED = re.compile(r"[A-Za-z]{1,4}[-_]?0\d+")
_LONGEST = 100  # characters of a number or a date
_SETS = 15  # columns in one grouped query
_AGREES = 0.85  # of the values must be of a kind
_MOSTLY = 0.6  # of the values must be numbers for the others to be unreadable scores
_HIGHEST_RATING = 100
_MOST_RATINGS = 15  # distinct values of a rating
_MOST_GROUPS = 20  # distinct values of a column that may say who was asked
_PLAIN_MOMENT = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4} \d{1,2}:\d{2}(?::\d{2})?(?: [AaPp][Mm])?"


@dataclass(frozen=True, slots=True)
class ValueCount:
    """One distinct text of a column."""

    text: str
    n: int
    row: int  # the first row that has it


@dataclass(frozen=True, slots=True)
class ColumnProfile:
    """What one column holds, before anything is decided."""

    header: str
    label: str
    name: str  # in the staged file
    n: int
    n_missing: int  # empty cells and words that stand for no answer
    n_distinct: int  # exact up to 100,000
    values: tuple[ValueCount, ...]  # the most frequent first; all of them when complete
    complete: bool
    examples: tuple[str, ...]
    kind: Kind
    number_format: NumberFormat
    dates: DateFormats | None = None
    tokens: tuple[ValueCount, ...] = ()  # all distinct date tokens of a date column
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = False
    mean_length: float = 0.0
    personal: str | None = None
    n_empty: int = 0  # cells with nothing in them
    perhaps_dates: NumbersAsDates | None = None  # numbers that could be dates, and may not be
    empty_where: tuple[EmptyWhere, ...] = ()  # groups for which a rating is nearly always empty
    copy_of: str | None = None  # header of the column that this one repeats, empty cells filled
    no_answer_words: tuple[str, ...] = ()  # words repeated among scores: they are no answers

    @property
    def ambiguous_dates(self) -> bool:
        """Whether the order of day and month has to be asked for."""
        return self.dates is not None and self.dates.asked

    def scores(self) -> dict[float, int]:
        """Return the values that are numbers, with counts; labelled scores give their number."""
        counts: dict[float, int] = {}
        for value in self.values:
            score, _ = scales.read_score(value.text, self.number_format)
            if score is not None and not self.is_no_answer(value.text):
                counts[score] = counts.get(score, 0) + value.n
        return counts

    def texts(self, kind: Kind) -> list[str]:
        """Return the distinct texts that are answers for a kind."""
        texts = [value.text for value in self.values if not is_missing(value.text, kind)]
        if kind is not Kind.RATING:
            return texts
        return [text for text in texts if text not in self.no_answer_words]

    def is_no_answer(self, text: str) -> bool:
        """Whether a cell of a rating says that there is no answer."""
        return is_missing(text, Kind.RATING) or text in self.no_answer_words


def profile(staged: Staged, progress: Progress = silent) -> tuple[ColumnProfile, ...]:
    """Look at every column of a staged file."""
    progress(doing_look(), 0.0)
    source = staged.source
    n_empty = empty_cells(staged.path)
    with cursor() as con:
        names = [name for name in staged.column_names if name in n_empty]
        facts = _column_facts(con, source, names, staged.n_rows)
        profiles = []
        for place, name in enumerate(staged.column_names):
            if name not in facts:
                continue
            progress(doing_look(), place / len(staged.headers))
            header, label = staged.headers[place], staged.labels[place]
            described = _describe(header, label, name, staged.n_rows, n_empty[name], facts[name])
            profiles.append(with_tokens(con, source, described))
        profiles = _with_settled_marks(profiles, staged.reading.delimiter)
        profiles = _with_empty_where(con, source, profiles)
    progress(doing_look(), 1.0)
    return tuple(profiles)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the engine says of one column."""

    n_distinct: int
    values: list[ValueCount]  # the most frequent first
    complete: bool  # these are all values


def _column_facts(
    con: duckdb.DuckDBPyConnection, source: str, names: Sequence[str], n_rows: int
) -> dict[str, _Facts]:
    """Ask for all values of the columns that have few; of the others, for those of some rows."""
    sampled = _sampled_values(con, source, names, n_rows)
    # Counting distinct values, even roughly, costs more than listing few of them.
    few = [name for name in names if len(sampled[name]) <= _FEW_SAMPLED]
    others = [name for name in names if name not in few]
    n_distinct = _distinct_counts(con, source, others)
    few += [name for name in others if n_distinct[name] <= DISTINCT_LIMIT]
    facts = {}
    for name, values in _all_values(con, source, few).items():
        complete = len(values) <= DISTINCT_LIMIT
        facts[name] = _Facts(len(values), values if complete else sampled[name], complete)
    return facts | {
        name: _Facts(n_distinct[name], sampled[name], False) for name in others if name not in facts
    }


def _distinct_counts(
    con: duckdb.DuckDBPyConnection, source: str, names: Sequence[str]
) -> dict[str, int]:
    """Count distinct values: exactly up to EXACT_LIMIT, within some 2 % above."""
    if not names:
        return {}
    asked = ", ".join(f"approx_count_distinct({name})" for name in names)
    counts = dict(zip(names, ask_row(con, f"SELECT {asked} FROM {source}"), strict=True))
    for name, count in counts.items():
        if count <= EXACT_LIMIT:
            (counts[name],) = ask_row(con, f"SELECT count(DISTINCT {name}) FROM {source}")
    return counts


def _all_values(
    con: duckdb.DuckDBPyConnection, source: str, names: Sequence[str]
) -> dict[str, list[ValueCount]]:
    """Return all distinct values with counts and first rows, from grouping sets."""
    values: dict[str, list[ValueCount]] = {name: [] for name in names}
    for start in range(0, len(names), _SETS):
        some = names[start : start + _SETS]
        listed = ", ".join(some)
        sets = ", ".join(f"({name})" for name in some)
        rows = con.execute(
            f"SELECT {listed}, grouping({listed}), count(*), min(row) FROM {source} "
            f"GROUP BY GROUPING SETS ({sets})"
        ).fetchall()
        for *cells, group, n, first in rows:
            # The bit of the one column that is grouped is 0; the first column is the highest bit.
            place = next(p for p in range(len(some)) if not group >> (len(some) - 1 - p) & 1)
            if cells[place] is not None:
                values[some[place]].append(ValueCount(cells[place], n, first))
    for counted in values.values():
        counted.sort(key=lambda value: (-value.n, value.row))
    return values


def _sampled_values(
    con: duckdb.DuckDBPyConnection, source: str, names: Sequence[str], n_rows: int
) -> dict[str, list[ValueCount]]:
    """Return values of evenly spaced rows; the rest is checked where it is typed."""
    step = n_rows // _SAMPLE_ROWS | 1  # odd, so that every second row is not always passed by
    rows = con.execute(
        f"SELECT row, {', '.join(names)} FROM {source} WHERE row % {step} = 0 ORDER BY row"
    ).fetchall()
    values = {}
    for place, name in enumerate(names, start=1):
        counts: dict[str, tuple[int, int]] = {}
        for cells in rows:
            if cells[place] is not None:
                n, first = counts.get(cells[place], (0, cells[0]))
                counts[cells[place]] = (n + 1, first)
        # The sort is stable, so equally frequent values stand in the order of the file.
        ranked = sorted(counts.items(), key=lambda item: -item[1][0])
        values[name] = [ValueCount(text, *count) for text, count in ranked[:_SAMPLE_VALUES]]
    return values


def _describe(
    header: str, label: str, name: str, n: int, n_empty: int, facts: _Facts
) -> ColumnProfile:
    answers = [value for value in facts.values if not is_missing(value.text, Kind.NUMBER)]
    silent_words = no_answer_words(answers) if facts.complete else ()
    answers = [value for value in answers if value.text not in silent_words]
    short = [value for value in answers if len(value.text) <= _LONGEST]
    form = infer_number_format(_spread([value.text for value in short]))
    formats = _date_formats(header, short)
    kind = _kind(answers, form, formats, facts.n_distinct, n - n_empty)
    if silent_words and kind is Kind.NUMBER:
        kind = Kind.RATING  # it may still be a group: shops by number, and one called "Online"
    n_words = sum(value.n for value in facts.values if is_missing(value.text, Kind.CATEGORY))
    low, high, whole = (
        _range(answers, form) if kind in (Kind.NUMBER, Kind.RATING) else (None, None, False)
    )
    shown = [value.text for value in answers[:SHOWN_LIMIT]]
    return ColumnProfile(
        header=header,
        label=label,
        name=name,
        n=n,
        n_missing=n_empty + n_words if facts.complete else n_empty,
        n_distinct=facts.n_distinct,
        values=tuple(facts.values),
        complete=facts.complete,
        examples=tuple(value.text for value in answers[:5]),
        kind=kind,
        number_format=form,
        dates=formats if kind is Kind.DATE else None,
        minimum=low,
        maximum=high,
        whole=whole,
        mean_length=fmean(len(value.text) for value in answers) if answers else 0.0,
        personal=None if kind is Kind.DATE else personal.personal_kind(header, shown),
        n_empty=n_empty,
        no_answer_words=silent_words,
        perhaps_dates=_perhaps(formats) if kind is Kind.NUMBER else None,
    )


def _perhaps(formats: DateFormats) -> NumbersAsDates | None:
    """Return what numbers would be as dates, where some evidence speaks for it."""
    found = formats.numbers
    return found if found is not None and found.sure >= PERHAPS else None


def _spread(texts: list[str]) -> list[str]:
    """Thin out a long list, but keep texts that show a mark other than a point."""
    if len(texts) <= _FORMAT_LIMIT:
        return texts
    step = len(texts) // _FORMAT_LIMIT + 1
    marked = [text for text in texts if len(text) < 24 and not text.isdigit()]
    return texts[::step] + marked[:_FORMAT_LIMIT]


def _date_formats(header: str, answers: Sequence[ValueCount]) -> DateFormats:
    counted: dict[str, ValueCount] = {}
    for value in answers:
        token = split_token(value.text)[0]
        known = counted.get(token, ValueCount(token, 0, value.row))
        counted[token] = ValueCount(token, known.n + value.n, min(known.row, value.row))
    return infer_date_formats(_in_file_order(counted.values()), header)


def _kind(
    answers: Sequence[ValueCount],
    form: NumberFormat,
    formats: DateFormats,
    n_distinct: int,
    n_filled: int,
) -> Kind:
    if not answers:
        return Kind.TEXT
    total = sum(value.n for value in answers)
    if formats.n_read >= _AGREES * total and formats.n_total and not _name_one_top(answers):
        return Kind.DATE
    if any(_is_padded(value.text) or _is_coded(value.text) for value in answers):
        return Kind.TEXT if n_distinct > 50 else Kind.CATEGORY
    if {normalised(value.text).lower() for value in answers} <= (scales.YES | scales.NO) and (
        len(answers) <= 4 and not all(value.text in "01" for value in answers)
    ):
        return Kind.FLAG
    numbers = sum(v.n for v in answers if read_number(v.text, form).value is not None)
    if numbers >= _AGREES * total:
        return Kind.NUMBER
    scored = sum(v.n for v in answers if scales.read_score(v.text, form)[0] is not None)
    if scored >= _AGREES * total and n_distinct <= 30:
        return Kind.RATING
    if read_worded(value.text for value in answers):
        return Kind.RATING
    if numbers >= _MOSTLY * total and _few_ratings(answers, form):
        return Kind.RATING
    long = fmean(len(value.text) for value in answers) > 40
    many = n_distinct > max(50, 0.4 * n_filled) or n_distinct > 20_000
    return Kind.TEXT if many or (long and n_distinct > 20) else Kind.CATEGORY


def _few_ratings(answers: Sequence[ValueCount], form: NumberFormat) -> bool:
    """Say whether the numbers among other texts are as few as the answers of a scale."""
    found = {number for v in answers if (number := read_number(v.text, form).value) is not None}
    return 3 <= len(found) <= _MOST_RATINGS and max(found) <= _HIGHEST_RATING


def _name_one_top(answers: Sequence[ValueCount]) -> bool:
    """Say whether all cells name the same highest answer: "9 out of 10" is no day of October."""
    tops = {scales.out_of(value.text) for value in answers}
    return len(tops) == 1 and all(tops)


def _is_padded(text: str) -> bool:
    """Recognise ids such as 00123: a number never begins with a zero that means nothing."""
    return len(text) > 1 and text[0] == "0" and text.isdigit()


def _is_coded(text: str) -> bool:
    """Recognise ids such as RM001, in which letters of a currency stand before a zero."""
    return bool(_CODED.fullmatch(text))


def _range(
    answers: Iterable[ValueCount], form: NumberFormat
) -> tuple[float | None, float | None, bool]:
    scores = [scales.read_score(value.text, form)[0] for value in answers]
    read = [score for score in scores if score is not None]
    if not read:
        return None, None, False
    return min(read), max(read), all(score.is_integer() for score in read)


def _with_settled_marks(
    profiles: Sequence[ColumnProfile], delimiter: str | None
) -> list[ColumnProfile]:
    """Settle by the other columns what the point or the comma of an ambiguous column means."""
    numeric = [found for found in profiles if found.kind in (Kind.NUMBER, Kind.RATING)]
    shown = [
        mark
        for found in numeric
        if (mark := shown_decimal(found.number_format, found.texts(Kind.NUMBER))) is not None
    ]
    return [
        _settled(found, shown, delimiter)
        if found.kind is Kind.NUMBER and found.number_format.ambiguous
        else found
        for found in profiles
    ]


def _settled(found: ColumnProfile, shown: Sequence[str], delimiter: str | None) -> ColumnProfile:
    answers = [value for value in found.values if not is_missing(value.text, Kind.NUMBER)]
    texts = [value.text for value in answers if len(value.text) <= _LONGEST]
    read = [text for text in texts if read_number(text, found.number_format).value is not None]
    form = settled(found.number_format, read, shown, delimiter)
    low, high, whole = _range(answers, form)
    return replace(found, number_format=form, minimum=low, maximum=high, whole=whole)


def token_sql(name: str) -> str:
    """Write the expression that takes the date out of a date and time.

    The usual forms are met by patterns that cost the engine a fifth of the general one.
    """
    kept = " ".join(f"\\{place}" for place in dates.TOKEN_PLACES)
    general, any_digits = (
        f"trim(regexp_replace({name}, {literal(pattern)}, {literal(kept)}))"
        for pattern in (dates.TOKEN, in_any_digits(dates.TOKEN))
    )
    return (
        f"CASE WHEN len({name}) > 10 AND {name}[11] IN ('T', ' ') AND {name}[5] = '-' "
        f"AND {name}[8] = '-' THEN left({name}, 10) "
        f"WHEN regexp_full_match({name}, {literal(_PLAIN_MOMENT)}) THEN split_part({name}, ' ', 1) "
        f"WHEN regexp_matches({name}, '[^ -~]') THEN {any_digits} ELSE {general} END"
    )


def in_any_digits(pattern: str) -> str:
    """Write a pattern so that the engine takes the digits of every script for digits."""
    return pattern.replace(r"\d", r"\p{Nd}")


def with_tokens(
    con: duckdb.DuckDBPyConnection,
    source: str,
    described: ColumnProfile,
    *,
    stated: bool = False,
) -> ColumnProfile:
    """Infer the date formats of a column from all its date tokens.

    `stated` says that a person takes the column for dates, whatever it looks like.
    """
    if described.kind is not Kind.DATE and not stated:
        return described
    known = described.dates
    if known is not None and known.all_numbers and not described.complete:
        return described  # the engine reads them: there are as many as there are moments
    rows = con.execute(
        f"SELECT {token_sql(described.name)} AS token, count(*), min(row) FROM {source} "
        f"WHERE {described.name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 3"
    ).fetchall()
    tokens = tuple(ValueCount(*row) for row in rows)
    answers = [token for token in tokens if not is_missing(token.text, Kind.DATE)]
    formats = infer_date_formats(_in_file_order(answers), described.header, stated=stated)
    return replace(described, tokens=tokens, dates=formats)


def _in_file_order(values: Iterable[ValueCount]) -> list[tuple[str, int]]:
    return [(value.text, value.n) for value in sorted(values, key=lambda value: value.row)]


def _with_empty_where(
    con: duckdb.DuckDBPyConnection, source: str, profiles: Sequence[ColumnProfile]
) -> list[ColumnProfile]:
    """Find for which groups the columns of ratings are empty."""
    known = [found for found in profiles if found.complete and found.personal is None]
    ratings = [
        found.name
        for found in known
        if found.kind in (Kind.NUMBER, Kind.RATING)
        and 2 <= found.n_distinct <= _MOST_RATINGS
        and found.n_empty
    ]
    groupings = {
        found.header: found.name
        for found in known
        if found.kind in (Kind.CATEGORY, Kind.FLAG) and 2 <= found.n_distinct <= _MOST_GROUPS
    }
    where = empty_where(con, source, ratings, groupings)
    held = {
        found.name: (found.n_empty, frozenset(value.text for value in found.values))
        for found in known
        if found.kind in (Kind.NUMBER, Kind.RATING) and 3 <= found.n_distinct <= _MOST_RATINGS
    }
    headers = {found.name: found.header for found in profiles}
    copies = filled_copies(con, source, held, headers)
    return [
        replace(
            found,
            empty_where=where.get(found.name, ()),
            copy_of=headers.get(copies.get(found.name, "")),
        )
        for found in profiles
    ]
