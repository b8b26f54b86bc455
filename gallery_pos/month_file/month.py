"""The month in figures, summed from the rows: what the summary says, and what a check sums anew."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from gallery_pos.day_figures import OWED, figures_of, month_figures_of
from gallery_pos.documents import MonthClosed, SaleCompleted, SaleRefunded, StatementIssued
from gallery_pos.month_file.model import DayLine, Earlier, StatementLine, Summary
from gallery_pos.sheets import text_cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Document, MonthFigures, RefundedLine, SaleLine
    from gallery_pos.entries import Consequences
    from gallery_pos.month_file.rows import Line

COLUMNS = (
    *("nomor", "jenis", "tanggal", "gerai", "kode_produk", "nama_produk", "kode_penitip", "pembuat", "jumlah"),
    *("harga_satuan", "kotor", "potongan", "bersih", "komisi", "hak_penitip", "jenis_pembeli"),
)
"""Of the table of sale lines; what came back has minus signs. Who bought is not in it."""


class Month:
    """Sums one month of one outlet while its rows go by.

    ``whole`` says that the rows hold every chain of the gallery, and the outlet is its main one: then what is paid,
    charged and owed counts too, and the statements are told. ``closing`` is the month's own, ``earlier`` that of the month before.
    """

    def __init__(self, outlet: str, month: str, *, whole: bool, founding: bool = False, closed: str = "") -> None:
        """``closed`` is the number of the closing, "" for a draft; ``founding`` says that every chain begins here."""
        self._outlet, self._month, self._whole, self._closed = outlet, month, whole, closed
        self._founding = founding
        self._here: dict[str, int] = {}
        self._gallery: dict[str, int] = {}
        self._owed_more = self._owed_late = 0
        self._days: dict[str, DayLine] = {}
        self._statements: list[StatementLine] = []
        self._table = io.StringIO(newline="")
        self._writer = csv.writer(self._table, delimiter=";", lineterminator="\r\n")
        self._writer.writerow(COLUMNS)
        self.closing: MonthClosed | None = None
        self.closing_hash = ""
        self.earlier: tuple[Line, MonthClosed] | None = None
        self.lines = 0

    def row(self, line: Line, follows: Consequences) -> None:
        """Add a document."""
        head, document = line.head, line.document
        if document is None:
            return
        day, here = head.business_date, head.outlet == self._outlet
        figures = figures_of(document, follows.postings)
        if day[:7] == self._month:
            self._owed_more += figures.get(OWED, 0)
        elif day[:7] < self._month:
            self._owed_late += figures.get(OWED, 0)
        if day[:7] == self._month:
            _add(self._gallery, figures)
            if here:
                _add(self._here, figures)
                self._trade(line, document)
        if isinstance(document, StatementIssued):
            self._statement(line.number, document)
        elif isinstance(document, MonthClosed) and here:
            if head.number == self._closed and document.month == self._month:
                self.closing, self.closing_hash = document, line.row.hash
            elif document.month == month_before(self._month):
                self.earlier = (line, document)
                self._owed_late = 0  # what was written before is in its figures

    def _trade(self, line: Line, document: Document) -> None:
        if not isinstance(document, SaleCompleted | SaleRefunded):
            return
        sign = 1 if isinstance(document, SaleCompleted) else -1
        day = line.head.business_date
        before = self._days.get(day, DayLine(day=day))
        parts = [part for sold in document.lines for part in sold.allocations]
        self._days[day] = DayLine(
            day=day,
            sales=before.sales + (sign > 0),
            refunds=before.refunds + (sign < 0),
            pieces=before.pieces + sign * sum(sold.quantity for sold in document.lines),
            net=before.net + sign * sum(sold.net for sold in document.lines),
            commission=before.commission + sign * sum(part.commission for part in parts),
            due=before.due + sign * sum(part.due for part in parts),
        )
        buyer = str(document.buyer) if isinstance(document, SaleCompleted) else ""
        kind = "jual" if sign > 0 else "retur"
        for sold in document.lines:
            self.lines += 1
            self._writer.writerow(
                [line.number, kind, day, line.head.outlet, *_cells(sold, sign), buyer],
            )

    def _statement(self, number: str, statement: StatementIssued) -> None:
        told = statement.figures
        if not self._whole or f"{told.until:%Y-%m}" != self._month:
            return
        named = {
            name: getattr(told, name)
            for name in StatementLine.__struct_fields__
            if name not in {"number", "since", "until"}
        }
        self._statements.append(
            StatementLine(number=number, since=told.since.isoformat(), until=told.until.isoformat(), **named)
        )

    def owed(self) -> int | None:
        """Return what makers are owed at the end of the month, from what the closing before says; None where nothing says it."""
        if not self._whole or not (self.earlier or self._founding):
            return None
        return (self.earlier[1].figures.owed if self.earlier else 0) + self._owed_late + self._owed_more

    def figures(self, owed: int) -> MonthFigures:
        """Return the month's figures; ``owed`` is what somebody says that makers are owed at its end."""
        return month_figures_of(self._here, {**self._gallery, OWED: owed} if self._whole else None)

    def summary(self, figures: MonthFigures) -> Summary:
        """Return the summary with these figures."""
        earlier = None
        if self.earlier is not None:
            line, closing = self.earlier
            earlier = Earlier(number=line.number, month=closing.month, hash=line.row.hash, figures=closing.figures)
        return Summary(
            outlet=self._outlet,
            month=self._month,
            figures=figures,
            checks=self.closing.checks if self.closing else (),
            days=tuple(self._days[day] for day in sorted(self._days)),
            statements=tuple(sorted(self._statements, key=lambda one: one.number)),
            previous=earlier,
        )

    def table(self) -> bytes:
        """Return the sale lines as CSV that Excel opens by a double click where the comma is the decimal sign: semicolons, UTF-8 with its mark."""
        return b"\xef\xbb\xbf" + self._table.getvalue().encode()


def _cells(line: SaleLine | RefundedLine, sign: int) -> Iterator[str | int]:
    for text in (line.product, line.name, line.consignor, line.maker):
        yield text_cell(text)
    commission = sum(part.commission for part in line.allocations)
    due = sum(part.due for part in line.allocations)
    yield sign * line.quantity
    yield line.unit_price
    for amount in (line.gross, line.discount, line.net, commission, due):
        yield sign * amount


def _add(sums: dict[str, int], more: dict[str, int]) -> None:
    for name, amount in more.items():
        sums[name] = sums.get(name, 0) + amount


def month_before(month: str) -> str:
    """Return the month before one that is written "2026-10"."""
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02}"
