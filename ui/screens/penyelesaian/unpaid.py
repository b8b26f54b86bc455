"""Who waits for money and since when; one or many are paid from here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.queries.paying import SPANS, UnpaidRow, list_unpaid
from db.queries.settlement import list_statements, owed
from gallery_pos.documents import GALLERY, PayoutMade
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.periods import month_of
from ui.app.actions import ActionSpec
from ui.app.list_page import ListPage
from ui.app.page import Page
from ui.app.roles import PAYERS
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks, with_count
from ui.app.tokens import GRID
from ui.dialogs.document import show_sheet
from ui.screens.penyelesaian.pay import PayDialog
from ui.screens.penyelesaian.pay_many import PayManyDialog
from ui.widgets.buttons import Segments
from ui.widgets.card import TotalCard
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.ports import Posted
    from ui.app.screen import Screen
    from ui.workplace import Workplace

_ALL, _OVERPAID = "all", "overpaid"
CODE, FRESH = tr_noop("Kode"), tr_noop("0–30 hari")
_NARROW, _LOW = 940, 520
"""Pixels of room below which a column, or the cards, give way."""


@dataclass(frozen=True, slots=True)
class Row:
    """A maker with what he waits for; ``minimum`` is the least that is paid out to him, in rupiah."""

    of: UnpaidRow
    minimum: int
    account: bool


def _state(row: Row) -> str:
    if row.of.balance < 0:
        return tr("kelebihan dibayar")
    if row.of.batch:
        return tr("menunggu bank")
    if row.of.balance < row.minimum:
        return tr("di bawah minimum")
    return "" if row.account else tr("tanpa rekening")


def _tone(row: Row) -> str:
    if row.of.balance < 0:
        return "danger"
    return "attention" if row.of.batch or row.of.balance < row.minimum else "neutral"


def _why(row: Row) -> str:
    if row.of.balance < 0:
        return tr(
            "Diperhitungkan dari penjualannya yang berikut. Bila ia mengembalikan uangnya, catat dengan Bayar (F9)."
        )
    if row.of.batch:
        return tr("Transfer kepadanya ada di berkas yang belum dicatat selesai; lihat Berkas transfer.")
    if row.of.balance < row.minimum:
        return tr("Kurang dari {minimum}; dibawa ke periode berikutnya.").format(minimum=format_rupiah(row.minimum))
    return "" if row.account else tr("Rekeningnya belum tercatat; bayar tunai, atau isi di Penitip, Data pribadi.")


COLUMNS: tuple[Column[Row], ...] = (
    Column(CODE, lambda row: row.of.consignor, width=72, firm=True),
    Column(tr_noop("Penitip"), lambda row: row.of.business_name, stretch=True),
    Column(tr_noop("Sejak"), lambda row: row.of.since, Kind.DATE),
    Column(FRESH, lambda row: row.of.fresh or None, Kind.MONEY, width=90),
    Column(tr_noop("31–60 hari"), lambda row: row.of.over_30 or None, Kind.MONEY, width=90),
    Column(tr_noop("61–90 hari"), lambda row: row.of.over_60 or None, Kind.MONEY, width=90),
    Column(tr_noop("> 90 hari"), lambda row: row.of.over_90 or None, Kind.MONEY, width=90),
    Column(tr_noop("Saldo"), lambda row: row.of.balance, Kind.MONEY, width=104),
    Column(tr_noop("Keterangan"), _state, Kind.BADGE, tone=_tone, tip=_why, width=126),
)


class UnpaidList(ListPage[Row]):
    """The makers with a balance, those who wait longest first."""

    def __init__(self, place: Workplace) -> None:
        self.ticks: Ticks[Row] = Ticks(_code)
        super().__init__(
            place,
            (self.ticks.column(), *COLUMNS),
            _code,
            EmptyState(tr("Semua sudah dibayar"), tr("Begitu titipan terjual, hak penitipnya muncul di sini.")),
            name=tr("belum-dibayar"),
            search=tr("Cari penitip"),
        )
        self.ticks.attach(self.list)
        over = [(str(span), tr("> {days} hari").format(days=span)) for span in SPANS]
        self.which = Segments([(_ALL, tr("Semua")), *over, (_OVERPAID, tr("Kelebihan"))])
        self.which.chosen.connect(self.arrange)
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is young stands in the balance alone."""
        super().resizeEvent(event)
        for title in (CODE, FRESH):
            self.list.hide_column(title, hidden=event.size().width() < _NARROW)

    def read_rows(self) -> list[Row]:
        gallery = self.place.gallery
        rows = list_unpaid(gallery.database, on=self.place.desk().today(), overpaid=True)
        agreements = gallery.book.agreements()
        usual = agreements.get(GALLERY)
        known = gallery.personal.with_account()
        made = []
        for row in rows:
            agreed = agreements.get(row.consignor) or usual
            made.append(Row(row, agreed.minimum_payout if agreed else 0, row.consignor in known))
        return made

    def keeper(self) -> Callable[[Row], bool]:
        which = self.which.choice()
        if which == _OVERPAID:
            return lambda row: row.of.balance < 0
        if which == _ALL:
            return lambda _row: True
        return lambda row: row.of.age > int(which)


