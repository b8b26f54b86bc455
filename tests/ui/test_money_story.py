"""What makers' money goes through, told once on the screens: paid, brought back, questioned, found at the bank.

Nyi Imas is paid by a file for the bank, and a buyer brings a bag back before the bank has done it: she has too much,
and her next sales make it good. Elis is paid from the drawer; nobody pays her twice. Both question their statements:
Elis is right, Nyi Imas is not. What they are told stands on the statements that follow, and all sums are the ledger's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.queries.disputes import list_disputes
from db.queries.matching import list_mutations
from db.queries.settlement import list_statements
from db.queries.treasury import treasury
from gallery_pos.documents import Holding, Method, StatementIssued, new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.services.intake import IntakeLine
from gallery_pos.services.payouts import pay
from gallery_pos.services.refunds import refund_sale
from gallery_pos.services.settlement import issue_statements
from tools.walk.sums import differences
from ui.dialogs.pdf import PdfDialog
from ui.main_window import MainWindow
from ui.papers.report_words import sentences
from ui.papers.reports import report_of
from ui.papers.statements import statement_text
from ui.screens.kas.difference_dialog import DifferenceDialog
from ui.screens.kas.import_mutations import ImportMutationsDialog
from ui.screens.kas.matching import MatchingTab
from ui.screens.kas.screen import CashScreen
from ui.screens.penyelesaian import SettlementScreen
from ui.screens.penyelesaian.batch_dialogs import SettleDialog
from ui.screens.penyelesaian.dispute_dialogs import AnswerDialog, AskDialog
from ui.screens.penyelesaian.disputes import DisputesTab
from ui.screens.penyelesaian.pay import PayDialog
from ui.screens.penyelesaian.pay_many import PayManyDialog
from ui.screens.penyelesaian.payouts import UNPAID, PayoutsTab
from ui.screens.penyelesaian.statements import StatementsTab
from ui.screens.penyelesaian.told import IssueDialog
from ui.screens.penyelesaian.unpaid import UnpaidPage
from ui.widgets.pin import PinDialog
from ui.widgets.text import Label
from workroom import MORNING, TODAY, Workroom, front, open_workroom, pump, sell, show, shown, strike

F8, F9, F12 = Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F12
IMAS, ELIS, BAG, CLOTH = "M001", "M002", 12_750, 148_000
"""What Nyi Imas gets for a bag of opak of Rp15.000, and Elis for a cloth of Rp185.000."""

_T = TypeVar("_T", bound=QWidget)


class Story:
    """The gallery, its window, and the day it is."""

    def __init__(self, room: Workroom, window: MainWindow, day: list[datetime]) -> None:
        self.room, self.window, self._day = room, window, day
        self.book = room.gallery.book

    def next_day(self, days: int = 1) -> date:
        """Sleep for so many nights."""
        self._day[0] += timedelta(days=days)
        return self.room.gallery.desk().today()

    def tab(self, name: str, kind: type[_T]) -> _T:
        """Open a page of Penyelesaian."""
        self.window.open("settlement")
        found = shown(self.window, SettlementScreen).show_tab(name)
        assert isinstance(found, kind)
        pump()
        return found

    def papers_away(self) -> None:
        """Close what is shown to be printed."""
        for paper in self.window.findChildren(PdfDialog):
            paper.reject()
        pump()

    def tell(self, until: date) -> None:
        """Issue everybody's statements up to a day."""
        told = self.tab("statements", StatementsTab)
        told.until.set_value(until)
        strike(self.window, F12)
        asked = front(self.window, IssueDialog)
        asked.who.choose("all")
        asked.who.chosen.emit("all")
        strike(asked, F12)
        self.papers_away()

    def told(self, maker: str) -> str:
        """Return the text of a maker's last statement."""
        posted = self.book.document(list_statements(self.room.gallery.database, consignor=maker)[0].id)
        assert posted is not None
        assert isinstance(posted.document, StatementIssued)
        return statement_text(self.room.gallery, (posted.document.figures, posted))

    def ask(self, maker: str, reason: str, amount: int = 0) -> None:
        """Write down what a maker questions about her last statement."""
        self.tab("disputes", DisputesTab)
        strike(self.window, F9)
        asked = front(self.window, AskDialog)
        asked.show_maker(maker)
        asked.reason.setText(reason)
        asked.amount.set_value(amount)
        strike(asked, F12)

    def answer(self, maker: str, outcome: str, words: str) -> None:
        """Answer her."""
        page = self.tab("disputes", DisputesTab)
        (row,) = [row for row in page.list.list.model.rows() if (row.consignor, row.state) == (maker, "open")]
        page.list.list.select(row.id)
        strike(self.window, F12)
        answer = front(self.window, AnswerDialog)
        answer.outcome.choose(outcome)
        answer._chosen()
        answer.answer.setText(words)
        strike(answer, F12)


