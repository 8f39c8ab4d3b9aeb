"""What is missing is named, and sample data is one click away."""

import pytest

from cx.ui.catalogue import PAGES, PageSpec
from cx.vocabulary import Role
from tests.pages.screen import opened, pressed, said, turned_to

TOKEN_OF_NOTHING = "this-token-opens-nothing"  # noqa: S105
LACKING = [spec for spec in PAGES if set(spec.needs) - {Role.OUTCOME}]


@pytest.mark.parametrize("spec", LACKING, ids=lambda spec: spec.name)
def test_missing_role_is_named_and_explained(spec: PageSpec, tokens: dict[str, str | None]) -> None:
    app = opened(spec.name, tokens["outcome only"])
    role = spec.needs[-1]
    assert f"No {role.label.lower()} yet" in said(app)
    assert role.help in said(app)
    assert "Say which column it is" in said(app)
    assert app.get("plotly_chart") == []


@pytest.mark.parametrize("spec", LACKING, ids=lambda spec: spec.name)
def test_page_can_be_seen_on_sample_data(spec: PageSpec, tokens: dict[str, str | None]) -> None:
    app = opened(spec.name, tokens["outcome only"])
    pressed(app, "Show this page on sample data")
    assert not app.exception
    assert "w" not in app.query_params
    assert app.title[0].value == spec.title
    assert "Sample data" in said(app)
    assert len(app.get("plotly_chart")) > 0


@pytest.mark.parametrize("name", ["segments", "bridge"])
def test_page_without_groups_offers_the_way_to_name_them(
    name: str, tokens: dict[str, str | None]
) -> None:
    app = opened(name, tokens["outcome only"])
    assert "Say which column it is" in said(app)
    pressed(app, "Show this page on sample data")
    assert len(app.get("plotly_chart")) > 0


@pytest.mark.parametrize("name", ["overview", "segments", "drivers", "performers"])
def test_workspace_without_responses_leads_to_loading(
    name: str, tokens: dict[str, str | None]
) -> None:
    app = opened(name, tokens["empty"])
    assert [link.label for link in app.page_link][-1] == "Finish loading your file"
    assert len(app.multiselect) == 0


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
def test_unknown_token_is_explained(name: str) -> None:
    app = opened(name, TOKEN_OF_NOTHING)
    assert not app.exception
    assert "This link opens no workspace: it was deleted or revoked" in said(app)
    pressed(app, "Look at the sample data")
    assert not app.exception
    assert "w" not in app.query_params
    assert not app.error


def test_token_follows_the_visitor_through_the_menu(tokens: dict[str, str | None]) -> None:
    app = opened("overview", tokens["six rows"])
    del app.query_params["w"]  # as the menu of the sidebar does
    turned_to(app, "performers")
    assert app.query_params["w"] == tokens["six rows"]
    assert "six.csv" in said(app)


def test_banner_says_whose_data_is_shown(tokens: dict[str, str | None]) -> None:
    assert "A made-up home-goods retailer" in said(opened("overview"))
    assert "Use my own data" in said(opened("overview"))
    own = said(opened("overview", tokens["six rows"]))
    assert "six.csv" in own
    assert "made-up" not in own
    assert "Data and passport" in own
