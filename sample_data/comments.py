"""The words that made-up customers write: short English comments whose tone goes with the score.

A comment is put together from an opening, a remark on one part of the experience and a closing, so
a few dozen phrases give thousands of texts. They hold no personal data.
"""

import numpy as np

GOOD: dict[str, tuple[str, ...]] = {
    "Waiting time": (
        "hardly any wait",
        "I was helped within minutes",
        "no queue at all",
        "the reply came faster than I expected",
        "quick from start to finish",
    ),
    "Staff knowledge": (
        "the adviser really knew the range",
        "clear answers to every question",
        "they understood my problem at once",
        "very well-informed staff",
        "honest advice about which lamp would fit",
    ),
    "Ease of ordering": (
        "ordering took two minutes",
        "the order was simple to place",
        "changing my order was no trouble",
        "easy to find and easy to pay",
    ),
    "Product quality": (
        "the table is beautifully made",
        "the bedding feels wonderful",
        "solid shelves, good finish",
        "the pans are better than the pictures",
        "quality well above the price",
    ),
    "Delivery": (
        "delivered on the promised day",
        "the drivers carried it upstairs",
        "everything arrived undamaged",
        "delivery was early and well packed",
    ),
    "Price clarity": (
        "no surprises on the bill",
        "the price was clear from the start",
        "the offer was explained well",
        "fees were shown before I paid",
    ),
    "Website": (
        "the website is quick and tidy",
        "good pictures and measurements online",
        "the search found what I wanted",
        "the stock shown online was right",
    ),
    "Store atmosphere": (
        "a pleasant store to walk through",
        "bright and tidy showroom",
        "nice displays and music",
        "the store felt calm and welcoming",
    ),
}
BAD: dict[str, tuple[str, ...]] = {
    "Waiting time": (
        "I waited far too long",
        "nearly an hour on hold",
        "three days for a reply",
        "the queue did not move",
        "I was passed around and had to wait again",
    ),
    "Staff knowledge": (
        "nobody could answer my question",
        "I was told two different things",
        "the adviser had to guess",
        "staff did not know the product",
        "I had to explain everything twice",
    ),
    "Ease of ordering": (
        "the order form kept failing",
        "placing the order was a struggle",
        "I could not change my order",
        "far too many steps to order",
    ),
    "Product quality": (
        "the drawer broke in a week",
        "scratches on the table top",
        "the fabric feels cheap",
        "parts were missing from the box",
        "the colour faded after one wash",
    ),
    "Delivery": (
        "delivery came a week late",
        "the parcel arrived damaged",
        "no one told me the delivery had moved",
        "half of the order did not arrive",
    ),
    "Price clarity": (
        "the final price was higher than shown",
        "hidden delivery fees",
        "the discount was not taken off",
        "I still do not understand the bill",
    ),
    "Website": (
        "the website is slow",
        "the search finds nothing useful",
        "the site showed stock that was not there",
        "pages kept timing out",
    ),
    "Store atmosphere": (
        "the store was crowded and loud",
        "untidy shelves everywhere",
        "hard to find my way in the store",
        "the showroom felt gloomy",
    ),
}
OPENINGS: dict[str, tuple[str, ...]] = {
    "good": (
        "",
        "",
        "Great service: ",
        "Very happy: ",
        "Would buy again, ",
        "Thank you, ",
        "Lovely experience, ",
        "All good: ",
        "Impressed, ",
    ),
    "mixed": ("", "", "Fine overall: ", "Decent, ", "Mostly good: ", "Not bad: ", "Mixed: "),
    "bad": (
        "",
        "",
        "Disappointed: ",
        "Not good enough: ",
        "Frustrating, ",
        "Very unhappy, ",
        "Poor experience: ",
        "Sorry to say, ",
    ),
}
CLOSINGS: dict[str, tuple[str, ...]] = {
    "good": (
        "",
        "",
        "",
        "I will be back.",
        "Already told my friends.",
        "Keep it up.",
        "Five stars from me.",
        "Exactly what I needed for the new flat.",
    ),
    "mixed": ("", "", "", "There is room to improve.", "Otherwise fine.", "Might come back."),
    "bad": (
        "",
        "",
        "",
        "I will not order again.",
        "Please sort this out.",
        "I expected more.",
        "Still waiting for an answer.",
        "I had to ask for a refund.",
    ),
}


def _pick(words: tuple[str, ...], rng: np.random.Generator) -> str:
    return words[int(rng.integers(len(words)))]


def write_comment(tone: str, best: str, worst: str, rng: np.random.Generator) -> str:
    """Write one comment of a tone (good, mixed, bad) on the best or worst rated driver."""
    remark = {
        "good": lambda: _pick(GOOD[best], rng),
        "mixed": lambda: f"{_pick(GOOD[best], rng)}, but {_pick(BAD[worst], rng)}",
        "bad": lambda: _pick(BAD[worst], rng),
    }[tone]()
    text = f"{_pick(OPENINGS[tone], rng)}{remark}. {_pick(CLOSINGS[tone], rng)}".strip()
    return text[0].upper() + text[1:]
