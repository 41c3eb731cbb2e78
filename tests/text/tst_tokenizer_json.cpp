#include "tokenizer_files.h"

using namespace tiebreak;
using namespace tiebreak::test;
using nlohmann::json;

class TestTokenizerJson : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gpt2MatchesGolden_data();
    void gpt2MatchesGolden();
    void digitsStandAlone_likeSmolLm();
    void storiesMatchGolden();
    void normalizersWorkOnEveryLine();
    void normalizedAddedToken_data();
    void normalizedAddedToken();
    void templateAndConfigDecideSpecialTokens();
    void decodesAddedTokens_data();
    void decodesAddedTokens();
    void unknownPartIsRefusedByName_data();
    void unknownPartIsRefusedByName();
    void growingTextIsRefused();
    void brokenFileIsRefused_data();
    void brokenFileIsRefused();
};

namespace {

std::shared_ptr<const Tokenizer> build(const json& root) {
    const QTemporaryDir folder;
    return need(writeTo(folder, "tokenizer.json", root.dump()));
}

json storiesJson() {
    return json::parse(contentOf(kStories + "hf/tokenizer.json"));
}

Error refusal(const std::string& content) {
    const QTemporaryDir folder;
    const auto loaded = loadTokenizer(writeTo(folder, "tokenizer.json", content));
    return loaded.ok() ? Error{ErrorCode::Internal, "was read"} : loaded.error();
}

json patched(const char* pointer, const json& value) {
    auto root = storiesJson();
    root[json::json_pointer(pointer)] = value;
    return root;
}

} // namespace

void TestTokenizerJson::gpt2MatchesGolden_data() {
    QTest::addColumn<bool>("oldMerges");
    QTest::newRow("merges as pairs") << false;
    QTest::newRow("merges as text") << true;
}

void TestTokenizerJson::gpt2MatchesGolden() {
    QFETCH(bool, oldMerges);
    const auto tokenizer = build(gpt2Json(oldMerges));
    QCOMPARE(tokenizer->size(), std::int64_t{50257});
    auto cases = readGolden("gpt2/golden.json");
    for (auto& one : cases) {
        one["decoded"] = one["text"];
        compareStream(tokenizer, one["ids"].get<Ids>());
    }
    matchesAll(*tokenizer, cases, cases.size());
    QVERIFY(mismatches(*tokenizer, readGolden("smollm/golden.json")) > 30);
    QVERIFY(*tokenizer->encode("a<|endoftext|>") == (Ids{64, 50256}));
    QVERIFY(tokenizer->encode("<|endoftext|>", {true, false})->size() > 1);
}

void TestTokenizerJson::digitsStandAlone_likeSmolLm() {
    auto root = gpt2Json(false);
    root["pre_tokenizer"] = {
        {"type", "Sequence"},
        {"pretokenizers",
         {{{"type", "Digits"}, {"individual_digits", true}}, root["pre_tokenizer"]}}};
    const auto split = build(root);
    const auto ids = *split->encode("in 2024");
    QCOMPARE(ids.size(), std::size_t{6}); // in, the space, four digits
    QCOMPARE(split->piece(ids[2]), std::string("2"));
    QCOMPARE(build(gpt2Json(false))->encode("in 2024")->size(), std::size_t{2});
}

void TestTokenizerJson::storiesMatchGolden() {
    const auto tokenizer = need(kStories + "hf/tokenizer.json");
    const auto cases = readGolden("stories260K/tokenizer_golden.json");
    matchesAll(*tokenizer, cases, cases.size());
    for (const auto& one : cases)
        compareStream(tokenizer, one["ids"].get<Ids>());
    QCOMPARE(tokenizer->bosId().value(), 1);
    QCOMPARE(tokenizer->eosId().value(), 2);
    QVERIFY(tokenizer->isSpecial(2) && !tokenizer->isSpecial(403));
    QCOMPARE(tokenizer->decode(Ids{1, 403, 407}), std::string("Once upon"));
}

