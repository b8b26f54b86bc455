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

AGREEMENT = "agreement"
"""The template of an agreement's paper."""

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


AGREEMENT_NAMES = ("galeri", "wilayah", "nama", "usaha", "kode", "kecamatan", "tanggal", "masa", "syarat", "tambahan")
"""What an agreement can be filled in with; ``syarat`` (all terms) and ``tambahan`` are lists, a line each."""


def default_agreement() -> str:
    """Return the agreement of a gallery that worded none itself; an empty line ends a paragraph."""
    return tr(
        "Pada tanggal {tanggal}, {galeri} (selanjutnya: galeri) dan {nama} dari {usaha}, kode penitip {kode} "
        "(selanjutnya: penitip), bersepakat tentang titip jual sebagai berikut.\n\n"
        "Pasal 1. Barang. Penitip menitipkan barang buatannya sendiri, lengkap dengan dokumen yang diwajibkan. Setiap "
        "penyerahan dicatat dalam surat titip rangkap dua. Barang titipan tetap milik penitip sampai terjual.\n\n"
        "Pasal 2. Bagi hasil dan tanggungan.\n{syarat}\n\n"
        "Pasal 3. Laporan. Penitip menerima laporan yang memuat barang masuk, terjual, kembali dan sisa, serta uang yang "
        "menjadi haknya, dan boleh memeriksanya sampai ke struk.\n\n"
        "Pasal 4. Perubahan. Syarat baru hanya berlaku untuk barang yang diterima sesudahnya; barang yang sudah di rak "
        "tetap dengan syarat lamanya.\n\n"
        "Pasal 5. Masa berlaku. {masa} Sesudah berakhir, penitip mengambil sisa barangnya.\n\n"
        "Pasal 6. Lain-lain. Perselisihan diselesaikan dengan musyawarah.\n{tambahan}\n\n"
        "Perjanjian ini dibuat rangkap dua, masing-masing bermeterai cukup."
    )
