"""Penitip: the list, and one of them with everything that concerns him."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from gallery_pos.desk import Changes
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act
from gallery_pos.services.consignors import current_code
from ui.app.actions import COUNTER, ICON_NAME, ActionSpec
from ui.app.screen import Screen
from ui.dialogs.new_records import NewConsignor
from ui.screens.penitip.duplicates_page import DuplicatesPage
from ui.screens.penitip.listing import ConsignorList
from ui.screens.penitip.page import ConsignorPage
from ui.widgets.buttons import Button
from ui.widgets.confirm import ask_to_drop
from ui.widgets.stack import PageStack

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.dialogs.check_code import CheckCodeDialog
    from ui.workplace import Workplace


class ConsignorsScreen(Screen):
    """The primary button registers a consignor in the list, and saves what is typed on his page."""

    kinds: ClassVar[Changes] = (
        Changes.CONSIGNORS | Changes.STOCK | Changes.SALES | Changes.SETTLEMENT | Changes.PRODUCTS | Changes.LEGALITY
    )
    specs: ClassVar[tuple[ActionSpec, ...]] = (
        ActionSpec("consignors.search", tr_noop("Cari"), "F2", "magnifying-glass"),
        ActionSpec("consignors.back", tr_noop("Kembali ke daftar"), "Escape", "arrow-left"),
        ActionSpec("consignors.tab", tr_noop("Bagian berikutnya"), "F6", "caret-double-right"),
        ActionSpec("consignors.products", tr_noop("Produknya"), "F7", "tag-simple", COUNTER),
        ActionSpec("consignors.receive", tr_noop("Terima titipan"), "F9", "handshake", COUNTER),
        ActionSpec("consignors.same", tr_noop("Mungkin sama"), "F8", "users"),
        ActionSpec("consignors.code", tr_noop("Periksa kode…"), "F3", "qr-code"),
        ActionSpec("consignors.open", tr_noop("Buka"), "F4", "user-list"),
        ActionSpec("consignors.go", tr_noop("Penitip baru"), "F12", "plus"),
    )

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        may = place.may(Act.EDIT_CATALOGUE)
        first = Button(tr("Penitip baru"), self.make_new, kind="primary") if may else None
        self.listing = ConsignorList(place, first)
        self.page = ConsignorPage(place)
        self._stack = PageStack()
        self._stack.addWidget(self.listing)
        self._stack.addWidget(self.page)
        self.duplicates = DuplicatesPage(place)
        self._stack.addWidget(self.duplicates)
        self.body.addWidget(self._stack, 1)
        self.set_actions(
            {
                "consignors.search": self._search,
                "consignors.back": self.back,
                "consignors.tab": self._next_tab,
                "consignors.products": lambda: self._hand_over("products", tuple),
                "consignors.receive": lambda: self._hand_over("intake", str),
                "consignors.same": self.show_duplicates,
                "consignors.code": self.check_code,
                "consignors.open": self._open_current,
                "consignors.go": self._go,
            }
        )
        for name in ("same", "products", "receive", "open"):
            self.add_footer(f"consignors.{name}")
        self.add_footer("consignors.go", primary=True)
        self.listing.opened.connect(lambda row: self.open_consignor(row.code))
        self.page.left.connect(self.back)
        self.page.changed.connect(self._say_actions)
        self.page.asked.connect(self.open_consignor)
        self.page.papers.product_asked.connect(lambda code: self.open_screen("products", ("papers", code)))
        self.duplicates.left.connect(self.back)
        self.duplicates.merged.connect(lambda _code: self.listing.refresh())
        self._say_actions()

    # -- which page

    def on_page(self) -> bool:
        """Tell whether one consignor is in front."""
        return self._stack.currentWidget() is self.page

    def open_consignor(self, code: str) -> None:
        """Show one consignor."""
        maker = self.place.gallery.book.consignor(code)
        if maker is not None:
            self.banner.clear()
            self._stack.setCurrentWidget(self.page)
            self.page.show_consignor(maker)
            self._say_actions()

    def on_duplicates(self) -> bool:
        """Tell whether the makers who are perhaps one are in front."""
        return self._stack.currentWidget() is self.duplicates

    def show_duplicates(self) -> None:
        """Compare everybody and show who is perhaps registered twice."""
        self.banner.clear()
        self._stack.setCurrentWidget(self.duplicates)
        self.duplicates.refresh()
        self._say_actions()
        self.entered()

    def check_code(self) -> CheckCodeDialog:
        """Look up the paper whose code a maker reads out."""
        from ui.dialogs.check_code import CheckCodeDialog

        dialog = CheckCodeDialog(self.place, self)
        dialog.open()
        return dialog

    def make_new(self) -> None:
        """Register a consignor, then show his agreement."""
        dialog = NewConsignor(self.place, self)
        dialog.made.connect(self._on_made)
        dialog.open()

    def _on_made(self, code: str) -> None:
        self.open_consignor(code)
        self.page.show_tab(self.page.agreement)
        self.page.agreement.banner.say(
            tr("Penitip terdaftar. Atur perjanjiannya di sini."),
            tr("Tanpa perjanjian sendiri, perjanjian umum galeri yang berlaku."),
            "good",
        )

    def back(self) -> None:
        """Show the list again; what is typed and not saved is asked about."""
        if self.on_page():
            self._leave(self._show_list)
        elif self.on_duplicates():
            self._show_list()

    def _leave(self, then: Callable[[], object]) -> None:
        if self.on_page() and self.page.is_dirty():
            ask_to_drop(self, then)
        else:
            then()

    def _show_list(self) -> None:
        self.banner.clear()
        self._stack.setCurrentWidget(self.listing)
        if self.page.maker is not None:
            self.listing.list.select(self.page.maker.code)
        self._say_actions()
        self.entered()

    def _next_tab(self) -> None:
        if self.on_page():
            self.page.bar.setCurrentIndex((self.page.bar.currentIndex() + 1) % self.page.bar.count())

    def _say_actions(self) -> None:
        page, same = self.on_page(), self.on_duplicates()
        tab = self.page.tab()
        forms = {self.page.profile: Act.EDIT_CATALOGUE, self.page.agreement: Act.EDIT_AGREEMENT}
        go = self.action("consignors.go")
        needed = forms.get(tab) if page else Act.MERGE if same else Act.EDIT_CATALOGUE
        go.setVisible(needed is not None and self.place.may(needed))
        go.setProperty(ICON_NAME, "check" if page else "users" if same else "plus")
        saving = tr("Simpan perjanjian") if tab is self.page.agreement else tr("Simpan")
        go.setText(saving if page else tr("Bandingkan") if same else tr("Penitip baru"))
        go.setEnabled(not page or tab.is_dirty())
        self.action("consignors.back").setEnabled(page or same)
        self.action("consignors.open").setVisible(not page and not same)
        self.action("consignors.same").setVisible(not page and not same and self.place.may(Act.MERGE))
        for name in ("products", "receive"):
            self.action(f"consignors.{name}").setVisible(not same)

    # -- what the window asks

    def entered(self) -> None:
        """Put the focus where work begins."""
        if self.on_duplicates():
            self.duplicates.list.table.setFocus()
        elif not self.on_page():
            self.listing.list.search_box.setFocus()

    def refresh(self) -> None:
        """Read again what is shown; forms keep what is typed."""
        self.listing.refresh()
        if self.on_page():
            self.page.refresh()

    def receive(self, what: object) -> None:
        """Show a consignor by his code; one that was merged into another leads to him."""
        if isinstance(what, str):
            code = current_code(self.place.gallery.book, what)
            self._leave(lambda: self.open_consignor(code))

    def on_scan(self, code: str) -> bool:
        """Goods lead to their maker, and so does his code, or that of a record that was merged into his."""
        book = self.place.gallery.book
        product, maker = book.product_by_barcode(code), book.consignor_alike(code)
        found = product.consignor if product is not None else current_code(book, maker.code) if maker else ""
        if found:
            self._leave(lambda: self.open_consignor(found))
        return bool(found)

    # -- what the keys do

    def _search(self) -> None:
        if self.on_duplicates():
            self.duplicates.list.search_box.setFocus()
        elif not self.on_page():
            self.listing.list.search_box.setFocus()

    def _current(self) -> str:
        if self.on_page() and self.page.maker is not None:
            return self.page.maker.code
        row = self.listing.list.current()
        return row.code if row is not None else ""

    def _open_current(self) -> None:
        code = self._current()
        if code:
            self.open_consignor(code)
        else:
            self.banner.say(tr("Pilih penitipnya dulu."))

    def _hand_over(self, screen: str, kind: type) -> None:
        code = self._current()
        if not code:
            self.banner.say(tr("Pilih penitipnya dulu."))
        else:
            self.open_screen(screen, ("consignor", code) if kind is tuple else code)

    def _go(self) -> None:
        if self.on_duplicates():
            if not self.duplicates.open_current():
                self.banner.say(tr("Pilih pasangannya dulu."))
            return
        if not self.on_page():
            self.make_new()
            return
        tab = self.page.tab()
        if tab not in {self.page.profile, self.page.agreement}:
            return
        with self.place.feedback.guard(tab):
            done = tab.save()
            if done is not None and self.page.maker is not None:
                self.place.announce(done, self)
                self.open_consignor(self.page.maker.code)
                self.listing.refresh()
                self.place.feedback.toast(tr("{name} tersimpan").format(name=self.page.maker.business_name))
        self._say_actions()
