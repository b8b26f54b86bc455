"""Penyelesaian: what is owed to makers, told on statements, and paid."""

from ui.screens.penyelesaian.screen import SettlementScreen

__all__ = ["SettlementScreen"]
