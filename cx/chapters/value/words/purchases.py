"""What the purchases to come say."""

from cx.chapters.value.purchases import RepeatPurchases
from cx.chapters.value.words.assumptions import money_noun
from cx.chapters.value.words.phrases import customers, years
from cx.text import enumerated, numbers, paragraph, say, say_n
from cx.text.finding import Effect, Finding, Tone
from cx.vocabulary import Unit


def headline(found: RepeatPurchases) -> Finding:
    """Say what customers are expected to buy in the year to come, and how far to trust it."""
    frame = found.bands.frame.dropna(subset=["purchases_ahead"])
    assumed = found.options.assumptions
    by_band = enumerated(
        say(
            "{band} {purchases} purchases, {money} in {years}",
            band=row["band"],
            purchases=numbers.decimal(row["purchases_ahead"]),
            money=numbers.money(row["lifetime_ahead"], found.currency),
            years=years(assumed.horizon_years),
        )
        for row in frame.to_dict("records")
    )
    return Finding(
        say_n(
            "{n} purchase is to be expected of these {customers} in the year to come",
            "{n} purchases are to be expected of these {customers} in the year to come",
            round(found.purchases_ahead),
            customers=customers(found.n_customers),
        ),
        paragraph(
            say(
                "For each customer: {by_band} (discounted {money}).",
                by_band=by_band,
                money=money_noun(assumed),
            ),
            say(
                "From {customers} who bought again within {weeks} weeks, by BG/NBD and "
                "Gamma-Gamma; each day with spend is a purchase. A best guess without a range.",
                customers=customers(found.n_repeaters),
                weeks=round(found.weeks),
            ),
            ""
            if found.independent
            else say(
                "Who buys more often spends otherwise on each purchase (correlation "
                "{correlation}), which the model does not know: amounts are rough.",
                correlation=numbers.decimal(found.correlation),
            ),
        ),
        Tone.PLAIN if found.independent else Tone.CAUTION,
        effect=Effect(found.purchases_ahead, Unit.COUNT, found.n_customers),
    )
