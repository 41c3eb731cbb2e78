-- Which pair comes next. A prompt is looked at only while it has an open pair.

-- name: waitingPrompts
SELECT id, seq FROM prompts WHERE pair_count > judged_count
ORDER BY source = 'imported', opinion_count, seq;

-- name: waitingPromptsFrom
SELECT id, seq FROM prompts WHERE pair_count > judged_count AND seq >= ?1 ORDER BY seq;

-- name: waitingPromptsWithTag
SELECT p.id, p.seq FROM prompt_tags AS t JOIN prompts AS p ON p.id = t.prompt_id
WHERE t.tag = ?1 AND p.pair_count > p.judged_count
ORDER BY p.opinion_count, p.seq;

-- name: newestPrompt
SELECT coalesce(max(seq), 0) FROM prompts;

-- name: nextPairOfPrompt
-- Samples that were judged least meet first; the loops stop at the first pair that ?2 has not judged and fewer than ?3 people have.
SELECT a.id, b.id
FROM samples AS a INDEXED BY samples_of_prompt
CROSS JOIN samples AS b INDEXED BY samples_of_prompt
WHERE a.prompt_id = ?1 AND a.judgeable = 1 AND b.prompt_id = ?1 AND b.judgeable = 1
  AND a.id <> b.id AND a.text_key <> b.text_key
  AND coalesce((SELECT opinions FROM pair_opinions
                WHERE pair_id = min(a.id, b.id) || ':' || max(a.id, b.id)), 0) < ?3
  AND NOT EXISTS (SELECT 1 FROM standing_judgements
                  WHERE pair_id = min(a.id, b.id) || ':' || max(a.id, b.id) AND annotator = ?2)
ORDER BY a.judged_count, a.seq, b.judged_count, b.seq
LIMIT 1;

-- name: openPairsOfPrompt
SELECT a.id, b.id, iif(a.version_id <> '', a.version_id, a.model_name), iif(b.version_id <> '', b.version_id, b.model_name)
FROM samples AS a INDEXED BY samples_of_prompt
CROSS JOIN samples AS b INDEXED BY samples_of_prompt
WHERE a.prompt_id = ?1 AND a.judgeable = 1 AND b.prompt_id = ?1 AND b.judgeable = 1
  AND a.id < b.id AND a.text_key <> b.text_key
  AND coalesce((SELECT opinions FROM pair_opinions WHERE pair_id = a.id || ':' || b.id), 0) < ?3
  AND NOT EXISTS (SELECT 1 FROM standing_judgements WHERE pair_id = a.id || ':' || b.id AND annotator = ?2)
LIMIT ?4;

-- name: opinionsOfPrompt
SELECT sample_a, sample_b, (lowest + highest) / 2.0 FROM pair_opinions WHERE prompt_id = ?1 AND lowest IS NOT NULL;

-- name: playerTally
SELECT pa, pb, count(*), sum(CASE WHEN preference < 0 THEN 1.0 WHEN preference = 0 THEN 0.5 ELSE 0 END)
FROM (SELECT iif(a.version_id <> '', a.version_id, a.model_name) AS pa,
             iif(b.version_id <> '', b.version_id, b.model_name) AS pb, o.lowest + o.highest AS preference
      FROM pair_opinions AS o JOIN samples AS a ON a.id = o.sample_a JOIN samples AS b ON b.id = o.sample_b
      WHERE o.lowest IS NOT NULL)
WHERE pa <> pb GROUP BY pa, pb;

-- name: mostDisagreed
SELECT o.pair_id
FROM pair_opinions AS o
JOIN samples AS a ON a.id = o.sample_a JOIN samples AS b ON b.id = o.sample_b
WHERE o.highest > o.lowest AND a.judgeable = 1 AND b.judgeable = 1
  AND NOT EXISTS (SELECT 1 FROM standing_judgements WHERE pair_id = o.pair_id AND annotator = ?1)
ORDER BY o.highest - o.lowest DESC LIMIT 1;

-- name: repeatCandidate
-- A judgement in force that says which is better, at least ?3 judgements ago and not repeated yet.
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
WHERE s.in_force = 1 AND s.annotator = ?1 AND s.verdict = 'strength' AND s.seq >= ?2
  AND s.seq <= (SELECT seq FROM standing_judgements WHERE annotator = ?1 AND in_force = 1
                ORDER BY seq DESC LIMIT 1 OFFSET ?3)
  AND NOT EXISTS (SELECT 1 FROM standing_judgements WHERE pair_id = s.pair_id AND annotator = ?1 AND is_repeat = 1)
ORDER BY s.seq LIMIT 1;

-- name: newestJudgement
SELECT coalesce(max(seq), 0) FROM judgement_events;

-- name: repeats
SELECT o.sample_a, o.verdict, o.strength, r.sample_a, r.verdict, r.strength, r.created_at
FROM standing_judgements AS s JOIN judgement_events AS r ON r.seq = s.seq
JOIN judgement_events AS o ON o.id = r.repeat_of
WHERE s.in_force = 3 AND (?1 IS NULL OR s.annotator = ?1) ORDER BY s.seq DESC LIMIT ?2;
