"""Scores after llama.cpp's samplers, for tests/sampling/tst_processors.cpp: those that transformers lacks.

    pip download --no-deps --no-binary :all: llama-cpp-python==0.3.36
    python tests/golden/make_llama_sampler_golden.py llama_cpp_python-0.3.36.tar.gz > tests/data/sampling/llama_samplers.json
"""
import json
import pathlib
import random
import subprocess
import sys
import tarfile
import tempfile

V = 80
random.seed(5)
ROWS = {
    "random": [round(random.gauss(0, 3), 4) for _ in range(V)],
    "peaked": [round(random.gauss(0, 1), 4) + (9 if i == 21 else 0) for i in range(V)],
    "negative": [round(-40 * random.random(), 4) for _ in range(V)],
}
PATTERN = [7, 8, 9, 10, 3, 7, 8, 9, 11, 4, 8, 9, 10, 3, 7, 8, 9]
BROKEN = [7, 8, 2, 9, 10, 5, 7, 8, 2, 9]
CASES = [  # our parameters, the sampler and its numbers, the history
    ({"temperature": 1.2, "dynamic_temperature_range": 0.5}, "dynamic_temperature", [1.2, 0.5, 1], []),
    ({"temperature": 0.8, "dynamic_temperature_range": 0.7, "dynamic_temperature_exponent": 2.5},
     "dynamic_temperature", [0.8, 0.7, 2.5], []),
    ({"temperature": 0.5, "dynamic_temperature_range": 3}, "dynamic_temperature", [0.5, 3, 1], []),
    ({"top_n_sigma": 0.2}, "top_n_sigma", [0.2], []),
    ({"top_n_sigma": 1}, "top_n_sigma", [1], []),
    ({"top_n_sigma": 2.5}, "top_n_sigma", [2.5], []),
    ({"xtc_probability": 1, "xtc_threshold": 0.02}, "xtc", [0.02], []),
    ({"xtc_probability": 1, "xtc_threshold": 0.1}, "xtc", [0.1], []),
    ({"xtc_probability": 1, "xtc_threshold": 0.4}, "xtc", [0.4], []),
    ({"repetition_penalty": 1.3, "penalty_window": 4}, "penalties", [4, 1.3, 0, 0], PATTERN),
    ({"frequency_penalty": 0.7}, "penalties", [64, 1, 0.7, 0], PATTERN),
    ({"presence_penalty": 1.1}, "penalties", [64, 1, 0, 1.1], PATTERN),
    ({"repetition_penalty": 1.2, "frequency_penalty": 0.3, "presence_penalty": -0.4, "penalty_window": 9}, "penalties",
     [9, 1.2, 0.3, -0.4], PATTERN),
    ({"dry_multiplier": 0.8}, "dry", [0.8, 1.75, 2, 64], PATTERN),
    ({"dry_multiplier": 2, "dry_base": 1.2, "dry_allowed_length": 1, "dry_window": 8}, "dry", [2, 1.2, 1, 8], PATTERN),
    ({"dry_multiplier": 0.8, "dry_allowed_length": 4}, "dry", [0.8, 1.75, 4, 64], PATTERN),
    ({"dry_multiplier": 0.8, "dry_allowed_length": 1}, "dry", [0.8, 1.75, 1, 64, 1, 2], BROKEN),
    ({"dry_multiplier": 0.8, "dry_allowed_length": 1}, "dry", [0.8, 1.75, 1, 64, 2, 7, 8], BROKEN),
    ({"dry_multiplier": 0.8, "dry_allowed_length": 1}, "dry", [0.8, 1.75, 1, 64, 1, 10], PATTERN),
    ({"mirostat_tau": 3, "mirostat_eta": 0.1}, "mirostat", [3, 0.1], []),
    ({"mirostat_tau": 1, "mirostat_eta": 0.7}, "mirostat", [1, 0.7], []),
]


def build(archive, folder):
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    llama = next(pathlib.Path(folder).glob("llama_cpp_python-*/vendor/llama.cpp"))
    driver = pathlib.Path(__file__).with_name("llama_sampler_driver.cpp")
    includes = [f"-I{llama / path}" for path in ("src", "include", "ggml/include", "ggml/src", "vendor")]
    program = pathlib.Path(folder) / "driver"
    subprocess.run(["g++", "-std=c++17", "-O1", "-no-pie", *includes, str(driver), str(llama / "src/llama-sampler.cpp"),
                    "-o", str(program), "-Wl,--unresolved-symbols=ignore-all"], check=True)
    return program


def question(name, numbers, history, row, steps):
    parts = [name]
    for word, values in (("numbers", numbers), ("history", history), ("logits", row), ("steps", [steps])):
        parts += [word, str(len(values)), *map(str, values)]
    return " ".join(parts) + "\n"


def breakers_of(numbers):
    """dry's numbers after the first four: a count and as many tokens, again and again."""
    rest, found = list(map(int, numbers[4:])), []
    while rest:
        found.append(rest[1:1 + rest[0]])
        rest = rest[1 + rest[0]:]
    return found


def main():
    with tempfile.TemporaryDirectory() as folder:
        program = build(sys.argv[1], folder)
        out = {"llama_cpp_python": "0.3.36", "rows": ROWS, "cases": []}
        for row_name, row in ROWS.items():
            for parameters, name, numbers, history in CASES:
                steps = 6 if name == "mirostat" else 1
                done = subprocess.run([program], input=question(name, numbers, history, row, steps), text=True,
                                      capture_output=True, check=True)
                lines = [line.split() for line in done.stdout.splitlines()]
                out["cases"].append({
                    "row": row_name, "parameters": parameters, "history": history,
                    "breakers": breakers_of(numbers) if name == "dry" else [],
                    "scores": [[None if x == "-" else float(x) for x in line[:-1]] for line in lines],
                    "drawn": [int(line[-1]) for line in lines]})
        json.dump(out, sys.stdout, separators=(",", ":"))


main()
