"""Goods that come in: a long note through the service, and the labels for what it brought."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench.books import consignor_code, gallery, product_code
from bench.timing import Result, Scale, timed
from gallery_pos.barcode import instore_ean13
from gallery_pos.services.intake import IntakeLine, receive_goods
from receipts.label_drawing import Label
from receipts.label_profiles import LABEL_PROFILES
from receipts.labels import labels_pdf

if TYPE_CHECKING:
    from gallery_pos.desk import Desk

_LINES, _LINES_BAR, _TIMES = 200, 300, 15
_LABELS, _LABELS_BAR = 1_000, 2_000


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return how long a note and a stack of labels take."""
    return [_note(folder, scale), *_labels(scale)]


def _note(folder: Path, scale: Scale) -> Result:
    count = scale.of(_LINES, least=10)
    made = gallery(folder / "intake", products=count, consignors=1, pieces=0)
    try:
        desk = made.desk()
        took = timed([lambda: _receive(desk, count)] * _TIMES)
    finally:
        made.close()
    told = f"{took.p50:.0f} ms (p99 {took.p99:.0f})"
    return Result(f"receiving a note of {count} lines", told, f"under {_LINES_BAR} ms", took.p50 < _LINES_BAR)


def _receive(desk: Desk, count: int) -> None:
    day = desk.today() + timedelta(180)
    lines = [IntakeLine(product_code(number), 12, day) for number in range(count)]
    receive_goods(desk, consignor=consignor_code(0), lines=lines)


def _labels(scale: Scale) -> list[Result]:
    """Labels of as many products, each with a code of its own: nothing is drawn twice."""
    count = scale.of(_LABELS, least=50)
    labels = [
        Label(
            name=f"Keripik Singkong Pedas Manis {number} gr",
            price=15_000 + number,
            code=instore_ean13(number + 1),
            maker="Dapur Nyi Imas",
        )
        for number in range(count)
    ]
    results = []
    for code in ("TJ-107", "R-33x15"):
        profile = LABEL_PROFILES[code]
        took = timed([lambda profile=profile: labels_pdf(labels, profile)] * 3)  # type: ignore[misc]
        told = f"{took.p50:.0f} ms"
        what = f"PDF of {count:,} different labels, {profile.name}"
        results.append(Result(what, told, f"under {_LABELS_BAR} ms", took.p50 < _LABELS_BAR))
    return results
