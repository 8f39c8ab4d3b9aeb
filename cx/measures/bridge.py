"""Why did the score change: other customers, or another experience? A bridge that adds up.

The net score of a group is the sum over cells (segments, channels ...) of share x score, so the
change between two groups or periods splits exactly into

    mix part    sum of (share after - share before) x mean score of the two
    score part  sum of mean share of the two x (score after - score before)

Each difference is weighted by the mean of both groups (Marshall-Edgeworth weights; Kitagawa 1955,
JASA 50:1168), so nothing is left over as an "interaction" and reading the bridge backwards only
turns the signs. Per cell the mix part is measured against the overall score (mean of the two):
growth of a cell helps when its score is above it. The sum does not depend on that.

A cell that only one group has keeps its score: its coming or going is all mix.

Standard errors are by the delta method; the answers of each group fall into cells and bands
(multinomial), and the cells of a group share the variance of one answer, since a cell with few
answers has none of its own.
Units: net scores of -1..1. Missing: a cell without answers in both groups has parts of 0.
Out of scope: several mix columns at once (cross them into cells), causes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Flags, Floats, Integers, floats, ratio
from cx.measures.net_score import net_score, variance


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """The change from one score to another in parts; arrays have one entry per cell."""

    before: float  # -1..1, score of the first group
    after: float  # -1..1, score of the second group; before + mix + score
    mix: float  # the part due to other shares of cells
    mix_standard_error: float
    score: float  # the part due to other scores within cells
    score_standard_error: float
    apart_standard_error: float  # of mix less score
    together_standard_error: float  # of mix plus score, the whole change
    cell_mix: Floats  # sums to mix
    cell_mix_standard_error: Floats
    cell_score: Floats  # sums to score
    cell_score_standard_error: Floats

    @property
    def change(self) -> float:
        """The whole change: mix part plus score part."""
        return self.after - self.before


@dataclass(frozen=True, slots=True, eq=False)
class BridgeAnswers:
    """The answers of customers, some of whom answered more than once: four of (answers,)."""

    customer: Integers
    after: Flags  # on which side
    cell: Integers  # in the order of the cells
    value: Floats  # 1, 0 or -1


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """One side of the bridge, cell by cell."""

    n: Floats
    share: Floats  # sums to 1
    score: Floats  # that of the other group where this one has no answers
    one_variance: float  # of an answer within its cell

    @property
    def overall(self) -> float:
        return float(self.share @ self.score)


def mix_bridge(
    favourable: ArrayLike,
    unfavourable: ArrayLike,
    n: ArrayLike,
    other_favourable: ArrayLike,
    other_unfavourable: ArrayLike,
    other_n: ArrayLike,
    answers: BridgeAnswers | None = None,
) -> Bridge:
    """Return the bridge from the first group's score to the other's.

    Shape: six of (cells,), the same cells in the same order, 0 where a group has no answers.
    `answers` are those of whole customers, or of some of them, where customers repeat.
    Errors: ValueError when a group has no answers at all.
    """
    first = floats(favourable), floats(unfavourable), floats(n)
    second = floats(other_favourable), floats(other_unfavourable), floats(other_n)
    before, after = _group(first, second), _group(second, first)
    mean_share = (before.share + after.share) / 2
    in_both = (before.n > 0) & (after.n > 0)
    share_change, score_change = after.share - before.share, after.score - before.score
    above = (before.score + after.score) / 2 - (before.overall + after.overall) / 2
    parts = np.concatenate([share_change * above, mean_share * score_change])
    slopes = (
        _derivatives(-1, before, after, above, in_both),
        _derivatives(1, after, before, above, in_both),
    )
    variances = _variances(*slopes[0], before) + _variances(*slopes[1], after)
    if answers is not None:
        variances = variances * _design_effects(slopes, (before, after), answers)
    errors = np.sqrt(variances)
    n_cells = len(before.n)
    return Bridge(
        before=before.overall,
        after=after.overall,
        mix=float(parts[:n_cells].sum()),
        mix_standard_error=float(errors[-4]),
        score=float(parts[n_cells:].sum()),
        score_standard_error=float(errors[-3]),
        apart_standard_error=float(errors[-2]),
        together_standard_error=float(errors[-1]),
        cell_mix=parts[:n_cells],
        cell_mix_standard_error=errors[:n_cells],
        cell_score=parts[n_cells:],
        cell_score_standard_error=errors[n_cells : 2 * n_cells],
    )


def _group(mine: tuple[Floats, Floats, Floats], theirs: tuple[Floats, Floats, Floats]) -> _Group:
    """Return one side; a cell it does not have takes the score of the other side."""
    n = mine[2]
    if not n.sum() > 0:
        raise ValueError("both groups need at least one answer.")
    score = np.where(n > 0, net_score(*mine), net_score(*theirs))
    spare = max(float(n.sum()) - np.count_nonzero(n), 1.0)
    within = float(np.nansum(n * variance(*mine))) / spare
    return _Group(n, n / n.sum(), np.nan_to_num(score), within)


def _derivatives(
    sign: int, mine: _Group, theirs: _Group, above: Floats, in_both: Flags
) -> tuple[Floats, Floats]:
    """Return the derivatives of every part by the shares and the scores of one group's cells.

    Shape: two of (2 cells + 4, cells): mix by cell, score by cell, mix and score in total, the one
    less the other, and both together. `sign` is -1 for the group before, 1 for the group after.
    """
    n_cells = len(mine.n)
    identity = np.eye(n_cells)
    share_change = sign * (mine.share - theirs.share)
    mean_share, score_change = (mine.share + theirs.share) / 2, sign * (mine.score - theirs.score)
    # A score that stands for both sides moves the mean of the two all the way.
    weight = np.where(in_both, 0.5, 1.0)
    # Derivatives of mix and score parts (rows) by the shares and scores of this group (columns);
    # the overall scores move with both.
    overall_by_score = (mine.share + np.where(in_both, 0.0, theirs.share)) / 2
    mix_by_share = sign * identity * above - np.outer(share_change, mine.score) / 2
    mix_by_score = identity * share_change * weight - np.outer(share_change, overall_by_score)
    score_by_share = identity * score_change / 2
    score_by_score = sign * identity * mean_share * in_both
    return (_with_totals(mix_by_share, score_by_share), _with_totals(mix_by_score, score_by_score))


def _with_totals(mix: Floats, score: Floats) -> Floats:
    all_mix, all_score = mix.sum(axis=0), score.sum(axis=0)
    totals = [all_mix, all_score, all_mix - all_score, all_mix + all_score]
    return np.concatenate([mix, score, np.stack(totals)])


def _variances(by_share: Floats, by_score: Floats, mine: _Group) -> Floats:
    """Return what the answers of one group add to the variance of every part."""
    from_shares = (by_share**2 @ mine.share - (by_share @ mine.share) ** 2) / mine.n.sum()
    from_scores = by_score**2 @ np.nan_to_num(ratio(mine.one_variance, mine.n))
    return np.asarray(np.maximum(from_shares, 0.0) + from_scores)


def _design_effects(
    slopes: tuple[tuple[Floats, Floats], tuple[Floats, Floats]],
    groups: tuple[_Group, _Group],
    answers: BridgeAnswers,
) -> Floats:
    """Return how much the answers of one customer together move each part beyond their number.

    Each answer's pull on a part is its derivative; pulls are added up within customers, whichever
    side they are on. 1 or more.
    """
    _, who = np.unique(answers.customer, return_inverse=True)
    side, n_cells = answers.after.astype(int), len(groups[0].n)
    place = side * n_cells + answers.cell  # the cells before, then those after
    in_place = np.bincount(place, minlength=2 * n_cells).astype(float)
    n = in_place.reshape(2, n_cells).sum(axis=1)
    shares, scores = ([of.share for of in groups], np.concatenate([of.score for of in groups]))
    # An answer pulls on a part by `once` for being there, and by `beyond` for its value.
    once, beyond = (
        np.concatenate(
            [
                ratio(by[0] - (by[0] @ share)[:, None], total)
                for by, share, total in zip(slopes, shares, n, strict=True)
            ],
            axis=1,
        ),
        np.nan_to_num(ratio(np.concatenate([by[1] for by in slopes], axis=1), in_place)),
    )
    pulls = np.concatenate([np.nan_to_num(once), beyond], axis=1)
    above = answers.value - scores[place]
    alone, together = (
        _summed_squares(pulls, unit, place, above, 2 * n_cells)
        for unit in (np.arange(len(who)), who)
    )
    effects = np.where(alone > 0, np.maximum(np.nan_to_num(ratio(together, alone)), 1.0), 1.0)
    customers = who.max() + 1
    return np.asarray(effects * customers / max(customers - 1, 1))


def _summed_squares(
    pulls: Floats, unit: Integers, place: Integers, above: Floats, n_places: int
) -> Floats:
    """Add pulls up within each unit and return the sum of their squares, for every part.

    Pulls (parts, 2 places) hold all of it that differs between parts, so answers are gone through
    once: products of how many a unit has in each place and how far these lie above its score.
    """
    from scipy import sparse  # heavy, and needed by this question alone

    rows = np.concatenate([unit, unit])
    columns = np.concatenate([place, place + n_places])
    of_units = sparse.csr_array(
        (np.concatenate([np.ones(len(place)), above]), (rows, columns)),
        shape=(int(unit.max()) + 1, 2 * n_places),
    )
    products = (of_units.T @ of_units).toarray()
    return np.asarray(np.einsum("pi,pi->p", pulls @ products, pulls))
