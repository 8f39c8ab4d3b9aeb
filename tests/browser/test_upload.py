"""A file of one's own, by hand: chosen, confirmed, read, refused, and deleted."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cx.intake import Recipe
from cx.store.workspace import Workspace
from cx.vocabulary import Role
from tests.browser import answers
from tests.browser.screen import Visitor
from tests.browser.server import Server
from tests.pages import workspaces

pytestmark = pytest.mark.browser

NAME, MEANING, EMPTY_MEANS = 1, 2, 3  # places in the table of columns, after the header
BIG = 60 * 1024**2


def upload(visitor: Visitor, path: Path) -> None:
    visitor.page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)


def choose_scale(visitor: Visitor, scale: str) -> None:
    visitor.page.get_by_role("button", name=f"{scale}:").click()
    visitor.settled()


def edit_in_table(visitor: Visitor, header: str, place: int, text: str) -> None:
    """Write or choose in the row of a column; wait until it is kept."""
    workspace = Workspace.open(visitor.token)
    before = workspace.read("recipe")
    row = workspace.read("order").index(header)
    table = visitor.page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    table.click(position={"x": 60, "y": 38 + 35 * row + 17})
    keyboard = visitor.page.keyboard
    for _ in range(place):  # from the header
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    # The list is fetched when it is opened for the first time: what is typed before is lost.
    visitor.page.wait_for_function(
        "['INPUT', 'TEXTAREA'].includes(document.activeElement?.tagName)"
    )
    keyboard.press("ControlOrMeta+a")
    keyboard.type(text)
    # A person sees what is written before leaving the cell; the cell takes it over with a delay.
    visitor.page.wait_for_function("text => document.activeElement?.value === text", arg=text)
    visitor.page.wait_for_timeout(300)
    keyboard.press("Enter")
    visitor.until(lambda: workspace.read("recipe") != before, "the choice is kept")
    visitor.settled()


def test_file_is_loaded_by_hand(
    visitor: Visitor, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    visitor.open("load")
    upload(visitor, answers.survey(tmp_path / "march.csv"))
    visitor.wait_for("300 rows, 5 columns.")
    load = visitor.main.get_by_role("button", name="Load 300 rows")
    assert load.is_disabled()  # 1-10 is asked about, never guessed
    choose_scale(visitor, "1-10")
    assert load.is_enabled()

    edit_in_table(visitor, "Desk", MEANING, "Performer")
    edit_in_table(visitor, "Desk", NAME, "Counter")
    load.click()
    visitor.wait_for("Passport of march.csv")
    said = visitor.said()
    numbers = visitor.page.get_by_test_id("stMetricValue")
    assert numbers.all_inner_texts() == [f"{answers.N_ROWS}", f"{answers.N_USED}", "1"]
    assert "Scale 1-10: favourable from 9, unfavourable to 6." in said
    assert "Answers from 1 Jan 2026 to 28 Jun 2026." in said

    visitor.press("See the results")
    visitor.wait_for("What matters most")
    assert "march.csv" in visitor.said()
    assert f"{answers.N_USED}" in numbers.all_inner_texts()
    visitor.turn_to("performers")
    assert f"n {answers.N_USED}" in visitor.said()
    labels = [column.label for column in Workspace.open(visitor.token).responses().schema.columns]
    assert "Counter" in labels


def test_what_an_empty_rating_means_is_chosen_by_hand(
    visitor: Visitor, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    file = tmp_path / "some.csv"
    rated = [f"{n % 11},{'0' if n % 9 == 0 else 1 + n % 5},{1 + n % 5}" for n in range(200)]
    file.write_text("\n".join(["Likelihood to recommend,Delivery,Staff", *rated]))
    visitor.open("load")
    upload(visitor, file)
    visitor.wait_for("1 note on this file")
    edit_in_table(visitor, "Delivery", EMPTY_MEANS, "not answered")
    visitor.main.get_by_text("1 note on this file").click()
    visitor.wait_for('23 of 200 answers in "Delivery" are outside 1-5')
    visitor.main.get_by_role("button", name="Load 200 rows").click()
    visitor.wait_for("Passport of some.csv")
    responses = Workspace.open(visitor.token).responses()
    assert responses is not None
    assert all(column.applies_to_all for column in responses.schema.columns)


def test_load_is_in_sight_and_rows_stay_where_one_looks(
    visitor: Visitor, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    visitor.page.set_viewport_size({"width": 1280, "height": 720})
    file = tmp_path / "wide.csv"
    heads = ["NPS", *(f"rateItem{n}" for n in range(59))]
    rows = [f"{n % 11}," + ",".join(str(1 + (n + k) % 5) for k in range(59)) for n in range(60)]
    file.write_text("\n".join([",".join(heads), *rows]))
    visitor.open("load")
    upload(visitor, file)
    visitor.wait_for("60 rows, 60 columns.")
    for name in ("Load 60 rows", "Cancel", "Delete"):
        expect(visitor.main.get_by_role("button", name=name).first).to_be_in_viewport(ratio=1)
    workspace = Workspace.open(visitor.token)
    order = workspace.read("order")
    assert order[0] == "NPS"
    edit_in_table(visitor, order[4], MEANING, "Other category")
    edit_in_table(visitor, order[3], NAME, "Third item")
    assert workspace.read("order") == order
    recipe = Recipe.from_json(workspace.read("recipe"))
    assert recipe.column(order[3]).display_name == "Third item"
    assert recipe.column(order[4]).role is Role.CATEGORY


def test_refresh_in_the_middle_of_confirming_loses_nothing(
    visitor: Visitor, tmp_path: Path
) -> None:
    visitor.open("load")
    upload(visitor, answers.survey(tmp_path / "march.csv"))
    visitor.wait_for("300 rows, 5 columns.")
    choose_scale(visitor, "1-10")
    visitor.page.reload()
    visitor.wait_for("300 rows, 5 columns.")
    assert visitor.main.get_by_role("button", name="Load 300 rows").is_enabled()


def test_picture_is_refused_and_the_app_still_works(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open("load")
    upload(visitor, answers.picture(tmp_path / "answers.csv"))
    visitor.wait_for("is a picture (PNG), not a table.")
    assert visitor.page.get_by_test_id("stException").count() == 0
    upload(visitor, answers.survey(tmp_path / "march.csv"))
    visitor.wait_for("300 rows, 5 columns.")


def test_memory_of_uploads_is_given_back(visitor: Visitor, server: Server, tmp_path: Path) -> None:
    visitor.open("load")
    upload(visitor, answers.picture(tmp_path / "small.csv"))
    visitor.wait_for('"small.csv" is a picture')
    before = server.memory_bytes()
    for number in range(3):
        upload(visitor, answers.picture(tmp_path / f"big{number}.csv", BIG))
        visitor.wait_for(f'"big{number}.csv" is a picture')
    assert server.memory_bytes() - before < 1.5 * BIG


def test_deleted_workspace_is_gone_and_its_address_explains_itself(
    visitor: Visitor, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CX_HOME", str(server.home))
    workspace = workspaces.six()
    visitor.open("load", f"?w={workspace.token}")
    visitor.wait_for("Passport of six.csv")
    address = visitor.page.url
    visitor.press("Delete")
    visitor.page.get_by_role("button", name="Delete this workspace").click()
    visitor.wait_for("Drop a survey export.")
    assert not workspace.folder.exists()
    assert "w=" not in visitor.query
    visitor.page.goto(address)
    visitor.wait_for("This link opens no workspace")
    visitor.press("Look at the sample data")
    visitor.wait_for("Drop a survey export.")
