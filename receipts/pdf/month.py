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

    from receipts.tables import Column, Table

_CARDS_IN_A_ROW = 4
_CARD_GAP = 8.0
_CARD_HEIGHT = 48.0
_FIGURE_PAD = 5.0
_SPREAD = 1.2
_NARROWEST_TEXT = 52.0
_LONG_CODE = 20
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
    columns, cells = _laid_out(section.columns, [*rows, *([totals] if totals else [])])
    yield table(columns, cells[: len(rows)], cells[len(rows)] if totals else ())


def _laid_out(columns: Sequence[Column], rows: list[list[str]]) -> tuple[list[Col], list[list[str]]]:
    """Return the columns, and the cells as they stand in them.

    Each gets the room it needs where there is enough. Else headings take two lines, columns in which no row says
    anything go, long numbers of documents take two lines, and the widest texts fold; figures stay whole.
    """
    titles = [_heading_lines(column.title) if column.is_figure else column.title for column in columns]
    if sum(_wanted(columns, titles, rows)) > CONTENT:
        kept = [at for at in range(len(columns)) if any(row[at] for row in rows)]
        columns = [columns[at] for at in kept]
        codes = {at for at, column in enumerate(columns) if column.kind is Kind.CODE}
        rows = [[_code_lines(row[at]) if n in codes else row[at] for n, at in enumerate(kept)] for row in rows]
        titles = [_heading_lines(column.title) for column in columns]
    wanted = _wanted(columns, titles, rows)
    folds = [_longest_word(at, rows) if column.kind is Kind.TEXT else 0.0 for at, column in enumerate(columns)]
    cols = [
        Col(title, width, right=column.is_figure)
        for title, width, column in zip(titles, _fitted(wanted, folds), columns, strict=True)
    ]
    return cols, rows


def _wanted(columns: Sequence[Column], titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    pads = left_pads([column.is_figure for column in columns])
    return [_widest(titles[at], [row[at] for row in rows]) + pad + _FIGURE_PAD for at, pad in enumerate(pads)]


def _widest(title: str, cells: Sequence[str]) -> float:
    lines = (clean(line) for cell in (title, *cells) for line in cell.split("\n"))
    return max(width_of(line, BOLD, SIZE) for line in lines)


def _longest_word(at: int, rows: Sequence[Sequence[str]]) -> float:
    """Return the least width of a column of texts, above 0: no word is broken that is not very long."""
    words = {word for row in rows for word in clean(row[at]).split()}
    longest = max((width_of(word, BOLD, SIZE) for word in words), default=0.0)
    return min(max(longest + 2 * _FIGURE_PAD, _NARROWEST_TEXT), 2 * _NARROWEST_TEXT)


def _code_lines(code: str) -> str:
    """Return the number of a document of an outlet with a long name on two lines, broken where its counter begins."""
    place, hyphen, counter = code.rpartition("-")
    place, before, terminal = place.rpartition("-")
    return f"{place}{before}\n{terminal}{hyphen}{counter}" if len(code) > _LONG_CODE and before else code


def _fitted(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Return widths that together fit on the page: a small table is spread a little, a wide one folds its texts.

    ``least`` is how narrow a column of texts may become, 0 for one that does not fold.
    """
    total = sum(wanted)
    if total <= CONTENT:
        spread = min(CONTENT, max(total * _SPREAD, CONTENT * _SPREAD / 2)) / total
        return [width * spread for width in wanted]
    widest = max((width for width, low in zip(wanted, least, strict=True) if low), default=0.0)
    while total > CONTENT and widest > _NARROWEST_TEXT:
        widest -= 1.0
        wanted = [min(width, max(widest, low)) if low else width for width, low in zip(wanted, least, strict=True)]
        total = sum(wanted)
    return [width * min(1.0, CONTENT / total) for width in wanted]


def _heading_lines(title: str) -> str:
    """Return a heading of two words or more on two lines."""
    words = title.split()
    return (
        title
        if len(words) == 1
        else "\n".join((" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])))
    )
