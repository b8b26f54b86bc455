"""Scan to line on the cart, and search as you type, on the real screen with 100,000 products."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from bench.books import CASHIER, barcode, gallery, name
from bench.timing import Result, Scale, Timed, timed, took
from db.queries.search import search_products
from gallery_pos.services.shifts import open_shift

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from ui.gallery import Gallery
    from ui.screens.kasir.screen import TillScreen

_PRODUCTS, _CONSIGNORS = 100_000, 1_000
_SCANS_A_CART = 8


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long a scan and a letter of a search take."""
    products = scale.of(_PRODUCTS, least=2_000)
    made = gallery(folder / "many", products=products, consignors=scale.of(_CONSIGNORS, least=50))
    try:
        return [*_at_the_screen(made, products, scale), *_in_the_books(made, products, scale)]
    finally:
        made.close()


def _at_the_screen(made: Gallery, products: int, scale: Scale) -> list[Result]:
    """Measure what a cashier waits for: from the code to the painted line, from the letter to the painted list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.app.feedback import Feedback
    from ui.app.settings import SettingsStore
    from ui.app.theme import apply_theme
    from ui.desktop import Desktop

    app = cast("QApplication", QApplication.instance() or QApplication([]))
    apply_theme(app, "light")
    desk = made.desk(CASHIER)
    if made.book.open_shift(desk.outlet, desk.origin) is None:
        open_shift(desk, opening_float=200_000)
    (user,) = (user for user in made.book.users() if user.code == CASHIER)
    desktop = Desktop(app, made, user, SettingsStore(made.folder.path / "config"), Feedback())
    desktop.show()
    desktop.window.open("till")
    screen = cast("TillScreen", desktop.window.current())
    _settle(app)
    try:
        scans = _scans(app, screen, products, scale.of(1_000, least=100))
        letters = _letters(app, screen, products, scale.of(100, least=10))
    finally:
        desktop.scanner.stop()
        screen.keeper.close()
        desktop.window.close()
        app.processEvents()
    among = f"among {products:,} products"
    return [
        Result(f"scan to painted line on the cart {among}, p99", _told(scans), "under 16 ms", scans.p99 < 16),
        Result(f"letter to painted list of hits {among}, p99", _told(letters)),
    ]


def _settle(app: QApplication) -> None:
    """Let the window come up, with what it reads on its worker."""
    until = time.monotonic() + 2
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)


def _scans(app: QApplication, screen: TillScreen, products: int, times: int) -> Timed:
    random, seconds = Random(5), []
    for number in range(times):
        if number % _SCANS_A_CART == 0:
            screen.till.begin()
            app.processEvents()
        code = barcode(random.randrange(products))

        def scan(code: str = code) -> None:
            screen.on_scan(code)
            app.processEvents()

        seconds.append(took(scan))
    screen.till.begin()
    app.processEvents()
    return Timed(tuple(seconds))


def _letters(app: QApplication, screen: TillScreen, products: int, words: int) -> Timed:
    """Type words letter by letter."""
    field, seconds = screen.browse.field, []
    for typed in _prefixes(products, words):

        def write(text: str = typed) -> None:
            field.setText(text)
            app.processEvents()

        seconds.append(took(write))
    field.clear()
    app.processEvents()
    return Timed(tuple(seconds))


def _in_the_books(made: Gallery, products: int, scale: Scale) -> list[Result]:
    outlet = made.machine.outlet
    typed = list(_prefixes(products, scale.of(100, least=10)))
    search = timed(partial(search_products, made.database, text, outlet=outlet, limit=40) for text in typed)
    what = f"search as you type over {products:,} products, p99"
    return [Result(what, _told(search), "under 10 ms", search.p99 < 10)]


def _prefixes(products: int, words: int) -> Iterator[str]:
    """Yield what stands in the field while people search: names, words from their middle, makers, codes."""
    random = Random(6)
    for number in range(words):
        said = name(random.randrange(products))
        wanted = (said, " ".join(said.split()[1:3]), f"ibu {random.randrange(_CONSIGNORS)}", said.split()[-2])[
            number % 4
        ]
        for length in range(1, len(wanted) + 1):
            yield wanted[:length]


def _told(took: Timed) -> str:
    return f"{took.p99:.1f} ms (p50 {took.p50:.1f} ms)"
