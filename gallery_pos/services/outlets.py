"""The gallery's places."""

from __future__ import annotations

from typing import Any

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import OutletRevised
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import fields_of

LARGEST_STEP = 10_000
"""Cash totals are never rounded to more than this many rupiah."""


def revise_outlet(desk: Desk, *, code: str, **changes: Any) -> Done[OutletRevised]:
    """Make an outlet or change some of its fields (those of OutletRevised). Raises RuleBroken (``outlet.*``).

    Exactly one active outlet is the gallery's own (``main``).
    """
    require(desk, Act.SETTINGS)
    if not code.strip():
        raise RuleBroken("outlet.code", tr("Kode gerai harus diisi."))
    fields = {"code": code.strip(), "name": code.strip()} | fields_of(desk.book.outlet(code)) | changes
    outlet = desk.write(OutletRevised, **fields)
    if not outlet.name.strip():
        raise RuleBroken("outlet.name", tr("Nama gerai harus diisi."))
    main = desk.book.main_outlet()
    if outlet.main and main is not None and main.code != outlet.code:
        raise RuleBroken("outlet.main", tr("{name} sudah menjadi galeri utama.").format(name=main.name))
    if not 0 <= outlet.rounding_step <= LARGEST_STEP:
        raise RuleBroken("outlet.rounding", tr("Pembulatan tunai antara 0 dan 10.000 rupiah."))
    desk.journal.append(outlet)
    return Done(outlet, Changes.OUTLETS)