@pytest.fixture
def story(qtbot: QtBot, themed: QApplication, tmp_path: Path) -> Iterator[Story]:
    day = [MORNING]
    clock: Callable[[], datetime] = lambda: day[0]  # noqa: E731 -- the clock of the story
    room = open_workroom(tmp_path, clock)
    room.receive(IMAS, IntakeLine("P0001", 20))
    room.receive(ELIS, IntakeLine("P0003", 4))
    window = show(room, qtbot, "settlement")
    yield Story(room, window, day)
    room.close()


def test_money_is_paid_once_comes_back_and_is_explained(story: Story, tmp_path: Path) -> None:
    bought = sell(story.room, ("P0001", 4), ("P0003", 1))
    story.tell(TODAY)
    _transfer_to_imas_overtaken_by_a_return(story, bought.number)
    _elis_from_the_drawer_and_not_twice(story)
    _both_question(story)

    tomorrow = story.next_day()
    sell(story.room, ("P0001", 3))
    story.tell(tomorrow)
    _what_the_next_statements_say(story)
    _imas_gets_the_rest(story)
    _the_bank_says_the_same(story, tmp_path)
    _late_questions_need_a_superior(story)

    desk = story.room.gallery.desk("ida")
    issue_statements(desk, until=desk.today())
    assert differences(story.room.gallery.database) == [], "statements, payouts and balances are the ledger's"
    assert not list(story.room.gallery.verify())
    held = treasury(story.room.gallery.database, on=desk.today())
    assert held.owed == sum(story.book.balance(maker) for maker in (IMAS, ELIS))
    assert held.held == held.owed + held.own
    report = report_of(story.room.gallery.database, since=TODAY, until=desk.today(), today=desk.today())
    told = "Sanggahan penitip: 2; 1 diterima (koreksi Rp148.000), 1 ditolak, 0 belum dijawab."
    assert told in sentences(report), "and the Dinas reads of it"


def _transfer_to_imas_overtaken_by_a_return(story: Story, receipt: str) -> None:
    payouts = story.tab("payouts", PayoutsTab)
    waiting = payouts.unpaid.list
    waiting.ticks.tick([row for row in waiting.list.model.rows() if row.of.consignor == IMAS])
    strike(story.window, F12)
    many = front(story.window, PayManyDialog)
    assert many.until.value() == TODAY, "the day of the statements that wait"
    strike(many, F12)
    assert payouts.page() is payouts.batches
    assert story.book.balance(IMAS) == 4 * BAG, "a file for the bank pays nobody"

    kiki = story.room.gallery.desk("kiki")
    refund_sale(kiki, id=new_id(), sale=receipt, pieces={0: 1}, method=Method.CASH, reason="kemasan bocor")
    strike(story.window, F12)
    done = front(story.window, SettleDialog)
    assert "Dapur Nyi Imas Rp12.750" in done.over.text(), "more than she is owed by now, and it is said"
    done.text.setText("BJB-1")
    strike(done, F12)
    story.papers_away()
    assert story.book.balance(IMAS) == -BAG


def _elis_from_the_drawer_and_not_twice(story: Story) -> None:
    page = story.tab("payouts", PayoutsTab).show_page(UNPAID)
    assert isinstance(page, UnpaidPage)
    desk = story.room.gallery.desk("kiki")
    drawer = story.book.open_shift(desk.outlet, desk.origin)
    assert drawer is not None
    page.list.list.select(ELIS)
    strike(story.window, F9)
    paying = front(story.window, PayDialog)
    paying.amount.set_value(2 * CLOTH)
    strike(paying, F12)
    assert "tidak cukup untuk Rp296.000" in paying.banner.text()
    paying.amount.set_value(CLOTH)
    strike(paying, F12)
    story.papers_away()
    after = story.book.open_shift(desk.outlet, desk.origin)
    assert after is not None
    assert after.expected == drawer.expected - CLOTH, "the shift knows what left its drawer"
    assert ELIS not in [row.of.consignor for row in page.list.list.model.rows()], "she does not wait any more"
    with pytest.raises(RuleBroken, match="Terakhir dibayar"):
        pay(story.room.gallery.desk("ida"), consignor=ELIS, amount=CLOTH, method=Method.TRANSFER, reference="X")


