"""Actions are declared, not scattered: one list per screen gives shortcuts, buttons, menus and the help on F1.

A screen declares a tuple of :class:`ActionSpec` and gives a function for each; :class:`ActionSet` makes the QActions,
refuses two actions on one key, hides what a role may not do, and follows a change of language by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from gallery_pos.documents import Role
from gallery_pos.language import tr
from ui.app.breath import AFTER_ANSWER
from ui.app.icons import icon

EVERYBODY: frozenset[Role] = frozenset(Role)
COUNTER: frozenset[Role] = frozenset({Role.CASHIER, Role.MANAGER, Role.ADMIN})
KEEPERS: frozenset[Role] = frozenset({Role.MANAGER, Role.ADMIN})
OFFICE: frozenset[Role] = frozenset({Role.MANAGER, Role.DINAS, Role.ADMIN, Role.AUDITOR})

PRIMARY_KEY = "F12"
"""The key of what a screen or a dialog is for."""

ICON_NAME = "icon_name"
"""The property of a QAction that names its icon, for buttons that draw it in another ink."""

_TYPED = frozenset({"Return", "Enter", "Tab", "Space", "Backspace"})


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One thing a person can do.

    ``id`` is unique (``till.pay``); ``text`` and ``tip`` are Indonesian, marked with tr_noop and translated when shown;
    ``shortcut`` is one key or several with commas between (``F12`` or ``Ctrl+P, F4``), the first being the one shown;
    ``icon`` is a Phosphor name; ``roles`` are those that see it.
    """

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    roles: frozenset[Role] = EVERYBODY
    tip: str = ""

    def shortcuts(self) -> list[QKeySequence]:
        """Return the keys that trigger it."""
        return [QKeySequence(key.strip()) for key in self.shortcut.split(",") if key.strip()]

    def key_text(self) -> str:
        """Return the key that help and buttons show, or nothing."""
        keys = self.shortcuts()
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def typed(specs: Iterable[ActionSpec]) -> list[str]:
    """Return the ids of specs whose key is a plain character, Enter or the like: it would fire in the middle of a scan."""
    portable = {spec.id: [key.toString() for key in spec.shortcuts()] for spec in specs}
    return [name for name, keys in portable.items() if any(len(key) == 1 or key in _TYPED for key in keys)]


def doubled(specs: Iterable[ActionSpec]) -> list[str]:
    """Return what the specs wrongly share: ids and keys that stand more than once."""
    specs = list(specs)
    ids = Counter(spec.id for spec in specs)
    keys = Counter(key.toString() for spec in specs for key in spec.shortcuts())
    return [name for name, count in (*ids.items(), *keys.items()) if count > 1]


class ActionSet(QObject):
    """The live actions of one screen or window.

    Their keys work while ``parent`` is visible in the active window, whatever has the focus.
    """

    def __init__(
        self,
        parent: QWidget,
        specs: Iterable[ActionSpec],
        handlers: Mapping[str, Callable[[], object]],
        role: Role = Role.ADMIN,
    ) -> None:
        """Make an action of each spec and connect its handler.

        Raises ValueError where two specs share an id or a key, where a key is one that people and scanners type, or
        where specs and handlers do not match.
        """
        super().__init__(parent)
        self._owner = parent
        self.specs = tuple(specs)
        if shared := doubled(self.specs):
            raise ValueError("declared twice: " + ", ".join(shared))
        if plain := typed(self.specs):
            raise ValueError("keys that people and scanners type: " + ", ".join(plain))
        if unmatched := {spec.id for spec in self.specs} ^ set(handlers):
            raise ValueError("spec without handler or handler without spec: " + ", ".join(sorted(unmatched)))
        self._actions: dict[str, QAction] = {}
        for spec in self.specs:
            action = QAction(self)
            action.setObjectName(spec.id)
            action.setShortcuts(spec.shortcuts())
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)
            if spec.icon:
                action.setIcon(icon(spec.icon))
                action.setProperty(ICON_NAME, spec.icon)
            handler = handlers[spec.id]
            on_trigger(action, _unhurried(handler) if PRIMARY_KEY in spec.shortcut else handler)
            self._actions[spec.id] = action
            parent.addAction(action)
        self.retranslate()
        self.set_role(role)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def set_role(self, role: Role) -> None:
        """Show only what ``role`` may do; a hidden action's key is dead."""
        for spec in self.specs:
            self._actions[spec.id].setVisible(role in spec.roles)

    def is_live(self) -> bool:
        """Tell whether the keys work now: the page they belong to can be seen."""
        return self._owner.isVisible()

    def visible(self) -> list[ActionSpec]:
        """Return the specs of what can be seen now, as declared: nothing that the role or the page in front has not."""
        return [spec for spec in self.specs if self._actions[spec.id].isVisible()]

    def retranslate(self) -> None:
        """Write every text again in the language in force."""
        for spec in self.specs:
            action = self._actions[spec.id]
            action.setText(tr(spec.text))
            tip = tr(spec.tip or spec.text)
            key = spec.key_text()
            action.setToolTip(f"{tip}  ({key})" if key else tip)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        return super().event(event)


def on_trigger(action: QAction, handler: Callable[[], object]) -> None:
    """Call ``handler`` when ``action`` is triggered, without the signal's ``checked``."""
    action.triggered.connect(_Call(action, handler).run)


def _unhurried(handler: Callable[[], object]) -> Callable[[], object]:
    """Return what does nothing where the press still belongs to the dialog that was answered a moment ago."""
    return lambda: handler() if AFTER_ANSWER.is_over() else None


class _Call(QObject):
    """Calls a handler without the signal's argument; lives and dies with its action."""

    def __init__(self, action: QAction, handler: Callable[[], object]) -> None:
        super().__init__(action)
        self._handler = handler

    def run(self) -> None:
        """Call it."""
        self._handler()
