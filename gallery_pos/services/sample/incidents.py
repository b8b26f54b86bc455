"""What happens once in the story: something breaks, a price rises, a maker joins, another stops."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from gallery_pos.documents import LossReason, MarkdownBasis, MarkdownStep, ReturnReason
from gallery_pos.services.catalogue import revise_product
from gallery_pos.services.consignors import revise_agreement, revise_consignor
from gallery_pos.services.markdowns import revise_plan
from gallery_pos.services.sample.days import HOUR
from gallery_pos.services.sample.founding import register
from gallery_pos.services.sample.lists import PERCENT
from gallery_pos.services.sample.stage import ATTENDED, JOINS_LATE, MANAGER
from gallery_pos.services.sample.supply import SLOW_DAYS
from gallery_pos.terms import Bearer

if TYPE_CHECKING:
    from gallery_pos.services.sample.settling import Settling
    from gallery_pos.services.sample.stage import Stage
    from gallery_pos.services.sample.supply import Supply


class Incidents:
    """The single events of the story, by its days."""

    def __init__(self, stage: Stage, supply: Supply, settling: Settling) -> None:
        """Let them happen on ``stage``."""
        self._stage = stage
        self._supply = supply
        self._settling = settling
        lose, settle = supply.lose, settling
        self._by_day: dict[int, list[Callable[[], object]]] = {
            10: [partial(self._item_fee, "M014", 300)],
            12: [partial(lose, "Mug Gerabah", 1, LossReason.DAMAGED, "Pecah saat menata rak")],
            33: [partial(lose, "Gantungan Kunci Kayu", 2, LossReason.LOST, "Hilang dari gantungan dekat pintu")],
            40: [partial(self._new_price, "P0007", 19_000), partial(self._new_price, "P0110", 20_000)],
            45: [partial(self._new_commission, "M016", 15)],
            47: [partial(settle.extra_fee, "M030", 15_000, "Cetak ulang label harga")],
            52: [partial(settle.correct, "M002", 18_000, "Satu bungkus keripik tertukar kode di surat titip")],
            58: [partial(lose, "Vas Gerabah", 1, LossReason.DAMAGED, "Retak, tersenggol pengunjung")],
            60: [partial(self._rotate, code) for code in ("M010", "M031")],
            64: [partial(self._stops, "M025")],
            68: [self._plan_markdowns],
            75: [partial(lose, "Bros Bunga", 1, LossReason.LOST, "Hilang saat gerai ramai")],
            78: [partial(self._rotate, code) for code in ("M024", "M027")],
            70: [partial(settle.question, "M012", "Menurut catatan saya terjual satu lagi", 20_000)],
            74: [partial(settle.answer, "M012", "Benar, satu terlewat saat listrik padam", 20_000)],
            86: [partial(settle.correct, "M025", -12_000, "Pembeli mengembalikan satu toples sesudah penitip dibayar")],
            85: [partial(settle.question, "M018", "Komisinya lebih besar dari perjanjian", 0)],
            81: [partial(settle.correct, "M017", -4_000, "Sebotol kecap bocor terhitung terjual")],
        }
        for code, day in JOINS_LATE.items():
            self._by_day.setdefault(day, []).append(partial(self._joins, code))

    def on(self, number: int) -> list[tuple[float, Callable[[], object]]]:
        """Return what happens on the ``number``-th day: minutes since midnight, and what."""
        acts = self._by_day.get(number, [])
        return [(8.1 * HOUR + 4 * position, act) for position, act in enumerate(acts)]

    def _new_price(self, product: str, price: int) -> None:
        revise_product(self._stage.at(MANAGER), code=product, price=price)

    def _plan_markdowns(self) -> None:
        """From now on what is near its date gets cheaper, and gallery and maker bear it together."""
        revise_plan(
            self._stage.at(MANAGER),
            name="Obral menjelang kedaluwarsa",
            basis=MarkdownBasis.EXPIRY,
            steps=(MarkdownStep(days=3, basis_points=10 * PERCENT), MarkdownStep(days=1, basis_points=30 * PERCENT)),
            bearer=Bearer.SHARED,
        )

    def _new_commission(self, consignor: str, percent: int) -> None:
        desk = self._stage.at(MANAGER)
        agreement = desk.book.agreement(consignor)
        if agreement is not None:
            terms = msgspec.structs.replace(agreement.terms, commission_bp=percent * PERCENT)
            revise_agreement(desk, consignor=consignor, terms=terms, note="Komisi turun karena titipan bertambah")

    def _item_fee(self, consignor: str, fee: int) -> None:
        """From now on the gallery packs what it sells of a maker, for so many rupiah a piece."""
        revise_agreement(
            self._stage.at(MANAGER), consignor=consignor, item_fee=fee, note="Kemasan galeri untuk tiap barang"
        )

    def _rotate(self, consignor: str) -> None:
        """Send home what stood too long; the next delivery brings other pieces."""
        self._supply.send_home(self._stage.makers[consignor], self._stage.main, ReturnReason.SLOW, oldest=SLOW_DAYS)

    def _stops(self, consignor: str) -> None:
        maker, desk = self._stage.makers[consignor], self._stage.at(MANAGER)
        for outlet in (self._stage.main, ATTENDED):
            self._supply.send_home(maker, outlet, ReturnReason.ENDED)
        revise_agreement(desk, consignor=consignor, end=desk.today(), note="Berhenti produksi")
        revise_consignor(desk, code=consignor, active=False, note="Berhenti produksi; barang sudah diambil kembali")
        self._stage.absent.add(consignor)

    def _joins(self, consignor: str) -> None:
        maker = self._stage.makers[consignor]
        register(self._stage, maker)
        self._stage.absent.remove(consignor)
        self._supply.deliver(maker, self._stage.main)
