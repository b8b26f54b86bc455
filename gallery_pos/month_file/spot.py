"""The spot check: the paper that somebody holds, and the line of the reported file that it must be."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.barcode import clean_scan, read_receipt_code, receipt_code
from gallery_pos.documents import PayoutMade, SaleCompleted, SaleRefunded, StatementIssued
from gallery_pos.formatting import format_month, format_receipt_code
from gallery_pos.language import tr
from gallery_pos.month_file.model import JOURNAL, read_row
from gallery_pos.month_file.rows import document_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Document
    from gallery_pos.month_file.checking import Inspected
    from gallery_pos.month_file.model import Head, Row

_FROM_Z = re.compile(r"Z\s+\S+\s+(\S+)\s+([0-9A-F]{64})", re.IGNORECASE)
_FROM_PAPER = re.compile(r"(\S+)\s+([0-9A-F]{64})", re.IGNORECASE)
_NUMBER = re.compile(r"([A-Z][A-Z-]*-\S+)-([0-9]{6,12})", re.IGNORECASE)


class SpotLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the paper: rupiah, pieces; ``maker`` as the buyer's receipt names him."""

    name: str
    maker: str
    quantity: int
    price: int
    discount: int
    net: int
    commission: int
    due: int


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """What a file says of a paper.

    ``place`` is where it stands in its chain ("A.1/123"), ``sealed`` the document by whose signature it is vouched for.
    ``day`` is an ISO date, "" where the file has none that there is, ``code`` "" where its hash is none. Where it is not ``found``, ``says`` is what that means and ``finding`` tells that it cannot be right.
    """

    asked: str
    found: bool
    says: str
    finding: bool = False
    number: str = ""
    kind: str = ""
    outlet: str = ""
    day: str = ""
    posted_at: str = ""
    place: str = ""
    hash: str = ""
    code: str = ""
    sealed: str = ""
    total: int = 0
    consignor: str = ""
    lines: tuple[SpotLine, ...] = ()


class _Wanted(msgspec.Struct, frozen=True):
    """What was read off the paper: any of its code, its number and its hash."""

    code: str = ""
    number: str = ""
    hash: str = ""


def spot(inspected: Inspected, asked: str) -> Spot:
    """Return what a checked file says of a code, a number or what a QR code gave.

    Raises Unreadable for what is neither, or a code with a wrong letter.
    """
    wanted = _read(asked)
    same_number: Head | None = None
    hit: tuple[Row, Head] | None = None
    sealed = ""
    for row, head in _rows(inspected):
        if hit is None and _matches(wanted, row, head):
            hit = (row, head)
        elif wanted.number and head.number.upper() == wanted.number:
            same_number = head
        if hit is not None and row.signature and (head.origin, head.epoch) == (hit[1].origin, hit[1].epoch):
            sealed = head.number
            break
    if hit is None:
        return _missing(inspected, asked, wanted, same_number)
    found = _found(inspected, asked, hit, sealed)
    if wanted.number and found.number.upper() != wanted.number:
        says = tr("Kertas ini bernomor {number}, tetapi segelnya milik {other}. Ini temuan: laporkan.")
        words = {"number": wanted.number, "other": found.number}
        return msgspec.structs.replace(found, says=says.format(**words), finding=True)
    return found


def _read(asked: str) -> _Wanted:
    text = clean_scan(asked)
    if match := _FROM_Z.fullmatch(text) or _FROM_PAPER.fullmatch(text):
        return _Wanted(number=match[1].upper(), hash=match[2].lower())
    if _NUMBER.fullmatch(text):
        return _Wanted(number=text.upper())
    return _Wanted(code=read_receipt_code(text))


def _rows(inspected: Inspected) -> Iterator[tuple[Row, Head]]:
    for line in inspected.opened.members[JOURNAL].splitlines():
        try:
            yield read_row(line)
        except msgspec.DecodeError:
            continue  # the check of the file has named it


def _matches(wanted: _Wanted, row: Row, head: Head) -> bool:
    if wanted.hash:
        return row.hash == wanted.hash
    if wanted.number:
        return head.number.upper() == wanted.number
    return _code_of(row) == wanted.code


def _code_of(row: Row) -> str:
    """Return the check code of a row, "" where what it calls its hash is none."""
    try:
        return receipt_code(bytes.fromhex(row.hash))
    except ValueError:
        return ""


def _day_of(head: Head) -> str:
    try:
        return date.fromisoformat(head.business_date).isoformat()
    except ValueError:
        return ""


