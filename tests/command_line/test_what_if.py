import re
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.files import feedback, run, written
from tests.command_line.schema import MAYBE, NUMBER, PROBLEM, breaches, keys
from tests.command_line.test_contract import MANUAL

ESTIMATE = {"value": NUMBER, "low": NUMBER, "high": NUMBER, "n": int}
SCHEMA: dict[str, Any] = {
    "passport": {"rows_read": int},
    "net_name": str,
    "n": int,
    "n_fitted": int,
    "baseline": ESTIMATE,
    "score": ESTIMATE,
    "change": ESTIMATE,
    "together": ESTIMATE,
    "shares": [
        {"band": str, **dict.fromkeys(("before", "after", "after_low", "after_high"), NUMBER)}
    ],
    "fan": [{"probability": NUMBER, "points": NUMBER}],
    "steps": [{"name": frozenset({"mix", "levers", "gap"}), "change": ESTIMATE}],
    "guesswork": [{"lever": str, "reason": str, "value": NUMBER, "limit": (dict, type(None))}],
    "locked": [str],
    "skill": MAYBE,
    "skill_error": MAYBE,
    "penalised": bool,
    "levers": [
        {
            "label": str,
            "kind": frozenset({"rating", "resolved", "time"}),
            "mean": NUMBER,
            "room": NUMBER,
            "locked": bool,
            "correlation": NUMBER,
            "coefficient": NUMBER,
            "n_rated": int,
        }
    ],
    "mixes": [{"column": str, "levels": [{"level": str, "share": NUMBER, "n": int}]}],
    "gap": {"full": ESTIMATE, "target_points": NUMBER},
    "set_aside": [{"driver": str, "reason": str, "n_rated": int}],
    "problems": [PROBLEM],
}
WAITING, STAFF = "Waiting time rating", "Staff rating"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(feedback(), tmp_path_factory.mktemp("files"))


def test_every_promised_field_is_there_and_documented(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    moves = ("--lever", f"{WAITING}=+2.5", "--lever", f"{STAFF}<=6->8", "--lever", "gap=50%")
    mix = ("--mix", "acquisition_channel:Referral=60%")
    ran = run(capsys, "whatif", file, *moves, *mix, "--json")
    assert ran.code == 0
    assert list(breaches(ran.answer, SCHEMA)) == []
    assert [step["name"] for step in ran.answer["steps"]] == ["mix", "levers", "gap"]
    assert ran.answer["guesswork"]
    assert len(ran.answer["levers"]) == 3
    found = set(keys(ran.answer, named_by_the_data=("missing",)))
    assert {key for key in found if f"`{key}`" not in MANUAL} == set()


def test_numbers_agree_with_each_other(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "whatif", file, "--lever", f"{WAITING}=+0.3", "--json").answer
    score, change = ran["score"], ran["change"]
    assert score["value"] == pytest.approx(ran["baseline"]["value"] + change["value"])
    assert 0 < change["low"] < change["value"] < change["high"]
    assert score["low"] < score["value"] < score["high"]
    favourable, neutral, unfavourable = (band["after"] for band in ran["shares"])
    assert favourable + neutral + unfavourable == pytest.approx(1)
    assert 100 * (favourable - unfavourable) == pytest.approx(score["value"])


def test_without_a_move_the_score_is_that_of_the_overview(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    still = run(capsys, "whatif", file, "--json").answer
    net = run(capsys, "analyse", file, "--only", "overview", "--json").answer["overview"]["net"]
    assert {still["change"][name] for name in ("value", "low", "high")} == {0}
    assert (still["score"]["value"], still["score"]["low"]) == (net["points"], net["low"])
    assert all(band["after"] == band["before"] for band in still["shares"])


def test_levers_are_named_in_several_ways(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    by_header, by_name = (
        run(capsys, "whatif", file, "--lever", f"{name}=0.3", "--json").answer["change"]["value"]
        for name in (WAITING, "driver_1")
    )
    assert by_header == by_name
    share, percent = (
        run(capsys, "whatif", file, "--lever", f"resolved={by}", "--json").answer["change"]["value"]
        for by in ("0.05", "+5%")
    )
    assert share == percent != 0
    some, every = (
        run(capsys, "whatif", file, "--lever", f"{WAITING}{band}->8", "--json").answer
        for band in ("=4..6", "<=6")
    )
    assert 0 < some["change"]["value"] < every["change"]["value"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--lever", "nonsense"), "lever_syntax"),
        (("--lever", f"{WAITING}=lots"), "lever_syntax"),
        (("--lever", f"{WAITING}=+5%"), "lever_syntax"),
        (("--lever", f"{WAITING}<=6->"), "lever_syntax"),
        (("--lever", "Parking=+1"), "lever_unknown"),
        (("--lever", "Parking=+5%"), "lever_unknown"),
        (("--lever", f"{WAITING}<=6->12"), "lift_out_of_scale"),
        (("--mix", "Referral=60%"), "mix_syntax"),
        (("--mix", "acquisition_channel:Radio=60%"), "mix_level"),
        (("--mix", "acquisition_channel:Referral=160%"), "mix_share"),
        (("--lever", "gap=150%"), "gap_share"),
    ],
)
def test_what_cannot_be_moved_is_a_problem(
    file: str, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: str
) -> None:
    ran = run(capsys, "whatif", file, *arguments, "--json")
    assert ran.code == 2
    assert code in ran.codes
    assert all(problem["fix"] for problem in ran.answer["problems"])


def test_every_wrong_lever_is_named_at_once(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "whatif", file, "--lever", "one", "--lever", "two", "--mix", "x", "--json")
    assert ran.codes == ["lever_syntax", "lever_syntax", "mix_syntax"]


def test_text_says_that_it_is_no_proof(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "whatif", file, "--lever", f"{WAITING}=+0.3")
    assert ran.code == 0
    assert "no proof" in ran.out
    assert "95" in ran.out
    assert "n 480" in ran.out


def test_the_manual_shows_commands_that_exist(
    file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands = re.findall(r"^ {4}python -m cx whatif (.+)$", MANUAL, re.MULTILINE)
    assert len(commands) >= 3
    shown = set(re.findall(r"--[a-z-]+", run(capsys, "whatif", "--help").out))
    assert {"--lever", "--mix", "--json"} <= shown
    for command in commands:
        assert set(re.findall(r"--[a-z-]+", command)) <= shown


def test_a_model_without_skill_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = feedback()[["Likelihood to recommend", WAITING, STAFF]]
    idle = frame.assign(**{WAITING: frame[WAITING].to_numpy()[::-1], STAFF: 5})
    idle[STAFF] = idle[WAITING].to_numpy()[::-1] % 7
    idle["Likelihood to recommend"] = [(row * 7919) % 11 for row in range(len(idle))]
    ran = run(capsys, "whatif", written(idle, tmp_path), "--json")
    assert ran.code == 2
    assert ran.codes == ["no_skill"]
