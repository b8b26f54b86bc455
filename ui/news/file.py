"""The texts for makers as a file: for whoever sends them with another program, or reads them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_phone
from gallery_pos.language import tr
from gallery_pos.message_texts import LINK_ROOM, link_length
from receipts.files import save
from receipts.messages import wa_link
from receipts.tables import Column, Kind, Table
from ui.app.names import MESSAGES
from ui.news.collecting import collect_texts

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gallery_pos.documents import MessageKind
    from ui.gallery import Gallery

ENDINGS = (".csv", ".json", ".txt")


class Written(msgspec.Struct, frozen=True):
    """A text with whom it is for; ``link`` opens WhatsApp, "" where there is no mobile number or the text is too long."""

    code: str
    name: str
    phone: str
    text: str
    link: str
    told: bool


def texts_to_write(gallery: Gallery, kind: MessageKind, until: date, *, by: str) -> list[Written]:
    """Return the texts of a kind with telephones; each look at one is recorded.

    Raises StorageTrouble where the private data cannot be read.
    """
    made = collect_texts(gallery, kind, until)
    reason = tr("berkas kabar: {kind}").format(kind=tr(MESSAGES[kind]).casefold())
    known = gallery.personal.look_many((news.subject.consignor for news, _ in made), by=by, reason=reason)
    written = []
    for news, text in made:
        person = known.get(news.subject.consignor)
        phone = person.phone if person else ""
        link = wa_link(phone, text) if phone and link_length(text) <= LINK_ROOM else None
        code = news.subject.consignor
        written.append(Written(code, news.business_name, phone, text, link or "", news.told is not None))
    return written


def check_ending(path: Path) -> None:
    """Raise RuleBroken (``messages.ending``) for a file that is none of those that texts are written as."""
    if path.suffix.casefold() not in ENDINGS:
        raise RuleBroken(
            "messages.ending",
            tr("Akhiran berkas {file} tidak dikenal.").format(file=path.name),
            safe=tr("Belum ada yang ditulis."),
            todo=tr("Pakai nama yang berakhir dengan .csv, .json, atau .txt."),
        )


def write_texts(path: Path, title: str, written: list[Written]) -> Path:
    """Write texts as CSV, JSON or plain text by the ending of the name, readable by their owner only.

    Raises RuleBroken as :func:`check_ending`, StorageTrouble where the disk says no.
    """
    check_ending(path)
    ending = path.suffix.casefold()
    data = _csv(title, written) if ending == ".csv" else _json(written) if ending == ".json" else _plain(written)
    return save(path, data, private=True)


def _csv(title: str, written: list[Written]) -> bytes:
    from receipts.spreadsheets.writing import csv_bytes

    columns = tuple(
        Column(name, kind)
        for name, kind in (
            (tr("Kode"), Kind.CODE),
            (tr("Penitip"), Kind.TEXT),
            (tr("Telepon"), Kind.CODE),
            (tr("Teks"), Kind.TEXT),
            (tr("Tautan"), Kind.TEXT),
            (tr("Sudah dikabari"), Kind.TEXT),
        )
    )
    rows = tuple((one.code, one.name, one.phone, one.text, one.link, tr("ya") if one.told else "") for one in written)
    return csv_bytes(Table(title=title, columns=columns, rows=rows))


def _json(written: list[Written]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(written), indent=2) + b"\n"


def _plain(written: list[Written]) -> bytes:
    parts = []
    for one in written:
        phone = format_phone(one.phone) if one.phone else tr("tanpa nomor telepon")
        parts.append(f"{one.name} ({one.code}), {phone}\n\n{one.text}\n")
    return ("\n" + "-" * 40 + "\n\n").join(parts).encode()
