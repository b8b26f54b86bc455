"""Periksa on the screen: a file dropped on it, findings, one paper, a key that is accepted, the page for the archive."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import platformdirs
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from db.signing import Terminal
from gallery_pos.barcode import receipt_code
from gallery_pos.documents import ReportReceived, Role
from gallery_pos.services.access import revise_user
from gallery_pos.services.reporting import send_report
from month_files import Months, Taken, chained, closed_months, kind
from ui import desktop
from ui.app.feedback import Feedback
from ui.app.tasks import InlineRunner
from ui.cli import main
from ui.gallery import Gallery
from ui.inspecting.panel import InspectPanel
from ui.inspecting.window import InspectDialog, result_pdf
from ui.screens.laporan.inspect import InspectTab
from ui.screens.laporan.months.dialogs import ReceiveDialog
from ui.screens.laporan.months.file import save_month_file, with_fingerprint
from ui.screens.laporan.screen import INSPECT, ReportsScreen
from workroom import Paper, Workroom


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Months]:
    made = closed_months(tmp_path_factory.mktemp("bulan"))
    yield made
    made.gallery.close()


@pytest.fixture(autouse=True)
def _no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_config_path", lambda *_, **__: tmp_path / "ingatan")


@pytest.fixture
def panel(qtbot: QtBot, themed: object) -> InspectPanel:
    errors: list[BaseException] = []
    made = InspectPanel(InlineRunner(lambda error, _near: errors.append(error)))
    qtbot.addWidget(made)
    made.resize(1000, 560)
    made.show()
    return made


def drop(panel: InspectPanel, *paths: Path) -> QDragEnterEvent:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPointF(5, 5), copy, data, left, none)
    enters.ignore()
    panel.dragEnterEvent(enters)
    if enters.isAccepted():
        panel.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))
    return enters


def altered(months: Months, folder: Path) -> Path:
    data = bytearray(months.october.read_bytes())
    data[len(data) // 2] ^= 1
    path = folder / "diubah.galeri.zip"
    path.write_bytes(data)
    return path


def test_a_file_that_is_dropped_is_checked(panel: InspectPanel, months: Months) -> None:
    drop(panel, months.october)
    assert "semuanya cocok" in panel.banner.text()
    assert panel.findings.model.rowCount() == 0
    assert "pertama kali" in panel.notes.text()
    assert panel.side.choice() == "spot"


def test_two_files_at_once_are_not_taken(panel: InspectPanel, months: Months) -> None:
    assert not drop(panel, months.october, months.september).isAccepted()
    assert panel.inspected is None


def test_findings_are_listed(panel: InspectPanel, months: Months, tmp_path: Path) -> None:
    drop(panel, altered(months, tmp_path))
    assert "temuan" in panel.banner.text()
    assert panel.findings.model.rowCount() > 0
    assert panel.side.choice() == "findings"


def test_what_is_no_month_file_is_said_and_the_page_before_goes(
    panel: InspectPanel, months: Months, tmp_path: Path
) -> None:
    panel.open(months.october)
    other = tmp_path / "foto.jpg"
    other.write_bytes(b"x")
    panel.open(other)
    assert "bukan berkas bulan" in panel.banner.text()
    assert panel.inspected is None
    assert not panel.on_scan("7K3QX9M2PD")


def test_the_month_before_is_asked_for(panel: InspectPanel, months: Months, monkeypatch: pytest.MonkeyPatch) -> None:
    panel.pick_previous()
    assert "Buka berkas bulannya dulu" in panel.banner.text()
    asked = iter([months.october, months.september])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(next(asked)), ""))
    panel.pick()
    panel.pick_previous()
    assert panel.previous_name == months.september.name
    assert "semuanya cocok" in panel.banner.text()


def test_a_scanned_paper_shows_its_line(panel: InspectPanel, months: Months) -> None:
    panel.open(months.october)
    sale = [row for row in Taken.of(months.october.read_bytes()).rows if kind(row) == "SaleCompleted"][-1]
    assert panel.on_scan(receipt_code(bytes.fromhex(sale["hash"])))
    assert "dihitung dalam laporan" in panel.spot.says.text()
    assert "hak penitip" in panel.spot.lines.text()
    panel.spot.ask("ABC")
    assert "Bukan kode struk" in panel.spot.says.text()
    panel.spot.ask(receipt_code(bytes(32)))
    assert "tidak pernah dicatat" in panel.spot.says.text()


def test_a_key_that_is_another_can_be_accepted(panel: InspectPanel, months: Months, tmp_path: Path) -> None:
    panel.open(months.september)
    stranger = Terminal.create("A")
    taken = Taken.of(months.october.read_bytes())
    for place in (taken.manifest["signer"], taken.manifest["chains"][0]):
        place["public_key"] = stranger.public_key.hex()
    taken.rows = chained(taken.rows, taken.manifest["chains"][0]["before"], stranger.sign)
    other = tmp_path / "baru.galeri.zip"
    other.write_bytes(taken.bound(stranger.sign))
    panel.open(other)
    assert "1 temuan" in panel.banner.text()
    panel.banner._on_button()
    assert "semuanya cocok" in panel.banner.text()


def test_the_window_without_a_gallery_writes_the_page(
    qtbot: QtBot, themed: object, months: Months, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("ui.inspecting.window.open_file", opened.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "hasil.pdf"), ""))
    dialog = InspectDialog(InlineRunner(lambda error, _near: pytest.fail(str(error))))
    qtbot.addWidget(dialog)
    dialog.print_result()
    assert "Buka berkas bulannya dulu" in dialog.panel.banner.text()
    dialog.panel.open(months.october)
    dialog.print_result()
    assert opened[0].read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("which", ["good", "bad"])
def test_the_page_is_one_page(panel: InspectPanel, months: Months, tmp_path: Path, which: str) -> None:
    from PySide6.QtPdf import QPdfDocument

    panel.open(months.october if which == "good" else _many_findings(months, tmp_path))
    assert panel.inspected is not None
    path = tmp_path / "hasil.pdf"
    path.write_bytes(result_pdf(panel.inspected.report, months.september.name))
    document = QPdfDocument()
    document.load(str(path))
    words = document.getAllText(0).text()
    assert document.pageCount() == 1
    document.close()
    assert ("Semuanya cocok" in words) == (which == "good")
    assert "Mengetahui" in words


def _many_findings(months: Months, folder: Path) -> Path:
    taken = Taken.of(months.october.read_bytes())
    taken.rows = [{**row, "hash": "0" * 64} for row in taken.rows]
    path = folder / "banyak.galeri.zip"
    path.write_bytes(taken.bound(None))
    return path


def test_the_tab_of_the_report_checks_and_prints_under_its_own_head(
    bare: Workroom, months: Months, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = bare.window("reports")
    screen = window.current()
    assert isinstance(screen, ReportsScreen)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "hasil.pdf"), ""))
    screen.receive((INSPECT, months.october))
    tab = screen.tab()
    assert isinstance(tab, InspectTab)
    assert "semuanya cocok" in tab.panel.banner.text()
    assert screen.on_scan("JL-GALERI-A-009999")
    assert "bulan sesudahnya" in tab.panel.spot.says.text()
    assert tab.acts is not None
    tab.acts["inspect.print"].trigger()
    assert (tmp_path / "hasil.pdf").read_bytes().startswith(b"%PDF")
    window.close()


def test_a_month_file_opens_by_itself(
    qtbot: QtBot, themed: object, months: Months, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``gallery-pos FILE.galeri.zip``, as a double click does: no gallery is opened or made."""
    asked: list[tuple[object, object]] = []

    def run(folder: object, *, month_file: object) -> int:
        asked.append((folder, month_file))
        return 0

    monkeypatch.setattr("ui.runtime.plain_import.import_plainly", lambda: None)
    monkeypatch.setattr("ui.desktop.run", run)
    monkeypatch.setattr(sys, "argv", ["gallery-pos", str(months.october)])
    with pytest.raises(SystemExit):
        main()
    assert asked == [(None, months.october)]


