"""Which character parts the fields of this text, and which one quotes them?

Every candidate parses the first lines; the one under which most records have the same number of
fields wins. Sniffers go wrong when the first data row is bad; a count over many rows does not.
"""

import csv
import io
import re
from collections import Counter

CANDIDATES = (",", ";", "\t", "|")
_RARE = ("^", "~", "¦", "§", "¬", "‖", "•", "\x01", "\x1e", "\x1f", "，", "；", "、", "،")
_RARE_SURE = 0.9  # of a rare mark, which is tried where no usual one parts the lines
_POOR = 0.5
_DIRECTIVE = re.compile(r"^\ufeff?sep=(.)\s*$", re.IGNORECASE)
_ROWS = 200


def directive(text: str) -> str | None:
    """Return the delimiter that a first line such as `sep=;` names."""
    found = _DIRECTIVE.match(text.split("\n", 1)[0].strip("\r")) if text else None
    return found.group(1) if found else None


def guess_quote(text: str) -> str:
    """Return the quote character: the single quote only where it clearly encloses fields."""
    if '"' in text:
        return '"'
    enclosed = len(re.findall(r"(?:^|[,;\t|])'[^'\n]*'(?=[,;\t|\n]|$)", text, re.MULTILINE))
    return "'" if enclosed > 3 and enclosed * 2 >= text.count("'") * 0.9 else '"'


def guess_delimiter(text: str, name: str = "") -> str:
    r"""Return the delimiter of a text.

    >>> guess_delimiter("a;b\n1,5;2,5\n3,5;4,5\n")
    ';'
    """
    named = directive(text)
    if named:
        return named
    quote = guess_quote(text)
    best, best_score = ",", 0.0
    for place, candidate in enumerate(CANDIDATES):
        score = _score(text, candidate, quote) - place * 1e-6
        if candidate == "\t" and name.lower().endswith((".tsv", ".tab")):
            score *= 1.5
        if score > best_score:
            best, best_score = candidate, score
    if best_score < _POOR:
        rare = [(_score(text, mark, quote), mark) for mark in _RARE if mark in text]
        score, mark = max(rare, default=(0.0, best))
        return mark if score >= _RARE_SURE else best
    return best


def parts_lines(text: str, delimiter: str) -> bool:
    """Say whether a mark parts most lines into as many fields."""
    return _score(text, delimiter, guess_quote(text)) >= _POOR


def frequent_mark(text: str) -> str | None:
    """Name the mark that stands in nearly all lines, where they are read as one column."""
    found = [line for line in text.splitlines()[:_ROWS] if line.strip()]
    counts = Counter(mark for line in found for mark in set(line) if _is_mark(mark))
    mark, n = max(counts.items(), key=lambda item: item[1], default=("", 0))
    return mark if found and n >= _RARE_SURE * len(found) else None


def _is_mark(character: str) -> bool:
    return not character.isalnum() and not character.isspace() and character not in "\"'.-_"


def _score(text: str, delimiter: str, quote: str) -> float:
    widths = [len(record) for record in parse_head(text, delimiter, quote) if any(record)]
    if len(widths) < 3:
        widths = [line.count(delimiter) + 1 for line in text.splitlines()[:_ROWS] if line.strip()]
    counted = Counter(width for width in widths if width > 1)
    if not counted:
        return 0.0
    modal, n = counted.most_common(1)[0]
    share = n / len(widths)
    # Consistency first, then more columns: a comma inside comments is never consistent.
    return share * share * (1 + min(modal, 50) / 50)


def parse_head(text: str, delimiter: str, quote: str, limit: int = _ROWS) -> list[list[str]]:
    """Parse the first records of a text; the last one may be cut and is left off."""
    csv.field_size_limit(2**31 - 1)
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote)
    try:
        for record in reader:
            records.append(record)
            if len(records) >= limit:
                break
    except csv.Error:
        pass
    return records
