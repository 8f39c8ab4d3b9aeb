"""A file as a survey tool outside the English-speaking world exports it."""

from pathlib import Path

SCORE = "Recommend us"
_NAMED = {1: "1 - not at all likely", 10: "10 - extremely likely"}
N_ROWS = 300
N_USED = 299  # one answer lies outside the scale


def survey(path: Path) -> Path:
    """Write answers 1-10 with labels at the ends, day-first dates and decimal commas."""
    lines = [f"{SCORE};Region;Answered on;Spend in EUR;Desk"]
    for i in range(N_ROWS):
        answer = i * 7 % 10 + 1
        shown = "11" if i == 51 else _NAMED.get(answer, str(answer))
        region = ("North", "South", "West")[i % 3]
        lines.append(
            f"{shown};{region};{i % 28 + 1:02d}/{i % 6 + 1:02d}/2026;{i % 90 + 10},5{i % 10};"
            f"Desk {i % 4}"
        )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def picture(path: Path, n_bytes: int = 1_000) -> Path:
    """Write a file that begins as a picture, whatever its name says."""
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(n_bytes))
    return path
