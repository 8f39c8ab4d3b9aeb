import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx.measures import counterfactual as cf
from cx.measures.multinomial import (
    added_tests,
    category_shares,
    fit_multinomial,
    held_out_losses,
    shares_of_scores,
)
from tests import synth600

# synth600, detractors the base: intercept and slopes of passives and promoters (R nnet::multinom).
COEFFICIENTS = (
    (-7.5566153, 0.71133561, 0.39667668, 0.25986322, -0.0085874, -0.0856618),
    (-15.8341581, 1.37723911, 0.75561314, 0.49831681, 0.05553258, -0.32275523),
)
LOG_LIKELIHOOD = -446.901864
SHIFTED = (5.765007, 3.070996, 2.021266, 0.268709, -1.395743)
LIFTED = (20.309106, 10.421655, 6.404386, 0.620313, -3.967792)
ALONG = (7.327654, 5.777449, 5.518488, 4.239234, 3.271194)
DELTA_ERRORS = (0.413253, 0.437776, 0.462699, 0.436866, 0.420605)
TO_NET = np.array([-100.0, 0.0, 100.0])


@pytest.fixture(scope="module")
def synth() -> synth600.Synth600:
    return synth600.make()


@pytest.fixture(scope="module")
def bands(synth):
    return (synth.net + 1).astype(int)


@pytest.fixture(scope="module")
def fit(synth, bands):
    return fit_multinomial(synth.drivers, bands)


def _net(coefficients, design) -> float:
    return float(category_shares(coefficients, design).mean(axis=0) @ TO_NET)


def test_synth600_coefficients(fit):
    assert fit.coefficients == pytest.approx(np.array(COEFFICIENTS), abs=1e-5)
    assert fit.log_likelihood == pytest.approx(LOG_LIKELIHOOD, abs=1e-5)
    assert fit.penalty == 0


def test_the_zero_is_todays_score(fit, synth, bands):
    shares = category_shares(fit.coefficients, synth.drivers).mean(axis=0)
    assert shares == pytest.approx(np.bincount(bands) / len(bands), abs=1e-9)
    assert shares @ TO_NET == pytest.approx(100 * synth.net.mean(), abs=1e-6)


@pytest.mark.parametrize("driver", range(5))
def test_synth600_moves(fit, synth, driver):
    now = _net(fit.coefficients, synth.drivers)
    shifted, lifted = synth.drivers.copy(), synth.drivers.copy()
    shifted[:, driver] = cf.shifted(synth.drivers[:, driver], 0.3, 1, 10)
    lifted[:, driver] = cf.lifted(synth.drivers[:, driver], 1, 6, 8)
    by = cf.moving_along(np.cov(synth.drivers, rowvar=False), np.array([driver]), [0.3])
    along = cf.shifted(synth.drivers, by, 1, 10)
    assert _net(fit.coefficients, shifted) - now == pytest.approx(SHIFTED[driver], abs=1e-5)
    assert _net(fit.coefficients, lifted) - now == pytest.approx(LIFTED[driver], abs=1e-5)
    assert _net(fit.coefficients, along) - now == pytest.approx(ALONG[driver], abs=1e-5)


@pytest.mark.parametrize("driver", range(5))
def test_errors_come_from_the_inverse_hessian(fit, synth, driver):
    moved = synth.drivers.copy()
    moved[:, driver] = cf.shifted(moved[:, driver], 0.3, 1, 10)

    def change(flat):
        slopes = flat.reshape(fit.coefficients.shape)
        return _net(slopes, moved) - _net(slopes, synth.drivers)

    flat, step = fit.coefficients.ravel(), 1e-5
    steps = step * np.eye(len(flat))
    gradient = np.array([(change(flat + s) - change(flat - s)) / (2 * step) for s in steps])
    error = np.sqrt(gradient @ fit.covariance @ gradient)
    assert error == pytest.approx(DELTA_ERRORS[driver], abs=1e-5)


