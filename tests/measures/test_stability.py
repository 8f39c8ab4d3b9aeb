import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.metrics import adjusted_rand_score

from cx.measures import stability as sb

FLOWERS, SPECIES = load_iris(return_X_y=True)
SEED = 1


@pytest.fixture(scope="module")
def iris() -> dict[int, sb.Clustering]:
    return {found.k: found for found in sb.clusterings(FLOWERS, (1, 2, 3), SEED)}


def test_iris_silhouette():
    found = sb.clusterings(FLOWERS, range(2, 7), SEED, samples=1)
    assert [clustering.silhouette for clustering in found] == pytest.approx(
        [0.681046, 0.552819, 0.498051, 0.488749, 0.364834], abs=1e-5
    )


def test_iris_stability(iris):
    assert sorted(iris[2].jaccard) == pytest.approx([0.99, 0.996], abs=0.03)
    assert sorted(iris[3].jaccard) == pytest.approx([0.91, 0.93, 1], abs=0.03)
    assert iris[1].jaccard.tolist() == [1]
    assert adjusted_rand_score(SPECIES, iris[3].labels) == pytest.approx(0.730238, abs=1e-6)


def test_iris_has_more_than_one_kind(iris):
    chosen = sb.choose(list(iris.values()))
    assert chosen is iris[2]  # both are stable; two clusters are further apart


def test_the_largest_cluster_comes_first(iris):
    found = iris[3]
    assert found.sizes.tolist() == [62, 50, 38]
    assert np.bincount(found.labels).tolist() == [62, 50, 38]
    means = [FLOWERS[found.labels == cluster].mean(axis=0) for cluster in range(3)]
    assert found.centres == pytest.approx(np.array(means), abs=1e-6)


def test_no_clusters_is_an_answer():
    random = np.random.default_rng(1)
    found = sb.clusterings(random.normal(size=(300, 3)), (1, 2, 3, 4), SEED, samples=20)
    assert not any(clustering.usable for clustering in found[1:])
    assert sb.choose(found) is None


def test_the_gap_overrules_halves_that_come_back():
    """A long cloud is always cut in the same place, which does not make two kinds of it."""
    random = np.random.default_rng(2)
    found = sb.clusterings(random.uniform(size=(300, 2)) * [10, 1], (1, 2), SEED, samples=20)
    assert found[1].usable
    assert sb.choose(found) is None


def test_planted_kinds_are_found_and_a_tiny_one_is_not_named():
    random = np.random.default_rng(3)
    centres = np.array([[0.0, 0], [6, 0], [0, 6]])
    rows = np.concatenate(
        [
            centre + random.normal(size=(n, 2))
            for centre, n in zip(centres, (60, 90, 30), strict=True)
        ]
    )
    chosen = sb.choose(sb.clusterings(rows, (1, 2, 3, 4), SEED, samples=20))
    assert chosen is not None
    assert chosen.sizes.tolist() == [90, 60, 30]
    few = np.concatenate([random.normal(size=(200, 2)), 30 + 0.1 * random.normal(size=(5, 2))])
    two = sb.clusterings(few, (2,), SEED, samples=20)[0]
    assert two.sizes.tolist() == [200, 5]
    assert two.jaccard.min() > 0.85
    assert not two.usable


def test_jaccard_by_hand():
    # Two clusters of three; the sample moves one row over: 2/3 and 3/4.
    original = np.array([0, 0, 0, 1, 1, 1])[:, None] == [0, 1]
    again = np.array([1, 1, 0, 0, 0, 0])[:, None] == [0, 1]
    assert sb._jaccard(original, again) == pytest.approx([2 / 3, 3 / 4])


def test_iris_mixtures():
    found = sb.mixtures(FLOWERS, (1, 2, 3, 4))
    assert [mixture.bic for mixture in found[1:3]] == pytest.approx([574.0178, 580.8389], abs=1e-3)
    assert min(found, key=lambda mixture: mixture.bic).k == 2
    assert adjusted_rand_score(SPECIES, found[2].labels) == pytest.approx(0.9039, abs=1e-4)


def test_the_seed_decides_and_rows_stay_as_they_are(iris):
    before = FLOWERS.copy()
    again = sb.clusterings(FLOWERS, (3,), SEED)[0]
    other = sb.clusterings(FLOWERS, (3,), SEED + 1)[0]
    assert again.jaccard.tolist() == iris[3].jaccard.tolist()
    assert (again.gap, again.labels.tolist()) == (iris[3].gap, iris[3].labels.tolist())
    assert other.jaccard.tolist() != again.jaccard.tolist()
    assert (before == FLOWERS).all()


def test_what_cannot_be_clustered_is_refused():
    with pytest.raises(ValueError, match="complete"):
        sb.clusterings([[1.0], [np.nan], [2.0]], (1,))
    with pytest.raises(ValueError, match="2 different rows can make 1 to 1 clusters"):
        sb.clusterings([[1.0], [1.0], [2.0]], (2,))


def test_rows_stay_in_clusters_that_are_apart_and_wander_in_a_cloud():
    random = np.random.default_rng(4)
    apart = np.concatenate([random.normal(size=(60, 2)), 20 + random.normal(size=(40, 2))])
    labels = np.repeat([0, 1], [60, 40])
    for kind in sb.Kind:
        again = sb.clusters_again(apart, labels, kind, SEED, samples=10)
        assert again.stays.tolist() == [1, 1]
        assert again.jaccard.tolist() == [1, 1]
    cloud = random.normal(size=(100, 2))
    cut = sb.clusterings(cloud, (4,), SEED, samples=10)[0]
    assert cut.stays.mean() < 0.95
    assert cut.stays.min() > 0.25  # pairing clusters beats dealing them out


def test_clusters_of_single_columns_are_no_kinds():
    random = np.random.default_rng(5)
    # Each column has two heaps by itself; nothing holds between them.
    heaps = 8.0 * random.integers(0, 2, (200, 2)) + random.normal(size=(200, 2))
    together = 8.0 * np.repeat([[0], [1]], 100, axis=0) + random.normal(size=(200, 2))
    blocks = [[0], [1]]
    for kind in sb.Kind:
        assert sb.one_cloud_p_value(heaps, 4, kind, blocks, SEED, samples=19) > 0.05
        assert sb.one_cloud_p_value(together, 2, kind, blocks, SEED, samples=19) == 0.05


def test_columns_of_one_block_move_as_one():
    random = np.random.default_rng(6)
    kind = random.integers(0, 3, 150)
    levels = 5.0 * np.eye(3)[kind] + 0.01 * random.normal(size=(150, 3))
    # The levels of one category belong together whatever is drawn.
    assert sb.one_cloud_p_value(levels, 3, sb.Kind.K_MEANS, [[0, 1, 2]], SEED, 19) > 0.5
