#include "base/atomic_file.h"
#include "text/chat_template.h"

#include <QtTest>

using namespace tiebreak;
using Json = nlohmann::ordered_json;

namespace {

Json dataFile(const std::string& name) {
    return Json::parse(readFile(std::string(TIEBREAK_TEST_DATA "/chat_templates/") + name).value());
}

const Json& snippets() {
    static const Json kSnippets = dataFile("snippets.json");
    return kSnippets;
}

RenderOptions snippetOptions() {
    RenderOptions options;
    options.tools = snippets()["tools"];
    options.kwargs = snippets()["kwargs"];
    options.bosToken = snippets()["bos_token"];
    options.eosToken = snippets()["eos_token"];
    options.now = snippets()["now"].get<std::string>();
    return options;
}

Result<std::string> rendered(const std::string& source, const Json& messages,
                             const RenderOptions& options) {
    TB_ASSIGN(const auto chatTemplate, ChatTemplate::parse(source));
    return chatTemplate.render(messages, options);
}

Result<std::string> rendered(const std::string& source, const Json& kwargs = Json::object()) {
    RenderOptions options;
    options.kwargs = kwargs;
    return rendered(source, Json::array(), options);
}

void compareText(const std::string& actual, const std::string& expected) {
    QCOMPARE(QString::fromStdString(actual), QString::fromStdString(expected));
}

/// jinja2's result or its kind of error; what it raised or calls undefined also word for word.
void checkOutcome(const Result<std::string>& result, const Json& expected) {
    if (expected.contains("rendered")) {
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().text().c_str());
        compareText(*result, expected["rendered"]);
        return;
    }
    QVERIFY2(!result.ok(), result.ok() ? result->c_str() : "");
    const auto kind = expected["error"].get<std::string>();
    const auto message = expected["message"].get<std::string>();
    const bool isSyntax = result.error().code == ErrorCode::BadFile;
    QVERIFY(isSyntax || result.error().code == ErrorCode::BadArgument);
    const bool isUnknownName =
        message.rfind("No ", 0) == 0; // found out here only when it is reached
    QVERIFY(isSyntax || kind != "syntax" || isUnknownName);
    if (kind == "raised")
        compareText(result.error().message, message);
    if (kind == "undefined")
        QVERIFY2(result.error().message.find(message) != std::string::npos,
                 (result.error().message + " / " + message).c_str());
}

std::string failure(const std::string& source) {
    const auto result = rendered(source);
    return result.ok() ? "rendered: " + *result : result.error().message;
}

} // namespace

