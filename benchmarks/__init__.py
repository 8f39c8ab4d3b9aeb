"""Side-by-side measurements: each prints the ratio of two things measured in one run."""
