// What is wrong with a model is found and named; a sound one has no findings.
#include "model_fixture.h"

#include "files/shard_write.h"
#include "model/verify_model.h"

#include <QTemporaryDir>
#include <QTest>
#include <limits>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

namespace fs = std::filesystem;

const fs::path kStories = kData / "stories260K/hf";
const std::string kTensor = "model.layers.2.mlp.up_proj.weight";

QString shown(const Verification& result) {
    QStringList lines;
    for (const auto& finding : result.findings)
        lines << QString::fromStdString(finding.check + ": " + finding.thing + ": " +
                                        finding.message);
    return lines.join('\n');
}

} // namespace

class TestVerifyModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void soundModelsHaveNoFindings_data();
    void soundModelsHaveNoFindings();
    void numberThatIsNotFinite_data();
    void numberThatIsNotFinite();
    void otherContentThanExpected();
    void indexThatLies();
    void shapesThatDoNotFit();
    void fileThatCannotBeRead();
    void pickledWeightsSayHowToConvert();

private:
    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    /// stories260K in several files below `at("model")`.
    void shard() {
        const auto whole = need(SafetensorsFile::open(kStories / "model.safetensors"));
        fs::create_directories(at("model"));
        fs::copy_file(kStories / "config.json", at("model") / "config.json");
        need(writeShards(
            at("model"), whole.tensors(),
            [&](std::size_t index) { return Result(whole.tensors()[index].bytes); }, 300'000));
    }
    void copyWhole() {
        fs::create_directories(at("model"));
        for (const char* name : {"config.json", "model.safetensors"})
            fs::copy_file(kStories / name, at("model") / name);
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestVerifyModel::init() {
    m_folder = std::make_unique<QTemporaryDir>();
    qputenv("XDG_CACHE_HOME", m_folder->filePath("cache").toUtf8());
}

void TestVerifyModel::soundModelsHaveNoFindings_data() {
    QTest::addColumn<QString>("model");
    for (const char* name : {"stories260K/hf", "stories260K/stories260K.q4_0.gguf", "tiny-llama"})
        QTest::newRow(name) << QString(name);
}

void TestVerifyModel::soundModelsHaveNoFindings() {
    QFETCH(QString, model);
    const auto path = kData / model.toStdString();
    const auto result = verifyModel(path, need(modelHash(path)));
    QCOMPARE(shown(result), QString());
    QVERIFY(result.tensors > 10 && result.bytes > 10'000);
    QCOMPARE(result.hash, need(modelHash(path)));
}

void TestVerifyModel::numberThatIsNotFinite_data() {
    QTest::addColumn<float>("value");
    QTest::addColumn<QString>("words");
    QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN() << "is not a number";
    QTest::newRow("infinity") << -std::numeric_limits<float>::infinity() << "is infinite";
}

void TestVerifyModel::numberThatIsNotFinite() {
    QFETCH(float, value);
    QFETCH(QString, words);
    copyWhole();
    const auto path = at("model") / "model.safetensors";
    auto bytes = need(readFile(path));
    {
        const auto file = need(SafetensorsFile::open(path));
        const auto* span = file.find(kTensor);
        const auto place = span->bytes.data() - file.file().bytes().data() + 4 * 1234;
        std::memcpy(bytes.data() + place, &value, sizeof value);
    }
    need(writeFileAtomically(path, bytes));
    const auto result = verifyModel(at("model"));
    QCOMPARE(result.findings.size(), std::size_t{1});
    QCOMPARE(shown(result), QString::fromStdString("finite: " + kTensor + ": element 1234 of ") +
                                QString::number(172 * 64) + " " + words);
}

void TestVerifyModel::otherContentThanExpected() {
    copyWhole();
    const auto result = verifyModel(at("model"), std::string(64, '0'));
    QCOMPARE(result.findings.size(), std::size_t{1});
    QVERIFY(shown(result).startsWith("hash: model: SHA-256 is " +
                                     QString::fromStdString(result.hash) + ", expected was 000"));
    // Changed, with size and time as they were: what is remembered of the file tells.
    const auto path = at("model") / "model.safetensors";
    const auto time = fs::last_write_time(path);
    auto bytes = need(readFile(path));
    bytes.back() ^= 1;
    need(writeFileAtomically(path, bytes));
    fs::last_write_time(path, time);
    QVERIFY(shown(verifyModel(at("model"))).contains("the content changed though size and time"));
}

void TestVerifyModel::indexThatLies() {
    shard();
    QCOMPARE(shown(verifyModel(at("model"))), QString());
    const auto path = at("model") / "model.safetensors.index.json";
    auto index = goldenJson(path);
    const auto right = index["weight_map"][kTensor].get<std::string>();
    const std::string wrong = right.find("00001") != std::string::npos
                                  ? index["weight_map"]["model.norm.weight"].get<std::string>()
                                  : "model-00001" + right.substr(11);
    index["weight_map"][kTensor] = wrong;
    index["weight_map"]["ghost.weight"] = right;
    need(writeFileAtomically(path, index.dump()));
    const auto text = shown(verifyModel(at("model")));
    QVERIFY2(text.contains(QString::fromStdString("index: " + kTensor + ": is in " + right +
                                                  "; the index says " + wrong)),
             qPrintable(text));
    QVERIFY(text.contains("index: ghost.weight: is in none of the files"));
}

void TestVerifyModel::shapesThatDoNotFit() {
    copyWhole();
    auto config = goldenJson(at("model") / "config.json");
    config["intermediate_size"] = 171;
    need(writeFileAtomically(at("model") / "config.json", config.dump()));
    const auto text = shown(verifyModel(at("model")));
    QVERIFY2(text.startsWith("shape: model: tensor 'model.layers."), qPrintable(text));
    config["model_type"] = "unheard-of";
    need(writeFileAtomically(at("model") / "config.json", config.dump()));
    QVERIFY(shown(verifyModel(at("model"))).startsWith("config: model: "));
}

void TestVerifyModel::fileThatCannotBeRead() {
    shard();
    fs::resize_file(at("model") / "model-00001-of-00004.safetensors", 1000);
    const auto text = shown(verifyModel(at("model")));
    QVERIFY2(text.startsWith("read: model-00001-of-00004.safetensors: "), qPrintable(text));
    QVERIFY(shown(verifyModel(at("nothing"))).contains("no such file or folder"));
}

void TestVerifyModel::pickledWeightsSayHowToConvert() {
    fs::create_directories(at("model"));
    fs::copy_file(kStories / "config.json", at("model") / "config.json");
    need(writeFileAtomically(at("model") / "pytorch_model-00001-of-00002.bin", "PK"));
    const auto loaded = loadModel(at("model"));
    QVERIFY(!loaded.ok() && loaded.error().code == ErrorCode::Unsupported);
    QVERIFY(loaded.error().text().find("save_pretrained") != std::string::npos);
    QVERIFY(shown(verifyModel(at("model"))).contains("save_pretrained"));
}

QTEST_GUILESS_MAIN(TestVerifyModel)
#include "tst_verify_model.moc"
