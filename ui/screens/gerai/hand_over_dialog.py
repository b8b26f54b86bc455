"""The assistant of a hand-over: what the books say is there at the left, who and what else at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit

from db.queries.stocktakes import StocktakeRow, list_stocktakes
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.operators import ACCOUNTS, COUNT_DAYS, Inventory, hand_over, take_inventory
from ui.app.tokens import GRID
from ui.dialogs.signing import SigningDialog
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.engine import Database
    from gallery_pos.desk import Desk
    from gallery_pos.documents import Signature
    from ui.workplace import Workplace

_HIGH = 76


@dataclass(frozen=True, slots=True)
class There:
    """What would be handed over, and the count it stands on, where there is a fresh one."""

    inventory: Inventory
    count: StocktakeRow | None


class HandOverDialog(Dialog):
    """Nothing is written before all three have signed, on the screen or on paper.

    Signals:
        handed(Done): the hand-over as it stands in the journal.
    """

    handed = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        hint = tr("Semua yang tercatat ikut diserahkan; riwayatnya tetap satu buku.")
        super().__init__(tr("Serah terima pengelola"), parent.window(), hint=hint)
        self.spread(1080, 680)
        self._place, self._id = place, place.desk().make_id()
        self._there: There | None = None
        outlet = place.gallery.outlet()
        self.giver = QLineEdit(outlet.operator)
        self.taker, self.witness, self.reason, self.note = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.questions, self.papers = _lines_edit(), _lines_edit()
        self.form = Form(stacked=True)
        self.form.add("giver", tr("Yang menyerahkan"), self.giver, required=True)
        self.form.add("taker", tr("Yang menerima"), self.taker, required=True)
        self.form.add("witness", tr("Saksi"), self.witness, required=True)
        self.form.add("reason", tr("Sebab"), self.reason)
        self.form.add("questions", tr("Pertanyaan yang belum terjawab"), self.questions, hint=tr("Satu per baris."))
        self.form.add("papers", tr("Dokumen dan kunci"), self.papers, hint=tr("Satu per baris."))
        self.form.add("note", tr("Catatan"), self.note, check=self._why_uncounted)
        self._books = ScrollColumn()
        self._reading = Label(tr("Membaca pembukuan…"), "soft")
        self._books.body.addWidget(self._reading)
        self._books.body.addStretch(1)
        asked = ScrollColumn()
        asked.body.addWidget(self.form)
        asked.body.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(self._books, 1)
        row.addWidget(asked, 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(row, 1)
        self.add_cancel()
        self._go = self.add_primary(tr("Tanda tangani…"), self._sign)
        self._go.action.setEnabled(False)
        (self.taker if self.giver.text() else self.giver).setFocus()
        desk, database = place.desk(), place.gallery.database
        place.runner.run(self, lambda: There(take_inventory(desk), latest_count(desk, database)), self._show)

    def _show(self, there: There) -> None:
        self._there = there
        self._reading.hide()
        for at, card in enumerate(_cards(there.inventory, there.count)):
            self._books.body.insertWidget(at, card)
        self._go.action.setEnabled(True)

    def _why_uncounted(self) -> str:
        """Goods that nobody counted are handed over only with a word about it."""
        counted = self._there is not None and self._there.count is not None
        return "" if counted or self.note.text().strip() else tr("harus diisi")

    def _sign(self) -> None:
        if self.form.check():
            people = (
                (tr("Yang menyerahkan"), self.giver.text().strip()),
                (tr("Yang menerima"), self.taker.text().strip()),
                (tr("Saksi"), self.witness.text().strip()),
            )
            dialog = SigningDialog(self._place, self, people)
            dialog.signed.connect(self._post)
            dialog.open()

    def _post(self, signatures: tuple[Signature, ...]) -> None:
        count = self._there.count if self._there else None
        with self._place.feedback.guard(self):
            done = hand_over(
                self._place.desk(),
                giver=self.giver.text(),
                taker=self.taker.text(),
                witness=self.witness.text(),
                stocktake=count.posted if count else None,
                reason=self.reason.text(),
                questions=self.questions.toPlainText().splitlines(),
                papers=self.papers.toPlainText().splitlines(),
                signatures=signatures,
                note=self.note.text(),
                id=self._id,
            )
            self.accept()
            self.handed.emit(done)


def latest_count(desk: Desk, database: Database) -> StocktakeRow | None:
    """Return the count of this outlet that was posted last, where it is fresh enough to hand over by."""
    rows = [row for row in list_stocktakes(database, outlet=desk.outlet) if row.posted_at]
    last = max(rows, key=lambda row: str(row.posted_at), default=None)
    if last is None or last.posted_at is None:
        return None
    days = (desk.today() - last.posted_at.astimezone(desk.timezone).date()).days
    return last if days <= COUNT_DAYS else None


def _lines_edit() -> QPlainTextEdit:
    edit = QPlainTextEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(_HIGH)
    return edit


def _cards(there: Inventory, count: StocktakeRow | None) -> list[Card]:
    """Return what the books hand over, a card each."""
    goods = Card(tr("Barang titipan"))
    said = tr("{pieces} barang senilai {value} dengan harga jual.")
    goods.add(Label(said.format(pieces=format_count(there.pieces), value=format_rupiah(there.value)), wrap=True))
    if count is not None:
        day = format_date(count.business_date)
        goods.add(Label(tr("Dihitung {day}: {number}.").format(day=day, number=count.posted_number), "soft", wrap=True))
    else:
        goods.add(
            Label(
                tr("Belum ada stok opname dalam {days} hari ini. Hitung dulu, atau tulis sebabnya di catatan.").format(
                    days=COUNT_DAYS
                ),
                "warning",
                wrap=True,
            )
        )
    money = Card(tr("Uang"))
    for name, amount in there.money.items():
        words = tr(ACCOUNTS[name])
        money.add(Label(tr("{place}: {amount}").format(place=words, amount=format_rupiah(amount)), wrap=True))
    if not there.money:
        money.add(Label(tr("Tidak ada uang menurut buku."), "soft", wrap=True))
    debts = Card(tr("Utang kepada penitip"))
    owed = sum(debt.amount for debt in there.debts)
    said = tr("{amount} kepada {count} penitip.")
    debts.add(Label(said.format(amount=format_rupiah(owed), count=format_count(len(there.debts))), "strong", wrap=True))
    for debt in sorted(there.debts, key=lambda debt: -debt.amount)[:_MOST]:
        words = tr("{place}: {amount}").format(place=debt.business_name, amount=format_rupiah(debt.amount))
        debts.add(Label(words, "soft", wrap=True))
    if len(there.debts) > _MOST:
        debts.add(Label(tr("dan {count} lagi").format(count=format_count(len(there.debts) - _MOST)), "soft"))
    agreements = Card(tr("Perjanjian"))
    agreements.add(
        Label(tr("{count} perjanjian ikut diserahkan.").format(count=format_count(len(there.agreements))), wrap=True)
    )
    return [goods, money, debts, agreements]


_MOST = 8
"""Debts that are named here; the paper names all of them."""
