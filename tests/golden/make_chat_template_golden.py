#!/usr/bin/env python3
"""Writes what jinja2 makes of chat templates: tests/data/chat_templates/snippets.json (small templates, one
construct each) and renders.json (the whole templates beside it over whole conversations).

Needs jinja2 3.1. The environment is set up as transformers sets it for chat templates: immutable sandbox,
trim_blocks, lstrip_blocks, loop controls, its own tojson, raise_exception and strftime_now.
Run: python tests/golden/make_chat_template_golden.py
"""
import datetime
import json
import pathlib

import jinja2
from jinja2 import nodes
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

DATE = datetime.date(2024, 7, 26)
OUT = pathlib.Path(__file__).resolve().parent.parent / "data" / "chat_templates"


class Generation(Extension):
    """{% generation %}: a block that is rendered as it stands, in a scope of its own."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


class Raised(Exception):
    pass


def raise_exception(message):
    raise Raised(message)


def environment():
    env = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    env.filters["tojson"] = tojson
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: DATE.strftime(form)
    return env


MESSAGES = [
    {"role": "system", "content": "Be terse."},
    {"role": "user", "content": "  What is 2+2?\n"},
    {"role": "assistant", "content": "Four — \"4\".", "tool_calls": [
        {"type": "function", "function": {"name": "add", "arguments": {"a": 2, "b": 2.5, "ok": True, "no": None}}}]},
    {"role": "tool", "name": "add", "content": "4"},
]
TOOLS = [{"type": "function", "function": {"name": "add", "description": "Adds ünits <b>&</b>",
          "parameters": {"type": "object", "properties": {"a": {"type": "number"}}, "required": ["a"]}}}]
KWARGS = {"n": 7, "pi": 3.25, "word": "héllo wörld", "flag": True, "empty": "", "nothing": None,
          "numbers": [3, 1, 2, 3], "words": ["pear", "Apple", "fig"], "table": {"b": 2, "a": 1, "C": 3},
          "rows": [{"k": "x", "v": 1}, {"k": "y", "v": 0}, {"k": "x", "v": 2}], "big": 9007199254740993,
          "nested": {"list": [1, [2, {"x": "y"}]], "t": "it's"}}

SNIPPETS = {
    # text and whitespace
    "plain text": "hello\nworld",
    "last newline dropped": "hello\n",
    "only one last newline dropped": "hello\n\n",
    "windows line ends": "a\r\nb{{ 1 }}\rc\r\n",
    "trim blocks": "{% if true %}\nx\n{% endif %}\ny",
    "trim blocks keeps second newline": "{% if true %}\n\nx{% endif %}",
    "lstrip blocks": "a\n   {% if true %}\nb\n   {% endif %}\nc",
    "lstrip at the start": "   {% if true %}x{% endif %}",
    "lstrip not behind text": "a   {% if true %}x{% endif %}",
    "lstrip not for variables": "a\n   {{ 1 }}",
    "lstrip tabs": "a\n\t {% set x = 1 %}\n{{ x }}",
    "lstrip turned off": "a\n   {%+ if true %}x{% endif %}",
    "trim turned off": "{% if true +%}\nx{% endif %}",
    "minus left and right": "a \n {%- if true -%} \n b \n {%- endif -%} \n c",
    "minus variable": "a \n {{- 1 -}} \n b",
    "plus variable": "a {{+ 1 }} b",
    "comment": "a{# hidden {{ x }} #}b",
    "comment trims": "a\n  {# c #}\nb",
    "comment minus": "a  {#- c -#}  b",
    "comment over lines": "{# a\nb #}c",
    "raw": "{% raw %}{{ x }}{% y %}{% endraw %}z",
    "raw minus": "a {%- raw -%} {{ x }} {%- endraw -%} b",
    "raw lines": "{% raw %}\n a\n {% endraw %}\nb",
    "tag after tag on a line": "{% if true %}{% if true %}\nx{% endif %}{% endif %}",
    "whitespace after variable then block": "{{ 1 }}  {% if true %}x{% endif %}",
    # literals and printing
    "strings": "{{ 'a' }}{{ \"b\" }}{{ 'c' 'd' }}",
    "escapes": r"{{ 'a\n\t\\\'\"\x41\u00e9\U0001F600\q\101' }}",
    "newline in text": "{{ 'a\nb' }}",
    "numbers": "{{ 1 }} {{ 1.0 }} {{ 1e3 }} {{ 1.5e-7 }} {{ 1_000 }} {{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1e16 }} {{ 123456789.125 }} {{ 1e22 }} {{ 0.0001 }} {{ 0.00001 }}",
    "constants": "{{ true }} {{ True }} {{ false }} {{ none }} {{ None }}",
    "list prints": "{{ [1, 'a', \"it's\", 2.0, true, none, [], ()] }}",
    "dict prints": "{{ {'a': 1, 2: 'b', 'c': {'d': [1]}} }}",
    "tuple prints": "{{ (1, 2) }} {{ (1,) }} {{ () }} {{ 1, 2 }}",
    "text prints escaped in a list": "{{ ['a\\nb', 'é', '\\x00', '\\\\', 'a\\'b\"c'] }}",
    "braces in a variable": "{{ {'a': {'b': 1}}['a']['b'] }}",
    "trailing commas": "{{ [1, 2,] }} {{ {'a': 1,} }}",
    "big number": "{{ big }} {{ big + 1 }}",
    "nothing selected from nothing": "{{ nothing | selectattr('a', 'equalto', 1) | list }}{{ missing | reject('none') | list }}{{ nothing | map('upper') | list }}{{ missing | map(attribute='x') | list | length }}",
    # arithmetic
    "arithmetic": "{{ 1 + 2 * 3 - 4 }} {{ 7 / 2 }} {{ 7 // 2 }} {{ -7 // 2 }} {{ 7 % 3 }} {{ -7 % 3 }} {{ 2 ** 10 }} {{ 2 ** -1 }} {{ 4 / 2 }}",
    "float arithmetic": "{{ 7.5 // 2 }} {{ -7.5 % 2 }} {{ 0.1 + 0.2 }} {{ 1 / 3 }} {{ 2 ** 0.5 }}",
    "bool arithmetic": "{{ true + 1 }} {{ true * 3 }} {{ -true }}",
    "unary": "{{ -n }} {{ +n }} {{ --n }} {{ -n | abs }} {{ -2 ** 2 }}",
    "text times number": "{{ 'ab' * 3 }} {{ 2 * 'x' }} {{ [1] * 2 }} {{ 'a' * -1 }}|",
    "plus joins": "{{ 'a' + 'b' }} {{ [1] + [2] }} {{ (1,) + (2,) }}",
    "tilde": "{{ 'a' ~ 1 ~ 2.5 ~ none ~ true ~ missing ~ [1] }}",
    "tilde binds weaker than times": "{{ 2 * 3 ~ 4 + 1 if false else 2 * 3 ~ 4 }}",
    "percent formats": "{{ '%s is %d and %.2f %5d|%-5s|%05d %x %%' % ('a', 3, 2.345, 42, 'b', 7, 255) }}",
    "percent one value": "{{ '%s!' % 'a' }} {{ '%d' % 3.9 }} {{ '%s' % [1] }}",
    "percent by key": "{{ '%(a)s-%(b)r' % {'a': 1, 'b': 'x'} }}",
    # comparison and logic
    "compare": "{{ 1 < 2 }} {{ 2 <= 1 }} {{ 1 == 1.0 }} {{ true == 1 }} {{ 'a' != 'b' }} {{ 'a' < 'b' }} {{ [1, 2] < [1, 3] }} {{ (1, 2) == [1, 2] }}",
    "chained": "{{ 1 < 2 < 3 }} {{ 1 < 3 < 2 }} {{ 1 < 2 == 2 }}",
    "logic gives operands": "{{ 0 or 'x' }} {{ 'a' and 'b' }} {{ '' and 'b' }}| {{ not 0 }} {{ not not 1 }} {{ none or false }}",
    "in": "{{ 1 in [1, 2] }} {{ 'a' in 'abc' }} {{ 'z' not in 'abc' }} {{ 'a' in table }} {{ 3 in (1, 2) }} {{ not 'a' in 'b' }}",
    "in undefined": "{{ 1 in missing }}",
    "truth": "{% for x in [0, 1, '', 'a', [], [0], {}, {'a': 1}, none, 0.0, ()] %}{{ 'T' if x else 'F' }}{% endfor %}",
    "inline if": "{{ 'a' if flag else 'b' }} {{ 'a' if not flag else 'b' }} {{ 'a' if empty }}|",
    "inline if nested": "{{ 1 if false else 2 if false else 3 }} {{ (1 if flag) }}",
    "equal undefined": "{{ missing == missing }} {{ missing == none }} {{ missing != 1 }}",
    # names, attributes, subscripts
    "attribute and key": "{{ messages[0].role }} {{ messages[0]['content'] }} {{ messages[-1].name }}",
    "method wins over key": "{{ {'items': 1}['items'] }} {{ {'items': 1}.items is callable }} {{ {'x': 1}['items'] is callable }}",
    "missing key is undefined": "{{ messages[0].nothing }}|{{ messages[0]['nothing'] }}|{{ numbers[9] }}|{{ missing }}|",
    "numbers behind a dot": "{{ numbers.0 }} {{ nested.list.1.1.x }}",
    "text index": "{{ word[1] }} {{ word[-1] }} {{ 'héé'[2] }}",
    "slices": "{{ numbers[1:] }} {{ numbers[:-1] }} {{ numbers[::2] }} {{ numbers[::-1] }} {{ word[1:4] }} {{ word[::-1] }} {{ (1, 2, 3)[1:] }} {{ numbers[5:] }} {{ numbers[-2:99] }} {{ numbers[3:0:-2] }}",
    "messages without the first": "{% for m in messages[1:] %}{{ loop.index0 }}{{ m.role }};{% endfor %}",
    "dict with other keys": "{{ {1: 'a', 2.5: 'b', none: 'c', true: 'd'}[1] }} {{ {2.5: 'b'}[2.5] }} {{ {(1, 2): 't'}[(1, 2)] }}",
    "undefined attribute fails": "{{ missing.attribute }}",
    "undefined key fails": "{{ missing['key'] }}",
    "undefined of a key fails": "{{ messages[0].nothing.more }}",
    "undefined call fails": "{{ missing() }}",
    "undefined plus fails": "{{ missing + 'a' }}",
    "undefined less fails": "{{ missing < 1 }}",
    "none attribute is undefined": "{{ nothing.x }}|",
    "not callable fails": "{{ word() }}",
    # statements
    "if elif else": "{% for x in [1, 2, 3] %}{% if x == 1 %}a{% elif x == 2 %}b{% else %}c{% endif %}{% endfor %}",
    "for else": "{% for x in [] %}x{% else %}none{% endfor %}{% for x in [1] %}x{% else %}none{% endfor %}",
    "for filter": "{% for x in numbers if x > 1 %}{{ loop.index }}/{{ loop.length }}:{{ x }} {% else %}-{% endfor %}",
    "for filter all out": "{% for x in numbers if x > 9 %}x{% else %}-{% endfor %}",
    "for unpacking": "{% for k, v in table.items() %}{{ k }}={{ v }};{% endfor %}{% for a, (b, c) in [(1, (2, 3))] %}{{ a }}{{ b }}{{ c }}{% endfor %}",
    "for over text and dict": "{% for c in 'aé' %}{{ c }}.{% endfor %}{% for k in table %}{{ k }}{% endfor %}",
    "for over undefined": "{% for x in missing %}x{% else %}empty{% endfor %}",
    "for over a number fails": "{% for x in 3 %}x{% endfor %}",
    "loop variables": "{% for x in 'abc' %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }} {% endfor %}",
    "loop neighbours": "{% for x in 'abc' %}[{{ loop.previtem }}<{{ x }}>{{ loop.nextitem }}]{% endfor %}",
    "loop neighbour undefined": "{% for x in 'ab' %}{{ loop.previtem is defined }}{{ loop.nextitem is defined }}{% endfor %}",
    "loop cycle": "{% for x in 'abcd' %}{{ loop.cycle('o', 'e') }}{% endfor %}",
    "loop nested": "{% for x in 'ab' %}{% for y in 'cd' %}{{ loop.index }}{{ loop.depth }}{% endfor %}{{ loop.index }}{% endfor %}",
    "break and continue": "{% for x in range(9) %}{% if x == 1 %}{% continue %}{% endif %}{% if x == 4 %}{% break %}{% endif %}{{ x }}{% endfor %}",
    "set stays inside for": "{% set x = 1 %}{% for y in 'ab' %}{{ x }}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}",
    "set in if stays": "{% if true %}{% set x = 5 %}{% endif %}{{ x }}",
    "set several": "{% set a, b = 1, 'x' %}{{ a }}{{ b }}{% set a, b = b, a %}{{ a }}{{ b }}",
    "set too few fails": "{% set a, b = [1] %}",
    "set block": "{% set x %}a{{ 1 }}b{% endset %}[{{ x }}]",
    "set block filter": "{% set x | upper | trim %} abc {% endset %}[{{ x }}]",
    "namespace": "{% set ns = namespace(x=1, y='a') %}{% for i in [1, 2] %}{% set ns.x = ns.x + i %}{% endfor %}{{ ns.x }}{{ ns.y }}{{ ns.z is defined }}",
    "namespace from dict": "{% set ns = namespace({'a': 1}, b=2) %}{{ ns.a }}{{ ns.b }}{{ ns['a'] }}",
    "namespace list grows": "{% set ns = namespace(l=[]) %}{% for i in range(3) %}{% set ns.l = ns.l + [i] %}{% endfor %}{{ ns.l }}",
    "attribute of no namespace fails": "{% set d = {} %}{% set d.x = 1 %}",
    "macro": "{% macro hi(name, mark='!') %}hi {{ name }}{{ mark }}{% endmacro %}{{ hi('a') }} {{ hi('b', '?') }} {{ hi(mark='.', name='c') }}",
    "macro defaults see parameters": "{% macro f(a, b=a) %}{{ a }}{{ b }}{% endmacro %}{{ f(1) }}",
    "macro missing argument": "{% macro f(a) %}[{{ a }}{{ a is defined }}]{% endmacro %}{{ f() }}",
    "macro too many fails": "{% macro f(a) %}{% endmacro %}{{ f(1, 2) }}",
    "macro unknown keyword fails": "{% macro f(a) %}{% endmacro %}{{ f(b=2) }}",
    "macro extra arguments": "{% macro f(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ f(1, 2, 3, x=4) }}",
    "macro spread": "{% macro f(a, b, c=0) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ f(*[1, 2], **{'c': 3}) }}",
    "macro recursion": "{% macro f(n) %}{{ n }}{% if n > 0 %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
    "macro sees later set": "{% macro f() %}{{ x }}{% endmacro %}{% set x = 1 %}{{ f() }}{% set x = 2 %}{{ f() }}",
    "macro has no loop": "{% macro f() %}{{ loop is defined }}{% endmacro %}{% for i in [1] %}{{ f() }}{% endfor %}",
    "macro without end fails": "{% macro f() %}x",
    "call block": "{% macro box(t) %}<{{ t }}>{{ caller() }}</>{% endmacro %}{% call box('a') %}in {{ n }}{% endcall %}",
    "call block with parameters": "{% macro each(l) %}{% for x in l %}{{ caller(x) }}{% endfor %}{% endmacro %}{% call(v) each(numbers) %}[{{ v }}]{% endcall %}",
    "filter block": "{% filter upper %}ab{{ 'c' }}{% endfilter %}",
    "filter block chained": "{% filter trim | replace('a', 'b') %} aa {% endfilter %}|",
    "with": "{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}{{ a is defined }}",
    "generation": "{% generation %}a{{ 1 }}{% endgeneration %}",
    "generation in a loop": "{% for m in messages %}\n{% if m.role == 'assistant' %}\n{% generation %}\n{{ m.content }}{% endgeneration %}\n{% endif %}\n{% endfor %}",
    "unknown tag fails": "{% frobnicate %}",
    "unclosed if fails": "{% if true %}x",
    "unclosed variable fails": "{{ 1 ",
    "unclosed text fails": "{{ 'abc }}",
    "stray end fails": "{% endif %}",
    "empty variable fails": "{{ }}",
    "bad operator fails": "{{ 1 ! 2 }}",
    "mismatched brackets fail": "{{ (1] }}",
    "break outside a loop fails": "{% break %}",
    "unknown filter fails": "{{ 1 | frobnicate }}",
    "unknown test fails": "{{ 1 is frobnicated }}",
    # filters
    "trim": "[{{ '  a b ' | trim }}][{{ 'xxaxx' | trim('x') }}][{{ messages[1].content | trim }}]",
    "length": "{{ word | length }} {{ numbers | length }} {{ table | count }} {{ missing | length }}",
    "length of a number fails": "{{ n | length }}",
    "case": "{{ word | upper }} {{ 'ABC dE' | lower }} {{ 'abc dEF' | capitalize }} {{ \"it's a dog-day (x)\" | title }} {{ 'straße' | upper }}",
    "replace": "{{ 'aaa' | replace('a', 'b') }} {{ 'aaa' | replace('a', 'b', 2) }} {{ 'ab' | replace('', '-') }} {{ 121 | replace(1, 'x') }}",
    "default": "{{ missing | default('d') }} {{ missing | default }}| {{ none | default('d') }} {{ '' | default('d', true) }} {{ '' | d('d') }}| {{ none | default('d', boolean=true) }}",
    "int and float": "{{ '42' | int }} {{ '4.9' | int }} {{ 'x' | int }} {{ 'x' | int(7) }} {{ 3.9 | int }} {{ '0x1F' | int(base=16) }} {{ '1.5' | float }} {{ 'x' | float(2.5) }} {{ 3 | float }} {{ ' 5 ' | int }} {{ true | int }} {{ none | int }}",
    "string": "{{ 1 | string + 'a' }} {{ [1] | string }} {{ none | string }}",
    "round and abs": "{{ 2.5 | round }} {{ 3.5 | round }} {{ 2.675 | round(2) }} {{ 2.1 | round(0, 'ceil') }} {{ 2.19 | round(1, 'floor') }} {{ 5 | round }} {{ -3 | abs }} {{ (-3.5) | abs }} {{ 1234 | round(-2) }}",
    "join": "{{ numbers | join }} {{ numbers | join(', ') }} {{ rows | join('-', attribute='k') }} {{ 'abc' | join('.') }} {{ [] | join(',') }}|",
    "map": "{{ rows | map(attribute='k') | join(',') }} {{ words | map('upper') | list }} {{ rows | map(attribute='z', default='?') | list }} {{ words | map('replace', 'p', 'b') | list }} {{ nested.list | map('string') | list }}",
    "map without argument fails": "{{ rows | map | list }}",
    "select": "{{ numbers | select('odd') | list }} {{ numbers | reject('equalto', 3) | list }} {{ [0, 1, ''] | select | list }} {{ [0, 1, ''] | reject | list }} {{ numbers | select('>', 1) | list }} {{ numbers | select('in', [1, 2]) | list }}",
    "selectattr": "{{ rows | selectattr('v') | list | length }} {{ rows | selectattr('k', 'equalto', 'x') | map(attribute='v') | list }} {{ rows | rejectattr('v') | list }} {{ messages | selectattr('role', 'in', ['user', 'tool']) | map(attribute='role') | list }} {{ rows | selectattr('q', 'defined') | list }} {{ rows | selectattr('k', '==', 'y') | first }}",
    "first and last": "{{ numbers | first }} {{ numbers | last }} {{ 'abc' | first }} {{ [] | first }}| {{ table | first }} {{ rows | map(attribute='k') | first }}",
    "sort": "{{ numbers | sort }} {{ words | sort }} {{ words | sort(case_sensitive=true) }} {{ numbers | sort(reverse=true) }} {{ rows | sort(attribute='v') | map(attribute='v') | list }} {{ rows | sort(attribute='k,v') | map(attribute='v') | list }}",
    "sort mixed fails": "{{ [1, 'a'] | sort }}",
    "dictsort": "{{ table | dictsort }} {{ table | dictsort(true) }} {{ table | dictsort(false, 'value') }} {{ table | dictsort(reverse=true) }}",
    "unique": "{{ numbers | unique | list }} {{ ['a', 'A', 'b'] | unique | list }} {{ ['a', 'A'] | unique(true) | list }} {{ rows | unique(attribute='k') | map(attribute='v') | list }}",
    "min max sum": "{{ numbers | min }} {{ numbers | max }} {{ numbers | sum }} {{ words | min }} {{ rows | sum(attribute='v') }} {{ [1.5] | sum(start=2) }} {{ [] | max }}| {{ rows | max(attribute='v') }}",
    "reverse": "{{ 'abc' | reverse }} {{ numbers | reverse | list }}",
    "list": "{{ 'abc' | list }} {{ table | list }} {{ range(3) | list }} {{ missing | list }}",
    "items": "{% for k, v in table | items %}{{ k }}{{ v }}{% endfor %}{{ missing | items | list }}",
    "batch": "{{ range(5) | batch(2) | list }} {{ range(5) | batch(2, 'x') | list }}",
    "indent": "{{ 'a\nb\n\nc' | indent }}|{{ 'a\nb' | indent(2, true) }}|{{ 'a\n\nb' | indent('> ', blank=true) }}",
    "escape and safe": "{{ '<a href=\"x\">&\\'' | e }} {{ '<b>' | safe }}",
    "format": "{{ '%s-%s' | format('a', 1) }} {{ '%(x)s' | format(x=2) }}",
    "wordcount and center": "{{ 'a bc  d' | wordcount }} [{{ 'ab' | center(7) }}] [{{ 'abc' | center(8) }}]",
    "attr": "{{ {'a': 1} | attr('a') }}|{{ 'x' | attr('upper') is callable }}",
    "tojson": "{{ tools | tojson }}\n{{ messages[2] | tojson }}",
    "tojson values": "{{ [1, 1.0, 1e100, true, none, 'é\\n\\t\\\"\\\\/\\u0001\\u007f', (1, 2), {}, []] | tojson }} {{ {1: 2, none: 3, true: 4, 1.5: 5} | tojson }}",
    "tojson indented": "{{ tools | tojson(indent=4) }}\n{{ [] | tojson(indent=2) }}{{ {'a': []} | tojson(indent=2) }}{{ [1] | tojson(indent='--') }}",
    "tojson options": "{{ {'b': 'é😀', 'a': [1, 2]} | tojson(ensure_ascii=true) }} {{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }} {{ {'b': [1, 2]} | tojson(separators=(',', ':')) }} {{ [1, 2] | tojson(indent=2, separators=(',', ': ')) }}",
    "tojson undefined fails": "{{ missing | tojson }}",
    "tojson of an iterator fails": "{{ numbers | select | tojson }}",
    "filter binds before operators": "{{ 'a' ~ 'b' | upper }} {{ -3 | abs }} {{ 1 + 2 | string | length }}",
    "iterator is read once": "{% set it = numbers | select %}{{ it | list }}{{ it | list }}",
    # tests
    "defined": "{{ missing is defined }} {{ n is defined }} {{ missing is undefined }} {{ messages[0].x is defined }} {{ nothing is none }} {{ n is not none }}",
    "types": "{% for x in [1, 1.5, true, 'a', [1], {'a': 1}, none, (1,)] %}{{ x is string }}{{ x is number }}{{ x is integer }}{{ x is float }}{{ x is boolean }}{{ x is mapping }}{{ x is sequence }}{{ x is iterable }} {% endfor %}",
    "true and false": "{{ true is true }} {{ 1 is true }} {{ false is false }} {{ 0 is false }}",
    "number tests": "{{ 3 is odd }} {{ 4 is even }} {{ 9 is divisibleby 3 }} {{ 9 is divisibleby(2) }}",
    "comparison tests": "{{ 1 is eq 1 }} {{ 1 is ne 1 }} {{ 2 is gt 1 }} {{ 1 is lt 1 }} {{ 1 is ge(1) }} {{ 'a' is in 'abc' }} {{ 1 is equalto 1 }} {{ n is sameas n }}",
    "test precedence": "{{ n is defined and n > 3 }} {{ not n is defined }} {{ n is not defined or flag }}",
    "case tests": "{{ 'abc' is lower }} {{ 'ABC' is upper }} {{ 'Ab' is lower }}",
    "callable": "{{ range is callable }} {{ n is callable }}",
    "chained tests fail": "{{ 1 is number is number }}",
    # methods
    "strip": "[{{ ' a '.strip() }}][{{ 'xax'.lstrip('x') }}][{{ 'a\n\n'.rstrip() }}][{{ '..a..'.strip('.') }}]",
    "split": "{{ ' a b  c '.split() }} {{ 'a,b,,c'.split(',') }} {{ 'a,b,c'.split(',', 1) }} {{ 'a,b,c'.rsplit(',', 1) }} {{ 'a b c'.rsplit(none, 1) }} {{ 'a</think>b'.split('</think>')[-1] }} {{ ''.split() }} {{ ''.split(',') }} {{ 'a b c'.split(maxsplit=1) }}",
    "split on nothing fails": "{{ 'a'.split('') }}",
    "starts and ends": "{{ 'abc'.startswith('ab') }} {{ 'abc'.endswith('bc') }} {{ 'abc'.startswith(('x', 'a')) }} {{ 'abc'.endswith('abcd') }}",
    "starts with a number fails": "{{ 'abc'.startswith(1) }}",
    "text methods": "{{ 'aB'.upper() }} {{ 'aB'.lower() }} {{ 'aB cd'.title() }} {{ \"they're\".title() }} {{ 'aB'.capitalize() }} {{ 'aab'.replace('a', 'x', 1) }} {{ 'héllo'.find('l') }} {{ 'a'.find('z') }} {{ 'abcb'.rfind('b') }} {{ 'aba'.count('a') }}",
    "join method": "{{ ', '.join(words) }} {{ '-'.join('abc') }}",
    "join of numbers fails": "{{ ','.join(numbers) }}",
    "text questions": "{{ '12'.isdigit() }} {{ 'a1'.isalnum() }} {{ 'ab'.isalpha() }} {{ ' '.isspace() }} {{ ''.isdigit() }} {{ 'AB'.isupper() }}",
    "text pieces": "{{ 'a=b=c'.partition('=') }} {{ 'a=b=c'.rpartition('=') }} {{ 'abc'.removeprefix('a') }} {{ 'abc'.removesuffix('c') }} {{ 'a\nb\n'.splitlines() }} [{{ 'a'.ljust(3) }}] [{{ 'a'.rjust(3, '-') }}]",
    "text format": "{{ '{} and {}'.format('a', 1) }} {{ '{1}{0}'.format('a', 'b') }} {{ '{x}'.format(x=2) }} {{ '{{}}'.format() }} {{ '{!r}'.format('a') }}",
    "dict methods": "{{ table.get('a') }} {{ table.get('z') }} {{ table.get('z', 0) }} {{ table.keys() | list }} {{ table.values() | list }} {{ table.items() | list }} {{ table.items() }}",
    "list methods": "{{ numbers.index(2) }} {{ numbers.count(3) }}",
    "append is refused": "{% set x = [] %}{% set _ = x.append(1) %}",
    "pop is refused": "{{ numbers.pop() }}",
    "update is refused": "{{ table.update({'x': 1}) }}",
    "refused methods are undefined": "{{ numbers.append is defined }}",
    "unknown method fails": "{{ word.frobnicate() }}",
    # functions
    "range": "{{ range(3) | list }} {{ range(1, 4) | list }} {{ range(5, 0, -2) | list }} {{ range(3)[1] }} {% for i in range(2) %}{{ i }}{% endfor %}",
    "range too long fails": "{{ range(100001) }}",
    "dict function": "{{ dict(a=1, b='x') }} {{ dict([('k', 1)]) }} {{ dict({'a': 1}, b=2) }}",
    "raise exception": "before{{ raise_exception('roles must alternate: ' ~ messages[0].role) }}",
    "date": "{{ strftime_now('%d %b %Y') }} {{ strftime_now('%Y-%m-%d %A %B %j') }}",
    # the shapes published templates have
    "alternating roles": "{% for m in messages %}{% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% endfor %}",
    "role renamed": "{{ bos_token }}{% for message in messages %}{% if message['role'] == 'assistant' %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<turn>' + role + '\n' + message['content'] | trim + '</turn>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<turn>model\n' }}{% endif %}",
    "system message split off": "{%- if messages[0]['role'] == 'system' %}\n    {%- set system_message = messages[0]['content'] %}\n    {%- set loop_messages = messages[1:] %}\n{%- else %}\n    {%- set loop_messages = messages %}\n{%- endif %}\n\n{{- bos_token }}\n{%- for message in loop_messages %}\n    {%- if message['role'] == 'user' %}\n        {%- if loop.last and system_message is defined %}\n            {{- '[INST] ' + system_message + '\\n\\n' + message['content'] + '[/INST]' }}\n        {%- else %}\n            {{- '[INST] ' + message['content'] + '[/INST]' }}\n        {%- endif %}\n    {%- elif message['role'] == 'assistant' %}\n        {{- ' ' + message['content'] + eos_token }}\n    {%- endif %}\n{%- endfor %}",
    "tools listed": "{%- if tools %}\n    {{- '<tools>' }}\n    {%- for tool in tools %}\n        {{- '\\n' }}\n        {{- tool | tojson }}\n    {%- endfor %}\n    {{- '\\n</tools>\\n' }}\n{%- endif %}\n{%- for message in messages %}\n    {%- if message.tool_calls %}\n        {%- for tool_call in message.tool_calls %}\n            {%- if tool_call.function is defined %}\n                {%- set tool_call = tool_call.function %}\n            {%- endif %}\n            {{- '{\"name\": \"' + tool_call.name + '\", \"arguments\": ' + (tool_call.arguments | tojson) + '}' }}\n        {%- endfor %}\n    {%- endif %}\n{%- endfor %}",
    "thinking stripped": "{%- set ns = namespace(last=messages | length - 1, found=false) %}{%- for message in messages[::-1] %}{%- set index = (messages | length - 1) - loop.index0 %}{%- if not ns.found and message.role == 'user' and message.content is string %}{%- set ns.found = true %}{%- set ns.last = index %}{%- endif %}{%- endfor %}{{ ns.last }}{%- if enable_thinking is defined and enable_thinking is false %}off{%- endif %}",
    "content parts": "{%- macro text_of(content) -%}{%- if content is string -%}{{ content }}{%- elif content is iterable and content is not mapping -%}{%- for part in content -%}{%- if part['type'] == 'text' -%}{{ part.text }}{%- endif -%}{%- endfor -%}{%- else -%}{{ raise_exception('Unexpected content type.') }}{%- endif -%}{%- endmacro -%}{%- for m in messages -%}{{ text_of(m.content) | trim }};{%- endfor -%}{{ text_of([{'type': 'text', 'text': 'a'}, {'type': 'image'}]) }}",
    "date in the system message": "{%- if not date_string is defined %}\n    {%- set date_string = strftime_now('%d %b %Y') %}\n{%- endif %}\n{{- 'Today Date: ' + date_string + '\\n\\n' }}",
    "kwargs reach the template": "{% if flag %}{{ n }}{% endif %}{{ tools is none }}{{ documents is none }}",
}


def outcome(source, messages=MESSAGES, tools=TOOLS, prompt=True, **kwargs):
    try:
        text = environment().from_string(source).render(
            messages=messages, tools=tools, documents=None, add_generation_prompt=prompt, bos_token="<s>",
            eos_token="</s>", **kwargs)
        return {"rendered": text}
    except Raised as error:
        return {"error": "raised", "message": str(error)}
    except jinja2.UndefinedError as error:
        return {"error": "undefined", "message": str(error)}
    except jinja2.TemplateSyntaxError as error:
        return {"error": "syntax", "message": str(error)}
    except Exception as error:  # whatever Python says of the values
        return {"error": "failed", "message": str(error)}


def expects_error(name):
    """A snippet's name says whether it must fail."""
    return name.endswith((" fails", " fail", " is refused")) or name in ("raise exception", "alternating roles")


