PRAGMA application_id = 1414087286;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
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
    created_at   INTEGER NOT NULL, rating_a TEXT NOT NULL DEFAULT ''
    CHECK (rating_a IN ('', 'good', 'acceptable', 'bad')), rating_b TEXT NOT NULL DEFAULT ''
    CHECK (rating_b IN ('', 'good', 'acceptable', 'bad')), tags TEXT NOT NULL DEFAULT '[]', dimensions TEXT NOT NULL DEFAULT '{}', repeat_of TEXT NOT NULL DEFAULT '',
    CHECK ((kind = 'judge') = (target IS NULL)),
    CHECK ((kind = 'judge') = (pair_id IS NOT NULL))
) STRICT;
INSERT INTO "judgement_events" VALUES(1,'e1','judge',NULL,'s1:s2','p1','s2','s1','strength',-2,'','clear',0,'Ada',4000,1764150000100,'','','[]','{}','');
INSERT INTO "judgement_events" VALUES(2,'e2','judge',NULL,'s4:s5','p2','s4','s5','both_bad',0,'','',1,'Ada',5000,1764150000200,'','','[]','{}','');
INSERT INTO "judgement_events" VALUES(3,'e3','undo',2,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,1764150000300,'','','[]','{}','');
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
CREATE TABLE pair_opinions (
    pair_id   TEXT PRIMARY KEY NOT NULL,
    prompt_id TEXT NOT NULL,
    sample_a  TEXT NOT NULL,
    sample_b  TEXT NOT NULL,
    opinions  INTEGER NOT NULL,
    lowest    INTEGER,
    highest   INTEGER
) STRICT, WITHOUT ROWID;
INSERT INTO "pair_opinions" VALUES('s1:s2','p1','s1','s2',1,2,2);
CREATE TABLE prompt_tags (
    tag       TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    PRIMARY KEY (tag, prompt_id)
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
, deleted_at INTEGER NOT NULL DEFAULT 0, tags TEXT NOT NULL DEFAULT '[]', opinion_count INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "prompts" VALUES(1,'p1','query 1','[]','typed',1764150000001,3,1,0,'[]',1);
INSERT INTO "prompts" VALUES(2,'p2','query 2','[]','typed',1764150000002,3,0,0,'[]',0);
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
INSERT INTO "runs" VALUES('r1','dpo-0001','dpo','m','finished','',20,20,'{}',1764150000000);
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
, deleted_at INTEGER NOT NULL DEFAULT 0, parent_id TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO "samples" VALUES(1,'s1','p1','response 1',1000003,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',1,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000001,1,1,0,'');
INSERT INTO "samples" VALUES(2,'s2','p1','response 2',2000006,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',2,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000002,1,1,0,'');
INSERT INTO "samples" VALUES(3,'s3','p1','response 3',3000009,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',3,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000003,1,0,0,'');
INSERT INTO "samples" VALUES(4,'s4','p2','response 4',4000012,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',4,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000004,1,0,0,'');
INSERT INTO "samples" VALUES(5,'s5','p2','response 5',5000015,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',5,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000005,1,0,0,'');
INSERT INTO "samples" VALUES(6,'s6','p2','response 6',6000018,'Model','hash','v1','<|prompt|>',X'010000000200000003000000',X'0400000002000000',X'000000000000E0BF000000000000F4BF','{"temperature":0.7}',6,'eos',1200,'fast','cpu','float32','0.1.0','sampled',0,1764150000006,1,0,0,'');
CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('sample_pairs_imported','1');
CREATE TABLE standing_judgements (
    seq          INTEGER PRIMARY KEY REFERENCES judgement_events (seq),
    pair_id      TEXT NOT NULL,
    in_force     INTEGER NOT NULL,
    verdict      TEXT NOT NULL,
    milliseconds INTEGER NOT NULL,
    created_at   INTEGER NOT NULL
, annotator TEXT NOT NULL DEFAULT '', is_repeat INTEGER NOT NULL DEFAULT 0) STRICT;
INSERT INTO "standing_judgements" VALUES(1,'s1:s2',1,'strength',4000,1764150000100,'Ada',0);
CREATE INDEX samples_of_prompt ON samples (prompt_id, judgeable, judged_count, seq);
CREATE INDEX samples_by_text ON samples (prompt_id, text_key) WHERE judgeable = 1;
CREATE TRIGGER judgement_events_are_never_changed BEFORE UPDATE ON judgement_events
BEGIN
    SELECT raise(ABORT, 'judgement events are never changed');
END;
CREATE TRIGGER judgement_events_are_never_removed BEFORE DELETE ON judgement_events
BEGIN
    SELECT raise(ABORT, 'judgement events are never removed');
END;
CREATE UNIQUE INDEX model_versions_of_run ON model_versions (run_id, hash) WHERE kind = 'checkpoint';
CREATE UNIQUE INDEX model_versions_base ON model_versions (path) WHERE kind = 'base';
CREATE INDEX prompts_in_bin ON prompts (deleted_at) WHERE deleted_at > 0;
CREATE INDEX samples_in_bin ON samples (deleted_at) WHERE deleted_at > 0;
CREATE INDEX events_of_prompt ON judgement_events (prompt_id);
CREATE INDEX events_that_repeat ON judgement_events (repeat_of) WHERE repeat_of <> '';
CREATE INDEX standing_by_pair ON standing_judgements (pair_id, annotator, seq);
CREATE INDEX standing_by_verdict ON standing_judgements (in_force, verdict, created_at, annotator);
CREATE INDEX standing_by_annotator ON standing_judgements (annotator, in_force, seq);
CREATE INDEX opinions_of_prompt ON pair_opinions (prompt_id);
CREATE INDEX opinions_that_differ ON pair_opinions (highest - lowest) WHERE highest > lowest;
CREATE INDEX prompts_waiting ON prompts (source = 'imported', opinion_count, seq, pair_count, judged_count)
    WHERE pair_count > judged_count;
CREATE INDEX prompts_waiting_by_age ON prompts (seq) WHERE pair_count > judged_count;
CREATE INDEX tags_of_prompt ON prompt_tags (prompt_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('judgement_events',3);
COMMIT;
