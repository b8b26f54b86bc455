"""What the command line says: tables or JSON on standard output, sentences on standard error."""

from __future__ import annotations

import sys
import traceback
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from rich.cells import cell_len
from rich.console import Console

from gallery_pos.errors import BadInput, GalleryError, Problem
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

MOST_PROBLEMS = 200
"""More problems than this are counted, not listed, on a screen; JSON has them all."""

console = Console(highlight=False, soft_wrap=True)
complaints = Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(value: object) -> None:
    """Print a value as JSON for another program."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value, enc_hook=str), indent=2).decode() + "\n")


def say(sentence: str) -> None:
    """Tell a person something; text from people is data, never markup."""
    console.print(_printable(sentence), markup=False, emoji=False)


def _printable(text: str) -> str:
    """Return text without what steers a terminal: names come from files."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "·" for letter in text)


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], object]]:
    """Show on a terminal how far something long has come; call what is given with steps done of all."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=complaints, transient=True, disable=not complaints.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def print_table(titles: Sequence[str], rows: Iterable[Sequence[str]], figures: Sequence[bool]) -> None:
    """Print rows under their titles, as wide as they are; columns of ``figures`` stand to the right."""
    lines = [tuple(titles), *(tuple(_printable(cell).replace("\n", " ") for cell in row) for row in rows)]
    widths = [max(cell_len(line[at]) for line in lines) for at in range(len(titles))]
    for line in lines:
        cells = (
            " " * (width - cell_len(cell)) + cell if right else cell + " " * (width - cell_len(cell))
            for cell, width, right in zip(line, widths, figures, strict=True)
        )
        sys.stdout.write("  ".join(cells).rstrip() + "\n")


def complain(error: GalleryError, *, as_json: bool) -> None:
    """Say what happened, what is safe and what to do, and list every problem of a file."""
    if as_json:
        print_json({"error": error.code, "message": error.message, "problems": _problems(error)})
        return
    _complain(error.message)
    if isinstance(error, BadInput):
        for problem in error.problems[:MOST_PROBLEMS]:
            _complain("  " + describe(problem))
        if len(error.problems) > MOST_PROBLEMS:
            rest = len(error.problems) - MOST_PROBLEMS
            _complain("  " + tr("… dan {count} masalah lagi.").format(count=rest))


def complain_of_usage(said: str, hint: str, *, as_json: bool) -> None:
    """Say what is wrong with a command as it was typed."""
    if as_json:
        print_json({"error": "usage", "message": f"{said} {hint}", "problems": []})
        return
    _complain(said)
    _complain(hint)


def complain_of_output(error: OSError) -> None:
    """Say that something could not be written that is no document."""
    _complain(tr("Hasilnya tidak bisa ditulis: {reason}.").format(reason=error.strerror or error))
    _complain(tr("Buku galeri tetap utuh. Periksa ruang cakram dan izin foldernya, lalu ulangi."))


def complain_of_interrupt() -> None:
    """Say that a person stopped the command."""
    _complain(tr("Dihentikan. Yang belum selesai tidak disimpan."))


def complain_of_bug(error: BaseException) -> None:
    """Say that the program is at fault, with all that whoever mends it needs."""
    _complain("".join(traceback.format_exception(error)))
    _complain(tr("Ada kesalahan di program ini. Buku galeri tetap utuh; kirimkan teks di atas kepada pembuatnya."))


def complain_line(sentence: str) -> None:
    """Say a problem that stopped one part of a command and not the others."""
    _complain(sentence)


def _complain(sentence: str) -> None:
    complaints.print(_printable(sentence), markup=False, emoji=False)


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
