"""Every table, by what it is for.

Facts (:mod:`facts`) are written once and migrated by Alembic. Read tables (:mod:`records`, :mod:`goods`,
:mod:`money`, :mod:`takings`) follow from the facts: they are never migrated but thrown away and made again. Working tables
(:mod:`working`) hold what is not a document yet or may be erased.
"""

from db.tables import days, facts, goods, legality, money, records, takings, working

__all__ = ["days", "facts", "goods", "legality", "money", "records", "takings", "working"]
