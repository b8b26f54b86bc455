"""Kasir: the counter. One screen, keyboard first; a scan anywhere on it adds the item, and no scan can take money."""
