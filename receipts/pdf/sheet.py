"""Sheets of A4: letterhead, running footer with page n of m, marks across the page, and binding many into one file."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, PageBreak

from gallery_pos.language import tr
from receipts.pdf.canvas import QuickCanvas
from receipts.pdf.cutting import CREATOR, Parts
from receipts.pdf.fonts import BOLD, LIGHT, MEDIUM, REGULAR, clean, fold, shorten, use_fonts, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gallery_pos.documents import OutletRevised

WIDTH, HEIGHT = A4
MARGIN = 42.0
TOP = 30.0
BOTTOM = 46.0
CONTENT = WIDTH - 2 * MARGIN
_FULL = HEIGHT - TOP - 26.0
"""Where a page begins that is not the first: below the line that says whose it is."""
PAGE: float = _FULL - BOTTOM
"""The most that one page can hold."""

GREEN = HexColor("#0F6B5C")
PALE = HexColor("#EAF3F1")
INK = HexColor("#1F2933")
GREY = HexColor("#667079")
LINE = HexColor("#C9D2D0")
RED = HexColor("#B3261E")
_GHOST = HexColor("#ECEFEE")

_WITH_NEXT = 56.0
"""A heading stands only where so much of what it heads fits below it: the head of a table and two rows."""
_COMPANY = 64.0
"""Signatures that go over to another page take so much of the table before them along: its sum and some rows."""
_LONGEST_TAIL = 340.0
_LOGO = 46.0
_GAP = 12.0


class Letterhead(Struct, frozen=True):
    """Who writes: the lines of the authority above, the outlet's own name, where it is; ``logo`` is a PNG or JPEG.

    ``notice`` stands at the foot of every page as long as it holds: a report that is late.
    """

    lines: tuple[str, ...]
    name: str
    address: str = ""
    phone: str = ""
    logo: bytes = b""
    notice: str = ""


def letterhead_of(outlet: OutletRevised, logo: bytes = b"", notice: str = "") -> Letterhead:
    """Return the letterhead of an outlet."""
    return Letterhead(outlet.letterhead, outlet.name, outlet.address, outlet.phone, logo, notice)


class Sheet(Struct, frozen=True, kw_only=True):
    """One paper of one or more pages: what flows down it, and what stands on each page.

    ``reference`` is its number in the footer, ``check`` the short code beside it, ``mark`` a word across each page.
    ``closer`` makes the same story with less space, taken where it saves a page.
    """

    title: str
    letterhead: Letterhead
    story: tuple[Flowable, ...]
    reference: str = ""
    check: str = ""
    mark: str = ""
    closer: Callable[[], Iterable[Flowable]] | None = None


class Drawn(Flowable):  # type: ignore[misc]
    """A block of fixed height that is drawn by hand; its origin is at its lower left corner."""

    def __init__(
        self,
        height: float,
        draw: Callable[[Any, float], None],
        *,
        keep_with_next: bool = False,
        keep_with_before: bool = False,
        rather_whole: bool = False,
    ) -> None:
        """``keep_with_before``: what is signed must not stand on a page without any of what it is signed for.

        ``rather_whole``: from here on everything goes to the next page where it does not fit here, but whole on that.
        """
        super().__init__()
        self.height = height
        self.keep_with_next = keep_with_next
        self.keep_with_before = keep_with_before
        self.rather_whole = rather_whole
        self._drawing = draw

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self.width = available_width
        return available_width, self.height

    def draw(self) -> None:
        self._drawing(self.canv, self.width)


class LetterheadAgain(Flowable):  # type: ignore[misc]
    """The letterhead once more, over a second copy on the same page."""

    def __init__(self, letterhead: Letterhead) -> None:
        super().__init__()
        self._letterhead = letterhead

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._form, self.height = self.canv.head(self._letterhead)
        self.width = available_width
        return available_width, self.height

    def draw(self) -> None:
        self.canv.translate(-MARGIN, self.height - (HEIGHT - TOP))
        self.canv.doForm(self._form)


def bind(sheets: Iterable[Sheet], title: str) -> bytes:
    """Return one PDF of all sheets; pages are counted within each. The same sheets give the same bytes."""
    return _laid_out(sheets, title).whole()


def bind_each(sheets: Iterable[Sheet], title: str) -> tuple[bytes, Iterator[bytes]]:
    """Return one PDF of all sheets, and each by itself, made as it is asked for; both are laid out once."""
    book = _laid_out(sheets, title)
    parts = Parts(book._doc)  # noqa: SLF001 -- a canvas has no other door to its document
    return book.whole(), (parts.cut(pages, title=title, author=name) for title, name, pages in book.papers)


def _laid_out(sheets: Iterable[Sheet], title: str) -> _Book:
    use_fonts()
    book = _Book(BytesIO(), pagesize=A4, invariant=1, pageCompression=1)
    book.setTitle(clean(title))
    book.setCreator(CREATOR)
    for sheet in sheets:
        book.setAuthor(clean(sheet.letterhead.name))
        book.add(sheet)
    return book


class _Book(QuickCanvas):
    """A canvas on which the pages of a sheet are placed before they are drawn: each says how many there are."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.papers: list[tuple[str, str, range]] = []
        """Title, author and pages, from 1, of each sheet."""
        self._heads: dict[Letterhead, tuple[str, float]] = {}

    def whole(self) -> bytes:
        """Return everything as a PDF; afterwards nothing can be added."""
        return bytes(self.getpdfdata())

    def add(self, sheet: Sheet) -> None:
        """Lay the story out over as many pages as it needs, then print the pages with their footers."""
        form, head_height = self.head(sheet.letterhead)
        pages = self._placed(sheet.story, head_height)
        if sheet.closer and len(pages) > 1:
            closer = self._placed(tuple(sheet.closer()), head_height)
            pages = closer if len(closer) < len(pages) else pages
        begin = self._doc.pageCounter
        for number, page in enumerate(pages, start=1):
            if sheet.mark:
                self._draw_mark(sheet.mark)
            if number == 1:
                self.doForm(form)
            else:
                self._draw_running_head(sheet)
            for flowable, y in page:
                flowable.drawOn(self, MARGIN, y)
            self._draw_foot(sheet, number, len(pages))
            self.showPage()
        self.papers.append((clean(sheet.title), clean(sheet.letterhead.name), range(begin, self._doc.pageCounter)))

    def _placed(self, story: tuple[Flowable, ...], head_height: float) -> list[list[tuple[Flowable, float]]]:
        """Return what stands on each page, with the height of its lower edge; nothing is drawn yet."""
        rest = list(story)
        pages = [self._page(rest, HEIGHT - TOP - head_height)]
        while rest:
            pages.append(self._page(rest, _FULL))
        return pages

    def _page(self, story: list[Flowable], top: float) -> list[tuple[Flowable, float]]:
        """Take as much of the story as fits on a page; a table is split between rows, a block goes on the next."""
        page: list[tuple[Flowable, float]] = []
        y = top
        while story:
            if not page and isinstance(story[0], PageBreak):  # the page was broken for another reason already
                story.pop(0)
                continue
            room = y - BOTTOM
            _, height = story[0].wrapOn(self, CONTENT, room)
            if page and self._rather_whole(story, room):
                return page
            if height + self._following(story, height) > room:
                pieces = story[0].splitOn(self, CONTENT, room)
                if not pieces and y == top:
                    raise ValueError("a block is larger than a page")
                if not pieces:
                    return page
                story[0:1] = pieces
                _, height = story[0].wrapOn(self, CONTENT, room)
            elif pieces := self._with_company(story, height, room):
                story[0:1] = pieces
                page.append((story.pop(0), y - pieces[0].wrapOn(self, CONTENT, room)[1]))
                return page
            y -= height
            page.append((story.pop(0), y))
        return page

    def _following(self, story: list[Flowable], height: float) -> float:
        """Return how much of what follows must stand on the same page."""
        if getattr(story[0], "keep_with_rest", False):
            rest = self._height(story[1:])
            return rest if height + rest <= PAGE else 0.0
        return _WITH_NEXT if getattr(story[0], "keep_with_next", False) else 0.0

    def _height(self, story: list[Flowable]) -> float:
        return float(sum(each.wrapOn(self, CONTENT, HEIGHT)[1] for each in story))

    def _rather_whole(self, story: list[Flowable], room: float) -> bool:
        """Tell whether a new part begins that does not fit here, but whole on a page with all that follows."""
        if not getattr(story[0], "rather_whole", False):
            return False
        return room < self._height(story) <= PAGE

    def _with_company(self, story: list[Flowable], height: float, room: float) -> list[Flowable]:
        """Split a table that fits, where the signatures below it do not: its last rows go over with them."""
        if not any(getattr(each, "keep_with_before", False) for each in story[1:]) or height < 2 * _COMPANY:
            return []
        tail = self._height(story[1:])
        if height + tail <= room or tail > _LONGEST_TAIL:
            return []
        pieces: list[Flowable] = story[0].splitOn(self, CONTENT, height - _COMPANY)
        return pieces if len(pieces) > 1 else []

    def head(self, letterhead: Letterhead) -> tuple[str, float]:
        """Draw a letterhead once; every sheet that has it only refers to it."""
        if letterhead not in self._heads:
            name = f"head{len(self._heads)}"
            self.beginForm(name, 0, 0, WIDTH, HEIGHT)
            height = _draw_letterhead(self, letterhead)
            self.endForm()
            self._heads[letterhead] = (name, height)
        return self._heads[letterhead]

    def _draw_running_head(self, sheet: Sheet) -> None:
        y = HEIGHT - TOP - 10
        self.setFillColor(GREY)
        right = clean(sheet.reference)
        room = CONTENT - width_of(right, REGULAR, 8) - _GAP
        self.setFont(REGULAR, 8)
        self.drawRightString(WIDTH - MARGIN, y, right)
        self.drawString(MARGIN, y, shorten(f"{sheet.letterhead.name} · {sheet.title}", room, REGULAR, 8))
        _rule(self, y - 6, LINE, 0.5)

    def _draw_foot(self, sheet: Sheet, number: int, count: int) -> None:
        y = BOTTOM - 26
        _rule(self, y + 11, LINE, 0.5)
        self.setFont(REGULAR, 7.5)
        self.setFillColor(GREY)
        page = tr("Halaman {number} dari {count}").format(number=number, count=count)
        self.drawRightString(WIDTH - MARGIN, y, page)
        parts = [part for part in (sheet.reference, sheet.check) if part]
        room = CONTENT - width_of(page, REGULAR, 7.5) - _GAP
        self.drawString(MARGIN, y, shorten(" · ".join(parts) or sheet.title, room, REGULAR, 7.5))
        if notice := sheet.letterhead.notice:
            self.setFont(BOLD, 7.5)
            self.setFillColor(RED)
            self.drawString(MARGIN, y + 14, shorten(notice, CONTENT, BOLD, 7.5))

    def _draw_mark(self, mark: str) -> None:
        self.saveState()
        self.translate(WIDTH / 2, HEIGHT / 2)
        self.rotate(52)
        size = min(110.0, 110.0 * 640 / max(1.0, width_of(mark, BOLD, 110)))
        self.setFont(BOLD, size)
        self.setFillColor(_GHOST)
        self.drawCentredString(0, -size / 3, mark)
        self.restoreState()


