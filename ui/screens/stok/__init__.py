"""Stok: what is on the shelves, what expires, what a count says."""

from ui.screens.stok.screen import StockScreen

__all__ = ["StockScreen"]
