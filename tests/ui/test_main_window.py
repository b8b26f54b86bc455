from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from gallery_pos.desk import Changes, Done
from gallery_pos.documents import Role
from gallery_pos.errors import NeedsApproval, RuleBroken, StorageTrouble
from ui.app.actions import KEEPERS, ActionSpec
from ui.app.changes import ChangeBus
from ui.app.feedback import Feedback
from ui.app.icons import icon_names
from ui.app.language import speak
from ui.app.scanner import Scanner, play_scan
from ui.app.screen import Screen, ScreenSpec
from ui.app.screens import HOME, SCREENS
from ui.app.settings import SettingsStore
from ui.app.tasks import InlineRunner, Progress
from ui.app.theme import apply_theme, tokens
from ui.main_window import NARROW_BELOW, MainWindow
from ui.widgets.rail import NARROW, WIDE

MODULE = "made_up_screens"


class StockScreen(Screen):
    kinds = Changes.STOCK
    specs = (ActionSpec("stock.count", "Hitung fisik", "F5", "clipboard-text"),)

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        self.refreshed = 0
        self.entries = 0
        self.received: list[object] = []
        self.scans: list[str] = []
        self.counted = 0
        self.leave = True
        self.set_actions({"stock.count": self.count})
        self.button = self.add_footer("stock.count", primary=True)

    def refresh(self) -> None:
        self.refreshed += 1

    def entered(self) -> None:
        self.entries += 1

    def receive(self, what: object) -> None:
        self.received.append(what)

    def on_scan(self, code: str) -> bool:
        self.scans.append(code)
        return code.startswith("899")

    def may_leave(self) -> bool:
        return self.leave

    def count(self) -> None:
        self.counted += 1


class SaleScreen(Screen):
    kinds = Changes.SALES | Changes.STOCK

    def __init__(self, place: Any) -> None:
        super().__init__(place)
        self.refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1


class BrokenScreen(Screen):
    def __init__(self, place: Any) -> None:
        super().__init__(place)
        raise KeyError("broken")


SPECS = (
    ScreenSpec("stock", "Stok", "package", f"{MODULE}:StockScreen"),
    ScreenSpec("sale", "Kas & Sif", "wallet", f"{MODULE}:SaleScreen"),
    ScreenSpec("secret", "Pengaturan", "gear-six", f"{MODULE}:SaleScreen", KEEPERS),
    ScreenSpec("broken", "Rusak", "bug", f"{MODULE}:BrokenScreen"),
)


@pytest.fixture(autouse=True)
def module(monkeypatch: pytest.MonkeyPatch) -> None:
    made = ModuleType(MODULE)
    for screen in (StockScreen, SaleScreen, BrokenScreen):
        setattr(made, screen.__name__, screen)
    monkeypatch.setitem(sys.modules, MODULE, made)


@pytest.fixture
def place(themed: QApplication, tmp_path: Path) -> Any:
    feedback = Feedback()
    return SimpleNamespace(
        gallery=None,
        user=SimpleNamespace(code="imas", name="Imas", role=Role.ADMIN),
        bus=ChangeBus(),
        runner=InlineRunner(feedback.show),
        feedback=feedback,
        settings=SettingsStore(tmp_path),
        announce=lambda done, initiator: place_bus(feedback).append((done, initiator)),
    )


def place_bus(feedback: Feedback) -> list[object]:
    if not hasattr(feedback, "announced"):
        feedback.announced = []  # type: ignore[attr-defined]
    return feedback.announced  # type: ignore[attr-defined, no-any-return]


