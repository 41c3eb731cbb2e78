// Any bytes as a chat template; where it parses, a conversation is rendered with it.
#include "fuzz_target.h"

#include "text/chat_template.h"

#include <cassert>

namespace tiebreak::fuzz {

namespace {

struct Conversation {
    nlohmann::ordered_json messages;
    RenderOptions options;
};

/// The variables of the snippets, so that their templates work as seeds.
const Conversation& conversation() {
    static const Conversation made = [] {
        auto given = nlohmann::ordered_json::parse(testData("chat_templates/snippets.json"));
        Conversation result;
        result.messages = given.at("messages");
        result.options.tools = given.at("tools");
        result.options.kwargs = given.at("kwargs");
        result.options.bosToken = "<s>";
        result.options.eosToken = "</s>";
        result.options.now = "2024-07-26";
        return result;
    }();
    return made;
}

} // namespace

void runInput(std::string_view input) {
    const auto parsed = ChatTemplate::parse(std::string(input));
    if (!parsed) {
        assert(!parsed.error().message.empty());
        return;
    }
    const auto& [messages, options] = conversation();
    const auto marked = parsed->renderMarked(messages, options);
    if (!marked) {
        assert(!marked.error().message.empty());
        return;
    }
    std::size_t last = 0;
    for (const auto& [begin, end] : marked->generated) {
        assert(begin >= last && begin <= end && end <= marked->text.size());
        last = end;
    }
    const auto again = parsed->render(messages, options);
    assert(again && *again == marked->text);
}

std::vector<std::string> seeds() {
    std::vector<std::string> list;
    for (const char* name :
         {"Qwen-Qwen2.5-7B-Instruct", "SmolLM2-135M-Instruct", "alternating-turns"})
        list.push_back(testData("chat_templates/" + std::string(name) + ".jinja"));
    const auto snippets = nlohmann::json::parse(testData("chat_templates/snippets.json"));
    for (const auto& snippet : snippets.at("cases"))
        list.push_back(snippet.at("template"));
    return list;
}

std::vector<std::string> words() {
    return {"{%",
            "%}",
            "{{",
            "}}",
            "{#",
            "#}",
            "-%}",
            "{%-",
            "|",
            "(",
            ")",
            "[",
            "]",
            "::-1",
            "~",
            "**",
            "//",
            "%",
            " not ",
            " in ",
            " is ",
            " if ",
            " else ",
            " and ",
            "==",
            "9223372036854775807",
            "-1",
            "0",
            "1e308",
            "''",
            "\\u0000",
            "{% for x in range(999999999) %}",
            "{% endfor %}",
            "{% if true %}",
            "{% endif %}",
            "{% set ns = namespace(a=1) %}",
            "{% set ns.a = ns %}",
            "{% macro m(a, b=2) %}",
            "{% endmacro %}",
            "m(m)",
            "{% generation %}",
            "{% endgeneration %}",
            "{% call m() %}",
            "{% endcall %}",
            "{% filter upper %}",
            "{% endfilter %}",
            "loop.index",
            "loop.previtem",
            "loop.cycle(1,2)",
            "messages",
            "message['content']",
            "tools",
            "raise_exception('x')",
            "strftime_now('%Y %H')",
            "'x' * 999999999",
            "tojson(indent=9)",
            "replace('', 'aa')",
            "split('')",
            ".items()",
            ".format(1)",
            "'%1000000d' % 1",
            "sort(attribute='a.b')",
            "groupby('role')",
            "map(attribute='x')",
            "selectattr('role', 'eq', 'user')",
            "list",
            "join(',')",
            "batch(3)",
            "dictsort",
            "unique",
            "round(400)",
            "int",
            "float",
            "recursive",
            "{% break %}",
            "{% continue %}"};
}

} // namespace tiebreak::fuzz
