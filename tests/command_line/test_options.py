from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.command_line.files import N, Ran, feedback, run, written

pytestmark = pytest.mark.usefixtures("short_search")

SCORE = "Likelihood to recommend"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(feedback(), tmp_path_factory.mktemp("files"))


def ten(folder: Path) -> str:
    """Answers 1 to 10, which may be of 0-10 or of 1-10."""
    frame = pd.DataFrame({"Score": np.arange(200) % 10 + 1, "Channel": ["Web", "Shop"] * 100})
    return written(frame, folder)


def overview_of(ran: Ran) -> dict[str, object]:
    assert ran.code == 0, ran.err
    overview: dict[str, object] = ran.answer["overview"]
    return overview


# --- what is asked ---------------------------------------------------------------------------


def test_text_is_for_people(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "analyse", file)
    assert (ran.code, ran.err) == (0, "")
    for part in ("PASSPORT", "OVERVIEW", "SEGMENTS", "DRIVERS", "PERFORMERS"):
        assert f"{part}\n" in ran.out
    assert "480 rows read, 480 used, 0 left out" in ran.out
    assert "NOT COMPUTED" not in ran.out


def test_only_some_analyses(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "analyse", file, "--json", "--only", "drivers,overview")
    assert set(ran.answer) == {"passport", "not_computed", "drivers", "overview"}


def test_only_one_that_the_file_cannot_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = written(feedback()[[SCORE, "Acquisition channel"]], tmp_path)
    ran = run(capsys, "analyse", plain, "--json", "--only", "drivers")
    assert ran.code == 2
    assert ran.codes == ["column_missing"]
    assert "--map driver=COLUMN" in ran.answer["problems"][0]["fix"]
    everything = run(capsys, "analyse", plain, "--json")
    assert everything.code == 0
    assert everything.answer["drivers"] is None


