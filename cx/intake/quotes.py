"""How is a quote mended that is opened on a line and not closed?

The fields before the open quote are certain, those after it are as many as are missing, so the
place of the closing quote follows from the number of columns. Pure functions on one line.
"""


def mended_line(line: str, delimiter: str, quote: str, n_columns: int) -> str:
    """Mend the one quote of a line that does not pair, so that the line ends where it ends.

    The fields before the open quote are certain, those after it are as many as are missing.

    >>> mended_line('1,"good, fast,5', ",", '"', 3)
    '1,"good, fast",5'
    >>> mended_line('1,"good,5', ",", '"', 3)
    '1,"good",5'
    """
    start, before = _open_quote(line, delimiter, quote)
    if start is None:
        return _doubled(line, delimiter, quote)
    tail = line[start + 1 :].replace(quote, "")
    fields = tail.split(delimiter)
    after = n_columns - before - 1
    if 0 <= after < len(fields):
        cut = len(fields) - after
        value = delimiter.join(fields[:cut])
        rest = "".join(delimiter + cell for cell in fields[cut:])
        return f"{line[:start]}{quote}{value}{quote}{rest}"
    return line[:start] + tail


def _open_quote(line: str, delimiter: str, quote: str) -> tuple[int | None, int]:
    """Find where a quote opens that the line does not close; count the fields before it."""
    place, n_fields, n = 0, 0, len(line)
    while place < n:
        if line[place] != quote:
            end = line.find(delimiter, place)
            if end < 0:
                return None, n_fields
            place, n_fields = end + 1, n_fields + 1
            continue
        closed = _closing(line, place + 1, quote)
        if closed is None or (closed + 1 < n and line[closed + 1] != delimiter):
            return place, n_fields
        place, n_fields = closed + 2, n_fields + 1
    return None, n_fields


def _closing(line: str, place: int, quote: str) -> int | None:
    while (end := line.find(quote, place)) >= 0:
        if line[end + 1 : end + 2] != quote:
            return end
        place = end + 2
    return None


def _doubled(line: str, delimiter: str, quote: str) -> str:
    """Double quotes that stand inside unquoted fields, so that they are read as themselves."""
    cells = line.split(delimiter)
    return delimiter.join(
        quote + cell.replace(quote, quote * 2) + quote if quote in cell else cell for cell in cells
    )
