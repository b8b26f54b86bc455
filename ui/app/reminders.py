"""What wants doing: small functions that each look at one thing, shown together in the top bar.

Whoever has something to remind of writes a function that takes a :class:`Look`, returns a :class:`Reminder` or None, and
adds it to :data:`REMINDERS` with the screen it leads to; nothing is read for whoever does not see that screen. They run off the UI thread, whenever something they may depend on has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from gallery_pos.conditions import condition_says
from gallery_pos.formatting import format_count, format_date
from gallery_pos.language import tr
from gallery_pos.services.access import Act
from ui.app.screens import SCREENS

if TYPE_CHECKING:
    from db.queries.places import PlaceRow
    from gallery_pos.report_clock import MonthState
    from ui.widgets.text import Tone
    from ui.workplace import Workplace

SOON_DAYS = 14
_LONG_DAYS = 45
_AGREEMENT_DAYS = 30


@dataclass(frozen=True, slots=True)
class Reminder:
    """``count`` things of one sort; ``screen`` is where they are seen, and ``what`` is handed to it.

    One that ``stands`` is told in the bar itself, on every screen.
    """

    text: str
    count: int
    screen: str
    what: object = None
    tone: Tone = "attention"
    stands: bool = False


class Look:
    """One look at the books: what several reminders go by is read once, when the first of them asks."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.database = place.gallery.database
        desk = place.desk()
        self.today, self.outlet = desk.today(), desk.outlet

    @cached_property
    def days_left(self) -> list[int]:
        """The days that lots here have left which are past their date or soon will be."""
        from db.queries.expiry import list_expiring

        found = list_expiring(self.database, on=self.today, within=SOON_DAYS, outlet=self.outlet)
        return [row.days_left for row in found]

    @cached_property
    def papers_left(self) -> list[int]:
        """The days that papers have left which have run out or soon will."""
        from db.queries.papers import papers_ending

        rows = papers_ending(self.database, on=self.today)
        return [(row.expires - self.today).days for row in rows if row.expires is not None]

    @cached_property
    def places(self) -> list[PlaceRow]:
        """The outlets and events in use."""
        from db.queries.places import list_places

        return [row for row in list_places(self.database) if row.active]

    @cached_property
    def late_reports(self) -> list[MonthState]:
        """The reports that should have been submitted, of the outlets whose months the person sees."""
        from db.queries.months import overdue
        from gallery_pos.services.calendar import outlets_seen

        seen = outlets_seen(self.place.desk())
        return [each for each in overdue(self.database, today=self.today) if seen is None or each.outlet in seen]


def read_reminders(place: Workplace) -> list[Reminder]:
    """Return what is to be reminded of, as far as the person sees where it leads. Touches no widget."""
    seen = {spec.id for spec in SCREENS if place.user.role in spec.roles}
    look = Look(place)
    found = [remind(look) for screen, remind in REMINDERS if screen in seen]
    return [each for each in found if each is not None and each.count]


def expired_lots(look: Look) -> Reminder | None:
    """Return the lots here that are past their date."""
    count = sum(1 for days in look.days_left if days < 0)
    text = tr("{count} lot sudah kedaluwarsa").format(count=format_count(count))
    return Reminder(text, count, "stock", ("expiring", "past"), "danger")


def expiring_lots(look: Look) -> Reminder | None:
    """Return the lots here that are past their date soon."""
    count = sum(1 for days in look.days_left if days >= 0)
    text = tr("{count} lot kedaluwarsa dalam {days} hari").format(count=format_count(count), days=SOON_DAYS)
    return Reminder(text, count, "stock", ("expiring", "14"))


def spoilt_lots(look: Look) -> Reminder | None:
    """Return the lots here that came in damaged or spoilt, as somebody wrote down, and are not past their date."""
    from db.queries.stock import conditions_here

    found = conditions_here(look.database, outlet=look.outlet, on=look.today)
    count = sum(lots for words, lots in found.items() if condition_says(words) is not None)
    text = tr("{count} lot dicatat rusak saat masuk").format(count=format_count(count))
    return Reminder(text, count, "stock", ("expiring", "spoilt"), "danger")


