"""`python -m cx value`: fields, types, assumptions, and what bad input is told."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.command_line.files import N, feedback, run, written
from tests.command_line.schema import FINDING, MAYBE, NUMBER, breaches, keys

MANUAL = (Path(__file__).parents[2] / "docs" / "CLI.md").read_text(encoding="utf-8")
ESTIMATE = {"value": NUMBER, "low": MAYBE, "high": MAYBE, "n": int}
SCHEMA: dict[str, Any] = {
    "not_computed": [{"part": str, "code": str, "what": str, "fix": str}],
    "passport": {"rows_used": int},
    "value": {
        "assumptions": {"margin": MAYBE, "discount_rate": NUMBER, "customers": MAYBE},
        "assumed": str,
        "findings": [FINDING],
        "truths": {
            "net_name": str,
            "people": ESTIMATE,
            "revenue": ESTIMATE,
            "difference": ESTIMATE,
            "effective_n": NUMBER,
            "largest_ten_share": NUMBER,
            "n_half": int,
            "covered_share": MAYBE,
            "largest_share": NUMBER,
            "largest": [{"n_largest": int, "largest_share": NUMBER, "without_points": NUMBER}],
            "bands_hidden": bool,
            "minimum_n": int,
            "bands": [{"band": str, "revenue": NUMBER, "mean_revenue": MAYBE}],
            "each_answer": bool,
            "years_from": frozenset({"stated", "dates", "one year"}),
        },
        "groups": [
            {
                "column": str,
                "p_value": MAYBE,
                "groups": [{"level": str, "n_in_group": int, "lifetime": MAYBE, "hidden": bool}],
            }
        ],
        "worth": {"lifts": [{"lift": str, "worth": NUMBER, "worth_low": NUMBER, "sure": bool}]},
        "at_risk": {"measured": bool, "excess": ESTIMATE, "money": ESTIMATE},
        "lifetime": {"bands": [{"lifetime": MAYBE}], "measured": bool, "difference": ESTIMATE},
        "purchases": {"model": {"r": NUMBER, "alpha": NUMBER}, "n_repeaters": int},
        "retention": {"years": [{"year": int, "gain": NUMBER}], "steady": ESTIMATE},
        "earned_growth": {"net_retention": ESTIMATE, "flows": [{"flow": str}]},
    },
}


def accounts() -> pd.DataFrame:
    """Answers in which every question about value has an answer."""
    random = np.random.default_rng(4)
    made = feedback()
    made["Customer ID"] = [f"C{number}" for number in random.integers(0, 150, N)]
    customer = made["Customer ID"].str[1:].astype(int)
    made["Churned"] = np.where(customer % 7 == 0, "Yes", "No")
    made["Revenue last year"] = np.where(customer % 5 == 0, 0, 40.0 + customer)
    return made


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    return written(accounts(), tmp_path_factory.mktemp("accounts"))


def test_every_promised_field_is_there(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "value", file, "--json")
    assert ran.code == 0
    answer = ran.answer
    assert answer["not_computed"] == []
    assert list(breaches(answer, SCHEMA)) == []
    for name in ("groups", "findings"):
        assert answer["value"][name]
    assert answer["value"]["worth"]["lifts"]
    found = set(keys(answer, named_by_the_data=("missing",)))
    assert {key for key in found if f"`{key}`" not in MANUAL} == set()
    assert run(capsys, "value", file, "--json").answer == answer


def test_assumptions_are_taken_as_stated(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    plain = run(capsys, "value", file, "--json").answer["value"]
    stated = run(
        capsys, "value", file, "--margin", "40%", "--discount", "0.2", "--horizon", "3",
        "--customers", "3000", "--currency", "EUR", "--json",
    ).answer["value"]  # fmt: skip
    assert stated["assumptions"]["margin"] == 0.4
    assert stated["assumptions"]["horizon_years"] == 3
    assert stated["truths"]["currency"] == "EUR"
    scale = 3000 / plain["truths"]["n_customers"]
    first = plain["retention"]["years"][0]["gain"]
    assert stated["retention"]["years"][0]["gain"] == pytest.approx(0.4 * scale * first)
    assert "margin 40\xa0% of revenue" in stated["assumed"]


def test_text_says_the_findings(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "value", file)
    assert ran.code == 0
    assert "VALUE" in ran.out
    assert "NPS by revenue" in ran.out
    assert "Assumed: no margin stated, so money is revenue" in ran.out


def test_parts_that_cannot_be_answered_are_null(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = feedback()[["Likelihood to recommend", "Spend"]]
    answer = run(capsys, "value", written(made, tmp_path), "--json").answer
    assert {missing["part"] for missing in answer["not_computed"]} == {"purchases", "earned_growth"}
    assert answer["value"]["purchases"] is None
    assert answer["value"]["groups"] == []
    assert answer["value"]["worth"]["lifts"] == []


TWO_CURRENCIES = [f"{('EUR', 'USD')[i % 2]} {i}.5" for i in range(N)]


def _changed(**columns: Any) -> pd.DataFrame:
    return feedback()[["Likelihood to recommend", "Spend"]].assign(**columns)


@pytest.mark.parametrize(
    ("frame", "options", "codes"),
    [
        (_changed().drop(columns="Spend"), [], ["no_spend"]),
        (_changed(Spend=TWO_CURRENCIES), [], ["several_currencies", "no_spend"]),
        (_changed(Spend=-5.5), ["--map", "spend=Spend"], ["nothing_spent"]),
        (_changed(), ["--margin", "140%"], ["margin_unusable"]),
        (_changed(), ["--discount=-10%", "--horizon", "0"],
         ["discount_rate_unusable", "horizon_years_unusable"]),
    ],
)  # fmt: skip
def test_bad_input_is_told_what_to_do(
    frame: pd.DataFrame,
    options: list[str],
    codes: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran = run(capsys, "value", written(frame, tmp_path), *options, "--json")
    assert ran.code == 2
    assert ran.codes == codes
    assert all(problem["fix"] for problem in ran.answer["problems"])


def test_no_discount_is_noted(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    value = run(capsys, "value", file, "--discount", "0", "--json").answer["value"]
    assert [note["code"] for note in value["notes"]] == ["no_discount"]


def test_every_option_is_documented(capsys: pytest.CaptureFixture[str]) -> None:
    options = set(re.findall(r"--[a-z-]+", run(capsys, "value", "--help").out))
    assert len(options) > 15
    assert {option for option in options if f"`{option}" not in MANUAL} == set()


def test_a_share_that_is_none_is_refused(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "value", file, "--margin", "much")
    assert ran.code == 2
    assert '"much" is no share' in ran.err
