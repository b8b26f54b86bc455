"""Everything that a screen lists, for other programs and for people without one."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from gallery_pos.formatting import format_count, format_date, format_percent, format_time
from gallery_pos.language import tr, tr_noop
from ui.cli.context import Context
from ui.cli.output import print_json, print_table, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from db.engine import Database
    from ui.gallery import Gallery


class Kind(StrEnum):
    """What can be listed."""

    CONSIGNORS = "consignors"
    PRODUCTS = "products"
    LOTS = "lots"
    STOCK = "stock"
    EXPIRING = "expiring"
    MOVERS = "movers"
    MARKDOWNS = "markdowns"
    PULL = "pull"
    OUTLETS = "outlets"
    SALES = "sales"
    STATEMENTS = "statements"
    PAPERS = "papers"
    GATE = "gate"
    DUPLICATES = "duplicates"
    STOCKTAKES = "stocktakes"
    VARIANCES = "variances"
    TRANSFERS = "transfers"
    VISITS = "visits"
    EVENTS = "events"
    HANDOVERS = "handovers"
    QUEUE = "queue"
    ROUNDS = "rounds"
    TURNS = "turns"
    JOURNAL = "journal"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list", help="Daftar isi buku galeri.", cls=Command)(list_kind)


def list_kind(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar="JENIS", help=", ".join(Kind), parser=one_of(Kind))],
) -> None:
    """Print the rows of a kind: a table for people, an array of objects with ``--json``."""
    call: Context = context.obj
    with call.gallery() as gallery:
        rows = _readers(gallery)[kind](gallery.database)
        zone = gallery.desk().timezone
    if call.as_json:
        print_json(rows)
    elif rows:
        _print(rows, _SHOWN[kind], zone)
    else:
        say(tr("Belum ada isinya."))


def _readers(gallery: Gallery) -> dict[Kind, Callable[[Database], Sequence[msgspec.Struct]]]:
    from db.queries import (
        books,
        curation,
        entry,
        events,
        expiry,
        handovers,
        legality,
        movers,
        moving,
        papers,
        records,
        sales,
        settlement,
        stock,
        stocktakes,
    )
    from ui.cli.shelf_lists import list_plans, list_pull
    from ui.register.duplicates import find_duplicates

    today = gallery.desk().today()
    return {
        Kind.CONSIGNORS: records.list_consignors,
        Kind.PRODUCTS: records.list_products,
        Kind.LOTS: stock.list_lots,
        Kind.STOCK: stock.list_stock,
        Kind.EXPIRING: lambda database: expiry.list_expiring(database, on=today),
        Kind.MOVERS: lambda database: movers.list_movers(database, on=today),
        Kind.MARKDOWNS: lambda _database: list_plans(gallery),
        Kind.PULL: lambda _database: list_pull(gallery),
        Kind.OUTLETS: records.list_outlets,
        Kind.SALES: sales.list_sales,
        Kind.STATEMENTS: settlement.list_statements,
        Kind.PAPERS: papers.list_papers,
        Kind.GATE: lambda database: legality.gate_list(database, on=today),
        Kind.DUPLICATES: lambda _database: find_duplicates(gallery),
        Kind.STOCKTAKES: stocktakes.list_stocktakes,
        Kind.VARIANCES: stocktakes.list_variances,
        Kind.TRANSFERS: moving.list_transfers,
        Kind.VISITS: moving.list_visits,
        Kind.EVENTS: events.list_events,
        Kind.HANDOVERS: handovers.list_handovers,
        Kind.QUEUE: entry.list_queue,
        Kind.ROUNDS: curation.list_rounds,
        Kind.TURNS: entry.list_turns,
        Kind.JOURNAL: books.list_journal,
    }


_TITLES = {
    "applied_on": tr_noop("Diajukan"),
    "cancelled": tr_noop("Dibatalkan"),
    "candidates": tr_noop("Peserta"),
    "closed": tr_noop("Ditutup"),
    "decided_by": tr_noop("Oleh"),
    "failed": tr_noop("Tidak lulus"),
    "on": tr_noop("Tanggal"),
    "panel": tr_noop("Kurator"),
    "passed": tr_noop("Lulus"),
    "place": tr_noop("Urut"),
    "revised": tr_noop("Perbaiki"),
    "sheets": tr_noop("Lembar nilai"),
    "shelf_name": tr_noop("Rak"),
    "venue": tr_noop("Tempat"),
    "wanted": tr_noop("dari lembar"),
    "attended": tr_noop("Dijaga"),
    "active": tr_noop("Aktif"),
    "barcodes": tr_noop("Barcode"),
    "best_before": tr_noop("Kedaluwarsa"),
    "bearer": tr_noop("Penanggung"),
    "business_date": tr_noop("Tanggal"),
    "business_name": tr_noop("Nama usaha"),
    "cashier": tr_noop("Kasir"),
    "category": tr_noop("Kategori"),
    "closing": tr_noop("Saldo akhir"),
    "code": tr_noop("Kode"),
    "commission": tr_noop("Komisi"),
    "commission_bp": tr_noop("Komisi"),
    "compensation": tr_noop("Ganti rugi"),
    "consignor": tr_noop("Penitip"),
    "consignor_price": tr_noop("Harga titip"),
    "counted": tr_noop("Dihitung"),
    "counted_by": tr_noop("Dihitung oleh"),
    "counted_parts": tr_noop("Bagian selesai"),
    "days": tr_noop("Hari dijual"),
    "days_left": tr_noop("Sisa hari"),
    "difference": tr_noop("Selisih"),
    "discount": tr_noop("Potongan"),
    "district": tr_noop("Kecamatan"),
    "due": tr_noop("Hak penitip"),
    "fees": tr_noop("Iuran"),
    "end": tr_noop("Berakhir"),
    "expires": tr_noop("Berlaku sampai"),
    "expiry_bp": tr_noop("Bagian galeri"),
    "expected": tr_noop("Di buku"),
    "giver": tr_noop("Dari"),
    "taker": tr_noop("Kepada"),
    "witness": tr_noop("Saksi"),
    "holder": tr_noop("Milik"),
    "issued": tr_noop("Terbit"),
    "kind": tr_noop("Jenis"),
    "lasts_days": tr_noop("Cukup (hari)"),
    "loose": tr_noop("Tanpa lot"),
    "lot": tr_noop("Lot"),
    "main": tr_noop("Utama"),
    "methods": tr_noop("Cara bayar"),
    "missing": tr_noop("Yang kurang"),
    "model": tr_noop("Model"),
    "monthly_fee": tr_noop("Iuran"),
    "name": tr_noop("Nama"),
    "number": tr_noop("Nomor"),
    "off": tr_noop("Potongan"),
    "on_hand": tr_noop("Stok"),
    "open_shifts": tr_noop("Sif terbuka"),
    "opening": tr_noop("Saldo awal"),
    "other_code": tr_noop("Kode lain"),
    "other_district": tr_noop("Kecamatan lain"),
    "other_name": tr_noop("Mungkin sama dengan"),
    "other_owner": tr_noop("Pemilik lain"),
    "outlet": tr_noop("Gerai"),
    "over": tr_noop("Lebih"),
    "owed": tr_noop("Terutang"),
    "owner": tr_noop("Pemilik"),
    "paper": tr_noop("Dokumen"),
    "parts": tr_noop("Bagian"),
    "posted_number": tr_noop("Berita acara"),
    "reason": tr_noop("Sebab"),
    "scope": tr_noop("Yang dihitung"),
    "short": tr_noop("Kurang"),
    "note": tr_noop("Catatan"),
    "stocktake": tr_noop("Stok opname"),
    "suggested": tr_noop("Saran tambah"),
    "speed": tr_noop("Laku"),
    "start": tr_noop("Mulai"),
    "state": tr_noop("Keadaan", "dokumen"),
    "status": tr_noop("Keadaan", "dokumen"),
    "subject": tr_noop("Kode"),
    "paid_before": tr_noop("Dibayarkan"),
    "adjustments": tr_noop("Koreksi"),
    "pieces": tr_noop("Buah"),
    "posted_at": tr_noop("Dicatat"),
    "price": tr_noop("Harga"),
    "product": tr_noop("Produk"),
    "products": tr_noop("Produk"),
    "reasons": tr_noop("Karena"),
    "received": tr_noop("Masuk"),
    "received_on": tr_noop("Tanggal masuk"),
    "reference": tr_noop("Rujukan"),
    "region": tr_noop("Wilayah"),
    "score": tr_noop("Kemungkinan"),
    "seq": tr_noop("Urutan"),
    "since": tr_noop("Dari"),
    "size_class": tr_noop("Kelas"),
    "sold": tr_noop("Terjual"),
    "time": tr_noop("Waktu"),
    "total": tr_noop("Jumlah"),
    "type": tr_noop("Jenis"),
    "unpaid": tr_noop("Belum dibayar"),
    "until": tr_noop("Sampai"),
    "user": tr_noop("Pengguna"),
    "value": tr_noop("Nilai"),
    "arrived": tr_noop("Datang"),
    "carried_by": tr_noop("Pembawa"),
    "cash": tr_noop("Kas"),
    "ends": tr_noop("Hari terakhir"),
    "host": tr_noop("Penyelenggara"),
    "in_transit": tr_noop("Di jalan"),
    "left": tr_noop("Sisa"),
    "lost": tr_noop("Hilang"),
    "outlet_name": tr_noop("Gerai"),
    "participants": tr_noop("Peserta"),
    "qris": tr_noop("QRIS"),
    "returned": tr_noop("Retur"),
    "sent_on": tr_noop("Dikirim"),
    "source_name": tr_noop("Dari"),
    "stand_fee": tr_noop("Sewa stan"),
    "starts": tr_noop("Hari pertama"),
    "surplus": tr_noop("Lebih"),
    "target_name": tr_noop("Ke"),
    "visited_by": tr_noop("Oleh"),
}

_SHOWN = {
    Kind.CONSIGNORS: "code business_name owner district size_class model commission_bp monthly_fee products on_hand sold"
    " owed active",
    Kind.PRODUCTS: "code name consignor business_name price consignor_price commission_bp category barcodes on_hand sold"
    " active",
    Kind.LOTS: "lot product name consignor outlet received_on best_before price consignor_price commission_bp received"
    " sold on_hand",
    Kind.STOCK: "outlet product name consignor business_name category on_hand loose sold price value",
    Kind.EXPIRING: "outlet lot product name business_name best_before days_left on_hand value bearer expiry_bp",
    Kind.MOVERS: "outlet product name business_name on_hand sold days lasts_days suggested speed",
    Kind.MARKDOWNS: "code name off bearer outlet consignor products start end active pieces",
    Kind.PULL: "reason note name business_name on_hand received_on best_before lot outlet",
    Kind.OUTLETS: "code name type region main attended active on_hand open_shifts",
    Kind.SALES: "number time outlet cashier kind pieces discount total methods reference",
    Kind.STATEMENTS: "number consignor business_name since until opening due fees adjustments paid_before closing unpaid",
    Kind.PAPERS: "holder subject name business_name paper number issued expires status",
    Kind.GATE: "state product name business_name missing since until on_hand",
    Kind.DUPLICATES: "score code business_name owner district other_code other_name other_owner other_district reasons",
    Kind.STOCKTAKES: "number business_date outlet scope state counted_parts parts products short over compensation"
    " posted_number user",
    Kind.VARIANCES: "stocktake business_date outlet name business_name expected counted difference value reason bearer"
    " compensation counted_by",
    Kind.TRANSFERS: "number sent_on source_name target_name carried_by pieces arrived lost in_transit",
    Kind.VISITS: "number business_date outlet_name visited_by expected left returned sold missing surplus value cash qris"
    " difference",
    Kind.HANDOVERS: "number business_date giver taker witness pieces value owed",
    Kind.EVENTS: "code name host starts ends participants stand_fee on_hand pieces total active",
    Kind.QUEUE: "place applied_on name business_name district state since reason decided_by",
    Kind.ROUNDS: "code on name venue panel candidates sheets wanted passed revised failed closed",
    Kind.TURNS: "outlet shelf_name business_name since until cancelled",
    Kind.JOURNAL: "seq number kind outlet business_date posted_at user",
}
"""What people see of each kind; the rest only a machine wants."""

_WORDS = {
    "applied": tr_noop("diajukan"),
    "checking": tr_noop("cek legalitas"),
    "curation": tr_noop("kurasi"),
    "displayed": tr_noop("dipajang"),
    "ready": tr_noop("siap pajang"),
    "referred": tr_noop("dirujuk"),
    "withdrawn": tr_noop("ditarik"),
    "coming": tr_noop("akan dihentikan"),
    "commitment": tr_noop("komitmen belum dipenuhi"),
    "consignor": tr_noop("penitip"),
    "corner": tr_noop("pojok"),
    "gallery": tr_noop("galeri"),
    "in_process": tr_noop("masih diurus"),
    "cancelled": tr_noop("dibatalkan"),
    "damaged": tr_noop("rusak"),
    "ended": tr_noop("titipan berakhir"),
    "expired": tr_noop("kedaluwarsa"),
    "fast": tr_noop("cepat"),
    "lost": tr_noop("hilang"),
    "new": tr_noop("baru"),
    "open": tr_noop("berjalan"),
    "passed": tr_noop("diizinkan"),
    "posted": tr_noop("selesai", "opname"),
    "product": tr_noop("produk"),
    "refund": tr_noop("pengembalian"),
    "requested": tr_noop("diminta penitip"),
    "rotation": tr_noop("giliran selesai"),
    "revoked": tr_noop("dicabut"),
    "sale": tr_noop("penjualan"),
    "shared": tr_noop("berbagi"),
    "slow": tr_noop("lambat"),
    "steady": tr_noop("sedang"),
    "stopped": tr_noop("dihentikan"),
    "unknown": tr_noop("kelompok belum dipilih"),
    "valid": tr_noop("berlaku"),
}
"""What people call some of the words of a machine."""

_WORDED = frozenset({"kind", "type", "holder", "status", "state", "reason", "bearer", "speed"})
_SHARES = frozenset({"commission_bp", "expiry_bp"})


def _print(rows: Sequence[msgspec.Struct], shown: str, zone: ZoneInfo) -> None:
    names = shown.split()
    made = [[_cell(name, getattr(row, name), zone) for name in names] for row in rows]
    figures = [any(isinstance(getattr(row, name), int) for row in rows[:100]) for name in names]
    print_table([tr(_TITLES[name]) for name in names], made, figures)


def _cell(name: str, value: object, zone: ZoneInfo) -> str:
    match value:
        case None:
            text = ""
        case bool():
            text = tr("ya") if value else tr("tidak")
        case int():
            text = format_percent(value) if name in _SHARES else format_count(value)
        case datetime():
            local = value.astimezone(zone)
            text = f"{format_date(local)} {format_time(local.time())}"
        case date():
            text = format_date(value)
        case tuple():
            text = ", ".join(value)
        case dict():
            text = ", ".join(f"{method} {format_count(amount)}" for method, amount in value.items())
        case _:
            text = tr(_WORDS[word]) if (word := str(value)) in _WORDS and name in _WORDED else word
    return text
