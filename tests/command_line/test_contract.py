"""What other programs rely on: fields, types, numbers that agree, and a page that explains them."""

import json
import math
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cx.__main__ import main
from cx.vocabulary import Role, Scale
from tests.command_line.files import N, feedback, run, written
from tests.command_line.schema import SCHEMA, breaches, keys

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(feedback(), tmp_path_factory.mktemp("files"))


# What `python -m cx` does, and at its end the names of all loaded modules in a file.
AS_A_PROGRAM = """
import atexit, pathlib, runpy, sys
loaded = pathlib.Path(sys.argv.pop())
atexit.register(lambda: loaded.write_text("\\n".join(sys.modules)))
runpy.run_module("cx", run_name="__main__", alter_sys=True)
"""


@pytest.fixture(scope="module")
def answered(file: str) -> tuple[dict[str, Any], list[str]]:
    """The answer as another program gets it, from a process of its own; what that had loaded."""
    loaded = Path(file).with_name("modules.txt")
    ran = subprocess.run(
        [sys.executable, "-c", AS_A_PROGRAM, "analyse", file, "--json", loaded],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert ran.stderr == b""
    return json.loads(ran.stdout), loaded.read_text().splitlines()


@pytest.fixture(scope="module")
def answer(answered: tuple[dict[str, Any], list[str]]) -> dict[str, Any]:
    return answered[0]


def test_every_promised_field_is_there_with_its_type(answer: dict[str, Any]) -> None:
    assert list(breaches(answer, SCHEMA)) == []


def test_lists_are_not_empty_so_that_their_fields_were_seen(answer: dict[str, Any]) -> None:
    assert len(answer["overview"]["distribution"]) == 11
    assert len(answer["overview"]["trend"]) == 16
    assert len(answer["segments"]["rows"]) == 6
    assert len(answer["drivers"]["rows"]) == 2
    assert [gap["fraction"] for gap in answer["performers"]["gaps"]] == [0.1, 0.2]
    assert len(answer["performers"]["rows"]) == 24
    assert answer["not_computed"] == []


def test_same_command_same_answer_and_nothing_is_left_behind(
    answer: dict[str, Any],
    file: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(capsys, "analyse", file, "--json").answer == answer
    assert [path.name for path in tmp_path.iterdir() if "workbench-" in path.name] == []


def test_numbers_agree_with_each_other(answer: dict[str, Any]) -> None:
    passport, overview = answer["passport"], answer["overview"]
    assert passport["rows_read"] == passport["rows_used"] + passport["rows_left_out"] == N
    assert overview["n"] == sum(row["n"] for row in overview["distribution"]) == N
    assert sum(row["n"] for row in overview["trend"]) == N
    net = overview["net"]
    assert net["points"] == pytest.approx(
        100 * (net["favourable_share"] - net["unfavourable_share"])
    )
    assert sum(row["n"] for row in answer["segments"]["rows"]) == N
    drivers = answer["drivers"]
    assert sum(row["importance"] for row in drivers["rows"]) == pytest.approx(drivers["r_squared"])
    performers = answer["performers"]
    assert performers["n_performers"] == len(performers["rows"])


def test_the_gap_of_the_fifth_stands_at_the_top_too(answer: dict[str, Any]) -> None:
    performers = answer["performers"]
    (fifth,) = [gap for gap in performers["gaps"] if gap["fraction"] == 0.2]
    for name in (
        "raw_gap_points",
        "shrunk_gap_points",
        "shrunk_gap_low",
        "shrunk_gap_high",
        "luck_gap_points",
    ):
        assert performers[name] == fifth[name]


def test_the_findings_of_a_part_are_data_and_head_its_text(
    answer: dict[str, Any], file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = answer["drivers"]["findings"]
    assert {finding["page"] for finding in said} == {"drivers"}
    assert said[0]["question"] == "drivers.ranking"
    assert any(finding["n"] for finding in said)
    first = run(capsys, "analyse", file, "--only", "drivers").out.partition("DRIVERS\n")[2]
    assert first.startswith(f"  {said[0]['headline']}.\n  {said[1]['headline']}.\n")


def test_the_mapping_says_a_column_or_columns(answer: dict[str, Any]) -> None:
    mapping = answer["passport"]["mapping"]
    assert mapping["outcome"] == "Likelihood to recommend"
    assert mapping["driver"] == ["Waiting time rating", "Staff rating"]
    for role, headers in mapping.items():
        assert isinstance(headers, list if Role(role).many else str)


def test_every_key_is_documented(answer: dict[str, Any]) -> None:
    found = set(keys(answer, named_by_the_data=("missing", "does_not_apply")))
    assert {key for key in found if f"`{key}`" not in MANUAL} == set()


def test_every_role_and_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert {role for role in Role if f"`{role}`" not in MANUAL} == set()
    options = re.findall(r"--[a-z-]+", run(capsys, "analyse", "--help").out)
    assert len(set(options)) > 6
    assert {option for option in options if f"`{option}" not in MANUAL} == set()


def test_the_manual_shows_commands_that_exist() -> None:
    commands = re.findall(r"^ {4}python -m cx analyse (.+)$", MANUAL, re.MULTILINE)
    assert len(commands) >= 5
    with pytest.raises(SystemExit) as stopped:
        main(["analyse", "--help"])
    assert stopped.value.code == 0
    known = {"--json", "--sheet", "--map", "--scale", "--where", "--min-n", "--only", "--pivot"}
    for command in commands:
        assert set(re.findall(r"--[a-z-]+", command)) <= known


@pytest.mark.parametrize("scale", re.findall(r'--scale "?([^"\n`]+?)"?(?:`| --|$)', MANUAL, re.M))
def test_the_manual_shows_scales_that_exist(scale: str) -> None:
    assert Scale.parse(scale).minimum < Scale.parse(scale).maximum


@pytest.mark.usefixtures("short_search")
def test_a_scale_without_neutral_answers_keeps_the_contract(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = feedback()
    frame["Bought again"] = (frame.pop("Likelihood to recommend") >= 8).map({True: 1, False: 0})
    ran = run(
        capsys,
        "analyse",
        written(frame, tmp_path),
        "--json",
        *("--map", "outcome=Bought again", "--scale", "0-1"),
        *("--map", "driver=Waiting time rating", "--map", "driver=Staff rating"),
    )
    assert ran.code == 0
    assert list(breaches(ran.answer, SCHEMA)) == []
    assert ran.answer["overview"]["net"]["neutral_share"] == 0
    assert ran.answer["overview"]["headline"]["name"] == "Share yes"
    assert len(ran.answer["overview"]["distribution"]) == 2


def test_what_is_unknown_is_null(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = feedback().head(6)
    ran = run(
        capsys,
        "analyse",
        written(few, tmp_path),
        "--json",
        *("--map", "outcome=Likelihood to recommend", "--scale", "0-10"),
        *("--map", "acquisition_channel=Acquisition channel", "--map", "performer=Agent"),
        *("--map", "driver=Waiting time rating", "--map", "driver=Staff rating"),
    )
    assert ran.code == 0
    assert {row["points"] for row in ran.answer["segments"]["rows"]} == {None}
    assert ran.answer["drivers"] is None
    assert ran.answer["performers"] is None
    assert {one["analysis"] for one in ran.answer["not_computed"]} == {"drivers", "performers"}
    assert math.isfinite(ran.answer["overview"]["net"]["points"])


def test_gaps_that_cannot_be_measured_are_null(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = feedback()
    few["Agent"] = [f"Agent {'ABCDEFGHI'[row % 9]}" for row in range(N)]
    ran = run(capsys, "analyse", written(few, tmp_path), "--json", "--only", "performers")
    performers = ran.answer["performers"]
    assert (performers["n_performers"], performers["gaps"]) == (9, [])
    promised = [name for name in SCHEMA["performers"] if "_gap_" in name]
    assert {name: performers.get(name, "absent") for name in promised} == dict.fromkeys(promised)


def test_one_category_has_null_for_the_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = feedback()[["Likelihood to recommend", "Acquisition channel"]]
    ran = run(capsys, "analyse", written(one, tmp_path), "--json", "--only", "segments")
    segments = ran.answer["segments"]
    assert segments["column_role"] is None
    assert [row.get("column", "absent") for row in segments["rows"]] == [None] * 3


def test_neither_streamlit_nor_the_screen_is_loaded(
    answered: tuple[dict[str, Any], list[str]],
) -> None:
    _, loaded = answered
    assert "cx.command_line" in loaded
    assert [
        name for name in loaded if name.split(".")[0] == "streamlit" or name.startswith("cx.ui")
    ] == []
