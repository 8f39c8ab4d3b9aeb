import numpy as np
import pytest

from cx.measures.importance import lmg
from cx.measures.noise_driver import with_noise_driver

CORRELATION = np.array([[1, 0.5, 0.6], [0.5, 1, 0.4], [0.6, 0.4, 1.0]])


def test_noise_is_put_before_the_outcome_and_leaves_the_rest_alone() -> None:
    drawn = with_noise_driver(CORRELATION, 200, 50, seed=1)
    assert drawn.shape == (50, 4, 4)
    kept = drawn[:, [0, 1, 3]][:, :, [0, 1, 3]]
    np.testing.assert_allclose(kept, np.broadcast_to(CORRELATION, (50, 3, 3)))
    np.testing.assert_allclose(drawn, np.swapaxes(drawn, 1, 2))
    assert (np.linalg.eigvalsh(drawn) > 0).all()


def test_noise_correlates_as_random_numbers_do() -> None:
    """Held against noise that is really added to rows."""
    n, random = 100, np.random.default_rng(3)
    drawn = with_noise_driver(CORRELATION, n, 4_000, seed=2)
    rows = random.multivariate_normal(np.zeros(3), CORRELATION, n)
    real = np.corrcoef(rows, rowvar=False)
    shares = []
    for _ in range(2_000):
        held = np.column_stack([rows[:, :2], random.standard_normal(n), rows[:, 2]])
        shares.append(lmg(np.corrcoef(held, rowvar=False))[2])
    expected = np.quantile(shares, 0.95)
    found = np.quantile(lmg(with_noise_driver(real, n, 4_000, seed=2))[:, 2], 0.95)
    assert found == pytest.approx(expected, rel=0.1)
    assert drawn[:, 2, 3].std() == pytest.approx(1 / np.sqrt(n - 1), rel=0.05)


def test_too_few_responses_are_refused() -> None:
    with pytest.raises(ValueError, match="too few"):
        with_noise_driver(CORRELATION, 4, 10, seed=0)
