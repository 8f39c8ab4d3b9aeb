"""One question per module: a pure function from responses and options to one frozen result."""
