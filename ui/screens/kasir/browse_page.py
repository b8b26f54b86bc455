"""The left half while goods are gathered: the field, what is found, the tiles, and whatever stands in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from gallery_pos.language import tr
from ui.app.tokens import GRID
from ui.screens.kasir.camera_panel import CameraPanel
from ui.screens.kasir.finder import FindField, HitList, looks_like_barcode
from ui.screens.kasir.shift_gate import ShiftGate
from ui.screens.kasir.tiles import TileBoard
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton
from ui.widgets.card import Card
from ui.widgets.empty import EmptyState
from ui.widgets.text import Badge

if TYPE_CHECKING:
    from db.queries.search import ProductHit

Search = Callable[[str], Sequence["ProductHit"]]


class BrowsePage(QWidget):
    """Field above, tiles below; while something is typed, what was found instead of the tiles.

    Attributes:
        is_known: tells whether a text is the whole code of a product.

    Signals:
        picked(str): the code of a product that was chosen by hand.
        typed(str): Enter after something that no search has to answer: a whole code.
    """

    picked = Signal(str)
    typed = Signal(str)

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        """``search`` finds products by words."""
        super().__init__(parent)
        self._search = search
        self.is_known: Callable[[str], bool] = lambda _text: False
        self.banner = Banner()
        self.gate = ShiftGate()
        self.field = FindField()
        self.field.searched.connect(self._on_searched)
        self.field.entered.connect(self._on_entered)
        self._times = Badge("", "attention")
        self._times.hide()
        self.camera = IconButton("camera", tr("Pindai dengan kamera"))
        self.camera.setFixedSize(44, 44)
        self.camera.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.camera_panel = CameraPanel()
        self.hits = HitList()
        self.hits.picked.connect(self._on_picked)
        self._nothing = EmptyState(tr("Tidak ditemukan"))
        found = Card()
        found.set_tight()
        self._found = QStackedWidget()
        self._found.addWidget(self.hits)
        self._found.addWidget(self._nothing)
        found.add(self._found, 1)
        self.tiles = TileBoard()
        self.tiles.picked.connect(self.picked)
        self.below = QStackedWidget()
        self.below.addWidget(self.tiles)
        self.below.addWidget(found)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        for widget in (self._times, self.camera):
            top.addWidget(widget)
        top.insertWidget(0, self.field, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addLayout(top)
        layout.addWidget(self.banner)
        layout.addWidget(self.gate)
        layout.addWidget(self.camera_panel)
        layout.addWidget(self.below, 1)

    def show_times(self, times: int) -> None:
        """Show that the next scan counts so often."""
        self._times.setText(f"{times} ×")
        self._times.setVisible(times > 1)

    def start(self) -> None:
        """Put the focus into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_search(self) -> None:
        """Begin to search: F2."""
        self.start()
        self.field.selectAll()

    def take_key(self, event: QKeyEvent) -> None:
        """Take a key that nothing else wanted as if it had been pressed in the field."""
        if event.text() and event.text().isprintable():
            self.start()
        self.field.keyPressEvent(event)

    def clear(self) -> None:
        """Forget what was typed."""
        self.field.clear()

    def step(self, by: int) -> bool:
        """Go up or down in what was found; False where nothing is shown to go through."""
        if not self.field.text() or not self.hits.count():
            return False
        self.hits.step(by)
        return True

    def search_again(self) -> None:
        """Search anew: the goods have changed."""
        if self.field.text().strip():
            self._on_searched(self.field.text().strip())

    def _on_searched(self, words: str) -> None:
        self.below.setCurrentIndex(1 if words else 0)
        hits = self._search(words) if words else ()
        self.hits.show_hits(hits)
        self._found.setCurrentIndex(0 if hits else 1)
        if not hits:
            self._nothing.say(
                tr("“{words}” tidak ditemukan").format(words=words),
                tr("Coba sebagian nama, kode, atau nama perajinnya."),
            )

    def _on_entered(self, text: str) -> None:
        """A whole code is that product and no other, whatever a search for it would find."""
        if not text:
            return
        if self.is_known(text) or (looks_like_barcode(text) and not self.hits.count()):
            self.clear()
            self.typed.emit(text)
        else:
            self.hits.pick()

    def _on_picked(self, hit: ProductHit) -> None:
        self.clear()
        self.picked.emit(hit.code)
