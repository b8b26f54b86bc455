"""Any document opens and says what it did, who wrote it, and where it stands in the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.queries.books import list_journal
from gallery_pos.documents import (
    KINDS,
    Acknowledgement,
    AgreementRevised,
    CashReason,
    ConsignorRevised,
    ConsignorType,
    Covers,
    Criterion,
    DayDeclaredShut,
    DifferenceReason,
    DisputeOutcome,
    EntryState,
    GoodsSent,
    Holder,
    Holding,
    LossReason,
    MarkdownBasis,
    MarkdownStep,
    MessageKind,
    Method,
    MonthClosed,
    MonthFigures,
    MutationLine,
    MutationsImported,
    OutletRevised,
    ProductRevised,
    ReportGiven,
    ReportReceived,
    ReportSent,
    ReturnReason,
    Shelf,
    UserRevised,
    new_id,
)
from gallery_pos.legality_defaults import GROUPS, PAPERS
from gallery_pos.ports import Posted
from gallery_pos.services.access import Approval
from gallery_pos.services.acknowledging import acknowledge
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.count_posting import count_at_once
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import cancel_stocktake
from gallery_pos.services.curation import decide_by_points, revise_round, score_candidate
from gallery_pos.services.disputes import answer_dispute, open_dispute
from gallery_pos.services.entry import apply_for_display, decide_entry
from gallery_pos.services.importing import apply, plan_import
from gallery_pos.services.intake import IntakeLine, TakeBack, return_goods
from gallery_pos.services.legality import override_gate, revise_gate
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.matching import match_by_hand, post_difference, remember_format, undo_match
from gallery_pos.services.merging import merge_consignors, tell_apart
from gallery_pos.services.moving import Arriving, receive_transfer
from gallery_pos.services.operators import hand_over
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.papers import record_paper
from gallery_pos.services.payout_batches import drop_batch, prepare_batch
from gallery_pos.services.payouts import pay, reverse_payout
from gallery_pos.services.refunds import refund_sale
from gallery_pos.services.sending import pick, send_goods
from gallery_pos.services.settlement import adjust, charge_fee, issue_statements
from gallery_pos.services.shifts import close_shift, move_cash
from gallery_pos.services.stock import Loss, write_off
from gallery_pos.services.telling import Subject, tell_maker
from gallery_pos.services.templates import revise_template
from gallery_pos.services.treasury import move_money
from gallery_pos.services.turns import plan_turn
from gallery_pos.services.visits import Seen, Visit, record_visit
from gallery_pos.sheets import Sheet, SheetRow
from gallery_pos.templates import CONSENT
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms
from ui.app.names import KINDS as NAMES
from ui.app.settings import PrinterSettings
from ui.app.sheets import SHEETS, next_copy, sheet_pdf
from ui.app.slips import SLIPS, slip
from ui.dialogs.document import DocumentDialog, show_document
from ui.dialogs.pdf import PdfDialog
from ui.dialogs.telling import Told, tell
from ui.dialogs.telling.master import LABELS
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from workroom import TODAY, Workroom, click, open_workroom, sell


@pytest.fixture
def room(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Workroom]:
    room = open_workroom(tmp_path)
    yield room
    room.close()


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.banner = Banner(self)
        self.resize(1024, 600)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    return window


def tell_everything(room: Workroom) -> None:
    """Let every kind of document happen once."""
    desk, till = room.gallery.desk("ida"), room.gallery.desk("kiki")
    room.receive("M001", IntakeLine("P0001", 20, date(2026, 12, 1)), IntakeLine("P0002", 5))
    lot = desk.book.lots("GALERI", ["P0002"])[0].lot
    visit_a_corner(room)
    sale = sell(room, ("P0001", 3), ("P0002", 1))
    refund_sale(desk, id=new_id(), sale=sale.number, pieces={0: 1}, method=Method.CASH, reason="Salah beli")
    move_cash(till, amount=20_000, reason=CashReason.TOP_UP, note="Uang kecil")
    return_goods(desk, consignor="M001", lines=[TakeBack(lot, 1, ReturnReason.REQUESTED)])
    write_off(desk, lines=[Loss(lot, 1, LossReason.DAMAGED, note="jatuh")], note="Dus jatuh")
    count_at_once(desk, counted={"P0001": 17}, scope="Rak depan")
    given_up = start_stocktake(desk, covers=Covers.CONSIGNOR, code="M001", parts=("Rak depan", "Gudang"))
    cancel_stocktake(desk, stocktake=given_up.value.document.id, reason="Listrik padam")
    charge_fee(desk, consignor="M001", amount=5_000, reason="Iuran rak", period="2026-09")
    adjust(desk, consignor="M001", amount=2_000, reason="Salah label")
    statement = issue_statements(desk, until=TODAY, consignors=["M001"]).value[0]
    pay(desk, consignor="M001", amount=10_000, method=Method.TRANSFER, statement=statement.document.id)
    question_and_pay(room, statement)
    close_shift(till, counted=0, note="Tutup")
    follow_money(room)
    report_a_month(room)
    come_on_the_shelf(room)
    steps = (MarkdownStep(days=14, basis_points=1_000),)
    revise_plan(desk, name="Obral", basis=MarkdownBasis.EXPIRY, steps=steps, bearer=Bearer.SHARED, products=("P0001",))
    register_twice(room)
    hand_over(
        room.gallery.desk("admin"),
        giver="Sahabat UMKM",
        taker="Dinas",
        witness="Bappeda",
        stocktake=None,
        note="mendadak",
        questions=["Rak milik siapa?"],
    )
    revise_outlet(room.gallery.desk("admin"), code="GALERI", phone="0267 400000")
    tell_maker(desk, subject=Subject("M001", MessageKind.STATEMENT, about=statement.document.id))
    open_the_gate(room)


def question_and_pay(room: Workroom, statement: Posted) -> None:
    """Confirm a payout, take one back, prepare two transfers and drop one; question a line and be answered."""
    desk, yes = room.gallery.desk("ida"), Approval(by="ida", reason="salah rekening")
    paid = [pay(desk, consignor="M001", amount=1_000, method=Method.TRANSFER).value for _ in range(2)]
    acknowledge(desk, payout=paid[0].document.id, way=Acknowledgement.PROOF, attachment="ab" * 32, by="Bu Imas")
    reverse_payout(desk, payout=paid[1].document.id, approval=yes)
    batch = prepare_batch(desk, until=TODAY, with_account=["M001"]).value.posted.document
    drop_batch(desk, batch=batch.id, reason="rekening tutup")
    asked = open_dispute(desk, statement=statement.document.id, product="P0001", reason="terjual empat", amount=12_000)
    answer = "satu memang terlewat"
    partly = DisputeOutcome.PARTLY
    answer_dispute(desk, dispute=asked.value.document.id, outcome=partly, answer=answer, correction=5_000)


def register_twice(room: Workroom) -> None:
    """Word a text, register a maker a second time and make one of the two."""
    revise_template(room.gallery.desk("admin"), code=CONSENT, text="Saya {nama} setuju.")
    desk = room.gallery.desk("ida")
    rows = tuple(SheetRow(number=number, cells=(name,)) for number, name in enumerate(("nama", "Garut Kota"), start=1))
    apply(desk, plan_import(desk, "districts", [Sheet(file="garut.csv", name="garut", rows=rows)]))
    revise_consignor(desk, code="M003", business_name="Batik Tarumm", type=ConsignorType.PERSON, capital=5_000_000)
    merge_consignors(desk, duplicate="M003", into="M002", reason="orang yang sama")
    tell_apart(desk, one="M002", other="M001", reason="dua orang")


def come_on_the_shelf(room: Workroom) -> None:
    """Let a product apply and pass its round, and give its maker a turn."""
    desk, code = room.gallery.desk("ida"), "P0003"
    record_paper(desk, holder=Holder.CONSIGNOR, subjects=["M002"], paper="NIB", number="9999321500142")
    apply_for_display(desk, product=code)
    decide_entry(desk, product=code, state=EntryState.CHECKING)
    decide_entry(desk, product=code, state=EntryState.CURATION)
    criteria = (Criterion(code="mutu", name="Mutu", weight=1),)
    revise_round(desk, code="K01", name="Kurasi 1", panel=("Leoni",), criteria=criteria, products=(code,))
    score_candidate(desk, round_code="K01", product=code, curator="Leoni", points={"mutu": 80})
    revise_round(desk, code="K01", closed=True)
    decide_by_points(desk, round_code="K01")
    shelves = (Shelf(code="A", name="Rak depan"),)
    revise_outlet(room.gallery.desk("admin"), code="GALERI", shelves=shelves)
    plan_turn(desk, shelf="A", consignor="M002", since=desk.today(), until=desk.today(), products=[code])


def open_the_gate(room: Workroom) -> None:
    """Change the rules, record a paper, let a product pass without another one."""
    desk = room.gallery.desk("ida")
    revise_gate(desk, since=TODAY, papers=PAPERS, groups=GROUPS)
    ends = TODAY + timedelta(days=90)
    number = "2063215010014-30"
    record_paper(desk, holder=Holder.PRODUCT, subjects=["P0001"], paper="P-IRT", number=number, expires=ends)
    override_gate(desk, product="P0001", until=TODAY, approval=Approval(by="ida", reason="NIB menyusul"))


def visit_a_corner(room: Workroom) -> None:
    """Send goods to a place without an attendant, receive two of three, and find one sold."""
    desk = room.gallery.desk("ida")
    revise_outlet(room.gallery.desk("admin"), code="POJOK", name="Pojok Klari", attended=False)
    sent = send_goods(desk, to="POJOK", lines=pick(desk, {"P0001": 3}), carried_by="Pak Dedi").value.document
    assert isinstance(sent, GoodsSent)
    there = replace(desk, outlet="POJOK")
    receive_transfer(there, sent=sent.id, lines=[Arriving(sent.lines[0].lot, 2)], note="satu pecah")
    seen = (Seen("P0001", 1),)
    told = Visit("POJOK", desk.today(), seen, cash=15_000, visited_by="Rina", checklist={"Rak rapi": True})
    record_visit(desk, told)


def follow_money(room: Workroom) -> None:
    """Put money in, find it in the bank's file, let it go, and learn of a fee."""
    desk, bank = room.gallery.desk("ida"), Holding.BANK
    moved = move_money(desk, source=Holding.OWNER, target=bank, amount=50_000, note="modal").value.document
    remember_format(desk, name="BJB", account=bank, columns={"date": "Tanggal", "amount": "Jumlah"})
    lines = (MutationLine(day=TODAY, amount=50_000), MutationLine(day=TODAY, amount=-1_000, description="ADM"))
    file = desk.journal.append(desk.write(MutationsImported, account=bank, lines=lines, sha256="ab")).document
    match_by_hand(desk, account=bank, lines=[(file.id, 0)], documents=[moved.id])
    undo_match(desk, mutations=file.id, line=0, reason="keliru")
    fee = DifferenceReason.BANK_FEE
    post_difference(desk, account=bank, reason=fee, note="biaya bulanan", line=(file.id, 1))


