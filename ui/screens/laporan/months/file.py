"""The month's file from the screen: written where the person wants it, and known by its fingerprint when it is sent."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from gallery_pos.language import tr
from ui.app.saving import open_file
from ui.papers.month_file import month_bytes, pack_month

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.report_clock import MonthState
    from ui.app.screen import Screen
    from ui.workplace import Workplace


def save_month_file(host: Screen, state: MonthState) -> None:
    """Ask for a folder and write the signed file of a closed month into it, off the UI thread."""
    folder = QFileDialog.getExistingDirectory(host.window(), tr("Simpan berkas bulan di folder"))
    if folder:
        gallery = host.place.gallery
        host.work(
            tr("Membuat berkas bulan"),
            lambda progress: pack_month(gallery, state.month, state.outlet, Path(folder), progress=progress),
            lambda path: _told(host.place, path),
        )


def with_fingerprint(host: Screen, state: MonthState, then: Callable[[str], object]) -> None:
    """Call ``then`` with the SHA-256 of a closed month's file: the same month makes the same bytes each time."""
    gallery = host.place.gallery
    host.work(
        tr("Menyiapkan sidik berkas bulan"),
        lambda progress: month_bytes(gallery, state.month, state.outlet, progress=progress)[1],
        lambda data: then(sha256(data).hexdigest()),
    )


def _told(place: Workplace, path: Path) -> None:
    """Say that the file is there, with a button that opens its folder: from there it is sent."""
    words = tr("Tersimpan: {file}").format(file=path.name)
    place.feedback.toast(words, (tr("Buka foldernya"), lambda: open_file(path.parent)))
