"""An exhibit: one picture with all that belongs to it, for the screen and for every export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from cx.text.finding import Finding
from cx.vocabulary import Table


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What a page, a deck, a report or a story shows of one question.

    The picture, the table and the sentences use the same numbers in the same units.
    """

    name: str  # stem of files, and key of the picture: "drivers-importance"
    finding: Finding  # its headline is the title
    table: Table | None  # the numbers behind the picture; None where the finding is all
    alt: str  # the picture in words
    draw: Callable[[], go.Figure] | None = None  # None where the table is the picture
    reading: str = ""  # how to read the picture
    base: str = ""  # what it rests on, and what was left out
    source: str = ""  # the file and the filters in force

    @property
    def figure(self) -> go.Figure | None:
        """The picture, drawn when it is asked for."""
        return self.draw() if self.draw else None

    def asked_by(self, question: str, page: str, source: str = "") -> Exhibit:
        """Say which question it answers, and on which page it stands."""
        finding = replace(self.finding, question=question, page=page)
        return replace(self, finding=finding, source=source or self.source)
