"""What is on screen is explained: every page, every column, every term."""

import re

import pytest

from cx.ui.catalogue import PAGES, PageSpec
from docs import reference
from tests.house.repository import ROOT

GLOSSARY = (ROOT / "docs" / "GLOSSARY.md").read_text(encoding="utf-8")
METHODS = (ROOT / "docs" / "METHODS.md").read_text(encoding="utf-8")
LISTS = dict(reference.field_lists())


def test_the_tables_of_the_documents_are_as_the_code_has_them() -> None:
    manual = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")
    assert reference.cli(manual) == manual, "make docs writes it again"
    assert reference.glossary(GLOSSARY) == GLOSSARY, "make docs writes it again"
    assert all(f"<!-- fields: {part} -->" in manual for part in reference.RESULTS)


def test_every_column_of_a_table_is_explained_and_none_looks_like_another() -> None:
    columns = {column for listed in LISTS.values() for column in listed}
    assert {column.name for column in columns} >= {"points", "importance", "tier", "period"}
    for column in columns:
        assert column.label.strip() == column.label != ""
        assert re.fullmatch(r"[A-Z0-9].*\.", column.help, re.DOTALL), column
    for name, listed in LISTS.items():
        labels = [column.label for column in listed]
        assert sorted(set(labels)) == sorted(labels), name


def test_every_field_of_the_json_is_explained() -> None:
    unexplained = [
        (part, key)
        for part, kind in reference.RESULTS.items()
        for key, _, meaning in reference.rows(kind)
        if not meaning.strip()
    ]
    assert unexplained == []


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
