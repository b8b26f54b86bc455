-- The first release: journal, terminals, moves, postings and the working tables. Frozen: change them in a new migration.
-- Statements are separated by empty lines.

CREATE TABLE terminals (
    origin TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    public_key BYTEA NOT NULL,
    since TEXT NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (origin, epoch)
)

CREATE TABLE journal (
    pos BIGINT NOT NULL,
    id BYTEA NOT NULL,
    origin TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL,
    version BIGINT NOT NULL,
    number TEXT NOT NULL,
    outlet TEXT NOT NULL,
    business_date TEXT NOT NULL,
    posted_at TEXT NOT NULL,
    user_code TEXT NOT NULL,
    body BYTEA NOT NULL,
    prev_hash BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (pos),
    CONSTRAINT uq_journal_seq UNIQUE (origin, epoch, seq),
    CONSTRAINT uq_journal_number UNIQUE (outlet, origin, kind, number),
    CONSTRAINT fk_journal_terminal FOREIGN KEY(origin, epoch) REFERENCES terminals (origin, epoch),
    UNIQUE (id)
)

CREATE TABLE postings (
    pos BIGINT NOT NULL,
    n BIGINT NOT NULL,
    account TEXT NOT NULL,
    party TEXT NOT NULL,
    amount BIGINT NOT NULL,
    PRIMARY KEY (pos, n),
    CONSTRAINT fk_postings_journal FOREIGN KEY(pos) REFERENCES journal (pos) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE stock_moves (
    pos BIGINT NOT NULL,
    n BIGINT NOT NULL,
    product TEXT NOT NULL,
    lot TEXT NOT NULL,
    consignor TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (pos, n),
    CONSTRAINT ck_stock_moves_quantity CHECK (quantity > 0),
    CONSTRAINT fk_stock_moves_journal FOREIGN KEY(pos) REFERENCES journal (pos) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE credentials (
    user_code TEXT NOT NULL,
    password TEXT,
    pin TEXT,
    failed BIGINT DEFAULT 0 NOT NULL,
    locked_until TEXT,
    PRIMARY KEY (user_code)
)

CREATE TABLE drafts (
    id BYTEA NOT NULL,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    label TEXT NOT NULL,
    body BYTEA NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (id)
)

CREATE INDEX ix_drafts_origin ON drafts (origin, kind, state)

CREATE TABLE meta (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)

CREATE TABLE personal (
    consignor TEXT NOT NULL,
    sealed BYTEA NOT NULL,
    updated_at TEXT NOT NULL,
    PRIMARY KEY (consignor)
)

CREATE TABLE personal_views (
    n BIGINT NOT NULL,
    consignor TEXT NOT NULL,
    user_code TEXT NOT NULL,
    act TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (n)
)

CREATE TABLE print_jobs (
    id BYTEA NOT NULL,
    printer TEXT NOT NULL,
    title TEXT NOT NULL,
    data BYTEA NOT NULL,
    queued_at TEXT NOT NULL,
    document BYTEA,
    copy BIGINT DEFAULT 0 NOT NULL,
    once BIGINT DEFAULT 0 NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT DEFAULT 0 NOT NULL,
    message TEXT NOT NULL,
    PRIMARY KEY (id)
)

CREATE INDEX ix_print_jobs_state ON print_jobs (state, queued_at)

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'append only' USING TABLE = TG_TABLE_NAME; END $$

CREATE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM journal WHERE pos = new.pos) THEN RAISE EXCEPTION 'sealed with their document' USING TABLE = TG_TABLE_NAME; END IF; RETURN new; END $$

CREATE FUNCTION refuse_unbalanced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT coalesce(sum(amount), 0) FROM postings WHERE pos = new.pos) <> 0 THEN RAISE EXCEPTION 'postings do not balance'; END IF; RETURN NULL; END $$

CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER stock_moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_moves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER postings_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON postings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

CREATE TRIGGER terminals_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON terminals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()

REVOKE UPDATE, DELETE, TRUNCATE ON journal FROM PUBLIC

REVOKE UPDATE, DELETE, TRUNCATE ON stock_moves FROM PUBLIC

REVOKE UPDATE, DELETE, TRUNCATE ON postings FROM PUBLIC

REVOKE UPDATE, DELETE, TRUNCATE ON terminals FROM PUBLIC

CREATE TRIGGER stock_moves_sealed BEFORE INSERT ON stock_moves FOR EACH ROW EXECUTE FUNCTION refuse_sealed()

CREATE TRIGGER postings_sealed BEFORE INSERT ON postings FOR EACH ROW EXECUTE FUNCTION refuse_sealed()

CREATE CONSTRAINT TRIGGER postings_balanced AFTER INSERT ON postings DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()

CREATE CONSTRAINT TRIGGER journal_balanced AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unbalanced()
