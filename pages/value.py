"""What are customers worth, and what would be worth changing?"""

from cx.chapters.value.at_risk import RiskOptions, measure_risk
from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.charts.by_group import revenue_dots
from cx.chapters.value.charts.lifetime import lifetime_dots
from cx.chapters.value.charts.retention import gain_by_year
from cx.chapters.value.charts.two_truths import band_shares, two_truths
from cx.chapters.value.charts.worth import worth_dots
from cx.chapters.value.earned_growth import EarnedOptions, measure_earned_growth
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.purchases import PurchaseOptions, expect_purchases
from cx.chapters.value.retention import value_retention
from cx.chapters.value.two_truths import ValueOptions, value_customers
from cx.chapters.value.words import at_risk as revenue_at_risk
from cx.chapters.value.words import by_group as by_group_words
from cx.chapters.value.words import earned_growth, lifetime, retention, worth
from cx.chapters.value.words import purchases as repeat_purchases
from cx.chapters.value.words import two_truths as value
from cx.chapters.value.worth import rank_worth
from cx.ui import shell, show
from cx.ui.asking import ask
from cx.ui.inputs import value as inputs

responses = shell.open_page("value")
assumed = inputs.assumptions()
result = ask(value_customers, responses, ValueOptions(assumed))

left, right = show.columns(1, 1)
with left:
    show.chart(
        two_truths(result),
        finding=value.truths(result),
        reading=value.reading_truths(result),
        alt=value.alt_truths(result),
        table=result.largest,
        name="value-truths",
    )
with right:
    show.chart(
        band_shares(result),
        finding=value.bands(result),
        reading=value.reading_bands(result),
        alt=value.alt_bands(result),
        table=result.bands,
        name="value-bands",
    )
show.findings([value.carriers(result)])
show.note(value.base(result))

with show.part("What is worth money"):
    compared = inputs.worth_options(responses, assumed)
    ranked = ask(rank_worth, responses, compared)
    if len(ranked.lifts):
        show.chart(
            worth_dots(ranked),
            finding=worth.headline(ranked),
            reading=worth.reading(ranked),
            alt=worth.alt(ranked),
            table=ranked.lifts,
            name="value-worth",
        )
        inputs.offer_for_case(responses, compared, ranked)
    else:
        show.findings([worth.headline(ranked)])

with show.part("Revenue at risk"):
    risk = ask(measure_risk, responses, RiskOptions(assumed))
    show.findings([revenue_at_risk.headline(risk)])

with show.part("Lifetime value"):
    form = inputs.lifetime_form()
    lives = ask(value_lifetimes, responses, inputs.lifetime_options(assumed, form))
    show.chart(
        lifetime_dots(lives),
        finding=lifetime.headline(lives),
        reading=lifetime.reading(lives),
        alt=lifetime.alt(lives),
        table=lives.bands,
        name="value-lifetime",
    )

with show.part("By segment"):
    groups = ask(value_by_group, responses, inputs.group_options(responses, assumed, form))
    show.chart(
        revenue_dots(groups),
        finding=by_group_words.headline(groups),
        reading=by_group_words.reading(groups),
        alt=by_group_words.alt(groups),
        table=groups.groups,
        name="value-groups",
    )

with show.part("Purchases to come"):
    with show.working("Fitting how customers buy again"):
        purchases = ask(expect_purchases, responses, PurchaseOptions(assumed))
    show.findings([repeat_purchases.headline(purchases)])
    show.grid(purchases.bands, alt=repeat_purchases.headline(purchases).detail)

with show.part("Retention"):
    kept = ask(value_retention, responses, inputs.retention_options(assumed))
    show.chart(
        gain_by_year(kept),
        finding=retention.headline(kept),
        reading=retention.reading(kept),
        alt=retention.alt(kept),
        table=kept.years,
        name="value-retention",
    )
    show.findings([retention.often_quoted(kept)])

with show.part("Earned growth"):
    growth = ask(measure_earned_growth, responses, EarnedOptions(assumed))
    show.findings([earned_growth.headline(growth)])
    show.grid(growth.flows, alt=earned_growth.headline(growth).detail)
show.method("value")
