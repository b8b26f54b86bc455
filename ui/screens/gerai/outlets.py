"""Outlets to choose from, and what sort of place each is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QWidget

from gallery_pos.documents import OutletKind
from gallery_pos.language import tr
from ui.app.names import OUTLETS, named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gallery_pos.documents import OutletRevised
    from ui.workplace import Workplace


class OutletBox(QComboBox):
    """Chooses one of some outlets."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """``name`` tells a screen reader what is chosen here."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMinimumWidth(140)

    def offer(self, outlets: Iterable[OutletRevised]) -> None:
        """Offer outlets; the chosen one stays where it is among them. Nobody is told."""
        before = self.code()
        self.blockSignals(True)
        self.clear()
        for outlet in outlets:
            self.addItem(outlet.name, outlet.code)
        self.setCurrentIndex(max(self.findData(before), 0) if self.count() else -1)
        self.blockSignals(False)

    def code(self) -> str:
        """Return the code of the outlet that is chosen, "" where there is none."""
        found = self.currentData()
        return "" if found is None else str(found)

    def choose(self, code: str) -> bool:
        """Choose an outlet; False where it is not offered."""
        at = self.findData(code)
        if at >= 0:
            self.setCurrentIndex(at)
        return at >= 0


def open_outlets(place: Workplace) -> list[OutletRevised]:
    """Return the outlets in use, the gallery's own first, events last."""
    found = [outlet for outlet in place.gallery.book.outlets() if outlet.active]
    return sorted(found, key=lambda outlet: (not outlet.main, outlet.type is OutletKind.EVENT, outlet.name.casefold()))


def kind_words(kind: str, *, attended: bool) -> str:
    """Return what sort of place an outlet is, as people say it."""
    words = named(OUTLETS, kind)
    return words if attended else tr("{kind}, tanpa penjaga").format(kind=words)