@pytest.fixture
def window(qtbot: QtBot, place: Any) -> MainWindow:
    window = MainWindow(place, SPECS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    QTest.qWaitForWindowActive(window)
    return window


def stock(window: MainWindow) -> StockScreen:
    window.open("stock")
    screen = window.current()
    assert isinstance(screen, StockScreen)
    return screen


def rail_words(window: MainWindow) -> list[str]:
    return [button.text().strip() for button, _ in window.rail._places.values()]


def test_screens_are_made_when_they_are_first_shown(window: MainWindow) -> None:
    assert window.current() is None
    first = stock(window)
    window.open("sale")
    assert stock(window) is first
    assert (first.refreshed, first.entries) == (1, 2)


def test_a_screen_refreshes_for_its_kinds_now_or_before_the_next_look(window: MainWindow, place: Any) -> None:
    first = stock(window)
    window.open("sale")
    second = window.current()
    assert isinstance(second, SaleScreen)
    place.bus.announce(Changes.STOCK)
    assert (first.refreshed, second.refreshed) == (1, 2)
    place.bus.announce(Changes.USERS)
    place.bus.announce(Changes.NONE)
    assert second.refreshed == 2
    stock(window)
    assert first.refreshed == 2


def test_whoever_made_the_change_need_not_hear_of_it(window: MainWindow, place: Any) -> None:
    screen = stock(window)
    place.bus.announce(Changes.STOCK, screen)
    assert screen.refreshed == 1


def test_a_service_is_called_announced_and_shown(window: MainWindow, place: Any) -> None:
    screen = stock(window)
    done = Done("A-7", Changes.STOCK)
    assert screen.do(lambda: done) == "A-7"
    assert screen.refreshed == 2
    assert place_bus(place.feedback) == [(done, screen)]


def test_a_broken_rule_shows_in_the_screen_s_own_banner(window: MainWindow) -> None:
    screen = stock(window)

    def refuse() -> Done[None]:
        raise RuleBroken("x", "Stok kurang.", todo="Terima dulu.")

    assert screen.do(refuse) is None
    assert screen.banner.text() == "Stok kurang. Terima dulu."
    assert screen.do(lambda: Done("ok", Changes.NONE)) == "ok"
    assert screen.banner.text() == ""


def test_an_approval_that_is_missing_is_a_rule_too(window: MainWindow) -> None:
    screen = stock(window)

    def ask() -> Done[None]:
        raise NeedsApproval("x", "Perlu atasan.", acts=())

    assert screen.do(ask) is None
    assert "Perlu atasan." in screen.banner.text()


def test_reading_and_long_work_come_back_to_the_screen(window: MainWindow) -> None:
    screen = stock(window)
    got: list[object] = []
    screen.read(lambda: 1, got.append)

    def job(progress: Progress) -> int:
        progress(1, 2, "setengah")
        return 2

    screen.work("Menerbitkan", job, got.append)
    assert got == [1, 2]


def test_a_screen_asks_for_another_and_hands_something_over(window: MainWindow) -> None:
    screen = stock(window)
    window.open("sale")
    window.current().open_screen("stock", "P7")  # type: ignore[union-attr]
    assert window.current() is screen
    assert screen.received == ["P7"]


def test_keys_are_the_screen_s_own(window: MainWindow) -> None:
    screen = stock(window)
    QTest.keyClick(window, Qt.Key.Key_F5)
    window.open("sale")
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert screen.counted == 1
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.current() is screen
    screen.button.click()
    assert screen.counted == 2


def test_the_rail_shows_what_the_role_may_see(window: MainWindow, place: Any) -> None:
    assert rail_words(window) == ["Stok", "Kas && Sif", "Pengaturan", "Rusak"]
    built: list[None] = []
    window.built.connect(lambda: built.append(None))
    window.open("secret")
    window.set_user(SimpleNamespace(code="budi", name="Budi", role=Role.CASHIER))  # type: ignore[arg-type]
    assert rail_words(window) == ["Stok", "Kas && Sif", "Rusak"]
    assert place.user.name == "Budi"
    assert built == [None]
    assert isinstance(window.current(), StockScreen), "a cashier has no business where the manager was"
    window.open("secret")
    assert isinstance(window.current(), StockScreen)
    assert "tidak terbuka untuk peran Anda" in place.feedback._toasts.texts()[0]


def test_the_rail_has_words_only_where_there_is_room(window: MainWindow) -> None:
    assert window.rail.width() == WIDE
    window.resize(NARROW_BELOW - 1, 600)
    assert window.rail.width() == NARROW
    assert rail_words(window) == [""] * 4
    assert all(button.toolTip() and button.accessibleName() for button, _ in window.rail._places.values())
    window.resize(NARROW_BELOW, 600)
    assert window.rail.width() == WIDE


def test_a_screen_that_breaks_leaves_the_others_alone(
    window: MainWindow, place: Any, caplog: pytest.LogCaptureFixture
) -> None:
    screen = stock(window)
    window.open("broken")
    assert len(place.feedback.dialogs) == 1
    assert window.current() is screen
    assert window.rail._places["stock"][0].isChecked()


def test_scans_go_to_the_screen_in_front(qtbot: QtBot, window: MainWindow, place: Any) -> None:
    scanner = Scanner(QApplication.instance())  # type: ignore[arg-type]
    window.listen_to(scanner)
    screen = stock(window)
    handle = window.windowHandle()
    assert handle is not None
    play_scan(handle, "8991234567890")
    qtbot.waitUntil(lambda: screen.scans == ["8991234567890"])
    play_scan(handle, "0000000000000")
    qtbot.waitUntil(lambda: bool(place.feedback._toasts.texts()))
    assert "0000000000000" in place.feedback._toasts.texts()[0]
    for _ in range(60):
        play_scan(handle, "8991234567890", gap_ms=0)
    qtbot.waitUntil(lambda: any("tanpa henti" in text for text in place.feedback._toasts.texts()))
    scanner.stop()
    scanner.deleteLater()


def test_help_shows_the_keys_of_the_screen_in_front(window: MainWindow) -> None:
    stock(window)
    QTest.keyClick(window, Qt.Key.Key_F1)
    (dialog,) = window.findChildren(QDialog, "help")
    words = [label.text() for label in dialog.findChildren(type(window.top._title))]
    assert {"Stok", "F5", "Hitung fisik", "F1", "Di semua layar"} <= set(words)
    dialog.close()


def test_dialogs_and_people_come_and_go_without_a_trace(window: MainWindow, place: Any) -> None:
    def once() -> None:
        stock(window)
        window.show_help()
        place.feedback.show(StorageTrouble("x", "Disk penuh."))
        for dialog in window.findChildren(QDialog):
            dialog.close()
        window.set_user(place.user)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    once()
    widgets = len(QApplication.allWidgets())
    for _ in range(20):
        once()
    assert len(QApplication.allWidgets()) == widgets


def test_the_theme_is_changed_and_remembered(window: MainWindow, place: Any) -> None:
    window.toggle_theme()
    assert tokens().name == "dark"
    assert SettingsStore(place.settings.path.parent).current.look.theme == "dark"
    window.toggle_theme()
    assert tokens().name == "light"


@pytest.fixture
def indonesian_after() -> Iterator[None]:
    yield
    speak("id")


def test_another_language_makes_everything_anew(window: MainWindow, tmp_path: Path, indonesian_after: None) -> None:
    screen = stock(window)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "en.po").write_text(head + 'msgid "Stok"\nmsgstr "Stock"\n', encoding="utf-8")
    speak("en", catalogues=tmp_path, cache=tmp_path / "cache")
    assert rail_words(window)[0] == "Stock"
    assert window.top._title.text() == "Stock"
    assert isinstance(window.current(), StockScreen)
    assert window.current() is not screen


