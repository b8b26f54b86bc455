"""What is wrong or worth knowing about a file, each with its place; kept short however bad the file is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gallery_pos.errors import Problem
from gallery_pos.formatting import format_count
from gallery_pos.language import tr

if TYPE_CHECKING:
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet

MOST_LISTED = 10_000
"""Findings of one sort that are listed one by one; the rest are counted."""

_SHOWN_LETTERS = 60
_SHOWN_ROWS = 12


def shown(value: object) -> str:
    """Return a cell's value as it is named in a finding: on one line, cut where it is long."""
    text = "" if value is None else str(value)[: 4 * _SHOWN_LETTERS]
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= _SHOWN_LETTERS else line[:_SHOWN_LETTERS] + "…"


def numbered(rows: Iterable[int]) -> str:
    """Return the numbers of rows as they are named in a sentence: "baris 3, 5, 9"; the first ones where they are many."""
    numbers = list(rows)
    text = tr("baris {rows}").format(rows=", ".join(str(number) for number in numbers[:_SHOWN_ROWS]))
    if len(numbers) <= _SHOWN_ROWS:
        return text
    return tr("{rows} dan {count} lagi").format(rows=text, count=format_count(len(numbers) - _SHOWN_ROWS))


class _Listing:
    """Findings in the order of the file, each once."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self._order = {(sheet.file, sheet.name): at for at, sheet in enumerate(sheets)}
        self._found: dict[Problem, None] = {}
        self._more = 0

    def add(self, problem: Problem) -> None:
        if len(self._found) < MOST_LISTED:
            self._found[problem] = None
        else:
            self._more += 1

    @property
    def count(self) -> int:
        return len(self._found) + self._more

    def all(self) -> tuple[Problem, ...]:
        found = tuple(sorted(self._found, key=lambda one: (self._order.get((one.file, one.sheet), -1), one.row)))
        if not self._more:
            return found
        rest = tr("masih ada {count} lagi yang tidak ditampilkan").format(count=format_count(self._more))
        return (*found, Problem(0, "", "", rest, found[0].file))


class Findings:
    """Problems, which keep the file out, and warnings, which do not."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Start with nothing found in the sheets of a file."""
        self._problems = _Listing(sheets)
        self._warnings = _Listing(sheets)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that keeps the file out."""
        return self._problems.all()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Everything that a person should know."""
        return self._warnings.all()

    @property
    def problem_count(self) -> int:
        """How many problems there are, those that are not listed too."""
        return self._problems.count

    @property
    def clean(self) -> bool:
        """Whether nothing keeps the file out so far."""
        return not self._problems.count

    def problem(self, row: Row, field: str, reason: str, value: object = None) -> None:
        """Refuse a cell of a row for a reason; ``value`` is what it says unless given."""
        self._problems.add(_of_row(row, field, reason, value))

    def warning(self, row: Row, field: str, reason: str, value: object = None) -> None:
        """Tell something about a cell of a row."""
        self._warnings.add(_of_row(row, field, reason, value))

    def refuse(self, sheet: Sheet, reason: str, row: int = 0, column: str = "", value: object = None) -> None:
        """Refuse a sheet for a reason that is no single row's."""
        self._problems.add(Problem(row, column, shown(value), reason, sheet.file, sheet.name))

    def about(self, sheet: Sheet, reason: str, row: int = 0, column: str = "", value: object = None) -> None:
        """Tell something about a sheet."""
        self._warnings.add(Problem(row, column, shown(value), reason, sheet.file, sheet.name))

    def general(self, reason: str) -> None:
        """Tell something about the whole file."""
        self._warnings.add(Problem(0, "", "", reason))

    def answer(self, key: str, answer: str, reason: str) -> None:
        """Refuse an answer to a question."""
        self._problems.add(Problem(0, key, shown(answer), reason))


def _of_row(row: Row, field: str, reason: str, value: object) -> Problem:
    column = row.header.titles.get(field, "")
    text = shown(row.cell(field) if value is None else value)
    return Problem(row.number, column, text, reason, row.sheet.file, row.sheet.name)
