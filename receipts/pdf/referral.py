"""Surat rujukan: what a maker still has to get, taken to the legality desk and brought back filled in. One page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from gallery_pos.formatting import format_long_date
from gallery_pos.language import tr
from receipts.pdf.blocks import Col, gap, heading, signatures, table, text
from receipts.pdf.fonts import REGULAR
from receipts.pdf.opening import opening
from receipts.pdf.sheet import CONTENT, GREY, LINE, Drawn, Letterhead, Sheet, bind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.platypus import Flowable

MOST_PRODUCTS = 9
"""More would not leave the desk its room on the page."""
_ANSWER_LINES = 4
_ANSWER_STEP = 22.0


class Referred(Struct, frozen=True):
    """A product (``code`` "" for papers of the maker himself) and what it lacks, each in a few words."""

    name: str
    code: str
    group: str
    lacks: tuple[str, ...]


class Referral(Struct, frozen=True, kw_only=True):
    """Whom the desk helps with what; ``number`` is the document that referred the maker, "" where there is none."""

    letterhead: Letterhead
    consignor: str
    business_name: str
    day: date
    products: tuple[Referred, ...]
    owner: str = ""
    district: str = ""
    staff: str = ""
    number: str = ""
    practice: bool = False


def referral_pdf(referral: Referral) -> bytes:
    """Return the referral as a PDF of one page; products beyond :data:`MOST_PRODUCTS` are only counted."""
    sheet = Sheet(
        title=tr("SURAT RUJUKAN LEGALITAS"),
        letterhead=referral.letterhead,
        story=tuple(_story(referral)),
        reference=referral.number or referral.business_name,
        mark=tr("LATIHAN") if referral.practice else "",
    )
    return bind([sheet], tr("Rujukan legalitas {name}").format(name=referral.business_name))


def _story(referral: Referral) -> Iterator[Flowable]:
    about = (referral.owner, referral.district, tr("kode {code}").format(code=referral.consignor))
    numbered = tr("No. {number}").format(number=referral.number) if referral.number else ""
    facts = [part for part in (numbered, format_long_date(referral.day)) if part]
    who = " · ".join(part for part in about if part)
    yield opening(tr("SURAT RUJUKAN LEGALITAS"), referral.business_name, who, facts, number=referral.number)
    yield text(
        tr(
            "Mohon bagian legalitas membantu pelaku usaha ini melengkapi dokumen berikut, supaya barangnya bisa dititipkan"
            " dan dijual di galeri."
        )
    )
    yield gap(8)
    columns = [
        Col(tr("No."), 24, right=True),
        Col(tr("Barang"), 170),
        Col(tr("Kelompok"), 130),
        Col(tr("Yang perlu dilengkapi"), CONTENT - 24 - 170 - 130),
    ]
    shown = referral.products[:MOST_PRODUCTS]
    rows = [[str(at), each.name, each.group, ", ".join(each.lacks)] for at, each in enumerate(shown, start=1)]
    yield table(columns, rows)
    if (more := len(referral.products) - len(shown)) > 0:
        yield gap(3)
        yield text(tr("Dan {count} barang lain dari penitip ini.").format(count=more), size=8.5, colour=GREY)
    yield gap(10)
    yield heading(tr("Diisi bagian legalitas"), tr("lalu dibawa kembali ke galeri bersama dokumennya"))
    yield _answer()
    yield gap(14)
    yield signatures(
        (tr("Penitip"), referral.owner or referral.business_name),
        (tr("Yang merujuk, untuk galeri"), referral.staff),
        (tr("Bagian legalitas"), ""),
    )


def _answer() -> Flowable:
    labels = (tr("Diterima tanggal"), tr("Yang sudah diurus"), tr("Yang masih kurang"), tr("Perkiraan selesai"))

    def draw(canvas: Any, width: float) -> None:
        for at, label in enumerate(labels, start=1):
            y = (_ANSWER_LINES - at) * _ANSWER_STEP + 4
            canvas.setFont(REGULAR, 9)
            canvas.setFillColor(GREY)
            canvas.drawString(0, y, label)
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.6)
            canvas.line(110, y - 2, width, y - 2)

    return Drawn(_ANSWER_LINES * _ANSWER_STEP, draw)
