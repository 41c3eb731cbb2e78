#include "training/data/pair_packing.h"
#include "training/data/preference_data.h"
#include "training/data/prompt_extraction.h"

#include <ATen/ATen.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace tiebreak;
using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

namespace {

const std::string kModel = std::string(TIEBREAK_TEST_DATA) + "/model/stories260K/stories260K.f32.gguf";
constexpr const char* kTemplate =
    "{% for m in messages %}<|{{ m.role }}|>{{ m.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}";

RowEncoder encoder(bool appendEos, std::int64_t maxLength = 0) {
    static const auto tokenizer = *loadTokenizer(kModel);
    return {tokenizer, *ChatTemplate::parse(kTemplate), {}, {appendEos, maxLength}};
}

Ids concat(Ids a, const Ids& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

} // namespace

class TestRowEncoder : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void text_getsBosOnceAndEosWhereAsked() {
        const Json row{{"prompt", "Once upon a time"}, {"chosen", " there was"}, {"rejected", " no"}};
        const auto plain = encoder(false).encodePair(row);
        QVERIFY(plain.ok());
        QCOMPARE(plain->row.prompt.front(), std::int64_t(1));
        QVERIFY(plain->row.chosen.back() != 2);
        const auto ended = encoder(true).encodePair(row);
        QVERIFY(ended->row.chosen == concat(plain->row.chosen, {2}));
        QVERIFY(ended->row.rejected == concat(plain->row.rejected, {2}));
    }

    void text_thatEndsWithEosGetsNoSecond() {
        const Json row{{"prompt", "A"}, {"chosen", " b</s>"}, {"rejected", " c"}};
        const auto pair = encoder(true).encodePair(row);
        QCOMPARE(std::ranges::count(pair->row.chosen, 2), std::ptrdiff_t(1));
    }

    void goldenRows_matchTheFixture() {
        // rlhf/golden.safetensors, chosen_ids of the first text: BOS, 4 tokens of prompt, 18 of the answer.
        const Json row{{"prompt", "Once upon a time"},
                       {"chosen", " there was a happy dog. He loved to play and smile."},
                       {"rejected", " there was a sad cat. She cried and was very angry."}};
        const auto pair = encoder(false).encodePair(row);
        QVERIFY((pair->row.prompt == Ids{1, 403, 407, 261, 378}));
        const Ids chosen{383, 286, 261, 393, 400, 428, 426, 346, 401, 396, 267, 337, 269, 262, 423, 290, 411, 426};
        QVERIFY(pair->row.chosen == chosen);
    }

    void completion_beginsWhereTokenizationsPart() {
        // The prompt's last token merges with the answer: the shared part ends before it.
        const Json row{{"prompt", "Once upon a ti"}, {"chosen", "me"}, {"rejected", "ger"}};
        const auto pair = encoder(false).encodePair(row);
        const auto whole = (*loadTokenizer(kModel))->encode("Once upon a time");
        QVERIFY((concat(pair->row.prompt, pair->row.chosen) == Ids(whole->begin(), whole->end())));
        QVERIFY(pair->row.prompt.size() < (*loadTokenizer(kModel))->encode("Once upon a ti")->size());
    }

    void messages_areRenderedWithNothingAdded() {
        const Json row{{"prompt", Json::array({{{"role", "user"}, {"content", "hi"}}})},
                       {"chosen", Json::array({{{"role", "assistant"}, {"content", "yes"}}})},
                       {"rejected", Json::array({{{"role", "assistant"}, {"content", "no"}}})}};
        const auto pair = encoder(true).encodePair(row);
        QVERIFY2(pair.ok(), pair ? "" : pair.error().message.c_str());
        const auto text = (*loadTokenizer(kModel))
                              ->encode("<|user|>hi</s><|assistant|>yes</s>", {false, true});
        QVERIFY((concat(pair->row.prompt, pair->row.chosen) == Ids(text->begin(), text->end())));
        QCOMPARE(std::ranges::count(pair->row.chosen, 2), std::ptrdiff_t(1));
    }

    void longRows_areCutOrDropped() {
        const Json row{{"prompt_ids", {1, 5, 6}}, {"chosen_ids", {7, 8, 9, 10}}, {"rejected_ids", {11}}};
        const auto cut = encoder(true, 5).encodePair(row);
        QVERIFY(cut->cut && !cut->dropped);
        QVERIFY((cut->row.chosen == Ids{7, 8}));
        QVERIFY((cut->row.rejected == Ids{11}));
        QVERIFY(encoder(true, 3).encodePair(row)->dropped);
        QVERIFY(!encoder(true, 7).encodePair(row)->cut);
    }

