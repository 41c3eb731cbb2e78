-- name: binPrompt
UPDATE prompts SET deleted_at = ?2 WHERE id = ?1 AND deleted_at = 0;

-- name: binSamplesOfPrompt
UPDATE samples SET deleted_at = ?2, judgeable = 0 WHERE prompt_id = ?1 AND deleted_at = 0;

-- name: binSample
UPDATE samples SET deleted_at = ?2, judgeable = 0 WHERE id = ?1 AND deleted_at = 0;

-- name: putPromptBack
UPDATE prompts SET deleted_at = 0 WHERE id = ?1 AND deleted_at > 0;

-- name: putSamplesOfPromptBack
-- Those that went with it; one that was deleted before stays in the bin.
UPDATE samples SET deleted_at = 0, judgeable = (stop <> 'cancelled' AND text <> '')
WHERE prompt_id = ?1 AND deleted_at > 0 AND deleted_at = (SELECT deleted_at FROM prompts WHERE id = ?1);

-- name: putSampleBack
UPDATE samples SET deleted_at = 0, judgeable = (stop <> 'cancelled' AND text <> '')
WHERE id = ?1 AND deleted_at > 0 AND (SELECT deleted_at FROM prompts WHERE id = prompt_id) = 0;

-- name: shelveJudgements
UPDATE standing_judgements SET in_force = 2
WHERE seq IN (SELECT e.seq FROM judgement_events AS e JOIN samples AS a ON a.id = e.sample_a
              JOIN samples AS b ON b.id = e.sample_b
              WHERE e.prompt_id = ?1 AND (a.deleted_at <> 0 OR b.deleted_at <> 0));

-- name: unshelveJudgements
UPDATE standing_judgements AS s
SET in_force = (seq = (SELECT max(seq) FROM standing_judgements
                       WHERE pair_id = s.pair_id AND annotator = s.annotator AND is_repeat = s.is_repeat))
               * (1 + 2 * is_repeat)
WHERE in_force = 2
  AND seq IN (SELECT e.seq FROM judgement_events AS e JOIN samples AS a ON a.id = e.sample_a
              JOIN samples AS b ON b.id = e.sample_b
              WHERE e.prompt_id = ?1 AND a.deleted_at = 0 AND b.deleted_at = 0);

-- name: recountPrompt
-- n judgeable samples of which c share a text make (n² − Σ c²) / 2 pairs. ?2: opinions that make a pair done.
UPDATE prompts SET
    pair_count = (SELECT (coalesce(sum(c), 0) * coalesce(sum(c), 0) - coalesce(sum(c * c), 0)) / 2
                  FROM (SELECT count(*) AS c FROM samples WHERE prompt_id = ?1 AND judgeable = 1 GROUP BY text_key)),
    (judged_count, opinion_count) =
        (SELECT coalesce(sum(o.opinions >= ?2), 0), coalesce(sum(o.opinions), 0)
         FROM pair_opinions AS o JOIN samples AS a ON a.id = o.sample_a JOIN samples AS b ON b.id = o.sample_b
         WHERE o.prompt_id = ?1 AND a.judgeable = 1 AND b.judgeable = 1 AND a.text_key <> b.text_key)
WHERE id = ?1;

-- name: bin
SELECT id, 'query', text, deleted_at,
       (SELECT count(*) FROM samples WHERE prompt_id = prompts.id AND samples.deleted_at = prompts.deleted_at)
FROM prompts WHERE deleted_at > 0
UNION ALL
SELECT s.id, 'response', s.text, s.deleted_at, 1
FROM samples AS s JOIN prompts AS p ON p.id = s.prompt_id
WHERE s.deleted_at > 0 AND p.deleted_at <> s.deleted_at
ORDER BY 4 DESC, 1;

-- name: countOldBin
SELECT (SELECT count(*) FROM prompts WHERE deleted_at > 0 AND deleted_at <= ?1) +
       (SELECT count(*) FROM samples WHERE deleted_at > 0 AND deleted_at <= ?1);

-- name: forgetOldSampleTexts
INSERT INTO sample_texts (sample_texts, rowid, text)
SELECT 'delete', seq, text FROM samples WHERE deleted_at > 0 AND deleted_at <= ?1;

-- name: forgetOldPromptTexts
INSERT INTO prompt_texts (prompt_texts, rowid, text)
SELECT 'delete', seq, text FROM prompts WHERE deleted_at > 0 AND deleted_at <= ?1;

-- name: removeOldSamples
DELETE FROM samples
WHERE deleted_at > 0 AND deleted_at <= ?1
  AND NOT EXISTS (SELECT 1 FROM judgement_events AS e
                  WHERE e.prompt_id = samples.prompt_id AND (e.sample_a = samples.id OR e.sample_b = samples.id));

-- name: clearOldSamples
UPDATE samples SET text = '', rendered_prompt = '', prompt_ids = x'', ids = x'', logprobs = x'', parameters = '{}',
                   deleted_at = -1
WHERE deleted_at > 0 AND deleted_at <= ?1;

-- name: removeOldPrompts
DELETE FROM prompts
WHERE deleted_at > 0 AND deleted_at <= ?1 AND NOT EXISTS (SELECT 1 FROM samples WHERE prompt_id = prompts.id);

-- name: clearOldPrompts
UPDATE prompts SET text = '', messages = '[]', tags = '[]', deleted_at = -1 WHERE deleted_at > 0 AND deleted_at <= ?1;
