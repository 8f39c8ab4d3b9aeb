"""Tables of what is said: in each case of a result, its headline, detail and tone."""

import pytest
from _pytest.mark.structures import ParameterSet

from cx.text.finding import Finding, Tone
from tests.chapters.results import typeset

Sentences = tuple[str, str, Tone]


def case(
    name: str, asked: object, headline: str, detail: str, tone: Tone = Tone.PLAIN
) -> ParameterSet:
    return pytest.param(asked, (headline, detail, tone), id=name)


def each_case(asked: str, *cases: ParameterSet) -> pytest.MarkDecorator:
    """Run a test for each case: `asked` names its result, `said` is what has to be said of it."""
    return pytest.mark.parametrize((asked, "said"), cases)


def written(finding: Finding) -> Sentences:
    return typeset(finding.headline), typeset(finding.detail), finding.tone
