"""What does the whole app claim of companies in which there is nothing to claim?

A claim is a finding that is shown, and that a ranking is called reliable. Where drivers all weigh
the same they do matter: there only what sets them apart is false.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from cx.chapters.drivers import exhibits as drivers
from cx.chapters.drivers.ranking import rank_drivers
from cx.chapters.overview import exhibits as overview
from cx.chapters.overview.bridge import BridgeOptions
from cx.chapters.overview.level import describe_overview
from cx.chapters.performers import exhibits as performers
from cx.chapters.performers.gaps import compare_performers
from cx.chapters.segments import exhibits as segments
from cx.chapters.segments.comparison import compare_segments
from cx.text.finding import Finding, Verdict
from cx.vocabulary import Role
from simulations.companies import Company, Drivers, Truth, draw_company
from simulations.counting import Promise, Question, Thing
from simulations.whole_app import MATTERS_MOST, all_findings

RELIABLE = "The ranking is reliable"
FAMILIES = {  # by page
    MATTERS_MOST: "Overview, what matters most",
    "overview": "Overview",
    "bridge": "What changed",
    "segments": "Segments",
    "expectations": "Expectations",
    "purchases": "Purchases",
    "found": "Found segments",
    "drivers": "Drivers",
    "performers": "Performers",
    "card": "Performer card",
    "value": "Value",
    "whatif": "What-if",
}


@dataclass(frozen=True, slots=True)
class NullWorld:
    """Companies without a difference between groups, performers, periods or customers."""

    drivers: Drivers

    @property
    def label(self) -> str:
        """What is true in it, in words."""
        if self.drivers is Drivers.IDLE:
            return "companies in which nothing has to do with the score"
        return "companies in which all drivers weigh the same and nothing else matters"


@dataclass(frozen=True, slots=True)
class PlantedWorld:
    """The same companies with one clear effect."""

    label: str
    truth: Truth
    found: Callable[[Company], bool]


def count_claims(world: NullWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the companies with a false claim by page, and those that read each false sentence."""
    counted = Counter({Thing(label): 0 for label in FAMILIES.values()})
    for random in randoms:
        with TemporaryDirectory() as folder:
            company = draw_company(Truth(world.drivers), random, Path(folder))
            said = all_findings(company.responses, sides(company))
        false = false_claims(said, company)
        for page in {finding.page for finding in false}:
            counted[Thing(FAMILIES[page])] += 1
        for sentence in {f"{f.question}: “{pattern(f.headline, company)}”" for f in false}:
            counted[Thing(sentence, judged=False)] += 1
    return counted


def sides(company: Company) -> BridgeOptions:
    """Compare the halves, as the page does; two regions where months move by themselves."""
    if company.months_alike:
        return BridgeOptions()
    region = company.responses.column(Role.REGION)
    first, second, *_ = region.categories
    return BridgeOptions(groups=(region.name, first, second))


def false_claims(said: Iterable[Finding], company: Company) -> list[Finding]:
    """Return what is claimed of a company and is not true of it."""
    claims = [f for f in said if f.verdict is Verdict.SHOWN or f.headline == RELIABLE]
    return [finding for finding in claims if is_false(finding, company)]


def is_false(finding: Finding, company: Company) -> bool:
    """Whether a claim is false of a company in which nothing matters but, perhaps, its drivers."""
    if company.truth.drivers is Drivers.IDLE:
        return True
    match finding.question:
        case "drivers.ranking":
            return finding.headline == RELIABLE or _names_some(finding, company)
        case "drivers.penalty_reward":
            return not finding.headline.endswith(": the better the better")
        case "what_if.evaluation":
            return finding.effect is None or finding.effect.value <= 0
        case _:
            return True


def _names_some(finding: Finding, company: Company) -> bool:
    """Whether it names drivers, and not all of them."""
    named = sum(name in finding.headline for name in company.drivers)
    return 0 < named < len(company.drivers)


def pattern(headline: str, company: Company) -> str:
    """Return a sentence without its names and numbers.

    Names of one kind that stand together become one.
    """
    text = re.sub("|".join(company.drivers), "X", headline)
    text = re.sub(r"[+\N{MINUS SIGN}-]?\d[\d.,]*", "#", text)
    return re.sub(r"(X|\w+ #)(, \1)*,? and \1\b", r"\1 …", text)


CLAIMS = Question(
    "null_companies",
    "What does the whole app claim where there is nothing to claim?",
    "Companies of 800 to 3,000 answers: half of them with customers who answer again, mean answers "
    "from 7.4 to the ceiling, 12 to 24 months that in half of the companies move by themselves, "
    "three to five columns of groups, 8 to 60 performers of which one may have a third of the "
    "answers, four to eight drivers, rough spend, expectations and purchases. Every question of "
    "every page is asked as the page asks it at first. A page is counted when it makes at least "
    "one false claim: a finding that is shown, or a ranking that is called reliable. Where all "
    "drivers weigh the same it is true that they matter and false that some matter more, that "
    "they bend, or that they differ by group. Below stand, not judged, the false sentences.",
    Promise(0.05, 0.0, 0.05),
    (NullWorld(Drivers.IDLE), NullWorld(Drivers.EQUAL)),
    count_claims,
)


def count_found(world: PlantedWorld, randoms: Sequence[np.random.Generator]) -> Counter[Thing]:
    """Count the companies in which the effect is found."""
    found = 0
    for random in randoms:
        with TemporaryDirectory() as folder:
            found += world.found(draw_company(world.truth, random, Path(folder)))
    return Counter({Thing("found"): found})


def group_is_found(company: Company) -> bool:
    """Whether groups are said to differ, and the lower one is named."""
    said = segments.largest(compare_segments(company.responses))
    return said.verdict is Verdict.SHOWN and company.lower_group in said.headline


def driver_is_found(company: Company) -> bool:
    """Whether the driver of half of R2 is among those that are said to matter most."""
    said = drivers.of_ranking(rank_drivers(company.responses))[0].finding
    return said.verdict is Verdict.SHOWN and company.drivers[0] in said.headline


def performers_are_found(company: Company) -> bool:
    """Whether performers are said to differ."""
    return performers.headline(compare_performers(company.responses)).verdict is Verdict.SHOWN


def trend_is_found(company: Company) -> bool:
    """Whether the score is said to fall."""
    said = overview.of_trend(describe_overview(company.responses)).finding
    return said.verdict is Verdict.SHOWN and said.effect is not None and said.effect.value < 0


FOUND = Question(
    "planted_companies",
    "Is a clear effect found?",
    "The same companies with one effect each. Found means that the sentence under “What matters "
    "most”, or the title of the trend, says it: of the group and of the driver by name.",
    Promise(1.0, 0.6, 1.0),
    (
        PlantedWorld(
            "one group is 15 points lower", Truth(Drivers.IDLE, group_lower=15), group_is_found
        ),
        PlantedWorld(
            "one driver has half of what all explain", Truth(Drivers.ONE), driver_is_found
        ),
        PlantedWorld(
            "performers differ, standard deviation 10 points",
            Truth(Drivers.IDLE, performer_spread=10),
            performers_are_found,
        ),
        PlantedWorld(
            "the score falls by 1.5 points a month",
            Truth(Drivers.IDLE, fall_a_month=1.5),
            trend_is_found,
        ),
    ),
    count_found,
)