def test_two_categories_are_a_logistic_regression(synth):
    favourable = (synth.net > 0).astype(int)
    fit = fit_multinomial(synth.drivers, favourable)
    shares = category_shares(fit.coefficients, synth.drivers)
    assert fit.coefficients.shape == (1, 6)
    # The score equations of maximum likelihood: residuals are orthogonal to every column.
    residual = favourable - shares[:, 1]
    assert residual @ synth.drivers == pytest.approx(np.zeros(5), abs=1e-5)
    assert residual.sum() == pytest.approx(0, abs=1e-6)
    information = shares[:, 1] * shares[:, 0]
    with_one = np.column_stack([np.ones(600), synth.drivers])
    inverse = np.linalg.inv(with_one.T @ (with_one * information[:, None]))
    assert fit.standard_errors[0] == pytest.approx(np.sqrt(np.diag(inverse)), rel=1e-6)


def test_scarce_data_is_penalised_and_its_zero_stays_exact(synth, bands):
    few, codes = synth.drivers[:80], bands[:80]
    fit = fit_multinomial(few, codes)
    assert fit.penalty > 0
    shares = category_shares(fit.coefficients, few).mean(axis=0)
    assert shares == pytest.approx(np.bincount(codes) / 80, abs=1e-7)


def test_separated_answers_have_finite_slopes():
    rating = np.repeat([2.0, 6.0, 9.0], 20)[:, None]
    fit = fit_multinomial(rating + np.tile([0.0, 1.0], 30)[:, None], np.repeat([0, 1, 2], 20))
    assert np.isfinite(fit.standard_errors).all()


def test_columns_that_mix_others_are_penalised(synth, bands):
    mixed = np.column_stack([synth.drivers[:, :2], synth.drivers[:, :2].sum(axis=1)])
    fit = fit_multinomial(mixed, bands)
    assert fit.penalty > 0
    unmixed = fit_multinomial(synth.drivers[:, :2], bands)
    shares = category_shares(fit.coefficients, mixed)
    assert shares == pytest.approx(
        category_shares(unmixed.coefficients, synth.drivers[:, :2]), abs=0.02
    )
    assert np.isfinite(fit.standard_errors).all()


@pytest.mark.parametrize("codes", [[0, 0, 0, 0], [0, 2, 0, 2]])
def test_categories_must_occur(codes):
    with pytest.raises(ValueError, match="categories"):
        fit_multinomial([[1.0], [2.0], [3.0], [4.0]], codes)


def test_columns_must_vary():
    with pytest.raises(ValueError, match="vary"):
        fit_multinomial([[1.0], [1.0], [1.0]], [0, 1, 0])


def test_held_out_losses_tell_skill_from_none(synth, bands):
    by_model, by_rates = held_out_losses(synth.drivers, bands, seed=1)
    assert by_model.mean() < 0.85 * by_rates.mean()
    noise = np.random.default_rng(3).normal(size=(600, 5))
    by_model, by_rates = held_out_losses(noise, bands, seed=1)
    assert by_model.mean() > by_rates.mean()


def test_held_out_losses_are_the_same_for_the_same_seed(synth, bands):
    first, again = (held_out_losses(synth.drivers, bands, seed=4)[0] for _ in range(2))
    assert (first == again).all()


@given(st.lists(st.floats(-800, 800), min_size=3, max_size=3))
def test_shares_add_to_one_however_steep(scores):
    shares = shares_of_scores(np.array([scores]))
    assert shares.sum() == pytest.approx(1)
    assert (shares >= 0).all()


# --- draws -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def population(fit, synth):
    return cf.draw_population(fit, synth.drivers, 600, 400, seed=5)


def test_nobody_moved_is_the_same_to_the_last_bit(population):
    still = np.zeros((600, 5))
    assert (cf.drawn_shares(population, still) == cf.drawn_shares(population)).all()


def test_first_draw_is_the_fit(population, fit, synth):
    moved = cf.shifted(synth.drivers[:, 0], 0.3, 1, 10) - synth.drivers[:, 0]
    change = np.zeros((600, 5))
    change[:, 0] = moved
    shares = cf.drawn_shares(population, change)[:, 0]
    wanted = category_shares(fit.coefficients, synth.drivers + change).mean(axis=0)
    assert shares == pytest.approx(wanted, abs=1e-6)


