"""The words of the field as code: roles, scales, bands, units, fields, columns and tables.

Everything else speaks in these words. Nothing here reads data or knows a screen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import pandas as pd


class Word(str):
    """A word of the product that stands in the code as data: `say` says it in its language."""

    __slots__ = ()


class Kind(StrEnum):
    """How the values of a column are stored."""

    RATING = "rating"  # a number on a scale
    NUMBER = "number"  # any other number
    MONEY = "money"  # an amount in the workspace's currency
    CATEGORY = "category"  # one of a limited set of texts
    DATE = "date"  # a date, with or without a time
    FLAG = "flag"  # yes or no
    TEXT = "text"  # free text, or an id


class Role(StrEnum):
    """What a column means."""

    OUTCOME = "outcome"
    DRIVER = "driver"
    RESPONDED_AT = "responded_at"
    ACQUISITION_CHANNEL = "acquisition_channel"
    PURCHASE_BEHAVIOUR = "purchase_behaviour"
    CONTACT_CHANNEL = "contact_channel"
    REGION = "region"
    TEAM = "team"
    PERFORMER = "performer"
    SPEND = "spend"
    INTENDED_SPEND = "intended_spend"
    PREVIOUS_SPEND = "previous_spend"
    CHURNED = "churned"
    RENEWED = "renewed"
    EXPECTATION = "expectation"
    RESOLVED = "resolved"
    OPENED_AT = "opened_at"
    CLOSED_AT = "closed_at"
    FIRST_RESPONSE_AT = "first_response_at"
    HANDED_OVER = "handed_over"
    REOPENED = "reopened"
    CONTACT_COST = "contact_cost"
    REASON = "reason"
    QUEUE = "queue"
    STAGE = "stage"
    CASE = "case"
    ASKED = "asked"
    WEIGHT = "weight"
    RESPONDENT = "respondent"
    COMMENT = "comment"
    CATEGORY = "category"

    @property
    def label(self) -> str:
        """The role as a person reads it."""
        return _ROLES[self].label

    @property
    def help(self) -> str:
        """One sentence that says which column to choose."""
        return _ROLES[self].help

    @property
    def kind(self) -> Kind:
        """How the values of a column with this role are stored."""
        return _ROLES[self].kind

    @property
    def many(self) -> bool:
        """Whether several columns may have this role."""
        return self in (Role.DRIVER, Role.CATEGORY)


@dataclass(frozen=True, slots=True)
class _RoleText:
    label: str
    kind: Kind
    help: str


_ROLES: Mapping[Role, _RoleText] = {
    Role.OUTCOME: _RoleText(
        "Outcome score",
        Kind.RATING,
        "The answer that everything is measured by, such as likelihood to recommend.",
    ),
    Role.DRIVER: _RoleText(
        "Driver rating", Kind.RATING, "A rating of one part of the experience, such as waiting."
    ),
    Role.RESPONDED_AT: _RoleText("Date of the answer", Kind.DATE, "When the customer answered."),
    Role.ACQUISITION_CHANNEL: _RoleText(
        "Acquisition channel", Kind.CATEGORY, "How the customer first came to you."
    ),
    Role.PURCHASE_BEHAVIOUR: _RoleText(
        "Purchase behaviour", Kind.CATEGORY, "What the customer bought, or how."
    ),
    Role.CONTACT_CHANNEL: _RoleText(
        "Contact channel", Kind.CATEGORY, "How the customer spoke to you: phone, chat, e-mail."
    ),
    Role.REGION: _RoleText("Region", Kind.CATEGORY, "Market, country or area."),
    Role.TEAM: _RoleText("Team", Kind.CATEGORY, "The team or supervisor of the performer."),
    Role.PERFORMER: _RoleText(
        "Performer", Kind.CATEGORY, "The agent, store or team that is compared."
    ),
    Role.SPEND: _RoleText("Spend", Kind.MONEY, "What the customer paid, in money of one currency."),
    Role.INTENDED_SPEND: _RoleText(
        "Intended spend", Kind.MONEY, "What the customer meant to pay, in money."
    ),
    Role.PREVIOUS_SPEND: _RoleText(
        "Spend of the year before",
        Kind.MONEY,
        "What the customer paid in the year before, in the same money; empty for new customers.",
    ),
    Role.CHURNED: _RoleText(
        "Churned", Kind.FLAG, "Yes when the customer left within the year, or cancelled."
    ),
    Role.RENEWED: _RoleText(
        "Renewed", Kind.FLAG, "Yes when the customer renewed or stayed; the opposite of churned."
    ),
    Role.EXPECTATION: _RoleText(
        "Expectation", Kind.CATEGORY, "Whether expectations were exceeded, met or missed."
    ),
    Role.RESOLVED: _RoleText(
        "Resolved at first contact", Kind.FLAG, "Yes when the first contact settled the matter."
    ),
    Role.OPENED_AT: _RoleText("Opened", Kind.DATE, "When the matter was raised."),
    Role.CLOSED_AT: _RoleText("Closed", Kind.DATE, "When the matter was settled."),
    Role.FIRST_RESPONSE_AT: _RoleText(
        "First response", Kind.DATE, "When the customer was first answered."
    ),
    Role.HANDED_OVER: _RoleText(
        "Handed over", Kind.FLAG, "Yes when the matter was passed on, as from a bot to a person."
    ),
    Role.REOPENED: _RoleText(
        "Reopened", Kind.FLAG, "Yes when a matter that was settled came up again."
    ),
    Role.CONTACT_COST: _RoleText(
        "Cost of the contact", Kind.MONEY, "What the contact cost you, in money of one currency."
    ),
    Role.REASON: _RoleText("Reason", Kind.CATEGORY, "Why the customer got in touch."),
    Role.QUEUE: _RoleText("Queue", Kind.CATEGORY, "The queue that the contact came through."),
    Role.STAGE: _RoleText("Stage", Kind.CATEGORY, "The step of the journey that the answer is on."),
    Role.CASE: _RoleText("Case", Kind.TEXT, "An id of the ticket, the case or the conversation."),
    Role.ASKED: _RoleText("Asked", Kind.FLAG, "Yes when the customer was invited to answer."),
    Role.WEIGHT: _RoleText("Weight", Kind.NUMBER, "How many people an answer stands for."),
    Role.RESPONDENT: _RoleText("Respondent", Kind.TEXT, "An id of the customer or the response."),
    Role.COMMENT: _RoleText("Comment", Kind.TEXT, "What the customer wrote."),
    Role.CATEGORY: _RoleText(
        "Other category", Kind.CATEGORY, "Any other group worth comparing or filtering by."
    ),
}


class Band(StrEnum):
    """Where an outcome lies on its scale."""

    FAVOURABLE = "favourable"
    NEUTRAL = "neutral"
    UNFAVOURABLE = "unfavourable"


class ScaleKind(StrEnum):
    """What the outcome asks for; decides names and conventional headline."""

    RECOMMEND = "recommend"
    SATISFACTION = "satisfaction"
    EFFORT = "effort"
    TWO_VALUED = "two_valued"


@dataclass(frozen=True, slots=True)
class Scale:
    """How an outcome is read: its range and the cut-offs of its bands.

    >>> Scale.conventional(0, 10).net_name
    'NPS'
    >>> Scale.parse("1-5").favourable_from
    4.0
    """

    minimum: float
    maximum: float
    favourable_from: float
    unfavourable_to: float
    kind: ScaleKind = ScaleKind.SATISFACTION
    whole: bool = True  # only whole numbers are answers
    band_labels: tuple[str, str, str] | None = None  # favourable, neutral, unfavourable
    reversed: bool = False  # the lowest number of the file is the best; answers are turned round

    def __post_init__(self) -> None:
        if not self.minimum <= self.unfavourable_to < self.favourable_from <= self.maximum:
            raise ValueError(
                "A scale needs minimum <= unfavourable_to < favourable_from <= maximum, got "
                f"{self.minimum:g}, {self.unfavourable_to:g}, {self.favourable_from:g}, "
                f"{self.maximum:g}."
            )

    @classmethod
    def conventional(cls, minimum: float, maximum: float, kind: ScaleKind | None = None) -> Scale:
        """Build the scale with the cut-offs that the field uses for this range.

        0-10 is likelihood to recommend (9-10, 7-8, 0-6) and 1-10 is cut alike; 1-7 satisfaction
        is 6-7, 4-5, 1-3 and effort 5-7, 4, 1-3; 1-5 is 4-5, 3, 1-2. From -100 to 100 answers are
        counted as promoters (100), passives (0) and detractors (-100). Without a convention the
        number of answers decides: up to five are cut at their middle, as 1-5 is, seven as 1-7;
        any other range takes the upper and the lower quarter.
        """
        bounds = (minimum, maximum)
        if kind is None:
            counted = bounds in ((0, 10), (-100, 100))
            kind = ScaleKind.RECOMMEND if counted else ScaleKind.SATISFACTION
        if kind is ScaleKind.TWO_VALUED:
            return cls(minimum, maximum, maximum, minimum, kind)
        low, high, width = float(minimum), float(maximum), maximum - minimum
        if bounds in ((0, 10), (1, 10)):
            return cls(low, high, 9.0, 6.0, kind)
        if bounds == (-100, 100) and kind is ScaleKind.RECOMMEND:
            return cls(low, high, high, low, kind)
        if width == 6:
            return cls(low, high, low + (4 if kind is ScaleKind.EFFORT else 5), low + 2, kind)
        if width in (1, 2, 3, 4):
            middle = minimum + width / 2
            return cls(low, high, math.floor(middle) + 1.0, math.ceil(middle) - 1.0, kind)
        upper, lower = math.ceil(minimum + 0.75 * width), math.floor(minimum + 0.25 * width)
        return cls(low, high, float(upper), float(lower), kind)

    @classmethod
    def parse(cls, text: str) -> Scale:
        """Read "0-10", "1-7 effort", "1-5 reversed" or "-2-2"; raise ValueError for anything else.

        Reversed says that the lowest number is the best answer.
        """
        found = _WRITTEN.fullmatch(text.strip())
        named: list[ScaleKind] = []
        turned = False
        try:
            for word in found.group(3).split() if found else ():
                if word == "reversed":
                    turned = True
                else:
                    named.append(ScaleKind(word))
        except ValueError:
            found = None
        if found is None or len(named) > 1 or not float(found[1]) < float(found[2]):
            raise ValueError(
                f'"{text}" is not a scale. Write it as "0-10", "1-5", "1-7 effort" or '
                '"1-5 reversed".'
            )
        minimum, maximum = float(found[1]), float(found[2])
        kind = named[0] if named else None
        if (minimum, maximum) == (0, 1) and kind is None:
            kind = ScaleKind.TWO_VALUED
        return replace(cls.conventional(minimum, maximum, kind), reversed=turned)

    @property
    def option(self) -> str:
        """The scale as it is stated: "1-7 effort", "1-5 reversed"."""
        words = [self.range_label]
        if self.kind is ScaleKind.EFFORT:
            words.append(str(self.kind.value))
        return " ".join([*words, "reversed"] if self.reversed else words)

    @property
    def is_nps(self) -> bool:
        """Whether the net score is the Net Promoter Score: 0-10 with its own cut-offs.

        Also where people are already counted as promoters (100), passives and detractors (-100).
        """
        asked = replace(self, reversed=False)
        return asked in (Scale.conventional(0, 10), Scale.conventional(-100, 100))

    @property
    def net_name(self) -> str:
        """The name of favourable minus unfavourable."""
        return Word("NPS") if self.is_nps else Word("Net score")

    @property
    def range_label(self) -> str:
        """The range as a person writes it: "0-10"."""
        return f"{self.minimum:g}-{self.maximum:g}"

    def contains(self, value: float) -> bool:
        """Whether a value can be an answer on this scale."""
        fits = self.minimum <= value <= self.maximum
        return fits and (not self.whole or float(value).is_integer())

    def band(self, value: float) -> Band:
        """Say in which band a value lies."""
        if value >= self.favourable_from:
            return Band.FAVOURABLE
        return Band.UNFAVOURABLE if value <= self.unfavourable_to else Band.NEUTRAL

    def band_name(self, band: Band) -> str:
        """The band in the words of this scale, plural and lower case: "promoters"."""
        names = (
            self.band_labels
            or _BAND_NAMES[ScaleKind.RECOMMEND if self.is_nps else self.kind_of_names]
        )
        return names[tuple(Band).index(band)]

    @property
    def kind_of_names(self) -> ScaleKind:
        """The kind whose band names are used: promoters are kept for NPS alone."""
        return ScaleKind.SATISFACTION if self.kind is ScaleKind.RECOMMEND else self.kind


_WRITTEN = re.compile(
    r"([+-]?\d{1,4}(?:\.\d+)?)\s*(?:-|–|to|\.\.)\s*([+-]?\d{1,4}(?:\.\d+)?)((?:\s+[a-z_]+)*)"
)
_BAND_NAMES: Mapping[ScaleKind, tuple[str, str, str]] = {
    ScaleKind.RECOMMEND: (Word("promoters"), Word("passives"), Word("detractors")),
    ScaleKind.SATISFACTION: (Word("satisfied"), Word("neutral"), Word("dissatisfied")),
    ScaleKind.EFFORT: (Word("easy"), Word("neutral"), Word("hard")),
    ScaleKind.TWO_VALUED: (Word("yes"), Word("neither"), Word("no")),
}


class Unit(StrEnum):
    """What a number counts; decides how it is written."""

    POINTS = "points"  # -100..100
    SHARE = "share"  # 0..1, written as a percentage
    RATING = "rating"  # on the scale of its column
    COUNT = "count"
    MONEY = "money"
    PROBABILITY = "probability"  # 0..1
    COEFFICIENT = "coefficient"  # dimensionless, signed
    DATE = "date"
    TEXT = "text"
    WORD = "word"  # one of a few of the product's own, said in its language where it is shown
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Field:
    """What one column of a result is: its name, unit, label and help.

    It feeds axis titles, hovers, table columns, CSV headers and the glossary.
    """

    name: str
    unit: Unit
    label: str
    help: str


def range_ends(name: str, unit: Unit, label: str) -> tuple[Field, Field]:
    """Return the fields of both ends of a column's 95 % interval: Gap from, Gap to."""
    low, high = range_labels(label)
    return (
        Field(f"{name}_low", unit, low, "Lower end of the 95 % interval."),
        Field(f"{name}_high", unit, high, "Upper end of the 95 % interval."),
    )


