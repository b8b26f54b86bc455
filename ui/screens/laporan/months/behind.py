"""What is behind a day of the calendar: its receipts, its shift, the visit that speaks for it, or why it was shut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.queries.moving import list_visits
from db.queries.sales import SaleRow, list_sales
from db.queries.shifts import list_shifts
from gallery_pos.documents import DayDeclaredShut
from gallery_pos.formatting import format_count, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.months import DayState
from ui.dialogs.document import show_document
from ui.screens.laporan.behind import BehindDialog, receipt_columns
from ui.widgets.month_grid import day_words

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from PySide6.QtWidgets import QWidget

    from gallery_pos.months import Day
    from ui.workplace import Workplace


def open_day(place: Workplace, parent: QWidget, outlet: str, day: Day) -> bool:
    """Open what is behind a day; False where there is nothing."""
    if day.state is DayState.SOLD:
        _open_receipts(place, parent, outlet, day.day)
        return True
    found = _document(place, outlet, day)
    if found is not None:
        show_document(parent, place, found)
    return found is not None


def _document(place: Workplace, outlet: str, day: Day) -> UUID | None:
    database, on = place.gallery.database, day.day
    if day.state is DayState.SHUT:
        said = place.gallery.book.latest(DayDeclaredShut, f"{outlet}/{on}")
        return said.id if said else None
    if day.state is DayState.VISITED and day.visit is not None:
        visits = list_visits(database, outlet=outlet, since=day.visit, until=day.visit)
        return visits[0].id if visits else None
    if day.state in {DayState.ZERO, DayState.OPEN}:
        shifts = list_shifts(database, outlet=outlet, since=on, until=on)
        return shifts[0].id if shifts else None
    return None


def _open_receipts(place: Workplace, parent: QWidget, outlet: str, day: date) -> None:
    """List the receipts of a day, read off the UI thread."""

    def summed(rows: Sequence[SaleRow]) -> str:
        words = tr("{count} struk · {amount}")
        return words.format(count=format_count(len(rows)), amount=format_rupiah(sum(row.total for row in rows)))

    record = place.gallery.book.outlet(outlet)
    dialog: BehindDialog[SaleRow] = BehindDialog(
        place,
        parent,
        receipt_columns(place, tr_noop("Total"), lambda row: row.total),
        lambda row: row.id,
        summed,
        title=day_words(day),
        hint=record.name if record else outlet,
        name=tr("struk"),
    )
    database = place.gallery.database
    place.runner.run(dialog, lambda: list_sales(database, since=day, until=day, outlet=outlet), dialog.show_rows)
    dialog.open()
