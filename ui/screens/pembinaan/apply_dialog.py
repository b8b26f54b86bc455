"""Who applies today, or applied on an earlier day: products are found and ticked, several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit

from db.queries.entry import list_queue
from db.queries.records import list_products
from gallery_pos.documents import EntryState
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.entry import apply_together
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.ticking import Ticks
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form
from ui.widgets.text import Label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from db.queries.records import ProductRow
    from ui.gallery import Gallery
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 900, 620
_MOST_LETTERS = 500


class ApplyDialog(Dialog):
    """Goods that never came in stand first: they are the ones that apply.

    Signals:
        applied(list): the codes of the products, which now stand in the queue.
    """

    applied = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget) -> None:
        hint = tr("Urutan antrean menurut tanggal pengajuan, jadi isi tanggal surat atau kedatangannya.")
        super().__init__(tr("Ajukan barang"), parent.window(), hint=hint)
        self._place = place
        self.ticks: Ticks[ProductRow] = Ticks(lambda row: row.code)
        self.list: TableView[ProductRow] = TableView(
            (
                self.ticks.column(),
                Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
                Column(tr_noop("Penitip"), lambda row: row.business_name, width=190),
                Column(tr_noop("Kategori"), lambda row: row.category, width=120),
                Column(tr_noop("Kode"), lambda row: row.code, width=90),
                Column(tr_noop("Stok"), lambda row: row.on_hand, Kind.NUMBER, width=70),
            ),
            lambda row: row.code,
            EmptyState(tr("Semua produk sudah diajukan"), tr("Produk baru dibuat di layar Produk.")),
            search=tr("Cari barang, penitip, kode"),
        )
        self.ticks.attach(self.list)
        self.on = DateEdit(place.desk().today())
        self.note = QLineEdit()
        self.note.setMaxLength(_MOST_LETTERS)
        self.form = Form()
        self.form.add("on", tr("Tanggal pengajuan"), self.on, required=True)
        self.form.add("note", tr("Catatan"), self.note)
        self._count = Label("", "soft")
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._count)
        self.body.addWidget(self.form)
        self.add_cancel()
        self.add_primary(tr("Masukkan ke antrean"), self._save)
        self.ticks.changed.connect(self._say)
        self._say()
        self.spread(_WIDTH, _HEIGHT)
        gallery = place.gallery
        place.runner.run(self, lambda: may_apply(gallery), self.list.show_rows)
        self.list.search_box.setFocus()

    def _say(self) -> None:
        count = len(self.ticks.ticked())
        self._count.setText(
            tr("{count} barang dipilih").format(count=format_count(count))
            if count
            else tr("Pilih barangnya dengan klik atau spasi.")
        )

    def _save(self) -> None:
        self.banner.clear()
        codes = [row.code for row in self.ticks.ticked()]
        if not codes:
            self.banner.say(tr("Pilih barangnya dulu."), tone="attention")
            return
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            done = apply_together(self._place.desk(), products=codes, on=self.on.value(), note=self.note.text().strip())
            self._place.announce(done, self)
            self.accept()
            self.applied.emit(codes)


def may_apply(gallery: Gallery) -> list[ProductRow]:
    """Return the active products that are not in the queue, those that never came in first. Touches no widget."""
    gone = EntryState.WITHDRAWN.value
    queued = {row.product for row in list_queue(gallery.database) if row.state != gone}
    rows = [row for row in list_products(gallery.database, active_only=True) if row.code not in queued]
    return sorted(rows, key=lambda row: (row.on_hand > 0 or row.sold > 0, row.name.casefold(), row.code))
