"""How screens hear of each other's work: a service says which kinds of data it changed, the bus tells everybody."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from gallery_pos.desk import Changes


class ChangeBus(QObject):
    """Carries kinds of change from whoever made them to every screen that shows them.

    Signals:
        changed(Changes, object): the kinds, and who announced them (or None), so that he need not react himself.
    """

    changed = Signal(object, object)

    def announce(self, kinds: Changes, initiator: object | None = None) -> None:
        """Tell every screen that data of ``kinds`` is no longer what it was; nothing is said for no kinds."""
        if kinds:
            self.changed.emit(kinds, initiator)
