"""Arithmetic on arrays and counts: scores, intervals, importance, shrinkage, gaps."""
