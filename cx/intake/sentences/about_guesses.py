"""Why a column is taken for what it is taken for, in a few words beside it."""

from cx.intake.sentences.wording import personal
from cx.text import Said, say, say_n


def named(word: str, *, by_header: bool) -> Said:
    """A word of its header, or of the question asked, names the role."""
    if by_header:
        return say('"{word}" in the header', word=word)
    return say('"{word}" in the question', word=word)


def rivalled(why: str, header: str) -> Said:
    """Another column suits the role nearly as well."""
    return say('{why}; or "{column}"', why=why, column=header)


def chosen() -> Said:
    """The person said so."""
    return say("chosen")


def taken(header: str) -> Said:
    """The person gave its role to another column."""
    return say('"{column}" was chosen', column=header)


def holds(kind: str) -> Said:
    """It holds personal data."""
    return say("holds {what}", what=personal(kind))


def nothing_differs(n_distinct: int) -> Said:
    """Its cells are all alike, or empty."""
    return say("one value only") if n_distinct else say("empty")


def ratings(low: float, high: float) -> Said:
    """Its values lie on a scale."""
    return say("ratings {low}-{high}", low=f"{low:g}", high=f"{high:g}")


def repeats(header: str) -> Said:
    """It holds what another column holds, and fills its empty cells."""
    return say('a copy of "{column}" with its empty cells filled', column=header)


def asks_for_a_score() -> Said:
    """Its words ask for satisfaction, recommendation or effort."""
    return say("asks for a score")


def only_rating() -> Said:
    """No other column holds ratings."""
    return say("the only column of ratings")


def groups(n: int) -> Said:
    """It has few different values."""
    return say_n("{n} group", "{n} groups", n)


def further_date() -> Said:
    """It is a date beside the one that counts."""
    return say("a further date")


def only_date() -> Said:
    """No other column holds dates."""
    return say("the only dates of the file")


def no_rating() -> Said:
    """It is a number of another kind."""
    return say("a number that is no rating")


def free_text() -> Said:
    """Nearly every value is different."""
    return say("an id or free text")


def not_needed() -> Said:
    """Nothing speaks for it."""
    return say("not needed")


def order_of_others() -> Said:
    """Its dates are read as those of its neighbours."""
    return say("order of day and month as in the other dates")


def part_of_date() -> Said:
    """It repeats the month or the quarter of the date."""
    return say("part of the date")
