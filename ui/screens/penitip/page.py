"""One consignor: tabs under his name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from gallery_pos.language import tr
from gallery_pos.services.consignors import current_code
from ui.app.tokens import GRID
from ui.screens.penitip.agreement_tab import AgreementTab
from ui.screens.penitip.papers_tab import PapersTab
from ui.screens.penitip.profile_tab import ProfileTab
from ui.screens.penitip.tabs import GoodsTab, HistoryTab, MoneyTab, SoldTab
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.stack import PageStack
from ui.widgets.text import Badge, ElidedLabel

if TYPE_CHECKING:
    from gallery_pos.desk import Done
    from gallery_pos.documents import AgreementRevised, ConsignorRevised
    from ui.workplace import Workplace

Tab = ProfileTab | AgreementTab | GoodsTab | SoldTab | MoneyTab | PapersTab | HistoryTab


class ConsignorPage(QWidget):
    """Shows one tab at a time; the others are read when they are first looked at.

    Signals:
        left(): back to the list.
        changed(): another tab, or something typed.
        asked(str): the code of another consignor, whom this one was merged into.
    """

    left = Signal()
    changed = Signal()
    asked = Signal(str)

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.maker: ConsignorRevised | None = None
        self._title = ElidedLabel("", "title")
        self._state = Badge("")
        self.profile = ProfileTab(place)
        self.agreement = AgreementTab(place)
        self.money = MoneyTab(place)
        self.goods = GoodsTab(place)
        self.sold = SoldTab(place)
        self.papers = PapersTab(place)
        self.history = HistoryTab(place)
        self._tabs: tuple[tuple[str, Tab], ...] = (
            (tr("Profil"), self.profile),
            (tr("Perjanjian"), self.agreement),
            (tr("Barang di rak"), self.goods),
            (tr("Terjual"), self.sold),
            (tr("Saldo"), self.money),
            (tr("Dokumen"), self.papers),
            (tr("Riwayat"), self.history),
        )
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self._stack = PageStack()
        for text, tab in self._tabs:
            self.bar.addTab(text)
            self._stack.addWidget(tab)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(Button(tr("Daftar penitip"), self.left.emit, kind="quiet", icon_name="arrow-left"))
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        self.banner = Banner()
        layout.addLayout(head)
        layout.addWidget(self.banner)
        layout.addWidget(self.bar)
        layout.addWidget(self._stack, 1)
        self.bar.currentChanged.connect(self._on_tab)
        self.profile.edited.connect(self.changed)
        self.profile.written.connect(self._on_written)
        self.profile.forgotten.connect(self._on_forgotten)
        self.agreement.edited.connect(self.changed)
        self.agreement.signed.connect(self._on_signed)

    def tab(self) -> Tab:
        """Return the tab in front."""
        return self._tabs[self._stack.currentIndex()][1]

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab to the front."""
        self.bar.setCurrentIndex([each for _, each in self._tabs].index(tab))

    def show_consignor(self, maker: ConsignorRevised) -> None:
        """Show a consignor, with the tab that is in front."""
        self.maker = maker
        self._title.setText(maker.business_name)
        self._state.setText(maker.code if maker.active else tr("{code}, tidak aktif").format(code=maker.code))
        self._say_merged(maker)
        for _, tab in self._tabs:
            tab.show_consignor(maker)
        self.tab().refresh()
        self.changed.emit()

    def _say_merged(self, maker: ConsignorRevised) -> None:
        """Lead from a record that was merged to the one that it was merged into."""
        self.banner.clear()
        book = self._place.gallery.book
        into = current_code(book, maker.code)
        stays = book.consignor(into) if into != maker.code else None
        if stays is not None:
            what = tr("Sudah digabung ke {name} ({code}).").format(name=stays.business_name, code=into)
            more = tr("Riwayatnya tetap ada di sini; yang baru dicatat di sana.")
            self.banner.say(what, more, action=(tr("Buka"), lambda: self.asked.emit(into)), closable=False)

    def refresh(self) -> None:
        """Read again what is shown; what is typed stays."""
        if self.maker is not None:
            self.tab().refresh()

    def is_dirty(self) -> bool:
        """Tell whether something would be lost by leaving."""
        return self.profile.is_dirty() or self.agreement.is_dirty()

    def _on_written(self, done: Done[ConsignorRevised]) -> None:
        self._place.announce(done, self)
        self.maker = done.value
        self.profile.show_revision(done.value)
        self.changed.emit()

    def _on_signed(self, done: Done[AgreementRevised]) -> None:
        self._place.announce(done, self)
        if self.maker is not None:
            self.agreement.show_consignor(self.maker)

    def _on_forgotten(self, done: Done[ConsignorRevised]) -> None:
        self._place.announce(done, self)
        self.show_consignor(done.value)

    def _on_tab(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self.refresh()
        self.changed.emit()
