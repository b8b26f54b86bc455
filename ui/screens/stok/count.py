"""Stok opname: counted blind, by scanning or typing; the difference is shown before it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import new_id
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.stock import post_stocktake, work_out_count
from ui.app.approval import with_approval
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.empty import EmptyState
from ui.widgets.text import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gallery_pos.documents import CountedLine
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace

EVERYTHING = ""


@dataclass(frozen=True, slots=True)
class ToCount:
    """A product on the list to be counted; ``counted`` None while nobody has looked."""

    product: str
    name: str
    maker: str
    counted: int | None


class CountPanel(QWidget):
    """The list to count: everything here, or one maker's goods. What the books say is not shown.

    Signals:
        changed(): something was counted.
    """

    changed = Signal()

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._counted: dict[str, int] = {}
        self._rows: dict[str, tuple[str, str]] = {}
        self.scope = QComboBox()
        self.pieces = QuantityEdit(None, 0, 1_000_000)
        self.pieces.setFixedWidth(110)
        self.pieces.setAccessibleName(tr("Jumlah di rak"))
        columns: tuple[Column[ToCount], ...] = (
            Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
            Column(tr_noop("Kode"), lambda row: row.product, width=90),
            Column(tr_noop("Penitip"), lambda row: row.maker, width=200),
            Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.NUMBER, width=100),
        )
        empty = EmptyState(tr("Tidak ada yang perlu dihitung"), tr("Pilih semua barang atau satu penitip."))
        self.list: TableView[ToCount] = TableView(
            columns, lambda row: row.product, empty, search=tr("Cari barang untuk dihitung")
        )
        row = QHBoxLayout()
        row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        row.setSpacing(GRID)
        row.addWidget(self.scope, 1)
        row.addWidget(Label(tr("Jumlah di rak"), "soft"))
        row.addWidget(self.pieces)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.scope.currentIndexChanged.connect(lambda _at: self._show())
        self.pieces.returnPressed.connect(self._take)
        self.list.activated.connect(lambda _row: self.pieces.setFocus())

    def show_goods(self) -> None:
        """Read which products are here; what was counted stays."""
        desk = self._place.desk()
        here = {lot.product for lot in desk.book.lots(desk.outlet)} | set(desk.book.loose(desk.outlet))
        makers = {one.code: one.business_name for one in desk.book.consignors()}
        products = desk.book.products(here | set(self._counted))
        self._rows = {one.code: (one.name, makers.get(one.consignor, one.consignor)) for one in products}
        chosen = self.scope.currentData() or EVERYTHING
        self.scope.blockSignals(True)
        self.scope.clear()
        self.scope.addItem(tr("Semua barang di gerai ini"), EVERYTHING)
        for maker in sorted({maker for _, maker in self._rows.values()}):
            self.scope.addItem(maker, maker)
        self.scope.setCurrentIndex(max(self.scope.findData(chosen), 0))
        self.scope.blockSignals(False)
        self._show()

    def _show(self) -> None:
        chosen = self.scope.currentData() or EVERYTHING
        self.list.show_rows(
            ToCount(code, name, maker, self._counted.get(code))
            for code, (name, maker) in sorted(self._rows.items(), key=lambda item: item[1])
            if chosen in {EVERYTHING, maker}
        )

    def scan(self, code: str) -> bool:
        """Count one more of what was scanned; False where nothing has this code."""
        product = self._place.gallery.book.product_by_barcode(code)
        if product is None:
            return False
        if product.code not in self._rows:
            maker = self._place.gallery.book.consignor(product.consignor)
            self._rows[product.code] = (product.name, maker.business_name if maker else product.consignor)
        self._set(product.code, self._counted.get(product.code, 0) + 1)
        return True

    def _take(self) -> None:
        """Take the number for the chosen row and go to the next one."""
        row, pieces = self.list.current(), self.pieces.value()
        if row is not None and pieces is not None:
            at = self.list.table.currentIndex().row()
            self._set(row.product, pieces)
            self.list.table.selectRow(at + 1)
            self.pieces.set_value(None)
        self.pieces.setFocus()

    def _set(self, product: str, pieces: int) -> None:
        self._counted[product] = pieces
        self._show()
        self.list.select(product)
        self.changed.emit()

    def counted(self) -> dict[str, int]:
        """Return what was counted, by product."""
        return dict(self._counted)

    def scope_words(self) -> str:
        """Return what was counted, in words."""
        return self.scope.currentText()

    def begin_again(self) -> None:
        """Forget what was counted."""
        self._counted.clear()
        self._show()
        self.changed.emit()


class VarianceDialog(Dialog):
    """What the count says against the books, and what the gallery will owe for it; then it is posted."""

    def __init__(self, place: Workplace, parent: QWidget, panel: CountPanel, done: Callable[[Posted], object]) -> None:
        lines = work_out_count(place.desk(), panel.counted())
        off = [line for line in lines if line.counted != line.expected]
        owed = sum(line.compensation for line in lines)
        hint = tr("{off} dari {count} lot berbeda. Galeri menanggung {amount}.").format(
            off=format_count(len(off)), count=format_count(len(lines)), amount=format_rupiah(owed)
        )
        super().__init__(tr("Hasil hitung"), parent, hint=hint)
        self.setMinimumSize(760, 460)
        self._place, self._panel, self._done, self._id = place, panel, done, new_id()
        self.body.addWidget(_variances(off), 1)
        self.add_cancel(tr("Hitung lagi"))
        self.add_primary(tr("Simpan hasil hitung"), lambda: with_approval(place, self, self._post))

    def _post(self, approval: Approval | None) -> None:
        done = post_stocktake(
            self._place.desk(),
            counted=self._panel.counted(),
            scope=self._panel.scope_words(),
            approval=approval,
            id=self._id,
        )
        self._place.announce(done)
        self._panel.begin_again()
        self.accept()
        self._done(done.value)


def _variances(lines: Sequence[CountedLine]) -> TableView[CountedLine]:
    columns: tuple[Column[CountedLine], ...] = (
        Column(tr_noop("Produk"), lambda row: row.name, stretch=True),
        Column(tr_noop("Lot"), lambda row: row.lot or tr("tanpa lot"), width=150),
        Column(tr_noop("Di buku"), lambda row: row.expected, Kind.NUMBER),
        Column(tr_noop("Dihitung"), lambda row: row.counted, Kind.NUMBER, width=90),
        Column(tr_noop("Selisih"), lambda row: row.counted - row.expected, Kind.NUMBER),
        Column(tr_noop("Ditanggung galeri"), lambda row: row.compensation, Kind.MONEY, width=150),
    )
    empty = EmptyState(tr("Semua cocok"), tr("Tidak ada selisih antara buku dan rak."))
    table: TableView[CountedLine] = TableView(columns, lambda row: (row.product, row.lot), empty, search=None)
    table.show_rows(lines)
    return table
