"""Pictures of goods and makers: taken from any file or camera, made small and clean, kept under their SHA-256."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPixmap, QPixmapCache

from db.carrying import disk_errors
from db.sealed_files import keep_sealed
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from receipts.files import save

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SIDE = 800
"""Pixels; a tile and a label need less."""
LARGEST_FILE = 30_000_000
"""Bytes that a file may have before it is not even tried."""
_LONGEST_SOURCE = 20_000
"""Pixels of a side beyond which a picture is a trap, or a map."""
_MOST_PIXELS = 150_000_000
"""No camera of a telephone has more; some formats are unpacked whole before they are made small."""
_QUALITY = 85


def store_picture(folder: Path, source: Path, longest: int = LONGEST_SIDE) -> str:
    """Keep the picture in a file, no side longer than ``longest`` pixels, and return the name it is kept under.

    It is decoded and encoded anew, so that nothing but pixels gets in: no place where it was taken, no hidden file.
    May be called from any thread. Raises RuleBroken (``picture.*``) for a file that is no picture or too large, and
    StorageTrouble where it cannot be written.
    """
    return keep_bytes(folder, clean_picture(source, longest))


def clean_picture(source: Path, longest: int) -> bytes:
    """Return the picture in a file as :func:`store_picture` keeps it."""
    return _encoded(_read(source, longest))


def store_image(folder: Path, image: QImage) -> str:
    """Keep a picture that a camera took, as :func:`store_picture` keeps one from a file."""
    if max(image.width(), image.height()) > LONGEST_SIDE:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(QSize(LONGEST_SIDE, LONGEST_SIDE), keep, smooth)
    return keep_bytes(folder, _encoded(image))


def store_drawing(folder: Path, image: QImage, key: bytes) -> str:
    """Keep a signature with nothing behind it, sealed, and return the name it is kept under."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes and takes a string
    return keep_personal(folder, bytes(data.data()), key)


def keep_personal(folder: Path, data: bytes, key: bytes) -> str:
    """Keep personal data that was made harmless before, sealed, and return the name it is kept under.

    Raises StorageTrouble where it cannot be written.
    """
    with disk_errors():
        return keep_sealed(folder, data, key)


def keep_bytes(folder: Path, data: bytes) -> str:
    """Keep what was made harmless before and return the name it is kept under."""
    name = hashlib.sha256(data).hexdigest()
    target = folder / name
    if not target.exists():
        save(target, data, private=True)
    return name


def _read(source: Path, longest: int) -> QImage:
    if source.stat().st_size > LARGEST_FILE:
        raise _refused("picture.large", tr("Gambar {file} terlalu besar.").format(file=source.name))
    reader = QImageReader(str(source))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and _is_trap(size):
        what = tr("Gambar {file} terlalu besar: {width} × {height} titik.")
        width, height = format_count(size.width()), format_count(size.height())
        raise _refused("picture.large", what.format(file=source.name, width=width, height=height))
    if not size.isValid():
        raise _refused(
            "picture.unreadable", tr("Berkas {file} bukan gambar yang bisa dibaca.").format(file=source.name)
        )
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _refused(
            "picture.unreadable", tr("Berkas {file} bukan gambar yang bisa dibaca.").format(file=source.name)
        )
    return image


def _is_trap(size: QSize) -> bool:
    return max(size.width(), size.height()) > _LONGEST_SOURCE or size.width() * size.height() > _MOST_PIXELS


def _encoded(image: QImage) -> bytes:
    """Return a JPEG on white ground; what is small already stays as it is."""
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    flat.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]  # the stub wants bytes and takes a string
    return bytes(data.data())


def _refused(code: str, what: str) -> RuleBroken:
    return RuleBroken(
        code,
        what,
        safe=tr("Gambarnya tidak berubah."),
        todo=tr("Pilih berkas JPG atau PNG dari kamera atau telepon."),
    )


def thumbnail(folder: Path, name: str, side: int) -> QPixmap | None:
    """Return a picture small enough for a square of ``side`` pixels, None where there is none or it cannot be read."""
    if not name:
        return None
    key = f"{name}-{side}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    reader = QImageReader(str(folder / name))
    reader.setDecideFormatFromContent(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    image = reader.read()
    if image.isNull():
        return None
    left, top = (image.width() - side) // 2, (image.height() - side) // 2
    made = QPixmap.fromImage(image.copy(max(left, 0), max(top, 0), side, side))
    QPixmapCache.insert(key, made)
    return made
