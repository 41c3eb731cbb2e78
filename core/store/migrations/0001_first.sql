-- Schema 1. Times are milliseconds since 1970 UTC; ids are 26-character texts; lists of numbers are little-endian
-- blobs (int32 for token ids, float64 for log-probabilities); structures are JSON texts.
PRAGMA application_id = 1414087286; -- "TIBv"

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE prompts (
    seq          INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    text         TEXT NOT NULL,
    messages     TEXT NOT NULL,
    source       TEXT NOT NULL,
    created_at   INTEGER NOT NULL,
    -- Derived, so that the queue never counts pairs: pairs of judgeable samples with different texts, and how many
    -- of them have a judgement in force.
    pair_count   INTEGER NOT NULL DEFAULT 0,
    judged_count INTEGER NOT NULL DEFAULT 0
) STRICT;
-- The order of the queue: a person's own queries before imported ones, fewest judged first, then oldest.
CREATE INDEX prompts_waiting ON prompts (source = 'imported', judged_count, seq, pair_count)
    WHERE pair_count > judged_count;

CREATE TABLE samples (
    seq             INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE,
    prompt_id       TEXT NOT NULL REFERENCES prompts (id),
    text            TEXT NOT NULL,
    text_key        INTEGER NOT NULL, -- first 64 bits of the text's SHA-256: equal texts make no pair
    model_name      TEXT NOT NULL,
    model_hash      TEXT NOT NULL,
    version_id      TEXT NOT NULL,
    rendered_prompt TEXT NOT NULL,
    prompt_ids      BLOB NOT NULL,
    ids             BLOB NOT NULL,
    logprobs        BLOB NOT NULL,
    parameters      TEXT NOT NULL,
    seed            INTEGER NOT NULL, -- the 64 bits of an unsigned number
    stop            TEXT NOT NULL,
    milliseconds    INTEGER NOT NULL,
    mode            TEXT NOT NULL,
    device          TEXT NOT NULL,
    dtype           TEXT NOT NULL,
    engine_build    TEXT NOT NULL,
    source          TEXT NOT NULL,
    kept            INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    judgeable       INTEGER NOT NULL, -- 0: cut short by the person, so it says nothing about the model
    judged_count    INTEGER NOT NULL DEFAULT 0 -- derived: judged pairs this sample is in
) STRICT;
CREATE INDEX samples_of_prompt ON samples (prompt_id, judgeable, judged_count, seq);
CREATE INDEX samples_by_text ON samples (prompt_id, text_key) WHERE judgeable = 1;

-- What was said, in the order it was said. Nothing here is ever changed: taking a judgement back is an event.
CREATE TABLE judgement_events (
    seq          INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL CHECK (kind IN ('judge', 'undo', 'redo')),
    target       INTEGER REFERENCES judgement_events (seq), -- undo, redo: the judgement concerned
    pair_id      TEXT,
    prompt_id    TEXT REFERENCES prompts (id),
    sample_a     TEXT REFERENCES samples (id),
    sample_b     TEXT REFERENCES samples (id),
    verdict      TEXT CHECK (verdict IN ('strength', 'both_bad', 'skip')),
    strength     INTEGER CHECK (strength BETWEEN -3 AND 3),
    reason       TEXT,
    comment      TEXT,
    flagged      INTEGER,
    annotator    TEXT,
    milliseconds INTEGER,
    created_at   INTEGER NOT NULL,
    CHECK ((kind = 'judge') = (target IS NULL)),
    CHECK ((kind = 'judge') = (pair_id IS NOT NULL))
) STRICT;
CREATE TRIGGER judgement_events_are_never_changed BEFORE UPDATE ON judgement_events
BEGIN
    SELECT raise(ABORT, 'judgement events are never changed');
END;
CREATE TRIGGER judgement_events_are_never_removed BEFORE DELETE ON judgement_events
BEGIN
    SELECT raise(ABORT, 'judgement events are never removed');
END;

-- Derived from the events: judgements that were not taken back. Of several for one pair the newest is in force.
CREATE TABLE standing_judgements (
    seq          INTEGER PRIMARY KEY REFERENCES judgement_events (seq),
    pair_id      TEXT NOT NULL,
    in_force     INTEGER NOT NULL,
    verdict      TEXT NOT NULL,
    milliseconds INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
) STRICT;
CREATE INDEX standing_by_pair ON standing_judgements (pair_id, seq);
CREATE INDEX standing_by_verdict ON standing_judgements (in_force, verdict, created_at);

CREATE TABLE runs (
    id          TEXT PRIMARY KEY NOT NULL, -- the folder's name
    name        TEXT NOT NULL,
    method      TEXT NOT NULL,
    model       TEXT NOT NULL,
    state       TEXT NOT NULL,
    cause       TEXT NOT NULL,
    step        INTEGER NOT NULL,
    total_steps INTEGER NOT NULL,
    summary     TEXT NOT NULL,
    created_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE model_versions (
    id         TEXT PRIMARY KEY NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    path       TEXT NOT NULL,
    base_path  TEXT NOT NULL,
    hash       TEXT NOT NULL,
    parent_id  TEXT NOT NULL,
    run_id     TEXT NOT NULL,
    step       INTEGER NOT NULL,
    facts      TEXT NOT NULL,
    present    INTEGER NOT NULL, -- 0: its folder is gone; the row stays for the samples that name it
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX model_versions_of_run ON model_versions (run_id, hash) WHERE kind = 'checkpoint';
CREATE UNIQUE INDEX model_versions_base ON model_versions (path) WHERE kind = 'base';
