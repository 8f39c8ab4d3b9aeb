"""Files in which some number has no meaning: the command line says null and a sentence."""

from pathlib import Path
from typing import Any

import pytest

from cx.exports.text import report
from tests import bad_input
from tests.command_line.files import run, written
from tests.command_line.schema import SCHEMA, breaches

pytestmark = pytest.mark.usefixtures("short_search")

# What is not computed, by code, and the parts of an answer that are null.
PARTS = ("like_for_like", "worth", "consistency", "recognition")
ALIKE = ("outcome_constant", "no_spread", "too_few_in_quarters")
NOT_COMPUTED: dict[str, tuple[str, ...]] = {
    "constant drivers": ("too_few_drivers", "too_few_in_quarters"),
    "one constant driver": ("too_few_in_quarters",),
    "two identical drivers": ("too_few_in_quarters",),
    "a driver answered by three": ("too_few_in_quarters",),
    "all promoters": ALIKE,
    "all detractors": ALIKE,
    "one performer": ("too_few_performers",),
    "two performers": ("too_few_for_worth", "alone_in_groups"),
    "a performer with one response": ("too_few_in_quarters",),
    "every performer identical": ("too_few_in_quarters",),
    "5,000 performers": ("too_few_performers", "too_few_in_quarters"),
    "spend all zero": ("too_few_in_quarters",),
    "one segment": ("mix_nested", "too_few_in_quarters"),
    "one expectation": ("too_few_in_quarters",),
    "one day": ("too_few_quarters",),
}


@pytest.fixture(scope="module", params=bad_input.BAD)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, str, list[str]]:
    """The kind of file, its path, and what its columns are."""
    frame = bad_input.BAD[request.param]()
    roles = bad_input.named(frame)
    mapped = [part for header, role in roles.items() for part in ("--map", f"{role}={header}")]
    path = written(frame, tmp_path_factory.mktemp("bad"))
    return request.param, path, [*mapped, "--scale", "0-10"]


def test_the_command_line_ends_in_an_answer_and_sentences(
    asked: tuple[str, str, list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    kind, path, mapped = asked
    ran = run(capsys, "analyse", path, "--json", *mapped)
    assert (ran.code, ran.err) == (0, "")
    answer = ran.answer  # refuses NaN and infinities
    reasons = _reasons(answer)
    assert tuple(reason["code"] for reason in reasons) == NOT_COMPUTED[kind]
    for reason in reasons:
        assert reason["what"].endswith(".")
        assert reason["fix"].endswith(".")
    promised = {name: SCHEMA[name] for name in SCHEMA if answer[name] is not None}
    if "performers" in promised:  # a part that is not computed is null
        nulls = {name for name in PARTS if answer["performers"][name] is None}
        assert nulls <= {reason["part"] for reason in answer["performers"]["not_computed"]}
        kept = {name: SCHEMA["performers"][name] for name in SCHEMA["performers"]}
        promised["performers"] = {name: kept[name] for name in kept if name not in nulls}
    if kind == "two performers":  # no gap can be measured
        assert answer["performers"]["gaps"] == []
        del promised["performers"]
    if kind == "one day":  # no trend
        assert answer["overview"]["trend_test"] is None
        del promised["overview"]
    if kind in ("one segment", "one day"):
        assert answer["segments"]["bridge"] is None
        del promised["segments"]
    assert list(breaches(answer, promised)) == []
    text = report(answer)
    assert "nan" not in text.lower().split()
    for reason in answer["not_computed"]:
        assert reason["what"] in " ".join(text.split())


def _reasons(answer: dict[str, Any]) -> list[dict[str, str]]:
    within = (answer["performers"] or {}).get("not_computed", [])
    return [*answer["not_computed"], *within]


@pytest.mark.parametrize(
    ("kind", "only", "code"),
    [
        ("constant drivers", "drivers", "too_few_drivers"),
        ("all promoters", "drivers", "outcome_constant"),
        ("one performer", "performers", "too_few_performers"),
    ],
)
def test_what_alone_was_asked_for_and_cannot_be_said_exits_with_two(
    kind: str, only: str, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = bad_input.BAD[kind]()
    roles = bad_input.named(frame)
    mapped = [part for header, role in roles.items() for part in ("--map", f"{role}={header}")]
    path = written(frame, tmp_path)
    ran = run(capsys, "analyse", path, "--scale", "0-10", "--only", only, *mapped)
    assert (ran.code, ran.out) == (2, "")
    assert "Traceback" not in ran.err
    as_json = run(capsys, "analyse", path, "--json", "--scale", "0-10", "--only", only, *mapped)
    assert (as_json.code, as_json.codes) == (2, [code])


def test_money_without_any_spend_is_null(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = bad_input.BAD["spend all zero"]()
    path = written(frame, tmp_path)
    ran = run(capsys, "analyse", path, "--json", "--scale", "0-10", "--map", "spend=Spend")
    assert ran.answer["performers"]["worth"]["money"] is None
    assert ran.answer["performers"]["worth"]["points"]["value"] > 0
