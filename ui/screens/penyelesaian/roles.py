"""Who does what on Penyelesaian: the roles that may without asking."""

from __future__ import annotations

from gallery_pos.documents import Role
from gallery_pos.services.access import MAY, Act

PAYERS = frozenset(role for role in Role if Act.PAY in MAY[role])
SETTLERS = frozenset(role for role in Role if Act.SETTLE in MAY[role])
TELLERS = frozenset(role for role in Role if Act.TELL in MAY[role])
WORDERS = frozenset(role for role in Role if Act.SETTINGS in MAY[role])
