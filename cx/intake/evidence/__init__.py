"""Decisions about a file that weigh all that speaks for them: one module for each decision.

Each returns what was decided, how sure that is, why, and its rivals; what is not sure is asked.
"""
