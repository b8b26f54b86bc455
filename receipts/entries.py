"""How fees, corrections, compensation and payouts are named on a statement, and what it says beside its figures."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from gallery_pos.documents import (
    AdjustmentPosted,
    FeeCharged,
    GoodsWrittenOff,
    PayoutMade,
    PayoutReversed,
    StocktakePosted,
)
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.money import divide_half_up
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gallery_pos.documents import Entry, GoodsFigures, ProductFigures, StatementFigures

_NAMES = {
    FeeCharged.__name__: tr_noop("Iuran"),
    AdjustmentPosted.__name__: tr_noop("Koreksi"),
    GoodsWrittenOff.__name__: tr_noop("Ganti rugi barang"),
    StocktakePosted.__name__: tr_noop("Ganti rugi stok opname"),
    PayoutMade.__name__: tr_noop("Pembayaran"),
    PayoutReversed.__name__: tr_noop("Pembayaran dibatalkan"),
}
_NAMED = 3
"""Products that a sentence names one by one."""
_BORNE = {
    Bearer.CONSIGNOR: tr_noop("turun harga {amount}, Anda yang menanggung"),
    Bearer.GALLERY: tr_noop("turun harga {amount}, galeri yang menanggung"),
    Bearer.SHARED: tr_noop("turun harga {amount}, ditanggung bersama"),
}


class Question(Struct, frozen=True, kw_only=True):
    """What a maker questioned about a statement, as his next one tells it; ``outcome`` "" where it is still open.

    ``about`` names the statement and the line; ``correction`` is what he got for it, in rupiah.
    """

    number: str
    asked: date
    about: str
    reason: str
    outcome: str = ""
    answer: str = ""
    correction: int = 0


class Waiting(Struct, frozen=True, kw_only=True):
    """A payout that the maker has not confirmed yet, in rupiah."""

    number: str
    day: date
    amount: int


class Since(Struct, frozen=True, kw_only=True):
    """A payout of after the cut-off that was known when the statement was issued: rupiah to the maker, < 0 from him."""

    number: str
    day: date
    amount: int


class Beside(Struct, frozen=True, kw_only=True):
    """What stands on a statement beside its figures, as it stood when it was issued.

    Questions, payouts that wait for a word, the least that is paid, what was ``paid_since`` the cut-off, and names and
    pieces of the goods that were between two outlets at the cut-off.
    """

    questions: tuple[Question, ...] = ()
    unconfirmed: tuple[Waiting, ...] = ()
    minimum_payout: int = 0
    paid_since: tuple[Since, ...] = ()
    on_the_way: tuple[tuple[str, int], ...] = ()


class Outcome(Struct, frozen=True, kw_only=True):
    """What a statement comes to, as every form of it says: rupiah under their label.

    ``owes`` where the maker does; ``settled`` where nothing is to be paid for it any more, or not yet.
    """

    label: str
    amount: int
    owes: bool = False
    settled: bool = False


def outcome(figures: StatementFigures, beside: Beside) -> Outcome:
    """Return what is still to be paid, by whom, or that it was paid after the cut-off already."""
    paid = sum(one.amount for one in beside.paid_since)
    left = figures.closing - paid
    if left < 0 and figures.closing < 0:
        return Outcome(label=tr("Kekurangan Anda"), amount=-left, owes=True)
    if left <= 0 < paid:
        return Outcome(label=tr("Sudah dibayarkan kepada Anda"), amount=paid, settled=True)
    if not left and paid:
        return Outcome(label=tr("Sudah Anda lunasi"), amount=-paid, settled=True)
    if carried_forward(figures, beside):
        return Outcome(label=tr("Dibawa ke laporan berikutnya"), amount=left, settled=True)
    return Outcome(label=tr("Yang dibayarkan kepada Anda"), amount=left)


def since_words(since: Since) -> str:
    """Return what a payout of after the cut-off is called; its date tells when."""
    return tr("Sudah dibayarkan") if since.amount > 0 else tr("Uang masuk atau pembayaran dibatalkan")


def markdown_notes(product: ProductFigures) -> Iterator[str]:
    """Yield what plans took off a product's prices and who bore it, each in a few words."""
    for each in product.markdowns:
        yield tr(_BORNE[each.bearer]).format(amount=format_rupiah(each.discount))


