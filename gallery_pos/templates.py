"""Texts that the gallery words itself: names in braces are filled in, everything else stays as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gallery_pos.documents import TemplateRevised
from gallery_pos.language import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gallery_pos.ports import Book

CONSENT = "consent"
"""The template of what a maker agrees to for his personal data."""

_NAME = re.compile(r"\{([a-z_]+)\}")


def text_of(book: Book, code: str, default: str) -> str:
    """Return the text as the gallery worded it last, else ``default``."""
    revised = book.latest(TemplateRevised, code)
    return revised.text if revised is not None and revised.text.strip() else default


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with each ``{name}`` of ``values`` filled in; what is no such name stays."""
    return _NAME.sub(lambda match: values.get(match[1], match[0]), text)


def unknown_names(text: str, known: Iterable[str]) -> list[str]:
    """Return the names in braces that nothing will be filled in for, in their order."""
    names = frozenset(known)
    return list(dict.fromkeys(match[1] for match in _NAME.finditer(text) if match[1] not in names))


CONSENT_NAMES = ("nama", "usaha", "galeri", "telepon")
"""What a consent text can be filled in with: who agrees, his business, the gallery, and its telephone."""


def default_consent() -> str:
    """Return the consent text of a gallery that worded none itself."""
    return tr(
        "Saya, {nama} dari {usaha}, mengizinkan {galeri} menyimpan nama, NIK, NPWP, alamat, nomor telepon dan nomor "
        "rekening saya untuk: menghubungi saya tentang barang titipan, membayar hasil penjualannya, dan memenuhi "
        "kewajiban pelaporan. Data itu disimpan tersandi, hanya dibuka oleh petugas yang berwenang dengan alasan yang "
        "dicatat, dan tidak diberikan kepada pihak lain tanpa izin saya kecuali diwajibkan oleh hukum. Saya boleh "
        "meminta salinannya, memperbaikinya, atau mencabut izin ini dan meminta data itu dihapus; catatan penjualan "
        "yang sudah terjadi tetap disimpan sebagai pembukuan galeri. Pertanyaan: {telepon}."
    )
