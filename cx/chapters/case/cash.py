"""From a plan to money by quarter: benefits counted once, costs as they fall due.

Initiatives that move one lever share its worth: what the first leaves is all that the second can
bring, so shares a and b bring 1 - (1 - a)(1 - b) of it. Levers of one pool earn the same money: in
each quarter only the one that brings most counts. Benefits are against doing nothing.

Shape: worths of levers are (..., levers); flows are (..., quarters).
"""

from dataclasses import dataclass

import numpy as np

from cx.chapters.case.plan import CasePlan, CostKind, Initiative
from cx.measures.arrays import Floats
from cx.measures.cash_flow import QUARTERS


@dataclass(frozen=True, slots=True, eq=False)
class Costs:
    """What is paid in each quarter, as planned; both (quarters,), as positive amounts."""

    one_off: Floats
    running: Floats


def costs_by_quarter(plan: CasePlan, initiative: str | None = None) -> Costs:
    """Add up the cost lines of a plan, or of one of its initiatives."""
    paid = {kind: np.zeros(plan.quarters) for kind in CostKind}
    for cost in plan.costs if initiative is None else plan.costs_of(initiative):
        if cost.kind is CostKind.ONE_OFF:
            last = cost.first
        else:
            last = plan.quarters if cost.last is None else cost.last
        paid[cost.kind][cost.first - 1 : last] += cost.amount
    return Costs(paid[CostKind.ONE_OFF], paid[CostKind.RUNNING])


def effect_by_quarter(initiative: Initiative, quarters: int, delay: int = 0) -> Floats:
    """Return the share (0..1) of its lever's worth that an initiative brings: (quarters,).

    `delay` moves the effect, not the costs, by so many quarters.
    """
    since = np.arange(quarters) - (initiative.start - 1 + delay)
    ramp = np.asarray((*initiative.ramp, 1.0))
    full_for = np.maximum(since - len(initiative.ramp), 0) / QUARTERS  # years at full effect
    shape = ramp[np.clip(since, 0, len(ramp) - 1)] * (1 - initiative.decay) ** full_for
    return np.where(since >= 0, initiative.realisation * shape, 0.0)


def lever_shares(plan: CasePlan, delay: int = 0) -> Floats:
    """Return the share of each lever's worth that is realised, counted once: (levers, quarters)."""
    left = np.ones((len(plan.levers), plan.quarters))
    place = {lever.name: number for number, lever in enumerate(plan.levers)}
    for initiative in plan.initiatives:
        if initiative.lever:
            left[place[initiative.lever]] *= 1 - effect_by_quarter(initiative, plan.quarters, delay)
    return np.asarray(1 - left)


def benefits(plan: CasePlan, worths: Floats, shares: Floats) -> Floats:
    """Add up what the levers bring: worths (..., levers) per year to (..., quarters)."""
    single = [number for number, lever in enumerate(plan.levers) if not lever.pool]
    total = worths[..., single] @ shares[single]
    for rows in _pools(plan).values():
        total = total + (worths[..., rows, None] * shares[rows]).max(axis=-2)
    return np.asarray(total / QUARTERS)


def lever_benefits(plan: CasePlan, worths: Floats, shares: Floats) -> Floats:
    """Return what each lever brings that counts: worths (levers,) to (levers, quarters)."""
    brought = worths[:, None] * shares / QUARTERS
    for rows in _pools(plan).values():
        counts = brought[rows].argmax(axis=0)
        brought[rows] = np.where(np.arange(len(rows))[:, None] == counts, brought[rows], 0.0)
    return np.asarray(brought)


def _pools(plan: CasePlan) -> dict[str, list[int]]:
    """Return the places of the levers of each pool."""
    pools: dict[str, list[int]] = {}
    for number, lever in enumerate(plan.levers):
        if lever.pool:
            pools.setdefault(lever.pool, []).append(number)
    return pools


def initiative_benefits(plan: CasePlan, worths: Floats) -> Floats:
    """Part the benefit between the initiatives by what each would bring alone.

    Worths (levers,) to (initiatives, quarters), which add up to the whole benefit.
    """
    benefit = lever_benefits(plan, worths, lever_shares(plan))
    alone = np.array([effect_by_quarter(i, plan.quarters) for i in plan.initiatives])
    parted = np.zeros_like(alone)
    for number, lever in enumerate(plan.levers):
        rows = [
            p for p, initiative in enumerate(plan.initiatives) if initiative.lever == lever.name
        ]
        total = alone[rows].sum(axis=0)
        share = np.divide(alone[rows], total, out=np.zeros_like(alone[rows]), where=total > 0)
        parted[rows] = share * benefit[number]
    return parted