def test_where_narrows_by_role_by_header_and_by_several_values(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def asked(*pairs: str) -> dict[str, object]:
        where = [word for pair in pairs for word in ("--where", pair)]
        return overview_of(run(capsys, "analyse", file, "--json", "--only", "overview", *where))

    frame = feedback()
    by_channel = frame["Acquisition channel"].value_counts()
    searched = asked("acquisition_channel=Search")
    assert searched["n"] == by_channel["Search"]
    assert asked("Acquisition channel=Search") == searched
    either = asked("acquisition_channel=Search", "acquisition_channel=Referral")
    assert either["n"] == by_channel["Search"] + by_channel["Referral"]
    both = asked("acquisition_channel=Search", "purchase_behaviour=more")
    expected = frame[
        (frame["Acquisition channel"] == "Search") & (frame["Purchase behaviour"] == "more")
    ]
    assert both["n"] == len(expected)


def test_passport_is_of_the_whole_file_whatever_is_filtered(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    searched = ("--only", "overview", "--where", "acquisition_channel=Search")
    ran = run(capsys, "analyse", file, "--json", *searched)
    assert ran.answer["passport"]["rows_used"] == N


def test_min_n_hides_smaller_groups(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "analyse", file, "--json", "--min-n", "85")
    rows = ran.answer["segments"]["rows"]
    assert [row["suppressed"] for row in rows] == [row["n"] < 85 for row in rows]
    assert {True, False} == {row["suppressed"] for row in rows}
    assert ran.answer["performers"] is None  # nobody has 85 answers


def test_map_states_roles(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(
        capsys,
        "analyse",
        file,
        "--json",
        *("--map", "region=Acquisition channel", "--map", "none=Agent"),
        *("--map", "driver=Staff rating", "--only", "overview,segments"),
    )
    mapping = ran.answer["passport"]["mapping"]
    assert mapping["region"] == "Acquisition channel"
    assert mapping["driver"] == ["Staff rating"]  # stated drivers replace the guessed ones
    assert "acquisition_channel" not in mapping
    assert "performer" not in mapping
    assert ran.answer["segments"]["row_role"] == "region"


def test_map_moves_the_outcome_and_its_scale(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    moved = ("--map", "outcome=Waiting time rating", "--only", "overview")
    ran = run(capsys, "analyse", file, "--json", *moved, "--scale", "1-10")
    assert overview_of(ran)["outcome"] == "Waiting time rating"
    assert ran.answer["passport"]["scale"]["minimum"] == 1
    assert run(capsys, "analyse", file, "--json", *moved).code == 2  # 1 to 10: not guessed


def partly_rated(folder: Path) -> str:
    """Nobody rates staff in the shop; some do not rate waiting, wherever they were."""
    frame = feedback()
    frame["Contact channel"] = np.where(np.arange(N) % 3 == 0, "shop", "phone")
    frame["Staff rating"] = frame["Staff rating"].where(frame["Contact channel"] == "phone")
    frame["Waiting time rating"] = frame["Waiting time rating"].where(np.arange(N) % 10 > 0)
    return written(frame, folder)


@pytest.mark.parametrize(
    ("stated", "does_not_apply"),
    [
        ((), {"Staff rating": 160}),  # guessed
        (("Waiting time rating",), {"Waiting time rating": 48}),  # stated ones replace guesses
        (("Waiting time rating", "Staff rating"), {"Waiting time rating": 48, "Staff rating": 160}),
        (("none",), {}),
    ],
)
def test_drivers_that_do_not_apply_to_everybody(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    stated: tuple[str, ...],
    does_not_apply: dict[str, int],
) -> None:
    options = [word for header in stated for word in ("--does-not-apply", header)]
    only = ("--json", "--only", "drivers")
    ran = run(capsys, "analyse", partly_rated(tmp_path), *only, *options)
    assert ran.answer["passport"]["does_not_apply"] == does_not_apply
    assert ran.answer["passport"]["missing"]["Staff rating"] == 160
    rows = {row["driver"]: row for row in ran.answer["drivers"]["rows"]}
    assert rows["Waiting time rating"]["applies_to_all"] == (
        "Waiting time rating" not in does_not_apply
    )
    assert {name: row["n_rated"] for name, row in rows.items()} == {
        "Waiting time rating": 432,
        "Staff rating": 320,
    }


def test_dates_and_decimals_are_stated_as_the_problem_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pd.DataFrame(
        {
            SCORE: np.arange(60) % 11,
            "Survey date": [f"0{1 + n % 5}/0{1 + 7 * n % 9}/2023" for n in range(60)],
            "Spend": [f"{1 + n % 9}.{100 + n}" for n in range(60)],
        }
    )
    only = ("--json", "--only", "overview")
    asked = run(capsys, "analyse", written(frame, tmp_path), *only)
    fixes = {problem["code"]: problem["fix"] for problem in asked.answer["passport"]["problems"]}
    assert fixes == {
        "date_order_ambiguous": 'Give --dates "Survey date=dmy" or --dates "Survey date=mdy".',
        "number_format_ambiguous": 'Give --decimal "Spend=," or --decimal "Spend=.".',
    }
    assert asked.answer["passport"]["first_date"] is None
    stated = ("--dates", "Survey date=mdy", "--decimal", "Spend=,")
    told = run(capsys, "analyse", written(frame, tmp_path), *only, *stated).answer["passport"]
    assert (told["first_date"], told["problems"]) == ("2023-01-01", [])
    spend = next(line for line in told["columns"] if line["column"] == "Spend")
    assert spend["sum_read"] == sum(1_000 * (1 + n % 9) + 100 + n for n in range(60))
    for option in (("--dates", "Survey date=ymd"), ("--decimal", "Spend=x"), ("--dates", "X=dmy")):
        assert run(capsys, "analyse", written(frame, tmp_path), *option).code == 2


def test_only_a_driver_can_not_apply(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "analyse", file, "--json", "--does-not-apply", "Agent")
    assert (ran.code, ran.codes) == (2, ["no_driver"])
    (problem,) = ran.answer["problems"]
    assert problem["what"] == '"Agent" is not a driver rating of this file.'
    assert problem["fix"] == "Its driver ratings are: Waiting time rating, Staff rating."


def test_sheets_are_stacked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = feedback()[["Date", SCORE, "Acquisition channel"]]
    path = str(tmp_path / "waves.xlsx")
    with pd.ExcelWriter(path, engine="openpyxl") as book:
        frame.iloc[:300].to_excel(book, sheet_name="Control", index=False)
        frame.iloc[300:].to_excel(book, sheet_name="Pilot", index=False)

    def asked(*options: str) -> dict[str, object]:
        return overview_of(run(capsys, "analyse", path, "--json", "--only", "overview", *options))

    both = ("--sheet", "Control", "--sheet", "Pilot")
    assert asked("--sheet", "Pilot")["n"] == 180
    assert asked(*both)["n"] == N
    assert asked(*both, "--where", "sheet=Control")["n"] == 300
    unknown = run(capsys, "analyse", path, "--json", "--sheet", "Piolt")
    assert unknown.code == 2
    assert "Piolt" in unknown.out


# --- scales ----------------------------------------------------------------------------------


def test_1_to_10_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run(capsys, "analyse", ten(tmp_path))
    assert (told.code, told.out) == (2, "")
    assert "--scale" in told.err
    assert "1-10" in told.err
    as_json = run(capsys, "analyse", ten(tmp_path), "--json")
    assert as_json.code == 2
    assert any("--scale" in problem["fix"] for problem in as_json.answer["problems"])


@pytest.mark.parametrize(
    ("scale", "name", "points"),
    [("1-10", "Net score", -40), ("0-10", "NPS", -40)],  # two in ten of 9-10, six of 1-6
)
def test_a_stated_scale_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], scale: str, name: str, points: float
) -> None:
    ran = run(capsys, "analyse", ten(tmp_path), "--json", "--scale", scale)
    net = ran.answer["overview"]["net"]
    assert (net["name"], net["points"]) == (name, pytest.approx(points))


def test_answers_off_a_stated_scale_are_left_out_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pd.DataFrame(
        {"Score": [1, 2, 3, 4, 5] * 20 + [9], "Channel": ["Web", "Shop"] * 50 + ["Web"]}
    )
    ran = run(capsys, "analyse", written(frame, tmp_path), "--json", "--scale", "1-5")
    passport = ran.answer["passport"]
    assert (passport["rows_used"], passport["rows_left_out"]) == (100, 1)


# --- what cannot be done ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--map", "outcome=Scroe"), "column_unknown", 'has no column "Scroe"'),
        (("--where", "chanel=Search"), "filter_unknown", '"chanel"'),
        (("--where", "acquisition_channel=Serach"), "value_unknown", 'never holds "Serach"'),
    ],
)
def test_what_is_unknown_is_named(
    file: str,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, str],
    code: str,
    said: str,
) -> None:
    as_json = run(capsys, "analyse", file, "--json", *arguments)
    assert (as_json.code, as_json.err) == (2, "")
    (problem,) = as_json.answer["problems"]
    assert problem["code"] == code
    assert said in problem["what"]
    assert problem["severity"] == "stops"
    assert problem["fix"].endswith(".")
    as_text = run(capsys, "analyse", file, *arguments)
    assert (as_text.code, as_text.out) == (2, "")
    assert as_text.err.strip() == f"{problem['what']} {problem['fix']}"


