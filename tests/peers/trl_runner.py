"""What TRL logs at each step for one of our run.json, in float32 on the CPU: for goldens and for the peers suite.

A case is {"name", "method", "data", "config"} with, where needed, "template": true (a chat template for the tokenizer),
"lora": {rank, alpha} (a new adapter, saved to `work`/adapter before training; "lora_b" fills its B) and "head": true
(reward: a score head, saved to `work`/model). prepare() makes the folders both sides start from.
"""
import json
import os
import shutil
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")

import torch
from datasets import Dataset, disable_progress_bars
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM, AutoModelForSequenceClassification, AutoTokenizer, set_seed
from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer, SFTConfig, SFTTrainer
from trl.experimental.cpo import CPOConfig, CPOTrainer
from trl.experimental.orpo import ORPOConfig, ORPOTrainer

TEMPLATE = (
    "{% for m in messages %}{% if m.role == 'assistant' %}{{ 'Answer: ' }}{% generation %}{{ m.content }}"
    "{{ eos_token }}{% endgeneration %}{% else %}{{ 'Question: ' + m.content }}{% endif %}{{ '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ 'Answer: ' }}{% endif %}"
)
KEYS = {"loss", "grad_norm", "learning_rate", "epoch", "num_tokens", "entropy", "mean_token_accuracy", "accuracy",
        "margin", "min_reward", "mean_reward", "max_reward", "kl", "nll_loss", "log_odds_ratio", "log_odds_chosen"}
CONFIGS = {"dpo": DPOConfig, "sft": SFTConfig, "reward": RewardConfig, "kto": KTOConfig, "orpo": ORPOConfig,
           "cpo": CPOConfig, "simpo": CPOConfig}
TRAINERS = {"dpo": DPOTrainer, "sft": SFTTrainer, "reward": RewardTrainer, "kto": KTOTrainer, "orpo": ORPOTrainer,
            "cpo": CPOTrainer, "simpo": CPOTrainer}
# our section's key -> TRL's argument, where they differ
NAMES = {"f_divergence": "f_divergence_type", "f_alpha": "f_alpha_divergence_coef",
         "completion_only": "completion_only_loss", "assistant_only": "assistant_only_loss",
         "center_coefficient": "center_rewards_coefficient", "gamma": "simpo_gamma", "alpha": "cpo_alpha"}
ALWAYS = {"simpo": {"loss_type": "simpo", "cpo_alpha": 0.0}}
# TRL's older trainers average these over padding too
NOT_COMPARABLE = {"orpo": {"logits/chosen", "logits/rejected"}, "cpo": {"logits/chosen", "logits/rejected"},
                  "simpo": {"logits/chosen", "logits/rejected", "nll_loss"}}


def arguments(case, work):
    config = case["config"]
    section = {NAMES.get(key, key): value for key, value in config.get(case["method"], {}).items()}
    return CONFIGS[case["method"]](
        output_dir=str(work / "trl"), report_to=[], use_cpu=True, bf16=False, fp16=False, gradient_checkpointing=False,
        logging_steps=1, save_strategy="no", disable_tqdm=True, dataloader_pin_memory=False, seed=42,
        num_train_epochs=config.get("epochs", 1), max_steps=config.get("max_steps", -1),
        per_device_train_batch_size=config.get("batch_size", 4),
        gradient_accumulation_steps=config.get("gradient_accumulation", 1),
        learning_rate=config["learning_rate"], lr_scheduler_type=config.get("schedule", "linear"),
        warmup_steps=config.get("warmup_steps", 0), weight_decay=config.get("weight_decay", 0.0),
        max_grad_norm=config.get("max_grad_norm", 1.0), max_length=config.get("max_length", 1024), **section,
        **ALWAYS.get(case["method"], {}))


def in_order(trainer):
    class InOrder(trainer):
        def _get_train_sampler(self, *args, **kwargs):
            return torch.utils.data.SequentialSampler(self.train_dataset)

    return InOrder


def load_model(case, model):
    if case["method"] == "reward":
        return AutoModelForSequenceClassification.from_pretrained(
            model, num_labels=1, dtype=torch.float32, attn_implementation="eager")
    return AutoModelForCausalLM.from_pretrained(model, dtype=torch.float32, attn_implementation="eager")


def prepare(case, model, work, adapter=None):
    """Folders the case starts from: `work`/model (with template or head), `work`/adapter (a copy of `adapter`)."""
    shutil.copytree(model, work / "model")
    if case.get("template"):
        (work / "model/chat_template.jinja").write_text(TEMPLATE)
    set_seed(42)
    if case["method"] == "reward":
        start = load_model(case, model)
        start.config.pad_token_id = AutoTokenizer.from_pretrained(model).eos_token_id
        start.save_pretrained(work / "model")
    if adapter and "lora" in case:
        shutil.copytree(adapter, work / "adapter")
    elif "lora" in case:
        lora = case["lora"]
        config = LoraConfig(r=lora["rank"], lora_alpha=lora["alpha"], lora_dropout=0.0, target_modules="all-linear",
                            task_type="CAUSAL_LM", use_rslora=lora.get("rslora", False))
        adapter = get_peft_model(load_model(case, work / "model"), config)
        for name, parameter in adapter.named_parameters():
            if "lora_B" in name and lora.get("b"):
                torch.nn.init.normal_(parameter, std=lora["b"])
        adapter.save_pretrained(work / "adapter")


def trl_lines(case, rows, work):
    """TRL's log lines of the case, from the folders that prepare() made."""
    disable_progress_bars()
    tokenizer = AutoTokenizer.from_pretrained(work / "model")
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    model = load_model(case, work / "model")
    if "lora" in case:
        model = PeftModel.from_pretrained(model, work / "adapter", is_trainable=True)
    trainer = in_order(TRAINERS[case["method"]])(model=model, args=arguments(case, work),
                                                 train_dataset=Dataset.from_list(rows), processing_class=tokenizer)
    trainer.train()
    left_out = set(NOT_COMPARABLE.get(case["method"], set()))
    if case["config"].get("cpo", {}).get("alpha") == 0:
        left_out.add("nll_loss")  # TRL logs 0 for a term that is not computed
    return [{key: float("%.9g" % value) for key, value in line.items()
             if (key in KEYS or "/" in key) and key not in left_out}
            for line in trainer.state.log_history if "loss" in line]


def our_config(case, work):
    """run.json of the case without data."""
    config = {"format": 1, "method": case["method"], "model": str(work / "model"), "dtype": "float32", "device": "cpu",
              "threads": 1, "order": "sequential", "probe_every": 0, **case["config"]}
    if "lora" in case:
        config["lora"] = {"init": str(work / "adapter")}
    return config


def data_file(case, data):
    """The case's rows; `data` is tests/data."""
    path = Path(data) / "formats" / f"{case['data']}.jsonl"
    return path if path.exists() else Path(data) / "training" / f"{case['data']}.jsonl"


def read_rows(path):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]
