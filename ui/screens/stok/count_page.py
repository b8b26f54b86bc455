"""The stocktake, step by step: choose, count, review, done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QDeadlineTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.count_review import count_at_once
from ui.app.approval import with_approval
from ui.dialogs.document import show_sheet
from ui.screens.stok import count_form as forms
from ui.screens.stok.count_form import CountForm
from ui.screens.stok.count_setup import SetupPage
from ui.screens.stok.counting import CountingPage
from ui.screens.stok.review import ReviewPage
from ui.widgets.banner import Banner
from ui.widgets.confirm import ask

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace


class CountPage(QWidget):
    """Shows one step at a time; a count that is under way is on disk and goes on where it was left.

    Signals:
        changed(): another step, or other counts.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.banner = Banner()
        self.setup = SetupPage(place)
        self.counting = CountingPage(place)
        self.review = ReviewPage(place)
        self._deaf = QDeadlineTimer()
        self._stack = QStackedWidget()
        for page in (self.setup, self.counting, self.review):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        self.counting.changed.connect(self.changed)
        self.review.changed.connect(self.changed)
        form = forms.restore(place.gallery.drafts)
        if form is not None:
            self._count(form)

    def step(self) -> QWidget | None:
        """Return the step in front."""
        return self._stack.currentWidget()

    def primary_text(self) -> str:
        """Return what the primary button does now."""
        step = self.step()
        if step is self.setup:
            return tr("Mulai hitung")
        if step is self.counting:
            return tr("Lihat selisih")
        return tr("Simpan hasil ({count} produk)").format(count=format_count(len(self.review.counted())))

    def may_go_back(self) -> bool:
        """Tell whether there is a step before this one."""
        return self.step() is not self.setup

    def entered(self) -> None:
        """Put the focus where work goes on."""
        if self.step() is self.counting:
            self.counting.entered()

    def refresh(self) -> None:
        """Read again what is shown."""
        step = self.step()
        if step is self.setup:
            self.setup.refresh()
        elif step is self.counting:
            self.counting.refresh()
        else:
            self.review.show_form(self.review.form)

    def on_scan(self, code: str) -> bool:
        """A scan is one piece, and begins a count of chosen products where none is under way."""
        if self.step() is self.review:
            self.banner.say(tr("Kembali ke hitungan dulu untuk memindai lagi."), tone="attention")
            return True
        if self.step() is self.setup:
            self.banner.say(tr("Mulai hitungannya dulu."), tone="attention")
            return True
        return self.counting.on_scan(code)

    def go(self) -> None:
        """Go on to the next step; the second click of a double click on what posts does nothing."""
        if not self._deaf.hasExpired():
            return
        self.banner.clear()
        step = self.step()
        if step is self.setup:
            form = self.setup.form()
            if form is None:
                self.banner.say(tr("Pilih penitipnya dulu."), tone="attention")
            else:
                self._count(form)
        elif step is self.counting:
            self._review()
        else:
            self._post()

    def back(self) -> None:
        """Go back one step; leaving a count throws it away, which is asked about."""
        if self.step() is self.review:
            self._show(self.counting)
        elif self.step() is self.counting:
            if self.counting.form.counted:
                words = tr("{count} produk sudah dihitung.").format(count=format_count(len(self.counting.form.counted)))
                ask(self, tr("Buang hitungan ini?"), words, tr("Buang"), self._drop, danger=True)
            else:
                self._drop()

    def _show(self, step: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        self.changed.emit()
        self.entered()

    def _count(self, form: CountForm) -> None:
        self.counting.show_form(form)
        self._show(self.counting)

    def _drop(self) -> None:
        self._place.gallery.drafts.delete(self.counting.form.id)
        self.setup.refresh()
        self._show(self.setup)

    def _review(self) -> None:
        if not self.counting.form.counted:
            self.counting.banner.say(tr("Belum ada yang dihitung."), tr("Pindai barangnya satu per satu."), "attention")
            return
        self.review.show_form(self.counting.form)
        self._show(self.review)

    def _post(self) -> None:
        form = msgspec.structs.replace(self.review.form, note=self.review.note.text().strip())
        counted = self.review.counted()
        gallery = self._place.gallery

        def act(approval: Approval | None) -> None:
            with gallery.journal.transaction():
                done = count_at_once(
                    self._place.desk(),
                    counted=counted,
                    scope=forms.scope_words(gallery, form),
                    note=form.note,
                    approval=approval,
                    id=form.id,
                )
                gallery.drafts.delete(form.id)
            self._place.announce(done)
            self._on_posted(done.value)

        with_approval(self._place, self.review, act)

    def _on_posted(self, posted: Posted) -> None:
        self._deaf.setRemainingTime(QApplication.doubleClickInterval())
        self.setup.refresh()
        self._show(self.setup)
        self.banner.say(
            tr("Stok opname {number} tersimpan.").format(number=posted.number),
            tr("Stok sekarang sama dengan hitungan. Cetak berita acaranya untuk ditandatangani."),
            "good",
            action=(tr("Cetak berita acara"), lambda: show_sheet(self, self._place, posted)),
        )
        self.setup.list.select(posted.document.id)
