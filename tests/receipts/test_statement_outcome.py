"""A4, slip and WhatsApp text of one statement say the same: what is paid, what was paid since, what is not as it should be."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given, strategies as st
from msgspec.structs import replace

from gallery_pos.documents import StatementFigures
from gallery_pos.formatting import format_count, format_rupiah
from receipts.entries import Beside, Since, outcome
from receipts.messages import statement_message
from receipts.paper import Columns, Text
from receipts.pdf.canvas import QuickCanvas
from receipts.pdf.sheet import letterhead_of
from receipts.pdf.statement import Statement, statement_pdf
from receipts.thermal import statement_slip


def since(*amounts: int) -> tuple[Since, ...]:
    return tuple(Since(number=f"B-{at}", day=date(2026, 11, 1 + at), amount=one) for at, one in enumerate(amounts))


@pytest.fixture
def forms(make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return the words of the A4, the slip and the text of a statement."""
    drawn: list[str] = []
    real = QuickCanvas._draw

    def draw(self: QuickCanvas, x: float, y: float, text: str) -> None:
        drawn.append(text)
        real(self, x, y, text)

    monkeypatch.setattr(QuickCanvas, "_draw", draw)

    def words(figures: StatementFigures, beside: Beside) -> tuple[str, str, str]:
        drawn.clear()
        statement_pdf(Statement(figures=figures, letterhead=letterhead_of(make.outlet()), number="L-1", beside=beside))
        slip = statement_slip(figures, make.outlet(), number="L-1", beside=beside)
        printed = [
            part
            for line in slip.lines
            for part in (
                [line.text] if isinstance(line, Text) else [line.left, line.right] if isinstance(line, Columns) else []
            )
        ]
        text = statement_message(figures, make.outlet(), number="L-1", beside=beside)
        return " ".join(drawn), " ".join(" ".join(printed).split()), text

    return words


@pytest.mark.parametrize(
    ("closing", "paid", "told"),
    [
        (579_000, (), ("Yang dibayarkan kepada Anda", 579_000)),
        (579_000, (200_000,), ("Yang dibayarkan kepada Anda", 379_000)),
        (579_000, (200_000, -200_000), ("Yang dibayarkan kepada Anda", 579_000)),
        (579_000, (579_000,), ("Sudah dibayarkan kepada Anda", 579_000)),
        (579_000, (700_000,), ("Sudah dibayarkan kepada Anda", 700_000)),
        (579_000, (550_000,), ("Dibawa ke laporan berikutnya", 29_000)),
        (30_000, (), ("Dibawa ke laporan berikutnya", 30_000)),
        (0, (), ("Yang dibayarkan kepada Anda", 0)),
        (-12_000, (), ("Kekurangan Anda", 12_000)),
        (-12_000, (-5_000,), ("Kekurangan Anda", 7_000)),
        (-12_000, (-12_000,), ("Sudah Anda lunasi", 12_000)),
        (-12_000, (-100_000,), ("Yang dibayarkan kepada Anda", 88_000)),
        (0, (40_000,), ("Sudah dibayarkan kepada Anda", 40_000)),
    ],
)
def test_every_form_says_what_is_still_to_be_paid(
    make: SimpleNamespace, forms: object, closing: int, paid: tuple[int, ...], told: tuple[str, int]
) -> None:
    label, amount = told
    figures = replace(make.figures(), closing=closing)
    beside = Beside(minimum_payout=50_000, paid_since=since(*paid))
    came = outcome(figures, beside)
    assert (came.label, came.amount) == (label, amount)
    said = "Kekurangan" if came.owes else label
    for text in forms(figures, beside):  # type: ignore[operator]  # the fixture's function
        assert said in text
        assert format_rupiah(amount) in text
        assert all(format_count(-one) in text.replace("Rp", "") for one in paid)


@given(st.integers(-(10**9), 10**9), st.lists(st.integers(-(10**9), 10**9), max_size=3))
def test_the_outcome_is_never_below_nothing_and_owes_only_what_is_owed(
    make: SimpleNamespace, closing: int, paid: list[int]
) -> None:
    came = outcome(replace(make.figures(), closing=closing), Beside(paid_since=since(*paid)))
    assert came.amount >= 0
    left = closing - sum(paid)
    if came.owes:
        assert came.amount == -left > 0
    elif left > 0:
        assert came.amount == left


def test_goods_sold_beyond_what_came_in_are_told_in_words_on_every_form(make: SimpleNamespace, forms: object) -> None:
    figures = make.figures()
    first, *others = figures.goods
    odd = replace(first, sold=first.sold + 132, closing=first.closing - 132)
    for text in forms(replace(figures, goods=(odd, *others)), Beside()):  # type: ignore[operator]
        assert "terjual 111 lebih dari yang tercatat masuk" in " ".join(text.split())
        assert "kami sedang memeriksa" in text
    assert "Sisa barang di galeri: 32" in text
    assert "Sisa barang di galeri: -" not in text


def test_goods_between_two_outlets_are_told_on_every_form(make: SimpleNamespace, forms: object) -> None:
    figures = make.figures()
    first, *others = figures.goods
    sent = replace(first, transferred=-5, closing=first.closing - 5)
    beside = Beside(on_the_way=(("Opak", 5), ("Rengginang", 2), ("Dodol", 1), ("Kopi", 1_000)))
    for text in forms(replace(figures, goods=(sent, *others)), beside):  # type: ignore[operator]
        said = " ".join(text.split())
        assert "Di jalan antar gerai saat masa ini berakhir: 5 Opak, 2 Rengginang, 1 Dodol dan 1 barang lain." in said
        assert "Tetap milik Anda, belum termasuk sisa." in said
