"""The first days: places, people, agreements and the list of goods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gallery_pos.documents import OutletKind, PriceModel, Role
from gallery_pos.services.access import revise_user
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.outlets import revise_outlet
from gallery_pos.services.sample.lists import PERCENT
from gallery_pos.services.sample.papers import LEATHER, group_of
from gallery_pos.services.sample.stage import (
    ADMIN,
    ATTENDED,
    CASHIER,
    CORNER_CASHIER,
    DINAS,
    FILLED_BY_VAN,
    MANAGER,
    UNATTENDED,
)
from gallery_pos.templates import default_consent, fill
from gallery_pos.terms import AgreedTerms

if TYPE_CHECKING:
    from datetime import date

    from gallery_pos.services.sample.lists import Maker
    from gallery_pos.services.sample.stage import Stage

REGION = "Kabupaten Karawang"
QRIS = (
    "00020101021126670016ID.CO.CONTOH.WWW01189360000099999999990214TESTMERCHANT010303UMI51440014ID.CO.QRIS.WWW"
    "0215ID00000000000000303UMI5204594753033605802ID5918GALERI UMKM CONTOH6008KARAWANG61054131162110707KASIR016304222D"
)
"""A static payload of a merchant that does not exist; its checksum is right."""


TWICE, TWIN = "M003", "M036"
"""A maker, and the code under which somebody registered him once more."""
_NO_CONSENT = 9
"""Every so many-th maker has not signed yet."""


class Person(NamedTuple):
    """Somebody who works in the sample; ``pin`` is for practice only."""

    code: str
    name: str
    role: Role
    outlets: tuple[str, ...]
    pin: str


PEOPLE = (
    Person(ADMIN, "Bayu Pratama", Role.ADMIN, (), "111111"),
    Person(MANAGER, "Euis Kartika", Role.MANAGER, (), "222222"),
    Person(CASHIER, "Rini Marlina", Role.CASHIER, (), "333333"),
    Person(CORNER_CASHIER, "Dani Ramdani", Role.CASHIER, (ATTENDED,), "444444"),
    Person(DINAS, "Tatang Sopandi", Role.DINAS, (), "555555"),
)

DEFAULT_TERMS = AgreedTerms(
    commission_bp=15 * PERCENT, loss_bp=100 * PERCENT, damage_bp=100 * PERCENT, expiry_bp=50 * PERCENT
)
"""The gallery's own terms; that it pays half of what expires unsold is Karawang's habit."""


def found(stage: Stage, day: date) -> None:
    """Write the outlets, the people, everybody's agreement and all goods, in the morning of a day."""
    stage.set_time(day, 8 * 60)
    _outlets(stage)
    desk = stage.at()
    for person in PEOPLE:
        if desk.book.user(person.code) is None:
            revise_user(desk, code=person.code, name=person.name, role=person.role, outlets=person.outlets)
    stage.set_time(day, 8 * 60 + 30)
    revise_agreement(stage.at(ADMIN), terms=DEFAULT_TERMS, start=day, note="Berlaku bila tidak ada perjanjian sendiri")
    for number, maker in enumerate(stage.makers.values()):
        if maker.code not in stage.absent:
            stage.set_time(day, 9 * 60 + 10 * number)
            register(stage, maker)
    _register_twice(stage)


def _register_twice(stage: Stage) -> None:
    """Register one maker a second time by mistake, as it happens: the register has a pair to find."""
    known = stage.makers[TWICE]
    revise_consignor(
        stage.at(MANAGER), code=TWIN, business_name=f"UD {known.name}", owner=known.owner, district=known.district
    )


def _outlets(stage: Stage) -> None:
    desk = stage.at()
    main = desk.book.outlet(stage.main)
    revise_outlet(
        desk,
        code=stage.main,
        name=main.name if main else "Galeri UMKM Karawang",
        main=True,
        region=main.region if main and main.region else REGION,
        address="Jl. Contoh Raya No. 12, Karawang Barat",
        phone="0267-000000",
        qris=QRIS,
        thanks="Terima kasih sudah membeli karya warga Karawang.",
        letterhead=("Dinas Koperasi dan UKM (contoh)", REGION),
    )
    revise_outlet(
        desk,
        code=ATTENDED,
        name="Pojok UMKM Cikampek",
        type=OutletKind.CORNER,
        region=REGION,
        address="Kantor Kecamatan Cikampek",
        thanks="Terima kasih, sampai jumpa lagi.",
    )
    revise_outlet(
        desk,
        code=UNATTENDED,
        name="Pojok UMKM Karawang Timur",
        type=OutletKind.CORNER,
        attended=False,
        region=REGION,
        address="Kantor Kecamatan Karawang Timur",
    )
    for code, district in zip(FILLED_BY_VAN, ("Klari", "Rengasdengklok"), strict=True):
        revise_outlet(
            desk,
            code=code,
            name=f"Pojok UMKM {district}",
            type=OutletKind.CORNER,
            attended=False,
            region=REGION,
            address=f"Kantor Kecamatan {district}",
        )


def register(stage: Stage, maker: Maker) -> None:
    """Write a maker, his agreement where he has one, and his goods, at the moment of the clock."""
    desk = stage.at(MANAGER)
    revise_consignor(
        desk,
        code=maker.code,
        business_name=maker.name,
        owner=maker.owner,
        district=maker.district,
        nib=maker.nib,
        size_class=maker.size_class,
        type=maker.type,
        sector=maker.sector,
        commodity=maker.commodity,
        capital=maker.capital,
        yearly_sales=maker.yearly_sales,
        memberships=maker.memberships,
        **_consent(stage, maker),
    )
    if maker.model is not None:
        revise_agreement(
            desk,
            consignor=maker.code,
            model=maker.model,
            terms=maker.terms,
            monthly_fee=maker.monthly_fee,
            settlement=maker.settlement,
            note=_note(maker),
        )
    for goods in stage.goods.values():
        if goods.maker == maker.code:
            revise_product(
                desk,
                code=goods.code,
                label=goods.labelled,
                name=goods.name,
                consignor=maker.code,
                price=goods.price,
                barcodes=goods.barcodes,
                category=goods.category,
                terms=goods.terms,
                permits=goods.permits,
                picture=goods.picture,
                legality_group=group_of(goods.code),
                animal_material=goods.code in LEATHER,
                shelf_life_days=goods.keeps,
            )


def _consent(stage: Stage, maker: Maker) -> dict[str, Any]:
    """Return the consent that a maker signed on the day he registered; not everybody has."""
    if int(maker.code[1:]) % _NO_CONSENT == 0:
        return {}
    outlet = stage.at().book.main_outlet()
    told = {
        "nama": maker.owner,
        "usaha": maker.name,
        "galeri": outlet.name if outlet else "",
        "telepon": outlet.phone if outlet else "",
    }
    return {"consent": fill(default_consent(), told), "consent_on": stage.at().today()}


def _note(maker: Maker) -> str:
    if maker.model is PriceModel.FIXED_NET:
        return "Harga titip per produk; selisihnya untuk galeri"
    if maker.model is PriceModel.OUTRIGHT:
        return "Dibeli galeri saat barang diterima"
    if maker.monthly_fee and maker.terms.commission_bp:
        return "Komisi kecil ditambah iuran bulanan"
    return "Iuran bulanan tanpa komisi" if maker.monthly_fee else ""
