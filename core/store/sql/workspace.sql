-- name: upsertVersion
INSERT INTO model_versions (id, name, kind, path, base_path, hash, parent_id, run_id, step, facts, present, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, kind = excluded.kind, path = excluded.path, base_path = excluded.base_path,
    hash = excluded.hash, parent_id = excluded.parent_id, run_id = excluded.run_id, step = excluded.step,
    facts = excluded.facts, present = excluded.present;

-- name: checkpointId
SELECT id FROM model_versions WHERE kind = 'checkpoint' AND run_id = ?1 AND hash = ?2;

-- name: baseId
SELECT id FROM model_versions WHERE kind = 'base' AND path = ?1;

-- name: forgetCheckpointFolders
UPDATE model_versions SET present = 0 WHERE kind = 'checkpoint' AND run_id = ?1;

-- name: modelVersions
SELECT id, name, kind, path, base_path, hash, parent_id, run_id, step, facts, present, created_at
FROM model_versions ORDER BY created_at, run_id, step, id;

-- name: upsertRun
INSERT INTO runs (id, name, method, model, state, cause, step, total_steps, summary, created_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, method = excluded.method, model = excluded.model, state = excluded.state,
    cause = excluded.cause, step = excluded.step, total_steps = excluded.total_steps, summary = excluded.summary;

-- name: runs
SELECT id, name, method, model, state, cause, step, total_steps, summary, created_at
FROM runs ORDER BY created_at DESC, id DESC;

-- name: setting
SELECT value FROM settings WHERE key = ?1;

-- name: setSetting
INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value;

-- name: cleanOpens
SELECT value FROM settings WHERE key = 'clean_opens';

-- name: countCleanOpen
INSERT INTO settings (key, value) VALUES ('clean_opens', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1;

-- name: resetCleanOpens
INSERT INTO settings (key, value) VALUES ('clean_opens', '0') ON CONFLICT (key) DO UPDATE SET value = '0';

-- name: contentMark
-- Changes with every prompt, response, judgement, run and version that is added.
SELECT coalesce((SELECT max(seq) FROM prompts), 0) || '-' || coalesce((SELECT max(seq) FROM samples), 0) || '-' ||
       coalesce((SELECT max(seq) FROM judgement_events), 0) || '-' || (SELECT count(*) FROM runs) || '-' ||
       (SELECT count(*) FROM model_versions);
