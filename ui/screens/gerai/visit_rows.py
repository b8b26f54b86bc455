"""The goods of a visit as a table: what should be there, at which price, and what was found there besides."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.visits import expected_at
from ui.app.tables import Column, Kind

if TYPE_CHECKING:
    from ui.screens.gerai.visit_form import VisitForm
    from ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A product that should be there, or that was found there; ``price`` after the plans that count, ``label`` before."""

    product: str
    name: str
    maker: str
    price: int
    label: int
    expected: int
    best_before: date | None = None


def rows_at(place: Workplace, outlet: str, day: date, extra: Iterable[str]) -> list[VisitRow]:
    """Return what an outlet should have on a day, and the ``extra`` products that were found there besides."""
    if not outlet:
        return []
    rows = [
        VisitRow(each.product, each.name, each.maker, each.price, each.label, each.pieces, each.best_before)
        for each in expected_at(place.desk(), outlet=outlet, day=day)
    ]
    known = {row.product for row in rows}
    return rows + [_besides(place, product) for product in extra if product not in known]


def _besides(place: Workplace, code: str) -> VisitRow:
    book = place.gallery.book
    product = book.product(code)
    maker = book.consignor(product.consignor) if product else None
    name = product.name if product else code
    price = product.price if product else 0
    return VisitRow(code, name, maker.business_name if maker else "", price, price, 0)


def columns(form: Callable[[], VisitForm], left: str, returned: str, missing: str) -> tuple[Column[VisitRow], ...]:
    """Return the columns; ``left``, ``returned`` and ``missing`` are the titles of those that are typed."""

    def gone(row: VisitRow) -> int | None:
        if row.product not in form().left:
            return None
        return row.expected - form().left[row.product] - form().returned.get(row.product, 0)

    return (
        Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.product}"),
        Column(tr_noop("Penitip"), lambda row: row.maker, width=124),
        Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY, width=90, tip=_label_price),
        Column(tr_noop("Di buku"), lambda row: row.expected, Kind.NUMBER, width=60),
        Column(left, lambda _row: None, Kind.NUMBER, width=72),
        Column(returned, lambda _row: None, Kind.NUMBER, width=72),
        Column(tr_noop("Pergi"), gone, Kind.NUMBER, width=54),
        Column(missing, lambda _row: None, Kind.NUMBER, width=72),
    )


def _label_price(row: VisitRow) -> str:
    if row.price == row.label:
        return ""
    return tr("Harga label {label}, sesudah potongan rencana {price}.").format(
        label=format_rupiah(row.label), price=format_rupiah(row.price)
    )
