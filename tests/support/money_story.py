"""Money beyond the drawer in a story: put in, found in the bank's file, matched, let go, and a fee that only the bank knew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import (
    BankFormatRevised,
    DifferencePosted,
    DifferenceReason,
    Holding,
    Match,
    MatchUndone,
    MoneyMoved,
    MutationLine,
    MutationsImported,
    MutationsMatched,
    Purpose,
)

if TYPE_CHECKING:
    from shop import Shop


def tell_of_money(shop: Shop) -> None:
    """Put money in, and follow it through the bank's file."""
    bank, money = Holding.BANK, 50_000
    put_in = {"source": Holding.OWNER, "target": bank, "amount": money, "purpose": Purpose.GALLERY, "note": "modal"}
    moved = shop.post(MoneyMoved, **put_in).document
    shop.post(BankFormatRevised, code="bjb", name="BJB", account=bank, columns={"date": "Tanggal", "amount": "Jumlah"})
    lines = (MutationLine(day=shop.day, amount=money), MutationLine(day=shop.day, amount=-1_000, description="ADM"))
    file = shop.post(MutationsImported, account=bank, lines=lines, bank="bjb", file="m.csv", sha256="cd" * 32).document
    match = Match(mutations=file.id, line=0, document=moved.id, confidence=98)
    shop.post(MutationsMatched, account=bank, matches=(match,))
    shop.post(MatchUndone, account=bank, mutations=file.id, line=0, reason="keliru")
    shop.post(MutationsMatched, account=bank, matches=(match,))
    fee = {"reason": DifferenceReason.BANK_FEE, "note": "biaya bulanan", "mutations": file.id, "line": 1}
    shop.post(DifferencePosted, account=bank, amount=-1_000, **fee)
