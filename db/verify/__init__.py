"""Proves that nothing was changed: every rule that must always hold, over the whole journal."""

from db.verify.findings import Finding, Head
from db.verify.run import verify

__all__ = ["Finding", "Head", "verify"]
