"""Results turned into plotly figures."""
