"""Tables of a report on paper: what gives way where a table is wider than the page, and where a page may end it."""

from __future__ import annotations

from datetime import date

from reportlab.platypus import PageBreak

from receipts.pdf.blocks import Col, table
from receipts.pdf.fonts import BOLD, fold, width_of
from receipts.pdf.month import _laid_out
from receipts.pdf.sheet import CONTENT
from receipts.tables import Column, Kind

COLUMNS = (
    Column("Tanggal", Kind.DATE),
    Column("Nomor", Kind.CODE),
    Column("Barang"),
    Column("Rupiah", Kind.RUPIAH),
    Column("Oleh"),
    Column("Disetujui oleh"),
    Column("Alasan"),
)
REASON = "Kedaluwarsa, dimusnahkan bersama penitip di hadapan dua orang saksi"
ROW = ["31 Okt 2026", "JL-POJOK-CIKAMPEK-A-000285", "Keripik Singkong Balado 200 g", "-Rp211.000", "Tatang Sopandi"]


def test_a_wide_table_folds_between_words_and_leaves_idle_columns_out() -> None:
    columns, (cells,) = _laid_out(COLUMNS, [[*ROW, "", REASON]])
    assert sum(column.width for column in columns) <= CONTENT + 0.01
    assert "Disetujui\noleh" not in [column.title for column in columns]
    assert cells[1] == "JL-POJOK-CIKAMPEK-\nA-000285"
    for column, cell in zip(columns, cells, strict=True):
        words = cell.split()
        assert all(width_of(word, BOLD, 8.5) < column.width for word in words)
    assert set(" ".join(fold(REASON, columns[-1].width - 8)).split()) == set(REASON.split()), "no word is broken"


def test_a_table_that_fits_keeps_every_column_and_number() -> None:
    columns, cells = _laid_out(COLUMNS[:4], [["1 Okt 2026", "JL-GALERI-A-000001", "", "Rp1"]])
    assert [column.title for column in columns] == ["Tanggal", "Nomor", "Barang", "Rupiah"]
    assert cells == [["1 Okt 2026", "JL-GALERI-A-000001", "", "Rp1"]]


def test_a_page_never_begins_with_the_sums_alone() -> None:
    rows = [[f"Barang {date(2026, 10, day):%d}"] for day in range(1, 31)]
    flowable = table([Col("Barang", CONTENT)], rows, ["Jumlah"])
    _, height = flowable.wrap(CONTENT, 10_000)
    row = height / 32
    first, between, rest = flowable.split(CONTENT, height - row / 2)
    assert isinstance(between, PageBreak)
    assert (first.rows, rest.rows) == (1 + 27, 1 + 4)
    halves = flowable.split(CONTENT, height / 2)
    assert len(halves) == 2, "a page in the middle of a table ends it where it ends"
