"""In which order are categories shown? By meaning, by number, or by how many there are."""

_ORDERS = (
    ("exceeded", "met", "missed"),
    ("yes", "no"),
    ("high", "medium", "low"),
    ("very high", "high", "medium", "low", "very low"),
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    ("january", "february", "march", "april", "may", "june", "july", "august", "september",
     "october", "november", "december"),
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    ("bronze", "silver", "gold", "platinum", "diamond"),
    ("morning", "afternoon", "evening", "night"),
)  # fmt: skip


def ordered_categories(counts: dict[str, int]) -> tuple[str, ...]:
    """Order categories as a person expects: by meaning, by number, or by how many there are.

    >>> ordered_categories({"Met": 9, "Missed": 5, "Exceeded": 2})
    ('Exceeded', 'Met', 'Missed')
    """
    for order in _ORDERS:
        if all(name.lower() in order for name in counts):
            return tuple(sorted(counts, key=lambda name: order.index(name.lower())))
    numbers = {name: _first_number(name) for name in counts}
    if all(number is not None for number in numbers.values()):
        return tuple(sorted(counts, key=lambda name: (numbers[name] or 0.0, name)))
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _first_number(name: str) -> float | None:
    """Return the number that a range such as "0-30" or ">90" begins with."""
    digits = name.lstrip("<>≤≥=+ $€£Q")
    end = next(
        (place for place, c in enumerate(digits) if not (c.isdigit() or c == ".")), len(digits)
    )
    try:
        number = float(digits[:end])
    except ValueError:
        return None
    return (
        number + 0.5 if name.startswith(">") else number - 0.5 if name.startswith("<") else number
    )
