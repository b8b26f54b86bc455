"""A day at the till of a gallery that commands made: the shift, the sales and the closing that have no command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from gallery_pos.cart import Cart, add
from gallery_pos.desk import Desk
from gallery_pos.documents import Method, Tender, new_id
from gallery_pos.ports import Posted
from gallery_pos.services.checkout import complete_sale
from gallery_pos.services.shifts import close_shift, open_shift
from ui.folder import DataFolder
from ui.gallery import open_gallery

MORNING = datetime(2024, 6, 3, 2, 0, tzinfo=UTC)
"""Monday at nine in Karawang."""


@contextmanager
def desk_in(data: Path, clock: Callable[[], datetime] = lambda: MORNING) -> Iterator[Desk]:
    """Open the gallery in a folder at a moment."""
    gallery = open_gallery(DataFolder(data), clock=clock)
    try:
        yield gallery.desk()
    finally:
        gallery.close()


def sell(desk: Desk, code: str, quantity: int = 1) -> Posted:
    """Sell one product for exact cash."""
    product = desk.book.product(code)
    assert product is not None
    lots = desk.book.lots(desk.outlet, [code])
    cart = add(Cart(id=new_id()), product, maker="", lots=lots, on=desk.today(), quantity=quantity)
    tender = Tender(method=Method.CASH, amount=product.price * quantity)
    return complete_sale(desk, cart=cart, tenders=[tender]).value


def work_a_day(data: Path, codes: Sequence[str]) -> Posted:
    """Open the drawer, sell one of each, close; return the closing."""
    with desk_in(data) as desk:
        open_shift(desk, opening_float=100_000)
        for code in codes:
            sell(desk, code)
        return close_shift(desk, counted=150_000).value
