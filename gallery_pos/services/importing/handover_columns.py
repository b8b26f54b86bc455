"""What the columns of a hand-over list are called in the habits of many people, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from gallery_pos.language import tr
from gallery_pos.reading import Unreadable, is_blank, read_code, read_nib, read_phone, read_quantity, read_text
from gallery_pos.services.importing.columns import (
    BARCODE,
    BEST_BEFORE,
    COMMISSION,
    CONSIGNOR_PRICE,
    LONG,
    PHONE,
    Column,
    layout,
    read_price,
)

_Value = TypeVar("_Value")

DITTO = frozenset({'"', "''", "”", "“", "〃", ",,", "idem", "s.d.a", "sda"})
"""What people write for "as above"."""
_NOT_THERE = DITTO | frozenset(
    {
        "?",
        "belum",
        "belum ada",
        "blm",
        "blm ada",
        "dalam proses",
        "kosong",
        "n/a",
        "nihil",
        "proses",
        "sedang diurus",
        "sedang proses",
        "tdk ada",
        "tidak",
        "tidak ada",
        "tidak punya",
    }
)
"""What people write where there is nothing to write."""
_NOTHING_LEFT = frozenset({"habis", "kosong", "nihil", "nol", "sold out", "tidak ada", "tdk ada"})
_BETWEEN_PHONES = re.compile(r"[/;,&|\n]|\batau\b|\bdan\b", re.IGNORECASE)


def _unless_missing(read: Callable[[object], _Value], value: object) -> _Value | None:
    """Return None for "belum ada" and the like, else what ``read`` makes of the cell."""
    return None if spoken(value) in _NOT_THERE else read(value)


def spoken(value: object) -> str:
    """Return a cell's text without its accidents, "" where it is no text."""
    return " ".join(value.casefold().split()).strip(".! ") if isinstance(value, str) else ""


def _read_phones(value: object) -> tuple[str, ...]:
    """Return every number in a cell; a person is asked where there are several."""
    try:
        return (read_phone(value),)
    except Unreadable:
        parts = _BETWEEN_PHONES.split(value) if isinstance(value, str) else []
        if sum(not is_blank(part) for part in parts) < len(("one", "another")):
            raise
        return tuple(read_phone(part) for part in parts if not is_blank(part))


def read_stock(value: object) -> int:
    """Return the pieces that are left: a number, or a word for none."""
    return 0 if spoken(value) in _NOTHING_LEFT else read_quantity(value)


def _read_name(value: object) -> str:
    text = read_text(value)
    if not any(character.isalnum() for character in text):
        raise Unreadable(tr("bukan nama"))
    return text


HANDOVER = layout(
    Column("no", ("no", "nomor", "no_urut", "nomor_urut", "urut", "#")),
    Column(
        "business",
        (
            "nama_umkm",
            "nama_usaha",
            "umkm",
            "nama_penitip",
            "penitip",
            "nama_ikm",
            "ikm",
            "nama_ukm",
            "ukm",
            "usaha",
            "nama_toko",
            "nama_kelompok",
            "pelaku_usaha",
            "nama_pelaku_usaha",
            "nama_supplier",
            "supplier",
            "pemasok",
            "nama_pemasok",
            "nama_produsen",
            "produsen",
            "business_name",
            "business",
            "merek",
            "merk",
            "brand",
            "nama",
        ),
        _read_name,
    ),
    Column(
        "owner",
        ("pemilik", "nama_pemilik", "owner", "nama_owner", "penanggung_jawab", "pj"),
        partial(_unless_missing, read_text),
    ),
    Column("phone", PHONE, partial(_unless_missing, _read_phones)),
    Column(
        "district",
        ("kecamatan", "nama_kecamatan", "kec", "district", "wilayah", "asal", "domisili"),
        partial(_unless_missing, read_text),
    ),
    Column(
        "address",
        ("alamat", "alamat_usaha", "alamat_lengkap", "address"),
        partial(_unless_missing, partial(read_text, limit=LONG)),
    ),
    Column("nib", ("nib", "no_nib", "nomor_nib"), partial(_unless_missing, read_nib)),
    Column(
        "pirt",
        ("p_irt", "no_pirt", "nomor_pirt", "spp_irt", "sppirt", "izin_pirt", "izin_p_irt", "sertifikat_pirt"),
        partial(_unless_missing, read_text),
    ),
    Column(
        "halal",
        ("halal", "no_halal", "nomor_halal", "sertifikat_halal", "no_sertifikat_halal", "id_halal"),
        partial(_unless_missing, read_text),
    ),
    Column(
        "product",
        (
            "nama_produk",
            "produk",
            "nama_barang",
            "barang",
            "nama_item",
            "item",
            "product",
            "product_name",
            "uraian",
            "nama",
        ),
        _read_name,
        required=True,
    ),
    Column(
        "variant",
        ("varian", "variant", "ukuran", "size", "rasa", "netto", "berat_bersih", "berat", "isi", "kemasan", "warna"),
        partial(_unless_missing, read_text),
    ),
    Column(
        "category",
        ("kategori", "jenis", "jenis_produk", "jenis_barang", "kategori_produk", "category"),
        partial(_unless_missing, read_text),
    ),
    Column(
        "price",
        (
            "harga_jual",
            "harga_jual_galeri",
            "harga_galeri",
            "harga_satuan",
            "harga_produk",
            "harga_barang",
            "harga",
            "price",
            "hj",
        ),
        read_price,
        required=True,
    ),
    Column("consignor_price", CONSIGNOR_PRICE, partial(_unless_missing, read_price)),
    replace(COMMISSION, read=partial(_unless_missing, COMMISSION.read)),
    Column(
        "stock",
        (
            "sisa_stok",
            "stok",
            "stok_akhir",
            "jumlah_stok",
            "sisa",
            "jumlah_sisa",
            "sisa_barang",
            "stock",
            "qty",
            "kuantitas",
            "quantity",
            "banyaknya",
            "jumlah_barang",
            "jumlah_produk",
            "jumlah",
            "jml",
            "pcs",
        ),
        read_stock,
    ),
    replace(BEST_BEFORE, read=partial(_unless_missing, BEST_BEFORE.read)),
    Column("condition", ("kondisi", "kondisi_barang", "keadaan", "condition")),
    Column("note", ("keterangan", "ket", "catatan", "note", "notes", "remarks"), partial(read_text, limit=LONG)),
    Column("barcode", BARCODE.names, partial(_unless_missing, read_code)),
    also=(("stock",),),
    stretched=("business", "product", "price", "consignor_price", "stock", "best_before", "phone"),
)
