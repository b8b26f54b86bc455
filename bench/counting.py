"""A shelf of 1,000 products and a gallery of 10,000, counted: a scan on the screen, the beginning, the review, the end."""

from __future__ import annotations

import os
from collections import Counter
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, cast

from bench.books import CASHIER, barcode, gallery, month_of_sales, product_code
from bench.timing import Result, Scale, timed, took
from gallery_pos.services.count_posting import post_stocktake
from gallery_pos.services.count_review import by_terms, review
from gallery_pos.services.count_start import start_stocktake
from gallery_pos.services.counting import Found, session, submit_part

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtWidgets import QApplication

    from ui.gallery import Gallery
    from ui.screens.stok import StockScreen

_ON_SHELF, _SCANS, _SCAN_BAR = 1_000, 400, 16
_PRODUCTS, _SALES, _BAR = 10_000, 5_000, 2_000


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return what counting takes."""
    return [_scans(folder / "shelf", scale), *_whole(folder / "whole", scale)]


def _scans(folder: Path, scale: Scale) -> Result:
    """Scan pieces on the real page, each of them on disk before the next."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.app.feedback import Feedback
    from ui.app.settings import SettingsStore
    from ui.app.theme import apply_theme
    from ui.desktop import Desktop

    app = cast("QApplication", QApplication.instance() or QApplication([]))
    apply_theme(app, "light")
    count = scale.of(_ON_SHELF, least=50)
    made = gallery(folder, products=count, consignors=20, pieces=12)
    (user,) = (user for user in made.book.users() if user.code == CASHIER)
    desktop = Desktop(app, made, user, SettingsStore(folder / "config"), Feedback())
    desktop.show()
    desktop.window.open("stock")
    screen = cast("StockScreen", desktop.window.current())
    screen.show_page(screen.count)
    try:
        screen.count.go()
        while screen.count.step() is not screen.count.counting:
            app.processEvents()
        random = Random(1)
        codes = [barcode(random.randrange(count)) for _ in range(scale.of(_SCANS, least=30))]

        def scan(code: str) -> None:
            screen.on_scan(code)
            app.processEvents()

        measured = timed([partial(scan, code) for code in codes])
    finally:
        desktop.scanner.stop()
        desktop.window.close()
        app.processEvents()
        made.close()
    return Result(
        f"a piece scanned into a count of {count:,} products: found, on disk, painted, p99",
        f"{measured.p99:.1f} ms (p50 {measured.p50:.1f} ms)",
        f"under {_SCAN_BAR} ms",
        measured.p99 < _SCAN_BAR,
    )


def _whole(folder: Path, scale: Scale) -> list[Result]:
    products, lines = scale.of(_PRODUCTS, least=500), scale.of(_SALES, least=200)
    made = gallery(folder, products=products, consignors=100, pieces=1_000)
    try:
        return list(_steps(made, products, lines))
    finally:
        made.close()


def _steps(made: Gallery, products: int, lines: int) -> list[Result]:
    desk = made.desk()
    begun: list[UUID] = []
    begin = took(lambda: begun.append(start_stocktake(desk).value.document.id))
    part = session(made.book, begun[0]).started.parts[0]
    mark = made.book.newest()
    there = Counter({product_code(number): 1_000 - (number % 50 == 0) for number in range(products)})
    found = [Found(code, pieces, mark, mark) for code, pieces in there.items()]
    made.journal.append_many(month_of_sales(desk, lines=lines, products=products, consignors=100, days=[desk.today()]))
    submit_part(desk, stocktake=begun[0], part=part, found=found)
    looked = timed([partial(review, desk, begun[0])] * 3)
    told = review(desk, begun[0])
    missing = sum(row.unexplained for row in told.rows)
    end = took(lambda: post_stocktake(desk, stocktake=begun[0], borne=by_terms(told)))
    what = f"{products:,} products, {lines:,} sale lines meanwhile, {missing} pieces missing"
    return [
        Result(
            f"a count begun over {products:,} products",
            f"{begin * 1_000:.0f} ms",
            f"under {_BAR} ms",
            begin * 1_000 < _BAR,
        ),
        Result(f"its review: {what}", f"{looked.p50:.0f} ms", f"under {_BAR} ms", looked.p50 < _BAR),
        Result("its posting", f"{end * 1_000:.0f} ms", f"under {_BAR} ms", end * 1_000 < _BAR),
    ]
