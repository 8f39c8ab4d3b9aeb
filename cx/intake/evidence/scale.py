"""On which scale do the answers of a column lie, and which of its ends is the good one?

Each scale that is in use has a weight by how usual it is. It is multiplied by how well it explains
what was seen: the ends that somebody chose, the answers outside it, the range and the aim that the
header names, the highest answer that cells name ("8/10"), and the words beside the numbers, which
also say the direction. The share of the best scale in all weights is how sure it is; below
`SURE` the person is asked. The weights are judgements, written in one place; docs/decisions says
how they were checked.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from statistics import fmean

from cx.intake import scales
from cx.intake.coding import coding_of, counted_from_one, is_counted, shares
from cx.intake.evidence.header_scale import HeaderScale, asked_kind, header_scale
from cx.intake.missing_words import MISSING_CODES
from cx.intake.profiles import ColumnProfile
from cx.intake.scale_words import read_worded, valence
from cx.intake.sentences import about_scales
from cx.text import Said
from cx.text.wording import band_name
from cx.vocabulary import Band, Kind, Scale, ScaleKind

SURE = 0.8  # below this a scale is asked for
MOST_CHOICES = 4
_LEAST_CHOICE = 0.03  # of the weight of the best; a scale with less is not offered
_FEW_ZEROS = 0.1  # of the answers
_SECOND_RANGE = 0.2  # of the weight of the best, to be offered beside both directions
_MOST_OUTSIDE = 0.1  # of the answers may lie outside a scale
_DECIMALS = 0.2  # of the answers; with more, answers are not only whole numbers
_PERCENT_SIGNS = 0.8
_LEAST_TOP = 0.05  # of the cells that name a highest answer; fewer are slips
# How usual a scale is, before anything is looked at.
_USUAL: Mapping[tuple[float, float], float] = {
    (1, 5): 1.0, (0, 10): 1.0, (1, 10): 0.5, (1, 7): 0.5, (0, 100): 0.5, (0, 1): 0.5,
    (1, 3): 0.1, (1, 4): 0.1, (1, 6): 0.1, (0, 5): 0.1, (-2, 2): 0.1, (-1, 1): 0.1, (-3, 3): 0.1,
    (0, 20): 0.1, (0, 4): 0.05, (1, 9): 0.05, (1, 2): 0.05, (1, 100): 0.05, (-5, 5): 0.05,
    (0, 2): 0.03, (0, 3): 0.03, (0, 6): 0.03, (1, 11): 0.2, (1, 20): 0.03,
}  # fmt: skip
_UNUSUAL = 0.02  # any other scale from 0 or 1, or from as far below 0 as above, that was seen whole
_NEXT_ANSWERS = 6.0  # e-fold: so many answers beside an end that nobody chose speak against it
_FURTHER_STEP = 0.3  # for each further step that nobody chose
_SELDOM = 0.1  # a scale with no more is not what people usually ask
_WIDE = 12  # steps; on a wider scale nobody looks for single answers
_NAMED = 50.0  # a range that the header names, or against one that it does not
_AIM = 10.0  # 0-10 where the header says recommend
_ZERO_IS_NO_ANSWER = (0.5, 0.3)  # few zeros below a scale from 1, many of them


@dataclass(frozen=True, slots=True)
class ScaleEvidence:
    """What speaks for the scale of a column."""

    scale: Scale | None  # None: it has to be asked for
    sure: float = 0.0  # 0..1
    why: tuple[Said, ...] = ()
    choices: tuple[Scale, ...] = ()  # the likely ones, the best first; what is asked about
    asks_direction: bool = False  # they differ in which end is good
    mixed: tuple[float, ...] = ()  # highest answers that cells name, where they differ


def weigh(profile: ColumnProfile) -> ScaleEvidence:
    """Weigh all that says on which scale the answers of a column lie."""
    texts = profile.texts(Kind.RATING)
    pair = scales.two_values(texts)
    if pair is not None and not any(text.strip().isdecimal() for text in pair):
        return ScaleEvidence(scales.two_valued_scale(*pair), 1.0, (about_scales.two_words(*pair),))
    worded = read_worded(texts) if texts else None
    if worded is not None:
        return ScaleEvidence(worded.scale, 1.0, (about_scales.worded(worded.scale.range_label),))
    counts = profile.scores()
    if not counts:
        return ScaleEvidence(None)
    named = header_scale(profile.header, profile.label)
    tops = named_tops(profile)
    if len(tops) > 1:
        return ScaleEvidence(None, mixed=tops)
    weights = _weights(counts, named, tops, _has_percent_signs(profile))
    return _decided(profile, counts, named, weights, tops)


def stated_scale(text: str, profile: ColumnProfile) -> Scale:
    """Read a scale that a person states for a column, decimals included.

    What the column asks for follows from its header unless it is stated too: a satisfaction from
    0 to 10 is no Net Promoter Score. Errors: ValueError when the text is no scale.
    """
    scale = Scale.parse(text)
    if scale.kind is ScaleKind.RECOMMEND and str(ScaleKind.RECOMMEND.value) not in text:
        kind = asked_kind(profile.header, profile.label)
        if kind in (ScaleKind.SATISFACTION, ScaleKind.EFFORT):
            kind = ScaleKind.SATISFACTION
            scale = replace(
                Scale.conventional(scale.minimum, scale.maximum, kind), reversed=scale.reversed
            )
    pair = scales.two_values(profile.texts(Kind.RATING))
    if (
        scale.kind is ScaleKind.TWO_VALUED
        and pair is not None
        and not any(text.strip().isdecimal() for text in pair)
    ):
        return scales.two_valued_scale(*pair)
    counts = profile.scores()
    inside = {number: n for number, n in counts.items() if scale.minimum <= number <= scale.maximum}
    decimals = any(not float(number).is_integer() for number in inside)
    return replace(scale, whole=False) if decimals or shares(counts) else scale


def effect(scale: Scale, profile: ColumnProfile) -> Said | None:
    """Say what a scale makes of the headline; None when no answer lies on it."""
    counts = profile.scores()
    coding = coding_of(scale, counts)
    bands = dict.fromkeys(Band, 0)
    for number, n in counts.items():
        answer = coding.answer(number)
        if scale.contains(answer):
            bands[scale.band(answer)] += n
    total = sum(bands.values())
    if not total:
        return None
    good, bad = bands[Band.FAVOURABLE], bands[Band.UNFAVOURABLE]
    if scale.is_nps:
        return about_scales.makes_nps(100 * (good - bad) / total)
    left_out = sum(counts.values()) - total
    return about_scales.makes_share(good / total, band_name(scale, Band.FAVOURABLE), left_out)


def direction_of_labels(profile: ColumnProfile) -> int:
    """Say by the words beside the numbers whether answers get better (1) or worse (-1); else 0."""
    pairs = []
    for value in profile.values:
        score, _ = scales.read_score(value.text, profile.number_format)
        worth = valence(scales.label_of(value.text)) if score is not None else None
        if score is not None and worth is not None:
            pairs.append((score, worth))
    if len({worth for _, worth in pairs}) < 2:
        return 0
    middle, level = fmean(score for score, _ in pairs), fmean(worth for _, worth in pairs)
    slope = sum((score - middle) * (worth - level) for score, worth in pairs)
    return (slope > 0) - (slope < 0)


def driver_direction(profile: ColumnProfile) -> bool:
    """Say whether the lowest number of a rating is surely its best answer."""
    labels = direction_of_labels(profile)
    said = header_scale(profile.header, profile.label).lowest_is_best
    return labels < 0 if labels else bool(said)


def _weights(
    counts: Mapping[float, int],
    named: HeaderScale,
    tops: tuple[float, ...],
    percent: bool,
) -> dict[tuple[float, float], float]:
    """Weigh every scale that can hold the answers."""
    low, high = min(counts), max(counts)
    if is_counted(counts) and (low == -100 or named.kind is ScaleKind.RECOMMEND):
        return {(-100.0, 100.0): 1.0}
    if percent or shares(counts):
        return {(0.0, 100.0): 1.0} if low >= 0 and high <= 100 else {}
    usual = dict(_USUAL)
    seen = (low, high)
    if seen not in usual and high > 1 and (low in (0, 1) or low == -high) and high <= 12:
        usual[seen] = _UNUSUAL
    if named.bounds is not None:
        usual.setdefault(named.bounds, _UNUSUAL)
    highest = next(iter(tops), named.highest)
    weights = {}
    broken = _are_broken(counts)
    for bounds, prior in usual.items():
        fits = _fits(counts, bounds, named.kind)
        if not fits:
            continue
        weight = prior * fits
        if bounds[0] == 1 and counts.get(0.0) and prior <= _SELDOM:
            weight *= 0.3  # a seldom scale and a seldom code at once
        if broken and prior <= _SELDOM:
            weight *= 0.5  # means of answers seldom reach an end, so where they stop says little
        if named.bounds is not None:
            weight *= _NAMED if bounds == named.bounds else 1 / _NAMED
        elif highest is not None:
            weight *= _NAMED if bounds[1] == highest else 1 / _NAMED
        if named.kind is ScaleKind.RECOMMEND and bounds in ((0, 10), (1, 10)):
            weight *= _AIM
        weights[bounds] = weight
    return weights


def _fits(
    counts: Mapping[float, int], bounds: tuple[float, float], kind: ScaleKind | None
) -> float:
    """Say how well a scale explains the answers: 1 when it was seen whole, 0 when it cannot be."""
    low, high = bounds
    total = sum(counts.values())
    inside = {number: n for number, n in counts.items() if low <= number <= high}
    if not inside or scales.reaches_beyond(counts, high):
        return 0.0
    if high in (10, 11) and counted_from_one(counts, 11) != (bounds == (1, 11)):
        return 0.0  # nobody asks from 1 to 11: these are codes of 0 to 10, or slips
    fits = 1.0
    zeros = counts.get(0.0, 0) if low == 1 else 0
    if zeros:
        if high >= 9:
            return 0.0
        fits *= _ZERO_IS_NO_ANSWER[zeros >= _FEW_ZEROS * total]
    outside = {n: c for n, c in counts.items() if n not in inside and not (zeros and n == 0)}
    codes = sum(n for number, n in outside.items() if number in MISSING_CODES)
    slips = sum(outside.values()) - codes
    if slips > _MOST_OUTSIDE * total or codes > 0.5 * total:
        return 0.0
    fits *= 0.3 if slips else 1.0
    if codes:
        fits *= 0.5 if codes < _FEW_ZEROS * total else 0.1
    if high - low > _WIDE:
        little = sum(n for number, n in inside.items() if 0 <= number <= _WIDE)
        fits *= 1.0 if little < 0.7 * total else 0.01  # all of them at one end: codes beside it
    return fits * _end(inside, high, bounds, top=True) * _end(inside, low, bounds, top=False)


def _end(
    inside: Mapping[float, int], end: float, bounds: tuple[float, float], *, top: bool
) -> float:
    """Say how likely it is that nobody chose an end: less so, the more chose the one beside it."""
    nearest = max(inside) if top else min(inside)
    if nearest == end:
        return 1.0
    width = bounds[1] - bounds[0]
    if width > _WIDE:
        unseen = abs(end - nearest) / width
        return 0.5 if unseen <= 0.25 else 0.05 if unseen <= 0.5 else 0.0005
    if _are_broken(inside):
        return 0.7 * float(_FURTHER_STEP ** max(0.0, abs(end - nearest) - 0.5))
    steps = abs(end - nearest)
    never = math.exp(-min(inside[nearest], 60) / _NEXT_ANSWERS) * _FURTHER_STEP ** (steps - 1)
    if not top and bounds in ((0, 10), (1, 10)):
        never = max(never, 0.3)  # nobody at 0 says little: it is asked about
    return float(never)


def _decided(
    profile: ColumnProfile,
    counts: Mapping[float, int],
    named: HeaderScale,
    weights: Mapping[tuple[float, float], float],
    tops: tuple[float, ...],
) -> ScaleEvidence:
    total = sum(weights.values())
    if not total:
        return ScaleEvidence(None)
    ranked = sorted(weights, key=lambda bounds: -weights[bounds])
    best = ranked[0]
    sure = weights[best] / total
    if {(0, 10), (1, 10)} <= weights.keys() and best in ((0, 10), (1, 10)) and named.bounds is None:
        sure = min(sure, SURE - 0.01)  # 1 to 10 and no 0: never guessed
    near = [b for b in ranked if weights[b] >= _LEAST_CHOICE * weights[best]]
    if named.bounds is not None and named.bounds not in weights:
        sure = min(sure, SURE - 0.01)  # the header names a range that the answers do not keep
    labels = direction_of_labels(profile)
    turned, doubt = _direction(best, named, labels)
    built = [_built(bounds, counts, named.kind) for bounds in near]
    if turned:
        built = [replace(scale, reversed=True) for scale in built]
    if doubt:
        two = [b for b in ranked[:2] if weights[b] >= _SECOND_RANGE * weights[best]]
        built = [
            replace(_built(bounds, counts, named.kind), reversed=way)
            for bounds in two
            for way in (False, True)
        ]
    choices = tuple(dict.fromkeys(built))[:MOST_CHOICES]
    why = tuple(_reasons(best, named, tops, labels))
    if sure >= SURE and not doubt:
        return ScaleEvidence(built[0], sure, why, choices)
    if len(choices) == 1:
        choices = (*choices, replace(choices[0], reversed=not turned)) if doubt else choices
    return ScaleEvidence(None, sure, why, choices, doubt)


def _direction(bounds: tuple[float, float], named: HeaderScale, labels: int) -> tuple[bool, bool]:
    """Say whether the lowest answer is the best, and whether that must be asked."""
    said = named.lowest_is_best
    if labels and said is not None and (labels < 0) != said:
        return False, True
    if labels or said is not None:
        return (labels < 0 if labels else bool(said)), False
    may_be = named.may_be_turned and bounds[0] >= 0 and bounds[1] <= 12
    return False, may_be or bounds in ((1, 6), (1, 2))


def _built(
    bounds: tuple[float, float], counts: Mapping[float, int], kind: ScaleKind | None
) -> Scale:
    """Make the scale of a range: with the aim of the question, whole unless answers are not."""
    low, high = bounds
    if bounds == (0, 1):
        return Scale.conventional(0, 1, ScaleKind.TWO_VALUED)
    if bounds == (1, 11) and counted_from_one(counts, 11):
        low, high = 0.0, 10.0
    if bounds == (-100, 100):
        return Scale.conventional(low, high)
    inside = {number: n for number, n in counts.items() if low <= number <= high}
    if kind is ScaleKind.EFFORT and (low, high) == (0, 10):
        kind = ScaleKind.SATISFACTION
    scale = Scale.conventional(low, high, kind or ScaleKind.SATISFACTION)
    return replace(scale, whole=False) if _are_broken(inside) else scale


def _are_broken(counts: Mapping[float, int]) -> bool:
    """Say whether many answers are no whole numbers."""
    broken = sum(n for number, n in counts.items() if not float(number).is_integer())
    return broken >= _DECIMALS * sum(counts.values())


def _reasons(
    bounds: tuple[float, float], named: HeaderScale, tops: tuple[float, ...], labels: int
) -> Iterable[Said]:
    if named.bounds == bounds or named.highest == bounds[1]:
        yield about_scales.named_by_header(*bounds)
    if tops:
        yield about_scales.named_by_cells(tops[0])
    if labels or named.lowest_is_best is not None:
        best = labels < 0 if labels else named.lowest_is_best
        yield (
            about_scales.lowest_is_best(bounds[0])
            if best
            else about_scales.highest_is_best(bounds[1])
        )


def named_tops(profile: ColumnProfile) -> tuple[float, ...]:
    """List the highest answers that cells name, as "8/10" does; slips are no answer."""
    tops: dict[float, int] = {}
    for value in profile.values:
        top = scales.out_of(value.text)
        if top is not None:
            tops[top] = tops.get(top, 0) + value.n
    total = sum(tops.values())
    return tuple(sorted(top for top, n in tops.items() if n >= _LEAST_TOP * total))


def _has_percent_signs(profile: ColumnProfile) -> bool:
    answers = [value for value in profile.values if not profile.is_no_answer(value.text)]
    signed = sum(value.n for value in answers if value.text.strip().endswith(("%", "٪")))
    return signed >= _PERCENT_SIGNS * max(1, sum(value.n for value in answers))
