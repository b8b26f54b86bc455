"""Periksa: month files that galleries sent, checked on any machine, with or without a gallery of its own."""
