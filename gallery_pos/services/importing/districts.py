"""The districts of a region: one a row, in the order in which they are to be offered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gallery_pos.documents import RegionListRevised
from gallery_pos.language import tr
from gallery_pos.reading import tidy_name
from gallery_pos.services.importing.columns import DISTRICTS
from gallery_pos.services.importing.table import read_rows

if TYPE_CHECKING:
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.sheets import Sheet

MOST = 2_000
"""More is a country."""


def plan_districts(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Put the names in a file in the place of the list in use; a name that stands twice counts once."""
    rows = read_rows(sheets, DISTRICTS, draft.findings)
    draft.counts["rows"] = len(rows)
    names = tuple(dict.fromkeys(tidy_name(row["district"]) for row in rows if row["district"]))
    if len(names) > MOST:
        draft.findings.problem(rows[MOST], "district", tr("terlalu banyak nama untuk satu wilayah"))
        return
    before = draft.desk.book.latest(RegionListRevised)
    if before is not None and before.districts == names:
        draft.counts["districts_same"] = len(names)
    elif names:
        draft.counts["districts"] = len(names)
        draft.write(RegionListRevised, districts=names)
