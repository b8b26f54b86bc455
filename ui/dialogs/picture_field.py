"""A picture in a form: chosen from a file or taken with the camera, kept once it is chosen, counted once it is saved."""

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
    from ui.workplace import Workplace


class PictureField(PictureTaker):
    """The picture at the left, what can be done about it at the right.

    Signals:
        edited(): another picture, or none any more.
    """

    edited = Signal()

    def __init__(self, place: Workplace, side: int = 136, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self.name = ""
        self._view = PictureView(self.folder, side)
        self._drop = Button(tr("Hapus gambar"), partial(self.take, ""), kind="quiet", icon_name="trash-simple")
        column = QVBoxLayout()
        column.setSpacing(GRID)
        for button in (*self.adding, self._drop):
            column.addWidget(button)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self._view)
        row.addLayout(column)
        row.addStretch(1)

    def show_picture(self, name: str) -> None:
        """Show the picture kept under a name, "" for none; nobody is told."""
        self.name = name
        self._view.show_picture(name)
        self._drop.setVisible(bool(name) and not self.adding[0].isHidden())

    def set_read_only(self) -> None:
        """Show the picture and nothing to do about it."""
        for button in (*self.adding, self._drop):
            button.hide()

    def take(self, name: str) -> None:
        """Show another picture, "" for none any more."""
        self.show_picture(name)
        self.edited.emit()
