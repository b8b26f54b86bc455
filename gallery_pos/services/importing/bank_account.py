"""A mutation file as a whole: whose account it is, how its figures are written, and of which years it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gallery_pos.documents import BankFormatRevised, Holding
from gallery_pos.language import tr
from gallery_pos.reading import header_key
from gallery_pos.reading.bank_amounts import Style, style_of

if TYPE_CHECKING:
    from gallery_pos.services.importing.bank_columns import Guess
    from gallery_pos.services.importing.findings import Findings

FIGURES = ("amount", "debit", "credit", "fee", "net")
"""The fields of a line that are amounts."""
_ACCOUNT = re.compile(
    r"(?:no(?:mor)?\.?\s*)?(?:rek(?:ening)?|account)\b[^0-9]{0,24}(?P<number>[0-9][0-9 .\-]{5,24})", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def _above(found: Guess) -> list[str]:
    return [
        " ".join(str(cell) for cell in row.cells if cell is not None)
        for row in found.sheet.rows
        if row.number < found.header.row
    ]


def account_number(found: Guess) -> str:
    """Return the digits of the account that the rows above the table name, "" where they name none."""
    for text in _above(found):
        match = _ACCOUNT.search(text)
        if match:
            return "".join(character for character in match["number"] if character.isdigit())
    return ""


def check_account(
    findings: Findings, found: Guess, account: Holding, bank: BankFormatRevised | None, number: str
) -> None:
    """Refuse the file of another account: by the number that is remembered, or by what its columns are."""
    sheet, row = found.sheet, found.header.row
    if bank is not None and bank.account is not account:
        findings.refuse(sheet, tr("format {name} untuk rekening lain").format(name=bank.name), row)
    if bank is not None and bank.number and number and bank.number != number:
        reason = tr("berkas ini milik rekening {number}, bukan {expected}")
        findings.refuse(sheet, reason.format(number=number, expected=bank.number), 0, "", number)
    keys = {header_key(name) for name in found.titles}
    qris = keys & {"rrn", "mdr", "issuer", "terminalid", "nmid", "mdramount", "biayamdr"}
    if account is Holding.BANK and qris:
        findings.refuse(sheet, tr("ini berkas QRIS, bukan mutasi rekening bank; pilih QRIS"), row)
    if account is Holding.QRIS and "balance" in found.header.places and not qris:
        findings.refuse(sheet, tr("ini mutasi rekening bank, bukan berkas QRIS; pilih Bank"), row)


def style_in(found: Guess) -> Style | None:
    """Return the habit that the figures of the file prove; None where they prove none, or both."""
    places = [found.header.places[name] for name in (*FIGURES, "balance") if name in found.header.places]
    proven = {
        style_of(row.cells[place])
        for row in found.sheet.rows
        if row.number > found.header.row
        for place in places
        if place < len(row.cells)
    } - {None}
    return proven.pop() if len(proven) == 1 else None


def years_in(found: Guess) -> frozenset[int]:
    """Return the years that the rows above the table name."""
    return frozenset(int(year) for text in _above(found) for year in _YEAR.findall(text))
