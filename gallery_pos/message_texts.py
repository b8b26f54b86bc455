"""The texts that makers are told in: the gallery's own wording, else the program's; short enough for a link and a phone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import quote

from gallery_pos.documents import MessageKind
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from gallery_pos.templates import fill, text_of

if TYPE_CHECKING:
    from gallery_pos.ports import Book

LIST = "daftar"
"""The name that stands for the list, a line each."""
MOST_LINES = 15
"""More lines than this are only counted: nobody reads on in a message."""
LINK_ROOM = 1_900
"""Letters of a text as a link writes it; Windows opens no address longer than 2,083 letters."""

_ALWAYS = ("usaha", "galeri", "telepon")
NAMES: Mapping[MessageKind, tuple[str, ...]] = {
    MessageKind.SOLD: (*_ALWAYS, LIST, "periode", "barang", "penjualan", "hak"),
    MessageKind.RESTOCK: (*_ALWAYS, LIST),
    MessageKind.PICK_UP: (*_ALWAYS, LIST, "barang"),
    MessageKind.EXPIRING: (*_ALWAYS, LIST, "barang"),
    MessageKind.PAYMENT: (*_ALWAYS, "nomor", "tanggal", "jumlah", "cara", "rujukan", "kode"),
    MessageKind.STATEMENT: (
        *_ALWAYS,
        LIST,
        "nomor",
        "periode",
        "penjualan",
        "komisi",
        "hak",
        "dibayarkan",
        "sisa",
        "kode",
    ),
    MessageKind.PAPERS: (*_ALWAYS, LIST),
}
"""What a text of each kind can be filled in with."""

_MARKS = str.maketrans({"*": "∗", "_": "ˍ", "~": "∼", "`": "ˋ"})  # noqa: RUF001 -- letters that only look like marks
_NAME = re.compile(r"\{([a-z_]+)\}")


def template_code(kind: MessageKind) -> str:
    """Return the code under which the gallery words a text of this kind itself."""
    return f"message.{kind}"


def default_text(kind: MessageKind) -> str:
    """Return the program's own text; a line with a name that nothing is known for is left out when it is filled in."""
    ask = tr("Ada pertanyaan? Hubungi {telepon}.")
    return f"{_default(kind)}\n\n{ask}"


def _default(kind: MessageKind) -> str:
    texts = {
        MessageKind.SOLD: tr(
            "*Terjual pekan ini: {usaha}*\n{galeri}, {periode}\n\n{daftar}\n\n"
            "Jumlah {barang} barang, hak Anda *{hak}*.\nDibayarkan sesuai jadwal di perjanjian."
        ),
        MessageKind.RESTOCK: tr(
            "*Minta tambah titipan: {usaha}*\nYth. {usaha}, barang Anda di {galeri} hampir habis. Mohon ditambah:"
            "\n\n{daftar}\n\nTerima kasih."
        ),
        MessageKind.PICK_UP: tr(
            "*Barang untuk diambil: {usaha}*\nYth. {usaha}, mohon {barang} barang berikut diambil di {galeri}:"
            "\n\n{daftar}\n\nTerima kasih."
        ),
        MessageKind.EXPIRING: tr(
            "*Barang {usaha} menjelang kedaluwarsa*\nYth. {usaha}, mohon barang berikut di {galeri} diganti atau diambil"
            " sebelum tanggalnya:\n\n{daftar}\n\nTerima kasih."
        ),
        MessageKind.PAYMENT: tr(
            "*Pembayaran untuk {usaha}*\n{galeri}, {tanggal}\n\nDibayarkan *{jumlah}* ({cara}).\nRujukan: {rujukan}\n"
            "Kuitansi {nomor}\n\nBila uangnya sudah diterima, balas dengan kode ini: *{kode}*"
        ),
        MessageKind.STATEMENT: tr(
            "*Laporan titipan {usaha}*\n{galeri}, {periode}\nNo. {nomor}\n\n{daftar}\n\nPenjualan: {penjualan}\n"
            "Komisi galeri: {komisi}\nHak Anda: {hak}\n*Yang dibayarkan: {dibayarkan}*\nSisa barang di galeri: {sisa}\n"
            "Kode periksa: {kode}"
        ),
        MessageKind.PAPERS: tr(
            "*Dokumen {usaha}*\nYth. {usaha}, dokumen berikut belum ada, atau segera atau sudah habis berlaku. Mohon dilengkapi"
            " supaya barang Anda tetap bisa dijual di {galeri}:\n\n{daftar}\n\n"
            "Kirim fotonya ke sini, atau bawa ke galeri. Terima kasih."
        ),
    }
    return texts[kind]


def wording(book: Book, kind: MessageKind) -> str:
    """Return the text of a kind as the gallery words it."""
    return text_of(book, template_code(kind), default_text(kind))


def plain(text: str) -> str:
    """Return text from people on one line, without the marks by which WhatsApp sets bold, italics and the like."""
    return " ".join(text.split()).translate(_MARKS)


def compose(text: str, values: Mapping[str, str], lines: Sequence[str] = ()) -> str:
    """Return a text filled in; of ``lines`` as many as a link has room for, the rest is counted: "dan 12 lainnya".

    Values and lines are from people and stand as :func:`plain` gives them. A line of the text that has a name of which
    nothing is known is left out.
    """
    known = {name: plain(value) for name, value in values.items()}
    listed = [said for line in lines if (said := plain(line))]
    shown = min(len(listed), MOST_LINES)
    while True:
        made = _filled(text, known, listed, shown)
        if shown <= 1 or link_length(made) <= LINK_ROOM:
            return made
        shown -= 1


def link_length(text: str) -> int:
    """Return how many letters a text has as a link writes it."""
    return len(quote(text, safe=""))


def _filled(text: str, values: Mapping[str, str], listed: Sequence[str], shown: int) -> str:
    told = [f"• {line}" for line in listed[:shown]]
    if len(listed) > shown:
        told.append("• " + tr("dan {count} lainnya").format(count=format_count(len(listed) - shown)))
    all_values = {**values, LIST: "\n".join(told)}
    kept: list[str] = []
    for line in text.splitlines():
        names = _NAME.findall(line)
        if any(name in all_values and not all_values[name] for name in names):
            continue
        filled = fill(line, all_values).rstrip()
        if filled or (kept and kept[-1]):
            kept.append(filled)
    return "\n".join(kept).strip()
