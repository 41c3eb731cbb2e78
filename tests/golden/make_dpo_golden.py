#!/usr/bin/env python3
"""Runs TRL's own DPOTrainer and writes what it logs at every step, as goldens for `tiebreak-engine train`.

Needs torch 2.15, trl 1.16, transformers, peft, datasets. Usage:
    make_dpo_golden.py --model tests/data/model/stories260K/hf --data tests/data/formats/standard_preference.jsonl \
        --out tests/data/training/dpo_trl.json
Each case is a run.json of ours and the log lines TRL wrote for the same settings, in float32 on the CPU.
"""
import argparse
import json
import tempfile

import torch
from datasets import Dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import DPOConfig, DPOTrainer

KEYS = ["loss", "grad_norm", "learning_rate", "epoch", "num_tokens", "entropy", "mean_token_accuracy",
        "rewards/chosen", "rewards/rejected", "rewards/accuracies", "rewards/margins", "logps/chosen",
        "logps/rejected", "logits/chosen", "logits/rejected"]

# name -> our run.json without model and data. `lora_targets`: an adapter with B = 0 at the start (peft's default).
CASES = {
    "sigmoid": {},
    "ipo": {"dpo": {"loss_type": ["ipo"]}},
    "nca_pair": {"dpo": {"loss_type": ["nca_pair"]}},
    "sft mix": {"dpo": {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, 0.5]}},
    "accumulation": {"batch_size": 2, "gradient_accumulation": 3},
    "warmup cosine decay": {"schedule": "cosine", "warmup_steps": 4, "weight_decay": 0.1},
    "short rows": {"max_length": 12},
    "aot smoothing": {"dpo": {"loss_type": ["aot"], "label_smoothing": 0.1}},
    "ld_alpha": {"dpo": {"ld_alpha": 0.5}},
    "weighting": {"dpo": {"use_weighting": True}},
    "js_divergence": {"dpo": {"f_divergence": "js_divergence", "loss_type": ["hinge"]}},
}


def dpo_config(case, folder, steps):
    dpo = case.get("dpo", {})
    return DPOConfig(
        output_dir=folder, report_to=[], use_cpu=True, bf16=False, fp16=False, gradient_checkpointing=False,
        logging_steps=1, save_strategy="no", max_steps=steps, disable_tqdm=True,
        per_device_train_batch_size=case.get("batch_size", 4),
        gradient_accumulation_steps=case.get("gradient_accumulation", 1),
        learning_rate=case["learning_rate"], lr_scheduler_type=case.get("schedule", "linear"),
        warmup_steps=case.get("warmup_steps", 0), weight_decay=case.get("weight_decay", 0.0),
        max_grad_norm=case.get("max_grad_norm", 1.0), max_length=case.get("max_length", 1024),
        loss_type=dpo.get("loss_type", ["sigmoid"]), loss_weights=dpo.get("loss_weights"),
        beta=dpo.get("beta", 0.1), label_smoothing=dpo.get("label_smoothing", 0.0),
        f_divergence_type=dpo.get("f_divergence", "reverse_kl"), ld_alpha=dpo.get("ld_alpha"),
        use_weighting=dpo.get("use_weighting", False), seed=42, dataloader_pin_memory=False,
    )


class InOrder(DPOTrainer):
    def _get_train_sampler(self, *args, **kwargs):
        return torch.utils.data.SequentialSampler(self.train_dataset)


def run(case, model_path, rows, steps):
    model = AutoModelForCausalLM.from_pretrained(model_path, dtype=torch.float32,
                                                 attn_implementation="eager")
    tokenizer = AutoTokenizer.from_pretrained(model_path)
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    lora = case.get("lora")
    peft = LoraConfig(r=lora["rank"], lora_alpha=lora["alpha"], lora_dropout=0.0,
                      target_modules="all-linear", task_type="CAUSAL_LM") if lora else None
    with tempfile.TemporaryDirectory() as folder:
        trainer = InOrder(model=model, args=dpo_config(case, folder, steps), train_dataset=Dataset.from_list(rows),
                          processing_class=tokenizer, peft_config=peft)
        start = None
        if lora:
            start = case["_save_start"]
            trainer.model.peft_config["default"].base_model_name_or_path = "stories260K"
            trainer.model.save_pretrained(start)
        trainer.train()
        return [{k: float("%.9g" % line[k]) for k in KEYS if k in line}
                for line in trainer.state.log_history if "loss" in line]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--learning-rate", type=float, default=2e-4)
    parser.add_argument("--lora-start", help="folder for the LoRA case's first adapter; without it no LoRA case")
    parser.add_argument("--only", nargs="*")
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = [json.loads(line) for line in open(options.data)]
    cases = dict(CASES)
    if options.lora_start:
        cases["lora"] = {"lora": {"rank": 8, "alpha": 16}, "_save_start": options.lora_start}
    golden = []
    for name, case in cases.items():
        if options.only and name not in options.only:
            continue
        case = {"learning_rate": options.learning_rate, **case}
        lines = run(case, options.model, rows, options.steps)
        config = {"method": "dpo", "dtype": "float32", "device": "cpu", "order": "sequential",
                  "max_steps": options.steps, "probe_every": 0, **{k: v for k, v in case.items() if k[0] != "_"}}
        golden.append({"name": name, "config": config, "lines": lines})
        print(name, [round(line["loss"], 5) for line in lines][:6], flush=True)
    with open(options.out, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(case) for case in golden) + "\n]\n")


if __name__ == "__main__":
    main()
