#include "tokenizer_files.h"

using namespace tiebreak;
using namespace tiebreak::test;

class TestSentencePiece : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesGolden_data();
    void matchesGolden();
    void otherModelsGoldenIsSeen();
    void storiesMatchGolden();
    void storiesMatchPrompts();
    void addsBosByDefault_settingsDecide();
    void specialTokensInText_onlyWhenAsked();
    void streamMatchesDecode();
    void brokenModelIsRefused_data();
    void brokenModelIsRefused();
    void everyCutIsRefusedOrLoads();
};

namespace {

const std::string kStoriesModel = kStories + "hf/tokenizer.model";

/// mistral's file has no ending that says what it is.
std::string modelPath(const QTemporaryDir& folder, const std::string& file) {
    return writeTo(folder, "tokenizer.model", contentOf(kTokenizers + file));
}

/// A length-delimited protobuf field.
std::string field(int number, const std::string& bytes) {
    std::string out(1, static_cast<char>(number << 3 | 2));
    std::size_t left = bytes.size();
    for (; left >= 0x80; left >>= 7)
        out += static_cast<char>((left & 0x7F) | 0x80);
    return out + static_cast<char>(left) + bytes;
}

std::string withTable(const std::string& table) {
    return contentOf(kStoriesModel) + field(3, field(2, table));
}

std::string leUnit(std::uint32_t value) {
    return {reinterpret_cast<const char*>(&value), sizeof value};
}

} // namespace

void TestSentencePiece::matchesGolden_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("golden");
    QTest::newRow("byte-pair merging with byte fallback") << "mistral-spm/tokenizer.model.v1"
                                                          << "mistral-spm/golden_v1.json";
    QTest::newRow("unigram with NFKC table") << "sentencepiece/test_model.model"
                                             << "sentencepiece/golden_test_model.json";
    QTest::newRow("unigram, Japanese") << "sentencepiece/test_ja_model.model"
                                       << "sentencepiece/golden_test_ja_model.json";
}

void TestSentencePiece::matchesGolden() {
    QFETCH(QString, model);
    QFETCH(QString, golden);
    const QTemporaryDir folder;
    const auto tokenizer = need(modelPath(folder, model.toStdString()));
    const auto expected = readGolden(golden.toStdString());
    QCOMPARE(tokenizer->size(), expected["vocab_size"].get<std::int64_t>());
    QCOMPARE(tokenizer->bosId().value(), expected["bos"].get<TokenId>());
    QCOMPARE(tokenizer->eosId().value(), expected["eos"].get<TokenId>());
    QVERIFY(!tokenizer->padId().has_value());
    matchesAll(*tokenizer, expected["cases"], 65);
}

void TestSentencePiece::otherModelsGoldenIsSeen() {
    const auto tokenizer = need(kTokenizers + "sentencepiece/test_model.model");
    QVERIFY(mismatches(*tokenizer, readGolden("sentencepiece/golden_test_ja_model.json")["cases"]) >
            30);
}

void TestSentencePiece::storiesMatchGolden() {
    const auto cases = readGolden("stories260K/tokenizer_golden.json");
    const auto tokenizer = need(kStoriesModel);
    matchesAll(*tokenizer, cases, cases.size());
    for (const auto& one : cases)
        for (std::size_t k = 0; k < one["ids"].size(); ++k)
            QCOMPARE(tokenizer->piece(one["ids"][k].get<TokenId>()),
                     one["pieces"][k].get<std::string>());
}

// The model file, the folder and the GGUF give a raw prompt the same ids.
void TestSentencePiece::storiesMatchPrompts() {
    const auto golden = nlohmann::json::parse(contentOf(kStories + "gguf_golden.json"));
    const auto& prompts = golden["files"]["f32"];
    QVERIFY(prompts.size() >= 2);
    for (const auto& path : {kStoriesModel, kStories + "hf", kStories + "stories260K.f32.gguf"}) {
        const auto tokenizer = need(path);
        for (const auto& one : prompts) {
            const auto ids = one["token_ids"].get<Ids>();
            compareIds(*tokenizer, one["text"], ids, {});
            QCOMPARE(tokenizer->decode(ids), one["text"].get<std::string>());
            QVERIFY(*tokenizer->encode(one["text"].get<std::string>() + "s") != ids);
        }
    }
}

