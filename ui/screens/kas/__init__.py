"""Kas & Sif: the drawer from its float to the blind count."""

from ui.screens.kas.screen import CashScreen

__all__ = ["CashScreen"]
