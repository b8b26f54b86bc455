"""A test page, sent straight to a printer that is only being described."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.language import tr

if TYPE_CHECKING:
    from ui.app.settings import PrinterSettings


def print_trial(settings: PrinterSettings, name: str) -> bool:
    """Send a test page to a printer; False where none is described. Raises DeviceTrouble."""
    from receipts.escpos import encode
    from receipts.printers import device_of
    from receipts.thermal.printer import trial_page
    from ui.app.printing import printer_of

    printer = printer_of(settings)
    if printer is None:
        return False
    page = trial_page(name or tr("Galeri POS"), settings.address, width=printer.model.columns)
    device_of(printer).send(encode(page, printer.model), tr("Halaman uji"))
    return True
