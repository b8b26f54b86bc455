"""One check of a month file: off the UI thread, with this machine's memory of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from db.signing import signed_by
from gallery_pos.errors import StorageTrouble
from gallery_pos.language import tr
from gallery_pos.month_file.checking import inspect
from gallery_pos.month_file.findings import Aspect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_pos.month_file.checking import Inspected
    from gallery_pos.month_file.findings import Report
    from ui.inspecting.keys import KeyMemory


def check_file(
    path: Path,
    memory: KeyMemory,
    *,
    previous: Path | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Inspected:
    """Check a month file, with the one of the month before where there is one; remember the keys of one that holds.

    Where they cannot be kept, the report says so. Raises BadInput (``month_file.*``), StorageTrouble
    (``keys.unreadable``) and what ``progress`` raises. Touches no widget.
    """
    known = memory.known()
    inspected = inspect(path, signed_by=signed_by, previous=previous, known=known, progress=progress)
    if not inspected.report.holds:
        return inspected
    try:
        memory.remember(inspected.opened.manifest, known)
    except StorageTrouble:
        words = tr("Kunci galeri ini tidak bisa diingat di komputer ini: tempat menyimpannya tidak bisa ditulisi.")
        told = structs.replace(inspected.report, notes=(*inspected.report.notes, words))
        return inspected._replace(report=told)
    return inspected


def is_about_keys_only(report: Report) -> bool:
    """Tell whether nothing is wrong but a key that is not known: then a person may ask the gallery and accept it."""
    return bool(report.findings) and all(
        finding.aspect is Aspect.KEY and finding.about_memory for finding in report.findings
    )
