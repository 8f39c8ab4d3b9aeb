"""Which rows of a file are no responses?

Blank rows, headers that come again, previews and tests of the survey, totals, means and subtotals,
and footers. Totals are known by their shape: a label that no other row has, cells that are empty
where all others are filled, and numbers that are the sum, the mean or the count of the rows above.
Each of these speaks for a total, and a word for it in one of many languages speaks too; what is
left between is named and stays.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from cx.intake.folding import fold
from cx.intake.header_evidence import is_labelled_number, kind_of
from cx.intake.header_words import spoken
from cx.intake.headers import Header
from cx.intake.numbers import NumberFormat, infer_number_format, read_number
from cx.intake.sql import ask_row, literal, literals, numbered_parquet
from cx.intake.staged import LeftOut, empty_cells
from cx.store.engine import cursor

BLANK, REPEATED, TESTS = "blank_row", "repeated_header", "test_answers"
TOTAL, SUBTOTAL, FOOTER = "total_row", "subtotals", "footer_row"
SUSPECT = "total_suspected"  # named, not left out

_SURE = 0.65  # from this on a row is a total, when a word or a group in its label says so
_SURE_UNNAMED = 0.75  # ... when nothing but its shape says so
_SUSPECT = 0.6
_TAIL = 3  # rows under the data in which a total is looked for
_FOOTER = 10  # rows under the last blank row that may be a footer
_ENOUGH = 5  # rows that tell the types of columns
_SAMPLED = 200  # rows from which the types of columns are known
_FEW_ROWS = 5_000
_GAPS = (0.3, 0.02)  # of the cells of a column may be empty, in files of few and of many rows
_MOST = 2_000  # rows that may be subtotals; with more, the empty cells mean something else
_LONGEST = 200  # characters of a label in which words are looked for
_ANSWER = 10  # a number up to here may be an answer: the seventh may be a 7
_AGAIN = 0.6  # of the headers stand in a row that repeats them
_MOST_STATES = 50  # different texts in a column that says what kind of answer a row is

_TOTAL_WORD = re.compile(
    r"\b(?:(?:sub|grand)?[ -]?totale?s?n?|sub-?totaux|totaux|sum|sums|summary|average|averages|avg|"
    r"mean|median|overall|all responses|gesamt\w*|summe|summen|zwischensumme|insgesamt|mittelwert|"
    r"durchschnitt|schnitt|moyennes?|somme|ensemble|médiane|promedio|media|suma|mediana|"
    r"média|mediana|soma|somma|medio|totaal|subtotaal|eindtotaal|gemiddelde?|som|"
    r"tổng(?: cộng)?|trung bình|celkem|průměr|razem|średnia|suma końcowa|yhteensä|keskiarvo|"
    r"sammanlagt|summa|medelvärde|gennemsnit|gjennomsnitt|i alt|toplam|ortalama|"
    r"итого|всего|среднее)\b"
    r"|รวม|เฉลี่ย|ລວມ|ສະເລ່ຍ|សរុប|មធ្យម|合計|小計|総計|平均|合计|小计|总计|总和|합계|평균|Ø|^∑|^Σ",
    re.IGNORECASE,
)
_STATE_HEADER = re.compile(
    r"\b(?:status|state|type|mode|channel|environment|kind|source|art|typ|modus|kanal|statut|état|"
    r"estado|tipo|modo|canal|stato|soort)\b|สถานะ|ประเภท|状态|類型|ステータス|種類|trạng thái"
)
_TEST_HEADER = re.compile(
    r"^(?:is )?(?:an? )?(?:test|preview|spam|vorschau|prueba|aperçu|anteprima)"
    r"(?: (?:response|answer|data|flag|mode|record))?$"
)
_TEST_STATE = re.compile(
    r"(?:survey |spam |offline )*(?:survey )?(?:preview|test|spam)"
    r"(?: (?:response|answer|data|mode|run|link|entry|survey|preview))?s?|testing|"
    r"testantwort(?:en)?|testdaten|testlauf|vorschau|aperçu|prévisualisation|vista previa|prueba|"
    r"pré-visualização|anteprima|prova|voorbeeld|teste|"
    r"ทดสอบ|ตัวอย่าง|プレビュー|テスト|预览|測試|测试|xem trước"
)
_YES = ("yes", "true", "1", "y", "ja", "oui", "sí", "si", "sim", "ใช่", "是", "はい")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row that may be no response."""

    position: int  # in the staged file, from 0
    number: int  # in the person's file
    cells: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    """Count, sum, least and most of the numbers of each column, over some rows."""

    n: list[int]
    total: list[float]
    most: list[float]

    @staticmethod
    def nothing(n_columns: int) -> "_Sums":
        return _Sums([0] * n_columns, [0.0] * n_columns, [float("-inf")] * n_columns)

    def add(self, other: "_Sums") -> None:
        self.n = [one + two for one, two in zip(self.n, other.n, strict=True)]
        self.total = [one + two for one, two in zip(self.total, other.total, strict=True)]
        self.most = [max(pair) for pair in zip(self.most, other.most, strict=True)]


