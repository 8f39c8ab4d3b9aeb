"""The value page: assumptions are kept, refused or shown, and every part answers or says why."""

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.workspace import Workspace
from cx.vocabulary import Role
from tests.pages import workspaces
from tests.pages.screen import marked_up, opened, pressed, said

ROLES = {
    "Score": Role.OUTCOME,
    "Customer": Role.RESPONDENT,
    "Paid": Role.SPEND,
    "Paid before": Role.PREVIOUS_SPEND,
    "Left": Role.CHURNED,
    "Channel": Role.ACQUISITION_CHANNEL,
}


def accounts() -> Workspace:
    """Load 300 customers whose channels are full of markup."""
    rows = [
        "Score,Customer,Paid,Paid before,Left,Channel",
        *(
            f"{(i * 7 + i // 11) % 11},C{i},EUR {50 + i % 40}.5,EUR {40 + i % 30}.5,"
            f"{'Yes' if (i * 7 + i // 11) % 11 < 5 and i % 3 else 'No'},"
            f"{('**Referral** <i>', '=1+1', ':red[x]')[i % 3]}"
            for i in range(300)
        ),
    ]
    return workspaces.load("\n".join(rows) + "\n", "accounts.csv", ROLES)


@pytest.fixture
def workspace() -> Workspace:
    return accounts()


def assumed(app: AppTest, name: str) -> object:
    """Return the widget of an assumption, by the start of its key."""
    boxes = [*app.number_input, *app.text_input]
    return next(box for box in boxes if str(box.key).startswith(f"assumed_{name}_"))


def test_every_part_answers_where_the_columns_are_there(workspace: Workspace) -> None:
    app = opened("value", workspace.token)
    assert not app.exception
    told = said(app)
    for sentence in (
        "of revenue a year is at risk because revenue of detractors leaves more often",
        "retention measured by band",
        "Earned growth is",
        "5 points of retention add EUR",
        "who bought what and when",
        "How much of the company's revenue this covers is not known",
    ):
        assert sentence in told
    texts = marked_up(app)
    assert [text for text in texts if "**Referral** <i>" in text or ":red[x]" in text] == []


def test_assumptions_are_kept_in_the_workspace(workspace: Workspace) -> None:
    app = opened("value", workspace.token)
    assumed(app, "margin").set_value(40.0)  # type: ignore[attr-defined]
    assumed(app, "horizon").set_value(3.0)  # type: ignore[attr-defined]
    pressed(app, "Apply")
    assert not app.exception
    assert "margin 40 % of revenue" in said(app)
    assert workspace.read("assumptions")["margin"] == pytest.approx(0.4)
    again = said(opened("value", workspace.token))
    assert "margin 40 % of revenue" in again
    assert "horizon 3 years" in again


def test_a_margin_over_all_is_refused_with_what_to_do(workspace: Workspace) -> None:
    app = opened("value", workspace.token)
    assumed(app, "margin").set_value(140.0)  # type: ignore[attr-defined]
    pressed(app, "Apply")
    assert "that is 140 %, which cannot be" in said(app)
    assert "no margin stated, so money is revenue" in said(app)
    assert workspace.read("assumptions") is None


def test_no_discount_is_noted_and_kept(workspace: Workspace) -> None:
    app = opened("value", workspace.token)
    assumed(app, "discount").set_value(0.0)  # type: ignore[attr-defined]
    pressed(app, "Apply")
    assert "money in five years counts like money today" in said(app)
    assert workspace.read("assumptions")["discount_rate"] == 0


def test_assumptions_on_the_sample_stay_in_the_tab() -> None:
    app = opened("value")
    assumed(app, "margin").set_value(30.0)  # type: ignore[attr-defined]
    pressed(app, "Apply")
    assert "margin 30 % of revenue" in said(app)
    assert "margin 30 % of revenue" not in said(opened("value"))


def test_a_link_for_looking_changes_nothing(workspace: Workspace) -> None:
    app = opened("value", workspace.view_token())
    assert not app.exception
    assert "the assumptions cannot be changed" in said(app)
    assert [box for box in app.number_input if str(box.key).startswith("assumed_")] == []


def test_performers_and_drivers_stand_in_one_list() -> None:
    app = opened("value")
    app.session_state["value-worth_table"] = True
    lifts = app.run().dataframe[0].value
    assert set(lifts["source"]) == {"performer gap", "driver"}
    assert lifts["worth"].is_monotonic_decreasing
    assert "Waiting time: to the best group's 6.72" in list(lifts["lift"])
