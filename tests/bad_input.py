"""Files that a person may well have, and in which some number or other has no meaning.

Each is a healthy file of 600 answers with one thing spoilt, so that a test sees what the one thing
does. `ROLES` says what the columns are, on the screen and on the command line.
"""

from collections.abc import Callable

import numpy as np
import pandas as pd

from cx.vocabulary import Role

SCORE = "Likelihood to recommend"
WAITING, STAFF, PRICE = "Waiting", "Staff", "Price"
N = 600

ROLES = {
    SCORE: Role.OUTCOME,
    "Date": Role.RESPONDED_AT,
    "Channel": Role.ACQUISITION_CHANNEL,
    "Purchase": Role.PURCHASE_BEHAVIOUR,
    "Expectation": Role.EXPECTATION,
    "Agent": Role.PERFORMER,
    "Team": Role.TEAM,
    "Spend": Role.SPEND,
    "Comment": Role.COMMENT,
    WAITING: Role.DRIVER,
    STAFF: Role.DRIVER,
    PRICE: Role.DRIVER,
}


def healthy(n: int = N) -> pd.DataFrame:
    """Answers in which every page has something to say."""
    random = np.random.default_rng(20_260_101)
    agent = np.arange(n) % 20
    waiting, staff, price = (np.clip(np.round(random.normal(7, 2, n)), 1, 10) for _ in range(3))
    score = 0.5 + 0.5 * waiting + 0.3 * staff + 0.1 * price + agent / 10 + random.normal(0, 1, n)
    score = np.clip(np.round(score), 0, 10)
    return pd.DataFrame(
        {
            SCORE: score.astype(int),
            "Date": pd.date_range("2025-01-01", periods=n, freq="D").strftime("%Y-%m-%d"),
            "Channel": random.choice(["Referral", "Search", "Promotion"], n),
            "Purchase": random.choice(["More", "As intended", "Less"], n),
            "Expectation": random.choice(["Exceeded", "Met", "Missed"], n),
            "Agent": [f"Agent {number:02d}" for number in agent],
            "Team": [f"Team {number % 4}" for number in agent],
            "Spend": np.round(random.lognormal(4, 1, n), 2),
            "Comment": "They answered at once.",
            WAITING: waiting.astype(int),
            STAFF: staff.astype(int),
            PRICE: price.astype(int),
        }
    )


def _with(**columns: object) -> pd.DataFrame:
    return healthy().assign(**columns)


def _all_score(score: int) -> pd.DataFrame:
    return _with(**{SCORE: score})


def _one_with_a_single_response() -> pd.DataFrame:
    frame = healthy()
    frame.loc[0, "Agent"] = "Newcomer"
    return frame


def _three_people_rate_price() -> pd.DataFrame:
    frame = healthy()
    frame[PRICE] = frame[PRICE].astype(object)
    frame.loc[3:, PRICE] = ""
    return frame


def _everybody_alike() -> pd.DataFrame:
    """Twenty performers with the very same thirty answers."""
    return _with(**{SCORE: np.repeat(np.array([10, 9, 8, 7, 6, 0]), N // 6)})


def _five_thousand_performers() -> pd.DataFrame:
    n = 25_000
    return healthy(n).assign(
        Agent=[f"Agent {number % 5000:04d}" for number in range(n)],
        Date=pd.date_range("2025-01-01", "2025-12-31", periods=n).strftime("%Y-%m-%d"),
    )


BAD: dict[str, Callable[[], pd.DataFrame]] = {
    "constant drivers": lambda: _with(**{WAITING: 7, STAFF: 7, PRICE: 7}),
    "one constant driver": lambda: _with(**{PRICE: 7}),
    "two identical drivers": lambda: _with(**{STAFF: healthy()[WAITING]}),
    "a driver answered by three": _three_people_rate_price,
    "all promoters": lambda: _all_score(10),
    "all detractors": lambda: _all_score(0),
    "one performer": lambda: _with(Agent="Agent 00"),
    "two performers": lambda: _with(Agent=["Agent 00", "Agent 01"] * (N // 2)),
    "a performer with one response": _one_with_a_single_response,
    "every performer identical": _everybody_alike,
    "5,000 performers": _five_thousand_performers,
    "spend all zero": lambda: _with(Spend=0),
    "one segment": lambda: _with(Channel="Search", Purchase="More"),
    "one expectation": lambda: _with(Expectation="Met"),
    "one day": lambda: _with(Date="2025-01-01"),
}


def named(frame: pd.DataFrame) -> dict[str, Role]:
    """Return the role of each column of a file."""
    return {header: role for header, role in ROLES.items() if header in frame}
