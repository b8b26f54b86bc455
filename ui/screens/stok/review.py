"""What a count comes to, before anything is written: every difference with its value and who bears it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.count_review import Borne, Review, by_terms, fitting, owed, review
from ui.app.saving import exporter
from ui.app.slips import name_of
from ui.app.table_view import TableView
from ui.app.ticking import Ticks
from ui.app.tokens import GRID
from ui.screens.stok import review_form as forms
from ui.screens.stok.bearing import BearerDialog, RemarkDialog
from ui.screens.stok.review_form import ReviewForm, Said
from ui.screens.stok.review_rows import COLUMNS, MAKER_COLUMNS, MakerRow, Row, by_maker
from ui.screens.stok.review_totals import Totals
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.stack import PageStack
from ui.widgets.text import Label

if TYPE_CHECKING:
    from uuid import UUID

    from ui.workplace import Workplace

_DIFFERENT, _ALL, _MAKERS = "different", "all", "makers"
_UNDECIDED, _GONE, _LEFT = "undecided", "gone", "left"
_LEAST = 120
"""Pixels of height that the list of differences always has."""
_LOW = 440
"""Pixels of height below which the sums stand on one line, so that the list has room."""


class ReviewPage(QWidget):
    """The differences of a count.

    Signals:
        changed(): other bearers, or another decision.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.form: ReviewForm | None = None
        self.found: Review | None = None
        self._makers: dict[str, str] = {}
        self.banner = Banner()
        self.totals = Totals()
        self.absent_words = Label("", "strong", wrap=True)
        self.absent = Segments(
            [(_UNDECIDED, tr("Belum diputuskan")), (_GONE, tr("Tidak ada di rak")), (_LEFT, tr("Jangan disentuh"))]
        )
        self.which = Segments([(_DIFFERENT, tr("Yang berselisih")), (_ALL, tr("Semua")), (_MAKERS, tr("Per penitip"))])
        self.detail = Label("", "soft", wrap=True)
        self.note = QLineEdit()
        self.note.setPlaceholderText(tr("Catatan untuk berita acara"))
        self.note.setAccessibleName(tr("Catatan"))
        self.ticks: Ticks[Row] = Ticks(lambda row: row.variance.standing.product, self)
        self.list = self._products()
        self.ticks.attach(self.list)
        self.makers = self._by_maker()
        self._lay_out()
        self.absent.chosen.connect(self._decide)
        self.which.chosen.connect(self._arrange)
        self.list.activated.connect(lambda row: self.bear([row]))
        self.list.selected.connect(self._tell_more)
        self.note.textEdited.connect(self._on_note)
        self._arrange()

    def _products(self) -> TableView[Row]:
        return TableView(
            (self.ticks.column(), *COLUMNS),
            lambda row: row.variance.standing.product,
            EmptyState(tr("Semua cocok"), tr("Tidak ada selisih antara rak dan buku.")),
            name=tr("selisih-opname"),
            search=tr("Cari"),
            on_export=exporter(self._place, self),
        )

    def _by_maker(self) -> TableView[MakerRow]:
        return TableView(
            MAKER_COLUMNS,
            lambda row: row.code,
            EmptyState(tr("Semua cocok"), tr("Tidak ada selisih antara rak dan buku.")),
            name=tr("selisih-per-penitip"),
            search=tr("Cari"),
            on_export=exporter(self._place, self),
        )

    def _lay_out(self) -> None:
        self._absent_row = QWidget()
        absent = QHBoxLayout(self._absent_row)
        absent.setContentsMargins(0, 0, 0, 0)
        absent.setSpacing(GRID)
        absent.addWidget(self.absent_words, 1)
        absent.addWidget(self.absent)
        tools = QHBoxLayout()
        tools.setSpacing(GRID)
        tools.addWidget(self.which)
        tools.addWidget(self.note, 1)
        self._all = Button(tr("Semua menurut perjanjian"), self.bear_all, icon_name="handshake")
        self.list.add_tool(self._all)
        self._lists = PageStack()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self.makers)
        goods = Card()
        goods.set_tight()
        goods.setMinimumHeight(_LEAST)
        goods.add(self._lists, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addWidget(self.totals)
        layout.addWidget(self._absent_row)
        layout.addLayout(tools)
        layout.addWidget(goods, 1)
        layout.addWidget(self.detail)

    # -- what is shown

    def show_stocktake(self, stocktake: UUID) -> None:
        """Work out what a count comes to."""
        self.form = forms.of(self._place.gallery.drafts, stocktake)
        self.found = None
        self.list.show_rows([])
        self._makers = {maker.code: maker.business_name for maker in self._place.gallery.book.consignors()}
        self.banner.clear()
        self.ticks.clear()
        self.note.setText(self.form.note)
        decided = {None: _UNDECIDED, True: _GONE, False: _LEFT}
        self.absent.choose(decided[self.form.absent_gone])
        self.refresh()

    def refresh(self) -> None:
        """Work it out again, off the UI thread: the counter may have sold meanwhile."""
        form = self.form
        if form is None:
            return
        desk, gone = self._place.desk(), form.absent_gone is not False
        self._place.runner.run(self, lambda: review(desk, form.stocktake, absent_gone=gone), self._on_found)

    def _on_found(self, found: Review) -> None:
        """Show what was worked out, unless another count is looked at by now."""
        form = self.form
        if form is not None and form.stocktake == found.session.started.id:
            self.found = found
            self.form = forms.with_borne(form, fitting(found, form.borne()))
            self._show(found, self.form)

    def open_pieces(self) -> dict[str, int]:
        """Return the missing pieces that have no bearer yet, by product."""
        if self.found is None or self.form is None:
            return {}
        left = Counter(self.found.unexplained)
        for each in self.form.given:
            left[each.product] -= each.pieces
        return dict(+left)

    def _show(self, found: Review, form: ReviewForm) -> None:
        borne, left = form.borne(), self.open_pieces()
        amounts = owed(found, borne)
        rows = [
            Row(
                variance,
                self._makers.get(variance.consignor, variance.consignor),
                tuple(each for each in borne if each.product == variance.standing.product),
                left.get(variance.standing.product, 0),
                amounts.get(variance.standing.product, 0),
                form.said.get(variance.standing.product, Said()),
            )
            for variance in found.rows
            if variance.standing.found or form.absent_gone is not False
        ]
        self.list.show_rows(rows)
        self.makers.show_rows(by_maker(rows))
        self.totals.show_rows(rows, sum(left.values()))
        self._show_absent(found)
        self._tell_more(self.list.current())
        self._all.setVisible(bool(left))
        self.changed.emit()

    def _show_absent(self, found: Review) -> None:
        absent = found.absent
        self._absent_row.setVisible(bool(absent))
        names = ", ".join(row.name for row in absent[:3]) + ("…" if len(absent) > 3 else "")  # noqa: PLR2004
        words = tr("{count} produk tidak ditemukan di bagian mana pun: {names}")
        self.absent_words.setText(words.format(count=format_count(len(absent)), names=names))

    def _tell_more(self, row: Row | None) -> None:
        """Say below the list how the difference of a product came about; without one, what was put aside."""
        if row is None:
            aside = self.found.aside if self.found is not None else ()
            codes = ", ".join(f"{line.name or line.code} ({line.pieces})" for line in aside)
            self.detail.setText(tr("Disisihkan: {codes}.").format(codes=codes) if aside else "")
            self.detail.setVisible(bool(aside))
            return
        self.detail.show()
        standing = row.variance.standing
        words = tr("{name}: buku saat mulai {frozen}, bergerak {moved}, seharusnya {expected}, dihitung {counted}.")
        text = words.format(
            name=row.variance.name,
            frozen=format_count(standing.frozen),
            moved=f"{standing.moved:+d}" if standing.moved else "0",
            expected=format_count(standing.expected),
            counted=format_count(standing.counted),
        )
        people = ", ".join(name_of(self._place.gallery, code) for code in row.variance.counted_by)
        parts = [text, tr("Dihitung oleh {names}.").format(names=people) if people else tr("Tidak ditemukan.")]
        if not standing.certain:
            parts.append(tr("Barang ini bergerak selagi dihitung; hitung ulang supaya pasti."))
        notes = [note for note in (row.variance.note, row.said.note) if note]
        photos = len(row.variance.pictures) + len(row.said.pictures)
        parts += [f"“{note}”" for note in notes]
        parts += [tr("{count} foto.").format(count=photos)] if photos else []
        self.detail.setText(" ".join(parts))

    def _arrange(self, _key: str = "") -> None:
        which = self.which.choice()
        self._lists.setCurrentIndex(1 if which == _MAKERS else 0)

        def differs(row: Row) -> bool:
            return row.difference != 0 or not row.variance.standing.certain

        self.list.set_filter(differs if which == _DIFFERENT else None)

    # -- what is decided

    def _take(self, form: ReviewForm) -> None:
        self.form = form
        with self._place.feedback.guard(self):
            forms.keep(self._place.gallery.drafts, form)
        self.refresh()

    def _decide(self, key: str) -> None:
        if self.form is not None:
            decided = {_UNDECIDED: None, _GONE: True, _LEFT: False}[key]
            self._take(msgspec.structs.replace(self.form, absent_gone=decided))

    def _on_note(self, words: str) -> None:
        if self.form is not None:
            self.form = msgspec.structs.replace(self.form, note=words.strip())
            with self._place.feedback.guard(self):
                forms.keep(self._place.gallery.drafts, self.form)

    def bear_all(self) -> None:
        """Give whatever has no bearer yet to whom the agreements say, as lost."""
        if self.form is not None and self.found is not None:
            left = self.open_pieces()
            given = [replace(each, pieces=left[each.product]) for each in by_terms(self.found) if each.product in left]
            self._take(forms.with_borne(self.form, [*self.form.borne(), *given]))

    def bear_chosen(self) -> None:
        """Ask who bears what is missing of the ticked products, or of the one that the cursor is on."""
        self.bear(self.ticks.chosen())

    def bear(self, rows: list[Row]) -> None:
        """Ask who bears what is missing of these products."""
        missing = [row for row in rows if row.variance.unexplained]
        if not missing or self.found is None:
            self.banner.say(tr("Pilih dulu barang yang kurang."), tone="attention")
            return
        self.banner.clear()
        dialog = BearerDialog(self, self.found, [row.variance for row in missing], self.open_pieces())
        dialog.given.connect(self._on_given)
        dialog.open()

    def _on_given(self, borne: list[Borne]) -> None:
        """Give pieces to a bearer: those that are open first; what is beyond them is taken from what was given before."""
        if self.form is None or self.found is None:
            return
        before = self.form.borne()
        for each in borne:
            mine = [one for one in before if one.product == each.product]
            before = [one for one in before if one.product != each.product]
            room = self.found.unexplained.get(each.product, 0) - each.pieces
            for one in mine:
                kept = min(one.pieces, room)
                room -= kept
                before += [Borne(one.product, kept, one.reason, one.gallery_bp)] if kept else []
            before.append(each)
        self.ticks.clear()
        self._take(forms.with_borne(self.form, before))

    def remark(self) -> None:
        """Ask for a note and photos of the ticked products, or of the one that the cursor is on."""
        rows = self.ticks.chosen()
        if not rows:
            self.banner.say(tr("Pilih barangnya dulu."), tone="attention")
            return
        title = rows[0].variance.name if len(rows) == 1 else tr("{count} produk").format(count=format_count(len(rows)))
        dialog = RemarkDialog(self._place, self, title, rows[0].said if len(rows) == 1 else Said())
        dialog.said.connect(partial(self._on_said, [row.variance.standing.product for row in rows]))
        dialog.open()

    def _on_said(self, products: list[str], said: Said) -> None:
        if self.form is not None:
            self._take(forms.with_said(self.form, products, said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the differences matter most."""
        super().resizeEvent(event)
        self.totals.set_low(low=event.size().height() < _LOW)

    def entered(self) -> None:
        """Put the focus where work goes on."""
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
