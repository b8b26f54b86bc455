"""Hand-over lists as messy as real ones, made from a gallery that is known: the truth and the file side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from files import sheet
from gallery_pos.formatting import MONTHS
from gallery_pos.sheets import Cell, Sheet

MAKERS = (
    "Kriya Kokom",
    "Dapur Bu Enok",
    "CV Suherman Jaya",
    "Keripik Tati",
    "UD Sumarni",
    "Batik Asep",
    "KWT Melati 2",
)
GOODS = ("Dodol 500 gr", "Tas Rajut", "Kopi Robusta", "Batik Tulis 2,25 m", "Sambal Cumi 150 ml", "Kipas", "Jahe Merah")
DISTRICTS = ("Klari", "Cilamaya Kulon", "Kota Baru")

TITLES: Mapping[str, tuple[str, ...]] = {
    "business": ("Nama UMKM", "Nama Usaha", "UMKM", "Penitip", "IKM", "NAMA  UMKM / IKM", "Nama_UMKM"),
    "owner": ("Pemilik", "Nama Pemilik"),
    "phone": ("No. HP / WA", "No HP", "Telp", "Telepon", "WA"),
    "district": ("Kecamatan", "KEC.", "Alamat"),
    "product": ("Nama Produk", "Produk", "Nama Barang", "PRODUK (UMKM)"),
    "category": ("Jenis", "Kategori"),
    "price": ("Harga Jual", "Harga", "Harga (Rp)", "harga jual"),
    "stock": ("Sisa Stok", "Stok", "Jumlah", "Qty", "Stok (pcs)"),
    "best_before": ("Kedaluwarsa", "Exp", "ED", "Tgl Kadaluarsa", "Expired"),
    "condition": ("Kondisi",),
    "note": ("Ket.", "Keterangan"),
}
NEEDED = ("business", "product", "price", "stock")


@dataclass(frozen=True)
class Item:
    """One row of goods as it really is."""

    maker: str
    product: str
    price: int
    stock: int
    best_before: date | None


@dataclass
class Messy:
    """A file with what it says; ``faults`` are (sheet, row, title) of cells that nobody can read."""

    sheets: list[Sheet] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    faults: set[tuple[str, int, str]] = field(default_factory=set)


def _dots(price: int) -> str:
    return f"{price:,}".replace(",", ".")


PRICES: tuple[Callable[[int], Cell], ...] = (
    lambda price: price,
    str,
    float,
    _dots,
    lambda price: f"Rp {_dots(price)}",
    lambda price: f"Rp. {_dots(price)},-",
    lambda price: f"Rp{_dots(price)},00",
    lambda price: f"{price // 1000}rb" if price % 1000 == 0 and price < 10**6 else price,
)
STOCKS: tuple[Callable[[int], Cell], ...] = (
    lambda stock: stock,
    str,
    lambda stock: f"{stock} pcs",
    float,
    lambda stock: stock or "habis",
    lambda stock: stock or "-",
)
DATES: tuple[Callable[[date], Cell], ...] = (
    lambda day: day,
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    lambda day: day.isoformat(),
)
NAMES: tuple[Callable[[str], str], ...] = (
    lambda name: name,
    str.upper,
    str.lower,
    lambda name: f"  {name} ",
    lambda name: name.replace(" ", "  "),
)
FAULTS: Mapping[str, tuple[Cell, ...]] = {
    "product": (None, "???", "x" * 400),
    "price": (None, "1.5", "tanya dulu", 0, "=F2*2"),
    "stock": ("2,5", -3, "1/2 lusin", "=SUM(A1)"),
    "best_before": ("31/02/2024", "besok", "03/13/2023"),
    "phone": ("HP lama", "12"),
}

items = st.builds(
    Item,
    maker=st.sampled_from(MAKERS),
    product=st.sampled_from(GOODS),
    price=st.integers(2, 2_000).map(lambda number: number * 500),
    stock=st.integers(0, 60),
    best_before=st.none() | st.dates(date(2023, 1, 1), date(2025, 12, 31)),
)
goods = st.lists(items, min_size=1, max_size=14, unique_by=lambda item: (item.maker, item.product))


@st.composite
def messy_lists(draw: st.DrawFn, *, faulty: bool = False) -> Messy:
    """A list of one or two sheets, every habit drawn; with ``faulty`` one cell or more that cannot be read."""
    messy, by_maker = Messy(), draw(goods)
    if draw(st.booleans()):
        by_maker.sort(key=lambda item: MAKERS.index(item.maker))
    cut = draw(st.integers(1, len(by_maker)))
    parts = [part for part in (by_maker[:cut], by_maker[cut:]) if part]
    for number, part in enumerate(parts, start=1):
        _Writer(draw, messy, f"Lembar {number}", faulty=faulty).write(part)
    if draw(st.booleans()):
        messy.sheets.append(sheet(["stok dihitung bersama"], ["kekurangan ditanyakan"], name="catatan"))
    return messy


class _Writer:
    """Writes one sheet the way somebody might."""

    def __init__(self, draw: st.DrawFn, messy: Messy, name: str, *, faulty: bool) -> None:
        self._draw = draw
        self._messy = messy
        self._name = name
        self._faulty = faulty
        optional = [one for one in TITLES if one not in NEEDED and draw(st.booleans())]
        self._fields = draw(st.permutations([*NEEDED, *optional]))
        self._titles = {one: draw(st.sampled_from(TITLES[one])) for one in self._fields}
        self._numbered = draw(st.booleans())
        self._grouped = draw(st.booleans())
        self._rows: list[list[Cell]] = []

    def _some(self, *rows: list[Cell]) -> None:
        if self._draw(st.booleans()):
            self._rows += rows

    def _row(self, cells: Mapping[str, Any], number: Cell = None) -> list[Cell]:
        return [*([number] if self._numbered else []), *(cells.get(one) for one in self._fields)]

    def write(self, part: list[Item]) -> None:
        self._some(["DAFTAR PRODUK TITIPAN GALERI UMKM"], ["per serah terima, Juli 2023"], [])
        header = self._row(self._titles, "No")
        self._rows.append(header)
        self._some([at for at, _ in enumerate(header, start=1)])
        before = ""
        for number, item in enumerate(part, start=1):
            self._item(item, number, carried=self._grouped and item.maker == before)
            before = item.maker
            self._some([])
        if self._draw(st.booleans()):
            self._rows.append(self._row({"product": "JUMLAH", "stock": sum(item.stock for item in part)}))
        self._some([], ["Mengetahui,", None, "Yang menyerahkan,"], ["*) tanpa kantong"])
        if self._rows[-1:] == [[]]:
            self._rows.pop()
        self._messy.sheets.append(sheet(*self._rows, name=self._name))

    def _item(self, item: Item, number: int, *, carried: bool) -> None:
        draw = self._draw
        self._messy.items.append(item if "best_before" in self._fields else replace(item, best_before=None))
        maker = MAKERS.index(item.maker)
        told: dict[str, Cell] = {
            "business": None if carried else draw(st.sampled_from(NAMES))(item.maker),
            "owner": f"Pemilik {item.maker}",
            "phone": draw(st.sampled_from(["0812-3456-780{}", "6281234567 80{}", "+62 812 3456 780{}"])).format(maker),
            "district": draw(st.sampled_from(["{}", "Kec. {}"])).format(DISTRICTS[maker % 3]),
            "product": draw(st.sampled_from(NAMES))(item.product),
            "category": "Makanan",
            "price": draw(st.sampled_from(PRICES))(item.price),
            "stock": draw(st.sampled_from(STOCKS))(item.stock),
            "best_before": item.best_before and draw(st.sampled_from(DATES))(item.best_before),
            "condition": draw(st.sampled_from(["baik", "label lepas", "kedaluwarsa"])),
            "note": draw(st.sampled_from([None, '=HYPERLINK("http://contoh","klik")', "<b>lihat nota</b>"])),
        }
        if self._faulty and (number == 1 or draw(st.integers(0, 4)) == 0):
            field_of_fault = draw(st.sampled_from([one for one in FAULTS if one in self._fields]))
            told[field_of_fault] = draw(st.sampled_from(FAULTS[field_of_fault]))
            self._messy.faults.add((self._name, len(self._rows) + 1, self._titles[field_of_fault].strip()))
        self._rows.append(self._row(told, number))
