"""Pembayaran and Sanggahan: driven as a person would, on the real database."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from db.queries.books import list_journal
from db.queries.disputes import list_disputes
from db.queries.paying import list_batches, list_unacknowledged, list_unpaid
from db.sealed_files import sealed_path
from gallery_pos.documents import (
    Acknowledgement,
    DisputeOpened,
    Method,
    PayoutAcknowledged,
    PayoutBatchDropped,
    PayoutMade,
    PayoutReversed,
)
from gallery_pos.formatting import format_receipt_code
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payouts import pay
from gallery_pos.services.settlement import adjust, issue_statements
from ui.app.reminders import read_reminders
from ui.dialogs.pdf import PdfDialog
from ui.legality.viewer import ScanDialog
from ui.main_window import MainWindow
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.acknowledge import AcknowledgeDialog, CodeDialog
from ui.screens.penyelesaian.batch_dialogs import DropDialog, SettleDialog
from ui.screens.penyelesaian.dispute_dialogs import AnswerDialog, AskDialog
from ui.screens.penyelesaian.disputes import DisputesTab
from ui.screens.penyelesaian.pay import PayDialog
from ui.screens.penyelesaian.pay_many import PayManyDialog
from ui.screens.penyelesaian.payouts import BATCHES, RECEIPTS, PayoutsTab
from ui.screens.penyelesaian.reverse import ReverseDialog
from ui.widgets.pin import PinDialog
from workroom import TODAY, Workroom, pump, sell, show, shown, work_later

_D = TypeVar("_D", bound=QDialog)
F7, F8, F9, F12 = Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F12


@pytest.fixture
def room(bare: Workroom) -> Workroom:
    """Two makers who sold something today; one has an account at a bank."""
    bare.receive("M001", IntakeLine("P0001", 20))
    bare.receive("M002", IntakeLine("P0003", 2))
    sell(bare, ("P0001", 2), ("P0003", 1))
    return bare


@pytest.fixture
def window(room: Workroom, qtbot: QtBot) -> Iterator[MainWindow]:
    """The window with Penyelesaian in front."""
    window = show(room, qtbot, "settlement")
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.reject()


def tab_of(window: MainWindow, page: str = "") -> PayoutsTab:
    """Return the tab, with one of its pages in front."""
    tab = shown(window, SettlementScreen).show_tab("payouts")
    assert isinstance(tab, PayoutsTab)
    if page:
        tab.show_page(page)
    pump()
    return tab


def press(widget: Any, key: Qt.Key) -> None:
    """Press a key in a window that has just come to the front."""
    widget.activateWindow()
    pump()
    QTest.keyClick(widget, key)
    pump()


def front(window: MainWindow, kind: type[_D]) -> _D:
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    return found


def documents(room: Workroom, kind: type[Any]) -> list[Any]:
    """Return the documents of a kind."""
    rows = list_journal(room.gallery.database, kind=kind.__name__)
    posted = [room.gallery.book.document(row.id) for row in rows]
    return [one.document for one in posted if one]


def approve(window: MainWindow) -> None:
    """Let the manager say yes with her PIN."""
    pin = front(window, PinDialog)
    pin._who.setCurrentIndex(pin._who.findData("ida"))
    pin._reason.setText("uang kembali dari bank")
    pin._on_entered("222222")
    pump()


# ------------------------------------------------------------------------------------------------- who waits


def test_all_are_paid_in_cash_with_their_kuitansi_in_one_file(room: Workroom, window: MainWindow) -> None:
    tab = tab_of(window)
    assert [row.of.consignor for row in tab.unpaid.list.list.model.shown()] == ["M001", "M002"]
    press(window, F12)
    dialog = front(window, PayManyDialog)
    dialog.method.choose("drawer")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    assert dialog.says.text() == "2 penitip, seluruhnya Rp173.500."
    assert PayoutMade.__name__ not in room.kinds()
    press(dialog, F12)
    assert [room.gallery.book.balance(code) for code in ("M001", "M002")] == [0, 0]
    assert {paid.shift is not None for paid in documents(room, PayoutMade)} == {True}
    assert front(window, PdfDialog).pages.count() == 2, "a page for each of the two"
    assert not tab.unpaid.list.list.model.rows()


def test_who_is_ticked_alone_is_paid(room: Workroom, window: MainWindow) -> None:
    tab = tab_of(window)
    tab.unpaid.list.list.select("M002")
    QTest.keyClick(tab.unpaid.list.list.table, Qt.Key.Key_Space)
    assert tab.unpaid.many.text().startswith("Bayar yang dipilih (1)")
    dialog = tab.unpaid.pay_many()
    dialog.method.choose("safe")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    press(dialog, F12)
    (paid,) = documents(room, PayoutMade)
    assert (paid.consignor, paid.shift, paid.method) == ("M002", None, Method.CASH)


def test_the_kuitansi_come_up_where_paying_takes_its_time(
    room: Workroom, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = tab_of(window)
    tab.unpaid.list.list.select("M002")
    QTest.keyClick(tab.unpaid.list.list.table, Qt.Key.Key_Space)
    dialog = tab.unpaid.pay_many()
    dialog.method.choose("safe")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    work_later(monkeypatch)
    press(dialog, F12)
    pump()
    assert [paid.consignor for paid in documents(room, PayoutMade)] == ["M002"]
    assert front(window, PdfDialog).pages.count() == 1
    assert tab.unpaid.many.text().startswith("Bayar semua"), "who was paid is ticked no more"


def test_paying_many_begins_with_the_day_of_the_statements_that_wait(room: Workroom, window: MainWindow) -> None:
    tab = tab_of(window)
    assert tab.unpaid.pay_many().until.value() == date(2026, 9, 30), "nothing is told yet: the end of last month"
    issue_statements(room.gallery.desk("ida"), until=TODAY)
    tab.unpaid.refresh()
    pump()
    assert tab.unpaid.pay_many().until.value() == TODAY


def test_a_drawer_with_too_little_says_who_waits(room: Workroom, window: MainWindow) -> None:
    adjust(room.gallery.desk("ida"), consignor="M001", amount=9_000_000, reason="saldo lama")
    tab = tab_of(window)
    dialog = tab.unpaid.pay_many()
    dialog.method.choose("drawer")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    press(dialog, F12)
    assert "1 penitip belum terbayar." in tab.host.banner.text()
    assert room.gallery.book.balance("M002") == 0


def test_one_is_paid_by_f9_and_one_who_was_paid_too_much_is_explained(room: Workroom, window: MainWindow) -> None:
    tab = tab_of(window)
    tab.unpaid.list.list.select("M001")
    press(window, F9)
    paying = front(window, PayDialog)
    assert paying.amount.value() == 25_500
    press(paying, F12)
    for dialog in window.findChildren(PdfDialog):
        dialog.reject()
    adjust(room.gallery.desk("ida"), consignor="M001", amount=-7_000, reason="barang kembali")
    tab.unpaid.refresh()
    pump()
    tab.unpaid.list.list.select("M001")
    (row,) = [each for each in tab.unpaid.list.list.model.rows() if each.of.balance < 0]
    assert row.of.balance == -7_000
    press(window, F9)
    paying = front(window, PayDialog)
    assert "penjualan berikutnya menutupnya sendiri" in paying._advice()
    paying.amount.set_value(70_000)
    press(paying, F12)
    assert "hanya perlu mengembalikan Rp7.000, bukan Rp70.000" in paying.banner.text()
    paying.amount.set_value(7_000)
    press(paying, F12)
    assert room.gallery.book.balance("M001") == 0


def test_what_is_less_than_agreed_is_carried_forward(room: Workroom, window: MainWindow) -> None:
    revise_agreement(room.gallery.desk("ida"), consignor="M001", minimum_payout=50_000)
    dialog = tab_of(window).unpaid.pay_many()
    dialog.method.choose("safe")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    assert dialog.says.text().startswith("1 penitip")
    assert "Dapur Nyi Imas" in dialog.left.text()
    assert "dibawa ke periode berikutnya" in dialog.left.text()
    dialog.until.setText("besok")
    dialog.read()
    assert "Tanggal batas" in dialog.banner.text()


def test_a_transfer_that_was_made_needs_its_reference(room: Workroom, window: MainWindow) -> None:
    dialog = tab_of(window).unpaid.pay_many()
    dialog.method.choose("done")
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    press(dialog, F12)
    assert "nomor referensi" in dialog.banner.text()
    assert PayoutMade.__name__ not in room.kinds()
    dialog.reference.setText("BRI-1")
    press(dialog, F12)
    assert {paid.reference for paid in documents(room, PayoutMade)} == {"BRI-1"}


# ------------------------------------------------------------------------------------------- files for the bank


def prepared(room: Workroom, window: MainWindow) -> PayoutsTab:
    """Prepare a file for whoever has an account."""
    for code in ("M002",):
        adjust(room.gallery.desk("ida"), consignor=code, amount=1_000, reason="bulat")
    tab = tab_of(window)
    dialog = tab.unpaid.pay_many()
    dialog.until.set_value(TODAY)
    dialog.read()
    pump()
    assert "1 belum punya rekening dan tidak ikut: Batik Tarum." in dialog.left.text()
    press(dialog, F12)
    return tab


def test_a_file_for_the_bank_then_paid_with_its_reference(room: Workroom, window: MainWindow, tmp_path: Path) -> None:
    tab = prepared(room, window)
    assert tab.page() is tab.batches
    (batch,) = list_batches(room.gallery.database)
    assert (batch.lines, batch.amount, batch.open) == (1, 25_500, 1)
    assert PayoutMade.__name__ not in room.kinds()
    for name in ("bank.csv", "bank.xlsx"):
        tab.batches.write(batch.id, tmp_path / name)
        pump()
    with (tmp_path / "bank.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][1:4] == ["BJB", "0012345678", "25500"]
    sheet = load_workbook(tmp_path / "bank.xlsx").active
    assert sheet is not None
    assert sheet.cell(2, 3).value == "0012345678"
    look = room.gallery.personal.views("M001")[0]
    assert (look.user, batch.number in look.reason) == ("ida", True)
    press(window, F12)
    dialog = front(window, SettleDialog)
    press(dialog, F12)
    assert "referensi" in dialog.banner.text()
    dialog.text.setText("BRI-77")
    press(dialog, F12)
    (paid,) = documents(room, PayoutMade)
    assert (paid.batch, paid.reference, paid.amount) == (batch.id, "BRI-77", 25_500)
    press(window, F12)
    assert "Pilih berkasnya dulu" in tab.host.banner.text() or "Tidak ada transfer" in tab.host.banner.text()


def test_who_is_owed_less_than_his_transfer_is_told_before_it_is_written_down(
    room: Workroom, window: MainWindow
) -> None:
    tab = prepared(room, window)
    adjust(room.gallery.desk("ida"), consignor="M001", amount=-5_500, reason="barang kembali")
    press(window, F12)
    dialog = front(window, SettleDialog)
    assert "Dapur Nyi Imas Rp5.500" in dialog.over.text()
    assert "penjualan berikutnya" in dialog.over.text()
    tab.host.banner.clear()


def test_what_the_bank_will_not_do_is_dropped_with_a_reason(room: Workroom, window: MainWindow) -> None:
    tab = prepared(room, window)
    press(window, F7)
    dialog = front(window, DropDialog)
    press(dialog, F12)
    assert dialog.isVisible()
    dialog.text.setText("rekening salah")
    press(dialog, F12)
    (dropped,) = documents(room, PayoutBatchDropped)
    assert dropped.consignors == ("M001",)
    assert not tab.batches.list.list.model.shown()
    waiting = list_unpaid(room.gallery.database, on=TODAY)
    assert {row.consignor for row in waiting} == {"M001", "M002"}


# --------------------------------------------------------------------------------------------------- confirmed


@pytest.fixture
def paid(room: Workroom) -> Workroom:
    """Both were paid: one by transfer, one in cash."""
    desk = room.gallery.desk("ida")
    pay(desk, consignor="M001", amount=25_500, method=Method.TRANSFER, reference="BRI-1")
    pay(desk, consignor="M002", amount=100_000, method=Method.CASH)
    return room


def test_a_code_sent_back_finds_its_kuitansi(paid: Workroom, window: MainWindow) -> None:
    tab_of(window, RECEIPTS)
    waiting = list_unacknowledged(paid.gallery.database, on=TODAY)
    code = format_receipt_code(waiting[0].code)
    press(window, F8)
    dialog = front(window, CodeDialog)
    dialog.code.setText("AAAAA-AAAAA")
    press(dialog, F12)
    assert dialog.isVisible()
    assert "Tidak ada kuitansi" in dialog.banner.text()
    QTest.keyClicks(dialog.code, "")
    dialog.code.setText(code.lower().replace("-", " "))
    assert waiting[0].number in dialog.says.text()
    dialog.code.setText(f"Assalamualaikum, kode saya {code} nuhun")
    assert waiting[0].number in dialog.says.text(), "a whole message from WhatsApp will do"
    press(dialog, F12)
    (confirmed,) = documents(paid, PayoutAcknowledged)
    assert (confirmed.way, confirmed.code) == (Acknowledgement.CODE, waiting[0].code)


def test_a_wrong_code_a_signature_and_a_proof(paid: Workroom, window: MainWindow, tmp_path: Path) -> None:
    tab = tab_of(window, RECEIPTS)
    by_maker = {row.of.consignor: row.of.id for row in tab.receipts.list.list.model.rows()}
    tab.receipts.list.list.select(by_maker["M002"])
    press(window, F12)
    dialog = front(window, AcknowledgeDialog)
    dialog.choose(Acknowledgement.CODE)
    dialog.code.setText("7K3QX-9M2PD")
    press(dialog, F12)
    assert "salah ketik" in dialog.banner.text() or "bukan kode kuitansi" in dialog.banner.text()
    dialog.choose(Acknowledgement.SCREEN)
    press(dialog, F12)
    assert "Tanda tangannya masih kosong." in dialog.banner.text()
    draw(dialog)
    press(dialog, F12)
    (signed,) = documents(paid, PayoutAcknowledged)
    assert (signed.way, signed.by) == (Acknowledgement.SCREEN, "Elis")
    assert sealed_path(paid.gallery.folder.pictures, signed.attachment).is_file()

    tab.receipts.list.list.select(by_maker["M001"])
    press(window, F12)
    dialog = front(window, AcknowledgeDialog)
    assert dialog.chosen() is Acknowledgement.PROOF
    press(dialog, F12)
    assert "Bukti transfernya belum dilampirkan." in dialog.banner.text()
    picture = tmp_path / "bukti.png"
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    image.save(str(picture))
    dialog.scans.attach([picture])
    pump()
    press(dialog, F12)
    assert {each.way for each in documents(paid, PayoutAcknowledged)} >= {Acknowledgement.PROOF}
    assert tab.receipts.list.totals.text() == "Semua pembayaran sudah diakui penitipnya."

    tab.receipts.list.which.choose("all")
    tab.receipts.list.arrange()
    for maker in ("M001", "M002"):
        tab.receipts.list.list.select(by_maker[maker])
        assert tab.receipts.take() is None
        front(window, ScanDialog).reject()
        pump()
        assert "tanda terima" in paid.gallery.personal.views(maker)[0].reason


def draw(dialog: AcknowledgeDialog) -> None:
    """Sign with the mouse."""
    pad, left = dialog.pad, Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=QPoint(20, 20))
    for x in range(30, 200, 10):
        QTest.mouseMove(pad, QPoint(x, 30 + x % 40))
    for x in range(30, 200, 10):
        pad.mouseMoveEvent(_move(x, 30 + x % 40))
    QTest.mouseRelease(pad, left, pos=QPoint(200, 60))


def _move(x: int, y: int) -> Any:
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(x, y), QPointF(x, y), left, left, Qt.KeyboardModifier.NoModifier)


def test_a_payout_is_taken_back_with_a_superiors_word_and_cannot_be_confirmed(
    paid: Workroom, window: MainWindow
) -> None:
    tab = tab_of(window, RECEIPTS)
    cash = next(row for row in tab.receipts.list.list.model.rows() if row.of.consignor == "M002")
    tab.receipts.list.list.select(cash.of.id)
    press(window, F7)
    dialog = front(window, ReverseDialog)
    press(dialog, F12)
    assert dialog.isVisible(), "what happened must be said"
    dialog.reason.setText("salah orang")
    press(dialog, F12)
    assert PayoutReversed.__name__ not in paid.kinds()
    approve(window)
    (back,) = documents(paid, PayoutReversed)
    assert (back.approved_by, back.shift is not None) == ("ida", True)
    assert back.reason == "salah orang; uang kembali dari bank"
    tab.receipts.list.which.choose("all")
    tab.receipts.list.arrange()
    tab.receipts.list.list.select(cash.of.id)
    assert tab.receipts.take() is None
    assert "sudah dibatalkan" in tab.host.banner.text()
    assert tab.receipts.reverse() is None


def test_scanning_a_kuitansi_finds_it(paid: Workroom, window: MainWindow) -> None:
    tab = tab_of(window)
    (first, _) = list_unacknowledged(paid.gallery.database, on=TODAY)
    assert tab.on_scan(f"{first.number} {'AB' * 32}")
    pump()
    assert tab.page() is tab.receipts
    current = tab.receipts.list.list.current()
    assert current is not None
    assert current.of.id == first.id
    assert not tab.on_scan("8991234567891")


def test_what_waits_is_reminded_of_and_the_reminder_leads_there(paid: Workroom, qtbot: QtBot) -> None:
    place = paid.place("ida")
    assert not [each for each in read_reminders(place) if each.screen == "settlement"]
    window = show(paid, qtbot, "settlement")
    screen = shown(window, SettlementScreen)
    screen.receive(("payouts", RECEIPTS))
    tab = screen.tab()
    assert isinstance(tab, PayoutsTab)
    assert tab.page() is tab.receipts
    screen.receive(("payouts", BATCHES))
    assert tab.page() is tab.batches


def test_an_auditor_looks_and_does_nothing(paid: Workroom, qtbot: QtBot) -> None:
    window = show(paid, qtbot, "settlement", "tatang")
    tab = tab_of(window, RECEIPTS)
    acts = tab.receipts.acts
    assert acts is not None
    assert [name for name in ("receipts.take", "receipts.reverse", "receipts.code") if acts[name].isVisible()] == []
    assert acts["receipts.print"].isVisible()


# ---------------------------------------------------------------------------------------------------- questions


def test_a_line_is_questioned_and_answered_with_a_correction(room: Workroom, window: MainWindow) -> None:
    issue_statements(room.gallery.desk("ida"), until=TODAY)
    tab = shown(window, SettlementScreen).show_tab("disputes")
    assert isinstance(tab, DisputesTab)
    press(window, F9)
    dialog = front(window, AskDialog)
    press(dialog, F12)
    assert "Pilih penitip" in dialog.banner.text()
    dialog.show_maker("M001")
    pump()
    assert "Bisa disanggah sampai" in dialog.until.text()
    line = next(row for row in dialog.lines.model.rows() if row[1].movement == "sold")
    dialog.lines.select(line[0])
    press(dialog, F12)
    assert "Tulis apa yang" in dialog.banner.text()
    dialog.reason.setText("terjual tiga")
    dialog.amount.setText("12.750")
    press(dialog, F12)
    (asked,) = documents(room, DisputeOpened)
    assert (asked.product, asked.amount, asked.document) == ("P0001", 12_750, line[1].id)

    tab.list.list.select(asked.id)
    press(window, F12)
    answer = front(window, AnswerDialog)
    assert answer.correction.value() == 12_750
    press(answer, F12)
    assert answer.isVisible()
    answer.answer.setText("satu terlewat")
    before = room.gallery.book.balance("M001")
    press(answer, F12)
    assert room.gallery.book.balance("M001") == before + 12_750
    (row,) = list_disputes(room.gallery.database, on=TODAY)
    assert (row.state, row.correction, row.answer) == ("upheld", 12_750, "satu terlewat")
    assert tab.list.totals.text() == "Semua sanggahan sudah dijawab."


def test_a_rejected_question_moves_no_money(room: Workroom, window: MainWindow) -> None:
    issue_statements(room.gallery.desk("ida"), until=TODAY)
    tab = shown(window, SettlementScreen).show_tab("disputes")
    assert isinstance(tab, DisputesTab)
    ask = tab.ask("M001")
    ask.reason.setText("komisinya lain")
    press(ask, F12)
    (row,) = tab.list.list.model.rows()
    tab.list.list.select(row.id)
    answer = tab.answer()
    assert answer is not None
    answer.outcome.choose("rejected")
    answer._say()
    answer.answer.setText("sesuai perjanjian")
    before = room.gallery.book.balance("M001")
    press(answer, F12)
    assert room.gallery.book.balance("M001") == before
    assert list_disputes(room.gallery.database, on=TODAY + timedelta(1))[0].state == "rejected"
