"""Proof by simulation: worlds whose truth is known, and how often the app's numbers hold it."""