def _both_question(story: Story) -> None:
    story.ask(ELIS, "kain terjual dua,\nbukan satu", CLOTH)
    story.ask(IMAS, "komisinya terlalu besar")
    story.answer(ELIS, "upheld", "satu struk tertinggal")
    story.answer(IMAS, "rejected", "sesuai perjanjian: 15 %")
    assert (story.book.balance(ELIS), story.book.balance(IMAS)) == (CLOTH, -BAG)


def _what_the_next_statements_say(story: Story) -> None:
    imas, elis = story.told(IMAS), story.told(ELIS)
    assert "Dikembalikan pembeli: 1 Opak Ketan." in imas
    assert "komisinya terlalu besar" in imas
    assert "ditolak" in imas
    assert "sesuai perjanjian: 15 %" in imas
    assert "Rp25.500" in imas, "three bags, less the one that was paid and came back"
    assert "kain terjual dua, bukan satu" in elis, "on one line, as it was pasted on two"
    assert "diterima" in elis
    assert "satu struk tertinggal" in elis
    assert "koreksi Rp148.000" in elis
    assert "disetujui Ida" in elis, "by her name, not by her code"


def _imas_gets_the_rest(story: Story) -> None:
    assert story.book.balance(IMAS) == 2 * BAG
    page = story.tab("payouts", PayoutsTab).show_page(UNPAID)
    assert isinstance(page, UnpaidPage)
    page.list.list.select(IMAS)
    strike(story.window, F9)
    paying = front(story.window, PayDialog)
    assert paying.amount.value() == 2 * BAG
    paying.method.choose(Method.TRANSFER)
    paying._follow()
    paying.reference.setText("BJB-2")
    strike(paying, F12)
    story.papers_away()
    assert story.book.balance(IMAS) == 0


def _the_bank_says_the_same(story: Story, folder: Path) -> None:
    today = story.room.gallery.desk().today()
    file = folder / "bjb.csv"
    rows = (
        ("Tanggal", "Keterangan", "Referensi", "Debit", "Kredit"),
        (f"{TODAY:%d/%m/%Y}", "TRSF NYI IMAS", "BJB-1", "51.000,00", ""),
        (f"{today:%d/%m/%Y}", "TRSF NYI IMAS", "BJB-2", "25.500,00", ""),
        (f"{today:%d/%m/%Y}", "BIAYA TRANSFER", "", "2.500,00", ""),
    )
    file.write_text("\n".join(map(";".join, rows)), encoding="utf-8")
    story.window.open("cash")
    tab = shown(story.window, CashScreen).show_tab("matching")
    assert isinstance(tab, MatchingTab)
    strike(story.window, F9)
    taking = front(story.window, ImportMutationsDialog)
    taking.bank.setText("BJB")
    taking.load(file)
    pump()
    strike(taking, F12)
    (left,) = tab.open.lines.model.rows()
    assert left.description == "BIAYA TRANSFER", "what the books know of was found by itself"
    tab.open.lines.select(left.key)
    strike(story.window, F8)
    why = front(story.window, DifferenceDialog)
    why.note.setText("biaya transfer bank lain")
    strike(why, F12)
    assert all(row.done for row in list_mutations(story.room.gallery.database, account=Holding.BANK))


def _late_questions_need_a_superior(story: Story) -> None:
    story.next_day(15)
    story.ask(ELIS, "baru sempat datang")
    pin = front(story.window, PinDialog)
    assert "hanya bisa disanggah sampai" in pin.findChildren(Label)[1].text()
    pin.reject()
    front(story.window, AskDialog).reject()
    assert [row.state for row in list_disputes(story.room.gallery.database, on=story.room.gallery.desk().today())] == [
        "upheld",
        "rejected",
    ]
