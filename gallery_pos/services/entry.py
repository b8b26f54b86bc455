"""The queue to the shelf: applications by date, and every step with its reason and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import EntryDecided, EntryState
from gallery_pos.errors import RuleBroken
from gallery_pos.fair_entry import NEXT, WAITING
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.access import Act, require
from gallery_pos.services.legality import assess_all

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gallery_pos.documents import ProductRevised
    from gallery_pos.ports import Book

STATES = {
    EntryState.APPLIED: tr_noop("Diajukan"),
    EntryState.CHECKING: tr_noop("Cek legalitas"),
    EntryState.REFERRED: tr_noop("Dirujuk"),
    EntryState.CURATION: tr_noop("Kurasi"),
    EntryState.READY: tr_noop("Siap pajang"),
    EntryState.DISPLAYED: tr_noop("Dipajang"),
    EntryState.WITHDRAWN: tr_noop("Ditarik"),
}
"""What people call the states."""


def state_of(book: Book, product: str) -> EntryState:
    """Return where a product is; one that never applied came before the queue and counts as displayed."""
    last = book.latest(EntryDecided, product)
    return last.state if last else EntryState.DISPLAYED


def apply_for_display(desk: Desk, *, product: str, on: date | None = None, note: str = "") -> Done[EntryDecided]:
    """Put a product into the queue, with the day of its application; its place is by that day.

    Raises RuleBroken (``entry.applied`` where it is in the queue or on the shelf, ``entry.day``, ``product.unknown``).
    """
    require(desk, Act.CURATE)
    day = on or desk.today()
    with desk.journal.transaction():
        goods = _product(desk, product)
        last = desk.book.latest(EntryDecided, product)
        if last is not None and last.state is not EntryState.WITHDRAWN:
            raise RuleBroken(
                "entry.applied",
                tr("{product} sudah di antrean: {state}.").format(product=goods.name, state=tr(STATES[last.state])),
                safe=tr("Antrean tidak berubah."),
            )
        if day > desk.today():
            raise RuleBroken("entry.day", tr("Tanggal pengajuan belum tiba."), safe=tr("Antrean tidak berubah."))
        applied = desk.write(EntryDecided, product=product, state=EntryState.APPLIED, reason=note, applied_on=day)
        desk.journal.append(applied)
    return Done(applied, Changes.LEGALITY)


def apply_together(
    desk: Desk, *, products: Iterable[str], on: date | None = None, note: str = ""
) -> Done[list[EntryDecided]]:
    """Put several products into the queue on one day, in this order, all or none. As :func:`apply_for_display`."""
    with desk.journal.transaction():
        made = [apply_for_display(desk, product=code, on=on, note=note).value for code in products]
    return Done(made, Changes.LEGALITY)


def decide_together(
    desk: Desk, *, products: Iterable[str], state: EntryState, reason: str = ""
) -> Done[list[EntryDecided]]:
    """Take several products the same step, all of them or none. As :func:`decide_entry`."""
    with desk.journal.transaction():
        made = [decide_entry(desk, product=code, state=state, reason=reason).value for code in products]
    return Done(made, Changes.LEGALITY)


def decide_entry(desk: Desk, *, product: str, state: EntryState, reason: str = "") -> Done[EntryDecided]:
    """Take a product a step further, send it to the legality desk, or withdraw it.

    A referral names what is missing. Raises RuleBroken (``entry.step``, ``entry.reason``, ``entry.papers``).
    """
    require(desk, Act.CURATE)
    with desk.journal.transaction():
        goods = _product(desk, product)
        decided = _step(desk, goods, state, reason)
    return Done(decided, Changes.LEGALITY)


def _product(desk: Desk, code: str) -> ProductRevised:
    product = desk.book.product(code)
    if product is None:
        raise RuleBroken("product.unknown", tr("Produk {code} tidak dikenal.").format(code=code))
    return product


def _step(desk: Desk, goods: ProductRevised, state: EntryState, reason: str) -> EntryDecided:
    last = desk.book.latest(EntryDecided, goods.code)
    now = last.state if last else EntryState.DISPLAYED
    if state not in NEXT[now] or state is EntryState.APPLIED:
        raise RuleBroken(
            "entry.step",
            tr("{product}: dari {now} tidak bisa langsung ke {state}.").format(
                product=goods.name, now=tr(STATES[now]), state=tr(STATES[state])
            ),
            safe=tr("Antrean tidak berubah."),
        )
    if state in {EntryState.WITHDRAWN, EntryState.REFERRED} and not reason.strip():
        raise RuleBroken("entry.reason", tr("Tulis alasannya."), safe=tr("Antrean tidak berubah."))
    found = assess_all(desk.book, [goods], desk.today())[goods.code]
    if state is EntryState.CURATION and found.stopping:
        raise RuleBroken(
            "entry.papers",
            tr("{product} belum bisa dikurasi: {reasons}.").format(product=goods.name, reasons=found.reasons),
            safe=tr("Antrean tidak berubah."),
            todo=tr("Rujuk ke bagian legalitas, atau catat dokumennya."),
        )
    missing = tuple(one.paper for one in found.stopping) if state is EntryState.REFERRED else ()
    decided = desk.write(
        EntryDecided,
        product=goods.code,
        state=state,
        reason=reason.strip(),
        missing=missing,
        applied_on=(last.applied_on or last.business_date) if last else None,
    )
    desk.journal.append(decided)
    return decided


def admit(desk: Desk, products: Iterable[ProductRevised]) -> bool:
    """Let goods in that have passed, inside the transaction of their intake; tell whether any came on display by it.

    Raises RuleBroken (``entry.waiting``) for goods that are still in the queue or were withdrawn.
    """
    shown = False
    for goods in products:
        last = desk.book.latest(EntryDecided, goods.code)
        if last is None:
            continue
        if last.state in WAITING or last.state is EntryState.WITHDRAWN:
            raise RuleBroken(
                "entry.waiting",
                tr("{product} belum boleh masuk: {state}.").format(product=goods.name, state=tr(STATES[last.state])),
                safe=tr("Belum ada yang diterima."),
                todo=tr("Selesaikan dulu di layar Pembinaan, atau keluarkan barisnya."),
            )
        if last.state is EntryState.READY:
            _step(desk, goods, EntryState.DISPLAYED, tr("barang masuk"))
            shown = True
    return shown
