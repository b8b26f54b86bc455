"""Papers of fair entry from what the books say: the queue, empty score sheets, and the minutes of a round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gallery_pos.documents import EntryState, SizeClass, Verdict
from gallery_pos.fair_entry import mean_score
from gallery_pos.language import tr
from gallery_pos.services.curation import VERDICTS, format_points
from gallery_pos.services.entry import STATES
from ui.app.names import SIZES, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from db.queries.curation import Candidate, RoundSheet
    from db.queries.entry import QueueRow
    from receipts.pdf.entry import QueueLine
    from receipts.pdf.rounds import Entrant, Round
    from receipts.pdf.sheet import Letterhead
    from ui.gallery import Gallery


def queue_paper(gallery: Gallery, rows: Sequence[QueueRow]) -> bytes:
    """Return the queue as a PDF. Touches no widget."""
    from receipts.pdf.entry import Queue, queue_pdf

    return queue_pdf(
        Queue(
            letterhead=_letterhead(gallery),
            day=gallery.desk().today(),
            waiting=tuple(_line(row) for row in rows if row.place is not None),
            others=tuple(_line(row) for row in rows if row.place is None),
            practice=gallery.machine.practice,
        )
    )


def _line(row: QueueRow) -> QueueLine:
    from receipts.pdf.entry import QueueLine

    return QueueLine(
        place="" if row.place is None else str(row.place),
        name=row.name,
        maker=row.business_name,
        about=", ".join(part for part in (row.district, size_words(row.size_class)) if part),
        applied=row.applied_on,
        state=state_words(row.state),
        since=row.since,
        reason=reason_words(row.reason, row.missing),
        decided_by=row.decided_by,
    )


def state_words(state: str) -> str:
    """Return what people call a state."""
    return tr(STATES[EntryState(state)])


def verdict_words(verdict: str) -> str:
    """Return what people call a verdict, "" where there is none yet."""
    return tr(VERDICTS[Verdict(verdict)]) if verdict else ""


def size_words(size_class: str) -> str:
    """Return what people call the class of a business, "" where it is not known."""
    return named(SIZES, SizeClass(size_class).value) if size_class else ""


def reason_words(reason: str, missing: Sequence[str]) -> str:
    """Return a reason with the papers that a referral asked for."""
    asked = tr("yang kurang: {papers}").format(papers=", ".join(missing)) if missing else ""
    return "; ".join(part for part in (reason, asked) if part)


def points_words(score: int | None) -> str:
    """Return hundredths of a point as people write them, "" where nobody gave any."""
    return "" if score is None else format_points(score)


def score_sheets(gallery: Gallery, sheet: RoundSheet) -> bytes:
    """Return the empty score sheets of a round as a PDF, one page or more for each curator. Touches no widget."""
    from receipts.pdf.rounds import score_sheets_pdf

    return score_sheets_pdf(_round(gallery, sheet, sheet.candidates, ""))


def round_minutes(gallery: Gallery, sheet: RoundSheet, user: str) -> bytes:
    """Return the minutes of a round as a PDF; points are told only once it is closed. Touches no widget."""
    from receipts.pdf.rounds import round_minutes_pdf

    closed = sheet.round.closed
    return round_minutes_pdf(_round(gallery, sheet, sheet.ranked() if closed else sheet.candidates, user))


def _round(gallery: Gallery, sheet: RoundSheet, order: Sequence[Candidate], user: str) -> Round:
    from receipts.pdf.rounds import Point, Round

    of, staff = sheet.round, gallery.book.user(user) if user else None
    return Round(
        letterhead=_letterhead(gallery),
        name=of.name,
        day=of.on,
        venue=of.venue,
        panel=of.panel,
        criteria=tuple(Point(one.name, one.weight) for one in of.criteria),
        entrants=tuple(_entrant(sheet, one) for one in order),
        pass_score=of.pass_score,
        quota=of.quota,
        closed=of.closed,
        staff=staff.name if staff else "",
        practice=gallery.machine.practice,
    )


def _entrant(sheet: RoundSheet, one: Candidate) -> Entrant:
    from receipts.pdf.rounds import Entrant

    of = sheet.round
    plain = Entrant(
        name=one.name,
        maker=one.business_name,
        about=one.district,
        verdict=verdict_words(one.verdict),
        reason=one.reason,
        by_curator=("",) * len(of.panel),
    )
    if not of.closed:
        return plain
    given = {each.curator: mean_score(of, [each]) for each in one.sheets}
    return Entrant(
        name=plain.name,
        maker=plain.maker,
        about=plain.about,
        verdict=plain.verdict,
        reason=plain.reason,
        rank="" if one.rank is None else str(one.rank),
        score=points_words(one.mean),
        by_curator=tuple(points_words(given.get(curator)) for curator in of.panel),
    )


def _letterhead(gallery: Gallery) -> Letterhead:
    from receipts.pdf.sheet import letterhead_of

    main = gallery.book.main_outlet() or gallery.outlet()
    return letterhead_of(main, gallery.logo(main), gallery.notice(main))
