"""Who should be told what now: worked out from the books, without any widget, for one kind of message at a time.

A maker is told once: of each payout and each statement; of what he sold, should bring or should fetch once a week; of
goods and papers that run out once a month and stage (60, 30, 14 days, past).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from gallery_pos.documents import GALLERY, MessageKind, Method, StatementIssued
from gallery_pos.formatting import (
    format_count,
    format_date,
    format_long_date,
    format_period,
    format_receipt_code,
    format_rupiah,
)
from gallery_pos.language import tr
from gallery_pos.message_texts import wording
from gallery_pos.services.consignors import former_codes
from gallery_pos.services.telling import Subject
from ui.app.names import METHODS
from ui.news.item import News, week_code, week_of
from ui.news.shelf import (
    STAGES,
    Ending,
    elsewhere,
    expiring_news,
    papers_news,
    pieces_words,
    restock_news,
    signature,
)

if TYPE_CHECKING:
    from gallery_pos.ports import Posted
    from receipts.entries import Beside
    from ui.gallery import Gallery

PAYMENT_DAYS = 30
"""Payouts are told of so many days after they were made."""
STATEMENT_DAYS = 45
"""Statements, so many days after they were issued."""


def collect(gallery: Gallery, kind: MessageKind, until: date) -> list[News]:
    """Return everybody who is to be told by a day, and whether he was, by name. May be called from any thread."""
    from db.queries.telling import told

    found = list(_FINDERS[kind](gallery, until))
    ends = gallery.personal.phone_ends()
    known = told(gallery.database, (news.subject.record for news in found))
    made = []
    for news in found:
        end = ends.get(news.subject.consignor)
        done = known.get(news.subject.record)
        made.append(replace(news, told=done, end=end.end if end else "", mobile=bool(end and end.mobile)))
    return sorted(made, key=lambda news: news.business_name.casefold())


def collect_texts(gallery: Gallery, kind: MessageKind, until: date) -> list[tuple[News, str]]:
    """Return the same, each with its text."""
    words = wording(gallery.book, kind)
    return [(news, news.text(words)) for news in collect(gallery, kind, until)]


def _by_maker(rows: Iterable[Any]) -> Iterator[tuple[str, list[Any]]]:
    ordered = sorted(rows, key=attrgetter("consignor"))
    for consignor, own in groupby(ordered, key=attrgetter("consignor")):
        yield consignor, list(own)


def _sold(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.telling import sold_by_maker

    week, who = week_of(until), signature(gallery)
    now = {old: new for new, former in former_codes(gallery.book).items() for old in former}
    names = {one.code: one.business_name for one in gallery.book.consignors()} if now else {}
    rows = sold_by_maker(gallery.database, since=week.start, until=min(week.end, until))
    mine: dict[str, list[Any]] = {}
    for row in rows:
        mine.setdefault(now.get(row.consignor, row.consignor), []).append(row)
    for consignor, own in mine.items():
        pieces, due = sum(row.pieces for row in own), sum(row.due for row in own)
        yield News(
            Subject(consignor, MessageKind.SOLD, period=week_code(until)),
            names.get(consignor, own[0].business_name),
            tr("{count} barang, hak {amount}").format(count=format_count(pieces), amount=format_rupiah(due)),
            {
                **who,
                "periode": format_period(week.start, min(week.end, until)),
                "barang": format_count(pieces),
                "penjualan": format_rupiah(sum(row.net for row in own)),
                "hak": format_rupiah(due),
            },
            tuple(
                tr("{name}: {count} terjual, hak Anda {amount}").format(
                    name=row.name, count=format_count(row.pieces), amount=format_rupiah(row.due)
                )
                for row in own
            ),
        )


def _restock(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.movers import list_movers

    who, others = signature(gallery), elsewhere(gallery)
    for _, own in _by_maker(row for row in list_movers(gallery.database, on=until) if row.suggested):
        yield restock_news(own, until, who, others)


def _pick_up(gallery: Gallery, until: date) -> Iterator[News]:
    from ui.pulling import WORDS, pull_list

    here = gallery.outlet()
    who = {**signature(gallery), "galeri": here.name}
    lots = [(row.lot, row) for row in pull_list(gallery, until) if row.why]
    for consignor, own in _by_maker(lot for lot, _ in lots):
        rows = {lot.lot: row for lot, row in lots if lot.consignor == consignor}
        pieces = sum(lot.on_hand for lot in own)
        yield News(
            Subject(consignor, MessageKind.PICK_UP, period=week_code(until)),
            own[0].business_name,
            pieces_words(pieces),
            {**who, "barang": format_count(pieces)},
            tuple(
                tr("{name}: {count} buah ({reason})").format(
                    name=lot.name,
                    count=format_count(lot.on_hand),
                    reason=", ".join(
                        part for part in (tr(WORDS[rows[lot.lot].why]).casefold(), rows[lot.lot].detail) if part
                    ),
                )
                for lot in own
            ),
        )


def _expiring(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.expiry import list_expiring

    who = signature(gallery)
    for consignor, own in _by_maker(list_expiring(gallery.database, on=until, within=max(STAGES))):
        goods = [Ending(row.name, row.on_hand, row.best_before) for row in own]
        yield expiring_news(consignor, own[0].business_name, goods, until, who)


def _payment(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.paying import list_unacknowledged

    who = signature(gallery)
    for row in list_unacknowledged(gallery.database, on=until):
        if not 0 <= row.age <= PAYMENT_DAYS:
            continue
        yield News(
            Subject(row.consignor, MessageKind.PAYMENT, about=row.id),
            row.business_name or row.consignor,
            tr("{amount}, {day}").format(amount=format_rupiah(row.amount), day=format_date(row.business_date)),
            {
                **who,
                "nomor": row.number,
                "tanggal": format_long_date(row.business_date),
                "jumlah": format_rupiah(row.amount),
                "cara": tr(METHODS[Method(row.method)]).casefold(),
                "rujukan": row.reference,
                "kode": format_receipt_code(row.code),
            },
        )


def _statement(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.beside import paid_since_each
    from db.queries.telling import last_statements
    from receipts.entries import Beside, Since

    who, first = signature(gallery), until - timedelta(days=STATEMENT_DAYS)
    paid, agreed = paid_since_each(gallery.database, first), gallery.book.agreements()
    for posted in last_statements(gallery.database, since=first, until=until):
        issued = posted.document
        if isinstance(issued, StatementIssued):
            terms = agreed.get(issued.figures.consignor) or agreed.get(GALLERY)
            beside = Beside(
                paid_since=tuple(Since(number=one.number, day=one.day, amount=one.amount) for one in paid[issued.id]),
                minimum_payout=terms.minimum_payout if terms else 0,
            )
            yield statement_news(posted, issued, who, beside)


def statement_news(posted: Posted, issued: StatementIssued, who: Mapping[str, str], beside: Beside) -> News:
    """Return what a maker is told of a statement; corrections, fees and payments stand before his goods."""
    from receipts.entries import entry_name, outcome
    from receipts.proof import check_code

    figures = issued.figures
    opening = tr("Saldo sebelumnya: {amount}").format(amount=format_rupiah(figures.opening))
    entries = [
        f"{entry_name(entry)} {format_date(entry.business_date)}: {format_rupiah(entry.amount)}"
        + (f" ({entry.reason})" if entry.reason else "")
        for entry in figures.entries
    ]
    goods = [
        tr("{name}: {count} terjual, hak Anda {amount}").format(
            name=product.name, count=format_count(product.quantity), amount=format_rupiah(product.due)
        )
        for product in figures.products
    ]
    comes_to = outcome(figures, beside)
    paid = format_rupiah(comes_to.amount)
    if comes_to.owes:
        less = tr("{paid}; kekurangan {amount} diperhitungkan pada laporan berikutnya")
        paid = less.format(paid=format_rupiah(0), amount=paid)
    elif comes_to.settled:
        paid = tr("{paid}; {label}: {amount}").format(
            paid=format_rupiah(0), label=comes_to.label[0].lower() + comes_to.label[1:], amount=paid
        )
    return News(
        Subject(figures.consignor, MessageKind.STATEMENT, about=issued.id),
        figures.business_name,
        tr("{amount}, {period}").format(
            amount=format_rupiah(figures.closing), period=format_period(figures.since, figures.until)
        ),
        {
            **who,
            "nomor": posted.number,
            "periode": format_period(figures.since, figures.until),
            "penjualan": format_rupiah(figures.gross - figures.discount),
            "komisi": format_rupiah(-figures.commission),
            "hak": format_rupiah(figures.due),
            "dibayarkan": paid,
            "sisa": format_count(sum(max(line.closing, 0) for line in figures.goods)),
            "kode": check_code(posted.hash),
        },
        (*([opening] if figures.opening else []), *entries, *goods),
    )


def _papers(gallery: Gallery, until: date) -> Iterator[News]:
    from db.queries.papers import papers_ending
    from gallery_pos.services.legality import rules_of

    who = signature(gallery)
    kinds = {kind.code: kind.name for kind in rules_of(gallery.book).papers}
    for consignor, own in _by_maker(row for row in papers_ending(gallery.database, on=until) if row.consignor):
        yield papers_news(consignor, own[0].business_name, own, until, who, kinds=kinds)


_FINDERS: Mapping[MessageKind, Callable[[Gallery, date], Iterator[News]]] = {
    MessageKind.SOLD: _sold,
    MessageKind.RESTOCK: _restock,
    MessageKind.PICK_UP: _pick_up,
    MessageKind.EXPIRING: _expiring,
    MessageKind.PAYMENT: _payment,
    MessageKind.STATEMENT: _statement,
    MessageKind.PAPERS: _papers,
}
