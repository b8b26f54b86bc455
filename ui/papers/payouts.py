"""Papers and files of payouts: kuitansi for many at once, and the file of transfers for the bank."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.language import tr
from ui.papers.statements import kuitansi_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from uuid import UUID

    from gallery_pos.ports import Posted
    from receipts.pdf.payout import Kuitansi
    from receipts.tables import Table
    from ui.gallery import Gallery

COPIES = 2
"""Sheets of a kuitansi: one for the maker, one for the gallery."""


def payouts_paper(
    gallery: Gallery,
    payouts: Sequence[tuple[Posted, int]],
    *,
    copies: int = COPIES,
    progress: Callable[[int, int], object] | None = None,
) -> bytes:
    """Return the kuitansi of many payouts as one PDF; beside each the number of its SALINAN, 0 for the original.

    ``progress`` is called with how many are done of all; it raises to stop. May be called from any thread.
    """
    from receipts.pdf.payout import payouts_pdf

    def papers() -> Iterator[Kuitansi]:
        for done, (posted, copy) in enumerate(payouts):
            if progress:
                progress(done, len(payouts))
            yield kuitansi_paper(gallery, posted, copies=copies, copy=copy)

    return payouts_pdf(papers())


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of transfers; ``missing`` are the makers whose account is not known any more: they are not in it."""

    number: str
    table: Table
    missing: tuple[str, ...]


def bank_file(gallery: Gallery, batch: UUID, *, by: str) -> BankFile:
    """Return the transfers of a batch that still wait for the bank, with their accounts; each look at one is recorded.

    May be called from any thread. Raises StorageTrouble where accounts cannot be read.
    """
    from db.queries.paying import batch_lines
    from receipts.bank_file import TransferLine, bank_table

    posted = gallery.book.document(batch)
    number = posted.number if posted else ""
    rows = [row for row in batch_lines(gallery.database, batch) if row.state == "open"]
    reason = tr("berkas transfer {number} untuk bank").format(number=number)
    known = gallery.personal.look_many([row.consignor for row in rows], by=by, reason=reason)
    lines, missing = [], []
    for row in rows:
        person = known.get(row.consignor)
        if person is None or not person.account.strip():
            missing.append(row.business_name)
            continue
        lines.append(
            TransferLine(
                code=row.consignor,
                name=row.business_name,
                holder=person.account_name,
                bank=person.bank,
                account=person.account,
                amount=row.amount,
            )
        )
    outlet = gallery.book.main_outlet() or gallery.outlet()
    return BankFile(number, bank_table(number, outlet.name, lines), tuple(missing))


def write_bank_file(file: BankFile, path: Path) -> Path:
    """Write the transfers, as a workbook unless the name ends in .csv; readable by its owner only."""
    from receipts.files import save
    from receipts.spreadsheets.writing import csv_bytes, xlsx_bytes

    data = csv_bytes(file.table) if path.suffix.casefold() == ".csv" else xlsx_bytes([file.table])
    return save(path, data, private=True)
