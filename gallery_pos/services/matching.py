"""Mutation files taken in, their lines matched with the books, undone, and what differs posted with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import (
    BankFormatRevised,
    DifferencePosted,
    DifferenceReason,
    Holding,
    Match,
    MatchUndone,
    MoneyMoved,
    MutationsImported,
    MutationsMatched,
)
from gallery_pos.errors import RuleBroken
from gallery_pos.formatting import format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.matched import KINDS, Matched, matched, value_on
from gallery_pos.services.access import Act, Approval, approved_all, noted, require

if TYPE_CHECKING:
    from uuid import UUID

    from gallery_pos.documents import Document
    from gallery_pos.matching import LineKey, Proposal
    from gallery_pos.ports import Posted
    from gallery_pos.services.importing.mutations import MutationPlan

LARGE_DIFFERENCE = 50_000
"""Rupiah from which a difference needs a superior's word; bank fees and interest stay below it."""

FILED = (Holding.BANK, Holding.QRIS)
"""The accounts that have mutation files."""

REASONS = {
    DifferenceReason.BANK_FEE: tr_noop("Biaya bank atau QRIS"),
    DifferenceReason.INTEREST: tr_noop("Bunga"),
    DifferenceReason.TAX: tr_noop("Pajak bunga"),
    DifferenceReason.NEVER_ARRIVED: tr_noop("Tidak pernah sampai"),
    DifferenceReason.WRONG_AMOUNT: tr_noop("Jumlahnya salah"),
    DifferenceReason.UNEXPLAINED: tr_noop("Belum jelas"),
}
"""Why the bank and the books differ, as people say it."""

_CHANNELS = {"qris": Holding.QRIS, "card": Holding.CARD}


