"""Where papers are signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gallery_pos.documents import OutletRevised


def town_of(outlet: OutletRevised) -> str:
    """Return the town as it stands before a date: "Karawang", not "Kabupaten Karawang"; "" where none is known."""
    return outlet.region.removeprefix("Kabupaten ").removeprefix("Kota ").strip()
