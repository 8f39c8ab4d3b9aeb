"""Files made by others, where somebody has them: set CX_REAL_DATA to their folder.

None of them is part of the project. What they must say was computed outside of it.
"""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.files import run

STACKED = ("--sheet", "C Control", "--sheet", "C Pilot")


@pytest.fixture
def real_data() -> Path:
    folder = os.environ.get("CX_REAL_DATA")
    if not folder:
        pytest.skip("CX_REAL_DATA is not set: it names the folder with other people's files")
    return Path(folder)


def analysed(
    capsys: pytest.CaptureFixture[str], folder: Path, pattern: str, *arguments: str
) -> dict[str, Any]:
    (path,) = folder.glob(pattern)
    ran = run(capsys, "analyse", str(path), "--json", *arguments)
    assert ran.code == 0, ran.out
    return ran.answer


def points_by(rows: list[dict[str, Any]]) -> dict[str, float]:
    return {row["level"]: row["points"] for row in rows}


def test_e_commerce_support(real_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = analysed(capsys, real_data, "shopzilla/*.csv")
    passport, overview = answer["passport"], answer["overview"]
    assert passport["rows_read"] == passport["rows_used"] == 17_214
    assert passport["mapping"]["outcome"] == "CSAT Score"
    assert passport["mapping"]["performer"] == "Agent_name"
    assert overview["mean"]["value"] == pytest.approx(3.9666, abs=5e-5)
    assert overview["headline"]["name"] == "Top-2-box"
    assert overview["headline"]["value"] == pytest.approx(0.7519, abs=5e-5)
    assert overview["net"]["points"] == pytest.approx(53.6772, abs=5e-5)
    assert answer["segments"]["row_column"] == "channel_name"
    assert points_by(answer["segments"]["row_margin"]) == pytest.approx(
        {"Email": 40.905, "Inbound": 54.039, "Outcall": 58.115}, abs=5e-4
    )


@pytest.mark.parametrize(
    ("minimum_n", "n_agents", "tenth", "fifth"),
    [
        (5, 1_163, (114.963, 89.8, 46.226), (89.546, 69.7)),
        (10, 758, (89.992, 72.8, 39.435), (72.736, 57.6)),
    ],
)
def test_agents_of_e_commerce_support(
    real_data: Path,
    capsys: pytest.CaptureFixture[str],
    minimum_n: int,
    n_agents: int,
    tenth: tuple[float, float, float],
    fifth: tuple[float, float],
) -> None:
    answer = analysed(
        capsys,
        real_data,
        "shopzilla/*.csv",
        *("--only", "performers", "--min-n", str(minimum_n)),
    )["performers"]
    assert answer["n_performers"] == n_agents
    assert answer["distinguishable"]
    first, second = answer["gaps"]
    assert first["raw_gap_points"] == pytest.approx(tenth[0], abs=5e-4)
    assert second["raw_gap_points"] == pytest.approx(fifth[0], abs=5e-4)
    # Permutations by another program and seed.
    assert first["luck_gap_points"] == pytest.approx(tenth[1], abs=0.3)
    assert second["luck_gap_points"] == pytest.approx(fifth[1], abs=0.3)
    assert first["shrunk_gap_points"] == pytest.approx(tenth[2], abs=0.2)


def test_bank_by_market(real_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = analysed(capsys, real_data, "nps_bank/*.csv")
    overview = answer["overview"]
    assert overview["n"] == 5_000
    assert (overview["headline"]["name"], overview["headline"]["value"]) == (
        "NPS",
        pytest.approx(11.80),
    )
    assert overview["net"]["favourable_share"] == pytest.approx(2_309 / 5_000)
    assert overview["net"]["unfavourable_share"] == pytest.approx(1_719 / 5_000)
    assert answer["segments"]["row_column"] == "Market"
    assert points_by(answer["segments"]["row_margin"]) == pytest.approx(
        {"MEX": 17.10, "UK": 8.49, "US": 9.93}, abs=5e-3
    )


def test_call_script_experiment(real_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = analysed(capsys, real_data, "telco_nps/*.xlsx", *STACKED)
    assert answer["overview"]["n"] == 647
    assert answer["overview"]["headline"]["value"] == pytest.approx(52.86, abs=5e-3)
    drivers = answer["drivers"]
    assert drivers["n"] == 647
    assert drivers["r_squared"] == pytest.approx(0.788586, abs=5e-7)
    assert drivers["n_complete"] == 572
    assert drivers["r_squared_complete"] == pytest.approx(0.780137, abs=5e-7)
    (communication,) = [row for row in drivers["rows"] if row["driver"] == "COMMINICATION_SAT"]
    assert communication["correlation"] == pytest.approx(0.80, abs=0.01)
    assert communication["coefficient"] < 0
    assert communication["direction"] == "conflict"
    for sheet, points in (("C Control", 51.58), ("C Pilot", 54.68)):
        part = analysed(
            capsys,
            real_data,
            "telco_nps/*.xlsx",
            *STACKED,
            *("--only", "overview", "--where", f"sheet={sheet}"),
        )
        assert part["overview"]["net"]["points"] == pytest.approx(points, abs=5e-3)


def test_call_centre_whose_agents_are_alike(
    real_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = analysed(capsys, real_data, "pwc_calls/*.xlsx")
    assert answer["overview"]["n"] == 4_054
    assert answer["overview"]["mean"]["value"] == pytest.approx(3.4036, abs=5e-5)
    assert answer["overview"]["net"]["points"] == pytest.approx(29.8471, abs=5e-5)
    performers = answer["performers"]
    assert performers["n_performers"] == 8
    assert performers["heterogeneity"] == pytest.approx(3.639, abs=5e-4)
    assert performers["p_value"] == pytest.approx(0.820, abs=5e-4)
    assert not performers["distinguishable"]
    assert performers["between_sd_points"] == 0
    assert {row["tier"] for row in performers["rows"]} == {2}


# Change in points by +0.3, by "up to 6 becomes 8", and by +0.3 with the others moving along.
MOBI_MOVES = (
    (3.098980, 3.605458, 7.209927),
    (2.399171, 5.685316, 4.840313),
    (2.911051, 6.545081, 5.583312),
    (0.298210, -0.337703, 4.889496),
    (0.300943, -0.193371, 5.568459),
    (-0.588114, 0.004598, 4.629101),
    (0.786609, 2.186851, 4.890368),
)


@pytest.mark.parametrize("place", range(7))
def test_mobile_phone_customers_what_if(
    real_data: Path, capsys: pytest.CaptureFixture[str], place: int
) -> None:
    asked = ["--scale", "1-10", "--map", "outcome=CUSL3", "--json"]
    for number in range(1, 8):
        asked += ["--map", f"driver=PERQ{number}"]
    file, driver = str(real_data / "mobi" / "mobi.csv"), f"PERQ{place + 1}"
    shifted = run(capsys, "whatif", file, *asked, "--lever", f"{driver}=+0.3").answer
    lifted = run(capsys, "whatif", file, *asked, "--lever", f"{driver}<=6->8").answer
    assert shifted["baseline"]["value"] == pytest.approx(14)
    found = (shifted["change"]["value"], lifted["change"]["value"], shifted["together"]["value"])
    assert found == pytest.approx(MOBI_MOVES[place], abs=1e-5)
    assert lifted["together"] is None
