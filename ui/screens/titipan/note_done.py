"""What just happened to goods: the note, its papers and labels to print, and what can be sent to the maker."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from gallery_pos.documents import GoodsReceived, GoodsReturned
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.app.saving import ask_where, told_saved
from ui.app.sheets import note_printed, sheet_pdf
from ui.app.tokens import GRID
from ui.dialogs.label_choice import LabelChoice, labels_printed
from ui.dialogs.labels import LabelDialog, Wanted
from ui.dialogs.printing_pages import PrintProgress, print_exactly, print_pages, set_paper
from ui.news.sending import Opener
from ui.papers.labels import labels_of, labels_sheet, sheets_of
from ui.widgets.banner import Banner, IconLabel
from ui.widgets.buttons import Button, Segments
from ui.widgets.card import Card
from ui.widgets.pages import Pages
from ui.widgets.text import Label

if TYPE_CHECKING:
    from pathlib import Path

    from gallery_pos.ports import Posted
    from receipts.label_drawing import Label as PriceLabel
    from ui.workplace import Workplace

_NOTE, _LABELS = "note", "labels"


class NoteDonePage(QWidget):
    """The page after a note was posted: what it says at the left, its papers as they print at the right."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.posted: Posted | None = None
        self._labels: list[PriceLabel] = []
        self.banner = Banner()
        self._title = Label("", "title", wrap=True)
        self._what = Label("", wrap=True)
        self._printed = Label("", "soft", wrap=True)
        self.which = Segments([(_NOTE, tr("Surat")), (_LABELS, tr("Label harga"))])
        self.which.chosen.connect(self._show_paper)
        self.paper = LabelChoice(place)
        self.profile = self.paper.profile
        self.paper.changed.connect(lambda: self._show_paper(_LABELS))
        self._count = Label("", "soft")
        self.pages = Pages()
        self._again = Button(tr("Cetak slip lagi"), self._print_slip, icon_name="printer")
        self._some = Button(tr("Jumlah label…"), self._choose_labels, size="small", icon_name="list-numbers")
        self._wa = Button(tr("Kirim WhatsApp"), self._send, icon_name="whatsapp-logo")
        self._lay_out()

    def _lay_out(self) -> None:
        left = Card()
        head = QHBoxLayout()
        head.setSpacing(GRID + 4)
        head.addWidget(IconLabel("check-circle", "ok", 36))
        head.addWidget(self._title, 1)
        left.body.addLayout(head)
        for label in (self._what, self._printed):
            left.add(label)
        for button in (
            self._again,
            self._wa,
            Button(tr("Salin teks untuk penitip"), self._copy, icon_name="copy"),
            Button(tr("Simpan PDF…"), self._save, icon_name="floppy-disk"),
            Button(tr("Buka dokumennya"), self._open, icon_name="file-text"),
        ):
            left.add(button)
        right = Card()
        top = QHBoxLayout()
        top.addWidget(self.which)
        top.addStretch(1)
        top.addWidget(self._count)
        top.addWidget(self._some)
        right.body.addLayout(top)
        right.add(self.paper)
        right.add(self.pages, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        row.addWidget(left, 2)
        row.addWidget(right, 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GRID)
        layout.addWidget(self.banner)
        layout.addLayout(row, 1)

    def show_note(self, posted: Posted) -> None:
        """Show a note that was just posted, and send its slip to the receipt printer where there is one."""
        self.posted = posted
        self.banner.clear()
        document = posted.document
        received = isinstance(document, GoodsReceived)
        self.paper.refresh()
        self._labels = labels_of(self._place.gallery, document) if isinstance(document, GoodsReceived) else []
        self._title.setText(tr("Surat titip tersimpan") if received else tr("Retur titipan tersimpan"))
        self._what.setText(self._words(posted))
        self.which.setVisible(bool(self._labels))
        self.which.choose(_NOTE)
        slip = self._place.printing.is_set_up()
        self._again.setVisible(slip)
        if slip:
            self._place.printing.print_document(posted)
        self._printed.setText(
            tr("Slip dua lembar dikirim ke printer struk.")
            if slip
            else tr("Cetak dua lembar: satu untuk penitip, satu untuk galeri.")
        )
        self._wa.setVisible(self._place.may(Act.SEE_PRIVATE) and received)
        self._show_paper(_NOTE)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)  # no button waits for a space or a scanner's Enter

    def primary_text(self) -> str:
        """Return what the primary button prints now."""
        return tr("Cetak label") if self.which.choice() == _LABELS else tr("Cetak surat")

    def print_shown(self) -> None:
        """Ask for a printer and print what is shown: labels to the millimetre on paper of their own size."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        printer.setDocName(self._name())
        if self.which.choice() == _LABELS:
            set_paper(self.pages.paper, printer)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(partial(self.print_with, printer))
        QDialog.open(dialog)  # QPrintDialog hides it behind one with other arguments

    def print_with(self, printer: QPrinter) -> None:
        """Print what is shown with a printer that a person chose; after the note come the labels."""
        with self._place.feedback.guard(self), PrintProgress(self) as progress:
            if self.which.choice() == _LABELS:
                print_exactly(self.pages.paper, printer, progress)
                count = sum(label.count for label in self._labels)
                labels_printed(self._place, self.paper.paper(), count, start=self.paper.first())
                self.paper.refresh()
                self.banner.say(tr("Dikirim ke printer."), tone="good")
                return
            print_pages(self.pages.paper, printer, progress)
            if self.posted is not None:
                note_printed(self._place.gallery, self.posted, self._name(), 0)
            self.banner.say(tr("Dikirim ke printer."), tone="good")
            if self._labels:
                self.which.choose(_LABELS)
                self.which.chosen.emit(_LABELS)

    # -- what it shows

    def _words(self, posted: Posted) -> str:
        document = posted.document
        if isinstance(document, GoodsReceived):
            value = sum(line.quantity * line.price for line in document.lines)
            said = tr("{number}: {pieces} barang dari {name}, nilai jual {value}.")
        elif isinstance(document, GoodsReturned):
            value = 0
            said = tr("{number}: {pieces} barang kembali kepada {name}.")
        else:
            message = f"{document.kind} is no note"
            raise TypeError(message)
        maker = self._place.gallery.book.consignor(document.consignor)
        return said.format(
            number=posted.number,
            pieces=format_count(sum(line.quantity for line in document.lines)),
            name=maker.business_name if maker else document.consignor,
            value=format_rupiah(value),
        )

    def _show_paper(self, which: str) -> None:
        posted, gallery = self.posted, self._place.gallery
        if posted is None:
            return
        labels = which == _LABELS
        for widget in (self.paper, self._count, self._some):
            widget.setVisible(labels)
        if labels:
            self._show_labels()
        else:
            self._place.runner.run(self, lambda: sheet_pdf(gallery, posted), self.pages.show_pdf)

    def _show_labels(self) -> None:
        wanted, settings = list(self._labels), self._place.settings.current.labels
        paper, start = self.paper.paper(), self.paper.first()
        count = sum(label.count for label in wanted)
        self._count.setText(
            tr("{count} label di {sheets} lembar").format(
                count=format_count(count), sheets=format_count(sheets_of(count, paper, start=start))
            )
        )
        make = partial(labels_sheet, wanted, settings, start=start, profile=paper)
        self._place.runner.run(self, make, self.pages.show_pdf)

    def _choose_labels(self) -> None:
        """Print another number of labels of some of the goods."""
        document = self.posted.document if self.posted else None
        if not isinstance(document, GoodsReceived):
            return
        products = {each.code: each for each in self._place.gallery.book.products({e.product for e in document.lines})}
        wanted = [
            Wanted(products[line.product], line.quantity, line.price, line.best_before, line.lot)
            for line in document.lines
            if line.product in products
        ]
        LabelDialog(self._place, self, wanted).open()

    # -- what can be done with it

    def _name(self) -> str:
        number = self.posted.number if self.posted else ""
        return tr("label {number}").format(number=number) if self.which.choice() == _LABELS else number

    def _text(self) -> str:
        from receipts.messages import consignment_message

        assert self.posted is not None  # noqa: S101 -- the page is shown with a note only
        document = self.posted.document
        if not isinstance(document, GoodsReceived):
            return self._what.text()
        maker = self._place.gallery.book.consignor(document.consignor)
        name = maker.business_name if maker else document.consignor
        return consignment_message(self.posted.number, document, name, self._place.gallery.outlet())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self.banner.say(tr("Teks tersalin; tempel di pesan untuk penitip."), tone="good")

    def _send(self) -> None:
        """Open WhatsApp with the text; looking up the telephone is recorded."""
        with self._place.feedback.guard(self):
            document = self.posted.document if self.posted else None
            code = document.consignor if isinstance(document, GoodsReceived) else ""
            maker = self._place.gallery.book.consignor(code)
            name = maker.business_name if maker else code
            Opener(self._place).open(code, name, self._text(), tr("kirim surat titip lewat WhatsApp"))

    def _save(self) -> None:
        path = ask_where(self, self._name(), "pdf")
        if path is not None:
            pdf = self.pages.pdf
            self._place.runner.run(self, lambda: _saved(path, pdf), lambda saved: told_saved(self._place, saved))

    def _open(self) -> None:
        from ui.dialogs.document import show_document

        if self.posted is not None:
            show_document(self, self._place, self.posted.document.id)

    def _print_slip(self) -> None:
        if self.posted is not None:
            self._place.printing.print_document(self.posted, again=True)
            self.banner.say(tr("Salinan dikirim ke printer struk."), tone="good")


def _saved(path: Path, pdf: bytes) -> Path:
    from receipts.files import save

    return save(path, pdf)
