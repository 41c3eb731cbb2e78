-- What goes from one workspace into another and back, known by ids.

-- name: openWork
SELECT id FROM prompts WHERE pair_count > judged_count ORDER BY source = 'imported', opinion_count, seq LIMIT ?1;

-- name: promptIsKnown
SELECT count(*) FROM prompts WHERE id = ?1;

-- name: sampleIsKnown
SELECT count(*) FROM samples WHERE id = ?1;

-- name: eventSeq
SELECT seq, kind FROM judgement_events WHERE id = ?1;

-- name: isStanding
SELECT count(*) FROM standing_judgements WHERE seq = ?1;

-- name: allEvents
SELECT e.id, e.pair_id, e.prompt_id, e.sample_a, e.sample_b, e.verdict, e.strength, e.reason, e.comment, e.flagged,
       e.annotator, e.milliseconds, e.created_at, e.rating_a, e.rating_b, e.tags, e.dimensions, e.repeat_of,
       e.kind, coalesce(t.id, '')
FROM judgement_events AS e LEFT JOIN judgement_events AS t ON t.seq = e.target
ORDER BY e.seq;

-- name: editedSamples
SELECT id, prompt_id, text, model_name, model_hash, version_id, rendered_prompt, prompt_ids, ids, logprobs, parameters,
       seed, stop, milliseconds, mode, device, dtype, engine_build, source, kept, created_at,
       parent_id, prefix
FROM samples WHERE source = 'edited' AND deleted_at = 0 ORDER BY seq;
