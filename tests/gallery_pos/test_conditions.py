"""What a condition in a person's words says of goods."""

from __future__ import annotations

import pytest

from gallery_pos.conditions import condition_says
from gallery_pos.documents import LossReason


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("", None),
        ("baik", None),
        ("label lepas", None),
        ("tidak rusak", None),
        ("kemasan rusak", LossReason.DAMAGED),
        ("Rusak.", LossReason.DAMAGED),
        ("penyok/sobek", LossReason.DAMAGED),
        ("kedaluwarsa", LossReason.EXPIRED),
        ("sudah KADALUARSA, kemasan rusak", LossReason.EXPIRED),
        ("belum kedaluwarsa", None),
    ],
)
def test_what_should_not_be_on_the_shelf_is_understood(words: str, said: LossReason | None) -> None:
    assert condition_says(words) is said
