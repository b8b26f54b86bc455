"""Some photos in a form, beside each other: more are chosen or taken, each can be taken out again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.dialogs.picture_taking import PictureTaker
from ui.widgets.buttons import Button
from ui.widgets.thumbs import PictureView

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ui.widgets.buttons import Size
    from ui.workplace import Workplace

MOST_PHOTOS = 4
"""Photos of one matter: more belong into a report of their own."""
_SIDE = 88


class PhotoStrip(PictureTaker):
    """Photos by the names they are kept under.

    Signals:
        edited(): one more, or one less.
    """

    edited = Signal()

    def __init__(
        self, place: Workplace, side: int = _SIDE, *, size: Size = "normal", parent: QWidget | None = None
    ) -> None:
        super().__init__(place, parent, size=size)
        self._side = side
        self._pictures: list[str] = []
        self._strip = QHBoxLayout()
        self._strip.setSpacing(GRID)
        self._strip.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        for button in self.adding:
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(self._strip)
        layout.addLayout(buttons)

    def pictures(self) -> tuple[str, ...]:
        """Return the names of the photos, in their order."""
        return tuple(self._pictures)

    def show_pictures(self, names: Iterable[str]) -> None:
        """Show other photos; nobody is told."""
        self._pictures = list(names)
        while self._strip.count() > 1:
            item = self._strip.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for at, name in enumerate(self._pictures):
            self._strip.insertWidget(at, self._holder(name))
        for button in self.adding:
            button.setEnabled(len(self._pictures) < MOST_PHOTOS)

    def _holder(self, name: str) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        view = PictureView(self.folder, self._side)
        view.show_picture(name)
        column.addWidget(view)
        drop = Button("", partial(self._drop, name), kind="quiet", size="small", icon_name="trash-simple")
        drop.setFixedWidth(self._side)
        drop.setToolTip(tr("Hapus gambar"))
        drop.setAccessibleName(tr("Hapus gambar"))
        column.addWidget(drop)
        return holder

    def take(self, name: str) -> None:
        """Add a photo; the same one twice, and one too many, are left out."""
        if name not in self._pictures and len(self._pictures) < MOST_PHOTOS:
            self.show_pictures([*self._pictures, name])
            self.edited.emit()

    def _drop(self, name: str) -> None:
        self.show_pictures(each for each in self._pictures if each != name)
        self.edited.emit()
