"""Every sentence of the product, collected from the code for translators: `make messages`.

Writes a gettext template. A translation of it goes to
`catalogues/<language>/LC_MESSAGES/messages.po` beside this file, compiled by
`pybabel compile -d cx/text/catalogues`.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from cx.vocabulary import range_labels

ROOT = Path(__file__).parents[2]
SPOKEN = ("cx", "pages")  # folders whose code says something
# Functions whose arguments at these places are English; two of one number are one and many.
_SAYING = {"say": (0,), "say_n": (0, 1)}
# Records whose arguments at these places are English, said by `translated` when they are shown.
LABELLED = {
    "Field": (2, 3),
    "_RoleText": (0, 2),
    "PageSpec": (1, 3, 4),
    "Word": (0,),
    "range_ends": (2,),
}
# Enumerations whose values are words that a person reads in a table or a picture.
WORDS = {"Band", "Bought", "Direction", "Expectation", "KanoClass", "LiftKind", "Quadrant"}


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence as it stands in the code, with its plural where it has one."""

    english: str
    plural: str | None
    file: Path
    line: int


def messages_of(file: Path) -> Iterator[Message]:
    """Find what a file of code says."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef) and node.name in WORDS:
            for word in filter(None, map(member, node.body)):
                yield Message(word, None, file, node.lineno)
        if not isinstance(node, ast.Call):
            continue
        name = called(node)
        if name in _SAYING:
            texts = [literal(node.args[at]) for at in _SAYING[name] if at < len(node.args)]
            if texts and texts[0] is not None:
                yield Message(texts[0], texts[1] if len(texts) > 1 else None, file, node.lineno)
        for at in LABELLED.get(name, ()):
            text = literal(node.args[at]) if at < len(node.args) else None
            for each in (range_labels(text) if name == "range_ends" else (text,)) if text else ():
                yield Message(each, None, file, node.lineno)


def member(node: ast.stmt) -> str | None:
    """Return the value of a member of an enumeration of texts, None for anything else."""
    return literal(node.value) if isinstance(node, ast.Assign) else None


def called(node: ast.Call) -> str:
    """Return the bare name of the function that is called."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def literal(node: ast.expr) -> str | None:
    """Return the text of a literal, None for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def catalogue(root: Path = ROOT) -> Catalog:
    """Collect every sentence of the product."""
    found = Catalog(project="CX Workbench", fuzzy=False)
    for folder in SPOKEN:
        for file in sorted((root / folder).rglob("*.py")):
            for message in messages_of(file):
                texts = (message.english, message.plural) if message.plural else message.english
                place = str(file.relative_to(root))
                found.add(texts, locations=[(place, message.line)], flags=["python-brace-format"])
    return found


if __name__ == "__main__":
    write_po(sys.stdout.buffer, catalogue(), width=100)
