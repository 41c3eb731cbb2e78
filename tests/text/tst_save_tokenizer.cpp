#include "tokenizer_files.h"

#include "text/chat_template.h"
#include "text/save_tokenizer.h"

#include <filesystem>

using namespace tiebreak;
using namespace tiebreak::test;
using nlohmann::json;

class TestSaveTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ggufBecomesFolder_withSameIds_data();
    void ggufBecomesFolder_withSameIds();
    void specialTokensAndTemplateGoAlong();
    void folderIsCopiedAsItIs();
    void singleFileGetsItsUsualName_data();
    void singleFileGetsItsUsualName();
    void sourceWithoutTokenizerWritesNothing();
    void unwritableFolderIsAnError();
};

namespace {

const std::string kLlama = kTokenizers + "llama-spm/ggml-vocab-llama-spm.gguf";
const std::string kStoriesGguf = kStories + "stories260K.f32.gguf";

std::vector<std::string> manyTexts() {
    std::vector<std::string> texts{
        "", " ", "\n", "a</s>b <s> c", "  two  spaces ", "\t\u00e9\u4e2d"};
    for (const auto* name : {"smollm/golden.json", "gpt2/golden.json", "smollm/prompts.json"})
        for (const auto& one : readGolden(name))
            texts.push_back(one["text"].get<std::string>());
    for (const auto* name : {"mistral-spm/golden_v1.json", "sentencepiece/golden_test_model.json"})
        for (const auto cases = readGolden(name); const auto& one : cases["cases"])
            texts.push_back(one["text"].get<std::string>());
    return texts;
}

/// In how many texts the two differ: ids as a raw prompt, plain ids, or decoded text.
int differences(const Tokenizer& a, const Tokenizer& b) {
    int count = 0;
    for (const auto& text : manyTexts()) {
        const auto raw = a.encode(text), raw2 = b.encode(text);
        const auto plain = a.encode(text, {false, false}), plain2 = b.encode(text, {false, false});
        const bool same = raw.ok() && raw2.ok() && plain.ok() && plain2.ok() && *raw == *raw2 &&
                          *plain == *plain2 && a.decode(*raw) == b.decode(*raw) &&
                          a.decode(*raw, true) == b.decode(*raw, true);
        count += !same;
    }
    return count;
}

void save(const std::string& source, const QTemporaryDir& folder) {
    const auto saved = saveTokenizer(source, folder.path().toStdString());
    QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().text().c_str());
}

} // namespace

void TestSaveTokenizer::ggufBecomesFolder_withSameIds_data() {
    QTest::addColumn<QString>("source");
    QTest::newRow("by merges, digits alone") << QString(TIEBREAK_STARTER_MODEL);
    QTest::newRow("by scores, Llama's") << QString::fromStdString(kLlama);
    QTest::newRow("by scores, small") << QString::fromStdString(kStoriesGguf);
}

void TestSaveTokenizer::ggufBecomesFolder_withSameIds() {
    QFETCH(QString, source);
    const QTemporaryDir folder;
    save(source.toStdString(), folder);
    const auto before = need(source.toStdString());
    const auto after = need(folder.path().toStdString());
    QCOMPARE(after->size(), before->size());
    QCOMPARE(after->bosId(), before->bosId());
    QCOMPARE(after->eosId(), before->eosId());
    QCOMPARE(after->padId(), before->padId());
    QVERIFY(manyTexts().size() > 200);
    QCOMPARE(differences(*before, *after), 0);
    const auto other = source == TIEBREAK_STARTER_MODEL ? kLlama : TIEBREAK_STARTER_MODEL;
    QVERIFY(differences(*need(other), *after) > 100);
}

void TestSaveTokenizer::specialTokensAndTemplateGoAlong() {
    const QTemporaryDir folder;
    save(TIEBREAK_STARTER_MODEL, folder);
    const auto source = loadChatTemplateSource(TIEBREAK_STARTER_MODEL);
    const auto saved = loadChatTemplateSource(folder.path().toStdString());
    QVERIFY(source.ok() && saved.ok());
    QVERIFY(!saved->source.empty());
    QCOMPARE(saved->source, source->source);
    QCOMPARE(saved->eosToken, std::string("<|im_end|>"));
    const auto config =
        json::parse(contentOf(folder.filePath("tokenizer_config.json").toStdString()));
    QCOMPARE(config["tokenizer_class"].get<std::string>(), std::string("PreTrainedTokenizerFast"));
}

void TestSaveTokenizer::folderIsCopiedAsItIs() {
    const QTemporaryDir folder;
    save(kStories + "hf", folder);
    int copied = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder.path().toStdString())) {
        const auto name = entry.path().filename().string();
        QCOMPARE(contentOf(entry.path().string()), contentOf(kStories + "hf/" + name));
        ++copied;
    }
    QVERIFY(copied >= 3);
    QVERIFY(!std::filesystem::exists(folder.filePath("config.json").toStdString()));
}

void TestSaveTokenizer::singleFileGetsItsUsualName_data() {
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("name");
    QTest::newRow("sentencepiece") << "tok512.model"
                                   << "tokenizer.model";
    QTest::newRow("description") << "mine.json"
                                 << "tokenizer.json";
}

void TestSaveTokenizer::singleFileGetsItsUsualName() {
    QFETCH(QString, source);
    QFETCH(QString, name);
    const QTemporaryDir from;
    const QTemporaryDir folder;
    const auto content = contentOf(kStories + "hf/" + name.toStdString());
    const auto path = writeTo(from, qPrintable(source), content);
    writeTo(from, "tokenizer_config.json", R"({"add_bos_token": false})");
    save(path, folder);
    QCOMPARE(contentOf(folder.filePath(name).toStdString()), content);
    QVERIFY(*need(folder.path().toStdString())->encode("Once") == Ids{403});
}

void TestSaveTokenizer::sourceWithoutTokenizerWritesNothing() {
    const QTemporaryDir from;
    const QTemporaryDir folder;
    writeTo(from, "config.json", "{}");
    save(from.path().toStdString(), folder);
    QVERIFY(std::filesystem::is_empty(folder.path().toStdString()));
}

void TestSaveTokenizer::unwritableFolderIsAnError() {
    const auto saved = saveTokenizer(kLlama, "/proc/none");
    QVERIFY(!saved.ok());
    QVERIFY(saved.error().path.find("/proc/none") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestSaveTokenizer)
#include "tst_save_tokenizer.moc"
