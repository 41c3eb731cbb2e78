-- Schema 3. Several people judge one pair, none of them sees another's answer before giving theirs; queries are
-- found by tag.

ALTER TABLE standing_judgements ADD COLUMN annotator TEXT NOT NULL DEFAULT '';
UPDATE standing_judgements
SET annotator = (SELECT coalesce(e.annotator, '') FROM judgement_events AS e WHERE e.seq = standing_judgements.seq);
ALTER TABLE standing_judgements ADD COLUMN is_repeat INTEGER NOT NULL DEFAULT 0; -- see judgement_events.repeat_of
DROP INDEX standing_by_pair;
DROP INDEX standing_by_verdict;
CREATE INDEX standing_by_pair ON standing_judgements (pair_id, annotator, seq);
CREATE INDEX standing_by_verdict ON standing_judgements (in_force, verdict, created_at, annotator);
CREATE INDEX standing_by_annotator ON standing_judgements (annotator, in_force, seq);
-- standing_judgements.in_force 1: the newest of a pair by one annotator.

-- Derived from the standing judgements: how many annotators gave their answer to a pair, and how far they are apart.
-- Preferences are read with sample_a left, the smaller id: -3…3, null where nobody preferred or tied.
CREATE TABLE pair_opinions (
    pair_id   TEXT PRIMARY KEY NOT NULL,
    prompt_id TEXT NOT NULL,
    sample_a  TEXT NOT NULL,
    sample_b  TEXT NOT NULL,
    opinions  INTEGER NOT NULL,
    lowest    INTEGER,
    highest   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX opinions_of_prompt ON pair_opinions (prompt_id);
CREATE INDEX opinions_that_differ ON pair_opinions (highest - lowest) WHERE highest > lowest;
INSERT INTO pair_opinions (pair_id, prompt_id, sample_a, sample_b, opinions, lowest, highest)
SELECT e.pair_id, e.prompt_id, min(e.sample_a, e.sample_b), max(e.sample_a, e.sample_b), count(DISTINCT s.annotator),
       min(CASE WHEN s.in_force = 1 AND e.verdict = 'strength'
                THEN CASE WHEN e.sample_a < e.sample_b THEN e.strength ELSE -e.strength END END),
       max(CASE WHEN s.in_force = 1 AND e.verdict = 'strength'
                THEN CASE WHEN e.sample_a < e.sample_b THEN e.strength ELSE -e.strength END END)
FROM standing_judgements AS s JOIN judgement_events AS e ON e.seq = s.seq
GROUP BY e.pair_id;

-- prompts.judged_count: pairs with as many opinions as the setting 'overlap' asks for (1 when unset).
-- prompts.opinion_count: opinions in all; the queue goes round by it.
ALTER TABLE prompts ADD COLUMN opinion_count INTEGER NOT NULL DEFAULT 0;
UPDATE prompts SET opinion_count = judged_count;
DROP INDEX prompts_waiting;
CREATE INDEX prompts_waiting ON prompts (source = 'imported', opinion_count, seq, pair_count, judged_count)
    WHERE pair_count > judged_count;
CREATE INDEX prompts_waiting_by_age ON prompts (seq) WHERE pair_count > judged_count;

-- The tags of prompts.tags, one a row.
CREATE TABLE prompt_tags (
    tag       TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    PRIMARY KEY (tag, prompt_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX tags_of_prompt ON prompt_tags (prompt_id);
INSERT OR IGNORE INTO prompt_tags (tag, prompt_id)
SELECT value, prompts.id FROM prompts, json_each(prompts.tags) WHERE json_each.type = 'text';
