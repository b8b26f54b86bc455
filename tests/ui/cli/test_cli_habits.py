"""The same rows in every habit of writing them make the same books."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from commands import SALES, Place, gallery_pos, write_csv, write_xlsx

ROOT = Path(__file__).resolve().parents[3]


def told(place: Place) -> list[tuple[Any, ...]]:
    """What was sold, without what differs from one import to the next."""
    names = ("time", "outlet", "pieces", "gross", "discount", "total", "methods", "reference")
    return [tuple(str(row[name]) for name in names) for row in place.rows("sales")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_line_ends_and_marks_make_no_difference(
    small: Place, tmp_path: Path, delimiter: str, newline: str, encoding: str
) -> None:
    rows = [SALES[0] | {"nomor": "Ñ-9", "waktu": "2024-05-04 10:00", "jumlah": 2, "harga_satuan": "15.000"}]
    file = write_csv(
        tmp_path / "Penjualan Mei – Ñ (1).csv", rows, delimiter=delimiter, newline=newline, encoding=encoding
    )
    small.ok("import", "sales", file)
    assert told(small)[0] == ("2024-05-04T03:00:00Z", "GALERI", "2", "30000", "0", "30000", "{'tunai': 30000}", "Ñ-9")


@pytest.mark.parametrize("amount", ["15000", "15.000", "Rp 15.000", "Rp15.000,00", "15.000,-", "15rb", "0,015 jt"])
@pytest.mark.parametrize("day", ["2024-05-04", "04/05/2024", "4 Mei 2024", "4-5-2024", "45416"])
def test_amounts_and_days_are_read_as_people_write_them(
    small_model: Place, tmp_path: Path, amount: str, day: str
) -> None:
    if amount == "0,015 jt" or day == "45416":  # what is unclear in a text is asked, never guessed
        row = SALES[0] | {"nomor": "9", "waktu": day, "harga_satuan": amount}
        assert small_model("import", "sales", write_csv(tmp_path / "a.csv", [row]), "--dry-run").code == 2
        return
    row = SALES[0] | {"nomor": "9", "waktu": day, "harga_satuan": amount}
    answer = small_model.ok("import", "sales", write_csv(tmp_path / "a.csv", [row]), "--dry-run", "--json").json
    assert answer["counts"]["net"] == 45_000


def test_english_headers_rows_above_and_unknown_columns(small: Place, tmp_path: Path) -> None:
    table: list[list[object]] = [
        ["GALERI UJI"],
        [],
        ["Number", "TIME", "Product Code", "quantity", "Unit_Price", "Catatan"],
        ["9", "2024-05-04T10:00:00", "p1", 2, 15_000, "halo"],
    ]
    answer = small.ok("import", "sales", write_xlsx(tmp_path / "english.xlsx", table))
    assert "kolom Catatan: kolom ini tidak dikenal, diabaikan" in answer.out
    assert told(small)[0][3] == "30000"


def test_folders_and_files_may_be_called_anything(tmp_path: Path) -> None:
    place = Place(tmp_path / "Dinas Koperasi & UMKM" / "Galeri “Ñusantara” 100%")
    place.ok("init", "--name", "Galeri “Ñusantara” <b>&</b>")
    makers = write_csv(tmp_path / "daftar penitip, 2024.csv", [{"kode": "M1", "nama_usaha": "Ibu “Tuti” & Co"}])
    place.ok("import", "consignors", makers)
    out = tmp_path / "hasil – bulan Mei"
    place.ok("report", "month", "2024-05", "--out", out)
    place.ok("backup", tmp_path / "cadangan Ñ 1.db")
    place.ok("restore", tmp_path / "cadangan Ñ 1.db")
    assert place.rows("outlets")[0]["name"] == "Galeri “Ñusantara” <b>&</b>"
    assert place.ok("verify")
    assert gallery_pos("verify", "--data", str(place.data) + "/../" + place.data.name).code == 0


def test_a_home_folder_may_be_written_short(small: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(small.data.parent))
    assert gallery_pos("--data", "~/data", "verify").code == 0


def test_the_hand_over_list_comes_in_whole_as_it_is(empty: Place, tmp_path: Path) -> None:
    book = tmp_path / "serah terima.xlsx"
    shutil.copy(ROOT / "tests" / "data" / "serah-terima-galeri.xlsx", book)
    tried = empty("import", "handover", book, "--dry-run", "--json")
    assert tried.json["imported"] is False
    assert empty.rows("products") == []
    answer = empty("import", "handover", book)
    assert answer.code == 0, answer.err
    assert (len(empty.rows("consignors")), len(empty.rows("products"))) == (32, 97)
    assert empty.ok("import", "handover", book).out.endswith("Tidak ada yang baru; buku tidak berubah.\n")
    assert empty.ok("verify")


def test_what_a_person_must_decide_is_asked_with_the_words_that_answer_it(empty: Place, tmp_path: Path) -> None:
    table: list[list[object]] = [
        ["Nama UMKM", "Nama Produk", "Harga", "Stok"],
        ["Dapur Nyi Imas", "Opak", 15_000, 3],
        ["Dapur Nyi Immas", "Kopi", 10_000, 2],
    ]
    book = write_xlsx(tmp_path / "serah terima.xlsx", table)
    before = empty.state()
    asked = empty("import", "handover", book)
    assert asked.code == 2
    assert "Ada 1 hal yang harus diputuskan dulu. Belum ada yang masuk." in asked.err
    assert '--decide "nama:dapurnyiimas~dapurnyiimmas=sama"' in asked.err
    assert empty.state() == before
    (question,) = empty("import", "handover", book, "--json").json["questions"]
    for choice, makers in zip(question["choices"], (1, 2), strict=True):
        answer = f"{question['key']}={choice['key']}"
        told = empty.ok("import", "handover", book, "--dry-run", "--decide", answer, "--json").json
        assert told["counts"]["consignors_new"] == makers
    assert empty("import", "handover", book, "--decide", "nama=entah").code == 2
    empty.ok("import", "handover", book, "--decide", "nama=sama")
    assert len(empty.rows("consignors")) == 1


def test_outlets_named_for_the_first_time_are_made_and_told(small: Place, tmp_path: Path) -> None:
    rows = [SALES[0] | {"nomor": "9", "gerai": "Pojok Cikampek"}, SALES[0] | {"nomor": "9", "gerai": "pojok  cikampek"}]
    answer = small.ok("import", "sales", write_csv(tmp_path / "a.csv", rows))
    assert "gerai ini baru dan akan dibuat" in answer.out
    assert [row["code"] for row in small.rows("outlets")] == ["GALERI", "Pojok Cikampek"]
    assert told(small)[0][:4] == ("2024-05-03T03:00:00Z", "Pojok Cikampek", "6", "90000")