def report_a_month(room: Workroom) -> None:
    """Declare a day shut, close a month from before, and let its report travel."""
    desk, month = room.gallery.desk("ida"), "2020-01"
    desk.journal.append(desk.write(DayDeclaredShut, day=TODAY, reason="libur"))
    closed = desk.write(MonthClosed, month=month, checks=(), figures=MonthFigures(), heads=())
    desk.journal.append(closed)
    desk.journal.append(desk.write(ReportSent, month=month, closed=closed.id, sha256="ab", way="WhatsApp"))
    desk.journal.append(desk.write(ReportReceived, month=month, sha256="ab", by="Bu Rina"))
    desk.journal.append(desk.write(ReportGiven, month=month, given=1, makers=2))


def told_by_kind(room: Workroom) -> dict[str, Told]:
    found = {}
    for row in list_journal(room.gallery.database):
        posted = room.gallery.book.document(row.id)
        assert posted
        found[row.kind] = tell(room.gallery, posted)
    return found


def last(room: Workroom, kind: str) -> UUID:
    return list_journal(room.gallery.database, kind=kind)[-1].id


def test_every_kind_is_told_in_words(room: Workroom) -> None:
    tell_everything(room)
    told = told_by_kind(room)
    assert set(told) == set(KINDS) == set(NAMES)
    assert all(each.summary and each.number for each in told.values())
    assert told["SaleCompleted"].summary == "4 barang terjual, Rp65.000."
    assert told["PayoutAcknowledged"].summary == "Uangnya sudah sampai: bukti transfer."
    assert told["PayoutReversed"].summary == "Rp1.000 kembali menjadi hak Dapur Nyi Imas."
    assert told["DisputeAnswered"].summary == "Sanggahan diterima sebagian: satu memang terlewat"
    assert told["LegalityRecorded"].summary == "P-IRT Opak Ketan: berlaku."
    assert "NIB menyusul" in {fact.text for fact in told["GateOverridden"].facts}
    assert "5 Okt 2026" in told["GateRevised"].summary
    assert told["EntryDecided"].summary == "Kain Batik: siap pajang."
    assert told["CurationDecided"].summary == "Kain Batik: lulus dengan nilai 80,00."
    assert told["CurationScored"].tables[0].rows == [("Mutu", 80)]
    assert {fact.text for fact in told["TurnPlanned"].facts} >= {"Rak depan", "Kain Batik"}
    assert told["ConsignorsMerged"].summary == "Batik Tarumm (M003) ternyata sama dengan Batik Tarum (M002)."
    assert told["RegionListRevised"].summary == "1 kecamatan."
    assert told["TemplateRevised"].facts[0].text == "Saya {nama} setuju."
    assert "Rp15.000 dibayar kembali" in told["SaleRefunded"].summary
    assert told["GoodsReceived"].summary == "Dapur Nyi Imas menitipkan 25 barang, senilai Rp400.000."
    assert [table.title for table in told["SaleCompleted"].tables] == ["Barang", "Pembagian per lot", "Dibayar dengan"]


