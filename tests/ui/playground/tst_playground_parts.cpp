// What the Playground reckons and keeps without a widget: parameters, grids, presets, statistics,
// differences, conversations, files of queries, replay, expected rewards.
#include "protocol/parameter_table.h"
#include "protocol/processor_order.h"
#include "ui/playground/column_parameters.h"
#include "ui/playground/compare_grid.h"
#include "ui/playground/conversation.h"
#include "ui/playground/conversation_export.h"
#include "ui/playground/expected_reward_panel.h"
#include "ui/playground/preset_file.h"
#include "ui/playground/prompt_file.h"
#include "ui/playground/replay.h"
#include "ui/playground/response_statistics.h"
#include "ui/playground/reward_statistics.h"
#include "ui/playground/sampler_parameters.h"
#include "ui/widgets/word_differences.h"

#include <QtTest>
#include <cmath>
#include <set>

using namespace tiebreak;

namespace {

template <class T>
T valueOf(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().text().c_str());
    return std::move(result).value();
}

template <class T>
QString problemOf(const Result<T>& result) {
    return result ? QString() : QString::fromStdString(result.error().message);
}

QStringList cut(const QString& text, const QList<TextRange>& stretches) {
    QStringList out;
    for (const auto& one : stretches)
        out << text.mid(one.start, one.length);
    return out;
}

SampleRecord sampleOf(const std::string& id, const std::string& promptId, const std::string& text) {
    SampleRecord sample;
    sample.id = id;
    sample.promptId = promptId;
    sample.text = text;
    sample.promptIds = {1, 2};
    sample.ids = {3, 4, 5};
    sample.logprobs = {-1, -1, -1};
    sample.parameters = toJson(SamplingParameters());
    sample.modelHash = "hash";
    sample.device = "cpu";
    sample.dtype = "float32";
    sample.mode = "fast";
    sample.stop = "eos";
    return sample;
}

/// A query at the conversation's place, and two responses to it named after it.
PromptRecord ask(Conversation& conversation, const QString& text) {
    const auto prompt = conversation.promptFor({text, {}, conversation.history()}, false);
    conversation.remember(prompt);
    conversation.remember(sampleOf(prompt.id + "a", prompt.id, "first to " + text.toStdString()));
    conversation.remember(sampleOf(prompt.id + "b", prompt.id, "second to " + text.toStdString()));
    return prompt;
}

} // namespace