def carried_forward(figures: StatementFigures, beside: Beside) -> str:
    """Return in words that a balance is too small to be paid out, "" where it is not."""
    left = figures.closing - sum(one.amount for one in beside.paid_since)
    if not 0 < left < beside.minimum_payout:
        return ""
    return tr("Belum mencapai {least}, jadi dibawa ke laporan berikutnya.").format(
        least=format_rupiah(beside.minimum_payout)
    )


def question_lines(question: Question) -> Iterator[str]:
    """Yield what was asked, and below it what the gallery answered."""
    yield tr("Sanggahan {number} ({day}), {about}: {reason}").format(
        number=question.number, day=format_date(question.asked), about=question.about, reason=question.reason
    )
    if not question.outcome:
        yield tr("Belum dijawab galeri.")
        return
    corrected = tr("koreksi {amount}").format(amount=format_rupiah(question.correction)) if question.correction else ""
    yield tr("Jawaban: {answer}").format(
        answer=", ".join(part for part in (question.outcome, question.answer.rstrip(". "), corrected) if part)
    )


def unconfirmed_line(waiting: Waiting) -> str:
    """Return which payout the maker is asked to confirm."""
    return tr("Kuitansi {number}, {day}, {amount}: belum Anda konfirmasi. Sudah terima? Kabari galeri.").format(
        number=waiting.number, day=format_date(waiting.day), amount=format_rupiah(waiting.amount)
    )


def beside_lines(figures: StatementFigures, beside: Beside) -> Iterator[str]:
    """Yield everything that is said beside the figures, a line each."""
    if beside.on_the_way:
        yield tr("Di jalan antar gerai saat masa ini berakhir: {goods}. Tetap milik Anda, belum termasuk sisa.").format(
            goods=_named([f"{format_count(pieces)} {name}" for name, pieces in beside.on_the_way])
        )
    if said := carried_forward(figures, beside):
        yield said
    for question in beside.questions:
        yield from question_lines(question)
    yield from map(unconfirmed_line, beside.unconfirmed)


def oversold(line: GoodsFigures) -> str:
    """Return in words that more of a product was sold than ever came in, "" where it was not."""
    if line.closing >= 0:
        return ""
    return tr("terjual {count} lebih dari yang tercatat masuk; kami sedang memeriksa").format(
        count=format_count(-line.closing)
    )


def _named(goods: list[str]) -> str:
    """Return the first goods by name, and how many others there are."""
    named = ", ".join(goods[:_NAMED])
    if (more := len(goods) - _NAMED) > 0:
        named = tr("{names} dan {count} barang lain").format(names=named, count=format_count(more))
    return named


def refunded_lines(figures: StatementFigures) -> Iterator[str]:
    """Yield what buyers brought back: it lowers this statement, also where its sale was paid before."""
    back = [f"{format_count(line.refunded)} {line.name}" for line in figures.goods if line.refunded]
    if back:
        said = tr("Dikembalikan pembeli: {goods}. Haknya dikurangi di sini, juga bila sudah pernah dibayarkan.")
        yield said.format(goods=_named(back))


def sold_words(product: ProductFigures) -> str:
    """Return how many pieces of a product sold, or came back where more of them came back."""
    said = tr("{count} terjual") if product.quantity >= 0 else tr("{count} dikembalikan pembeli")
    return said.format(count=format_count(abs(product.quantity)))


def entry_name(entry: Entry) -> str:
    """Return what an entry is, in plain words."""
    if entry.kind == PayoutMade.__name__ and entry.amount > 0:
        return tr("Pembayaran dari Anda")
    name = _NAMES.get(entry.kind)
    return tr(name) if name else tr("Lainnya")


def commission_rate(commission: int, net: int) -> int | None:
    """Return the gallery's share of ``net`` rupiah in basis points, to a tenth of a percent; None for no sales.

    Lines are rounded one by one, so a sum of lines at 20 % is only nearly 20 %.
    """
    return divide_half_up(commission * 1_000, net) * 10 if net else None


def year_words(figures: StatementFigures, year_gross: int) -> str:
    """Return the maker's sales of the year so far in rupiah, which the tax office may ask him for."""
    tax = tr("Penjualan Anda tahun {year} sampai {day}: {amount} (keterangan untuk pajak).")
    until = figures.until
    return tax.format(year=until.year, day=format_date(until), amount=format_rupiah(year_gross))


def approval_words(entry: Entry) -> str:
    """Return who approved an entry, "" where nobody had to."""
    return tr("disetujui {name}").format(name=entry.approved_by) if entry.approved_by else ""
