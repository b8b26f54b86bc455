"""Master data. Each document is a full snapshot of the record, so history and replication come for free.

Personal data that the law lets a person erase (NIK, account, address, phone) is *not* here but in the private store.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.terms import AgreedTerms, ItemTerms

GALLERY = ""
"""The consignor code under which the gallery's default agreement stands."""


class OutletKind(StrEnum):
    """What sort of place an outlet is."""

    GALLERY = "gallery"
    CORNER = "corner"
    EVENT = "event"


class SizeClass(StrEnum):
    """Business class by PP 7/2021."""

    MICRO = "mikro"
    SMALL = "kecil"
    MEDIUM = "menengah"


class PriceModel(StrEnum):
    """How an agreement shares the price, in the words of the import files."""

    PERCENTAGE = "persen"
    FIXED_NET = "harga_titip"
    FEE = "iuran"


class SettlementPeriod(StrEnum):
    """How often a consignor gets a statement."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    BY_DATE = "by_date"


class Role(StrEnum):
    """What a user may do; see :mod:`gallery_pos.services.access`."""

    CASHIER = "cashier"
    MANAGER = "manager"
    DINAS = "dinas"
    ADMIN = "admin"
    AUDITOR = "auditor"


class TaxRate(msgspec.Struct, frozen=True, kw_only=True):
    """A rate of PPN in basis points of the price after discount, from a day on; it comes on top of the price."""

    since: date
    basis_points: int


@register
class OutletRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A gallery, a corner or a temporary outlet. ``code`` is the record; ``outlet`` is where it was written.

    ``rounding_step`` 0 leaves cash totals alone; ``qris`` is the merchant's own static payload; ``logo`` is the SHA-256
    of a picture in the data folder.
    """

    code: str
    name: str
    type: OutletKind = OutletKind.GALLERY
    main: bool = False
    attended: bool = True
    region: str = ""
    address: str = ""
    phone: str = ""
    timezone: str = "Asia/Jakarta"
    rounding_step: int = 100
    rounding_down: bool = False
    tax_rates: tuple[TaxRate, ...] = ()
    qris: str = ""
    thanks: str = ""
    letterhead: tuple[str, ...] = ()
    active: bool = True
    logo: str = ""


@register
class ConsignorRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A maker who leaves goods: person, business, cooperative or community."""

    code: str
    business_name: str
    owner: str = ""
    district: str = ""
    nib: str = ""
    size_class: SizeClass | None = None
    since: date | None = None
    note: str = ""
    active: bool = True


@register
class AgreementRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """What gallery and consignor agreed; ``consignor`` :data:`GALLERY` is the default of the whole gallery.

    ``monthly_fee`` in rupiah; a version counts for goods received from ``start`` on.
    """

    consignor: str
    model: PriceModel = PriceModel.PERCENTAGE
    terms: AgreedTerms = AgreedTerms()
    monthly_fee: int = 0
    settlement: SettlementPeriod = SettlementPeriod.MONTHLY
    start: date | None = None
    end: date | None = None
    note: str = ""


@register
class ProductRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A product of one consignor at one selling price in rupiah.

    ``permits`` are numbers as people gave them, by kind ("P-IRT", "Halal"); ``picture`` is the SHA-256 of the file.
    """

    code: str
    name: str
    consignor: str
    price: int
    barcodes: tuple[str, ...] = ()
    category: str = ""
    terms: ItemTerms = ItemTerms()
    permits: dict[str, str] = {}
    picture: str = ""
    active: bool = True


@register
class UserRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Who may work here. Passwords and PINs are in the private store, never in the journal."""

    code: str
    name: str
    role: Role
    outlets: tuple[str, ...] = ()
    active: bool = True
