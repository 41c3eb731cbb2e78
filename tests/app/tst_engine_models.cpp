// The commands on every architecture: greedy ids out of generate where the folder has no tokenizer,
// scores out of score and forward.
#include "engine_process.h"

#include "files/safetensors.h"

#include <QDir>
#include <QtTest>
#include <algorithm>
#include <cstring>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

const QString kModels = QStringLiteral(TIEBREAK_TEST_DATA "/model/");

template <class T>
std::vector<T> goldenValues(const QString& folder, const std::string& name) {
    const auto file = SafetensorsFile::open((folder + "/golden.safetensors").toStdString());
    const auto* span = file ? file->find(name) : nullptr;
    if (span == nullptr)
        qFatal("golden tensor is missing");
    std::vector<T> values(static_cast<std::size_t>(span->elements()));
    std::memcpy(values.data(), span->bytes.data(), values.size() * sizeof(T));
    return values;
}

/// The tokens of a row of the golden batch that are no pads.
std::vector<std::int64_t> goldenRow(const QString& folder, std::size_t row, std::size_t rows) {
    const auto ids = goldenValues<std::int64_t>(folder, "input_ids");
    const auto mask = goldenValues<std::int64_t>(folder, "attention_mask");
    std::vector<std::int64_t> tokens;
    const auto width = ids.size() / rows;
    for (std::size_t i = row * width; i < (row + 1) * width; ++i)
        if (mask[i] != 0)
            tokens.push_back(ids[i]);
    return tokens;
}

/// One character for each of 64 token ids.
const char* const kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-";

nlohmann::json letterTokenizer() {
    nlohmann::json vocabulary;
    for (int id = 0; id < 64; ++id)
        vocabulary[std::string(1, kAlphabet[id])] = id;
    return {{"version", "1.0"},
            {"added_tokens", nlohmann::json::array()},
            {"normalizer", nullptr},
            {"pre_tokenizer", nullptr},
            {"post_processor", nullptr},
            {"decoder", nullptr},
            {"model",
             {{"type", "BPE"},
              {"unk_token", nullptr},
              {"vocab", vocabulary},
              {"merges", nlohmann::json::array()}}}};
}

} // namespace

class EngineModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void greedyIdsEqualTransformers_withoutATokenizer_data();
    void greedyIdsEqualTransformers_withoutATokenizer();
    void scoresEqualTransformers_data();
    void scoresEqualTransformers();
    void scoreNamesWhatIsWrong_data();
    void scoreNamesWhatIsWrong();
    void forwardScoresRowsOfAnEncoder();
    void aClassifierWritesNoText();

private:
    QString write(const QString& name, const QByteArray& content) {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write");
        return file.fileName();
    }
    QString tokenizer() {
        return write("tokenizer.json", QByteArray::fromStdString(letterTokenizer().dump()));
    }

    QTemporaryDir m_folder;
};

void EngineModelsTest::greedyIdsEqualTransformers_withoutATokenizer_data() {
    QTest::addColumn<QString>("folder");
    for (const QString& name : QDir(kModels).entryList({"tiny-*"}, QDir::Dirs))
        QTest::addRow("%s", qPrintable(name)) << kModels + name;
}

void EngineModelsTest::greedyIdsEqualTransformers_withoutATokenizer() {
    QFETCH(QString, folder);
    QByteArray prompts;
    for (std::size_t row = 0; row < 2; ++row)
        prompts += QByteArray::fromStdString(
            nlohmann::json{{"token_ids", goldenRow(folder, row, 2)}}.dump() + "\n");
    const auto done =
        runEngine({"generate", "--model", folder, "--dtype", "float32", "--greedy", "--ignore-eos",
                   "--max-new-tokens", "16", "--prompts", write("prompts.jsonl", prompts)});
    QVERIFY2(done.status == 0, done.err);
    const auto lines = done.lines();
    QCOMPARE(lines.size(), std::size_t(2));
    QCOMPARE(lines[0].at("ids"), nlohmann::json(goldenValues<std::int64_t>(folder, "greedy_row0")));
    QCOMPARE(lines[1].at("ids"),
             nlohmann::json(goldenValues<std::int64_t>(folder, "greedy_row1_unpadded")));
    QVERIFY(lines[0].at("text").is_null());
}

void EngineModelsTest::scoresEqualTransformers_data() {
    QTest::addColumn<QString>("name");
    for (const char* name : {"llama-classifier", "gpt2-classifier", "distilbert-classifier"})
        QTest::addRow("%s", name) << name;
}

