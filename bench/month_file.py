"""The file of a month of 50,000 sale lines of 2,000 makers: packed, checked, and checked by the verifier alone."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import gallery, month_of_sales
from bench.timing import Result, Scale, took
from db.queries.months import month_figures, month_heads
from db.signing import signed_by
from gallery_pos.documents import MonthClosed
from gallery_pos.formatting import format_count
from gallery_pos.month_file.checking import inspect
from gallery_pos.services.settlement import issue_statements
from ui.papers.month_file import pack_month

if TYPE_CHECKING:
    from ui.gallery import Gallery

_LINES, _CONSIGNORS, _PRODUCTS = 50_000, 2_000, 8_000
_ROOT = Path(__file__).resolve().parents[1]
_MOST_MEGABYTES = 15


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return what packing and checking take, and how large the file is."""
    made = gallery(folder / "galeri", products=_PRODUCTS, consignors=_CONSIGNORS, pieces=1_000)
    try:
        month = _fill(made, scale)
        began = time.perf_counter()
        path = pack_month(made, month, "GALERI", folder)
        packed = time.perf_counter() - began
    finally:
        made.close()
    megabytes = path.stat().st_size / 1e6
    report = inspect(path, signed_by=signed_by).report
    what = f"{format_count(report.lines)} lines, {format_count(report.documents)} documents"
    checked = min(took(lambda: inspect(path, signed_by=signed_by)) for _ in range(3))
    command = [sys.executable, str(_ROOT / "assets/verifier/periksa.py"), str(path)]
    alone = took(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603 -- our own program
    findings = "holds" if report.holds else f"{len(report.findings)} findings: {report.findings[0].what}"
    return [
        Result(f"month file packed: {what}", f"{packed:.1f} s", "under 20 s", packed < 20),
        Result("its size", f"{megabytes:.1f} MB", "under 15 MB", megabytes < _MOST_MEGABYTES),
        Result(f"the check of it ({findings})", f"{checked:.1f} s", "under 10 s", checked < 10 and report.holds),
        Result("the check of it by periksa.py", f"{alone:.1f} s", "", None),
    ]


def _fill(made: Gallery, scale: Scale) -> str:
    """Sell for a month, issue all statements, close it; return the month."""
    desk = made.desk()
    today = desk.today()
    days = [date(today.year, today.month, day) for day in range(1, today.day + 1)]
    lines = scale.of(_LINES, least=3_000)
    sales = month_of_sales(desk, lines=lines, products=_PRODUCTS, consignors=_CONSIGNORS, days=days)
    made.journal.append_many(sales)
    issue_statements(desk, until=today)
    month = f"{today:%Y-%m}"
    figures = month_figures(made.database, "GALERI", month)
    heads = month_heads(made.database, "GALERI", month)
    made.journal.append(desk.write(MonthClosed, month=month, checks=(), figures=figures, heads=heads))
    return month
