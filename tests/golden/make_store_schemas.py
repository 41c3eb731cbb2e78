#!/usr/bin/env python3
"""Writes tests/data/store/schema-<n>.sql: a small workspace as version n left it, as a dump.

Usage: make_store_schemas.py N   (with the migrations of the version whose schema is N)

The rows are what a person makes: two queries with their responses, judgements, one of them taken
back, a run and a setting. Made once for each schema and never again: an old file is what it is.
"""
import pathlib
import sqlite3
import struct
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
T0 = 1764150000000  # milliseconds


def sample(seq, prompt, text):
    return (seq, f"s{seq}", prompt, text, seq * 1000003, "Model", "hash", "v1", "<|prompt|>",
            struct.pack("<3i", 1, 2, 3), struct.pack("<2i", 4, 2), struct.pack("<2d", -0.5, -1.25),
            '{"temperature":0.7}', seq, "eos", 1200, "fast", "cpu", "float32", "0.1.0", "sampled",
            0, T0 + seq, 1, 0)


def main():
    target = int(sys.argv[1])
    steps = sorted((ROOT / "core/store/migrations").glob("*.sql"))[:target]
    database = sqlite3.connect(":memory:")
    for step in steps:
        database.executescript(step.read_text())
    for seq in (1, 2):
        database.execute("INSERT INTO prompts (seq, id, text, messages, source, created_at, pair_count, judged_count) "
                         "VALUES (?, ?, ?, '[]', 'typed', ?, 3, ?)", (seq, f"p{seq}", f"query {seq}", T0 + seq, 2 - seq))
    for seq in range(1, 7):
        row = sample(seq, f"p{(seq + 2) // 3}", f"response {seq}")
        columns = [name for _, name, *_ in database.execute("PRAGMA table_info(samples)")][:len(row)]
        database.execute(f"INSERT INTO samples ({','.join(columns)}) VALUES ({','.join('?' * len(row))})", row)
    events = "INSERT INTO judgement_events (seq, id, kind, target, pair_id, prompt_id, sample_a, sample_b, verdict, " \
             "strength, reason, comment, flagged, annotator, milliseconds, created_at) VALUES (" + ",".join("?" * 16) + ")"
    database.execute(events, (1, "e1", "judge", None, "s1:s2", "p1", "s2", "s1", "strength", -2, "", "clear", 0, "Ada",
                              4000, T0 + 100))
    database.execute(events, (2, "e2", "judge", None, "s4:s5", "p2", "s4", "s5", "both_bad", 0, "", "", 1, "Ada", 5000,
                              T0 + 200))
    database.execute(events, (3, "e3", "undo", 2) + (None,) * 11 + (T0 + 300,))
    database.execute("INSERT INTO standing_judgements (seq, pair_id, in_force, verdict, milliseconds, created_at) "
                     "VALUES (1, 's1:s2', 1, 'strength', 4000, ?)", (T0 + 100,))
    if target >= 3:
        database.execute("UPDATE standing_judgements SET annotator = 'Ada'")
        database.execute("UPDATE prompts SET opinion_count = judged_count")
        database.execute("INSERT INTO pair_opinions VALUES ('s1:s2', 'p1', 's1', 's2', 1, 2, 2)")
    database.execute("UPDATE samples SET judged_count = 1 WHERE id IN ('s1', 's2')")
    database.execute("INSERT INTO runs VALUES ('r1', 'dpo-0001', 'dpo', 'm', 'finished', '', 20, 20, '{}', ?)", (T0,))
    database.execute("INSERT INTO settings VALUES ('sample_pairs_imported', '1')")
    database.commit()
    out = ROOT / f"tests/data/store/schema-{target}.sql"
    head = f"PRAGMA application_id = 1414087286;\nPRAGMA user_version = {target};\n"
    out.write_text(head + "\n".join(database.iterdump()) + "\n")


main()
