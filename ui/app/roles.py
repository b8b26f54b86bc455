"""Who may do what without asking: the roles that see a tab or a button."""

from __future__ import annotations

from gallery_pos.documents import Role
from gallery_pos.services.access import MAY, Act


def _may(act: Act) -> frozenset[Role]:
    return frozenset(role for role in Role if act in MAY[role])


PAYERS = _may(Act.PAY)
SETTLERS = _may(Act.SETTLE)
TELLERS = _may(Act.TELL)
WORDERS = _may(Act.SETTINGS)
RECONCILERS = _may(Act.RECONCILE)
