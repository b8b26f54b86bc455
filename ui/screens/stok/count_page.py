"""The stocktake, step by step: begin, count the parts, review, done. The counter keeps on selling meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from gallery_pos.documents import new_id
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.services.counting import open_session
from ui.app.actions import COUNTER
from ui.app.approval import with_approval
from ui.dialogs.document import show_document, show_sheet
from ui.screens.stok import count_acts as acts, part_form
from ui.screens.stok.count_begin import BeginPage
from ui.screens.stok.count_parts import PartsPage
from ui.screens.stok.counting import CountingPage
from ui.screens.stok.giving_up import CancelDialog
from ui.screens.stok.review import ReviewPage
from ui.screens.stok.sheets import show_count_sheets
from ui.widgets.banner import Banner
from ui.widgets.confirm import ask
from ui.widgets.progress import ProgressDialog
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.desk import Done
    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from gallery_pos.services.counting import Session
    from ui.app.tasks import Task
    from ui.screens.stok.count_begin import Wanted
    from ui.screens.stok.part_form import PartForm
    from ui.workplace import Workplace


_OVER = frozenset({"count.posted", "count.cancelled", "count.no_session"})


class CountPage(QWidget):
    """Shows one step at a time; a part that is being counted is on disk and goes on where it was left.

    Signals:
        changed(): another step, or other counts.
    """

    changed = Signal()

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._start_id = new_id()
        self._beginning: Task | None = None
        self.banner = Banner()
        self.begin = BeginPage(place)
        self.parts = PartsPage(place)
        self.counting = CountingPage(place)
        self.review = ReviewPage(place)
        self._deaf = QDeadlineTimer()
        self._stack = PageStack()
        for page in (self.begin, self.parts, self.counting, self.review):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(self._stack, 1)
        for each in (self.counting.changed, self.review.changed, self.parts.arranged):
            each.connect(self.changed)
        self.begin.resumed.connect(self.resume)
        self.begin.opened.connect(lambda id_: show_document(self, place, id_))
        self.parts.chosen.connect(self.count_part)
        self.parts.cancelled.connect(self._cancel)
        self.parts.papers.connect(self._print_sheets)
        self._restore()

    def _restore(self) -> None:
        """Go on with what was being counted when the program ended."""
        for form in reversed(part_form.under_way(self._place.gallery.drafts)):
            try:
                count = open_session(self._place.desk(), form.stocktake)
            except RuleBroken as refusal:
                if refusal.code in _OVER:
                    self._place.gallery.drafts.delete(form.id)  # there is nothing to hand it in to any more
                continue
            self.parts.show_stocktake(form.stocktake)
            self._count(count, form)
            return

    # -- where one is

    def step(self) -> QWidget | None:
        """Return the step in front."""
        return self._stack.currentWidget()

    def primary_text(self) -> str:
        """Return what the primary button does now."""
        step, form = self.step(), self.counting.form
        if step is self.begin:
            return tr("Mulai hitung")
        if step is self.counting and form is not None:
            words = tr("Serahkan ({products} produk, {pieces} barang)")
            return words.format(products=format_count(len(form.found)), pieces=format_count(form.pieces))
        if step is self.parts:
            part = self.parts.next_part()
            return tr("Hitung {part}").format(part=part) if part else tr("Lihat selisih")
        count = len(self.review.found.rows) if self.review.found else 0
        return tr("Simpan hasil ({count} produk)").format(count=format_count(count))

    def may_go_back(self) -> bool:
        """Tell whether there is a step before this one."""
        return self.step() is not self.begin

    def may_undo(self) -> bool:
        """Tell whether there is a scan to take back."""
        return self.step() is self.counting and self.counting.form is not None and bool(self.counting.form.steps)

    def is_reviewing(self) -> bool:
        """Tell whether differences are in front."""
        return self.step() is self.review

    def may_remark(self) -> bool:
        """Tell whether there is something to say about goods: while they are counted, and when differences are reviewed."""
        return self.step() in {self.counting, self.review}

    def remark(self) -> None:
        """Ask for a note and photos of a product."""
        if self.step() is self.counting:
            self.counting.remark()
        elif self.step() is self.review:
            self.review.remark()

    def undo(self) -> None:
        """Take the last scan or number back."""
        if self.step() is self.counting:
            self.counting.undo()

    def entered(self) -> None:
        """Put the focus where work goes on."""
        if self.step() is self.counting:
            self.counting.entered()
        elif self.step() is self.review:
            self.review.entered()

    def refresh(self) -> None:
        """Read again what is shown."""
        for page in (self.begin, self.parts, self.counting, self.review):
            if self.step() is page:
                page.refresh()

    def on_scan(self, code: str) -> bool:
        """A scan is one piece of the part that is being counted; before that it chooses what is counted."""
        step = self.step()
        if step is self.counting:
            return self.counting.on_scan(code)
        if step is self.begin and self.begin.on_scan(code):
            return True
        words = {
            id(self.begin): tr("Belum ada produk dengan barcode {code}.").format(code=code),
            id(self.parts): tr("Pilih dulu bagian yang dihitung."),
            id(self.review): tr("Kembali ke daftar bagian dulu untuk menghitung lagi."),
        }
        self.banner.say(words[id(step)], tone="attention")
        return True

    # -- going on and back

    def go(self) -> None:
        """Go on to the next step; the second click of a double click on what posts does nothing."""
        if not self._deaf.hasExpired():
            return
        self.banner.clear()
        step = self.step()
        if step is self.begin:
            self._begin()
        elif step is self.parts:
            part = self.parts.next_part()
            if part:
                self.count_part(part)
            else:
                self._review()
        elif step is self.counting:
            self._hand_in()
        else:
            self._post()

    def back(self) -> None:
        """Go back one step; nothing is lost by it."""
        step = self.step()
        if step is self.counting:
            self._leave_part()
        elif step is self.review:
            self.parts.refresh()
            self._show(self.parts)
        elif step is self.parts:
            self._home()

    def _show(self, step: QWidget) -> None:
        self._stack.setCurrentWidget(step)
        self.changed.emit()
        self.entered()

    def _home(self) -> None:
        self.begin.refresh()
        self._show(self.begin)

    def resume(self, stocktake: UUID, count: Session | None = None) -> None:
        """Show a count that is under way; ``count`` where it was read already."""
        self.parts.show_stocktake(stocktake, count)
        self._show(self.parts)

    # -- beginning

    def _begin(self) -> None:
        """Freeze the books away from the counter, which goes on selling meanwhile."""
        wanted = self.begin.wanted()
        if wanted is None:
            self.banner.say(tr("Pilih dulu apa yang dihitung."), tone="attention")
            return
        if self._beginning is not None and not self._beginning.over:
            return  # the second click of a double click
        desk, start_id = self._place.desk(), self._start_id
        self._beginning = self._place.runner.run_long(
            self,
            lambda progress: acts.begin(desk, wanted, start_id, progress),
            partial(self._on_begun, wanted),
            self._on_not_begun,
        )
        ProgressDialog(self._beginning, tr("Membekukan buku"), self)

    def _on_not_begun(self, error: BaseException) -> None:
        if not isinstance(error, RuleBroken) or error.code != "count.shelf_empty":
            self._place.feedback.show(error, self.begin)
            return
        self.begin.list_shelf()
        self.banner.say(error.what, tr("Pindai tiap barang di rak itu sekali, lalu mulai hitung."), "attention")

    def _on_begun(self, wanted: Wanted, begun: tuple[Done[Posted], Session]) -> None:
        done, count = begun
        self._start_id = new_id()
        self._place.announce(done, self)
        self.begin.clear()
        self.resume(done.value.document.id, count)
        if len(wanted.parts) <= 1:
            self.count_part(self.parts.next_part(), count)

    # -- counting

    def count_part(self, part: str, begun: Session | None = None) -> None:
        """Count a part: go on where somebody at this machine left it; one that is done is counted again on purpose."""
        stocktake = self.parts.stocktake
        if stocktake is None or self._place.user.role not in COUNTER:
            return
        with self._place.feedback.guard(self.parts):
            count = begun or open_session(self._place.desk(), stocktake)
            form, taken_by = acts.form_for(self._place, count, part)
            if not taken_by:
                self._count(count, form)
                return
            ask(
                self,
                tr("Hitung ulang {part}?").format(part=part),
                taken_by + " " + tr("Hitungan Anda akan menggantikannya begitu diserahkan."),
                tr("Hitung ulang"),
                lambda: self._count(count, form),
            )

    def _count(self, count: Session, form: PartForm) -> None:
        self.counting.show_part(count, form)
        self._show(self.counting)

    def _leave_part(self) -> None:
        form = self.counting.form
        if form is not None and form.is_empty:
            self._place.gallery.drafts.delete(form.id)
        self.parts.refresh()
        self._show(self.parts)

    def _hand_in(self) -> None:
        form = self.counting.form
        if form is not None and form.is_empty:
            words = tr("Belum ada yang dihitung di {part}. Bagian ini memang tidak ada barangnya?")
            ask(
                self,
                tr("Serahkan kosong?"),
                words.format(part=form.part),
                tr("Serahkan kosong"),
                self._submit,
            )
        else:
            self._submit()

    def _submit(self) -> None:
        form = self.counting.form
        if form is None:
            return
        with self._place.feedback.guard(self.counting):
            try:
                done = acts.hand_in(self._place, form, self.counting.found(), self.counting.aside())
            except RuleBroken as refusal:
                if refusal.code != "count.taken":
                    raise
                self._offer_to_replace(form, refusal)
                return
            self._place.announce(done, self)
            self._on_handed_in(form.part)

    def _offer_to_replace(self, form: PartForm, refusal: RuleBroken) -> None:
        """Somebody else was quicker: his count stands unless this one is to take its place on purpose."""
        count = open_session(self._place.desk(), form.stocktake)
        other = count.parts[form.part].id
        self.counting.banner.say(
            refusal.what,
            f"{refusal.safe} {refusal.todo}",
            "attention",
            action=(tr("Ganti dengan hitungan saya"), lambda: self._replace(other)),
        )

    def _replace(self, other: UUID) -> None:
        if self.counting.form is not None:
            self.counting.replace(other)
            self._submit()

    def _on_handed_in(self, part: str) -> None:
        self._deaf.setRemainingTime(QApplication.doubleClickInterval())
        self.parts.refresh()
        count = self.parts.count
        if count is not None and not count.waiting:
            self._review()
        else:
            self._show(self.parts)
            self.parts.banner.say(tr("{part} sudah diserahkan.").format(part=part), tone="good")

    # -- the end

    def _review(self) -> None:
        if self.parts.stocktake is not None:
            self.review.show_stocktake(self.parts.stocktake)
            self._show(self.review)

    def _post(self) -> None:
        form = self.review.form
        if form is None:
            return

        def act(approval: Approval | None) -> None:
            done = acts.post(self._place, form, approval)
            self._place.announce(done, self)
            self._on_posted(done.value)

        with_approval(self._place, self.review, act)

    def _on_posted(self, posted: Posted) -> None:
        self._deaf.setRemainingTime(QApplication.doubleClickInterval())
        self._home()
        self.banner.say(
            tr("Stok opname {number} tersimpan.").format(number=posted.number),
            tr("Stok sekarang sama dengan hitungan. Cetak berita acaranya untuk ditandatangani."),
            "good",
            action=(tr("Cetak berita acara"), lambda: show_sheet(self, self._place, posted)),
        )
        self.begin.list.select(posted.document.id)

    def _cancel(self) -> None:
        count = self.parts.count
        if count is not None:
            dialog = CancelDialog(self._place, self, count)
            dialog.cancelled.connect(self._on_cancelled)
            dialog.open()

    def _on_cancelled(self, number: str) -> None:
        if self.parts.stocktake is not None:
            acts.forget(self._place.gallery.drafts, self.parts.stocktake)
        self._home()
        self.banner.say(tr("Stok opname dibatalkan: {number}.").format(number=number), tone="neutral")

    def _print_sheets(self) -> None:
        if self.parts.count is not None:
            show_count_sheets(self, self._place, self.parts.count)
