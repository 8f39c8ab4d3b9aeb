"""Does the range of one performer hold the true score, also of the lowest? Is anybody misnamed?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from cx.chapters.performers.scoring import (
    DISTINGUISHABLE_BELOW,
    alike_p_value,
    excess_kurtosis,
    sampling_variances,
    score_ranges,
    shrunken_scores,
)
from cx.measures.arrays import Floats
from cx.measures.net_score import net_score
from cx.measures.tiers import Tier, tiers
from cx.vocabulary import Scale, ScaleKind
from simulations.counting import Promise, Question, Thing

FEWEST, MOST = 8, 1_000  # responses of performers who do not all have as many
ORDINARY = 40  # responses of the others where one performer has half of all
FEW_ANSWERS = (
    "With 8 answers each the spread between performers is itself hardly known. In the fifth of the "
    "data sets in which it comes out smallest ranges hold in 79 %, in the fifth in which it comes "
    "out largest in 98 %; with the true spread they hold in 95 % (300 data sets of two values)."
)


@dataclass(frozen=True, slots=True)
class RangeWorld:
    """Performers whose true levels spread normally on the latent (log-odds) scale."""

    n_performers: int
    n_responses: int | str  # of each; "mixed": from 8 to 1,000; "half": one has half of all
    shares: tuple[float, float, float]  # favourable, neutral, unfavourable at the middle level
    spread: float  # standard deviation of the levels, log-odds

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        each = {"mixed": f"{FEWEST} to {MOST:,} responses", "half": "40 responses, one with half"}
        shares = " / ".join(f"{100 * share:g}" for share in self.shares)
        return (
            f"{self.n_performers} performers of "
            f"{each.get(str(self.n_responses), f'{self.n_responses} responses')}; {shares} %, "
            f"spread {self.spread:g}"
        )


MIXED, PLEASED, CEILING, TWO = (
    (0.5, 0.3, 0.2),
    (0.9, 0.07, 0.03),
    (0.97, 0.02, 0.01),
    (0.6, 0.0, 0.4),
)
WORLDS = tuple(
    RangeWorld(j, n, shares, spread)
    for shares, spread in ((MIXED, 0.5), (PLEASED, 0.7), (CEILING, 1.0), (TWO, 0.5))
    for j, n in ((3, 100), (5, 100), (12, 30), (12, "half"), (40, 8), (40, "mixed"), (120, "mixed"))
)


def count(world: RangeWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Draw one performer from each world and part of it: the range of that one holds, or not.

    The worst is the performer who shows the lowest score; the lowest quarter is that of the scores
    shown, or of the true scores, which nobody knows.
    """
    found: Counter[Thing] = Counter()
    scale = Scale.conventional(0, 10)
    if world.shares[1] == 0:
        scale = Scale.conventional(0, 1, ScaleKind.TWO_VALUED)
    for random in randoms:
        n, truth, plus, minus = draw(world, random)
        scores, variances = net_score(plus, minus, n), sampling_variances(plus, minus, n)
        shrunk = shrunken_scores(scale, plus, minus, n)
        ranges = score_ranges(scores, variances, n, shrunk)
        holds = (ranges.low - 1e-12 <= truth) & (truth <= ranges.high + 1e-12)
        quarter = max(1, len(n) // 4)
        shown = np.lexsort((scores, shrunk.scores))[:quarter]
        known = FEW_ANSWERS if world.n_responses == FEWEST and world.spread == 0.5 else ""
        found[Thing("range of a performer", outside=known)] += bool(holds[random.integers(len(n))])
        found[Thing("range of one in the lowest quarter shown", outside=known)] += bool(
            holds[random.choice(shown)]
        )
        found[Thing("range of one truly in the lowest quarter", judged=False)] += bool(
            holds[random.choice(np.argsort(truth)[:quarter])]
        )
        p_value = alike_p_value(shrunk, n, scale, excess_kurtosis(plus, minus, n))
        tier = tiers(
            ranges.low,
            ranges.high,
            shrunk.mean,
            shrunk.reliability,
            distinguishable=p_value < DISTINGUISHABLE_BELOW,
        )
        middle = float(truth.mean())
        named = np.flatnonzero(tier != Tier.AVERAGE)
        found[Thing("somebody is named", judged=False)] += len(named) > 0
        one = random.choice(named) if len(named) else None
        found[Thing("one who is named is on the other side", judged=False)] += bool(
            one is not None and (truth[one] > middle) != (tier[one] == Tier.ABOVE)
        )
    return found


def draw(world: RangeWorld, random: np.random.Generator) -> tuple[Floats, Floats, Floats, Floats]:
    """Draw responses, true scores, favourable and unfavourable answers of all performers."""
    size = world.n_performers
    if world.n_responses == "mixed":
        n = np.exp(random.uniform(np.log(FEWEST), np.log(MOST), size)).round().astype(int)
    elif world.n_responses == "half":
        n = np.full(size, ORDINARY)
        n[0] = ORDINARY * (size - 1)
    else:
        n = np.full(size, int(world.n_responses))
    _, neutral, unfavourable = world.shares
    level = random.normal(0, world.spread, size)
    low = special.expit(special.logit(unfavourable) - level)
    upto = special.expit(special.logit(unfavourable + neutral) - level)
    shares = np.column_stack([1 - upto, upto - low, low])
    plus, _, minus = random.multinomial(n, shares).T.astype(float)
    return n.astype(float), shares[:, 0] - shares[:, 2], plus, minus


QUESTION = Question(
    "performer_ranges",
    "Does the range of one performer hold the true score?",
    "Performers have true levels with a known spread; the further up, the less the answers vary. "
    "One performer of each world is looked at, and one of the quarter with the lowest scores on "
    "the screen. Those who are truly lowest are not known to anybody, and are drawn to the mean: "
    "their ranges hold less often, and that is shown and not judged. So is how often somebody is "
    "named, and how often that one is truly on the other side of the mean.",
    Promise(0.95, 0.93, 0.975),
    WORLDS,
    count,
)
