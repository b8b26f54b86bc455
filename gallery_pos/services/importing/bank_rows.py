"""The rows of a mutation file, one by one: what came in or went out on which day, and what is only a sum below."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gallery_pos.documents import Holding, MutationLine
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, header_key, is_blank, read_date, read_moment, read_text
from gallery_pos.reading.bank_amounts import MARKS, BankAmount, Style, Unclear, read_bank_amount
from gallery_pos.services.importing.bank_account import FIGURES
from gallery_pos.services.importing.bank_columns import FIELDS, Guess

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.desk import Desk
    from gallery_pos.services.importing.findings import Findings
    from gallery_pos.services.importing.row import Row

_LONGEST_TEXT = 300
_FOOTER = re.compile(
    r"(?:grand\s*)?(?:sub\s*)?(?:total|jumlah|saldo|balance|opening|closing|mutasi|kredit|credit|debet|debit)\b",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(r"'?\s*([0-9]{1,2})\s*[/-]\s*([0-9]{1,2})\s*")
_CLOCK = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?:[:.][0-9]{2})?")
_PENDING = "pend"


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one file: ``lines`` are its mutations, ``footer`` how many rows are none.

    ``unclear``: thousands and decimals could not be told apart somewhere.
    """

    desk: Desk
    account: Holding
    findings: Findings
    found: Guess
    style: Style | None
    years: frozenset[int]
    unclear: bool = False
    footer: int = 0
    lines: list[MutationLine] = field(default_factory=list)

    def read(self, row: Row) -> None:
        """Take a row in; totals, balances, titles repeated and what the bank has not booked yet are left out."""
        if self._is_footer(row) or self._is_header_again(row):
            self.footer += 1
            return
        if _cell_text(row, "date").casefold().startswith(_PENDING):
            self.footer += 1
            self.findings.warning(row, "date", tr("belum dibukukan bank (PEND), dilewati"))
            return
        day, time = self._moment(row)
        amount, fee = self._amount(row)
        reference, description = self._text(row, "reference"), self._text(row, "description")
        if day is None or amount is None:
            return
        if day > self.desk.today():
            self.findings.problem(row, "date", tr("tanggal ini belum tiba"))
            return
        line = MutationLine(
            day=day, amount=amount, time=time, reference=reference, description=description, fee=abs(fee or 0)
        )
        if amount == 0:
            self.footer += 1
            return
        self.lines.append(line)

    def _is_footer(self, row: Row) -> bool:
        """Tell whether a row is a total or a balance: no day in it, and words of sums, or nothing but figures or words."""
        if not _is_no_day(row):
            # A balance carried forward may have a day, but moves no money.
            first = _cell_text(row, "description")
            return bool(_FOOTER.match(first)) and all(row.blank(name) for name in FIGURES if name in row.header.places)
        words = [
            cell.strip() for cell in row.cells if isinstance(cell, str) and any(letter.isalpha() for letter in cell)
        ]
        if any(_FOOTER.match(text) for text in words):
            return True
        return row.blank("date") and all(row.blank(name) for name in FIGURES if name in row.header.places)

    def _is_header_again(self, row: Row) -> bool:
        """Tell whether the titles stand there once more, as on each page of a printed list."""
        titles = self.found.header.titles
        return all(header_key(_cell_text(row, name)) == header_key(titles[name]) for name in titles if name in FIELDS)

    def _moment(self, row: Row) -> tuple[date | None, str]:
        """Return the day and the time ("14:03", "" where none is told); None for a day that cannot be read."""
        value = row.cell("date")
        if isinstance(value, str):
            value = value.strip().lstrip("'").strip()
            match = _DAY_MONTH.fullmatch(value)
            if match:
                if len(self.years) != 1:
                    self.findings.problem(row, "date", tr("tahunnya tidak tertulis; unduh berkas yang memuat tahun"))
                    return None, ""
                value = f"{match[1]}/{match[2]}/{next(iter(self.years))}"
        try:
            day = read_date(value)
            local = read_moment(value, self.desk.timezone).astimezone(self.desk.timezone)
        except Unreadable as error:
            self.findings.problem(row, "date", error.reason)
            return None, ""
        clock = f"{local:%H:%M}" if (local.hour or local.minute) and local.date() >= day else ""
        if local.date() != day and clock:
            day = local.date()
        if not row.blank("time"):
            told = row.cell("time")
            match = _CLOCK.search(str(told))
            if match:
                clock = f"{int(match['hour']):02d}:{match['minute']}"
        return day, clock

    def _text(self, row: Row, name: str) -> str:
        """Return a text of the row as data; a formula is text like any other."""
        try:
            return read_text(row.cell(name), limit=_LONGEST_TEXT)
        except Unreadable as error:
            self.findings.problem(row, name, error.reason)
            return ""

    def _figure(self, row: Row, name: str) -> BankAmount | None:
        """Return a figure of the row, None where there is none or it cannot be read (then that is told)."""
        value = row.cell(name)
        if is_blank(value) or (isinstance(value, str) and not value.strip(" \"'")):
            return None
        try:
            read = read_bank_amount(value, self.style)
        except Unclear as error:
            self.unclear = self.unclear or self.style is None
            if self.style is not None:
                self.findings.problem(row, name, error.reason)
            return None
        except Unreadable as error:
            self.findings.problem(row, name, error.reason)
            return None
        if not read.exact:
            self.findings.warning(
                row, name, tr("memuat sen; dibulatkan menjadi {amount}").format(amount=format_rupiah(read.amount))
            )
        return read

    def _amount(self, row: Row) -> tuple[int | None, int | None]:
        """Return what came in (> 0) or went out, and what was kept of it; None where the row does not say it clearly."""
        before = self.findings.problem_count
        was_unclear = self.unclear
        self.unclear = False
        told = {name: self._figure(row, name) for name in FIGURES if name in row.header.places}
        missed = self.unclear
        self.unclear = was_unclear or missed
        if missed or self.findings.problem_count > before:
            return None, None
        fee = told.get("fee")
        kept = abs(fee.amount) if fee else 0
        if "debit" in told or "credit" in told:
            whole = self._two_columns(row, told)
            if whole is not None or "amount" not in told:
                return whole, kept
        amount = told.get("amount")
        if amount is None:
            net = told.get("net")
            if net is None:
                self.findings.problem(row, "amount" if "amount" in told else "net", tr("jumlahnya kosong"))
                return None, None
            return self._signed(row, net, kept), kept
        return self._signed(row, amount, 0), kept

    def _two_columns(self, row: Row, told: Mapping[str, BankAmount | None]) -> int | None:
        out = abs(debit.amount) if (debit := told.get("debit")) else 0
        into = abs(credit.amount) if (credit := told.get("credit")) else 0
        if out and into:
            self.findings.problem(row, "debit", tr("debit dan kredit sama-sama terisi"))
            return None
        if not out and not into and all(value is None for value in told.values()):
            self.findings.problem(row, "debit" if "debit" in told else "credit", tr("jumlahnya kosong"))
            return None
        return into - out

    def _signed(self, row: Row, figure: BankAmount, more: int) -> int | None:
        """Return a figure with the sign that its mark or its column says; ``more`` was kept of it before."""
        mark = figure.mark
        if not row.blank("direction"):
            said = header_key(_cell_text(row, "direction")) or _cell_text(row, "direction")
            mark = {header_key(word) or word: found for word, found in MARKS.items()}.get(said, "")
            if not mark and figure.amount > 0 and self.account is Holding.BANK:
                self.findings.problem(row, "direction", tr("bukan D (keluar) atau K (masuk)"))
                return None
        if mark == "D":
            return -abs(figure.amount)
        amount = figure.amount
        return amount + more if amount > 0 else amount


def _cell_text(row: Row, name: str) -> str:
    value = row.cell(name)
    return value.strip() if isinstance(value, str) else ""


def _is_no_day(row: Row) -> bool:
    if row.blank("date"):
        return True
    value = row.cell("date")
    if isinstance(value, str) and _DAY_MONTH.fullmatch(value):
        return False
    try:
        read_date(value.lstrip("'") if isinstance(value, str) else value)
    except Unreadable:
        return not (isinstance(value, str) and any(letter.isdigit() for letter in value))
    return False
