"""Carts outlive everything: another buyer, another cashier, a power cut."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter import KERIPIK, OPAK, Counter
from db.drafts import Draft, Drafts
from gallery_pos.cart import Cart
from gallery_pos.errors import StorageTrouble, Trouble
from ui.screens.kasir.keeping import CartKeeper
from ui.screens.kasir.recall import RecallDialog

F = Qt.Key

KILLED = """
import os, signal, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
import ui
from ui.app.changes import ChangeBus
from ui.app.feedback import Feedback
from ui.app.printing import Printing
from ui.app.settings import SettingsStore
from ui.app.tasks import InlineRunner
from ui.folder import DataFolder
from ui.gallery import open_gallery
from ui.screens.kasir.keeping import KIND, _decode
from ui.screens.kasir.screen import TillScreen
from ui.workplace import Workplace
folder = Path(sys.argv[1])
app = QApplication([])
gallery, feedback, settings = open_gallery(DataFolder(folder)), Feedback(), SettingsStore(folder / "config")
place = Workplace(gallery, gallery.book.user("kiki"), ChangeBus(), InlineRunner(feedback.show), feedback, settings,
                  Printing(gallery, settings, feedback))
screen = TillScreen(place)
screen.show()
for code in sys.argv[2:]:
    screen.on_scan(code)
pieces = 0
while pieces < len(sys.argv) - 2:
    app.processEvents()
    time.sleep(0.01)
    pieces = sum(line.quantity for draft in gallery.drafts.load_open(KIND) for line in _decode(draft.body).lines)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_cart_survives_kill_9(start: Callable[..., Counter]) -> None:
    folder = start().folder
    start().close()
    killed = subprocess.run([sys.executable, "-c", KILLED, folder, OPAK, KERIPIK, OPAK], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    counter = start()
    assert counter.lines == [("Opak Ketan", 2), ("Keripik Pisang", 1)]
    assert "dipulihkan" in counter.toasts()


def test_a_cart_that_was_sold_before_the_power_cut_does_not_come_back(start: Callable[..., Counter]) -> None:
    counter = start()
    counter.open_shift()
    cart = counter.screen.till.cart
    counter.scan(OPAK)
    cart = counter.screen.till.cart
    counter.sell()
    counter.screen.keeper.save(cart)
    counter = start()
    assert counter.lines == []
    assert "sudah tersimpan sebagai" in counter.toasts()


def test_another_cashier_finds_the_cart_as_it_was(counter: Counter) -> None:
    counter.scan(OPAK)
    ida = counter.gallery.book.user("ida")
    assert ida is not None
    counter.window.set_user(ida)
    counter.pump()
    assert counter.lines == [("Opak Ketan", 1)]
    counter.sell()
    assert counter.sales()[0].user == "ida"


def test_hold_serve_another_and_recall(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.key(F.Key_F6)
    counter.type("bu rina")
    counter.key(F.Key_Return)
    assert counter.lines == []
    counter.sell(KERIPIK)
    counter.key(F.Key_F7)
    dialog = counter.dialog()
    assert isinstance(dialog, RecallDialog)
    assert [(row.label, row.cart.net) for row in dialog.list.model.rows()] == [("bu rina", 15_000)]
    counter.key(F.Key_F12)
    assert counter.lines == [("Opak Ketan", 1)]
    sale = counter.sell()
    assert sale.lines[0].name == "Opak Ketan"
    assert counter.screen.till.held() == []


def test_recalling_puts_the_open_cart_aside(counter: Counter) -> None:
    counter.scan(OPAK)
    counter.screen.till.hold("pertama")
    counter.scan(KERIPIK)
    counter.key(F.Key_F7)
    counter.key(F.Key_Return)
    assert counter.lines == [("Opak Ketan", 1)]
    assert [held.cart.lines[0].name for held in counter.screen.till.held()] == ["Keripik Pisang"]


def test_held_carts_outlive_the_program(start: Callable[..., Counter]) -> None:
    counter = start()
    counter.scan(OPAK)
    counter.screen.till.hold("bu rina")
    counter.scan(KERIPIK)
    counter = start()
    assert counter.lines == [("Keripik Pisang", 1)]
    assert [held.label for held in counter.screen.till.held()] == ["bu rina"]


def test_an_emptied_cart_is_not_kept(start: Callable[..., Counter]) -> None:
    counter = start()
    counter.scan(OPAK)
    counter.key(F.Key_Delete)
    assert start().lines == []


def test_no_carts_to_recall_says_how_to_hold_one(counter: Counter) -> None:
    counter.key(F.Key_F7)
    dialog = counter.dialog()
    assert isinstance(dialog, RecallDialog)
    counter.key(F.Key_Return)
    counter.key(F.Key_Escape)
    assert counter.screen.page() == "sell"


class Stubborn:
    """Drafts on a disk that fails a few times."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.saved: list[Draft] = []
        self.done = threading.Event()

    def save(self, draft: Draft) -> None:
        if self.failures:
            self.failures -= 1
            raise StorageTrouble("storage.full", "Disk penuh.")
        self.saved.append(draft)
        self.done.set()


def test_a_full_disk_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.screens.kasir.keeping._AGAIN_AFTER", 0.01)
    troubles: list[Trouble] = []
    drafts = Stubborn(failures=2)
    keeper = CartKeeper(drafts, troubles.append)  # type: ignore[arg-type]
    cart = Cart()
    keeper.save(cart)
    assert drafts.done.wait(5)
    assert keeper.flush()
    assert [draft.id for draft in drafts.saved] == [cart.id]
    assert [trouble.code for trouble in troubles] == ["storage.full"] * 2
    keeper.close()


def test_only_the_latest_of_many_changes_has_to_be_written(start: Callable[..., Counter], tmp_path: Path) -> None:
    counter = start()
    drafts = Drafts(counter.gallery.database, "A")
    keeper = CartKeeper(drafts, lambda trouble: None)
    cart = Cart(note="x")
    for number in range(200):
        keeper.save(Cart(id=cart.id, note=str(number)))
    assert keeper.flush()
    assert b'"note":"199"' in drafts.load_open("cart")[0].body
    keeper.forget(cart.id)
    keeper.close()
    assert drafts.load_open("cart") == []
