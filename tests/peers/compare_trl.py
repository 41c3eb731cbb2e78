#!/usr/bin/env python3
"""`./tiebreak test peers`: TRL 1.16 and tiebreak-engine train on the same rows in the same order, step by step.

usage: compare_trl.py ENGINE [--only TEXT]     (needs torch, trl, transformers, peft, datasets)
Prints one JSON line a case and ends with 1 when a loss or gradient norm is further away than TRL from itself.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import torch
import trl_cases
import trl_runner

DATA = Path(__file__).resolve().parents[1] / "data"
MODEL = DATA / "model/stories260K/hf"
FLOOR = 0.01
EARLY, LATE = {"loss": 2e-4, "grad_norm": 5e-4}, {"loss": 2e-3, "grad_norm": 5e-3}
OTHER = 1e-2  # metrics that are not bounded by the agreement, but must be the same number
STEPS = {"rewards/accuracies", "accuracy", "mean_token_accuracy"}  # one near tie moves them by a whole row


def our_lines(engine, case, work, rows):
    (work / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    config = {**trl_runner.our_config(case, work), "data": str(work / "rows.jsonl")}
    (work / "run.json").write_text(json.dumps(config))
    subprocess.run([engine, "train", "--config", str(work / "run.json"), "--out", str(work / "run")], check=True)
    lines = [json.loads(line) for line in (work / "run/metrics.jsonl").read_text().splitlines()]
    return [line for line in lines if "event" not in line]


def floor_of(key):
    """Differences of larger numbers carry those numbers' rounding."""
    return 0.1 if key in ("margin", "kl") or key.startswith("rewards/") else FLOOR


def excess(step, key, ours, theirs):
    """How many times its bound the difference is."""
    if key in STEPS:
        return 0.0
    bound = (EARLY if step < 10 else LATE).get(key, OTHER)
    return abs(ours - theirs) / (bound * max(abs(theirs), floor_of(key)))


def worst(ours, theirs):
    """The furthest number as (excess, step, key)."""
    if len(ours) != len(theirs):
        return (float("inf"), len(ours), "number of steps")
    found = (0.0, 0, "")
    for step, (mine, other) in enumerate(zip(ours, theirs)):
        for key, value in other.items():
            share = excess(step, key, mine[key], value) if key in mine else float("inf")
            if not share <= found[0]:
                found = (share, step + 1, key)
    return found


def run(engine, case):
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        rows = trl_runner.read_rows(trl_runner.data_file(case, DATA))
        trl_runner.prepare(case, MODEL, work)
        theirs = trl_runner.trl_lines(case, rows, work)
        ours = our_lines(engine, case, work, rows)
        share, step, key = worst(ours, theirs)
        changed = [{**line, "loss": line["loss"] * 1.002 + 4e-5} for line in theirs]
        ok = share <= 1 and worst(ours, changed)[0] > 1  # a wrong number must not pass
        print(json.dumps({"case": case["name"], "steps": len(ours), "share_of_bound": round(share, 4), "step": step,
                          "key": key, "ok": ok}), flush=True)
        return ok


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("engine")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    torch.set_num_threads(1)
    results = [run(options.engine, case) for case in trl_cases.CASES if options.only in case["name"]]
    sys.exit(0 if results and all(results) else 1)


if __name__ == "__main__":
    main()
