"""Master data. Each document is a full snapshot of the record, so history and replication come for free.

Personal data that the law lets a person erase (NIK, account, address, phone) is *not* here but in the private store.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from gallery_pos.documents.base import Document, register
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms

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


class ConsignorType(StrEnum):
    """What a maker is."""

    PERSON = "orang"
    BUSINESS = "usaha"
    COOPERATIVE = "koperasi"
    COMMUNITY = "komunitas"


class PriceModel(StrEnum):
    """How an agreement shares the price, in the words of the import files."""

    PERCENTAGE = "persen"
    FIXED_NET = "harga_titip"
    FEE = "iuran"
    OUTRIGHT = "beli_putus"


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


class ChannelRate(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What QRIS costs from a day on: basis points of a payment above ``free_up_to`` rupiah (MDR of micro businesses)."""

    since: date
    basis_points: int
    free_up_to: int = 0


class Shelf(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A part of an outlet where goods stand; ``slots`` is how many products it shows at once, 0 for any number."""

    code: str
    name: str
    slots: int = 0


class Signature(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who signed in which role; ``picture`` is the SHA-256 of what was drawn on screen, "" for ink on paper."""

    role: str
    name: str
    picture: str = ""


@register
class OutletRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A gallery, a corner or a temporary outlet. ``code`` is the record; ``outlet`` is where it was written.

    ``rounding_step`` 0 leaves cash totals alone; ``qris`` is the merchant's own static payload; ``logo`` is the SHA-256
    of a picture in the data folder. ``operator`` runs the place for the Dinas. An event has days, a host, a stand fee in
    rupiah and the codes of the consignors who take part. Goods go on the pull list ``pull_days`` before their best-before
    date, and after ``slow_days`` on the shelf without a sale. The report of a month is due on ``report_day`` of the next
    at ``report_to``, the office that it goes to.
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
    operator: str = ""
    shelves: tuple[Shelf, ...] = ()
    starts: date | None = None
    ends: date | None = None
    host: str = ""
    stand_fee: int = 0
    participants: tuple[str, ...] = ()
    pull_days: int = 14
    slow_days: int = 60
    qris_rates: tuple[ChannelRate, ...] = ()
    report_day: int = 10
    report_to: str = ""


class Membership(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A maker's time in a cooperative or community; ``organization`` is its consignor code, or its name."""

    organization: str
    role: str = ""
    since: date | None = None
    until: date | None = None


@register
class ConsignorRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A maker who leaves goods: person, business, cooperative or community.

    ``capital`` (without land and building) and ``yearly_sales`` in rupiah give the class by PP 7/2021; ``size_class``
    is what counts. ``consent`` is the text that the maker agreed to on ``consent_on`` for his personal data.
    """

    code: str
    business_name: str
    owner: str = ""
    district: str = ""
    nib: str = ""
    size_class: SizeClass | None = None
    since: date | None = None
    note: str = ""
    active: bool = True
    type: ConsignorType = ConsignorType.BUSINESS
    memberships: tuple[Membership, ...] = ()
    capital: int | None = None
    yearly_sales: int | None = None
    sector: str = ""
    commodity: str = ""
    picture: str = ""
    consent: str = ""
    consent_on: date | None = None


@register
class ConsignorsMerged(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Two records were one maker: ``duplicate`` is closed, its goods, debts and products went to ``into``.

    ``documents`` are what moved them; both records stay readable for ever.
    """

    duplicate: str
    into: str
    reason: str
    documents: tuple[UUID, ...] = ()
    approved_by: str = ""


@register
class ConsignorsToldApart(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Two records look alike and are two makers: they are not offered to be merged again; ``one`` < ``other``."""

    one: str
    other: str
    reason: str = ""


@register
class AgreementRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """What gallery and consignor agreed; ``consignor`` :data:`GALLERY` is the default of the whole gallery.

    ``monthly_fee`` in rupiah; a version counts for goods received from ``start`` on; goods still come in for
    ``grace_days`` after ``end``. ``clauses`` stand on its paper after those of the template. Less than ``minimum_payout``
    rupiah is carried forward; a statement may be questioned for ``dispute_days``. ``item_fee`` in rupiah is owed for each
    piece sold; ``qris_bearer`` bears what QRIS costs (shared: half each), never the buyer.
    """

    consignor: str
    model: PriceModel = PriceModel.PERCENTAGE
    terms: AgreedTerms = AgreedTerms()
    monthly_fee: int = 0
    settlement: SettlementPeriod = SettlementPeriod.MONTHLY
    start: date | None = None
    end: date | None = None
    note: str = ""
    grace_days: int = 0
    clauses: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    minimum_payout: int = 0
    dispute_days: int = 14
    item_fee: int = 0
    qris_bearer: Bearer = Bearer.GALLERY


@register
class ProductRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A product of one consignor at one selling price in rupiah.

    ``permits`` are numbers as people gave them, by kind ("P-IRT", "Halal"); ``picture`` is the SHA-256 of the file.
    ``legality_group`` is the row of the rule table that counts, "" leaves it to the category.
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
    legality_group: str = ""
    animal_material: bool = False
    non_halal: bool = False
    shelf_life_days: int | None = None


@register
class UserRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Who may work here. Passwords and PINs are in the private store, never in the journal."""

    code: str
    name: str
    role: Role
    outlets: tuple[str, ...] = ()
    active: bool = True


@register
class TemplateRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """A text that the gallery words itself (an agreement, a message), with names in braces to be filled in."""

    code: str
    text: str


@register
class RegionListRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """The districts that the gallery's makers live in, in the order of its list; none: those that come with the program."""

    districts: tuple[str, ...]


class MarkdownBasis(StrEnum):
    """What a markdown plan counts the days of."""

    AGE = "age"
    EXPIRY = "expiry"


class MarkdownStep(msgspec.Struct, frozen=True, kw_only=True):
    """After ``days`` on the shelf, or from ``days`` before the best-before date on, this much is off the price."""

    days: int
    basis_points: int


@register
class MarkdownPlanRevised(Document, frozen=True, kw_only=True, omit_defaults=True):
    """Goods get cheaper by age or near their date; ``bearer`` bears it, and every line says so.

    A plan counts for everything of its outlet ("" for every outlet), or only for one consignor or some products.
    """

    code: str
    name: str
    basis: MarkdownBasis
    steps: tuple[MarkdownStep, ...]
    bearer: Bearer
    at: str = ""
    consignor: str = ""
    products: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    active: bool = True
