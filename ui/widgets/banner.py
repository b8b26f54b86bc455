"""A message in place: above what it is about, for as long as it is true."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QWidget

from gallery_pos.language import tr
from ui.app.icons import icon
from ui.app.theme import set_look
from ui.app.tokens import GRID
from ui.widgets.buttons import Button, IconButton
from ui.widgets.text import Label, Tone

ICONS: dict[Tone, tuple[str, str]] = {
    "neutral": ("info", "on_info_tint"),
    "info": ("info", "on_info_tint"),
    "good": ("check-circle", "on_primary_tint"),
    "attention": ("warning", "on_attention_tint"),
    "danger": ("warning-octagon", "on_danger_tint"),
}


class IconLabel(QLabel):
    """An icon by itself, drawn anew with every change of theme."""

    def __init__(self, name: str = "", ink: str = "ink", size: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = QSize(size, size)
        self._name, self._ink = name, ink
        self.setFixedSize(self._side)

    def show_icon(self, name: str, ink: str = "ink") -> None:
        """Show another icon."""
        self._name, self._ink = name, ink
        self.update()

    def paintEvent(self, _event: object) -> None:
        from PySide6.QtGui import QPainter

        if self._name:
            icon(self._name, self._ink).paint(QPainter(self), self.rect())


class Banner(QFrame):
    """Hidden until it has something to say. A rule that said no appears here, beside what it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(GRID + 4)
        self._icon = IconLabel()
        self._what = Label("", "strong", wrap=True)
        self._more = Label("", wrap=True)
        words = self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        words.addWidget(self._what)
        words.addWidget(self._more)
        self._button = Button(size="small")
        self._button.clicked.connect(self._on_button)
        self._close = IconButton("x", tr("Tutup pesan"), self.clear)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self._button)
        row.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._act: Callable[[], object] | None = None
        self._row = row
        self.hide()

    def say(
        self,
        what: str,
        more: str = "",
        tone: Tone = "info",
        *,
        action: tuple[str, Callable[[], object]] | None = None,
        closable: bool = True,
    ) -> None:
        """Show ``what`` in bold, ``more`` below it, and one button where ``action`` gives its text and function."""
        self._what.setText(what)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self._icon.show_icon(*ICONS[tone])
        self._button.setVisible(action is not None)
        if action is not None:
            self._button.setText(action[0])
            self._act = action[1]
        self._close.setVisible(closable)
        set_look(self, tone=tone)
        self.setAccessibleName(f"{what} {more}".strip())
        self.show()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Say it all on one line where that fits: what is below needs the room."""
        said = [label for label in (self._what, self._more) if label.text()]
        others = [self._icon, *(each for each in (self._button, self._close) if not each.isHidden())]
        room = self.width() - sum(each.sizeHint().width() + 2 * GRID for each in others)
        fits = sum(label.fontMetrics().horizontalAdvance(label.text()) + 3 * GRID for label in said) <= room
        self._what.setWordWrap(not fits)
        side = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        self._words.setDirection(side)
        self._words.setSpacing(2 * GRID if fits else 2)
        self._words.setStretch(1, 1 if fits else 0)
        self._row.setContentsMargins(2 * GRID, *((0, GRID, 0) if fits else (GRID, GRID, GRID)))
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag.AlignTop)

    def text(self) -> str:
        """Return everything it says, "" while it is silent."""
        return "" if self.isHidden() else f"{self._what.text()} {self._more.text()}".strip()

    def clear(self) -> None:
        """Fall silent."""
        self.hide()

    def _on_button(self) -> None:
        if self._act is not None:
            self._act()
