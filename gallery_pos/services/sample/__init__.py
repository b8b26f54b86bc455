"""The sample gallery: three months in the life of a gallery that does not exist, told through the real services.

The same seed and day make the same documents. Whoever calls :func:`populate` gives it an empty gallery and puts what it
returns where it belongs: telephone numbers into the private store, PINs to the users, drawings beside the goods.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gallery_pos.errors import RuleBroken
from gallery_pos.language import tr
from gallery_pos.reading.phones import read_phone
from gallery_pos.services.sample.founding import PEOPLE, TWICE, TWIN
from gallery_pos.services.sample.lists import picture_files
from gallery_pos.services.sample.papers import collect
from gallery_pos.services.sample.stage import stage_for
from gallery_pos.services.sample.story import Story

if TYPE_CHECKING:
    from datetime import date
    from importlib.resources.abc import Traversable

    from gallery_pos.desk import Desk
    from gallery_pos.services.sample.stage import Stage

__all__ = ["DAYS", "PEOPLE", "Populated", "picture_files", "populate"]

DAYS = 91
"""Days of sales; the last of them is yesterday, so that the real day begins with a closed drawer."""


_BANKS = ("BRI", "BJB", "Mandiri", "BNI", "BSI")
_WITHOUT_ACCOUNT = 6
"""Of so many makers one has no account at a bank."""


@dataclass(frozen=True, slots=True)
class Populated:
    """What the story left besides its documents.

    ``private`` is per consignor code what belongs into the private store (telephone, account); ``pins`` the users' PINs for
    practice; ``pictures`` the drawings by the SHA-256 under which the products name them.
    """

    last_day: date
    sales: int
    statements: int
    private: Mapping[str, Mapping[str, str]]
    pins: Mapping[str, str]
    pictures: Mapping[str, Traversable]


def populate(
    desk: Desk,
    *,
    today: date,
    seed: int = 12,
    days: int = DAYS,
    progress: Callable[[int, int], object] | None = None,
) -> Populated:
    """Fill an empty gallery with the sample that ends the evening before ``today``, whole or not at all.

    ``desk`` stands at the gallery's own outlet; the outlet keeps its name where it has one. ``days`` are days of sales.
    ``progress`` is called with days done and days in all; what it raises takes everything back. Raises RuleBroken
    (``sample.not_empty``).
    """
    if desk.book.consignors():
        raise RuleBroken(
            "sample.not_empty",
            tr("Galeri ini sudah berisi penitip."),
            safe=tr("Tidak ada yang berubah."),
            todo=tr("Muat contoh ke galeri baru yang masih kosong."),
        )
    stage = stage_for(desk, today, seed, days)
    with desk.journal.transaction():
        story = Story(stage, seed)
        story.prepare()
        for number in range(days):
            if progress is not None:
                progress(number, days)
            story.play(number)
        collect(stage)
    return Populated(
        last_day=stage.day(days - 1),
        sales=story.tills.sales,
        statements=story.settling.statements,
        private=_private(stage),
        pins={person.code: person.pin for person in PEOPLE},
        pictures=picture_files(),
    )


def _private(stage: Stage) -> dict[str, dict[str, str]]:
    """Return telephone and account of each maker, and the telephone of the one who was registered twice."""
    private: dict[str, dict[str, str]] = {}
    for position, maker in enumerate(stage.makers.values()):
        known = {"phone": read_phone(maker.phone)} if maker.phone else {}
        if maker.phone and position % _WITHOUT_ACCOUNT:
            bank = _BANKS[position % len(_BANKS)]
            known |= {"bank": bank, "account": f"0099{position:02}00{maker.code[1:]}", "account_name": maker.owner}
        if known:
            private[maker.code] = known
    return private | {TWIN: {"phone": private[TWICE]["phone"]}}
