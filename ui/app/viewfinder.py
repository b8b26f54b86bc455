"""The computer's camera as a camera: pictures in colour to look at, the last of them to be kept.

QtMultimedia is loaded when the camera is first switched on.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr


class Viewfinder(QObject):
    """Shows what the camera sees.

    Signals:
        pictured(QImage): what it sees now, as large as it comes.
        failed(DeviceTrouble): it stopped working; the trouble says what to do.
    """

    pictured = Signal(QImage)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._camera: Any = None
        self._session: Any = None
        self._sink: Any = None

    def start(self, device: str = "") -> None:
        """Switch the camera called ``device`` on, the system's first where none of that name is there.

        Raises DeviceTrouble (``camera.absent``) where there is no camera.
        """
        if self._camera is not None:
            return
        try:
            from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink
        except ImportError as error:  # a system library that QtMultimedia needs is missing
            raise _absent() from error
        cameras = QMediaDevices.videoInputs()
        if not cameras:
            raise _absent()
        chosen = next((each for each in cameras if each.description() == device), cameras[0])
        self._camera, self._session, self._sink = QCamera(chosen, self), QMediaCaptureSession(self), QVideoSink(self)
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._camera.errorOccurred.connect(self._on_error)
        self._camera.start()

    def stop(self) -> None:
        """Switch it off; others may want it."""
        if self._camera is not None:
            self._camera.stop()
            for each in (self._session, self._camera, self._sink):
                each.deleteLater()
        self._camera = self._session = self._sink = None

    def _on_frame(self, frame: Any) -> None:
        image = frame.toImage()
        if self._camera is not None and not image.isNull():
            self.pictured.emit(image)

    def _on_error(self, _error: object, reason: str) -> None:
        self.stop()
        self.failed.emit(
            DeviceTrouble(
                "camera.failed",
                tr("Kamera berhenti bekerja: {reason}.").format(reason=reason or tr("tanpa keterangan")),
                safe=tr("Gambarnya tidak berubah."),
                todo=tr("Tutup program lain yang memakai kamera, lalu ulangi, atau pilih gambar dari berkas."),
            )
        )


def _absent() -> DeviceTrouble:
    return DeviceTrouble(
        "camera.absent",
        tr("Tidak ada kamera yang dapat dipakai di komputer ini."),
        safe=tr("Gambarnya tidak berubah."),
        todo=tr("Pasang kamera, atau pilih gambar dari berkas."),
    )
