"""A counter with a person's hands on it: a real gallery, the real window, a scanner, a printer made of paper."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from db.queries.books import list_journal
from gallery_pos.documents import Document, Method, Role, SaleCompleted
from gallery_pos.errors import DeviceTrouble
from gallery_pos.services.access import revise_user
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.shifts import open_shift
from ui.app.changes import ChangeBus
from ui.app.feedback import Feedback
from ui.app.printing import Printing
from ui.app.scanner import Scanner, play_scan
from ui.app.settings import PrinterSettings, SettingsStore
from ui.app.tasks import InlineRunner
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery, open_gallery
from ui.main_window import MainWindow
from ui.screens.kasir.screen import TillScreen
from ui.workplace import Workplace

_D = TypeVar("_D", bound=Document)

MORNING = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
"""Monday at nine in Karawang."""
PIN = "135790"
QRIS = (
    "00020101021126670016ID.CO.CONTOH.WWW01189360000099999999990214TESTMERCHANT010303UMI51440014ID.CO.QRIS.WWW0215"
    "ID00000000000000303UMI5204594753033605802ID5918GALERI UMKM CONTOH6008KARAWANG61054131162110707KASIR016304222D"
)
"""Made up for tests; no merchant has it."""

OPAK, KERIPIK, DODOL, BATIK = "8991234567891", "2100000000029", "2100000000036", "P0004"
"""What a scanner reads from the labels: a maker's own code, two of the gallery's, a code without bars."""
_GAP = 90
"""Milliseconds between two keys of a person."""


def found_gallery(folder: Path) -> None:
    """Make the gallery that every test gets a copy of."""
    gallery = create_gallery(
        DataFolder(folder), name="Galeri Coba", region="Karawang", commission_bp=2_000, clock=lambda: MORNING
    )
    system = gallery.desk()
    revise_outlet(system, code="GALERI", qris=QRIS, rounding_step=100)
    people = (("kiki", "Kiki", Role.CASHIER), ("ida", "Ida", Role.MANAGER), ("asep", "Asep", Role.ADMIN))
    for code, name, role in people:
        revise_user(system, code=code, name=name, role=role)
        if role is not Role.CASHIER:
            gallery.credentials.set_pin(code, PIN)
    revise_consignor(system, code="M001", business_name="Dapur Nyi Imas")
    revise_consignor(system, code="M002", business_name="Batik Tarum")
    goods = (
        ("P0001", "Opak Ketan", "M001", 15_000, (OPAK,), "Makanan"),
        ("P0002", "Keripik Pisang", "M001", 20_000, (KERIPIK,), "Makanan"),
        ("P0003", "Dodol Ketan", "M001", 12_345, (DODOL,), "Makanan"),
        ("P0004", "Kain Batik", "M002", 185_000, (), "Fashion"),
    )
    for code, name, consignor, price, barcodes, category in goods:
        revise_product(
            system, code=code, name=name, consignor=consignor, price=price, category=category, barcodes=barcodes
        )
    day = MORNING.date()
    lines = [IntakeLine("P0001", 40), IntakeLine("P0002", 5), IntakeLine("P0003", 20, day - timedelta(days=3))]
    receive_goods(system, consignor="M001", lines=lines, business_date=day - timedelta(days=30))
    receive_goods(system, consignor="M002", lines=[IntakeLine("P0004", 3)])
    gallery.close()


class Paper:
    """A printer that keeps what it is sent, or is dead."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.dead = False

    def send(self, data: bytes, title: str) -> None:
        """Keep it."""
        if self.dead:
            raise DeviceTrouble("printer.unreachable", f"Printer tidak bisa dihubungi ({title}).")
        self.sent.append(data)


