"""One folder keeps what a tab has chosen: nothing else touches session state or the URL."""

import ast
from pathlib import Path

import pytest

from tests.house.repository import ROOT

KEEPER = ROOT / "cx" / "ui" / "state"
KEPT = {"session_state", "query_params"}
SCREEN = (ROOT / "app.py", *ROOT.glob("pages/*.py"), *ROOT.glob("cx/**/*.py"))


def touched(code: str) -> set[str]:
    """Return what of a tab's state some code reads or sets, by attribute or by import."""
    nodes = list(ast.walk(ast.parse(code)))
    by_name = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    imported = {
        one.name for node in nodes if isinstance(node, ast.ImportFrom) for one in node.names
    }
    return (by_name | imported) & KEPT


def test_only_one_folder_touches_session_state_and_the_url() -> None:
    found: dict[Path, set[str]] = {
        file.relative_to(ROOT): touched(file.read_text(encoding="utf-8"))
        for file in SCREEN
        if KEEPER not in file.parents
    }
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "code",
    [
        "st.session_state['key'] = 1",
        "from streamlit import session_state",
        "st.query_params.get(k)",
    ],
)
def test_a_touch_would_be_found(code: str) -> None:
    assert touched(code)
    assert not touched("state.chosen('key')")
