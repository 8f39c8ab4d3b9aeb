"""What do the words of a header or a question say of the scale: its range, its direction, its aim?"""

# ruff: noqa: E501 - patterns read best in one line each

import re
from dataclasses import dataclass
from functools import lru_cache

from cx.intake.scale_words import valence
from cx.vocabulary import ScaleKind

_LONGEST = 1_000  # characters in which words are looked for
_TO = r"\s*(?:-|–|—|~|〜|～|\.\.+|to|through|bis|à|al?|até|ate|tot|ถึง|ຫາ|ເຖິງ|ដល់|đến|から|至|到)\s*"
_RANGE = re.compile(
    rf"(?<![\d.,/\-])(-?\d{{1,3}}){_TO}(\d{{1,3}})(?![\d.,/])(?!\s*(?:weeks?|days?|months?|years?|hours?|minutes?|%))",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"(?:(?:out of|von|sur|sobre|de|van|จาก|ຈາກ|trên)\s+|(?<=\d)/|^/|\s/)\s?(5|7|10|20|100)\b",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"\b(\d{1,2})\s*-?\s*(?:er|point|pt|stars?|sterne|étoiles|puntos|pontos|punti|punts)\b(?:[ -]?(?:likert|skala|scale))?",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"(?<![\d.])(-?\d{1,3})\s*[=:]\s*([^\d,;()/|=]{2,60})")
_BARE_ANCHOR = re.compile(r"(?<![\d.])(-?\d{1,3})\s+([^\d,;()/|=:]{3,60})")
_JOINTS = re.compile(
    r"^(?:is|means|being|ist|est|es|são|è|é|betekent|the|very best)\s+|\s+(?:and|und|et|y|e|en|to|bis|à|a|where)\s*$",
    re.IGNORECASE,
)
_ANCHORED = re.compile(r"([^\W\d_][^\d,;()/|=]{1,60}?)\s*=\s*(-?\d{1,3})(?!\d)")
_RECOMMEND = re.compile(
    r"recommend|empfehl|recomend|recommand|consigli|raccomand|aanbevel|aanraden|แนะนำ|ແນະນຳ|ແນະນໍາ|ណែនាំ|giới thiệu|おすすめ|お勧め|推薦|推荐|\bltr\b|promoter",
    re.IGNORECASE,
)
_NPS = re.compile(r"(?:\b|_)nps(?:\b|_)", re.IGNORECASE)
_SATISFACTION = re.compile(
    r"satisf|zufried|soddisf|tevreden|พอใจ|ພໍໃຈ|ពេញចិត្ត|hài lòng|満足|满意|滿意|\bcsat\b|happy with",
    re.IGNORECASE,
)
_EFFORT = re.compile(
    r"\beffort\b|\bces\b|how easy|\beasy\b|\bease\b|aufwand|einfach|facil|makkelijk|ง่าย|ງ່າຍ|ងាយ|dễ dàng|簡単|容易",
    re.IGNORECASE,
)
_BURDEN = re.compile(
    r"how much (?:personal )?effort|difficult|wie viel aufwand|schwierig|unzufried|dissatisf|insatisf|insoddisf|ontevreden|mühe",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:schul)?noten?\b|\bgrades?\b|\bzensur(?:en)?\b|schulnote|\brank(?:ing)?\b|\brang\b",
    re.IGNORECASE,
)
_LOW_IS_GOOD = re.compile(
    r"(?:low(?:er|est)?|small(?:er)?|less|fewer) (?:is|are|=) (?:the )?(?:better|best|good)|je (?:niedriger|kleiner)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class HeaderScale:
    """What a header, or the question beside it, says of its scale; None where it does not say."""

    bounds: tuple[float, float] | None = None  # lowest and highest answer
    highest: float | None = None  # "out of 10"
    kind: ScaleKind | None = None
    lowest_is_best: bool | None = None  # as its words say: "1 = best"
    may_be_turned: bool = False  # a grade, a rank, an effort: the lowest may be the best


@lru_cache(maxsize=4_096)  # asked for each pair of ratings
def header_scale(header: str, question: str = "") -> HeaderScale:
    """Read what a header and its question say.

    >>> header_scale("Satisfaction (1-7)").bounds
    (1.0, 7.0)
    >>> header_scale("Service (1 = best, 6 = worst)").lowest_is_best
    True
    """
    text = f"{header[:_LONGEST]} \n {question[:_LONGEST]}"
    anchors = _anchors(text)
    return HeaderScale(
        _bounds(text, anchors),
        _highest(text),
        asked_kind(header, question),
        _lowest_is_best(text, anchors),
        bool(_GRADE.search(_spaced(text)) or _BURDEN.search(text)),
    )


def asked_kind(header: str, question: str = "") -> ScaleKind | None:
    """Say what is asked for; the name of a score counts less than a question that was asked.

    >>> asked_kind("NPS", "How satisfied are you?").value, asked_kind("Q1") is None
    ('satisfaction', True)
    """
    for text in (question[:_LONGEST], _spaced(header[:_LONGEST])):
        if _RECOMMEND.search(text):
            return ScaleKind.RECOMMEND
        if _EFFORT.search(text):
            return ScaleKind.EFFORT
        if _SATISFACTION.search(text):
            return ScaleKind.SATISFACTION
    named = _NPS.search(header) or _NPS.search(question)
    return ScaleKind.RECOMMEND if named else None


def _spaced(text: str) -> str:
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)
    return parted.replace("_", " ")


def _bounds(text: str, anchors: list[tuple[float, float]]) -> tuple[float, float] | None:
    for found in _RANGE.finditer(text):
        low, high = float(found[1]), float(found[2])
        usual = high in (20, 100) or 2 < high <= 11
        if low < high and (low == -high or (low in (0, 1) and usual)):
            return low, high
    numbers = [number for number, _ in anchors]
    if len(numbers) >= 2 and min(numbers) in (0, 1, -max(numbers)) and max(numbers) > 2:
        return min(numbers), max(numbers)
    return None


def _highest(text: str) -> float | None:
    found = _OUT_OF.search(text) or _POINTS.search(text)
    highest = float(found[1]) if found else None
    return highest if highest and 3 <= highest <= 100 else None


def _anchors(text: str) -> list[tuple[float, float]]:
    """List the numbers that the header explains, each with how good its words are."""
    said = [
        *_ANCHOR.findall(text),
        *((number, words) for words, number in _ANCHORED.findall(text)),
        *_BARE_ANCHOR.findall(text),
    ]
    known: dict[float, float] = {}
    for number, words in said:
        worth = valence(_JOINTS.sub("", words.strip(" .-–—\n")))
        if worth is not None:
            known.setdefault(float(number), worth)
    return list(known.items())


def _lowest_is_best(text: str, anchors: list[tuple[float, float]]) -> bool | None:
    if _LOW_IS_GOOD.search(text):
        return True
    if not anchors:
        return None
    if len(anchors) == 1:
        number, worth = anchors[0]
        if not worth:
            return None
        return (number <= 1) == (worth > 0)
    lowest, highest = min(anchors)[1], max(anchors)[1]
    return None if lowest == highest else lowest > highest
