"""A scan, opened: the pages of a PDF, or the picture. Only for those who may see what is private."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.app.saving import ask_where, told_saved
from ui.attachments.scans import is_pdf, read_scan
from ui.books.private_key import current_key
from ui.widgets.dialog import Dialog
from ui.widgets.pages import Pages

if TYPE_CHECKING:
    from gallery_pos.documents import Scan
    from ui.workplace import Workplace

_WIDTH = 900


class _Picture(QWidget):
    """A picture, as large as there is room."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._image = QImage.fromData(data)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
        painter.drawImage(self.rect().adjusted(left, top, -left, -top), self._image)


class ScanDialog(Dialog):
    """Shows what was kept, and keeps a copy where the person wants it."""

    def __init__(self, place: Workplace, parent: QWidget, scan: Scan, data: bytes) -> None:
        super().__init__(scan.name, parent)
        self.spread(_WIDTH, parent.height())
        self._place, self._scan, self._data = place, scan, data
        self.body.setAlignment(Qt.AlignmentFlag(0))
        if is_pdf(data):
            pages = Pages()
            pages.show_pdf(data)
            self.body.addWidget(pages, 1)
        else:
            self.body.addWidget(_Picture(data), 1)
        self.add_button(tr("Simpan salinan…"), self._keep, icon_name="download-simple")
        self.add_cancel(tr("Tutup"))

    def _keep(self) -> None:
        from receipts.files import save

        path = ask_where(self, self._scan.name.rpartition(".")[0] or "pindaian", "pdf" if is_pdf(self._data) else "jpg")
        if path is not None:
            self._place.runner.run(self, lambda: save(path, self._data), lambda kept: told_saved(self._place, kept))


def show_scan(place: Workplace, near: QWidget, scan: Scan, *, whose: str) -> None:
    """Open a scan over the window that ``near`` stands in; what goes wrong is told beside it.

    The look is recorded with those at the other personal data of the maker (``whose``).
    """
    with place.feedback.guard(near):
        if not place.may(Act.SEE_PRIVATE):
            raise RuleBroken(
                "scan.role",
                tr("Pindaian dokumen hanya dibuka pengelola, Dinas, dan administrator."),
                todo=tr("Minta mereka membukanya."),
            )
        gallery = place.gallery
        data = read_scan(gallery.folder.pictures, scan, current_key(gallery.folder))
        gallery.personal.note_look(whose, by=place.desk().user, reason=tr("pindaian {name}").format(name=scan.name))
        ScanDialog(place, near.window(), scan, data).open()
