"""A small gallery in a folder of its own with everything that a screen works with, for tests of the screens."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from db.private import Personal
from gallery_pos.documents import Method, PriceModel, Role, SettlementPeriod, SizeClass, Tender
from gallery_pos.ports import Posted
from gallery_pos.services.access import revise_user
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms
from receipts.devices.common import Device
from ui.app.changes import ChangeBus
from ui.app.feedback import Feedback
from ui.app.printing import Printing
from ui.app.screen import Screen
from ui.app.settings import SettingsStore
from ui.app.tasks import InlineRunner
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery, open_gallery
from ui.main_window import MainWindow
from ui.workplace import Workplace

MORNING = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
"""Monday at nine in Karawang."""
TODAY = date(2026, 10, 5)
S = TypeVar("S", bound=Screen)
D = TypeVar("D", bound=QDialog)
PINS = {"admin": "111111", "ida": "222222"}


class Paper:
    """A printer that keeps what it is sent."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, data: bytes, title: str) -> None:
        """Keep it."""
        del title
        self.sent.append(data)


@dataclass
class Workroom:
    """A gallery with two makers, four products and their goods; ``place(user)`` seats somebody at it."""

    gallery: Gallery
    folder: Path
    rooms: list[Workplace]
    paper: Paper

    def place(self, user: str = "ida") -> Workplace:
        """Return what a screen gets when ``user`` sits at the machine."""
        feedback = Feedback()
        settings = SettingsStore(self.folder / "config")
        record = self.gallery.book.user(user)
        assert record is not None
        device: Callable[[object], Device] = lambda _printer: self.paper  # noqa: E731 -- the paper takes any printer's part
        printing = Printing(self.gallery, settings, feedback, device=device)
        room = Workplace(self.gallery, record, ChangeBus(), InlineRunner(feedback.show), feedback, settings, printing)
        self.rooms.append(room)
        return room

    def window(self, screen: str, user: str = "ida", size: tuple[int, int] = (1366, 768)) -> MainWindow:
        """Return the window with a screen in front."""
        window = MainWindow(self.place(user))
        window.resize(*size)
        window.show()
        window.open(screen)
        return window

    def receive(self, consignor: str, *lines: IntakeLine, day: date | None = None) -> Posted:
        """Take goods in."""
        done = receive_goods(self.gallery.desk("ida"), consignor=consignor, lines=lines, business_date=day)
        return done.value

    def kinds(self) -> list[str]:
        """Return the kinds of the documents in the journal, in their order."""
        from db.queries.books import list_journal

        return [row.kind for row in list_journal(self.gallery.database)]

    def close(self) -> None:
        """Let go of everything."""
        for room in self.rooms:
            room.printing.close()
        self.gallery.close()


def open_workroom(folder: Path, clock: Callable[[], datetime] = lambda: MORNING) -> Workroom:
    """Open a gallery of its own in ``folder``: Ida manages, Kiki sells, Dewi is of the Dinas."""
    shutil.copytree(_model(clock()), folder / "galeri")
    return Workroom(open_gallery(DataFolder(folder / "galeri"), clock=clock), folder, [], Paper())


@cache
def _model(moment: datetime) -> Path:
    """Make the gallery as it is at a moment, once, to be copied; it goes away with the home of the tests."""
    folder = Path(tempfile.mkdtemp(prefix="model-", dir=Path.home())) / "galeri"
    gallery = create_gallery(
        DataFolder(folder), name="Galeri Coba", region="Kabupaten Karawang", commission_bp=2_000, clock=lambda: moment
    )
    system = gallery.desk()
    people = (("admin", "Asep", Role.ADMIN), ("ida", "Ida", Role.MANAGER), ("kiki", "Kiki", Role.CASHIER))
    for code, name, role in (*people, ("dewi", "Dewi", Role.DINAS), ("tatang", "Tatang", Role.AUDITOR)):
        revise_user(system, code=code, name=name, role=role)
    for code, pin in PINS.items():
        gallery.credentials.set_pin(code, pin)
    desk = gallery.desk("ida")
    revise_consignor(
        desk, code="M001", business_name="Dapur Nyi Imas", owner="Imas", district="Klari", size_class=SizeClass.MICRO
    )
    revise_consignor(desk, code="M002", business_name="Batik Tarum", owner="Elis", district="Karawang Barat")
    revise_agreement(
        desk,
        consignor="M001",
        model=PriceModel.PERCENTAGE,
        terms=AgreedTerms(commission_bp=1_500, discount_bearer=Bearer.SHARED, expiry_bp=5_000),
        settlement=SettlementPeriod.WEEKLY,
    )
    revise_product(desk, code="P0001", name="Opak Ketan", consignor="M001", price=15_000, category="Makanan")
    revise_product(desk, code="P0002", name="Keripik Pisang", consignor="M001", price=20_000, category="Makanan")
    revise_product(desk, code="P0003", name="Kain Batik", consignor="M002", price=185_000, category="Fashion")
    revise_product(
        desk,
        code="P0004",
        name="Dompet Batik",
        consignor="M002",
        price=50_000,
        category="Fashion",
        terms=ItemTerms(consignor_price=40_000),
    )
    gallery.personal.change(
        "M001", Personal(phone="6281234567890", bank="BJB", account="0012345678", nik="3215010101900001"), by="ida"
    )
    gallery.close()
    return folder


def show(room: Workroom, qtbot: QtBot, screen: str, user: str = "ida") -> MainWindow:
    """Return the window in front of everything, with a screen open for somebody."""
    window = room.window(screen, user)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def shown(window: MainWindow, kind: type[S]) -> S:
    """Return the screen that a window shows, which must be of this kind."""
    screen = window.current()
    assert isinstance(screen, kind)
    return screen


def sell(room: Workroom, *pieces: tuple[str, int], method: Method = Method.CASH) -> Posted:
    """Sell pieces of products for the exact amount, opening a shift where none is open."""
    from gallery_pos.cart import Cart, add
    from gallery_pos.documents import new_id
    from gallery_pos.services.checkout import complete_sale
    from gallery_pos.services.shifts import open_shift

    desk = room.gallery.desk("kiki")
    if desk.book.open_shift(desk.outlet, desk.origin) is None:
        open_shift(desk, opening_float=0)
    cart = Cart(id=new_id())
    total = 0
    for code, quantity in pieces:
        product = desk.book.product(code)
        assert product is not None
        lots = desk.book.lots(desk.outlet, [code])
        cart = add(cart, product, maker="", lots=lots, on=desk.today(), quantity=quantity)
        total += product.price * quantity
    return complete_sale(desk, cart=cart, tenders=[Tender(method=method, amount=total)]).value


def keys(widget: QWidget, text: str) -> None:
    """Type into a widget as a person does."""
    widget.setFocus()
    QTest.keyClicks(widget, text)


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key on a widget."""
    QTest.keyClick(widget, key, modifier)


def click(widget: QWidget) -> None:
    """Click the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def front(window: MainWindow, kind: type[D]) -> D:
    """Return the one dialog of a kind that is open."""
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def strike(widget: QWidget, key: Qt.Key) -> None:
    """Press a key in a window that has just come to the front."""
    widget.activateWindow()
    pump()
    QTest.keyClick(widget, key)
    pump()


def work_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let jobs end after the one who asked for them has gone on, as they do in the application."""
    at_once = InlineRunner._start
    monkeypatch.setattr(
        InlineRunner, "_start", lambda self, order, work: QTimer.singleShot(0, lambda: at_once(self, order, work))
    )


def pump() -> None:
    """Let timers of nothing and queued signals have their turn."""
    for _ in range(3):
        QApplication.processEvents()