def test_spread_of_draws_is_that_of_errors_and_rows(population, synth):
    change = np.zeros((600, 5))
    change[:, 0] = cf.shifted(synth.drivers[:, 0], 0.3, 1, 10) - synth.drivers[:, 0]
    drawn = TO_NET @ (cf.drawn_shares(population, change) - cf.drawn_shares(population))
    # Coefficients alone vary by .413; the rows add a little.
    assert 0.38 < drawn[1:].std() < 0.60


def test_rows_that_stand_for_more_vary_less(fit, synth):
    few, many = (
        cf.draw_population(fit, synth.drivers, behind, 300, seed=6).weights[:, 1:]
        for behind in (600, 60_000)
    )
    assert many.std() == pytest.approx(few.std() / 10, rel=1e-3)


def test_rows_count_as_they_are_told(population, synth, bands):
    counting = np.where(synth.channel == 1, 2.0, 0.0)
    shares = cf.drawn_shares(population, None, counting)[:, 0]
    assert shares.sum() == pytest.approx(1, abs=1e-6)
    alone = cf.drawn_shares(population)[:, 0]
    assert shares != pytest.approx(alone, abs=1e-4)


def test_several_drivers_do_not_push_each_other():
    covariance = np.array([[1.0, 0.5, 0.5], [0.5, 1.0, 0.5], [0.5, 0.5, 1.0]])
    along = cf.moving_along(covariance, np.array([0, 1]), [0.3, 0.6])
    # The third by its regression on both: 1/3 of each, not 1/2 of each.
    assert along == pytest.approx([0.3, 0.6, 0.3])


def test_draws_have_exactly_the_mean_and_covariance_of_the_fit(fit, synth):
    drawn = cf._drawn_normal(fit, 200, np.random.default_rng(1)).reshape(200, -1)
    assert drawn.mean(axis=0) == pytest.approx(fit.coefficients.ravel(), abs=1e-9)
    assert np.cov(drawn.T) == pytest.approx(fit.covariance, abs=1e-9)


def test_fewer_draws_than_coefficients_are_left_as_they_fell(fit):
    drawn = cf._drawn_normal(fit, 8, np.random.default_rng(1))
    assert drawn.shape == (8, 2, 6)
    assert np.isfinite(drawn).all()


def test_a_customer_with_half_of_the_answers_widens_the_range():
    random = np.random.default_rng(4)
    design = random.normal(size=(400, 1))
    category = (design[:, 0] + random.logistic(size=400) > 0).astype(int)
    each = np.arange(400)
    one_has_half = np.where(each < 200, 0, each)
    alone = fit_multinomial(design, category, each).standard_errors
    assert (fit_multinomial(design, category, one_has_half).standard_errors > alone).all()


def test_a_bend_is_seen_in_its_bins_and_a_straight_line_is_not():
    random = np.random.default_rng(6)
    design = np.rint(random.normal(7, 2, size=(3_000, 2)))
    liking = 0.9 * np.minimum(design[:, 0] - 7, 0) + 0.4 * (design[:, 1] - 7)
    category = (liking + random.logistic(size=3_000) > 0).astype(int)
    fitted = fit_multinomial(design, category)
    bins = [(design[:, [place]] > np.array([5.0, 7.0, 9.0])).astype(float) for place in (0, 1)]
    for customers in (None, np.arange(3_000)):
        (bent, straight), (ratio, about_one) = added_tests(
            fitted, design, category, bins, customers
        )
        assert bent < 1e-6
        assert straight > 0.05
        assert ratio > 5 > about_one


def test_what_the_model_holds_already_is_not_tested(fit, synth, bands):
    p_values, _ = added_tests(
        fit, synth.drivers, bands, [2 * synth.drivers[:, :1], np.ones((600, 1))]
    )
    assert np.isnan(p_values).all()