def no_responses(
    target: Path,
    header: Header,
    first_row: int | None,
    blank: Sequence[int] = (),
    keep: Sequence[str] = (),
) -> list[tuple[int, LeftOut]]:
    """Find the rows that are no responses, with their positions in the staged file from 0.

    `blank` numbers rows that are left out already since they are blank; `keep` names reasons for
    which no row is left out. Rows that may be totals carry the reason SUSPECT and are not left out.
    """
    look = _Look(target, header, first_row)
    with cursor() as con:
        found = look.blank_rows(con)
        found |= look.repeated_headers(con, found)
        found |= look.test_answers(con, found)
        found |= look.totals(con, found, {*blank, *(item.row for item in found.values())})
    return sorted((place, item) for place, item in found.items() if item.code not in keep)


def total_word(label: str) -> str | None:
    """Return the word for a total or a mean in a label, in one of many languages.

    >>> total_word("Summe Nord"), total_word("Nord")
    ('Summe', None)
    """
    found = _TOTAL_WORD.search(label[:_LONGEST])
    return found.group().strip() if found else None


def says_test(state: str) -> bool:
    """Say whether a state means that an answer is a preview, a test or spam.

    >>> says_test("Survey Preview"), says_test("IP Address")
    (True, False)
    """
    return len(state) <= _LONGEST and _TEST_STATE.fullmatch(fold(state)) is not None