def test_the_window_on_one_file_checks_it(
    qtbot: QtBot, themed: object, months: Months, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def look(dialog: InspectDialog) -> None:
        qtbot.waitUntil(lambda: dialog.panel.inspected is not None, timeout=20_000)
        said.append(dialog.panel.banner.text())

    monkeypatch.setattr(InspectDialog, "exec", look)
    assert desktop._inspect(Feedback(), months.october) == 0
    assert "semuanya cocok" in said[0]


class Host:
    """What the page of a month stands on, for the work that it hands over."""

    def __init__(self, gallery: Gallery) -> None:
        self.place = SimpleNamespace(gallery=gallery, feedback=self)
        self.said: list[str] = []

    def window(self) -> None:
        return None

    def work(self, title: str, job: Callable[[Callable[[int, int], None]], Any], done: Callable[[Any], object]) -> None:
        self.said.append(title)
        done(job(lambda _done, _total: None))

    def toast(self, words: str, *_actions: object) -> None:
        self.said.append(words)


def test_the_page_of_a_month_saves_its_file_and_knows_its_fingerprint(
    months: Months, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = months.gallery.book.month_state("GALERI", "2026-10", date(2026, 11, 3))
    assert state is not None
    host: Any = Host(months.gallery)
    seen: list[str] = []
    with_fingerprint(host, state, seen.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    save_month_file(host, state)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    save_month_file(host, state)
    (file,) = tmp_path.iterdir()
    assert seen == [sha256(file.read_bytes()).hexdigest()]
    assert f"Tersimpan: {file.name}" in host.said


def test_the_dinas_receives_the_very_file_that_it_checked(qtbot: QtBot, themed: object, tmp_path: Path) -> None:
    made = closed_months(tmp_path)
    gallery = made.gallery
    revise_user(gallery.desk(), code="dewi", name="Dewi", role=Role.DINAS)
    room = Workroom(gallery, tmp_path, [], Paper())
    digest = sha256(made.october.read_bytes()).hexdigest()
    try:
        screen: Any = room.window("reports", "dewi").current()
        tab: Any = screen.show_tab(INSPECT)
        tab.panel.open(made.october)
        assert not tab.acts["inspect.receive"].isVisible()
        send_report(gallery.desk(), outlet="GALERI", month="2026-10", way="WhatsApp", sha256=digest)
        tab.panel.open(made.october)
        assert tab.acts["inspect.receive"].isVisible()
        tab.acts["inspect.receive"].trigger()
        (dialog,) = screen.window().findChildren(ReceiveDialog)
        dialog._save()
        received = gallery.book.latest(ReportReceived, "GALERI/2026-10")
        assert received is not None
        assert (received.sha256, received.findings, received.by) == (digest, 0, "Dewi")
        assert not tab.acts["inspect.receive"].isVisible()
    finally:
        screen.window().close()
        room.close()
