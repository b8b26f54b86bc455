"""Sample documents of a gallery's day, short and very long, and golden files.

A golden file changes only where somebody asks for it: GALLERY_UPDATE_GOLDENS=1 writes what the code makes now.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol
from uuid import UUID

import pytest

from gallery_pos.documents import (
    Allocation,
    Buyer,
    CashMoved,
    CashReason,
    Denomination,
    Entry,
    GoodsFigures,
    GoodsReceived,
    GoodsReturned,
    Method,
    OutletRevised,
    PayoutMade,
    PerpetualTotals,
    ProductFigures,
    ReceivedLine,
    RefundedLine,
    ReturnedLine,
    ReturnReason,
    SaleCompleted,
    SaleLine,
    SaleRefunded,
    ShiftClosed,
    ShiftOpened,
    ShiftTotals,
    StatementFigures,
    TaxRate,
    Tender,
)
from gallery_pos.ports import Drawer, Posted
from gallery_pos.terms import Terms

LONG = "Keripik Singkong “Pedas Manis” Rasa Daun Jeruk Kemasan 250 g"
HUGE = 1_250_000_000
GOLDENS = Path(__file__).parent / "goldens"


class Golden(Protocol):
    """Compares with a file under goldens/."""

    def __call__(self, name: str, made: str | bytes) -> None: ...


@pytest.fixture
def golden() -> Golden:
    def compare(name: str, made: str | bytes) -> None:
        path = GOLDENS / name
        data = made.encode("utf-8") if isinstance(made, str) else made
        if os.environ.get("GALLERY_UPDATE_GOLDENS"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        wanted = path.read_bytes()
        if isinstance(made, str):
            assert made == wanted.decode("utf-8")
        else:
            assert data == wanted

    return compare


def header(number: int, hour: int = 7) -> dict[str, object]:
    return {
        "id": UUID(int=number),
        "outlet": "G01",
        "business_date": date(2026, 10, 31),
        "posted_at": datetime(2026, 10, 31, hour, 5, tzinfo=UTC),
        "user": "siti",
    }


def line(name: str, maker: str, quantity: int, price: int, *, discount: int = 0, of_cart: int = 0) -> SaleLine:
    part = Allocation(
        lot="L1",
        quantity=quantity,
        gross=quantity * price,
        discount=discount + of_cart,
        commission=0,
        due=quantity * price - discount - of_cart,
        terms=Terms(),
    )
    return SaleLine(
        product="P1",
        name=name,
        consignor=maker,
        maker=maker,
        quantity=quantity,
        unit_price=price,
        discount=discount + of_cart,
        cart_discount=of_cart,
        allocations=(part,),
    )


def outlet() -> OutletRevised:
    return OutletRevised(
        **header(1),  # type: ignore[arg-type]
        code="G01",
        name="Galeri UMKM Karawang",
        main=True,
        region="Kabupaten Karawang",
        address="Jl. Jenderal Ahmad Yani No. 1, Karawang",
        phone="(0267) 401234",
        letterhead=("PEMERINTAH KABUPATEN KARAWANG", "DINAS KOPERASI, USAHA KECIL DAN MENENGAH"),
        thanks="Terima kasih. Belanja Anda menghidupkan perajin Karawang.",
        tax_rates=(TaxRate(since=date(2025, 1, 1), basis_points=1_100),),
    )


def sale() -> SaleCompleted:
    return SaleCompleted(
        **header(2),  # type: ignore[arg-type]
        lines=(
            line("Keripik Pisang", "Dapur Bu Yayah", 2, 15_000),
            line("Kopi Sanggabuana 200 g", "Kopi Sanggabuana", 1, 45_000, discount=5_000),
        ),
        tenders=(Tender(method=Method.CASH, amount=100_000),),
        total=70_000,
        change=30_000,
    )


def long_sale() -> SaleCompleted:
    lines = tuple(
        line(LONG if number % 2 else f"Tas Anyaman {number}", LONG, number, HUGE // number, of_cart=1_000)
        for number in range(1, 61)
    )
    total = sum(one.net for one in lines)
    tax = total * 11 // 100
    return SaleCompleted(
        **header(3),  # type: ignore[arg-type]
        lines=lines,
        tenders=(
            Tender(method=Method.QRIS, amount=total + tax - 50_000, reference="QR-2026103112345678901234567890"),
            Tender(method=Method.CASH, amount=HUGE),
        ),
        total=total + tax + 40,
        tax=tax,
        rounding=40,
        change=HUGE - 50_040,
        buyer=Buyer.CIVIL_SERVANT,
        buyer_name="Badan Perencanaan Pembangunan Daerah Kabupaten Karawang",
    )


def refund() -> SaleRefunded:
    sold = line("Kopi Sanggabuana 200 g", "Kopi Sanggabuana", 1, 45_000, discount=5_000)
    back = RefundedLine(
        line=1,
        product=sold.product,
        name=sold.name,
        consignor=sold.consignor,
        maker=sold.maker,
        quantity=1,
        unit_price=sold.unit_price,
        discount=sold.discount,
        allocations=sold.allocations,
    )
    return SaleRefunded(
        **header(4, 9),  # type: ignore[arg-type]
        sale=UUID(int=2),
        lines=(back,),
        tenders=(Tender(method=Method.CASH, amount=40_000),),
        total=40_000,
        reason="Kemasan bocor",
    )


def totals() -> ShiftTotals:
    return ShiftTotals(
        sales=3_415_000,
        sales_count=41,
        pieces=97,
        gross=3_500_000,
        discount=85_040,
        rounding=40,
        tenders={"tunai": 2_015_000, "qris": 1_250_000, "transfer": 150_000},
        refunds={"tunai": 40_000},
        refunded=40_000,
        refunds_count=1,
        cash_in=100_000,
        cash_out=550_000,
        payouts=320_000,
        drawer_opened=2,
        copies=3,
        first_number="G01-K1-S000101",
        last_number="G01-K1-S000141",
    )


def closed() -> ShiftClosed:
    return ShiftClosed(
        **header(5, 11),  # type: ignore[arg-type]
        shift=UUID(int=6),
        opening_float=300_000,
        expected=1_505_000,
        counted=1_503_000,
        difference=-2_000,
        denominations=(
            Denomination(100_000, 9),
            Denomination(50_000, 8),
            Denomination(20_000, 10),
            Denomination(1_000, 3),
        ),
        totals=totals(),
        perpetual=PerpetualTotals(sales=HUGE, refunds=1_040_000, shifts=212),
        previous_head="ab" * 32,
        note="Kembalian salah hitung satu kali",
    )


def posted(document: object, number: str) -> Posted:
    return Posted(document, "K1", 1, 4321, number, bytes(range(7, 39)))  # type: ignore[arg-type]


def drawer() -> Drawer:
    return Drawer(ShiftOpened(**header(6, 1), opening_float=300_000), "G01-K1-B000212", 1_505_000, totals())  # type: ignore[arg-type]


def moved() -> CashMoved:
    return CashMoved(
        **header(7),  # type: ignore[arg-type]
        shift=UUID(int=6),
        reason=CashReason.EXPENSE,
        amount=-50_000,
        note="Beli tas belanja kertas",
        approved_by="Rina",
    )


def payout(amount: int = 1_001_000) -> PayoutMade:
    return PayoutMade(
        **header(8),  # type: ignore[arg-type]
        consignor="M12",
        amount=amount,
        method=Method.CASH,
        received_by="Yayah Nuraeni",
        statement=UUID(int=9),
    )


def figures(count: int = 4, *, scale: int = 1, name: str = "") -> StatementFigures:
    """A statement of ``count`` products that adds up; ``scale`` makes the amounts larger."""
    goods, products = [], []
    for number in range(1, count + 1):
        called = name or f"Keripik Pisang Rasa {number}"
        sold, refunded, gone = 10 + number % 7, number % 3 == 1, number % 4 == 2
        goods.append(
            GoodsFigures(
                product=f"P{number}",
                name=called,
                opening=20,
                received=12 * (number % 2),
                sold=sold,
                refunded=int(refunded),
                returned=number % 2,
                written_off=int(gone),
                closing=20 + 12 * (number % 2) - sold + refunded - number % 2 - gone,
            )
        )
        pieces = sold - refunded
        gross = pieces * 15_000 * scale
        discount = 5_000 * scale * (number % 2)
        commission = (gross - discount) // 5
        products.append(
            ProductFigures(
                product=f"P{number}",
                name=called,
                quantity=pieces,
                gross=gross,
                discount=discount,
                commission=commission,
                due=gross - discount - commission,
            )
        )
    entries = (
        entry("FeeCharged", -25_000, "Iuran bulan 2026-10"),
        entry("AdjustmentPosted", 12_000, "Salah catat harga pada laporan bulan lalu", "Rina"),
        entry("GoodsWrittenOff", 24_000, "2 bungkus rusak di rak"),
        entry("PayoutMade", -150_000, ""),
    )
    due = sum(product.due for product in products)
    return StatementFigures(
        consignor="M12",
        business_name=name or "Dapur Bu Yayah",
        since=date(2026, 10, 1),
        until=date(2026, 10, 31),
        opening=150_000,
        gross=sum(product.gross for product in products),
        discount=sum(product.discount for product in products),
        commission=sum(product.commission for product in products),
        due=due,
        fees=25_000,
        adjustments=36_000,
        paid=150_000,
        closing=150_000 + due - 25_000 + 36_000 - 150_000,
        products=tuple(products),
        goods=tuple(goods),
        entries=entries,
    )


def entry(kind: str, amount: int, reason: str, approved_by: str = "") -> Entry:
    return Entry(
        document=UUID(int=99),
        number="G01-K1-000077",
        business_date=date(2026, 10, 20),
        kind=kind,
        amount=amount,
        reason=reason,
        approved_by=approved_by,
    )


def received(count: int = 3, *, name: str = "") -> GoodsReceived:
    lines = tuple(
        ReceivedLine(
            lot=f"LOT{number:09}",
            product=f"P{number}",
            name=name or f"Keripik Pisang Rasa {number}",
            quantity=12 * number,
            price=HUGE if name else 15_000,
            terms=Terms(commission_bp=2_000) if number % 3 else Terms(consignor_price=12_000),
            best_before=date(2027, 3, number % 28 + 1) if number % 2 else None,
            condition="baik" if number % 2 else "",
        )
        for number in range(1, count + 1)
    )
    return GoodsReceived(
        **header(10),  # type: ignore[arg-type]
        consignor="M12",
        lines=lines,
        delivered_by="Yayah Nuraeni",
        note="Dus ketiga menyusul besok",
    )


def returned() -> GoodsReturned:
    lines = tuple(
        ReturnedLine(
            lot=f"LOT{number:09}",
            product=f"P{number}",
            name=f"Keripik Pisang Rasa {number}",
            quantity=number,
            reason=reason,
            note="kemasan penyok" if reason is ReturnReason.DAMAGED else "",
        )
        for number, reason in enumerate(ReturnReason, start=1)
    )
    return GoodsReturned(**header(11), consignor="M12", lines=lines, collected_by="Yayah Nuraeni")  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make() -> SimpleNamespace:
    """Every sample by its name, to be called; and the two extremes that break layouts."""
    return SimpleNamespace(
        LONG=LONG,
        HUGE=HUGE,
        outlet=outlet,
        sale=sale,
        long_sale=long_sale,
        line=line,
        refund=refund,
        totals=totals,
        closed=closed,
        posted=posted,
        drawer=drawer,
        moved=moved,
        payout=payout,
        figures=figures,
        entry=entry,
        received=received,
        returned=returned,
        header=header,
    )
