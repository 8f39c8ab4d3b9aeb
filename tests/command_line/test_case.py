"""`python -m cx case`: plans in TOML and JSON, and what is refused."""

import json
from pathlib import Path

import pytest

from cx.__main__ import PROBLEM_EXIT, main

SAMPLE = Path(__file__).parents[2] / "sample_data" / "case.toml"


def answered(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main(["case", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_the_sample_case_as_json_and_its_plan_once_more(capsys, tmp_path) -> None:
    code, written = answered(capsys, SAMPLE, "--json")
    found = json.loads(written)
    assert code == 0
    assert found["simulated"]["draws"] >= 10_000
    assert found["net_present_value"] > found["delayed"][0]
    again = tmp_path / "case.json"
    again.write_text(json.dumps(found["plan"]), encoding="utf-8")
    _, twice = answered(capsys, again, "--json")
    assert json.loads(twice) == found


def test_the_sample_case_as_text(capsys) -> None:
    code, written = answered(capsys, SAMPLE)
    assert code == 0
    assert "What would prove it wrong" in written


@pytest.mark.parametrize(
    ("name", "text", "what"),
    [
        ("gone.toml", None, "cannot be read as a text file"),
        ("broken.toml", "name = ", "could not be read as TOML"),
        ("broken.json", "{", "could not be read as JSON"),
        ("empty.toml", 'name = "X"', "The case has no initiative."),
    ],
)
def test_what_is_refused(capsys, tmp_path, name: str, text: str | None, what: str) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    code, written = answered(capsys, path, "--json")
    assert code == PROBLEM_EXIT
    assert what in json.loads(written)["problems"][0]["what"]
