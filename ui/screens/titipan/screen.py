"""Titipan: goods come in, goods go back, and every note of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication, QTabBar

from gallery_pos.desk import Changes
from gallery_pos.formatting import format_count
from gallery_pos.language import tr, tr_noop
from ui.app.actions import ActionSpec
from ui.app.approval import with_approval
from ui.app.screen import Screen
from ui.screens.titipan import form as forms
from ui.screens.titipan.note_done import NoteDonePage
from ui.screens.titipan.notes import NotesPage
from ui.screens.titipan.receive import ReceivePage
from ui.screens.titipan.returning import ReturnPage
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.ports import Posted
    from gallery_pos.services.access import Approval
    from ui.workplace import Workplace


class IntakeScreen(Screen):
    """Three tabs; the page with what was just posted comes in front of them until the next note is begun."""

    kinds: ClassVar[Changes] = (
        Changes.STOCK | Changes.CONSIGNORS | Changes.PRODUCTS | Changes.LEGALITY | Changes.OUTLETS
    )
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("intake.search", tr_noop("Cari barang"), "F2", "magnifying-glass"),
        ActionSpec("intake.tab", tr_noop("Bagian berikutnya"), "F6", "arrows-left-right"),
        ActionSpec("intake.lot", tr_noop("Barang sama, kedaluwarsa lain"), "Ctrl+Return, Ctrl+Enter", "copy"),
        ActionSpec("intake.same", tr_noop("Salin sel di atas"), "Ctrl+D", "copy"),
        ActionSpec("intake.undo", tr_noop("Urungkan"), "Ctrl+Z", "arrow-counter-clockwise"),
        ActionSpec("intake.redo", tr_noop("Ulangi", "yang diurungkan"), "Ctrl+Y, Ctrl+Shift+Z", "arrow-clockwise"),
        ActionSpec("intake.delete", tr_noop("Hapus baris"), "Ctrl+-", "trash-simple"),
        ActionSpec("intake.problem", tr_noop("Masalah berikutnya"), "F8", "warning"),
        ActionSpec("intake.photo", tr_noop("Foto barang"), "F9", "camera"),
        ActionSpec("intake.clear", tr_noop("Kosongkan"), "Ctrl+Delete", "eraser"),
        ActionSpec("intake.next", tr_noop("Surat berikutnya"), "F4", "arrow-right"),
        ActionSpec("intake.go", tr_noop("Simpan dan cetak"), "F12", "check"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.tabs = QTabBar()
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for text in (tr("Terima barang"), tr("Kembalikan barang"), tr("Surat-surat")):
            self.tabs.addTab(text)
        self.receive_page = ReceivePage(place)
        self.return_page = ReturnPage(place)
        self.notes_page = NotesPage(place)
        self.done_page = NoteDonePage(place)
        self._stack = PageStack()
        for page in (self.receive_page, self.return_page, self.notes_page, self.done_page):
            self._stack.addWidget(page)
        self.body.setSpacing(8)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.set_actions(
            {
                "intake.search": self._search,
                "intake.tab": self._next_tab,
                "intake.lot": self._on_rows(self.receive_page.arrivals.another_lot),
                "intake.same": self._on_rows(self.receive_page.same_as_above),
                "intake.undo": self._on_rows(self.receive_page.undo),
                "intake.redo": self._on_rows(self.receive_page.redo),
                "intake.delete": self._on_rows(self.receive_page.delete),
                "intake.problem": self._on_rows(self.receive_page.next_problem),
                "intake.photo": self._on_rows(self.receive_page.arrivals.photograph),
                "intake.clear": self._clear,
                "intake.next": self._next_note,
                "intake.go": self._go,
            }
        )
        for action in ("intake.clear", "intake.next"):
            self.add_footer(action)
        self.add_footer("intake.go", primary=True)
        self._deaf = QDeadlineTimer()
        self.tabs.currentChanged.connect(self._show_tab)
        self.receive_page.changed.connect(self._say_actions)
        self.return_page.changed.connect(self._say_actions)
        self.done_page.which.chosen.connect(self._say_actions)
        self._show_tab(0)

    # -- which page

    def _page(self) -> object:
        return self._stack.currentWidget()

    def _show_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.banner.clear()
        self._say_actions()
        if self.isVisible():
            self.refresh()
            self.entered()

    def _next_tab(self) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + 1) % self.tabs.count())

    def _say_actions(self) -> None:
        """Let the primary button say in numbers what it would do here."""
        page = self._page()
        go, clear, following = (self.action(f"intake.{name}") for name in ("go", "clear", "next"))
        following.setVisible(page is self.done_page)
        clear.setVisible(page is self.receive_page and not self.receive_page.form.is_empty)
        if page is self.receive_page:
            pieces = self.receive_page.form.pieces
            text = tr("Simpan dan cetak")
            go.setText(tr("{text} ({count} barang)").format(text=text, count=format_count(pieces)) if pieces else text)
        elif page is self.return_page:
            go.setText(self.return_page.primary_text())
        elif page is self.done_page:
            go.setText(self.done_page.primary_text())
        else:
            go.setText(tr("Cetak salinan"))

    def entered(self) -> None:
        """Put the focus where work goes on."""
        page = self._page()
        if page is self.receive_page:
            self.receive_page.entered()
        elif page is self.return_page:
            self.return_page.entered()
        elif page is self.notes_page:
            self.notes_page.list.search_box.setFocus()

    def refresh(self) -> None:
        """Read what the page in front shows."""
        page = self._page()
        if page is self.receive_page:
            self.receive_page.refresh()
        elif page is self.return_page:
            self.return_page.refresh()
        elif page is self.notes_page:
            self.notes_page.refresh()

    def receive(self, what: object) -> None:
        """Take goods of a consignor that another screen names."""
        if isinstance(what, str):
            self.tabs.setCurrentIndex(0)
            self._stack.setCurrentWidget(self.receive_page)
            self.receive_page.choose_consignor(what)

    def on_scan(self, code: str) -> bool:
        """Goods are scanned in, or ticked to go back."""
        page = self._page()
        if page is self.done_page:
            self._next_note()
            page = self._page()
        if page is self.receive_page:
            return self.receive_page.on_scan(code)
        if page is self.return_page:
            return self.return_page.on_scan(code)
        return self.notes_page.on_scan(code)

    def may_leave(self) -> bool:
        """Nothing is lost: the form is on disk."""
        self.receive_page.keep()
        return True

    # -- what the keys do

    def _on_rows(self, act: Callable[[], object]) -> Callable[[], object]:
        """Return what a key does that is for the table of goods that come in, and for nothing else."""
        return lambda: act() if self._page() is self.receive_page else None

    def _search(self) -> None:
        page = self._page()
        if page is self.receive_page:
            self.receive_page.search()
        elif page is self.return_page:
            self.return_page.entered()
        elif page is self.notes_page:
            self.notes_page.list.search_box.setFocus()

    def _clear(self) -> None:
        form = self.receive_page.form
        self.receive_page.start_anew()
        self._say_actions()

        def back() -> None:
            self.receive_page.show_form(form)
            self.receive_page.keep()

        self.place.feedback.toast(tr("Formulir dikosongkan"), (tr("Kembalikan"), back), tone="neutral")

    def _next_note(self) -> None:
        self._show_tab(self.tabs.currentIndex())

    def _go(self) -> None:
        """Do what the primary button says; the second click of a double click does nothing."""
        if not self._deaf.hasExpired():
            return
        page = self._page()
        if page is self.receive_page:
            self._post_receive()
        elif page is self.return_page:
            self._post_return()
        elif page is self.done_page:
            self.done_page.print_shown()
        else:
            self.notes_page.print_copy()

    def _post_receive(self) -> None:
        form = self.receive_page.ready_form()
        if form is None:
            return
        self.banner.clear()

        def act(approval: Approval | None) -> None:
            done = forms.post(self.place.desk(), form, self.place.gallery.drafts, approval)
            self.place.announce(done, self)
            self.refresh_for(done.changes)
            self.receive_page.show_form(forms.IntakeForm())
            self._show_done(done.value)

        with_approval(self.place, self, act)

    def _post_return(self) -> None:
        self.return_page.post(self.do, self._show_done)

    def _show_done(self, posted: Posted) -> None:
        self._deaf.setRemainingTime(QApplication.doubleClickInterval())
        self._stack.setCurrentWidget(self.done_page)
        self.done_page.show_note(posted)
        self._say_actions()
