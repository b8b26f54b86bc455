"""What only screens write: moments in the outlet's time, and how long a wait still is.

The rest of what people read is written by :mod:`gallery_pos.formatting`.
"""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale

from gallery_pos.formatting import format_date, format_time
from gallery_pos.language import tr
from ui.app.language import HOME, spoken

_MINUTE = 60


def moment(value: datetime, timezone: ZoneInfo) -> str:
    """Write an aware moment in the outlet's time as ``4 Jul 2023 14.05``."""
    local = value.astimezone(timezone)
    return f"{format_date(local.date())} {format_time(local.time())}"


def lasting(seconds: float) -> str:
    """Write how long something still takes, roughly: nobody wants the seconds of a long wait."""
    fives = round(seconds / 5) * 5
    if not fives:
        return tr("beberapa detik lagi")
    if fives < _MINUTE:
        return tr("sekitar {count} detik lagi").format(count=fives)
    return tr("sekitar {count} menit lagi").format(count=round(seconds / _MINUTE))


def locale() -> QLocale:
    """Return the locale of the language in force, for Qt's own calendar."""
    language = QLocale.Language.Indonesian if spoken() == HOME else QLocale.Language.English
    return QLocale(language, QLocale.Country.Indonesia)
