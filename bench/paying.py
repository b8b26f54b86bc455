"""2,000 makers are paid: whom how much, a file for the bank, its transfers written down, kuitansi for all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.timing import Result, Scale
from db.private import Personal
from db.queries.paying import list_unacknowledged, list_unpaid
from gallery_pos.services.consignors import revise_consignor
from gallery_pos.services.payables import dues
from gallery_pos.services.payout_batches import prepare_batch, settle_batch
from gallery_pos.services.settlement import adjust
from ui.folder import DataFolder
from ui.gallery import create_gallery
from ui.papers.payouts import bank_file, payouts_paper, write_bank_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from gallery_pos.ports import Posted
    from ui.gallery import Gallery

_MAKERS = 2_000


def measure(folder: Path, scale: Scale) -> list[Result]:
    """Return what each step takes."""
    made = create_gallery(DataFolder(folder / "paying"), name="Galeri", region="Karawang", commission_bp=2_000)
    try:
        return _measure(made, folder, scale.of(_MAKERS, least=100))
    finally:
        made.close()


def _measure(made: Gallery, folder: Path, makers: int) -> list[Result]:
    desk = made.desk()
    with made.journal.transaction():
        for number in range(makers):
            code = revise_consignor(desk, business_name=f"Usaha {number}").value.code
            adjust(desk, consignor=code, amount=50_000 + number, reason="saldo awal")
            known = Personal(bank="BJB", account=f"00{number:08}", account_name=f"Ibu {number}")
            made.personal.change(code, known, by="admin")
    today, results = desk.today(), []

    def timed(
        what: str, most: float, step: Callable[[], object], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        began = clock()
        step()
        took = clock() - began
        told = f"{took:.2f} s" if took >= 1 else f"{1000 * took:.0f} ms"
        results.append(Result(f"{what}: {makers:,} makers", told, f"at most {most:g} s", took <= most))

    timed("whom to pay how much", 0.5, lambda: dues(desk, until=today))
    timed("who waits and since when", 0.5, lambda: list_unpaid(made.database, on=today))
    accounts = made.personal.with_account()
    batch = prepare_batch(desk, until=today, with_account=accounts).value.posted.document.id
    timed(
        "file of transfers for the bank",
        2,
        lambda: write_bank_file(bank_file(made, batch, by="admin"), folder / "bank.xlsx"),
    )
    payouts: list[Posted] = []
    timed(
        "transfers written down, a hundred at once",
        5,
        lambda: payouts.extend(settle_batch(desk, batch=batch, reference="x").value),
    )
    timed("payouts that nobody confirmed", 0.5, lambda: list_unacknowledged(made.database, on=today))
    paper = "kuitansi of all, two sheets each, the processor's time"
    timed(paper, 20, lambda: payouts_paper(made, [(one, 0) for one in payouts]), time.process_time)
    return results
