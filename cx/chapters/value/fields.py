"""Fields that several questions about value share, with one wording each."""

from cx.vocabulary import Field, Unit, range_ends

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
    *range_ends("mean_revenue", Unit.MONEY, "Revenue,"),
    Field(
        "mean_purchase", Unit.MONEY, "Average transaction", "Mean amount above 0, refunds left out."
    ),
    *range_ends("mean_purchase", Unit.MONEY, "Transaction,"),
)
LIFETIME = (
    Field(
        "lifetime",
        Unit.MONEY,
        "Lifetime value",
        "Present value of a customer's margins within the horizon.",
    ),
    *range_ends("lifetime", Unit.MONEY, "Lifetime value,"),
)
