-- name: addPrompt
INSERT INTO prompts (id, text, messages, source, created_at, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6);

-- name: promptById
SELECT id, text, messages, source, created_at, tags FROM prompts WHERE id = ?1;

-- name: recentPrompts
SELECT id, text, messages, source, created_at, tags FROM prompts WHERE deleted_at = 0 ORDER BY seq DESC LIMIT ?1;

-- name: addSample
INSERT INTO samples (id, prompt_id, text, text_key, model_name, model_hash, version_id, rendered_prompt, prompt_ids,
                     ids, logprobs, parameters, seed, stop, milliseconds, mode, device, dtype, engine_build, source,
                     kept, created_at, judgeable, parent_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24);

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
       parent_id
FROM samples WHERE id = ?1;

-- name: samplesOfPrompt
SELECT id, prompt_id, text, model_name, model_hash, version_id, rendered_prompt, prompt_ids, ids, logprobs, parameters,
       seed, stop, milliseconds, mode, device, dtype, engine_build, source, kept, created_at,
       parent_id
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
