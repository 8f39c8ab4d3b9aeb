"""Which encoding do these bytes have?

A ladder: byte order mark, strict UTF-8, UTF-16 by its zero bytes, and then the code pages that
matter, ranked by how much the decoded text looks like one of the languages written in them. A few
bytes that a page does not have speak against it, and do not rule it out. Where some lines are
UTF-8 and others are not, files were put together, and each line is decoded by itself.
Measured guessers decoded short files rightly in 7 of 40 cases; letters of a language do better.
Out of scope: telling languages apart that use the same letters; two code pages in one file.
"""

import codecs
import re
from collections.abc import Mapping
from itertools import pairwise

CODE_PAGES = ("cp1252", "cp1250", "cp1251", "cp874", "cp932", "gb18030", "mac_roman")

# Their letters stand side by side, so that some of them are UTF-8 by chance.
_DENSE = frozenset(("cp874", "cp932", "gb18030"))
_BY_CHANCE = 4  # whole characters for each broken one, from which on a line is UTF-8 all the same
_MIXED = "utf-8+"  # begins the name of an encoding by lines: utf-8+cp1252
_UNREADABLE = "\ufffd"
_MOST_UNREADABLE = 0.1  # of the characters beyond ASCII that a page may leave undecoded
_UNREADABLE_COST = 2.0  # a byte that a page does not have weighs as two strange letters
_UTF8_SURE = 0.97  # plausibility of lines that are UTF-8: that is seldom so by chance
_MARGIN = 0.05  # by which two encodings must be more plausible than one
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PUNCTUATION = "’‘“”„–—…€£°«»‹›¿¡ºª•™®©§\u00a0"
_WELL_PLACED = re.compile(
    r"(?<=[A-Za-z])’(?=[a-z])|(?<= )[–—](?= )|(?<![^\s(])[“‘](?=\w)|(?<=[\w.,!?])[”…]|[£€](?=\d)"
)
# Letters where no word has them: alone, before a digit, and œ before anything but i and u.
_ODD_LETTER = re.compile(r"(?<= )[ñÑłŁíÍ](?= )|[ŁłÁŃñ](?=\d)|œ(?![iuIU])")
_LATIN_LANGUAGES = (
    "éèêëàâäçîïôöùûüÿœæ",  # French
    "äöüßé",  # German
    "áéíóúñüç",  # Spanish
    "ãõáéíóúâêôàçü",  # Portuguese
    "àèéìíòóùú",  # Italian
    "åäöæøéþðüáíóúý",  # Nordic
    "éèëïöüóíáê",  # Dutch
)
_CENTRAL_LANGUAGES = (
    "ąćęłńóśźż",  # Polish
    "áčďéěíňóřšťúůýžôľĺŕä",  # Czech, Slovak
    "áéíóöőúüű",  # Hungarian
    "ăâîșțşţ",  # Romanian
    "čćđšž",  # Croatian, Slovene
)
_CYRILLIC = ("абвгдежзийклмнопрстуфхцчшщъыьэюяё", "абвгдежзийклмнопрстуфхцчшщьюяієїґ")
_LETTERS: Mapping[str, tuple[str, ...]] = {
    "cp1252": _LATIN_LANGUAGES,
    "mac_roman": _LATIN_LANGUAGES,
    "cp1250": _CENTRAL_LANGUAGES,
    "cp1251": _CYRILLIC,
}
_THAI_WRONG = re.compile(
    "(?:^|[^\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]"
    "|[\u0e40-\u0e44](?![\u0e01-\u0e2e])|[\u0e4f-\u0e5b]"
)


# A word of two scripts is no word: Cyrillic or Thai letters amid Latin ones, and the other way.
_TWO_SCRIPTS = re.compile(
    "[A-Za-z][\u0400-\u04ff\u0e01-\u0e5b]{1,3}(?=[A-Za-z])|\\b[A-Za-z]?[\u0400-\u04ff]{1,2}[A-Za-z]{2}"
    "|[A-Za-z]{2}[\u0400-\u04ff]{1,2}\\b"
)


