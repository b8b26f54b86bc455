"""How many labels of what, on which paper, beginning at which label of a begun sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.dialogs.label_choice import LabelChoice, labels_printed
from ui.dialogs.pdf import PdfDialog
from ui.papers.labels import label_of, labels_sheet, sheets_of
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.field_grid import FieldGrid
from ui.widgets.form import titled
from ui.widgets.text import Label

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.documents import ProductRevised
    from ui.workplace import Workplace

MOST = 2_000
"""Labels of one product at most."""
MOST_TOGETHER = 5_000
"""Labels in all at most: a box of paper."""
_WIDTH = 640


@dataclass(frozen=True, slots=True)
class Wanted:
    """A product and how many labels of it; ``price`` None is its own, goods may have come in at another."""

    product: ProductRevised
    count: int
    price: int | None = None
    best_before: date | None = None
    lot: str = ""

    @property
    def amount(self) -> int:
        """The price that stands on the label, in rupiah."""
        return self.product.price if self.price is None else self.price

    @property
    def detail(self) -> str:
        """What stands small under the name."""
        parts = [self.product.code, format_rupiah(self.amount)]
        if self.best_before is not None:
            parts.append(tr("kedaluwarsa {day}").format(day=format_date(self.best_before)))
        return " · ".join(parts)


class LabelDialog(Dialog):
    """Labels of one product or of several; the primary button shows the sheets as they print."""

    def __init__(self, place: Workplace, parent: QWidget, wanted: Sequence[Wanted]) -> None:
        """Suggest as many labels as are ``wanted``: of one product at least one, of several none is possible."""
        one = wanted[0] if len(wanted) == 1 else None
        hint = one.product.name if one else tr("{count} barang dipilih").format(count=format_count(len(wanted)))
        super().__init__(tr("Cetak label"), parent.window(), hint=hint)
        self.setMinimumWidth(_WIDTH)
        self._place = place
        self._wanted = tuple(wanted)
        least = 1 if one else 0
        self.counts = [QuantityEdit(min(max(each.count, least), MOST), least=least, most=MOST) for each in wanted]
        self.all = QuantityEdit(None, least=0, most=MOST)
        self.paper = LabelChoice(place)
        self.profile, self.start = self.paper.profile, self.paper.start
        self.says = Label("", "strong", wrap=True)
        self._lay_out()
        self.add_cancel()
        self.add_primary(tr("Lihat dan cetak"), self._show)
        for edit in self.counts:
            edit.value_changed.connect(self._say)
        self.paper.changed.connect(self._say)
        self._say()
        if len(self.counts) > 1:
            self.body.setAlignment(Qt.AlignmentFlag(0))
            self.spread(_WIDTH, self.sizeHint().height())
        self.counts[0].setFocus()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        if len(self.counts) == 1:
            row.addWidget(titled(tr("Jumlah label"), self.counts[0]))
        else:
            grid = FieldGrid((tr("Barang"), tr("Jumlah label")), right=frozenset({1}))
            for each, edit in zip(self._wanted, self.counts, strict=True):
                grid.add(each.product.name, each.detail, edit)
            self.body.addWidget(grid, 1)
            self.all.setPlaceholderText(tr("mis. 1"))
            self.all.value_changed.connect(self._on_all)
            row.addWidget(titled(tr("Sama untuk semua"), self.all))
        row.addWidget(self.paper, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.says)

    def _on_all(self, count: int | None) -> None:
        if count is not None:
            for edit in self.counts:
                edit.set_value(count)
            self._say()

    def _say(self) -> None:
        count = sum(edit.value() or 0 for edit in self.counts)
        sheets = sheets_of(count, self.paper.paper(), start=self.paper.first())
        self.says.setText(
            tr("{count} label di {sheets} lembar").format(count=format_count(count), sheets=format_count(sheets))
        )

    def _wrong(self) -> QuantityEdit | None:
        """Return the first field that cannot be taken, having said why."""
        names = [tr("Jumlah label") if len(self.counts) == 1 else each.product.name for each in self._wanted]
        for name, edit in zip((*names, tr("Mulai dari label ke-")), (*self.counts, self.start), strict=True):
            if edit.value() is None:
                edit.tidy()
                self.banner.say(f"{name}: {edit.problem() or tr('harus diisi')}", tone="attention")
                return edit
        if not 0 < sum(edit.value() or 0 for edit in self.counts) <= MOST_TOGETHER:
            words = tr("Jumlah label harus antara 1 dan {most}.").format(most=format_count(MOST_TOGETHER))
            self.banner.say(words, tone="attention")
            return self.counts[0]
        return None

    def _show(self) -> None:
        wrong = self._wrong()
        if wrong is not None:
            wrong.setFocus()
            return
        place = self._place
        with place.feedback.guard(self):
            self.paper.remember()
            settings, paper, start = place.settings.current.labels, self.paper.paper(), self.paper.first()
            chosen = [(each, edit.value() or 0) for each, edit in zip(self._wanted, self.counts, strict=True)]
            labels = [
                label_of(
                    place.gallery,
                    each.product,
                    price=each.amount,
                    count=count,
                    best_before=each.best_before,
                    lot=each.lot,
                )
                for each, count in chosen
                if count
            ]
            count = sum(label.count for label in labels)
            place.runner.run(
                self,
                lambda: labels_sheet(labels, settings, start=start, profile=paper),
                lambda pdf: self._on_made(pdf, partial(labels_printed, place, paper, count, start=start)),
            )

    def _on_made(self, pdf: bytes, on_printed: Callable[[], None]) -> None:
        if self.isVisible():  # pressed twice it is made twice
            window = self.parentWidget() or self
            self.accept()
            dialog = PdfDialog(self._place, window, self._title(), self._name(), pdf, exact=True)
            dialog.printed.connect(on_printed)
            dialog.open()

    def _title(self) -> str:
        if len(self._wanted) == 1:
            return tr("Label {name}").format(name=self._wanted[0].product.name)
        return tr("Label {count} barang").format(count=format_count(len(self._wanted)))

    def _name(self) -> str:
        code = self._wanted[0].product.code if len(self._wanted) == 1 else self._place.desk().today().isoformat()
        return tr("label {code}").format(code=code)
