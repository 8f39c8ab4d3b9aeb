"""What is on screen is explained: every page, every column, every term."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import cx
from cx.ui.catalogue import PAGES, PageSpec
from cx.vocabulary import Field
from tests.house.repository import ROOT

GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
METHODS = (ROOT / "docs" / "METHODS.md").read_text(encoding="utf-8")


def field_lists() -> Iterator[tuple[str, tuple[Field, ...]]]:
    """Find the fields of every table that an analysis makes."""
    for module in pkgutil.walk_packages(cx.__path__, "cx."):
        if module.name.startswith(("cx.ui", "cx.__main__")):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Field):
                yield f"{module.name}.{name}", (value,)
            elif isinstance(value, tuple) and value and all(isinstance(v, Field) for v in value):
                yield f"{module.name}.{name}", value


LISTS = dict(field_lists())
FIELDS = sorted(
    {field for fields in LISTS.values() for field in fields}, key=lambda f: (f.label, f.name)
)


def test_fields_were_found() -> None:
    assert {field.name for field in FIELDS} >= {"points", "importance", "tier", "period"}
    assert len(FIELDS) > 30


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.label)
def test_a_field_is_explained(field: Field) -> None:
    assert field.label.strip() == field.label != ""
    assert field.help[0].isupper() or field.help[0].isdigit()
    assert field.help.endswith(".")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.label)
def test_a_field_stands_in_the_glossary(field: Field) -> None:
    (row,) = [line for line in GLOSSARY.splitlines() if line.startswith(f"| {field.label} |")]
    assert field.help in row


@pytest.mark.parametrize("name", [name for name, fields in LISTS.items() if len(fields) > 1])
def test_no_two_columns_of_a_table_look_the_same(name: str) -> None:
    labels = [field.label for field in LISTS[name]]
    assert sorted(set(labels)) == sorted(labels)


def test_glossary_explains_nothing_that_is_gone() -> None:
    _, _, columns = GLOSSARY.partition("## Columns of the tables")
    rows = re.findall(r"^\| (.+?) \|", columns, re.MULTILINE)[2:]
    assert set(rows) == {field.label for field in FIELDS}


def test_glossary_is_in_order() -> None:
    for listed in (
        re.findall(r"^\*\*(.+?)\*\*:", GLOSSARY, re.MULTILINE),
        re.findall(r"^\| (.+?) \|", GLOSSARY, re.MULTILINE)[2:],
    ):
        assert len(listed) > 20
        assert listed == sorted(listed, key=str.lower)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_a_script_and_says_what_it_is_for(page: PageSpec) -> None:
    assert (ROOT / "pages" / f"{page.name}.py").is_file()
    assert page.title
    assert page.help.endswith(".")


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.section == "Results"], ids=lambda page: page.name
)
def test_a_page_of_results_has_its_method(page: PageSpec) -> None:
    sections = re.findall(r"^## (.+)$", METHODS, re.MULTILINE)
    assert page.title in sections


def test_no_script_is_without_a_page() -> None:
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")} - {"__init__"}
    assert scripts == {page.name for page in PAGES}
