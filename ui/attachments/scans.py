"""Scans of papers: pictures made small and clean, PDFs looked into; kept sealed under their SHA-256."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImageReader
from PySide6.QtPdf import QPdfDocument

from db.sealed_files import read_attachment, sealed_path
from gallery_pos.documents import Scan
from gallery_pos.errors import RuleBroken, StorageTrouble
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from ui.attachments.pictures import clean_picture, keep_personal

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_PDF = 8_000_000
"""Bytes; what is larger was scanned too finely."""
MOST_PAGES = 40
LONGEST_SIDE = 2_000
"""Pixels of a page's picture: its small print can be read."""
ENDINGS = ("pdf", "jpg", "jpeg", "png")
_PDF = b"%PDF-"
_HEAD = 1_024
"""Where readers of PDFs look for the beginning of one."""
_LONGEST_NAME = 80


def store_scan(folder: Path, source: Path, key: bytes) -> Scan:
    """Keep a file that somebody attached, sealed with the key of personal data.

    May be called from any thread. Raises RuleBroken (``scan.*``, ``picture.*``) for what is neither a picture nor a PDF,
    too large or locked, and StorageTrouble where it cannot be read or written.
    """
    name = source.name[-_LONGEST_NAME:]
    try:
        with source.open("rb") as file:
            head = file.read(_HEAD)
        size = source.stat().st_size
    except OSError as error:
        raise StorageTrouble(
            "scan.file",
            tr("Berkas {file} tidak bisa dibuka.").format(file=source.name),
            safe=tr("Dokumen belum dicatat."),
            todo=tr("Periksa apakah berkasnya masih ada, lalu pilih lagi."),
        ) from error
    if _PDF in head:
        return Scan(file=keep_personal(folder, _clean_pdf(source, size), key), name=name)
    if source.suffix.casefold() == ".pdf" or not QImageReader.imageFormat(str(source)):
        raise _refused("scan.kind", tr("Berkas {file} bukan PDF dan bukan gambar.").format(file=source.name))
    return Scan(file=keep_personal(folder, clean_picture(source, LONGEST_SIDE), key), name=name)


def _clean_pdf(source: Path, size: int) -> bytes:
    if size > LARGEST_PDF:
        what = tr("PDF {file} terlalu besar: {size} MB, paling besar {most} MB.")
        megabytes = format_count(-(-size // 1_000_000))
        raise _refused("scan.large", what.format(file=source.name, size=megabytes, most=LARGEST_PDF // 1_000_000))
    data = source.read_bytes()
    paper = QPdfDocument()
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    paper.load(buffer)
    error, pages = paper.error(), paper.pageCount()
    paper.close()
    if error is QPdfDocument.Error.IncorrectPassword:
        raise _refused("scan.locked", tr("PDF {file} terkunci kata sandi.").format(file=source.name))
    if error is not QPdfDocument.Error.None_ or pages < 1:
        raise _refused("scan.broken", tr("PDF {file} rusak dan tidak bisa dibuka.").format(file=source.name))
    if pages > MOST_PAGES:
        what = tr("PDF {file} berisi {count} halaman, paling banyak {most}.")
        raise _refused("scan.pages", what.format(file=source.name, count=pages, most=MOST_PAGES))
    return data


def _refused(code: str, what: str) -> RuleBroken:
    return RuleBroken(
        code,
        what,
        safe=tr("Dokumen belum dicatat."),
        todo=tr("Pilih berkas PDF, JPG, atau PNG dari pemindai atau telepon."),
    )


def read_scan(folder: Path, scan: Scan, key: bytes | None) -> bytes:
    """Return what was kept.

    Raises StorageTrouble where it is not there (``scan.gone``), or another key sealed it or it is not what it was
    (``scan.closed``).
    """
    data = read_attachment(folder, scan.file, key)
    if data is not None:
        return data
    if sealed_path(folder, scan.file).is_file():
        raise StorageTrouble(
            "scan.closed",
            tr("Pindaian {name} terkunci dengan kunci data pribadi lain, atau berkasnya rusak.").format(name=scan.name),
            safe=tr("Catatan dokumennya tetap ada."),
            todo=tr("Pasang kunci yang lama di Pengaturan → Buku, pulihkan dari cadangan, atau lampirkan lagi."),
        )
    raise StorageTrouble(
        "scan.gone",
        tr("Pindaian {name} tidak ada di komputer ini.").format(name=scan.name),
        safe=tr("Catatan dokumennya tetap ada."),
        todo=tr("Pulihkan dari cadangan, atau lampirkan pindaiannya lagi."),
    )


def is_pdf(data: bytes) -> bool:
    """Tell whether what was kept is a PDF; everything else is a picture."""
    return _PDF in data[:_HEAD]
