"""Titipan: goods come in (surat titip) and go back (retur)."""

from ui.screens.titipan.screen import IntakeScreen

__all__ = ["IntakeScreen"]
