-- name: addPrompt
INSERT INTO prompts (id, text, messages, source, created_at, tags, thread_id, parent_sample)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8);

-- name: indexPrompt
INSERT INTO prompt_texts (rowid, text) VALUES (?1, ?2);

-- name: promptById
SELECT id, text, messages, source, created_at, tags, thread_id, parent_sample FROM prompts WHERE id = ?1;

-- name: recentPrompts
SELECT id, text, messages, source, created_at, tags, thread_id, parent_sample
FROM prompts WHERE deleted_at = 0 ORDER BY seq DESC LIMIT ?1;

-- name: promptsOfThread
SELECT id, text, messages, source, created_at, tags, thread_id, parent_sample
FROM prompts WHERE thread_id = ?1 AND deleted_at = 0 ORDER BY seq;

-- name: addSample
INSERT INTO samples (id, prompt_id, text, text_key, model_name, model_hash, version_id, rendered_prompt, prompt_ids,
                     ids, logprobs, parameters, seed, stop, milliseconds, mode, device, dtype, engine_build, source,
                     kept, created_at, judgeable, parent_id, prefix)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24,
        ?25);

-- name: indexSample
INSERT INTO sample_texts (rowid, text) VALUES (?1, ?2);

-- name: countNewPairs
-- Run before the sample is inserted: every other judgeable sample of another text makes one pair with it.
UPDATE prompts
SET pair_count = pair_count
    + (SELECT count(*) FROM samples WHERE prompt_id = ?1 AND judgeable = 1)
    - (SELECT count(*) FROM samples WHERE prompt_id = ?1 AND judgeable = 1 AND text_key = ?2)
WHERE id = ?1;

-- name: sampleById
SELECT id, prompt_id, text, model_name, model_hash, version_id, rendered_prompt, prompt_ids, ids, logprobs, parameters,
       seed, stop, milliseconds, mode, device, dtype, engine_build, source, kept, created_at,
       parent_id, prefix
FROM samples WHERE id = ?1;

-- name: samplesOfPrompt
SELECT id, prompt_id, text, model_name, model_hash, version_id, rendered_prompt, prompt_ids, ids, logprobs, parameters,
       seed, stop, milliseconds, mode, device, dtype, engine_build, source, kept, created_at,
       parent_id, prefix
FROM samples WHERE prompt_id = ?1 AND deleted_at = 0 ORDER BY seq;

-- name: setKept
UPDATE samples SET kept = ?2 WHERE id = ?1;

-- name: addPromptTag
INSERT OR IGNORE INTO prompt_tags (tag, prompt_id) VALUES (?1, ?2);

-- name: dropPromptTags
DELETE FROM prompt_tags WHERE prompt_id = ?1;

-- name: setPromptTags
UPDATE prompts SET tags = ?2 WHERE id = ?1;

-- name: promptTags
SELECT tag, count(*) FROM prompt_tags GROUP BY tag ORDER BY tag;
-- name: samplesOfThread
SELECT id, prompt_id, text, model_name, model_hash, version_id, rendered_prompt, prompt_ids, ids, logprobs, parameters,
       seed, stop, milliseconds, mode, device, dtype, engine_build, source, kept, created_at,
       parent_id, prefix
FROM samples WHERE deleted_at = 0 AND prompt_id IN (SELECT id FROM prompts WHERE thread_id = ?1) ORDER BY seq;

-- name: findTexts
-- Newest first, queries and responses together.
SELECT p.id, '', snippet(prompt_texts, 0, char(2), char(3), '…', 16), p.created_at
FROM prompt_texts JOIN prompts AS p ON p.seq = prompt_texts.rowid
WHERE prompt_texts MATCH ?1 AND p.deleted_at = 0
UNION ALL
SELECT s.prompt_id, s.id, snippet(sample_texts, 0, char(2), char(3), '…', 16), s.created_at
FROM sample_texts JOIN samples AS s ON s.seq = sample_texts.rowid
WHERE sample_texts MATCH ?1 AND s.deleted_at = 0
ORDER BY 4 DESC LIMIT ?2;
