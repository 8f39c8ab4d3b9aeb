import pytest

from cx.text import just_past

SAID = "Just past the line, so likely larger here than it is."


@pytest.mark.parametrize(
    ("p_value", "said"), [(0.05, SAID), (0.013, SAID), (0.012, ""), (0.051, ""), (float("nan"), "")]
)
def test_a_p_is_near_the_line_from_a_quarter_of_it_on(p_value: float, said: str) -> None:
    assert just_past.by_p(p_value) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(0.9, 4.9, SAID), (1.1, 5.1, ""), (-4.9, -0.9, SAID), (-1.0, 3.0, ""), (2.0, 2.0, "")],
)
def test_a_range_is_near_the_line_by_a_quarter_of_its_width(
    low: float, high: float, said: str
) -> None:
    assert just_past.by_range(low, high) == said
    assert just_past.by_range(low + 10, high + 10, nothing=10.0) == said
