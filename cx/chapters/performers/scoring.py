"""Performers scored and shrunken: what every question about performers starts from.

Normal-normal empirical Bayes with a variance pooled within performers (Efron & Morris, 1975;
Morris, 1983); outcomes with two values by the beta-binomial model, which never leaves their range.
Ranges of single performers integrate over the spread, and know the luck of each level.
Out of scope: what is made of the scores.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy import special

from cx.measures import beta_binomial
from cx.measures.arrays import Floats, Integers
from cx.measures.net_score import net_score
from cx.measures.ranks import Ranks, affordable_draws, rank_units
from cx.measures.shrinkage import Method, Shrunken, pooled_variance, shrink
from cx.measures.tiers import tiers
from cx.measures.unit_ranges import UnitRanges, bounded_ranges
from cx.problems import NotEnoughData, stops
from cx.scores.counts import by_group, require_enough
from cx.store.responses import Responses
from cx.text import say
from cx.vocabulary import Column, Role, Scale, ScaleKind

# Of "all performers are alike". Stricter than `against_rest.DIFFERS_UP_TO`: what is said here is
# said of people by name, and is asked again of every team, quarter and standard.
DISTINGUISHABLE_BELOW = 0.01
REACH = 1.959964  # standard deviations to each side of a 95 % interval


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """Performers with responses enough, in the order of `kept`; scores are -1..1."""

    column: Column
    everyone: pd.DataFrame  # one row per performer: its name, bands and n
    kept: pd.DataFrame  # those with the smallest number of responses or more
    n: Floats
    scores: Floats  # as observed
    variances: Floats  # sampling variance of the scores
    one_variance: float  # of one response, pooled within performers
    shrunk: Shrunken
    p_value: float  # of "all performers are alike", set right for the pooled variance

    @property
    def distinguishable(self) -> bool:
        """Whether it is established that performers differ at all."""
        return self.p_value < DISTINGUISHABLE_BELOW

    @property
    def unbiased_variances(self) -> Floats:
        """Sampling variances for what integrates over the spread."""
        return unbiased(self.variances, (self.n,))

    def ranges(self) -> UnitRanges:
        """Return what is known of each true score, the spread being unknown."""
        return score_ranges(self.scores, self.variances, self.n, self.shrunk)

    def ranked(self, fraction: float, seed: int) -> tuple[UnitRanges, Ranks, Integers]:
        """Return ranges, ranks by the best and worst fraction, and tiers."""
        found, shrunk = self.ranges(), self.shrunk
        draws = affordable_draws(len(self.kept))
        return (
            found,
            rank_units(found.middle, found.spread, fraction, seed, draws, found.weight),
            tiers(found.low, found.high, shrunk.mean, shrunk.reliability, self.distinguishable),
        )


def score_performers(responses: Responses, method: Method = "dl") -> Scored:
    """Score the performers whose responses are not under the threshold.

    Errors: NotEnoughData when no response is left, or fewer than two have responses enough.
    """
    column = responses.column(Role.PERFORMER)
    tally = responses.tally(column.name)
    require_enough(responses, int(tally["n"].sum()))
    everyone = by_group(tally, [column.name])
    kept = everyone[everyone["n"] >= responses.minimum_n].reset_index(drop=True)
    require_two(column, len(everyone), len(kept), responses.minimum_n)
    favourable, unfavourable, n = (
        kept[name].to_numpy(float) for name in ("favourable", "unfavourable", "n")
    )
    scores = net_score(favourable, unfavourable, n)
    variances = sampling_variances(favourable, unfavourable, n)
    shrunk = shrunken_scores(responses.scale, favourable, unfavourable, n, method)
    return Scored(
        column=column,
        everyone=everyone,
        kept=kept,
        n=n,
        scores=scores,
        variances=variances,
        one_variance=pooled_variance(favourable, unfavourable, n),
        shrunk=shrunk,
        p_value=alike_p_value(
            shrunk, n, responses.scale, excess_kurtosis(favourable, unfavourable, n)
        ),
    )


def excess_kurtosis(favourable: Floats, unfavourable: Floats, n: Floats) -> float:
    """Return how much heavier the tails of one answer (+1, 0, -1) are than normal; 0 is normal."""
    total = float(n.sum())
    plus, minus = float(favourable.sum()) / total, float(unfavourable.sum()) / total
    apart = np.array([1.0, 0.0, -1.0]) - (plus - minus)
    shares = np.array([plus, 1 - plus - minus, minus])
    square = float(shares @ apart**2)
    return float(shares @ apart**4) / square**2 - 3 if square > 0 else 0.0


def alike_p_value(shrunk: Shrunken, n: Floats, scale: Scale, excess: float) -> float:
    """Return the p of "all performers are alike" for scores of `shrunken_scores`.

    Two values have a chi-square whose variance is known (see `share_p_value`); see `pooled_p_value`
    for the rest.
    """
    if scale.kind is ScaleKind.TWO_VALUED:
        return share_p_value(shrunk.heterogeneity, n, excess)
    return pooled_p_value(shrunk, (n,), excess)


def share_p_value(chi_square: float, n: Floats, excess: float) -> float:
    """Return the p of "all have one share of yes" from Pearson's chi-square.

    Where yes or no is rare and n differ, chi-square varies more than its distribution says, since
    one answer has heavier tails (`excess` kurtosis) than a normal one: the degrees of freedom are
    set right for that. The mean of chi-square when answers are dealt out anew is its degrees of
    freedom times total / (total - 1) (Welch 1938, Biometrika 29:21; Box & Andersen 1955).
    """
    total, degrees = float(n.sum()), len(n) - 1
    if degrees < 1 or total < 2:
        return float("nan")
    wilder = wildness((n,), excess)
    return float(special.chdtrc(degrees / wilder, chi_square * (total - 1) / total / wilder))


def pooled_p_value(shrunk: Shrunken, means: Sequence[Floats], excess: float) -> float:
    """Return the p of "all are alike" under one pooled variance; NaN when luck cannot be measured.

    `means` are the n of the means that each score is made of: one for a score, two for a change
    from one mean to another. The pooled variance is that of the responses at hand, too small by
    one response for each mean. With thousands of performers of a few responses that alone would
    look like a difference: Q is set right for it, and tested by F. Where nearly everybody is
    pleased (`excess` kurtosis of one response above 0) and performers have unequal n, Q varies
    more than normal responses let it: the degrees of freedom are set right for that (Box &
    Andersen 1955, JRSS B 17:1).
    """
    total, degrees = float(np.sum(means)), shrunk.scores.size - 1
    spare = total - np.size(means)
    if spare <= 0 or degrees < 1:
        return float("nan")
    wilder = wildness(means, excess)
    per_degree = shrunk.heterogeneity / degrees * spare / total
    return float(special.fdtrc(degrees / wilder, spare / wilder, per_degree))


def wildness(means: Sequence[Floats], excess: float) -> float:
    """Return by how much more the weighted squares of scores vary than normal responses let them.

    1 or more; `means` and `excess` as in `pooled_p_value`. The degrees of freedom are divided by it
    (Box & Andersen 1955).
    """
    total, degrees = float(np.sum(means)), np.shape(means)[-1] - 1
    weight = 1 / np.sum([1 / n for n in means], axis=0)
    lever = weight * (1 - weight / weight.sum())  # what the square of a score weighs in Q
    fourth = np.sum([1 / n**3 for n in means], axis=0)
    unequal = float(np.sum(lever**2 * fourth)) - degrees**2 / total  # 0 when all have the same n
    return float(1 + max(excess, 0.0) * max(unequal, 0.0) / (2 * degrees))


def shrunken_scores(
    scale: Scale, favourable: Floats, unfavourable: Floats, n: Floats, method: Method = "dl"
) -> Shrunken:
    """Shrink net scores by the model that fits the scale: two values, or three bands."""
    if scale.kind is ScaleKind.TWO_VALUED:
        return beta_binomial.in_net_scores(beta_binomial.shrink(favourable, n))
    variances = sampling_variances(favourable, unfavourable, n)
    return shrink(net_score(favourable, unfavourable, n), variances, method)


def sampling_variances(favourable: Floats, unfavourable: Floats, n: Floats) -> Floats:
    """Return the sampling variance of each net score: one variance, pooled, over the n of each."""
    return pooled_variance(favourable, unfavourable, n) / n


def unbiased(variances: Floats, means: Sequence[Floats]) -> Floats:
    """Return sampling variances without the bias of pooling; `means` as in `pooled_p_value`.

    The pooled variance is too small by one response for each mean. Where the spread is integrated
    over, thousands of performers of a few responses would look as if they differed.
    """
    total, n_means = float(np.sum(means)), np.size(means)
    return variances * total / (total - n_means) if total > n_means else variances


def score_ranges(scores: Floats, variances: Floats, n: Floats, shrunk: Shrunken) -> UnitRanges:
    """Return what is known of true scores of -1..1; a range holds the score that is shown."""
    found = bounded_ranges(scores, variances, n)
    return replace(
        found,
        low=np.minimum(found.low, shrunk.scores),
        high=np.maximum(found.high, shrunk.scores),
    )


def require_two(column: Column, n_all: int, n_kept: int, minimum_n: int) -> None:
    """Raise NotEnoughData unless there are two performers to compare."""
    if n_kept >= 2:
        return
    fix = say("Remove a filter, or choose a column with fewer and larger groups.")
    if n_all == 1:
        what = say(
            '"{column}" names one performer only; a comparison needs two.', column=column.label
        )
        fix = say("Remove a filter, or choose a column that names several performers.")
    elif n_kept == 0:
        what = say(
            'None in "{column}" has {minimum_n} responses or more; a comparison needs two.',
            column=column.label,
            minimum_n=minimum_n,
        )
    else:
        what = say(
            'Only {n} of the {n_all} in "{column}" has {minimum_n} responses or more; a '
            "comparison needs two.",
            n=n_kept,
            n_all=n_all,
            column=column.label,
            minimum_n=minimum_n,
        )
    raise NotEnoughData(stops("too_few_performers", column.label, what, fix))
