"""Draws the placeholder pictures of the sample gallery: ``python -m tools.sample_pictures``."""
