"""The sample gallery's makers and goods, as ``assets/sample`` lists them."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import TYPE_CHECKING

from gallery_pos.documents import ConsignorType, Membership, PriceModel, SettlementPeriod, SizeClass
from gallery_pos.terms import AgreedTerms, Bearer, ItemTerms

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

PERCENT = 100
"""Basis points of one percent."""

FRESH_DAYS = 7
"""Goods that keep no longer than this come often and in small numbers."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A maker with his agreement; ``model`` None leaves all of it to the gallery's default.

    ``every`` is how many days pass between his deliveries.
    """

    code: str
    name: str
    owner: str
    phone: str
    district: str
    nib: str
    size_class: SizeClass
    model: PriceModel | None
    terms: AgreedTerms
    monthly_fee: int
    settlement: SettlementPeriod
    every: int
    type: ConsignorType
    sector: str
    commodity: str
    capital: int | None
    yearly_sales: int | None
    memberships: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Goods:
    """A product; ``keeps`` days until best before, ``weekly`` pieces that the gallery sells in a week."""

    code: str
    name: str
    category: str
    maker: str
    price: int
    terms: ItemTerms
    barcodes: tuple[str, ...]
    labelled: bool
    permits: dict[str, str]
    keeps: int | None
    weekly: float
    picture: str

    @property
    def fresh(self) -> bool:
        """Whether it must be sold within days."""
        return self.keeps is not None and self.keeps <= FRESH_DAYS


def _folder() -> Traversable:
    return files("assets") / "sample"


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_folder() / name).read_text(encoding="utf-8").splitlines()))


def picture_files() -> dict[str, Traversable]:
    """Return the drawings by the SHA-256 under which the products name them."""
    found = sorted((file for file in (_folder() / "pictures").iterdir()), key=lambda file: file.name)
    return {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in found}


def _bp(percent: str) -> int | None:
    return int(percent) * PERCENT if percent else None


def _membership(told: str) -> Membership:
    """Return a membership written as ``organization:role:since:until``."""
    organization, role, since, until = told.split(":")
    return Membership(
        organization=organization,
        role=role,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
    )


def read_makers() -> list[Maker]:
    """Return the makers in the order of their codes."""
    return [
        Maker(
            code=row["kode"],
            name=row["nama_usaha"],
            owner=row["pemilik"],
            phone=row["telepon"],
            district=row["kecamatan"],
            nib=row["nib"],
            size_class=SizeClass(row["kelas"]),
            model=PriceModel(row["model"]) if row["model"] else None,
            terms=AgreedTerms(
                commission_bp=_bp(row["komisi_persen"]),
                discount_bearer=Bearer(row["potongan_ditanggung"]) if row["potongan_ditanggung"] else None,
                loss_bp=_bp(row["hilang_persen"]),
                damage_bp=_bp(row["rusak_persen"]),
                expiry_bp=_bp(row["kedaluwarsa_persen"]),
            ),
            monthly_fee=int(row["iuran_bulanan"] or 0),
            settlement=SettlementPeriod(row["penyelesaian"]),
            every=int(row["antar_tiap_hari"]),
            type=ConsignorType(row["jenis"]),
            sector=row["sektor"],
            commodity=row["komoditas"],
            capital=int(row["modal"]) if row["modal"] else None,
            yearly_sales=int(row["omzet"]) if row["omzet"] else None,
            memberships=tuple(_membership(told) for told in row["keanggotaan"].split("; ") if told),
        )
        for row in _rows("consignors.csv")
    ]


def read_goods() -> list[Goods]:
    """Return the products in the order of their codes."""
    pictures = {file.name: digest for digest, file in picture_files().items()}
    return [
        Goods(
            code=row["kode"],
            name=row["nama"],
            category=row["kategori"],
            maker=row["kode_penitip"],
            price=int(row["harga_jual"]),
            terms=ItemTerms(
                commission_bp=_bp(row["komisi_persen"]),
                consignor_price=int(row["harga_titip"]) if row["harga_titip"] else None,
            ),
            barcodes=(row["barcode"],) if row["barcode"] else (),
            labelled=row["label"] == "ya",
            permits=dict(pair.split("=") for pair in row["izin"].split("; ") if pair),
            keeps=int(row["tahan_hari"]) if row["tahan_hari"] else None,
            weekly=float(row["laku_seminggu"]),
            picture=pictures[f"{row['kode']}.png"],
        )
        for row in _rows("products.csv")
    ]
