"""Every page on every kind of workspace: no failure, and the right thing on screen."""

import pytest
from streamlit.testing.v1 import AppTest

from cx.ui.catalogue import PAGES, page
from tests.pages.screen import elements, opened, said, turned_to

SHOWN = {
    "sample": {
        "overview": ["NPS is rising", "52 % are promoters", "12,000"],
        "segments": ["Bought more than intended scores 15 points above the rest"],
        "bridge": ["No change found: NPS 31 and 34"],
        "expectations": ["Expectations are"],
        "purchases": [
            "Who bought more scores 15 points above all others",
            "The highest spend fifth scores 23 points above the lowest spend",
        ],
        "found": [
            "4 kinds of customers, found by how they buy",
            "Groups found by splitting differ: one scores",
        ],
        "drivers": ["Waiting time and Product quality matter most", "Start with Waiting time"],
        "performers": ["The best 20 % score 16 points above the worst 20 %"],
        "card": ["No picture of the place", "By quarter: NPS as observed"],
        "whatif": ["Nothing is moved: NPS 33", "They are no proof"],
        "value": ["NPS by revenue lies 8 points above", "Agent: worst to best fifth is worth most"],
        "case": ["The plan returns EUR", "What would prove it wrong", "The ask is EUR"],
        "load": ["Drop a survey export."],
        "settings": ["The sample belongs to everybody", "Target for NPS of Likelihood"],
    },
    "empty": {
        "overview": ["This workspace holds no responses yet."],
        "segments": ["This workspace holds no responses yet."],
        "bridge": ["This workspace holds no responses yet."],
        "expectations": ["This workspace holds no responses yet."],
        "purchases": ["This workspace holds no responses yet."],
        "found": ["This workspace holds no responses yet."],
        "drivers": ["This workspace holds no responses yet."],
        "performers": ["This workspace holds no responses yet."],
        "card": ["This workspace holds no responses yet."],
        "whatif": ["This workspace holds no responses yet."],
        "value": ["This workspace holds no responses yet."],
        "case": ["Give the case an initiative that moves a lever"],
        "load": ["Drop a survey export."],
        "settings": ["Kept in this workspace", "Load a file first"],
    },
    "six rows": {
        "overview": ["33 % are promoters", "Too few periods to tell whether NPS moves"],
        "segments": ["2 combinations with fewer than 5 responses are not scored."],
        "bridge": ["A comparison needs 5 responses on each side"],
        "expectations": ["No expectation yet"],
        "purchases": ["No column says spend and intended spend", "Nothing says how customers buy"],
        "found": ["Nothing says how customers buy", "A tree needs 200 customers"],
        "drivers": ["a ranking needs two that vary and have 50 answers or more."],
        "performers": ['None in "Agent" has 5 responses or more; a comparison needs two.'],
        "card": ["has 5 responses or more; a comparison needs two."],
        "whatif": ["0 of 2 driver ratings can be used"],
        "value": ["No spend yet"],
        "case": ["Give the case an initiative that moves a lever"],
        "load": ["Passport of six.csv"],
        "settings": ["Target for NPS of Score, points"],
    },
    "outcome only": {
        "overview": ["67 % are detractors", "No dates, so no trend"],
        "segments": ["No column says which"],
        "bridge": ["so a change cannot be parted."],
        "expectations": ["No expectation yet"],
        "purchases": ["No column says spend and intended spend", "Nothing says how customers buy"],
        "found": ["Nothing says how customers buy", "A tree needs 200 customers"],
        "drivers": ["No driver rating yet"],
        "performers": ["No performer yet"],
        "card": ["No performer yet"],
        "whatif": ["Nothing in these responses can be moved"],
        "value": ["No spend yet"],
        "case": ["Give the case an initiative that moves a lever"],
        "load": ["49 rows are identical to an earlier row"],
        "settings": ["Hide performers' names"],
    },
    "hostile": {
        "overview": ["are detractors", "3,000"],
        "segments": ["Each cell: net score and n."],
        "bridge": ["The parts add up exactly"],
        "expectations": ["No expectation yet"],
        "purchases": ["No column says spend and intended spend", "Nothing says how customers buy"],
        "found": ["Nothing says how customers buy", "No split"],
        "drivers": ["Wait :blue[b] matters most"],
        "performers": ["15 performers with 5 responses or more"],
        "card": ["luck taken out"],
        "whatif": ["no group stands out, so every move is guesswork"],
        "value": ["No spend yet"],
        "case": ["Give the case an initiative that moves a lever"],
        "load": ["Passport of answers [1] **b** <i> $a$.csv"],
        "settings": ["Target for NPS of Score **b** :red[x]"],
    },
}