class TestPlaygroundParts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyParameterOfTheEngine_hasARow() {
        // These have places of their own, the last two in the token view.
        std::set<std::string> rows{"seed", "order", "prefix_ids", "interventions"};
        for (const auto& one : samplerParameters())
            rows.insert(one.spec.key.toStdString());
        for (const auto& one : samplerTexts())
            rows.insert(one.key.toStdString());
        for (const auto& field : parameterTable())
            QVERIFY2(rows.count(field.key), field.key);
        QCOMPARE(rows.size(), parameterTable().size());
    }

    void rows_readWhatTheyWriteAndAreNeutralAtFirst() {
        const SamplingParameters neutral;
        for (const auto& one : samplerParameters()) {
            QCOMPARE(one.get(neutral), one.spec.neutral);
            SamplingParameters p;
            const double other = one.spec.neutral + one.spec.limits.step;
            const double value =
                other <= one.spec.limits.highest ? other : one.spec.neutral - one.spec.limits.step;
            one.set(p, value);
            QVERIFY2(std::abs(one.get(p) - value) < 1e-9, qPrintable(one.spec.key));
            QCOMPARE(changedIn(one.group, p), 1);
        }
        for (const auto& one : samplerTexts()) {
            SamplingParameters p;
            QVERIFY(one.set(p, one.get(p)).ok());
            QVERIFY2(p == neutral, qPrintable(one.key));
        }
    }

    void texts_keepListsAndRefuseNonsense() {
        SamplingParameters p;
        const auto row = [](const char* key) {
            for (const auto& one : samplerTexts())
                if (one.key == QLatin1String(key))
                    return &one;
            return static_cast<const SamplerText*>(nullptr);
        };
        QVERIFY(row("stop")->set(p, "↵↵\nEnd").ok());
        QCOMPARE(p.stop, (std::vector<std::string>{"\n\n", "End"}));
        QCOMPARE(row("stop")->get(p), QString("↵↵\nEnd"));
        QVERIFY(row("logit_bias")->set(p, "504 = -2.5\n\n7=1").ok());
        QCOMPARE(p.logitBias, (std::map<std::int32_t, double>{{504, -2.5}, {7, 1}}));
        QVERIFY(!row("logit_bias")->set(p, "the = 3").ok());
        QCOMPARE(p.logitBias.size(), size_t(2)); // what could not be read changed nothing
        QVERIFY(row("banned_tokens")->set(p, "1, 2 3\n4").ok());
        QCOMPARE(p.bannedTokens, (std::vector<std::vector<std::int32_t>>{{1, 2, 3}, {4}}));
        QVERIFY(!row("banned_tokens")->set(p, "1 -2").ok());
    }

    void everyProcessor_isSeenToBeActive() {
        for (const auto& name : processorNames())
            QVERIFY2(!isProcessorActive(name, {}), name.c_str());
        SamplingParameters p;
        p.topK = 3;
        p.logitBias = {{1, 1.0}};
        p.dry.multiplier = 1;
        p.temperature = 0.5;
        for (const char* name : {"top_k", "logit_bias", "dry", "temperature"})
            QVERIFY2(isProcessorActive(name, p), name);
        QVERIFY(!isProcessorActive("top_p", p));
    }

    void grid_isTheProductAndSharesSeeds() {
        CompareGrid grid;
        grid.first = {"temperature", {0.5, 1.0}};
        grid.second = {"top_k", {0, 40}};
        grid.seeds = 2;
        grid.models = {"a", "b"};
        QCOMPARE(columnsOf(grid), 16);
        SamplingParameters base;
        base.minP = 0.1;
        const auto columns = valueOf(gridColumns(grid, base, {11, 12}));
        QCOMPARE(columns.size(), size_t(16));
        QCOMPARE(columns[0].parameters.temperature, 0.5);
        QCOMPARE(columns[15].parameters.temperature, 1.0);
        QCOMPARE(columns[15].parameters.topK, std::int64_t(40));
        QCOMPARE(columns[0].parameters.minP, 0.1);
        for (size_t i = 0; i < columns.size(); ++i)
            QCOMPARE(columns[i].parameters.seed, std::uint64_t(11 + i % 2));
        QCOMPARE(columns[2].model, QString("b"));
        grid.seeds = 3;
        QVERIFY(problemOf(gridColumns(grid, base, {1, 2, 3})).contains("24 columns"));
    }

    void axisValues_areCheckedAgainstTheLimits() {
        QCOMPARE(valueOf(axisValues("temperature", "0.2, 0.7; 1 1")),
                 (std::vector<double>{0.2, 0.7, 1}));
        QVERIFY(problemOf(axisValues("temperature", "0.2 7.5")).contains("“7.5”"));
        QVERIFY(problemOf(axisValues("temperature", "0")).contains("Temperature"));
        QVERIFY(problemOf(axisValues("top_k", "1.5")).contains("“1.5”"));
        QVERIFY(!axisValues("temperature", " ").ok());
    }

    void columns_keepSeedsThatAreFixed() {
        ColumnParameters columns;
        columns.setCount(3);
        columns.fixSeed(1, 42);
        const auto before = columns.at(0).seed;
        bool changed = false;
        for (int i = 0; i < 20 && !changed; ++i) {
            columns.drawSeeds();
            changed = columns.at(0).seed != before;
        }
        QVERIFY(changed);
        QCOMPARE(columns.at(1).seed, std::uint64_t(42));
        columns.edit(-1, [](SamplingParameters& p) { p.topK = 5; });
        QCOMPARE(columns.at(2).topK, std::int64_t(5));
    }

    void presets_comeBackAsTheyWent() {
        SamplingPreset preset{"größer “x”", {}};
        preset.parameters.temperature = 0.1 + 0.2;
        preset.parameters.stop = {"\n\n"};
        preset.parameters.order = {"top_k", "temperature"};
        preset.parameters.seed = 9;
        const auto text = presetsText({preset});
        QVERIFY(text.find("\"seed\"") == std::string::npos);
        const auto back = valueOf(presetsFromText(text));
        QCOMPARE(back.size(), size_t(1));
        QCOMPARE(back[0].name, preset.name);
        QVERIFY(isSamePreset(back[0].parameters, preset.parameters));
        preset.parameters.topK = 1;
        QVERIFY(!isSamePreset(back[0].parameters, preset.parameters));
    }

    void presets_refuseWhatTheyCannotRead_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << "hello"
                                 << "format";
        QTest::newRow("another file") << R"({"version":1})"
                                      << "format";
        QTest::newRow("newer") << R"({"format":"tiebreak-presets","version":2,"presets":[]})"
                               << "version 2";
        QTest::newRow("no name")
            << R"({"format":"tiebreak-presets","version":1,"presets":[{"parameters":{}}]})"
            << "preset 1: 'name'";
        QTest::newRow("unknown key")
            << R"({"format":"tiebreak-presets","version":1,"presets":[{"name":"x","parameters":{"heat":1}}]})"
            << "preset 'x': sampling parameter 'heat'";
        QTest::newRow("out of range")
            << R"({"format":"tiebreak-presets","version":1,"presets":[{"name":"x","parameters":{"top_p":2}}]})"
            << "top_p 2";
    }
    void presets_refuseWhatTheyCannotRead() {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto problem = problemOf(presetsFromText(text.toStdString()));
        QVERIFY2(problem.contains(named), qPrintable(problem));
    }

    void randomPresets_areValidAndDiffer() {
        std::set<double> temperatures;
        for (std::uint64_t seed = 1; seed <= 200; ++seed) {
            const auto p = randomPreset(seed);
            QVERIFY2(validate(p).ok(), qPrintable(QString::number(seed)));
            temperatures.insert(p.temperature);
        }
        QVERIFY(temperatures.size() > 10);
    }

    void statistics_areThoseByHand() {
        const auto s = responseStatistics("The cat, the cat. The cat sat; the cat sat.");
        QCOMPARE(s.words, 10);
        QCOMPARE(s.distinct1, 3.0 / 10);
        QCOMPARE(s.repetition, 1 - 6.0 / 7); // "the cat the cat" comes twice
        QCOMPARE(s.distinct2, 4.0 / 9);      // the cat, cat the, cat sat, sat the
    }

    void differences_areTheWordsThatOneSideHas() {
        const QString a = "The sky is very blue today", b = "The sea is blue today, too";
        const auto d = wordDifferences(a, b);
        QCOMPARE(cut(a, d.onlyInFirst), (QStringList{"sky", "very", "today"}));
        QCOMPARE(cut(b, d.onlyInSecond), (QStringList{"sea", "today, too"}));
        QCOMPARE(d.common, 3);
        QVERIFY(wordDifferences(a, a).onlyInFirst.empty());
        QCOMPARE(cut(a, wordDifferences(a, "").onlyInFirst), QStringList{a});
    }

    void conversation_keepsEverySiblingAndItsHistory() {
        Conversation conversation;
        const auto first = ask(conversation, "one");
        QCOMPARE(conversation.promptFor({"one", {}, conversation.history()}, false).id, first.id);
        conversation.followUp(first.id + "b");
        QVERIFY(!conversation.current());
        const auto second = ask(conversation, "two");
        QCOMPARE(second.threadId, first.threadId);
        QCOMPARE(second.parentSample, first.id + "b");
        QCOMPARE(conversation.history().size(), size_t(2));
        QCOMPARE(conversation.history()[1]["content"].get<std::string>(),
                 std::string("second to one"));
        const auto edited = ask(conversation, "two, otherwise");
        QCOMPARE(edited.parentSample, second.parentSample);
        QCOMPARE(conversation.siblingOfPrompt(edited.id, -1)->id, second.id);
        QVERIFY(!conversation.siblingOfPrompt(edited.id, 1));
        QCOMPARE(conversation.siblingOf(edited.id + "a", 1)->id, edited.id + "b");
        const auto path = conversation.path();
        QCOMPARE(path.size(), size_t(3));
        QCOMPARE(path[1].position, 2);
        QCOMPARE(path[2].siblings, 2);
        QCOMPARE(conversation.tree().samples.size(), size_t(6)); // nothing was overwritten
        QCOMPARE(conversation.branch().samples.size(), size_t(3));
        const auto other = ask(conversation, "x");
        QCOMPARE(other.threadId, first.threadId); // still a third wording of the second query
    }

    void newFirstQuery_beginsAnotherConversationUnlessEdited() {
        Conversation conversation;
        const auto first = ask(conversation, "one");
        conversation.editQuery();
        const auto sibling = ask(conversation, "one, otherwise");
        QCOMPARE(sibling.threadId, first.threadId);
        QCOMPARE(conversation.path()[0].siblings, 2);
        const auto other = ask(conversation, "something else");
        QVERIFY(other.threadId != first.threadId);
        QCOMPARE(conversation.tree().prompts.size(), size_t(1));
    }

    void export_holdsWhatIsNeededToMakeItAgain() {
        Conversation conversation;
        ask(conversation, "one");
        const auto json = conversationJson(conversation.tree());
        QCOMPARE(json["version"].get<int>(), 1);
        QCOMPARE(json["queries"].size(), size_t(1));
        const auto& response = json["responses"][0];
        for (const char* key : {"model_hash", "parameters", "seed", "mode", "device", "dtype",
                                "engine", "prompt_ids", "ids", "logprobs"})
            QVERIFY2(response.contains(key), key);
    }

    void promptFiles_areReadInTheirKinds() {
        QCOMPARE(valueOf(promptFileFrom("one\n\n two \n", "txt")).records.size(), size_t(2));
        const auto parts = valueOf(promptFileFrom("one\nmore\n---\ntwo\n", "txt"));
        QCOMPARE(parts.records[0].at("text"), std::string("one\nmore"));
        const auto lines = valueOf(
            promptFileFrom("{\"name\":\"Ada\",\"age\":36}\n\n{\"name\":\"Bo\"}\n", "jsonl"));
        QCOMPARE(lines.records[0].at("age"), std::string("36"));
        QCOMPARE(lines.names, std::vector<std::string>{"name"}); // that all have
        const auto csv = valueOf(promptFileFrom(
            "\xEF\xBB\xBFname,says\r\nAda,\"a \"\"b\"\", c\nd\"\r\nBo,x\r\n", "csv"));
        QCOMPARE(csv.records.size(), size_t(2));
        QCOMPARE(csv.records[0].at("says"), std::string("a \"b\", c\nd"));
        QCOMPARE(problemOf(promptFileFrom("a,b\n1,2\n3\n", "csv")),
                 QString("line 3: 1 fields under 2 names"));
        QVERIFY(problemOf(promptFileFrom("a\n\"x", "csv")).contains("line 2"));
        QVERIFY(problemOf(promptFileFrom("{\n", "jsonl")).contains("line 1"));
        QVERIFY(problemOf(promptFileFrom("x", "pdf")).contains(".pdf"));
        QVERIFY(!promptFileFrom("\n\n", "txt").ok());
    }

    void variables_areFilledOrNamed() {
        const PromptVariables record{{"name", "Ada {{x}}"}, {"x", "1"}};
        QCOMPARE(valueOf(filled("Hi {{ name }}, {{x}}{{x}}", record)),
                 std::string("Hi Ada {{x}}, 11")); // values are not filled themselves
        QCOMPARE(variablesIn("{{a}} {{ b }} {{a}} {{}} {{"), (std::vector<std::string>{"a", "b"}));
        QVERIFY(problemOf(filled("{{age}}", record)).contains("{{age}}"));
        QVERIFY(!queryOf(record).ok());
        QCOMPARE(valueOf(queryOf({{"text", "t"}, {"prompt", "p"}})), std::string("p"));
    }

    void replay_saysSameDiffersOrWhyNot() {
        const auto sample = sampleOf("s", "p", "abc");
        FinishedReply again;
        again.ids = sample.ids;
        again.text = "abc";
        using Kind = ReplayOutcome::Kind;
        QVERIFY(replayOutcome(sample, again).kind == Kind::Same);
        again.ids[1] = 9;
        again.text = "axc";
        const auto differs = replayOutcome(sample, again);
        QVERIFY(differs.kind == Kind::Differs);
        QVERIFY2(differs.words.contains("token 2 of 3"), qPrintable(differs.words));
        LoadedReply model;
        model.hash = "hash";
        model.device = "cpu";
        model.dtype = "float32";
        QVERIFY(replayObstacle(sample, model).isEmpty());
        model.hash = "another";
        QVERIFY(replayObstacle(sample, model).contains("another"));
        model.hash = "hash";
        model.device = "cuda:0";
        QVERIFY(replayObstacle(sample, model).contains("cuda:0"));
        SampleRecord imported = sample;
        imported.ids.clear();
        QVERIFY(replayObstacle(imported, model).contains("nothing to replay"));
    }

    void meanAndInterval_areThoseByHand() {
        const auto s = rewardSummary({1, 2, 3, 6});
        QCOMPARE(s.estimate.mean, 3.0);
        QVERIFY(std::abs(s.deviation - std::sqrt(14.0 / 3)) < 1e-12);
        QVERIFY(std::abs(s.estimate.half - 1.959963984540054 * std::sqrt(14.0 / 3) / 2) < 1e-12);
        QCOMPARE(s.best, 3);
        QCOMPARE(s.worst, 0);
        QCOMPARE(s.running.size(), size_t(4));
        QCOMPARE(s.running[0].half, 0.0);
        QCOMPARE(s.running[1].mean, 1.5);
        const auto h = histogramOf({0, 0.1, 1}, 2);
        QCOMPARE(h.counts, (std::vector<int>{2, 1}));
        QCOMPARE(histogramOf({2, 2}, 8).counts, std::vector<int>{2});
        QCOMPARE(rewardFormula({0.5, -0.25, 0.25}),
                 QString("E[r] ≈ 1/n · Σ r(yᵢ) = (0.500 − 0.250 + 0.250) / 3 = 0.167"));
    }

    void lengths_areUniformWithinTheirBounds() {
        const LengthSampler sampler(4, 7, 3);
        std::map<std::int64_t, int> seen;
        for (std::uint64_t i = 0; i < 4000; ++i)
            ++seen[sampler.length(i)];
        QCOMPARE(seen.size(), size_t(4));
        QCOMPARE(seen.begin()->first, std::int64_t(4));
        for (const auto& [length, count] : seen)
            QVERIFY(count > 850 && count < 1150); // 1000 ± 5.5 deviations
        QCOMPARE(sampler.length(17), sampler.length(17));
        QCOMPARE(LengthSampler(5, 5, 1).length(0), std::int64_t(5));
    }
};

QTEST_GUILESS_MAIN(TestPlaygroundParts)
#include "tst_playground_parts.moc"
