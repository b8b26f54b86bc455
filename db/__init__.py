"""Storage: the signed journal, what follows from it, and the look-ups that screens and rules need."""