def test_tables_add_up_to_their_totals(room: Workroom) -> None:
    tell_everything(room)
    for told in told_by_kind(room).values():
        for table in told.tables:
            for at, total in enumerate(table.totals):
                cells = [row[at] for row in table.rows]
                if isinstance(total, int) and table.columns[at][0] not in {"Harga jual", "Harga"}:
                    assert total == sum(cells), (told.title, table.title, at)


def test_master_data_says_what_changed(room: Workroom) -> None:
    tell_everything(room)
    told = told_by_kind(room)["OutletRevised"]
    (table,) = told.tables
    assert table.rows == [("Telepon", "–", "0267 400000")]
    assert {fact.label: fact.text for fact in told.facts}["Jenis"] == "Galeri"


def test_every_field_of_master_data_has_a_name() -> None:
    kinds = (OutletRevised, ConsignorRevised, AgreementRevised, ProductRevised, UserRevised, AgreedTerms, ItemTerms)
    fields = {field.name for kind in kinds for field in msgspec.structs.fields(kind)}
    assert fields - set(LABELS) == {"id", "outlet", "business_date", "posted_at", "user", "terms"}


def test_a_number_opens_the_next_document(room: Workroom, window: Window) -> None:
    tell_everything(room)
    place = room.place()
    dialog = show_document(window, place, last(room, "SaleRefunded"))
    assert dialog
    link = next(button for button in dialog.findChildren(Button) if button.text().startswith("JL-"))
    click(link)
    opened = dialog.findChildren(DocumentDialog)
    assert [each.told.title for each in opened] == ["Penjualan"]


