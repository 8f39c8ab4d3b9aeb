"""How much a file may hold, whatever its format."""

from cx.intake.sentences import about_files
from cx.problems import IntakeError

MAX_COLUMNS = 2_000
MAX_UNPACKED = 1024**3
MAX_RATIO = 100
MAX_CELLS = 50_000_000  # that the sheets of a workbook may span: 1,048,576 rows of 47 columns
_RATIO_FLOOR = 10 * 1024**2  # small files of repeated text may pack tighter than 100x


def check_unpacked(name: str, size: int, unpacked: int) -> None:
    """Refuse what unpacks to too much: `size` bytes that become `unpacked`."""
    tight = unpacked > MAX_RATIO * max(1, size) and unpacked > _RATIO_FLOOR
    if unpacked > MAX_UNPACKED or tight:
        raise IntakeError(about_files.zip_bomb(name, size, unpacked))


def check_columns(name: str, n_columns: int) -> None:
    """Refuse tables that are too wide."""
    if n_columns > MAX_COLUMNS:
        raise IntakeError(about_files.too_many_columns(name, n_columns, MAX_COLUMNS))


def check_cells(name: str, n_cells: int) -> None:
    """Refuse tables whose cells would take all memory."""
    if n_cells > MAX_CELLS:
        raise IntakeError(about_files.spans_too_much(name, n_cells, MAX_CELLS))
