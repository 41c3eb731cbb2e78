#!/usr/bin/env python3
"""Writes what TRL 1.16 logs for a part of the cases of tests/peers/trl_cases.py, as goldens of the fast tests.

Needs torch 2.15, trl 1.16, transformers 5.23, peft, datasets. Usage:
    make_trl_golden.py METHOD…      (dpo sft reward kto free; writes tests/data/training/trl_METHOD.json)
A case that is recorded and has not changed is left as it is; remove the file to make all again. Each golden is a case with the log lines; for `reward` also the score head that TRL began with.
"""
import json
import sys
import tempfile
from pathlib import Path

import torch
from safetensors.torch import load_file

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "peers"))
import trl_cases  # noqa: E402
import trl_runner  # noqa: E402

MODEL = TESTS / "data/model/stories260K/hf"
LORA_START = TESTS / "data/training/lora_start"
CASES = {"dpo": trl_cases.DPO, "sft": trl_cases.SFT, "reward": trl_cases.REWARD, "kto": trl_cases.KTO,
         "free": trl_cases.WITHOUT_REFERENCE}
LEFT_TO_THE_PEERS_SUITE = {"dpo LoRA continued", "dpo rsLoRA", "sft LoRA", "kto LoRA"}


def golden(case):
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        trl_runner.prepare(case, MODEL, work, adapter=LORA_START)
        record = dict(case)
        if case.get("template"):
            record["template"] = trl_runner.TEMPLATE
        if case["method"] == "reward":
            weight = load_file(work / "model/model.safetensors")["score.weight"]
            record["head"] = [float("%.9g" % value) for value in weight.flatten().tolist()]
        rows = trl_runner.read_rows(trl_runner.data_file(case, TESTS / "data"))
        record["lines"] = trl_runner.trl_lines(case, rows, work)
        return record


def recorded(path):
    return {record["name"]: record for record in json.loads(path.read_text())} if path.exists() else {}


def is_current(record, case):
    return record is not None and all(record.get(key) == case[key] for key in ("config", "data", "method"))


def main():
    torch.set_num_threads(1)
    for method in sys.argv[1:]:
        goldens = []
        path = TESTS / f"data/training/trl_{method}.json"
        before = recorded(path)
        for case in CASES[method]:
            if case["name"] in LEFT_TO_THE_PEERS_SUITE:
                continue
            known = before.get(case["name"])
            goldens.append(known if is_current(known, case) else golden(case))
            print(case["name"], [round(line["loss"], 5) for line in goldens[-1]["lines"]][:5], flush=True)
        with open(path, "w") as file:
            file.write("[\n" + ",\n".join(json.dumps(record) for record in goldens) + "\n]\n")


if __name__ == "__main__":
    main()
