"""Lists of one consignor: what is here, what sold, his account, his statements and payouts, what was revised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from db.projections.lines import REFUNDED, SOLD
from db.queries.history import revisions
from db.queries.settlement import AccountRow, PayoutRow, StatementRow
from db.queries.stock import LotRow
from gallery_pos.documents import AgreementRevised, ConsignorRevised, ConsignorsMerged
from gallery_pos.language import tr, tr_noop
from gallery_pos.terms import Bearer
from ui.app.names import BORNE, METHODS, kind_name, movement_name
from ui.app.tables import Column, Kind
from ui.dialogs.telling import tell
from ui.dialogs.telling.base import Names

if TYPE_CHECKING:
    from gallery_pos.periods import Period
    from ui.gallery import Gallery

LOTS: tuple[Column[LotRow], ...] = (
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True, tip=lambda row: f"{row.name}\n{row.lot}"),
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=130),
    Column(tr_noop("Masuk"), lambda row: row.received_on, Kind.DATE, room=1_000),
    Column(tr_noop("Kedaluwarsa"), lambda row: row.best_before, Kind.DATE),
    Column(tr_noop("Diterima"), lambda row: row.received, Kind.NUMBER, width=76),
    Column(tr_noop("Terjual"), lambda row: row.sold - row.refunded, Kind.NUMBER, width=70),
    Column(tr_noop("Di rak"), lambda row: row.on_hand, Kind.NUMBER, width=72),
    Column(tr_noop("Harga"), lambda row: row.price, Kind.MONEY),
    Column(tr_noop("Nilai"), lambda row: row.price * row.on_hand, Kind.MONEY),
)


@dataclass(frozen=True, slots=True)
class Sold:
    """What sold of one product in a period, less refunds."""

    product: str
    name: str
    pieces: int
    gross: int
    discount: int
    commission: int
    due: int


SOLD_PRODUCTS: tuple[Column[Sold], ...] = (
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Terjual"), lambda row: row.pieces, Kind.NUMBER),
    Column(tr_noop("Penjualan"), lambda row: row.gross, Kind.MONEY),
    Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
    Column(tr_noop("Komisi galeri"), lambda row: row.commission, Kind.MONEY),
    Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY),
)


BEARER = tr_noop("Penanggung")
_SHORT = {
    Bearer.SHARED: tr_noop("bersama"),
    Bearer.CONSIGNOR: tr_noop("penitip"),
    Bearer.GALLERY: tr_noop("galeri"),
}


def bearer_words(row: AccountRow) -> str:
    """Return in a word who bears the markdown of a sale, "" where there was none."""
    return tr(_SHORT[row.bearer]) if row.bearer is not None else ""


def markdown_words(row: AccountRow) -> str:
    """Return the markdown plan of a sale and who bears it, "" where there was none."""
    if row.bearer is None:
        return ""
    return f"{row.detail.partition('/')[0]} · {tr(BORNE[row.bearer])}"


SOLD_LINES: tuple[Column[AccountRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Dokumen"), lambda row: row.number, Kind.CODE, width=190),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Gerai"), lambda row: row.outlet, width=120),
    Column(tr_noop("Jumlah"), lambda row: row.quantity if row.movement == SOLD else -row.quantity, Kind.NUMBER),
    Column(tr_noop("Penjualan"), lambda row: row.gross, Kind.MONEY),
    Column(tr_noop("Potongan"), lambda row: row.discount, Kind.MONEY),
    Column(BEARER, bearer_words, width=94, tip=markdown_words),
    Column(tr_noop("Komisi galeri"), lambda row: row.commission, Kind.MONEY),
    Column(tr_noop("Hak penitip"), lambda row: row.amount, Kind.MONEY),
)
ACCOUNT: tuple[Column[AccountRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Perihal"), lambda row: movement_name(row.movement), width=120),
    Column(tr_noop("Dokumen"), lambda row: row.number, Kind.CODE, width=190),
    Column(tr_noop("Barang"), lambda row: row.name, stretch=True),
    Column(tr_noop("Jumlah"), lambda row: row.quantity or None, Kind.NUMBER),
    Column(tr_noop("Hak penitip"), lambda row: row.amount, Kind.MONEY),
    Column(
        tr_noop("Laporan"),
        lambda row: tr("sudah") if row.settled else tr("belum"),
        Kind.BADGE,
        tone=lambda row: "good" if row.settled else "attention",
        width=92,
    ),
)
STATEMENTS: tuple[Column[StatementRow], ...] = (
    Column(tr_noop("Sampai"), lambda row: row.until, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
    Column(tr_noop("Saldo awal"), lambda row: row.opening, Kind.MONEY),
    Column(tr_noop("Hak penitip"), lambda row: row.due, Kind.MONEY),
    Column(tr_noop("Iuran"), lambda row: -row.fees, Kind.MONEY),
    Column(tr_noop("Saldo akhir"), lambda row: row.closing, Kind.MONEY),
    Column(tr_noop("Dibayar"), lambda row: row.paid, Kind.MONEY),
    Column(tr_noop("Belum dibayar"), lambda row: row.unpaid if row.latest else 0, Kind.MONEY),
)
_PAYOUTS = {
    "paid": tr_noop("belum diakui"),
    "acknowledged": tr_noop("diakui"),
    "reversed": tr_noop("dibatalkan"),
    "paid_in": tr_noop("uang masuk"),
}
PAYOUTS: tuple[Column[PayoutRow], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.business_date, Kind.DATE),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, stretch=True),
    Column(tr_noop("Cara"), lambda row: tr(METHODS[row.method]), width=100),  # type: ignore[index]  # a str like its key
    Column(tr_noop("Rujukan"), lambda row: row.reference, width=150),
    Column(tr_noop("Diterima oleh"), lambda row: row.received_by, width=140),
    Column(tr_noop("Jumlah"), lambda row: row.amount, Kind.MONEY),
    Column(
        tr_noop("Tanda terima"),
        lambda row: tr(_PAYOUTS[row.state]),
        Kind.BADGE,
        tone=lambda row: {"acknowledged": "good", "paid": "attention"}.get(row.state, "neutral"),
        width=120,
    ),
)


@dataclass(frozen=True, slots=True)
class Revised:
    """A revision of a consignor or of what was agreed with him."""

    id: UUID
    at: datetime
    day: date
    number: str
    what: str
    how: str
    by: str


REVISED: tuple[Column[Revised], ...] = (
    Column(tr_noop("Tanggal"), lambda row: row.day, Kind.DATE, sort_key=lambda row: row.at),
    Column(tr_noop("Apa"), lambda row: row.what, width=176),
    Column(tr_noop("Yang berubah"), lambda row: row.how, stretch=True),
    Column(tr_noop("Oleh"), lambda row: row.by, width=150),
    Column(tr_noop("Nomor"), lambda row: row.number, Kind.CODE, width=190),
)


def sold_products(lines: Iterable[AccountRow]) -> list[Sold]:
    """Return trade lines summed by product, what brought most first."""
    sums: dict[str, Sold] = {}
    for line in lines:
        sign = 1 if line.movement == SOLD else -1
        old = sums.get(line.product) or Sold(line.product, line.name, 0, 0, 0, 0, 0)
        sums[line.product] = Sold(
            line.product,
            line.name,
            old.pieces + sign * line.quantity,
            old.gross + line.gross,
            old.discount + line.discount,
            old.commission + line.commission,
            old.due + line.amount,
        )
    return sorted(sums.values(), key=lambda row: -row.gross)


def trade_lines(lines: Iterable[AccountRow], period: Period) -> list[AccountRow]:
    """Return the sales and refunds among a consignor's lines that fall into a period."""
    return [line for line in lines if line.movement in {SOLD, REFUNDED} and line.business_date in period]


