"""The guards of the first release: triggers that refuse what the program must never do to its facts.

They stop our bugs; the signed chain stops people. Moves and postings of a document are written before its header:
with the header the database checks that they balance, after it they are sealed.
"""

from __future__ import annotations

_FACTS = ("journal", "stock_moves", "postings", "terminals")
_CONSEQUENCES = ("stock_moves", "postings")


def _on_sqlite() -> list[str]:
    statements = [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append only'); END"
        for table in _FACTS
        for verb in ("UPDATE", "DELETE")
    ]
    statements += [
        f"CREATE TRIGGER {table}_sealed BEFORE INSERT ON {table} "  # noqa: S608 -- names of our own tables
        f"WHEN EXISTS (SELECT 1 FROM journal WHERE pos = new.pos) "
        f"BEGIN SELECT RAISE(ABORT, '{table} of a written document are sealed'); END"
        for table in _CONSEQUENCES
    ]
    statements.append(
        "CREATE TRIGGER journal_balanced BEFORE INSERT ON journal "
        "WHEN (SELECT coalesce(sum(amount), 0) FROM postings WHERE pos = new.pos) <> 0 "
        "BEGIN SELECT RAISE(ABORT, 'postings do not balance'); END"
    )
    return statements


def _function(name: str, block: str) -> str:
    return f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {block} END $$"


def _on_postgres() -> list[str]:
    statements = [
        _function("refuse_change", "RAISE EXCEPTION 'append only' USING TABLE = TG_TABLE_NAME;"),
        _function(
            "refuse_sealed",
            "IF EXISTS (SELECT 1 FROM journal WHERE pos = new.pos) THEN "
            "RAISE EXCEPTION 'sealed with their document' USING TABLE = TG_TABLE_NAME; END IF; RETURN new;",
        ),
        _function(
            "refuse_unbalanced",
            "IF (SELECT coalesce(sum(amount), 0) FROM postings WHERE pos = new.pos) <> 0 THEN "
            "RAISE EXCEPTION 'postings do not balance'; END IF; RETURN NULL;",
        ),
    ]
    statements += [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in _FACTS
    ]
    statements += [f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM PUBLIC" for table in _FACTS]
    statements += [
        f"CREATE TRIGGER {table}_sealed BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_sealed()"
        for table in _CONSEQUENCES
    ]
    statements += [
        f"CREATE CONSTRAINT TRIGGER {table}_balanced AFTER INSERT ON {table} "
        "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()"
        for table in ("postings", "journal")
    ]
    return statements


GUARDS: dict[str, list[str]] = {"sqlite": _on_sqlite(), "postgresql": _on_postgres()}
