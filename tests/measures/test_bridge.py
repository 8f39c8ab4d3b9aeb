import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import bridge as br
from cx.measures.net_score import net_score, standard_error


def test_by_hand():
    # Shares .5 .5 become .25 .75; scores .6 .2 become .8 .1.
    bridge = br.mix_bridge([60, 20], [0, 0], [100, 100], [40, 15], [0, 0], [50, 150])
    assert (bridge.before, bridge.after) == pytest.approx((0.4, 0.275))
    assert bridge.change == pytest.approx(-0.125)
    assert bridge.mix == pytest.approx(-0.25 * 0.7 + 0.25 * 0.15)
    assert bridge.score == pytest.approx(0.375 * 0.2 - 0.625 * 0.1)
    overall = (0.4 + 0.275) / 2
    assert bridge.cell_mix == pytest.approx([-0.25 * (0.7 - overall), 0.25 * (0.15 - overall)])
    assert bridge.cell_score == pytest.approx([0.075, -0.0625])


def test_only_the_mix_changed():
    bridge = br.mix_bridge([60, 20], [20, 40], [100, 100], [120, 10], [40, 20], [200, 50])
    assert bridge.score == pytest.approx(0)
    assert bridge.mix == pytest.approx(bridge.change)
    assert (bridge.cell_mix > 0).all()  # a good cell grew, a bad one lost


def test_only_the_scores_changed():
    bridge = br.mix_bridge([60, 20], [20, 40], [100, 100], [70, 20], [10, 40], [100, 100])
    assert bridge.mix == pytest.approx(0)
    assert bridge.cell_score == pytest.approx([0.1, 0.0])
    # With equal shares the score part is half of each cell's difference; half its error, then.
    within = (60 + 20 - 16 + 20 + 40 - 4) / 198, (70 + 10 - 36 + 20 + 40 - 4) / 198
    part = 0.5 * math.sqrt((within[0] + within[1]) / 100)
    assert bridge.cell_score_standard_error[0] == pytest.approx(part, rel=1e-2)


def test_cells_of_one_group_are_all_mix(recwarn):
    bridge = br.mix_bridge(
        [60, 0, 5, 0],
        [20, 0, 5, 0],
        [100, 0, 20, 0],
        [60, 30, 0, 0],
        [20, 0, 0, 0],
        [100, 40, 0, 0],
    )
    assert bridge.score == pytest.approx(0)
    assert bridge.mix == pytest.approx(bridge.change)
    assert bridge.cell_mix.sum() == pytest.approx(bridge.mix)
    assert bridge.cell_mix[3] == 0
    assert np.isfinite(bridge.cell_mix_standard_error).all()
    assert not recwarn.list
    with pytest.raises(ValueError, match="at least one answer"):
        br.mix_bridge([0], [0], [0], [1], [0], [1])


SHARES = np.array([[0.5, 0.3, 0.2], [0.3, 0.3, 0.4]])
FAVOURABLE = np.array([[0.6, 0.4, 0.3], [0.65, 0.3, 0.35]])
UNFAVOURABLE = np.array([[0.1, 0.3, 0.5], [0.1, 0.4, 0.3]])
GONE = np.array([[0.5, 0.5, 0.0], [0.4, 0.2, 0.4]])  # the last cell is new


def simulated(shares: np.ndarray, worlds: int) -> list[br.Bridge]:
    random = np.random.default_rng(4)
    bands = np.stack([FAVOURABLE, 1 - FAVOURABLE - UNFAVOURABLE, UNFAVOURABLE], axis=2)
    cells = shares[:, :, None] * bands
    drawn = [
        random.multinomial(n, cells[side].ravel(), size=worlds).reshape(worlds, 3, 3)
        for side, n in ((0, 800), (1, 500))
    ]
    return [
        br.mix_bridge(
            *(a[:, 0], a[:, 2], a.sum(axis=1)),
            *(b[:, 0], b[:, 2], b.sum(axis=1)),
        )
        for a, b in zip(*drawn, strict=True)
    ]


@pytest.mark.parametrize("shares", [SHARES, GONE])
def test_standard_errors_are_those_of_repeated_samples(shares):
    bridges = simulated(shares, 1500)

    def spread(name: str) -> np.ndarray:
        return np.std([getattr(bridge, name) for bridge in bridges], axis=0)

    def claimed(name: str) -> np.ndarray:
        return np.mean([getattr(bridge, f"{name}_standard_error") for bridge in bridges], axis=0)

    assert claimed("mix") == pytest.approx(spread("mix"), rel=0.08)
    assert claimed("score") == pytest.approx(spread("score"), rel=0.08)
    assert claimed("cell_mix") == pytest.approx(spread("cell_mix"), rel=0.08)
    # Cells share one variance, which is .49 to .81 here.
    assert claimed("cell_score") == pytest.approx(spread("cell_score"), rel=0.25)


counted = st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
sides = st.lists(st.tuples(counted, counted), min_size=1, max_size=6).filter(
    lambda cells: all(sum(sum(cell[side]) for cell in cells) > 0 for side in (0, 1))
)


@given(sides)
def test_parts_add_up_and_turn_round(cells):
    before, after = np.array(cells, float).transpose(1, 2, 0)
    first, second = ((side[0], side[1], side.sum(axis=0)) for side in (before, after))
    there, back = br.mix_bridge(*first, *second), br.mix_bridge(*second, *first)
    totals = [[counts.sum() for counts in side] for side in (first, second)]
    change = float(net_score(*totals[1]) - net_score(*totals[0]))
    assert there.mix + there.score == pytest.approx(change, abs=1e-12)
    assert there.change == pytest.approx(change, abs=1e-12)
    assert there.cell_mix.sum() == pytest.approx(there.mix, abs=1e-12)
    assert there.cell_score.sum() == pytest.approx(there.score, abs=1e-12)
    assert back.cell_mix == pytest.approx(-there.cell_mix, abs=1e-12)
    assert back.cell_score == pytest.approx(-there.cell_score, abs=1e-12)
    assert back.cell_mix_standard_error == pytest.approx(there.cell_mix_standard_error)
    assert back.score_standard_error == pytest.approx(there.score_standard_error)


def test_one_cell_has_the_error_of_a_difference():
    bridge = br.mix_bridge([50], [20], [100], [300], [100], [500])
    error = np.hypot(standard_error(50, 20, 100), standard_error(300, 100, 500))
    assert bridge.mix == bridge.mix_standard_error == 0
    assert bridge.score_standard_error == pytest.approx(float(error), rel=0.01)
