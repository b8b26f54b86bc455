-- Print jobs learn whose they are: the table is made again, because SQLite adds no column that must be given.

CREATE TABLE print_jobs_0001 AS SELECT * FROM print_jobs

DROP TABLE print_jobs

CREATE TABLE print_jobs (
    id BLOB NOT NULL,
    origin TEXT NOT NULL,
    printer TEXT NOT NULL,
    title TEXT NOT NULL,
    data BLOB NOT NULL,
    queued_at TEXT NOT NULL,
    document BLOB,
    copy INTEGER DEFAULT 0 NOT NULL,
    once INTEGER DEFAULT 0 NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT

INSERT INTO print_jobs SELECT o.id, coalesce((SELECT j.origin FROM journal j WHERE j.id = o.document), (SELECT min(t.origin) FROM terminals t), ''), o.printer, o.title, o.data, o.queued_at, o.document, o.copy, o.once, o.state, o.attempts, o.message FROM print_jobs_0001 o

DROP TABLE print_jobs_0001

CREATE INDEX ix_print_jobs_state ON print_jobs (state, queued_at)
