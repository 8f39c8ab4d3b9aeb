"""The same frame in other guises, and a fingerprint of rows that nobody may touch."""

import hashlib

import pandas as pd

from cx.store.responses import Responses


def doubled(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.concat([frame, frame], ignore_index=True)


def shuffled(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=5).reset_index(drop=True)


def fingerprint(responses: Responses) -> str:
    return hashlib.sha256(responses.path.read_bytes()).hexdigest()


def rows_of(counts: dict[str, tuple[int, int, int]]) -> pd.DataFrame:
    """Spell out groups given as promoters, passives, detractors: columns group and score."""
    return pd.DataFrame(
        [
            (group, score)
            for group, bands in counts.items()
            for score, n in zip((10, 8, 3), bands, strict=True)
            for _ in range(n)
        ],
        columns=["group", "score"],
    )
