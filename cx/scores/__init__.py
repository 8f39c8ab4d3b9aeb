"""What every chapter needs of a score: counts, groups against the rest, suppression."""
