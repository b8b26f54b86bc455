"""What a tab of Pembinaan is."""

from ui.app.tabs import Tab, TabSpec

__all__ = ["Tab", "TabSpec"]
