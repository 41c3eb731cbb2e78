"""The runs in which ours and TRL 1.16 must agree step by step: every loss of DPO, SFT, reward model, KTO, LoRA, and the
cases where trainers usually differ (messages, truncation, accumulation, warm-up)."""

BASE = {"batch_size": 4, "epochs": 4, "schedule": "constant", "learning_rate": 1e-3, "max_length": 512}
PAIRS, CHAT_PAIRS = "standard_preference", "conversational_preference"
LOSSES = ["sigmoid", "hinge", "ipo", "exo_pair", "nca_pair", "robust", "bco_pair", "sppo_hard", "aot", "aot_unpaired",
          "apo_zero", "apo_down", "discopop", "sft", "sigmoid_norm"]
SMOOTHING = {"exo_pair": 1e-3, "robust": 0.1}


def case(name, method, data, section=None, **rest):
    extra = {key: rest.pop(key) for key in ("template", "lora") if key in rest}
    config = {**BASE, **rest}
    if section:
        config[method] = section
    return {"name": name, "method": method, "data": data, "config": config, **extra}


def loss_case(loss):
    section = {"loss_type": [loss]}
    if loss in SMOOTHING:
        section["label_smoothing"] = SMOOTHING[loss]
    return case(f"dpo {loss}", "dpo", PAIRS, section)


LORA = {"rank": 8, "alpha": 16}
# For losses whose loss falls to nothing, or grows without bound, at the rate above: what is left of it then is rounding.
GENTLE = {"learning_rate": 2e-4}

DPO = [loss_case(loss) for loss in LOSSES] + [
    case("dpo implicit prompt", "dpo", "standard_implicit_prompt_preference"),
    case("dpo messages", "dpo", CHAT_PAIRS, template=True),
    case("dpo messages, implicit prompt", "dpo", "conversational_implicit_prompt_preference", template=True),
    case("dpo truncation", "dpo", PAIRS, {"loss_type": ["ipo"]}, max_length=12, **GENTLE),
    case("dpo accumulation", "dpo", PAIRS, batch_size=2, gradient_accumulation=3),
    case("dpo warm-up, cosine, decay", "dpo", PAIRS, schedule="cosine", warmup_steps=4, weight_decay=0.1),
    case("dpo linear, no clipping", "dpo", PAIRS, schedule="linear", max_grad_norm=0),
    case("dpo mix", "dpo", PAIRS, {"loss_type": ["sigmoid", "bco_pair", "sft"], "loss_weights": [0.8, 0.2, 1.0]}),
    case("dpo forward_kl", "dpo", PAIRS, {"f_divergence": "forward_kl"}, **GENTLE),
    case("dpo js_divergence, ipo", "dpo", PAIRS, {"f_divergence": "js_divergence", "loss_type": ["ipo"]}, **GENTLE),
    case("dpo alpha_divergence", "dpo", PAIRS, {"f_divergence": "alpha_divergence"}, learning_rate=1e-4),
    case("dpo ld_alpha", "dpo", PAIRS, {"ld_alpha": 0.5}),
    case("dpo weighting", "dpo", PAIRS, {"use_weighting": True}),
    case("dpo LoRA", "dpo", PAIRS, lora=LORA, learning_rate=1e-2),
    case("dpo LoRA continued", "dpo", PAIRS, lora={**LORA, "b": 0.02}, learning_rate=2e-3),
    case("dpo rsLoRA", "dpo", PAIRS, lora={**LORA, "rslora": True}, learning_rate=2e-3),
]

SFT = [
    case("sft prompt and completion", "sft", "standard_prompt_completion"),
    case("sft text", "sft", "standard_language_modeling"),
    case("sft whole rows", "sft", "standard_prompt_completion", {"completion_only": False}),
    case("sft messages", "sft", "conversational_language_modeling", template=True),
    case("sft assistant only", "sft", "conversational_language_modeling", {"assistant_only": True}, template=True),
    case("sft prompt messages", "sft", "conversational_prompt_completion", template=True),
    case("sft truncation", "sft", "standard_prompt_completion", max_length=10),
    case("sft accumulation", "sft", "standard_prompt_completion", batch_size=2, gradient_accumulation=3),
    case("sft warm-up", "sft", "standard_prompt_completion", schedule="linear", warmup_steps=3),
    case("sft LoRA", "sft", "standard_prompt_completion", lora=LORA, learning_rate=1e-2),
]

REWARD = [
    case("reward", "reward", PAIRS),
    case("reward centred", "reward", PAIRS, {"center_coefficient": 0.01}),
    case("reward margin", "reward", "margins"),
    case("reward implicit prompt", "reward", "standard_implicit_prompt_preference"),
    case("reward messages", "reward", CHAT_PAIRS, template=True),
    case("reward dropped rows", "reward", PAIRS, max_length=16),
    case("reward accumulation", "reward", PAIRS, batch_size=2, gradient_accumulation=3),
]

KTO = [
    case("kto", "kto", "standard_unpaired_preference"),
    case("kto weights", "kto", "standard_unpaired_preference",
         {"desirable_weight": 0.7, "undesirable_weight": 1.3, "beta": 0.3}, **GENTLE),
    case("kto pairs", "kto", PAIRS),
    case("kto pairs, implicit prompt", "kto", "standard_implicit_prompt_preference"),
    case("kto messages", "kto", "conversational_unpaired_preference", template=True),
    case("kto truncation", "kto", "standard_unpaired_preference", max_length=10),
    case("kto accumulation", "kto", "standard_unpaired_preference", batch_size=3, gradient_accumulation=2),
    case("kto LoRA", "kto", "standard_unpaired_preference", lora=LORA, learning_rate=1e-2),
]

WITHOUT_REFERENCE = [
    case("orpo", "orpo", PAIRS),
    case("orpo beta", "orpo", PAIRS, {"beta": 0.5}),
    case("cpo", "cpo", PAIRS),
    case("cpo without likelihood", "cpo", PAIRS, {"alpha": 0.0, "label_smoothing": 0.1}),
    case("simpo", "simpo", PAIRS, {"beta": 2.0, "gamma": 0.5}),
]

CASES = DPO + SFT + REWARD + KTO + WITHOUT_REFERENCE
