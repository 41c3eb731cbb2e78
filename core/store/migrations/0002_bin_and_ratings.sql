-- Schema 2. What is deleted lies in a bin first; a judgement says of each answer on its own what it is worth.

-- deleted_at: 0 in use; a time: in the bin since then; -1: emptied out of it, the row stays for its judgements.
ALTER TABLE prompts ADD COLUMN deleted_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE samples ADD COLUMN deleted_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX prompts_in_bin ON prompts (deleted_at) WHERE deleted_at > 0;
CREATE INDEX samples_in_bin ON samples (deleted_at) WHERE deleted_at > 0;
CREATE INDEX events_of_prompt ON judgement_events (prompt_id);

ALTER TABLE prompts ADD COLUMN tags TEXT NOT NULL DEFAULT '[]'; -- JSON list of texts
ALTER TABLE samples ADD COLUMN parent_id TEXT NOT NULL DEFAULT ''; -- source 'edited': the response it was made from

ALTER TABLE judgement_events ADD COLUMN rating_a TEXT NOT NULL DEFAULT ''
    CHECK (rating_a IN ('', 'good', 'acceptable', 'bad'));
ALTER TABLE judgement_events ADD COLUMN rating_b TEXT NOT NULL DEFAULT ''
    CHECK (rating_b IN ('', 'good', 'acceptable', 'bad'));
ALTER TABLE judgement_events ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE judgement_events ADD COLUMN dimensions TEXT NOT NULL DEFAULT '{}'; -- JSON: dimension -> -3…3, as strength

-- The judgement that this one repeats: the same pair came once more with its sides swapped, to see how far a person
-- agrees with themselves.
ALTER TABLE judgement_events ADD COLUMN repeat_of TEXT NOT NULL DEFAULT '';
CREATE INDEX events_that_repeat ON judgement_events (repeat_of) WHERE repeat_of <> '';

-- standing_judgements.in_force: 1 in force; 0 superseded; 2 its query or one of its responses is in the bin; 3 a
-- repeat, which is compared with its original and is in force for nothing.
-- samples.text_key: of the text in small letters, blanks as one, blanks and full stops at its end gone.