def test_practice_is_marked_on_screen(window: MainWindow) -> None:
    assert window.strip.isHidden()
    window.set_mode("practice")
    assert "LATIHAN" in window.strip._label.text()
    assert not window.strip.isHidden()
    window.set_mode("")
    assert window.strip.isHidden()


def test_closing_asks_the_screens_and_remembers_the_window(window: MainWindow, place: Any) -> None:
    screen = stock(window)
    closed: list[None] = []
    window.closing.connect(lambda: closed.append(None))
    screen.leave = False
    window.close()
    assert window.isVisible()
    assert closed == []
    screen.leave = True
    window.resize(1280, 720)
    window.close()
    assert not window.isVisible()
    kept = SettingsStore(place.settings.path.parent).current.window
    assert (kept.width, kept.height) == (1280, 720)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (960, 540), (800, 480)])
def test_nothing_in_the_frame_is_cut(window: MainWindow, size: tuple[int, int]) -> None:
    stock(window)
    window.resize(*size)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    for widget in (window.rail, window.top, window.current()):
        assert widget is not None
        inside = widget.mapTo(window, widget.rect().bottomRight())
        assert window.rect().contains(inside)


def test_another_theme_leaves_every_place_of_the_rail_in_sight(qapp: QApplication, window: MainWindow) -> None:
    stock(window)
    window.resize(1024, 600)
    QApplication.processEvents()
    heights = {button.height() for button, _ in window.rail._places.values()}
    for theme in ("dark", "light"):
        apply_theme(qapp, theme)
        QApplication.processEvents()
        assert {button.height() for button, _ in window.rail._places.values()} == heights
    assert window.rail._column.verticalScrollBar().maximum() == 0


def test_the_declared_screens_are_sound() -> None:
    ids = [spec.id for spec in SCREENS]
    assert len(set(ids)) == len(ids)
    assert {spec.icon for spec in SCREENS} <= icon_names()
    for role in Role:
        assert HOME[role] in [spec.id for spec in SCREENS if role in spec.roles]


def test_what_is_no_screen_is_refused() -> None:
    with pytest.raises(TypeError, match="no screen"):
        ScreenSpec("x", "x", "x", "pathlib:Path").load()
