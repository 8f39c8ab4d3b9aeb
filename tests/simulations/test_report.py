import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest

from simulations import null_companies, report
from simulations.__main__ import QUESTIONS, REPORT
from simulations.counting import Measured, Promise, Question, Thing, measure


@dataclass(frozen=True)
class Coin:
    label: str
    heads: float


def toss(world: Coin, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    return Counter({Thing("heads"): sum(random.random() < world.heads for random in randoms)})


COINS = Question(
    "coins", "Is the coin fair?", "A text.", Promise(0.5, 0.45, 0.55), (Coin("a", 0.5),), toss
)


def test_the_seed_decides_and_the_split_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = measure(COINS, 120)
    monkeypatch.setattr("simulations.counting.AT_ONCE", 7)
    (parted,) = measure(COINS, 120)
    assert whole == parted
    assert (whole.n_worlds, whole.world) == (120, "a")
    assert whole.share == pytest.approx(0.5, abs=0.18)
    # As Wilson 1927 has it.
    assert Measured("", Thing(""), 81, 263).interval == pytest.approx(
        (0.255289, 0.366210), abs=1e-6
    )


@pytest.mark.parametrize(
    ("hits", "said"), [(50, "yes"), (58, "within error"), (70, "no"), (30, "no")]
)
def test_a_promise_is_kept_or_not(hits: int, said: str) -> None:
    assert report.verdict(COINS.promise, Measured("a", Thing("heads"), hits, 100)) == said


def test_what_is_not_judged_is_said_to_be_so() -> None:
    row = Measured("a", Thing("heads", judged=False), 70, 100)
    assert report.verdict(COINS.promise, row) == "not judged"
    written = report.write({COINS: [row, Measured("a", Thing("heads"), 50, 100)]}, 100)
    assert "| a | heads | 70.0 % | 60.4 % to 78.1 % | not judged |" in written
    assert "| Is the coin fair? | 45.0 % to 55.0 % | 50.0 % to 50.0 % | 1 | 1 | 0 | 0 |" in written
    assert "100 data sets" in written


def test_a_section_says_when_it_rests_on_fewer_and_puts_what_is_judged_first() -> None:
    rows = [
        Measured("a", Thing("seldom", judged=False), 1, 100),
        Measured("a", Thing("often", judged=False), 9, 100),
        Measured("a", Thing("heads"), 50, 100),
    ]
    written = report.write({COINS: rows}, 2_000)
    assert "A text. 100 data sets were drawn for each row." in written
    places = [written.index(f"| a | {thing} |") for thing in ("heads", "often", "seldom")]
    assert places == sorted(places)


def test_the_page_answers_every_question_and_breaks_no_promise_but_these() -> None:
    page = REPORT.read_text(encoding="utf-8")
    assert re.search(r"; [\d,]+ data sets were", page)
    for question in QUESTIONS.values():
        assert f"## {question.title}\n" in page
        for world in question.worlds:
            assert f"| {world.label} |" in page
    broken = {
        tuple(line.strip("| ").split(" | ")[:2]) for line in page.splitlines() if "| no |" in line
    }
    through_the_app = {world.label for world in null_companies.CLAIMS.worlds}
    assert {row for row in broken if row[0] in through_the_app} == set()
    assert broken <= {
        # Of 40 data sets; in 2,000 of an earlier run the gap was held in 93 % and more.
        ("40 performers of 100 responses, spread 10 points", "best against worst 10%"),
        ("40 performers of 100 responses, spread 10 points", "best against worst 10%, worth of it"),
        ("spend even, the large leave; n 1,000; 50 / 30 / 20 %", "lifetime value, favourable"),
    }
