"""QRIS payloads: read, checked, and shown again exactly as the bank issued them.

EMVCo merchant-presented QR: fields of a two-digit tag, a two-digit length and a value. Lengths count characters, the
checksum runs over UTF-8 bytes. Nothing here writes a payload: a merchant's static code is never turned into a dynamic
one, which is a known way to defraud and which not every bank accepts.
"""

from __future__ import annotations

import re
from binascii import crc_hqx
from dataclasses import dataclass

from gallery_pos.errors import BadInput, RuleBroken
from gallery_pos.language import tr

_LONGEST = 512
_VERSION = "000201"
_CRC_FIELD = "6304"
_RUPIAH = "360"
_INDONESIA = "ID"
_DYNAMIC = "12"
_ACCOUNTS = [f"{tag:02}" for tag in range(2, 52)]
_DOMESTIC = [f"{tag:02}" for tag in range(26, 46)]
_NATIONAL = "51"
_NMID = re.compile(r"ID[0-9]{13}")
_CRITERIA = frozenset({"UMI", "UKE", "UME", "UBE", "URE"})
_AMOUNT = re.compile(r"([0-9]+)(?:\.([0-9]{0,2}))?")
_AMOUNT_LENGTH = 13


@dataclass(frozen=True, slots=True)
class Qris:
    """A checked payload. ``amount`` is rupiah; None where the payer types it (a static sticker).

    ``nmid`` is the national merchant id and ``criteria`` the class of merchant (UMI micro, UKE small, UME medium, UBE
    large, URE regular); both "" where the payload does not say.
    """

    payload: str
    merchant: str
    city: str
    nmid: str
    criteria: str
    dynamic: bool
    amount: int | None
    bill: str = ""
    terminal: str = ""


def read_qris(text: str) -> Qris:
    """Return what a scanned QRIS code says.

    Raises BadInput where it is not a whole and undamaged QRIS, RuleBroken where it is one that a gallery in Indonesia
    cannot take money with.
    """
    payload = text.strip()
    fields = _checked_fields(payload)
    for tag, meaning in (("53", tr("mata uang")), ("58", tr("negara")), ("59", tr("nama usaha")), ("60", tr("kota"))):
        if not fields.get(tag):
            raise _damaged("qris.missing", tr("Kode QRIS ini tidak memuat {what}.").format(what=meaning))
    if not any(tag in fields for tag in _ACCOUNTS):
        raise _damaged("qris.no_account", tr("Kode QRIS ini tidak memuat rekening penerima."))
    if fields["53"] != _RUPIAH:
        raise _refused("qris.currency", tr("Kode QR ini bukan untuk pembayaran dalam rupiah."))
    if fields["58"] != _INDONESIA:
        raise _refused("qris.country", tr("Kode QR ini milik usaha di luar Indonesia."))
    nmid, criteria = _merchant_id(fields)
    amount = _amount(fields["54"]) if "54" in fields else None
    details = _fields(fields.get("62", ""))
    return Qris(
        payload=payload,
        merchant=fields["59"].strip(),
        city=fields["60"].strip(),
        nmid=nmid,
        criteria=criteria,
        dynamic=fields.get("01") == _DYNAMIC or amount is not None,
        amount=amount,
        bill=details.get("01", ""),
        terminal=details.get("07", ""),
    )


def crc(text: str) -> str:
    """Return the checksum over ``text`` (which ends with "6304"): CRC-16/CCITT-FALSE, four capital hex digits."""
    return f"{crc_hqx(text.encode(), 0xFFFF):04X}"


def _checked_fields(payload: str) -> dict[str, str]:
    """Return the outer fields of a payload that is whole: begin, lengths, end and checksum."""
    if not payload.startswith(_VERSION):
        raise _damaged("qris.not_qris", tr("Kode ini bukan QRIS."))
    if len(payload) > _LONGEST:
        raise _damaged("qris.too_long", tr("Isi kode QR ini terlalu panjang untuk sebuah QRIS."))
    fields = _fields(payload)
    if payload[-8:-4] != _CRC_FIELD or list(fields)[-1] != "63":
        raise _damaged("qris.no_crc", tr("Kode QRIS ini terpotong: angka pemeriksa di ujungnya tidak ada."))
    try:
        expected = crc(payload[:-4])
    except UnicodeEncodeError as error:
        raise _damaged("qris.text", tr("Kode QRIS ini memuat huruf yang rusak.")) from error
    if payload[-4:].upper() != expected:
        raise _damaged("qris.crc", tr("Kode QRIS ini rusak atau diubah: angka pemeriksanya tidak cocok."))
    return fields


def _fields(text: str) -> dict[str, str]:
    """Return the values of ``text`` by tag, in their order."""
    fields: dict[str, str] = {}
    at = 0
    while at < len(text):
        tag, size = text[at : at + 2], text[at + 2 : at + 4]
        if not re.fullmatch(r"[0-9]{4}", tag + size):
            raise _damaged("qris.structure", tr("Kode QRIS ini rusak: susunan isinya tidak bisa dibaca."))
        value = text[at + 4 : at + 4 + int(size)]
        if len(value) != int(size):
            raise _damaged("qris.cut", tr("Kode QRIS ini terpotong: isinya lebih pendek dari yang tertulis."))
        if tag in fields:
            raise _damaged("qris.repeated", tr("Kode QRIS ini rusak: ada isi yang tertulis dua kali."))
        fields[tag] = value
        at += 4 + int(size)
    return fields


def _merchant_id(fields: dict[str, str]) -> tuple[str, str]:
    """Return NMID and criteria: from the national repository, the criteria else from the first account that has one."""
    national = _fields(fields.get(_NATIONAL, ""))
    nmid = national.get("02", "")
    if nmid and not _NMID.fullmatch(nmid):
        raise _damaged("qris.nmid", tr("NMID di kode QRIS ini salah; NMID adalah ID diikuti 13 angka."))
    accounts = [national, *(_fields(fields[tag]) for tag in _DOMESTIC if tag in fields)]
    return nmid, next((account["03"] for account in accounts if account.get("03") in _CRITERIA), "")


def _amount(text: str) -> int:
    """Return an amount field as whole rupiah."""
    match = _AMOUNT.fullmatch(text)
    if match is None or len(text) > _AMOUNT_LENGTH:
        raise _damaged("qris.amount", tr("Jumlah uang di kode QRIS ini tidak bisa dibaca."))
    if int(match[2] or 0):
        raise _refused("qris.cents", tr("Jumlah uang di kode QRIS ini memuat sen."))
    return int(match[1])


def _damaged(code: str, what: str) -> BadInput:
    return BadInput(
        code,
        what,
        safe=tr("Tidak ada yang diubah."),
        todo=tr("Pindai lagi stiker QRIS asli dari bank atau penyedia, dengan cahaya cukup dan tanpa lipatan."),
    )


def _refused(code: str, what: str) -> RuleBroken:
    return RuleBroken(
        code,
        what,
        safe=tr("Tidak ada yang diubah."),
        todo=tr("Pakai kode QRIS rupiah milik galeri, dari bank atau penyedianya."),
    )
