"""The tab "Dokumen" of a product and of a maker: what there is, what is missing, and what can be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import Holder
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr, tr_noop
from gallery_pos.legality import in_words
from gallery_pos.services.access import Act
from gallery_pos.services.catalogue import classify_product
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.dialogs.document import show_document
from ui.legality.override import OverrideDialog
from ui.legality.paper_dialog import PaperDialog
from ui.legality.referral import show_message, show_referral
from ui.legality.rows import GOODS, state_words
from ui.legality.state import Line, PapersState, maker_of, read_consignor, read_product, recorded, scans_of
from ui.legality.viewer import show_scan
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.flow import FlowLayout
from ui.widgets.small_table import SmallTable
from ui.widgets.text import Label

if TYPE_CHECKING:
    from db.queries.legality import GateRow
    from ui.workplace import Workplace

LINES: tuple[Column[Line], ...] = (
    Column(tr_noop("Dokumen"), lambda row: row.kind.name, stretch=True),
    Column(tr_noop("Nomor"), lambda row: row.paper.number if row.paper else "", width=170),
    Column(tr_noop("Terbit"), lambda row: row.paper.issued if row.paper else None, Kind.DATE, width=104),
    Column(tr_noop("Berlaku sampai"), lambda row: row.paper.expires if row.paper else None, Kind.DATE, width=120),
    Column(tr_noop("Keadaan", "dokumen"), lambda row: row.state, Kind.BADGE, tone=lambda row: row.tone, width=150),
    Column(tr_noop("Perlu"), lambda row: row.needed, width=150),
    Column(tr_noop("Pindaian"), lambda row: row.paper.scans if row.paper else 0, Kind.NUMBER, width=80),
)


class PapersPanel(QWidget):
    """Shows one holder at a time; :meth:`refresh` reads again.

    Signals:
        product_asked(str): this product wants to be opened.
    """

    product_asked = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._holder, self._subject = Holder.PRODUCT, ""
        self._state: PapersState | None = None
        self.banner = Banner()
        self.lines: SmallTable[Line] = SmallTable(LINES, lambda row: (row.holder, row.kind.code), most=12)
        self.goods: SmallTable[GateRow] = SmallTable(GOODS, lambda row: row.product, most=8)
        self._make_buttons()
        self._make_group()
        self._lay_out()
        self.lines.opened.connect(self._open_line)
        self.goods.opened.connect(lambda row: self.product_asked.emit(row.product))

    def _make_buttons(self) -> None:
        edit = self._place.may(Act.EDIT_LEGALITY)
        self.record = Button(tr("Catat dokumen…"), self._record, icon_name="file-plus")
        self.look = Button(tr("Buka pindaian"), self._look, icon_name="eye")
        self.story = Button(tr("Riwayat"), self._story, icon_name="clock-counter-clockwise")
        self.let_pass = Button(tr("Izinkan sementara…"), self._let_pass, icon_name="key")
        self.refer = Button(tr("Surat rujukan…"), self._refer, icon_name="file-text")
        self.write = Button(tr("Pesan WhatsApp…"), self._write, icon_name="whatsapp-logo")
        self.record.setVisible(edit)

    def _make_group(self) -> None:
        self.group = QComboBox()
        self.group.setMinimumWidth(400)
        self.animal = QCheckBox(tr("Mengandung bahan hewan"))
        self.non_halal = QCheckBox(tr("Tidak halal, tertulis di labelnya"))
        may = self._place.may(Act.EDIT_LEGALITY)
        for widget in (self.group, self.animal, self.non_halal):
            widget.setEnabled(may)
        self.group.activated.connect(lambda _at: self._classify())
        for box in (self.animal, self.non_halal):
            box.clicked.connect(lambda _ticked: self._classify())

    def _lay_out(self) -> None:
        self._kind = QWidget()
        kind = FlowLayout(self._kind, 2 * GRID)
        shown: tuple[QWidget, ...] = (Label(tr("Kelompok")), self.group, self.animal, self.non_halal)
        for widget in shown:
            kind.addWidget(widget)
        papers = Card(tr("Dokumen"), tr("Enter pada baris mencatat atau memperbarui dokumennya."))
        papers.add(self._kind)
        papers.add(self.lines)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        for button in (self.record, self.look, self.story):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.let_pass, self.refer, self.write):
            row.addWidget(button)
        papers.body.addLayout(row)
        self._goods = Card(tr("Produk yang dokumennya kurang"), tr("Enter membuka produknya."))
        self._goods.add(self.goods)
        column = ScrollColumn()
        for widget in (self.banner, papers, self._goods):
            column.body.addWidget(widget)
        column.body.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(column)

    # -- whose

    def show_holder(self, holder: Holder, subject: str) -> None:
        """Show another product or maker; it is read by :meth:`refresh`."""
        self._holder, self._subject = holder, subject
        self._kind.setVisible(holder is Holder.PRODUCT)
        self._goods.setVisible(holder is Holder.CONSIGNOR)

    def refresh(self) -> None:
        """Read again."""
        gallery, holder, code = self._place.gallery, self._holder, self._subject
        if code:
            read = read_product if holder is Holder.PRODUCT else read_consignor
            self._place.runner.run(self, lambda: read(gallery, code), self._show)

    def _show(self, state: PapersState | None) -> None:
        self._state = state
        if state is None:
            return
        self.lines.show_rows(state.lines)
        self.goods.show_rows(state.goods)
        if self._holder is Holder.PRODUCT:
            self._show_group(state)
        stopping = bool(state.assessment and state.assessment.stopping)
        self.let_pass.setVisible(stopping)
        self.look.setEnabled(any(row.paper and row.paper.scans for row in state.lines))
        for button in (self.refer, self.write):
            button.setVisible(bool(state.goods) or bool(state.assessment and state.assessment.findings))
        self._say(state)

    def _show_group(self, state: PapersState) -> None:
        product = self._place.gallery.book.product(self._subject)
        if product is None:
            return
        self.group.clear()
        by_words = state.group.name if state.group and not product.legality_group else tr("belum dipilih")
        self.group.addItem(tr("Menurut kategori: {group}").format(group=by_words), "")
        for group in state.rules.groups:
            self.group.addItem(group.name, group.code)
        self.group.setCurrentIndex(max(self.group.findData(product.legality_group), 0))
        self.animal.setChecked(product.animal_material)
        self.non_halal.setChecked(product.non_halal)

    def _say(self, state: PapersState) -> None:
        """Say in one sentence how it stands."""
        if self._holder is Holder.CONSIGNOR:
            count = len([row for row in state.goods if row.missing])
            words = tr("{count} produknya kurang dokumen.").format(count=format_count(count))
            self.banner.say(words, tone="attention", closable=False) if count else self.banner.clear()
            return
        found = state.assessment
        if found is None or not found.findings:
            self.banner.say(tr("Dokumennya lengkap."), tone="good", closable=False)
        elif state.passed is not None:
            told = tr("Diizinkan sampai {day}: {reason}")
            self.banner.say(
                told.format(day=format_date(state.passed.until), reason=state.passed.reason),
                found.reasons,
                "attention",
                closable=False,
            )
        elif found.stopping:
            words, tone = state_words(self._place)
            self.banner.say(words, found.reasons, tone, closable=False)
        else:
            self.banner.say(in_words(found.findings), tone="attention", closable=False)

    # -- what can be done

    def _current(self) -> Line | None:
        return self.lines.rows.row_at(self.lines.currentIndex().row())

    def _record(self) -> None:
        self._open_line(self._current())

    def _open_line(self, line: Line | None) -> None:
        if not self._place.may(Act.EDIT_LEGALITY):
            return
        holder, subject = (line.holder, line.subject) if line else (self._holder, self._subject)
        dialog = PaperDialog(self._place, self, holder, subject, line.kind.code if line else "")
        dialog.saved.connect(self.refresh)
        dialog.open()

    def _look(self) -> None:
        lines = [line for line in self.lines.rows.rows() if line.paper and line.paper.scans]
        current = self._current()
        line = current if current in lines else next(iter(lines), None)
        for scan in scans_of(self._place.gallery, line)[:1] if line else ():
            whose = maker_of(self._place.gallery, self._holder, self._subject)
            show_scan(self._place, self, scan, whose=whose)

    def _story(self) -> None:
        line = self._current()
        document = recorded(self._place.gallery, line.holder, line.subject, line.kind.code) if line else None
        if document is None:
            self._place.feedback.toast(tr("Pilih dokumen yang sudah dicatat dulu."), tone="attention")
        else:
            show_document(self, self._place, document.id)

    def _let_pass(self) -> None:
        product = self._place.gallery.book.product(self._subject)
        if product is not None and self._state is not None and self._state.assessment is not None:
            reasons = self._state.assessment.reasons
            dialog = OverrideDialog(self._place, self, product.code, product.name, reasons)
            dialog.saved.connect(self.refresh)
            dialog.open()

    def _rows(self) -> tuple[str, tuple[GateRow, ...]]:
        """Return the maker and the rows that a referral or a message is about."""
        gallery = self._place.gallery
        if self._holder is Holder.CONSIGNOR:
            return self._subject, self._state.goods if self._state else ()
        product = gallery.book.product(self._subject)
        maker = product.consignor if product else ""
        return maker, tuple(row for row in read_consignor(gallery, maker).goods if row.product == self._subject)

    def _refer(self) -> None:
        show_referral(self._place, self, *self._rows())

    def _write(self) -> None:
        show_message(self._place, self, *self._rows())

    def _classify(self) -> None:
        with self._place.feedback.guard(self):
            done = classify_product(
                self._place.desk(),
                code=self._subject,
                legality_group=str(self.group.currentData() or ""),
                animal_material=self.animal.isChecked(),
                non_halal=self.non_halal.isChecked(),
            )
            self._place.announce(done)
            self.refresh()
