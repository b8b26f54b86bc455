"""Reports in A4: a title, figures in large, charts, and for each chart its table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.platypus import Flowable

from gallery_pos.language import tr
from receipts.pdf.blocks import SIZE, Col, gap, heading, left_pads, signatures, table, text
from receipts.pdf.charts import Chart, chart
from receipts.pdf.fonts import BOLD, REGULAR, clean, fold, shorten, width_of
from receipts.pdf.sheet import CONTENT, GREEN, GREY, INK, PALE, RED, Drawn, Letterhead, Sheet, bind
from receipts.tables import Kind, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from receipts.tables import Table

_CARDS_IN_A_ROW = 4
_CARD_GAP = 8.0
_CARD_HEIGHT = 48.0
_FIGURE_PAD = 5.0
_SPREAD = 1.2
_NARROWEST_TEXT = 52.0
_INDENT = 12.0
_WORDS = 10.0
_SIGNED = 78.0


class Figure(Struct, frozen=True):
    """One figure in large, with its label and a word about it; ``warn`` shows it in red."""

    label: str
    value: str
    note: str = ""
    warn: bool = False


class Report(Struct, frozen=True, kw_only=True):
    """A report: ``sections`` are charts and tables in their order; ``notes`` are sentences under the title.

    With ``sentences`` the first page is a letter by itself: figures, what they say, the chart ``opening``, who signs
    (``signers``: role above, name below, at the right under ``dated``), and ``proof`` of its figures; ``check`` is the
    short code of them on every page.
    """

    title: str
    subtitle: str
    letterhead: Letterhead
    figures: tuple[Figure, ...] = ()
    sections: tuple[Chart | Table, ...] = ()
    notes: tuple[str, ...] = ()
    reference: str = ""
    mark: str = ""
    sentences: tuple[str, ...] = ()
    opening: Chart | None = None
    dated: str = ""
    signers: tuple[tuple[str, str], ...] = ()
    proof: str = ""
    check: str = ""


def report_pdf(report: Report) -> bytes:
    """Return the report as a PDF."""
    sheet = Sheet(
        title=report.title,
        letterhead=report.letterhead,
        story=tuple(_story(report)),
        reference=report.reference or f"{report.title} · {report.subtitle}",
        check=tr("kode {code}").format(code=report.check) if report.check else "",
        mark=report.mark,
    )
    return bind([sheet], f"{report.title} {report.subtitle}")


def _story(report: Report) -> Iterator[Flowable]:
    yield _opening(report)
    for note in report.notes:
        yield text(note, size=9, colour=GREY)
    if report.notes:
        yield gap(6)
    for start in range(0, len(report.figures), _CARDS_IN_A_ROW):
        yield _cards(report.figures[start : start + _CARDS_IN_A_ROW])
    yield gap(6)
    if report.sentences:
        yield from _letter(report)
    for section in report.sections:
        if isinstance(section, Chart):
            yield chart(section)
        else:
            yield from _section(section)
        yield gap(8)


class _NewPage(Flowable):  # type: ignore[misc]
    """Takes what is left of a page."""

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return available_width, available_height

    def draw(self) -> None:
        """Draw nothing."""


def _letter(report: Report) -> Iterator[Flowable]:
    """Yield what makes the first page a paper by itself, and the end of that page."""
    for sentence in report.sentences:
        yield _point(sentence)
    yield gap(8)
    if report.opening is not None:
        yield chart(report.opening)
    if report.signers:
        yield gap(8)
        yield text(report.dated, size=9)
        yield gap(4)
        yield signatures(*report.signers, height=_SIGNED)
    if report.proof:
        yield gap(10)
        yield text(report.proof, size=7, colour=GREY)
    yield _NewPage()


def _point(sentence: str) -> Flowable:
    """Return a sentence with a dot before it."""
    lines = fold(sentence, CONTENT - _INDENT, REGULAR, _WORDS)
    leading = _WORDS * 1.36
    height = len(lines) * leading + 3

    def draw(canvas: Any, _width: float) -> None:
        canvas.setFillColor(GREEN)
        canvas.circle(3, height - leading + _WORDS * 0.32, 1.6, fill=1, stroke=0)
        canvas.setFont(REGULAR, _WORDS)
        canvas.setFillColor(INK)
        for index, line in enumerate(lines, start=1):
            canvas.drawString(_INDENT, height - index * leading, line)

    return Drawn(height, draw)


def _opening(report: Report) -> Flowable:
    titles = fold(report.title, CONTENT, BOLD, 16)
    height = 26.0 + len(titles) * 19

    def draw(canvas: Any, width: float) -> None:
        y = height - 16
        canvas.setFont(BOLD, 16)
        canvas.setFillColor(INK)
        for line in titles:
            canvas.drawString(0, y, line)
            y -= 19
        canvas.setFont(REGULAR, 10)
        canvas.setFillColor(GREY)
        canvas.drawString(0, y + 3, shorten(report.subtitle, width, REGULAR, 10))

    return Drawn(height, draw)


def _cards(figures: Sequence[Figure]) -> Flowable:
    side = (CONTENT - _CARD_GAP * (_CARDS_IN_A_ROW - 1)) / _CARDS_IN_A_ROW

    def draw(canvas: Any, _width: float) -> None:
        for index, figure in enumerate(figures):
            x = index * (side + _CARD_GAP)
            canvas.setFillColor(PALE)
            canvas.roundRect(x, _CARD_GAP, side, _CARD_HEIGHT, 5, fill=1, stroke=0)
            canvas.setFont(REGULAR, 8)
            canvas.setFillColor(GREY)
            canvas.drawString(x + 8, _CARD_GAP + 35, shorten(figure.label, side - 16, REGULAR, 8))
            value = clean(figure.value)
            canvas.setFont(BOLD, min(14.0, 14.0 * (side - 16) / max(1.0, width_of(value, BOLD, 14))))
            canvas.setFillColor(RED if figure.warn else GREEN)
            canvas.drawString(x + 8, _CARD_GAP + 19, value)
            canvas.setFont(REGULAR, 7.5)
            canvas.setFillColor(GREY)
            canvas.drawString(x + 8, _CARD_GAP + 7, shorten(figure.note, side - 16, REGULAR, 7.5))

    return Drawn(_CARD_HEIGHT + _CARD_GAP, draw)


def _section(section: Table) -> Iterator[Flowable]:
    yield heading(section.title, " · ".join((*section.heading, *([section.note] if section.note else []))))
    if not section.rows:
        yield text(section.empty or tr("Tidak ada data pada masa ini."), size=9, colour=GREY)
        return
    kinds = [column.kind for column in section.columns]
    rows = [[shown(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in section.rows]
    totals = [shown(value, kind) for value, kind in zip(section.totals, kinds, strict=True)] if section.totals else []
    yield table(_columns(section, [*rows, *([totals] if totals else [])]), rows, totals)


def _columns(section: Table, rows: Sequence[Sequence[str]]) -> list[Col]:
    """Give each column the room it needs where there is enough, else take from the widest texts; figures stay whole."""
    rights = [column.is_figure for column in section.columns]
    titles = [_heading_lines(column.title) if column.is_figure else column.title for column in section.columns]
    wanted = _wanted(titles, rows, rights)
    if sum(wanted) > CONTENT:
        titles = [_heading_lines(column.title) for column in section.columns]
        wanted = _wanted(titles, rows, rights)
    widths = _fitted(wanted, [column.kind is Kind.TEXT for column in section.columns])
    return [Col(title, width, right=right) for title, width, right in zip(titles, widths, rights, strict=True)]


def _wanted(titles: Sequence[str], rows: Sequence[Sequence[str]], rights: Sequence[bool]) -> list[float]:
    return [
        _widest(titles[index], [row[index] for row in rows]) + pad + _FIGURE_PAD
        for index, pad in enumerate(left_pads(rights))
    ]


def _widest(title: str, cells: Sequence[str]) -> float:
    return max(width_of(line, BOLD, SIZE) for line in (*title.split("\n"), *(clean(cell) for cell in cells)))


def _fitted(wanted: Sequence[float], may_fold: Sequence[bool]) -> list[float]:
    """Return widths that together fit on the page: a small table is spread a little, a wide one folds its texts."""
    total = sum(wanted)
    if total <= CONTENT:
        spread = min(CONTENT, max(total * _SPREAD, CONTENT * _SPREAD / 2)) / total
        return [width * spread for width in wanted]
    widest = max((width for width, folds in zip(wanted, may_fold, strict=True) if folds), default=0.0)
    while total > CONTENT and widest > _NARROWEST_TEXT:
        widest -= 1.0
        fitted = [min(width, widest) if folds else width for width, folds in zip(wanted, may_fold, strict=True)]
        total = sum(fitted)
        wanted = fitted
    return [width * min(1.0, CONTENT / total) for width in wanted]


def _heading_lines(title: str) -> str:
    """Return a heading of two words or more on two lines."""
    words = title.split()
    return (
        title
        if len(words) == 1
        else "\n".join((" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])))
    )
