"""Pay makers what they are owed up to a day: one of them or all, in cash or by transfer."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gallery_pos.documents import Method, PayoutMade
from gallery_pos.formatting import format_count, format_date, format_rupiah
from gallery_pos.language import tr, tr_noop
from gallery_pos.services.payables import Why, pay_dues
from gallery_pos.services.treasury import safe_warning
from ui.cli.context import DONE, FAULTY, Context, day
from ui.cli.output import complain_line, print_json, say
from ui.cli.settling import Until, meant_makers
from ui.cli.usage import Command, one_of

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from gallery_pos.ports import Posted
    from gallery_pos.services.payables import Due, Paid
    from ui.gallery import Gallery


class PayMethod(StrEnum):
    """How makers are paid."""

    CASH = "cash"
    TRANSFER = "transfer"


class Source(StrEnum):
    """Where cash comes from."""

    DRAWER = "drawer"
    SAFE = "safe"


_METHODS = {PayMethod.CASH: Method.CASH, PayMethod.TRANSFER: Method.TRANSFER}
_WHY = {
    Why.MINIMUM: tr_noop("{name}: {amount} kurang dari jumlah terkecil {minimum}; dibawa ke periode berikutnya."),
    Why.OWES: tr_noop("{name}: kelebihan dibayar {amount}; diperhitungkan dari penjualan berikutnya."),
    Why.IN_BATCH: tr_noop("{name}: transfer {amount} masih menunggu bank; catat dulu berkas transfernya."),
}


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("pay", help="Bayar hak penitip sampai suatu tanggal.", cls=Command)(pay)


def pay(
    context: typer.Context,
    *,
    until: Until,
    method: Annotated[
        PayMethod,
        typer.Option("--method", metavar="CARA", help=f"Cara bayar: {', '.join(PayMethod)}.", parser=one_of(PayMethod)),
    ],
    consignor: Annotated[str | None, typer.Option("--consignor", metavar="KODE", help="Satu penitip.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Semua penitip yang masih terutang.")] = False,
    reference: Annotated[
        str, typer.Option("--reference", metavar="TEKS", help="Nomor referensi; wajib untuk transfer.")
    ] = "",
    source: Annotated[
        Source | None,
        typer.Option(
            "--from",
            metavar="ASAL",
            help=f"Asal uang tunai: {', '.join(Source)} (bawaan: laci bila sif terbuka, kalau tidak brankas).",
            parser=one_of(Source),
        ),
    ] = None,
) -> int:
    """Pay, and say what was done; asked again it pays nobody twice. Return 2 where somebody could not be paid."""
    call: Context = context.obj
    last = day(until)
    if everybody is (consignor is not None):
        raise typer.BadParameter(tr("Pilih salah satu: --consignor KODE atau --all."))
    if method is PayMethod.TRANSFER and not reference.strip():
        raise typer.BadParameter(tr("Transfer perlu --reference, nomor dari bukti transfer."))
    with call.gallery() as gallery:
        desk = gallery.desk()
        chosen = meant_makers(gallery, consignor)
        has_drawer = desk.book.open_shift(desk.outlet, desk.origin) is not None
        from_drawer = has_drawer if source is None else source is Source.DRAWER
        paid = pay_dues(
            desk,
            until=last,
            method=_METHODS[method],
            consignors=chosen,
            reference=reference,
            from_drawer=from_drawer,
        ).value
        lines = [_line(gallery, posted) for posted in paid.payouts]
        from_safe = lines and method is PayMethod.CASH and not from_drawer
        warnings = [said] if from_safe and (said := safe_warning(desk)) else []
    problems = _problems(paid)
    if call.as_json:
        carried = [_carried(due) for due in paid.left if due.why is not Why.IN_BATCH]
        print_json({"until": last, "paid": lines, "carried": carried, "warnings": warnings, "problems": problems})
    else:
        _tell(paid, lines, problems, last)
        for said in warnings:
            complain_line(said)
    return FAULTY if problems else DONE


def _line(gallery: Gallery, posted: Posted) -> dict[str, Any]:
    payout = posted.document
    assert isinstance(payout, PayoutMade)  # noqa: S101 -- what the service wrote
    maker = gallery.book.consignor(payout.consignor)
    told = gallery.book.document(payout.statement) if payout.statement else None
    return {
        "number": posted.number,
        "consignor": payout.consignor,
        "business_name": maker.business_name if maker else payout.consignor,
        "amount": payout.amount,
        "method": PayMethod.CASH.value if payout.method is Method.CASH else PayMethod.TRANSFER.value,
        "reference": payout.reference,
        "statement": told.number if told else None,
    }


def _carried(due: Due) -> dict[str, Any]:
    why = due.why.value if due.why else ""
    return {"consignor": due.consignor, "business_name": due.name, "amount": due.amount, "reason": why}


def _problems(paid: Paid) -> list[dict[str, Any]]:
    waiting = [(due, _left_out(due)) for due in paid.left if due.why is Why.IN_BATCH]
    refused = [(one.due, f"{one.due.name}: {one.error.message}") for one in paid.refused]
    return [
        {"consignor": due.consignor, "business_name": due.name, "amount": due.amount, "reason": said}
        for due, said in (*waiting, *refused)
    ]


def _left_out(due: Due) -> str:
    words = tr(_WHY[due.why]) if due.why in _WHY else "{name}: {amount}"
    amount, minimum = format_rupiah(abs(due.amount)), format_rupiah(due.minimum)
    return words.format(name=f"{due.name} ({due.consignor})", amount=amount, minimum=minimum)


def _tell(paid: Paid, lines: list[dict[str, Any]], problems: list[dict[str, Any]], until: date) -> None:
    for line in lines:
        told = line["statement"] or tr("belum dilaporkan")
        said = tr("{number}  {name} ({code})  {amount}  {statement}")
        named = {"number": line["number"], "name": line["business_name"], "code": line["consignor"]}
        say(said.format(**named, amount=format_rupiah(line["amount"]), statement=told))
    if lines:
        total = format_rupiah(sum(line["amount"] for line in lines))
        say(tr("{count} penitip dibayar, seluruhnya {amount}.").format(count=format_count(len(lines)), amount=total))
    elif not problems:
        say(tr("Tidak ada yang perlu dibayar sampai {day}.").format(day=format_date(until)))
    for due in paid.left:
        if due.why is not Why.IN_BATCH:
            say(_left_out(due))
    for problem in problems:
        complain_line(problem["reason"])
