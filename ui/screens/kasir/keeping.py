"""Carts on disk from their first line: written on a thread of its own, so that a busy disk never holds up a scan."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

import msgspec

from db.drafts import Draft, DraftState
from gallery_pos.cart import Cart
from gallery_pos.errors import Trouble

if TYPE_CHECKING:
    from db.drafts import Drafts

_log = logging.getLogger(__name__)

KIND = "cart"
_PAUSE = 0.02
"""Seconds that a change waits: first the line is painted, and scans on each other's heels are written once."""
_AGAIN_AFTER = 1.0
"""Seconds until a cart that could not be written is tried again."""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Cart).decode


@dataclass(frozen=True, slots=True)
class HeldCart:
    """A cart put aside; ``at`` is UTC."""

    cart: Cart
    label: str
    at: datetime


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the disk should say about a cart; no cart: nothing."""

    cart: Cart | None
    state: DraftState = DraftState.OPEN
    label: str = ""


class CartKeeper:
    """Keeps the carts of one terminal.

    ``on_trouble`` is called from the keeper's thread when a cart could not be written; it is tried again by itself.
    """

    def __init__(self, drafts: Drafts, on_trouble: Callable[[Trouble], object]) -> None:
        self._drafts = drafts
        self._on_trouble = on_trouble
        self._wishes: dict[UUID, _Wish] = {}
        self._changed = threading.Condition()
        self._busy = False
        self._hurry = False
        self._ending = False
        self._thread: threading.Thread | None = None

    # -- what the till asks for; none of it waits for the disk

    def save(self, cart: Cart) -> None:
        """Keep the open cart as it is now."""
        self._wish(cart.id, _Wish(cart))

    def hold(self, cart: Cart, label: str) -> None:
        """Keep a cart as put aside under a name."""
        self._wish(cart.id, _Wish(cart, DraftState.HELD, label))

    def forget(self, cart_id: UUID) -> None:
        """Keep a cart no longer: it was sold or emptied."""
        self._wish(cart_id, _Wish(None))

    def _wish(self, cart_id: UUID, wish: _Wish) -> None:
        with self._changed:
            self._wishes[cart_id] = wish
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="carts", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    # -- what comes back from the disk

    def held(self) -> list[HeldCart]:
        """Return the carts put aside, the newest first."""
        self.flush()
        found = self._drafts.held(KIND)
        return [HeldCart(_decode(draft.body), draft.label, draft.updated_at) for draft in reversed(found)]

    def restore(self) -> Cart | None:
        """Return the cart that was open last; others that were open as well (it never should be) are put aside."""
        self.flush()
        found = self._drafts.load_open(KIND)
        for draft in found[:-1]:
            self.hold(_decode(draft.body), draft.label)
        return _decode(found[-1].body) if found else None

    def flush(self, timeout: float = 2.0) -> bool:
        """Wait until the disk has everything; False where it has not within ``timeout`` seconds."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            done = self._changed.wait_for(lambda: not self._wishes and not self._busy, timeout)
            self._hurry = False
            return done

    def close(self) -> None:
        """Write what is left and end the thread."""
        self.flush()
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join(2.0)

    # -- the thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wishes or self._ending)
                if not self._hurry:
                    self._changed.wait_for(lambda: self._hurry or self._ending, _PAUSE)
                if self._ending:
                    return
                cart_id, wish = next(iter(self._wishes.items()))
                del self._wishes[cart_id]
                self._busy = True
            try:
                self._write(cart_id, wish)
            except Trouble as trouble:
                self._later(cart_id, wish, trouble)
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()

    def _write(self, cart_id: UUID, wish: _Wish) -> None:
        if wish.cart is None:
            self._drafts.delete(cart_id)
        else:
            body = _encode(wish.cart)
            self._drafts.save(Draft(id=cart_id, kind=KIND, body=body, state=wish.state, label=wish.label))

    def _later(self, cart_id: UUID, wish: _Wish, trouble: Trouble) -> None:
        """Put the wish back unless a newer one came, tell, and wait a moment."""
        _log.info("cart %s not written: %s", cart_id, trouble.what)
        self._on_trouble(trouble)
        with self._changed:
            self._wishes.setdefault(cart_id, wish)
            self._changed.wait_for(lambda: self._ending, _AGAIN_AFTER)
