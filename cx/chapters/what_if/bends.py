"""Do straight lines fit the levers, and what is put in their place where they do not?

The model has one slope for each lever and band. Whether that fits is tested by bins of the lever:
observed against fitted shares, the other levers at their values, by the score test (Rao 1948), with
answers summed within customers (Boos 1992). Where it does not fit, the line is broken: the lever
gets another slope beyond each of its knots (linear splines, Smith 1979, American Statistician
33:57), so that a prediction between two ratings stays between theirs. A line is broken sooner than
that is said, since a bend that was overlooked makes ranges miss and one too many makes them wider.

Where responses are too few to break a line, or broken lines do not fit either, the slopes of the
lever are drawn wider by the square root of chi-squared over its degrees of freedom (McCullagh &
Nelder 1989, ch. 4.5).

Yes or no has no bend. Out of scope: levers that work otherwise beside one another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cx.chapters.what_if.levers import Lever, LeverKind
from cx.measures.arrays import Flags, Floats, Integers
from cx.measures.multinomial import MultinomialLogit, added_tests, fit_multinomial
from cx.measures.multiplicity import adjust_p_values
from cx.scores.against_rest import differs

KNOTS = (0.1, 0.3, 0.5, 0.7, 0.9)  # quantiles of a lever at which its line may break
FEWEST_ROWS = 10  # of each band on each side of a knot
BREAKS_UP_TO = 0.1  # p up to which a line is broken: of its bins among levers, or of its knots
LEAST_RATED = 0.8  # of the responses, that have rated a lever whose line may break


@dataclass(frozen=True, slots=True)
class Bend:
    """A second slope of a lever beyond a knot."""

    place: int  # of the lever
    knot: float  # in the unit of the model's column


@dataclass(frozen=True, slots=True, eq=False)
class Bent:
    """The model with its broken lines, and which levers needed them."""

    fit: MultinomialLogit
    bends: tuple[Bend, ...]
    not_straight: Flags  # (L,) straight lines do not fit
    rough: Flags  # (L,) broken lines do not fit either


def with_bends(design: Floats, bends: Sequence[Bend]) -> Floats:
    """Return the columns of the model (n, k + b): those given, and one for each bend.

    >>> with_bends(np.array([[6.0], [9.0]]), [Bend(0, 7.0)]).tolist()
    [[6.0, 0.0], [9.0, 2.0]]
    """
    if not bends:
        return design
    return np.column_stack([design, *(_beyond(design[:, b.place], b.knot) for b in bends)])


def fit_bent(
    design: Floats, codes: Integers, levers: Sequence[Lever], customers: Integers | None
) -> Bent:
    """Fit the model, and break the lines that do not fit.

    A model whose slopes are held back has too few responses to tell; its lines stay straight.
    """
    fit = fit_multinomial(design, codes, customers)
    nowhere = np.zeros(len(levers), dtype=bool)
    # Expected ratings lie in the middle, and would look like a bend there.
    tested = [
        place
        for place, lever in enumerate(levers)
        if lever.kind is not LeverKind.RESOLVED and lever.n_rated >= LEAST_RATED * len(codes)
    ]
    if fit.penalty or not tested:
        return Bent(fit, (), nowhere, nowhere)
    bins = [_bins(design[:, place]) for place in tested]
    knots = [_knots(design[:, place], codes) for place in tested]
    breaks = [
        _beyond(design[:, place], knot)[:, None]
        for place, cuts in zip(tested, knots, strict=True)
        for knot in cuts
    ]
    p_values, ratios = added_tests(fit, design, codes, [*bins, *breaks], customers)
    by_bins, ratios = p_values[: len(bins)], ratios[: len(bins)]
    not_straight = _said(by_bins, tested, len(levers))
    bends = _broken(tested, knots, by_bins, p_values[len(bins) :])
    if bends:
        columns = with_bends(design, bends)
        straight = np.pad(fit.coefficients, ((0, 0), (0, len(bends))))
        broken = fit_multinomial(columns, codes, customers, straight)
        if broken.penalty:
            bends = ()
        else:
            fit = broken
            by_bins, ratios = added_tests(fit, columns, codes, bins, customers)
    rough = _said(by_bins, tested, len(levers)) & not_straight
    wider = np.ones(len(levers))
    wider[tested] = np.nan_to_num(ratios, nan=1.0)
    return Bent(_widened(fit, np.where(rough, wider, 1.0), bends), bends, not_straight, rough)


def _broken(
    tested: Sequence[int], knots: Sequence[tuple[float, ...]], by_bins: Floats, alone: Floats
) -> tuple[Bend, ...]:
    """Return all knots of the levers whose line has to be broken.

    Bins see any misfit; one knot `alone` sees a single bend sooner.
    """
    adjusted = np.nan_to_num(adjust_p_values(by_bins), nan=1.0)
    ends = np.cumsum([len(cuts) for cuts in knots])[:-1]
    found: list[Bend] = []
    for place, cuts, p_values, p_bins in zip(
        tested, knots, np.split(alone, ends), adjusted, strict=True
    ):
        strongest = np.min(np.nan_to_num(p_values, nan=1.0), initial=1.0) * len(cuts)
        if cuts and min(strongest, p_bins) <= BREAKS_UP_TO:
            found += [Bend(place, knot) for knot in cuts]
    return tuple(found)


def _said(p_values: Floats, tested: Sequence[int], n_levers: int) -> Flags:
    """Say of which levers it is shown, all levers together."""
    shown = np.zeros(n_levers, dtype=bool)
    shown[list(tested)] = differs(adjust_p_values(p_values))
    return shown


def _widened(fit: MultinomialLogit, wider: Floats, bends: Sequence[Bend]) -> MultinomialLogit:
    """Multiply the variance of all slopes of a lever, (L,) times."""
    columns = np.ones(fit.coefficients.shape[1])
    columns[1 : 1 + len(wider)] = wider
    for place, bend in enumerate(bends, len(columns) - len(bends)):
        columns[place] = wider[bend.place]
    reach = np.tile(np.sqrt(np.maximum(columns, 1.0)), len(fit.coefficients))
    return replace(fit, covariance=fit.covariance * np.outer(reach, reach))


def _knots(values: Floats, codes: Integers) -> tuple[float, ...]:
    """Return where the line of a lever may break: quantiles with enough of each band either side.

    Where a band has hardly anybody beyond a knot, the slope there would be anything.
    """
    cuts = np.unique(np.quantile(values, KNOTS, method="inverted_cdf"))
    return tuple(
        float(cut)
        for cut in cuts
        if min(
            np.bincount(codes[side], minlength=int(codes.max()) + 1).min()
            for side in (values < cut, values > cut)
        )
        >= FEWEST_ROWS
    )


def _bins(values: Floats) -> Floats:
    """Return a column for each bin but the lowest: (n, b); they end at the quantiles."""
    cuts = np.unique(np.quantile(values, KNOTS, method="inverted_cdf"))
    place = np.searchsorted(cuts, values)
    return np.asarray(place[:, None] == np.arange(1, len(cuts) + 1), dtype=float)


def _beyond(values: Floats, knot: float) -> Floats:
    return np.maximum(values - knot, 0.0)
