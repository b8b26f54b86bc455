"""What the columns of a file are called, what their cells mean, and which of them a file must have.

Everything that tells one kind of file from another while it is read stands here as data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from gallery_pos.documents import ConsignorType, Method, PriceModel
from gallery_pos.language import tr
from gallery_pos.reading import (
    Unreadable,
    read_amount,
    read_best_before,
    read_choice,
    read_code,
    read_date,
    read_nib,
    read_percent,
    read_phone,
    read_quantity,
    read_size_class,
    read_text,
)

Reader: TypeAlias = Callable[[object], object]

_LONGEST_DISTRICT = 60


@dataclass(frozen=True, slots=True)
class Column:
    """One thing that a row tells.

    ``names`` are what headers call it, the surest first; ``read`` makes a value of a cell or raises Unreadable;
    ``blank`` is what an empty cell means, where it is not ``required`` to say something.
    """

    field: str
    names: tuple[str, ...]
    read: Reader = read_text
    blank: object = None
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """The columns of one kind of file; a header must have one of each group of fields in ``needs``.

    Headers of ``stretched`` fields may go on after the name: "Stok per 4 Juli", "Harga Jual Rp".
    """

    columns: tuple[Column, ...]
    needs: tuple[tuple[str, ...], ...]
    stretched: frozenset[str] = frozenset()

    def name(self, field: str) -> str:
        """Return what we call a column."""
        return next(column.names[0] for column in self.columns if column.field == field)


def layout(*columns: Column, also: tuple[tuple[str, ...], ...] = (), stretched: Iterable[str] = ()) -> Layout:
    """Return a layout that needs every required column, and one of each group in ``also``."""
    required = tuple((column.field,) for column in columns if column.required)
    return Layout(columns, required + also, frozenset(stretched))


def read_price(value: object) -> int:
    """Return an amount above zero, in rupiah."""
    return _not_zero(read_amount(value))


def read_pieces(value: object) -> int:
    """Return a number of pieces above zero."""
    return _not_zero(read_quantity(value))


def _read_pieces_or_back(value: object) -> int:
    return _not_zero(read_quantity(value, negative=True))


def _not_zero(number: int) -> int:
    if number == 0:
        raise Unreadable(tr("tidak boleh nol"))
    return number


def _as_it_is(value: object) -> object:
    """Leave a cell for later: what it means depends on another column."""
    return value


LONG = 500
"""Letters in a remark; more is not a remark."""

_MODELS = {model.value: model for model in PriceModel} | {
    "persentase": PriceModel.PERCENTAGE,
    "komisi": PriceModel.PERCENTAGE,
    "percent": PriceModel.PERCENTAGE,
    "percentage": PriceModel.PERCENTAGE,
    "consignor_price": PriceModel.FIXED_NET,
    "fixed_net": PriceModel.FIXED_NET,
    "fee": PriceModel.FEE,
    "monthly_fee": PriceModel.FEE,
}
TYPES = {kind.value: kind for kind in ConsignorType} | {
    "perorangan": ConsignorType.PERSON,
    "pribadi": ConsignorType.PERSON,
    "person": ConsignorType.PERSON,
    "umkm": ConsignorType.BUSINESS,
    "ukm": ConsignorType.BUSINESS,
    "perusahaan": ConsignorType.BUSINESS,
    "business": ConsignorType.BUSINESS,
    "cooperative": ConsignorType.COOPERATIVE,
    "kelompok": ConsignorType.COMMUNITY,
    "community": ConsignorType.COMMUNITY,
}
"""What people call the kinds of makers. Lists of old use the same heading for other things: those are only told."""
_LONGEST_BRANCH = 60
_METHODS = {method.value: method for method in Method} | {
    "cash": Method.CASH,
    "kontan": Method.CASH,
    "kas": Method.CASH,
    "bank": Method.TRANSFER,
    "card": Method.CARD,
    "debit": Method.CARD,
    "kredit": Method.CARD,
    "edc": Method.CARD,
}

BEST_BEFORE = Column(
    "best_before",
    (
        "kedaluwarsa",
        "best_before",
        "tanggal_kedaluwarsa",
        "tgl_kedaluwarsa",
        "kadaluarsa",
        "kadaluwarsa",
        "tanggal_kadaluarsa",
        "tgl_kadaluarsa",
        "tanggal_kadaluwarsa",
        "tgl_kadaluwarsa",
        "expired",
        "expired_date",
        "expiry",
        "expiry_date",
        "exp",
        "exp_date",
        "tgl_exp",
        "ed",
        "tgl_ed",
        "bb",
        "masa_berlaku",
    ),
    read_best_before,
)
_PRODUCT = Column("product", ("kode_produk", "product_code", "kode_barang", "sku", "kode", "code"), read_code)
BARCODE = Column("barcode", ("barcode", "kode_batang", "barkod", "ean"), read_code)
_OUTLET = Column("outlet", ("gerai", "outlet", "toko", "pojok"), read_text, blank="")
_CONSIGNOR = Column("consignor", ("kode_penitip", "consignor_code", "penitip", "consignor"), read_code, required=True)
COMMISSION = Column(
    "commission",
    ("komisi_persen", "commission_percent", "komisi", "commission", "persen_komisi", "komisi_galeri"),
    read_percent,
)
CONSIGNOR_PRICE = (
    "harga_titip",
    "consignor_price",
    "harga_titipan",
    "harga_dari_umkm",
    "harga_umkm",
    "harga_penitip",
    "harga_modal",
    "harga_dasar",
    "harga_pokok",
    "harga_beli",
    "hpp",
    "modal",
)
PHONE = (
    "telepon",
    "phone",
    "no_hp_wa",
    "no_hp",
    "nomor_hp",
    "hp",
    "wa",
    "no_wa",
    "nomor_wa",
    "whatsapp",
    "no_whatsapp",
    "telp",
    "no_telp",
    "no_telepon",
    "nomor_telepon",
    "tlp",
    "no_tlp",
    "handphone",
    "no_handphone",
    "kontak",
    "contact",
)

CONSIGNORS = layout(
    Column("code", ("kode", "code", "kode_penitip", "consignor_code"), read_code, required=True),
    Column("business", ("nama_usaha", "business_name", "nama_umkm", "usaha", "nama", "name"), read_text, required=True),
    Column("owner", ("pemilik", "owner", "nama_pemilik", "owner_name")),
    Column("phone", PHONE, read_phone),
    Column("district", ("kecamatan", "district", "kec")),
    Column("nib", ("nib", "no_nib", "nomor_nib"), read_nib),
    Column("size_class", ("kelas", "size_class", "kelas_usaha", "skala_usaha"), read_size_class),
    Column(
        "type", ("jenis", "type", "bentuk", "jenis_penitip", "bentuk_usaha"), partial(read_text, limit=_LONGEST_BRANCH)
    ),
    Column("sector", ("sektor", "sector", "bidang_usaha", "bidang"), partial(read_text, limit=_LONGEST_BRANCH)),
    Column("commodity", ("komoditas", "commodity"), partial(read_text, limit=_LONGEST_BRANCH)),
    Column("capital", ("modal", "capital", "modal_usaha"), read_amount),
    Column(
        "yearly_sales",
        ("omzet", "yearly_sales", "omset", "omzet_setahun", "omzet_tahunan", "penjualan_setahun", "annual_sales"),
        read_amount,
    ),
    Column("model", ("model", "model_harga", "price_model"), partial(read_choice, choices=_MODELS)),
    COMMISSION,
    Column("fee", ("iuran_bulanan", "monthly_fee", "iuran", "fee"), read_amount),
)

PRODUCTS = layout(
    Column("code", ("kode", "code", "kode_produk", "product_code", "sku"), read_code, required=True),
    BARCODE,
    Column("name", ("nama", "name", "nama_produk", "product_name"), read_text, required=True),
    Column("category", ("kategori", "category", "jenis")),
    _CONSIGNOR,
    Column("price", ("harga_jual", "price", "harga", "selling_price"), read_price, required=True),
    Column("consignor_price", CONSIGNOR_PRICE, read_price),
    COMMISSION,
)

GOODS_IN = layout(
    Column("date", ("tanggal", "date", "tgl", "tanggal_masuk"), read_date, required=True),
    _OUTLET,
    _CONSIGNOR,
    _PRODUCT,
    BARCODE,
    Column("quantity", ("jumlah", "quantity", "qty", "jml"), read_pieces, required=True),
    BEST_BEFORE,
    also=(("product", "barcode"),),
)

SALES = layout(
    Column("number", ("nomor", "number", "no_struk", "nomor_struk", "nota", "no_nota", "no"), read_code, required=True),
    Column("time", ("waktu", "time", "datetime", "tanggal", "date"), _as_it_is, required=True),
    _OUTLET,
    _PRODUCT,
    BARCODE,
    Column("quantity", ("jumlah", "quantity", "qty", "jml"), _read_pieces_or_back, required=True),
    Column("unit_price", ("harga_satuan", "unit_price", "harga", "price"), read_amount, required=True),
    Column("discount", ("diskon", "discount", "potongan"), read_amount, blank=0),
    Column(
        "method",
        ("metode", "method", "metode_bayar", "cara_bayar", "pembayaran", "payment_method"),
        partial(read_choice, choices=_METHODS),
        blank=Method.CASH,
    ),
    also=(("product", "barcode"),),
)

DISTRICTS = layout(
    Column(
        "district",
        ("nama", "kecamatan", "name", "district", "nama_kecamatan"),
        partial(read_text, limit=_LONGEST_DISTRICT),
        required=True,
    ),
    Column("code", ("kode", "code", "kode_wilayah")),
)

VISITS = layout(
    Column("date", ("tanggal", "date", "tgl", "tanggal_kunjungan", "visit_date"), read_date, required=True),
    Column("outlet", ("gerai", "outlet", "toko", "pojok"), read_text, required=True),
    _PRODUCT,
    BARCODE,
    Column("left", ("sisa", "left", "stok_akhir", "sisa_barang", "masih_ada"), read_quantity, required=True),
    Column("returned", ("retur", "returned", "dibawa_kembali", "kembali"), read_quantity, blank=0),
    Column("cash", ("kas", "cash", "tunai", "uang_kotak", "uang_tunai"), read_amount, blank=0),
    Column("qris", ("qris", "uang_qris", "nontunai"), read_amount, blank=0),
    Column("visited_by", ("petugas", "visited_by", "pengunjung", "oleh")),
    Column("note", ("catatan", "note", "keterangan")),
    also=(("product", "barcode"),),
)
