"""Plans that several tests assess."""

from cx.chapters.case.plan import CasePlan, CostKind, CostLine, Initiative, Lever, Phase

INVESTED = (120.0, 90.0, 60.0, 30.0)


def phased(**changes) -> CasePlan:
    """The phased plan of the literature's kind: invest, ramp up, run."""
    plan = {
        "name": "Phased",
        "levers": (Lever("gap", 112.0, 280.0, 364.0),),
        "initiatives": (Initiative("Coach", "gap", 1.0, 3, (10 / 70, 25 / 70, 45 / 70, 60 / 70)),),
        "costs": (
            *(
                CostLine(f"Invest {quarter}", "Coach", amount, CostKind.ONE_OFF, quarter)
                for quarter, amount in enumerate(INVESTED, start=1)
            ),
            CostLine("Run", "Coach", 10.0, CostKind.RUNNING, 4),
        ),
        "phases": (Phase("Prove", 1, 4), Phase("Extend", 5, 12)),
        "one_off_range": (0.9, 1.0, 1.6),
    }
    return CasePlan(**(plan | changes))
