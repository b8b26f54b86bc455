"""The workbook a gallery gets when an operator leaves: consignors, their products and what is on the shelves.

Consignors and products are known by their names. What the book knows already stays as it is there: a hand-over list is
older than the book. Whatever contradicts itself is put to a person, and the whole file waits.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from gallery_pos.barcode import sku
from gallery_pos.documents import ConsignorRevised, ProductRevised
from gallery_pos.formatting import format_percent, format_rupiah
from gallery_pos.language import tr
from gallery_pos.reading import header_key, name_key, tidy_name
from gallery_pos.services.consignors import fields_of
from gallery_pos.services.importing.handover_makers import (
    Maker,
    common_name,
    makers_of,
    settle,
    tell_variants_apart,
)
from gallery_pos.services.importing.handover_rows import HandoverRows, read_handover
from gallery_pos.services.importing.notes import Delivery, Piece, in_the_book, receive
from gallery_pos.services.importing.plan import Choice
from gallery_pos.services.importing.values import district_in, tidy_district
from gallery_pos.terms import ItemTerms

if TYPE_CHECKING:
    from gallery_pos.services.importing.draft import Draft
    from gallery_pos.services.importing.row import Row
    from gallery_pos.sheets import Sheet

_OCCASION = "serah-terima"
_ALL_SHEETS, _BOOK, _FILE = "semua", "buku", "berkas"


def plan_handover(draft: Draft, sheets: Sequence[Sheet]) -> None:
    """Register consignors and products of the list that are new, and take in what is left of their goods."""
    whole = read_handover(draft, sheets)
    tell_variants_apart(whole.goods)
    found = _of_sheets_that_count(draft, whole)
    if found is None:
        return
    draft.counts["rows"] = len(found.goods)
    makers = makers_of(draft, found)
    takeover = _Takeover(draft)
    takeover.number(makers, found.goods)
    for maker in makers:
        takeover.take(maker)


def _of_sheets_that_count(draft: Draft, found: HandoverRows) -> HandoverRows | None:
    """Ask where sheets repeat the same goods: a sheet per month is a count each, a sheet per place adds up."""
    sheets: dict[str, list[Row]] = {}
    first: dict[tuple[str, str], str] = {}
    again: list[Row] = []
    for row in found.goods:
        sheets.setdefault(row.sheet.name, []).append(row)
        key = (name_key(row["business"] or ""), name_key(row["product"] or ""))
        if first.setdefault(key, row.sheet.name) != row.sheet.name:
            again.append(row)
    if not again:
        return found
    choices = [
        Choice(_ALL_SHEETS, tr("stoknya dijumlahkan")),
        *(
            Choice(name, tr("hanya lembar ini ({count} baris)").format(count=len(rows)))
            for name, rows in sheets.items()
        ),
    ]
    question = tr("{count} produk ada di lebih dari satu lembar. Lembar mana yang berlaku?").format(count=len(again))
    answer = draft.ask("lembar", question, choices, again)
    if answer == _ALL_SHEETS:
        return found
    if answer is None:
        return None
    return HandoverRows(
        [row for row in found.goods if row.sheet.name == answer],
        [row for row in found.headings if row.sheet.name == answer],
    )


class _Takeover:
    """Takes over one consignor after the other."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._today = draft.desk.today()
        self._outlet = draft.known.main_outlet.code
        # What was merged leads to the maker who stays, by its old name too.
        self._by_name = {
            name_key(one.business_name): draft.known.consignor(one.code) or one
            for one in reversed(draft.known.consignors.values())
        }
        self._products = {(one.consignor, name_key(one.name)): one for one in draft.known.products.values()}
        self._codes: dict[tuple[str, str], str] = {}
        self._nibs: dict[str, str] = {}
        self._barcodes: dict[str, tuple[str, str]] = {}

    def number(self, makers: Sequence[Maker], rows: Sequence[Row]) -> None:
        """Give new products their codes in the order of the list, so that both can be laid side by side."""
        order = {id(row): at for at, row in enumerate(rows)}
        first = {
            (maker.key, key): min(order[id(row)] for row in of_it)
            for maker in makers
            for key, of_it in maker.products.items()
        }
        for maker_key, key in sorted(first, key=lambda product: first[product]):
            consignor = self._by_name.get(maker_key)
            if consignor is None or (consignor.code, key) not in self._products:
                self._codes[maker_key, key] = self._draft.known.new_product_code()

    def take(self, maker: Maker) -> None:
        """Add what is new about a consignor and his goods to the plan."""
        before = self._by_name.get(maker.key)
        if before is not None and self._came_before(maker, before):
            self._draft.counts["consignors_same"] += 1
            self._draft.counts["products_same"] += len(maker.products)
            self._draft.counts["notes_same"] += any(row["stock"] for row in maker.rows)
            return
        consignor = self._consignor(maker, before)
        pieces: list[Piece] = []
        for key, rows in maker.products.items():
            product = self._product(maker, consignor, key, rows)
            if product is not None:
                pieces += self._pieces(product, rows)
        if pieces:
            receive(self._draft, self._delivery(consignor, pieces))

    def _came_before(self, maker: Maker, consignor: ConsignorRevised) -> bool:
        """Tell whether the book has all of a consignor's products and goods already: then nothing is asked again."""
        products = {key: self._products.get((consignor.code, key)) for key in maker.products}
        pieces = [
            piece
            for key, rows in maker.products.items()
            if (product := products[key])
            for piece in self._pieces(product, rows)
        ]
        return all(products.values()) and in_the_book(self._draft, self._delivery(consignor, pieces))

    def _delivery(self, consignor: ConsignorRevised, pieces: Sequence[Piece]) -> Delivery:
        return Delivery(self._outlet, consignor, self._today, _OCCASION, tr("serah terima"), pieces)

    def _pieces(self, product: ProductRevised, rows: Sequence[Row]) -> list[Piece]:
        terms = self._draft.known.terms(product)
        return [
            Piece(row, product, row["stock"], terms, row["best_before"], row["condition"] or "", row["note"] or "")
            for row in rows
            if row["stock"]
        ]

    # ------------------------------------------------------------------------------------------------- consignors

    def _consignor(self, maker: Maker, before: ConsignorRevised | None) -> ConsignorRevised:
        if before is not None:
            self._draft.counts["consignors_same"] += 1
            return before
        draft, name = self._draft, maker.name
        ask = _About(draft, maker.key, name)
        private = {
            "phone": ask("telepon", tr("nomor telepon"), _phones(maker)),
            "address": next((text for text, _ in maker.values("address")), None),
        }
        nib = ask("nib", tr("NIB"), maker.values("nib"), same=lambda one: one.number, said=lambda one: one.number)
        self._check_nib(maker, nib)
        consignor = draft.write(
            ConsignorRevised,
            code=draft.known.new_consignor_code(),
            business_name=name,
            owner=ask("pemilik", tr("pemilik"), maker.values("owner"), same=name_key, said=tidy_name) or "",
            district=ask("kecamatan", tr("kecamatan"), _districts(maker), same=header_key) or "",
            nib=nib.number if nib else "",
            since=self._today,
        )
        draft.counts["consignors_new"] += 1
        if told := {key: text for key, text in private.items() if text}:
            draft.private[consignor.code] = told
        return consignor

    def _check_nib(self, maker: Maker, nib: Any) -> None:
        """Tell of a NIB that a spreadsheet cut, and of one that two businesses have."""
        for read, row in maker.values("nib"):
            if read.warning:
                self._draft.findings.warning(row, "nib", read.warning)
                break
        other = self._nibs.setdefault(nib.number, maker.name) if nib else maker.name
        if other != maker.name:
            row = maker.values("nib")[0][1]
            self._draft.findings.warning(row, "nib", tr("NIB ini juga milik {name}").format(name=other))

    # --------------------------------------------------------------------------------------------------- products

    def _product(
        self, maker: Maker, consignor: ConsignorRevised, key: str, rows: Sequence[Row]
    ) -> ProductRevised | None:
        """Return the product that rows are about, made where it is new; None while its price is open."""
        draft, name = self._draft, common_name(row["product"] for row in rows)
        ask = _About(draft, f"{maker.key}/{key}", f"{name} ({maker.name})")
        price = ask("harga", tr("harga jual"), _told(rows, "price"), said=format_rupiah)
        self._tell_of_doubles(rows)
        before = self._products.get((consignor.code, key))
        if before is not None:
            return self._known_product(before, price, rows)
        titip = ask("titip", tr("harga titip"), _told(rows, "consignor_price"), said=format_rupiah)
        commission = ask("komisi", tr("komisi"), _told(rows, "commission"), said=format_percent)
        pirt = ask("pirt", tr("nomor P-IRT"), _told(rows, "pirt"), same=header_key)
        halal = ask("halal", tr("nomor halal"), _told(rows, "halal"), same=header_key)
        code = self._codes[maker.key, key]
        barcodes = self._own_barcodes(code, name, rows)
        if price is None:
            return None
        if titip and titip > price:
            draft.findings.warning(rows[0], "consignor_price", tr("harga titip di atas harga jual: galeri rugi"))
        draft.counts["products_new"] += 1
        return draft.write(
            ProductRevised,
            code=code,
            name=name,
            consignor=consignor.code,
            price=price,
            barcodes=barcodes or (draft.known.new_barcode(),),
            category=next((row["category"] for row in rows if row["category"]), ""),
            terms=ItemTerms(commission_bp=commission, consignor_price=titip),
            permits={kind: number for kind, number in (("P-IRT", pirt), ("Halal", halal)) if number},
        )

    def _known_product(self, before: ProductRevised, price: int | None, rows: Sequence[Row]) -> ProductRevised | None:
        """Keep a product as the book has it; where goods come in at another price, ask which price holds."""
        draft = self._draft
        if price is None or price == before.price or not any(row["stock"] for row in rows):
            draft.counts["products_same"] += 1
            return before if price is not None else None
        text = tr("Harga {name} di buku lain dari di berkas. Yang mana yang berlaku?").format(name=before.name)
        choices = (Choice(_BOOK, format_rupiah(before.price)), Choice(_FILE, format_rupiah(price)))
        if draft.ask(f"hargabuku:{before.code}", text, choices, rows) != _FILE:
            draft.counts["products_same"] += 1
            return before
        draft.counts["products_changed"] += 1
        return draft.write(ProductRevised, **(fields_of(before) | {"price": price}))

    def _own_barcodes(self, code: str, name: str, rows: Sequence[Row]) -> tuple[str, ...]:
        """Return the barcodes that rows name; one that another product has is a problem."""
        barcodes: dict[str, None] = {}
        for barcode, row in _told(rows, "barcode"):
            other = self._draft.known.product(barcode)
            holder, used_by = self._barcodes.setdefault(sku(barcode), (code, name))
            if other is not None or holder != code:
                taken = other.name if other is not None else used_by
                reason = tr("barcode ini sudah dipakai {name}").format(name=taken)
                self._draft.findings.problem(row, "barcode", reason)
            barcodes[barcode] = None
        return tuple(barcodes)

    def _tell_of_doubles(self, rows: Sequence[Row]) -> None:
        """Tell of rows that say the same of the same product: they add up, but may be one row written twice."""
        first: dict[tuple[object, ...], Row] = {}
        for row in rows:
            if row["stock"]:
                same = first.setdefault((row["stock"], row["best_before"], row["condition"]), row)
                if same is not row:
                    reason = tr("sama dengan baris {row}; stoknya dijumlahkan").format(row=same.number)
                    self._draft.findings.warning(row, "product", reason)


class _About:
    """Settles one thing after the other about a business or a product, which its questions name."""

    def __init__(self, draft: Draft, key: str, name: str) -> None:
        self._draft = draft
        self._key = key
        self._name = name

    def __call__(self, sort: str, what: str, told: Sequence[tuple[Any, Row]], **how: Any) -> Any:
        text = tr("{name}: {what} berbeda-beda di berkas. Yang mana yang benar?")
        return settle(self._draft, (f"{sort}:{self._key}", text.format(name=self._name, what=what)), told, **how)


def _told(rows: Sequence[Row], field: str) -> list[tuple[Any, Row]]:
    return [(row[field], row) for row in rows if row[field] not in {None, ""}]


def _phones(maker: Maker) -> list[tuple[str, Row]]:
    return [(phone, row) for phones, row in maker.values("phone") for phone in phones]


def _districts(maker: Maker) -> list[tuple[str, Row]]:
    """Return the districts that rows name, or the addresses where no row names one."""
    named = [(tidy_district(text), row) for text, row in maker.values("district")]
    return named or [(place, row) for text, row in maker.values("address") if (place := district_in(text))]
