"""Does another sheet of the workbook say what codes and headers mean?

Three shapes are known by how they fit the answers, not by their names: rows of variable, value and
label; rows of variable and question, perhaps with all codes in one cell ("1 = North; 2 = South");
and a small table of code and label that bears the name of a column. What fits is joined and
counted; what does not is named.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cx.intake import headers, personal
from cx.intake.labels import labelled, number

MOST_CODES = 500  # of a column; one with more values holds no codes
_FITS = 0.9  # of the answers must be in the code book
_LONGEST = 2_000  # characters of a cell that may list codes
_NAMED = 0.5  # of the values of a column of variables must be headers of the answers
_MARK = r"[^\s=:;|,]{1,12}?\s*[=:–-]"  # a code and what parts it from its label
_IN_ONE_CELL = re.compile(
    rf"(?:^|[;|,\n])\s*([^\s=:;|,]{{1,12}}?)\s*[=:–-]\s*([^;|\n=]+?)(?=\s*(?:[;|\n]|,\s*{_MARK}|$))"
)
_ENDING = re.compile(r"(?:codes?|keys?|labels?|lookup|list|values?|ids?|schlüssel)$")
_LABEL_HEADER = re.compile(
    r"label|meaning|name|text|descri|definition|bezeichnung|bedeutung|beschreibung|libell|"
    r"étiquette|signification|etiqueta|nombre|significado|descrizione|ความหมาย|คำอธิบาย|名|意味|含义",
    re.IGNORECASE,
)
_CODE_HEADER = re.compile(
    r"^(?:code|value|wert|valeur|valor|valore|key|id|no|nr|number|ค่า|รหัส|値|コード|值|代码)s?\b",
    re.IGNORECASE,
)

Values = Mapping[str, Mapping[str, int]]  # by header: the values of a column, with counts


@dataclass(slots=True)
class CodeBook:
    """What one sheet says of the columns of the answers, by header."""

    sheet: str
    labels: dict[str, dict[str, str]] = field(default_factory=dict)
    questions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fit:
    """How the codes of a column and its labels fit: what each value becomes, and what stays."""

    becomes: Mapping[str, str]
    n: int  # cells with a label
    unmatched: Mapping[str, int]

    @property
    def fits(self) -> bool:
        """Whether all or nearly all answers are in the code book."""
        total = self.n + sum(self.unmatched.values())
        return bool(self.becomes) and self.n >= _FITS * total


def key(name: str) -> str:
    """Write a name without case, blanks and marks, so that "Region Code" is "region_code"."""
    return re.sub(r"[\W_]+", "", name.casefold())


def fit(found: Mapping[str, str], values: Mapping[str, int], question: str) -> Fit:
    """Set the codes of a code book against the values of a column."""
    by_value = {value: code for value in values if (code := _code_of(value, found)) is not None}
    by_code = labelled(found, set(by_value.values()) | (set(values) - set(by_value)), question)
    own = {label.casefold() for label in found.values()}
    becomes = {
        value: by_code[code]
        for value, code in by_value.items()
        if code in by_code and by_code[code] != value
    }
    unmatched = {
        value: n for value, n in values.items()
        if value not in by_value and value.casefold() not in own
    }  # fmt: skip
    return Fit(becomes, sum(values[value] for value in becomes), unmatched)


def _code_of(value: str, found: Mapping[str, str]) -> str | None:
    """Find the code that a value is: as it is written, as a number, or whatever its case."""
    if value in found:
        return value
    read = number(value)
    if read is not None:
        return next((code for code in found if number(code) == read), None)
    return next((code for code in found if code.casefold() == value.casefold()), None)


def read_code_book(sheet: str, cells: Sequence[Sequence[str]], values: Values) -> CodeBook | None:
    """Read a sheet as a code book of columns with these values; None when it is none."""
    header = headers.find_header([list(row) for row in cells[:60]])
    names = list(header.headers)
    width = len(names)
    body = [
        [cell.strip() for cell in (*row, *("",) * width)][:width]
        for row in cells[max(0, header.index + header.n_records) :]
    ]
    body = [row for row in body if any(row)]
    known = {key(name): name for name in values}
    variable = _variable_column(body, width, known)
    book = CodeBook(sheet)
    if variable is not None:
        _read_variables(book, names, body, variable, known, values)
    else:
        _read_table(book, names, body, known, values)
    return book if book.labels or book.questions else None


def _variable_column(
    body: Sequence[Sequence[str]], width: int, known: Mapping[str, str]
) -> int | None:
    """Find the column whose cells are headers of the answers."""
    best, most = None, 0
    for place in range(width):
        cells = {key(row[place]) for row in body if row[place]}
        n = len(cells & set(known))
        if n > most and n >= _NAMED * len(cells) and (n > 1 or len(cells) == 1):
            best, most = place, n
    return best


def _read_variables(
    book: CodeBook,
    names: Sequence[str],
    body: Sequence[Sequence[str]],
    variable: int,
    known: Mapping[str, str],
    values: Values,
) -> None:
    """Read rows that name their variable, in every row or in the first one of several."""
    rows: dict[str, list[Sequence[str]]] = {}
    current: str | None = None
    for row in body:
        if row[variable]:
            current = known.get(key(row[variable]))
        if current is not None:
            rows.setdefault(current, []).append(row)
    places = [place for place in range(len(names)) if place != variable]
    code = _code_column(names, places, rows, values)
    label = _label_column(names, places, rows, code) if code is not None else None
    if code is not None and label is not None:
        for header, own in rows.items():
            pairs = _pairs((row[code], row[label]) for row in own)
            if pairs:
                book.labels[header] = pairs
    further = [place for place in places if place not in (code, label)]
    for header, own in rows.items():
        texts = [(place, own[0][place]) for place in further if own[0][place]]
        listed = next((pairs for _, text in texts if len(pairs := _in_one_cell(text)) > 1), None)
        if listed and header not in book.labels:
            book.labels[header] = listed
        asked = [text for _, text in texts if len(_in_one_cell(text)) < 2 and not number(text)]
        longest = max(asked, key=len, default="")
        if len(rows) > 1 and len(longest.split()) > 1 and key(longest) != key(header):
            book.questions[header] = longest


def _code_column(
    names: Sequence[str],
    places: Sequence[int],
    rows: Mapping[str, Sequence[Sequence[str]]],
    values: Values,
) -> int | None:
    """Find the column that holds the values of the answers."""
    best, most = None, 0.0
    for place in places:
        cells = [(header, row[place]) for header, own in rows.items() for row in own if row[place]]
        if not cells:
            continue
        n = sum(
            _code_of(cell, dict.fromkeys(values[header], "")) is not None for header, cell in cells
        )
        share = n / len(cells) + 0.25 * bool(_CODE_HEADER.match(names[place]))
        if n and share > max(most, 0.3):
            best, most = place, share
    return best


def _label_column(
    names: Sequence[str],
    places: Sequence[int],
    rows: Mapping[str, Sequence[Sequence[str]]],
    code: int,
) -> int | None:
    """Find the column with a text of its own for every code: named as one, or beside the codes."""
    coded = [row for own in rows.values() for row in own if row[code]]
    full = [
        place
        for place in places
        if place != code and sum(bool(row[place]) for row in coded) >= 0.8 * len(coded)
    ]
    telling = [place for place in full if any(number(row[place]) is None for row in coded)]
    named = [place for place in telling if _LABEL_HEADER.search(names[place])]
    differing = [
        place
        for place in named or telling
        if any(len({row[place] for row in own if row[code]}) > 1 for own in rows.values())
    ]
    right = [place for place in differing if place > code]
    return next(iter(right or differing), None)


def _pairs(cells: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Collect codes and labels; a code with two labels has none."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for code, label in cells:
        if not code or not label:
            continue
        if found.setdefault(code, label) != label:
            twice.add(code)
    return {code: label for code, label in found.items() if code not in twice}


def _in_one_cell(text: str) -> dict[str, str]:
    """Read all codes of a cell.

    >>> _in_one_cell("1 = North; 2 = South")
    {'1': 'North', '2': 'South'}
    """
    if len(text) > _LONGEST:
        return {}
    return _pairs((code, label.strip(" ,")) for code, label in _IN_ONE_CELL.findall(text))


def _read_table(
    book: CodeBook,
    names: Sequence[str],
    body: Sequence[Sequence[str]],
    known: Mapping[str, str],
    values: Values,
) -> None:
    """Read a table of codes and labels whose header or sheet bears the name of a column."""
    for place, header in _named_columns(book.sheet, names, known):
        if len({row[place] for row in body}) < len(body):
            continue
        others = [other for other in range(len(names)) if other != place]
        texts = [o for o in others if any(row[o] and number(row[o]) is None for row in body)]
        named = [other for other in texts if _LABEL_HEADER.search(names[other])]
        label = named[0] if named else texts[0] if len(texts) == 1 else None
        if label is None or personal.personal_kind(names[label], [row[label] for row in body]):
            continue
        pairs = _pairs((row[place], row[label]) for row in body)
        if pairs and any(_code_of(value, pairs) is not None for value in values[header]):
            book.labels[header] = pairs
            return


def _named_columns(
    sheet: str, names: Sequence[str], known: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Yield the columns that may hold codes, with the header of the answers that they belong to."""
    for place, name in enumerate(names):
        if key(name) in known and not _CODE_HEADER.fullmatch(name):  # "Id" is in every table
            yield place, known[key(name)]
    stems = {_ENDING.sub("", key(sheet)).rstrip("s"), key(sheet)} - {""}
    for own, header in known.items():
        if own in stems or _ENDING.sub("", own).rstrip("s") in stems:
            for place, name in enumerate(names[:2]):
                if place == 0 or _CODE_HEADER.match(name):
                    yield place, header
