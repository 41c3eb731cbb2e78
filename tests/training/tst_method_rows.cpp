// Rows of SFT, reward model and KTO on their way from JSON to token ids, and packing.
#include "training/data/kto_data.h"
#include "training/data/reward_data.h"
#include "training/data/sft_data.h"
#include "training/data/token_spans.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace tiebreak;
using Json = nlohmann::ordered_json;
using Ids = std::vector<std::int64_t>;

namespace {

const std::string kModel = std::string(TIEBREAK_TEST_DATA) + "/model/stories260K/hf";
constexpr const char* kTemplate =
    "{% for m in messages %}{% if m.role == 'assistant' %}A: {% generation %}{{ m.content }}</s>"
    "{% endgeneration %}{% else %}Q: {{ m.content }}{% endif %}{{ '\\n' }}{% endfor %}"
    "{% if add_generation_prompt %}A: {% endif %}";

const Tokenizer& tokenizer() {
    static const auto loaded = *loadTokenizer(kModel);
    return *loaded;
}

RowEncoder encoder(std::int64_t maxLength = 0, const char* source = kTemplate) {
    static const auto shared = *loadTokenizer(kModel);
    return {shared, *ChatTemplate::parse(source), {}, {true, maxLength}};
}

Ids encoded(const std::string& text, bool addSpecial) {
    const auto ids = *tokenizer().encode(text, {addSpecial, true});
    return {ids.begin(), ids.end()};
}

/// The text of the trained tokens.
std::string trainedText(const SftRow& row) {
    std::vector<TokenId> ids;
    for (std::size_t i = 0; i < row.ids.size(); ++i)
        if (row.trained[i])
            ids.push_back(static_cast<TokenId>(row.ids[i]));
    return tokenizer().decode(ids, true);
}

bool says(const std::string& text, const char* word) {
    return text.find(word) != std::string::npos;
}

const Json kChat = Json::array({{{"role", "user"}, {"content", "hi there"}},
                                {{"role", "assistant"}, {"content", "yes we can"}},
                                {{"role", "user"}, {"content", "more"}},
                                {{"role", "assistant"}, {"content", "no"}}});

std::filesystem::path written(const QTemporaryDir& folder, const std::vector<Json>& rows) {
    const std::filesystem::path path = folder.filePath("rows.jsonl").toStdString();
    std::ofstream file(path);
    for (const auto& row : rows)
        file << row.dump() << '\n';
    return path;
}

SftRow rowOf(std::int64_t tokens) {
    return {Ids(static_cast<std::size_t>(tokens), 5),
            std::vector<bool>(static_cast<std::size_t>(tokens), true)};
}

} // namespace

