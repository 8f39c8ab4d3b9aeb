"""Are there kinds of customers who buy alike, and would other customers show the same kinds?

k-means, or a Gaussian mixture, on standardised purchase behaviour alone: never on the score. The
number of groups is judged on bootstrap samples (Hennig 2007); see measures.stability. Groups are
only spoken of when they come back (Jaccard .75 or more), hold 5 % of the customers each, and fit
better than in one cloud of customers whose behaviour goes together alike; k-means must also beat
one group by the gap statistic (Tibshirani, Walther & Hastie 2001), a mixture by BIC. Else the
answer is one: customers differ by degree. Scores are compared after the fact.

Groups are found on a bounded number of customers; all others go to the nearest group.
Out of scope: cause and effect.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

import numpy as np
import pandas as pd

from cx.chapters.segments.behaviour import Features, behaviour_features
from cx.chapters.segments.buyers import (
    QUESTIONS_OF_FOUND,
    ROW_LIMIT,
    Customers,
    draw_customers,
    require_purchases,
)
from cx.chapters.segments.names import segment_names
from cx.measures.arrays import Floats, Integers
from cx.plain import Flat, Key
from cx.problems import NotEnoughData, stops
from cx.scores.against_rest import differs
from cx.scores.families import as_one_family
from cx.scores.groups import (
    CUSTOMERS,
    FLAG_FIELDS,
    SCORE_FIELDS,
    SHARE_OF_CUSTOMERS,
    named_fields,
)
from cx.scores.suppression import hidden_beside_whole
from cx.store.responses import Responses
from cx.text import numbers, say
from cx.vocabulary import Column, Field, Role, Table, Unit

LEAST_CUSTOMERS = 100
MOST_GROUPS = 6
NARROWEST = 0.25  # of a mixture's components, in variances: many customers bought exactly once
MIXTURE_STARTS = 3


class Method(StrEnum):
    """How groups are looked for."""

    K_MEANS = "k-means"
    MIXTURE = "Gaussian mixture"


class SearchVerdict(StrEnum):
    """Why there are groups, or none."""

    FOUND = "found"
    DO_NOT_RETURN = "do not come back"  # in bootstrap samples, or hold too few
    ONE_WILL_DO = "one will do"  # by the gap statistic, or by BIC
    BY_DEGREE = "no more than in one cloud"  # one kind of customers shows groups as good


@dataclass(frozen=True, slots=True)
class FoundOptions:
    """What can be chosen about found segments."""

    method: Method = Method.K_MEANS
    n_searched: int = 1_000  # customers on whom groups are looked for
    samples: int = 30  # bootstrap samples, and as many without groups
    row_limit: int = ROW_LIMIT
    seed: int = 20_260_101


@dataclass(frozen=True, slots=True, eq=False)
class FoundSegments:
    """The answer: the groups, or that there are none."""

    options: Annotated[FoundOptions, Flat(method="method", seed="seed")]
    net_name: str
    currency: str | None
    verdict: SearchVerdict
    k: int  # 1: no groups that come back
    # one row per group, the largest first; empty for one
    groups: Annotated[Table, Key("rows"), GROUP_FIELDS]
    tried: Annotated[Table, TRIED_FIELDS]  # one row per number of groups
    features: tuple[str, ...]  # days_since, purchases, mean_spend, bought_ratio, category
    category: str | None  # header of the category among the features
    one_cloud_p_value: float  # of groups as good in one cloud; NaN when not asked
    stays_share: float  # how often a customer stays in the group; NaN for one
    n_customers: int
    n_searched: int  # customers on whom groups were looked for
    n_responses: int
    n_available: int  # responses that were drawn from


GROUP_FIELDS = (
    Field("group", Unit.TEXT, "Found segment", "Named by what sets its customers apart most."),
    CUSTOMERS,
    SHARE_OF_CUSTOMERS,
    Field("days_since", Unit.COUNT, "Days since", "Median days since the last response."),
    Field("purchases", Unit.RATING, "Responses each", "Mean number of responses of a customer."),
    Field("mean_spend", Unit.MONEY, "Spend each time", "Median of a customer's mean spend."),
    Field("bought_ratio", Unit.SHARE, "Of intended", "Median of spend over intended spend."),
    Field("behaviour", Unit.TEXT, "Most often", "The most common purchase behaviour, its share."),
    *SCORE_FIELDS,
    Field(
        "jaccard",
        Unit.COEFFICIENT,
        "Comes back",
        "Likeness of the group, 0 to 1, when customers are drawn again: 0.75 usable, 0.85 stable.",
    ),
    Field(
        "stays_share",
        Unit.SHARE,
        "Stays",
        "How often a customer of the group is put back into it when customers are drawn again.",
    ),
    *FLAG_FIELDS,
)
TRIED_FIELDS = (
    Field("k", Unit.COUNT, "Number of groups", "How many groups were looked for."),
    Field(
        "lowest_jaccard",
        Unit.COEFFICIENT,
        "Comes back, weakest",
        "Likeness of the weakest group, 0 to 1, when customers are drawn again.",
    ),
    Field("smallest_share", Unit.SHARE, "Smallest", "Share of customers in the smallest group."),
    Field("silhouette", Unit.COEFFICIENT, "Silhouette", "How far apart groups lie, -1 to 1."),
    Field("gap", Unit.COEFFICIENT, "Gap statistic", "How much better than in evenly spread rows."),
    Field("bic", Unit.COEFFICIENT, "BIC", "Misfit of the mixture and its size; lower is better."),
)


_DECIMALS = {"days_since": 0, "mean_spend": 2, "bought_ratio": 3}


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """What was found on the customers searched, and the group of everybody."""

    verdict: SearchVerdict
    tried: pd.DataFrame
    one_cloud_p_value: float = np.nan
    labels: Integers | None = None  # (n) of all customers, 0 = the largest group
    jaccard: Floats | None = None  # (k)
    stays: Floats | None = None  # (k)


def find_segments(responses: Responses, options: FoundOptions = FoundOptions()) -> FoundSegments:
    """Look for groups of customers who buy alike.

    Errors: NotEnoughData when nothing says how customers buy, fewer than two features differ
    between them, or there are fewer than 100.
    """
    behaviours = responses.schema.with_role(Role.PURCHASE_BEHAVIOUR)
    category = behaviours[0] if behaviours else None
    customers = draw_customers(responses, behaviours[:1], options.row_limit, options.seed)
    require_purchases(customers)
    features = behaviour_features(customers, category)
    _require_variety(customers, features)
    search = _by_means if options.method is Method.K_MEANS else _by_mixture
    found = search(features, options)
    net_name = responses.scale.net_name
    groups = _described(customers, features, category, found, responses.minimum_n)
    return FoundSegments(
        options=options,
        net_name=net_name,
        currency=responses.currency,
        verdict=found.verdict,
        k=max(len(groups), 1),
        groups=Table(groups, named_fields(GROUP_FIELDS, net_name)),
        tried=Table.of(found.tried, TRIED_FIELDS),
        features=tuple(dict.fromkeys(features.names)),
        category=category.label if category and "category" in features.names else None,
        one_cloud_p_value=found.one_cloud_p_value,
        stays_share=_stays(found),
        n_customers=len(customers),
        n_searched=min(len(customers), options.n_searched),
        n_responses=customers.n_responses,
        n_available=customers.n_available,
    )


def _by_means(features: Features, options: FoundOptions) -> _Search:
    """Look for groups by k-means; the groups of everybody are the nearest centres."""
    from cx.measures import stability  # heavy, and needed by this question alone

    rows = features.rows[: options.n_searched]
    ks = range(1, min(MOST_GROUPS, len(np.unique(rows, axis=0)) - 1) + 1)
    found = stability.clusterings(rows, ks, options.seed, options.samples)
    tried = pd.DataFrame(
        {
            "k": [each.k for each in found],
            "lowest_jaccard": [float(each.jaccard.min()) for each in found],
            "smallest_share": [each.sizes.min() / len(rows) for each in found],
            "silhouette": [each.silhouette for each in found],
            "gap": [each.gap for each in found],
            "bic": np.nan,
        }
    )
    chosen = stability.choose(found)
    if chosen is None:
        usable = any(each.usable for each in found[1:])
        return _Search(SearchVerdict.ONE_WILL_DO if usable else SearchVerdict.DO_NOT_RETURN, tried)
    p_value = stability.one_cloud_p_value(
        rows, chosen.k, stability.Kind.K_MEANS, features.blocks, options.seed
    )
    if not differs(QUESTIONS_OF_FOUND * p_value):
        return _Search(SearchVerdict.BY_DEGREE, tried, p_value)
    distance = ((features.rows[:, None, :] - chosen.centres) ** 2).sum(axis=2)
    return _largest_first(tried, p_value, distance.argmin(axis=1), chosen.jaccard, chosen.stays)


def _by_mixture(features: Features, options: FoundOptions) -> _Search:
    """Look for groups by mixtures, the best BIC first, until one comes back."""
    from cx.measures import stability

    # The values of a category are no normal distribution: numbers only.
    numbers = [place for place, level in enumerate(features.levels) if level is None]
    everybody = features.rows[:, numbers]
    rows = everybody[: options.n_searched]
    ks = range(1, MOST_GROUPS + 1)
    found = stability.mixtures(rows, ks, options.seed, NARROWEST, MIXTURE_STARTS)
    tried = pd.DataFrame(
        {
            "k": [each.k for each in found],
            "lowest_jaccard": np.nan,
            "smallest_share": [
                np.bincount(each.labels, minlength=each.k).min() / len(rows) for each in found
            ],
            "silhouette": np.nan,
            "gap": np.nan,
            "bic": [each.bic for each in found],
        }
    )
    better = [each for each in found[1:] if each.bic < found[0].bic]
    p_value = np.nan
    for each in sorted(better, key=lambda mixture: mixture.bic):
        if tried["smallest_share"].iloc[each.k - 1] < stability.SMALLEST_SHARE:
            continue
        kind, seed = stability.Kind.MIXTURE, options.seed
        again = stability.clusters_again(rows, each.labels, kind, seed, options.samples, NARROWEST)
        tried.loc[each.k - 1, "lowest_jaccard"] = float(again.jaccard.min())
        if again.jaccard.min() < stability.USABLE:
            continue
        blocks = [[place] for place in range(len(numbers))]
        p_value = stability.one_cloud_p_value(rows, each.k, kind, blocks, seed, narrowest=NARROWEST)
        if not differs(QUESTIONS_OF_FOUND * p_value):
            return _Search(SearchVerdict.BY_DEGREE, tried, p_value)
        labels = each.model.predict(everybody)
        return _largest_first(tried, p_value, labels, again.jaccard, again.stays)
    return _Search(
        SearchVerdict.DO_NOT_RETURN if better else SearchVerdict.ONE_WILL_DO, tried, p_value
    )


def _largest_first(
    tried: pd.DataFrame, p_value: float, labels: Integers, jaccard: Floats, stays: Floats
) -> _Search:
    order = np.argsort(-np.bincount(labels, minlength=len(jaccard)), kind="stable")
    renumbered = np.argsort(order)[labels]
    return _Search(SearchVerdict.FOUND, tried, p_value, renumbered, jaccard[order], stays[order])


def _described(
    customers: Customers,
    features: Features,
    category: Column | None,
    found: _Search,
    minimum_n: int,
) -> pd.DataFrame:
    """Describe each group in natural units and score it after the fact."""
    columns = [field.name for field in GROUP_FIELDS]
    if found.labels is None or found.jaccard is None:
        return pd.DataFrame(columns=columns)
    labels, k, frame = found.labels, len(found.jaccard), customers.frame
    hidden = hidden_beside_whole(np.eye(k), customers.bands(labels, k), minimum_n)
    scored = customers.scored(labels, k, hidden, minimum_n)
    (judged,) = as_one_family([scored], QUESTIONS_OF_FOUND)
    grouped = frame.groupby(labels)
    medians = grouped[["days_since", "mean_spend", "bought_ratio"]].median()
    described = judged.assign(
        group=segment_names(features, labels, k, medians["bought_ratio"].to_numpy(float)),
        **{str(name): medians[name].round(_DECIMALS[str(name)]) for name in medians},
        purchases=grouped["purchases"].mean(),
        behaviour=_most_common(frame[category.name], labels, k) if category else np.nan,
        jaccard=found.jaccard,
        stays_share=found.stays,
    )
    return described[columns]


def _most_common(values: pd.Series, labels: Integers, k: int) -> pd.Series:
    named: list[str | None] = []
    for group in range(k):
        shares = values[labels == group].value_counts(normalize=True)
        if not len(shares):
            named.append(None)
            continue
        share = numbers.percent(float(shares.iloc[0]))
        named.append(say("{behaviour} ({share})", behaviour=str(shares.index[0]), share=share))
    return pd.Series(named, dtype=object)


def _stays(found: _Search) -> float:
    """Return how often a customer stays in the group, over all groups."""
    if found.labels is None or found.stays is None:
        return np.nan
    sizes = np.bincount(found.labels, minlength=len(found.stays))
    return float(np.average(found.stays, weights=sizes))


def _require_variety(customers: Customers, features: Features) -> None:
    n_features = len(features.blocks)
    if len(customers) >= LEAST_CUSTOMERS and n_features >= 2:
        return
    if len(customers) < LEAST_CUSTOMERS:
        what = say(
            "Groups are looked for among {least} customers or more; there are {n}.",
            least=LEAST_CUSTOMERS,
            n=len(customers),
        )
        fix = say("Remove a filter, or load more responses.")
    else:
        what = say(
            "Of how customers buy, {n} of the things that can be known differs between them; "
            "groups need two (recency, frequency, spend, spend against intention, purchase "
            "behaviour).",
            n=n_features,
        )
        fix = say("On the Load page, give further columns one of these meanings.")
    raise NotEnoughData(stops("too_little_behaviour", "columns", what, fix))
