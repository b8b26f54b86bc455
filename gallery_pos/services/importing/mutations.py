"""Mutation files of banks and QRIS providers: what is on their lines, all of it or nothing.

The columns are guessed from their titles or chosen by a person; thousands and decimals are read in the one habit that
the file itself proves, and asked about where it proves none. Totals below the table are left out, lines that came in with
an earlier file are not taken twice, and whatever is wrong is told with its row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gallery_pos.documents import BankFormatRevised, Holding, MutationLine, MutationsImported
from gallery_pos.errors import BadInput, Problem
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, header_key, is_blank, read_date, read_moment, read_text
from gallery_pos.reading.bank_amounts import MARKS, BankAmount, Style, Unclear, read_bank_amount
from gallery_pos.services.importing.bank_account import FIGURES, account_number, check_account, style_in, years_in
from gallery_pos.services.importing.bank_columns import FIELDS, Guess, guess
from gallery_pos.services.importing.findings import Findings
from gallery_pos.services.importing.table import Row, rows_below

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.desk import Desk
    from gallery_pos.sheets import Sheet

_LONGEST_TEXT = 300
_FOOTER = re.compile(
    r"(?:grand\s*)?(?:sub\s*)?(?:total|jumlah|saldo|balance|opening|closing|mutasi|kredit|credit|debet|debit)\b",
    re.IGNORECASE,
)
_DAY_MONTH = re.compile(r"'?\s*([0-9]{1,2})\s*[/-]\s*([0-9]{1,2})\s*")
_CLOCK = re.compile(r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?:[:.][0-9]{2})?")
_PENDING = "pend"


@dataclass(frozen=True, slots=True)
class MutationPlan:
    """What taking a mutation file in comes to. ``known`` lines came with earlier files; ``footer`` rows were left out.

    ``asks_style``: thousands and decimals cannot be told apart, a person has to say which habit it is.
    ``number`` is the account that the file names.
    """

    account: Holding
    file: str
    sha256: str
    found: Guess | None
    columns: Mapping[str, str]
    lines: tuple[MutationLine, ...] = ()
    known: int = 0
    footer: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    asks_style: bool = False
    number: str = ""

    @property
    def ready(self) -> bool:
        """Whether nothing keeps the file out."""
        return not self.problems and not self.asks_style

    def check(self) -> None:
        """Raise BadInput (``match.style``, ``match.file``) where the file cannot come in."""
        safe = tr("Belum ada yang masuk.")
        if self.asks_style:
            raise BadInput(
                "match.style",
                tr("Tidak jelas apakah titik atau koma pemisah ribuannya."),
                self.problems,
                safe=safe,
                todo=tr("Pilih 1.234.567,00 (--style dots) atau 1,234,567.00 (--style commas), lalu ulangi."),
            )
        if self.problems:
            raise BadInput(
                "match.file",
                tr("Ada {count} masalah di berkas ini.").format(count=format_count(len(self.problems))),
                self.problems,
                safe=safe,
                todo=tr("Perbaiki baris-baris itu, atau unduh lagi berkasnya dari bank."),
            )


@dataclass(slots=True)
class _Reading:
    """One file while it is read."""

    desk: Desk
    account: Holding
    findings: Findings
    found: Guess
    style: Style | None
    years: frozenset[int]
    unclear: bool = False
    footer: int = 0
    lines: list[MutationLine] = field(default_factory=list)


def plan_mutations(
    desk: Desk,
    sheets: Sequence[Sheet],
    *,
    account: Holding,
    sha256: str,
    bank: BankFormatRevised | None = None,
    columns: Mapping[str, str] | None = None,
    style: Style | None = None,
) -> MutationPlan:
    """Return what taking these sheets in would do; nothing is written.

    ``columns`` are titles per field that a person chose; else those remembered for ``bank`` count, else they are guessed.
    """
    findings = Findings(sheets)
    file = sheets[0].file if sheets else ""
    found = guess(sheets, columns or None) if columns else None
    if found is None and bank is not None and bank.columns:
        found = _complete(guess(sheets, bank.columns))
    found = found or guess(sheets)
    empty = MutationPlan(account, file, sha256, found, dict(found.columns) if found else {})
    before = desk.book.latest(MutationsImported, sha256)
    if before is not None:
        posted = desk.book.document(before.id)
        reason = tr("berkas yang sama sudah masuk pada {day} sebagai {number}")
        return replace(
            empty,
            problems=(
                Problem(
                    0,
                    "",
                    file,
                    reason.format(day=format_date(before.business_date), number=posted.number if posted else ""),
                    file,
                ),
            ),
        )
    if found is None or found.header.missing:
        return replace(empty, problems=(_no_table(sheets, found),))
    number = account_number(found)
    check_account(findings, found, account, bank, number)
    reading = _Reading(desk, account, findings, found, style or style_in(found), years_in(found))
    for name in found.header.doubled:
        findings.refuse(found.sheet, tr("ada dua kolom dengan arti yang sama; pilih kolomnya"), found.header.row, name)
    for row in rows_below(found.sheet, found.header):
        if not row.empty:
            _read(reading, row)
    if not reading.lines and findings.clean:
        findings.refuse(found.sheet, tr("tidak ada mutasi di bawah judul kolom"), found.header.row)
    lines, known = _new(desk, account, reading.lines)
    return replace(
        empty,
        lines=lines,
        known=known,
        footer=reading.footer,
        problems=findings.problems,
        warnings=findings.warnings,
        asks_style=reading.unclear,
        number=number,
    )


def _complete(found: Guess | None) -> Guess | None:
    return found if found is not None and not found.header.missing else None


def _no_table(sheets: Sequence[Sheet], found: Guess | None) -> Problem:
    file = sheets[0].file if sheets else ""
    if found is None:
        return Problem(0, "", "", tr("tidak ada tabel mutasi: perlu kolom tanggal dan jumlah"), file)
    missing = ", ".join(tr(" atau ").join(_field_name(name) for name in group) for group in found.header.missing)
    reason = tr("kolom {missing} tidak ditemukan; yang ada: {seen}")
    seen = ", ".join(found.titles)
    return Problem(found.header.row, "", "", reason.format(missing=missing, seen=seen), file, found.sheet.name)


def _field_name(name: str) -> str:
    return {
        "date": tr("Tanggal"),
        "amount": tr("Jumlah", "uang"),
        "debit": tr("Uang keluar (debit)"),
        "credit": tr("Uang masuk (kredit)"),
        "net": tr("Jumlah bersih"),
    }.get(name, name)


# -------------------------------------------------------------------------------------------------------- one row


def _read(reading: _Reading, row: Row) -> None:
    if _is_footer(reading, row) or _is_header_again(reading, row):
        reading.footer += 1
        return
    if _cell_text(row, "date").casefold().startswith(_PENDING):
        reading.footer += 1
        reading.findings.warning(row, "date", tr("belum dibukukan bank (PEND), dilewati"))
        return
    day, time = _moment(reading, row)
    amount, fee = _amount(reading, row)
    reference, description = _text(reading, row, "reference"), _text(reading, row, "description")
    if day is None or amount is None:
        return
    if day > reading.desk.today():
        reading.findings.problem(row, "date", tr("tanggal ini belum tiba"))
        return
    line = MutationLine(
        day=day, amount=amount, time=time, reference=reference, description=description, fee=abs(fee or 0)
    )
    if amount == 0:
        reading.footer += 1
        return
    reading.lines.append(line)


def _cell_text(row: Row, name: str) -> str:
    value = row.cell(name)
    return value.strip() if isinstance(value, str) else ""


def _is_footer(reading: _Reading, row: Row) -> bool:
    """Tell whether a row is a total or a balance: no day in it, and words of sums, or nothing but figures or words."""
    if not _is_no_day(reading, row):
        # A balance carried forward may have a day, but moves no money.
        first = _cell_text(row, "description")
        return bool(_FOOTER.match(first)) and all(row.blank(name) for name in FIGURES if name in row.header.places)
    words = [cell.strip() for cell in row.cells if isinstance(cell, str) and any(letter.isalpha() for letter in cell)]
    if any(_FOOTER.match(text) for text in words):
        return True
    return row.blank("date") and all(row.blank(name) for name in FIGURES if name in row.header.places)


def _is_no_day(reading: _Reading, row: Row) -> bool:
    if row.blank("date"):
        return True
    value = row.cell("date")
    if isinstance(value, str) and _DAY_MONTH.fullmatch(value):
        return False
    try:
        read_date(value.lstrip("'") if isinstance(value, str) else value)
    except Unreadable:
        return not (isinstance(value, str) and any(letter.isdigit() for letter in value))
    del reading
    return False


def _is_header_again(reading: _Reading, row: Row) -> bool:
    """Tell whether the titles stand there once more, as on each page of a printed list."""
    titles = reading.found.header.titles
    return all(header_key(_cell_text(row, name)) == header_key(titles[name]) for name in titles if name in FIELDS)


def _moment(reading: _Reading, row: Row) -> tuple[date | None, str]:
    """Return the day and the time ("14:03", "" where none is told); None for a day that cannot be read."""
    value = row.cell("date")
    if isinstance(value, str):
        value = value.strip().lstrip("'").strip()
        match = _DAY_MONTH.fullmatch(value)
        if match:
            if len(reading.years) != 1:
                reading.findings.problem(row, "date", tr("tahunnya tidak tertulis; unduh berkas yang memuat tahun"))
                return None, ""
            value = f"{match[1]}/{match[2]}/{next(iter(reading.years))}"
    try:
        day = read_date(value)
        local = read_moment(value, reading.desk.timezone).astimezone(reading.desk.timezone)
    except Unreadable as error:
        reading.findings.problem(row, "date", error.reason)
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


def _text(reading: _Reading, row: Row, name: str) -> str:
    """Return a text of the row as data; a formula is text like any other."""
    try:
        return read_text(row.cell(name), limit=_LONGEST_TEXT)
    except Unreadable as error:
        reading.findings.problem(row, name, error.reason)
        return ""


def _figure(reading: _Reading, row: Row, name: str) -> BankAmount | None:
    """Return a figure of the row, None where there is none or it cannot be read (then that is told)."""
    value = row.cell(name)
    if is_blank(value) or (isinstance(value, str) and not value.strip(" \"'")):
        return None
    try:
        read = read_bank_amount(value, reading.style)
    except Unclear as error:
        reading.unclear = reading.unclear or reading.style is None
        if reading.style is not None:
            reading.findings.problem(row, name, error.reason)
        return None
    except Unreadable as error:
        reading.findings.problem(row, name, error.reason)
        return None
    if not read.exact:
        reading.findings.warning(
            row, name, tr("memuat sen; dibulatkan menjadi {amount}").format(amount=format_rupiah(read.amount))
        )
    return read


def _amount(reading: _Reading, row: Row) -> tuple[int | None, int | None]:
    """Return what came in (> 0) or went out, and what was kept of it; None where the row does not say it clearly."""
    before = reading.findings.problem_count
    was_unclear = reading.unclear
    reading.unclear = False
    told = {name: _figure(reading, row, name) for name in FIGURES if name in row.header.places}
    missed = reading.unclear
    reading.unclear = was_unclear or missed
    if missed or reading.findings.problem_count > before:
        return None, None
    fee = told.get("fee")
    kept = abs(fee.amount) if fee else 0
    if "debit" in told or "credit" in told:
        whole = _two_columns(reading, row, told)
        if whole is not None or "amount" not in told:
            return whole, kept
    amount = told.get("amount")
    if amount is None:
        net = told.get("net")
        if net is None:
            reading.findings.problem(row, "amount" if "amount" in told else "net", tr("jumlahnya kosong"))
            return None, None
        return _signed(reading, row, net, kept), kept
    return _signed(reading, row, amount, 0), kept


def _two_columns(reading: _Reading, row: Row, told: Mapping[str, BankAmount | None]) -> int | None:
    out = abs(debit.amount) if (debit := told.get("debit")) else 0
    into = abs(credit.amount) if (credit := told.get("credit")) else 0
    if out and into:
        reading.findings.problem(row, "debit", tr("debit dan kredit sama-sama terisi"))
        return None
    if not out and not into and all(value is None for value in told.values()):
        reading.findings.problem(row, "debit" if "debit" in told else "credit", tr("jumlahnya kosong"))
        return None
    return into - out


def _signed(reading: _Reading, row: Row, figure: BankAmount, more: int) -> int | None:
    """Return a figure with the sign that its mark or its column says; ``more`` was kept of it before."""
    mark = figure.mark
    if not row.blank("direction"):
        said = header_key(_cell_text(row, "direction")) or _cell_text(row, "direction")
        mark = {header_key(word) or word: found for word, found in MARKS.items()}.get(said, "")
        if not mark and figure.amount > 0 and reading.account is Holding.BANK:
            reading.findings.problem(row, "direction", tr("bukan D (keluar) atau K (masuk)"))
            return None
    if mark == "D":
        return -abs(figure.amount)
    amount = figure.amount
    return amount + more if amount > 0 else amount


# ------------------------------------------------------------------------------------------------ overlapping files


def _new(desk: Desk, account: Holding, lines: Sequence[MutationLine]) -> tuple[tuple[MutationLine, ...], int]:
    """Return the lines that no earlier file of the account had, and how many it had."""
    had = Counter(
        _identity(line)
        for before in desk.book.latest_of_all(MutationsImported)
        if before.account is account
        for line in before.lines
    )
    fresh: list[MutationLine] = []
    for line in lines:
        key = _identity(line)
        if had[key]:
            had[key] -= 1
        else:
            fresh.append(line)
    return tuple(fresh), len(lines) - len(fresh)


def _identity(line: MutationLine) -> tuple[object, ...]:
    return (line.day, line.amount, line.time, header_key(line.reference), header_key(line.description), line.fee)
