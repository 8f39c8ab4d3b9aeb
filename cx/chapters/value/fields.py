"""Fields that several questions about value share, with one wording each."""

from __future__ import annotations

from cx.vocabulary import Field, Unit

BAND = Field("band", Unit.TEXT, "Band", "Favourable, neutral or unfavourable.")
CUSTOMERS = Field("n_customers", Unit.COUNT, "Customers", "How many customers the row rests on.")
REVENUE = Field("revenue", Unit.MONEY, "Revenue in a year", "Revenue of these customers in a year.")
MEANS = (
    Field(
        "mean_revenue",
        Unit.MONEY,
        "Revenue for each customer",
        "Mean revenue of a customer in a year.",
    ),
    Field("mean_revenue_low", Unit.MONEY, "Revenue, from", "Lower end of the 95 % interval."),
    Field("mean_revenue_high", Unit.MONEY, "Revenue, to", "Upper end of the 95 % interval."),
    Field(
        "mean_purchase", Unit.MONEY, "Average transaction", "Mean amount above 0, refunds left out."
    ),
    Field("mean_purchase_low", Unit.MONEY, "Transaction, from", "Lower end of the 95 % interval."),
    Field("mean_purchase_high", Unit.MONEY, "Transaction, to", "Upper end of the 95 % interval."),
)
LIFETIME = (
    Field(
        "lifetime",
        Unit.MONEY,
        "Lifetime value",
        "Present value of a customer's margins within the horizon.",
    ),
    Field("lifetime_low", Unit.MONEY, "Lifetime value, from", "Lower end of the 95 % interval."),
    Field("lifetime_high", Unit.MONEY, "Lifetime value, to", "Upper end of the 95 % interval."),
)
