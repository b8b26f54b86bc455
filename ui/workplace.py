"""What every screen works with: the open gallery, who is at it, and the few things that serve the whole window."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gallery_pos.services.access import MAY, Act

if TYPE_CHECKING:
    from gallery_pos.desk import Desk, Done
    from gallery_pos.documents import UserRevised
    from ui.app.changes import ChangeBus
    from ui.app.feedback import Feedback
    from ui.app.printing import Printing
    from ui.app.settings import SettingsStore
    from ui.app.tasks import Runner
    from ui.gallery import Gallery


@dataclass(slots=True)
class Workplace:
    """Handed to each screen. ``user`` changes when another person signs in."""

    gallery: Gallery
    user: UserRevised
    bus: ChangeBus
    runner: Runner
    feedback: Feedback
    settings: SettingsStore
    printing: Printing

    def desk(self) -> Desk:
        """Return the desk of the person who is at the machine now."""
        return self.gallery.desk(self.user.code)

    def may(self, act: Act) -> bool:
        """Tell whether he may do it without asking."""
        return act in MAY[self.user.role]

    def announce(self, done: Done[Any], initiator: object | None = None) -> None:
        """Tell every screen what a service changed."""
        self.bus.announce(done.changes, initiator)
