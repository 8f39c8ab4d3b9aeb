"""Which words of headers tell counts, calendars, questions and cleaned copies? See `role_words`."""

# ruff: noqa: E501 - tables of words and patterns read best in one line each

import re

COUNTS = re.compile(
    r"\b(month|quarter|year|week|day|days|age|nights?|count|number|no|nr|quantity|qty|distance|"
    r"tenure|seconds|minutes|hours|duration|id|code|wave|zip|plz|hour|flag|binary|index|rank|order)\b"
)
_LONGEST = 1_000  # characters of a header or a question in which words are looked for
CLEANED = re.compile(r"\b(clean|cleaned|processed|normali[sz]ed|translated)\b")
CALENDAR_VALUE = re.compile(
    r"\d{1,4}(?:\.0)?|(?:q|h|w|kw|fy|wk|quarter|week|month) ?\d{1,4}|(?:fy ?)?\d{4}[-/ ]?(?:q|w)?\d{1,2}|q\d[-/ ]\d{4}"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?:[- ]\d{2,4})?",
    re.IGNORECASE,
)
CALENDAR = re.compile(
    r"(?:(?:survey|response|date|calendar|fiscal) )*(?:year|quarter|month|week ?day|week|day|hour)(?: (?:name|number|no|nr|num|of (?:the )?(?:year|month|week|day)))*"
)


def spoken(header: str) -> str:
    """Write a header as words: "satOverall" and "Issue_reported at" as a person says them.

    >>> spoken("satOverall"), spoken("Issue_reported at")
    ('sat overall', 'issue reported at')
    """
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header[:_LONGEST])
    return " ".join(re.sub(r"[_\-./:?!,()\[\]\"']+", " ", parted).lower().split())
