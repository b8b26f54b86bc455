"""Pengaturan: the outlet, the printer, the people, this machine."""

from ui.screens.pengaturan.screen import SettingsScreen

__all__ = ["SettingsScreen"]
