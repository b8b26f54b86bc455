"""Money beyond the drawer: deposits, QRIS and cards paid out, commission taken out, money put in; taken back by its opposite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.accounts import BANK, CLEARING, SAFE, own_part
from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import Holding, Method, MoneyMoved, Purpose
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import MOST_RUPIAH
from gallery_pos.services.access import Act, Approval, approved_all, noted, require

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.ports import Posted

HOLDINGS = {
    Holding.SAFE: tr_noop("Brankas"),
    Holding.BANK: tr_noop("Rekening bank"),
    Holding.QRIS: tr_noop("QRIS belum cair"),
    Holding.CARD: tr_noop("Kartu belum cair"),
    Holding.OWNER: tr_noop("Pengelola"),
}
ACCOUNTS = {
    Holding.SAFE: SAFE,
    Holding.BANK: BANK,
    Holding.QRIS: CLEARING[Method.QRIS],
    Holding.CARD: CLEARING[Method.CARD],
}
"""The account in the ledger of each holding that the gallery has."""
_COSTLY = frozenset({Holding.QRIS, Holding.CARD, Holding.BANK})


def own_money(desk: Desk) -> int:
    """Return what of all the money is the gallery's, in rupiah: what is held less what is owed to makers."""
    return own_part(desk.book.accounts())


def safe_warning(desk: Desk, *, amount: int = 0) -> str:
    """Return that the safe holds less by the books than ``amount`` rupiah that are to be taken from it; "" for enough.

    A warning and no refusal: the books may not know yet of money that was put in. ``amount`` 0 asks whether more was
    taken out than the books say was in.
    """
    there = desk.book.accounts().get(SAFE, 0)
    if there >= amount:
        return ""
    if there < 0:
        said = tr(
            "Menurut buku brankas kurang {short}. Catat uang yang dimasukkan ke brankas di Kas & Sif, Uang titipan."
        )
        return said.format(short=format_rupiah(amount - there))
    said = tr(
        "Menurut buku isi brankas {there}, kurang {short}. Hitung dulu isinya; yang belum dicatat, catat di Kas & Sif,"
        " Uang titipan."
    )
    return said.format(there=format_rupiah(there), short=format_rupiah(amount - there))