void TestSentencePiece::addsBosByDefault_settingsDecide() {
    const QTemporaryDir folder;
    const auto path = modelPath(folder, "sentencepiece/test_model.model");
    const auto plain = *need(path)->encode("Hello", {false, true});
    auto expected = plain;
    expected.insert(expected.begin(), 1);
    QVERIFY(*need(path)->encode("Hello") == expected);
    writeTo(
        folder, "tokenizer_config.json",
        R"({"add_bos_token": false, "add_eos_token": true, "pad_token": {"content": "<unk>"}})");
    expected = plain;
    expected.push_back(2);
    for (const auto& place : {path, folder.path().toStdString()})
        QVERIFY(*need(place)->encode("Hello") == expected);
    QCOMPARE(need(path)->padId().value(), 0);
}

void TestSentencePiece::specialTokensInText_onlyWhenAsked() {
    const auto tokenizer = need(kStoriesModel);
    QVERIFY(*tokenizer->encode("</s>", {false, true}) == Ids{2});
    QVERIFY(tokenizer->encode("</s>", {false, false})->size() > 1);
    QCOMPARE(tokenizer->decode(Ids{1, 403, 2}), std::string("Once"));
    QVERIFY(tokenizer->decode(Ids{1, 403, 2}, true) == "<s> Once</s>");
}

void TestSentencePiece::streamMatchesDecode() {
    const auto golden = readGolden("mistral-spm/golden_v1.json");
    for (const auto& one : golden["cases"]) {
        static const QTemporaryDir folder;
        static const auto tokenizer = need(modelPath(folder, "mistral-spm/tokenizer.model.v1"));
        compareStream(tokenizer, one["ids"].get<Ids>());
    }
}

void TestSentencePiece::brokenModelIsRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& content, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(content) << message;
    };
    const auto good = contentOf(kStoriesModel);
    const auto score = std::string("\x15\x00\x00\xc0\x7f", 5); // field 2, a NaN
    row("empty", "", "no pieces");
    row("text", "not a model", "wire type 6");
    row("cut in a field", good.substr(0, 1000), "remain at offset");
    row("number longer than 10 bytes", std::string(11, '\xff'), "longer than 10 bytes");
    row("number cut off", good + "\x80", "a number is cut off");
    row("field past the end",
        std::string("\x0a\x7f"
                    "abc"),
        "127 bytes, 3 remain");
    row("field number 0", std::string("\x02\x00", 2), "field number 0");
    row("piece without text", field(1, ""), "piece 0: empty text");
    row("piece too long", field(1, field(1, std::string(513, 'a'))), "text of 513 bytes");
    row("piece is no UTF-8", field(1, field(1, "\xff")), "expected UTF-8");
    row("score is not finite", field(1, field(1, "a") + score), "score is not a finite number");
    row("unknown type", field(1, field(1, "a") + "\x18\x09"), "type 9, expected 1 to 6");
    row("table shorter than its length", withTable("ab"), "shorter than its length field");
    row("table longer than the field", withTable(leUnit(4096) + "ab"), "trie of 4096 bytes in 2");
    row("table is no whole blocks", withTable(leUnit(1028) + std::string(1029, '\0')),
        "trie of 1028");
    row("replacement is not ended", withTable(leUnit(1024) + std::string(1024, '\0') + "a"),
        "last replacement is not ended");
    row("unit leads out", withTable(leUnit(1024) + leUnit(0x7FFFFC00) + std::string(1021, '\0')),
        "unit 0 leads past the trie");
    row("replacement past the end",
        withTable(leUnit(1024) + leUnit(0x80000009) + std::string(1021, '\0')), "replacement 9");
}

void TestSentencePiece::brokenModelIsRefused() {
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const QTemporaryDir folder;
    const auto path = writeTo(folder, "broken.model", content.toStdString());
    const auto loaded = loadTokenizer(path);
    QVERIFY(!loaded.ok());
    QCOMPARE(loaded.error().code, ErrorCode::BadFile);
    QCOMPARE(loaded.error().path, path);
    QVERIFY2(QString::fromStdString(loaded.error().message).contains(message),
             loaded.error().message.c_str());
    QVERIFY(loadTokenizer(kStoriesModel).ok());
}

void TestSentencePiece::everyCutIsRefusedOrLoads() {
    const auto good = contentOf(kStoriesModel);
    const QTemporaryDir folder;
    int refused = 0;
    for (std::size_t size = 0; size < good.size(); size += 37) {
        const auto loaded = loadTokenizer(writeTo(folder, "cut.model", good.substr(0, size)));
        refused += !loaded.ok();
        if (loaded.ok())
            QVERIFY((*loaded)->encode("Once upon a time").ok());
    }
    QVERIFY2(refused > 150, qPrintable(QString::number(refused)));
}

QTEST_APPLESS_MAIN(TestSentencePiece)
#include "tst_sentencepiece.moc"
