"""Gerai: the gallery's places, what moves between them, visits to those without an attendant, events."""

from ui.screens.gerai.screen import OutletsScreen

__all__ = ["OutletsScreen"]
