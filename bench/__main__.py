"""Run every measurement, or those named, and print the table of ``docs/benchmarks.md``."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from sqlcipher3 import dbapi2

from bench import sale

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.timing import Result

MEASUREMENTS: dict[str, Callable[[Path], list[Result]]] = {"sale": sale.measure}


def main(names: list[str]) -> None:
    """Measure and print."""
    console = Console(highlight=False)
    versions = ", ".join(
        f"{name} {importlib.metadata.version(name)}" for name in ("sqlalchemy", "PySide6-Essentials", "reportlab")
    )
    console.print(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, SQLite {dbapi2.sqlite_version}, {versions}"
    )
    table = Table("measured", "result", "bar", "met")
    for name, measure in MEASUREMENTS.items():
        if names and name not in names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for result in measure(Path(folder)):
                met = "" if result.met is None else ("yes" if result.met else "NO")
                table.add_row(result.what, result.measured, result.bar, met)
    console.print(table)


main(sys.argv[1:])
