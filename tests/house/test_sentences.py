"""Every sentence goes through `say`: none is shown by other ways, and translators find them all."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cx.text.messages import LABELLED, called, catalogue, messages_of
from cx.ui.catalogue import PAGES
from docs.reference import field_lists
from tests.house.repository import ROOT

# Where sentences are made or shown. Questions make none but those of their problems.
SHOWN_FROM = (
    *ROOT.glob("cx/chapters/*/words/*.py"),
    *ROOT.glob("cx/chapters/*/charts/*.py"),
    *ROOT.glob("cx/chapters/*/exhibits.py"),
    *ROOT.glob("cx/drawing/*.py"),
    *ROOT.glob("cx/exports/*.py"),
    *ROOT.glob("cx/intake/sentences/*.py"),
    *ROOT.glob("cx/ui/**/*.py"),
    *ROOT.glob("cx/text/*.py"),
    *ROOT.glob("pages/*.py"),
)
# Where problems are told; all else in these files is no sentence.
TOLD_FROM = (
    *ROOT.glob("cx/__main__.py"),
    *ROOT.glob("cx/chapters/*/*.py"),
    *ROOT.glob("cx/command_line/*.py"),
    *ROOT.glob("cx/intake/**/*.py"),
    *ROOT.glob("cx/scores/*.py"),
    *ROOT.glob("cx/store/*.py"),
)
SENTENCE = re.compile(r"[^\W\d_]{2,}[,;:]?\s+\S*[^\W\d_]{2,}")  # two words in a row
MARKUP = re.compile(
    r"[<>{};]|^[a-z_ -]+$|^:|%\{|^\w+/\w+|sans-serif$"
)  # HTML, styles, keys and hover formats
# Calls whose texts nobody sees on screen.
UNSEEN = {"getLogger", "exception", "warning", "compile", "TypeError", "ValueError", "KeyError"}
SAYING = {"say", "say_n"}
NAMES = {"CX Workbench"}  # the same in every language


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Find texts that look like sentences and do not go through `say`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    skipped = set(docstrings(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and called(node) in SAYING | UNSEEN:
            skipped.update(id(inner) for argument in node.args for inner in ast.walk(argument))
        elif isinstance(node, ast.Call):  # labels are data, translated when they are shown
            places = LABELLED.get(called(node), ())
            skipped.update(id(argument) for at, argument in enumerate(node.args) if at in places)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in skipped:
            text = "".join(
                str(p.value) if isinstance(p, ast.Constant) else "X" for p in node.values
            )
            skipped.update(id(part) for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        if (
            id(node) not in skipped
            and text not in NAMES
            and SENTENCE.search(text)
            and not MARKUP.search(text)
        ):
            yield node.lineno, text


def of_problems(file: Path) -> Iterator[tuple[int, str]]:
    """Find such texts in the functions that tell problems."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and tells_problems(node):
            told.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return ((line, text) for line, text in literals(file) if line in told)


def tells_problems(function: ast.FunctionDef) -> bool:
    """Whether a function makes problems, or returns them or what they say."""
    returned = ast.unparse(function.returns) if function.returns else ""
    makes = any(isinstance(n, ast.Call) and called(n) == "Problem" for n in ast.walk(function))
    return makes or "Problem" in returned or "Said" in returned


def docstrings(tree: ast.Module) -> Iterator[int]:
    """Return the ids of texts that explain code."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


@pytest.mark.parametrize("file", SHOWN_FROM, ids=lambda file: str(file.relative_to(ROOT)))
def test_sentences_go_through_say(file: Path) -> None:
    assert list(literals(file)) == []


@pytest.mark.parametrize("file", TOLD_FROM, ids=lambda file: str(file.relative_to(ROOT)))
def test_problems_are_said(file: Path) -> None:
    assert list(of_problems(file)) == []


def test_a_problem_in_literals_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "question.py"
    file.write_text(
        "def none_left() -> Problem:\n"
        '    fix = "Remove every filter."\n'
        '    return Problem("none", "filters", "No answer is left.", fix)\n'
        "def why() -> Said:\n"
        '    return "No answer is left."\n'
        "def other() -> str:\n"
        '    return "The outcome in other words"\n',
        encoding="utf-8",
    )
    assert sorted(line for line, _ in of_problems(file)) == [2, 3, 5]


def test_a_literal_sentence_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "words.py"
    file.write_text(
        '"""Module of words."""\n'
        'shown = "Nothing is left."\n'
        'glued = f"{n} responses are left"\n'
        'fine = say("Nothing is left.")\n'
        'key = "performers-gaps"\n'
        'label = Field("n", Unit.COUNT, "Number of answers", "How many answered.")\n'
        'kept = Field("n", "Number of answers", "Answers", "How many answered.")\n'
        'page = PageSpec("load", "Load data", ICON, "Load a file.", "Your data")\n'
        'other = Chart("Number of answers")\n',
        encoding="utf-8",
    )
    assert [line for line, _ in literals(file)] == [2, 3, 7, 9]


def test_what_is_said_is_a_literal() -> None:
    """A sentence that is put together before it is said cannot be translated."""
    for file in (*SHOWN_FROM, *TOLD_FROM):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in SAYING and file.stem != "saying":
                (english, *_) = node.args
                assert isinstance(english, ast.Constant), f"{file}:{node.lineno}"


def test_translators_find_sentences_with_their_plurals(tmp_path: Path) -> None:
    file = tmp_path / "words.py"
    file.write_text('say("Yes.")\nsay_n("{n} answer", "{n} answers", 2)\n', encoding="utf-8")
    assert [(m.english, m.plural) for m in messages_of(file)] == [
        ("Yes.", None),
        ("{n} answer", "{n} answers"),
    ]


def test_the_catalogue_holds_sentences_and_labels() -> None:
    found = catalogue()
    assert found.get("Net score") is not None
    assert {page.section for page in PAGES} <= {message.id for message in found}
    assert len(found) > 300


def test_translators_find_words_that_stand_as_data(tmp_path: Path) -> None:
    file = tmp_path / "result.py"
    file.write_text(
        'name = Word("promoters")\n'
        'ends = range_ends("gap", Unit.POINTS, "Gap")\n'
        'class Quadrant(StrEnum):\n    """Where."""\n\n    KEEP_UP = "keep up"\n',
        encoding="utf-8",
    )
    found = {message.english for message in messages_of(file)}
    assert found == {"promoters", "Gap from", "Gap to", "keep up"}


def test_every_column_of_a_result_is_in_the_catalogue() -> None:
    known = {message.id for message in catalogue()}
    fields = {field for _, some in field_lists() for field in some}
    assert {text for field in fields for text in (field.label, field.help)} <= known
