"""Where pictures in forms come from: a file that somebody chooses, or the camera; kept as soon as they are there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from gallery_pos.language import tr
from ui.attachments.pictures import store_image, store_picture
from ui.dialogs.snapshot import SnapshotDialog
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from ui.widgets.buttons import Size
    from ui.workplace import Workplace


class PictureTaker(QWidget):
    """A part of a form that takes pictures; what it does with them is :meth:`take`."""

    def __init__(self, place: Workplace, parent: QWidget | None = None, *, size: Size = "normal") -> None:
        """``size`` is that of the two buttons, which stand where the form puts them; small ones have few words."""
        super().__init__(parent)
        self._place = place
        self.folder = place.gallery.folder.pictures
        few = size == "small"
        self.adding = (
            Button(tr("Berkas…") if few else tr("Pilih gambar…"), self.choose, size=size, icon_name="image"),
            Button(tr("Kamera…") if few else tr("Ambil foto…"), self.photograph, size=size, icon_name="camera"),
        )

    def take(self, name: str) -> None:
        """Take the picture that is kept under a name."""
        raise NotImplementedError

    def choose(self) -> None:
        """Ask for a file and take the picture in it."""
        kinds = tr("Gambar") + " (*.jpg *.jpeg *.png *.webp *.bmp *.gif)"
        name, _ = QFileDialog.getOpenFileName(self.window(), tr("Pilih gambar"), "", kinds)
        if name:
            self.take_file(Path(name))

    def take_file(self, source: Path) -> None:
        """Take the picture in a file."""
        folder = self.folder
        self._place.runner.run(self, lambda: store_picture(folder, source), self.take)

    def photograph(self) -> None:
        """Take a picture with the camera."""
        dialog = SnapshotDialog(self)
        dialog.taken.connect(self.take_image)
        with self._place.feedback.guard(self):
            dialog.start(self._place.settings.current.camera.device)

    def take_image(self, image: QImage) -> None:
        """Take a picture that a camera took."""
        folder = self.folder
        self._place.runner.run(self, lambda: store_image(folder, image), self.take)
