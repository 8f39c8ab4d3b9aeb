"""Small files as people have them, and the command line run on them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cx.__main__ import main

N = 480


def feedback() -> pd.DataFrame:
    """Four hundred and eighty answers in which every analysis has something to say."""
    random = np.random.default_rng(12)
    waiting, staff = (np.clip(np.round(random.normal(7, 2, N)), 1, 10) for _ in range(2))
    agents = np.arange(N) % 24
    score = 1.5 + 0.6 * waiting + 0.3 * staff + (agents - 12) / 6 + random.normal(0, 1, N)
    score[::60] = 0  # without any 0 the scale might be 1-10
    return pd.DataFrame(
        {
            "Date": pd.date_range("2026-01-01", periods=N, freq="D").strftime("%Y-%m-%d"),
            "Likelihood to recommend": np.clip(np.round(score), 0, 10).astype(int),
            "Acquisition channel": random.choice(["Referral", "Search", "Promotion"], N),
            "Purchase behaviour": random.choice(["more", "less"], N),
            "Resolved": random.choice(["Yes", "No"], N),
            "Agent": [f"Agent {chr(ord('A') + number)}" for number in agents],
            "Spend": np.round(random.lognormal(4, 1, N), 2),
            "Waiting time rating": waiting.astype(int),
            "Staff rating": staff.astype(int),
        }
    )


def written(frame: pd.DataFrame, folder: Path, name: str = "feedback.csv") -> str:
    path = folder / name
    frame.to_csv(path, index=False)
    return str(path)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def answer(self) -> dict[str, Any]:
        """The JSON on stdout; a NaN, which JSON does not have, is an error."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"{constant} is not JSON")

        parsed: dict[str, Any] = json.loads(self.out, parse_constant=refuse)
        return parsed

    @property
    def codes(self) -> list[str]:
        return [problem["code"] for problem in self.answer["problems"]]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """Run `python -m cx` in this process; a refused command line exits instead of returning."""
    capsys.readouterr()
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    captured = capsys.readouterr()
    return Ran(code, captured.out, captured.err)