def unpaid_makers(look: Look) -> Reminder | None:
    """Return the makers who have been waiting for their money for long."""
    if not look.place.may(Act.PAY):
        return None
    from db.queries.settlement import owed

    waiting = [row.since for row in owed(look.database, only_open=True) if row.since]
    late = [since for since in waiting if (look.today - since).days > _LONG_DAYS]
    if not late:
        return None
    text = tr("{count} penitip menunggu bayaran sejak {day} atau sesudahnya")
    said = text.format(count=format_count(len(late)), day=format_date(min(late)))
    return Reminder(said, len(late), "settlement", ("payouts", "unpaid"))


def unconfirmed_payouts(look: Look) -> Reminder | None:
    """Return the payouts of which nobody has said for long that the money arrived."""
    if not look.place.may(Act.PAY):
        return None
    from db.queries.paying import count_unacknowledged

    count = count_unacknowledged(look.database, before=look.today - timedelta(days=SOON_DAYS))
    text = tr("{count} pembayaran lebih dari {days} hari belum diakui penitipnya")
    return Reminder(
        text.format(count=format_count(count), days=SOON_DAYS), count, "settlement", ("payouts", "receipts")
    )


def transfers_at_the_bank(look: Look) -> Reminder | None:
    """Return the transfers in files for the bank that nobody has marked as done."""
    if not look.place.may(Act.PAY):
        return None
    from db.queries.paying import count_open_transfers

    count = count_open_transfers(look.database)
    text = tr("{count} transfer menunggu dicatat sudah dikirim bank").format(count=format_count(count))
    return Reminder(text, count, "settlement", ("payouts", "batches"))


def missing_qris(look: Look) -> Reminder | None:
    """Return the payments by QRIS that a file of the provider should show and does not."""
    if not look.place.may(Act.RECONCILE):
        return None
    from db.queries.qris_missing import list_qris_missing

    count = len(list_qris_missing(look.database, on=look.today, covered=True))
    text = tr("{count} pembayaran QRIS belum sampai").format(count=format_count(count))
    return Reminder(text, count, "cash", ("matching", "missing"), "danger")


def open_questions(look: Look) -> Reminder | None:
    """Return the questions of makers that wait for an answer; red where one is late."""
    from db.queries.disputes import list_disputes

    left = [row.days_left for row in list_disputes(look.database, on=look.today) if row.days_left is not None]
    late = sum(1 for days in left if days < 0)
    text = (
        tr("{count} sanggahan belum dijawab, {late} lewat waktunya") if late else tr("{count} sanggahan belum dijawab")
    )
    said = text.format(count=format_count(len(left)), late=format_count(late))
    return Reminder(said, len(left), "settlement", "disputes", "danger" if late else "attention")


def makers_to_tell(look: Look) -> Reminder | None:
    """Return the makers who were not told of their statement."""
    if not look.place.may(Act.TELL):
        return None
    from db.queries.telling import untold_statements

    since = look.today - timedelta(days=_LONG_DAYS)
    count = untold_statements(look.database, since=since, until=look.today)
    text = tr("{count} penitip belum dikabari laporannya").format(count=format_count(count))
    return Reminder(text, count, "settlement", ("news", "statement"))


def goods_without_papers(look: Look) -> Reminder | None:
    """Return the products on shelves whose papers stop them, or would if the gate were on."""
    from db.queries.legality import GateState, gate_list

    rows = gate_list(look.database, on=look.today)
    here = [row for row in rows if row.state is GateState.STOPPED and row.on_hand > 0]
    text = tr("{count} produk di rak kurang dokumen").format(count=format_count(len(here)))
    is_on = any(row.enforced for row in here)
    return Reminder(text, len(here), "guidance", ("legality", "shelf"), "danger" if is_on else "attention")


def doubtful_papers(look: Look) -> Reminder | None:
    """Return the papers without a date of end that are over by what their numbers say."""
    from db.queries import papers

    count = papers.doubtful_papers(look.database, on=look.today)
    text = tr("{count} dokumen mungkin sudah habis, menurut nomornya").format(count=format_count(count))
    return Reminder(text, count, "guidance", ("legality", ("papers", 0)))


