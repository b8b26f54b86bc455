"""The tabs of a consignor that show lists; every row opens its document."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.queries.notes import note_of_lot
from db.queries.settlement import account, list_payouts, list_statements, owed
from db.queries.stock import LotRow, list_lots
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tokens import GRID
from ui.dialogs.document import show_document
from ui.screens.penitip.lists import (
    ACCOUNT,
    BEARER,
    LOTS,
    PAYOUTS,
    REVISED,
    SOLD_LINES,
    SOLD_PRODUCTS,
    STATEMENTS,
    Sold,
    money_lines,
    read_revisions,
    sold_products,
    trade_lines,
)
from ui.widgets.buttons import Segments
from ui.widgets.card import Card, TotalCard
from ui.widgets.empty import EmptyState
from ui.widgets.period import PeriodBox
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from db.queries.settlement import AccountRow, OwedRow
    from gallery_pos.documents import ConsignorRevised
    from ui.app.tables import Column
    from ui.workplace import Workplace

R = TypeVar("R")


class ListTab(QWidget):
    """The base of a tab: knows the consignor, reads off the UI thread."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.code = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(GRID)

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show another consignor."""
        self.code = maker.code

    def refresh(self) -> None:
        """Read the lists again."""

    def is_dirty(self) -> bool:
        """Nothing is typed in a list."""
        return False

    def make_list(
        self, columns: Sequence[Column[R]], key: Callable[[R], Hashable], empty: EmptyState, name: str
    ) -> TableView[R]:
        """Return a list with search and export whose rows open the document under their ``id``."""
        made: TableView[R] = TableView(
            columns, key, empty, name=name, search=tr("Cari"), on_export=exporter(self.place, self)
        )
        made.activated.connect(self.open_row)
        return made

    def open_row(self, row: Any) -> None:
        """Open the document of a row."""
        show_document(self, self.place, row.id)


class GoodsTab(ListTab):
    """What of his is on shelves, lot by lot; a row opens the surat titip that it came with."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        empty = EmptyState(tr("Tidak ada barang di rak"), tr("Terima titipannya di layar Titipan."))
        self.list: TableView[LotRow] = self.make_list(
            LOTS, lambda row: (row.lot, row.outlet), empty, tr("barang-penitip")
        )
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.column.addWidget(card, 1)

    def refresh(self) -> None:
        database, code = self.place.gallery.database, self.code
        self.place.runner.run(self, lambda: list_lots(database, consignor=code, only_here=True), self.list.show_rows)

    def open_row(self, row: Any) -> None:
        note = note_of_lot(self.place.gallery.database, row.lot)
        if note is not None:
            show_document(self, self.place, note)


