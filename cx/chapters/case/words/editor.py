"""The words beside the tables of a business case."""

from __future__ import annotations

RESULT = "The case"
PLAN = "The plan"
NEW = "New case"
NAME = "Name of the case"
QUESTION = "The question to the board"
GAP = "What is wrong today"
START = "First quarter"
QUARTERS = "Quarters"
RATE = "Discount rate, % a year"
CURRENCY = "Currency"
TOGETHER = "Levers move together"
TOGETHER_HELP = (
    "How far all levers turn out well or badly for the same reasons: 0 % for none, 100 % for all. "
    "It widens the range of the whole."
)
ONE_OFF = "One-off costs may come to, of the plan"
RUNNING = "Running costs may come to, of the plan"
RANGE_HELP = "The ends are nearly impossible; the plan itself is the likely value."
TABLES = {
    "lever": "Levers: what is worth money when it moves, per year",
    "initiative": "Initiatives: what is done, and which lever it moves",
    "cost": "Costs",
    "phase": "Phases: for which money is asked at once",
}
KINDS = {"one_off": "once", "running": "quarterly"}
LEVER_HELP = "A gap that closes or a driver that rises; the Value page lists them with ranges."
WORTH_HELP = "Money per year when the lever is moved all the way: a low, a likely, a high figure."
POOL_HELP = (
    "Levers with the same word here earn the same money, such as the spend of the same customers: "
    "in each quarter only the largest counts."
)
SOURCE_HELP = "Where the figures come from."
REALISES_HELP = (
    "Share of the lever's worth that this is trusted to bring. Two initiatives on one lever share "
    "it: the second can bring only what the first leaves."
)
RAMP_HELP = "Percent of the full effect in the first quarters, then 100: 25, 50, 75."
DECAY_HELP = "Share of the effect lost in each year after the ramp."
AMOUNT_HELP = "Paid once, or in every quarter."
LAST_HELP = "Of a cost that runs; empty: to the end."
EMPTY = "Give the case an initiative that moves a lever, and a cost."
VIEW_ONLY = "This link is for looking: the plan is as its owner left it."
