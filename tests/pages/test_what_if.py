"""The what-if page: sliders, scenarios, goal, promises, and the way into the business case."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from cx.store.workspace import Workspace
from cx.vocabulary import Role
from tests.pages import workspaces
from tests.pages.screen import elements, marked_up, opened, pressed, said, turned_to

WAITING = "move_driver_1"
ROLES = {
    "Score": Role.OUTCOME,
    "Wait": Role.DRIVER,
    "Staff": Role.DRIVER,
    "Channel": Role.ACQUISITION_CHANNEL,
    "Paid": Role.SPEND,
    "Date": Role.RESPONDED_AT,
}
CHANNELS = ("Referral", "Search", "**Ads** <i>")


def wave(month: int, better: int = 0) -> str:
    """Write 600 answers of a month, whose score goes with the ratings."""
    rows = ["Score,Wait,Staff,Channel,Paid,Date"]
    for i in range(600):
        wait, staff = (i * 7 + i // 13) % 11, (i * 5 + i // 7) % 11
        score = min(10, max(0, round(0.6 * wait + 0.3 * staff + i % 3) + better))
        paid = f"EUR {20 + 5 * score + i % 9}.0"
        day = f"2026-{month:02d}-{i % 28 + 1:02d}"
        rows.append(f"{score},{wait},{staff},{CHANNELS[i % 3]},{paid},{day}")
    return "\n".join(rows) + "\n"


@pytest.fixture
def workspace() -> Workspace:
    return workspaces.load(wave(1), "wave.csv", ROLES)


def score(app: AppTest) -> float:
    """Return the score after the moves, as the picture is described."""
    picture = next(c.proto.alt for c in elements(app, "plotly_chart") if "after the" in c.proto.alt)
    found = re.search(r"after the moves ([−\d.]+),", picture)
    assert found
    return float(found[1].replace("−", "-"))


def kept_as(app: AppTest, name: str) -> AppTest:
    app.text_input(key="scenario_name").set_value(name)
    return pressed(app, "Keep as a scenario")


def test_a_slider_moves_the_score_and_back_again() -> None:
    app = opened("whatif")
    today = score(app)
    app.slider(key=WAITING).set_value(0.07).run()
    assert not app.exception
    assert score(app) > today
    assert "With these moves goes a change of +0.8 points of NPS" in said(app)
    assert "Alone or with the others along" in said(app)
    app.slider(key=WAITING).set_value(0.0).run()
    assert score(app) == today
    assert "Nothing is moved: NPS 33, as it is today" in said(app)


def test_sliders_stop_at_the_best_group_unless_asked_to_go_beyond() -> None:
    app = opened("whatif")
    assert app.slider(key=WAITING).max == 0.07
    assert "best 6.72, where 127 groups share the lead" in said(app)
    assert "guesswork" not in said(app).replace("Beyond what was observed", "")
    app.slider(key=WAITING).set_value(0.05).run()
    app.toggle(key="beyond").set_value(True).run()
    assert app.slider(key=WAITING).max == 1.8
    assert app.slider(key=WAITING).value == 0.05
    app.slider(key=WAITING).set_value(1.5).run()
    assert '"Waiting time" goes beyond what was observed: guesswork' in said(app)
    app.toggle(key="beyond").set_value(False).run()
    assert app.slider(key=WAITING).value == 0.07


def test_no_proof_of_cause_stays_on_screen() -> None:
    for moved in ({}, {WAITING: "0.05"}, {"move_gap": "50"}):
        assert "They are no proof that raising" in said(opened("whatif", **moved))


def test_the_address_holds_every_move() -> None:
    app = opened("whatif", move_driver_1="0.05", move_gap="50", lift="Delivery")
    assert app.slider(key=WAITING).value == 0.05
    assert "ratings and service" in said(app)
    assert "performer gap" in said(app)
    assert "Its low ratings are lifted" in said(app)
    pressed(app, "Reset")
    assert "Nothing is moved" in said(app)
    assert app.multiselect(key="lift").value == []


def test_moves_are_kept_while_another_page_is_open() -> None:
    app = opened("whatif", move_driver_1="0.05")
    turned_to(app, "value")
    turned_to(app, "whatif")
    assert app.slider(key=WAITING).value == 0.05


def test_shares_of_a_mix_make_room_for_each_other(workspace: Workspace) -> None:
    app = opened("whatif", workspace.token)
    first, second, third = (f"mix_acquisition_channel_{place}" for place in range(3))
    app.slider(key=first).set_value(60.0).run()
    assert [app.slider(key=key).value for key in (second, third)] == [20.0, 20.0]
    app.slider(key=second).set_value(52.0).run()
    assert [app.slider(key=key).value for key in (first, third)] == [36.0, 12.0]
    app.slider(key=first).set_value(100.0).run()
    app.slider(key=first).set_value(40.0).run()
    values = [app.slider(key=key).value for key in (first, second, third)]
    assert sum(values) == pytest.approx(100.0)
    assert not app.exception


def test_a_lever_whose_sign_conflicts_is_locked() -> None:
    rows = ["Score,Good,Alike"]
    for i in range(900):
        good = (i * 7) % 11
        alike = min(10, max(0, good + (i * 5) % 7 - 3))
        lowered = min(10, max(0, round(1.6 * good - 0.7 * alike + (i // 3) % 4 - 1)))
        rows.append(f"{lowered},{good},{alike}")
    roles = {"Score": Role.OUTCOME, "Good": Role.DRIVER, "Alike": Role.DRIVER}
    app = opened("whatif", workspaces.load("\n".join(rows) + "\n", "signs.csv", roles).token)
    assert not app.exception
    assert app.slider(key="still_driver_2").disabled
    assert 'Alone, higher values of "Alike" go with a better score' in said(app)
    assert not app.slider(key=WAITING).disabled


def test_a_model_that_does_not_predict_switches_the_page_off() -> None:
    rows = ["Score,Wait", *(f"{(i * i + i // 3) % 11},{(i * 3) % 11}" for i in range(400))]
    made = workspaces.load(
        "\n".join(rows) + "\n", "noise.csv", {"Score": Role.OUTCOME, "Wait": Role.DRIVER}
    )
    app = opened("whatif", made.token)
    assert "A what-if from it would be invented" in said(app)
    assert len(app.slider) == 0


def test_scenarios_are_the_same_after_the_server_was_killed(workspace: Workspace) -> None:
    app = opened("whatif", workspace.token, move_driver_1="0.3", beyond="true")
    kept_as(app, "Quicker [x]")
    app.slider(key="move_driver_2").set_value(0.4).run()
    kept_as(app, "Both")
    shown = said(app)
    assert "Both" in shown
    assert [text for text in marked_up(app) if "Quicker [x]" in text] == []
    # Another session has nothing but what lies on disk.
    again = opened("whatif", workspace.token)
    again.session_state["whatif-scenarios_table"] = True
    table = again.run().dataframe[0].value
    assert list(table["scenario"]) == ["Quicker [x]", "Both"]
    assert table["change_points"].iloc[1] > table["change_points"].iloc[0] > 0
    pressed(again, "Set the sliders to it")
    assert again.slider(key=WAITING).value == 0.3
    assert again.slider(key="move_driver_2").value == 0.4
    pressed(again, "Delete")
    assert [one["name"] for one in workspace.read("scenarios")] == ["Quicker [x]"]


def test_the_link_of_a_scenario_reproduces_it(workspace: Workspace) -> None:
    app = opened("whatif", workspace.token, mix_acquisition_channel_0="60", move_driver_1="0.2")
    app = kept_as(app, "Named")
    link = app.code[0].value
    assert f"w={workspace.token}" in link
    assert "move_driver_1=0.2" in link
    assert "mix_acquisition_channel_0=60&mix_acquisition_channel_1=20" in link


def test_a_link_for_looking_opens_scenarios_and_changes_none(workspace: Workspace) -> None:
    kept_as(opened("whatif", workspace.token, move_driver_1="0.3"), "Quicker")
    app = opened("whatif", workspace.view_token())
    assert not app.exception
    assert "scenarios can be opened, not changed" in said(app)
    labels = [button.label for button in app.button]
    assert "Set the sliders to it" in labels
    assert not {"Delete", "Keep as a scenario", "Promise it"} & set(labels)


def test_the_goal_says_what_it_takes_or_how_far_one_gets() -> None:
    app = opened("whatif", goal="35")
    assert "NPS 35 takes Product quality +0.02, Waiting time +0.08" in said(app)
    pressed(app, "Set the sliders to this")
    # Nobody goes beyond anybody: the best group's level is where the slider stops.
    assert (app.toggle(key="beyond").value, app.slider(key=WAITING).value) == (False, 0.07)
    assert "guesswork" not in said(app).replace("Beyond what was observed", "")
    app = opened("whatif", goal="90")
    assert "NPS 90 cannot be reached with what has been observed" in said(app)
    pressed(app, "Set the sliders to this")
    assert not app.exception
    assert app.slider(key="move_gap").value == 100.0


def test_a_scenario_becomes_one_lever_of_the_case(workspace: Workspace) -> None:
    app = kept_as(opened("whatif", workspace.token, move_driver_1="0.3"), "Quicker")
    pressed(app, "Put into the business case")
    assert "It is in the business case" in said(app)
    (lever,) = workspace.read("case")["lever"]
    assert (lever["name"], lever["pool"]) == ("Quicker", "lift of NPS")
    assert 0 <= lever["low"] <= lever["likely"] <= lever["high"]
    assert "wave.csv" in lever["source"]
    app.slider(key=WAITING).set_value(0.4).run()
    app = kept_as(app, "Quicker")
    pressed(app, "Put into the business case anew")
    (again,) = workspace.read("case")["lever"]
    assert again["likely"] > lever["likely"]
    assert "Quicker" in str(turned_to(app, "case").data_editor[0].value)


def test_a_lift_of_the_value_page_goes_into_the_case(workspace: Workspace) -> None:
    app = opened("value", workspace.token)
    pressed(app, "Put into the business case")
    assert not app.exception
    assert "It is in the business case" in said(app)
    assert len(workspace.read("case")["lever"]) == 1


def test_a_promise_is_settled_by_the_next_file() -> None:
    first = _uploaded(opened("load"), "first.csv", wave(1))
    workspace = Workspace.open(str(first.query_params["w"]))
    app = kept_as(opened("whatif", workspace.token, move_driver_1="0.3"), "Quicker")
    pressed(app, "Promise it")
    assert "Quicker: waiting for answers after 28 Jan 2026" in said(app)
    assert workspace.read("promises")[0]["digest"] == workspace.responses().digest  # type: ignore[union-attr]

    turned_to(app, "load")
    pressed(app, "Load another file")
    second = _uploaded(app, "second.csv", wave(2, better=3))
    assert not second.exception
    assert second.query_params["w"] != workspace.token
    told = said(turned_to(second, "whatif"))
    assert "Quicker came out higher than promised" in told
    assert "Answers of 1 Feb 2026 to 28 Feb 2026" in told
    assert "Quicker: Net score" in told


def test_fresh_guesses_leave_scenarios_behind() -> None:
    app = _uploaded(opened("load"), "first.csv", wave(1))
    Workspace.open(str(app.query_params["w"])).write("scenarios", [{"name": "Old", "moves": {}}])
    pressed(app, "Load another file")
    app.file_uploader[0].upload("second.csv", wave(2).encode())
    app.run()
    later = Workspace.open(str(app.query_params["w"]))
    assert later.read("scenarios")[0]["name"] == "Old"
    pressed(app, "Start from fresh guesses")
    assert later.read("scenarios") is None


def _uploaded(app: AppTest, name: str, content: str) -> AppTest:
    app.file_uploader[0].upload(name, content.encode())
    app.run()
    scale = [box for box in app.selectbox if box.label == "Scale of the outcome"]
    if scale and scale[0].value is None:
        scale[0].set_value("0-10").run()
    return next(b for b in app.button if b.label.startswith("Load ")).click().run()
