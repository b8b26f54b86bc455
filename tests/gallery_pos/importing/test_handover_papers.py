"""Who of the hand-over workbook lacks which paper, worked out from its bare cells beside the list of the gate."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import load_workbook

from db.queries.legality import GateState, gate_list
from db.queries.papers import list_papers
from files import take_in
from gallery_pos.legality_defaults import GROUPS, HALAL_DUTY, PAPERS
from gallery_pos.reading import name_key
from gallery_pos.services.intake import IntakeLine, receive_goods
from gallery_pos.services.legality import revise_gate
from house import House
from receipts.spreadsheets import read_table

WORKBOOK = Path(__file__).parents[2] / "data" / "serah-terima-galeri.xlsx"
FOOD = frozenset({"makanan", "minuman"})
_MISSING = frozenset({"", "-", "belum", "belum ada", "tidak ada", "proses"})


class Row(NamedTuple):
    """A product as the workbook has it: its maker, name, category and the papers that stand in its cells."""

    maker: str
    product: str
    category: str
    papers: frozenset[str]


def read() -> list[Row]:
    """Read the cells, without any of the program's own reading but the folding of names."""
    sheet = load_workbook(WORKBOOK).worksheets[0]
    lines = [[str(cell.value).strip() if cell.value is not None else "" for cell in line] for line in sheet.iter_rows()]
    head = next(line for line in lines if "Nama UMKM" in line)
    at = {title: head.index(title) for title in ("Nama UMKM", "NIB", "P-IRT", "Halal", "Nama Produk", "Jenis")}
    body = [line for line in lines[lines.index(head) + 1 :] if line[at["Nama UMKM"]] and line[at["Nama Produk"]]]
    has_nib = {name_key(line[at["Nama UMKM"]]) for line in body if line[at["NIB"]].casefold() not in _MISSING}
    rows = []
    for line in body:
        maker = name_key(line[at["Nama UMKM"]])
        held = {kind for kind in ("P-IRT", "Halal") if line[at[kind]].casefold() not in _MISSING}
        held |= {"NIB"} if maker in has_nib else set()
        rows.append(Row(maker, name_key(line[at["Nama Produk"]]), line[at["Jenis"]].casefold(), frozenset(held)))
    return rows


def needed(category: str, *, halal: bool) -> set[str]:
    """Return what goods of a category need, as the Dinas tells it."""
    if category in FOOD:
        return {"NIB", "P-IRT"} | ({"Halal"} if halal else set())
    return {"NIB", "NA"} | ({"Halal"} if halal else set()) if category == "kosmetik" else {"NIB"}


@pytest.mark.parametrize("days", [-1, 0])
def test_products_without_papers_come_out_as_the_workbook_has_them(house: House, days: int) -> None:
    take_in(house, "handover", *read_table(WORKBOOK))
    day = HALAL_DUTY + timedelta(days)
    house.wait((day - house.desk().today()).days)
    revise_gate(house.desk(), since=day, papers=PAPERS, groups=GROUPS)
    found = gate_list(house.database, on=day)
    told = Counter(
        (name_key(row.business_name), name_key(row.name), frozenset(row.missing))
        for row in found
        if row.state is GateState.STOPPED
    )
    wanted = Counter(
        (row.maker, row.product, frozenset(lacks))
        for row in read()
        if (lacks := needed(row.category, halal=days >= 0) - row.papers)
    )
    assert told == wanted
    assert sum(told.values()) > 40
    assert not [row for row in found if row.state is GateState.UNKNOWN]


def test_numbers_of_the_workbook_are_papers_and_the_import_was_not_stopped(house: House) -> None:
    revise_gate(house.desk(), since=house.desk().today(), papers=PAPERS, groups=GROUPS)
    taken = take_in(house, "handover", *read_table(WORKBOOK))
    assert taken.counts["lots"] == 87
    papers = Counter(row.paper for row in list_papers(house.database))
    rows = read()
    assert papers["P-IRT"] == sum("P-IRT" in row.papers for row in rows)
    assert papers["Halal"] == sum("Halal" in row.papers for row in rows)
    assert papers["NIB"] == len({row.maker for row in rows if "NIB" in row.papers})
    fine = next(
        product
        for product in house.book.products()
        if product.code not in {row.product for row in gate_list(house.database, on=house.desk().today())}
    )
    receive_goods(house.desk(), consignor=fine.consignor, lines=[IntakeLine(fine.code, 1)])
