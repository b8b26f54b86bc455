"""Mutation files of banks and QRIS providers, good ones and bad ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, strategies as st

from gallery_pos.documents import BankFormatRevised, Holding
from gallery_pos.errors import BadInput, RuleBroken
from gallery_pos.reading import Unreadable
from gallery_pos.reading.bank_amounts import Style, read_bank_amount
from gallery_pos.services.importing.bank_columns import guess
from gallery_pos.services.importing.mutations import MutationPlan, plan_mutations
from gallery_pos.services.matching import remember_format, take_in_mutations
from gallery_pos.sheets import Sheet, SheetRow
from house import House

HEAD = ("Tanggal", "Keterangan", "Debit", "Kredit", "Saldo")


def sheet(*rows: tuple[Any, ...], name: str = "mutasi.csv") -> list[Sheet]:
    return [Sheet(file=name, name="mutasi", rows=tuple(SheetRow(n, row) for n, row in enumerate(rows, start=1)))]


def plan(house: House, *rows: tuple[Any, ...], account: Holding = Holding.BANK, **more: Any) -> MutationPlan:
    return plan_mutations(house.desk(), sheet(*rows), account=account, **{"sha256": "a" * 64, **more})


def amounts(found: MutationPlan) -> list[int]:
    assert found.ready, found.problems
    return [line.amount for line in found.lines]


def reasons(found: MutationPlan) -> list[str]:
    return [one.reason for one in found.problems]


@pytest.mark.parametrize(
    ("head", "row", "amount"),
    [
        (HEAD, ("01/07/2023", "TRSF", "", "1.500.000,00", "9,00"), 1_500_000),
        (HEAD, ("01/07/2023", "TRSF", "250.000,00", "0,00", "9,00"), -250_000),
        (
            ("Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "Saldo"),
            ("01/07/2023", "X", "0", "1,250,000.00 DB", ""),
            -1_250_000,
        ),
        (
            ("Tanggal Transaksi", "Keterangan", "Cabang", "Jumlah", "Saldo"),
            ("01/07/2023", "X", "0", "1,250,000.00 CR", ""),
            1_250_000,
        ),
        (("TGL_TRAN", "DESK_TRAN", "MUTASI_DEBET", "MUTASI_KREDIT"), ("2023-07-01", "X", "0.00", "75000.00"), 75_000),
        (
            ("Posting Date", "Remark", "Reference No", "Debit", "Credit"),
            ("01/07/2023", "X", "1", "", "2,000.00"),
            2_000,
        ),
        (("Tgl", "Uraian", "D/K", "Nominal"), ("1 Jul 2023", "X", "D", "10.000"), -10_000),
        (("Tgl", "Uraian", "D/K", "Nominal"), ("1 Jul 2023", "X", "K", 10_000), 10_000),
        (("Date", "Description", "Amount"), (date(2023, 7, 1), "X", -10_000.0), -10_000),
        (("Date", "Description", "Amount"), ("2023-07-01", "X", "(10.000)"), -10_000),
    ],
)
def test_the_columns_of_banks_are_known(house: House, head: tuple[str, ...], row: tuple[Any, ...], amount: int) -> None:
    found = plan(house, ("Nomor Rekening : 123-456-7890",), head, row)
    assert amounts(found) == [amount]
    assert found.lines[0].day == date(2023, 7, 1)
    assert found.number == "1234567890"


@pytest.mark.parametrize(
    ("head", "row", "amount", "fee"),
    [
        (("Tanggal", "Waktu", "RRN", "Nominal", "MDR"), ("2023-07-01", "14:03:11", "77", "50.000", "150"), 50_000, 150),
        (
            ("Transaction Time", "Order ID", "Gross Amount", "MDR", "Net Amount"),
            ("2023-07-01 14:03", "77", "50000", "150", "49850"),
            50_000,
            150,
        ),
        (
            ("Waktu Transaksi", "ID Transaksi", "Biaya MDR", "Jumlah Bersih"),
            ("01/07/2023 14.03", "77", "150", "49.850"),
            50_000,
            150,
        ),
    ],
)
def test_what_qris_providers_list_is_what_buyers_paid(
    house: House, head: tuple[str, ...], row: tuple[Any, ...], amount: int, fee: int
) -> None:
    found = plan(house, head, row, account=Holding.QRIS)
    assert amounts(found) == [amount]
    assert (found.lines[0].time, found.lines[0].fee, found.lines[0].reference) == ("14:03", fee, "77")


def test_footers_balances_repeated_titles_and_pending_rows_are_no_mutations(house: House) -> None:
    found = plan(
        house,
        HEAD,
        ("", "SALDO AWAL", "", "", "5.000.000,00"),
        ("01/07/2023", "Setoran", "", "1.000.000,00", "6.000.000,00"),
        HEAD,
        ("PEND", "Belum", "", "5.000,00", ""),
        ("02/07/2023", "Biaya", "15.000,00", "", "5.985.000,00"),
        ("Total", "", "15.000,00", "1.000.000,00", ""),
        ("Saldo Akhir :", "5.985.000,00"),
    )
    assert amounts(found) == [1_000_000, -15_000]
    assert found.footer == 5


def test_days_without_a_year_take_the_one_above_or_are_told(house: House) -> None:
    row = ("'01/07", "X", "", "1.000,00", "")
    assert plan(house, ("Periode : 01/07/2023 - 31/07/2023",), HEAD, row).lines[0].day == date(2023, 7, 1)
    assert reasons(plan(house, HEAD, row)) == ["tahunnya tidak tertulis; unduh berkas yang memuat tahun"]


def test_thousands_follow_the_file_and_are_asked_about_where_it_proves_none(house: House) -> None:
    unclear = ("01/07/2023", "X", "", "25,000", "")
    found = plan(house, HEAD, unclear)
    assert found.asks_style
    with pytest.raises(BadInput, match="titik atau koma"):
        found.check()
    assert amounts(plan(house, HEAD, unclear, style=Style.COMMAS)) == [25_000]
    assert amounts(plan(house, HEAD, unclear, ("02/07/2023", "Y", "", "1,250,000.00", ""))) == [25_000, 1_250_000]
    # Dots elsewhere: with a comma it would be 25, and nobody writes three figures of sen.
    assert reasons(plan(house, HEAD, unclear, ("02/07/2023", "Y", "", "1.250.000,00", ""))) == [
        "tidak jelas mana ribuan dan mana pecahan"
    ]


def test_both_habits_in_one_file_are_read_where_they_are_clear_and_asked_about_where_not(house: House) -> None:
    clear = (("01/07/2023", "X", "", "1.250.000,00", ""), ("01/07/2023", "Y", "", "1,250,000.00", ""))
    assert amounts(plan(house, HEAD, *clear)) == [1_250_000, 1_250_000]
    assert plan(house, HEAD, *clear, ("01/07/2023", "Z", "", "25,000", "")).asks_style


def test_formulas_are_refused_as_figures_and_data_as_words(house: House) -> None:
    found = plan(house, HEAD, ("01/07/2023", "=HYPERLINK(1)", "", "=SUM(D1:D9)", ""))
    assert reasons(found) == ["berisi rumus; tulis hasilnya saja"]
    found = plan(house, HEAD, ("01/07/2023", "=HYPERLINK(1)", "", "1.000,00", ""))
    assert found.lines[0].description == "=HYPERLINK(1)"


def test_all_problems_are_told_at_once_and_nothing_comes_in(house: House) -> None:
    found = plan(
        house,
        HEAD,
        ("31/02/2023", "X", "", "1.000,00", ""),
        ("01/07/2023", "X", "5.000,00", "6.000,00", ""),
        ("01/07/2023", "X", "", "seribu", ""),
        ("01/07/2099", "X", "", "1.000,00", ""),
        ("01/07/2023", "X", "", "1.000,00", ""),
    )
    assert len(reasons(found)) == 4
    assert [one.row for one in found.problems] == [2, 3, 4, 5]
    with pytest.raises(BadInput, match="4 masalah"):
        take_in_mutations(house.desk(), found)
    assert house.book.latest_of_all(BankFormatRevised) == []


def test_sen_are_rounded_and_told(house: House) -> None:
    found = plan(house, HEAD, ("01/07/2023", "BUNGA", "", "1.234,56", ""))
    assert amounts(found) == [1_235]
    assert "Rp1.235" in found.warnings[0].reason


def test_a_file_that_is_no_mutation_file_says_what_it_lacks(house: House) -> None:
    assert "tidak ada tabel mutasi" in reasons(plan(house, ("a", "b"), ("c", "d")))[0]
    assert "Jumlah" in reasons(plan(house, ("Tanggal", "Keterangan"), ("01/07/2023", "X")))[0]
    assert "tidak ada mutasi" in reasons(plan(house, HEAD))[0]
    assert "dua kolom" in reasons(plan(house, ("Tanggal", "Jumlah", "Jumlah"), ("01/07/2023", "1.000", "2.000")))[0]


def test_a_file_of_another_account_is_refused(house: House) -> None:
    rows = (("No. Rek 999888777",), HEAD, ("01/07/2023", "X", "", "1.000,00", ""))
    columns = {"date": "Tanggal", "credit": "Kredit"}
    known = remember_format(house.desk(), name="BJB", account=Holding.BANK, columns=columns, number="111222333").value
    assert "milik rekening 999888777, bukan 111222333" in reasons(plan(house, *rows, bank=known))[0]
    assert "bukan berkas QRIS" in reasons(plan(house, *rows, account=Holding.QRIS))[0]
    qris = (("Tanggal", "RRN", "Nominal"), ("01/07/2023", "1", "1.000"))
    assert "bukan mutasi rekening bank" in reasons(plan(house, *qris))[0]
    with pytest.raises(RuleBroken, match="rekening lain"):
        remember_format(house.desk(), name="bjb", account=Holding.QRIS, columns=columns)


def test_the_same_file_and_overlapping_files_come_in_once(house: House) -> None:
    first = (HEAD, ("01/07/2023", "X", "", "1.000,00", ""), ("01/07/2023", "X", "", "1.000,00", ""))
    take_in_mutations(house.desk(), plan(house, *first))
    assert "sudah masuk pada" in reasons(plan(house, *first))[0]
    longer = plan(house, *first, ("02/07/2023", "Y", "", "2.000,00", ""), sha256="b" * 64)
    assert (amounts(longer), longer.known) == ([2_000], 2)
    take_in_mutations(house.desk(), longer)
    again = plan(house, *first, sha256="c" * 64)
    assert (amounts(again), again.known) == ([], 2)
    assert take_in_mutations(house.desk(), again).value is None


def test_chosen_columns_are_remembered_and_found_again(house: House) -> None:
    rows = (("Kapan", "Apa", "Berapa"), ("01/07/2023", "X", "1.000,00"))
    assert reasons(plan(house, *rows))
    chosen = {"date": "Kapan", "description": "Apa", "amount": "Berapa"}
    assert amounts(plan(house, *rows, columns=chosen)) == [1_000]
    known = remember_format(house.desk(), name="Bank Desa", account=Holding.BANK, columns=chosen).value
    assert amounts(plan(house, *rows, bank=known)) == [1_000]
    written = house.book.head()
    assert remember_format(house.desk(), name="Bank Desa", account=Holding.BANK, columns=chosen).value == known
    assert house.book.head() == written


def test_merged_headers_of_a_workbook(house: House, tmp_path: Path) -> None:
    from receipts.spreadsheets import read_table

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Mutasi Rekening", None, None, None])
    page.merge_cells("A1:D1")
    page.append(["Tanggal", "Keterangan", "Mutasi", None])
    page.merge_cells("C2:D2")
    page.append([None, None, "Debet", "Kredit"])
    page.append([date(2023, 7, 1), "X", None, 5_000])
    book.save(tmp_path / "bri.xlsx")
    found = guess(read_table(tmp_path / "bri.xlsx"))
    assert found is not None
    assert not found.header.missing
    made = plan_mutations(house.desk(), read_table(tmp_path / "bri.xlsx"), account=Holding.BANK, sha256="d")
    assert amounts(made) == [5_000]


@given(st.integers(-(10**12), 10**12), st.sampled_from(Style))
def test_what_a_bank_writes_in_its_habit_is_read_back(amount: int, style: Style) -> None:
    text = f"{amount:,}.00"
    if style is Style.DOTS:
        text = text.translate(str.maketrans(",.", ".,"))
    assert read_bank_amount(text, style).amount == amount


@pytest.mark.parametrize("value", ["", "abc", "1.2.3", "1,23,456", "12.345.67", "1.000 XX", "(5.000", "#REF!"])
def test_what_is_no_figure_is_refused(value: str) -> None:
    with pytest.raises(Unreadable):
        read_bank_amount(value, None)
