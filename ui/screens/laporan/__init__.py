"""Laporan: today and the month, each chart with its table, each total a way down to its documents."""

from ui.screens.laporan.screen import ReportsScreen

__all__ = ["ReportsScreen"]
