"""A durable sale of three lines through the service, against a hand-written insert of the same sale."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from bench.books import CASHIER, gallery, product_code
from bench.timing import Result, Scale, in_turn, timed
from gallery_pos.cart import Cart, add, due
from gallery_pos.documents import Method, Tender
from gallery_pos.services.checkout import complete_sale, outlet_of
from gallery_pos.services.shifts import open_shift

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.gallery import Gallery

_PRODUCTS, _CONSIGNORS = 1_000, 40
_CASH = Tender(method=Method.CASH, amount=1)
_WARM_UP = 20


def seller(made: Gallery, products: int, times: int) -> Callable[[], object]:
    """Return something that sells three pieces each time it is called; carts are filled before, as at a counter."""
    desk = made.desk(CASHIER)
    if made.book.open_shift(desk.outlet, desk.origin) is None:
        open_shift(desk, opening_float=200_000)
    random, outlet, today = Random(7), outlet_of(desk), desk.today()

    def prepared() -> Callable[[], object]:
        cart = Cart()
        for product in made.book.products([product_code(number) for number in random.sample(range(products), 3)]):
            lots = made.book.lots(desk.outlet, [product.code])
            cart = add(cart, product, maker=product.consignor, lots=lots, on=today)
        tender = Tender(method=Method.CASH, amount=due(cart, outlet, today, [_CASH]).total)
        return lambda: complete_sale(desk, cart=cart, tenders=[tender])

    waiting = [prepared() for _ in range(times)]
    return lambda: waiting.pop()()  # noqa: PLW0108 -- another sale at each call


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


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return the ratio of both."""
    times = scale.of(1_000, least=100)
    made = gallery(folder / "sale", products=_PRODUCTS, consignors=_CONSIGNORS)
    try:
        runs = [seller(made, _PRODUCTS, times + _WARM_UP), by_hand(folder / "raw.db")]
        ours, raw = in_turn(runs, times, warm_up=_WARM_UP)
    finally:
        made.close()
    ratio = ours.p50 / raw.p50
    told = f"{ours.p50:.2f} ms, by hand {raw.p50:.2f} ms: {ratio:.1f} times (p99 {ours.p99:.2f} ms)"
    return [Result("a durable sale of 3 lines, p50", told, "at most 6 times", ratio <= 6)]


def measure_on_postgresql(folder: Path, scale: Scale) -> list[Result]:
    """Return what the same sale takes on a PostgreSQL server of its own, for information."""
    from tools.with_postgres import programs, server  # its own imports are POSIX's

    what = "the same sale on PostgreSQL"
    found = programs()
    if found is None:
        return [Result(what, "not measured: no server is installed")]
    times = scale.of(500, least=50)
    with server(found, durable=True) as url:
        made = gallery(folder / "server", products=_PRODUCTS, consignors=_CONSIGNORS, database=url)
        try:
            sell = seller(made, _PRODUCTS, times + _WARM_UP)
            took = timed([sell] * (times + _WARM_UP))
        finally:
            made.close()
    return [Result(what, f"{took.p50:.2f} ms (p99 {took.p99:.2f} ms)")]
