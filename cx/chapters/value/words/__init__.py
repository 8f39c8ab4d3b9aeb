"""What the answers of this chapter say."""
