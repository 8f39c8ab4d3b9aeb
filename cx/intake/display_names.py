"""What is each column called on screen? A name that reads well, suggested from the header.

A header that was written for machines becomes words ("satOverall": "Sat overall"). Where the survey
tool wrote the question beside the header, the question names the column as far as it is short, and
what several questions begin with alike is left out ("Please rate - Staff": "Staff"). A header that
was written for people stays as it is. No two columns get the same name.
"""

import re
from collections import Counter
from collections.abc import Sequence

from cx.intake.headers import unique

LONGEST = 40  # characters of a suggested name
_READ = 300  # characters of a header or a question that are looked at
_ACRONYMS = frozenset(
    ("NPS", "CSAT", "CES", "ID", "LTR", "FCR", "AHT", "CRM", "SMS", "IVR", "URL", "SLA", "CLV")
)
_UPPER_ONLY = frozenset(("UK", "US", "EU", "VIP", "IT", "HR"))  # words, unless written in capitals
_OF_MACHINES = re.compile(r"[\w.\-]+")
_CODE = re.compile(r"[A-Za-z]{0,3}\d[\d_.\-]*(?:[A-Za-z]\d*)?|[A-Za-z]")
_PARTS = (re.compile(r"(?P<stem>.+?)\s*\[(?P<part>[^\[\]]+)\]"),
          re.compile(r"(?P<stem>.+)(?:\s+[-–—|]|\s*[:?])\s+(?P<part>.+)"))  # fmt: skip
_NUMBERING = re.compile(r"(?:[Qq]?\d{1,3}[a-z]?\s*[.):]|[Qq]\d{1,3}\s*[-–])\s+(?=\S)")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_ENDING = " ?:*…"


def suggested_names(headers: Sequence[str], labels: Sequence[str]) -> tuple[str, ...]:
    """Suggest a display name for every column, all different; `labels` are question texts."""
    columns = [
        (header[:_READ], label[:_READ]) for header, label in zip(headers, labels, strict=True)
    ]
    asked = _without_stems([label or header for header, label in columns])
    names = [
        _name(header, label, question)
        for (header, label), question in zip(columns, asked, strict=True)
    ]
    return _apart(names, headers)


def _name(header: str, label: str, question: str) -> str:
    if not label:
        return _short(spoken(question))
    return _short(question) if _is_better(question, header) else _short(spoken(header))


def spoken(header: str) -> str:
    """Write a header of machines in words; any other as it is, with a capital at its beginning.

    >>> [spoken(header) for header in ("satOverall", "nps_score", "SALES_PERSON", "e-mail")]
    ['Sat overall', 'NPS score', 'Sales person', 'E-mail']
    """
    text = " ".join(header.split())
    if _CODE.fullmatch(text):
        return text
    if _OF_MACHINES.fullmatch(text) and any(letter.isalpha() for letter in text):
        text = _in_words(text)
    words = text.split(" ")
    if words[0][:1].islower() and words[0].islower():
        text = text[:1].upper() + text[1:]
    return text


def _in_words(header: str) -> str:
    hyphens = len(header) > LONGEST or re.search(r"[^\W\d_]{3}-[^\W\d_]{3}", header)
    parts = re.sub(r"[_.\-]+" if hyphens else r"[_.]+", " ", header).split()
    shouted = header.isupper() and sum(letter.isalpha() for letter in header) > 3
    words: list[str] = []
    for part in parts:
        for place, word in enumerate(_humps(part)):
            if word.upper() in _ACRONYMS or (word in _UPPER_ONLY and header.isupper()):
                words.append(word.upper())
            elif shouted or (place and not word.isupper()):
                words.append(word.lower())
            else:
                words.append(word)
    if shouted and words[0].islower():
        words[0] = words[0].capitalize()
    return " ".join(words) or header


def _humps(part: str) -> list[str]:
    """Part a word where a capital begins another: "satOverall", "CSATScore"."""
    words, start = [], 0
    for place in range(1, len(part)):
        before, here, after = part[place - 1], part[place], part[place + 1 : place + 2]
        begins = here.isupper() and (before.islower() or (before.isupper() and after.islower()))
        if begins and place - start > 1:
            words.append(part[start:place])
            start = place
    return [*words, part[start:]]


def _is_better(question: str, header: str) -> bool:
    """Say whether a question names its column better than the header does."""
    if _CODE.fullmatch(header):
        return True
    return spoken(header).casefold() != header.casefold() and len(_bare(question)) <= LONGEST


def _without_stems(texts: Sequence[str]) -> list[str]:
    """Leave out what several questions begin with alike, where each goes on by itself."""
    split = [_stem_and_part(text) for text in texts]
    shared = Counter(stem for stem, _ in split if stem)
    return [
        part if stem and shared[stem] > 1 else text
        for text, (stem, part) in zip(texts, split, strict=True)
    ]


def _stem_and_part(text: str) -> tuple[str, str]:
    for pattern in _PARTS:
        found = pattern.fullmatch(text.strip())
        if found:
            return found["stem"].casefold(), found["part"].strip()
    return "", text


def _bare(text: str) -> str:
    """Take the number before a question away, and the marks behind it."""
    line = " ".join(text.split())
    return _NUMBERING.sub("", line, count=1).rstrip(_ENDING) or line


def _short(text: str) -> str:
    """Cut a name that is too long, first what stands in brackets, then at the end of a word."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    line = _ASIDE.sub("", _bare(line)).strip() or line
    if len(line) <= LONGEST:
        return line
    cut = line[: LONGEST - 1]
    whole = cut.rpartition(" ")[0] if line[LONGEST - 1] != " " else cut
    return (whole if len(whole) > LONGEST // 2 else cut).rstrip(" ,;-–—") + "…"


def _apart(names: Sequence[str], headers: Sequence[str]) -> tuple[str, ...]:
    """Let columns whose names would be the same keep their headers."""
    alike = Counter(name.casefold() for name in names)
    kept = [
        name if alike[name.casefold()] == 1 else header
        for name, header in zip(names, headers, strict=True)
    ]
    return unique(kept)[0]
