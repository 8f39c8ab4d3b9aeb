"""In which order the columns of a file stand, and how sure their meaning is called."""

from cx.intake import ColumnRecipe, Reading, Recipe
from cx.ui.load.mapping import in_order
from cx.vocabulary import Role


def test_the_outcome_stands_first_and_what_is_left_out_last() -> None:
    columns = [
        ColumnRecipe("id"),
        ColumnRecipe("sure driver", Role.DRIVER, 0.9),
        ColumnRecipe("region", Role.REGION, 0.9),
        ColumnRecipe("unsure driver", Role.DRIVER, 0.5),
        ColumnRecipe("constant", None, 0.9),
        ColumnRecipe("score", Role.OUTCOME, 0.99),
        ColumnRecipe("date", Role.RESPONDED_AT, 0.3),
    ]
    assert in_order(Recipe(Reading(), tuple(columns))) == (
        *("score", "unsure driver", "sure driver", "date", "region"),
        *("id", "constant"),
    )
