"""Where a scan goes, and what people are told when one goes nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from gallery_pos.language import tr
from ui.app.feedback import Feedback
from ui.app.scanner import Scanner
from ui.app.screen import Screen


class ScanRouter(QObject):
    """Hands each code to the screen in front, and says in words what a scanner does wrong."""

    def __init__(
        self, scanner: Scanner, feedback: Feedback, current: Callable[[], Screen | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._feedback = feedback
        self._current = current
        scanner.scanned.connect(self.take)
        scanner.repeated.connect(self._on_repeated)
        scanner.refused.connect(self._on_refused)
        scanner.gone_wild.connect(self._on_wild)

    def take(self, code: str) -> None:
        """Hand a code over; the camera's codes come in here too."""
        screen = self._current()
        with self._feedback.guard(screen):
            if screen is None or not screen.on_scan(code):
                QApplication.beep()
                self._say(tr("Kode {code} terbaca, tetapi tidak dipakai di layar ini."), code)

    def _on_repeated(self, code: str) -> None:
        self._say(tr("Kode {code} terbaca dua kali berturut-turut; dihitung satu kali."), code)

    def _on_refused(self, code: str) -> None:
        self._say(tr("Kode {code} diabaikan selama jendela ini terbuka."), code)

    def _say(self, sentence: str, code: str) -> None:
        self._feedback.toast(sentence.format(code=code), tone="attention")

    def _on_wild(self) -> None:
        sentence = tr(
            "Pemindai mengirim kode tanpa henti. Semua masukannya ditahan dan tidak ada yang masuk. "
            "Cabut kabelnya atau diamkan sebentar, lalu pindai lagi."
        )
        self._feedback.toast(sentence, tone="danger")
