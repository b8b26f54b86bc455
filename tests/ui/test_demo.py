"""The demo day, as whoever has no display plays it: every screen, every paper, and the books hold."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_demo_day_plays_to_its_end_and_leaves_pictures_slips_and_papers(tmp_path: Path) -> None:
    out = tmp_path / "hasil"
    command = [sys.executable, "-c", "from ui.cli import main; main()", "demo", "--out", str(out)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    played = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=580)
    assert played.returncode == 0, played.stderr[-2_000:]
    pictures = {path.stem for path in (out / "layar").glob("*.png")}
    screens = ("kasir", "titipan", "penitip", "produk", "stok", "kas-sif", "penyelesaian", "laporan", "pengaturan")
    assert {f"layar-{screen}-{theme}" for screen in screens for theme in ("terang", "gelap")} <= pictures
    assert {"opname-mulai", "opname-hitung", "opname-selisih", "opname-penanggung", "opname-selesai"} <= pictures
    assert {"titipan-tabel", "titipan-masalah", "titipan-produk-baru", "titipan-tersimpan", "titipan-label"} <= pictures
    assert {"penitip-mungkin-sama", "penitip-gabungkan", "penitip-sudah-digabung", "penitip-profil"} <= pictures
    assert {"stok-segera-kedaluwarsa", "stok-laku-dan-lambat", "stok-rencana-potongan", "titipan-retur"} <= pictures
    assert {"gerai-di-jalan", "gerai-kirim", "gerai-surat-jalan", "gerai-kunjungan", "gerai-acara"} <= pictures
    assert {"bulan", "bulan-kalender", "bulan-nyatakan-tutup", "bulan-tutup", "bulan-ditutup"} <= pictures
    assert {"pembayaran-belum-dibayar", "pembayaran-berkas-transfer", "pembayaran-kode", "sanggahan-jawab"} <= pictures
    assert "sanggahan-laporan-berikut" in pictures
    assert {"uang-titipan", "uang-titipan-setoran", "pencocokan-impor", "pencocokan-tangan"} <= pictures
    assert {"pencocokan", "pencocokan-selisih", "pencocokan-qris-tidak-sampai"} <= pictures
    assert {"periksa-kosong", "periksa-cocok", "periksa-struk", "periksa-diubah"} <= pictures
    assert {"pembinaan-legalitas", "pembinaan-catat-dokumen", "pembinaan-dokumen", "pembinaan-syarat"} <= pictures
    assert {"pembinaan-antrean", "pembinaan-riwayat", "pembinaan-nilai", "pembinaan-hasil"} <= pictures
    assert {"pembinaan-langkah", "pembinaan-putaran-baru", "pembinaan-giliran", "pembinaan-giliran-baru"} <= pictures
    assert len(list((out / "struk").glob("*.bin"))) == len(list((out / "struk").glob("*.png"))) >= 18
    papers = {path.name for path in (out / "kertas").iterdir()}
    assert {
        "semua.pdf",
        "rujukan.pdf",
        "antrean.pdf",
        "lembar-nilai.pdf",
        "berita-acara-kurasi.pdf",
        "label.pdf",
        "persetujuan-M001.pdf",
        "data-M001.pdf",
        "data-M001.json",
    } <= papers
    assert sum(name.startswith("LAPORAN-") for name in papers) >= 30
    assert all(path.stat().st_size for path in (out / "kertas").iterdir())
