"""Where responses live: the engine, the two ways of asking, and workspaces on disk."""
