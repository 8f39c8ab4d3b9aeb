"""The product's own words where they stand as data: in a table, or in the scale of an outcome."""

import pandas as pd

from cx.text.saying import Said, said, translated
from cx.vocabulary import Band, Scale, Table, Unit


def in_words(table: Table) -> pd.DataFrame:
    """Return the frame of a table as it is shown: words of the product said, all else as it is."""
    words = [field.name for field in table.fields if field.unit is Unit.WORD]
    shown = {name: table.frame[name].map(translated, na_action="ignore") for name in words}
    return table.frame.assign(**shown) if shown else table.frame


def band_name(scale: Scale, band: Band) -> Said:
    """Name a band in the words of the file, or of the product where the file has none."""
    name = scale.band_name(band)
    return said(name) if scale.band_labels else translated(name)
