"""When Python looks for cycles of garbage: not while the program is loaded, and afterwards seldom and only in what is new.

Loading makes some hundred thousand objects that stay for good. Looking through all of them takes a twelfth of the start,
and later a pause of a tenth of a second that a scan or a sale would have to wait for.
"""

from __future__ import annotations

import gc

_NEW_OBJECTS = 20_000
"""How many more objects than now make Python look again; its own 700 suits short scripts."""


def hold() -> None:
    """Begin to load: do not look."""
    gc.disable()


def settle() -> None:
    """All is loaded: what is here stays, look through what comes from now on."""
    keep()
    gc.enable()


def keep() -> None:
    """All is loaded: what is here stays; who has windows looks through the rest himself, see :mod:`ui.app.sweeper`."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])