class TestChatTemplate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void snippet_rendersAsJinja2_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto& snippet : snippets()["cases"])
            QTest::newRow(snippet["name"].get<std::string>().c_str()) << index++;
    }

    void snippet_rendersAsJinja2() {
        QFETCH(int, index);
        const auto& snippet = snippets()["cases"][static_cast<std::size_t>(index)];
        checkOutcome(rendered(snippet["template"], snippets()["messages"], snippetOptions()),
                     snippet);
    }

    void wholeTemplate_rendersAsJinja2_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const auto& render : dataFile("renders.json")) {
            const auto name = render["template"].get<std::string>() + ", " +
                              render["conversation"].get<std::string>() +
                              (render["add_generation_prompt"].get<bool>() ? ", prompt" : "");
            QTest::newRow(name.c_str()) << index++;
        }
    }

    void wholeTemplate_rendersAsJinja2() {
        QFETCH(int, index);
        static const Json kRenders = dataFile("renders.json");
        const auto& expected = kRenders[static_cast<std::size_t>(index)];
        const auto source = readFile(std::string(TIEBREAK_TEST_DATA "/chat_templates/") +
                                     expected["template"].get<std::string>());
        RenderOptions options;
        options.tools = expected["tools"];
        options.addGenerationPrompt = expected["add_generation_prompt"];
        options.bosToken = "<s>";
        options.eosToken = "</s>";
        checkOutcome(rendered(*source, expected["messages"], options), expected);
    }

    void limit_isAnErrorThatNamesIt_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("named");
        QTest::newRow("steps") << "{% for a in range(1000) %}{% for b in range(1000) %}{% for c in "
                                  "range(1000) %}{% endfor %}{% endfor %}{% endfor %}"
                               << "1000000 steps";
        QTest::newRow("output")
            << "{% set x = 'a' * 1000000 %}{% for a in range(20) %}{{ x }}{% endfor %}"
            << "16777216 bytes of text";
        QTest::newRow("one text") << "{{ ('a' * 16000000 ~ 'b' * 16000000) | length }}"
                                  << "16777216 bytes of text";
        QTest::newRow("intermediate values")
            << "{% for a in range(100) %}{% set x = 'a' * 16000000 %}{% endfor %}"
            << "bytes of intermediate values";
        QTest::newRow("range") << "{{ range(100001) }}"
                               << "100000 numbers in a range";
        QTest::newRow("macro calls") << "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"
                                     << "100 nested macro calls";
        QTest::newRow("brackets") << QString("{{ ") + QString(300, '(') + "1" + QString(300, ')') +
                                         " }}"
                                  << "200 nested expressions";
        QTest::newRow("a long sum") << QString("{{ 1") + QString(" + 1").repeated(300) + " }}"
                                    << "200 nested expressions";
        QTest::newRow("minus signs") << QString("{{ ") + QString(100000, '-') + "1 }}"
                                     << "200 nested expressions";
        QTest::newRow("blocks") << QString("{% if true %}").repeated(300) +
                                       QString("{% endif %}").repeated(300)
                                << "200 nested blocks";
        QTest::newRow("targets") << QString("{% set ") + QString(300, '(') + "a" +
                                        QString(300, ')') + " = 1 %}"
                                 << "200 nested targets";
        QTest::newRow("values") << "{% set ns = namespace(x=1) %}{% for i in range(300) %}"
                                   "{% set ns.x = [ns.x] %}{% endfor %}"
                                << "200 nested values";
        QTest::newRow("a namespace in itself")
            << "{% set ns = namespace() %}{% set ns.x = [ns] %}{{ ns }}"
            << "200 nested values";
        QTest::newRow("doubling lists") << "{% set ns = namespace(x=[1]) %}{% for i in range(60) "
                                           "%}{% set ns.x = [ns.x, ns.x] %}"
                                           "{% endfor %}{{ ns.x }}"
                                        << "bytes of text";
        QTest::newRow("doubling lists compared")
            << "{% set a = namespace(x=[1], y=[1]) %}{% for i in range(60) %}{% set a.x = [a.x, "
               "a.x] %}"
               "{% set a.y = [a.y, a.y] %}{% endfor %}{{ a.x == a.y }}"
            << "1000000 steps";
        QTest::newRow("whole numbers") << "{{ 9223372036854775807 + 1 }}"
                                       << "64 bits";
    }

    void limit_isAnErrorThatNamesIt() {
        QFETCH(QString, source);
        QFETCH(QString, named);
        const auto message = failure(source.toStdString());
        QVERIFY2(message.find(named.toStdString()) != std::string::npos,
                 message.substr(0, 300).c_str());
    }

    void belowEachLimit_renders() {
        compareText(*rendered("{{ range(100000) | length }}"), "100000");
        compareText(*rendered("{{ ('a' * 16000000) | length }}"), "16000000");
        compareText(*rendered("{{ 9223372036854775807 }}"), "9223372036854775807");
        compareText(
            *rendered("{% macro f(n) %}{% if n %}{{ f(n - 1) }}{% else %}x{% endif %}{% endmacro %}"
                      "{{ f(90) }}"),
            "x");
    }

    void error_namesTheLine_data() {
        QTest::addColumn<QString>("source");
        QTest::addColumn<int>("line");
        QTest::newRow("undefined") << "a\n{{ 1 }}\n{{ x.y }}" << 3;
        QTest::newRow("unknown tag") << "a\n{% frob %}" << 2;
        QTest::newRow("behind raw") << "{% raw %}\n\n{% endraw %}\n{{ x.y }}" << 4;
        QTest::newRow("behind a comment") << "{# a\nb #}\n{{ x.y }}" << 3;
        QTest::newRow("behind minus") << "a\n\n\n{{- x.y }}" << 4;
        QTest::newRow("in a macro") << "{% macro f() %}\n{{ x.y }}\n{% endmacro %}\n{{ f() }}" << 2;
    }

    void error_namesTheLine() {
        QFETCH(QString, source);
        QFETCH(int, line);
        const auto message = failure(source.toStdString());
        QVERIFY2(message.find("line " + std::to_string(line) + ":") != std::string::npos,
                 message.c_str());
    }

    void nothingIsReachable_outsideTheTemplate_data() {
        QTest::addColumn<QString>("source");
        for (const char* source :
             {"{{ ''.__class__ }}", "{{ messages.__class__.__mro__ }}", "{{ self }}",
              "{{ cycler }}", "{{ ().__class__.__base__.__subclasses__() }}",
              "{{ range.__globals__ }}"})
            QTest::newRow(source) << source;
        for (const char* source :
             {"{% include 'x' %}", "{% import 'os' as os %}", "{% extends 'x' %}"})
            QTest::newRow(source) << source;
    }

    void nothingIsReachable_outsideTheTemplate() {
        QFETCH(QString, source);
        const auto result = rendered(source.toStdString());
        QVERIFY(!result.ok() || result->empty());
    }

    void now_fixesTheDate_andAnotherDateDiffers() {
        RenderOptions options;
        options.now = "2026-02-28";
        compareText(*rendered("{{ strftime_now('%d.%m.%Y %j') }}", Json::array(), options),
                    "28.02.2026 059");
        options.now = "2026-03-01";
        compareText(*rendered("{{ strftime_now('%d.%m.%Y %j') }}", Json::array(), options),
                    "01.03.2026 060");
        options.now = "yesterday";
        QCOMPARE(rendered("x", Json::array(), options).error().code, ErrorCode::BadArgument);
    }

    void kwargs_becomeVariables() {
        compareText(
            *rendered("{{ 'on' if enable_thinking else 'off' }}", {{"enable_thinking", true}}),
            "on");
        compareText(
            *rendered("{{ 'on' if enable_thinking else 'off' }}", {{"enable_thinking", false}}),
            "off");
        compareText(*rendered("{{ k }}", Json::parse(R"({"k":{"z":1,"a":2}})")),
                    "{'z': 1, 'a': 2}");
    }

    void messages_mustBeAList() {
        const auto result = rendered("x", Json::object(), {});
        QCOMPARE(result.error().code, ErrorCode::BadArgument);
    }

    void json_tooDeepOrTooLarge_isAnError() {
        Json deep = 1;
        for (int i = 0; i < 300; ++i)
            deep = Json::array({deep});
        QVERIFY(!rendered("x", {{"deep", deep}}).ok());
        QVERIFY(!rendered("x", {{"large", UINT64_MAX}}).ok());
    }

    void source_ofAFolder_jinjaFileWins() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.path().toStdString();
        QCOMPARE(loadChatTemplateSource(path).error().code, ErrorCode::NotFound);
        QVERIFY(writeFileAtomically(path / "tokenizer_config.json",
                                    R"({"bos_token":"<s>","eos_token":{"content":"</s>"},)"
                                    R"("chat_template":[{"name":"tool_use","template":"t"},)"
                                    R"({"name":"default","template":"d"}]})")
                    .ok());
        auto found = loadChatTemplateSource(path);
        compareText(found->source + found->bosToken + found->eosToken, "d<s></s>");
        QVERIFY(writeFileAtomically(path / "chat_template.jinja", "j").ok());
        compareText(loadChatTemplateSource(path)->source, "j");
        compareText(loadChatTemplateSource(path)->eosToken, "</s>");
        QVERIFY(writeFileAtomically(path / "tokenizer_config.json", "[]").ok());
        QCOMPARE(loadChatTemplateSource(path).error().code, ErrorCode::BadFile);
    }

    void source_ofTheStarterModel() {
        if (!std::filesystem::exists(TIEBREAK_STARTER_MODEL))
            QSKIP("the starter model is not there: run ./tiebreak setup");
        const auto found = loadChatTemplateSource(TIEBREAK_STARTER_MODEL);
        QVERIFY2(found.ok(), found.ok() ? "" : found.error().text().c_str());
        compareText(found->bosToken + found->eosToken, "<|im_start|><|im_end|>");
        compareText(
            *rendered(found->source, Json::parse(R"([{"role":"user","content":"Hi there!"}])"), {}),
            "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging "
            "Face"
            "<|im_end|>\n<|im_start|>user\nHi there!<|im_end|>\n<|im_start|>assistant\n");
    }

    void render_isRepeatable() {
        const auto chatTemplate =
            ChatTemplate::parse("{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}");
        for (int i = 0; i < 3; ++i)
            compareText(*chatTemplate->render(Json::array(), {}), "1");
    }
};

QTEST_GUILESS_MAIN(TestChatTemplate)
#include "tst_chat_template.moc"
