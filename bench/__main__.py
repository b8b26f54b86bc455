"""Run every measurement, or those named, and print the table of ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from sqlcipher3 import dbapi2

from bench import (
    counter,
    counting,
    duplicates,
    entry,
    imports,
    intake,
    large,
    legality,
    matching,
    month_file,
    months,
    moving,
    paying,
    reports,
    sale,
    settlement,
    shelf,
    start,
    telling,
)
from bench.timing import Result, Scale

if TYPE_CHECKING:
    from collections.abc import Callable

MEASUREMENTS: dict[str, Callable[[Path, Scale], list[Result]]] = {
    "sale": sale.measure,
    "postgresql": sale.measure_on_postgresql,
    "counter": counter.measure,
    "settlement": settlement.measure,
    "paying": paying.measure,
    "telling": telling.measure,
    "matching": matching.measure,
    "month_file": month_file.measure,
    "months": months.measure,
    "import": imports.measure,
    "intake": intake.measure,
    "counting": counting.measure,
    "legality": legality.measure,
    "entry": entry.measure,
    "moving": moving.measure,
    "duplicates": duplicates.measure,
    "shelf": shelf.measure,
    "reports": reports.measure,
    "start": start.measure,
    "large": large.measure,
}
_QUICK = 20


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK} times smaller: shows only that it runs")
    parser.add_argument("--markdown", action="store_true", help="print the table as docs/benchmarks.md has it")
    asked = parser.parse_args()
    unknown = set(asked.names) - MEASUREMENTS.keys()
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    results: list[Result] = []
    console = Console(highlight=False)
    console.print(_machine())
    for name, measure in MEASUREMENTS.items():
        if asked.names and name not in asked.names:
            continue
        with console.status(name), tempfile.TemporaryDirectory(prefix="gallery-bench-") as folder:
            results += measure(Path(folder), Scale(_QUICK if asked.quick else 1))
    if asked.markdown:
        console.print("\n".join(_markdown(results)), soft_wrap=True, markup=False)
    else:
        console.print(_table(results))


def _machine() -> str:
    """Return what was measured on; the load tells how much else the machine had to do."""
    names = ("sqlalchemy", "PySide6-Essentials", "msgspec", "reportlab", "openpyxl")
    versions = [f"{name} {importlib.metadata.version(name)}" for name in names]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores{load}"
    return ", ".join([machine, f"Python {platform.python_version()}", f"SQLite {dbapi2.sqlite_version}", *versions])


def _met(result: Result) -> str:
    return "" if result.met is None else "yes" if result.met else "NO"


def _table(results: list[Result]) -> Table:
    table = Table("measured", "result", "bar", "met")
    for result in results:
        table.add_row(result.what, result.measured, result.bar, _met(result))
    return table


def _markdown(results: list[Result]) -> list[str]:
    rows = [f"| {one.what} | {one.measured} | {one.bar} | {_met(one)} |" for one in results]
    return ["| measured | result | bar | met |", "|---|---|---|---|", *rows]


main()
