"""The faces: desktop screens and command line, and the one place where the rooms are wired together."""

from ui.runtime.immortal import make_immortal

make_immortal()