def _found(inspected: Inspected, asked: str, hit: tuple[Row, Head], sealed: str) -> Spot:
    row, head = hit
    manifest = inspected.opened.manifest
    document = document_of(row, head)
    numbers = {finding.number for finding in inspected.report.findings}
    if head.number in numbers:
        says = tr("Ada di berkas, tetapi pemeriksaan menemukan masalah padanya; lihat temuannya.")
    elif inspected.report.findings:
        says = tr("Ada di berkas; tetapi berkas ini punya temuan lain, jadi belum bisa dipegang seluruhnya.")
    elif head.business_date[:7] != manifest.month:
        says = tr(
            "Ada di rantai, tetapi bertanggal {month}: tidak dihitung di laporan ini. Cocokkan di berkas {month}."
        )
        says = says.format(month=format_month(date.fromisoformat(head.business_date)))
    elif head.outlet != manifest.outlet:
        says = tr(
            "Ada di rantai, tetapi milik gerai {outlet}: tidak dihitung di laporan ini. Cocokkan di berkas gerai itu."
        )
        says = says.format(outlet=head.outlet)
    else:
        says = tr("Ada di berkas, tidak berubah, dan dihitung dalam laporan bulan ini.")
    total, consignor = _amounts(document)
    code = _code_of(row)
    return Spot(
        asked=asked,
        found=True,
        says=says,
        finding=head.number in numbers,
        number=head.number,
        kind=head.kind,
        outlet=head.outlet,
        day=_day_of(head),
        posted_at=head.posted_at,
        place=f"{head.origin}.{head.epoch}/{head.seq}",
        hash=row.hash,
        code=format_receipt_code(code) if code else "",
        sealed=sealed,
        total=total,
        consignor=consignor,
        lines=tuple(_lines(document)),
    )


def _amounts(document: Document | None) -> tuple[int, str]:
    """Return what the paper comes to in rupiah, and whose it is where it is a maker's."""
    match document:
        case SaleCompleted() | SaleRefunded():
            return document.total, ""
        case StatementIssued():
            return document.figures.closing, document.figures.business_name
        case PayoutMade():
            return document.amount, document.consignor
    return 0, ""


def _lines(document: Document | None) -> Iterator[SpotLine]:
    if isinstance(document, SaleCompleted | SaleRefunded):
        for line in document.lines:
            yield SpotLine(
                name=line.name,
                maker=line.maker,
                quantity=line.quantity,
                price=line.unit_price,
                discount=line.discount,
                net=line.net,
                commission=sum(part.commission for part in line.allocations),
                due=sum(part.due for part in line.allocations),
            )
    elif isinstance(document, StatementIssued):
        told = document.figures
        for product in told.products:
            yield SpotLine(
                name=product.name,
                maker=told.business_name,
                quantity=product.quantity,
                price=0,
                discount=product.discount,
                net=product.gross - product.discount,
                commission=product.commission,
                due=product.due,
            )


def _missing(inspected: Inspected, asked: str, wanted: _Wanted, same: Head | None) -> Spot:
    """Return what it means that a paper is not in the file."""
    if same is not None:
        says = tr("Nomor {number} ada di berkas, tetapi isinya lain daripada di kertas ini. Ini temuan: laporkan.")
        return Spot(asked=asked, found=False, says=says.format(number=same.number), finding=True, number=same.number)
    match = _NUMBER.fullmatch(wanted.number)
    if match is None:
        says = tr(
            "Tidak ada di berkas ini. Lihat tanggal dan gerai di kertasnya: bila dari bulan atau gerai lain, periksa di "
            "berkas itu. Bila dari bulan dan gerai ini, kertas itu tidak pernah dicatat: laporkan sebagai temuan."
        )
        return Spot(asked=asked, found=False, says=says)
    counts = [
        (inspected.before.firsts[key], last)
        for key, last in inspected.before.numbers.items()
        if match[1].upper() == inspected.before.stems[key].upper()
    ]
    count = int(match[2])
    if any(first <= count <= last for first, last in counts):
        says = tr("Nomor ini seharusnya ada di berkas, tetapi tidak ada. Ini temuan: laporkan.")
        return Spot(asked=asked, found=False, says=says, finding=True, number=wanted.number)
    if counts and count < min(first for first, _ in counts):
        says = tr("Tidak ada di berkas ini: nomornya lebih lama. Periksa di berkas bulan sebelumnya.")
    elif counts:
        says = tr("Tidak ada di berkas ini: nomornya lebih baru. Periksa di berkas bulan sesudahnya.")
    else:
        says = tr("Tidak ada di berkas ini: nomornya dari gerai, komputer, atau jenis dokumen lain.")
    return Spot(asked=asked, found=False, says=says, number=wanted.number)
