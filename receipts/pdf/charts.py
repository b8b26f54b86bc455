"""Charts on paper, drawn by reportlab.graphics; every chart stands above its table."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.shapes import Drawing, String

from gallery_pos.formatting import format_count
from gallery_pos.language import tr
from receipts.pdf.fonts import BOLD, REGULAR, clean, shorten, width_of
from receipts.pdf.sheet import CONTENT, GREEN, GREY, LINE

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_TITLE = 22.0
_COLUMN_HEIGHT = 130.0
_BAR = 16.0
_LEAST_LABEL, _MOST_LABEL = 90.0, 236.0
_MOST_LABELS = 16
_ROOM_FOR_VALUE = 0.12
_WIDEST_COLUMN = 42.0
_SMALL_COUNTS = 6
_THOUSAND, _MILLION, _BILLION = 1_000, 1_000_000, 1_000_000_000


class ChartKind(StrEnum):
    """Columns over time; bars for a ranking of names."""

    COLUMNS = "columns"
    BARS = "bars"


class Chart(Struct, frozen=True, kw_only=True):
    """Values (rupiah or counts) under their labels."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]
    kind: ChartKind = ChartKind.COLUMNS


def chart(data: Chart) -> Flowable:
    """Return the chart with its title. Raises ValueError where labels and values do not match."""
    if len(data.labels) != len(data.values):
        raise ValueError("each value of a chart needs its label")
    if not any(data.values):
        return _empty(data)
    return _columns(data) if data.kind is ChartKind.COLUMNS else _bars(data)


def short_amount(amount: float) -> str:
    """Return a value as an axis shows it: "1,5 jt", "250 rb"."""
    for unit, name in ((_BILLION, tr("M")), (_MILLION, tr("jt")), (_THOUSAND, tr("rb"))):
        if abs(amount) >= unit:
            return f"{amount / unit:.1f}".removesuffix(".0").replace(".", ",") + f" {name}"
    return format_count(round(amount))


def _drawing(data: Chart, height: float) -> Any:
    drawing = Drawing(CONTENT, height + _TITLE)
    title = shorten(data.title, CONTENT, BOLD, 10)
    drawing.add(String(0, height + 8, title, fontName=BOLD, fontSize=10, fillColor=GREEN))
    return drawing


def _empty(data: Chart) -> Flowable:
    drawing = _drawing(data, 20)
    words = tr("Tidak ada data pada masa ini.")
    drawing.add(String(0, 8, words, fontName=REGULAR, fontSize=9, fillColor=GREY))
    return drawing


def _columns(data: Chart) -> Flowable:
    drawing = _drawing(data, _COLUMN_HEIGHT)
    graph = VerticalBarChart()
    graph.x, graph.y, graph.width, graph.height = 44, 20, CONTENT - 48, _COLUMN_HEIGHT - 28
    graph.data = [list(data.values)]
    graph.categoryAxis.categoryNames = _thinned(data.labels)
    graph.barWidth, graph.groupSpacing = _bar_and_gap(graph.width / len(data.values))
    _finish(graph, data)
    drawing.add(graph)
    return drawing


def _bar_and_gap(room: float) -> tuple[float, float]:
    """Return how a column and the gap beside it share ``room`` points: few columns do not become walls."""
    bar = min(room * 0.75, _WIDEST_COLUMN)
    return bar, room - bar


def _bars(data: Chart) -> Flowable:
    """Draw the first value at the top, its name in full where it fits and its value at the end of the bar."""
    height = len(data.values) * _BAR + 26
    drawing = _drawing(data, height)
    graph = HorizontalBarChart()
    widest = max(width_of(clean(name), REGULAR, 8) for name in data.labels) + 14
    room = min(max(widest, _LEAST_LABEL), _MOST_LABEL)
    graph.x, graph.y, graph.width, graph.height = room, 20, CONTENT - room - 46, height - 26
    graph.data = [list(reversed(data.values))]
    graph.categoryAxis.categoryNames = [shorten(name, room - 12, REGULAR, 8) for name in reversed(data.labels)]
    graph.barWidth, graph.groupSpacing = 8, 4
    graph.barLabelFormat = short_amount
    graph.barLabels.fontName, graph.barLabels.fontSize = REGULAR, 7.5
    graph.barLabels.nudge, graph.barLabels.boxAnchor = 6, "w"
    graph.barLabels.fillColor = GREY
    _finish(graph, data)
    graph.categoryAxis.labels.boxAnchor = "e"
    drawing.add(graph)
    return drawing


def _finish(graph: Any, data: Chart) -> None:
    graph.bars[0].fillColor = GREEN
    graph.bars[0].strokeColor = None
    for axis in (graph.categoryAxis, graph.valueAxis):
        axis.labels.fontName, axis.labels.fontSize = REGULAR, 7.5
        axis.labels.fillColor = GREY
        axis.strokeColor = LINE
        axis.visibleTicks = False
    # Names stand at the edge, also beside bars that go back from zero, and such a bar leaves room for its value.
    graph.categoryAxis.labelAxisMode = "low"
    lowest, highest = min(0, *data.values, 0), max(0, *data.values, 0)
    if highest - lowest < _SMALL_COUNTS:
        graph.valueAxis.valueStep = 1
    graph.valueAxis.valueMin = lowest - (highest - lowest) * _ROOM_FOR_VALUE if lowest else 0
    graph.valueAxis.labelTextFormat = short_amount
    graph.valueAxis.gridStrokeColor = LINE
    graph.valueAxis.gridStrokeWidth = 0.4
    graph.valueAxis.visibleGrid = True
    graph.valueAxis.visibleAxis = False
    graph.valueAxis.maximumTicks = 6


def _thinned(labels: tuple[str, ...]) -> list[str]:
    """Return the labels with so many left blank that they do not run into each other."""
    step = -(-len(labels) // _MOST_LABELS)
    return [clean(label) if index % step == 0 else "" for index, label in enumerate(labels)]
