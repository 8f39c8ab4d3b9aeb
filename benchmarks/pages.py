"""Does a page keep its pace when the file is a hundred times longer?

A new filter is set, so nothing is cached, and a page asks what it asks: the count beside the
filters, then its analyses, through the same functions. A million rows and 10,000 rows take turns.
The filter keeps most rows, which is the dear case. Both files have the same 200 performers: of
2,000 the small file would compare less than half, and be quicker for that. `served` measures
whole pages on a server.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from benchmarks.feedback import make_responses
from benchmarks.measuring import Result, at_most_later, taking_turns
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.segments.comparison import SegmentOptions, compare_segments
from cx.store.responses import Filters, Responses
from cx.vocabulary import Role

MANY, FEW = 1_000_000, 10_000
MOST_LATER = 0.150  # seconds
RUNS = 9
N_PERFORMERS = 200
_FIRST_DAY, _LAST_DAY = date(2024, 1, 1), date(2025, 12, 30)


def measure() -> list[Result]:
    """Ask for every page at both sizes."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        many = make_responses(Path(name) / "many", MANY, N_PERFORMERS)
        few = make_responses(Path(name) / "few", FEW, N_PERFORMERS)
        return [
            at_most_later(
                MOST_LATER,
                f"pages: {page}, {MANY:,} rows against {FEW:,}",
                *taking_turns(_asked_anew(ask, many), _asked_anew(ask, few), RUNS),
            )
            for page, ask in PAGES.items()
        ]


def new_filters(responses: Responses) -> Iterator[Filters]:
    """Yield filters that were never set before: without one region, from a later day each time."""
    regions = responses.column(Role.REGION)
    kept = (regions.name, regions.categories[1:])
    start = _FIRST_DAY
    while True:
        start += timedelta(days=1)
        yield Filters(start, _LAST_DAY, (kept,))


def _asked_anew(ask: Callable[[Responses], object], responses: Responses) -> Callable[[], None]:
    """Return what asks for a page under another new filter at every call."""
    filters = new_filters(responses)

    def asked() -> None:
        narrowed = responses.where(next(filters))
        narrowed.count()  # beside the filters
        ask(narrowed)

    return asked


def _overview(responses: Responses) -> None:
    describe_overview(responses)
    compare_segments(responses)
    rank_drivers(responses)
    compare_performers(responses)


def _segments(responses: Responses) -> None:
    found = compare_segments(responses)  # says which two columns the widgets show first
    across = found.column.name if found.column else None
    compare_segments(responses, SegmentOptions(found.row.name, across))


PAGES: Mapping[str, Callable[[Responses], object]] = {
    "overview": _overview,
    "segments": _segments,
    "drivers": rank_drivers,
    "performers": compare_performers,
}
