"""Does each row hold one answer of several, and which columns are question, answer, respondent?

Evidence is weighed: a header that says question or measure, values that read like questions, one
row at most for each respondent and question, answers of another kind or range from question to
question. A file in which every customer rates each of three channels has the same rows, but neither
such headers nor such answers, and is left alone.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import duckdb

from cx.intake.header_words import spoken
from cx.intake.profiles import ColumnProfile
from cx.intake.role_names import naming_of
from cx.intake.sql import ask_row
from cx.intake.staged import Staged
from cx.store.engine import cursor
from cx.vocabulary import Kind, Role

MOST_QUESTIONS = 200
LEAST_SURE = 0.6
# What each piece of evidence weighs.
_HEADER, _READS, _CROSSED, _DIFFERS, _ANSWER = 0.4, 0.25, 0.15, 0.35, 0.15
_HEADER_OF_THINGS = 0.15  # "item" may be what was bought
_WORDY = 0.1  # values of many words
_UNIQUE = 0.95  # of the rows are the only one of their respondent and question
_NEARLY_FULL = 0.7  # of the questions are answered by the average respondent
_LEAST_ROWS = 1.5  # of a respondent
_MOST_RESPONDENT_COLUMNS = 6
_APART = 1.5  # times as high are the answers of one question as those of another

_QUESTION = re.compile(
    r"\b(?:questions?|metrics?|measures?|variables?|statements?|kpis?|indicators?|"
    r"fragen?|kennzahl|merkmal|aussage|indicateur|énoncé|critère|"
    r"preguntas?|métrica|indicador|perguntas?|domand[ae]|vraag|vragen|câu hỏi|chỉ số)\b"
    r"|คำถาม|ตัวชี้วัด|ຄຳຖາມ|ຄໍາຖາມ|សំណួរ|質問|設問|指標|问题|題目|题目|指标"
)
_THINGS = re.compile(r"\b(?:items?|attributes?|criteri(?:on|a)|aspects?|topics?|artikel)\b")
_ANSWER_WORD = re.compile(
    r"\b(?:answers?|responses?|values?|scores?|ratings?|results?|antwort(?:en)?|wert|bewertung|"
    r"réponses?|valeur|note|respuestas?|valor|puntuación|respostas?|rispost[ae]|valore|antwoord|"
    r"waarde|trả lời|giá trị|điểm)\b|คำตอบ|ค่า|คะแนน|ຄຳຕອບ|ຄໍາຕອບ|ចម្លើយ|回答|値|答案|数值|分数"
)
_WHEN = re.compile(r"\b(?:id|no|nr|number|order|type|date|time|at|text|name|code)\b")
_WORDS = 4  # from which a value is wordy
_SOME = 0.3  # of the values show what a column holds


@dataclass(frozen=True, slots=True)
class LongShape:
    """Which columns hold question, answer and respondent, and how sure that is."""

    question: str
    answer: str
    respondent: tuple[str, ...]  # headers; empty when no column says who answered
    questions: tuple[str, ...]
    sure: float

    @property
    def option(self) -> str:
        """The option of the command line that arranges the file so."""
        names = (self.question, self.answer, *(self.respondent or ("ID",)))
        return f'--pivot "{",".join(_written(name) for name in names)}"'


def _written(name: str) -> str:
    """Write a header so that a comma in it parts nothing."""
    return f"'{name}'" if "," in name else name


_ASKS = 0.5  # of a header that names the outcome


def find_long_shape(staged: Staged, profiles: Sequence[ColumnProfile]) -> LongShape | None:
    """Find question, answer and respondent, where rows are answers; None where they are not."""
    candidates = [(found, _looks(found)) for found in profiles if _may_be_question(found)]
    candidates = [(found, sure) for found, sure in candidates if sure]
    if not candidates or len(profiles) < 2:
        return None
    with cursor() as con:
        found = [
            shape
            for question, sure in candidates
            if (shape := _shape(con, staged, profiles, question, sure)) is not None
        ]
    best = max(found, key=lambda shape: shape.sure, default=None)
    return best if best is not None and best.sure >= LEAST_SURE else None


def _may_be_question(found: ColumnProfile) -> bool:
    """Say whether a column has few values, each of them in several rows."""
    if found.kind is Kind.NUMBER and naming_of(Role.OUTCOME, found.header).sure > _ASKS:
        return False  # "NPS question": its numbers are answers
    known = found.complete and 2 <= found.n_distinct <= MOST_QUESTIONS
    return known and found.n >= 2 * found.n_distinct and found.kind in (
        Kind.CATEGORY, Kind.TEXT, Kind.RATING, Kind.NUMBER
    )  # fmt: skip


def _looks(found: ColumnProfile) -> float:
    """Weigh header and values of what may be the column of questions."""
    header = spoken(found.header)
    texts = [value.text for value in found.values]
    sure = 0.0
    if not _answers(header):
        sure += _HEADER if _QUESTION.search(header) else 0.0
        sure += _HEADER_OF_THINGS if not sure and _THINGS.search(header) else 0.0
    if _share(texts, _reads_like_question) >= _SOME:
        return sure + _READS
    return sure + (
        _WORDY if _share(texts, lambda text: text.count(" ") >= _WORDS - 1) >= _SOME else 0
    )


def _share(texts: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, texts)) / max(1, len(texts))


def _answers(header: str) -> bool:
    """Say whether a header that names the question speaks of its answer: "Question score"."""
    named = _ANSWER_WORD.search(header)
    asked = _QUESTION.search(header)
    return named is not None and (asked is None or named.start() > asked.start())


def _reads_like_question(text: str) -> bool:
    if text.rstrip().endswith(("?", "？")):
        return True
    said = spoken(text)
    rating = naming_of(Role.OUTCOME, text).sure > 0
    return rating and len(said.split()) > 1


def _shape(
    con: duckdb.DuckDBPyConnection,
    staged: Staged,
    profiles: Sequence[ColumnProfile],
    question: ColumnProfile,
    sure: float,
) -> LongShape | None:
    """Find answer and respondent that go with a column of questions."""
    others = [found for found in profiles if found is not question and found.n_distinct > 1]
    others = [found for found in others if not _follows(con, staged.source, question, found)]
    answer = _answer(con, staged.source, question, others)
    if answer is None:
        return None
    column, differs = answer
    sure += _DIFFERS if differs else 0.0
    sure += _ANSWER if _answers(spoken(column.header)) else 0.0
    known = [found for found in others if found is not column]
    respondent = _respondent(con, staged.source, question, known)
    if respondent:
        (n,) = ask_row(
            con, f"SELECT count(DISTINCT row({_names(respondent)})) FROM {staged.source}"
        )
        crossed = question.n / max(1, n) >= _NEARLY_FULL * question.n_distinct
        sure += _CROSSED if crossed else 0.0
    elif sure < _HEADER + _READS:
        return None
    texts = sorted(question.values, key=lambda value: value.row)
    return LongShape(
        question.header,
        column.header,
        tuple(found.header for found in respondent),
        tuple(value.text for value in texts),
        round(min(sure, 0.99), 2),
    )


def _names(columns: Sequence[ColumnProfile]) -> str:
    return ", ".join(column.name for column in columns)


def _follows(
    con: duckdb.DuckDBPyConnection, source: str, question: ColumnProfile, other: ColumnProfile
) -> bool:
    """Say whether a column only repeats the question in other words, as its number or type."""
    if other.n_distinct > question.n_distinct:
        return False
    (n,) = ask_row(con, f"SELECT count(DISTINCT row({question.name}, {other.name})) FROM {source}")
    return bool(n == question.n_distinct)


def _answer(
    con: duckdb.DuckDBPyConnection,
    source: str,
    question: ColumnProfile,
    others: Sequence[ColumnProfile],
) -> tuple[ColumnProfile, bool] | None:
    """Find the column of answers, and say whether its answers differ in kind by question."""
    ranked = []
    for place, found in enumerate(others):
        if found.kind is Kind.DATE or found.personal is not None:
            continue
        differs = _differs(con, source, question, found)
        named = _answers(spoken(found.header)) and not _WHEN.search(spoken(found.header))
        if differs or named:
            ranked.append((differs + named, place, found, differs))
    if not ranked:
        return None
    _, _, found, differs = max(ranked, key=lambda item: item[:2])
    return found, differs


def _differs(
    con: duckdb.DuckDBPyConnection, source: str, question: ColumnProfile, answer: ColumnProfile
) -> bool:
    """Say whether answers are numbers for one question and words for another, or range apart."""
    number = f"try_cast(replace({answer.name}, ',', '.') AS DOUBLE)"
    rows = con.execute(
        f"SELECT avg(CASE WHEN {number} IS NULL THEN 0 ELSE 1 END), quantile_cont({number}, 0.95) "
        f"FROM {source} WHERE {answer.name} IS NOT NULL AND {question.name} IS NOT NULL "
        f"GROUP BY {question.name}"
    ).fetchall()
    shares = [share for share, _ in rows]
    highs = [abs(high) for share, high in rows if high is not None and share > 0.5]
    if not shares:
        return False
    mixed = max(shares) > 0.8 and min(shares) < 0.2
    return mixed or (len(highs) > 1 and max(highs) > _APART * max(min(highs), 1e-9))


def _respondent(
    con: duckdb.DuckDBPyConnection,
    source: str,
    question: ColumnProfile,
    known: Sequence[ColumnProfile],
) -> tuple[ColumnProfile, ...]:
    """Find the column, or columns, that say whose answers belong together."""
    for columns in _candidates(question, known):
        names = _names(columns)
        n_pairs, n_ids = ask_row(
            con,
            f"SELECT count(DISTINCT row({names}, {question.name})), count(DISTINCT row({names})) "
            f"FROM {source}",
        )
        if n_pairs >= _UNIQUE * question.n and question.n >= _LEAST_ROWS * n_ids:
            return columns
    return ()


def _candidates(
    question: ColumnProfile, known: Sequence[ColumnProfile]
) -> Iterator[tuple[ColumnProfile, ...]]:
    """Offer single columns, those named as ids first; then all that may tell together."""
    least = max(value.n for value in question.values)  # rows of one question
    single = [found for found in known if found.n_distinct >= _UNIQUE * least]
    named = [found for found in single if naming_of(Role.RESPONDENT, found.header).sure > 0]
    for found in [*named, *(found for found in single if found not in named)]:
        yield (found,)
    if 1 < len(known) <= _MOST_RESPONDENT_COLUMNS:
        yield tuple(known)