def _draw_letterhead(canvas: Any, letterhead: Letterhead) -> float:
    """Draw it at the top of the page and return its height."""
    y = HEIGHT - TOP
    left = MARGIN
    if letterhead.logo:
        picture = _picture(letterhead.logo)
        canvas.drawImage(picture, MARGIN, y - _LOGO, _LOGO, _LOGO, mask="auto", preserveAspectRatio=True, anchor="nw")
        left += _LOGO + _GAP
    room = WIDTH - MARGIN - left
    y -= 2
    for line in letterhead.lines:
        y = _lines(canvas, left, y, fold(line, room, MEDIUM, 9), (MEDIUM, 9, GREY, 11.5))
    y = _lines(canvas, left, y - 2, fold(letterhead.name, room, BOLD, 15), (BOLD, 15, GREEN, 17))
    contact = " · ".join(part for part in (letterhead.address, _telephone(letterhead.phone)) if part)
    if contact:
        y = _lines(canvas, left, y, fold(contact, room, REGULAR, 8.5), (REGULAR, 8.5, GREY, 11))
    y = min(y, HEIGHT - TOP - _LOGO) if letterhead.logo else y
    _rule(canvas, y - 5, GREEN, 1.4)
    _rule(canvas, y - 7.4, GREEN, 0.4)
    return float(HEIGHT - TOP - y + 18)


