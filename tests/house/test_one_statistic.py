"""One statistic has one place: no other module tests a group, or decides from a p value."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.repository import ROOT

CX = ROOT / "cx"
DECIDES = CX / "scores" / "against_rest.py"
# Of performers, who are named (see scoring); of lines that are broken, of which nothing is said.
OWN_REASON = {"DISTINGUISHABLE_BELOW", "BREAKS_UP_TO"}
P_VALUE = re.compile(r"^p$|(^|_)p_(value|adjusted|corrected)|_p$|^chance_of")
ORDERED = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
METHODS = {"lt", "le", "gt", "ge", "less", "less_equal", "greater", "greater_equal"}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(CX.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def words_in(node: ast.AST) -> set[str]:
    """Every name, attribute and key that an expression mentions."""
    return {
        word
        for each in ast.walk(node)
        for word in (
            getattr(each, "id", None),
            getattr(each, "attr", None),
            getattr(each, "value", None),
        )
        if isinstance(word, str)
    }


def is_limit(node: ast.AST, limits: set[str]) -> bool:
    """Whether an expression is made of a probability written out, or of a constant that is one."""
    return bool((words_in(node) & limits) - OWN_REASON) or any(
        isinstance(each, ast.Constant) and isinstance(each.value, float) and 0 < each.value < 1
        for each in ast.walk(node)
    )


def compared(tree: ast.AST) -> Iterator[tuple[int, list[ast.expr]]]:
    """The two sides of each comparison by size, written as an operator or as a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and isinstance(node.ops[0], ORDERED):
            yield node.lineno, [node.left, *node.comparators]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in METHODS
        ):
            yield node.lineno, [node.func.value, *node.args]


def constants(tree: ast.Module) -> set[str]:
    """The names of numbers between 0 and 1 at the top of a module."""
    return {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, float)
        and 0 < node.value.value < 1
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def decided(tree: ast.AST, limits: set[str]) -> list[int]:
    """The lines that compare a p value with a limit."""
    return [
        line
        for line, sides in compared(tree)
        if any(P_VALUE.search(word) for side in sides for word in words_in(side))
        and any(is_limit(side, limits) for side in sides)
    ]


def test_one_place_decides_what_differs() -> None:
    every = list(trees())
    limits = {name for _, tree in every for name in constants(tree)}
    found = {
        f"{path.relative_to(ROOT)}:{line}"
        for path, tree in every
        if path != DECIDES
        for line in decided(tree, limits)
    }
    assert found == set(), "ask cx.scores.against_rest.differs"


def test_decisions_elsewhere_would_be_found() -> None:
    for line in (
        'known["p_adjusted"] < 0.05',
        'known["p_adjusted"].lt(SURE_BELOW).any()',
        "test.p_value >= SURE_BELOW",
        "0.1 > shrunk.heterogeneity_p",
        "chance_of_r_squared(r, n, k) < SURE_BELOW",
        "p_value < SURE_BELOW / 3",
    ):
        assert decided(ast.parse(line), {"SURE_BELOW"}) == [1], line
    for line in (
        "p_value < DISTINGUISHABLE_BELOW",
        "differs(p_value)",
        "given['points'] < 0.05",
        "p_value < threshold",
    ):
        assert decided(ast.parse(line), {"SURE_BELOW", "DISTINGUISHABLE_BELOW"}) == [], line


def test_one_function_tests_a_group_against_the_rest() -> None:
    asked: dict[str, set[str]] = {"rest_test": set()}
    for path, tree in trees():
        for node in ast.walk(tree):
            called = node.func if isinstance(node, ast.Call) else None
            name = getattr(called, "id", getattr(called, "attr", None))
            if name in asked:
                asked[name].add(path.stem)
    assert asked == {"rest_test": {"against_rest"}}


def test_one_number_says_what_usually_comes_true() -> None:
    written = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.AnnAssign | ast.keyword)
        if getattr(getattr(node, "target", None), "id", getattr(node, "arg", None)) == "realisation"
        if isinstance(node.value, ast.Constant) and node.value.value != 1.0  # 1: all of it
    }
    assert written == set(), "take cx.store.settings.REALISATION"
