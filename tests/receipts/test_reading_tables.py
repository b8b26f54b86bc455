"""Files come in as they are: nothing evaluated, nothing guessed in silence, and a sentence for each that is no table."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from gallery_pos.errors import BadInput
from gallery_pos.sheets import Sheet
from receipts.spreadsheets import limits, read_table

HANDOVER = Path(__file__).parents[1] / "data" / "serah-terima-galeri.xlsx"
# Spreadsheets know no time zones.
AT_FIVE_PAST_SEVEN = datetime.fromisoformat("2026-10-04T07:05")
Workbook = Callable[[Callable[[openpyxl.Workbook], None]], Path]


@pytest.fixture
def workbook(tmp_path: Path) -> Workbook:
    def save(fill: Callable[[openpyxl.Workbook], None]) -> Path:
        book = openpyxl.Workbook()
        fill(book)
        path = tmp_path / "buku.xlsx"
        book.save(path)
        return path

    return save


def text(tmp_path: Path, data: bytes) -> Sheet:
    path = tmp_path / "daftar.csv"
    path.write_bytes(data)
    (sheet,) = read_table(path)
    return sheet


def values(sheet: Sheet) -> list[tuple[object, ...]]:
    return [row.cells for row in sheet.rows]


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """Return the workbook with parts changed behind openpyxl's back."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, change(name, data))
    return path


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
def test_the_mark_between_columns_is_found(tmp_path: Path, mark: str, start: bytes) -> None:
    lines = ["kode,nama,harga", "M1,Dapur Bu Yayah,15000", "M2,Kopi,20000"]
    sheet = text(tmp_path, start + "\r\n".join(lines).replace(",", mark).encode())
    assert values(sheet) == [("kode", "nama", "harga"), ("M1", "Dapur Bu Yayah", "15000"), ("M2", "Kopi", "20000")]
    assert sheet.notes == ()


def test_decimal_commas_do_not_hide_the_semicolons(tmp_path: Path) -> None:
    sheet = text(tmp_path, b"nama;harga;komisi\nKopi, bubuk, 200 g;1,5 jt;12,5\nTeh;2,5 jt;10\n")
    assert values(sheet)[1] == ("Kopi, bubuk, 200 g", "1,5 jt", "12,5")


def test_a_titles_comma_does_not_decide(tmp_path: Path) -> None:
    sheet = text(tmp_path, b"Daftar titipan, Juli 2023\n\nkode;nama\nM1;Kopi\nM2;Teh\n")
    assert values(sheet)[1] == ("kode", "nama")
    assert [row.number for row in sheet.rows] == [1, 3, 4, 5]


def test_excel_may_say_the_mark_on_the_first_line(tmp_path: Path) -> None:
    sheet = text(tmp_path, b"sep=|\r\nkode|nama\r\nM1|Kopi; Teh, Susu\r\n")
    assert [(row.number, row.cells) for row in sheet.rows] == [(2, ("kode", "nama")), (3, ("M1", "Kopi; Teh, Susu"))]


def test_a_quoted_cell_keeps_its_lines_and_is_one_row(tmp_path: Path) -> None:
    sheet = text(tmp_path, b'kode,catatan\nM1,"satu\ndua, tiga"\nM2,ok\n')
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("kode", "catatan")),
        (2, ("M1", "satu\ndua, tiga")),
        (3, ("M2", "ok")),
    ]


def test_letters_of_old_windows_programs_are_read_and_reported(tmp_path: Path) -> None:
    sheet = text(tmp_path, "kode,nama\nM1,Café “Karawang”\n".encode("cp1252"))
    assert values(sheet)[1] == ("M1", "Café “Karawang”")
    assert len(sheet.notes) == 1
    assert "Windows-1252" in sheet.notes[0]


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    assert values(text(tmp_path, "kode\tnama\nM1\tCafé\n".encode("utf-16")))[1] == ("M1", "Café")


def test_a_formula_in_a_text_file_is_text(tmp_path: Path) -> None:
    assert values(text(tmp_path, b"a,b\n=1+1,@SUM(A1)\n"))[1] == ("=1+1", "@SUM(A1)")


