"""Files that come in, as the spreadsheet reader hands them over, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from gallery_pos.documents import Document
from gallery_pos.services.importing import Plan, apply, plan_import
from gallery_pos.sheets import Cell, Sheet, SheetRow

if TYPE_CHECKING:
    from house import House

_D = TypeVar("_D", bound=Document)


def sheet(*rows: Sequence[Cell], name: str = "Lembar1", file: str = "daftar.xlsx") -> Sheet:
    """Return a sheet with these rows from row 1 on; rows without a value are blank ones, as the reader leaves out."""
    kept = (SheetRow(number, tuple(cells)) for number, cells in enumerate(rows, start=1) if any(cells))
    return Sheet(file=file, name=name, rows=tuple(kept))


def take_in(house: House, kind: str, *sheets: Sheet, decisions: Mapping[str, str] | None = None) -> Plan:
    """Import sheets whole and return the plan that was posted."""
    plan = plan_import(house.desk(), kind, sheets, decisions=decisions or {})
    assert plan.problems == ()
    assert plan.questions == ()
    apply(house.desk(), plan)
    return plan


def made(plan: Plan, kind: type[_D]) -> list[_D]:
    """Return the documents of one kind in a plan."""
    return [document for document in plan.documents if isinstance(document, kind)]


def problems(plan: Plan) -> list[tuple[int, str, str]]:
    """Return row, column and value of each problem of a plan that keeps everything out."""
    assert plan.documents == ()
    return [(problem.row, problem.column, problem.value) for problem in plan.problems]
