"""The two tables of a statement: pieces from opening to closing, and money per product."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.formatting import format_count, format_percent
from gallery_pos.language import tr
from receipts.entries import commission_rate, markdown_notes, oversold
from receipts.pdf.blocks import SIZE, Col, table
from receipts.pdf.fonts import BOLD, width_of
from receipts.pdf.sheet import CONTENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportlab.platypus import Flowable

    from gallery_pos.documents import GoodsFigures, ProductFigures, StatementFigures

_FIGURE = 45.0
_MONEY = 64.0
"""The least that a column of amounts takes; sums that are wider widen all, at the cost of the names."""
_BESIDE = 11.0


def goods_table(goods: Iterable[GoodsFigures], *, close: bool = False) -> Flowable:
    """Return opening to closing pieces per product; columns in which nothing happened are left out."""
    lines = tuple(goods)
    steps: list[tuple[str, list[int]]] = [
        (tr("Awal"), [line.opening for line in lines]),
        (tr("+ Masuk"), [line.received for line in lines]),
        (tr("− Terjual"), [line.sold for line in lines]),
        (tr("+ Retur\npembeli"), [line.refunded for line in lines]),
        (tr("− Ditarik"), [line.returned for line in lines]),
        (tr("− Rusak/\nhilang"), [line.written_off for line in lines]),
        (tr("± Di jalan\nantar gerai"), [line.transferred for line in lines]),
        (tr("± Selisih\nhitung"), [line.variance for line in lines]),
        (tr("= Sisa"), [line.closing for line in lines]),
    ]
    always = {0, 1, 2, 4, len(steps) - 1}
    shown = [step for index, step in enumerate(steps) if index in always or any(step[1])]
    columns = [Col(tr("Barang"), CONTENT - _FIGURE * len(shown))]
    columns += [Col(title, _FIGURE, right=True) for title, _ in shown]
    rows = [
        [_with_note(line), *(format_count(pieces[index]) if pieces[index] else "–" for _, pieces in shown)]
        for index, line in enumerate(lines)
    ]
    totals = [tr("Jumlah", "total"), *(format_count(sum(pieces)) for _, pieces in shown)]
    return table(columns, rows, totals if len(rows) > 1 else (), bold_last=True, close=close)


def _with_note(line: GoodsFigures) -> str:
    note = oversold(line)
    return f"{line.name}\n{note}" if note else line.name


def sales_table(figures: StatementFigures, *, close: bool = False) -> Flowable:
    """Return sales, discount, commission and what is due, per product."""
    if not figures.products:
        return table([Col(tr("Barang"), CONTENT)], [[tr("Belum ada yang terjual pada masa ini.")]])
    totals = [
        tr("Jumlah", "total"),
        format_count(sum(product.quantity for product in figures.products)),
        format_count(figures.gross),
        _less(figures.discount),
        rate_of(figures.commission, figures.gross - figures.discount),
        _less(figures.commission),
        format_count(figures.due),
    ]
    money = max(_MONEY, *(width_of(totals[at], BOLD, SIZE) + _BESIDE for at in (2, 3, 5, 6)))
    columns = [
        Col(tr("Barang"), CONTENT - 38 - 4 * money - 40),
        Col(tr("Terjual"), 38, right=True),
        Col(tr("Penjualan"), money, right=True),
        Col(tr("Potongan"), money, right=True),
        Col(tr("Komisi"), 40, right=True),
        Col(tr("Komisi galeri"), money, right=True),
        Col(tr("Hak Anda"), money, right=True),
    ]
    return table(columns, [_sale(product) for product in figures.products], totals, bold_last=True, close=close)


def _sale(product: ProductFigures) -> list[str]:
    return [
        "\n".join((product.name, *markdown_notes(product))),
        format_count(product.quantity),
        format_count(product.gross),
        _less(product.discount),
        rate_of(product.commission, product.gross - product.discount),
        _less(product.commission),
        format_count(product.due),
    ]


def _less(amount: int) -> str:
    return format_count(-amount) if amount else "–"


def rate_of(commission: int, net: int) -> str:
    """Return the gallery's share as it is shown; a dash where nothing was sold."""
    rate = commission_rate(commission, net)
    return "–" if rate is None else format_percent(rate)
