"""What the command line says: tables or JSON on standard output, sentences on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gallery_pos.errors import BadInput, GalleryError, Problem
from gallery_pos.formatting import format_count
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_PROBLEMS = 200
"""More problems than this are counted, not listed, on a screen; JSON has them all."""

_WIDE = 240
"""Columns of a table that goes into a file or to another program."""

console = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else _WIDE)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    text = msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode()
    console.print(text, markup=False, emoji=False)


def say(sentence: str) -> None:
    """Tell a person something; text from people is data, never markup."""
    console.print(sentence, markup=False, emoji=False)


def print_rows(rows: Sequence[Mapping[str, Any]], *, empty: str) -> None:
    """Print rows as a table, or a sentence where there are none."""
    if not rows:
        say(empty)
        return
    table = Table(box=None, pad_edge=False)
    for name, value in rows[0].items():
        table.add_column(name, justify="right" if isinstance(value, int) else "left", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(_cell(value)) for value in row.values()))
    console.print(table, soft_wrap=False)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return tr("ya") if value else tr("tidak")
    if isinstance(value, int):
        return format_count(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return str(value)


def complain(error: GalleryError, *, as_json: bool) -> None:
    """Say what happened, what is safe and what to do, and list every problem of a file."""
    if as_json:
        print_json({"error": error.code, "message": error.message, "problems": _problems(error)})
        return
    complaints.print(error.message, markup=False, emoji=False)
    if isinstance(error, BadInput):
        for problem in error.problems[:MOST_PROBLEMS]:
            complaints.print("  " + describe(problem), markup=False, emoji=False)
        if len(error.problems) > MOST_PROBLEMS:
            rest = len(error.problems) - MOST_PROBLEMS
            complaints.print("  " + tr("… dan {count} masalah lagi.").format(count=rest), markup=False, emoji=False)


def _problems(error: GalleryError) -> list[dict[str, Any]]:
    if not isinstance(error, BadInput):
        return []
    names = ("file", "sheet", "row", "column", "value", "reason")
    return [{name: getattr(problem, name) for name in names} for problem in error.problems]


def describe(problem: Problem) -> str:
    """Return one problem as a line: file, row, column, value, why."""
    where = [problem.file, problem.sheet]
    if problem.row:
        where.append(tr("baris {row}").format(row=problem.row))
    if problem.column:
        where.append(tr("kolom {column}").format(column=problem.column))
    place = ", ".join(part for part in where if part)
    value = f" “{problem.value[:60]}”" if problem.value else ""
    return f"{place}{value}: {problem.reason}" if place else f"{problem.reason}{value}"
