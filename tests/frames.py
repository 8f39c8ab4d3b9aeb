"""Small responses, made on purpose: a frame and the roles of its columns."""

import hashlib
from pathlib import Path

import numpy as np
import pandas as pd

from cx.store.responses import Responses
from cx.vocabulary import Column, Kind, Role, Scale, Schema

NPS = Scale.conventional(0, 10)


def responses_of(
    folder: Path,
    frame: pd.DataFrame,
    roles: dict[str, Role],
    scale: Scale = NPS,
    currency: str | None = None,
) -> Responses:
    """Write a frame as responses; `roles` names the role of each of its columns."""
    frame = frame.reset_index(drop=True)
    typed = pd.DataFrame({"row_id": np.arange(len(frame)) + 2})
    typed["draw"] = np.random.default_rng(7).integers(0, 2**32, len(frame), dtype=np.uint32)
    columns, seen = [], dict.fromkeys(Role, 0)
    for header, role in roles.items():
        seen[role] += 1
        name = f"{role}_{seen[role]}" if role.many else str(role)
        categories: tuple[str, ...] = ()
        if role.kind is Kind.CATEGORY:
            categories = tuple(sorted(frame[header].dropna().unique()))
        columns.append(Column(name, role, header, role.kind, categories))
        typed[name] = frame[header]
    path = folder / "responses.parquet"
    typed.to_parquet(path, index=False)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    return Responses(path, Schema(tuple(columns)), scale, digest, len(frame), currency)
