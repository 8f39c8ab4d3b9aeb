from dataclasses import dataclass

import pytest

from cx.asking import ask_anew, remembering
from cx.problems import NotEnoughData


@dataclass(frozen=True)
class Rows:
    digest: str


def test_what_is_remembered_is_asked_once_for_each_content_and_option() -> None:
    asked: list[tuple[str, int]] = []

    def question(rows: Rows, option: int = 1) -> int:
        asked.append((rows.digest, option))
        return len(asked)

    ask = remembering()
    first = [ask(question, Rows("a")), ask(question, Rows("a")), ask(question, Rows("a"), 2)]
    assert first == [1, 1, 2]
    assert ask(question, Rows("b"), option=2) == 3
    assert remembering()(question, Rows("a")) == 4
    assert ask_anew(question, Rows("a")) == 5


def test_a_question_that_has_no_answer_says_so_each_time() -> None:
    def question(rows: Rows) -> int:
        raise NotEnoughData(())

    ask = remembering()
    for _ in range(2):
        with pytest.raises(NotEnoughData):
            ask(question, Rows("a"))
