"""Statements and kuitansi written in one go: progress, Cancel, and SALINAN from the second time on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gallery_pos.documents import Method, StatementIssued
from gallery_pos.errors import StorageTrouble
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payables import pay_dues
from gallery_pos.services.settlement import issue_statements, preview
from ui.app.sheets import next_copies
from ui.dialogs.pdf import PdfDialog
from ui.papers.statement_batch import StatementBatch
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.paid import show_kuitansi
from ui.screens.penyelesaian.told import show_statements
from workroom import TODAY, Workroom, sell, show, shown

if TYPE_CHECKING:
    from ui.papers.statements import Statement


class Stopped(Exception):
    """Somebody pressed Cancel."""


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    bare.receive("M001", IntakeLine("P0001", 20))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2), ("P0003", 1))
    return bare


def issued(room: Workroom) -> list[Statement]:
    posted = issue_statements(room.gallery.desk("ida"), until=TODAY).value
    return [(one.document.figures, one) for one in posted if isinstance(one.document, StatementIssued)]


def words(pdf: bytes) -> list[str]:
    buffer, paper = QBuffer(), QPdfDocument()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    paper.load(buffer)
    found = [paper.getAllText(page).text() for page in range(paper.pageCount())]
    paper.close()
    return found


def test_a_file_for_each_maker_and_one_with_all_say_the_same(
    room: Workroom, tmp_path: Path, qapp: QApplication
) -> None:
    steps: list[tuple[int, int]] = []
    batch = StatementBatch(room.gallery, issued(room))
    *each, whole = batch.write(tmp_path / "hasil", lambda done, total: steps.append((done, total)))
    assert [file.name[:12] for file in each] == ["LAPORAN-M001", "LAPORAN-M002"]
    assert whole.name == "semua.pdf"
    assert sorted((tmp_path / "hasil").iterdir()) == sorted([*each, whole])
    assert [page for file in each for page in words(file.read_bytes())] == words(whole.read_bytes())
    assert whole.read_bytes() == batch.pdf()
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]


@pytest.mark.parametrize("at", range(4))
def test_cancel_at_any_step_leaves_whole_files_and_the_next_time_all(room: Workroom, tmp_path: Path, at: int) -> None:
    batch, out = StatementBatch(room.gallery, issued(room)), tmp_path / "hasil"

    def cancel(done: int, _total: int) -> None:
        if done == at:
            raise Stopped

    with pytest.raises(Stopped):
        batch.write(out, cancel)
    kept = list(out.iterdir()) if out.exists() else []
    assert len(kept) == max(0, at - 2)
    assert all(file.suffix == ".pdf" and file.read_bytes().endswith(b"%%EOF\n") for file in kept)
    assert len(batch.write(out)) == 3


def test_a_folder_that_takes_nothing_is_told_and_nothing_counts_as_printed(room: Workroom, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    batch = StatementBatch(room.gallery, issued(room))
    with pytest.raises(StorageTrouble):
        batch.write(tmp_path / "berkas")
    assert not any(next_copies(room.gallery, [one.document.id for _, one in issued_again(room) if one]).values())


def issued_again(room: Workroom) -> list[Statement]:
    from db.queries.settlement import list_statements

    posted = [room.gallery.book.document(row.id) for row in list_statements(room.gallery.database)]
    return [(one.document.figures, one) for one in posted if one and isinstance(one.document, StatementIssued)]


def test_what_was_printed_before_says_salinan_and_the_rest_does_not(room: Workroom, qapp: QApplication) -> None:
    statements = issued(room)
    first = StatementBatch(room.gallery, statements[:1])
    assert not any("SALINAN" in page for page in words(first.pdf()))
    first.note_printed()
    both = StatementBatch(room.gallery, statements)
    one, other = words(both.pdf())
    assert "SALINAN ke-1" in one
    assert "SALINAN" not in other
    both.note_printed()
    one, other = words(StatementBatch(room.gallery, statements).pdf())
    assert ("SALINAN ke-2" in one, "SALINAN ke-1" in other) == (True, True)


def test_previews_are_never_noted(room: Workroom, qapp: QApplication) -> None:
    found = preview(room.gallery.desk("ida"), until=TODAY)
    batch = StatementBatch(room.gallery, [(one, None) for one in found])
    assert all("PRATINJAU" in page for page in words(batch.pdf()))
    batch.note_printed()
    assert not room.gallery.prints.last_copies([])


def test_on_the_screen_a_batch_that_was_printed_comes_back_as_copies(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settlement", "ida")
    screen = shown(window, SettlementScreen)
    statements = issued(room)
    for marked in (False, True):
        show_statements(screen, "Laporan", statements)
        qtbot.waitUntil(lambda: bool(open_papers(window)), timeout=5_000)
        (dialog,) = open_papers(window)
        assert all(("SALINAN ke-1" in page) is marked for page in words(dialog._data))
        dialog.printed.emit()
        dialog.close()


def test_kuitansi_of_many_that_were_printed_come_back_as_copies(room: Workroom, qtbot: QtBot) -> None:
    window = show(room, qtbot, "settlement", "ida")
    screen = shown(window, SettlementScreen)
    desk = room.gallery.desk("ida")
    issue_statements(desk, until=TODAY)
    paid = pay_dues(desk, until=TODAY, method=Method.TRANSFER, reference="BJB-1").value
    assert len(paid.payouts) == 2
    for marked in (False, True):
        show_kuitansi(screen, paid.payouts)
        qtbot.waitUntil(lambda: bool(open_papers(window)), timeout=5_000)
        (dialog,) = open_papers(window)
        assert all(("SALINAN ke-1" in page) is marked for page in words(dialog._data))
        dialog.printed.emit()
        dialog.close()


def open_papers(window: QWidget) -> list[PdfDialog]:
    return [one for one in window.findChildren(PdfDialog) if one.isVisible()]
