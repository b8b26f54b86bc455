from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from gallery_pos.formatting import format_percent
from gallery_pos.reading import LARGEST_QUANTITY, Unreadable, read_percent, read_quantity

nearly = st.text(st.sampled_from("0123456789.,- %pcsbhruenl"), max_size=10)
anything = st.text() | nearly | st.integers() | st.floats() | st.none() | st.booleans() | st.binary()


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("12", 12),
        ("6 pcs", 6),
        ("6pcs.", 6),
        ("10 bh", 10),
        ("24 PCS", 24),
        ("3 bungkus", 3),
        ("2 set", 2),
        ("12.0", 12),
        ("12,00", 12),
        ("0", 0),
        ("habis", 0),
        ("\uff11\uff12", 12),
        (12, 12),
        (12.0, 12),
        (0, 0),
        (LARGEST_QUANTITY, LARGEST_QUANTITY),
    ],
)
def test_pieces_are_understood(written: object, pieces: int) -> None:
    assert read_quantity(written) == pieces


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("1.000", "bukan jumlah barang"),
        ("1,000", "bukan jumlah barang"),
        ("1,5", "bukan jumlah barang"),
        (1.5, "bukan jumlah barang"),
        ("2 lusin", "bukan jumlah barang"),
        ("2 kg", "bukan jumlah barang"),
        ("6 + 2", "bukan jumlah barang"),
        ("enam", "bukan jumlah barang"),
        ("012", "bukan jumlah barang"),
        (float("nan"), "bukan jumlah barang"),
        (float("inf"), "bukan jumlah barang"),
        ("-6", "kurang dari nol"),
        (-6, "kurang dari nol"),
        ("8991234567891", "terlalu banyak"),
        (LARGEST_QUANTITY + 1, "terlalu banyak"),
        ("=6+2", "rumus"),
        ("-", "kosong"),
        ("", "kosong"),
        (None, "kosong"),
        (True, "tidak dikenal"),
    ],
)
def test_what_is_not_a_number_of_pieces_is_said_so(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_quantity(written)


@pytest.mark.parametrize("written", ["-6", "- 6 pcs", "\u22126", -6, -6.0])
def test_a_line_that_takes_back_may_be_negative(written: object) -> None:
    assert read_quantity(written, negative=True) == -6


@given(st.integers(-LARGEST_QUANTITY, LARGEST_QUANTITY))
def test_quantities_are_read_exactly(pieces: int) -> None:
    for written in (pieces, str(pieces), f"{pieces} pcs", float(pieces)):
        assert read_quantity(written, negative=True) == pieces


@given(anything, st.booleans())
def test_anything_is_a_quantity_or_unreadable(written: object, negative: bool) -> None:
    with suppress(Unreadable):
        assert -LARGEST_QUANTITY * negative <= read_quantity(written, negative=negative) <= LARGEST_QUANTITY


@pytest.mark.parametrize(
    ("written", "basis_points"),
    [
        ("20", 2_000),
        ("20%", 2_000),
        ("20 %", 2_000),
        ("20 persen", 2_000),
        ("12,5 %", 1_250),
        ("12.5", 1_250),
        ("12,25%", 1_225),
        ("0,5%", 50),
        ("0", 0),
        ("100", 10_000),
        ("1", 100),
        (20, 2_000),
        (12.5, 1_250),
        (0, 0),
    ],
)
def test_shares_are_understood(written: object, basis_points: int) -> None:
    assert read_percent(written) == basis_points


@pytest.mark.parametrize(
    ("shown", "basis_points"), [(0.2, 2_000), (0.125, 1_250), (0.1 + 0.2, 3_000), (1, 10_000), (0, 0)]
)
def test_percent_cells_hold_parts_of_one(shown: float, basis_points: int) -> None:
    assert read_percent(shown, percent_cell=True) == basis_points


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (0.2, "tidak jelas"),
        ("0,2", "tidak jelas"),
        ("0.2", "tidak jelas"),
        ("12,345%", "bukan persen"),
        (12.345, "dua angka"),
        ("101", "bukan persen"),
        (101, "bukan persen"),
        ("-5", "bukan persen"),
        (-5, "bukan persen"),
        ("80:20", "bukan persen"),
        ("Rp 5.000", "bukan persen"),
        (float("nan"), "bukan persen"),
        (float("inf"), "bukan persen"),
        ("=20%", "rumus"),
        ("", "kosong"),
        (None, "kosong"),
        (False, "tidak dikenal"),
    ],
)
def test_what_is_not_a_share_is_said_so(written: object, reason: str) -> None:
    with pytest.raises(Unreadable, match=reason):
        read_percent(written)


@given(st.integers(0, 10_000))
def test_shown_shares_can_be_typed_in_again(basis_points: int) -> None:
    assert read_percent(format_percent(basis_points)) == basis_points
    assert read_percent(basis_points / 10_000, percent_cell=True) == basis_points
    if basis_points == 0 or basis_points >= 100:
        assert read_percent(basis_points / 100) == basis_points


@given(anything, st.booleans())
def test_anything_is_a_share_or_unreadable(written: object, percent_cell: bool) -> None:
    with suppress(Unreadable):
        assert 0 <= read_percent(written, percent_cell=percent_cell) <= 10_000
