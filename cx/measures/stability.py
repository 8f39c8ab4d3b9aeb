"""How many kinds of customers are there, and would other customers show the same?

k-means for several numbers of clusters, each judged in four ways. Headline: stability (Hennig
2007, CSDA 52:258), the mean over bootstrap samples of the Jaccard similarity between a cluster
and the most similar one of the sample; .75 is usable. Beside it: the gap statistic
(Tibshirani, Walther & Hastie 2001, JRSS B 63:411), which can say that there are no clusters; the
silhouette (Rousseeuw 1987). Gaussian mixtures with BIC are a second opinion.

Beside the similarity stands how often a row is put back into its own cluster when the clustering
is made anew from a bootstrap sample. And a test against one cloud, which keeps the shape of each
column (half of the customers bought once) and the correlation of each pair (who comes often was
here lately); clusters that one leaning cloud shows as well are no kinds of customers.

Give bounded samples of behaviour that is scaled and not skewed (log1p of spend); the silhouette
costs rows squared. All works on one thread: on so few rows several wait for each other longer
than they work. Never cluster on the outcome and then compare the outcome between clusters.
Missing: not allowed. Out of scope: mixed types, naming clusters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.optimize import linear_sum_assignment
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score
from sklearn.mixture import GaussianMixture
from threadpoolctl import ThreadpoolController

from cx.measures.arrays import Flags, Floats, Integers, floats, ratio
from cx.measures.one_cloud import one_cloud

USABLE = 0.75  # Hennig's mark for the mean Jaccard similarity of a cluster
SMALLEST_SHARE = 0.05  # of the rows that a cluster needs to be worth a name
STARTS = 25  # of k-means on all rows; ten still miss the best four clusters of iris
MIXTURE_STARTS = 10  # of k-means, from which mixtures start
STARTS_PER_SAMPLE = 3  # of k-means on a bootstrap or reference sample
SETTLED = 1e-6  # change of the mean log-likelihood of a row in the last EM step of a mixture
SETTLED_IN_SAMPLE = 1e-3  # the same, in a bootstrap sample
NARROWEST = 1e-6  # variance that is added to each component of a mixture, in units of the rows


class Kind(StrEnum):
    """How rows are clustered."""

    K_MEANS = "k-means"
    MIXTURE = "Gaussian mixture"


@dataclass(frozen=True, slots=True, eq=False)
class Return:
    """How clusters come back in bootstrap samples."""

    jaccard: Floats  # (k,) 0..1, mean similarity with the most similar cluster of a sample
    stays: Floats  # (k,) 0..1, how often a row of the cluster is put back into it


@dataclass(frozen=True, slots=True, eq=False)
class Clustering:
    """k-means with k clusters, the largest first, and how far it can be trusted."""

    k: int
    labels: Integers  # (n,) cluster of each row, 0 = the largest
    centres: Floats  # (k, p)
    sizes: Integers  # (k,) rows
    silhouette: float  # -1..1, higher is better separated; NaN for one cluster
    jaccard: Floats  # (k,) 0..1, mean similarity in bootstrap samples; 1 for one cluster
    stays: Floats  # (k,) 0..1, how often a row is put back into its cluster; 1 for one cluster
    gap: float  # log inertia of rows without clusters, less that of these
    gap_error: float  # standard error of the gap, of its simulation too

    @property
    def usable(self) -> bool:
        """Whether every cluster comes back in other samples and is large enough to be named."""
        shares = self.sizes / self.sizes.sum()
        return bool(self.jaccard.min() >= USABLE and shares.min() >= SMALLEST_SHARE)


def clusterings(
    rows: ArrayLike, ks: Sequence[int] = (1, 2, 3, 4, 5, 6), seed: int = 0, samples: int = 50
) -> list[Clustering]:
    """Return k-means of the rows (n, p) for each k, judged by `samples` bootstrap samples.

    As many reference samples without clusters are drawn for the gap. The cost is about that of
    `samples` x 6 runs of k-means per k: seconds for a thousand rows. Errors: ValueError for
    missing values, or for a k that is not below the number of different rows.
    """
    values = floats(rows)
    if np.isnan(values).any():
        raise ValueError("rows must be complete.")
    different = len(np.unique(values, axis=0))
    if not all(1 <= k < different for k in ks):
        raise ValueError(f"{different} different rows can make 1 to {different - 1} clusters.")
    with _threads().limit(limits=1):
        return [_clustering(values, k, seed, samples) for k in ks]


def choose(found: Sequence[Clustering]) -> Clustering | None:
    """Return the usable clustering that is best separated (silhouette); None for "no clusters".

    None when no clustering is usable, or none has a gap above that of one cluster by more than its
    standard error: the honest answer may be that customers differ by degree, not by kind. (The
    smallest k by the gap is too shy here: a dip at 2 hides four clear clusters.) Give k = 1 to
    have the gap heard.
    """
    one = next((each.gap for each in found if each.k == 1), -np.inf)
    better = [
        each for each in found if each.k > 1 and each.usable and each.gap - each.gap_error > one
    ]
    return max(better, key=lambda each: each.silhouette, default=None)


def _clustering(values: Floats, k: int, seed: int, samples: int) -> Clustering:
    fitted = _k_means(values, k, seed, STARTS)
    sizes = np.bincount(fitted.labels_, minlength=k)
    order = np.argsort(-sizes, kind="stable")
    labels = np.argsort(order)[fitted.labels_]
    gap, gap_error = _gap(values, k, float(fitted.inertia_), seed, samples)
    again = clusters_again(values, labels, Kind.K_MEANS, seed, samples)
    return Clustering(
        k=k,
        labels=labels,
        centres=floats(fitted.cluster_centers_)[order],
        sizes=sizes[order],
        silhouette=float(silhouette_score(values, labels)) if k > 1 else np.nan,
        jaccard=again.jaccard,
        stays=again.stays,
        gap=gap,
        gap_error=gap_error,
    )


def _k_means(values: Floats, k: int, seed: int, starts: int) -> KMeans:
    return KMeans(n_clusters=k, n_init=starts, random_state=seed).fit(values)


def clusters_again(
    rows: ArrayLike,
    labels: Integers,
    kind: Kind,
    seed: int = 0,
    samples: int = 50,
    narrowest: float = NARROWEST,
) -> Return:
    """Return how like itself each cluster comes back in bootstrap samples of the rows (n, p).

    A row that is drawn more than once counts once: copies of a row would hold clusters together.
    A sample that misses a cluster altogether says nothing about its similarity. For `stays` every
    row, drawn or not, is put into the nearest cluster of the sample, and the clusters are paired
    so that most rows stay (Kuhn 1955).
    """
    values, k = floats(rows), int(labels.max()) + 1
    random = np.random.default_rng([seed, k])
    own = labels[:, None] == np.arange(k)
    likeness, staying = np.full((samples, k), np.nan), np.empty((samples, k))
    for sample in range(samples):
        drawn = np.unique(random.integers(0, len(values), len(values)))
        with _threads().limit(limits=1):
            model = _model(kind, min(k, len(drawn)), sample, narrowest).fit(values[drawn])
        again = model.predict(values)[:, None] == np.arange(k)
        original = own[drawn]
        likeness[sample] = np.where(original.any(axis=0), _jaccard(original, again[drawn]), np.nan)
        shared = floats(own).T @ floats(again)
        staying[sample] = shared[linear_sum_assignment(-shared)] / own.sum(axis=0)
    told = np.isfinite(likeness).sum(axis=0)
    jaccard = np.nan_to_num(ratio(np.nansum(likeness, axis=0), told))
    return Return(jaccard, staying.mean(axis=0))


def one_cloud_p_value(
    rows: ArrayLike,
    k: int,
    kind: Kind,
    blocks: Sequence[Sequence[int]],
    seed: int = 0,
    samples: int = 99,
    narrowest: float = NARROWEST,
) -> float:
    """Test whether k clusters fit the rows better than those of one cloud that leans alike.

    `blocks` are columns that move as one, such as the levels of a category (see
    measures.one_cloud). Compared is what k clusters fit better than one does. Returns the share of
    drawn rows, the given ones among them, that do as well.
    """
    values = floats(rows)
    random = np.random.default_rng([seed, k, 3])
    cloud = one_cloud(values, blocks)

    def gain(of: Floats, number: int) -> float:
        with _threads().limit(limits=1):
            one, several = (_model(kind, each, number, narrowest).fit(of) for each in (1, k))
            return float(several.score(of) - one.score(of))

    given = gain(values, samples)
    as_good = 1 + sum(gain(cloud.draw(random), sample) >= given for sample in range(samples))
    return as_good / (samples + 1)


@cache
def _threads() -> ThreadpoolController:
    """Return the thread pools of the libraries, looked up once: looking takes as long as a fit."""
    return ThreadpoolController()


def _model(kind: Kind, k: int, seed: int, narrowest: float) -> KMeans | GaussianMixture:
    """Return a model to fit on a sample."""
    if kind is Kind.K_MEANS:
        return KMeans(n_clusters=k, n_init=STARTS_PER_SAMPLE, random_state=seed)
    return GaussianMixture(
        k, n_init=1, tol=SETTLED_IN_SAMPLE, reg_covar=narrowest, random_state=seed
    )


def _jaccard(original: Flags, again: Flags) -> Floats:
    """Return the similarity of each original cluster with the most similar new one: (k,)."""
    shared = floats(original).T @ floats(again)
    either = original.sum(axis=0)[:, None] + again.sum(axis=0)[None, :] - shared
    return np.asarray(np.nan_to_num(ratio(shared, either)).max(axis=1))


def _gap(values: Floats, k: int, inertia: float, seed: int, samples: int) -> tuple[float, float]:
    """Return the gap and its standard error.

    The references are even in a box along the principal axes of the rows, which follows their
    shape better than a box along the columns.
    """
    random = np.random.default_rng([seed, 2])  # the same references for every k
    centre = values.mean(axis=0)
    axes = np.linalg.svd(values - centre, full_matrices=False)[2]
    along = (values - centre) @ axes.T
    logs = np.empty(samples)
    for sample in range(samples):
        even = random.uniform(along.min(axis=0), along.max(axis=0), size=along.shape)
        logs[sample] = np.log(_k_means(even, k, sample, STARTS_PER_SAMPLE).inertia_)
    error = float(logs.std()) * np.sqrt(1 + 1 / samples)
    return float(logs.mean() - np.log(inertia)), float(error)


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A mixture of k normal distributions."""

    k: int
    labels: Integers  # (n,) most likely component of each row
    bic: float  # lower is better
    model: GaussianMixture  # to put further rows into components


def mixtures(
    rows: ArrayLike,
    ks: Sequence[int] = (1, 2, 3, 4, 5, 6),
    seed: int = 0,
    narrowest: float = NARROWEST,
    starts: int = MIXTURE_STARTS,
) -> list[Mixture]:
    """Return Gaussian mixtures with free covariances and their BIC (Fraley & Raftery 2002).

    One component with the lowest BIC says that there are no clusters. `narrowest` keeps a
    component from closing in on values that many rows share. Errors: ValueError for
    missing values or fewer rows than components.
    """
    values = floats(rows)
    found = []
    for k in ks:
        model = GaussianMixture(
            k, n_init=starts, tol=SETTLED, max_iter=1000, reg_covar=narrowest, random_state=seed
        )
        with _threads().limit(limits=1):
            model.fit(values)
            found.append(Mixture(k, model.predict(values), float(model.bic(values)), model))
    return found
