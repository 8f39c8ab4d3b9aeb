import doctest
import importlib
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cx
from tests.house.repository import ROOT, text_files

# Written apart, so that this file does not find itself.
FOREIGN_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work)/[\w.-]")
FOREIGN_WORDS = ("METHODS.md" + " section", "section of " + "METHODS.md")


def modules() -> list[str]:
    found = pkgutil.walk_packages(cx.__path__, "cx.")
    return sorted(module.name for module in found if not module.name.endswith("__main__"))


def test_imports_go_downwards_only() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    found = str(command) if command.exists() else shutil.which("lint-imports")
    if not found:
        pytest.skip("import-linter is not installed")
    ran = subprocess.run([found, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout
    assert " 0 broken" in ran.stdout


def test_there_is_something_to_look_at() -> None:
    names = {str(path.relative_to(ROOT)) for path in text_files()}
    assert {"app.py", "README.md", "cx/__main__.py", "docs/METHODS.md", "Makefile"} <= names
    assert not any(name.startswith((".venv", ".git/")) for name in names)


def test_no_file_knows_where_it_was_made() -> None:
    found = {
        str(path.relative_to(ROOT)): match.group()
        for path in text_files()
        if (match := FOREIGN_PATH.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


def test_paths_would_be_found() -> None:
    assert FOREIGN_PATH.search("see " + "/ho" + "me/ann/x")
    assert FOREIGN_PATH.search('"' + "/wo" + 'rk/x"')
    assert not FOREIGN_PATH.search("https://example.org/home/page and a/work/x")


def test_no_file_refers_to_notes_that_readers_do_not_have() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in text_files()
        if any(
            words in path.read_text(encoding="utf-8", errors="replace") for words in FOREIGN_WORDS
        )
    ]
    assert found == []


@pytest.mark.parametrize("name", modules())
def test_examples_in_docstrings_are_right(name: str) -> None:
    module: ModuleType = importlib.import_module(name)
    assert module.__doc__, "a module says which question it answers"
    assert doctest.testmod(module).failed == 0


def test_docstrings_hold_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    found = [name for name in modules() if finder.find(importlib.import_module(name))]
    assert {"cx.vocabulary", "cx.exports.delimited", "cx.measures.net_score"} <= set(found)
