"""Statements, kuitansi and month reports: what the books say, put together with names and letterhead, then written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from gallery_pos.documents import PayoutMade
from gallery_pos.services.consignors import former_codes
from receipts.files import save

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gallery_pos.documents import StatementFigures
    from gallery_pos.ports import Posted
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.statement import Statement as StatementPaper
    from ui.gallery import Gallery

    Statement: TypeAlias = tuple[StatementFigures, Posted | None]
    """A statement's figures with the document that issued it, None for a preview."""


def statement_paper(gallery: Gallery, statement: Statement, *, copy: int = 0) -> StatementPaper:
    """Return what the paper of a statement needs beside its figures."""
    from receipts.pdf.sheet import letterhead_of
    from receipts.pdf.statement import Statement as Paper

    figures, posted = statement
    consignor = gallery.book.consignor(figures.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return Paper(
        figures=figures,
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        number=posted.number if posted else "",
        document_hash=posted.hash if posted else b"",
        issued=posted.document.business_date if posted else None,
        owner=consignor.owner if consignor else "",
        district=consignor.district if consignor else "",
        contact=outlet.phone,
        year_gross=_year_gross(gallery, figures),
        copy=copy,
        practice=gallery.machine.practice,
    )


def _year_gross(gallery: Gallery, figures: StatementFigures) -> int:
    """Return a maker's sales of the year, with those under codes that were merged into his."""
    book, until = gallery.book, figures.until
    codes = (figures.consignor, *former_codes(book).get(figures.consignor, ()))
    return sum(book.year_gross(code, until.year, until) for code in codes)


def kuitansi_paper(gallery: Gallery, posted: Posted, *, copies: int = 2, copy: int = 0) -> Kuitansi:
    """Return what the kuitansi of a payout says; ``posted`` holds a PayoutMade (TypeError for anything else)."""
    from receipts.pdf.payout import Kuitansi
    from receipts.pdf.sheet import letterhead_of

    payout = posted.document
    if not isinstance(payout, PayoutMade):
        message = f"{payout.kind} is no payout"
        raise TypeError(message)
    consignor = gallery.book.consignor(payout.consignor)
    outlet = gallery.book.main_outlet() or gallery.outlet()
    statement = gallery.book.document(payout.statement) if payout.statement else None
    staff = gallery.book.user(payout.user)
    return Kuitansi(
        number=posted.number,
        payout=payout,
        letterhead=letterhead_of(outlet, gallery.logo(outlet), gallery.notice(outlet)),
        business_name=consignor.business_name if consignor else payout.consignor,
        owner=payout.received_by or (consignor.owner if consignor else ""),
        staff=staff.name if staff else "",
        place=outlet.region,
        statement_number=statement.number if statement else "",
        document_hash=posted.hash,
        copies=copies,
        copy=copy,
        practice=gallery.machine.practice,
        reversed=gallery.book.payout_state(payout.id).reversed,
    )


def write_statement_pdfs(gallery: Gallery, statements: Sequence[Statement], folder: Path) -> list[Path]:
    """Write a PDF for each consignor, ``LAPORAN-<code>-<until>.pdf``, and ``semua.pdf`` with all of them."""
    from receipts.pdf.statement import statement_pdf, statements_pdf

    papers = [statement_paper(gallery, statement) for statement in statements]
    names = _different(f"LAPORAN-{_file_name(p.figures.consignor)}-{p.figures.until}" for p in papers)
    files = [save(folder / f"{name}.pdf", statement_pdf(p)) for name, p in zip(names, papers, strict=True)]
    return [*files, save(folder / "semua.pdf", statements_pdf(papers))] if papers else []


def _different(names: Iterable[str]) -> list[str]:
    """Return the names, told apart where two codes differ only by what no file name may have."""
    taken: Counter[str] = Counter()
    made: list[str] = []
    for name in names:
        taken[name.casefold()] += 1
        count = taken[name.casefold()]
        made.append(name if count == 1 else f"{name}-{count}")
    return made


def _file_name(code: str) -> str:
    """Return a code as part of a file name on every system."""
    return "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in code)
