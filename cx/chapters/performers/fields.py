"""Columns that several tables of this chapter share."""

from cx.vocabulary import Field, Unit

PERFORMER = Field("performer", Unit.TEXT, "Performer", "The agent, store or team that is compared.")
RAW_POINTS = Field(
    "raw_points", Unit.POINTS, "Raw score", "The net score as it was observed, luck included."
)
N_PERFORMERS = Field(
    "n_performers", Unit.COUNT, "Performers", "How many performers the row rests on."
)
QUARTER = Field("quarter", Unit.DATE, "Quarter", "First day of the quarter.")
