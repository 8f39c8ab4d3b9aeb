"""How do rows of one answer each become one row for each respondent?

Every question becomes a column. A row whose respondent or question is empty, or that answers a
question again, has no place: it is left out, counted and named.
"""

# ruff: noqa: S608 - names are c0, c1, ... of our own; texts are quoted where SQL is written

from collections.abc import Sequence
from dataclasses import replace

import duckdb

from cx.intake import headers
from cx.intake.formats.limits import check_columns
from cx.intake.sentences import about_files, about_pivot
from cx.intake.sql import ask_row, literal
from cx.intake.staged import LeftOut, Staged
from cx.problems import IntakeError, Problem
from cx.store.engine import cursor

_REFUSE_SHARE = 0.2  # of the rows find no place: the columns are the wrong ones


def pivoted(staged: Staged, chosen: Sequence[str]) -> Staged:
    """Arrange staged rows by question, answer and respondent: headers, in this order.

    Errors: IntakeError when a column is unknown or too many rows find no place.
    """
    places = {header: place for place, header in enumerate(staged.headers)}
    unknown = [header for header in chosen if header not in places]
    if unknown:
        raise IntakeError(about_pivot.no_such_column(unknown[0], staged.headers))
    question, answer, *respondent = (places[header] for header in chosen)
    with cursor() as con:
        arranged = _Arranged(con, staged, question, answer, respondent)
        return arranged.staged()


