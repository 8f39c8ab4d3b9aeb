"""Which groups must stay hidden, so that nobody can work out the score of a small one?

A group under the threshold loses its score. That is not enough: a total less the groups shown
beside it gives the score back. So further groups are hidden (complementary suppression; Cox 1980,
JASA 75:377), the smallest that help, until no small group follows from what is shown:

- not as a sum or difference of totals and groups shown, however many are combined: a hidden group
  is given away when its members lie in the row space of what is shown;
- not as the rest of one total that holds fewer responses than the threshold;
- not as the rest of one total in which every response fell into the same band.

It is about one table with its totals, under one set of filters. Out of scope: tables of other
filters (a person may take two of them and subtract), and bounds narrower than "any score".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from cx.measures.arrays import Flags, Floats, floats

GIVEN_AWAY = 1e-9  # squared distance from the row space that counts as none


@dataclass(frozen=True, slots=True, eq=False)
class _Published:
    """What could be shown: groups (rows) of atoms (columns), an atom being one cell."""

    members: Flags  # (groups, atoms)
    bands: Floats  # (atoms, bands)
    small: Flags  # (groups,)
    fixed: Flags  # (groups,) shown whatever happens, since other pages show it
    minimum_n: int

    @property
    def single(self) -> Flags:
        return np.asarray(self.members.sum(axis=1) == 1)

    def unknown(self, shown: Flags) -> Flags:
        """Say of which atoms the score is not shown."""
        return np.asarray(~self.members[shown & self.single].any(axis=0))


def hidden_groups(
    members: ArrayLike,
    bands: ArrayLike,
    minimum_n: int,
    *,
    fixed: ArrayLike = False,
    hidden: ArrayLike = False,
) -> Flags:
    """Say which groups to hide: the small ones and those that would give them away.

    Shape: `members` (groups, cells), True where the group holds the cell; `bands` (cells, bands)
    counts. `fixed` groups are never hidden to protect others; `hidden` ones are from the start.
    Empty groups are not hidden: that nobody is in them is known from their n.
    """
    counts = floats(bands)
    filled = counts.sum(axis=1) > 0
    groups = np.asarray(members, dtype=bool)[:, filled]
    n = groups @ counts[filled].sum(axis=1)
    small = (n > 0) & (n < minimum_n)
    kept = np.broadcast_to(np.asarray(fixed, dtype=bool), n.shape)
    published = _Published(groups, counts[filled], small, kept, minimum_n)
    shown = (n > 0) & ~small & ~np.asarray(hidden, dtype=bool)
    while (exposed := exposed_cells(published, shown)).any():
        further = _next_to_hide(published, shown, exposed)
        if further is None:
            break
        shown[further] = False
    return np.asarray(~shown & (n > 0))


def hidden_beside_whole(members: ArrayLike, bands: ArrayLike, minimum_n: int) -> Flags:
    """Say which groups to hide where the score of all cells together is shown, here or elsewhere.

    Shapes and rules as in `hidden_groups`. Cells of no group are in the whole alone.
    """
    groups = np.atleast_2d(np.asarray(members, dtype=bool))
    with_whole = np.vstack([groups, np.ones(groups.shape[1], dtype=bool)])
    fixed = np.arange(len(with_whole)) == len(groups)
    return hidden_groups(with_whole, bands, minimum_n, fixed=fixed)[:-1]


def hidden_parts(counts: ArrayLike, minimum_n: int, unplaced: float = 0.0) -> Flags:
    """Say which parts of a shown total to hide, where only sums are shown, such as money.

    The small ones, and the smallest of the others until what is hidden holds as many as the
    threshold together. `unplaced` are in the total and in no part. Empty parts are not hidden.
    """
    n = floats(counts)
    hidden = (n > 0) & (n < minimum_n)
    while 0 < n[hidden].sum() + unplaced < minimum_n:
        shown = np.flatnonzero((n > 0) & ~hidden)
        if not len(shown):
            break
        hidden[min(shown, key=lambda at: (n[at], at))] = True
    return np.asarray(hidden)


def gives_away(members: ArrayLike, bands: ArrayLike, minimum_n: int, hidden: ArrayLike) -> bool:
    """Whether a small group can be worked out when all but the `hidden` groups are shown."""
    counts = floats(bands)
    filled = counts.sum(axis=1) > 0
    groups = np.asarray(members, dtype=bool)[:, filled]
    n = groups @ counts[filled].sum(axis=1)
    small = (n > 0) & (n < minimum_n)
    published = _Published(groups, counts[filled], small, np.zeros_like(small), minimum_n)
    return bool(exposed_cells(published, (n > 0) & ~np.asarray(hidden, dtype=bool)).any())


def exposed_cells(published: _Published, shown: Flags) -> Flags:
    """Say which cells take part in giving a small group away; none when all is well."""
    unknown = published.unknown(shown)
    exposed = np.zeros(len(unknown), dtype=bool)
    targets = published.members[published.small][:, unknown]
    rests = published.members[shown & ~published.single][:, unknown]
    rests = rests[rests.any(axis=1)]
    if not targets.any() or not len(rests):
        return exposed
    _, strengths, axes = np.linalg.svd(floats(rests), full_matrices=False)
    basis = axes[strengths > GIVEN_AWAY * strengths.max()]
    wanted = floats(targets)
    distance = (wanted**2).sum(axis=1) - ((wanted @ basis.T) ** 2).sum(axis=1)
    given = targets[distance < GIVEN_AWAY].any(axis=0)
    counts = rests @ published.bands[unknown]
    n = counts.sum(axis=1)
    telling = (n < published.minimum_n) | (counts.max(axis=1) == n)
    telling &= (rests & targets.any(axis=0)).any(axis=1)
    # Where every response of a total is alike, its parts are too, and hiding cannot help.
    telling &= ~_alike(published, shown, unknown)
    given |= rests[telling].any(axis=0)
    if given.any():
        given |= 1 - (basis**2).sum(axis=0) < GIVEN_AWAY  # they carry the others
    exposed[unknown] = given
    return exposed


def _alike(published: _Published, shown: Flags, unknown: Flags) -> Flags:
    """Say in which shown totals with unknown cells every response fell into one band."""
    totals = published.members[shown & ~published.single]
    totals = totals[totals[:, unknown].any(axis=1)]
    counts = totals @ published.bands
    return np.asarray(counts.max(axis=1) == counts.sum(axis=1))


def _next_to_hide(published: _Published, shown: Flags, exposed: Flags) -> int | None:
    """Choose the group whose hiding helps most at the least cost; None when nothing is left."""
    members, single = published.members, published.single
    n = members @ published.bands.sum(axis=1)
    unknown = published.unknown(shown)
    touching = shown & ~single & (members & exposed).any(axis=1)
    free = shown & ~published.fixed
    n_unknown = (members & unknown).sum(axis=1)
    alone = members[shown & ~single & (n_unknown == 0)].sum(axis=0)  # totals not yet opened
    for lines in (touching & ~published.fixed, touching & published.fixed):
        for line in sorted(np.flatnonzero(lines), key=lambda at: (n_unknown[at], n[at])):
            cells = np.flatnonzero(free & single & (members & members[line]).any(axis=1))
            if len(cells):
                # A cell that closes a circle of hidden ones opens no further total.
                return int(min(cells, key=lambda at: (alone[members[at]].sum(), n[at], at)))
        totals = np.flatnonzero(free & ~single & touching)
        if len(totals):
            return int(min(totals, key=lambda at: (n[at], at)))
    rest = np.flatnonzero(free)
    return int(min(rest, key=lambda at: (n[at], at))) if len(rest) else None