def test_text_files_need_no_library_for_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("kode,nama\nM1,Kopi\n", encoding="utf-8")
    program = (
        "import sys; from pathlib import Path; from receipts.spreadsheets import read_table;"
        f"read_table(Path({str(path)!r}));"
        "print([m for m in ('openpyxl', 'xlsxwriter', 'PIL', 'escpos', 'reportlab') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_handover_workbook_comes_in_whole() -> None:
    data, note = read_table(HANDOVER)
    assert (data.name, note.name) == ("DATA GALERI", "catatan")
    header = next(row for row in data.rows if row.number == 4)
    assert header.cells[:5] == ("No", "Nama UMKM", "Pemilik", "No. HP / WA", "Kecamatan")
    products = [row for row in data.rows if isinstance(row.cells[0], int)]
    assert len(products) == 97
    assert products[0].cells[14] == '=HYPERLINK("http://contoh","klik")'
    assert products[4].cells[12] == date(2024, 12, 8)
    assert data.rows[-1].number == 105


def test_values_keep_their_types_and_formulas_are_text(workbook: Workbook) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append([1, 2.5, "007", True, date(2026, 10, 4), AT_FIVE_PAST_SEVEN, time(7, 5), "=1+1"])
        sheet.append([])
        sheet["A3"] = 0.2
        sheet["A3"].number_format = "0%"
        sheet["C3"] = "teks"

    (sheet,) = read_table(workbook(fill))
    first, third = sheet.rows
    assert first.cells == (
        1,
        2.5,
        "007",
        True,
        date(2026, 10, 4),
        AT_FIVE_PAST_SEVEN,
        "07:05:00",
        "=1+1",
    )
    assert not isinstance(first.cells[4], datetime)
    assert (third.number, third.cells, third.percents) == (3, (0.2, None, "teks"), (0,))


def test_formulas_of_whole_ranges_and_spans_of_time_are_text(workbook: Workbook) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.worksheets[0]
        sheet["A1"] = ArrayFormula("A1:A2", "=B1:B2*2")
        sheet["B1"] = timedelta(hours=1, minutes=5)

    (sheet,) = read_table(workbook(fill))
    assert sheet.rows[0].cells == ("=B1:B2*2", "1:05:00")


def test_a_workbook_that_lost_a_part_is_damaged(workbook: Workbook) -> None:
    path = workbook(lambda book: book.worksheets[0].append(["x"]))
    rewritten(path, lambda name, data: b"" if name == "xl/workbook.xml" else data)
    with pytest.raises(BadInput, match="rusak"):
        read_table(path)


def test_a_workbook_with_too_many_rows_gets_a_sentence(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receipts.spreadsheets.workbook.ROWS", 2)

    def fill(book: openpyxl.Workbook) -> None:
        for number in range(3):
            book.worksheets[0].append([number])

    with pytest.raises(BadInput, match="terlalu panjang"):
        read_table(workbook(fill))


def test_without_defusedxml_no_workbook_is_read(workbook: Workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(lambda book: book.worksheets[0].append(["x"]))
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    with pytest.raises(RuntimeError, match="defusedxml"):
        read_table(path)


def test_a_file_that_may_not_be_opened_gets_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "locked by Excel")

    (tmp_path / "daftar.csv").write_bytes(b"kode\nM1\n")
    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(BadInput, match="tidak bisa dibuka") as refusal:
        read_table(tmp_path / "daftar.csv")
    assert "Tutup" in refusal.value.todo


def test_a_locked_zip_is_named(tmp_path: Path) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    data = bytearray(file.getvalue())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + flags] |= 1
    (tmp_path / "x.xlsx").write_bytes(bytes(data))
    with pytest.raises(BadInput, match="kata sandi"):
        read_table(tmp_path / "x.xlsx")


def test_hidden_sheets_are_read_and_reported(workbook: Workbook) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"] = "terlihat"
        hidden = book.create_sheet("rahasia")
        hidden["A1"] = "tersembunyi"
        hidden.sheet_state = "veryHidden"

    seen, hidden = read_table(workbook(fill))
    assert seen.notes == ()
    assert "rahasia" in hidden.notes[0]


def test_an_impossible_date_is_no_warning_but_an_error_in_its_cell(workbook: Workbook) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A1"] = 99_999_999
        book.worksheets[0]["A1"].number_format = "dd/mm/yyyy"

    (sheet,) = read_table(workbook(fill))
    assert sheet.rows[0].cells == ("#VALUE!",)


NOT_TABLES = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "table.pdf", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "table.picture", "gambar"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "table.picture", "gambar"),
    "bmp": (b"BM\x36\0\0\0\0\0", "table.picture", "gambar"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "table.old", "Excel lama"),
    "locked": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "table.encrypted",
        "kata sandi",
    ),
    "web page": (b"\xef\xbb\xbf  <!DOCTYPE html><table><tr><td>1</td></tr></table>", "table.html", "halaman web"),
    "rtf": (b"{\\rtf1\\ansi teks}", "table.document", "dokumen"),
    "packed": (b"\x1f\x8b\x08\0", "table.packed", "arsip"),
    "binary": (b"kode,nama\0\x01\x02", "table.binary", "bukan tabel"),
    "half a workbook": (b"PK\x03\x04\x14\0\x06\0", "table.damaged", "rusak"),
    "nothing": (b"", "table.empty", "kosong"),
    "blank": (b"\xef\xbb\xbf \r\n\t\r\n", "table.empty", "kosong"),
}


