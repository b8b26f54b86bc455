"""What a password and a PIN must be like."""

from __future__ import annotations

from gallery_pos.language import tr

SHORTEST_PASSWORD = 10
"""Letters of a password; a PIN is for quick changes at the counter only."""
PIN_DIGITS = 6


def password_problem(password: str) -> str:
    """Return why a password cannot be taken; "" where it can, or where none is given."""
    if not password or len(password) >= SHORTEST_PASSWORD:
        return ""
    return tr("paling sedikit {count} huruf").format(count=SHORTEST_PASSWORD)


def pin_problem(pin: str) -> str:
    """Return why a PIN cannot be taken; "" where it can, or where none is given."""
    if not pin or (pin.isdigit() and len(pin) == PIN_DIGITS):
        return ""
    return tr("{count} angka").format(count=PIN_DIGITS)
