"""Pages of which one is in front, in a place whose size does not depend on them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """Fills the room that there is; only the page in front is asked for its size.

    Qt's own asks every page, shown or not, again for each width that a layout tries: in a window of many pages one wrapped
    label with another text takes tens of milliseconds then. Dialogs, which are as large as the largest of their pages,
    stay with Qt's own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize()

    def hasHeightForWidth(self) -> bool:
        return False