CONVERSATIONS = {
    "one user": [{"role": "user", "content": "Hi there!"}],
    "system and user": [{"role": "system", "content": "Be terse."}, {"role": "user", "content": "What is 2+2?"}],
    "several turns": [{"role": "user", "content": "My name is Ada."}, {"role": "assistant", "content": "Hello Ada."},
                      {"role": "user", "content": "What is my name?\n  \"quoted\" <tag> & more"}],
    "ends with the assistant": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": " Hello. "}],
    "user twice": [{"role": "user", "content": "a"}, {"role": "user", "content": "b"}],
    "letters beyond ASCII": [{"role": "user", "content": "\u00fcber \u4f60\u597d \U0001f600"}],
}


def renders():
    cases = []
    for file in sorted(OUT.glob("*.jinja")):
        for name, messages in CONVERSATIONS.items():
            for prompt in (True, False):
                cases.append({"template": file.name, "conversation": name, "messages": messages, "tools": None,
                              "add_generation_prompt": prompt,
                              **outcome(file.read_text(encoding="utf-8"), messages, None, prompt)})
        cases.append({"template": file.name, "conversation": "tools", "messages": MESSAGES, "tools": TOOLS,
                      "add_generation_prompt": True, **outcome(file.read_text(encoding="utf-8"))})
    return cases


def write(name, data):
    (OUT / name).write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main():
    cases = []
    for name, source in SNIPPETS.items():
        result = outcome(source, **KWARGS)
        if expects_error(name) != ("error" in result):
            raise SystemExit(f"{name}: {result}")
        cases.append({"name": name, "template": source, **result})
    data = {"made_with": f"jinja2 {jinja2.__version__}", "now": DATE.isoformat(), "messages": MESSAGES,
            "tools": TOOLS, "kwargs": KWARGS, "bos_token": "<s>", "eos_token": "</s>", "cases": cases}
    write("snippets.json", data)
    write("renders.json", renders())
    print(len(cases), "snippets,", sum("error" in case for case in cases), "of them errors")


if __name__ == "__main__":
    main()
