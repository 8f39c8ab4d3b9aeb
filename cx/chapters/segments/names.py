"""What is a group of customers called? By what sets them apart from all the others.

Out of scope: what to make of them.
"""

import numpy as np

from cx.chapters.segments.behaviour import Features
from cx.measures.arrays import Floats, Integers
from cx.text import say

FAR = 0.5  # standard deviations from the mean that are worth naming
NEAR_INTENDED = 0.05  # of a ratio of 1


def segment_names(features: Features, labels: Integers, k: int, bought_ratio: Floats) -> list[str]:
    """Name each of k groups by the one or two features that lie furthest from everybody's mean.

    `bought_ratio` (k) is spend over intended spend, the median of each group.
    """
    means = np.array([features.distances[labels == group].mean(axis=0) for group in range(k)])
    names: list[str] = []
    for group, mean in enumerate(means):
        words: list[str] = []
        for place in np.argsort(-np.abs(mean), kind="stable"):
            if abs(mean[place]) < FAR:
                break
            word = _word(features, int(place), float(mean[place]), float(bought_ratio[group]))
            if word and not any(word in known.casefold() for known in words):
                words.append(word)
        name = ", ".join(words[:2]) or say("near the average")
        if name in names:  # what comes third tells the two apart
            name = ", ".join(words[:3])
        names.append(f"{name} ({group + 1})" if name in names else name)
    return [f"{name[0].upper()}{name[1:]}" for name in names]


def _word(features: Features, place: int, distance: float, bought_ratio: float) -> str | None:
    """Say in words that a group is high or low on a feature; None for what it is not."""
    level = features.levels[place]
    if level is not None:
        return say('"{level}"', level=level) if distance > 0 else None
    if features.names[place] == "bought_ratio":
        # Above the mean of all is not yet more than intended.
        if abs(bought_ratio - 1) <= NEAR_INTENDED:
            return say("bought as intended")
        if bought_ratio > 1:
            return say("bought more than intended")
        return say("bought less than intended")
    low, high = {
        "days_since": (say("recent"), say("long ago")),
        "purchases": (say("seldom"), say("frequent")),
        "mean_spend": (say("low spend"), say("high spend")),
    }[features.names[place]]
    return high if distance > 0 else low
