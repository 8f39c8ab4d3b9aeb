"""Settings: kept in the workspace, seen by a view link, of the tab alone on the sample."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.settings import DOCUMENT, Settings
from cx.store.workspace import Workspace
from cx.ui import kept as documents
from tests.pages import workspaces
from tests.pages.screen import elements, opened, pressed, said, turned_to

WIDGETS = ("target", "names_hidden", "minimum_n", "minimum_comments", "realisation")


@pytest.fixture
def workspace() -> Workspace:
    return workspaces.named()


def widgets(app: AppTest) -> dict[str, Any]:
    kinds = ("number_input", "toggle", "select_slider")
    return {w.key: w for kind in kinds for w in elements(app, kind) if w.key in WIDGETS}


def kept(workspace: Workspace) -> Settings:
    return Settings.from_plain(workspace.read(DOCUMENT))


def changed(app: AppTest) -> AppTest:
    values = {
        "target": 40.0,
        "names_hidden": True,
        "minimum_n": 7,
        "minimum_comments": 12,
        "realisation": 30,
    }
    for key, value in values.items():
        widgets(app)[key].set_value(value).run()
        assert not app.exception
    return app


def test_settings_are_kept_and_come_back_in_another_tab(workspace: Workspace) -> None:
    assert kept(workspace) == Settings()
    changed(opened("settings", workspace.token))
    now = kept(workspace)
    assert (now.minimum_n, now.minimum_comments, now.realisation) == (7, 12, 0.3)
    assert now.names_hidden
    assert len(now.names_key) >= 32
    assert now.target(workspace.responses()) == 40
    shown = {
        key: widget.value for key, widget in widgets(opened("settings", workspace.token)).items()
    }
    assert shown == {
        "target": 40,
        "names_hidden": True,
        "minimum_n": 7,
        "minimum_comments": 12,
        "realisation": 30,
    }


def test_a_target_can_be_taken_away(workspace: Workspace) -> None:
    app = opened("settings", workspace.token)
    widgets(app)["target"].set_value(-12.0).run()
    assert [points for _, points in kept(workspace).targets] == [-12]
    widgets(app)["target"].set_value(None).run()
    assert kept(workspace).targets == ()


def test_tabs_do_not_undo_each_other(workspace: Workspace) -> None:
    one, other = (opened("settings", workspace.token) for _ in range(2))
    widgets(one)["minimum_n"].set_value(9).run()
    widgets(other)["minimum_comments"].set_value(20).run()
    assert (kept(workspace).minimum_n, kept(workspace).minimum_comments) == (9, 20)


def test_a_view_link_sees_settings_and_cannot_change_them(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed(opened("settings", workspace.token))
    before = workspace.read(DOCUMENT)
    app = opened("settings", workspace.view_token())
    assert "This link is for looking" in said(app)
    assert all(widget.disabled for widget in widgets(app).values())
    assert len(widgets(app)) == len(WIDGETS)
    assert widgets(app)["minimum_n"].value == 7
    # Were a change sent all the same, the store would refuse.
    monkeypatch.setattr(documents, "may_change", lambda workspace: True)
    widgets(app.run())["minimum_n"].set_value(50).run()
    assert not app.exception
    assert "This link is for looking only." in said(app)
    assert workspace.read(DOCUMENT) == before


def test_on_the_sample_settings_are_of_the_tab_and_say_so() -> None:
    app = opened("settings")
    assert "holds in this tab until you reload it" in said(app)
    widgets(app)["target"].set_value(40.0).run()
    assert "NPS is below the target of +40" in said(turned_to(app, "overview"))
    assert "target" not in said(opened("overview"))
    assert widgets(turned_to(app, "settings"))["target"].value == 40


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("overview", "NPS is below the target of +40"),
        ("segments", "groups of purchase behaviour are above the target of +40 for certain"),
        ("bridge", "is below the target of +40"),
        ("expectations", "the target of +40 lies"),
        ("performers", "performers are above the target of +40 for certain"),
        ("card", "the target of +40"),
    ],
)
def test_a_target_is_a_line_and_a_sentence_wherever_the_score_is(page: str, sentence: str) -> None:
    app = opened("settings")
    widgets(app)["target"].set_value(40.0).run()
    assert sentence in said(turned_to(app, page))
    assert any("Target +40" in chart.proto.spec for chart in elements(app, "plotly_chart"))


def test_thresholds_reach_every_page(workspace: Workspace) -> None:
    app = opened("settings", workspace.token)
    widgets(app)["minimum_n"].set_value(120).run()
    widgets(app)["minimum_comments"].set_value(120).run()
    turned_to(app, "performers")
    assert "120 responses or more" in said(app)
    widgets(turned_to(app, "settings"))["minimum_n"].set_value(60).run()
    assert app.session_state["_settings"] == Settings(minimum_n=60, minimum_comments=120)
    turned_to(app, "performers")
    assert app.select_slider(key="least").value == 60
    assert "shown from 120 on." in said(turned_to(app, "card"))
    assert "fewer than 60 responses has no point" in said(app)


@pytest.mark.parametrize("page", ["overview", "performers"])
def test_a_filter_that_leaves_too_few_shows_no_score_and_says_what_to_do(
    page: str, workspace: Workspace
) -> None:
    app = opened(page, workspace.token, region="North", acquisition_channel="Web")
    assert not app.warning
    app = opened("settings", workspace.token, region="North", acquisition_channel="Web")
    widgets(app)["minimum_n"].set_value(900).run()
    turned_to(app, page)
    app.multiselect(key="region").set_value(["North"]).run()
    (warning,) = app.warning
    assert "900 responses or more" in warning.value or "from 900 on" in warning.value
    assert "Remove a filter" in warning.value
    assert not app.metric
    assert not elements(app, "plotly_chart")


def test_the_share_that_is_closed_starts_from_the_settings(workspace: Workspace) -> None:
    app = opened("performers", workspace.token)
    assert app.select_slider(key="realised").value == 50
    widgets(turned_to(app, "settings"))["realisation"].set_value(30).run()
    assert turned_to(app, "performers").select_slider(key="realised").value == 30


@pytest.mark.parametrize(("typed", "share"), [(35.0, 0.35), (12.5, 0.125)])
def test_one_share_comes_true_on_every_page(
    typed: float, share: float, workspace: Workspace
) -> None:
    app = opened("settings", workspace.token)
    widgets(app)["realisation"].set_value(30).run()
    turned_to(app, "value")
    assert "30 % of a lift comes true" in said(app)
    (asked,) = (b for b in app.number_input if str(b.key).startswith("assumed_realisation_"))
    asked.set_value(typed)
    pressed(app, "Apply")
    assert not app.exception
    assert kept(workspace).realisation == share
    assert "realisation" not in workspace.read("assumptions")
    assert turned_to(app, "performers").select_slider(key="realised").value == typed
    assert widgets(turned_to(app, "settings"))["realisation"].value == typed
    assert not app.exception
