"""Levels, lots, what expires, and the count."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabWidget

from db.queries.stock import Expiring, LotRow, StockRow, expiring, list_lots, list_stock
from gallery_pos.desk import Changes
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from ui.app.actions import KEEPERS, ActionSpec
from ui.app.screen import Screen
from ui.dialogs.document import show_document
from ui.screens.stok.count import CountPanel, VarianceDialog
from ui.screens.stok.lists import ExpiringList, in_card, lot_table, stock_table
from ui.screens.stok.loss import LossDialog
from ui.widgets.text import Label
from ui.widgets.toast import ToastAction

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from ui.workplace import Workplace

_STOCK, _LOTS, _EXPIRING, _COUNT = range(4)


class StockScreen(Screen):
    """Four pages over the same shelf; whatever is lost or counted becomes a document."""

    kinds: ClassVar[Changes] = Changes.STOCK | Changes.PRODUCTS | Changes.SALES
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("stock.product", tr_noop("Buka produk"), "F4", "tag-simple"),
        ActionSpec("stock.loss", tr_noop("Hilang/rusak…"), "F9", "trash-simple", KEEPERS),
        ActionSpec("stock.count", tr_noop("Hitung fisik"), "F12", "clipboard-text", KEEPERS),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.stock = stock_table(place, self)
        self.lots = lot_table(place, self)
        self.soon = ExpiringList(place)
        self.counting = CountPanel(place)
        self._sum = Label("", "soft")
        self.tabs = QTabWidget()
        for title, page in (
            (tr("Barang"), self.stock),
            (tr("Lot"), self.lots),
            (tr("Kedaluwarsa"), self.soon),
            (tr("Hitung fisik"), self.counting),
        ):
            self.tabs.addTab(in_card(page), title)
        self.tabs.setTabVisible(_COUNT, place.may(Act.COUNT))
        self.tabs.setCornerWidget(self._sum)
        self.body.addWidget(self.tabs, 1)
        self.set_actions({"stock.product": self._open_product, "stock.loss": self.write_off, "stock.count": self.count})
        for name in ("stock.product", "stock.loss", "stock.count"):
            self.add_footer(name, primary=name == "stock.count")
        self.stock.activated.connect(lambda _row: self._open_product())
        self.lots.activated.connect(lambda row: self.open_screen("products", row.product))
        self.soon.chosen.connect(self._open_lot)
        self.tabs.currentChanged.connect(lambda _at: self._say_count())
        self.counting.changed.connect(self._say_count)
        self._say_count()

    def refresh(self) -> None:
        """Read everything off the UI thread but the goods to count, which stand in memory."""
        database, today = self.place.gallery.database, self.place.desk().today()

        def read() -> tuple[list[StockRow], list[LotRow], list[Expiring]]:
            lots = [row for row in list_lots(database) if row.on_hand]
            return list_stock(database), lots, expiring(database, on=today)

        self.read(read, self._show)
        self.counting.show_goods()

    def _show(self, found: tuple[list[StockRow], list[LotRow], list[Expiring]]) -> None:
        stock, lots, soon = found
        self.stock.show_rows(stock)
        self.lots.show_rows(lots)
        self.soon.show_rows(soon)
        self.tabs.setTabText(_EXPIRING, tr("Kedaluwarsa ({count})").format(count=format_count(len(soon))))
        pieces, value = sum(row.on_hand for row in stock), sum(row.value for row in stock)
        said = tr("{pieces} barang senilai {value}")
        self._sum.setText(said.format(pieces=format_count(pieces), value=format_rupiah(value)))

    def receive(self, what: object) -> None:
        """Show the page that another screen asked for: "expiring" or "count"."""
        self.tabs.setCurrentIndex({"expiring": _EXPIRING, "count": _COUNT}.get(str(what), _STOCK))

    def on_scan(self, code: str) -> bool:
        """Count it where a count is in front, else find it in the list."""
        if self.tabs.currentIndex() == _COUNT:
            return self.counting.scan(code)
        product = self.place.gallery.book.product_by_barcode(code)
        if product is None:
            return False
        self.tabs.setCurrentIndex(_STOCK)
        self.stock.search_box.setText(product.code)
        return True

    # -- what can be done

    def _current_lot(self) -> LotRow | None:
        if self.tabs.currentIndex() == _EXPIRING:
            found = self.soon.list.current()
            return found.lot if found else None
        return self.lots.current() if self.tabs.currentIndex() == _LOTS else None

    def _open_product(self) -> None:
        lot, row = self._current_lot(), self.stock.current()
        code = lot.product if lot else row.product if row and self.tabs.currentIndex() == _STOCK else ""
        if code:
            self.open_screen("products", code)
        else:
            self.banner.say(tr("Pilih barangnya dulu."))

    def _open_lot(self, lot: str) -> None:
        self.tabs.setCurrentIndex(_LOTS)
        self.lots.search_box.setText(lot)

    def write_off(self) -> None:
        """Take pieces of the chosen lot off the books."""
        row = self._current_lot()
        if row is None:
            self.tabs.setCurrentIndex(_LOTS)
            self.banner.say(tr("Pilih lotnya dulu."), tr("Barang hilang atau rusak dihapus per lot."))
            return
        desk = self.place.desk()
        lot = desk.book.lot(row.lot, desk.outlet)
        if lot is None or not lot.on_hand:
            self.banner.say(
                tr("Lot ini tidak ada di gerai ini."), tr("Catat di komputer gerai tempat barangnya berada.")
            )
            return
        LossDialog(self.place, self, row, lot, self._written).open()

    def _written(self, posted: Posted) -> None:
        self.refresh()
        self.place.feedback.toast(tr("{number} tersimpan.").format(number=posted.number), self._opener(posted))

    def _opener(self, posted: Posted) -> ToastAction:
        return tr("Lihat"), lambda: show_document(self.window(), self.place, posted.document.id)

    def count(self) -> None:
        """Begin to count, or show what the count says."""
        if self.tabs.currentIndex() != _COUNT:
            self.tabs.setCurrentIndex(_COUNT)
            self.counting.list.table.selectRow(0)
            self.counting.pieces.setFocus()
            return
        if not self.counting.counted():
            self.banner.say(tr("Belum ada yang dihitung."), tr("Pindai barangnya, atau pilih baris dan isi jumlahnya."))
            return
        with self.place.feedback.guard(self):
            VarianceDialog(self.place, self, self.counting, self._counted).open()

    def _counted(self, posted: Posted) -> None:
        self._written(posted)
        show_document(self.window(), self.place, posted.document.id)

    def _say_count(self) -> None:
        action, counted = self.action("stock.count"), len(self.counting.counted())
        if self.tabs.currentIndex() == _COUNT:
            action.setText(tr("Lihat hasil hitung ({count})").format(count=format_count(counted)))
        else:
            action.setText(tr("Hitung fisik"))
        self.action("stock.loss").setEnabled(self.tabs.currentIndex() != _COUNT)