@pytest.mark.parametrize(("data", "code", "word"), NOT_TABLES.values(), ids=NOT_TABLES)
@pytest.mark.parametrize("name", ["daftar.csv", "daftar.xlsx"])
def test_what_is_no_table_gets_a_sentence_whatever_its_name(
    tmp_path: Path, name: str, data: bytes, code: str, word: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(BadInput) as refusal:
        read_table(path)
    assert refusal.value.code == code
    assert word in refusal.value.what
    assert name in refusal.value.what
    assert refusal.value.safe
    assert refusal.value.todo


def test_a_small_text_that_begins_with_bm_is_a_table(tmp_path: Path) -> None:
    assert values(text(tmp_path, b"BM,nama\n1,Kopi\n"))[0] == ("BM", "nama")


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        (("mimetype", "content.xml"), "table.ods"),
        (("[Content_Types].xml", "xl/workbook.bin"), "table.xlsb"),
        (("[Content_Types].xml", "word/document.xml"), "table.document"),
        (("foto.png",), "table.packed"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, parts: tuple[str, ...], code: str) -> None:
    path = tmp_path / "daftar.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    with pytest.raises(BadInput) as refusal:
        read_table(path)
    assert refusal.value.code == code


def test_a_folder_and_a_missing_file_get_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder"):
        read_table(tmp_path)
    with pytest.raises(BadInput, match="tidak ada"):
        read_table(tmp_path / "tidak-ada.csv")


def test_a_file_over_the_limit_is_not_even_opened_as_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receipts.spreadsheets.kinds.FILE_BYTES", 10)
    with pytest.raises(BadInput, match="terlalu besar"):
        text(tmp_path, b"kode,nama\nM1,Kopi\n")


def test_a_bursting_workbook_is_refused_before_it_is_unpacked(workbook: Workbook) -> None:
    path = workbook(lambda book: book.worksheets[0].append(["x"]))
    bomb = b"<sst>" + b" " * (20 * limits.MIB) + b"</sst>"
    rewritten(path, lambda name, data: bomb if name == "xl/styles.xml" else data)
    with pytest.raises(BadInput) as refusal:
        read_table(path)
    assert refusal.value.code == "table.bursting"


def test_an_entity_bomb_is_a_damaged_file(workbook: Workbook) -> None:
    path = workbook(lambda book: book.worksheets[0].append(["x"]))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    def change(name: str, data: bytes) -> bytes:
        return bomb + data.replace(b"<t>x</t>", b"<t>&b;</t>") if "sheet1" in name else data

    with pytest.raises(BadInput) as refusal:
        read_table(rewritten(path, change))
    assert refusal.value.code == "table.damaged"


def test_a_row_beyond_the_last_of_a_sheet_does_not_count_for_ever(workbook: Workbook) -> None:
    path = workbook(lambda book: book.worksheets[0].append(["x"]))

    def change(name: str, data: bytes) -> bytes:
        return (
            data.replace(b'r="1"', b'r="2000000000"').replace(b'"A1"', b'"A2000000000"') if "sheet1" in name else data
        )

    with pytest.raises(BadInput) as refusal:
        read_table(rewritten(path, change))
    assert refusal.value.code == "table.rows"


@pytest.mark.parametrize("maker", ["csv", "xlsx"])
def test_a_cell_of_ten_megabytes_is_named(tmp_path: Path, maker: str) -> None:
    huge = random.Random(1).randbytes(5 * limits.MIB).hex()
    path = tmp_path / f"daftar.{maker}"
    if maker == "csv":
        path.write_text(f"kode,nama\nM1,{huge}\n", encoding="utf-8")
    else:
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, ["kode", "nama"])
        sheet.write_row(1, 0, ["M1", "x"])
        book.close()
        rewritten(path, lambda name, data: data.replace(b"<t>x</t>", b"<t>" + huge.encode() + b"</t>"))
    with pytest.raises(BadInput) as refusal:
        read_table(path)
    assert refusal.value.code == "table.cell"
    assert [problem.row for problem in refusal.value.problems] == [2]
    assert all(len(problem.value) < 100 for problem in refusal.value.problems)


