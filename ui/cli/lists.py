"""Everything that a screen lists, for other programs and for people without one."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from gallery_pos.language import tr
from ui.cli.context import Context
from ui.cli.output import print_json, print_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from db.engine import Database


class Kind(StrEnum):
    """What can be listed."""

    CONSIGNORS = "consignors"
    PRODUCTS = "products"
    LOTS = "lots"
    STOCK = "stock"
    OUTLETS = "outlets"
    SALES = "sales"
    STATEMENTS = "statements"
    JOURNAL = "journal"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list", help="Daftar isi buku galeri.")(list_kind)


def list_kind(
    context: typer.Context, kind: Annotated[Kind, typer.Argument(metavar="KIND", help=", ".join(Kind))]
) -> None:
    """Print the rows of a kind: a table for people, an array of objects with ``--json``."""
    call: Context = context.obj
    with call.gallery() as gallery:
        rows = _readers()[kind](gallery.database)
    objects: list[dict[str, Any]] = [msgspec.to_builtins(row) for row in rows]
    if call.as_json:
        print_json(objects)
    else:
        print_rows([_short(row) for row in objects], empty=tr("Belum ada isinya."))


def _readers() -> dict[Kind, Callable[[Database], Sequence[msgspec.Struct]]]:
    from db.queries import books, records, sales, settlement, stock

    return {
        Kind.CONSIGNORS: records.list_consignors,
        Kind.PRODUCTS: records.list_products,
        Kind.LOTS: stock.list_lots,
        Kind.STOCK: stock.list_stock,
        Kind.OUTLETS: records.list_outlets,
        Kind.SALES: sales.list_sales,
        Kind.STATEMENTS: settlement.list_statements,
        Kind.JOURNAL: books.list_journal,
    }


_LONG = frozenset({"id", "hash", "gross", "discount", "tax", "rounding", "timezone", "origin", "epoch", "note"})
"""Columns that only a machine wants."""


def _short(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in _LONG}
