"""Taking a picture with the computer's camera."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from ui.app.viewfinder import Viewfinder
from ui.widgets.dialog import Dialog

_PICTURE = QSize(560, 420)


class SnapshotDialog(Dialog):
    """Shows what the camera sees until somebody is content with it.

    Signals:
        taken(QImage): the picture.
    """

    taken = Signal(QImage)

    def __init__(self, parent: QWidget, finder: Viewfinder | None = None) -> None:
        super().__init__(tr("Ambil foto"), parent.window(), hint=tr("Cukup cahaya dari depan, latar yang polos."))
        self._last = QImage()
        self.finder = finder or Viewfinder(self)
        self.finder.pictured.connect(self._show)
        self.finder.failed.connect(self._on_failed)
        self._picture = QLabel(tr("Menunggu kamera…"))
        self._picture.setFixedSize(_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setProperty("surface", "sunken")
        self._picture.setAccessibleName(tr("Gambar kamera"))
        self.body.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self.add_cancel()
        self._take = self.add_primary(tr("Ambil"), self._on_take)
        self._take.setEnabled(False)
        self.finished.connect(self.finder.stop)

    def start(self, device: str) -> None:
        """Switch the camera on, then open. Raises DeviceTrouble where there is none."""
        self.finder.start(device)
        self.open()

    def _show(self, image: QImage) -> None:
        self._last = image
        self._take.setEnabled(True)
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self._picture.setPixmap(QPixmap.fromImage(image.scaled(_PICTURE, keep, smooth)))

    def _on_failed(self, trouble: DeviceTrouble) -> None:
        self._take.setEnabled(False)
        self.banner.say(trouble.what, trouble.todo, "attention", closable=False)

    def _on_take(self) -> None:
        if not self._last.isNull():
            self.accept()
            self.taken.emit(self._last)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.finder.stop()
        super().closeEvent(event)
