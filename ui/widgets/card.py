"""Surfaces and their headings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.app.tokens import GRID
from ui.widgets.text import Label


class SectionHeader(QWidget):
    """A heading with a line of explanation under it, and room for buttons at its right."""

    def __init__(self, title: str, hint: str = "", *, large: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Label(title, "title" if large else "heading")
        self.hint = Label(hint, "soft", wrap=True)
        if not hint:  # never shown here: a label without a parent would be a window
            self.hint.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.hint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(GRID)
        self.row.addLayout(words, 1)

    def add(self, widget: QWidget) -> None:
        """Put a button or a light at the right."""
        self.row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Card(QFrame):
    """A white sheet with rounded corners; put things into :attr:`body`."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.body.setSpacing(GRID + 4)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.header: SectionHeader | None = None
        if title:
            self.header = SectionHeader(title, hint)
            self.body.addWidget(self.header)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Add a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def set_tight(self) -> None:
        """Let the contents touch the edge: for a table that is a card of its own."""
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        if self.header is not None:
            self.header.row.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 0)


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down where the window is too low; put things into :attr:`body`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setProperty("surface", "none")
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2 * GRID)
        self.setWidget(inner)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than what is in it: nothing scrolls sideways here."""
        inner, bar = self.widget(), self.verticalScrollBar().sizeHint().width()
        least = super().minimumSizeHint()
        return least if inner is None else QSize(inner.minimumSizeHint().width() + bar, least.height())


class TotalCard(Card):
    """Nothing more than a card that says one number big; see :class:`ui.widgets.total.BigTotal` for the counter's."""

    def __init__(self, caption: str, amount: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.caption = Label(caption, "soft")
        self.amount = Label(amount, "amount")
        self.hint = Label(hint, "small", wrap=True)
        self.body.setSpacing(4)
        for each in (self.caption, self.amount, self.hint):
            self.body.addWidget(each)
        if not hint:  # never shown here: a label without a parent would be a window
            self.hint.hide()

    def show_amount(self, amount: str, hint: str = "") -> None:
        """Say another number."""
        self.amount.setText(amount)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