def test_the_proof_can_be_copied(room: Workroom, window: Window) -> None:
    tell_everything(room)
    posted = room.gallery.book.document(last(room, "ShiftClosed"))
    assert posted
    dialog = show_document(window, room.place(), posted.document.id)
    assert dialog
    click(next(button for button in dialog.findChildren(Button) if button.text() == "Salin hash"))
    assert QGuiApplication.clipboard().text() == posted.hash.hex()
    assert "tersalin" in dialog.banner.text()


def test_an_unknown_document_is_told_in_place(room: Workroom, window: Window) -> None:
    assert show_document(window, room.place(), uuid4()) is None
    assert "tidak ada di buku" in window.banner.text()


def test_papers_are_copies_after_the_first(room: Workroom, window: Window) -> None:
    tell_everything(room)
    dialog = show_document(window, room.place(), last(room, "GoodsReceived"))
    assert dialog
    for _ in range(2):
        click(next(button for button in dialog.findChildren(Button) if button.text() == "Lihat kertasnya"))
        paper = dialog.findChildren(PdfDialog)[-1]
        paper.printed.emit()
        paper.close()
        QApplication.processEvents()
    assert next_copy(room.gallery, dialog._posted.document.id) == 2


def test_slips_and_sheets_can_be_made_of_what_they_are_for(room: Workroom) -> None:
    tell_everything(room)
    made = 0
    for row in list_journal(room.gallery.database):
        posted = room.gallery.book.document(row.id)
        assert posted
        if isinstance(posted.document, SHEETS):
            assert sheet_pdf(room.gallery, posted, copy=1).startswith(b"%PDF")
            made += 1
        if isinstance(posted.document, SLIPS):
            assert slip(room.gallery, posted, width=32, copy=1).lines
            made += 1
    assert made > len(SHEETS)


def test_a_copy_of_the_slip_goes_to_the_receipt_printer(room: Workroom, window: Window, qtbot: QtBot) -> None:
    tell_everything(room)
    place = room.place()
    place.settings.change(printer=PrinterSettings(kind="file", address=str(room.folder / "printer")))
    dialog = show_document(window, place, last(room, "SaleCompleted"))
    assert dialog
    click(next(button for button in dialog.findChildren(Button) if button.text() == "Cetak salinan struk"))
    place.printing.wait()
    qtbot.waitUntil(lambda: len(room.paper.sent) == 1)
