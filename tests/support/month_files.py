"""Month files to check: a small gallery whose September and October are closed, and hands that alter its files."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

from db.queries.months import month_figures, month_heads
from db.signing import signed_by
from gallery_pos.documents import Method, MonthCheck, MonthClosed
from gallery_pos.month_file import container, model
from gallery_pos.month_file.checking import Inspected, inspect
from shop import OUTLET, Shop
from ui.folder import DataFolder
from ui.gallery import Gallery, create_gallery
from ui.papers.month_file import pack_month

ROOT = Path(__file__).resolve().parents[2]
VERIFIER = ROOT / "assets" / "verifier" / "periksa.py"

Sign = Callable[[bytes], bytes]
Row = dict[str, Any]


def verifier() -> ModuleType:
    """Return the verifier that stands alone, loaded from its one file."""
    spec = importlib.util.spec_from_file_location("periksa_alone", VERIFIER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@dataclass
class Months:
    """The gallery, and its files of September and October 2026."""

    gallery: Gallery
    september: Path
    october: Path

    @property
    def sign(self) -> Sign:
        """What the gallery's own terminal signs with."""
        return self.gallery.terminal.sign


def a_gallery(folder: Path, *, name: str = "Galeri Uji", database: str = "") -> tuple[Gallery, Shop]:
    """Return a gallery whose clock stands in November, and a shop that writes into it."""
    gallery = create_gallery(
        DataFolder(folder),
        name=name,
        outlet=OUTLET,
        database=database,
        clock=lambda: datetime(2026, 11, 3, 2, 0, tzinfo=UTC),
    )
    shop = Shop(gallery.journal, gallery.book, day=date(2026, 9, 1))
    shop.moment = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
    shop.open()
    return gallery, shop


def trade(shop: Shop, first: date, days: int) -> None:
    """Some days of a month: shifts, sales by every method, a refund, fees, a statement, a payout."""
    shop.day = first
    shop.receive("P1", 60)
    shop.receive("P2", 40)
    shop.receive("P3", 30)
    for number in range(days):
        shop.start()
        sold = shop.sell("P1", 2 + number % 3, discount=500 * (number % 4))
        shop.sell("P3", 1, method=list(Method)[number % 4])
        shop.journal.append(shop.sale(shop.line("P1", 1), shop.line("P2", 2, 333), shop.line("P3", 1), change=1_000))
        if number % 3 == 1:
            shop.refund(sold)
        shop.close(difference=-500 if number % 2 else 0)
        shop.day += timedelta(days=1)
    shop.fee(period=f"{first:%Y-%m}")
    shop.adjust("M2")
    shop.settle("M1")
    shop.settle("M2")
    shop.pay("M1", 20_000)


def close_month(gallery: Gallery, shop: Shop, month: str, on: date, previous: MonthClosed | None) -> MonthClosed:
    """Close a month as the service does."""
    shop.day = on
    closed = shop.make(
        MonthClosed,
        month=month,
        checks=(MonthCheck(code="days", passed=True),),
        figures=month_figures(gallery.database, OUTLET, month),
        heads=month_heads(gallery.database, OUTLET, month),
        previous=previous.id if previous else None,
    )
    gallery.journal.append(closed)
    return closed


def closed_months(folder: Path, *, database: str = "") -> Months:
    """Make the gallery and both files."""
    gallery, shop = a_gallery(folder / "data", database=database)
    trade(shop, date(2026, 9, 21), 6)
    september = close_month(gallery, shop, "2026-09", date(2026, 10, 2), None)
    trade(shop, date(2026, 10, 5), 6)
    close_month(gallery, shop, "2026-10", date(2026, 11, 2), september)
    files = [pack_month(gallery, month, OUTLET, folder / "berkas") for month in ("2026-09", "2026-10")]
    return Months(gallery, *files)


def look(path: Path, **more: Any) -> Inspected:
    """Check a file as the program does."""
    return inspect(path, signed_by=signed_by, **more)


# --------------------------------------------------------------------------------------- taking a file apart


@dataclass
class Taken:
    """A month file taken apart, to be altered and put together again."""

    manifest: dict[str, Any]
    members: dict[str, bytes]
    signature: str

    @classmethod
    def of(cls, data: bytes) -> Taken:
        opened = container.unpack(data)
        return cls(json.loads(opened.manifest_text), dict(opened.members), opened.signature)

    @property
    def rows(self) -> list[Row]:
        return [json.loads(line) for line in self.members[model.JOURNAL].splitlines()]

    @rows.setter
    def rows(self, rows: list[Row]) -> None:
        lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for row in rows]
        self.members[model.JOURNAL] = b"".join(lines)

    def bound(self, sign: Sign | None) -> bytes:
        """Return the ZIP with a manifest that fits it, signed with ``sign``, else with the old signature."""
        packed = [container.pack(name, data) for name, data in self.members.items()]
        files = [{field: getattr(entry, field) for field in entry.__struct_fields__} for entry, _ in packed]
        manifest = (json.dumps({**self.manifest, "files": files}, indent=2) + "\n").encode()
        signature = sign(sha256(manifest).digest()).hex() if sign else self.signature
        return container.bind(manifest, signature, [piece for _, piece in packed])


def chained(rows: list[Row], before: str, sign: Sign | None = None, *, heads: bool = False) -> list[Row]:
    """Return rows of one chain with hashes that follow one another; with ``sign`` their signatures too.

    ``heads`` also writes the new hashes into the closings, as somebody would who has everything in his hands.
    """
    made: list[Row] = []
    known: dict[str, str] = {}
    for old in rows:
        row = dict(old)
        if heads and '"kind":"MonthClosed"' in row["head"]:
            for earlier, later in known.items():
                row["body"] = row["body"].replace(earlier, later)
        row["hash"] = sha256(bytes.fromhex(before) + row["head"].encode() + row["body"].encode()).hexdigest()
        if sign and "signature" in row:
            row["signature"] = sign(bytes.fromhex(row["hash"])).hex()
        known[old["hash"]] = before = row["hash"]
        made.append(row)
    return made


def body(row: Row) -> Any:
    return json.loads(row["body"])


def kind(row: Row) -> str:
    return str(json.loads(row["head"])["kind"])


def said(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def amounts(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to every amount in a body."""
    if isinstance(content, dict):
        return [way for name, value in content.items() for way in amounts(value, (*path, name))]
    if isinstance(content, list):
        return [way for at, value in enumerate(content) for way in amounts(value, (*path, at))]
    return [path] if isinstance(content, int) and not isinstance(content, bool) else []


def change_amount(row: Row, dice: Random) -> Row:
    """Return a row in which one amount is another."""
    content = body(row)
    ways = amounts(content)
    way = dice.choice(ways)
    target = content
    for step in way[:-1]:
        target = target[step]
    target[way[-1]] += dice.choice([-1_000, -1, 1, 500, 10_000])
    return {**row, "body": said(content)}
