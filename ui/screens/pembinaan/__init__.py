"""Pembinaan: who may come on the shelf, and in which order."""

from ui.screens.pembinaan.screen import GuidanceScreen

__all__ = ["GuidanceScreen"]
