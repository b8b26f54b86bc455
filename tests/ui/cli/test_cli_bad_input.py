"""Files that cannot come in: a clear sentence, exit code 2, and not a byte of the books changed."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import GOODS, SALES, Place, write_csv, write_xlsx

HEADER = "nomor,waktu,kode_produk,jumlah,harga_satuan,diskon,metode\n"
GOOD = "9,2024-05-05,P1,1,15000,,tunai\n"
MIB = 1024 * 1024


@pytest.fixture
def untouched(small: Place) -> Iterator[Place]:
    """A gallery that must be as it was when the test is over."""
    before = small.state()
    yield small
    assert small.state() == before
    assert small.ok("verify")


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "Berkas a.csv kosong."),
        ("a.csv", b"\xef\xbb\xbf", "kosong"),
        ("a.csv", b"\n\n \n", "kosong"),
        ("a.xlsx", b"%PDF-1.7\n" + bytes(99), "adalah PDF, bukan tabel"),
        ("a.csv", b"%PDF-1.7\n" + bytes(99), "adalah PDF, bukan tabel"),
        ("a.csv", b"MZ\0\0" + bytes(range(256)) * 9, "bukan tabel"),
        ("a.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(99), "adalah gambar"),
        ("a.xlsx", b"PK\x03\x04" + bytes(99), "rusak dan tidak bisa dibaca"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "format Excel lama"),
        ("a.xlsx", b"<!DOCTYPE html><table>", "halaman web"),
        ("a.db", b"SQLite format 3\0" + bytes(99), "basis data"),
        ("a.csv", b"a,b,c\n1,2,3\n", "kolom ini tidak ada; yang ditemukan: a, b, c"),
        ("a.csv", b"A" * 10 * MIB, "sel yang isinya terlalu panjang"),
        ("a.csv", f"{HEADER}9,2024-05-05,{'A' * 10 * MIB},1,15000,,\n".encode(), "terlalu panjang"),
        ("a.csv", b",".join(b"k%d" % number for number in range(999)), "lebih dari 256 kolom"),
        ("a.csv", (HEADER + GOOD * 200_001).encode(), "lebih dari 200.000 baris"),
        ("a.csv", (HEADER + GOOD).encode() + bytes(51 * MIB), "lebih dari 50 MB"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_is_no_table_is_told_for_what_it_is(
    untouched: Place, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    answer = untouched("import", "sales", file)
    assert answer.code == 2
    assert said in answer.text
    assert name in answer.err
    assert len(answer.err) < 2_000


def test_folders_devices_and_files_that_are_not_there(untouched: Place, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    for file, said in (
        (tmp_path, "adalah folder"),
        (tmp_path / "tiada.csv", "Berkas tiada.csv tidak ada."),
        (tmp_path / "pipa", "bukan berkas"),
        (Path("/dev/zero"), "bukan berkas"),
    ):
        answer = untouched("import", "sales", file)
        assert answer.code == 2
        assert said in answer.err
        assert "Tidak ada yang diubah." in answer.err


def test_workbooks_that_mean_harm(untouched: Place, tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "baik.xlsx", [list(SALES[0]), list(SALES[0].values())])
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;">]><x>&c;</x>'
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
    hostile = {
        "bom.xlsx": parts | {sheet: bytes(200 * MIB)},
        "tawa.xlsx": parts | {sheet: laughs},
        "luar.xlsx": parts | {"xl/workbook.xml": outside},
        "naik.xlsx": {"../../etc/x": b"x", "[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"},
        "arsip.xlsx": {"catatan.txt": b"hai"},
    }
    for name, members in hostile.items():
        answer = untouched("import", "sales", zipped(tmp_path / name, members))
        assert answer.code == 2, name
        assert name in answer.err
        assert "root:" not in answer.text
    (tmp_path / "potong.xlsx").write_bytes(good.read_bytes()[:-300])
    assert untouched("import", "sales", tmp_path / "potong.xlsx").code == 2


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("9,2024-05-05,P1,x,15000,,", "jumlah"),
        ("9,2024-05-05,P1,1.5,15000,,", "jumlah"),
        ("9,2024-05-05,P1,0,15000,,", "jumlah"),
        ("9,2024-05-05,P1,99999999999999999999,15000,,", "jumlah"),
        ("9,2024-05-05,P1,=1+1,15000,,", "jumlah"),
        ("9,2024-05-05,P1,1,1.5,,", "harga_satuan"),
        ("9,2024-05-05,P1,1,-15000,,", "harga_satuan"),
        ("9,2024-05-05,P1,1,NaN,,", "harga_satuan"),
        ("9,2024-05-05,P1,1,1e5,,", "harga_satuan"),
        ('9,2024-05-05,P1,1,"=HYPERLINK(""http://x"")",,', "harga_satuan"),
        ("9,2024-05-05,P1,1,15000,99999,", "diskon"),
        ("9,2024-05-05,P1,1,15000,-5,", "diskon"),
        ("9,2024-05-05,P1,1,15000,,bitcoin", "metode"),
        ("9,03/13/2023,P1,1,15000,,", "waktu"),
        ("9,2024-02-30,P1,1,15000,,", "waktu"),
        ("9,2024-05-05T25:00,P1,1,15000,,", "waktu"),
        ("9,,P1,1,15000,,", "waktu"),
        (",2024-05-05,P1,1,15000,,", "nomor"),
        ("1,2024-05-03T10:00:00,P1,4,15000,,", "nomor"),
        ("9,2024-05-05,,1,15000,,", "kode_produk"),
        ("9,2024-05-05,P9,1,15000,,", "kode_produk"),
        ("9,2024-05-05,<b>P1</b>,1,15000,,", "kode_produk"),
        ("9,2024-05-05,=cmd|' /C calc'!A0,1,15000,,", "kode_produk"),
    ],
)
def test_a_bad_cell_is_named_and_keeps_the_good_rows_out(
    untouched: Place, tmp_path: Path, row: str, column: str
) -> None:
    file = tmp_path / "jual.csv"
    file.write_text(f"{HEADER}{GOOD}{row}\n", encoding="utf-8")
    answer = untouched("import", "sales", file)
    assert answer.code == 2
    assert f"jual.csv, jual, baris 3, kolom {column}" in answer.err
    assert "Belum ada yang masuk." in answer.err
    told = untouched("import", "sales", file, "--json")
    assert (told.code, told.json["imported"]) == (2, False)
    assert {(one["row"], one["column"], one["file"]) for one in told.json["problems"]} == {(3, column, "jual.csv")}
    assert all(one["reason"] for one in told.json["problems"])


def test_every_problem_is_told_at_once_and_marked_in_a_copy(untouched: Place, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = [SALES[0] | {"nomor": str(at), "jumlah": "x", "harga_satuan": "1.5"} for at in range(300)]
    file, marked = write_csv(tmp_path / "jual.csv", rows), tmp_path / "tanda.xlsx"
    answer = untouched("import", "sales", file, "--marked", marked)
    assert answer.err.startswith("Ada 600 masalah di berkas ini.")
    assert "… dan 400 masalah lagi." in answer.err
    assert len(untouched("import", "sales", file, "--json").json["problems"]) == 600
    sheet = load_workbook(marked).active
    assert sheet is not None
    assert "bukan jumlah barang" in str(sheet.cell(2, sheet.max_column).value)


def test_nothing_new_is_no_mistake_and_says_so(untouched: Place, tmp_path: Path) -> None:
    same = write_csv(tmp_path / "sama.csv", SALES)
    for file, said in ((same, "2 struk sudah ada, dilewati"), (tmp_path / "judul.csv", "tidak ada baris")):
        if not file.exists():
            file.write_text(HEADER, encoding="utf-8")
        answer = untouched("import", "sales", file)
        assert answer.code == 0
        assert said in answer.out
        assert answer.out.endswith("Tidak ada yang baru; buku tidak berubah.\n")


def test_goods_of_somebody_else_and_unknown_makers_stay_out(untouched: Place, tmp_path: Path) -> None:
    for change in ({"kode_penitip": "M2"}, {"kode_penitip": "M9"}, {"kode_produk": "P9"}, {"jumlah": "-1"}):
        answer = untouched("import", "goods-in", write_csv(tmp_path / "a.csv", [GOODS[0] | {"jumlah": 1} | change]))
        assert answer.code == 2
        assert "baris 2" in answer.err
