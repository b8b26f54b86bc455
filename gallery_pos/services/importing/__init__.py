"""Files that come in: worked out as a plan first, then posted whole or not at all (formats.md)."""

from gallery_pos.services.importing.findings import MOST_LISTED
from gallery_pos.services.importing.plan import COUNTS, Choice, Plan, Question
from gallery_pos.services.importing.run import KINDS, apply, plan_import

__all__ = ["COUNTS", "KINDS", "MOST_LISTED", "Choice", "Plan", "Question", "apply", "plan_import"]
