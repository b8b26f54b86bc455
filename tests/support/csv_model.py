"""What statements must say, worked out from nothing but the rows of the files that were imported.

Written from the file formats alone and as plainly as can be: lists, fractions, one piece of paper per maker. It knows
no document, no database and no function of the program.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

Row = dict[str, Any]
MAIN = "GALERI"


def half_up(exact: Fraction) -> int:
    """Round to the rupiah, half away from nothing, so that what goes back is what came."""
    return -half_up(-exact) if exact < 0 else floor(exact + Fraction(1, 2))


class Terms(NamedTuple):
    """The gallery's percentage, and the maker's own price where there is one."""

    percent: Fraction
    titip: int | None


@dataclass
class Batch:
    """Goods that came in together."""

    received: date
    best_before: date | None
    left: int
    terms: Terms


class Event(NamedTuple):
    """A line of a maker's account."""

    maker: str
    product: str
    day: date
    kind: str
    quantity: int
    gross: int = 0
    discount: int = 0
    commission: int = 0
    outlet: str = ""

    @property
    def due(self) -> int:
        """What the maker gets."""
        return self.gross - self.discount - self.commission


@dataclass
class Told:
    """The last statement of a maker."""

    until: date
    closing: int
    goods: dict[str, int]


@dataclass
class Books:
    """Everything that was imported so far."""

    makers: dict[str, Row] = field(default_factory=dict)
    products: dict[str, Row] = field(default_factory=dict)
    shelves: dict[tuple[str, str], list[Batch]] = field(default_factory=lambda: defaultdict(list))
    waiting: list[Event] = field(default_factory=list)
    active: dict[str, date] = field(default_factory=dict)
    charged: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    told: dict[str, Told] = field(default_factory=dict)

    # -- files

    def consignors(self, rows: list[Row]) -> None:
        """Take a list of makers in."""
        for row in rows:
            self.makers[row["kode"]] = self.makers.get(row["kode"], {}) | row

    def product_list(self, rows: list[Row]) -> None:
        """Take a list of products in."""
        for row in rows:
            self.products[row["kode"]] = self.products.get(row["kode"], {}) | row

    def _terms(self, product: str) -> Terms:
        item = self.products[product]
        maker = self.makers[item["kode_penitip"]]
        titip = int(item["harga_titip"]) if item.get("harga_titip") else None
        if item.get("komisi_persen") not in {None, ""}:
            return Terms(Fraction(item["komisi_persen"]), titip)
        if titip is not None:
            return Terms(Fraction(0), titip)
        return Terms(Fraction(maker.get("komisi_persen") or "0"), None)

    def _add(self, event: Event) -> None:
        self.waiting.append(event)
        first = self.active.get(event.maker, event.day)
        self.active[event.maker] = min(first, event.day)

    def goods_in(self, rows: list[Row]) -> None:
        """Take goods in; what was agreed is what counts for them for ever."""
        for row in rows:
            day, product = date.fromisoformat(row["tanggal"]), row["kode_produk"]
            best = date.fromisoformat(row["kedaluwarsa"]) if row["kedaluwarsa"] else None
            batch = Batch(day, best, row["jumlah"], self._terms(product))
            self.shelves[row["gerai"] or MAIN, product].append(batch)
            self._add(Event(self.products[product]["kode_penitip"], product, day, "received", row["jumlah"]))

    def sales(self, rows: list[Row]) -> None:
        """Take sales in, in the order in which they happened."""
        taken: dict[tuple[str, str], list[Batch]] = defaultdict(list)
        first: dict[tuple[str, str], str] = {}
        for row in rows:
            key = (row["gerai"] or MAIN, row["nomor"])
            first[key] = min(first.get(key, row["waktu"]), row["waktu"])
        order = {key: at for at, key in enumerate(first)}
        ordered = sorted(
            rows,
            key=lambda row: (
                first[row["gerai"] or MAIN, row["nomor"]],
                order[row["gerai"] or MAIN, row["nomor"]],
                row["jumlah"] < 0,
            ),
        )
        for row in ordered:
            outlet = row["gerai"] or MAIN
            self._line(
                row, outlet, date.fromisoformat(first[outlet, row["nomor"]][:10]), taken[outlet, row["kode_produk"]]
            )

    def _line(self, row: Row, outlet: str, day: date, sold: list[Batch]) -> None:
        product, count = row["kode_produk"], row["jumlah"]
        sign = 1 if count > 0 else -1
        pieces = [
            self._take(outlet, product, day, sold) if sign > 0 else self._back(product, sold) for _ in range(abs(count))
        ]
        groups: dict[Terms, int] = defaultdict(int)
        for terms in pieces:
            groups[terms] += 1
        discounts = shared(int(row["diskon"] or 0), list(groups.values()))
        gross = discount = commission = 0
        for (terms, quantity), part in zip(groups.items(), discounts, strict=True):
            money = quantity * row["harga_satuan"]
            gross, discount = gross + money, discount + part
            commission += gallery_part(terms, quantity, money, part)
        maker = self.products[product]["kode_penitip"]
        kind = "sold" if sign > 0 else "refunded"
        amounts = (sign * gross, sign * discount, sign * commission)
        self._add(Event(maker, product, day, kind, abs(count), *amounts, outlet))

    def _take(self, outlet: str, product: str, day: date, sold: list[Batch]) -> Terms:
        here = [one for one in self.shelves[outlet, product] if one.left > 0 and one.received <= day]
        if not here:  # nobody can say where it came from: the customer has it all the same
            here = [Batch(day, None, 1, self._terms(product))]
        batch = min(
            here,
            key=lambda one: (
                one.best_before is not None and one.best_before < day,
                one.best_before or date.max,
                one.received,
            ),
        )
        batch.left -= 1
        sold.append(batch)
        return batch.terms

    def _back(self, product: str, sold: list[Batch]) -> Terms:
        """Put a piece back where the last one sold came from, as far as the same file tells."""
        if not sold:
            return self._terms(product)
        batch = sold.pop()
        batch.left += 1
        return batch.terms

    # -- reports

    def traded(self, month: str, outlet: str = "") -> list[Event]:
        """Return what was sold and came back in a month, of one place or of all, as long as nothing is settled."""
        trade = [event for event in self.waiting if event.kind in {"sold", "refunded"}]
        return [event for event in trade if f"{event.day:%Y-%m}" == month and outlet in {"", event.outlet}]

    # -- statements

    def statements(self, until: date) -> dict[str, Row]:
        """Return what everybody's statement up to a day says."""
        made = {}
        for maker in sorted(self.makers):
            before = self.told.get(maker)
            if before and before.until >= until:
                continue
            mine = [event for event in self.waiting if event.maker == maker and event.day <= until]
            fees = self._fees(maker, until)
            if mine or fees or (before and before.closing):
                made[maker] = self._statement(maker, until, before, mine, len(fees))
        return made

    def _fees(self, maker: str, until: date) -> list[str]:
        """Return the months that are over and not paid for."""
        if not int(self.makers[maker].get("iuran_bulanan") or 0) or maker not in self.active:
            return []
        months, month = [], self.active[maker].replace(day=1)
        while (following := (month + timedelta(days=31)).replace(day=1)) <= until + timedelta(days=1):
            months.append(f"{month:%Y-%m}")
            month = following
        return [one for one in months if one not in self.charged[maker]]

    def _statement(self, maker: str, until: date, before: Told | None, mine: list[Event], months: int) -> Row:
        fees = months * int(self.makers[maker].get("iuran_bulanan") or 0)
        traded = [event for event in mine if event.kind in {"sold", "refunded"}]
        opening, due = before.closing if before else 0, sum(event.due for event in traded)
        paid = sum(event.gross for event in mine if event.kind == "paid")
        since = before.until + timedelta(days=1) if before else min((event.day for event in mine), default=until)
        return {
            "consignor": maker,
            "business_name": self.makers[maker]["nama_usaha"],
            "from": since.isoformat(),
            "until": until.isoformat(),
            "opening": opening,
            "gross": sum(event.gross for event in traded),
            "discount": sum(event.discount for event in traded),
            "commission": sum(event.commission for event in traded),
            "due": due,
            "fees": fees,
            "adjustments": 0,
            "paid": paid,
            "closing": opening + due - fees - paid,
            "products": self._products(traded),
            "goods": _goods(before.goods if before else {}, mine),
        }

    def _products(self, traded: list[Event]) -> list[Row]:
        made = []
        for product in sorted({event.product for event in traded}):
            mine = [event for event in traded if event.product == product]
            made.append(
                {
                    "product": product,
                    "name": self.products[product]["nama"],
                    "quantity": sum(event.quantity if event.kind == "sold" else -event.quantity for event in mine),
                    "gross": sum(event.gross for event in mine),
                    "discount": sum(event.discount for event in mine),
                    "commission": sum(event.commission for event in mine),
                    "due": sum(event.due for event in mine),
                }
            )
        return made

    def settle(self, until: date) -> dict[str, Row]:
        """Issue everybody's statement up to a day."""
        made = self.statements(until)
        for maker, statement in made.items():
            self.charged[maker].update(self._fees(maker, until))
            goods = {line["product"]: line["closing"] for line in statement["goods"]}
            self.told[maker] = Told(until, statement["closing"], goods)
            self.waiting = [event for event in self.waiting if event.maker != maker or event.day > until]
        return made

    def pay(self, maker: str, amount: int, day: date) -> None:
        """Pay a maker."""
        self.waiting.append(Event(maker, "", day, "paid", 0, amount))


def gallery_part(terms: Terms, quantity: int, gross: int, discount: int) -> int:
    """Return what the gallery keeps of a line; under a harga titip the discount is its own affair."""
    if terms.titip is None:
        return half_up((gross - discount) * terms.percent / 100)
    titip = terms.titip * quantity
    return gross - titip + half_up(titip * terms.percent / 100) - discount


def shared(amount: int, weights: list[int]) -> list[int]:
    """Split an amount by weights, the rupiah left over to those who lost most by rounding down."""
    exact = [Fraction(amount * weight, sum(weights)) for weight in weights]
    parts = [floor(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def _goods(before: dict[str, int], mine: list[Event]) -> list[Row]:
    made = []
    moved = {event.product for event in mine if event.product}
    for product in sorted(moved | {code for code, pieces in before.items() if pieces}):
        row: Row = {"product": product, "opening": before.get(product, 0)}
        for kind in ("received", "sold", "refunded"):
            row[kind] = sum(event.quantity for event in mine if event.product == product and event.kind == kind)
        row |= dict.fromkeys(("returned", "written_off", "transferred", "variance"), 0)
        row["closing"] = row["opening"] + row["received"] - row["sold"] + row["refunded"]
        made.append(row)
    return made
