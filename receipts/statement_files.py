"""Statements as files for other programs; the shapes are those of the file formats that the Dinas was given."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from receipts.files import save
from receipts.spreadsheets.writing import csv_bytes
from receipts.tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.documents import StatementFigures

_SUMS = ("opening", "gross", "discount", "commission", "due", "fees", "adjustments", "paid", "closing")
_GOODS = (
    *("product", "opening", "received", "sold", "refunded", "returned", "written_off", "transferred", "variance"),
    "closing",
)
_PRODUCT = ("product", "name", "quantity", "gross", "discount", "commission", "due")


def statement_object(figures: StatementFigures, number: str | None) -> dict[str, Any]:
    """Return a statement as plain data: integer rupiah, ISO dates, English keys; ``number`` None for a preview.

    It has the names that the Dinas was given and no others, in their order.
    """
    plain = msgspec.to_builtins(figures)
    return {
        "consignor": figures.consignor,
        "business_name": figures.business_name,
        "number": number,
        "from": figures.since.isoformat(),
        "until": figures.until.isoformat(),
        **{name: plain[name] for name in _SUMS},
        "products": [{name: line[name] for name in _PRODUCT} for line in plain["products"]],
        "goods": [{name: line[name] for name in _GOODS} for line in plain["goods"]],
    }


def write_json(statements: Sequence[tuple[StatementFigures, str | None]], folder: Path) -> list[Path]:
    """Write ``statements.json`` and return it."""
    made = [statement_object(figures, number) for figures, number in statements]
    text = msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"
    return [save(folder / "statements.json", text)]


def write_csv(statements: Sequence[tuple[StatementFigures, str | None]], folder: Path) -> list[Path]:
    """Write ``statements.csv`` (a row per consignor) and ``statement-products.csv`` and return both."""
    made = [statement_object(figures, number) for figures, number in statements]
    overview = Table(
        title="statements",
        columns=(
            *(Column(name) for name in ("consignor", "business_name", "number", "from", "until")),
            *(Column(name, Kind.RUPIAH) for name in _SUMS),
        ),
        rows=tuple(
            tuple(one[name] for name in ("consignor", "business_name", "number", "from", "until", *_SUMS))
            for one in made
        ),
    )
    products = Table(
        title="statement-products",
        columns=(
            Column("consignor"),
            *(Column(name, Kind.RUPIAH if name not in {"product", "name"} else Kind.TEXT) for name in _PRODUCT),
        ),
        rows=tuple(
            (one["consignor"], *(product[name] for name in _PRODUCT)) for one in made for product in one["products"]
        ),
    )
    return [
        save(folder / "statements.csv", csv_bytes(overview)),
        save(folder / "statement-products.csv", csv_bytes(products)),
    ]