    void implicitPrompt_isTheCommonBeginning_data() {
        QTest::addColumn<QString>("chosen");
        QTest::addColumn<QString>("rejected");
        QTest::addColumn<QString>("prompt");
        QTest::newRow("the blank goes to the answers") << "The sky is blue." << "The sky is green." << "The sky is";
        QTest::newRow("inside a word") << "abcd" << "abxy" << "ab";
        QTest::newRow("inside a character") << "caf\u00e9" << "caf\u00e8" << "caf";
        QTest::newRow("one begins with the other") << "abc" << "abcd" << "ab";
        QTest::newRow("nothing in common") << "x" << "y" << "";
    }

    void implicitPrompt_isTheCommonBeginning() {
        QFETCH(QString, chosen);
        QFETCH(QString, rejected);
        QFETCH(QString, prompt);
        const auto split = extractPrompt(chosen.toStdString(), rejected.toStdString());
        QCOMPARE(QString::fromStdString(split.prompt.get<std::string>()), prompt);
        QCOMPARE(QString::fromStdString(split.prompt.get<std::string>() + split.chosen.get<std::string>()), chosen);
    }

    void implicitPrompt_ofMessagesIsTheCommonTurns() {
        const Json user{{"role", "user"}, {"content", "hi"}};
        const Json good{{"role", "assistant"}, {"content", "yes"}}, bad{{"role", "assistant"}, {"content", "no"}};
        const auto split = extractPrompt(Json::array({user, good}), Json::array({user, bad}));
        QVERIFY(split.prompt == Json::array({user}));
        QVERIFY(split.rejected == Json::array({bad}));
    }

    void brokenRows_nameLineAndKey_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("word");
        QTest::newRow("no rejected") << R"({"prompt":"a","chosen":"b"})" << "rejected";
        QTest::newRow("a number") << R"({"chosen":1,"rejected":"b"})" << "chosen";
        QTest::newRow("an id too large") << R"({"chosen_ids":[9999],"rejected_ids":[1]})" << "9999";
        QTest::newRow("no JSON") << "{" << "JSON";
        QTest::newRow("mixed kinds") << R"({"chosen":"a","rejected":[]})" << "messages";
    }

    void brokenRows_nameLineAndKey() {
        QFETCH(QString, line);
        QFETCH(QString, word);
        QTemporaryDir folder;
        QFile file(folder.filePath("data.jsonl"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"prompt":"a","chosen":"b","rejected":"c"})" "\n");
        file.write(line.toUtf8() + "\n");
        file.close();
        const auto data = encodePreferenceFile(encoder(true), file.fileName().toStdString(), 512);
        QVERIFY(!data);
        QVERIFY2(data.error().message.find("line 2") != std::string::npos, data.error().message.c_str());
        QVERIFY2(data.error().message.find(word.toStdString()) != std::string::npos, data.error().message.c_str());
    }

    void packing_pointsEachTokenAtTheStateBeforeIt() {
        const PreferenceRow pair{{1, 5, 6}, {7, 8}, {9}};
        const PreferenceRow* pairs[] = {&pair};
        const auto batch = packPairs(pairs, at::kCPU);
        const auto list = [](const at::Tensor& t) {
            return Ids(t.const_data_ptr<std::int64_t>(), t.const_data_ptr<std::int64_t>() + t.numel());
        };
        QVERIFY((list(batch.sources) == Ids{2, 3, 2}));
        QVERIFY((list(batch.targets) == Ids{7, 8, 9}));
        QVERIFY((list(batch.sequence) == Ids{0, 0, 1}));
        QVERIFY((batch.lengths == Ids{2, 1}));
        QVERIFY((list(batch.input.positions) == Ids{0, 1, 2, 3, 4, 3}));
    }

    void packing_withoutPromptLeavesFirstTokensOut() {
        const PreferenceRow pair{{}, {7, 8}, {9}};
        const PreferenceRow* pairs[] = {&pair};
        const auto batch = packPairs(pairs, at::kCPU);
        QCOMPARE(batch.targets.numel(), std::int64_t(1));
        QVERIFY((batch.lengths == Ids{2, 1}));
    }
};

QTEST_GUILESS_MAIN(TestRowEncoder)
#include "tst_row_encoder.moc"