class _Look:
    """Looks at one staged file."""

    def __init__(self, target: Path, header: Header, first_row: int | None) -> None:
        self.facts = pq.read_metadata(target)
        self.n_rows = self.facts.num_rows
        self.n_empty = empty_cells(target)
        self.header = header
        self.names = [name for name in self.n_empty if name != "row"]
        self.source = numbered_parquet(target)
        self.gaps: set[int] = set()  # places of columns that are filled in nearly all rows
        self.number = "row" if first_row is None else f"file_row_number + {first_row}"

    def rows(self, con: duckdb.DuckDBPyConnection, where: str) -> list[_Row]:
        """Return the rows that meet a condition, in the order of the file."""
        found = con.execute(
            f"SELECT file_row_number, {self.number}, {', '.join(self.names)} FROM {self.source} "
            f"WHERE {where} ORDER BY 1"
        ).fetchall()
        return [_Row(row[0], row[1], tuple(cell or "" for cell in row[2:])) for row in found]

    def blank_rows(self, con: duckdb.DuckDBPyConnection) -> dict[int, LeftOut]:
        if self._has_full_column():
            return {}
        empty = " AND ".join(f"trim(coalesce({name}, '')) = ''" for name in self.names)
        rows = con.execute(
            f"SELECT file_row_number, {self.number} FROM {self.source} WHERE {empty} ORDER BY 1"
        ).fetchall()
        return {position: LeftOut(number, BLANK) for position, number in rows}

    def _has_full_column(self) -> bool:
        """Say whether some column is known to be filled in every row, by the file's statistics."""
        full = set(self.names)
        for group in range(self.facts.num_row_groups):
            for place in range(self.facts.num_columns):
                chunk = self.facts.row_group(group).column(place)
                if not _is_full(chunk.statistics):
                    full.discard(chunk.path_in_schema)
        return bool(full)

    def repeated_headers(
        self, con: duckdb.DuckDBPyConnection, gone: dict[int, LeftOut]
    ) -> dict[int, LeftOut]:
        """Find rows that hold the headers or their labels again."""
        if self.header.index < 0 or len(self.names) < 2:
            return {}
        pairs = zip(self.header.headers, self.header.labels, strict=True)
        wanted = [{fold(text) for text in pair if text.strip()} for pair in pairs]
        equal = " + ".join(
            f"coalesce(lower(trim({name})) IN ({literals(sorted(texts))}), false)::INTEGER"
            for name, texts in list(zip(self.names, wanted, strict=False))[:3]
            if texts
        )
        found = {}
        for row in self.rows(con, f"{equal or '0'} >= 2"):
            same = sum(fold(cell) in texts for cell, texts in zip(row.cells, wanted, strict=False))
            n_filled = sum(bool(cell.strip()) for cell in row.cells)
            if row.position not in gone and same >= max(2, _AGAIN * n_filled):
                found[row.position] = LeftOut(row.number, REPEATED)
        return found

    def test_answers(
        self, con: duckdb.DuckDBPyConnection, gone: dict[int, LeftOut]
    ) -> dict[int, LeftOut]:
        """Find rows of which a column says that they are previews, tests or spam."""
        conditions = []
        for name, heading, label in zip(
            self.names, self.header.headers, self.header.labels, strict=False
        ):
            said = [text for text in (spoken(heading), spoken(label)) if text]
            is_state = any(_STATE_HEADER.search(text) for text in said)
            is_test = any(_TEST_HEADER.search(text) for text in said)
            if not is_state and not is_test:
                continue
            states = con.execute(
                f"SELECT DISTINCT {name} FROM {self.source} WHERE {name} IS NOT NULL "
                f"LIMIT {_MOST_STATES + 1}"
            ).fetchall()
            texts = [text for (text,) in states]
            tests = [text for text in texts if says_test(text) or (is_test and fold(text) in _YES)]
            if tests and len(tests) < len(texts) <= _MOST_STATES:
                conditions.append(f"{name} IN ({literals(tests)})")
        if not conditions:
            return {}
        rows = con.execute(
            f"SELECT file_row_number, {self.number} FROM {self.source} "
            f"WHERE {' OR '.join(conditions)}"
        ).fetchall()
        if len(rows) + len(gone) >= self.n_rows:
            return {}
        return {p: LeftOut(number, TESTS) for p, number in rows if p not in gone}

    def totals(
        self, con: duckdb.DuckDBPyConnection, gone: dict[int, LeftOut], blank: set[int]
    ) -> dict[int, LeftOut]:
        """Find totals, subtotals and footers."""
        candidates, n_tail = self._candidates(con, gone)
        if not candidates:
            return {}
        not_these = {*gone, *(row.position for row in candidates)}
        first = self.rows(con, f"file_row_number < {_SAMPLED + len(not_these)}")
        sample = [row for row in first if row.position not in not_these]
        if len(sample) < _ENOUGH:  # nearly all of a short file may be totals: look at most of it
            odd = {row.position for row in candidates if self._has_gap(row)}
            odd.update(row.position for row in candidates[-_TAIL:])
            sample = [row for row in first if row.position not in {*gone, *odd}]
        if len(sample) < 2:
            return {}
        columns = [_Column.of([row.cells[k] for row in sample]) for k in range(len(self.names))]
        last = {row.position for row in candidates[len(candidates) - n_tail :]}
        below = {
            row.position
            for row in candidates
            if row.position in last
            and any(row.number - _FOOTER <= number < row.number for number in blank)
        }
        candidates = [
            row for row in candidates if row.position in below or self._may_be(row, columns)
        ]
        if not candidates:
            return {}
        blocks = self._blocks(con, candidates, columns)
        found: dict[int, LeftOut] = {}
        since, before = _Sums.nothing(len(columns)), _Sums.nothing(len(columns))
        for row, block in zip(candidates, blocks, strict=True):
            since.add(block)
            before.add(block)
            in_tail = row.position in last
            above = self._above(con, row, columns, not_these)
            if row.position in below and self._is_footer(row, columns):
                found[row.position] = LeftOut(row.number, FOOTER)
                continue
            sure, named = self._sureness(con, row, columns, above, since, before, not_these)
            enough = _SURE if named else _SURE_UNNAMED
            # Without a name or a gap no total: 3 is 1 + 2 by chance too.
            if sure >= enough and (named or (in_tail and self._has_gap(row))):
                found[row.position] = LeftOut(row.number, TOTAL if in_tail else SUBTOTAL)
                since = _Sums.nothing(len(columns))
                continue
            if sure >= _SUSPECT and in_tail:
                found[row.position] = LeftOut(row.number, SUSPECT)
            own = _own(row, columns)
            since.add(own)
            before.add(own)
        return found

    def _candidates(
        self, con: duckdb.DuckDBPyConnection, gone: dict[int, LeftOut]
    ) -> tuple[list[_Row], int]:
        """Rows with an empty cell where nearly all are filled, and the last ones; how many last."""
        end = self.n_rows - 1
        tail: list[int] = []
        while end >= 0 and len(tail) < _FOOTER:
            if end not in gone:
                tail.append(end)
            elif gone[end].code == BLANK and len(tail) >= _TAIL:
                break
            end -= 1
        share = _GAPS[self.n_rows > _FEW_ROWS]
        n_blank = sum(item.code == BLANK for item in gone.values())
        blank = {name: f"trim(coalesce({name}, '')) = ''" for name in self.names}
        if self.n_rows <= _FEW_ROWS:  # a quoted empty cell is no missing one to the statistics
            counts = ", ".join(f"count(*) FILTER ({told})" for told in blank.values())
            self.n_empty = dict(
                zip(self.names, ask_row(con, f"SELECT {counts} FROM {self.source}"), strict=True)
            )
        limit = min(_MOST, max(_TAIL, share * (self.n_rows - n_blank)))
        gaps = [name for name in self.names if 0 < self.n_empty[name] - n_blank <= limit]
        self.gaps = {self.names.index(name) for name in gaps}
        listed = ", ".join(map(str, tail)) or "-1"
        empty = " OR ".join(blank[name] for name in gaps)
        rows = self.rows(con, f"file_row_number IN ({listed})" + (f" OR {empty}" if empty else ""))
        kept = [row for row in rows if row.position not in gone and row.position > 0]
        kept = [
            row
            for row in kept
            if row.position in tail or any(_kind(cell) == "number" for cell in row.cells)
        ]
        last = [row for row in kept if row.position in tail]
        if len(kept) > _MOST:
            kept = last
        return kept, len(last)

    def _has_gap(self, row: _Row) -> bool:
        """Say whether a cell is empty where nearly all others are filled."""
        return any(not row.cells[place].strip() for place in self.gaps)

    def _may_be(self, row: _Row, columns: Sequence["_Column"]) -> bool:
        """Say whether a row may be a total by its label: most rows are passed by here."""
        label = _label(row, columns)
        if label is None:
            return self._has_gap(row)
        text, column = row.cells[label], columns[label]
        if fold(text) in column.texts:
            return False
        return column.recurs or not column.is_alike(text) or total_word(text) is not None

    def _blocks(
        self,
        con: duckdb.DuckDBPyConnection,
        rows: Sequence[_Row],
        columns: Sequence["_Column"],
    ) -> list[_Sums]:
        """Sum up the rows between each candidate and the one before it."""
        numeric = [place for place, column in enumerate(columns) if column.kind == "number"]
        sums = [_Sums.nothing(len(columns)) for _ in rows]
        if not numeric:
            return sums
        starts = [0, *(row.position + 1 for row in rows[:-1])]
        spans = ", ".join(
            f"({k}, {start}, {row.position})"
            for k, (start, row) in enumerate(zip(starts, rows, strict=True))
        )
        asked = ", ".join(
            f"count({value}), sum({value}), max({value})"
            for value in (_value_sql(self.names[k], columns[k].form) for k in numeric)
        )
        told = con.execute(
            f"SELECT b.k, {asked} FROM {self.source} s JOIN (VALUES {spans}) b(k, lo, hi) "
            "ON s.file_row_number >= b.lo AND s.file_row_number < b.hi GROUP BY b.k"
        ).fetchall()
        for k, *values in told:
            for place, column in enumerate(numeric):
                n, total, most = values[3 * place : 3 * place + 3]
                if n:
                    sums[k].n[column], sums[k].total[column] = int(n), float(total)
                    sums[k].most[column] = float(most)
        return sums

    def _above(
        self,
        con: duckdb.DuckDBPyConnection,
        row: _Row,
        columns: Sequence["_Column"],
        not_these: set[int],
    ) -> str:
        """Return the group of the row above, in the column where this row has its label."""
        label = _label(row, columns)
        before = row.position - 1
        while before in not_these:
            before -= 1
        if label is None or before < 0:
            return ""
        found = con.execute(
            f"SELECT {self.names[label]} FROM {self.source} WHERE file_row_number = {before}"
        ).fetchone()
        return (found[0] or "") if found else ""

    def _sureness(
        self,
        con: duckdb.DuckDBPyConnection,
        row: _Row,
        columns: Sequence["_Column"],
        above: str,
        since: _Sums,
        before: _Sums,
        not_these: set[int],
    ) -> tuple[float, bool]:
        """Say how sure it is that a row is a total, and whether its label says so."""
        label = _label(row, columns)
        gap = self._has_gap(row)
        sure = 0.3 * gap
        named = False
        if label is not None:
            text = row.cells[label]
            word = literal(text.strip().lower())
            # Totals of several groups may be called alike; without a word or a gap no total is.
            may_recur = gap or total_word(text) is not None
            besides = sorted(not_these) if may_recur else [row.position]
            others = ", ".join(map(str, besides)) or "-1"
            (n_again,) = ask_row(
                con,
                f"SELECT count(*) FROM {self.source} WHERE lower(trim({self.names[label]})) = "
                f"{word} AND file_row_number NOT IN ({others})",
            )
            if n_again:  # a text that answers use too
                return 0.0, False
            sure += 0.3 if columns[label].recurs or not columns[label].is_alike(text) else 0.1
            group, here = fold(above), fold(text)
            found = total_word(text)
            # "North Total" after rows of "North"; but "North West" may be a group beside it.
            named = found is not None or (gap and group != "" and group in here and group != here)
            if found is not None and found == text.strip().rstrip(":"):
                sure += 0.1
            sure += 0.4 * named
        numbers = self._numbers(row, columns, since, before, named=named)
        return sure + (max(numbers, 0.0) if named and gap else numbers), named

    def _numbers(
        self,
        row: _Row,
        columns: Sequence["_Column"],
        since: _Sums,
        before: _Sums,
        *,
        named: bool,
    ) -> float:
        """Say how much the numbers of a row speak for a total."""
        best, foreign = 0.0, False
        for place, column in enumerate(columns):
            value = read_number(row.cells[place], column.form).value
            if value is None or column.kind != "number":
                continue
            fits = 0.0
            for sums in (since, before):
                n, total = sums.n[place], sums.total[place]
                if n < 2:
                    continue
                decimals = max(0, -int(value.as_tuple().exponent))
                near = 0.5 * 10**-decimals + 1e-9
                if abs(float(value) - total) <= max(near, 1e-9 * abs(total)) and (
                    float(value) > sums.most[place]
                ):
                    fits = max(fits, 0.5)
                if abs(float(value) - total / n) <= near:
                    fits = max(fits, 0.4 if decimals and column.whole else 0.3 if named else 0.1)
                if float(value) == n > sums.most[place]:
                    fits = max(fits, 0.3 if named or n > _ANSWER else 0.1)
            best, foreign = max(best, fits), foreign or not fits
        return best - 0.2 * (foreign and not (named and best))

    def _is_footer(self, row: _Row, columns: Sequence["_Column"]) -> bool:
        """Recognise a line under a blank row: few cells, and a text where numbers stand."""
        n_filled = sum(bool(cell.strip()) for cell in row.cells)
        told = [  # what stands where numbers or dates do
            (column.kind, _kind(cell))
            for cell, column in zip(row.cells, columns, strict=True)
            if column.kind in ("number", "date")
        ]
        foreign = any(here == "text" for _, here in told)
        answers = any(here == kind for kind, here in told)  # whoever wrote it answered
        few = n_filled <= max(2, len(columns) // 2)
        return self._has_gap(row) and few and foreign and not answers


@dataclass(frozen=True, slots=True)
class _Column:
    """What the cells of one column are like, by a sample."""

    kind: str
    form: NumberFormat
    recurs: bool  # its texts come again
    texts: frozenset[str]  # folded
    shapes: frozenset[str]
    whole: bool

    @staticmethod
    def of(cells: Sequence[str]) -> "_Column":
        kinds = [(cell, kind) for cell in cells if (kind := _kind(cell))]
        counts = {kind: sum(k == kind for _, k in kinds) for kind in ("number", "date", "text")}
        kind = max(counts, key=lambda one: counts[one]) if kinds else ""
        form = infer_number_format([cell for cell, one in kinds if one == "number"])
        different = {fold(cell) for cell, _ in kinds}
        read = [read_number(cell, form).value for cell, one in kinds if one == "number"]
        return _Column(
            kind,
            form,
            len(kinds) > 2 and len(different) < 0.7 * len(kinds),
            frozenset(different),
            frozenset(_shape(cell) for cell, _ in kinds),
            all(value is None or value == int(value) for value in read),
        )

    def is_alike(self, text: str) -> bool:
        """Say whether a text has the shape of the others, such as an id."""
        return _shape(text) in self.shapes


def _kind(cell: str) -> str:
    """Say what a cell is; a number with its label ("9 - fine") is a number."""
    return "number" if is_labelled_number(cell) else kind_of(cell)


def _shape(cell: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", cell.strip()))


def _label(row: _Row, columns: Sequence[_Column]) -> int | None:
    """Return the place of the first text in a row."""
    return next((k for k in range(len(columns)) if _kind(row.cells[k]) == "text"), None)


def _own(row: _Row, columns: Sequence[_Column]) -> _Sums:
    own = _Sums.nothing(len(columns))
    for place, column in enumerate(columns):
        value = read_number(row.cells[place], column.form).value
        if value is not None and column.kind == "number":
            own.n[place], own.total[place], own.most[place] = 1, float(value), float(value)
    return own


def _value_sql(name: str, form: NumberFormat) -> str:
    if form.is_plain:
        return f"TRY_CAST(s.{name} AS DOUBLE)"
    bare = f"regexp_replace(s.{name}, '[^0-9.,+-]', '', 'g')"
    if form.thousands in (",", "."):
        bare = f"replace({bare}, {literal(form.thousands)}, '')"
    if form.decimal == ",":
        bare = f"replace({bare}, ',', '.')"
    return f"TRY_CAST({bare} AS DOUBLE)"


def _is_full(told: pq.Statistics | None) -> bool:
    """Say whether no cell is empty and none begins with a blank."""
    if told is None or not (told.has_null_count and told.has_min_max):
        return False
    return bool(told.null_count == 0 and str(told.min) > "!")
