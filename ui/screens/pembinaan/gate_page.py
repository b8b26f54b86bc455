"""The goods that the gate stops, lets pass or soon will stop, and what can be done about them in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from db.queries.legality import GateRow, GateState, gate_list
from gallery_pos.documents import Holder
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.legality import rules_of
from ui.app.page import primary_button
from ui.app.saving import exporter
from ui.app.table_view import TableView
from ui.app.tables import Column
from ui.app.tokens import GRID
from ui.legality.override import OverrideDialog
from ui.legality.paper_dialog import PaperDialog
from ui.legality.product_dialog import ProductPapersDialog
from ui.legality.referral import show_message, show_referral
from ui.legality.rows import GOODS
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.filters import FilterBox

if TYPE_CHECKING:
    from ui.app.screen import Screen

FILTERS: Mapping[GateState, str] = {
    GateState.STOPPED: tr_noop("Kurang"),
    GateState.COMING: tr_noop("Akan habis"),
    GateState.PASSED: tr_noop("Diizinkan"),
    GateState.UNKNOWN: tr_noop("Tanpa kelompok"),
}
COLUMNS: tuple[Column[GateRow], ...] = (
    GOODS[0],
    Column(tr_noop("Penitip"), lambda row: row.business_name, width=160),
    *GOODS[1:],
)


class GatePage(QWidget):
    """Enter records the first paper that is missing."""

    def __init__(self, host: Screen) -> None:
        super().__init__()
        self._host, self._place = host, host.place
        empty = EmptyState(tr("Semua dokumen lengkap"), tr("Tidak ada barang yang dihentikan atau akan dihentikan."))
        self.list: TableView[GateRow] = TableView(
            COLUMNS,
            lambda row: row.product,
            empty,
            name=tr("barang-tanpa-dokumen"),
            search=tr("Cari barang, penitip, dokumen"),
            on_export=exporter(self._place, self),
        )
        self.state = FilterBox(tr("Semua keadaan"), tr("Keadaan", "dokumen"))
        self.state.offer((state.value, tr(words)) for state, words in FILTERS.items())
        self.consignor = FilterBox(tr("Semua penitip"), tr("Penitip"))
        self.group = FilterBox(tr("Semua kelompok"), tr("Kelompok"))
        self.shelf = QCheckBox(tr("Ada di rak"))
        self._lay_out()
        self.list.activated.connect(lambda _row: self.record())
        self.list.selected.connect(lambda _row: self._say_buttons())
        for box in (self.state, self.consignor, self.group):
            box.chosen.connect(self._arrange)
        self.shelf.toggled.connect(self._arrange)
        self._say_buttons()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)
        filters.setSpacing(GRID)
        for widget in (self.state, self.consignor, self.group, self.shelf):
            filters.addWidget(widget)
        filters.addStretch(1)
        card = Card()
        card.set_tight()
        card.body.addLayout(filters)
        card.add(self.list, 1)
        self.open_product = Button(tr("Buka produk"), self._open, icon_name="tag-simple")
        self.write = Button(tr("Pesan WhatsApp…"), self._write, icon_name="whatsapp-logo")
        self.refer = Button(tr("Surat rujukan…"), self._refer, icon_name="file-text")
        self.let_pass = Button(tr("Izinkan sementara…"), self._let_pass, icon_name="key")
        may = self._place.may(Act.EDIT_LEGALITY)
        self.open_product.setVisible(may)
        self.go = primary_button(self, tr_noop("Catat dokumen…"), self.record, "file-plus", enabled=may)
        self.go.setVisible(may)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addStretch(1)
        for button in (self.open_product, self.write, self.refer, self.let_pass, self.go):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID + 4)
        column.addWidget(card, 1)
        column.addLayout(buttons)

    def refresh(self) -> None:
        """Read the list again."""
        gallery = self._place.gallery
        self._host.read(lambda: gate_list(gallery.database, on=gallery.desk().today()), self._show)

    def _show(self, rows: list[GateRow]) -> None:
        makers = {row.consignor: row.business_name for row in rows}
        self.consignor.offer(sorted(makers.items(), key=lambda pair: pair[1].casefold()))
        self.group.offer(sorted({(row.group, row.group) for row in rows if row.group}))
        self.list.show_rows(rows)
        self._say_buttons()

    def _arrange(self) -> None:
        state, maker, group = self.state.value(), self.consignor.value(), self.group.value()
        on_shelf = self.shelf.isChecked()

        def keep(row: GateRow) -> bool:
            return (
                state in {None, row.state.value}
                and maker in {None, row.consignor}
                and group in {None, row.group}
                and (row.on_hand > 0 or not on_shelf)
            )

        self.list.set_filter(keep)
        self._say_buttons()

    def show_consignor(self, code: str) -> None:
        """Show only what one maker lacks."""
        if self.consignor.findData(code) < 0:
            maker = self._place.gallery.book.consignor(code)
            self.consignor.addItem(maker.business_name if maker else code, code)
        self.consignor.choose(code)
        self._arrange()

    def show_product(self, product: str) -> None:
        """Put the cursor on a product; say so where nothing is wrong with it."""
        if not self.list.select(product):
            goods = self._place.gallery.book.product(product)
            name = goods.name if goods else product
            self._host.banner.say(tr("Dokumen {name} lengkap.").format(name=name), tone="good")

    def _say_buttons(self) -> None:
        row = self.list.current()
        for button in (self.open_product, self.write, self.refer):
            button.setEnabled(row is not None)
        self.let_pass.setEnabled(row is not None and row.state in {GateState.STOPPED, GateState.PASSED})

    # -- what is done in place

    def record(self) -> None:
        """Record what the product in front lacks first."""
        row = self.list.current()
        if row is None:
            self._host.banner.say(tr("Pilih barangnya dulu."))
            return
        if row.state is GateState.UNKNOWN:
            self._open()  # its group is chosen there
            return
        missing = row.missing[0] if row.missing else ""
        kinds = {kind.code: kind.holder for kind in rules_of(self._place.gallery.book).papers}
        holder = kinds.get(missing, Holder.PRODUCT)
        subject = row.product if holder is Holder.PRODUCT else row.consignor
        PaperDialog(self._place, self, holder, subject, missing).open()

    def _let_pass(self) -> None:
        row = self.list.current()
        if row is not None:
            OverrideDialog(self._place, self, row.product, row.name, row.reasons).open()

    def _of_maker(self, consignor: str) -> list[GateRow]:
        """Return everything that a maker lacks: he is sent once, not for each product."""
        return [row for row in self.list.model.rows() if row.consignor == consignor]

    def _refer(self) -> None:
        row = self.list.current()
        if row is not None:
            show_referral(self._place, self, row.consignor, self._of_maker(row.consignor))

    def _write(self) -> None:
        row = self.list.current()
        if row is not None:
            show_message(self._place, self, row.consignor, self._of_maker(row.consignor))

    def _open(self) -> None:
        """Show the papers of the product: on its own screen, or over this one for who has no such screen."""
        row = self.list.current()
        if row is None:
            return
        if self._place.may(Act.EDIT_CATALOGUE):
            self._host.open_screen("products", ("papers", row.product))
        else:
            ProductPapersDialog(self._place, self, row.product).open()
