"""Files of the bank and of the QRIS provider beside the books."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.documents import Holding
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.matching import why_words
from gallery_pos.reading.bank_amounts import Style
from ui.books.matching import plan_file, read_file, take_in
from ui.cli.context import DONE, FINDINGS, Context
from ui.cli.output import print_json, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.matching import LineRow
    from gallery_pos.matching import Proposal
    from ui.books.matching import MatchResult


class Account(StrEnum):
    """Whose file it is."""

    BANK = "bank"
    QRIS = "qris"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("match", help="Cocokkan mutasi bank atau QRIS dengan buku.", cls=Command)(match)


def match(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="CSV atau XLSX dari bank atau penyedia QRIS.")],
    account: Annotated[
        Account, typer.Option("--account", metavar="REKENING", help="bank atau qris.", parser=one_of(Account))
    ],
    bank: Annotated[str, typer.Option("--bank", metavar="NAMA", help="Nama bank; susunan kolomnya diingat.")] = "",
    style: Annotated[
        Style | None,
        typer.Option(
            "--style", metavar="GAYA", help="dots = 1.234.567,00; commas = 1,234,567.00.", parser=one_of(Style)
        ),
    ] = None,
) -> int:
    """Take a mutation file in and match it; exit 1 where lines of it are left for a person."""
    from db.queries.matching import list_mutations

    call: Context = context.obj
    holding = Holding(account.value)
    read = read_file(file)
    with call.gallery() as gallery:
        desk = gallery.desk()
        plan = plan_file(desk, read, account=holding, bank=bank, style=style)
        result = take_in(gallery, desk, plan, bank=bank).value
        mine = result.posted.document.id if result.posted is not None else None
        rows = [row for row in list_mutations(gallery.database, account=holding) if row.mutations == mine]
    left = [row for row in rows if not row.done]
    if call.as_json:
        print_json(_object(result, rows, left, [str(one.reason) for one in plan.warnings]))
    else:
        for warning in plan.warnings:
            say(tr("baris {row}: {reason}").format(row=warning.row, reason=warning.reason))
        _tell(result, rows, left)
    return FINDINGS if left else DONE


def _why(proposals: Sequence[Proposal]) -> dict[tuple[object, int], str]:
    return {one.line: why_words(one) for one in proposals}


def _object(
    result: MatchResult, rows: Sequence[LineRow], left: Sequence[LineRow], warnings: Sequence[str]
) -> dict[str, object]:
    why = _why(result.proposals)
    return {
        "number": result.posted.number if result.posted else "",
        "lines": len(rows),
        "known": result.known,
        "matched": [
            _line(row) | {"with": row.matched_with, "confidence": row.confidence, "why": why.get(row.key, "")}
            for row in rows
            if row.done
        ],
        "left": [_line(row) | {"suggestion": why.get(row.key, "")} for row in left],
        "warnings": list(warnings),
    }


def _line(row: LineRow) -> dict[str, object]:
    return {
        "line": row.line,
        "day": row.day.isoformat(),
        "time": row.time,
        "amount": row.amount,
        "reference": row.reference,
        "description": row.description,
    }


def _tell(result: MatchResult, rows: Sequence[LineRow], left: Sequence[LineRow]) -> None:
    if result.posted is None:
        say(tr("Semua baris berkas ini sudah masuk sebelumnya."))
        return
    said = tr("{number}: {lines} mutasi masuk, {matched} cocok, {left} tersisa.")
    say(
        said.format(
            number=result.posted.number,
            lines=format_count(len(rows)),
            matched=format_count(len(rows) - len(left)),
            left=format_count(len(left)),
        )
    )
    if result.known:
        say(tr("{count} baris sudah masuk dari berkas lain, dilewati.").format(count=format_count(result.known)))
    why = _why(result.proposals)
    for row in (row for row in rows if row.done):
        say(f"  {_words(row)}  = {row.matched_with}  {why.get(row.key, '')}")
    if left:
        say(tr("Belum cocok:"))
    for row in left:
        say(f"  {_words(row)}  {why.get(row.key, '')}".rstrip())


def _words(row: LineRow) -> str:
    return (
        f"{format_date(row.day)} {row.time or '--:--'}  {format_rupiah(row.amount)}  {row.description or row.reference}"
    )
