"""Names hidden: a label stands for every performer's name, from the rows on.

Results are made from what `Responses` hands out, so a name that is replaced there reaches no page,
chart, table, download or address. Names of words become initials ("A.K.", "A.K. 2"), all others
("agent_17") a number ("P 03"). Who gets which number is drawn with a key that stays on the server:
whoever knows the list of names cannot put it beside the labels. Out of scope: that a performer may
be known by the numbers themselves, as the only one with 1,000 responses.
"""

import hashlib
import hmac
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

MOST_INITIALS = 3
MOST_WORDS = 12  # of a name that is looked for word by word; a longer one only as it is written
SHORTEST_PART = 3  # letters of a first or last name that is hidden in comments by itself
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]*)*,?")  # letters, as in O'Neill, Anne-Marie, King,
_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class HiddenNames:
    """The label of every name; the names themselves stay where this is."""

    labels: tuple[tuple[str, str], ...]  # name, label

    def by_name(self) -> dict[str, str]:
        """Return the label of each name."""
        return dict(self.labels)

    def by_label(self) -> dict[str, str]:
        """Return the name behind each label."""
        return {label: name for name, label in self.labels}

    def meant(self, values: Iterable[str]) -> tuple[str, ...]:
        """Return what values shown stand for; names, which were never shown, are left out."""
        names, labels = self.by_name(), self.by_label()
        return tuple(labels.get(value, value) for value in values if value not in names)


def name_labels(names: Collection[str], key: str, taken: Collection[str] = ()) -> HiddenNames:
    """Give each name a label that no other has and that is not in `taken`.

    The same names and key give the same labels, whatever the order of the names.

    >>> name_labels(["Anna King", "agent_17"], "secret").labels
    (('Anna King', 'A.K.'), ('agent_17', 'P 1'))
    """
    used = {*names, *taken}
    numbered = sum(not initials(name) for name in names)
    width = len(str(numbered))
    labels: dict[str, str] = {}
    left: dict[str, Iterator[str]] = {"": _of_numbers(width)}  # labels to come, by initials
    for name in sorted(set(names), key=lambda name: _drawn(name, key)):
        short = initials(name)
        choices = left.setdefault(short, _of_initials(short))
        labels[name] = next(label for label in choices if label not in used)
    return HiddenNames(tuple(sorted(labels.items())))


def initials(name: str) -> str:
    """Return the initials of a name of words; "" where they would hide nothing, or there are none.

    >>> initials("Anne-Marie O'Neill"), initials("agent_17"), initials("A. K.")
    ('A.O.', '', '')
    """
    words = name.split()
    # Scripts without capitals have no initials: one sign may be the whole family name.
    if not words or not all(_WORD.fullmatch(word) and _has_case(word[0]) for word in words):
        return ""
    first = [word[0].upper()[0] for word in words]
    if "".join(first) == "".join(letter for letter in name.upper() if letter.isalpha()):
        return ""
    return "".join(f"{letter}." for letter in first[:MOST_INITIALS])


class TextHider:
    """Replaces names in what customers wrote; made once for many texts.

    Whole names are found whatever their case and punctuation. First and last names alone are found
    where they are written as names are, with a capital: "will" and "may" are words too.
    """

    def __init__(self, hidden: HiddenNames) -> None:
        self._whole: dict[tuple[str, ...], str] = {}
        self._parts: dict[str, str] = {}
        self._inside: list[tuple[str, str]] = []
        for name, label in hidden.labels:
            words = tuple(_TOKEN.findall(name))
            uncased = any(letter.isalpha() and not _has_case(letter) for letter in name)
            if uncased or len(words) > MOST_WORDS:
                self._inside.append((name, label))  # scripts without case may not part words
            if 0 < len(words) <= MOST_WORDS:
                self._whole[tuple(word.casefold() for word in words)] = label
            if initials(name):
                for word in words:
                    if len(word) >= SHORTEST_PART and word[0].isupper():
                        self._parts[word] = self._parts[word.upper()] = f"{word[0]}."
        self._longest = max((len(words) for words in self._whole), default=0)

    def hide(self, text: str) -> str:
        """Return the text with labels in place of names."""
        for name, label in self._inside:
            text = text.replace(name, label)
        tokens = list(_TOKEN.finditer(text))
        written, done, at = [], 0, 0
        while at < len(tokens):
            length, label = self._found(tokens, at)
            if length:
                written += [text[done : tokens[at].start()], label]
                done = tokens[at + length - 1].end()
            at += max(length, 1)
        return "".join([*written, text[done:]])

    def _found(self, tokens: list[re.Match[str]], at: int) -> tuple[int, str]:
        """Return how many tokens from `at` on are a name, and what stands for it."""
        words = [token.group() for token in tokens[at : at + self._longest]]
        folded = tuple(word.casefold() for word in words)
        for length in range(len(folded), 0, -1):
            label = self._whole.get(folded[:length])
            if label:
                return length, label
        part = self._parts.get(words[0]) if words else None
        return (1, part) if part else (0, "")


def _drawn(name: str, key: str) -> bytes:
    return hmac.new(key.encode(), name.encode(), hashlib.sha256).digest()


def _has_case(letter: str) -> bool:
    return letter.upper() != letter.lower()


def _of_initials(short: str) -> Iterator[str]:
    yield short
    yield from (f"{short} {number}" for number in count(2))


def _of_numbers(width: int) -> Iterator[str]:
    # Of one width, so that the order of the texts is that of the numbers.
    yield from (f"P {number:0{width}}" for number in count(1))
