"""Tables go out as real figures and dates; what people wrote stays text in every program that opens it."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, strategies as st

from gallery_pos.errors import BadInput, Problem, StorageTrouble
from receipts.files import save
from receipts.spreadsheets import csv_bytes, marked_copy, read_table, xlsx_bytes
from receipts.tables import Column, Kind, Table, Value, shown

HANDOVER = Path(__file__).parents[1] / "data" / "serah-terima-galeri.xlsx"
AT_FIVE_PAST_SEVEN = datetime.fromisoformat("2026-10-04T07:05")
COLUMNS = (
    Column("Tanggal", Kind.DATE),
    Column("Nama"),
    Column("Jumlah", Kind.COUNT),
    Column("Nilai", Kind.RUPIAH),
    Column("Komisi", Kind.PERCENT),
    Column("Waktu", Kind.MOMENT),
)
ROW: tuple[Value, ...] = (date(2026, 10, 4), "=HYPERLINK(0)", 12, -1_250_000_000, 1_250, AT_FIVE_PAST_SEVEN)


def table(*names: str, title: str = "Penjualan") -> Table:
    rows = tuple((ROW[0], name, *ROW[2:]) for name in names)
    return Table(
        title=title, columns=COLUMNS, rows=rows, totals=(None, "Jumlah", 12, 5, None, None), heading=("Galeri", "Okt")
    )


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_a_workbook_has_real_figures_dates_and_a_frozen_header() -> None:
    sheet = opened(xlsx_bytes([table("Kopi")])).worksheets[0]
    assert [cell.value for cell in sheet[4]] == [column.title for column in COLUMNS]
    assert [cell.value for cell in sheet[5]] == [
        datetime.fromisoformat("2026-10-04"),
        "Kopi",
        12,
        -1_250_000_000,
        0.125,
        AT_FIVE_PAST_SEVEN,
    ]
    assert sheet.freeze_panes == "A5"
    assert "Rp" in sheet["D5"].number_format
    assert [cell.value for cell in sheet[6]] == [None, "Jumlah", 12, 5, None, None]
    assert [sheet["A1"].value, sheet["A2"].value] == ["Galeri", "Okt"]


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@SUM(A1)", "https://contoh.id", "007", "{=A1}"])
def test_text_stays_text_in_a_workbook(text: str) -> None:
    cell = opened(xlsx_bytes([table(text)])).worksheets[0]["B5"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_the_same_tables_give_the_same_file() -> None:
    assert xlsx_bytes([table("Kopi")]) == xlsx_bytes([table("Kopi")])


def test_sheets_get_names_that_excel_allows() -> None:
    titles = ["Penjualan: Oktober/2026 [semua]", "Penjualan: Oktober/2026 [semua]", "'", "x" * 40, "X" * 40]
    names = opened(xlsx_bytes([table("Kopi", title=title) for title in titles])).sheetnames
    assert len({name.casefold() for name in names}) == len(titles)
    assert all(0 < len(name) <= 31 and not set("[]:*?/\\") & set(name) for name in names)


def test_a_text_file_is_for_programs() -> None:
    assert csv_bytes(table("Kopi, “bubuk”")).decode("utf-8").split("\r\n") == [
        "Tanggal,Nama,Jumlah,Nilai,Komisi,Waktu",
        '2026-10-04,"Kopi, “bubuk”",12,-1250000000,12.5,2026-10-04T07:05:00',
        "",
    ]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_no_text_from_people_begins_like_a_formula_in_a_text_file(name: str) -> None:
    (_, (_, cell, count, *_)) = list(csv.reader(io.StringIO(csv_bytes(table(name)).decode("utf-8"), newline="")))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == name.removeprefix("'")
    assert count == "12"


def test_values_are_shown_as_people_read_them() -> None:
    shows = [shown(value, column.kind) for value, column in zip(ROW, COLUMNS, strict=True)]
    assert shows == ["4 Okt 2026", "=HYPERLINK(0)", "12", "-Rp1.250.000.000", "12,5 %", "4 Okt 2026 07.05"]
    assert shown(None, Kind.RUPIAH) == ""


def test_a_marked_copy_shows_every_problem_in_its_place(tmp_path: Path) -> None:
    problems = [
        Problem(6, "Kedaluwarsa", "23 Agustus 2024", "=lewat", HANDOVER.name, "DATA GALERI"),
        Problem(6, "no hp", "0818", "tidak ada", HANDOVER.name, "DATA GALERI"),
        Problem(7, "L", "6 pcs", "salah", HANDOVER.name, "DATA GALERI"),
        Problem(0, "NIB", "", "kolom wajib", HANDOVER.name, "DATA GALERI"),
    ]
    target = marked_copy(problems, HANDOVER, tmp_path / "dengan-catatan.csv")
    assert target == tmp_path / "dengan-catatan.xlsx"
    before, after = openpyxl.load_workbook(HANDOVER), openpyxl.load_workbook(target)
    sheet = after["DATA GALERI"]
    assert sheet["M6"].fill.fgColor.rgb.endswith("FFFF00")
    assert sheet["M6"].comment.text == "=lewat"
    assert sheet["L7"].comment.text == "salah"
    assert sheet["P4"].value == "Masalah: NIB: kolom wajib"
    assert sheet["P6"].value == "Kedaluwarsa: =lewat; no hp: tidak ada"
    assert sheet["P6"].data_type == "s"
    for row in before["DATA GALERI"].iter_rows():
        for cell in row:
            assert sheet[cell.coordinate].value == cell.value


def test_a_text_file_is_marked_as_a_workbook_and_its_formulas_stay_text(tmp_path: Path) -> None:
    source = tmp_path / "barang.csv"
    source.write_text("kode;nama\nP1;=1+1\n", encoding="utf-8")
    target = marked_copy([Problem(2, "nama", "=1+1", "rumus")], source, tmp_path / "barang-masalah.xlsx")
    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=1+1", "s")
    assert sheet["B2"].comment.text == "rumus"
    assert sheet["C2"].value == "nama: rumus"


def test_a_marked_copy_can_be_read_again(tmp_path: Path) -> None:
    target = marked_copy([Problem(5, "NIB", "", "kosong", "", "DATA GALERI")], HANDOVER, tmp_path / "x.xlsx")
    assert [len(sheet.rows) for sheet in read_table(target)] == [len(sheet.rows) for sheet in read_table(HANDOVER)]


def test_a_file_is_saved_whole_or_not_at_all(tmp_path: Path) -> None:
    assert save(tmp_path / "baru" / "a.csv", b"isi").read_bytes() == b"isi"
    assert [path.name for path in (tmp_path / "baru").iterdir()] == ["a.csv"]


def test_a_file_that_cannot_be_saved_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = save(tmp_path / "a.csv", b"lama")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageTrouble, match="tidak bisa disimpan") as trouble:
        save(target, b"baru")
    assert trouble.value.todo
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert target.read_bytes() == b"lama"


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(StorageTrouble):
        save(tmp_path / "a" / "b.csv", b"isi")


def test_all_that_is_wrong_with_a_cell_stands_in_its_comment(tmp_path: Path) -> None:
    problems = [Problem(6, "NIB", "", reason, "", "DATA GALERI") for reason in ("kosong", "wajib")]
    sheet = openpyxl.load_workbook(marked_copy(problems, HANDOVER, tmp_path / "x.xlsx"))["DATA GALERI"]
    assert sheet["F6"].comment.text == "kosong\nwajib"


@pytest.mark.parametrize("column", ["", "ZZZ", "tidak ada", "É", "AAAA"])
def test_a_problem_without_a_cell_of_its_own_is_in_the_last_column(column: str, tmp_path: Path) -> None:
    target = marked_copy([Problem(6, column, "", "salah", "", "DATA GALERI")], HANDOVER, tmp_path / "x.xlsx")
    sheet = openpyxl.load_workbook(target)["DATA GALERI"]
    assert [cell.value for cell in sheet[6] if cell.value and "salah" in str(cell.value)] == [
        f"{column}: salah" if column else "salah"
    ]


def test_a_merged_cell_is_left_as_it_is(tmp_path: Path) -> None:
    target = marked_copy([Problem(1, "C", "", "judul", "", "DATA GALERI")], HANDOVER, tmp_path / "x.xlsx")
    assert "judul" in str(openpyxl.load_workbook(target)["DATA GALERI"]["P1"].value)


def test_a_source_that_is_damaged_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "rusak.xlsx"
    book = io.BytesIO()
    openpyxl.Workbook().save(book)
    source.write_bytes(book.getvalue().replace(b"xl/workbook.xml", b"xl/workbuuk.xml"))
    with pytest.raises(BadInput, match="rusak"):
        marked_copy([Problem(1, "A", "", "x")], source, tmp_path / "y.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["rusak.xlsx"]


def test_an_empty_cell_is_empty_everywhere() -> None:
    empty = Table(title="x", columns=(Column("Nama"), Column("Nilai", Kind.RUPIAH)), rows=((None, None),))
    assert csv_bytes(empty) == b"Nama,Nilai\r\n,\r\n"
    assert [cell.value for cell in opened(xlsx_bytes([empty])).worksheets[0][2]] == [None, None]
