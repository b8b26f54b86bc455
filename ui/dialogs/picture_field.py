"""A picture in a form: chosen from a file or taken with the camera, kept once it is chosen, counted once it is saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.attachments.pictures import store_image, store_picture
from ui.dialogs.snapshot import SnapshotDialog
from ui.widgets.buttons import Button
from ui.widgets.thumbs import PictureView

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.workplace import Workplace


class PictureField(QWidget):
    """The picture at the left, what can be done about it at the right.

    Signals:
        edited(): another picture, or none any more.
    """

    edited = Signal()

    def __init__(self, place: Workplace, side: int = 136, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._folder = place.gallery.folder.pictures
        self.name = ""
        self._view = PictureView(self._folder, side)
        self._drop = Button(tr("Hapus gambar"), partial(self._take, ""), kind="quiet", icon_name="trash-simple")
        self._buttons = (
            Button(tr("Pilih gambar…"), self.choose, icon_name="image"),
            Button(tr("Ambil foto…"), self.photograph, icon_name="camera"),
            self._drop,
        )
        column = QVBoxLayout()
        column.setSpacing(GRID)
        for button in self._buttons:
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
        self._drop.setVisible(bool(name) and not self._buttons[0].isHidden())

    def set_read_only(self) -> None:
        """Show the picture and nothing to do about it."""
        for button in self._buttons:
            button.hide()

    def choose(self) -> None:
        """Ask for a file and take the picture in it."""
        kinds = tr("Gambar") + " (*.jpg *.jpeg *.png *.webp *.bmp *.gif)"
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Pilih gambar"), "", kinds)
        if name:
            self.take_file(Path(name))

    def take_file(self, source: Path) -> None:
        """Take the picture in a file."""
        folder = self._folder
        self._place.runner.run(self, lambda: store_picture(folder, source), self._take)

    def photograph(self) -> None:
        """Take a picture with the camera."""
        dialog = SnapshotDialog(self)
        dialog.taken.connect(self.take_image)
        with self._place.feedback.guard(self):
            dialog.start(self._place.settings.current.camera.device)

    def take_image(self, image: QImage) -> None:
        """Take a picture that a camera took."""
        folder = self._folder
        self._place.runner.run(self, lambda: store_image(folder, image), self._take)

    def _take(self, name: str) -> None:
        self.show_picture(name)
        self.edited.emit()
