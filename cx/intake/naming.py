"""Does every column that is used have a display name of its own?"""

from collections.abc import Iterator

from cx.intake.recipe import Recipe
from cx.intake.sentences import about_names
from cx.problems import Problem


def name_problems(recipe: Recipe) -> Iterator[Problem]:
    """Find columns without a display name, and those whose name another has, whatever its case."""
    taken: dict[str, str] = {}
    for column in recipe.columns:
        if column.role is None:
            continue
        name = column.display_name
        if not name:
            yield about_names.no_name(column.header)
        elif name.casefold() in taken:
            yield about_names.same_name(name, column.header, taken[name.casefold()])
        else:
            taken[name.casefold()] = column.header
