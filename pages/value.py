"""What are customers worth, and what would be worth changing?"""

from cx.chapters.value import exhibits
from cx.chapters.value.at_risk import RiskOptions, measure_risk
from cx.chapters.value.by_group import value_by_group
from cx.chapters.value.earned_growth import EarnedOptions, measure_earned_growth
from cx.chapters.value.lifetime import value_lifetimes
from cx.chapters.value.purchases import PurchaseOptions, expect_purchases
from cx.chapters.value.retention import value_retention
from cx.chapters.value.two_truths import ValueOptions, value_customers
from cx.chapters.value.worth import rank_worth
from cx.text import say
from cx.ui import shell, show
from cx.ui.asking import ask
from cx.ui.inputs import value as inputs

responses = shell.open_page("value")
assumed = inputs.assumptions()
result = ask(value_customers, responses, ValueOptions(assumed))
truths = exhibits.of_truths(result)
show.exhibits(truths)
show.findings(exhibits.who_carries(result))
show.note(truths[0].base)

with show.part(say("What is worth money")):
    ranked = ask(rank_worth, responses, inputs.worth_options(responses, assumed))
    show.exhibit(exhibits.of_worth(ranked))
    inputs.offer_for_case(responses, ranked)

with show.part(say("Revenue at risk")):
    risk = ask(measure_risk, responses, RiskOptions(assumed))
    show.findings(exhibits.revenue_at_risk(risk))

with show.part(say("Lifetime value")):
    form = inputs.lifetime_form()
    lives = ask(value_lifetimes, responses, inputs.lifetime_options(assumed, form))
    show.exhibit(exhibits.of_lifetimes(lives))

with show.part(say("By segment")):
    groups = ask(value_by_group, responses, inputs.group_options(responses, assumed, form))
    show.exhibit(exhibits.of_groups(groups))

with show.part(say("Purchases to come")):
    with show.working(say("Fitting how customers buy again")):
        purchases = ask(expect_purchases, responses, PurchaseOptions(assumed))
    show.exhibit(exhibits.of_purchases(purchases))

with show.part(say("Retention")):
    kept = ask(value_retention, responses, inputs.retention_options(assumed))
    show.exhibit(exhibits.of_retention(kept))
    show.findings(exhibits.often_quoted(kept))

with show.part(say("Earned growth")):
    growth = ask(measure_earned_growth, responses, EarnedOptions(assumed))
    show.exhibit(exhibits.of_growth(growth))
show.method("value")
