"""Makers are told: what was sold, what to bring or to fetch, what was paid. Who was told what is remembered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from gallery_pos.desk import Changes, Desk, Done
from gallery_pos.documents import MakerTold, MessageKind, MessageWay
from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.services.access import Act, require

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gallery_pos.ports import Posted


@dataclass(frozen=True, slots=True)
class Subject:
    """What a maker is told about: one document of his (``about``), or a period ("2026-W47")."""

    consignor: str
    message: MessageKind
    about: UUID | None = None
    period: str = ""

    @property
    def record(self) -> str:
        """The code under which it is remembered whether he was told."""
        return f"{self.consignor}/{self.message}/{self.about or self.period}"


def tell_maker(
    desk: Desk,
    *,
    subject: Subject,
    way: MessageWay = MessageWay.WHATSAPP,
    id: UUID | None = None,  # noqa: A002 -- the document's own word
) -> Done[Posted]:
    """Remember that a maker was told, and how; told again in another way, the last way counts.

    Raises RuleBroken (``tell.unknown``, ``tell.what``, ``access.denied``).
    """
    require(desk, Act.TELL)
    document_id = id or desk.make_id()
    with desk.journal.transaction():
        said = (subject.consignor, subject.message, subject.about, subject.period, way)
        if before := desk.submitted(document_id, MakerTold, lambda told: _said(told) == said and not told.withdrawn):
            return Done(before, Changes.NONE)
        return Done(_write(desk, subject, way, document_id), Changes.CONSIGNORS)


def tell_makers(
    desk: Desk, *, subjects: Sequence[Subject], way: MessageWay, progress: Callable[[int, int], object] | None = None
) -> Done[list[Posted]]:
    """Remember that many makers were told in the same way, as by papers that were printed; all of them or none.

    ``progress`` is called with those done and all. Raises RuleBroken as :func:`tell_maker`.
    """
    require(desk, Act.TELL)
    with desk.journal.transaction():
        written = []
        for at, subject in enumerate(subjects):
            if progress is not None:
                progress(at, len(subjects))
            written.append(_write(desk, subject, way, desk.make_id()))
    return Done(written, Changes.CONSIGNORS if written else Changes.NONE)


def take_back(desk: Desk, *, subject: Subject) -> Done[Posted]:
    """Remember that a maker was not told after all. Raises RuleBroken (``tell.not_told``, ``access.denied``)."""
    require(desk, Act.TELL)
    with desk.journal.transaction():
        before = desk.book.latest(MakerTold, subject.record)
        if before is None or before.withdrawn:
            raise RuleBroken(
                "tell.not_told",
                tr("Penitip ini memang belum dicatat dikabari."),
                safe=tr("Tidak ada yang berubah."),
            )
        return Done(_write(desk, subject, before.way, desk.make_id(), withdrawn=True), Changes.CONSIGNORS)


def _write(desk: Desk, subject: Subject, way: MessageWay, document_id: UUID, *, withdrawn: bool = False) -> Posted:
    if desk.book.consignor(subject.consignor) is None:
        raise RuleBroken(
            "tell.unknown",
            tr("Penitip {code} tidak dikenal.").format(code=subject.consignor),
            safe=tr("Belum ada yang dicatat."),
        )
    if subject.about is None and not subject.period:
        raise RuleBroken("tell.what", tr("Kabarnya tentang apa belum disebut."), safe=tr("Belum ada yang dicatat."))
    told = desk.write(
        MakerTold,
        id=document_id,
        consignor=subject.consignor,
        message=subject.message,
        way=way,
        about=subject.about,
        period=subject.period,
        withdrawn=withdrawn,
    )
    return desk.journal.append(told)


def _said(told: MakerTold) -> tuple[str, MessageKind, UUID | None, str, MessageWay]:
    return told.consignor, told.message, told.about, told.period, told.way