def range_labels(label: str) -> tuple[str, str]:
    """Return the labels of both ends of a column's interval."""
    return f"{label} from", f"{label} to"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that was estimated: its value, its 95 % interval and how many answers carry it."""

    value: float
    low: float
    high: float
    n: int
    effective_n: float | None = None  # independent answers that tell as much; None: n, no repeats


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A tidy frame whose every column has a Field."""

    frame: pd.DataFrame
    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        named = [field.name for field in self.fields]
        if list(self.frame.columns) != named:
            raise ValueError(f"Columns {list(self.frame.columns)} do not match fields {named}.")

    def __len__(self) -> int:
        return len(self.frame)

    @classmethod
    def of(cls, rows: pd.DataFrame | Sequence[object], fields: tuple[Field, ...]) -> Table:
        """Return the columns of a frame that have a field, or rows in the order of the fields."""
        names = [field.name for field in fields]
        frame = rows[names] if isinstance(rows, pd.DataFrame) else pd.DataFrame(rows, columns=names)
        return cls(frame, fields)

    def field(self, name: str) -> Field:
        """Return the Field of a column; raise KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Column:
    """One typed column of the responses.

    `name` is safe to use in any engine; `label` is what the person calls the column, and `header`
    what it is called in the file, where it comes from one.
    """

    name: str
    role: Role
    label: str
    kind: Kind
    categories: tuple[str, ...] = ()  # in the order in which they are shown
    minimum: float | None = None  # of the rating's own scale
    maximum: float | None = None
    applies_to_all: bool = True  # False: an empty cell means that the question does not apply
    header: str = ""

    def is_called(self, name: str) -> bool:
        """Whether a person who writes this name means this column."""
        return name in (self.name, self.role, self.label, self.header)


@dataclass(frozen=True, slots=True)
class Schema:
    """The typed columns of the responses, in the order of the file."""

    columns: tuple[Column, ...]

    def with_role(self, role: Role) -> tuple[Column, ...]:
        """Return the columns that have a role, in order."""
        return tuple(column for column in self.columns if column.role is role)

    def has(self, role: Role) -> bool:
        """Whether any column has the role."""
        return bool(self.with_role(role))

    def find(self, name: str) -> Column:
        """Return the column called `name`; raise KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    def of_kind(self, kinds: Iterable[Kind]) -> tuple[Column, ...]:
        """Return the columns of the given kinds, in order."""
        wanted = frozenset(kinds)
        return tuple(column for column in self.columns if column.kind in wanted)

    def categories(self, most: int, but: Collection[Role] = ()) -> tuple[Column, ...]:
        """Return the categories of two to `most` values, `but` those of some roles, in order."""
        return tuple(
            column
            for column in self.of_kind([Kind.CATEGORY])
            if 2 <= len(column.categories) <= most and column.role not in but
        )
