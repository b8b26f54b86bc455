"""What can be done about the sale that was just made: print it again, look at it, send it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from gallery_pos.barcode import receipt_code
from gallery_pos.language import tr
from gallery_pos.printing import PrintState
from ui.app.print_jobs import show_paper

if TYPE_CHECKING:
    from gallery_pos.printing import PrintJob
    from ui.screens.kasir.done_page import DonePage, Sold
    from ui.workplace import Workplace


class AfterSale(QObject):
    """Serves the page after a sale."""

    def __init__(self, place: Workplace, page: DonePage) -> None:
        super().__init__(page)
        self._place = place
        self._page = page
        place.printing.job_changed.connect(self._on_job)

    def show_sold(self, sold: Sold) -> None:
        """Show a sale and how its receipt is doing."""
        self._page.show_sold(sold)
        if not self._place.printing.is_set_up():
            self._page.say_printed(tr("Belum ada printer di komputer ini; tekan F7 untuk melihat struknya."))

    def print_again(self) -> None:
        """Print a copy, or show the receipt where there is no printer."""
        sold = self._page.sold
        if sold is None:
            return
        if self._place.printing.is_set_up():
            self._place.printing.print_document(sold.posted, again=True)
        else:
            self.look()

    def look(self) -> None:
        """Show the receipt as the printer prints it."""
        sold = self._page.sold
        if sold is not None:
            title = tr("Struk {number}").format(number=sold.posted.number)
            printing = self._place.printing
            show_paper(printing, printing.slip_of(sold.posted), title, self._page.window())

    def copy_message(self) -> None:
        """Put the receipt on the clipboard as a message."""
        from receipts.messages import sale_message

        sold = self._page.sold
        if sold is not None:
            posted, outlet = sold.posted, self._place.gallery.outlet()
            text = sale_message(posted.number, sold.sale, outlet, receipt_code(posted.hash))
            QGuiApplication.clipboard().setText(text)
            self._place.feedback.toast(tr("Teks struk disalin. Tempelkan di WhatsApp."))

    def _on_job(self, job: PrintJob) -> None:
        sold = self._page.sold
        if sold is None or job.document != sold.sale.id:
            return
        self._page.say_printed(
            {
                PrintState.QUEUED: tr("Struk sedang dicetak…"),
                PrintState.SENT: tr("Struk sudah dikirim ke printer."),
                PrintState.FAILED: job.message,
                PrintState.UNKNOWN: job.message or tr("Struk sedang dicetak…"),
            }[job.state]
        )
