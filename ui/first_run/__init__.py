"""The first start: a few questions, then an open gallery."""

from ui.first_run.assistant import FirstRun

__all__ = ["FirstRun"]
