-- Schema 4. Conversations are trees, and what was asked and answered can be searched.

-- thread_id: the id of the conversation's first query. parent_sample: the response that the query follows, '' where the
-- conversation begins. Queries of one parent are siblings: what was asked instead.
ALTER TABLE prompts ADD COLUMN thread_id TEXT NOT NULL DEFAULT '';
ALTER TABLE prompts ADD COLUMN parent_sample TEXT NOT NULL DEFAULT '';
UPDATE prompts SET thread_id = id;
CREATE INDEX prompts_of_thread ON prompts (thread_id);
-- The beginning of the text that was given and not sampled: of a response that was continued or edited first.
ALTER TABLE samples ADD COLUMN prefix TEXT NOT NULL DEFAULT '';

-- Indexes of words only; the texts stay where they are. An external content table must be told of every change, and of
-- what goes with the text as it was. The store tells it: a schema that is not trusted has no triggers on it.
CREATE VIRTUAL TABLE prompt_texts USING fts5 (text, content = 'prompts', content_rowid = 'seq',
                                              tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE sample_texts USING fts5 (text, content = 'samples', content_rowid = 'seq',
                                              tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO prompt_texts (prompt_texts) VALUES ('rebuild');
INSERT INTO sample_texts (sample_texts) VALUES ('rebuild');
