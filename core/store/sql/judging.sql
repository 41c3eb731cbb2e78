-- name: overlap
SELECT CAST(value AS INTEGER) FROM settings WHERE key = 'overlap';

-- name: addJudgeEvent
INSERT INTO judgement_events (id, kind, pair_id, prompt_id, sample_a, sample_b, verdict, strength, reason, comment,
                              flagged, annotator, milliseconds, created_at, rating_a, rating_b, tags, dimensions,
                              repeat_of)
VALUES (?1, 'judge', ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18);

-- name: addTurnEvent
INSERT INTO judgement_events (id, kind, target, created_at) VALUES (?1, ?2, ?3, ?4);

-- name: judgementBySeq
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of
FROM judgement_events AS e WHERE seq = ?1;

-- name: judgementsInForce
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.in_force = 1 ORDER BY s.seq;

-- name: recentJudgements
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.in_force IN (1, 3) AND (?2 IS NULL OR s.annotator = ?2) ORDER BY s.seq DESC LIMIT ?1;

-- name: newestStanding
SELECT max(seq) FROM standing_judgements WHERE in_force <> 2 AND (?1 IS NULL OR annotator = ?1);

-- name: turnsSinceLastJudgement
SELECT t.kind, t.target FROM judgement_events AS t JOIN judgement_events AS j ON j.seq = t.target
WHERE t.seq > coalesce((SELECT max(seq) FROM judgement_events WHERE kind = 'judge' AND (?1 IS NULL OR annotator = ?1)), 0)
  AND (?1 IS NULL OR j.annotator = ?1)
ORDER BY t.seq DESC;

-- name: supersede
UPDATE standing_judgements SET in_force = 0
WHERE pair_id = ?1 AND annotator = ?2 AND is_repeat = ?3 AND in_force IN (1, 3);

-- name: stand
INSERT INTO standing_judgements (seq, pair_id, in_force, verdict, milliseconds, created_at, annotator, is_repeat)
SELECT seq, pair_id, CASE WHEN repeat_of = '' THEN 1 ELSE 3 END, verdict, milliseconds, created_at, annotator,
       repeat_of <> ''
FROM judgement_events WHERE seq = ?1;

-- name: takeBack
DELETE FROM standing_judgements WHERE seq = ?1;

-- name: standAgain
UPDATE standing_judgements SET in_force = CASE WHEN is_repeat THEN 3 ELSE 1 END
WHERE seq = (SELECT max(seq) FROM standing_judgements WHERE pair_id = ?1 AND annotator = ?2 AND is_repeat = ?3);

-- name: opinions
SELECT opinions FROM pair_opinions WHERE pair_id = ?1;

-- name: putOpinions
INSERT INTO pair_opinions (pair_id, prompt_id, sample_a, sample_b, opinions, lowest, highest)
SELECT e.pair_id, e.prompt_id, min(e.sample_a, e.sample_b), max(e.sample_a, e.sample_b), count(DISTINCT s.annotator),
       min(CASE WHEN s.in_force = 1 AND e.verdict = 'strength'
                THEN CASE WHEN e.sample_a < e.sample_b THEN e.strength ELSE -e.strength END END),
       max(CASE WHEN s.in_force = 1 AND e.verdict = 'strength'
                THEN CASE WHEN e.sample_a < e.sample_b THEN e.strength ELSE -e.strength END END)
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.pair_id = ?1 AND s.is_repeat = 0 GROUP BY e.pair_id
ON CONFLICT (pair_id) DO UPDATE SET opinions = excluded.opinions, lowest = excluded.lowest, highest = excluded.highest;

-- name: dropOpinions
DELETE FROM pair_opinions
WHERE pair_id = ?1 AND NOT EXISTS (SELECT 1 FROM standing_judgements WHERE pair_id = ?1 AND is_repeat = 0);

-- name: shiftPromptCount
-- Pairs that the queue would not offer are not among those it counts.
UPDATE prompts SET judged_count = judged_count + ?2, opinion_count = opinion_count + ?5
WHERE id = ?1 AND (SELECT a.judgeable AND b.judgeable AND a.text_key <> b.text_key
                   FROM samples AS a, samples AS b WHERE a.id = ?3 AND b.id = ?4);

-- name: recountAll
UPDATE prompts SET judged_count = (SELECT count(*) FROM pair_opinions AS o
                                   JOIN samples AS a ON a.id = o.sample_a JOIN samples AS b ON b.id = o.sample_b
                                   WHERE o.prompt_id = prompts.id AND o.opinions >= ?1
                                     AND a.judgeable = 1 AND b.judgeable = 1 AND a.text_key <> b.text_key);

-- name: samplesInUse
SELECT count(*) FROM samples WHERE id IN (?1, ?2) AND deleted_at = 0;

-- name: shiftSampleCount
UPDATE samples SET judged_count = judged_count + ?2 WHERE id = ?1;

-- name: waitingPairs
SELECT coalesce(sum(pair_count - judged_count), 0) FROM prompts WHERE pair_count > judged_count;

-- name: ownOpenPairs
-- Pairs that wait for others alone.
SELECT count(DISTINCT s.pair_id) FROM standing_judgements AS s JOIN pair_opinions AS o ON o.pair_id = s.pair_id
WHERE s.annotator = ?1 AND s.is_repeat = 0 AND s.in_force < 2 AND o.opinions < ?2;

-- name: countVerdicts
SELECT verdict, count(*), sum(created_at >= ?1) FROM standing_judgements
WHERE in_force = 1 AND (?2 IS NULL OR annotator = ?2) GROUP BY verdict;

-- name: countRepeats
SELECT count(*) FROM standing_judgements WHERE in_force = 3 AND (?1 IS NULL OR annotator = ?1);

-- name: recentDurations
SELECT milliseconds FROM standing_judgements
WHERE in_force = 1 AND verdict <> 'skip' AND milliseconds > 0 AND (?2 IS NULL OR annotator = ?2)
ORDER BY seq DESC LIMIT ?1;

-- name: preferenceRows
SELECT e.verdict, e.strength, p.text, p.messages, a.text, b.text, p.source
FROM standing_judgements AS s
JOIN judgement_events AS e ON e.seq = s.seq
JOIN prompts AS p ON p.id = e.prompt_id
JOIN samples AS a ON a.id = e.sample_a
JOIN samples AS b ON b.id = e.sample_b
WHERE s.in_force = 1 ORDER BY s.seq;
