"""The camera as a scanner: a small picture to aim with, on the counter while it is switched on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from ui.app.camera import CameraScanner
from ui.app.tokens import GRID
from ui.widgets.buttons import IconButton
from ui.widgets.text import Label

_PICTURE = QSize(176, 132)


class CameraPanel(QFrame):
    """Hidden while the camera is off.

    Signals:
        scanned(str): a code.
        failed(DeviceTrouble): the camera stopped by itself.
        switched(bool): on or off.
    """

    scanned = Signal(str)
    failed = Signal(object)
    switched = Signal(bool)

    def __init__(self, camera: CameraScanner | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self._camera = camera or CameraScanner(self)
        self._camera.scanned.connect(self.scanned)
        self._camera.pictured.connect(self._show)
        self._camera.failed.connect(self._on_failed)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName(tr("Gambar kamera"))
        words = QVBoxLayout()
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self._picture)
        row.addLayout(words, 1)
        row.addWidget(IconButton("x", tr("Matikan kamera"), self.stop), 0, Qt.AlignmentFlag.AlignTop)
        words.addStretch(1)
        words.addWidget(Label(tr("Kamera menyala"), "strong"))
        words.addWidget(Label(tr("Dekatkan kodenya sampai memenuhi gambar dan diam sebentar."), "soft", wrap=True))
        words.addStretch(1)
        self.hide()

    def is_on(self) -> bool:
        """Tell whether the camera is on."""
        return self._camera.running

    def start(self, device: str) -> None:
        """Switch the camera on. Raises DeviceTrouble where there is none."""
        self._camera.start(device)
        self.show()
        self.switched.emit(True)

    def stop(self) -> None:
        """Switch it off."""
        if self._camera.running:
            self._camera.stop()
        self._picture.clear()
        self.hide()
        self.switched.emit(False)

    def _show(self, image: QImage) -> None:
        scaled = image.scaled(_PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
        self._picture.setPixmap(QPixmap.fromImage(scaled))

    def _on_failed(self, trouble: DeviceTrouble) -> None:
        self.stop()
        self.failed.emit(trouble)
