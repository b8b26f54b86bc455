"""A durable sale of three lines through the service, against a hand-written insert of the same sale."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from bench.books import codes, gallery
from bench.timing import Result, in_turn
from gallery_pos.cart import Cart, add, due
from gallery_pos.documents import Method, Tender
from gallery_pos.services.checkout import complete_sale, outlet_of
from gallery_pos.services.shifts import open_shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.gallery import Gallery

_PRODUCTS, _CONSIGNORS, _TIMES = 1_000, 40, 400


def seller(made: Gallery, products: int) -> Callable[[], object]:
    """Return something that sells three pieces each time it is called; the cart is filled before, as at a counter."""
    desk = made.desk()
    if made.book.open_shift(desk.outlet, desk.origin) is None:
        open_shift(desk, opening_float=200_000)
    random, outlet, today = Random(7), outlet_of(desk), desk.today()

    def prepared() -> Callable[[], object]:
        cart = Cart()
        for product in made.book.products(codes(random, products)):
            lots = made.book.lots(desk.outlet, [product.code])
            cart = add(cart, product, maker=product.consignor, lots=lots, on=today)
        tender = Tender(method=Method.CASH, amount=due(cart, outlet, today, [_CASH]).total)
        return lambda: complete_sale(desk, cart=cart, tenders=[tender])

    waiting = [prepared() for _ in range(_TIMES + 10)]
    return lambda: waiting.pop()()  # noqa: PLW0108 -- another sale at each call


_CASH = Tender(method=Method.CASH, amount=1)


def by_hand(path: Path) -> Callable[[], object]:
    """Return something that writes a sale as 1 + 3 + 3 + 1 rows with plain SQL, WAL and FULL."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.executescript(
        """PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;
        CREATE TABLE sale (id INTEGER PRIMARY KEY, number TEXT UNIQUE, at TEXT, user TEXT, total INTEGER) STRICT;
        CREATE TABLE line (sale INTEGER, n INTEGER, product TEXT, quantity INTEGER, price INTEGER, due INTEGER,
            PRIMARY KEY (sale, n)) STRICT;
        CREATE TABLE move (sale INTEGER, n INTEGER, lot TEXT, quantity INTEGER, PRIMARY KEY (sale, n)) STRICT;
        CREATE TABLE payment (sale INTEGER PRIMARY KEY, method TEXT, amount INTEGER) STRICT;"""
    )
    numbers = count(1)

    def sell() -> None:
        n = next(numbers)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO sale VALUES (?, ?, ?, ?, ?)", (n, f"JL-{n}", "2026-10-07", "enah", 45_000))
        connection.executemany(
            "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?)", [(n, k, "P000123", 1, 15_000, 12_750) for k in range(3)]
        )
        connection.executemany("INSERT INTO move VALUES (?, ?, ?, ?)", [(n, k, "ABCDEFGH1234", 1) for k in range(3)])
        connection.execute("INSERT INTO payment VALUES (?, ?, ?)", (n, "tunai", 45_000))
        connection.execute("COMMIT")

    return sell


def measure(folder: Path) -> list[Result]:
    """Return the ratio of both."""
    made = gallery(folder / "sale", products=_PRODUCTS, consignors=_CONSIGNORS)
    try:
        ours, raw = in_turn([seller(made, _PRODUCTS), by_hand(folder / "raw.db")], _TIMES)
    finally:
        made.close()
    ratio = ours.p50 / raw.p50
    told = f"{ours.p50:.2f} ms, by hand {raw.p50:.2f} ms: {ratio:.1f} times (p99 {ours.p99:.2f} ms)"
    return [Result("sale of 3 lines, p50", told, "at most 6 times", ratio <= 6)]
