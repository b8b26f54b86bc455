"""Keeping a copy of the whole gallery: the books with every picture and scan, in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.backup import BackUp, back_up
from db.queries.attachments import named_attachments
from db.sealed_files import seal_plain, sealed_path
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.books.private_key import current_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.gallery import Gallery


@dataclass(frozen=True, slots=True)
class Kept:
    """What was kept; ``missing`` is how many pictures and scans the books name that this computer has not got."""

    made: BackUp
    missing: int


def keep_all(gallery: Gallery, target: Path, progress: Callable[[int, int], object] | None = None) -> Kept:
    """Keep a checked copy of the whole gallery in a file; personal data stays sealed, its key never comes along.

    Scans that lie open from before they were sealed are sealed first. Touches no widget. Raises what
    :func:`db.backup.back_up` raises.
    """
    folder = gallery.folder.pictures
    named = named_attachments(gallery.database)
    key = current_key(gallery.folder)
    if key is not None:
        seal_plain(folder, named.personal, key)
    made = back_up(gallery.database, target, attachments=folder, progress=progress)
    missing = sum(not ((folder / name).is_file() or sealed_path(folder, name).is_file()) for name in named.wanted)
    return Kept(made, missing)


def missing_words(count: int) -> str:
    """Return what is said of pictures and scans that are not on this computer."""
    return tr(
        "{count} gambar dan pindaian tidak ada di komputer ini, jadi tidak ikut; mungkin ada di komputer lain."
    ).format(count=format_count(count))
