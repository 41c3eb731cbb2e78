#include "tokenizer_files.h"

using namespace tiebreak;
using namespace tiebreak::test;

class TestLoadTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tokenizerJsonWinsOverModel();
    void modelServesAlone();
    void folderWithoutTokenizerSaysSo();
    void badSettingsAreRefused_data();
    void badSettingsAreRefused();
    void unknownKindIsRefused();
};

void TestLoadTokenizer::tokenizerJsonWinsOverModel() {
    const QTemporaryDir folder;
    writeTo(folder, "tokenizer.model", "broken: would be refused");
    writeTo(folder, "tokenizer.json", contentOf(kStories + "hf/tokenizer.json"));
    QVERIFY(*need(folder.path().toStdString())->encode("Once") == (Ids{1, 403}));
    writeTo(folder, "tokenizer.json", "{");
    QVERIFY(!loadTokenizer(folder.path().toStdString()).ok());
}

void TestLoadTokenizer::modelServesAlone() {
    const QTemporaryDir folder;
    writeTo(folder, "tokenizer.model", contentOf(kStories + "hf/tokenizer.model"));
    QVERIFY(*need(folder.path().toStdString())->encode("Once") == (Ids{1, 403}));
}

void TestLoadTokenizer::folderWithoutTokenizerSaysSo() {
    const QTemporaryDir folder;
    writeTo(folder, "config.json", "{}");
    const auto loaded = loadTokenizer(folder.path().toStdString());
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::NotFound);
    QCOMPARE(loaded.error().path, folder.path().toStdString());
    QVERIFY(loaded.error().message.find("neither tokenizer.json nor tokenizer.model") !=
            std::string::npos);
}

void TestLoadTokenizer::badSettingsAreRefused_data() {
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("message");
    QTest::newRow("not an object") << "[]"
                                   << "is not a JSON object";
    QTest::newRow("choice is text") << R"({"add_bos_token": "yes"})"
                                    << "'add_bos_token' must be true or false";
    QTest::newRow("token is a number") << R"({"eos_token": 2})"
                                       << "'eos_token' must be a text";
    QTest::newRow("token's content is a number") << R"({"pad_token": {"content": 2}})"
                                                 << "'pad_token' must be a text";
}

void TestLoadTokenizer::badSettingsAreRefused() {
    QFETCH(QString, content);
    QFETCH(QString, message);
    const QTemporaryDir folder;
    writeTo(folder, "tokenizer.model", contentOf(kStories + "hf/tokenizer.model"));
    const auto path = writeTo(folder, "tokenizer_config.json", content.toStdString());
    const auto loaded = loadTokenizer(folder.path().toStdString());
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::BadFile);
    QCOMPARE(loaded.error().path, path);
    QVERIFY2(QString::fromStdString(loaded.error().message).startsWith(message),
             loaded.error().message.c_str());
}

void TestLoadTokenizer::unknownKindIsRefused() {
    const QTemporaryDir folder;
    const auto loaded = loadTokenizer(writeTo(folder, "vocab.txt", "a"));
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::Unsupported);
    QVERIFY(loaded.error().message.starts_with("'.txt' is no known kind"));
}

QTEST_APPLESS_MAIN(TestLoadTokenizer)
#include "tst_load_tokenizer.moc"
