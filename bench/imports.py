"""Taking in 50,000 sale lines of 31 outlets with 16,000 products from a file, and proving the books after it."""

from __future__ import annotations

import csv
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import xlsxwriter

from bench.books import gallery, outlet_code, price, product_code
from bench.timing import Result, Scale, took
from ui.books.imports import plan_file, take_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from db.verify import Finding
    from ui.gallery import Gallery

_LINES, _OUTLETS, _PRODUCTS, _CONSIGNORS = 50_000, 31, 16_000, 400
_HEADER = ("nomor", "waktu", "gerai", "kode_produk", "jumlah", "harga_satuan", "diskon", "metode")
_METHODS = ("tunai", "tunai", "qris", "transfer")


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return what import and verify take."""
    lines, products = scale.of(_LINES, least=1_000), scale.of(_PRODUCTS, least=500)
    results = []
    for form in ("csv", "xlsx"):
        made = gallery(folder / form, products=products, consignors=_CONSIGNORS, pieces=1_000, outlets=_OUTLETS)
        try:
            file = folder / f"penjualan.{form}"
            _write(file, [_HEADER, *_rows(lines, products, made.desk().today())])
            desk = made.desk()
            seconds, told = _once(lambda: take_in(made, desk, plan_file(desk, "sales", file)))  # noqa: B023 -- run at once
            what = f"import of {lines:,} sale lines, {_OUTLETS} outlets, {products:,} products, from {form.upper()}"
            results.append(Result(what, told, "under 20 s", seconds < 20))
            if form == "csv":
                results += _verified(made)
        finally:
            made.close()
    return results


def _verified(made: Gallery) -> list[Result]:
    findings: list[Finding] = []
    seconds, told = _once(lambda: findings.extend(made.verify()))
    if findings:
        raise AssertionError(findings[:3])
    return [Result("verify of that, every signature", told, "under 10 s", seconds < 10)]


def _once(run: Callable[[], object]) -> tuple[float, str]:
    """Return the seconds that something takes, and told beside them those of the processor."""
    began = time.process_time()
    seconds = took(run)
    return seconds, f"{seconds:.1f} s (processor {time.process_time() - began:.1f} s)"


def _rows(lines: int, products: int, today: date) -> Iterator[tuple[object, ...]]:
    """Yield receipts of one to five lines; a product is sold where it lies."""
    random, done, number = Random(3), 0, 0
    while done < lines:
        number += 1
        outlet = random.randrange(_OUTLETS)
        day = today - timedelta(days=1 + random.randrange(28))
        moment = f"{day}T{random.randrange(9, 18):02d}:{random.randrange(60):02d}:00"
        here = range(outlet, products, _OUTLETS)
        for product in random.sample(here, min(random.randint(1, 5), lines - done)):
            done += 1
            pieces = random.choice((1, 1, 1, 2, 3))
            discount = random.choice((0, 0, 0, 0, 500))
            yield (
                f"B{number:06d}",
                moment,
                outlet_code(outlet),
                product_code(product),
                pieces,
                price(product),
                discount,
                _METHODS[number % len(_METHODS)],
            )


def _write(file: Path, rows: list[tuple[object, ...]]) -> None:
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        return
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet("Penjualan")
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    book.close()
