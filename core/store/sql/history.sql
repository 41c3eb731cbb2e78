-- Judgements found again. ?1 is the annotator, ?2 words in small letters, ?3 whether with what is no longer in force.

-- name: findJudgements
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of,
       p.text, coalesce(s.in_force, -1)
FROM judgement_events AS e LEFT JOIN standing_judgements AS s ON s.seq = e.seq
JOIN prompts AS p ON p.id = e.prompt_id
WHERE e.kind = 'judge' AND (?1 IS NULL OR e.annotator = ?1)
  AND (s.in_force IN (1, 3) OR (?3 AND coalesce(s.in_force, -1) < 2))
  AND (?2 = '' OR instr(lower(p.text), ?2) > 0 OR instr(lower(e.comment), ?2) > 0
       OR instr(lower(e.reason), ?2) > 0 OR instr(lower(e.tags), ?2) > 0)
ORDER BY e.seq DESC LIMIT ?4;

-- name: annotators
SELECT DISTINCT annotator FROM judgement_events WHERE kind = 'judge' ORDER BY annotator;
