"""The paper of an agreement: the gallery's wording, all terms in plain words, and who signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.agreement_words import agreement_in_force, agreement_sentences, period_sentence
from gallery_pos.formatting import format_long_date
from gallery_pos.language import tr
from gallery_pos.templates import AGREEMENT, default_agreement, fill, text_of
from ui.papers.places import town_of

if TYPE_CHECKING:
    from gallery_pos.documents import AgreementRevised, ConsignorRevised
    from receipts.pdf.agreement import Signer
    from ui.gallery import Gallery


def agreement_pdf_of(gallery: Gallery, maker: ConsignorRevised) -> bytes:
    """Return the agreement with a maker in two copies, a draft where he has none of his own. Touches no widget."""
    from receipts.pdf.agreement import AgreementPaper, agreement_pdf
    from receipts.pdf.sheet import letterhead_of

    outlet = gallery.book.main_outlet() or gallery.outlet()
    own = gallery.book.agreement(maker.code)
    posted = gallery.book.document(own.id) if own else None
    day = own.business_date if own else gallery.desk().today()
    return agreement_pdf(
        AgreementPaper(
            letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
            number=posted.number if posted else "",
            business_name=maker.business_name,
            paragraphs=agreement_paragraphs(gallery, maker),
            signers=_signers(gallery, maker, own),
            place_and_day=f"{town_of(outlet)}, {format_long_date(day)}".removeprefix(", "),
            document_hash=posted.hash if posted else b"",
            draft=own is None,
            practice=gallery.machine.practice,
        )
    )


def agreement_paragraphs(gallery: Gallery, maker: ConsignorRevised) -> tuple[tuple[str, ...], ...]:
    """Return the wording filled in: each paragraph is its running text and the points under it."""
    outlet = gallery.book.main_outlet() or gallery.outlet()
    agreement = agreement_in_force(gallery.book, maker.code)
    day = agreement.business_date if agreement else gallery.desk().today()
    words = {
        "galeri": outlet.name,
        "wilayah": outlet.region or outlet.name,
        "nama": maker.owner or maker.business_name,
        "usaha": maker.business_name,
        "kode": maker.code,
        "kecamatan": maker.district or "–",
        "tanggal": format_long_date(day),
        "masa": period_sentence(agreement) if agreement else "",
    }
    lists = {
        "{syarat}": agreement_sentences(gallery.book, maker.code),
        "{tambahan}": agreement.clauses if agreement else (),
    }
    found = []
    for paragraph in text_of(gallery.book, AGREEMENT, default_agreement()).split("\n\n"):
        lines: list[str] = []
        for line in paragraph.split("\n"):
            lines += lists.get(line.strip(), (fill(line.strip(), words),))
        if any(lines):
            found.append(tuple(line for line in lines if line))
    return tuple(found)


def signing_people(maker: ConsignorRevised, staff: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return who signs an agreement, as pairs of role and name: the maker and somebody for the gallery."""
    return (tr("Penitip"), maker.owner or maker.business_name), (tr("Galeri"), staff)


def _signers(gallery: Gallery, maker: ConsignorRevised, own: AgreementRevised | None) -> tuple[Signer, ...]:
    from receipts.pdf.agreement import Signer

    if own is not None and own.signatures:
        people = [(each.role, each.name, each.picture) for each in own.signatures]
    else:
        people = [(tr("Penitip"), maker.owner or maker.business_name, ""), (tr("Galeri"), "", "")]
    return tuple(
        Signer(role=role, name=name, picture=gallery.drawn(picture), stamp=not index)
        for index, (role, name, picture) in enumerate(people)
    )
