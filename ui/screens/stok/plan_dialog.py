"""A markdown plan: its fields at the left, at the right what it makes cheaper today and who bears it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.documents import MarkdownBasis, MarkdownPlanRevised
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.markdowns import Touched
from gallery_pos.services.markdowns import preview, revise_plan
from gallery_pos.terms import Bearer
from ui.app.names import BEARERS, choices
from ui.app.plan_words import BASES
from ui.app.table_view import TableView
from ui.app.tables import Column, Kind
from ui.app.tokens import GRID
from ui.screens.stok.plan_fields import CoversEdit, StepsEdit
from ui.widgets.buttons import Segments
from ui.widgets.card import ScrollColumn
from ui.widgets.dialog import Dialog
from ui.widgets.edits import DateEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import Form, titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from ui.workplace import Workplace

_WIDTH, _HEIGHT = 1240, 690
_PAUSE_MS = 250


class PlanDialog(Dialog):
    """Makes a plan or changes one.

    Signals:
        kept(MarkdownPlanRevised): it is in the books.
    """

    kept = Signal(object)

    def __init__(self, place: Workplace, parent: QWidget, plan: MarkdownPlanRevised | None = None) -> None:
        title = tr("Ubah rencana potongan") if plan else tr("Rencana potongan baru")
        hint = tr("Harga turun sendiri di kasir. Yang sudah terjual tidak berubah.")
        super().__init__(title, parent.window(), hint=hint)
        self._place, self._plan = place, plan
        self._make_fields()
        self._names: dict[str, str] = {}
        self.list: TableView[Touched] = TableView(
            self._columns(),
            lambda one: (one.lot.lot, one.outlet),
            EmptyState(tr("Belum ada yang kena hari ini"), tr("Isi tahapnya; barang yang kena muncul di sini.")),
            search=None,
        )
        self._says = Label("", "strong", wrap=True)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._look)
        self._lay_out()
        self._show(plan)
        self._connect()
        self.add_cancel()
        self.add_primary(tr("Simpan rencana"), self._post)
        self.spread(_WIDTH, _HEIGHT)
        self.name.setFocus()
        self._look()

    def _make_fields(self) -> None:
        place = self._place
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("mis. Obral menjelang kedaluwarsa"))
        self.basis = Segments(choices(BASES))
        self.steps = StepsEdit()
        self.covers = CoversEdit(place)
        self.at = QComboBox()
        self.at.addItem(tr("Semua gerai"), "")
        for outlet in place.gallery.book.outlets():
            if outlet.active:
                self.at.addItem(outlet.name, outlet.code)
        self.bearer = QComboBox()
        for value, words in choices(BEARERS):
            self.bearer.addItem(words, value)
        self.start, self.end = DateEdit(), DateEdit()
        self.end.setPlaceholderText(tr("tanpa batas"))
        self.active = QCheckBox(tr("Rencana ini dipakai"))

    def _columns(self) -> tuple[Column[Touched], ...]:
        return (
            Column(tr_noop("Barang"), self._name, stretch=True, text=self._counted, tip=self._counted),
            Column(tr_noop("Harga"), lambda one: one.before, Kind.MONEY, width=88),
            Column(tr_noop("Menjadi"), lambda one: one.after, Kind.MONEY, width=88),
            Column(tr_noop("Penitip"), lambda one: one.consignor_bears, Kind.MONEY, width=84, tip=_per_piece),
            Column(tr_noop("Galeri"), lambda one: one.gallery_bears, Kind.MONEY, width=84, tip=_per_piece),
        )

    def _lay_out(self) -> None:
        self.form = Form(stacked=True)
        self.form.add("name", tr("Nama rencana"), self.name, required=True)
        self.form.add("basis", tr("Dasar"), self.basis)
        self.form.add("steps", tr("Tahap"), self.steps, check=self.steps.problem)
        self.form.add("bearer", tr("Siapa menanggung"), self.bearer)
        self.form.add("covers", tr("Untuk"), self.covers, check=self.covers.problem)
        if self.at.count() > 2:  # noqa: PLR2004 -- all outlets, and more than one
            self.form.add("at", tr("Gerai"), self.at)
        days = QWidget()
        row = QHBoxLayout(days)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(titled(tr("sejak"), self.start))
        row.addWidget(titled(tr("sampai"), self.end))
        self.form.add("days", tr("Masa berlaku"), days, check=self._days_problem)
        left = ScrollColumn()
        left.body.addWidget(self.form)
        left.body.addWidget(self.active)
        left.body.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(GRID)
        right.addWidget(Label(tr("Yang kena hari ini"), "strong"))
        right.addWidget(
            Label(tr("Dua kolom terakhir: yang ditanggung penitip dan galeri untuk satu buah."), "small", wrap=True)
        )
        right.addWidget(self.list, 1)
        right.addWidget(self._says)
        both = QHBoxLayout()
        both.setSpacing(3 * GRID)
        both.addWidget(left, 4)
        both.addLayout(right, 6)
        self.body.setAlignment(Qt.AlignmentFlag(0))
        self.body.addLayout(both, 1)

    def _connect(self) -> None:
        self.steps.changed.connect(self.form["steps"].forgive)
        self.covers.changed.connect(self.form["covers"].forgive)
        for signal in (self.steps.changed, self.covers.changed, self.basis.chosen, self.start.value_changed):
            signal.connect(self._on_edited)
        self.end.value_changed.connect(self._on_edited)
        for box in (self.at, self.bearer):
            box.activated.connect(self._on_edited)
        self.active.toggled.connect(self._on_edited)

    def _show(self, plan: MarkdownPlanRevised | None) -> None:
        self.active.setChecked(plan.active if plan else True)
        self.active.setVisible(plan is not None)
        if plan is None:
            return
        self.name.setText(plan.name)
        self.basis.choose(plan.basis.value)
        self.steps.show_basis(plan.basis)
        self.steps.show_steps(plan.steps)
        self.covers.show_covers(plan.consignor, plan.products)
        self.at.setCurrentIndex(max(self.at.findData(plan.at), 0))
        self.bearer.setCurrentIndex(self.bearer.findData(plan.bearer.value))
        self.start.set_value(plan.start)
        self.end.set_value(plan.end)

    # -- what it would do

    def _fields(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip(),
            "basis": MarkdownBasis(self.basis.choice()),
            "steps": self.steps.steps(),
            "bearer": Bearer(str(self.bearer.currentData())),
            "at": str(self.at.currentData()),
            "consignor": self.covers.consignor(),
            "products": self.covers.products(),
            "start": self.start.value(),
            "end": self.end.value(),
            "active": self.active.isChecked(),
        }

    def _on_edited(self) -> None:
        self.steps.show_basis(MarkdownBasis(self.basis.choice()))
        self._soon.start()

    def _look(self) -> None:
        """Work out what the plan touches, where it can be understood so far."""
        if self.steps.problem() or self.covers.problem() or self._days_problem():
            self._show_touched([])
            return
        desk = self._place.desk()
        code = self._plan.code if self._plan else ""
        draft = desk.write(MarkdownPlanRevised, code=code, **self._fields())
        self._place.runner.run(self, lambda: preview(desk, draft), self._show_touched)

    def _show_touched(self, found: list[Touched]) -> None:
        book = self._place.gallery.book
        wanted = {one.lot.product for one in found} - self._names.keys()
        self._names |= {product.code: product.name for product in book.products(wanted)} if wanted else {}
        self.list.show_rows(sorted(found, key=lambda one: (one.lot.best_before is None, one.after - one.before)))
        if not found:
            self._says.setText("")
            return
        saved, maker, gallery = (
            sum(getter(one) * one.lot.on_hand for one in found)
            for getter in (_off, lambda one: one.consignor_bears, lambda one: one.gallery_bears)
        )
        self._says.setText(
            tr("{pieces} buah lebih murah. Bila semua terjual: penitip menanggung {maker}, galeri {gallery}.").format(
                pieces=format_count(sum(one.lot.on_hand for one in found)),
                maker=format_rupiah(maker),
                gallery=format_rupiah(gallery),
            )
        )
        self._says.setToolTip(tr("Potongan seluruhnya {amount}").format(amount=format_rupiah(saved)))

    def _name(self, one: Touched) -> str:
        return self._names.get(one.lot.product, one.lot.product)

    def _counted(self, one: Touched) -> str:
        return tr("{count} × {name}").format(count=format_count(one.lot.on_hand), name=self._name(one))

    def _days_problem(self) -> str:
        if words := self.start.problem() or self.end.problem():
            return words
        start, end = self.start.value(), self.end.value()
        return tr("tanggal akhirnya lebih awal dari tanggal mulainya") if start and end and end < start else ""

    def _post(self) -> None:
        self.banner.clear()
        if not self.form.check():
            return
        with self._place.feedback.guard(self):
            code = self._plan.code if self._plan else ""
            done = revise_plan(self._place.desk(), code=code, **self._fields())
            self._place.announce(done)
            self.kept.emit(done.value)
            self.accept()


def _off(one: Touched) -> int:
    return one.before - one.after


def _per_piece(one: Touched) -> str:
    return tr("{amount} lebih murah per buah").format(amount=format_rupiah(_off(one)))