def _telephone(phone: str) -> str:
    return tr("Telp. {phone}").format(phone=phone) if phone else ""


def _lines(canvas: Any, x: float, y: float, lines: Sequence[str], look: tuple[str, float, Any, float]) -> float:
    font, size, colour, leading = look
    canvas.setFont(font, size)
    canvas.setFillColor(colour)
    for line in lines:
        y -= leading
        canvas.drawString(x, y + leading - size, line)
    return y


def _rule(canvas: Any, y: float, colour: Any, width: float) -> None:
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(width)
    canvas.line(MARGIN, y, WIDTH - MARGIN, y)


@lru_cache(maxsize=8)
def _picture(logo: bytes) -> ImageReader:
    """Return a logo for ReportLab. Raises BadInput (``logo.unreadable``) as :func:`receipts.escpos.check_logo`."""
    from receipts.escpos import check_logo

    check_logo(logo)
    return ImageReader(BytesIO(logo))


__all__ = [
    "BOLD",
    "BOTTOM",
    "CONTENT",
    "GREEN",
    "GREY",
    "INK",
    "LIGHT",
    "LINE",
    "MARGIN",
    "MEDIUM",
    "PAGE",
    "PALE",
    "RED",
    "REGULAR",
    "Drawn",
    "Letterhead",
    "Sheet",
    "bind",
    "bind_each",
    "letterhead_of",
]
