"""Made-up feedback of any size: the same seed gives the same file, byte for byte.

Twenty columns as a survey tool exports them: two ids, a time, the score, seven categories, a flag,
money, six driver ratings and a comment. Answers are missing, comments hold commas and line feeds.
The truth of the numbers is of no account here; `sample_data` has a file with known truth.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa

from cx import intake
from cx.store.engine import cursor
from cx.store.responses import Responses

N_PERFORMERS = 2_000
_SEED = 20_260_101
_MISSING = 0.08  # of the ratings of each driver
_NO_SCORE = 0.01
_WITH_COMMENT = 0.7
_START = np.datetime64("2024-01-01T00:00:00")
_SECONDS = 730 * 86_400

_CATEGORIES = {
    "acquisition_channel": ("Search", "Social", "Partner", "Referral", "Advert", "Store"),
    "purchase_behaviour": ("First purchase", "Repeat", "Subscription", "Seasonal", "One-off"),
    "contact_channel": ("Phone", "Chat", "E-mail", "In person"),
    "region": ("North", "South", "East", "West", "Central", "Coast", "Islands", "Abroad"),
    "expectation": ("Exceeded", "Met", "Missed"),
    "resolved": ("yes", "no"),
}
_DRIVERS = ("waiting", "knowledge", "ordering", "quality", "delivery", "price_clarity")
_REMARKS = (
    "helped within minutes",
    "the advice was clear and honest",
    "the order was simple to place",
    "well made, as in the pictures",
    "arrived late and badly packed",
    "no surprises on the bill",
    "had to ask three times",
    "the site was slow",
)
_CLOSINGS = ("", "I will be back.", "Please sort this out.\nThank you", "Fine otherwise.")


def write_csv(path: Path, n_rows: int, n_performers: int = N_PERFORMERS) -> None:
    """Write a file of feedback; a million rows are about 160 MB."""
    rng = np.random.default_rng(_SEED)
    performer = rng.integers(n_performers, size=n_rows)
    content = rng.normal(size=n_rows) + rng.normal(size=n_performers)[performer] / 3
    columns = {
        "response_id": _numbered("R", np.arange(n_rows), 8),
        "customer_id": _numbered("C", rng.integers(max(1, n_rows // 2), size=n_rows), 7),
        "responded_at": pa.array(_START + rng.integers(_SECONDS, size=n_rows)),
        "score": _rating(rng, content, _NO_SCORE),
        **{
            name: _taken(values, rng.integers(len(values), size=n_rows))
            for name, values in _CATEGORIES.items()
        },
        "team": _numbered("Team ", performer % 40, 2),
        "agent": _numbered("Agent ", performer, 4),
        "spend": pa.array(np.round(rng.lognormal(4.5, 0.8, n_rows), 2)),
        **{name: _rating(rng, content, _MISSING) for name in _DRIVERS},
        "comment": _comments(rng, n_rows),
    }
    with cursor() as con:
        con.register("made", pa.table(columns))
        con.execute(f"COPY made TO '{path}' (FORMAT csv, HEADER)")


def load(csv: Path, folder: Path) -> intake.Loaded:
    """Take a file in as the app does, with every guess as it is."""
    received = intake.receive(csv, csv.name, folder)
    staged = intake.stage(received, intake.Reading(), folder)
    profiles = intake.profile(staged)
    return intake.write(staged, profiles, intake.guess(profiles, staged.reading), folder)


def make_responses(folder: Path, n_rows: int, n_performers: int = N_PERFORMERS) -> Responses:
    """Make feedback in `folder` and take it in."""
    folder.mkdir(exist_ok=True)
    csv = folder / "feedback.csv"
    write_csv(csv, n_rows, n_performers)
    loaded = load(csv, folder)
    return Responses(
        loaded.path, loaded.schema, loaded.scale, loaded.digest, loaded.n_rows, loaded.currency
    )


def _rating(rng: np.random.Generator, content: np.ndarray, missing: float) -> pa.Array:
    """Rate from 0 to 10: half of what moves a rating is common to all ratings of a response."""
    answers = np.clip(np.rint(7.5 + 1.6 * (content + rng.normal(size=len(content)))), 0, 10)
    return pa.array(answers.astype(np.int8), mask=rng.random(len(content)) < missing)


def _taken(values: tuple[str, ...], codes: np.ndarray) -> pa.Array:
    return pa.array(values).take(pa.array(codes))


def _numbered(prefix: str, numbers: np.ndarray, digits: int) -> pa.Array:
    texts = np.strings.zfill(numbers.astype(str), digits)
    return pa.array(np.strings.add(prefix, texts))


def _comments(rng: np.random.Generator, n_rows: int) -> pa.Array:
    """Write comments of two remarks and a closing, with a comma between, for most responses."""
    texts = [
        f"{first.capitalize()}, {second}. {closing}".strip()
        for first in _REMARKS
        for second in _REMARKS
        for closing in _CLOSINGS
    ]
    codes = rng.integers(len(texts), size=n_rows)
    return pa.array(texts).take(pa.array(codes, mask=rng.random(n_rows) > _WITH_COMMENT))
