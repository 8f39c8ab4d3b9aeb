"""No row is lost uncounted, whatever the file looks like."""

# ruff: noqa: E501 - files and sentences are given as they are

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx.intake import guess, profile, receive, stage, write
from cx.intake.recipe import Recipe
from cx.intake.staged import Reading
from cx.problems import IntakeError
from cx.vocabulary import Role, Scale
from tests.intake.files import frame

CELLS = st.sampled_from(
    ["0", "7", "10", "11", "-99", "", "NA", " ", "9 - fine", "fast, good", 'said "hi"', "a\nb", "a\n\nb", "é", "=1+1"]
)  # fmt: skip
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=25)
DIRT = st.lists(
    st.tuples(st.integers(0, 25), st.sampled_from(["", ",,", "1,2", "1,2,3,4", "   "])), max_size=4
)


def _file(rows: list[tuple[str, str, str]], dirt: list[tuple[int, str]]) -> bytes:
    lines = []
    for row in rows:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n").writerow(row)
        lines.append(buffer.getvalue())
    for place, line in dirt:
        lines.insert(min(place, len(lines)), line + "\n")
    return ("Score,Comment,Region\n" + "".join(lines)).encode()


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, DIRT)
def test_every_row_is_counted(
    rows: list[tuple[str, str, str]], dirt: list[tuple[int, str]]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            received = receive(io.BytesIO(_file(rows, dirt)), "a.csv", folder)
            staged = stage(received, Reading(), folder)
            if staged.headers != ("Score", "Comment", "Region"):
                return
            recipe: Recipe = guess(profile(staged), staged.reading)
            recipe = recipe.assign("Score", Role.OUTCOME).with_scale(Scale.parse("0-10"))
            loaded = write(staged, profile(staged), recipe, folder)
        except IntakeError as error:
            told = error.problems
            loaded = None
        if loaded is None:
            assert told
            return
        passport = loaded.passport
        assert passport.rows_read == passport.rows_used + passport.rows_left_out
        assert passport.rows_read == len(rows) + len(dirt)
        assert passport.rows_used == sum(row[0] in ("0", "7", "10", "9 - fine") for row in rows)
        assert frame(loaded.path)["row_id"].is_unique
