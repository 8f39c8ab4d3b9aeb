"""Loading a file: choosing, saying what its columns mean, its passport."""
