"""How the columns of a file are read: the answers a person gives, or lets be guessed.

A recipe is kept and offered again for the next file with the same columns.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from cx.intake.folding import fold
from cx.intake.sentences import about_guesses
from cx.intake.staged import Reading
from cx.plain import from_json, to_json
from cx.vocabulary import Role, Scale


@dataclass(frozen=True, slots=True)
class ColumnRecipe:
    """How one column is read; None means: as it was found."""

    header: str
    role: Role | None = None
    sure: float = 0.0  # 0..1
    why: str = ""
    date_format: str | None = None  # dmy or mdy
    decimal: str | None = None
    thousands: str | None = None
    minimum: float | None = None  # of a rating's own scale
    maximum: float | None = None
    personal: str | None = None
    missing_words: tuple[str, ...] = ()  # besides the usual ones
    keep_spellings: bool = False  # of groups: True keeps those apart that only look alike
    applies_to_all: bool = True  # of a driver; False: empty means that the question does not apply
    reversed: bool = False  # of a driver: the lowest number is the best rating
    label: str | None = None  # what the column is called on screen; None: as its header

    @property
    def display_name(self) -> str:
        """What the column is called on screen."""
        return self.header if self.label is None else " ".join(self.label.split())


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a whole file is read."""

    reading: Reading
    columns: tuple[ColumnRecipe, ...]
    scale: Scale | None = None  # of the outcome; None: must be asked for
    missing_codes: tuple[float, ...] = ()  # numbers that stand for no answer
    drop_duplicates: bool = False
    scale_asked: tuple[str, ...] = ()  # scales to choose among, when `scale` is None

    @property
    def signature(self) -> str:
        """A name for the set of headers, to find the recipe for a file with the same columns."""
        return signature([column.header for column in self.columns])

    def column(self, header: str) -> ColumnRecipe:
        """Return the recipe of a column; raise KeyError when there is none."""
        for column in self.columns:
            if column.header == header:
                return column
        raise KeyError(header)

    def with_role(self, role: Role) -> tuple[ColumnRecipe, ...]:
        """Return the columns that have a role."""
        return tuple(column for column in self.columns if column.role is role)

    def assign(self, header: str, role: Role | None) -> Recipe:
        """Give a column a role; a role that only one column can have is taken from the other."""
        changed = []
        for column in self.columns:
            if column.header == header:
                changed.append(replace(column, role=role, sure=1.0, why=about_guesses.chosen()))
            elif role is not None and not role.many and column.role is role:
                changed.append(
                    replace(column, role=None, sure=1.0, why=about_guesses.taken(header))
                )
            else:
                changed.append(column)
        outcome_moved = role is Role.OUTCOME or self.column(header).role is Role.OUTCOME
        return replace(
            self,
            columns=tuple(changed),
            scale=None if outcome_moved and self.column(header).role is not role else self.scale,
        )

    def change(self, header: str, **fields: object) -> Recipe:
        """Change how one column is read: the fields of a ColumnRecipe."""
        column = replace(self.column(header), **fields)  # type: ignore[arg-type]
        return replace(
            self, columns=tuple(column if c.header == header else c for c in self.columns)
        )

    def with_scale(self, scale: Scale | None) -> Recipe:
        """State the scale of the outcome."""
        return replace(self, scale=scale)

    def with_missing_codes(self, *codes: float) -> Recipe:
        """State the numbers that stand for no answer."""
        return replace(self, missing_codes=tuple(codes))

    def with_drop_duplicates(self, drop: bool) -> Recipe:
        """Say whether fully identical rows are counted once."""
        return replace(self, drop_duplicates=drop)

    def with_reading(self, reading: Reading) -> Recipe:
        """State how the bytes become a table."""
        return replace(self, reading=reading)

    def to_json(self) -> str:
        """Write as JSON."""
        return to_json(self)

    @staticmethod
    def from_json(text: str) -> Recipe:
        """Read from JSON."""
        return from_json(Recipe, text)


def signature(headers: list[str] | tuple[str, ...]) -> str:
    """Name a set of headers, whatever their order."""
    joined = "\x1f".join(sorted(fold(header) for header in headers))
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
