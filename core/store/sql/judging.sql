-- name: nextPrompt
SELECT id FROM prompts WHERE pair_count > judged_count
ORDER BY source = 'imported', judged_count, seq LIMIT 1;

-- name: nextPairOfPrompt
-- Samples that were judged least meet first; the loops stop at the first pair without a judgement.
SELECT a.id, b.id
FROM samples AS a INDEXED BY samples_of_prompt
CROSS JOIN samples AS b INDEXED BY samples_of_prompt
WHERE a.prompt_id = ?1 AND a.judgeable = 1 AND b.prompt_id = ?1 AND b.judgeable = 1
  AND a.id <> b.id AND a.text_key <> b.text_key
  AND NOT EXISTS (SELECT 1 FROM standing_judgements
                  WHERE pair_id = min(a.id, b.id) || ':' || max(a.id, b.id))
ORDER BY a.judged_count, a.seq, b.judged_count, b.seq
LIMIT 1;

-- name: addJudgeEvent
INSERT INTO judgement_events (id, kind, pair_id, prompt_id, sample_a, sample_b, verdict, strength, reason, comment,
                              flagged, annotator, milliseconds, created_at, rating_a, rating_b, tags, dimensions)
VALUES (?1, 'judge', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17);

-- name: addTurnEvent
INSERT INTO judgement_events (id, kind, target, created_at) VALUES (?1, ?2, ?3, ?4);

-- name: judgementBySeq
SELECT id, pair_id, prompt_id, sample_a, sample_b, verdict, strength, reason, comment, flagged, annotator,
       milliseconds, created_at, rating_a, rating_b, tags, dimensions
FROM judgement_events WHERE seq = ?1;

-- name: judgementsInForce
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.in_force = 1 ORDER BY s.seq;

-- name: recentJudgements
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.in_force = 1 ORDER BY s.seq DESC LIMIT ?1;

-- name: newestStanding
SELECT max(seq) FROM standing_judgements WHERE in_force <> 2;

-- name: turnsSinceLastJudgement
SELECT kind, target FROM judgement_events
WHERE seq > coalesce((SELECT max(seq) FROM judgement_events WHERE kind = 'judge'), 0)
ORDER BY seq DESC;

-- name: pairIsJudged
SELECT count(*) FROM standing_judgements WHERE pair_id = ?1;

-- name: supersede
UPDATE standing_judgements SET in_force = 0 WHERE pair_id = ?1 AND in_force = 1;

-- name: stand
INSERT INTO standing_judgements (seq, pair_id, in_force, verdict, milliseconds, created_at)
SELECT seq, pair_id, 1, verdict, milliseconds, created_at FROM judgement_events WHERE seq = ?1;

-- name: takeBack
DELETE FROM standing_judgements WHERE seq = ?1;

-- name: standAgain
UPDATE standing_judgements SET in_force = 1
WHERE seq = (SELECT max(seq) FROM standing_judgements WHERE pair_id = ?1);

-- name: shiftPromptCount
-- Pairs that the queue would not offer are not among those it counts.
UPDATE prompts SET judged_count = judged_count + ?2
WHERE id = ?1 AND (SELECT a.judgeable AND b.judgeable AND a.text_key <> b.text_key
                   FROM samples AS a, samples AS b WHERE a.id = ?3 AND b.id = ?4);

-- name: samplesInUse
SELECT count(*) FROM samples WHERE id IN (?1, ?2) AND deleted_at = 0;

-- name: shiftSampleCount
UPDATE samples SET judged_count = judged_count + ?2 WHERE id = ?1;

-- name: waitingPairs
SELECT coalesce(sum(pair_count - judged_count), 0) FROM prompts WHERE pair_count > judged_count;

-- name: countVerdicts
SELECT verdict, count(*), sum(created_at >= ?1) FROM standing_judgements WHERE in_force = 1 GROUP BY verdict;

-- name: recentDurations
SELECT milliseconds FROM standing_judgements WHERE in_force = 1 AND verdict <> 'skip' AND milliseconds > 0
ORDER BY seq DESC LIMIT ?1;

-- name: preferenceRows
SELECT e.verdict, e.strength, p.text, p.messages, a.text, b.text, p.source
FROM standing_judgements AS s
JOIN judgement_events AS e ON e.seq = s.seq
JOIN prompts AS p ON p.id = e.prompt_id
JOIN samples AS a ON a.id = e.sample_a
JOIN samples AS b ON b.id = e.sample_b
WHERE s.in_force = 1 ORDER BY s.seq;
