"""Everything that a screen lists, for other programs and for people without one."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from gallery_pos.formatting import format_count, format_date, format_percent, format_time
from gallery_pos.language import tr
from ui.cli.context import Context
from ui.cli.list_words import SHARES, TITLES, WORDED, WORDS
from ui.cli.month_lists import OF_SPAN, OF_TODAY, SHOWN, usual_span
from ui.cli.output import print_json, print_table, say
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from zoneinfo import ZoneInfo

    from db.engine import Database
    from gallery_pos.periods import Period
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
    PAYOUTS = "payouts"
    UNPAID = "unpaid"
    UNACKNOWLEDGED = "unacknowledged"
    BATCHES = "batches"
    DISPUTES = "disputes"
    PAPERS = "papers"
    GATE = "gate"
    DUPLICATES = "duplicates"
    STOCKTAKES = "stocktakes"
    VARIANCES = "variances"
    TRANSFERS = "transfers"
    VISITS = "visits"
    EVENTS = "events"
    HANDOVERS = "handovers"
    MUTATIONS = "mutations"
    QRIS_MISSING = "qris-missing"
    MONEY = "money"
    QUEUE = "queue"
    ROUNDS = "rounds"
    TURNS = "turns"
    MONTHS = "months"
    LATE = "late"
    SHIFTS = "shifts"
    PLACES = "places"
    HELD = "held"
    WAITING = "waiting"
    OWED = "owed"
    SCORECARDS = "scorecards"
    OVERRIDES = "overrides"
    UNDONE = "undone"
    COPIES = "copies"
    CORRECTIONS = "corrections"
    IDLE = "idle"
    STILL = "still"
    NEWS = "news"
    JOURNAL = "journal"


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("list", help="Daftar isi buku galeri.", cls=Command)(list_kind)


def list_kind(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar="JENIS", help=", ".join(Kind), parser=one_of(Kind))],
    month: Annotated[
        str | None,
        typer.Option(
            "--month", metavar="BULAN", help=f"Hanya satu bulan, misalnya 2026-10; untuk {', '.join(OF_SPAN)}."
        ),
    ] = None,
) -> None:
    """Print the rows of a kind: a table for people, an array of objects with ``--json``."""
    call: Context = context.obj
    span = _span(kind, month)
    with call.gallery() as gallery:
        rows = _rows(gallery, kind, span)
        zone = gallery.desk().timezone
    if call.as_json:
        print_json(rows)
    elif rows:
        _print(rows, (SHOWN | _SHOWN)[kind], zone)
    else:
        say(tr("Belum ada isinya."))


def _span(kind: Kind, month: str | None) -> Period | None:
    if month is None:
        return None
    if kind not in OF_SPAN:
        raise typer.BadParameter(tr("--month hanya untuk {kinds}.").format(kinds=", ".join(OF_SPAN)))
    from gallery_pos.periods import month_range
    from ui.cli.month import checked_month

    return month_range(checked_month(month))


def _rows(gallery: Gallery, kind: Kind, span: Period | None) -> Sequence[msgspec.Struct]:
    if kind in OF_SPAN:
        return OF_SPAN[kind](gallery, span or usual_span(gallery))
    if kind in OF_TODAY:
        return OF_TODAY[kind](gallery)
    return (_readers(gallery) | _readers_of_money(gallery))[kind](gallery.database)


def _readers_of_money(gallery: Gallery) -> dict[Kind, Callable[[Database], Sequence[msgspec.Struct]]]:
    from db.queries import disputes, matching, paying, qris_missing, treasury

    today = gallery.desk().today()
    return {
        Kind.UNPAID: lambda database: paying.list_unpaid(database, on=today),
        Kind.UNACKNOWLEDGED: lambda database: paying.list_unacknowledged(database, on=today),
        Kind.BATCHES: paying.list_batches,
        Kind.DISPUTES: lambda database: disputes.list_disputes(database, on=today),
        Kind.MUTATIONS: matching.list_mutations,
        Kind.QRIS_MISSING: lambda database: qris_missing.list_qris_missing(database, on=today),
        Kind.MONEY: treasury.list_movements,
    }


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
        variances,
    )
    from ui.cli.month import list_months
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
        Kind.PAYOUTS: settlement.list_payouts,
        Kind.PAPERS: papers.list_papers,
        Kind.GATE: lambda database: legality.gate_list(database, on=today),
        Kind.DUPLICATES: lambda _database: find_duplicates(gallery),
        Kind.STOCKTAKES: stocktakes.list_stocktakes,
        Kind.VARIANCES: variances.list_variances,
        Kind.TRANSFERS: moving.list_transfers,
        Kind.VISITS: moving.list_visits,
        Kind.EVENTS: events.list_events,
        Kind.HANDOVERS: handovers.list_handovers,
        Kind.QUEUE: entry.list_queue,
        Kind.ROUNDS: curation.list_rounds,
        Kind.TURNS: entry.list_turns,
        Kind.MONTHS: lambda _database: list_months(gallery),
        Kind.JOURNAL: books.list_journal,
    }


_SHOWN: dict[str, str] = {
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
    Kind.PAYOUTS: "number business_date business_name method amount reference state",
    Kind.UNPAID: "consignor business_name balance since age fresh over_30 over_60 over_90",
    Kind.UNACKNOWLEDGED: "number business_date age business_name method amount code",
    Kind.BATCHES: "number business_date until lines amount paid dropped open waiting",
    Kind.DISPUTES: "number business_date business_name statement line amount state answer_by days_left correction"
    " reason answer",
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
    Kind.MUTATIONS: "account day time amount fee reference description done matched_with confidence",
    Kind.QRIS_MISSING: "day time number amount age user outlet covered",
    Kind.MONEY: "number day source target amount cost purpose reference note reverses",
    Kind.QUEUE: "place applied_on name business_name district state since reason decided_by",
    Kind.ROUNDS: "code on name venue panel candidates sheets wanted passed revised failed closed",
    Kind.TURNS: "outlet shelf_name business_name since until cancelled",
    Kind.MONTHS: "month outlet name report due_on late_days closed_on sent_on arrived_on findings given_on net",
    Kind.JOURNAL: "seq number kind outlet business_date posted_at user",
}
"""What people see of each kind; the rest only a machine wants."""


def _print(rows: Sequence[msgspec.Struct], shown: str, zone: ZoneInfo) -> None:
    names = shown.split()
    made = [[_cell(name, getattr(row, name), zone) for name in names] for row in rows]
    figures = [any(isinstance(getattr(row, name), int) for row in rows[:100]) for name in names]
    print_table([tr(TITLES[name]) for name in names], made, figures)


def _cell(name: str, value: object, zone: ZoneInfo) -> str:
    match value:
        case None:
            text = ""
        case bool():
            text = tr("ya") if value else tr("tidak")
        case int():
            text = format_percent(value) if name in SHARES else format_count(value)
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
            text = tr(WORDS[word]) if (word := str(value)) in WORDS and name in WORDED else word
    return text