def test_every_page_is_listed() -> None:
    for shown in SHOWN.values():
        assert list(shown) == [spec.name for spec in PAGES]


@pytest.mark.parametrize("name", [spec.name for spec in PAGES])
@pytest.mark.parametrize("kind", SHOWN)
def test_page_shows_a_result_or_says_why_not(
    name: str, kind: str, tokens: dict[str, str | None]
) -> None:
    app = opened(name, tokens[kind])
    assert not app.exception
    assert [title.value for title in app.title] == [page(name).title]
    for sentence in SHOWN[kind][name]:
        assert sentence in said(app)


@pytest.mark.parametrize("name", ["overview", "segments", "drivers", "performers"])
def test_method_of_a_page_opens(name: str) -> None:
    app = opened(name)
    assert "$$" not in said(app)
    app.session_state[f"method_{name}"] = True
    app.run()
    assert not app.exception
    assert len(app.expander(key=f"method_{name}").markdown[0].value) > 200


@pytest.mark.parametrize(
    ("name", "charts"),
    [
        ("overview", ["overview-trend", "overview-distribution"]),
        ("segments", ["segments-grid", "segments-acquisition_channel"]),
        ("drivers", ["drivers-importance", "drivers-map"]),
        ("performers", ["performers-gaps", "performers-scores"]),
    ],
)
def test_every_chart_has_its_table_and_downloads(name: str, charts: list[str]) -> None:
    app = opened(name)
    assert len(app.dataframe) == 0
    for chart in charts:
        saved = {button.key for button in elements(app, "download_button")}
        assert {f"{chart}_csv", f"{chart}_html"} <= saved
        app.session_state[f"{chart}_table"] = True
    app.run()
    assert not app.exception
    assert len(app.dataframe) == len(charts)
    assert all(len(table.value) > 0 for table in app.dataframe)


def test_every_chart_is_described_for_those_who_cannot_see_it() -> None:
    for name in ("overview", "segments", "drivers", "performers"):
        described = [chart.proto.alt for chart in elements(opened(name), "plotly_chart")]
        assert described
        assert all(len(text) > 40 for text in described)


def test_trend_can_be_cut_in_other_periods() -> None:
    assert "One point per month" in said(opened("overview"))
    assert "One point per quarter" in said(opened("overview", by="Quarter"))


def test_segments_can_cross_other_columns() -> None:
    app = opened("segments", rows="Region", across="Team")
    assert not app.exception
    app.session_state["segments-grid_table"] = True
    # 4 regions by 12 teams, each of which works in one region.
    table = app.run().dataframe[0].value
    assert len(table) == 48
    assert (table["n"] > 0).sum() == 12


def test_options_are_kept_while_other_pages_are_read() -> None:
    app = opened("performers")
    app.select_slider(key="least").set_value(100).run()
    assert _fewest_responses(app) >= 100
    turned_to(app, "drivers")
    turned_to(app, "performers")
    assert app.select_slider(key="least").value == 100
    assert _fewest_responses(app) >= 100


def _fewest_responses(app: AppTest) -> int:
    app.session_state["performers-scores_table"] = True
    return int(app.run().dataframe[0].value["n"].min())
