import pandas as pd
import pytest

from cx.vocabulary import Column, Field, Kind, Role, Schema, Table, Unit

FIELDS = (Field("level", Unit.TEXT, "Group", "A group."), Field("n", Unit.COUNT, "n", "How many."))


def test_a_table_has_the_columns_of_a_frame_that_have_a_field() -> None:
    frame = pd.DataFrame({"n": [3], "_work": [1.5], "level": ["a"]})
    assert Table.of(frame, FIELDS).frame.to_dict("records") == [{"level": "a", "n": 3}]
    assert Table.of([("a", 3)], FIELDS).frame.to_dict("records") == [{"level": "a", "n": 3}]
    assert len(Table.of([], FIELDS)) == 0
    with pytest.raises(KeyError, match="n"):
        Table.of(frame.drop(columns="n"), FIELDS)


def test_categories_that_can_be_compared_have_two_values_or_more() -> None:
    schema = Schema(
        tuple(
            Column(name, role, name, Kind.CATEGORY, tuple("abcdef"[:levels]))
            for name, role, levels in (
                ("one", Role.CATEGORY, 1),
                ("two", Role.CATEGORY, 2),
                ("agent", Role.PERFORMER, 3),
                ("six", Role.REGION, 6),
            )
        )
    )
    assert [column.name for column in schema.categories(5)] == ["two", "agent"]
    assert [column.name for column in schema.categories(6, [Role.PERFORMER])] == ["two", "six"]
