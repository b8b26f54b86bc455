"""The rule table that a gallery starts with: kinds of papers, groups of goods, and what each group needs of which.

A gallery changes it by :class:`~gallery_pos.documents.GateRevised`; nothing here is more than a beginning. The halal duty
of micro and small makers counts from 18 October 2026 (PP 42/2024); a postponement is a new date in the gallery's table.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.documents import Condition, Holder, LegalityGroup, Need, PaperKind, PaperRule

if TYPE_CHECKING:
    from collections.abc import Iterable

NIB, PIRT, HALAL = "NIB", "P-IRT", "Halal"
FOOD, COSMETIC, TRADITIONAL = "MD", "NA", "TR"
TRADE_MARK, FRESH, HYGIENE = "Merek", "PSAT-PDUK", "SLHS"
HALAL_DUTY = date(2026, 10, 18)

PAPERS: tuple[PaperKind, ...] = (
    PaperKind(code=NIB, name="NIB", holder=Holder.CONSIGNOR, pattern=r"\d{13}", example="9999321500142"),
    PaperKind(
        code=PIRT,
        name="P-IRT",
        holder=Holder.PRODUCT,
        pattern=r"\d{13}-?\d{2,}",
        example="2063215010014-30",
        valid_years=5,
    ),
    PaperKind(
        code=FOOD,
        name="Izin edar BPOM MD/ML",
        holder=Holder.PRODUCT,
        pattern=r"(MD|ML)\d{12}(\d{3})?",
        example="MD 867099900001",
        valid_years=5,
    ),
    PaperKind(
        code=COSMETIC,
        name="Notifikasi kosmetik BPOM",
        holder=Holder.PRODUCT,
        pattern=r"N[A-E]\d{11}",
        example="NA18259900001",
    ),
    PaperKind(
        code=TRADITIONAL,
        name="Izin edar obat tradisional",
        holder=Holder.PRODUCT,
        pattern=r"(TR|TI|HT|FF|SD|SI|SL)\d{9}",
        example="TR259900001",
    ),
    PaperKind(
        code=HALAL, name="Sertifikat halal", holder=Holder.PRODUCT, pattern=r"ID\d{17}", example="ID32110000000200725"
    ),
    PaperKind(code=FRESH, name="PSAT-PDUK", holder=Holder.PRODUCT, valid_years=5),
    PaperKind(code=HYGIENE, name="Sertifikat laik higiene (SLHS)", holder=Holder.CONSIGNOR),
    PaperKind(
        code=TRADE_MARK,
        name="Merek",
        holder=Holder.CONSIGNOR,
        pattern=r"IDM\d{9}",
        example="IDM000999999",
        valid_years=10,
    ),
    PaperKind(
        code="PB-UMKU", name="PB-UMKU", holder=Holder.PRODUCT, pattern=r"\d{10,25}", example="028901030277600010002"
    ),
    PaperKind(code="PKRT", name="Izin edar PKRT Kemenkes", holder=Holder.PRODUCT),
    PaperKind(code="SNI", name="SNI", holder=Holder.PRODUCT),
    PaperKind(code="Batikmark", name="Batikmark", holder=Holder.CONSIGNOR),
)
"""Kinds of papers. What a number looks like is to warn by, never to refuse by."""


def _rules(*required: str, optional: Iterable[str] = (), asked: Iterable[str] = ()) -> tuple[PaperRule, ...]:
    """Return rules; halal is required from its day on wherever it is required."""
    return (
        *(
            PaperRule(paper=paper, need=Need.REQUIRED, since=HALAL_DUTY if paper == HALAL else None)
            for paper in required
        ),
        *(PaperRule(paper=paper, need=Need.CONDITIONAL) for paper in asked),
        *(PaperRule(paper=paper, need=Need.OPTIONAL) for paper in (*optional, TRADE_MARK)),
    )


_OF_ANIMALS = PaperRule(paper=HALAL, need=Need.CONDITIONAL, since=HALAL_DUTY, condition=Condition.ANIMAL_MATERIAL)
_NO_PIRT = PaperRule(paper=PIRT, need=Need.NOT_ALLOWED)

GROUPS: tuple[LegalityGroup, ...] = (
    LegalityGroup(
        code="pangan-khusus",
        name="Pangan beku, pasteurisasi, atau diet khusus",
        words=("beku", "frozen", "pasteurisasi", "steril", "kaleng", "diet", "susu", "es krim"),
        rules=(*_rules(NIB, FOOD, HALAL), _NO_PIRT),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="pangan-segera",
        name="Pangan siap saji atau tahan kurang dari 7 hari",
        words=("basah", "siap saji", "siap santap", "jajanan", "roti", "nasi"),
        rules=_rules(NIB, HALAL, asked=(HYGIENE,)),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="pangan-segar",
        name="Pangan segar asal tumbuhan",
        words=("segar", "beras", "sayur", "buah", "green bean", "hasil tani"),
        rules=_rules(NIB, optional=(FRESH,), asked=(HALAL,)),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="jamu",
        name="Jamu dan obat tradisional",
        words=("jamu", "herbal", "obat tradisional"),
        rules=_rules(NIB, TRADITIONAL, HALAL),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="kosmetik",
        name="Kosmetik dan sabun",
        words=("kosmetik", "sabun", "kecantikan", "perawatan tubuh"),
        rules=_rules(NIB, COSMETIC, HALAL),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="pangan-kering",
        name="Pangan olahan kering, tahan 7 hari atau lebih",
        words=(
            "makanan",
            "minuman",
            "pangan",
            "camilan",
            "cemilan",
            "snack",
            "keripik",
            "kue kering",
            "bumbu",
            "sambal",
            "kopi",
            "teh",
        ),
        rules=_rules(NIB, PIRT, HALAL),
        non_halal_exempt=True,
    ),
    LegalityGroup(
        code="fesyen",
        name="Batik dan fesyen",
        words=("batik", "fashion", "fesyen", "busana", "pakaian", "kain", "tas", "sepatu", "aksesori", "aksesoris"),
        rules=(*_rules(NIB, optional=("Batikmark",)), _OF_ANIMALS),
    ),
    LegalityGroup(
        code="kriya",
        name="Kriya dan kerajinan",
        words=(
            "kerajinan",
            "kriya",
            "anyaman",
            "gerabah",
            "keramik",
            "ukiran",
            "cendera mata",
            "cenderamata",
            "suvenir",
        ),
        rules=(*_rules(NIB, asked=("SNI",)), _OF_ANIMALS),
    ),
    LegalityGroup(code="jasa", name="Jasa dan voucer", words=("jasa", "voucer", "voucher"), rules=_rules(NIB)),
)
"""Groups of goods; where the words of several are in a category's name, the first one counts."""
