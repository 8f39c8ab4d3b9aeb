"""Loading a file on the Load page, as far as it goes without a browser."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from cx.intake import Reading, Recipe
from cx.plain import to_plain
from cx.store.workspace import Workspace
from cx.vocabulary import Role
from tests.pages.screen import opened, pressed, said, turned_to

ANSWERS = "\n".join(
    ["Likelihood to recommend,Region,Date of answer"]
    + [f"{i % 11},{('North', 'South')[i % 2]},2026-03-{i % 28 + 1:02d}" for i in range(200)]
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)


def uploaded(content: str | bytes, name: str = "answers.csv") -> AppTest:
    app = opened("load")
    data = content.encode() if isinstance(content, str) else content
    app.file_uploader[0].upload(name, data)
    return app.run()


def loaded(content: str = ANSWERS) -> AppTest:
    app = uploaded(content)
    button = next(b for b in app.button if b.label.startswith("Load "))
    return button.click().run()


def workspace_of(app: AppTest) -> Workspace:
    return Workspace.open(str(app.query_params["w"]))


def test_upload_shows_what_its_columns_were_taken_for() -> None:
    app = uploaded(ANSWERS)
    assert not app.exception
    assert "200 rows, 3 columns." in said(app)
    table = app.data_editor[0].value
    assert dict(zip(table["header"], table["meaning"], strict=True)) == {
        "Likelihood to recommend": "Outcome score",
        "Region": "Region",
        "Date of answer": "Date of the answer",
    }


def test_nothing_is_computed_before_it_is_confirmed() -> None:
    app = uploaded(ANSWERS)
    assert workspace_of(app).responses() is None
    assert "This workspace holds no responses yet." in said(turned_to(app, "overview"))


def test_confirmed_file_has_a_passport_and_results() -> None:
    app = loaded()
    assert not app.exception
    assert [metric.value for metric in app.metric] == ["200", "200", "0"]
    assert "Passport of answers.csv" in said(app)
    assert "answers.csv" in said(turned_to(app, "overview"))
    assert app.metric[-1].value == "200"


def test_upload_itself_is_not_kept() -> None:
    folder = workspace_of(loaded()).folder
    assert not (folder / "upload").exists()


def test_picture_named_csv_is_refused_in_words() -> None:
    app = uploaded(PICTURE)
    assert not app.exception
    assert [box.value.replace("\\", "") for box in app.error] == [
        '"answers.csv" is a picture (PNG), not a table. '
        "Export the answers as CSV, XLSX or Parquet and load that file."
    ]
    assert "w" not in app.query_params


def test_app_works_after_a_refusal() -> None:
    app = uploaded(PICTURE)
    app.file_uploader[0].upload("answers.csv", ANSWERS.encode())
    app.run()
    assert not app.error
    assert "200 rows, 3 columns." in said(app)


def test_refused_file_leaves_no_workspace(own_home: Path) -> None:
    before = set((own_home / "workspaces").glob("*"))
    uploaded(PICTURE)
    assert set((own_home / "workspaces").glob("*")) == before


def test_scale_that_cannot_be_known_is_asked_for() -> None:
    app = uploaded("Score\n" + "\n".join(str(i % 10 + 1) for i in range(100)))
    load = next(b for b in app.button if b.label.startswith("Load "))
    assert load.disabled
    scale = next(box for box in app.selectbox if box.label == "Scale of the outcome")
    assert scale.value is None
    readings = ["1-10: 20 % satisfied, n 100", "0-10: NPS −40, n 100"]
    assert [option.replace("\xa0", " ") for option in scale.options[:2]] == readings
    pressed(app, next(b.label for b in app.button if "20" in b.label).replace("\\", ""))
    assert "Read so, 20 % are satisfied and 60 % dissatisfied, of 100 answers." in said(app)
    assert not next(b for b in app.button if b.label.startswith("Load ")).disabled


def test_file_without_an_outcome_cannot_be_loaded() -> None:
    app = uploaded("Region,Town\n" + "\n".join(f"North,Town {i}" for i in range(50)))
    assert not app.exception
    assert next(b for b in app.button if b.label.startswith("Load ")).disabled
    assert app.error


def test_the_outcome_is_chosen_beside_what_stops() -> None:
    lines = [f"{i % 5 + 1},{i % 5 + 1},Town {i % 3}" for i in range(60)]
    app = uploaded("Wait,Staff,Town\n" + "\n".join(lines))
    box = next(box for box in app.selectbox if box.label == "Outcome")
    box.set_value("Staff").run()
    assert not app.error
    assert "Read so, 40 % are satisfied and 40 % dissatisfied, of 60 answers." in said(app)
    assert workspace_of(app).read("order")[0] == "Staff"


def test_a_column_without_a_name_of_its_own_is_named_beside_the_problem() -> None:
    app = uploaded(ANSWERS)
    workspace = workspace_of(app)
    recipe = Recipe.from_json(workspace.read("recipe"))
    first = recipe.columns[1].header
    workspace.write("recipe", recipe.change(first, label=" ").to_json())
    app.run()
    assert "has no display name." in said(app)
    assert next(b for b in app.button if b.label.startswith("Load ")).disabled
    app.text_input[0].set_value("Where").run()
    assert not app.error
    next(b for b in app.button if b.label.startswith("Load ")).click().run()
    responses = workspace.responses()
    assert responses is not None
    assert "Where" in [column.label for column in responses.schema.columns]
    assert "Where" in said(opened("segments", workspace.token))


def test_names_are_offered_again_for_the_next_file_with_the_same_columns() -> None:
    app = uploaded(ANSWERS)
    workspace = workspace_of(app)
    recipe = Recipe.from_json(workspace.read("recipe"))
    workspace.write("recipe", recipe.change("Region", label="Where").to_json())
    next(b for b in app.button if b.label.startswith("Load ")).click().run()
    pressed(app, "Load another file")
    app.file_uploader[0].upload("later.csv", ANSWERS.encode())
    app.run()
    later = Recipe.from_json(workspace_of(app).read("recipe"))
    assert later.column("Region").display_name == "Where"
    assert "Where" in list(app.data_editor[0].value["name"])


def test_a_file_that_cannot_be_read_as_tried_can_be_read_otherwise() -> None:
    app = uploaded("Score,Town\n" + "\n".join(f"{i % 11},Town {i}" for i in range(12)))
    row = next(box for box in app.number_input if box.label == "Header in row")
    row.set_value(13).run()
    assert app.error
    assert {"Cancel", "Delete this workspace"} <= {button.label for button in app.button}
    row = next(box for box in app.number_input if box.label == "Header in row")
    row.set_value(1).run()
    assert "12 rows, 2 columns." in said(app)


def test_notes_stand_under_one_line() -> None:
    lines = [f"{i % 11},Town {i % 3},a{i}@example.org" for i in range(60)]
    app = uploaded("NPS,Town,Mail\n" + "\n".join(lines))
    assert "1 note on this file" in [box.label for box in app.expander]


def test_cancel_forgets_the_file() -> None:
    app = uploaded(ANSWERS)
    folder = workspace_of(app).folder
    pressed(app, "Cancel")
    assert not folder.exists()
    assert "Drop a survey export." in said(app)
    assert "w" not in app.query_params


def test_meanings_can_be_changed_and_the_change_given_up() -> None:
    app = loaded()
    pressed(app, "Change what columns mean")
    assert not app.exception
    assert len(app.data_editor) == 1
    pressed(app, "Cancel")
    assert "Passport of answers.csv" in said(app)


def test_identical_rows_can_be_counted_once() -> None:
    app = loaded(ANSWERS + "\n10,North,2026-03-01" * 3)
    assert "2 rows are identical to an earlier row" in said(app)
    pressed(app, "Count identical rows once")
    next(b for b in app.button if b.label.startswith("Load ")).click().run()
    assert [metric.value for metric in app.metric] == ["203", "201", "2"]
    assert "Count identical rows once" not in said(app)


def test_next_file_with_the_same_columns_gets_the_same_settings() -> None:
    app = loaded(ANSWERS)
    pressed(app, "Load another file")
    app.file_uploader[0].upload("april.csv", ANSWERS.replace("2026-03", "2026-04").encode())
    app.run()
    assert "An earlier file had the same columns: its settings are filled in." in said(app)
    pressed(app, "Start from fresh guesses")
    assert not app.exception
    assert "An earlier file had the same columns" not in said(app)


SOME_ASKED = "\n".join(
    ["Likelihood to recommend,Contact channel,Delivery,Staff"]
    + [
        f"{i % 11},{('phone', 'store')[i % 2]},{'' if i % 2 else 1 + i % 5},{1 + i % 5}"
        for i in range(200)
    ]
    + ["11,phone,3,4"]
)


def test_whom_a_question_applies_to_is_asked_with_a_guess() -> None:
    app = uploaded(SOME_ASKED)
    table = app.data_editor[0].value
    assert dict(zip(table["header"], table["empty"], strict=True)) == {
        "Likelihood to recommend": "–",
        "Contact channel": "–",
        "Delivery": "does not apply",
        "Staff": "not answered",
    }
    assert '100 of 201 cells in "Delivery" count as "does not apply"' in said(app)


def test_no_choice_is_offered_without_a_driver() -> None:
    app = uploaded(ANSWERS)
    assert set(app.data_editor[0].value["empty"]) == {"–"}
    assert "empty" not in app.data_editor[0].proto.column_order


def test_what_applies_is_kept_for_the_next_file_and_used_by_the_analyses() -> None:
    app = loaded(SOME_ASKED)
    responses = workspace_of(app).responses()
    assert responses is not None
    applies = {c.label: c.applies_to_all for c in responses.schema.with_role(Role.DRIVER)}
    assert applies == {"Delivery": False, "Staff": True}
    pressed(app, "Load another file")
    full = SOME_ASKED.replace(",,", ",3,")  # nothing in this file would lead to the guess
    app.file_uploader[0].upload("april.csv", full.encode())
    app.run()
    table = app.data_editor[0].value.set_index("header")
    assert table["empty"][["Delivery", "Staff"]].tolist() == ["does not apply", "not answered"]
    assert set(table["empty"].drop(["Delivery", "Staff"])) == {"–"}


def test_an_answer_off_the_scale_is_told_once() -> None:
    told = said(loaded(SOME_ASKED))
    assert told.count("outside") == 1
    assert (
        '1 of 201 answers in "Likelihood to recommend" is outside 0-10 (first: 11 in row 202).'
        in told
    )


def test_deleted_workspace_is_gone() -> None:
    app = loaded()
    folder, token = workspace_of(app).folder, str(app.query_params["w"])
    pressed(app, "Delete this workspace")
    assert not app.exception
    assert not folder.exists()
    assert "w" not in app.query_params
    assert "This link opens no workspace" in said(opened("overview", token))


def test_view_link_shows_the_passport_and_offers_no_change(tokens: dict[str, str | None]) -> None:
    edit = tokens["hostile"]
    assert edit is not None
    app = opened("load", Workspace.open(edit).view_token())
    assert not app.exception
    assert [box for box in app.info if "for looking" in box.value]
    labels = [button.label for button in app.button]
    assert not any(word in label for label in labels for word in ("Delete", "Change", "Load"))
    owner = opened("load", edit)
    assert any("Delete" in button.label for button in owner.button)


def test_a_scale_that_is_not_sure_is_chosen_with_one_press() -> None:
    grades = "\n".join(["Schulnote,Region"] + [f"{1 + i % 6},North" for i in range(60)])
    app = uploaded(grades)
    assert not app.exception
    labels = [button.label.replace("\\", "") for button in app.button]
    offered = [label for label in labels if label.startswith("1-6")]
    assert [label.split(":")[0] for label in offered] == ["1-6", "1-6 reversed"]
    assert all("satisfied" in label for label in offered)
    app.button[labels.index(offered[1])].click().run()
    assert not app.exception
    assert "turned round for scoring" in said(app)
    app = next(b for b in app.button if b.label.startswith("Load ")).click().run()
    kept = workspace_of(app).responses()
    assert kept is not None
    assert kept.scale.option == "1-6 reversed"


def test_a_file_with_a_row_for_each_question_is_arranged_beside_what_stops() -> None:
    asked = ("How likely are you to recommend us?", "Waiting time", "Staff")
    lines = [f"{i},{text},{(i + k) % 11}" for i in range(40) for k, text in enumerate(asked)]
    app = uploaded("Respondent,Question,Answer\n" + "\n".join(lines))
    assert "Each row seems to hold one answer" in said(app)
    pressed(app, "One row for each respondent")
    assert not app.exception
    assert "40 rows, 4 columns." in said(app)
    pressed(app, "Every row is a response")
    assert not app.exception
    assert "120 rows, 3 columns." in said(app)


def test_rows_that_count_answers_are_asked_about_beside_what_stops() -> None:
    counted = (3, 1, 2, 2, 1, 4, 6, 12, 20, 30, 40)
    lines = [f"{score},{n}" for score, n in enumerate(counted)]
    app = uploaded("Score,Responses\n" + "\n".join(lines))
    assert "counts of answers?" in said(app)
    box = next(box for box in app.selectbox if box.label == "Answers in each row")
    box.set_value("Responses").run()
    assert not app.exception
    assert "121 rows" in said(app)
    box = next(box for box in app.selectbox if box.label == "Answers in each row")
    box.set_value("").run()
    assert "11 rows" in said(app)


def test_an_answer_about_rows_that_cannot_be_kept_is_taken_back() -> None:
    lines = [f"{score},{town},{10**8}" for score in range(11) for town in ("Bonn", "Rome")]
    app = uploaded("NPS,Town,Count\n" + "\n".join(lines))
    workspace = workspace_of(app)
    workspace.write("reading", to_plain(Reading(counts="Count")))
    workspace.remove("staged")
    app.run()
    assert "at most" in said(app)
    box = next(box for box in app.selectbox if box.label == "Answers in each row")
    box.set_value("").run()
    assert not app.exception
    assert "22 rows" in said(app)
