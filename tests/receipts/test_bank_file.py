"""The file of transfers that a bank takes: every figure whole, and no text a formula."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

from receipts.bank_file import TransferLine, account_number, bank_table, news
from receipts.spreadsheets.writing import csv_bytes, xlsx_bytes

LINES = [
    TransferLine(
        code="M1", name="Dapur Bu Enah", holder="Enah", bank="BRI", account="0023-01 000045", amount=1_250_000
    ),
    TransferLine(code="=M2", name="@SUM(A1)", holder="", bank="+BNI", account="123", amount=1),
]
TABLE = bank_table("BT-GALERI-A-000001", "Galeri UMKM Karawang", LINES)


def test_a_row_for_each_maker_in_csv() -> None:
    rows = list(csv.reader(io.StringIO(csv_bytes(TABLE).decode())))
    assert rows[0][:5] == ["Nama pemilik rekening", "Bank", "Nomor rekening", "Jumlah", "Berita"]
    assert rows[1] == [
        *("Enah", "BRI", "002301000045", "1250000", "Galeri UMKM Kara BT-GALERI-A-000001", "M1", "Dapur Bu Enah"),
    ]
    assert rows[2][:2] == ["'@SUM(A1)", "'+BNI"]


def test_a_row_for_each_maker_in_a_workbook() -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes([TABLE]))).active
    assert sheet is not None
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[1][2:4] == ["002301000045", 1_250_000]
    assert cells[2][0] == "@SUM(A1)"
    assert all(cell.data_type in {"s", "n"} for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("account", "said"), [("0123-45 678", "012345678"), (" 12.345.6 ", "123456"), ("", ""), ("=1+1", "11")]
)
def test_an_account_is_figures_and_letters(account: str, said: str) -> None:
    assert account_number(account) == said


def test_the_text_beside_a_transfer_is_plain_and_short() -> None:
    assert news("BT-GALERI-A-000001", "Galeri “Émas” & Batik Rumpun Padi") == "Galeri mas Batik BT-GALERI-A-000001"
    assert len(news("BT-GALERI-A-000001", "x" * 99)) == 35
    assert news("B1", "") == "B1"