class TestMethodRows : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sftPrompt_isNotTrainedUnlessAskedFor() {
        const Json row{{"prompt", "Once upon a time"}, {"completion", " there was"}};
        const auto only = encodeSftRow(encoder(), row, {});
        QVERIFY2(only.ok(), only ? "" : only.error().message.c_str());
        QVERIFY(only->ids == encoded("Once upon a time there was</s>", true));
        QVERIFY(trainedText(*only).ends_with("there was</s>"));
        QVERIFY(!says(trainedText(*only), "time"));
        const auto whole = encodeSftRow(encoder(), row, {false, false});
        QCOMPARE(whole->labels(), whole->tokens() - 1);
        QVERIFY(only->labels() < whole->labels());
    }

    void sftText_isTrainedWhole() {
        const auto row = encodeSftRow(encoder(), {{"text", "Lily had a cat."}}, {});
        QVERIFY(row->ids == encoded("Lily had a cat.</s>", true));
        QCOMPARE(row->labels(), row->tokens() - 1);
    }

    void sftAssistantOnly_trainsWhatTheTemplateMarks() {
        const auto row = encodeSftRow(encoder(), {{"messages", kChat}}, {std::nullopt, true});
        QVERIFY2(row.ok(), row ? "" : row.error().message.c_str());
        QCOMPARE(QString::fromStdString(trainedText(*row)).remove(' '),
                 QString("yeswecan</s>no</s>"));
        const auto all = encodeSftRow(encoder(), {{"messages", kChat}}, {});
        QVERIFY(all->ids == row->ids);
        QCOMPARE(all->labels(), all->tokens() - 1);
    }

    void sftAssistantOnly_withoutMarksIsRefused() {
        const char* plain = "{% for m in messages %}{{ m.content }}{% endfor %}";
        const auto row =
            encodeSftRow(encoder(0, plain), {{"messages", kChat}}, {std::nullopt, true});
        QVERIFY(!row && says(row.error().message, "generation"));
        const auto text = encodeSftRow(encoder(), {{"text", "a"}}, {std::nullopt, true});
        QVERIFY(!text && says(text.error().message, "assistant_only"));
    }

    void sftLongRows_areCutThenDroppedWithoutLabel() {
        const QTemporaryDir folder;
        const auto file =
            written(folder, {{{"prompt_ids", {1, 2, 3}}, {"completion_ids", {4, 5, 6}}},
                             {{"prompt_ids", {1, 2, 3, 4, 5}}, {"completion_ids", {6, 7}}},
                             {{"completion_ids", {1, 2}}}});
        const auto data = encodeSftFile(encoder(5), {}, file, 512);
        QVERIFY2(data.ok(), data ? "" : data.error().message.c_str());
        QCOMPARE(data->rows.size(), size_t(2));
        QVERIFY((data->rows[0].ids == Ids{1, 2, 3, 4, 5}));
        QCOMPARE(data->rows[0].labels(), std::int64_t(2));
        QCOMPARE(data->dropped.size(), size_t(1));
        QCOMPARE(data->dropped[0].row, std::int64_t(1));
        QCOMPARE(data->cut.size(), size_t(2));
    }

    void sftRows_ofNoKnownKindAreRefused() {
        for (const char* text :
             {R"({"prompt":"a"})", R"({"completion":"a"})", R"({"other":1})", R"({"messages":"a"})",
              R"({"text":3})", R"({"prompt":"a","completion":[]})"})
            QVERIFY2(!encodeSftRow(encoder(), Json::parse(text), {}), text);
    }

    void packing_isBestFitDecreasing() {
        // TRL's own example: lengths 5 → 4 (cut), 2, 3, 1 in sequences of 4.
        const auto sequences = packRows({rowOf(4), rowOf(2), rowOf(3), rowOf(1)}, 4);
        const std::vector<std::vector<std::uint64_t>> expected{{0}, {2, 3}, {1}};
        QVERIFY(sequences == expected);
        QVERIFY(packRows({rowOf(2), rowOf(2)}, 4).size() == 1);
        QVERIFY(packRows({rowOf(2), rowOf(2)}, 3).size() == 2);
    }

    void tokenSpans_coverTheText() {
        const std::string text = "Once</s> upon\na  time";
        const auto ids = encoded(text, false);
        const auto spans = tokenSpans(tokenizer(), text, ids);
        QVERIFY2(spans.ok(), spans ? "" : spans.error().message.c_str());
        QCOMPARE(spans->size(), ids.size());
        QCOMPARE(spans->back().second, text.size());
        const auto end = text.find("</s>");
        const auto inside = tokensInside(*spans, {{end, end + 4}});
        QCOMPARE(std::ranges::count(inside, true), std::ptrdiff_t(1));
        QVERIFY(!tokenSpans(tokenizer(), "Another text", ids));
    }

    void rewardRows_areWholeAndNeverCut() {
        const QTemporaryDir folder;
        const auto file = written(folder, {{{"prompt", "A dog"},
                                            {"chosen", " ran."},
                                            {"rejected", " sat down by the old tree."},
                                            {"margin", 0.5}},
                                           {{"chosen_ids", {1, 2}}, {"rejected_ids", {1, 3, 4}}}});
        const auto data = encodeRewardFile(encoder(), file, 512);
        QVERIFY2(data.ok(), data ? "" : data.error().message.c_str());
        QVERIFY(data->rows[0].chosen == encoded("A dog ran.</s>", true));
        QCOMPARE(data->rows[0].margin, 0.5);
        QCOMPARE(data->rows[1].margin, 0.0);
        const auto shorter = encodeRewardFile(encoder(4), file, 512);
        QCOMPARE(shorter->rows.size(), size_t(1));
        QVERIFY(shorter->rows[0].rejected == (Ids{1, 3, 4}));
        QCOMPARE(shorter->dropped[0].row, std::int64_t(0));
        QVERIFY(shorter->cut.empty());
    }

    void rewardMargin_mustBeANumber() {
        const Json row{{"chosen", "a"}, {"rejected", "b"}, {"margin", "much"}};
        const auto encodedRow = encodeRewardRow(encoder(), row);
        QVERIFY(!encodedRow && says(encodedRow.error().message, "margin"));
    }

    void ktoCompletions_rotateInsideBlocks() {
        // (x1,yn),(x2,y1),…; a last block within itself, one row alone with its own.
        std::vector<Json> rows;
        for (int i = 0; i < 5; ++i)
            rows.push_back(
                {{"prompt_ids", {1, 10 + i}}, {"completion_ids", {20 + i}}, {"label", i % 2 == 0}});
        const QTemporaryDir folder;
        const auto data = encodeKtoFile(encoder(), written(folder, rows), 512, 2);
        QVERIFY2(data.ok(), data ? "" : data.error().message.c_str());
        Ids mismatched;
        for (const auto& row : data->rows)
            mismatched.push_back(row.mismatched.front());
        QVERIFY((mismatched == Ids{21, 20, 23, 22, 24}));
        QVERIFY(data->rows[0].desirable && !data->rows[1].desirable);
    }

    void ktoRotation_comesAfterDroppingAndBeforeCutting() {
        const QTemporaryDir folder;
        const auto file = written(
            folder, {{{"prompt_ids", {1, 2}}, {"completion_ids", {3, 4, 5}}, {"label", true}},
                     {{"prompt_ids", {1, 2, 3, 4}}, {"completion_ids", {6}}, {"label", true}},
                     {{"prompt_ids", {1, 2, 3}}, {"completion_ids", {7, 8}}, {"label", false}}});
        const auto data = encodeKtoFile(encoder(4), file, 512, 2);
        QCOMPARE(data->rows.size(), size_t(2));
        QVERIFY((data->rows[0].completion == Ids{3, 4}));
        QVERIFY((data->rows[0].mismatched == Ids{7, 8}));
        QVERIFY((data->rows[1].mismatched == Ids{3}));
        QCOMPARE(data->dropped.size(), size_t(1));
    }

    void ktoPairs_areTakenApartChosenFirst() {
        const QTemporaryDir folder;
        const auto file =
            written(folder, {{{"prompt", "A"}, {"chosen", " b"}, {"rejected", " c"}},
                             {{"chosen", "The sky is blue."}, {"rejected", "The sky is red."}}});
        const auto data = encodeKtoFile(encoder(), file, 512, 4);
        QVERIFY2(data.ok(), data ? "" : data.error().message.c_str());
        QCOMPARE(data->rows.size(), size_t(4));
        QVERIFY(data->rows[0].desirable && data->rows[1].desirable);
        QVERIFY(!data->rows[2].desirable && !data->rows[3].desirable);
        QVERIFY(data->rows[0].prompt == data->rows[2].prompt);
        QVERIFY(data->rows[1].prompt == data->rows[3].prompt);
        const auto broken = encodeKtoFile(
            encoder(), written(folder, {{{"prompt", "A"}, {"completion", "b"}}}), 512, 4);
        QVERIFY(!broken && says(broken.error().message, "label"));
    }
};

QTEST_GUILESS_MAIN(TestMethodRows)
#include "tst_method_rows.moc"
