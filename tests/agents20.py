"""Twenty made-up agents as counts: name, answers, promoters, detractors."""

import numpy as np

AGENTS = (
    ("A01", 5, 5, 0),
    ("A02", 8, 1, 5),
    ("A03", 10, 7, 1),
    ("A04", 12, 3, 6),
    ("A05", 15, 9, 2),
    ("A06", 20, 9, 7),
    ("A07", 25, 16, 4),
    ("A08", 30, 12, 11),
    ("A09", 35, 22, 5),
    ("A10", 40, 17, 14),
    ("A11", 50, 33, 7),
    ("A12", 60, 24, 22),
    ("A13", 70, 45, 10),
    ("A14", 80, 35, 28),
    ("A15", 90, 58, 14),
    ("A16", 100, 41, 39),
    ("A17", 120, 78, 18),
    ("A18", 150, 60, 56),
    ("A19", 200, 128, 30),
    ("A20", 300, 126, 110),
)
NAMES = tuple(row[0] for row in AGENTS)
N, PROMOTERS, DETRACTORS = np.array([row[1:] for row in AGENTS]).T
