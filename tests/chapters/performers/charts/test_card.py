from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from cx.chapters.performers.card import CARD_PLACE_FIELDS, CardOptions, PerformerCard, make_card
from cx.chapters.performers.charts.card import place_among_all
from cx.exports.card import place_picture
from cx.vocabulary import Role, Table
from tests.chapters.variants import rows_of
from tests.drawing.drawn import texts
from tests.frames import responses_of

ROLES = {"score": Role.OUTCOME, "group": Role.PERFORMER}


@pytest.fixture
def card(tmp_path: Path) -> PerformerCard:
    rows = rows_of({f"P{place}": (20 + 8 * place, 20, 100 - 8 * place) for place in range(10)})
    return make_card(responses_of(tmp_path, rows, ROLES), CardOptions("P0"))


def test_each_performer_is_a_dot_and_the_own_one_a_mark(card: PerformerCard) -> None:
    everybody, own = place_among_all(card).data
    assert len(everybody.x) == 10
    assert own.x == (card.score.value,)
    assert own.error_x.arrayminus[0] == pytest.approx(card.score.value - card.score.low)


def test_nobody_is_named(card: PerformerCard) -> None:
    figure = place_among_all(card).to_plotly_json()
    for place in range(10):
        assert f"P{place}" not in set(texts(figure))
        assert f"P{place}" not in place_picture(card, "Place among all")


def test_thousands_become_bars(card: PerformerCard) -> None:
    counted = pd.DataFrame(
        {"rounded_points": [-20, 0, 30], "n_performers": [2_000, 2_500, 500], "is_own": False}
    )
    many = replace(card, places=Table(counted, CARD_PLACE_FIELDS), n_performers=5_000)
    everybody = place_among_all(many).data[0]
    assert everybody.type == "bar"
    assert list(everybody.y) == [2_000, 2_500, 500]


def test_the_printed_picture_stays_inside_its_frame(card: PerformerCard) -> None:
    picture = place_picture(card, "Place among all")
    numbers = [
        float(part.split('"')[1])
        for part in picture.replace(' x1="', ' x="').replace(' x2="', ' x="').split(" x=")[1:]
    ]
    assert len(numbers) >= 10
    assert min(numbers) >= 0
    assert max(numbers) <= 680
    assert picture.count("<rect") == len(card.places)
