"""One script per screen; each reads like a table of contents."""