def move_money(
    desk: Desk,
    *,
    source: Holding,
    target: Holding,
    amount: int,
    cost: int = 0,
    purpose: Purpose = Purpose.MAKERS,
    reference: str = "",
    note: str = "",
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Note that ``amount`` rupiah left ``source``; ``cost`` of it was kept on the way, the rest reached ``target``.

    More than is there is refused. What is taken out beyond the gallery's own share is the makers' money: somebody who may
    correct balances says yes to it aloud. Raises NeedsApproval, RuleBroken (``treasury.*``, ``access.denied``).
    """
    require(desk, Act.RECONCILE)
    document_id, said = id or desk.make_id(), (source, target, amount, cost)
    _check(source, target, amount, cost, note)
    with desk.journal.transaction():
        if before := desk.submitted(
            document_id, MoneyMoved, lambda moved: (moved.source, moved.target, moved.amount, moved.cost) == said
        ):
            return Done(before, Changes.NONE)
        _require_money(desk, source, amount)
        by = _approved(desk, source, target, amount, approval)
        moved = desk.write(
            MoneyMoved,
            id=document_id,
            source=source,
            target=target,
            amount=amount,
            cost=cost,
            purpose=Purpose.GALLERY if Holding.OWNER in {source, target} else purpose,
            reference=reference.strip(),
            note=noted(note, approval),
            approved_by=by,
        )
        return Done(desk.journal.append(moved), Changes.MONEY)


def take_back(
    desk: Desk,
    *,
    movement: UUID,
    reason: str,
    approval: Approval | None = None,
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted]:
    """Undo a movement by the opposite one, its cost with it; the document itself stays.

    What so leaves the gallery beyond its own share asks for a yes as :func:`move_money` does. Raises NeedsApproval,
    RuleBroken (``treasury.unknown``, ``treasury.taken_back``, ``treasury.reason``, ``treasury.not_enough``).
    """
    require(desk, Act.RECONCILE)
    document_id = id or desk.make_id()
    if not reason.strip():
        raise RuleBroken("treasury.reason", tr("Tulis mengapa ditarik kembali."))
    with desk.journal.transaction():
        if before := desk.submitted(document_id, MoneyMoved, lambda moved: moved.reverses == movement):
            return Done(before, Changes.NONE)
        posted = desk.book.document(movement)
        if posted is None or not isinstance(posted.document, MoneyMoved) or posted.document.reverses is not None:
            raise RuleBroken("treasury.unknown", tr("Perpindahan uang ini tidak dikenal."))
        if any(one.reverses == movement for one in desk.book.latest_of_all(MoneyMoved)):
            raise RuleBroken(
                "treasury.taken_back",
                tr("{number} sudah ditarik kembali.").format(number=posted.number),
                safe=tr("Belum ada yang berubah."),
            )
        was = posted.document
        arrived = was.amount - was.cost
        _require_money(desk, was.target, arrived)
        by = _approved(desk, was.target, was.source, arrived, approval)
        back = desk.write(
            MoneyMoved,
            id=document_id,
            source=was.target,
            target=was.source,
            amount=arrived,
            cost=-was.cost,
            purpose=was.purpose,
            reference=was.reference,
            note=tr("Membatalkan {number}: {reason}").format(number=posted.number, reason=noted(reason, approval)),
            approved_by=by,
            reverses=movement,
        )
        return Done(desk.journal.append(back), Changes.MONEY)


def _check(source: Holding, target: Holding, amount: int, cost: int, note: str) -> None:
    if source is target:
        raise RuleBroken("treasury.same", tr("Asal dan tujuan uangnya sama."), todo=tr("Pilih tujuan lain."))
    if not 0 < amount <= MOST_RUPIAH:
        raise RuleBroken("treasury.amount", tr("Isi jumlah uang lebih dari nol, paling banyak satu triliun rupiah."))
    if not 0 <= cost < amount:
        raise RuleBroken("treasury.cost", tr("Biayanya harus kurang dari jumlahnya."))
    if cost and source not in _COSTLY:
        raise RuleBroken("treasury.cost", tr("Hanya QRIS, kartu dan bank yang memotong biaya."))
    if Holding.OWNER in {source, target} and not note.strip():
        raise RuleBroken("treasury.note", tr("Tulis untuk apa uang ini diambil atau dari mana datangnya."))


def _require_money(desk: Desk, source: Holding, amount: int) -> None:
    """Raise RuleBroken (``treasury.not_enough``) where a holding has less than is to leave it."""
    if source is Holding.OWNER:
        return
    there = desk.book.accounts().get(ACCOUNTS[source], 0)
    if amount > there:
        raise RuleBroken(
            "treasury.not_enough",
            tr("Di {holding} hanya ada {there} menurut buku, kurang dari {amount}.").format(
                holding=tr(HOLDINGS[source]), there=format_rupiah(max(there, 0)), amount=format_rupiah(amount)
            ),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Periksa jumlahnya, atau catat dulu uang yang masuk ke sana."),
        )


def _approved(desk: Desk, source: Holding, target: Holding, amount: int, approval: Approval | None) -> str:
    own = own_money(desk)
    if target is not Holding.OWNER or source is Holding.OWNER or amount <= own:
        return approved_all(desk, {}, None)
    question = tr("Yang diambil {amount}, padahal milik galeri hanya {own}: sisanya uang penitip. Tetap ambil?").format(
        amount=format_rupiah(amount), own=format_rupiah(max(own, 0))
    )
    return approved_all(desk, {Act.ADJUST: question}, approval, aloud=(Act.ADJUST,))
