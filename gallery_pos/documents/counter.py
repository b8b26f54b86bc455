"""What happens at the counter between opening a shift and closing it. Amounts are rupiah."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.terms import Terms


class Method(StrEnum):
    """How money changes hands, in the words of the import files."""

    CASH = "tunai"
    QRIS = "qris"
    TRANSFER = "transfer"
    CARD = "kartu"


class Buyer(StrEnum):
    """Who buys: the Dinas reports what civil servants and offices buy from makers."""

    GENERAL = "umum"
    CIVIL_SERVANT = "asn"
    COMPANY = "perusahaan"


class Tender(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One payment towards a total; cash may be more than the rest, the sale then says the change."""

    method: Method
    amount: int
    reference: str = ""


class Allocation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The pieces of a line that came from one lot, with its terms and amounts; they sum to the line.

    ``lot`` "" says that the shelf had what the books had not: a finding for the next stocktake.
    """

    lot: str
    quantity: int
    gross: int
    discount: int
    commission: int
    due: int
    terms: Terms


class SaleLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of a sale; ``discount`` includes ``cart_discount``, its part of a discount on the whole cart.

    ``list_price`` is the product's price where a person changed ``unit_price``. ``markdown`` is the part of ``discount``
    that the markdown plan ``plan`` gave.
    """

    product: str
    name: str
    consignor: str
    maker: str
    quantity: int
    unit_price: int
    discount: int = 0
    allocations: tuple[Allocation, ...]
    list_price: int | None = None
    cart_discount: int = 0
    markdown: int = 0
    plan: str = ""

    @property
    def gross(self) -> int:
        """Pieces times price, in rupiah."""
        return self.quantity * self.unit_price

    @property
    def net(self) -> int:
        """What the buyer owes for the line, in rupiah."""
        return self.gross - self.discount


@register
class ShiftOpened(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A cashier took a drawer with ``opening_float`` rupiah; the document's id is the shift."""

    opening_float: int
    note: str = ""


class CashReason(StrEnum):
    """Why cash moved without a sale."""

    DROP = "drop"
    TOP_UP = "top_up"
    EXPENSE = "expense"
    INCOME = "income"
    DRAWER_OPENED = "drawer_opened"


@register
class CashMoved(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Cash put into the drawer (``amount`` > 0) or taken out (< 0); 0 where it was only opened."""

    shift: UUID
    reason: CashReason
    amount: int
    note: str
    approved_by: str = ""


@register
class SaleCompleted(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A sale. ``total`` is the lines' net + tax + rounding = tenders - change.

    ``shift`` is None where the sale was imported; ``reference`` is then its number in the other system.
    """

    shift: UUID | None = None
    lines: tuple[SaleLine, ...]
    tenders: tuple[Tender, ...]
    total: int
    tax: int = 0
    rounding: int = 0
    change: int = 0
    buyer: Buyer = Buyer.GENERAL
    buyer_name: str = ""
    reference: str = ""
    approved_by: str = ""
    note: str = ""


class RefundedLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Pieces of one line of a sale given back: the same lots, amounts as positive rupiah that are reversed."""

    line: int
    product: str
    name: str
    consignor: str
    maker: str
    quantity: int
    unit_price: int
    discount: int = 0
    allocations: tuple[Allocation, ...]

    @property
    def gross(self) -> int:
        """Pieces times price, in rupiah."""
        return self.quantity * self.unit_price

    @property
    def net(self) -> int:
        """What the buyer gets back for the line, in rupiah."""
        return self.gross - self.discount


@register
class SaleRefunded(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Goods came back from a buyer; ``sale`` is the document they were bought with, None if imported without one.

    ``total`` is what was paid out: the lines' net + tax + rounding; ``tenders`` are positive amounts.
    """

    sale: UUID | None = None
    shift: UUID | None = None
    lines: tuple[RefundedLine, ...]
    tenders: tuple[Tender, ...]
    total: int
    tax: int = 0
    rounding: int = 0
    reason: str = ""
    reference: str = ""
    approved_by: str = ""


class Denomination(msgspec.Struct, frozen=True):
    """How many notes or coins of one value were counted."""

    value: int
    count: int


class ShiftTotals(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a shift did, in rupiah and counts; the Z slip prints it.

    ``tenders`` is per method what came in less change; ``refunds`` what went out, per method.
    """

    sales: int = 0
    sales_count: int = 0
    pieces: int = 0
    gross: int = 0
    discount: int = 0
    tax: int = 0
    rounding: int = 0
    tenders: dict[str, int] = {}
    refunds: dict[str, int] = {}
    refunded: int = 0
    refunds_count: int = 0
    cash_in: int = 0
    cash_out: int = 0
    payouts: int = 0
    drawer_opened: int = 0
    copies: int = 0
    first_number: str = ""
    last_number: str = ""


class PerpetualTotals(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Sums over the whole life of the terminal; they only ever grow."""

    sales: int = 0
    refunds: int = 0
    shifts: int = 0


@register
class ShiftClosed(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The drawer was counted blind. ``difference`` = counted - expected, recorded whatever it is."""

    shift: UUID
    opening_float: int
    expected: int
    counted: int
    difference: int
    denominations: tuple[Denomination, ...] = ()
    totals: ShiftTotals
    perpetual: PerpetualTotals
    previous_head: str
    note: str = ""
