"""Papers of makers and products as people bring them: recorded as they are known now, one after another."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Holder, LegalityRecorded, LegalityStatus, Scan
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_date
from gallery_pos.language import tr
from gallery_pos.legality_numbers import impossible_number
from gallery_pos.services.access import Act, require
from gallery_pos.services.consignors import consignor_of
from gallery_pos.services.legality import rules_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gallery_pos.documents import PaperKind

LONGEST_NUMBER = 60
MOST_SCANS = 8
_KNOWN = ("holder", "subject", "paper", "number", "issued", "expires", "status", "note")
_FIRST_DAY, _LAST_DAY = date(1950, 1, 1), date(2120, 1, 1)


def record_paper(
    desk: Desk,
    *,
    holder: Holder,
    subjects: Sequence[str],
    paper: str,
    number: str = "",
    issued: date | None = None,
    expires: date | None = None,
    status: LegalityStatus = LegalityStatus.VALID,
    scans: Sequence[Scan] = (),
    note: str = "",
) -> Done[tuple[LegalityRecorded, ...]]:
    """Record a paper as it is known now, of one maker or of one or several products (a certificate names many).

    What is on record already in the same words is not written again. Raises RuleBroken (``paper.*``,
    ``consignor.unknown``, ``product.unknown``).
    """
    require(desk, Act.EDIT_LEGALITY)
    kind = next((kind for kind in rules_of(desk.book).papers if kind.code == paper), None)
    if kind is None or kind.holder is not holder:
        raise RuleBroken("paper.kind", tr("Jenis dokumen {code} tidak dikenal.").format(code=paper))
    number = " ".join(number.split())
    _check_number(kind, number)
    told = {"number": number, "issued": issued, "expires": expires, "status": status}
    with desk.journal.transaction():
        written = []
        for subject in dict.fromkeys(subjects):
            _check_subject(desk, holder, subject)
            document = desk.write(
                LegalityRecorded,
                holder=holder,
                subject=subject,
                paper=paper,
                scans=tuple(scans),
                note=note.strip(),
                **told,
            )
            _check(desk, document, kind.name)
            before = desk.book.latest(LegalityRecorded, f"{holder}/{subject}/{paper}")
            if before is None or _said(before) != _said(document):
                desk.journal.append(document)
                written.append(document)
    return Done(tuple(written), Changes.LEGALITY if written else Changes.NONE)


def _check_number(kind: PaperKind, number: str) -> None:
    """Refuse what cannot be the number of a paper whose form is certain; all others are warned of where they are typed."""
    wrong = impossible_number(kind, number)
    if wrong:
        raise RuleBroken(
            "paper.number",
            wrong,
            safe=tr("Dokumen belum dicatat."),
            todo=tr("Ketik ulang nomornya dari dokumennya. Yang masih diurus, catat tanpa nomor."),
        )


def take_scans_off(desk: Desk, paper: LegalityRecorded) -> Done[LegalityRecorded]:
    """Record a paper without its scans, because its owner is to be forgotten; what is known of it stays."""
    require(desk, Act.SEE_PRIVATE)
    known = {name: getattr(paper, name) for name in _KNOWN}
    document = desk.write(LegalityRecorded, **known)
    desk.journal.append(document)
    return Done(document, Changes.LEGALITY)


def _said(document: LegalityRecorded) -> tuple[object, ...]:
    return document.number, document.issued, document.expires, document.status, document.scans, document.note


def _check_subject(desk: Desk, holder: Holder, subject: str) -> None:
    if holder is Holder.CONSIGNOR:
        consignor_of(desk, subject)
    elif desk.book.product(subject) is None:
        raise RuleBroken("product.unknown", tr("Produk {code} tidak dikenal.").format(code=subject))


def _check(desk: Desk, paper: LegalityRecorded, name: str) -> None:
    def refuse(code: str, what: str, todo: str) -> RuleBroken:
        return RuleBroken(code, what, safe=tr("Dokumen belum dicatat."), todo=todo)

    number, issued, expires = paper.number, paper.issued, paper.expires
    if not number and not paper.scans and paper.status is not LegalityStatus.IN_PROCESS:
        todo = tr("Isi nomornya, atau lampirkan pindaiannya.")
        raise refuse("paper.empty", tr("{paper} belum ada isinya.").format(paper=name), todo)
    if len(number) > LONGEST_NUMBER or not number.isprintable():
        raise refuse("paper.number", tr("Nomor itu bukan nomor dokumen."), tr("Ketik ulang nomornya dari dokumennya."))
    if any(day is not None and not _FIRST_DAY <= day <= _LAST_DAY for day in (issued, expires)):
        raise refuse("paper.day", tr("Tanggal itu tidak mungkin."), tr("Periksa tahunnya."))
    if issued is not None and issued > desk.today():
        todo = tr("Isi tanggal terbit di dokumennya. Yang masih diurus, catat sebagai masih diurus.")
        raise refuse("paper.issued", tr("Tanggal terbit {day} belum tiba.").format(day=format_date(issued)), todo)
    if issued is not None and expires is not None and expires < issued:
        raise refuse("paper.expires", tr("Dokumen itu habis berlaku sebelum terbit."), tr("Periksa kedua tanggalnya."))
    if len(paper.scans) > MOST_SCANS:
        what = tr("Paling banyak {count} pindaian.").format(count=MOST_SCANS)
        raise refuse("paper.scans", what, tr("Gabungkan menjadi satu PDF."))
