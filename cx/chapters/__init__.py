"""One chapter for each subject that a person asks about."""