def bom_encoding(head: bytes) -> str | None:
    """Name the encoding that a byte order mark gives away."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def utf16_without_mark(head: bytes) -> str | None:
    """Recognise UTF-16 by zero bytes on one side of most pairs."""
    sample = head[: len(head) // 2 * 2][:4096]
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def rank_code_pages(sample: bytes) -> tuple[str, ...]:
    """Rank the code pages that can decode nearly all of the sample, the most plausible first.

    >>> rank_code_pages("Très élégant, déjà vu".encode("cp1252"))[0]
    'cp1252'
    >>> rank_code_pages("Очень хорошо".encode("cp1251"))[0]
    'cp1251'
    """
    return tuple(name for _, name in _scored(sample))


def _scored(sample: bytes) -> list[tuple[float, str]]:
    scored = []
    for place, name in enumerate(CODE_PAGES):
        text = sample.decode(name, "replace")
        n_strange = sum(ord(character) > 127 for character in text)
        lost = text.count(_UNREADABLE) / max(1, n_strange)
        if lost * n_strange > max(1.0, _MOST_UNREADABLE * n_strange):
            continue
        score = plausibility(text.replace(_UNREADABLE, ""), name) - _UNREADABLE_COST * lost
        scored.append((-round(score, 3), place, name))
    return [(-score, name) for score, _, name in sorted(scored)]


def rank_encodings(in_utf8: bytes, others: bytes) -> tuple[str, ...]:
    """Rank encodings by lines that are UTF-8 and lines that are not; ASCII lines in neither.

    >>> rank_encodings("München".encode(), "Köln ist schön".encode("cp1252"))[0]
    'utf-8+cp1252'
    """
    if not in_utf8:
        return rank_code_pages(others)
    alone = _scored(in_utf8 + b"\n" + others)
    foreign = [line for line in others.splitlines() if not _is_mostly_utf8(line)]
    apart = _scored(b"\n".join(foreign)) if foreign else []
    if not apart:  # characters that are cut off, or odd bytes in lines of UTF-8
        return ("utf-8", *(name for _, name in alone))
    share = len(in_utf8) / (len(in_utf8) + len(others))
    together = share * _UTF8_SURE + (1 - share) * max(apart[0][0], 0.0)
    mixed = _MIXED + apart[0][1]
    names = [name for _, name in alone]
    if alone and alone[0][0] + _MARGIN >= together:
        return (*names, mixed)
    return (mixed, "utf-8", *names)


def _is_mostly_utf8(line: bytes) -> bool:
    plain = line.decode("utf-8", "replace")
    n_lost = plain.count(_UNREADABLE)
    return sum(ord(character) > 127 for character in plain) >= 2 * n_lost


def mixed_page(encoding: str) -> str | None:
    """Name the code page of the lines that are not UTF-8, for an encoding such as utf-8+cp1252."""
    return encoding.lower().removeprefix(_MIXED) if encoding.lower().startswith(_MIXED) else None


def decoded_line(line: bytes, page: str) -> tuple[str, bool]:
    """Decode a line that is UTF-8 or in a code page; also say whether the page was needed.

    Bytes that are cut off from a UTF-8 character become U+FFFD.
    """
    try:
        return line.decode("utf-8"), False
    except UnicodeDecodeError:
        pass
    plain = line.decode("utf-8", "replace")
    n_lost = plain.count(_UNREADABLE)
    n_whole = sum(ord(character) > 127 for character in plain) - n_lost
    if n_whole < (_BY_CHANCE if page in _DENSE else 1) * n_lost:
        return line.decode(page, "replace"), True
    if page in _DENSE:
        return plain, False
    parts, used = [], False
    while line:
        try:
            parts.append(line.decode("utf-8"))
            break
        except UnicodeDecodeError as error:
            after = line[error.end : error.end + 1]
            cut = line[error.start] >= 0xC2 and not (after.isalpha() or after >= b"\x80")
            parts.append(line[: error.start].decode("utf-8"))
            bad = line[error.start : error.end]
            parts.append(_UNREADABLE if cut else bad.decode(page, "replace"))
            used = used or not cut
            line = line[error.end :]
    return "".join(parts), used


def plausibility(text: str, name: str) -> float:
    """Say from 0 to 1 how much the characters beyond ASCII look like a language of this page."""
    strange = [character for character in text if ord(character) > 127]
    if not strange:
        return 1.0
    if name == "cp874":
        return _thai_share(text, strange)
    if name in ("cp932", "gb18030"):
        return _east_asian_share(text, strange, name)
    return _letters_share(text, strange, _LETTERS[name])


def _letters_share(text: str, strange: list[str], languages: tuple[str, ...]) -> float:
    counts = {letter: strange.count(letter) for letter in set(strange)}
    best = max(
        sum(n for letter, n in counts.items() if letter.lower() in language)
        for language in languages
    )
    marks = sum(n for letter, n in counts.items() if letter in _PUNCTUATION)
    placed = len(_WELL_PLACED.findall(text))
    odd = len(_ODD_LETTER.findall(text)) + sum(
        1
        for before, after in pairwise(text)
        if (before.islower() and after.isupper() and ord(after) > 127)
        or (ord(before) > 127 and before.isupper() and after.islower() and before in "ŔŇĎÐÞ")
        or (ord(after) > 127 and before.isalpha() and not after.isalpha() and after in "¿¡ºª©®§°")
    )
    odd += 2 * len(_TWO_SCRIPTS.findall(text))
    # A mark where it belongs is surer than a letter, a mark anywhere else less sure.
    return (best + 0.95 * marks + 0.1 * placed - odd) / len(strange)


def _thai_share(text: str, strange: list[str]) -> float:
    thai = sum("\u0e01" <= character <= "\u0e5b" for character in strange)
    marks = sum(character in _PUNCTUATION for character in strange)
    wrong = len(_THAI_WRONG.findall(text)) + len(_TWO_SCRIPTS.findall(text))
    return (thai + 0.9 * marks - 2 * wrong) / len(strange)


def _east_asian_share(text: str, strange: list[str], name: str) -> float:
    kana = sum("\u3041" <= c <= "\u30ff" for c in strange)
    wide = sum("\u3000" <= c <= "\u303f" or "\uff01" <= c <= "\uff5e" for c in strange)
    hanzi = [c for c in strange if "\u4e00" <= c <= "\u9fff"]
    if name == "gb18030":
        usual = sum(_is_usual_hanzi(c) for c in hanzi)
        share = (usual + wide + 0.5 * kana) / len(strange)
    else:
        share = (kana + wide + (0.9 if kana else 0.3) * len(hanzi)) / len(strange)
    lonely = len(re.findall("[A-Za-z][\u4e00-\u9fff\uff61-\uff9f][A-Za-z ,.]", text))
    return share - 2 * lonely / len(strange)


def _is_usual_hanzi(character: str) -> bool:
    # GB 2312 level 1, rows 16-55: the 3,755 characters in everyday use.
    coded = character.encode("gb18030")
    return len(coded) == 2 and 0xB0 <= coded[0] <= 0xD7 and coded[1] >= 0xA1
