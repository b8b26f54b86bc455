"""A label paper set up for this machine: by how much its printer is out, and where its labels are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gallery_pos.language import tr
from receipts.label_profiles import LABEL_PROFILES, LabelProfile, misfit
from ui.app.settings import LabelShift
from ui.app.tokens import GRID
from ui.dialogs.pdf import PdfDialog
from ui.papers.labels import label_profiles, shift_of
from ui.widgets.buttons import Button
from ui.widgets.dialog import Dialog
from ui.widgets.edits import QuantityEdit
from ui.widgets.form import titled
from ui.widgets.text import Label
from ui.widgets.typed import MillimetreEdit

if TYPE_CHECKING:
    from ui.workplace import Workplace

_WIDTH = 640
_FURTHEST = 20
_MOST = 50


class LabelPaperDialog(Dialog):
    """The shift first, for every printer needs it; the sizes below, for papers that nobody knew.

    Signals:
        saved(): the paper is another one now, or there is one more.
    """

    saved = Signal()

    def __init__(self, place: Workplace, parent: QWidget, paper: LabelProfile) -> None:
        super().__init__(
            tr("Kertas label"),
            parent.window(),
            hint=tr("Cetak halaman uji di kertas biasa, tempelkan di lembar label."),
        )
        self.setMinimumWidth(_WIDTH)
        self._place = place
        self._paper = paper
        shift = shift_of(place.settings.current.labels, paper.code)
        self.name = QLineEdit(paper.name)
        self.shift_x = MillimetreEdit(shift.x, least=-_FURTHEST, most=_FURTHEST)
        self.shift_y = MillimetreEdit(shift.y, least=-_FURTHEST, most=_FURTHEST)
        self.sizes = {
            name: MillimetreEdit(getattr(paper, name))
            for name in ("page_width", "page_height", "width", "height", "left", "top", "step_x", "step_y")
        }
        self.columns = QuantityEdit(paper.columns, most=_MOST)
        self.rows = QuantityEdit(paper.rows, most=_MOST)
        self.says = Label("", "small", wrap=True)
        self._lay_out()
        self.add_cancel()
        self.add_button(tr("Halaman uji"), self._test, icon_name="ruler")
        self.add_primary(tr("Simpan"), self._save)
        self._say()
        self.shift_x.setFocus()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID)
        fields: tuple[tuple[int, int, str, QWidget], ...] = (
            (0, 2, tr("Geser ke kanan (mm)"), self.shift_x),
            (0, 3, tr("Geser ke bawah (mm)"), self.shift_y),
            (1, 0, tr("Lebar kertas (mm)"), self.sizes["page_width"]),
            (1, 1, tr("Tinggi kertas (mm)"), self.sizes["page_height"]),
            (1, 2, tr("Lebar label (mm)"), self.sizes["width"]),
            (1, 3, tr("Tinggi label (mm)"), self.sizes["height"]),
            (2, 0, tr("Label ke samping"), self.columns),
            (2, 1, tr("Label ke bawah"), self.rows),
            (2, 2, tr("Tepi kiri (mm)"), self.sizes["left"]),
            (2, 3, tr("Tepi atas (mm)"), self.sizes["top"]),
            (3, 0, tr("Jarak ke samping (mm)"), self.sizes["step_x"]),
            (3, 1, tr("Jarak ke bawah (mm)"), self.sizes["step_y"]),
        )
        grid.addWidget(titled(tr("Nama kertas"), self.name), 0, 0, 1, 2)
        for row, column, title, field in fields:
            grid.addWidget(titled(title, field), row, column)
            field.setMaximumWidth(16_777_215)
        reset = Button(tr("Ukuran bawaan"), self._reset, icon_name="arrow-counter-clockwise")
        drop = Button(tr("Hapus kertas ini"), self._drop, icon_name="trash-simple")
        grid.addWidget(titled(" ", reset if self._paper.code in LABEL_PROFILES else drop), 3, 2, 1, 2)
        self.body.addLayout(grid)
        self.body.addWidget(self.says)
        for edit in (self.shift_x, self.shift_y, *self.sizes.values()):
            edit.value_changed.connect(self._say)
        for count in (self.columns, self.rows):
            count.value_changed.connect(self._say)

    # -- what it says

    def paper(self) -> LabelProfile | None:
        """Return the paper as it is written now, None where a field cannot be read."""
        sizes = {name: edit.value() for name, edit in self.sizes.items()}
        columns, rows = self.columns.value(), self.rows.value()
        if None in sizes.values() or columns is None or rows is None:
            return None
        return replace(
            self._paper, name=self.name.text().strip() or self._paper.name, columns=columns, rows=rows, **sizes
        )

    def shift(self) -> LabelShift | None:
        """Return the shift as it is written now, None where it cannot be read."""
        x, y = self.shift_x.value(), self.shift_y.value()
        return None if x is None or y is None else LabelShift(x, y)

    def _say(self) -> None:
        self.banner.clear()
        paper = self.paper()
        if paper is None:
            self.says.setText(tr("Isi semua ukuran dalam milimeter, misalnya 29,7."))
        elif reason := misfit(paper):
            self.says.setText(
                tr("Label {name} tidak muat di kertasnya: {reason}.").format(name=paper.name, reason=reason)
            )
        else:
            self.says.setText(tr("{count} label per lembar.").format(count=paper.per_sheet))

    def _written(self) -> tuple[LabelProfile, LabelShift] | None:
        """Return paper and shift where both can be printed with; None where not, which is said by then."""
        paper, shift = self.paper(), self.shift()
        self._say()
        if paper is not None and shift is not None and not misfit(paper):
            return paper, shift
        words = tr("Isi semua ukuran dalam milimeter, misalnya 29,7.") if shift is None else self.says.text()
        self.says.setText("")  # once is enough: the banner has it until something else is written
        self.banner.say(words, tone="attention")
        return None

    # -- what can be done

    def _reset(self) -> None:
        standard = LABEL_PROFILES[self._paper.code]
        self.name.setText(standard.name)
        for name, edit in self.sizes.items():
            edit.set_value(getattr(standard, name))
        self.columns.set_value(standard.columns)
        self.rows.set_value(standard.rows)
        self._say()

    def _drop(self) -> None:
        """Forget a paper of this machine."""
        settings = self._place.settings.current.labels
        code = self._paper.code
        shifts = {each: shift for each, shift in settings.shifts.items() if each != code}
        left = tuple(each for each in settings.profiles if each.code != code)
        with self._place.feedback.guard(self):
            self._place.settings.change(labels=replace(settings, profiles=left, shifts=shifts, start=1))
            self.saved.emit()
            self.accept()

    def _test(self) -> None:
        from receipts.label_calibration import calibration_pdf

        if (written := self._written()) is not None:
            paper, shift = written
            data = calibration_pdf(paper, shift_x=shift.x, shift_y=shift.y)
            title = tr("Halaman uji {name}").format(name=paper.name)
            PdfDialog(self._place, self, title, title, data, exact=True).open()

    def _save(self) -> None:
        written = self._written()
        if written is None:
            return
        paper, shift = written
        settings = self._place.settings.current.labels
        named = _named(paper, self._paper, set(label_profiles(settings)))
        own = {each.code: each for each in settings.profiles} | {named.code: named}
        if LABEL_PROFILES.get(named.code) == named:
            del own[named.code]
        shifts = dict(settings.shifts) | {named.code: shift}
        if shift == LabelShift():
            del shifts[named.code]
        with self._place.feedback.guard(self):
            changed = replace(settings, profile=named.code, profiles=tuple(own.values()), shifts=shifts)
            self._place.settings.change(labels=changed)
            self.saved.emit()
            self.accept()


def _named(paper: LabelProfile, before: LabelProfile, taken: set[str]) -> LabelProfile:
    """Return the paper under its code; one with another name is another paper, and the one before stays."""
    if paper.name == before.name:
        return paper
    number = 1
    while (code := f"K-{number}") in taken:
        number += 1
    return replace(paper, code=code)
