"""What every command gets: the data folder, how to answer, and the exit codes."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import typer

from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, read_date

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ui.folder import DataFolder
    from ui.gallery import Gallery

DONE, FINDINGS, FAULTY = 0, 1, 2
"""Exit codes: all well; something was found; the input cannot be taken and nothing was changed."""


@dataclass(frozen=True, slots=True)
class Context:
    """The common options of one call."""

    folder: DataFolder
    as_json: bool

    @contextmanager
    def gallery(self) -> Iterator[Gallery]:
        """Open the gallery in the data folder for the length of a block."""
        from ui.gallery import open_gallery

        gallery = open_gallery(self.folder)
        try:
            yield gallery
        finally:
            gallery.close()


def day(text: str) -> date:
    """Read a day given on the command line, as people write days."""
    try:
        return read_date(text)
    except Unreadable as error:
        raise typer.BadParameter(tr("{text} bukan tanggal; tulis seperti 2026-10-31.").format(text=text)) from error
