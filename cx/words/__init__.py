"""Results turned into sentences, alternative texts and written numbers, by rule."""