// "^" and "$" of this dialect stand at every line, so the spaces around a line's end go too.
void TestTokenizerJson::normalizersWorkOnEveryLine() {
    const auto tokenizer = need(kStories + "hf/tokenizer.json");
    const Ids expected{403, 13, 425, 427, 289};
    QVERIFY(*tokenizer->encode("Once \n upon", {false, true}) == expected);
    QVERIFY(*tokenizer->encode("Once\nupon", {false, true}) == expected);
    QVERIFY(*tokenizer->encode("Once \n. upon", {false, true}) != expected);
}

void TestTokenizerJson::normalizedAddedToken_data() {
    QTest::addColumn<bool>("normalized");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("ids");
    QTest::newRow("as it comes") << false << "A  B"
                                 << "[512]";
    QTest::newRow("as it comes, written otherwise") << false << "A B"
                                                    << "[410,447,368]";
    QTest::newRow("as it comes, inside") << false << "xA  B y"
                                         << "[410,444,512,348]";
    QTest::newRow("normalised on both sides") << true << "A B"
                                              << "[512]";
    QTest::newRow("normalised, as in the file") << true << "A  B"
                                                << "[512]";
    QTest::newRow("normalised, other letters") << true << "A  C"
                                               << "[410,447,410,457]";
    QTest::newRow("normalised, behind a word") << true << "x A B"
                                               << "[410,444,512]";
    QTest::newRow("normalised, no space before") << true << "xA  B y"
                                                 << "[410,444,447,368,348]";
}

// Expected ids come from the tokenizers library, 0.23.
void TestTokenizerJson::normalizedAddedToken() {
    QFETCH(bool, normalized);
    QFETCH(QString, text);
    QFETCH(QString, ids);
    auto root = storiesJson();
    root["added_tokens"].push_back(
        {{"id", 512}, {"content", "A  B"}, {"normalized", normalized}, {"special", false}});
    compareIds(*build(root), text.toStdString(), json::parse(ids.toStdString()).get<Ids>(),
               {false, false});
}

void TestTokenizerJson::templateAndConfigDecideSpecialTokens() {
    const QTemporaryDir folder;
    const auto path = writeTo(folder, "tokenizer.json", storiesJson().dump());
    QVERIFY(*need(path)->encode("Once") == (Ids{1, 403}));
    QCOMPARE(need(path)->bosId().value(), 1); // known from the template
    QVERIFY(!need(path)->eosId());
    writeTo(folder, "special_tokens_map.json", R"({"eos_token": {"content": "</s>"}})");
    QCOMPARE(need(path)->eosId().value(), 2);
    writeTo(folder, "tokenizer_config.json",
            R"({"bos_token": "<s>", "pad_token": null, "add_bos_token": false,
                "add_eos_token": true})");
    QVERIFY(*need(folder.path().toStdString())->encode("Once") == (Ids{403, 2}));
    QVERIFY(*need(path)->encode("Once", {false, true}) == Ids{403});
}

void TestTokenizerJson::decodesAddedTokens_data() {
    QTest::addColumn<bool>("normalized");
    QTest::addColumn<QString>("text");
    QTest::newRow("as it comes") << false << "Once<think>";
    QTest::newRow("normalised: the prefix is part of it") << true << "Once <think>";
}

void TestTokenizerJson::decodesAddedTokens() {
    QFETCH(bool, normalized);
    QFETCH(QString, text);
    auto root = storiesJson();
    root["added_tokens"].push_back(
        {{"id", 512}, {"content", "<think>"}, {"normalized", normalized}, {"special", false}});
    const auto tokenizer = build(root);
    QCOMPARE(tokenizer->decode(Ids{1, 403, 512, 2}), text.toStdString());
    QCOMPARE(tokenizer->decode(Ids{1, 512, 403}), std::string("<think> Once"));
    QCOMPARE(tokenizer->size(), std::int64_t{513});
}

