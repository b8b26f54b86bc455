"""A month of 100,000 sale lines of 300 makers: the figures of all statements, and their papers."""

from __future__ import annotations

import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from bench.books import gallery, month_of_sales
from bench.timing import Result, Scale, in_turn
from gallery_pos.documents import ChannelRate, Method, SaleCompleted, Tender
from gallery_pos.services.consignors import revise_agreement
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.settlement import preview
from gallery_pos.terms import Bearer
from receipts.pdf.statement import statement_pdf, statements_pdf
from ui.papers.statement_batch import StatementBatch
from ui.papers.statements import statement_paper

if TYPE_CHECKING:
    from ui.gallery import Gallery

_MANY, _MONTH, _PRODUCTS_EACH = 2_000, 50_000, 8
_LINES, _CONSIGNORS, _PRODUCTS = 100_000, 300, 1_200
_ONE_AGGREGATE = (
    "SELECT consignor, sum(quantity), sum(gross), sum(discount), sum(commission), sum(amount) FROM lines "
    "WHERE statement IS NULL AND business_date <= ? AND movement = 'sold' GROUP BY consignor"
)


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return what the figures and the papers take."""
    made = gallery(folder / "month", products=_PRODUCTS, consignors=_CONSIGNORS, pieces=1_000)
    try:
        desk, until = made.desk(), made.desk().today()
        days = [until - timedelta(days=back) for back in range(30)]
        lines = scale.of(_LINES, least=3_000)
        sales = month_of_sales(desk, lines=lines, products=_PRODUCTS, consignors=_CONSIGNORS, days=days)
        made.journal.append_many(sales)
        results = [*_figures(made, until, lines), *_papers(made, until, scale)]
    finally:
        made.close()
    return [*results, *_with_fees(folder, scale)]


def _with_fees(folder: Path, scale: Scale) -> list[Result]:
    """Measure a month in which every piece costs a fee and every sale was paid by QRIS, borne by both."""
    many, lines = scale.of(_MANY, least=100), scale.of(_MONTH, least=3_000)
    products = _PRODUCTS_EACH * many
    made = gallery(folder / "fees", products=products, consignors=many, pieces=1_000)
    try:
        desk, until = made.desk(), made.desk().today()
        days = [until - timedelta(days=back) for back in range(30)]
        free = ChannelRate(since=days[-1], basis_points=30)
        revise_outlet(desk, code=made.machine.outlet, qris_rates=(free,))
        for consignor in ["", *(one.code for one in made.book.consignors()[: many // 2])]:
            revise_agreement(desk, consignor=consignor, item_fee=250, qris_bearer=Bearer.SHARED)
        sales = month_of_sales(desk, lines=lines, products=products, consignors=many, days=days)
        made.journal.append_many(by_qris(sale) for sale in sales if isinstance(sale, SaleCompleted))
        began = time.perf_counter()
        told = preview(desk, until=until)
        took = time.perf_counter() - began
        began, busy = time.perf_counter(), time.process_time()
        StatementBatch(made, [(figures, None) for figures in told]).write(folder / "papers")
        wrote, busy = time.perf_counter() - began, time.process_time() - busy
        size = f"{lines:,} lines, {len(told):,} makers of {_PRODUCTS_EACH} products, fees on all"
        spent = f"{wrote:.1f} s (processor {busy:.1f} s)"
        return [
            Result(f"figures of all statements: {size}", f"{took:.2f} s", "under 2 s", took < 2),
            Result("their PDFs, one file each and one with all", spent, "under 20 s", wrote < 20),
        ]
    finally:
        made.close()


def by_qris(sale: SaleCompleted) -> SaleCompleted:
    """Return the sale paid by QRIS."""
    return msgspec.structs.replace(sale, tenders=(Tender(method=Method.QRIS, amount=sale.total),))


def _figures(made: Gallery, until: date, lines: int) -> list[Result]:
    def aggregate() -> None:
        with made.database.reading() as connection:
            connection.exec_driver_sql(_ONE_AGGREGATE, (until.isoformat(),)).fetchall()

    ours, one = in_turn([partial(preview, made.desk(), until=until), aggregate], 15, warm_up=2)
    ratio = ours.p50 / one.p50
    told = f"{ours.p50:.0f} ms, the one aggregate {one.p50:.0f} ms: {ratio:.1f} times"
    what = f"figures of all statements: {lines:,} lines, {_CONSIGNORS} makers"
    return [Result(what, told, "at most 3 times", ratio <= 3)]


def _papers(made: Gallery, until: date, scale: Scale) -> list[Result]:
    """Measure by the processor's time: the bar is per core, and other work on the machine takes none of that."""
    count = scale.of(_CONSIGNORS, least=30)
    papers = [statement_paper(made, (figures, None)) for figures in preview(made.desk(), until=until)[:count]]
    statement_pdf(papers[0])
    results = []
    for what, write in (
        ("PDFs of statements, one file each", lambda: [statement_pdf(paper) for paper in papers]),
        ("PDFs of statements, all in one file", lambda: statements_pdf(papers)),
    ):
        began = time.process_time()
        write()
        speed = len(papers) / (time.process_time() - began)
        results.append(Result(what, f"{speed:.0f} pages/s and core", "at least 150", speed >= 150))
    return results
