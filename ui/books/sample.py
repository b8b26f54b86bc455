"""Fills a new gallery with the sample: its story, and what the story leaves for other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.private import Personal
from gallery_pos.language import tr
from gallery_pos.services.sample import PEOPLE, populate

if TYPE_CHECKING:
    from collections.abc import Callable

    from gallery_pos.services.sample import Populated
    from ui.gallery import Gallery


def fill(gallery: Gallery, progress: Callable[[int, int], object] | None = None) -> Populated:
    """Tell the sample's story in an empty gallery; phones, PINs and pictures go where they belong."""
    desk = gallery.desk()
    told = populate(desk, today=desk.today(), progress=progress)
    with gallery.journal.transaction():
        for consignor, fields in told.private.items():
            gallery.personal.change(consignor, Personal(**fields), by=desk.user, reason=tr("data contoh"))
        for user, pin in told.pins.items():
            gallery.credentials.set_pin(user, pin)
    for name, picture in told.pictures.items():
        target = gallery.folder.pictures / name
        target.write_bytes(picture.read_bytes())
        target.chmod(0o600)
    return told


def people() -> list[tuple[str, str, str]]:
    """Return who works in the sample: code, name and the PIN that is for practice only."""
    return [(person.code, person.name, person.pin) for person in PEOPLE]
