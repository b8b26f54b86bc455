"""Scanning with the computer's camera: at most eight frames a second, always the latest, decoded off the UI thread.

QtMultimedia is loaded when the camera is first switched on. A frame is turned into plain grey bytes at once, for Qt
wants it back soon; while one frame is being read, a newer one replaces whatever waits.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gallery_pos.barcode import clean_scan
from gallery_pos.errors import DeviceTrouble
from gallery_pos.language import tr
from ui.app.decode import GrayFrame, TwiceSeen, decode_frame, readers
from ui.app.viewfinder import Advice, Viewfinder

FRAMES_A_SECOND = 8
_WIDEST = 1280
"""Pixels of width above which a frame is made smaller first: reading time grows with the area."""


class FrameReader(QObject):
    """Reads the latest frame on one worker thread and tells what was in it.

    Signals:
        found(str): a code that stood in two frames running.
    """

    found = Signal(str)
    _read = Signal(object)

    def __init__(
        self,
        decode: Callable[[GrayFrame], tuple[str, ...]] = decode_frame,
        filter_: TwiceSeen | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._decode = decode
        self._filter = filter_ or TwiceSeen()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="camera")
        self._lock = threading.Lock()
        self._latest: GrayFrame | None = None
        self._busy = False
        self._read.connect(self._on_read, Qt.ConnectionType.QueuedConnection)

    def offer(self, frame: GrayFrame) -> None:
        """Take a frame; one that still waits is forgotten."""
        with self._lock:
            self._latest = frame
            if self._busy:
                return
            self._busy = True
        self._pool.submit(self._work).add_done_callback(self._tell)

    def close(self) -> None:
        """Stop reading."""
        with self._lock:
            self._latest = None
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _work(self) -> list[tuple[str, ...]]:
        results: list[tuple[str, ...]] = []
        while (frame := self._next()) is not None:
            results.append(self._decode(frame))
        return results

    def _next(self) -> GrayFrame | None:
        with self._lock:
            frame, self._latest = self._latest, None
            self._busy = frame is not None
            return frame

    def _tell(self, future: Future[list[tuple[str, ...]]]) -> None:
        if not future.cancelled():
            self._read.emit(future)

    def _on_read(self, future: Future[list[tuple[str, ...]]]) -> None:
        if future.exception() is not None:
            with self._lock:
                self._busy = False
        for codes in future.result():  # a reader that fails is a bug of ours or of its own: let it be seen
            for code in self._filter.accept(codes):
                self.found.emit(clean_scan(code))


class CameraScanner(QObject):
    """The camera as a scanner.

    Signals:
        scanned(str): a code.
        pictured(QImage): a small grey picture of what the camera sees, for a preview.
        failed(DeviceTrouble): it stopped working; the trouble says what to do.
    """

    scanned = Signal(str)
    pictured = Signal(QImage)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: FrameReader | None = None
        self._finder = Viewfinder(self, most_a_second=FRAMES_A_SECOND, advise=_for_codes)
        self._finder.pictured.connect(self._on_picture)
        self._finder.failed.connect(self._on_failed)

    @property
    def running(self) -> bool:
        """Whether the camera is on."""
        return self._finder.running

    def start(self, device: str = "") -> None:
        """Switch the camera called ``device`` on, the system's first where none of that name is there.

        Raises DeviceTrouble (``camera.absent``, ``camera.reader``) where there is no camera, or nothing to read codes.
        """
        if self.running:
            return
        if not readers():
            raise _no_reader()
        self._finder.start(device)
        self._reader = FrameReader(parent=self)
        self._reader.found.connect(self.scanned)

    def stop(self) -> None:
        """Switch it off; others may want it."""
        self._finder.stop()
        if self._reader is not None:
            self._reader.close()
        self._reader = None

    def _on_picture(self, image: QImage) -> None:
        if self._reader is not None:
            grey, gray_frame = gray(image)
            self._reader.offer(gray_frame)
            self.pictured.emit(grey)

    def _on_failed(self, trouble: DeviceTrouble) -> None:
        self.stop()
        self.failed.emit(trouble)


def gray(image: QImage) -> tuple[QImage, GrayFrame]:
    """Return a picture in grey, at most 1280 pixels wide, as an image and as plain bytes of its own."""
    if image.width() > _WIDEST:
        image = image.scaledToWidth(_WIDEST)
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, stride = grey.width(), grey.height(), grey.bytesPerLine()
    rows = bytes(grey.constBits())
    if stride != width:
        rows = b"".join(rows[start : start + width] for start in range(0, stride * height, stride))
    return grey, GrayFrame(rows, width, height)


def _for_codes() -> Advice:
    return Advice(
        tr("Keranjang tidak berubah."),
        tr("Pasang kamera, atau pakai pemindai atau papan ketik."),
        tr("Tutup program lain yang memakai kamera, lalu nyalakan lagi, atau ketik kodenya."),
    )


def _no_reader() -> DeviceTrouble:
    return DeviceTrouble(
        "camera.reader",
        tr("Program pembaca kode untuk kamera tidak terpasang di komputer ini."),
        safe=tr("Keranjang tidak berubah."),
        todo=tr("Pakai pemindai atau ketik kodenya; minta petugas memasang zxing-cpp."),
    )
