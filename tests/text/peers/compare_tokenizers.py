"""Tokenizers beside llama.cpp's pairs, the tokenizers library and transformers.

usage: compare_tokenizers.py HELPER MODELS GGUF…     (the peers' environment)
MODELS is llama.cpp's folder models/. A JSON line a check; exit 1 if one fails.
"""
import base64
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "golden"))
import make_tokenizer_golden as golden  # noqa: E402
from transformers import AutoTokenizer  # noqa: E402

HELPER, MODELS = sys.argv[1], Path(sys.argv[2])
WORK = Path(tempfile.mkdtemp())
SEEDS = range(1, 6)
results = []


def report(check, wrong, count, **facts):
    results.append(not wrong and count > 0)
    print(json.dumps({"check": check, "wrong": len(wrong), "of": count, **facts, "first": wrong[:2]}, ensure_ascii=False), flush=True)


def ours(source, jobs):
    (WORK / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    run = subprocess.run([HELPER, "tokenize", str(source), str(WORK / "jobs.json")], capture_output=True, text=True)
    if run.returncode:
        return [{"error": run.stderr.strip()}] * len(jobs)
    return json.loads(run.stdout)


def pairs(vocabulary):
    with open(f"{vocabulary}.inp", encoding="utf-8", newline="") as file:
        texts = file.read().split("\n__ggml_vocab_test__\n")
    expected = [[int(word) for word in line.split()] for line in Path(f"{vocabulary}.out").read_text().split("\n")]
    return list(zip(texts, expected))


def llama_pairs():
    for listing in sorted(MODELS.glob("ggml-vocab-*.gguf.inp")):
        vocabulary = listing.with_suffix("")
        cases = pairs(vocabulary)
        got = ours(vocabulary, [text for text, _ in cases])
        wrong = [(text, one.get("plain", one), ids) for (text, ids), one in zip(cases, got) if one.get("plain") != ids]
        report("llama.cpp's pairs", wrong, len(cases), vocabulary=vocabulary.name)


def generated():
    data = Path(__file__).resolve().parents[2] / "data/tokenizers/generated.json"
    stored = json.loads(data.read_text(encoding="utf-8"))["unigram, table"]["tokenizer"]["normalizer"]["normalizers"][0]
    charsmap = base64.b64decode(stored["precompiled_charsmap"])
    for seed in SEEDS:
        for name, tokenizer in golden.tokenizers_by_name(charsmap).items():
            entry = golden.record(f"{name} {seed}", tokenizer, golden.random_texts(seed))
            path = WORK / "tokenizer.json"
            path.write_text(json.dumps(entry["tokenizer"]), encoding="utf-8")
            cases, streams = entry["cases"], entry["streams"]
            got = ours(path, [case["text"] for case in cases] + [stream["ids"] for stream in streams])
            wrong = [(case, one) for case, one in zip(cases, got)
                     if [one.get(key) for key in ("raw", "plain", "decoded", "kept")] !=
                     [case[key] for key in ("ids", "plain", "decoded", "kept")]]
            wrong += [(stream, one) for stream, one in zip(streams, got[len(cases):]) if one.get("decoded") != stream["decoded"]]
            report("the tokenizers library", wrong, len(got), tokenizer=name, seed=seed)


def written(source):
    """A GGUF's vocabulary as a folder: transformers' ids are ours."""
    folder = WORK / "saved" / source.name
    folder.mkdir(parents=True)
    subprocess.run([HELPER, "save", str(source), str(folder)], check=True)
    (folder / "config.json").write_text(json.dumps({"model_type": "llama"}))
    theirs = AutoTokenizer.from_pretrained(folder)
    texts = golden.TEXTS + golden.random_texts(source.name) + golden.CORPUS
    wrong = []
    for text, one in zip(texts, ours(source, texts)):
        expected = {"raw": theirs.encode(text), "special": theirs.encode(text, add_special_tokens=False)}
        if {key: one.get(key) for key in expected} != expected:
            wrong.append((text, {key: one.get(key) for key in expected}, expected))
    report("transformers reads what is written", wrong, len(texts), vocabulary=source.name)


if __name__ == "__main__":
    llama_pairs()
    generated()
    for path in [listing.with_suffix("") for listing in sorted(MODELS.glob("ggml-vocab-*.gguf.inp"))] + \
            [Path(name) for name in sys.argv[3:]]:
        written(path)
    print(json.dumps({"checks": len(results), "failed": results.count(False)}))
    sys.exit(0 if results and all(results) else 1)
