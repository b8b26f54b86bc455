"""Where a code goes: onto the cart, into a refund, or to a sentence that says why nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from gallery_pos.barcode import clean_scan, read_receipt_code
from gallery_pos.errors import Trouble
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable
from gallery_pos.services.access import Act

if TYPE_CHECKING:
    from ui.screens.kasir.browse_page import BrowsePage
    from ui.screens.kasir.till import Till
    from ui.workplace import Workplace


class Scans(QObject):
    """Takes codes from scanner, camera and keyboard for one till.

    Signals:
        receipt_scanned(str): the code of a sale; somebody wants to give goods back.
        new_product_wanted(str): nobody knows this code, and the person may make a product of it.
        aside_wanted(): what was scanned last is past its date and is to leave the cart.
    """

    receipt_scanned = Signal(str)
    new_product_wanted = Signal(str)
    aside_wanted = Signal()

    def __init__(self, place: Workplace, till: Till, browse: BrowsePage) -> None:
        super().__init__(browse)
        self._place = place
        self._till = till
        self._browse = browse
        browse.picked.connect(self.pick)
        browse.typed.connect(self.take)
        browse.camera.clicked.connect(self._toggle_camera)
        browse.camera_panel.failed.connect(self._on_camera_failed)
        browse.field.times_typed.connect(self._on_times)

    def take(self, code: str) -> bool:
        """Put what a code stands for onto the cart; False where it stands for nothing, which has been said by then."""
        self._browse.clear()
        with self._place.feedback.guard(self._browse):
            if self._put(code):
                self._say_special()
                return True
            if self._is_receipt(code):
                self.receipt_scanned.emit(code)
            else:
                self._say_unknown(clean_scan(code))
        return False

    def _put(self, code: str) -> bool:
        """Look up everything that the line needs in one reading of the books."""
        with self._place.gallery.database.reading():
            return self._till.scan(code)

    def pick(self, code: str) -> None:
        """Put a product that was chosen by hand onto the cart."""
        with self._place.feedback.guard(self._browse):
            product = self._place.gallery.book.product(code)
            if product is not None:
                self._till.add(product)
                self._say_special()

    def _say_special(self) -> None:
        """Say at once, and not only when money is counted, what stands in the way of what just came."""
        line = self._till.line()
        if line is None:
            return
        reason = self._till.stopped.get(line.product, "")
        if line.expired:
            self._stop_expired(line.name, reason)
        elif reason:
            self.beep()
            self._browse.banner.say(
                reason,
                tr("Sebelum dibayar, atasan diminta PIN dan alasannya. Atau keluarkan dari keranjang."),
                "attention",
            )
        elif past := self._till.past.get(line.product, 0):
            self._browse.banner.say(
                tr("Periksa tanggal {name}: {count} buah di rak sudah kedaluwarsa.").format(
                    name=line.name, count=format_count(past)
                ),
                tr("Serahkan yang belum lewat. Sisihkan yang lewat: sudah ada di daftar tarik layar Titipan."),
                "attention",
            )

    def _stop_expired(self, name: str, reason: str) -> None:
        """Say it of the goods in front; ``reason`` is what their papers lack besides."""
        self.beep()
        past = tr("{name} yang tersisa sudah kedaluwarsa.").format(name=name)
        self._browse.banner.say(
            f"{past} {reason}".strip(),
            tr(
                "Cari yang belum lewat di rak, atau sisihkan untuk diretur."
                " Kalau tetap dijual, atasan diminta PIN dan alasannya sebelum dibayar."
            ),
            "danger",
            action=(tr("Sisihkan"), self._put_aside),
        )

    def _put_aside(self) -> None:
        self._browse.banner.clear()
        self.aside_wanted.emit()

    def is_known(self, text: str) -> bool:
        """Tell whether a text is the whole code of a product."""
        return self._till.find(text) is not None

    def beep(self) -> None:
        """Let who looks at the goods and not at the screen hear that a code was not taken."""
        if self._place.settings.current.scanner.sound:
            QApplication.beep()

    def _is_receipt(self, code: str) -> bool:
        try:
            wanted = read_receipt_code(code)
        except Unreadable:
            return False
        return self._place.gallery.book.sale(wanted) is not None

    def _say_unknown(self, code: str) -> None:
        self.beep()
        action: tuple[str, Callable[[], object]] = (tr("Cari (F2)"), self._browse.start_search)
        if self._place.may(Act.EDIT_CATALOGUE):
            action = (tr("Produk baru"), lambda: self.new_product_wanted.emit(code))
        self._browse.banner.say(
            tr("Kode {code} belum dikenal.").format(code=code),
            tr("Keranjang tidak berubah. Cari namanya dengan F2, atau tekan gambarnya."),
            "attention",
            action=action,
        )

    def _on_times(self, times: int) -> None:
        with self._place.feedback.guard(self._browse):
            self._till.set_times(times)

    def _toggle_camera(self) -> None:
        panel = self._browse.camera_panel
        if panel.is_on():
            panel.stop()
            return
        with self._place.feedback.guard(self._browse):
            try:
                panel.start(self._place.settings.current.camera.device)
            except Trouble as trouble:
                self._on_camera_failed(trouble)

    def _on_camera_failed(self, trouble: Trouble) -> None:
        """Said in place: who has no camera goes on with scanner or keyboard and needs no window about it."""
        self._browse.banner.say(trouble.what, f"{trouble.safe} {trouble.todo}".strip(), "attention")
