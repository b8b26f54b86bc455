"""From a document to the changes of the read tables: pure functions, the same for one document and for all of them."""

from db.projections.project import project

__all__ = ["project"]
