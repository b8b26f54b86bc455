"""gallery-pos month status and close: what each day says, what is open is named, and what is refused."""

from __future__ import annotations

import pytest

from commands import Place

MAY, JUNE = "2024-05", "2024-06"


@pytest.fixture
def shut(small: Place) -> list[str]:
    """The options that declare every silent day of May shut."""
    (month,) = small("month", "status", MAY, "--json").json
    silent = [day["date"] for day in month["days"] if day["state"] == "gap"]
    return [part for day in silent for part in ("--shut", f"{day}=libur")]


def test_what_each_day_says_and_what_is_open(small: Place) -> None:
    answer = small("month", "status", MAY)
    assert answer.code == 1
    assert "Mei 2024 · Belum ditutup" in answer.text
    assert "✗ Hari:" in answer.text
    assert "berjualan" in answer.text
    (month,) = small("month", "status", MAY, "--json").json
    assert (month["outlet"], month["state"], month["due"]) == ("GALERI", "open", None)
    assert len(month["days"]) == 31
    assert {check["code"] for check in month["checks"] if check["blocks"]} == {"days"}
    assert month["figures"]["gross"] - month["figures"]["discount"] == (
        month["figures"]["commission"] + month["figures"]["due"]
    )


def test_what_is_open_is_named_and_nothing_is_closed(small: Place) -> None:
    answer = small("month", "close", MAY)
    assert answer.code == 1
    assert "hari tanpa kabar" in answer.text
    answer = small("month", "close", MAY, "--json")
    (waiting,) = answer.json["open"]
    assert answer.json["closed"] == []
    assert [problem["code"] for problem in waiting["problems"]] == ["days"]
    assert small("month", "status", MAY, "--json").json[0]["closed_number"] == ""


def test_a_month_is_closed_with_its_days_declared_and_once(small: Place, shut: list[str]) -> None:
    answer = small.ok("month", "close", MAY, *shut, "--note", "data lama")
    assert "Mei 2024 di GALERI ditutup: BL-GALERI-A-000001" in answer.text
    (month,) = small.ok("month", "status", MAY, "--json").json
    assert (month["state"], month["closed_number"]) == ("draft", "BL-GALERI-A-000001")
    assert {day["note"] for day in month["days"] if day["state"] == "shut"} == {"libur"}
    assert "sudah ditutup di semua gerai" in small.ok("month", "close", MAY).text
    again = small("month", "close", MAY, "--outlet", "GALERI")
    assert again.code == 2
    assert "sudah ditutup" in again.text
    small.ok("verify")


def test_a_span_stands_for_the_silent_days_in_it(small: Place) -> None:
    small.ok("month", "close", MAY, "--shut", "2024-05-01..2024-05-31=libur panjang")
    (month,) = small.ok("month", "status", MAY, "--json").json
    said = {day["date"]: day["state"] for day in month["days"]}
    assert said["2024-05-03"] == said["2024-05-20"] == "sold"
    assert set(said.values()) == {"sold", "shut"}
    assert small.ok("list", "journal").out.count("HT-GALERI-A-") == 29


def test_a_file_of_a_closed_month_is_refused_row_by_row(small: Place, shut: list[str]) -> None:
    small.ok("month", "close", MAY, *shut)
    file = small.data.parent / "terlambat.csv"
    product = small("list", "products", "--json").json[0]["code"]
    file.write_text(f"nomor,waktu,kode_produk,jumlah,harga_satuan\nT-1,2024-05-09T10:00,{product},1,10000\n", "utf-8")
    answer = small("import", "sales", file)
    assert answer.code == 2
    assert "Mei 2024" in answer.text
    assert "tanggal hari ini" in answer.text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("close", "2020-01"), "tidak perlu ditutup"),
        (("status", "2020-01"), "tidak perlu ditutup"),
        (("close", "2099-01"), "belum selesai"),
        (("close", MAY, "--outlet", "TIDAK-ADA"), "Gerai TIDAK-ADA tidak dikenal"),
        (("status", MAY, "--outlet", "TIDAK-ADA"), "Gerai TIDAK-ADA tidak dikenal"),
        (("close", "Mei"), "bukan bulan"),
        (("close", MAY, "--shut", "2024-05-02"), "tulis hari dan alasannya"),
        (("close", MAY, "--shut", "2024-05-05..2024-05-02=libur"), "mendahului"),
        (("close", MAY, "--shut", "besok lusa=libur"), "bukan tanggal"),
        (("close", MAY, "--shut", "2024-05-03=libur"), "bukan hari tanpa kabar"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(small: Place, arguments: tuple[str, ...], words: str) -> None:
    answer = small("month", *arguments)
    assert answer.code == 2
    assert words in answer.text


def test_a_later_month_waits_for_the_one_before(small: Place) -> None:
    answer = small("month", "close", JUNE)
    assert answer.code == 1
    assert "Mei 2024 di Galeri Uji belum ditutup" in answer.text


def test_a_gallery_where_nothing_happened_has_no_month(empty: Place) -> None:
    answer = empty("month", "close", MAY)
    assert answer.code == 2
    assert "belum ada bulan untuk ditutup" in answer.text


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        ("UPDATE postings SET amount = amount + 1000 WHERE account = 'payable'", "jumlah per harinya: hak penitip"),
        ("UPDATE takings SET gross = gross + 1000", "penjualan kotor ditutup"),
        (
            (
                "UPDATE journal SET body = CAST(replace(body, '\"quantity\":', '\"quantity\": ') AS BLOB) "
                "WHERE pos = (SELECT max(pos) FROM journal WHERE kind = 'SaleCompleted')"
            ),
            "Mei 2024): isinya tidak sama dengan yang disegel",
        ),
        (
            "DELETE FROM journal WHERE pos = (SELECT max(pos) FROM journal WHERE kind = 'SaleCompleted')",
            "1 catatan hilang tepat sebelum",
        ),
        (
            "DELETE FROM journal WHERE kind = 'MonthClosed'",
            "BL-GALERI-A-000001: penutupan bulan dengan nomor ini pernah ada, tetapi hilang",
        ),
    ],
)
def test_a_closed_month_that_was_changed_by_hand_says_so(
    small: Place, shut: list[str], tamper: str, named: str
) -> None:
    small.ok("month", "close", MAY, *shut, "--note", "data lama")
    assert small.ok("month", "status", MAY, "--json").json[0]["changed"] == []
    small.without_guards()
    small.sql(tamper)
    answer = small("month", "status", MAY)
    assert answer.code == 1
    assert named in answer.text
    assert "diubah sesudah ditutup" in answer.text


def test_a_tail_that_was_cut_with_its_numbers_is_remembered_by_the_witness(small: Place, shut: list[str]) -> None:
    small.ok("month", "close", MAY, *shut, "--note", "data lama")
    small.without_guards()
    small.sql("DELETE FROM journal WHERE kind = 'MonthClosed'")
    small.sql("DELETE FROM numbering WHERE kind = 'MonthClosed'")
    answer = small("month", "status", MAY)
    assert answer.code == 1
    assert "BL-GALERI-A-000001" in answer.text
