"""Files that a person takes along: asked where, written whole, opened from the toast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table
from ui.app.tables import Kind as Shown, Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.workplace import Workplace

_KINDS = {
    Shown.MONEY: Kind.RUPIAH,
    Shown.NUMBER: Kind.COUNT,
    Shown.PERCENT: Kind.PERCENT,
    Shown.DATE: Kind.DATE,
    Shown.TEXT: Kind.TEXT,
    Shown.BADGE: Kind.TEXT,
    Shown.CODE: Kind.TEXT,
}
_ENDINGS = {
    "csv": "CSV (*.csv)",
    "xlsx": "Excel (*.xlsx)",
    "pdf": "PDF (*.pdf)",
    "json": "JSON (*.json)",
    "zip": "ZIP (*.zip)",
}


def ask_where(near: QWidget, name: str, ending: str) -> Path | None:
    """Ask under which name to keep a file, in the person's documents folder to begin with; None where he gives up."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chosen, _ = QFileDialog.getSaveFileName(
        near.window(), tr("Simpan sebagai"), str(Path(documents) / f"{name}.{ending}"), _ENDINGS.get(ending, "")
    )
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix else path.with_suffix(f".{ending}")


def told_saved(place: Workplace, path: Path) -> None:
    """Say that a file is there, with a button that opens it."""
    place.feedback.toast(tr("Tersimpan: {file}").format(file=path.name), (tr("Buka"), lambda: open_file(path)))


def open_file(path: Path) -> None:
    """Open a file with the program the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def exporter(place: Workplace, near: QWidget) -> Callable[[str, Sheet], None]:
    """Return what a list does when its export button is pressed: ask where, write off the UI thread, tell."""

    def export(ending: str, sheet: Sheet) -> None:
        path = ask_where(near, sheet.name or tr("daftar"), ending)
        if path is not None:
            place.runner.run(near, lambda: _write(path, ending, sheet), lambda written: told_saved(place, written))

    return export


def _write(path: Path, ending: str, sheet: Sheet) -> Path:
    from receipts.files import save
    from receipts.spreadsheets.writing import csv_bytes, xlsx_bytes

    columns = tuple(Column(title, _KINDS[kind]) for title, kind in zip(sheet.titles, sheet.kinds, strict=True))
    table = Table(title=sheet.name or tr("daftar"), columns=columns, rows=sheet.rows)
    return save(path, csv_bytes(table) if ending == "csv" else xlsx_bytes([table]))
