"""What the purchases to come say."""

from __future__ import annotations

from cx.chapters.value.purchases import RepeatPurchases
from cx.chapters.value.words.assumptions import money_noun, years
from cx.text import numbers
from cx.text.finding import Finding, Tone


def headline(found: RepeatPurchases) -> Finding:
    """Say what customers are expected to buy in the year to come, and how far to trust it."""
    frame = found.bands.frame.dropna(subset=["purchases_ahead"])
    assumed = found.options.assumptions
    by_band = "; ".join(
        f"{row['band']} {numbers.decimal(row['purchases_ahead'])} purchases, "
        f"{numbers.money(row['lifetime_ahead'], found.currency)} in "
        f"{years(assumed.horizon_years)}"
        for _, row in frame.iterrows()
    )
    doubt = (
        ""
        if found.independent
        else " Who buys more often spends otherwise on each purchase (correlation "
        f"{numbers.decimal(found.correlation)}), which the model does not know: amounts are rough."
    )
    return Finding(
        f"{numbers.count(found.purchases_ahead)} purchases are to be expected of these "
        f"{numbers.count(found.n_customers)} customers in the year to come",
        f"For each customer: {by_band} (discounted {money_noun(assumed)}). From "
        f"{numbers.counted(found.n_repeaters, 'customer')} who bought again within "
        f"{numbers.count(found.weeks)} weeks, by BG/NBD and Gamma-Gamma; each day with spend is a "
        f"purchase. A best guess without a range.{doubt}",
        Tone.PLAIN if found.independent else Tone.CAUTION,
    )
