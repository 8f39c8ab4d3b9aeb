"""Made-up feedback with known truth, and the script that makes it."""