class _Arranged:
    """One way of arranging; columns are named by their places among the staged ones."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        staged: Staged,
        question: int,
        answer: int,
        respondent: Sequence[int],
    ) -> None:
        self._con, self._before = con, staged
        self._question, self._answer = question, answer
        self._respondent = respondent
        self._ids = ", ".join(f"c{place}" for place in respondent)
        self._asked = [
            str(text)
            for (text,) in con.execute(
                f"SELECT c{question} FROM {staged.source} WHERE c{question} IS NOT NULL "
                "GROUP BY 1 ORDER BY min(row)"
            ).fetchall()
        ]
        check_columns(staged.name, len(self._asked))
        others = [p for p in range(len(staged.headers)) if p not in (question, answer)]
        self._labelling = [p for p in others if p not in respondent and self._follows(p)]
        self._kept = [p for p in others if p not in self._labelling]

    def _follows(self, place: int) -> bool:
        """Say whether a column tells the question once more, as its text beside its number."""
        n_pairs, n, n_own = ask_row(
            self._con,
            f"SELECT count(DISTINCT row(c{self._question}, c{place})), "
            f"count(DISTINCT c{self._question}), count(DISTINCT c{place}) "
            f"FROM {self._before.source} WHERE c{self._question} IS NOT NULL",
        )
        return bool(n_pairs == n and n_own > 1)

    def staged(self) -> Staged:
        """Write the responses in place of the rows."""
        before = self._before
        left_out = self._left_out()
        if len(left_out) > _REFUSE_SHARE * before.n_rows:
            names = [before.headers[place] for place in self._respondent]
            raise IntakeError(about_pivot.not_placed(len(left_out), before.n_rows, names))
        problems = [about_pivot.differs_within(*found) for found in self._differing()]
        problems += self._told(left_out)
        labels = self._labels()
        n_rows, n_placed = self._write()
        if n_placed + len(left_out) != before.n_rows:
            raise IntakeError(about_files.unbalanced(before.name, before.n_rows, n_placed))
        named, _ = headers.unique([*(before.headers[p] for p in self._kept), *self._asked])
        names = [before.headers[place] for place in self._respondent]
        said = about_pivot.pivoted(before.n_rows, n_rows, self._asked, names)
        return replace(
            before,
            headers=named,
            labels=(*(before.labels[place] for place in self._kept), *labels),
            n_rows=n_rows,
            left_out=tuple(sorted((*before.left_out, *left_out), key=lambda item: item.row)),
            problems=(*before.problems, said, *problems),
            first_row=None,
            unpivoted=before.headers,
        )

    def _labels(self) -> list[str]:
        """Name the questions by their texts, where a further column has them."""
        if not self._labelling:
            return ["" for _ in self._asked]
        texts = dict(
            self._con.execute(
                f"SELECT c{self._question}, any_value(c{self._labelling[0]}) "
                f"FROM {self._before.source} GROUP BY 1"
            ).fetchall()
        )
        return [str(texts.get(asked) or "") for asked in self._asked]

    def _numbered(self) -> str:
        """Write the rows with `again`: 1 for the answer that counts."""
        return (
            f"(SELECT *, row_number() OVER (PARTITION BY {self._ids}, c{self._question} "
            f"ORDER BY c{self._answer} IS NULL, row) AS again FROM {self._before.source})"
        )

    def _left_out(self) -> list[LeftOut]:
        nobody = " OR ".join(f"c{place} IS NULL" for place in self._respondent)
        rows = self._con.execute(
            f"SELECT row, CASE WHEN {nobody} THEN 'no_respondent' "
            f"WHEN c{self._question} IS NULL THEN 'no_question' ELSE 'answered_twice' END "
            f"FROM {self._numbered()} WHERE again > 1 OR {nobody} OR c{self._question} IS NULL "
            "ORDER BY row"
        ).fetchall()
        return [LeftOut(int(row), code) for row, code in rows]

    def _told(self, left_out: Sequence[LeftOut]) -> list[Problem]:
        total, headers_of = self._before.n_rows, self._before.headers
        rows: dict[str, list[int]] = {}
        for item in left_out:
            rows.setdefault(item.code, []).append(item.row)
        asked = headers_of[self._question]
        names = [headers_of[place] for place in self._respondent]
        told = []
        if "answered_twice" in rows:
            told.append(about_pivot.answered_twice(asked, rows["answered_twice"], total))
        if "no_respondent" in rows:
            told.append(about_pivot.no_respondent(names, rows["no_respondent"], total))
        if "no_question" in rows:
            told.append(about_pivot.no_question(asked, rows["no_question"], total))
        return told

    def _differing(self) -> list[tuple[str, int, int]]:
        """Name further columns that differ within respondents: in how many, of how many."""
        further = [place for place in self._kept if place not in self._respondent]
        if not further:
            return []
        counts = ", ".join(f"count(DISTINCT c{place}) AS n{place}" for place in further)
        sums = ", ".join(f"count(*) FILTER (n{place} > 1)" for place in further)
        *found, total = ask_row(
            self._con,
            f"SELECT {sums}, count(*) FROM "
            f"(SELECT {counts} FROM {self._before.source} GROUP BY {self._ids})",
        )
        named = zip(further, found, strict=True)
        return [(self._before.headers[place], int(n), int(total)) for place, n in named if n]

    def _write(self) -> tuple[int, int]:
        """Write one row for each respondent; return how many, and how many rows are in them."""
        target = self._before.path
        other = target.with_suffix(".pivoted")
        kept = [
            f"s.c{place}" if place in self._respondent else f"arg_min(s.c{place}, s.row)"
            for place in self._kept
        ]
        asked = [
            f"max(s.c{self._answer}) FILTER (s.c{self._question} = {literal(text)})"
            for text in self._asked
        ]
        ids = ", ".join(f"s.c{place}" for place in self._respondent)
        cells = ", ".join(f"{cell} AS c{n}" for n, cell in enumerate((*kept, *asked)))
        told = " AND ".join(
            f"s.c{place} IS NOT NULL" for place in (*self._respondent, self._question)
        )
        placed = f"{self._numbered()} s WHERE {told} AND s.again = 1"
        (n_rows,) = ask_row(
            self._con,
            f"COPY (SELECT min(s.row) AS row, {cells} FROM {placed} "
            f"GROUP BY {ids} ORDER BY min(s.row)) TO {literal(other)} (FORMAT parquet)",
        )
        (n_placed,) = ask_row(self._con, f"SELECT count(*) FROM {placed}")
        other.replace(target)
        return int(n_rows), int(n_placed)