class SoldTab(ListTab):
    """What sold in a period, by product or sale by sale."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self._lines: list[AccountRow] = []
        self.period = PeriodBox(lambda: place.desk().today())
        self.which = Segments([("products", tr("Per barang")), ("lines", tr("Per penjualan"))])
        empty = tr("Belum ada yang terjual"), tr("Pilih masa yang lain, atau tunggu penjualan pertama.")
        self.products: TableView[Sold] = self.make_list(
            SOLD_PRODUCTS, lambda row: row.product, EmptyState(*empty), tr("terjual-per-barang")
        )
        self.lines: TableView[AccountRow] = self.make_list(
            SOLD_LINES, lambda row: (row.id, row.product, row.amount), EmptyState(*empty), tr("penjualan-penitip")
        )
        self.products.activated.disconnect(self.open_row)
        self.products.activated.connect(self._open_product)
        self._pages = PageStack()
        for page in (self.products, self.lines):
            self._pages.addWidget(page)
        tools = QHBoxLayout()
        tools.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        tools.setSpacing(GRID)
        tools.addWidget(self.period)
        tools.addWidget(self.which)
        tools.addStretch(1)
        card = Card()
        card.set_tight()
        card.body.addLayout(tools)
        card.add(self._pages, 1)
        self.column.addWidget(card, 1)
        self.period.chosen.connect(self._arrange)
        self.which.chosen.connect(self._show_page)

    def refresh(self) -> None:
        database, code = self.place.gallery.database, self.code
        self.place.runner.run(self, lambda: account(database, consignor=code, limit=None), self._show)

    def _show(self, lines: list[AccountRow]) -> None:
        self._lines = lines
        self._arrange()

    def _arrange(self) -> None:
        found = trade_lines(self._lines, self.period.period())
        self.products.show_rows(sold_products(found))
        self.lines.hide_column(BEARER, hidden=not any(row.bearer for row in found))
        self.lines.show_rows(found)

    def _show_page(self, which: str) -> None:
        self._pages.setCurrentIndex(0 if which == "products" else 1)

    def _open_product(self, row: Sold) -> None:
        """A product opens its sales."""
        self.which.choose("lines")
        self._show_page("lines")
        self.lines.search_box.setText(row.name)


class MoneyTab(ListTab):
    """What is owed and since when, with the lines it comes from, statements and payouts."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self.balance = TotalCard(tr("Terutang kepada penitip"))
        self.last = TotalCard(tr("Dari laporan terakhir"))
        self.since = TotalCard(tr("Sesudah laporan terakhir"))
        totals = QHBoxLayout()
        totals.setSpacing(GRID)
        for total in (self.balance, self.last, self.since):
            total.body.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
            total.body.setSpacing(0)
            totals.addWidget(total, 1)
        self.account = self.make_list(
            ACCOUNT,
            lambda row: (row.id, row.product, row.movement, row.amount),
            EmptyState(tr("Rekening masih kosong"), tr("Baris pertama muncul dengan penjualan pertama.")),
            tr("rekening-penitip"),
        )
        self.statements = self.make_list(
            STATEMENTS,
            lambda row: row.id,
            EmptyState(tr("Belum ada laporan"), tr("Terbitkan laporan di layar Penyelesaian.")),
            tr("laporan-penitip"),
        )
        self.payouts = self.make_list(
            PAYOUTS,
            lambda row: row.id,
            EmptyState(tr("Belum ada pembayaran"), tr("Bayar penitip di layar Penyelesaian.")),
            tr("pembayaran-penitip"),
        )
        self._pages = PageStack()
        for page in (self.account, self.statements, self.payouts):
            self._pages.addWidget(page)
        self.switches = [self._switch(page) for page in (self.account, self.statements, self.payouts)]
        card = Card()
        card.set_tight()
        card.setMinimumHeight(160)
        card.add(self._pages, 1)
        self.column.addLayout(totals)
        self.column.addWidget(card, 1)

    def _switch(self, page: TableView[Any]) -> Segments:
        """Return the choice of lists that stands in the row of tools of each of them."""
        made = Segments([("account", tr("Rekening")), ("statements", tr("Laporan")), ("payouts", tr("Pembayaran"))])
        made.chosen.connect(self._show_page)
        page.add_tool(made)
        return made

    def refresh(self) -> None:
        database, code = self.place.gallery.database, self.code

        def read() -> tuple[Any, ...]:
            lines = money_lines(account(database, consignor=code, limit=None))
            statements = list_statements(database, consignor=code)
            return owed(database, consignor=code), lines, statements, list_payouts(database, consignor=code)

        self.place.runner.run(self, read, lambda found: self._show(*found))

    def _show(self, owing: list[OwedRow], lines: Any, statements: Any, payouts: Any) -> None:
        self.account.show_rows(lines)
        self.statements.show_rows(statements)
        self.payouts.show_rows(payouts)
        row = next(iter(owing), None)
        balance, unpaid = (row.balance, row.unpaid) if row else (0, 0)
        oldest = tr("sejak {day}").format(day=format_date(row.since)) if row and row.since else ""
        count = format_count(sum(not line.settled for line in lines))
        self.balance.show_amount(format_rupiah(balance), oldest or tr("tidak ada yang terutang"))
        self.last.show_amount(
            format_rupiah(unpaid), row.statement if row and row.statement else tr("belum ada laporan")
        )
        self.since.show_amount(format_rupiah(balance - unpaid), tr("{count} baris rekening").format(count=count))

    def _show_page(self, which: str) -> None:
        self._pages.setCurrentIndex(("account", "statements", "payouts").index(which))
        for switch in self.switches:
            switch.choose(which)


class HistoryTab(ListTab):
    """Every revision of the record and of the agreement."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(place, parent)
        self.list = self.make_list(
            REVISED, lambda row: row.id, EmptyState(tr("Belum ada perubahan")), tr("riwayat-penitip")
        )
        card = Card()
        card.set_tight()
        card.add(self.list, 1)
        self.column.addWidget(card, 1)

    def refresh(self) -> None:
        gallery, code = self.place.gallery, self.code
        self.place.runner.run(self, lambda: read_revisions(gallery, code), self.list.show_rows)