void TestTokenizerJson::unknownPartIsRefusedByName_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const json& root, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(root.dump()) << message;
    };
    row("model", patched("/model/type", "Morse"), "model 'Morse'");
    row("normalizer", patched("/normalizer", {{"type", "Rot13"}}), "normalizer 'Rot13'");
    row("inner normalizer", patched("/normalizer/normalizers/0/type", "X"), "normalizer 'X'");
    row("pre-tokenizer", patched("/pre_tokenizer", {{"type", "UnicodeScripts"}}),
        "pre-tokenizer 'UnicodeScripts'");
    row("post-processor", patched("/post_processor/type", "Bracketing"),
        "post-processor 'Bracketing'");
    row("decoder", patched("/decoder/decoders/1/type", "CTC"), "decoder 'CTC'");
    row("decoder behind Fuse", patched("/decoder/decoders/3/type", "WordPiece"),
        "decoder 'WordPiece' behind one that joins");
    row("dropout", patched("/model/dropout", 0.1), "model.dropout 0.1");
}

void TestTokenizerJson::unknownPartIsRefusedByName() {
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const auto error = refusal(content.toStdString());
    QCOMPARE(error.code, ErrorCode::Unsupported);
    QVERIFY2(QString::fromStdString(error.message).contains(message), error.message.c_str());
    QVERIFY(!error.path.empty());
}

void TestTokenizerJson::growingTextIsRefused() {
    const json doubling = {{"type", "Replace"}, {"pattern", {{"String", "a"}}}, {"content", "aa"}};
    auto root = storiesJson();
    root["normalizer"] = {{"type", "Sequence"}, {"normalizers", json(20, doubling)}};
    const auto tokenizer = build(root);
    QVERIFY(tokenizer->encode("b").ok());
    const auto grown = tokenizer->encode(std::string(1000, 'a'));
    QVERIFY(!grown.ok());
    QVERIFY2(grown.error().message.starts_with("the normalizer makes 128000 bytes of a text"),
             grown.error().message.c_str());
}

void TestTokenizerJson::brokenFileIsRefused_data() {
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::string& content, const char* message) {
        QTest::newRow(name) << QByteArray::fromStdString(content) << message;
    };
    const auto text = storiesJson().dump();
    row("cut off", text.substr(0, text.size() / 2), "");
    row("a list", "[]", "expected an object with 'model'");
    row("no vocabulary", patched("/model/vocab", nullptr).dump(), "model.vocab must be an object");
    row("id below 0", patched("/model/vocab/a", -1).dump(), "token 'a': id -1, expected 0 to");
    row("id too large", patched("/model/vocab/a", 1000000).dump(), "id 1000000, expected 0 to");
    row("id is text", patched("/model/vocab/a", "1").dump(), "token 'a': id \"1\"");
    row("two tokens of one id", patched("/model/vocab/zz", 400).dump(), "token 400 is both");
    row("merge of unknown parts", patched("/model/merges/0", {"q~", "~"}).dump(), "merge 'q~ ~'");
    row("gap too wide", patched("/model/vocab/a", 90000).dump(), "id 90000, expected 0 to 67");
    row("replacement too long",
        patched("/normalizer", {{"type", "Replace"},
                                {"pattern", {{"String", " "}}},
                                {"content", std::string(300, 'x')}})
            .dump(),
        "has 300 bytes, above the limit 256");
    row("merge without two parts", patched("/model/merges/0", "ab").dump(), "has no two parts");
    row("added token without text", patched("/added_tokens/0/content", 3).dump(),
        "'content' must be text");
    row("expression does not compile",
        patched("/normalizer/normalizers/0/pattern/Regex", "(").dump(), "regular expression '('");
    row("template token outside", patched("/post_processor/special_tokens/<s>/ids", {512}).dump(),
        "token 512 is outside");
    row("template token without ids",
        patched("/post_processor/special_tokens", json::object()).dump(), "'<s>' has no ids");
}

void TestTokenizerJson::brokenFileIsRefused() {
    QFETCH(QByteArray, content);
    QFETCH(QString, message);
    const auto error = refusal(content.toStdString());
    QCOMPARE(error.code, ErrorCode::BadFile);
    QVERIFY2(QString::fromStdString(error.message).contains(message), error.message.c_str());
    QVERIFY(!error.path.empty());
}

QTEST_APPLESS_MAIN(TestTokenizerJson)
#include "tst_tokenizer_json.moc"
