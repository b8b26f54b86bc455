"""The sheets to count on with a pencil: one for each part that nobody has handed in yet, without what the books say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from ui.app.sheets import goods_record

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gallery_pos.services.counting import Session
    from ui.gallery import Gallery
    from ui.workplace import Workplace


def count_sheets(gallery: Gallery, count: Session) -> bytes:
    """Return the sheets of a count as PDF. May be called from any thread."""
    from receipts.pdf.count_sheets import ToCount, count_sheets_pdf

    posted = gallery.book.document(count.started.id)
    if posted is None:
        raise RuleBroken("count.no_session", tr("Stok opname itu tidak ada."))
    record = goods_record(gallery, posted)
    codes = {line.product for line in count.started.lines}
    goods = [
        ToCount(
            maker=record.makers.get(product.consignor, product.consignor),
            name=product.name,
            code=product.code,
            barcode=product.barcodes[0] if product.barcodes else "",
            price=format_rupiah(product.price),
        )
        for product in gallery.book.products(codes)
    ]
    return count_sheets_pdf(
        record,
        scope=count.started.scope,
        day=count.started.business_date,
        parts=count.waiting or count.started.parts,
        goods=goods,
    )


def show_count_sheets(near: QWidget, place: Workplace, count: Session) -> None:
    """Show the sheets over the window that ``near`` stands in."""
    from ui.dialogs.pdf import show_pdf

    gallery = place.gallery
    title = tr("Lembar hitung {number}").format(number=count.number)
    show_pdf(place, near, lambda: count_sheets(gallery, count), title=title, name=f"lembar-hitung-{count.number}")
