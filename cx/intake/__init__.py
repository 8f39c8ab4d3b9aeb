"""Intake: a file becomes clean typed responses and a passport of every change.

receive -> stage -> profile -> guess -> check -> write; screen and command line share it.
"""

from cx.intake.checking import check
from cx.intake.evidence.scale import ScaleEvidence, stated_scale, weigh
from cx.intake.file_facts import Received, Sheet
from cx.intake.guessing import guess, guess_outcome_scale
from cx.intake.headline import Headline, OutcomeChoice, headline, outcome_choices
from cx.intake.long_shape import LongShape, find_long_shape
from cx.intake.passport import Passport, PersonalColumn, Reason, Repair, read_repairs
from cx.intake.profiles import ColumnProfile, ValueCount, profile
from cx.intake.progress import Progress, silent
from cx.intake.received import receive
from cx.intake.recipe import ColumnRecipe, Recipe, signature
from cx.intake.staged import LeftOut, Reading, Staged
from cx.intake.staging import stage
from cx.intake.writing import RULES_VERSION, Loaded, write

__all__ = [
    "RULES_VERSION",
    "ColumnProfile",
    "ColumnRecipe",
    "Headline",
    "LeftOut",
    "Loaded",
    "LongShape",
    "OutcomeChoice",
    "Passport",
    "PersonalColumn",
    "Progress",
    "Reading",
    "Reason",
    "Received",
    "Recipe",
    "Repair",
    "ScaleEvidence",
    "Sheet",
    "Staged",
    "ValueCount",
    "check",
    "find_long_shape",
    "guess",
    "guess_outcome_scale",
    "headline",
    "outcome_choices",
    "profile",
    "read_repairs",
    "receive",
    "signature",
    "silent",
    "stage",
    "stated_scale",
    "weigh",
    "write",
]