@dataclass
class Counter:
    """The open program and what hands can do to it."""

    qtbot: QtBot
    folder: Path
    gallery: Gallery
    place: Workplace
    window: MainWindow
    scanner: Scanner
    paper: Paper
    _now: int = field(default=1_000_000)
    _closed: bool = False

    # -- what is there

    @property
    def screen(self) -> TillScreen:
        """The counter's screen."""
        screen = self.window.current()
        assert isinstance(screen, TillScreen)
        return screen

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Names and pieces on the cart."""
        return [(line.name, line.quantity) for line in self.screen.till.cart.lines]

    def written(self, kind: type[_D]) -> list[_D]:
        """Return the documents of a kind, in their order."""
        found: list[_D] = []
        for row in list_journal(self.gallery.database, kind=kind.__name__):
            posted = self.gallery.book.document(row.id)
            assert posted is not None
            assert isinstance(posted.document, kind)
            found.append(posted.document)
        return found

    def sales(self) -> list[SaleCompleted]:
        """Return the sales."""
        return self.written(SaleCompleted)

    def toasts(self) -> str:
        """Return what is said in passing."""
        toasts = self.place.feedback._toasts
        return " | ".join(toasts.texts()) if toasts else ""

    def dialog(self) -> QDialog:
        """Return the dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, QDialog), "no dialog is open"
        return found

    # -- hands

    def _handle(self) -> QWindow:
        widget: QWidget = QApplication.activeModalWidget() or self.window
        handle = widget.windowHandle()
        assert handle is not None
        if QGuiApplication.focusWindow() is not handle:
            widget.activateWindow()
            self.qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is handle)
        return handle

    def pump(self) -> None:
        """Let what waits have its turn."""
        for _ in range(3):
            QCoreApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        """Press a key that writes nothing, as the window system hands it over."""
        QTest.keyClick(self._handle(), key)
        self.pump()

    def type(self, text: str) -> None:
        """Type at a person's speed."""
        handle = self._handle()
        for character in text:
            self._now += _GAP
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                code = Qt.Key(ord(character.upper()))
                event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, character)
                event.setTimestamp(self._now)
                QCoreApplication.sendEvent(handle, event)
        self.qtbot.waitUntil(lambda: not self.scanner._detector.waiting)
        self.pump()

    def scan(self, code: str, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Hold a label before the scanner; two scans of one label are a second apart."""
        self.scanner._detector._code = ""
        play_scan(self._handle(), code, end)
        self.qtbot.waitUntil(lambda: not self.scanner._detector.waiting)
        self.pump()

    def open_shift(self, opening_float: int = 200_000) -> None:
        """Open the drawer as if it had been done in the morning."""
        self.place.announce(open_shift(self.place.desk(), opening_float=opening_float))
        self.pump()

    def sell(self, *codes: str, method: Method = Method.CASH) -> SaleCompleted:
        """Scan, pay the exact sum, and go on."""
        for code in codes:
            self.scan(code)
        self.key(Qt.Key.Key_F12)
        if method is Method.QRIS:
            self.key(Qt.Key.Key_F3)
        else:
            self.key(Qt.Key.Key_F6)
        self.key(Qt.Key.Key_F12)
        sale = self.sales()[-1]
        self.screen.show_page("sell")
        return sale

    def set_printer(self, **settings: object) -> None:
        """Set the printer up: the paper stands in for whatever it is."""
        printer = replace(PrinterSettings(kind="file", address="/dev/null", drawer=True), **settings)
        self.place.settings.change(printer=printer)

    def printed(self) -> list[bytes]:
        """Wait until the printer has everything and return what it got."""
        self.place.printing.wait()
        self.pump()
        self.qtbot.waitUntil(lambda: not self.place.printing.jobs())
        return self.paper.sent

    def close(self) -> None:
        """End the program; again does nothing."""
        if self._closed:
            return
        self._closed = True
        self.scanner.stop()
        self.screen.keeper.close()
        self.window.close()
        self.window.deleteLater()
        self.place.printing.close()
        self.gallery.close()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def open_counter(
    qtbot: QtBot,
    app: QApplication,
    folder: Path,
    *,
    user: str = "kiki",
    size: tuple[int, int] = (1366, 768),
    clock: Callable[[], datetime] = lambda: MORNING,
) -> Counter:
    """Start the program on a folder with somebody at the counter."""
    gallery = open_gallery(DataFolder(folder), clock=clock)
    feedback = Feedback()
    paper = Paper()
    record = gallery.book.user(user)
    assert record is not None
    settings = SettingsStore(folder / "config")
    printing = Printing(gallery, settings, feedback, device=lambda _printer: paper)
    place = Workplace(gallery, record, ChangeBus(), InlineRunner(feedback.show), feedback, settings, printing)
    window = MainWindow(place)
    scanner = Scanner(app)
    window.listen_to(scanner)
    window.resize(*size)
    window.open("till")
    window.show()
    QTest.qWaitForWindowActive(window)
    return Counter(qtbot, folder, gallery, place, window, scanner, paper)


def copy_gallery(model: Path, folder: Path) -> Path:
    """Return a copy of a gallery that nobody has open."""
    shutil.copytree(model, folder)
    return folder


def today() -> date:
    """Return the day of :data:`MORNING` in Karawang."""
    return MORNING.date()
