-- The first release: journal, terminals, moves, postings and the working tables. Frozen: change them in a new migration.
-- Statements are separated by empty lines.

CREATE TABLE terminals (
    origin TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    public_key BLOB NOT NULL,
    since TEXT NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (origin, epoch)
) WITHOUT ROWID, STRICT

CREATE TABLE journal (
    pos INTEGER NOT NULL,
    id BLOB NOT NULL,
    origin TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    number TEXT NOT NULL,
    outlet TEXT NOT NULL,
    business_date TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    user_code TEXT NOT NULL,
    body BLOB NOT NULL,
    prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL,
    signature BLOB NOT NULL,
    PRIMARY KEY (pos),
    CONSTRAINT uq_journal_seq UNIQUE (origin, epoch, seq),
    CONSTRAINT uq_journal_number UNIQUE (outlet, origin, kind, number),
    CONSTRAINT fk_journal_terminal FOREIGN KEY(origin, epoch) REFERENCES terminals (origin, epoch),
    UNIQUE (id)
) STRICT

CREATE TABLE postings (
    pos INTEGER NOT NULL,
    n INTEGER NOT NULL,
    account TEXT NOT NULL,
    party TEXT NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (pos, n),
    CONSTRAINT fk_postings_journal FOREIGN KEY(pos) REFERENCES journal (pos) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID, STRICT

CREATE TABLE stock_moves (
    pos INTEGER NOT NULL,
    n INTEGER NOT NULL,
    product TEXT NOT NULL,
    lot TEXT NOT NULL,
    consignor TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (pos, n),
    CONSTRAINT ck_stock_moves_quantity CHECK (quantity > 0),
    CONSTRAINT fk_stock_moves_journal FOREIGN KEY(pos) REFERENCES journal (pos) DEFERRABLE INITIALLY DEFERRED
) WITHOUT ROWID, STRICT

CREATE TABLE credentials (
    user_code TEXT NOT NULL,
    password TEXT,
    pin TEXT,
    failed INTEGER DEFAULT 0 NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (user_code)
) WITHOUT ROWID, STRICT

CREATE TABLE drafts (
    id BLOB NOT NULL,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    label TEXT NOT NULL,
    body BLOB NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (id)
) WITHOUT ROWID, STRICT

CREATE INDEX ix_drafts_origin ON drafts (origin, kind, state)

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
) WITHOUT ROWID, STRICT

CREATE TABLE personal (
    consignor TEXT NOT NULL,
    sealed BLOB NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (consignor)
) WITHOUT ROWID, STRICT

CREATE TABLE personal_views (
    n INTEGER NOT NULL,
    consignor TEXT NOT NULL,
    user_code TEXT NOT NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (n)
) STRICT

CREATE TABLE print_jobs (
    id BLOB NOT NULL,
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

CREATE INDEX ix_print_jobs_state ON print_jobs (state, queued_at)

CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append only'); END

CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'journal is append only'); END

CREATE TRIGGER stock_moves_no_update BEFORE UPDATE ON stock_moves BEGIN SELECT RAISE(ABORT, 'stock_moves is append only'); END

CREATE TRIGGER stock_moves_no_delete BEFORE DELETE ON stock_moves BEGIN SELECT RAISE(ABORT, 'stock_moves is append only'); END

CREATE TRIGGER postings_no_update BEFORE UPDATE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append only'); END

CREATE TRIGGER postings_no_delete BEFORE DELETE ON postings BEGIN SELECT RAISE(ABORT, 'postings is append only'); END

CREATE TRIGGER terminals_no_update BEFORE UPDATE ON terminals BEGIN SELECT RAISE(ABORT, 'terminals is append only'); END

CREATE TRIGGER terminals_no_delete BEFORE DELETE ON terminals BEGIN SELECT RAISE(ABORT, 'terminals is append only'); END

CREATE TRIGGER stock_moves_sealed BEFORE INSERT ON stock_moves WHEN EXISTS (SELECT 1 FROM journal WHERE pos = new.pos) BEGIN SELECT RAISE(ABORT, 'stock_moves of a written document are sealed'); END

CREATE TRIGGER postings_sealed BEFORE INSERT ON postings WHEN EXISTS (SELECT 1 FROM journal WHERE pos = new.pos) BEGIN SELECT RAISE(ABORT, 'postings of a written document are sealed'); END

CREATE TRIGGER journal_balanced BEFORE INSERT ON journal WHEN (SELECT coalesce(sum(amount), 0) FROM postings WHERE pos = new.pos) <> 0 BEGIN SELECT RAISE(ABORT, 'postings do not balance'); END
