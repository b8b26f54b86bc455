"""What a file really is, whatever its name says; a clear sentence for each kind that is no table."""

from __future__ import annotations

import zipfile
from enum import Enum, auto
from typing import TYPE_CHECKING

from gallery_pos.language import tr, tr_noop
from receipts.spreadsheets.limits import FILE_BYTES, MEMBERS, MIB, RATIO, STRINGS_BYTES, UNPACKED_BYTES, refused

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_BURSTING = 10 * MIB

_PICTURE = tr_noop("Berkas {file} adalah gambar, bukan tabel.")
_MAGIC = (
    (b"%PDF", "pdf", tr_noop("Berkas {file} adalah PDF, bukan tabel.")),
    (b"\x89PNG", "picture", _PICTURE),
    (b"\xff\xd8\xff", "picture", _PICTURE),
    (b"GIF8", "picture", _PICTURE),
    (b"BM", "picture", _PICTURE),
    (b"RIFF", "picture", _PICTURE),
    (b"{\\rtf", "document", tr_noop("Berkas {file} adalah dokumen tulisan, bukan tabel.")),
    (b"Rar!", "packed", tr_noop("Berkas {file} adalah arsip terkompresi.")),
    (b"7z\xbc\xaf", "packed", tr_noop("Berkas {file} adalah arsip terkompresi.")),
    (b"\x1f\x8b", "packed", tr_noop("Berkas {file} adalah arsip terkompresi.")),
    (b"SQLite format 3", "database", tr_noop("Berkas {file} adalah basis data, bukan tabel.")),
)


class FileKind(Enum):
    """The kinds of file that can be read."""

    TEXT = auto()
    WORKBOOK = auto()


def kind_of(path: Path) -> FileKind:
    """Look into a file and return what it is. Raises BadInput (``table.*``) with a sentence for anything else."""
    name = path.name
    try:
        if path.is_dir():
            raise refused("table.folder", tr("{file} adalah folder.").format(file=name), tr("Pilih satu berkas."))
        if path.exists() and not path.is_file():
            raise refused("table.device", tr("{file} bukan berkas.").format(file=name), tr("Pilih satu berkas."))
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as error:
        raise refused(
            "table.missing", tr("Berkas {file} tidak ada.").format(file=name), tr("Periksa nama dan tempatnya.")
        ) from error
    except OSError as error:
        raise refused(
            "table.closed",
            tr("Berkas {file} tidak bisa dibuka.").format(file=name),
            tr("Tutup berkas itu di program lain, periksa izinnya, lalu coba lagi."),
        ) from error
    if size > FILE_BYTES:
        raise refused(
            "table.large",
            tr("Berkas {file} terlalu besar: lebih dari {size} MB.").format(file=name, size=FILE_BYTES // MIB),
            tr("Bagi berkasnya menjadi beberapa bagian, lalu impor satu per satu."),
        )
    return _by_content(path, head)


def _by_content(path: Path, head: bytes) -> FileKind:
    name = path.name
    if not head.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0"):
        raise refused("table.empty", tr("Berkas {file} kosong.").format(file=name), tr("Pilih berkas yang ada isinya."))
    if head.startswith(_OLE):
        raise _old_or_locked(path)
    if head.startswith(_ZIP):
        _check_workbook(path)
        return FileKind.WORKBOOK
    for magic, code, sentence in _MAGIC:
        if head.startswith(magic) and (len(magic) > len("BM") or b"\0" in head):
            raise refused(f"table.{code}", tr(sentence).format(file=name), _wanted())
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table", b"<?xml")):
        raise refused(
            "table.html",
            tr("Berkas {file} adalah halaman web, walaupun namanya seperti tabel.").format(file=name),
            tr("Buka di Excel atau LibreOffice, simpan sebagai XLSX, lalu coba lagi."),
        )
    if b"\0" in head and not head.startswith(_UTF16):
        raise refused("table.binary", tr("Berkas {file} bukan tabel.").format(file=name), _wanted())
    return FileKind.TEXT


def _wanted() -> str:
    return tr("Pilih berkas CSV atau XLSX.")


def _old_or_locked(path: Path) -> Exception:
    name = path.name
    if _ENCRYPTED_PART in path.read_bytes():
        return refused(
            "table.encrypted",
            tr("Berkas {file} terkunci dengan kata sandi.").format(file=name),
            tr("Buka di Excel, hapus kata sandinya, simpan, lalu coba lagi."),
        )
    return refused(
        "table.old",
        tr("Berkas {file} memakai format Excel lama.").format(file=name),
        tr("Buka di Excel atau LibreOffice, simpan sebagai XLSX, lalu coba lagi."),
    )


def _check_workbook(path: Path) -> None:
    """Refuse what is no workbook, and what would burst when it is unpacked."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(name) from error
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise refused("table.encrypted", tr("Berkas {file} terkunci dengan kata sandi.").format(file=name), _wanted())
    if not _has_workbook(names):
        raise _other_archive(name, names)
    bursting = any(
        member.file_size > _BURSTING and member.file_size > RATIO * max(1, member.compress_size) for member in members
    )
    texts = sum(member.file_size for member in members if member.filename.lower().endswith("sharedstrings.xml"))
    unpacked = sum(member.file_size for member in members)
    if bursting or len(members) > MEMBERS or texts > STRINGS_BYTES or unpacked > UNPACKED_BYTES:
        raise refused(
            "table.bursting",
            tr("Berkas {file} terlalu besar bila dibuka.").format(file=name),
            tr("Salin datanya saja ke berkas baru, simpan sebagai XLSX atau CSV, lalu coba lagi."),
        )


def _has_workbook(names: set[str]) -> bool:
    return (
        "[Content_Types].xml" in names
        and "xl/workbook.bin" not in names
        and any(part.startswith("xl/") for part in names)
    )


def _other_archive(name: str, names: set[str]) -> Exception:
    again = tr("Buka berkasnya, simpan sebagai XLSX, lalu coba lagi.")
    if "content.xml" in names and "mimetype" in names:
        return refused("table.ods", tr("Berkas {file} memakai format LibreOffice.").format(file=name), again)
    if "xl/workbook.bin" in names:
        return refused("table.xlsb", tr("Berkas {file} memakai format XLSB.").format(file=name), again)
    if "word/document.xml" in names:
        return refused("table.document", tr("Berkas {file} adalah dokumen Word, bukan tabel.").format(file=name), again)
    return refused("table.packed", tr("Berkas {file} adalah arsip terkompresi.").format(file=name), _wanted())


def damaged(name: str) -> Exception:
    """Return the error for a workbook whose inside is broken."""
    return refused(
        "table.damaged",
        tr("Berkas {file} rusak dan tidak bisa dibaca.").format(file=name),
        tr("Buka di Excel atau LibreOffice, simpan sebagai berkas baru, lalu coba lagi."),
    )
