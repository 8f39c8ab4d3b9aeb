"""Which sheet of a workbook looks like answers?

Rows, columns, types and headers speak for a sheet; that it is hidden, describes columns or has
only a few rows speaks against it. Of sheets that are nearly as likely, the first is taken.
"""

import math
from collections.abc import Sequence

from cx.intake.file_facts import Sheet
from cx.intake.header_evidence import kind_of
from cx.intake.role_names import naming_of
from cx.intake.sentences import about_sheets
from cx.text import Said
from cx.vocabulary import Role

_NEAR = 0.25  # of the best sheet: the first of them is taken
_FEW_ROWS = 5
_TYPED = 0.8  # of the filled cells of a column


def likeness(headers: Sequence[str], rows: Sequence[Sequence[str]], n_rows: int) -> float:
    """Say how much a sheet is like a table of answers, from some of its rows."""
    like = min(1.0, math.log10(n_rows + 1) / 3) + 0.3 * min(1.0, len(headers) / 4)
    asked = any(naming_of(Role.OUTCOME, header).sure > _TYPED for header in headers)
    kinds = [_column_kind([row[k] for row in rows if k < len(row)]) for k in range(len(headers))]
    like += 0.4 * asked + 0.2 * ("number" in kinds) + 0.1 * ("date" in kinds)
    return like - 0.5 * (n_rows < _FEW_ROWS) - 0.3 * (len(headers) < 2)


def _column_kind(cells: Sequence[str]) -> str:
    kinds = [kind for cell in cells if (kind := kind_of(cell))]
    for kind in ("number", "date"):
        if kinds and kinds.count(kind) >= _TYPED * len(kinds):
            return kind
    return ""


def likely_sheet(sheets: Sequence[Sheet]) -> Sheet:
    """Choose the sheet to read; some of `sheets` must have rows."""
    filled = [sheet for sheet in sheets if sheet.n_rows]
    best = max(_weight(sheet) for sheet in filled)
    return next(sheet for sheet in filled if _weight(sheet) >= best - _NEAR)


def _weight(sheet: Sheet) -> float:
    return sheet.likeness - 2.0 * sheet.is_hidden - 1.0 * sheet.is_dictionary


def passed_over(sheets: Sequence[Sheet], chosen: str) -> list[Said]:
    """Say of the filled sheets that stand before the chosen one why they were not taken."""
    why: list[Said] = []
    for sheet in sheets:
        if sheet.name == chosen:
            break
        if not sheet.n_columns:
            continue
        if sheet.is_hidden:
            why.append(about_sheets.hidden(sheet.name))
        elif sheet.is_dictionary:
            why.append(about_sheets.describes_columns(sheet.name))
        else:
            why.append(about_sheets.less_like_answers(sheet.name, sheet.n_rows))
    return why
