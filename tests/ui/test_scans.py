"""Scans of papers: what is kept, what is refused and in which words."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from struct import pack
from threading import Thread
from zlib import compress, crc32

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from reportlab.pdfgen.canvas import Canvas

from db.sealed_files import SEALED, forget_files, reseal_files, seal_plain
from gallery_pos.documents import Scan
from gallery_pos.errors import RuleBroken, StorageTrouble
from ui.attachments import scans
from ui.attachments.scans import LARGEST_PDF, LONGEST_SIDE, MOST_PAGES, is_pdf, read_scan, store_scan

KEY = bytes(range(32))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = tmp_path / "gambar"
    folder.mkdir()
    return folder


def pdf(path: Path, pages: int = 1, password: str | None = None) -> Path:
    canvas = Canvas(str(path), encrypt=password)
    for page in range(pages):
        canvas.drawString(100, 700, f"Sertifikat {page}")
        canvas.showPage()
    canvas.save()
    return path


def picture(path: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0x0F6B5C)
    assert image.save(str(path))
    return path


def huge_png(path: Path, width: int, height: int) -> Path:
    """Write the head of a picture that would fill the memory."""
    parts = (
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", compress(b"\0" * 999)),
        (b"IEND", b""),
    )
    chunks = (pack(">I", len(data)) + kind + data + pack(">I", crc32(kind + data)) for kind, data in parts)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(chunks))
    return path


def refusal(folder: Path, source: Path) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        store_scan(folder, source, KEY)
    assert refused.value.safe
    assert refused.value.todo
    assert list(folder.iterdir()) == []
    return refused.value


def test_a_pdf_is_kept_as_it_is(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    source = pdf(tmp_path / "halal.pdf")
    scan = store_scan(kept, source, KEY)
    assert scan.name == "halal.pdf"
    assert read_scan(kept, scan, KEY) == source.read_bytes()
    assert is_pdf(read_scan(kept, scan, KEY))
    (file,) = kept.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert b"PDF" not in file.read_bytes(), "who finds the file cannot read it"


def test_a_picture_is_made_small_and_new(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    scan = store_scan(kept, picture(tmp_path / "nib.png", 3_000, 1_500), KEY)
    image = QImage.fromData(read_scan(kept, scan, KEY))
    assert (image.width(), image.height()) == (LONGEST_SIDE, LONGEST_SIDE // 2)
    assert not is_pdf(read_scan(kept, scan, KEY))


def test_it_may_be_kept_from_another_thread(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    source = pdf(tmp_path / "a.pdf")
    found: list[Scan] = []
    thread = Thread(target=lambda: found.append(store_scan(kept, source, KEY)))
    thread.start()
    thread.join()
    assert found[0].name == "a.pdf"


def test_a_photo_of_500_megapixels(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    error = refusal(kept, huge_png(tmp_path / "besar.png", 25_000, 20_000))
    assert error.code == "picture.large"
    assert "25.000 × 20.000" in error.what
    assert refusal(kept, huge_png(tmp_path / "besar.png", 19_000, 19_000)).code == "picture.large"


@pytest.mark.parametrize("content", [b"", b"Halo", b"PK\x03\x04" + b"\0" * 100, b"MZ" + b"\0" * 100])
@pytest.mark.parametrize("name", ["sertifikat.pdf", "foto.jpg", "izin"])
def test_what_is_neither(qapp: QApplication, kept: Path, tmp_path: Path, content: bytes, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    assert refusal(kept, source).code == "scan.kind"
    assert name in refusal(kept, source).what


def test_pdfs_that_cannot_be_taken(
    qapp: QApplication, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7\nbukan apa-apa")
    assert refusal(kept, broken).code == "scan.broken"
    assert refusal(kept, pdf(tmp_path / "kunci.pdf", password="rahasia")).code == "scan.locked"
    assert refusal(kept, pdf(tmp_path / "tebal.pdf", pages=MOST_PAGES + 1)).code == "scan.pages"
    large = tmp_path / "besar.pdf"
    large.write_bytes(b"%PDF-1.7\n" + b"\0" * LARGEST_PDF)
    assert "9 MB" in refusal(kept, large).what


def test_a_file_that_is_gone(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble) as trouble:
        store_scan(kept, tmp_path / "tidak-ada.pdf", KEY)
    assert "tidak-ada.pdf" in trouble.value.what
    scan = store_scan(kept, pdf(tmp_path / "a.pdf"), KEY)
    (file,) = kept.iterdir()
    whole = file.read_bytes()
    for content, key in ((whole[:-1] + b"x", KEY), (whole, bytes(32)), (whole, None)):
        file.write_bytes(content)
        with pytest.raises(StorageTrouble) as closed:
            read_scan(kept, scan, key)
        assert closed.value.code == "scan.closed"
    file.unlink()
    with pytest.raises(StorageTrouble) as gone:
        read_scan(kept, scan, KEY)
    assert gone.value.code == "scan.gone"


def test_one_from_before_scans_were_sealed_is_read_and_sealed_later(
    qapp: QApplication, kept: Path, tmp_path: Path
) -> None:
    content = pdf(tmp_path / "a.pdf").read_bytes()
    scan = Scan(file=sha256(content).hexdigest(), name="a.pdf")
    (kept / scan.file).write_bytes(content)
    assert read_scan(kept, scan, KEY) == content
    seal_plain(kept, [scan.file, "0" * 64], KEY)
    assert [file.suffix for file in kept.iterdir()] == [SEALED]
    assert read_scan(kept, scan, KEY) == content


def test_another_key_opens_what_was_sealed_anew(qapp: QApplication, kept: Path, tmp_path: Path) -> None:
    scan = store_scan(kept, pdf(tmp_path / "a.pdf"), KEY)
    reseal_files(kept, KEY, bytes(32))
    assert is_pdf(read_scan(kept, scan, bytes(32)))
    assert forget_files(kept, [scan.file, "0" * 64]) == 1
    assert list(kept.iterdir()) == []


def test_the_endings_are_those_that_are_taken() -> None:
    assert set(scans.ENDINGS) == {"pdf", "jpg", "jpeg", "png"}
