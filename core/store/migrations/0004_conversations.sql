-- Schema 4. Conversations are trees, and what was asked and answered can be searched.

-- thread_id: the id of the conversation's first query. parent_sample: the response that the query follows, '' where the
-- conversation begins. Queries of one parent are siblings: what was asked instead.
ALTER TABLE prompts ADD COLUMN thread_id TEXT NOT NULL DEFAULT '';
ALTER TABLE prompts ADD COLUMN parent_sample TEXT NOT NULL DEFAULT '';
UPDATE prompts SET thread_id = id;
CREATE INDEX prompts_of_thread ON prompts (thread_id);
-- The beginning of the text that was given and not sampled: of a response that was continued or edited first.
ALTER TABLE samples ADD COLUMN prefix TEXT NOT NULL DEFAULT '';

-- Indexes of words only; the texts stay where they are. An external content table must be told of every change with
-- the text as it was.
CREATE VIRTUAL TABLE prompt_texts USING fts5 (text, content = 'prompts', content_rowid = 'seq',
                                              tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE sample_texts USING fts5 (text, content = 'samples', content_rowid = 'seq',
                                              tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO prompt_texts (prompt_texts) VALUES ('rebuild');
INSERT INTO sample_texts (sample_texts) VALUES ('rebuild');

CREATE TRIGGER prompt_texts_added AFTER INSERT ON prompts
BEGIN
    INSERT INTO prompt_texts (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER prompt_texts_removed AFTER DELETE ON prompts
BEGIN
    INSERT INTO prompt_texts (prompt_texts, rowid, text) VALUES ('delete', old.seq, old.text);
END;
CREATE TRIGGER prompt_texts_changed AFTER UPDATE OF text ON prompts
BEGIN
    INSERT INTO prompt_texts (prompt_texts, rowid, text) VALUES ('delete', old.seq, old.text);
    INSERT INTO prompt_texts (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER sample_texts_added AFTER INSERT ON samples
BEGIN
    INSERT INTO sample_texts (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER sample_texts_removed AFTER DELETE ON samples
BEGIN
    INSERT INTO sample_texts (sample_texts, rowid, text) VALUES ('delete', old.seq, old.text);
END;
CREATE TRIGGER sample_texts_changed AFTER UPDATE OF text ON samples
BEGIN
    INSERT INTO sample_texts (sample_texts, rowid, text) VALUES ('delete', old.seq, old.text);
    INSERT INTO sample_texts (rowid, text) VALUES (new.seq, new.text);
END;