def _code(row: Row) -> str:
    return row.of.consignor


class UnpaidPage(Page):
    """Ageing in four figures, the list, and paying.

    Signals:
        prepared(UUID): a file for the bank was prepared.
    """

    prepared = Signal(object)

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.cards = [
            TotalCard(title) for title in (tr("0–30 hari"), tr("31–60 hari"), tr("61–90 hari"), tr("> 90 hari"))
        ]
        self._ages = QWidget()
        row = QHBoxLayout(self._ages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        for card in self.cards:
            row.addWidget(card, 1)
        self.totals = Label("", "strong")
        self.body.addWidget(self._ages)
        self.list = UnpaidList(self.place)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.totals)
        self.equip(
            (
                ActionSpec("unpaid.one", tr_noop("Bayar…"), "F9", "money", PAYERS),
                ActionSpec("unpaid.many", tr_noop("Bayar semua…"), "F12", "users-three", PAYERS),
            ),
            {"unpaid.one": self.pay_one, "unpaid.many": self.pay_many},
        )
        self.add_footer("unpaid.one")
        self.many = self.add_footer("unpaid.many", primary=True)
        self.list.ticks.changed.connect(self._say_count)
        self.list.opened.connect(lambda _row: self.pay_one())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the ages stand in one line under the list."""
        super().resizeEvent(event)
        low = event.size().height() < _LOW
        self._ages.setVisible(not low)
        self.totals.setVisible(low)

    def refresh(self) -> None:
        """Read who waits."""
        self.place.runner.run(self, self.list.read_rows, self.show_rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show the rows and their sums by age."""
        self.list.show_rows(list(rows))
        parts: tuple[Callable[[Row], int], ...] = (
            lambda row: row.of.fresh,
            lambda row: row.of.over_30,
            lambda row: row.of.over_60,
            lambda row: row.of.over_90,
        )
        amounts = [format_rupiah(sum(part(row) for row in rows)) for part in parts]
        for card, part, amount in zip(self.cards, parts, amounts, strict=True):
            makers = tr("{count} penitip").format(count=format_count(sum(1 for row in rows if part(row))))
            card.show_amount(amount, makers)
        said = tr("0–30 hari {first}, 31–60 {second}, 61–90 {third}, lebih dari 90 {last}")
        first, second, third, last = amounts
        self.totals.setText(said.format(first=first, second=second, third=third, last=last))

    def entered(self) -> None:
        """Search at once."""
        self.list.list.search_box.setFocus()

    def show_maker(self, code: str) -> None:
        """Put the cursor on a maker."""
        self.list.which.choose(_ALL)
        self.list.arrange()
        self.list.list.select(code)

    def _say_count(self) -> None:
        count = len(self.list.ticks.ticked())
        if self.acts is not None:
            words = with_count(tr("Bayar yang dipilih"), count) if count else tr("Bayar semua…")
            self.acts["unpaid.many"].setText(words)

    def pay_one(self) -> None:
        """Pay the maker that the cursor is on, or take in what he was paid too much."""
        self.host.banner.clear()
        row = self.list.list.current()
        if row is None:
            self.host.banner.say(tr("Pilih penitipnya dulu."))
            return
        database = self.place.gallery.database
        (now,) = owed(database, consignor=row.of.consignor)
        if not now.balance:
            self.host.banner.say(tr("Saldo {name} sudah nol.").format(name=now.business_name))
            return
        last = list_statements(database, consignor=row.of.consignor)
        PayDialog(self.place, self, now, last[0].id if last else None, self._paid).open()

    def _paid(self, posted: Posted) -> None:
        self.host.refresh()
        if isinstance(posted.document, PayoutMade):
            amount = format_rupiah(abs(posted.document.amount))
            said = tr("{number}: {amount} tercatat.").format(number=posted.number, amount=amount)
            self.place.feedback.toast(said, (tr("Kuitansi"), lambda: show_sheet(self, self.place, posted)))
            show_sheet(self, self.place, posted)

    def pay_many(self) -> PayManyDialog:
        """Pay those that are ticked, or all: say first what that does."""
        self.host.banner.clear()
        chosen = [row.of.consignor for row in self.list.ticks.ticked()]
        dialog = PayManyDialog(self.host, chosen or None, self._told_until(chosen), self._paid_many)
        dialog.prepared.connect(self._prepared)
        dialog.open()
        return dialog

    def _told_until(self, chosen: Collection[str]) -> date:
        """Return the day that the statements with most of the money reach to, the end of last month without any."""
        told: Counter[date] = Counter()
        for row in self.list.list.model.rows():
            if row.of.until and row.of.unpaid > 0 and (not chosen or row.of.consignor in chosen):
                told[row.of.until] += row.of.unpaid
        if told:
            return max(told, key=lambda day: (told[day], day))
        return month_of(self.place.desk().today()).start - timedelta(days=1)

    def _paid_many(self) -> None:
        self.list.ticks.clear()
        self.refresh()

    def _prepared(self, batch: object) -> None:
        self.list.ticks.clear()
        self.prepared.emit(batch)