def test_every_cell_that_is_too_long_is_named_at_once(tmp_path: Path) -> None:
    long = "a" * (limits.CELL_LETTERS + 1)
    with pytest.raises(BadInput) as refusal:
        text(tmp_path, f"kode,nama\n{long},x\nM2,{long}\n".encode())
    assert [(one.row, one.column) for one in refusal.value.problems] == [(2, "A"), (3, "B")]


def test_a_quote_that_is_never_closed_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refusal:
        text(tmp_path, b'kode,nama\n"M1,Kopi\n' + b"M2,Teh\n" * 30_000)
    assert refusal.value.problems[0].row == 2
    assert "tanda kutip" in refusal.value.problems[0].reason


def test_too_many_rows_and_columns_get_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("receipts.spreadsheets.delimited.ROWS", 3)
    with pytest.raises(BadInput, match="terlalu panjang"):
        text(tmp_path, b"a\nb\nc\nd\n")
    with pytest.raises(BadInput, match="kolom"):
        text(tmp_path, b"x," * 300 + b"y\n")


def test_too_many_columns_of_a_workbook_get_a_sentence(workbook: Workbook) -> None:
    with pytest.raises(BadInput, match="kolom"):
        read_table(workbook(lambda book: book.worksheets[0].append(list(range(300)))))


@settings(max_examples=200)
@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=6), st.data())
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(places: list[int], data: st.DataObject) -> None:
    made = bytearray(_SMALL)
    for place in places:
        made[place % len(made)] = data.draw(st.integers(0, 255))
    _read_or_refuse(bytes(made))


@settings(max_examples=200)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    _read_or_refuse(data)


def _read_or_refuse(data: bytes) -> None:
    path = Path(_FOLDER) / "acak.xlsx"
    path.write_bytes(data)
    refusal: BadInput | None = None
    sheets: list[Sheet] = []
    try:
        sheets = read_table(path)
    except BadInput as error:
        refusal = error
    assert refusal is None or (refusal.what and refusal.todo)
    assert all(isinstance(sheet, Sheet) for sheet in sheets)


def _small() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["kode", "nama", 15_000, date(2026, 10, 4), "=1+1"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


_SMALL = _small()


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _FOLDER  # noqa: PLW0603 -- Hypothesis runs its examples outside of fixtures of a test
    _FOLDER = str(tmp_path_factory.mktemp("acak"))


_FOLDER = ""
