"""The Dinas' desk: a large month with its workbook, and the first look at it in a file with a million sale lines."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench.books import gallery, month_of_sales
from bench.large import grown
from bench.timing import Result, Scale, timed, took
from gallery_pos.documents import Role
from gallery_pos.services.access import revise_user
from ui.papers.glance import glance_of
from ui.papers.report_files import write_report
from ui.papers.reports import report_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from ui.gallery import Gallery
    from ui.screens.laporan.report import ReportTab

_LINES, _MAKERS, _PRODUCTS = 50_000, 2_000, 16_000
_MILLION, _LINES_A_SALE, _SALES_A_DAY = 1_000_000, 3, 1_000
_BAR, _FIRST_LOOK = 5_000, 300


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long the month's files and the first look at the screen take."""
    return [*_month(folder / "month", scale), *_screen(folder / "million", scale)]


def _month(folder: Path, scale: Scale) -> list[Result]:
    lines, makers = scale.of(_LINES, least=3_000), scale.of(_MAKERS, least=50)
    products = scale.of(_PRODUCTS, least=500)
    made = gallery(folder, products=products, consignors=makers, category="Makanan")
    try:
        desk = made.desk()
        until = desk.today()
        days = [until - timedelta(day) for day in range(30)]
        sales = month_of_sales(desk, lines=lines, products=products, consignors=makers, days=days)
        made.journal.append_many(sales)
        since, outlet = days[-1], made.outlet()
        read = partial(report_of, made.database, since=since, until=until, today=until)
        report = read()
        figures = timed([read] * 5).p50
        write = partial(write_report, made, report, outlet, folder=folder, stem="laporan")
        book, paper = (took(partial(write, form=form)) * 1_000 for form in ("xlsx", "pdf"))
    finally:
        made.close()
    whole = figures + book
    what = f"a month of {lines:,} lines, {makers:,} makers, {products:,} products:"
    told = f"{whole:.0f} ms (figures {figures:.0f}, workbook {book:.0f})"
    return [
        Result(f"{what} report and XLSX", told, f"under {_BAR:,} ms", whole < _BAR),
        Result(f"{what} its PDF", f"{paper:.0f} ms"),
    ]


def _screen(folder: Path, scale: Scale) -> list[Result]:
    sales = scale.of(_MILLION // _LINES_A_SALE, least=10_000)
    products, makers = scale.of(_PRODUCTS, least=500), scale.of(_MAKERS, least=50)
    made = gallery(folder, products=products, consignors=makers)
    try:
        revise_user(made.desk(), code="ida", name="Ida", role=Role.MANAGER)
        today = made.desk().today()
        first = today - timedelta(sales // _SALES_A_DAY - 1)
        made = grown(made, sales, products=products, consignors=makers, first=first)
        since = today.replace(day=1)
        glance = timed([partial(glance_of, made.database, since=since, until=today, today=today)] * 20)
        whole = timed([partial(report_of, made.database, since=since, until=today, today=today)] * 3)
        first_look, again = _looked(made)
    finally:
        made.close()
    what = f"Laporan with {sales * _LINES_A_SALE:,} sale lines in the file:"
    told = f"{first_look:.0f} ms, the next month {again:.0f} ms (reading {glance.p50:.0f} ms)"
    return [
        Result(f"{what} figures painted", told, f"under {_FIRST_LOOK} ms", max(first_look, again) < _FIRST_LOOK),
        Result(f"{what} everything read", f"{whole.p50:.0f} ms"),
    ]


def _looked(made: Gallery) -> tuple[float, float]:
    """Return the milliseconds from the press on Laporan to its painted figures, and from F5 to those of the month before."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from ui.app.feedback import Feedback
    from ui.app.settings import SettingsStore
    from ui.app.theme import apply_theme
    from ui.desktop import Desktop
    from ui.screens.laporan import ReportsScreen

    app = cast("QApplication", QApplication.instance() or QApplication([]))
    apply_theme(app, "light")
    (user,) = (user for user in made.book.users() if user.code == "ida")
    desktop = Desktop(app, made, user, SettingsStore(made.folder.path / "config"), Feedback())
    desktop.show()
    desktop.window.open("settings")
    _until(app, lambda: False, 8)
    try:
        began = time.perf_counter()
        desktop.window.open("reports")
        tab = cast("ReportTab", cast("ReportsScreen", desktop.window.current()).tab())
        first = _until(app, lambda: tab.figures.said("net") != "") - began
        _until(app, lambda: tab.report is not None, 30)
        _until(app, lambda: False, 3)
        before, began = tab.figures.said("net"), time.perf_counter()
        if tab.acts is not None:
            tab.acts["reports.before"].trigger()
        again = _until(app, lambda: tab.figures.said("net") != before) - began
        _until(app, lambda: False, 6)
    finally:
        desktop.scanner.stop()
        desktop.window.close()
        app.processEvents()
    return first * 1_000, again * 1_000


def _until(app: QApplication, seen: Callable[[], bool], seconds: float = 10) -> float:
    """Let the window work until something is seen and painted, at most so long; return when it was."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        if seen():
            app.processEvents()
            break
        time.sleep(0.001)
    return time.perf_counter()
