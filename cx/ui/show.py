"""Showing results: findings, charts with what belongs to them, tables, methods and problems.

Texts that come from a person's file are escaped here: they are shown, never interpreted.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cx.drawing.exhibit import Exhibit
from cx.exports.delimited import table_csv
from cx.exports.page import chart_page
from cx.problems import CxError, NotEnoughData, Problem, Severity
from cx.text import numbers, paragraph, say, translated
from cx.text.finding import Finding, Metric, Tone
from cx.text.wording import in_words
from cx.ui import catalogue, state
from cx.vocabulary import Table, Unit

_METHODS = Path(__file__).parents[2] / "docs" / "METHODS.md"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&@^=])")
_TOGETHER = re.compile(r"\bn (?=\d)|\bp [=<] (?=\d)")
_TONES = {
    Tone.PLAIN: ":material/info:",
    Tone.GOOD: ":material/trending_up:",
    Tone.ATTENTION: ":material/priority_high:",
    Tone.CAUTION: ":material/help:",
}
_CHART = {"displaylogo": False, "modeBarButtons": [["toImage", "zoom2d", "resetScale2d"]]}
_FORMATS = {
    Unit.POINTS: "%.0f",
    Unit.SHARE: "percent",
    Unit.RATING: "%.2f",
    Unit.COEFFICIENT: "%.2f",
    Unit.COUNT: "localized",
    Unit.PROBABILITY: "%.3f",
    Unit.MONEY: "localized",
}


def escape(text: str) -> str:
    """Make markdown show a text as it is."""
    return _MARKUP.sub(r"\\\1", text)


def _sentence(text: str) -> str:
    """Escape a sentence of results; n and p stay on the line of their number."""
    return escape(_TOGETHER.sub(lambda found: found[0].replace(" ", numbers.SPACE), text))


def findings(found: Iterable[Finding]) -> None:
    """Show findings, each as its point and what carries it."""
    for finding in found:
        with st.container(border=True):
            _write(finding)


def findings_beside(found: Iterable[Finding]) -> None:
    """Show findings of one kind side by side, to be compared."""
    cards = list(found)
    for column, finding in zip(st.columns(len(cards), gap="small"), cards, strict=True):
        with column.container(border=True, height="stretch"):
            _write(finding)


def _write(finding: Finding) -> None:
    st.markdown(f"{_TONES[finding.tone]} **{escape(finding.headline)}**")
    st.markdown(_sentence(finding.detail))


def metrics(shown: Iterable[Metric]) -> None:
    """Show the numbers on top of a page, each with its range under it."""
    found = list(shown)
    for column, number in zip(st.columns(len(found), gap="small"), found, strict=True):
        with column.container(border=True, height="stretch"):
            st.metric(escape(number.label), number.value)
            st.caption(escape(number.detail))


@contextmanager
def part(title: str) -> Iterator[None]:
    """Head a part of a page; when its question cannot be answered, say why and go on."""
    st.markdown(f"### {escape(title)}")
    try:
        yield
    except NotEnoughData as error:
        for problem in error.problems:
            note(problem.sentence)


@contextmanager
def refusals() -> Iterator[None]:
    """Show why what is asked inside cannot be done, and go on with the page."""
    try:
        yield
    except CxError as error:
        problems(error.problems)


def alone(draw: Callable[[], None]) -> None:
    """Draw a part of a page that is drawn again alone when one of its widgets changes."""
    st.fragment(draw)()


def standing(text: str) -> None:
    """Show a sentence that everything beside it is to be read with."""
    st.info(escape(text), icon=":material/info:")


def quotes(title: str, texts: Iterable[str]) -> None:
    """Show what customers wrote, as they wrote it; nothing under an empty title."""
    if title:
        st.markdown(f"#### {escape(title)}")
    for text in texts:
        with st.container(border=True):
            st.markdown(f":material/format_quote: {escape(text)}")


def tabs(*names: str) -> Sequence[DeltaGenerator]:
    """Lay out one over the other, each under its name."""
    return st.tabs(names)


def listed(texts: Iterable[str]) -> None:
    """Show sentences as a list."""
    st.markdown("\n".join(f"- {escape(text)}" for text in texts))


def stop() -> NoReturn:
    """End the page here."""
    st.stop()


def place() -> DeltaGenerator:
    """Keep a place on the page that is filled later."""
    return st.container()


def row() -> DeltaGenerator:
    """Lay out what is drawn inside side by side, as wide as it needs."""
    return st.container(horizontal=True, vertical_alignment="bottom", gap="large")


def columns(*widths: int) -> list[DeltaGenerator]:
    """Lay out side by side, in these proportions."""
    return st.columns(widths, gap="large")


def working(doing: str) -> AbstractContextManager[None]:
    """Say what is being done while the block inside takes its time."""
    return st.spinner(f"{doing} …", show_time=True)


class Waiting:
    """Cards that hold a place until slow findings are ready."""

    def __init__(self, title: str, cards: int) -> None:
        st.markdown(f"### {escape(title)}")
        self._slots = [
            column.container(border=True, height="stretch").empty()
            for column in st.columns(cards, gap="small")
        ]
        for slot in self._slots:
            slot.skeleton(height=150)
        self._next = 0

    def fill(self, page: str, find: Callable[[], Finding]) -> None:
        """Put a finding of a page on the next card, or why there is none."""
        title = translated(catalogue.page(page).title)
        try:
            finding = find()
        except NotEnoughData as error:
            headline = say("{page}: too little to say", page=title)
            finding = Finding(headline, str(error), Tone.CAUTION)
        with self._slots[self._next].container():
            _write(finding)
            page_link(page, say("More on {page}", page=title.lower()))
        self._next += 1


def exhibits(shown: Iterable[Exhibit]) -> None:
    """Show exhibits side by side in one row."""
    found = list(shown)
    for place, one in zip(columns(*[1] * len(found)), found, strict=True):
        with place:
            exhibit(one)


def exhibit(shown: Exhibit, on_select: Callable[[], None] | None = None) -> None:
    """Show a picture with all that belongs to it; its finding and its table where it has none."""
    shown = replace(shown, source=shown.source or state.description())
    figure = shown.figure
    if figure is None or shown.table is None:
        findings([shown.finding])
        if shown.table is not None:
            grid(shown.table, alt=shown.alt)
        return
    st.markdown(f"#### {escape(shown.finding.headline)}")
    st.markdown(_sentence(shown.finding.detail))
    st.plotly_chart(
        figure,
        key=shown.name,
        config=_CHART,
        alt=shown.alt,
        on_select=on_select or "ignore",
        selection_mode="points",
    )
    st.caption(_sentence(shown.reading))
    _downloads(shown, figure, shown.table)
    _table_behind(shown, shown.table)


def _downloads(shown: Exhibit, figure: go.Figure, table: Table) -> None:
    """Offer the table and the picture of an exhibit as files that say where they are from."""
    note = paragraph(shown.finding.detail, shown.reading, shown.source)
    with st.container(horizontal=True):
        st.download_button(
            say("Table (CSV)"),
            lambda: table_csv(table),
            f"{shown.name}.csv",
            "text/csv",
            key=f"{shown.name}_csv",
            icon=":material/table:",
            type="tertiary",
            on_click="ignore",
        )
        st.download_button(
            say("Chart (HTML)"),
            lambda: chart_page(figure, title=shown.finding.headline, note=note, alt=shown.alt),
            f"{shown.name}.html",
            "text/html",
            key=f"{shown.name}_html",
            icon=":material/download:",
            type="tertiary",
            on_click="ignore",
        )


def _table_behind(shown: Exhibit, table: Table) -> None:
    label = say("The table behind this chart")
    behind = st.expander(label, on_change="rerun", key=f"{shown.name}_table")
    if behind.open:
        with behind:
            finding = shown.finding.headline
            grid(table, alt=say("The numbers of the chart: {finding}", finding=finding))


def grid(table: Table, *, alt: str) -> None:
    """Show a table with labels, units and help taken from its fields."""
    st.dataframe(
        _with_round_money(table),
        hide_index=True,
        alt=alt,
        column_config={
            field.name: (
                st.column_config.NumberColumn(
                    translated(field.label),
                    help=escape(translated(field.help)),
                    format=_FORMATS[field.unit],
                )
                if field.unit in _FORMATS
                else st.column_config.Column(
                    translated(field.label), help=escape(translated(field.help))
                )
            )
            for field in table.fields
        },
    )


def _with_round_money(table: Table) -> pd.DataFrame:
    """Cut amounts as sentences do: whole from a hundred on, else to the hundredth."""
    amounts = [field.name for field in table.fields if field.unit is Unit.MONEY]
    frame = in_words(table)
    largest = frame[amounts].abs().max()
    return frame.round({name: 0 if largest[name] >= 100 else 2 for name in amounts})


def method(name: str) -> None:
    """Offer the section of docs/METHODS.md that explains a page."""
    place = st.expander(say("How this is computed"), on_change="rerun", key=f"method_{name}")
    if place.open:
        place.markdown(method_text(name))


def method_text(name: str) -> str:
    """Return the section of docs/METHODS.md under the heading of that name."""
    sections = re.split(r"^## ", _METHODS.read_text(encoding="utf-8"), flags=re.MULTILINE)
    for section in sections[1:]:
        heading, _, body = section.partition("\n")
        if heading.strip().lower() == name:
            return body.strip()
    raise KeyError(name)


def problems(found: Iterable[Problem]) -> None:
    """Show problems, the ones that stop first; those of one kind share a box."""
    boxes = {Severity.STOPS: st.error, Severity.LEFT_OUT: st.warning, Severity.NOTE: st.info}
    kinds: dict[tuple[Severity, str], list[str]] = {}
    for problem in found:
        kinds.setdefault((problem.severity, problem.code), []).append(escape(problem.sentence))
    order = list(Severity)
    for (severity, _), sentences in sorted(kinds.items(), key=lambda kind: order.index(kind[0][0])):
        boxes[severity]("\n\n".join(sentences))


def page_button(name: str, label: str) -> None:
    """Offer a page of the app as the thing to do next."""
    spec = catalogue.page(name)
    if st.button(label, type="primary", icon=spec.icon):
        st.switch_page(catalogue.streamlit_page(spec))


def open_page(name: str) -> None:
    """Go to a page of the app."""
    st.switch_page(catalogue.streamlit_page(catalogue.page(name)))


def page_link(name: str, label: str) -> None:
    """Link to a page of the app."""
    spec = catalogue.page(name)
    st.page_link(catalogue.streamlit_page(spec), label=label, icon=spec.icon)


def note(text: str) -> None:
    """Show a quiet sentence; nothing for an empty one."""
    if text:
        st.caption(_sentence(text))
