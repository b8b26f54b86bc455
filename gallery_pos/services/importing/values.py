"""What several kinds of file do with the values of their rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from typing import TYPE_CHECKING, Any

from gallery_pos.language import tr
from gallery_pos.reading import tidy_name

if TYPE_CHECKING:
    from gallery_pos.documents import ConsignorRevised, ProductRevised
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row

DISTRICT_WORD = re.compile(r"^\s*(?:kecamatan|kec)\b[\s.:]*", re.IGNORECASE)
_DISTRICT_IN_ADDRESS = re.compile(r"\b(?:kecamatan|kec)\b[\s.:]*([^0-9,;/()]+)", re.IGNORECASE)
_STREET = re.compile(
    r"\b(?:blok|desa|ds|dsn|dusun|gang|gg|jalan|jl|jln|kampung|kp|no|perum|perumahan|rt|rw)\b", re.IGNORECASE
)
_MOST_WORDS = 3
"""Words that a district's name has at most."""


def given(row: Row, *fields: str) -> dict[str, Any]:
    """Return those of the fields that the row tells something about."""
    return {field: row[field] for field in fields if row[field] not in {None, ""}}


def tidy_district(text: str) -> str:
    """Return a district's name without "Kec." and in ordinary letters."""
    return tidy_name(DISTRICT_WORD.sub("", text))


def district_in(address: str) -> str:
    """Return the district that an address names, or is: "Kp. Sawah RT 2, Kec. Klari", "Klari"; "" where it has none."""
    named = _DISTRICT_IN_ADDRESS.search(address)
    if named:
        return tidy_name(named[1].strip(" .-"))
    is_street = _STREET.search(address) or any(character.isdigit() for character in address)
    return "" if is_street or len(address.split()) > _MOST_WORDS else tidy_district(address)


def unique(draft: Draft, rows: Iterable[Row], field: str, key: Callable[[str], Hashable]) -> None:
    """Refuse each row that says what an earlier one said in a column where every row is another record."""
    first: dict[Hashable, Row] = {}
    for row in rows:
        if row[field]:
            before = first.setdefault(key(row[field]), row)
            if before is not row:
                draft.findings.problem(row, field, tr("sudah dipakai di baris {row}").format(row=before.number))


def consignor_of(draft: Draft, row: Row) -> ConsignorRevised | None:
    """Return the consignor that a row names; one that nobody knows is a problem."""
    if not row["consignor"]:
        return None
    found = draft.known.consignor(row["consignor"])
    if found is None:
        draft.findings.problem(row, "consignor", tr("penitip ini tidak dikenal; daftarkan lebih dulu"))
    return found


def product_of(draft: Draft, row: Row) -> ProductRevised | None:
    """Return the product that a row names by code or barcode; one that nobody knows is a problem."""
    code, barcode = row["product"], row["barcode"]
    if not code and not barcode:
        if row.blank("product") and row.blank("barcode"):
            draft.findings.problem(row, _named_by(row), tr("harus diisi"))
        return None
    found = draft.known.product(code) if code else None
    by_barcode = draft.known.product(barcode) if barcode else None
    if code and found is None:
        draft.findings.problem(row, "product", tr("produk ini tidak dikenal; daftarkan lebih dulu"))
    elif barcode and by_barcode is None:
        draft.findings.problem(row, "barcode", tr("barcode ini tidak dikenal"))
    elif found and by_barcode and found.code != by_barcode.code:
        draft.findings.problem(
            row, "barcode", tr("ini barcode {name}, bukan produk di baris ini").format(name=by_barcode.name)
        )
    else:
        return found or by_barcode
    return None


def _named_by(row: Row) -> str:
    return "product" if "product" in row.header.places else "barcode"
