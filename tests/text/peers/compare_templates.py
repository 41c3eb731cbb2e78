"""llama.cpp's models/templates rendered here and by jinja2 as transformers sets it up.

usage: compare_templates.py HELPER TEMPLATES     (the peers' environment)
A JSON line a template; exit 1 if a render differs, or one side renders what the other refuses.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "golden"))
import make_chat_template_golden as golden  # noqa: E402

HELPER, TEMPLATES = sys.argv[1], Path(sys.argv[2])

WEATHER = {"type": "function", "function": {
    "name": "get_weather", "description": "The weather of a place, in °C",
    "parameters": {"type": "object", "required": ["place"], "properties": {
        "place": {"type": "string", "description": "City & country"}, "days": {"type": "integer", "default": 1},
        "unit": {"type": "string", "enum": ["C", "F"]}, "tags": {"type": "array", "items": {"type": "string"}}}}}}
CALL = {"id": "call00001", "type": "function", "function": {"name": "get_weather", "arguments": {"place": "Köln, DE", "days": 2}}}
CALL_AS_TEXT = {**CALL, "function": {**CALL["function"], "arguments": '{"place": "Köln, DE", "days": 2}'}}
USER = {"role": "user", "content": "How warm is it in Köln?\n"}
CONVERSATIONS = {
    "one question": ([USER], None, {}),
    "with system": ([{"role": "system", "content": " Be brief. "}, USER], None, {}),
    "two turns": ([USER, {"role": "assistant", "content": "12 °C."}, {"role": "user", "content": "And <b>tomorrow</b>?"}], None, {}),
    "ends with an answer": ([USER, {"role": "assistant", "content": "12 °C."}], None, {}),
    "thinking": ([USER, {"role": "assistant", "content": "<think>\nhm\n</think>\n\n12", "reasoning_content": "hm"}, USER], None, {}),
    "no thinking": ([USER], None, {"enable_thinking": False, "thinking": False}),
    "tools": ([{"role": "system", "content": "Use tools."}, USER], [WEATHER], {}),
    "tool call": ([USER, {"role": "assistant", "content": "", "tool_calls": [CALL]},
                   {"role": "tool", "name": "get_weather", "tool_call_id": "call00001", "content": '{"t": 12}'}], [WEATHER], {}),
    "tool call as text": ([USER, {"role": "assistant", "content": None, "tool_calls": [CALL_AS_TEXT]},
                           {"role": "tool", "name": "get_weather", "tool_call_id": "call00001", "content": "12"},
                           {"role": "assistant", "content": "12 °C."}, USER], [WEATHER], {}),
    "functions in words": ([{"role": "system", "content": "Use them."}, USER], [WEATHER["function"]], {
        "functions": json.dumps([WEATHER["function"]]), "datetime": "2024-07-26 10:00", "documents": [{"title": "a", "text": "b"}]}),
    "tools as Cohere writes them": ([USER], [{"name": "get_weather", "description": "The weather", "parameter_definitions": {
        "place": {"type": "str", "description": "City", "required": True}, "days": {"type": "int", "required": False}}}], {}),
    "parts": ([{"role": "user", "content": [{"type": "text", "text": "What is"}, {"type": "text", "text": " this?"}]}], None, {}),
    "two users": ([USER, USER], None, {}),
    "nothing": ([], None, {}),
}


def jobs_of(source):
    return [{"name": name, "template": source, "messages": messages, "tools": tools, "kwargs": kwargs, "generate": generate}
            for name, (messages, tools, kwargs) in CONVERSATIONS.items() for generate in (True, False)]


def theirs(job):
    try:
        made = golden.environment().from_string(job["template"])
        return {"text": made.render(messages=job["messages"], tools=job["tools"], **{
            "documents": None, "bos_token": "<bos>", "eos_token": "<eos>", "add_generation_prompt": job["generate"], **job["kwargs"]})}
    except Exception as error:  # whatever stops jinja2 must stop ours
        return {"error": str(error), "raised": isinstance(error, golden.Raised)}


def ours(jobs):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(jobs, file)
        file.flush()
        return json.loads(subprocess.run([HELPER, "render", file.name], capture_output=True, text=True, check=True).stdout)


def differs(mine, expected):
    if "text" in expected or "text" in mine:
        return mine.get("text") != expected.get("text")
    return expected["raised"] and mine["error"] != expected["error"]


def main():
    failed = count = 0
    for path in sorted(TEMPLATES.glob("*.jinja")):
        jobs = jobs_of(path.read_text(encoding="utf-8"))
        expected = [theirs(job) for job in jobs]
        wrong = [(job["name"], mine, want) for job, mine, want in zip(jobs, ours(jobs), expected) if differs(mine, want)]
        rendered = sum("text" in want for want in expected)
        failed, count = failed + bool(wrong) + (rendered == 0), count + len(jobs)
        print(json.dumps({"template": path.name, "wrong": len(wrong), "of": len(jobs), "rendered": rendered, "first": wrong[:1]},
                         ensure_ascii=False), flush=True)
    print(json.dumps({"renders": count, "templates_failed": failed}))
    sys.exit(1 if failed or not count else 0)


if __name__ == "__main__":
    main()
