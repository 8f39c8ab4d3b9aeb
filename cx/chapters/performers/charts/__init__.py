"""The pictures of this chapter."""
