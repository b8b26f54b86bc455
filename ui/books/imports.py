"""A file into the gallery: read, worked out, and taken in whole with the personal data that came with it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.desk import Done
from gallery_pos.language import tr
from gallery_pos.services.importing import Plan, apply, plan_import

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from gallery_pos.desk import Desk
    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

_NO_DECISIONS: Mapping[str, str] = MappingProxyType({})


def plan_file(desk: Desk, kind: str, path: Path, decisions: Mapping[str, str] = _NO_DECISIONS) -> Plan:
    """Return what importing a file would do; nothing is written. Raises BadInput for a file that is no table."""
    from receipts.spreadsheets.reading import read_table

    return plan_import(desk, kind, read_table(path), decisions=decisions)


def take_in(
    gallery: Gallery, desk: Desk, plan: Plan, progress: Callable[[int, int], object] | None = None
) -> Done[list[Posted]]:
    """Post a plan and keep the personal data that came with it, in one transaction.

    Raises BadInput where the plan has problems or open questions, StorageTrouble where the disk fails.
    """

    def remember(consignor: str, told: Mapping[str, str]) -> None:
        known = gallery.personal.look(consignor, by=desk.user, reason=tr("impor berkas"))
        gallery.personal.change(consignor, msgspec.structs.replace(known, **told), by=desk.user)

    done = apply(desk, plan, remember=remember, progress=progress)
    return Done(list(done.value), done.changes)
