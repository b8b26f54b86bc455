"""Penitip: who leaves goods, under which terms, what of his is here, and what he is owed."""

from ui.screens.penitip.screen import ConsignorsScreen

__all__ = ["ConsignorsScreen"]
