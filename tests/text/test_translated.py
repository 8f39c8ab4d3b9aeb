"""Labels stand in the code in English and are shown in the language in force."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cx.text import language, translated
from cx.ui import show
from cx.ui.catalogue import page, streamlit_page
from cx.vocabulary import Field, Role, Table, Unit

WELSH = {
    "Load data": "Llwytho data",
    "Driver rating": "Sgôr gyrrwr",
    "Answers": "Atebion",
    "How many answered.": "Faint a atebodd.",
}


@pytest.fixture
def in_welsh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    file = tmp_path / "cy" / "LC_MESSAGES" / "messages.mo"
    file.parent.mkdir(parents=True)
    texts = Catalog(locale="cy")
    for english, welsh in WELSH.items():
        texts.add(english, welsh)
    with file.open("wb") as out:
        write_mo(out, texts)
    monkeypatch.setattr(language, "CATALOGUES", tmp_path)
    language._translations.cache_clear()
    with language.speaking("cy"):
        yield
    language._translations.cache_clear()


def test_without_a_catalogue_a_label_reads_as_it_stands() -> None:
    assert translated("Driver rating") == "Driver rating"


@pytest.mark.usefixtures("in_welsh")
def test_labels_are_looked_up() -> None:
    assert translated(Role.DRIVER.label) == "Sgôr gyrrwr"
    assert translated("Not in the catalogue") == "Not in the catalogue"
    assert translated("") == ""  # where gettext answers with the head of the catalogue


@pytest.mark.usefixtures("in_welsh")
def test_the_menu_is_in_the_language_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    listed: dict[str, Any] = {}
    monkeypatch.setattr(st, "Page", lambda _script, **given: listed.update(given))
    streamlit_page(page("load"))
    assert listed["title"] == "Llwytho data"
    assert listed["url_path"] == "load"  # the address is the same in every language


@pytest.mark.usefixtures("in_welsh")
def test_a_table_is_headed_in_the_language_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[str, Any] = {}
    monkeypatch.setattr(st, "dataframe", lambda _frame, **given: shown.update(given))
    n = Field("n", Unit.COUNT, "Answers", "How many answered.")
    show.grid(Table(pd.DataFrame({"n": [3]}), (n,)), alt="Answers.")
    assert shown["column_config"]["n"]["label"] == "Atebion"
    assert shown["column_config"]["n"]["help"] == r"Faint a atebodd\."
