"""What does it cost a page that customers answer more than once?

A million answers of half a million customers: their design effects beside the plain tally that a
page asks for anyway. They are measured on whole customers drawn by number, so the file's length
should hardly matter. And the parts of a bridge over many cells, with the pulls of customers beside
those of answers alone.
"""

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.measuring import Result, at_most_later, taking_turns
from cx.measures.bridge import BridgeAnswers, mix_bridge
from cx.scores.repeats import effects_of
from cx.store.customers import CUSTOMER
from cx.store.responses import Responses
from cx.vocabulary import Column, Role, Scale, Schema

ANSWERS, CUSTOMERS = 1_000_000, 500_000
CHANNELS = ("Ads", "Friends", "Partner", "Search")
MOST_LATER = 0.050  # seconds
RUNS = 9
CELLS, READ = 240, 20_000
_SEED = 20_260_101


def measure() -> list[Result]:
    """Tally with and without design effects by turns."""
    with tempfile.TemporaryDirectory(prefix="cx-bench-") as name:
        responses = _made(Path(name))
        by = str(Role.ACQUISITION_CHANNEL)

        def plain() -> None:
            responses.tally(by)

        def clustered() -> None:
            n = responses.tally(by).groupby(by)["n"].sum().to_numpy(float)
            answers = responses.repeated_answers(by)
            if answers is not None:
                effects_of(answers, pd.Categorical(answers.rows[by], CHANNELS).codes, n)

        seconds = taking_turns(clustered, plain, RUNS)
        question = f"repeats: {ANSWERS:,} answers of {CUSTOMERS:,} customers against a tally"
        return [at_most_later(MOST_LATER, question, *seconds), _bridged()]


def _bridged() -> Result:
    """Part a change over 240 cells with 20,000 answers of customers, and without them."""
    random = np.random.default_rng(_SEED)
    counts = random.integers(20, 60, size=(2, 2, CELLS))
    sides = [part for plus, minus in counts for part in (plus, minus, plus + minus + 20)]
    answers = BridgeAnswers(
        random.integers(0, READ // 2, READ),
        random.random(READ) < 0.5,
        random.integers(0, CELLS, READ),
        random.integers(-1, 2, READ).astype(float),
    )
    seconds = taking_turns(
        lambda: mix_bridge(*sides, answers=answers), lambda: mix_bridge(*sides), RUNS
    )
    question = f"repeats: a bridge of {CELLS} cells, {READ:,} answers of customers against none"
    return at_most_later(MOST_LATER, question, *seconds)


def _made(folder: Path) -> Responses:
    random = np.random.default_rng(_SEED)
    numbers = random.integers(0, 2**63 - 1, CUSTOMERS)
    customer = random.integers(0, CUSTOMERS, ANSWERS)
    frame = pd.DataFrame(
        {
            "row_id": np.arange(ANSWERS),
            "draw": random.integers(0, 2**32, ANSWERS, dtype=np.uint32),
            CUSTOMER: numbers[customer],
            "outcome": random.integers(0, 11, ANSWERS).astype(float),
            "respondent": customer.astype(str),
            "acquisition_channel": np.array(CHANNELS)[random.integers(0, 4, ANSWERS)],
        }
    )
    path = folder / "responses.parquet"
    frame.to_parquet(path, index=False)
    roles = (Role.OUTCOME, Role.RESPONDENT, Role.ACQUISITION_CHANNEL)
    columns = tuple(Column(str(role), role, str(role), role.kind) for role in roles)
    return Responses(path, Schema(columns), Scale.conventional(0, 10), "repeats", ANSWERS)