def money_lines(lines: Iterable[AccountRow]) -> list[AccountRow]:
    """Return the lines that change what is owed."""
    return [line for line in lines if line.amount]


def read_revisions(gallery: Gallery, code: str) -> list[Revised]:
    """Return how a consignor and his agreement came to be what they are, the newest first. Touches no widget."""
    found, names = [], Names(gallery)
    for kind in (ConsignorRevised.__name__, AgreementRevised.__name__):
        for posted in revisions(gallery.database, kind=kind, code=code):
            document, told = posted.document, tell(gallery, posted)
            changed = [f"{row[0]}: {row[1]} → {row[2]}" for table in told.tables for row in table.rows]
            found.append(
                Revised(
                    document.id,
                    document.posted_at,
                    document.business_date,
                    posted.number,
                    kind_name(kind),
                    "; ".join(changed) or tr("pertama kali dicatat"),
                    names.user(document.user),
                )
            )
    found += _merges(gallery, code)
    return sorted(found, key=lambda row: row.at, reverse=True)


def _merges(gallery: Gallery, code: str) -> list[Revised]:
    """Return the merges that a consignor was part of, on whichever side."""
    names, found = Names(gallery), []
    for merged in gallery.book.latest_of_all(ConsignorsMerged):
        posted = gallery.book.document(merged.id) if code in {merged.duplicate, merged.into} else None
        if posted is not None:
            said = "; ".join(part for part in (tell(gallery, posted).summary, merged.reason) if part)
            by = names.user(merged.user)
            what = kind_name(merged.kind)
            found.append(Revised(merged.id, merged.posted_at, merged.business_date, posted.number, what, said, by))
    return found
