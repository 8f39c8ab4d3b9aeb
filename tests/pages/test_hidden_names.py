"""Names hidden: no name of a performer is in anything that a page sends, offers or links to."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import streamlit as st
from plotly.offline import get_plotlyjs
from streamlit.testing.v1 import AppTest

from cx.store.settings import DOCUMENT, Settings
from cx.store.workspace import Workspace
from cx.ui.catalogue import PAGES
from tests.pages import workspaces
from tests.pages.screen import elements, opened, said, turned_to

NAMES = (*workspaces.NAMED, *workspaces.NAMED_MORE)
LIBRARY = get_plotlyjs().encode()
PARTS = ("Anna", "ANNA", "Kerr", "O'Neill", "FamilyA", "王")


@pytest.fixture(scope="module")
def workspace(shared_home: Any) -> Workspace:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_HOME", str(shared_home))
        made = workspaces.named()
        made.write(DOCUMENT, Settings(names_hidden=True, names_key="secret").as_plain())
        return made


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Collect what every download button would give, without plotly's five million letters."""
    given: list[bytes] = []
    draw = st.download_button

    def offer(label: str, data: Any, *args: Any, **options: Any) -> bool:
        content = data() if callable(data) else data
        given.append(content.replace(LIBRARY, b"", 1))
        return draw(label, data, *args, **options)

    monkeypatch.setattr(st, "download_button", offer)
    return given


def sent(app: AppTest) -> str:
    """Return all that the page sends to the browser, as one text."""
    return "\n".join(_bodies(app._tree)) + json.dumps(dict(app.query_params), default=str)


def _bodies(block: Any) -> Iterator[str]:
    for node in block.children.values():
        if node.proto is not None and hasattr(node.proto, "SerializeToString"):
            yield node.proto.SerializeToString().decode("utf-8", "replace")
        if hasattr(node, "children"):
            yield from _bodies(node)


def found_in(text: str) -> list[str]:
    """Return the names, and parts of names, that stand in a text as people or as JSON write it."""
    written = {name: (name, json.dumps(name)[1:-1]) for name in (*NAMES, *PARTS)}
    return [name for name, ways in written.items() if any(way in text for way in ways)]


def with_tables(app: AppTest) -> AppTest:
    for button in elements(app, "download_button"):
        if button.key.endswith("_csv"):
            app.session_state[f"{button.key.removesuffix('_csv')}_table"] = True
    return app.run()


def test_names_would_be_found(downloads: list[bytes]) -> None:
    made = workspaces.named()
    app = with_tables(opened("performers", made.token))
    assert set(found_in(sent(app))) >= {"Anna King", "agent_17", "王小明", "Zoë O'Neill"}
    assert "Anna King" in found_in(b"\n".join(downloads).decode())
    shown = said(opened("card", made.token, performer_card="Anna King"))
    assert "Anna King and ANNA KING said" in shown


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_no_page_table_or_download_holds_a_name(
    name: str, workspace: Workspace, downloads: list[bytes]
) -> None:
    for token in (workspace.token, workspace.view_token(names_hidden=True)):
        app = with_tables(opened(name, token))
        assert not app.exception
        assert found_in(sent(app)) == []
    assert found_in(b"\n".join(downloads).decode("utf-8-sig")) == []
    assert bool(downloads) is (name not in ("expectations", "load", "settings", "case"))


@pytest.mark.parametrize("label", ["A.K.", "P 1"])
def test_a_card_is_opened_and_downloaded_by_label(
    label: str, workspace: Workspace, downloads: list[bytes]
) -> None:
    app = opened("card", workspace.token, performer_card=label)
    assert app.selectbox(key="performer_card").value == label
    assert f"{label}: NPS" in said(app)
    assert f"{label} and {label} said" in said(app)
    assert found_in(sent(app)) == []
    assert found_in(b"\n".join(downloads).decode()) == []
    assert label in downloads[-1].decode()


@pytest.mark.parametrize("page", ["overview", "segments", "card"])
def test_an_address_with_a_name_opens_nobody_and_loses_the_name(
    page: str, workspace: Workspace
) -> None:
    app = opened(page, workspace.token, performer="Anna King", performer_card="Anna King")
    assert not app.exception
    assert app.multiselect(key="performer").value == []
    assert found_in(sent(app)) == []


def test_filters_go_by_label(workspace: Workspace) -> None:
    app = opened("overview", workspace.token)
    assert found_in(" ".join(app.multiselect(key="performer").options)) == []
    app.multiselect(key="performer").set_value(["A.K."]).run()
    assert "100 of 1,500 responses" in said(app)
    assert "Agent: A.K." in said(app)
    assert dict(app.query_params)["performer"] == "A.K."
    assert found_in(sent(app)) == []


def test_hiding_lets_go_of_a_filter_that_names_somebody() -> None:
    made = workspaces.named()
    app = opened("overview", made.token)
    app.multiselect(key="performer").set_value(["Anna King"]).run()
    app.multiselect(key="region").set_value(["North"]).run()
    turned_to(app, "settings").toggle(key="names_hidden").set_value(True).run()
    turned_to(app, "overview")
    assert not app.exception
    assert "Names hidden" in sent(app)
    assert app.multiselect(key="performer").value == []
    assert app.multiselect(key="region").value == ["North"]
    assert found_in(sent(app)) == []


def test_a_link_made_while_names_are_hidden_never_shows_them() -> None:
    made = workspaces.named()
    plain, hidden = made.view_token(), made.view_token(names_hidden=True)
    assert "Anna King" in found_in(sent(opened("performers", plain)))
    app = opened("performers", hidden)
    assert found_in(sent(app)) == []
    turned_to(app, "settings")
    assert app.toggle(key="names_hidden").value
    assert app.toggle(key="names_hidden").disabled
    made.write(DOCUMENT, Settings(names_hidden=True).as_plain())
    assert found_in(sent(opened("performers", plain))) == []


def test_the_link_that_is_shared_while_names_are_hidden_hides_them(workspace: Workspace) -> None:
    shared = " ".join(code.value for code in opened("load", workspace.token).code)
    assert workspace.view_token(names_hidden=True) in shared
    assert workspace.view_token() not in shared


def test_meanings_can_be_changed_without_showing_names(workspace: Workspace) -> None:
    made = workspaces.named()
    made.write(DOCUMENT, Settings(names_hidden=True).as_plain())
    received = opened("load", made.token)
    assert found_in(sent(received)) == []
