"""A month of the small gallery that is over: a day declared shut, the month closed, its report sent, received and given."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gallery_pos.documents import (
    DayDeclaredShut,
    MakerTold,
    MessageKind,
    MessageWay,
    MonthCheck,
    MonthClosed,
    ReportGiven,
    ReportReceived,
    ReportSent,
)
from gallery_pos.periods import month_of
from gallery_pos.report_clock import month_of_day

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from shop import Shop


def close_month(shop: Shop, month: str) -> Posted:
    """Close a month of the gallery's own outlet as its service does, without asking its list."""
    return shop.post(
        MonthClosed,
        month=month,
        checks=(
            MonthCheck(code="days", passed=True),
            MonthCheck(code="matching", passed=False, found=3, note="menyusul"),
        ),
        figures=shop.book.month_figures("GALERI", month),
        heads=shop.book.month_heads("GALERI", month),
        note="menyusul",
    )


def tell_of_the_month(shop: Shop) -> None:
    """Declare a day shut, take another back, then close the month on the third of the next and send its report."""
    month, last = month_of_day(shop.day), month_of(shop.day).end
    shop.post(DayDeclaredShut, day=last, reason="libur")
    shop.post(DayDeclaredShut, day=last - timedelta(days=1), reason="libur")
    shop.post(DayDeclaredShut, day=last - timedelta(days=1), reason="jadi buka", withdrawn=True)
    shop.day = last + timedelta(days=3)
    closed = close_month(shop, month)
    shop.post(ReportSent, month=month, closed=closed.document.id, sha256="ab" * 32, way="WhatsApp", to="Dinas Koperasi")
    shop.post(ReportReceived, month=month, sha256="ab" * 32, by="Bu Leoni")
    shop.post(ReportGiven, month=month, given=1, makers=2)
    shop.post(MakerTold, consignor="M1", message=MessageKind.SOLD, period="2026-W47", way=MessageWay.PHONE)