void EngineModelsTest::scoresEqualTransformers() {
    QFETCH(QString, name);
    const QString folder = kModels + "variants/" + name;
    QByteArray texts;
    for (std::size_t row = 0; row < 3; ++row) {
        std::string text;
        for (const auto id : goldenRow(folder, row, 3))
            text += kAlphabet[id];
        const nlohmann::json line =
            row == 1 ? nlohmann::json{{"prompt", text.substr(0, 5)}, {"completion", text.substr(5)}}
                     : nlohmann::json{{"text", text}};
        texts += QByteArray::fromStdString(line.dump() + "\n");
    }
    const auto done =
        runEngine({"score", "--model", folder, "--tokenizer", tokenizer(), "--dtype", "float32",
                   "--device", "cpu", "--texts", write("texts.jsonl", texts)});
    QVERIFY2(done.status == 0, done.err);
    const auto gold = goldenValues<float>(folder, "logits");
    const auto lines = done.lines();
    QCOMPARE(lines.size(), std::size_t(3));
    const auto labels = gold.size() / 3;
    for (std::size_t row = 0; row < 3; ++row) {
        QCOMPARE(lines[row].at("i"), nlohmann::json(row));
        const std::vector<float> logits = lines[row].at("logits");
        QCOMPARE(logits.size(), labels);
        for (std::size_t i = 0; i < labels; ++i)
            QVERIFY(std::abs(logits[i] - gold[row * labels + i]) < 1e-4f);
        QCOMPARE(lines[row].at("score").get<float>(), logits.back());
    }
    QVERIFY(std::abs(lines[0].at("score").get<float>() - lines[1].at("score").get<float>()) >
            1e-4f);
}

void EngineModelsTest::scoreNamesWhatIsWrong_data() {
    QTest::addColumn<QByteArray>("texts");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("not JSON") << QByteArray("{\"text\":\"A\"}\nnonsense\n") << QByteArray("line 2");
    QTest::newRow("no text") << QByteArray("{\"txt\":\"A\"}\n") << QByteArray("'prompt'");
    QTest::newRow("too long") << QByteArray("{\"text\":\"") + QByteArray(65, 'K') + "\"}\n"
                              << QByteArray("context is 64");
    QTest::newRow("no tokens") << QByteArray("{\"text\":\"\"}\n") << QByteArray("no tokens");
}

void EngineModelsTest::scoreNamesWhatIsWrong() {
    QFETCH(QByteArray, texts);
    QFETCH(QByteArray, named);
    const auto done =
        runEngine({"score", "--model", kModels + "variants/llama-classifier", "--tokenizer",
                   tokenizer(), "--device", "cpu", "--texts", write("texts.jsonl", texts)});
    QCOMPARE(done.status, 2);
    QVERIFY2(done.err.contains(named), done.err);
    QCOMPARE(done.err.count('\n'), 1);
}

void EngineModelsTest::forwardScoresRowsOfAnEncoder() {
    const QString folder = kModels + "variants/bert-classifier";
    const QString out = m_folder.filePath("out.safetensors");
    const auto done =
        runEngine({"forward", "--model", folder, "--dtype", "float32", "--device", "cpu", "--input",
                   folder + "/golden.safetensors", "--output", out, "--hidden-states"});
    QVERIFY2(done.status == 0, done.err);
    const auto file = SafetensorsFile::open(out.toStdString());
    QVERIFY(file && file->find("hidden_2") != nullptr);
    QCOMPARE(file->find("logits")->shape, (std::vector<std::int64_t>{3, 3}));
}

void EngineModelsTest::aClassifierWritesNoText() {
    const auto prompts = write("prompts.jsonl", "{\"token_ids\":[7]}\n");
    for (const char* name : {"llama-classifier", "bert-classifier"}) {
        const auto done = runEngine({"generate", "--model", kModels + "variants/" + name,
                                     "--max-new-tokens", "2", "--prompts", prompts});
        QCOMPARE(done.status, 2);
        QVERIFY2(done.err.contains("score"), done.err);
    }
    const auto scored = runEngine({"score", "--model", kModels + "tiny-llama", "--texts", prompts});
    QCOMPARE(scored.status, 2);
    QVERIFY2(scored.err.contains("no classification head"), scored.err);
}

QTEST_GUILESS_MAIN(EngineModelsTest)
#include "tst_engine_models.moc"
