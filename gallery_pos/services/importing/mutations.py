"""Mutation files of banks and QRIS providers: what is on their lines, all of it or nothing.

The columns are guessed from their titles or chosen by a person; thousands and decimals are read in the one habit that
the file itself proves, and asked about where it proves none. Lines that came in with an earlier file are not taken twice,
and whatever is wrong is told with its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gallery_pos.documents import BankFormatRevised, Holding, MutationLine, MutationsImported
from gallery_pos.errors import BadInput, Problem
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.reading import header_key
from gallery_pos.reading.bank_amounts import Style
from gallery_pos.services.importing.bank_account import account_number, check_account, style_in, years_in
from gallery_pos.services.importing.bank_columns import Guess, guess
from gallery_pos.services.importing.bank_rows import RowReader
from gallery_pos.services.importing.findings import Findings
from gallery_pos.services.importing.table import rows_below

if TYPE_CHECKING:
    from gallery_pos.desk import Desk
    from gallery_pos.sheets import Sheet


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
    reader = RowReader(desk, account, findings, found, style or style_in(found), years_in(found))
    for name in found.header.doubled:
        findings.refuse(found.sheet, tr("ada dua kolom dengan arti yang sama; pilih kolomnya"), found.header.row, name)
    for row in rows_below(found.sheet, found.header):
        if not row.empty:
            reader.read(row)
    if not reader.lines and findings.clean:
        findings.refuse(found.sheet, tr("tidak ada mutasi di bawah judul kolom"), found.header.row)
    lines, known = _new(desk, account, reader.lines)
    return replace(
        empty,
        lines=lines,
        known=known,
        footer=reader.footer,
        problems=findings.problems,
        warnings=findings.warnings,
        asks_style=reader.unclear,
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
