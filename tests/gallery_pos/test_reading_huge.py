"""Cells of ten megabytes and numbers of five thousand digits are refused at once, by every reader."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from gallery_pos.reading import (
    Unreadable,
    read_amount,
    read_best_before,
    read_code,
    read_date,
    read_district,
    read_moment,
    read_nib,
    read_percent,
    read_phone,
    read_quantity,
    read_size_class,
    read_text,
)

READERS: dict[str, Callable[[object], object]] = {
    "amount": read_amount,
    "best_before": read_best_before,
    "code": read_code,
    "date": read_date,
    "district": partial(read_district, districts=("Rawamerta",)),
    "moment": partial(read_moment, zone=ZoneInfo("Asia/Jakarta")),
    "nib": read_nib,
    "percent": read_percent,
    "phone": read_phone,
    "quantity": read_quantity,
    "size_class": read_size_class,
    "text": read_text,
}
HUGE: dict[str, Callable[[], object]] = {
    "digits": lambda: "9" * 10_000_000,
    "words": lambda: "x y " * 2_500_000,
    "spaces_before": lambda: " " * 10_000_000 + "x",
    "number": lambda: 10**5_000,
    "negative_number": lambda: -(10**5_000),
}


@pytest.mark.parametrize("size", HUGE)
@pytest.mark.parametrize("reader", READERS)
def test_huge_cells_are_refused(reader: str, size: str) -> None:
    with pytest.raises(Unreadable):
        READERS[reader](HUGE[size]())
