"""In another language nothing is left in English: every page, its tables, pictures and files.

The language of these tests writes each message of the catalogue in circled letters. The file they
load has none but wide letters, so every plain letter on screen was not said by `say`.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.support import NullTranslations
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from cx.store.workspace import Workspace
from cx.text import language, say
from cx.text.messages import catalogue
from cx.ui.catalogue import PAGES
from cx.ui.sample import FILE
from cx.vocabulary import Role
from tests.pages import workspaces
from tests.pages.screen import opened

N_ROWS = 1_500
FEWEST = 20  # texts of a page that was drawn at all
CIRCLED = {ord("A") + i: 0x24B6 + i for i in range(26)} | {
    ord("a") + i: 0x24D0 + i for i in range(26)
}
WIDE = {place: place + 0xFEE0 for place in (*range(65, 91), *range(97, 123))}
NOT_LETTERS = re.compile(r"(\{[^{}]*\}|:material/\w+:|\]\([^)]*\)|<[^<>]*>)")
# What is no word: markup, formats, names of colours; p of a test; the currency; the app's name.
NO_WORDS = re.compile(
    r":material/\w+:|\]\([^)]*\)|%\{[^}]*\}|<[^<>]*>|&\w+;|:(?:small|gray)\[|"
    r"\bp(?=\W{0,3}[=<])|EUR|CX Workbench|Exceeded|Met|Missed|\bcsv\b"
)
UNSEEN = {  # fields of the elements that nobody reads
    *("id", "key", "icon", "url", "format", "form_id", "element_id", "file_name", "mime", "tag"),
    *("language", "color", "command", "default", "type", "position", "query_param_key"),
    *("deferred_file_id", "page", "page_script_hash", "selection_mode", "code_text", "group_id"),
}
# Parts of a picture that are read.
DRAWN = {"text", "name", "hovertemplate", "ticktext", "hovertext", "texttemplate", "x", "y"}
DRAWN |= {"customdata", "ticksuffix", "tickprefix", "labels"}
ROLES = {
    "Customer ID": Role.RESPONDENT,
    "Date": Role.RESPONDED_AT,
    "Likelihood to recommend": Role.OUTCOME,
    "Acquisition channel": Role.ACQUISITION_CHANNEL,
    "Purchase behaviour": Role.PURCHASE_BEHAVIOUR,
    "Region": Role.REGION,
    "Agent": Role.PERFORMER,
    "Resolved at first contact": Role.RESOLVED,
    "Opened": Role.OPENED_AT,
    "Closed": Role.CLOSED_AT,
    "Expectation": Role.EXPECTATION,
    "Spend (EUR)": Role.SPEND,
    "Intended spend (EUR)": Role.INTENDED_SPEND,
    "Waiting time": Role.DRIVER,
    "Product quality": Role.DRIVER,
    "Website": Role.DRIVER,
    "Comment": Role.COMMENT,
}
WORDS_OF_THE_FIELD = {"Resolved at first contact", "Expectation"}  # recognised by their English


class Circled(NullTranslations):
    """Knows the messages of the catalogue, and no other text."""

    def gettext(self, message: str) -> str:
        return circled(message) if message in known() else message

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        return self.gettext(singular) if num == 1 else circled(plural)


def circled(message: str) -> str:
    parts = NOT_LETTERS.split(message)
    return "".join(p if NOT_LETTERS.fullmatch(p) else p.translate(CIRCLED) for p in parts)


@cache
def known() -> frozenset[str]:
    ids = (message.id for message in catalogue() if message.id)
    return frozenset(one if isinstance(one, str) else one[0] for one in ids)


@pytest.fixture
def _in_circles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_LANGUAGE", ContextVar("language", default="th"))
    monkeypatch.setattr(language, "_translations", lambda _: Circled())


@pytest.fixture(scope="session")
def wide(shared_home: Path) -> Workspace:
    """Load the sample in wide letters."""
    roles = {header.translate(WIDE): role for header, role in ROLES.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_HOME", str(shared_home))
        return workspaces.load(wide_file(), "ｆ.csv", roles)


def wide_file() -> str:
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow([header.translate(WIDE) for header in ROLES])
    with FILE.open(encoding="utf-8", newline="") as file:
        for at, row in enumerate(csv.DictReader(file)):
            if at == N_ROWS:
                break
            writer.writerow(
                row[h] if h in WORDS_OF_THE_FIELD else row[h].translate(WIDE) for h in ROLES
            )
    return written.getvalue()


def in_english(app: AppTest) -> list[str]:
    """Return every text on screen that has a plain letter."""
    left = (NO_WORDS.sub("", text) for text in seen(app._tree))
    return sorted({text for text in left if re.search("[A-Za-z]", text)})


def seen(block: Any) -> Iterator[str]:
    for child in getattr(block, "children", {}).values():
        yield from seen(child)
    proto = getattr(block, "proto", None)
    match getattr(block, "type", ""):
        case "plotly_chart":
            yield proto.alt
            yield from drawn(json.loads(proto.spec), "")
        case "arrow_data_frame" | "dataframe":
            yield proto.alt
            for column in json.loads(proto.columns or "{}").values():
                yield from (column.get("label") or "", column.get("help") or "")
            for _, cells in block.value.items():
                yield from (cell for cell in cells if isinstance(cell, str))
        case _ if isinstance(proto, Message):
            yield from texts(proto)


def texts(proto: Message) -> Iterator[str]:
    for field, value in proto.ListFields():
        if field.name in UNSEEN or (
            field.message_type and field.message_type.GetOptions().map_entry
        ):
            continue
        for one in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                yield from texts(one)
            elif field.type == field.TYPE_STRING:
                yield one


def drawn(node: Any, key: str) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            if name not in ("template", "xref", "yref"):
                yield from drawn(inner, name)
    elif isinstance(node, list):
        for inner in node:
            yield from drawn(inner, key)
    elif isinstance(node, str) and key in DRAWN and not re.match(r"\d{4}-\d\d-\d\dT", node):
        yield node


@pytest.mark.usefixtures("_in_circles")
@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_no_page_is_left_in_english(name: str, wide: Workspace) -> None:
    app = opened(name, wide.token)
    for button in app.get("download_button"):
        app.session_state[button.key.removesuffix("_csv") + "_table"] = True
    app.run()
    assert not app.exception
    assert len(list(seen(app._tree))) > FEWEST
    assert in_english(app) == []


@pytest.mark.usefixtures("_in_circles")
def test_a_text_that_was_not_said_would_be_found() -> None:
    def script() -> None:
        import streamlit as st

        from cx.text import say

        st.write(say("Net score"))
        st.button("Customers", help=say("What a customer pays."))

    app = AppTest.from_function(script).run()
    assert "Customers" in in_english(app)
    assert "Net score" not in " ".join(in_english(app))
    assert say("Not collected") == "Not collected"
