"""Money beyond the drawer, mutation files, and what they were matched with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    BankFormatRevised,
    DifferencePosted,
    MatchUndone,
    MoneyMoved,
    MutationsImported,
    MutationsMatched,
    Purpose,
)
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr
from gallery_pos.services.importing.bank_columns import FIELDS
from gallery_pos.services.matching import REASONS
from gallery_pos.services.treasury import HOLDINGS
from ui.app.tables import Kind
from ui.dialogs.telling.base import teller

if TYPE_CHECKING:
    from uuid import UUID

    from ui.dialogs.telling.base import Names, Told


@teller(MoneyMoved)
def _of_movement(names: Names, told: Told, document: MoneyMoved) -> None:
    told.summary = tr("{amount} dari {source} ke {target}").format(
        amount=format_rupiah(document.amount),
        source=tr(HOLDINGS[document.source]).lower(),
        target=tr(HOLDINGS[document.target]).lower(),
    )
    told.fact(tr("Keluar"), format_rupiah(document.amount))
    if document.cost:
        told.fact(tr("Biaya"), format_rupiah(document.cost))
        told.fact(tr("Sampai"), format_rupiah(document.amount - document.cost))
    told.fact(tr("Uang siapa"), tr("penitip") if document.purpose is Purpose.MAKERS else tr("galeri"))
    told.fact(tr("Referensi"), document.reference)
    told.fact(tr("Catatan"), document.note)
    told.fact(tr("Menarik kembali"), names.number(document.reverses), document.reverses)
    told.fact(tr("Disetujui"), names.user(document.approved_by) if document.approved_by else "")


@teller(MutationsImported)
def _of_file(_names: Names, told: Told, document: MutationsImported) -> None:
    into = sum(line.amount for line in document.lines if line.amount > 0)
    out = -sum(line.amount for line in document.lines if line.amount < 0)
    told.summary = tr("{count} mutasi: masuk {into}, keluar {out}").format(
        count=format_count(len(document.lines)), into=format_rupiah(into), out=format_rupiah(out)
    )
    told.fact(tr("Rekening"), tr(HOLDINGS[document.account]))
    told.fact(tr("Bank"), document.bank)
    told.fact(tr("Berkas"), document.file)
    told.fact(tr("Sidik berkas"), document.sha256)
    columns = (
        (tr("Tanggal"), Kind.DATE),
        (tr("Jam"), Kind.TEXT),
        (tr("Jumlah", "uang"), Kind.MONEY),
        (tr("Keterangan"), Kind.TEXT),
        (tr("Referensi"), Kind.TEXT),
    )
    rows = [(line.day, line.time, line.amount, line.description, line.reference) for line in document.lines]
    told.table(tr("Mutasi"), columns, rows, ("", "", into - out, "", ""))


@teller(BankFormatRevised)
def _of_format(_names: Names, told: Told, document: BankFormatRevised) -> None:
    told.summary = tr("Susunan kolom berkas {name}").format(name=document.name)
    told.fact(tr("Rekening"), tr(HOLDINGS[document.account]))
    told.fact(tr("Nomor rekening"), document.number)
    rows = [(tr(FIELDS.get(field, field)), title) for field, title in document.columns.items()]
    told.table(tr("Kolom"), ((tr("Isi"), Kind.TEXT), (tr("Judul di berkas"), Kind.TEXT)), rows)


@teller(MutationsMatched)
def _of_matches(names: Names, told: Told, document: MutationsMatched) -> None:
    lines = {(match.mutations, match.line) for match in document.matches}
    told.summary = tr("{count} mutasi dicocokkan").format(count=format_count(len(lines)))
    told.fact(tr("Rekening"), tr(HOLDINGS[document.account]))
    rows = [
        (
            _line_words(names, match.mutations, match.line),
            names.number(match.document),
            tr("dengan tangan") if match.by_hand else f"{match.confidence} %",
        )
        for match in document.matches
    ]
    columns = ((tr("Mutasi"), Kind.TEXT), (tr("Catatan di buku"), Kind.CODE), (tr("Keyakinan"), Kind.TEXT))
    told.table(tr("Yang dicocokkan"), columns, rows)


@teller(MatchUndone)
def _of_undoing(names: Names, told: Told, document: MatchUndone) -> None:
    told.summary = _line_words(names, document.mutations, document.line)
    told.fact(tr("Rekening"), tr(HOLDINGS[document.account]))
    told.fact(tr("Alasan"), document.reason)
    told.fact(tr("Berkas"), names.number(document.mutations), document.mutations)


@teller(DifferencePosted)
def _of_difference(names: Names, told: Told, document: DifferencePosted) -> None:
    told.summary = tr("{account}: {amount}, {reason}").format(
        account=tr(HOLDINGS[document.account]),
        amount=format_rupiah(document.amount),
        reason=tr(REASONS[document.reason]).lower(),
    )
    told.fact(tr("Alasan"), document.note)
    if document.mutations is not None:
        told.fact(tr("Mutasi"), _line_words(names, document.mutations, document.line), document.mutations)
    told.fact(tr("Tentang"), names.number(document.document), document.document)
    told.fact(tr("Disetujui"), names.user(document.approved_by) if document.approved_by else "")


def _line_words(names: Names, mutations: UUID, line: int) -> str:
    posted = names.gallery.book.document(mutations)
    if posted is None or not isinstance(posted.document, MutationsImported) or line >= len(posted.document.lines):
        return tr("baris {line}").format(line=line + 1)
    told = posted.document.lines[line]
    return " ".join(filter(None, (format_date(told.day), format_rupiah(told.amount), told.description)))
