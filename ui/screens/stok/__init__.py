"""Stok: what is on the shelves, until when, and what was really there."""

from ui.screens.stok.screen import StockScreen

__all__ = ["StockScreen"]