def ended_papers(look: Look) -> Reminder | None:
    """Return the papers that have run out."""
    days = look.papers_left
    count = sum(1 for each in days if each < 0)
    return Reminder(
        tr("{count} dokumen habis berlaku").format(count=format_count(count)),
        count,
        "guidance",
        ("legality", ("papers", 0)),
        "danger",
    )


def ending_papers(look: Look) -> Reminder | None:
    """Return the papers that run out, by the narrowest span in which there are any: 14, 30 or 60 days."""
    from gallery_pos.legality import EXPIRY_DAYS

    days = [each for each in look.papers_left if each >= 0]
    for span in sorted(EXPIRY_DAYS):
        count = sum(1 for each in days if each <= span)
        if count:
            text = tr("{count} dokumen habis berlaku dalam {days} hari").format(count=format_count(count), days=span)
            return Reminder(text, count, "guidance", ("legality", ("papers", span)))
    return None


def ending_agreements(look: Look) -> Reminder | None:
    """Return the agreements that end soon."""
    from db.queries.records import list_consignors

    rows = list_consignors(look.database, active_only=True)
    count = sum(1 for row in rows if row.ends and 0 <= (row.ends - look.today).days <= _AGREEMENT_DAYS)
    text = tr("{count} perjanjian berakhir dalam {days} hari")
    return Reminder(text.format(count=format_count(count), days=_AGREEMENT_DAYS), count, "consignors")


def open_counts(look: Look) -> Reminder | None:
    """Return the counts that were begun here and not ended."""
    from db.queries.stocktakes import count_open

    count = count_open(look.database, outlet=look.outlet)
    return Reminder(tr("{count} stok opname masih berjalan").format(count=format_count(count)), count, "stock", "count")


def open_transfers(look: Look) -> Reminder | None:
    """Return the transfers of which something is still on its way."""
    from db.queries.moving import count_open

    count = count_open(look.database)
    return Reminder(
        tr("{count} kiriman belum diterima lengkap").format(count=format_count(count)), count, "outlets", "moves"
    )


def late_visits(look: Look) -> Reminder | None:
    """Return the corners with goods and without an attendant where nobody was for long."""
    if not look.place.may(Act.VISIT):
        return None
    corners = [row for row in look.places if not row.attended and row.on_hand]
    late = [row for row in corners if row.last_visit is None or (look.today - row.last_visit).days > SOON_DAYS]
    text = tr("{count} gerai tanpa penjaga lama tidak dikunjungi").format(count=format_count(len(late)))
    return Reminder(text, len(late), "outlets", "places")


def events_to_close(look: Look) -> Reminder | None:
    """Return the events that are over and not closed."""
    over = [row for row in look.places if row.ends and row.ends < look.today]
    text = tr("{count} acara sudah lewat dan belum ditutup").format(count=format_count(len(over)))
    return Reminder(text, len(over), "outlets", "events")


def late_reports(look: Look) -> Reminder | None:
    """Return the reports of months that should have been submitted: a manager's own, at the Dinas everybody's."""
    found = look.late_reports
    if len(found) == 1:
        where = ("months", (found[0].outlet, found[0].month))
        return Reminder(found[0].notice, 1, "reports", where, "danger", stands=True)
    text = tr("{count} laporan bulan terlambat, terlama {days} hari").format(
        count=format_count(len(found)), days=format_count(max((each.late_days for each in found), default=0))
    )
    return Reminder(text, len(found), "reports", ("months", "late"), "danger", stands=True)


REMINDERS: tuple[tuple[str, Callable[[Look], Reminder | None]], ...] = (
    ("reports", late_reports),
    ("stock", expired_lots),
    ("stock", spoilt_lots),
    ("stock", expiring_lots),
    ("stock", open_counts),
    ("settlement", unpaid_makers),
    ("settlement", unconfirmed_payouts),
    ("settlement", transfers_at_the_bank),
    ("settlement", open_questions),
    ("cash", missing_qris),
    ("settlement", makers_to_tell),
    ("guidance", ended_papers),
    ("guidance", ending_papers),
    ("guidance", doubtful_papers),
    ("guidance", goods_without_papers),
    ("consignors", ending_agreements),
    ("outlets", open_transfers),
    ("outlets", late_visits),
    ("outlets", events_to_close),
)
"""In the order in which they are shown."""
