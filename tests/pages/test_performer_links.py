"""A performer's link: the own card on every address, no other name, and nothing to change."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.workspace import Workspace
from cx.ui.catalogue import PAGES
from tests.pages import workspaces
from tests.pages.screen import elements, opened, pressed, said, turned_to

NAME, OTHER = "Agent *3* <s>", "Agent *4* <s>"
EVERY_PAGE = [spec.name for spec in PAGES]


@pytest.fixture
def made() -> Workspace:
    return workspaces.hostile()


@pytest.fixture
def token(made: Workspace) -> str:
    return made.performer_tokens([NAME])[NAME]


def test_every_address_shows_the_own_card_and_no_other_name(token: str) -> None:
    for name in EVERY_PAGE:
        app = opened(name, token, performer_card=OTHER, performer=OTHER)
        assert not app.exception
        assert [title.value for title in app.title] == ["Your card"]
        shown = said(app)
        assert f"{NAME}: NPS" in shown
        assert "n 200" in shown  # the filter in the address is not applied
        for place in set(range(15)) - {3}:
            assert f"Agent *{place}*" not in shown
        assert workspaces.HOSTILE_NAME not in shown
        for kind in ("multiselect", "selectbox", "date_input", "file_uploader", "page_link"):
            assert elements(app, kind) == []


def test_there_is_no_other_page_to_turn_to(token: str) -> None:
    app = opened("overview", token)
    for name in EVERY_PAGE[1:]:
        with pytest.raises(ValueError, match=r"Known pages: \['Your card'\]"):
            turned_to(app, name)


def test_nothing_of_others_can_be_downloaded(token: str) -> None:
    app = opened("overview", token)
    saved = {button.key for button in elements(app, "download_button")}
    assert saved <= {
        "card_html",
        "card-trend_csv",
        "card-trend_html",
        "card-place_csv",
        "card-place_html",
    }


@pytest.mark.parametrize("name", EVERY_PAGE)
def test_a_page_started_past_the_menu_refuses(name: str, token: str) -> None:
    """As if Streamlit had let the page through: the page's own first call stops it."""

    def past_the_menu(page: str) -> None:
        import streamlit as st

        from cx.problems import WorkspaceError
        from cx.ui import shell, state
        from cx.ui.load import page as load

        state.begin_run(page)
        state.follow_link()
        try:
            if page == "load":
                load.draw()
            else:
                shell.open_page(page)
        except WorkspaceError as error:
            st.error(str(error))

    app = AppTest.from_function(past_the_menu, kwargs={"page": name})
    app.query_params["w"] = token
    app.run()
    assert not app.exception
    assert "shows one performer's card and nothing else" in app.error[0].value
    assert [title.value for title in app.title] == []


def test_a_page_that_was_open_before_leaves_nothing_behind(made: Workspace, token: str) -> None:
    app = opened("performers", made.token)
    assert app.session_state["_responses"] is not None
    app.query_params["w"] = token
    app.run()
    assert [title.value for title in app.title] == ["Your card"]
    assert app.session_state["_responses"] is None


def test_a_revoked_link_opens_nothing(made: Workspace, token: str) -> None:
    made.revoke_performer_token(NAME)
    assert "This link opens no workspace: it was deleted or revoked" in said(opened("card", token))


def test_a_link_whose_performer_is_gone_says_so(made: Workspace) -> None:
    token = made.performer_tokens(["Agent who left"])["Agent who left"]
    app = opened("overview", token)
    assert "made for a performer whom the data no longer names" in said(app)
    assert "Agent *" not in said(app)


def test_a_new_file_keeps_the_links_of_those_who_are_still_there(
    made: Workspace, token: str, tmp_path: Path
) -> None:
    other = workspaces.six()
    kept = other.read("responses")
    other.responses_path.replace(made.responses_path)
    made.write("responses", kept)
    assert "whom the data no longer names" in said(opened("overview", token))
    ann = made.performer_tokens(["Ann"])["Ann"]
    assert [title.value for title in opened("overview", ann).title] == ["Your card"]
    assert "whom the data no longer names" not in said(opened("overview", ann))


def test_a_link_to_a_workspace_without_data_says_so() -> None:
    token = Workspace.create().performer_tokens(["Ann"])["Ann"]
    assert "There are no responses yet." in said(opened("overview", token))


def test_the_owner_makes_and_revokes_a_link(made: Workspace) -> None:
    app = opened("card", made.token, performer_card=NAME)
    assert elements(app, "code") == []
    pressed(app, "Make a link")
    token = made.kept_performer_token(NAME)
    assert token is not None
    assert app.code[0].value.endswith(f"/?w={token}")
    pressed(app, "Revoke this link")
    assert made.kept_performer_token(NAME) is None
    assert elements(app, "code") == []


@pytest.mark.parametrize("kind", ["sample", "view"])
def test_who_does_not_own_the_data_is_offered_no_links(kind: str, made: Workspace) -> None:
    app = opened("card", made.view_token() if kind == "view" else None)
    assert not app.exception
    assert "Make a link" not in said(app)
    assert "performer_links_csv" not in {b.key for b in elements(app, "download_button")}
