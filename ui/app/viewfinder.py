"""The computer's camera as a camera: pictures to look at, the last of them to be kept or read.

QtMultimedia is loaded when the camera is first switched on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr


class Advice(NamedTuple):
    """What a person is told where the camera does not work: what is safe, what to do without one, what to do about it."""

    safe: str
    absent: str
    failed: str


def _for_pictures() -> Advice:
    return Advice(
        tr("Gambarnya tidak berubah."),
        tr("Pasang kamera, atau pilih gambar dari berkas."),
        tr("Tutup program lain yang memakai kamera, lalu ulangi, atau pilih gambar dari berkas."),
    )


class Viewfinder(QObject):
    """Shows what the camera sees.

    Signals:
        pictured(QImage): what it sees now, as large as it comes.
        failed(DeviceTrouble): it stopped working; the trouble says what to do.
    """

    pictured = Signal(QImage)
    failed = Signal(object)

    def __init__(
        self, parent: QObject | None = None, *, most_a_second: int = 60, advise: Callable[[], Advice] = _for_pictures
    ) -> None:
        """Tell of at most ``most_a_second`` pictures; those between are not even unpacked."""
        super().__init__(parent)
        self._apart = 1 / most_a_second
        self._advise = advise
        self._last = 0.0
        self._camera: Any = None
        self._session: Any = None
        self._sink: Any = None

    @property
    def running(self) -> bool:
        """Whether the camera is on."""
        return self._camera is not None

    def start(self, device: str = "") -> None:
        """Switch the camera called ``device`` on, the system's first where none of that name is there.

        Raises DeviceTrouble (``camera.absent``) where there is no camera.
        """
        if self.running:
            return
        try:
            from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink
        except ImportError as error:  # a system library that QtMultimedia needs is missing
            raise self._absent() from error
        cameras = QMediaDevices.videoInputs()
        if not cameras:
            raise self._absent()
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
        now = time.monotonic()
        if self._camera is None or now - self._last < self._apart:
            return
        self._last = now
        image = frame.toImage()
        if not image.isNull():
            self.pictured.emit(image)

    def _on_error(self, _error: object, reason: str) -> None:
        self.stop()
        advice = self._advise()
        self.failed.emit(
            DeviceTrouble(
                "camera.failed",
                tr("Kamera berhenti bekerja: {reason}.").format(reason=reason or tr("tanpa keterangan")),
                safe=advice.safe,
                todo=advice.failed,
            )
        )

    def _absent(self) -> DeviceTrouble:
        advice = self._advise()
        return DeviceTrouble(
            "camera.absent",
            tr("Tidak ada kamera yang dapat dipakai di komputer ini."),
            safe=advice.safe,
            todo=advice.absent,
        )
