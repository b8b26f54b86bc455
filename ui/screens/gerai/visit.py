"""The form of a visit: a table of goods with what is left and what goes back, the money, and what follows from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.visits import preview_visit, record_visit
from ui.app.actions import ActionSpec
from ui.app.page import Page
from ui.app.tokens import GRID
from ui.dialogs.photo_strip import PhotoStrip
from ui.screens.gerai import visit_form as forms
from ui.screens.gerai.arithmetic import ArithmeticView
from ui.screens.gerai.outlets import OutletBox, open_outlets
from ui.screens.gerai.visit_form import CHECKS, LEFT, MISSING, RETURNED, VisitForm
from ui.screens.gerai.visit_rows import VisitRow, columns, rows_at
from ui.widgets.card import Card, ScrollColumn
from ui.widgets.edits import DateEdit, RupiahEdit
from ui.widgets.empty import EmptyState
from ui.widgets.form import titled
from ui.widgets.text import Label
from ui.widgets.typed_table import TypedTable

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gallery_pos.ports import Posted
    from gallery_pos.visits import Arithmetic
    from ui.app.screen import Screen

_PANEL = 300
_THUMB = 52
_PAUSE_MS = 150
_WITH_MAKERS, _WITH_PRICES = 1080, 960
"""Pixels of width from which on there is room for these columns."""


class VisitPage(Page):
    """One visit.

    Signals:
        left(): back to the list.
        posted(Posted): it is in the books.
    """

    left = Signal()
    posted = Signal(object)

    def __init__(self, host: Screen) -> None:
        super().__init__(host)
        self.form = VisitForm()
        self.sums: Arithmetic | None = None
        self.outlet = OutletBox(tr("Gerai"))
        self.day = DateEdit()
        self.visited_by, self.note = QLineEdit(), QLineEdit()
        self.cash, self.qris = RupiahEdit(), RupiahEdit()
        self.photos = PhotoStrip(self.place, _THUMB, size="small")
        self.checks = [QCheckBox(tr(check)) for check in CHECKS]
        left, returned, missing = tr_noop("Sisa"), tr_noop("Retur"), tr_noop("Hilang")
        self.table: TypedTable[VisitRow] = TypedTable(
            columns(lambda: self.form, left, returned, missing),
            lambda row: row.product,
            {left: LEFT, returned: RETURNED, missing: MISSING},
        )
        self._empty = EmptyState(
            tr("Tidak ada barang di buku"), tr("Kirim barang ke gerai ini, atau pindai yang ditemukan di sana.")
        )
        self._counted = Label("", "soft")
        self.arithmetic = ArithmeticView()
        self._lay_out()
        self._equip()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._work_out)
        self._connect()

    def _equip(self) -> None:
        self.equip(
            (
                ActionSpec("visit.same", tr_noop("Yang kosong: utuh"), "F9", "equals"),
                ActionSpec("visit.clear", tr_noop("Kosongkan"), "Ctrl+Delete", "eraser"),
                ActionSpec("visit.back", tr_noop("Kembali"), "Escape", "arrow-left"),
                ActionSpec("visit.go", tr_noop("Catat kunjungan"), "F12", "check"),
            ),
            {
                "visit.same": self._rest_is_there,
                "visit.clear": self._clear,
                "visit.back": self.left.emit,
                "visit.go": self._post,
            },
        )
        for name in ("visit.back", "visit.clear", "visit.same"):
            self.add_footer(name)
        self.add_footer("visit.go", primary=True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(GRID)
        fields: tuple[tuple[str, QWidget, int], ...] = (
            (tr("Gerai"), self.outlet, 3),
            (tr("Tanggal"), self.day, 2),
            (tr("Yang mengunjungi"), self.visited_by, 3),
        )
        for title, field, share in fields:
            row.addWidget(titled(title, field), share)
        goods = Card()
        goods.set_tight()
        goods.add(self._empty, 1)
        goods.add(self.table, 1)
        middle = QHBoxLayout()
        middle.setSpacing(GRID + 4)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(goods, 1)
        column.addWidget(self._counted)
        middle.addLayout(column, 1)
        middle.addWidget(self._panel())
        self.body.addLayout(row)
        self.body.addLayout(middle, 1)

    def _panel(self) -> QWidget:
        panel = ScrollColumn()
        panel.setFixedWidth(_PANEL)
        money = Card()
        money.body.setSpacing(GRID)
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(titled(tr("Uang di kotak"), self.cash))
        row.addWidget(titled(tr("Masuk lewat QRIS"), self.qris))
        money.body.addLayout(row)
        money.add(self.arithmetic)
        about = Card()
        about.body.setSpacing(GRID)
        for check in self.checks:
            about.add(check)
        self.note.setPlaceholderText(tr("boleh kosong"))
        about.add(titled(tr("Catatan"), self.note))
        about.add(titled(tr("Foto kotak dan rak"), self.photos))
        panel.body.setSpacing(GRID + 4)
        panel.body.addWidget(money)
        panel.body.addWidget(about)
        panel.body.addStretch(1)
        return panel

    def _connect(self) -> None:
        self.outlet.activated.connect(self._on_outlet)
        self.day.value_changed.connect(self._on_day)
        self.visited_by.textEdited.connect(self._on_words)
        self.note.textEdited.connect(self._on_words)
        self.cash.value_changed.connect(lambda value: self._change(cash=value))
        self.qris.value_changed.connect(lambda value: self._change(qris=value))
        for check in self.checks:
            check.toggled.connect(self._on_words)
        self.photos.edited.connect(lambda: self._change(pictures=self.photos.pictures()))
        self.table.rows.typed.connect(self._on_typed)

    # -- the form

    def begin(self, outlet: str = "") -> None:
        """Begin a visit, or go on with the one of this outlet that was left half filled in."""
        found = forms.restore(self.place.gallery.drafts, outlet)
        self.show_form(found or VisitForm(outlet=outlet, visited_by=self.place.user.name))

    def show_form(self, form: VisitForm) -> None:
        """Show another form."""
        self.form = form
        places = [outlet for outlet in open_outlets(self.place) if not outlet.attended]
        self.outlet.offer(places)
        self.outlet.choose(form.outlet)
        today = self.place.desk().today()
        self.day.set_value(date.fromisoformat(form.day) if form.day else today)
        self.visited_by.setText(form.visited_by)
        self.note.setText(form.note)
        self.cash.set_value(form.cash)
        self.qris.set_value(form.qris)
        self.photos.show_pictures(form.pictures)
        for name, check in zip(CHECKS, self.checks, strict=True):
            check.blockSignals(True)
            check.setChecked(name in form.checks)
            check.blockSignals(False)
        if not places:
            self.host.banner.say(
                tr("Belum ada gerai tanpa penjaga."),
                tr("Buat gerainya di bagian Daftar gerai."),
                "attention",
            )
        self._show_goods()

    def refresh(self) -> None:
        """Read what should be there again; what was typed stays."""
        self._show_goods()

    def entered(self) -> None:
        """Go on with the first product."""
        self.table.begin()

    def _day(self) -> date:
        return self.day.value() or self.place.desk().today()

    def _show_goods(self) -> None:
        with self.place.feedback.guard(self.host):
            self._show_rows(rows_at(self.place, self.outlet.code(), self._day(), self.form.extra))
            self._work_out()

    def _show_rows(self, rows: list[VisitRow]) -> None:
        self.table.show_rows(rows)
        for row in rows:
            for name in (LEFT, RETURNED, MISSING):
                self.table.rows.set_value(row, name, getattr(self.form, name).get(row.product))
        self._empty.setVisible(not rows)
        self.table.setVisible(bool(rows))

    def _change(self, **fields: object) -> None:
        self.form = msgspec.structs.replace(self.form, **fields)
        self._keep()
        self._pause.start()

    def _keep(self) -> None:
        self.form = msgspec.structs.replace(self.form, outlet=self.outlet.code(), day=self._day().isoformat())
        with self.place.feedback.guard(self.host):
            forms.keep(self.place.gallery.drafts, self.form)

    def _on_words(self) -> None:
        checks = tuple(name for name, check in zip(CHECKS, self.checks, strict=True) if check.isChecked())
        self._change(visited_by=self.visited_by.text(), note=self.note.text(), checks=checks)

    def _on_outlet(self) -> None:
        """Another outlet has other goods: what was counted here is kept for it, and another form begun."""
        code = self.outlet.code()
        if not self.form.is_empty:
            forms.keep(self.place.gallery.drafts, self.form)
        self.host.banner.clear()
        self.begin(code)

    def _on_day(self, _day: object) -> None:
        self._keep()
        self._show_goods()

    def _on_typed(self, key: Hashable, name: str) -> None:
        self.host.banner.clear()
        row = next(row for row in self.table.rows.rows() if row.product == key)
        self.form = forms.with_number(self.form, name, row.product, self.table.rows.value(row, name))
        self._keep()
        self._pause.start()

    def _rest_is_there(self) -> None:
        """Take every product that was not counted as being there whole."""
        self.table.finish()
        left = {row.product: max(row.expected, 0) for row in self.table.rows.rows()} | self.form.left
        self.form = msgspec.structs.replace(self.form, left=left)
        self._keep()
        self._show_rows(list(self.table.rows.rows()))
        self._work_out()

    def on_scan(self, code: str) -> bool:
        """Go to the product that was scanned; one that nobody expected here joins the table."""
        self.table.finish()
        found = self.place.gallery.book.product_by_barcode(code)
        if found is None:
            self.host.banner.say(tr("Belum ada produk dengan barcode {code}.").format(code=code), tone="attention")
            return True
        self.host.banner.clear()
        if self.table.rows.find(found.code) < 0:
            self._change(extra=(*self.form.extra, found.code))
            self._show_goods()
        self.table.begin(found.code, LEFT)
        return True

    def _clear(self) -> None:
        self.place.gallery.drafts.delete(self.form.id)
        self.host.banner.clear()
        self.show_form(VisitForm(outlet=self.outlet.code(), visited_by=self.place.user.name))
        self.entered()

    # -- what follows from it

    def _work_out(self) -> None:
        """Show the arithmetic of what stands in the form, and what posting it would do."""
        self._pause.stop()
        rows = self.table.rows
        waiting = sum(row.product not in self.form.left for row in rows.rows())
        said = tr("{count} barang belum dihitung: yang tidak diisi tidak ikut dicatat.")
        self._counted.setText(said.format(count=format_count(waiting)) if waiting else "")
        self.sums = None
        rows.suggested.clear()
        if self.form.is_empty:
            self.arithmetic.clear(tr("Isi sisa barang dan uangnya: hitungannya muncul di sini."))
        else:
            try:
                found, self.sums = preview_visit(
                    self.place.desk(), forms.visit_of(self.form, self.outlet.code(), self._day())
                )
            except RuleBroken as error:
                self.arithmetic.clear(error.message)
            else:
                self.arithmetic.show_sums(found, self.sums)
                rows.suggested = {(line.product, MISSING): line.missing for line in self.sums.lines if line.missing}
        rows.touch()
        self._say_action()

    def _say_action(self) -> None:
        if self.acts is None:
            return
        text = tr("Catat kunjungan")
        if self.sums is not None:
            sold = sum(line.sold for line in self.sums.lines)
            full = tr("Catat ({sold} terjual, {missing} hilang)")
            text = full.format(sold=format_count(sold), missing=format_count(self.sums.missing))
        self.acts["visit.go"].setText(text)

    def _post(self) -> None:
        self.table.finish()
        for field in (self.cash, self.qris, self.day):
            field.tidy()
        self._keep()
        form, outlet, day = self.form, self.outlet.code(), self._day()
        visit = forms.visit_of(form, outlet, day)
        posted = self.host.do(lambda: record_visit(self.place.desk(), visit, id=form.id))
        if posted is not None:
            self._recorded(posted)

    def _recorded(self, posted: Posted) -> None:
        self.place.gallery.drafts.delete(self.form.id)
        self.form = VisitForm()
        self.posted.emit(posted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the names of the goods matter most."""
        super().resizeEvent(event)
        self.table.hide_column("Penitip", hidden=event.size().width() < _WITH_MAKERS)
        self.table.hide_column("Harga", hidden=event.size().width() < _WITH_PRICES)

    def hideEvent(self, event: object) -> None:
        """What was typed a moment ago is worked out before the page goes."""
        self._pause.stop()
        super().hideEvent(event)  # type: ignore[arg-type]
