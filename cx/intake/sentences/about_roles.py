"""What speaks for the role of a column besides its header, and which roles nothing uses yet."""

from cx.problems import Problem, note
from cx.text import Said, say, translated
from cx.vocabulary import Role


def amounts_in(currency: str) -> Said:
    """Its values are amounts of one currency."""
    return say("amounts in {currency}", currency=currency)


def currency_named(word: str) -> Said:
    """Its header says no more than a currency."""
    return say('the currency "{word}" in the header', word=word)


def person_names() -> Said:
    """Its values are names of persons that come again and again."""
    return say("names that repeat")


def values_say(word: str) -> Said:
    """Its values name what they are."""
    return say('values such as "{word}"', word=word)


def territories() -> Said:
    """Its values are countries."""
    return say("names of countries")


def only_dates() -> Said:
    """Its values are dates, and its header says nothing else."""
    return say("holds dates")


def long_texts() -> Said:
    """Its values are sentences."""
    return say("long texts")


def unique_ids() -> Said:
    """Every value stands once."""
    return say("a different code in every row")


def of_export(tool: str) -> Said:
    """The export of a known tool always holds it so."""
    return say("so in every {tool} export", tool=tool)


def weights_unused(header: str) -> Problem:
    """Weights change every share; nothing is weighted yet."""
    return note(
        "weights",
        header,
        say('"{column}" holds weights. They are not used yet: all figures are unweighted.',
            column=header),
        say("Compare with weighted figures from elsewhere before you rely on the difference."),
    )  # fmt: skip


def unused(header: str, role: Role) -> Problem:
    """A column is kept with the responses, and no figure uses it yet."""
    return note(
        "role_unused",
        header,
        say('"{column}" is kept as "{role}", which no figure uses yet.',
            column=header, role=translated(role.label)),
        say('Choose "{category}" to compare or filter by it.',
            category=translated(Role.CATEGORY.label)),
    )  # fmt: skip


def known_export(tool: str) -> Problem:
    """A tool is recognised by the columns that it always writes."""
    return note(
        "known_export",
        tool,
        say("This looks like an export from {tool}.", tool=tool),
        say("What its own columns mean is set; check the questions that you added."),
    )
