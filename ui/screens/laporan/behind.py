"""What a row of the report is made of: the lines or the receipts behind it, which sum to it, each with its document."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Qt

from db.queries.sales import SaleRow
from db.queries.trade_lines import TradeLine, trade_lines
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.spans import span_words
from ui.app.formats import moment
from ui.app.names import BUYERS, METHODS, named
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.dialogs.document import show_document
from ui.widgets.card import Card
from ui.widgets.dialog import Dialog
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from db.queries.reports import By
    from ui.papers.reports import Report
    from ui.workplace import Workplace

R = TypeVar("R", TradeLine, SaleRow)

Onward = tuple[str, Callable[[], object]]
"""The words of a button, and where it leads."""
_WIDTH, _HEIGHT = 1160, 680

LINES: tuple[Column[TradeLine], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE, width=108),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=174),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=170),
    Column(tr_noop("Potong"), lambda row: row.pieces, Kind.NUMBER, width=64),
    Column(tr_noop("Bersih"), lambda row: row.net, Kind.MONEY, width=104),
    Column(tr_noop("Komisi"), lambda row: row.commission, Kind.MONEY, width=96),
    Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY, width=104),
)


def lines_sum(rows: Sequence[TradeLine]) -> str:
    """Return what sale lines sum to, in words."""
    words = tr("{lines} baris · {pieces} barang · bersih {net} · komisi {commission} · hak penitip {due}")
    return words.format(
        lines=format_count(len(rows)),
        pieces=format_count(sum(row.pieces for row in rows)),
        net=format_rupiah(sum(row.net for row in rows)),
        commission=format_rupiah(sum(row.commission for row in rows)),
        due=format_rupiah(sum(row.due for row in rows)),
    )


def receipt_columns(place: Workplace, caption: str, amount: Callable[[SaleRow], int]) -> tuple[Column[SaleRow], ...]:
    """Return the columns of receipts, the last of which, under ``caption``, sums to the row they are behind."""
    zone = place.desk().timezone
    names = {user.code: user.name for user in place.gallery.book.users()}
    return (
        Column(tr_noop("Waktu"), lambda row: row.time, text=lambda row: moment(row.time, zone), width=152, firm=True),
        Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
        Column(tr_noop("Kasir"), lambda row: names.get(row.cashier, row.cashier), width=130),
        Column(tr_noop("Nama pembeli"), lambda row: row.buyer_name, width=150),
        Column(tr_noop("Barang"), lambda row: row.pieces, Kind.NUMBER, width=76),
        Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY, width=104),
        Column(caption, amount, Kind.MONEY, width=120),
    )


class BehindDialog(Dialog, Generic[R]):
    """A list whose rows open their documents over it, with the sum of what is shown under it."""

    def __init__(
        self,
        place: Workplace,
        parent: QWidget,
        columns: Sequence[Column[R]],
        key: Callable[[R], Hashable],
        summed: Callable[[Sequence[R]], str],
        *,
        title: str,
        hint: str,
        name: str,
        onward: Onward | None = None,
    ) -> None:
        """``summed`` says in words what rows sum to; ``name`` names exported files; ``onward`` leads out of here."""
        super().__init__(title, parent.window(), hint=hint)
        self._place = place
        self._summed: Callable[[Sequence[R]], str] = summed
        empty = EmptyState(tr("Tidak ada penjualan"), tr("Pilih hari atau bulan yang lain."))
        self.list: TableView[R] = TableView(
            columns, key, empty, name=name, search=tr("Cari"), on_export=exporter(place, self)
        )
        self.says = Label("", "strong", wrap=True)
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(card, 1)
        self.body.addWidget(self.says)
        self.list.model.modelReset.connect(self._say)
        self.list.activated.connect(lambda row: self.open_document(row.id))
        if onward is not None:
            words, go = onward
            self._go_on = go
            self.add_button(words, self._leave, icon_name="arrow-right")
        self.open_button = self.add_button(tr("Buka dokumennya"), self._open_current, icon_name="arrow-square-out")
        self.add_cancel(tr("Tutup"))
        self.spread(_WIDTH, _HEIGHT)
        self.list.setFocus()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show what is behind the row of the report."""
        self.list.show_rows(rows)
        self._say()

    def open_document(self, id: UUID) -> None:  # noqa: A002 -- the journal's word
        """Open the document of a row."""
        show_document(self, self._place, id)

    def _leave(self) -> None:
        self.accept()
        self._go_on()

    def _open_current(self) -> None:
        row = self.list.current()
        if row is None:
            self.banner.say(tr("Pilih barisnya dulu."))
        else:
            self.banner.clear()
            self.open_document(row.id)

    def _say(self) -> None:
        self.says.setText(self._summed(self.list.model.shown()))


def _of(place: Workplace, report: Report) -> str:
    """Return which days and which outlet a report is of, in words."""
    outlet = place.gallery.book.outlet(report.outlet) if report.outlet else None
    return f"{span_words(report.since, report.until)} · {outlet.name if outlet else tr('Semua gerai')}"


def show_lines(
    place: Workplace, parent: QWidget, report: Report, *, by: By, key: str, title: str, onward: Onward | None = None
) -> None:
    """Open the sale lines behind a row of a report's trade by something, read off the UI thread."""
    name = tr("baris penjualan")
    dialog: BehindDialog[TradeLine] = BehindDialog(
        place,
        parent,
        LINES,
        lambda row: (row.id, row.line),
        lines_sum,
        title=title,
        hint=_of(place, report),
        name=name,
        onward=onward,
    )
    database, since, until, outlet = place.gallery.database, report.since, report.until, report.outlet or None
    place.runner.run(
        dialog,
        lambda: trade_lines(database, since=since, until=until, by=by, key=key, outlet=outlet),
        dialog.show_rows,
    )
    dialog.open()


def show_method(place: Workplace, parent: QWidget, report: Report, sales: Iterable[SaleRow], method: str) -> None:
    """Open the receipts among ``sales`` that were paid so, each with that part of it."""
    words = named(METHODS, method)
    title = tr("Dibayar: {name}").format(name=words)
    paid = [row for row in sales if row.methods.get(method)]
    _show_receipts(place, parent, report, paid, title=title, caption=words, amount=lambda row: row.methods[method])


def show_buyer(place: Workplace, parent: QWidget, report: Report, sales: Iterable[SaleRow], buyer: str) -> None:
    """Open the receipts among ``sales`` of one kind of buyer."""
    title = tr("Pembeli: {name}").format(name=named(BUYERS, buyer))
    bought = [row for row in sales if row.buyer == buyer and row.kind == "sale"]
    total = tr_noop("Total")
    _show_receipts(place, parent, report, bought, title=title, caption=total, amount=lambda row: row.total)


def _show_receipts(
    place: Workplace,
    parent: QWidget,
    report: Report,
    sales: Sequence[SaleRow],
    *,
    title: str,
    caption: str,
    amount: Callable[[SaleRow], int],
) -> None:
    def summed(rows: Sequence[SaleRow]) -> str:
        rupiah = format_rupiah(sum(amount(row) for row in rows))
        return tr("{count} struk · {amount}").format(count=format_count(len(rows)), amount=rupiah)

    columns = receipt_columns(place, caption, amount)
    dialog: BehindDialog[SaleRow] = BehindDialog(
        place, parent, columns, lambda row: row.id, summed, title=title, hint=_of(place, report), name=tr("struk")
    )
    dialog.show_rows(sales)
    dialog.open()
