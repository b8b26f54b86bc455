"""The file of transfers for the bank: a row for each maker, as a table that becomes CSV or a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.language import tr
from receipts.tables import Column, Kind, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEWS_LETTERS = 35
"""What banks carry of the text beside a transfer."""


class TransferLine(Struct, frozen=True, kw_only=True):
    """A transfer of ``amount`` rupiah to the account of ``holder``; ``code`` and ``name`` tell the maker."""

    code: str
    name: str
    holder: str
    bank: str
    account: str
    amount: int


def bank_table(number: str, outlet: str, lines: Sequence[TransferLine]) -> Table:
    """Return the transfers of the batch ``number`` of a gallery; every cell but the amounts is text."""
    return Table(
        title=tr("Transfer"),
        columns=(
            Column(tr("Nama pemilik rekening")),
            Column(tr("Bank")),
            Column(tr("Nomor rekening")),
            Column(tr("Jumlah", "uang"), Kind.RUPIAH),
            Column(tr("Berita")),
            Column(tr("Kode penitip")),
            Column(tr("Penitip")),
        ),
        rows=tuple(
            (
                line.holder or line.name,
                line.bank,
                account_number(line.account),
                line.amount,
                news(number, outlet),
                line.code,
                line.name,
            )
            for line in lines
        ),
    )


def account_number(account: str) -> str:
    """Return an account as banks want it: letters and figures only ("0123-45 678" is "012345678")."""
    return "".join(letter for letter in account if letter.isalnum())


def news(number: str, outlet: str) -> str:
    """Return the text beside a transfer: plain letters, as much as banks carry, the batch's number whole."""
    text = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in outlet)
    short = "".join(letter for letter in number if letter.isalnum() or letter in "-/")
    return f"{' '.join(text.split())[: _NEWS_LETTERS - len(short) - 1]} {short}".strip()
