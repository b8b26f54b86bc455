"""What every slip has: the outlet above, marks for copies and practice, moments, and how money came."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from gallery_pos.documents import Method
from gallery_pos.formatting import format_count, format_date, format_time
from gallery_pos.language import tr, tr_noop
from receipts.paper import Align, Blank, Columns, Cut, Line, Logo, Rule, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gallery_pos.documents import OutletRevised

METHODS = {
    Method.CASH: tr_noop("Tunai"),
    Method.QRIS: tr_noop("QRIS"),
    Method.TRANSFER: tr_noop("Transfer"),
    Method.CARD: tr_noop("Kartu"),
}


def method_name(method: str) -> str:
    """Return how people call a way to pay; a method that is not known stands as it is written."""
    try:
        return tr(METHODS[Method(method)])
    except ValueError:
        return method


def moment(when: datetime, timezone: str) -> str:
    """Return a moment at the outlet: "4 Jul 2023 14.05 WIB"."""
    local = when.astimezone(ZoneInfo(timezone))
    return f"{format_date(local.date())} {format_time(local.time())} {local.tzname()}"


def figure(amount: int) -> str:
    """Return an amount without "Rp", as the columns of a slip show it."""
    return format_count(amount)


def head(outlet: OutletRevised, logo: bytes, *, copy: int, practice: bool) -> Iterator[Line]:
    """Yield logo, name and address of the outlet, and the marks that keep a paper from passing for another."""
    yield from marks(copy=copy, practice=practice)
    if logo:
        yield Logo(logo)
    yield Text(outlet.name, Align.CENTER, bold=True)
    if outlet.address:
        yield Text(outlet.address, Align.CENTER)
    if outlet.phone:
        yield Text(tr("Telp. {phone}").format(phone=outlet.phone), Align.CENTER)
    yield Rule()


def marks(*, copy: int, practice: bool) -> Iterator[Line]:
    """Yield "SALINAN ke-n" on a copy and "LATIHAN" on paper from the practice books."""
    if practice:
        yield Text(tr("LATIHAN"), Align.CENTER, bold=True, size=2)
        yield Text(tr("bukan bukti pembayaran"), Align.CENTER)
    if copy:
        yield Text(tr("SALINAN ke-{count}").format(count=copy), Align.CENTER, bold=True)


def tail(*, copy: int, practice: bool) -> Iterator[Line]:
    """Yield the marks once more, so that a torn paper keeps one, and the end of the paper."""
    if copy or practice:
        yield Blank()
        yield from marks(copy=copy, practice=practice)
    yield Cut()


def title(text: str) -> Iterator[Line]:
    """Yield the heading of a slip that is no receipt of a sale."""
    yield Text(text, Align.CENTER, bold=True)
    yield Blank()


def signature(who: str) -> Iterator[Line]:
    """Yield room for a signature and whose it is."""
    yield Blank()
    yield Blank()
    yield Blank()
    yield Text("(____________________)", Align.CENTER)
    yield Text(who, Align.CENTER)


def amounts(lines: list[tuple[str, int]]) -> Iterator[Line]:
    """Yield labelled amounts, leaving out those that are zero."""
    for label, amount in lines:
        if amount:
            yield Columns(label, figure(amount))
