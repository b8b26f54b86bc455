"""The buyer's own screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from counter import OPAK, QRIS, Counter
from receipts.qr import qr_matrix
from ui.screens.kasir.customer import second_screen

F = Qt.Key


def test_it_follows_the_counter_and_never_takes_its_keys(counter: Counter) -> None:
    side = counter.screen.customer
    side.toggle(QGuiApplication.primaryScreen())
    display = side.display
    assert display is not None
    assert display.page() == "welcome"
    counter.scan(OPAK)
    assert (display.page(), display._total.amount()) == ("cart", 15_000)
    counter.key(F.Key_F12)
    counter.key(F.Key_F3)
    assert display.page() == "qris"
    assert display._qris.code._matrix == qr_matrix(QRIS)
    counter.key(F.Key_Escape)
    assert display.page() == "cart"
    counter.key(F.Key_F12)
    counter.key(F.Key_F8)
    counter.key(F.Key_F12)
    assert (display.page(), display._change.amount()) == ("done", 35_000)
    counter.scan(OPAK)
    assert display.page() == "cart"
    side.toggle(None)
    assert side.display is None


def test_f11_fills_the_screen_and_needs_no_second_one(counter: Counter) -> None:
    assert second_screen(counter.window) is None
    counter.key(F.Key_F11)
    assert counter.window.isFullScreen()
    assert counter.screen.customer.display is None
    counter.key(F.Key_F11)
    assert not counter.window.isFullScreen()