def take_in_mutations(
    desk: Desk,
    plan: MutationPlan,
    *,
    bank: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Done[Posted | None]:
    """Write the new lines of a file; None where every line was known. Raises BadInput (``match.*``), RuleBroken."""
    require(desk, Act.RECONCILE)
    plan.check()
    with desk.journal.transaction():
        before = desk.book.latest(MutationsImported, plan.sha256)
        if before is not None:
            raise RuleBroken(
                "match.twice",
                tr("Berkas {file} sudah masuk.").format(file=plan.file),
                safe=tr("Tidak ada yang masuk dua kali."),
            )
        if not plan.lines:
            return Done(None, Changes.NONE)
        more = {"id": id} if id else {}
        posted = desk.journal.append(
            desk.write(
                MutationsImported,
                account=plan.account,
                lines=plan.lines,
                bank=bank,
                file=plan.file,
                sha256=plan.sha256,
                **more,
            )
        )
        return Done(posted, Changes.MONEY)


def remember_format(
    desk: Desk, *, name: str, account: Holding, columns: Mapping[str, str], number: str = ""
) -> Done[BankFormatRevised]:
    """Remember how the files of a bank are read; the same again writes nothing. Raises RuleBroken (``match.bank``)."""
    require(desk, Act.RECONCILE)
    name = " ".join(name.split())
    code = bank_code(name)
    if not code:
        raise RuleBroken("match.bank", tr("Tulis nama bank atau penyedia QRIS-nya."))
    before = desk.book.latest(BankFormatRevised, code)
    if before is not None and before.account is not account:
        raise RuleBroken(
            "match.bank",
            tr("{name} sudah dipakai untuk rekening lain.").format(name=before.name),
            todo=tr("Beri nama lain, misalnya {name} QRIS.").format(name=name),
        )
    kept = number or (before.number if before else "")
    if before is not None and (before.columns, before.number, before.name) == (dict(columns), kept, name):
        return Done(before, Changes.NONE)
    made = desk.write(BankFormatRevised, code=code, name=name, account=account, columns=dict(columns), number=kept)
    desk.journal.append(made)
    return Done(made, Changes.MONEY)


def bank_code(name: str) -> str:
    """Return the code under which a bank is remembered: its name in small letters and digits."""
    return "".join(character for character in name.casefold() if character.isalnum())


def state_of(desk: Desk) -> Matched:
    """Return what is matched now, in the order in which it was written."""
    found: list[Document] = [one for kind in KINDS for one in desk.book.latest_of_all(kind)]
    # Of a line that was undone twice only the last is its latest record; its matches before are gone with either.
    order = desk.book.written_at([one.id for one in found])
    return matched(sorted(found, key=lambda one: order[one.id]))


def accept(desk: Desk, *, account: Holding, proposals: Sequence[Proposal]) -> Done[Posted | None]:
    """Match what was proposed and is automatic; sums of a channel in a bank's file are noted as paid out with their fee.

    Raises RuleBroken (``match.*``) where anything is matched meanwhile; then nothing is written.
    """
    require(desk, Act.RECONCILE)
    chosen = [one for one in proposals if one.automatic]
    if not chosen:
        return Done(None, Changes.NONE)
    with desk.journal.transaction():
        state = state_of(desk)
        matches: list[Match] = []
        for one in chosen:
            _check_free(state, account, one.line, one.documents)
            matches += _matches(one)
            matches += _paid_out(desk, state, account, one)
        posted = desk.journal.append(desk.write(MutationsMatched, account=account, matches=tuple(matches)))
        return Done(posted, Changes.MONEY)


def _matches(one: Proposal) -> list[Match]:
    mutations, line = one.line
    return [
        Match(mutations=mutations, line=line, document=document, confidence=one.confidence)
        for document in one.documents
    ]


def _paid_out(desk: Desk, state: Matched, account: Holding, one: Proposal) -> Iterable[Match]:
    """Note what a line says of a channel: at the bank its money arrived less a fee, at the provider the fee was kept."""
    line = state.lines[one.line][1]
    if not one.channel:
        return
    if account is Holding.BANK:
        moved = desk.write(
            MoneyMoved,
            source=_CHANNELS[one.channel],
            target=Holding.BANK,
            amount=line.amount + one.fee,
            cost=one.fee,
            reference=line.reference,
            note=line.description,
            business_date=desk.today(),
        )
        desk.journal.append(moved)
        yield Match(mutations=one.line[0], line=one.line[1], document=moved.id, confidence=one.confidence)
    elif one.fee:
        _post(desk, account, -one.fee, reason=DifferenceReason.BANK_FEE, note=line.description, line=one.line)


def match_by_hand(desk: Desk, *, account: Holding, lines: Sequence[LineKey], documents: Sequence[UUID]) -> Done[Posted]:
    """Match what a person put side by side: one line with several documents, or several lines with one.

    The sums must be the same; what differs is posted first with its reason. Raises RuleBroken (``match.*``).
    """
    require(desk, Act.RECONCILE)
    if not lines or not documents:
        raise RuleBroken("match.nothing", tr("Pilih mutasi di kiri dan catatan di kanan."))
    if len(lines) > 1 and len(documents) > 1:
        raise RuleBroken(
            "match.many",
            tr("Beberapa mutasi tidak bisa dicocokkan dengan beberapa catatan sekaligus."),
            todo=tr("Pilih satu di salah satu sisi."),
        )
    with desk.journal.transaction():
        state = state_of(desk)
        for key in lines:
            _check_free(state, account, key, documents)
        whole = sum(state.lines[key][1].amount for key in lines)
        booked = sum(_value(desk, account, document) for document in documents)
        if whole != booked:
            raise RuleBroken(
                "match.sum",
                tr("Mutasi {bank} dan catatan {books} berbeda {difference}.").format(
                    bank=format_rupiah(whole), books=format_rupiah(booked), difference=format_rupiah(whole - booked)
                ),
                safe=tr("Belum ada yang dicocokkan."),
                todo=tr("Ubah pilihannya, atau catat selisihnya dengan alasan."),
            )
        matches = _by_hand(lines, documents)
        return Done(desk.journal.append(desk.write(MutationsMatched, account=account, matches=matches)), Changes.MONEY)


def _by_hand(lines: Sequence[LineKey], documents: Sequence[UUID]) -> tuple[Match, ...]:
    return tuple(
        Match(mutations=key[0], line=key[1], document=document, confidence=100, by_hand=True)
        for key in lines
        for document in documents
    )


def _value(desk: Desk, account: Holding, document: UUID) -> int:
    posted = desk.book.document(document)
    if posted is None:
        raise RuleBroken("match.unknown", tr("Catatan ini tidak ada di buku."))
    return value_on(posted.document, account)


def _check_free(state: Matched, account: Holding, key: LineKey, documents: Iterable[UUID]) -> None:
    told = state.lines.get(key)
    if told is None or told[0] is not account:
        raise RuleBroken("match.unknown", tr("Mutasi ini tidak ada di berkas mana pun."))
    if state.is_done(key) or any(state.is_settled(account, document) for document in documents):
        raise RuleBroken(
            "match.used",
            tr("Salah satunya sudah dicocokkan."),
            safe=tr("Belum ada yang berubah."),
            todo=tr("Baca lagi daftarnya, lalu ulangi."),
        )


def undo_match(desk: Desk, *, mutations: UUID, line: int, reason: str) -> Done[Posted]:
    """Let a line wait again; differences that were posted for it are taken back with it.

    Raises RuleBroken (``match.not_matched``, ``match.reason``).
    """
    require(desk, Act.RECONCILE)
    if not reason.strip():
        raise RuleBroken("match.reason", tr("Tulis mengapa dilepas."))
    with desk.journal.transaction():
        state = state_of(desk)
        key = (mutations, line)
        if not state.is_done(key):
            raise RuleBroken("match.not_matched", tr("Mutasi ini belum dicocokkan."))
        account = state.lines[key][0]
        for (why, document), amount in state.open_differences(key).items():
            _post(desk, account, -amount, reason=why, note=reason.strip(), line=key, document=document)
        undone = desk.write(MatchUndone, account=account, mutations=mutations, line=line, reason=reason.strip())
        return Done(desk.journal.append(undone), Changes.MONEY)


def post_difference(
    desk: Desk,
    *,
    account: Holding,
    reason: DifferenceReason,
    note: str,
    line: LineKey | None = None,
    document: UUID | None = None,
    approval: Approval | None = None,
) -> Done[Posted]:
    """Let the books follow the bank, and say why: a line without a document, a document that never arrived, or both.

    With both, line and document are matched and only what differs is posted. From :data:`LARGE_DIFFERENCE` on somebody
    who may correct balances says yes aloud. Raises NeedsApproval, RuleBroken (``match.*``).
    """
    require(desk, Act.RECONCILE)
    if line is None and document is None:
        raise RuleBroken("match.nothing", tr("Pilih mutasi atau catatannya dulu."))
    if not note.strip() and approval is None:
        raise RuleBroken("match.reason", tr("Tulis alasan selisihnya."))
    with desk.journal.transaction():
        state = state_of(desk)
        if line is not None:
            _check_free(state, account, line, [document] if document else [])
        elif document is not None and state.is_settled(account, document):
            raise RuleBroken("match.used", tr("Salah satunya sudah dicocokkan."))
        told = state.lines[line][1].amount if line is not None else 0
        amount = told - (_value(desk, account, document) if document else 0)
        if not amount:
            raise RuleBroken("match.no_difference", tr("Tidak ada selisih; cocokkan saja."))
        by = _approved(desk, amount, approval)
        posted = _post(
            desk, account, amount, reason=reason, note=noted(note, approval), line=line, document=document, by=by
        )
        if line is not None and document is not None:
            desk.journal.append(desk.write(MutationsMatched, account=account, matches=_by_hand([line], [document])))
        return Done(posted, Changes.MONEY)


def _approved(desk: Desk, amount: int, approval: Approval | None) -> str:
    if abs(amount) < LARGE_DIFFERENCE:
        return approved_all(desk, {}, None)
    question = tr("Catat selisih {amount}?").format(amount=format_rupiah(amount))
    return approved_all(desk, {Act.ADJUST: question}, approval, aloud=(Act.ADJUST,))


def _post(
    desk: Desk,
    account: Holding,
    amount: int,
    *,
    reason: DifferenceReason,
    note: str,
    line: LineKey | None = None,
    document: UUID | None = None,
    by: str = "",
) -> Posted:
    mutations, number = line if line is not None else (None, 0)
    return desk.journal.append(
        desk.write(
            DifferencePosted,
            account=account,
            amount=amount,
            reason=reason,
            note=note or tr(REASONS[reason]),
            mutations=mutations,
            line=number,
            document=document,
            approved_by=by,
        )
    )