def test_several_problems_are_told_at_once(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(
        capsys, "analyse", file, "--json", "--where", "a=1", "--where", "acquisition_channel=x"
    )
    assert ran.codes == ["filter_unknown", "value_unknown"]


@pytest.mark.parametrize("pair", ["outcome=high", "Spend=9.99", "Date=2026-01-01"])
def test_columns_that_cannot_be_filtered_by_value_are_refused(
    file: str, capsys: pytest.CaptureFixture[str], pair: str
) -> None:
    ran = run(capsys, "analyse", file, "--json", "--where", pair)
    assert (ran.code, ran.err) == (2, "")
    (problem,) = ran.answer["problems"]
    assert problem["fix"].startswith("Filter by one of: acquisition_channel")


def test_answers_can_be_filtered_by_yes_and_no(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    resolved = feedback()["Resolved"].value_counts()
    only = ("--json", "--only", "overview")
    ran = run(capsys, "analyse", file, *only, "--where", "resolved=Yes")
    assert overview_of(ran)["n"] == resolved["Yes"]


def test_there_is_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "nowhere.csv")
    as_json = run(capsys, "analyse", missing, "--json")
    assert (as_json.code, as_json.codes, as_json.err) == (2, ["no_file"], "")
    as_text = run(capsys, "analyse", missing)
    assert (as_text.code, as_text.out) == (2, "")
    assert "nowhere.csv" in as_text.err


def test_filters_that_leave_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    frame = feedback()
    frame["Region"] = np.where(frame["Acquisition channel"] == "Search", "North", "South")
    ran = run(
        capsys,
        "analyse",
        written(frame, tmp_path),
        "--json",
        *("--where", "region=South", "--where", "acquisition_channel=Search"),
    )
    assert (ran.code, ran.codes) == (2, ["no_responses"])


def test_a_file_that_is_no_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    ran = run(capsys, "analyse", str(empty), "--json")
    assert ran.code == 2
    assert ran.answer["problems"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("analyse",),
        ("analyse", "FILE", "--scale", "ten"),
        ("analyse", "FILE", "--scale", "10-1"),
        ("analyse", "FILE", "--map", "boss=Agent"),
        ("analyse", "FILE", "--map", "Agent"),
        ("analyse", "FILE", "--where", "Search"),
        ("analyse", "FILE", "--min-n", "0"),
        ("analyse", "FILE", "--min-n", "few"),
        ("analyse", "FILE", "--only", "forecast"),
    ],
)
def test_a_command_that_cannot_be_read_exits_with_two(
    file: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    ran = run(capsys, *(file if argument == "FILE" else argument for argument in arguments))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("usage: python -m cx")


def test_a_misread_scale_says_how_to_write_it(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = run(capsys, "analyse", file, "--scale", "ten")
    assert 'Write it as "0-10", "1-5", "1-7 effort" or "1-5 reversed".' in ran.err


def test_a_line_through_three_answers_claims_nothing_and_does_not_crash(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pd.DataFrame({"Date": ["2026-01-01", "2026-02-01", "2026-03-01"], "NPS": [0, 8, 10]})
    path = written(frame, tmp_path)
    arguments = ("analyse", path, "--scale", "0-10", "--only", "overview", "--min-n", "3")
    # The scores -100, 0, 100 lie on a line, but each is one answer of variance 2/3: the tilt of 100
    # has an error of the root of 1/3, and t of 1.73 with one degree of freedom has p of 1/3. (A
    # line over answers had no p here, since it left nothing over.)
    p_value = run(capsys, *arguments, "--json").answer["overview"]["trend_test"]["p_value"]
    assert p_value == pytest.approx(1 / 3, abs=1e-6)
    assert run(capsys, *arguments).code == 0


# --- target and names ------------------------------------------------------------------------


def test_the_target_is_set_against_the_range(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    def asked(*target: str) -> dict[str, object]:
        return overview_of(run(capsys, "analyse", file, "--json", "--only", "overview", *target))

    assert (asked()["target_points"], asked()["against_target"]) == (None, None)
    low, points, high = (asked()["net"][name] for name in ("low", "points", "high"))  # type: ignore[index]
    for target, side in ((low - 1, "above"), (points, "includes"), (high + 1, "below")):
        found = asked("--target", str(target))
        assert found["target_points"] == pytest.approx(target)
        assert found["against_target"] == side
    said = run(capsys, "analyse", file, "--only", "overview", "--target", "100").out
    assert "target +100: the range lies below it" in said


def test_names_are_hidden_in_everything_that_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = feedback()
    names = [f"Given{letter} Family{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWX"]
    frame["Agent"] = [names[ord(agent[-1]) - ord("A")] for agent in frame["Agent"]]
    named = written(frame, tmp_path)
    shown = run(capsys, "analyse", named, "--json", "--only", "performers")
    assert "FamilyA" in shown.out
    for form in ([], ["--json"]):
        ran = run(capsys, "analyse", named, "--hide-names", *form)
        assert ran.code == 0
        assert "Family" not in ran.out + ran.err
    rows = ran.answer["performers"]["rows"]  # of the last, which is JSON
    assert {row["performer"][:4] for row in rows} == {"G.F."}
    again = run(capsys, "analyse", named, "--hide-names", "--json", "--only", "performers")
    assert again.answer["performers"] == ran.answer["performers"]  # nobody's label is drawn anew
    one = ("--where", f"performer={names[3]}", "--only", "overview", "--json")
    assert overview_of(run(capsys, "analyse", named, "--hide-names", *one))["n"] == 20


# --- what columns are called --------------------------------------------------------------------


def coded(folder: Path) -> str:
    frame = pd.DataFrame(
        {"npsScore": np.arange(200) % 11, "sales=Region": ["North", "South"] * 100}
    )
    return written(frame, folder)


def test_columns_are_called_as_stated(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = coded(tmp_path)
    stated = ("--label", "sales=Region=Where", "--map", "region=sales=Region")
    ran = run(capsys, "analyse", file, "--only", "segments", *stated)
    assert ran.code == 0, ran.err
    assert "by where" in ran.out
    assert "sales=Region" not in ran.out
    unlike = run(capsys, "analyse", file, *stated, "--where", "Where=East")
    assert '"Where" never holds "East".' in unlike.err


def test_columns_are_known_by_what_they_are_called_and_by_their_headers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = pd.DataFrame({"nps": np.arange(200) % 11, "salesRegion": ["North", "South"] * 100})
    file = written(frame, tmp_path)
    for name in ("salesRegion", "Sales region", "region"):
        mapped = ("--map", "region=salesRegion", "--where", f"{name}=North")
        ran = run(capsys, "analyse", file, "--json", "--only", "overview", *mapped)
        assert overview_of(ran)["n"] == 100


def test_labels_that_cannot_be_used_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = coded(tmp_path)
    refused = {
        "sales=Region=": "label_empty",
        "sales=Region=nps score": "label_taken",
        "Nowhere=Here": "column_unknown",
    }
    for stated, code in refused.items():
        ran = run(
            capsys, "analyse", file, "--json", "--map", "region=sales=Region", "--label", stated
        )
        assert (ran.code, ran.codes) == (2, [code])
    assert run(capsys, "analyse", file, "--label", "no sign").code == 2
