#include "golden_cases.h"

using namespace tiebreak;
using namespace tiebreak::test;

class TestGgufTokenizer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void starterModelMatchesGolden();
    void starterModelMatchesPrompts();
    void starterModelTokens();
    void llamaVocabularyMatchesLlamaCpp();
    void llamaAddsBos_onlyWhenAsked();
    void streamHoldsBackHalfCharacters();
    void refusesMissingFile();
};

namespace {

std::shared_ptr<const Tokenizer> load(const char* path) {
    auto loaded = loadTokenizer(path);
    if (!loaded)
        qFatal("%s", loaded.error().text().c_str());
    return *loaded;
}

std::shared_ptr<const Tokenizer> starter() {
    static const auto tokenizer = load(TIEBREAK_STARTER_MODEL);
    return tokenizer;
}

constexpr const char* kLlama = TIEBREAK_TEST_DATA "/tokenizers/llama-spm/ggml-vocab-llama-spm.gguf";

} // namespace

void TestGgufTokenizer::starterModelMatchesGolden() {
    const auto cases = readGolden("smollm/golden.json");
    QCOMPARE(cases.size(), std::size_t{47});
    for (const auto& one : cases) {
        const auto ids = one["ids"].get<Ids>();
        compareIds(*starter(), one["text"], ids, {false, false});
        QCOMPARE(starter()->decode(ids), one["text"].get<std::string>());
        compareStream(starter(), ids);
    }
}

void TestGgufTokenizer::starterModelMatchesPrompts() {
    for (const auto& one : readGolden("smollm/prompts.json"))
        compareIds(*starter(), one["text"], one["ids"].get<Ids>(), {});
    const auto plain = starter()->encode("<|im_start|>user", {false, false});
    QVERIFY(plain->front() != 1); // without parseSpecial the same letters are plain text
    QVERIFY(starter()->encode("<|im_start|>user", {false, true})->front() == 1);
}

void TestGgufTokenizer::starterModelTokens() {
    QCOMPARE(starter()->size(), std::int64_t{49152});
    QCOMPARE(starter()->eosId().value(), 2);
    QCOMPARE(starter()->piece(1), std::string("<|im_start|>"));
    QCOMPARE(starter()->idOf("<|im_end|>").value(), 2);
    QVERIFY(starter()->isSpecial(2) && !starter()->isSpecial(500));
    const Ids ids{1, 504, 2};
    QCOMPARE(starter()->decode(ids), starter()->decode(Ids{504}));
    QCOMPARE(starter()->decode(ids, true),
             "<|im_start|>" + starter()->decode(Ids{504}) + "<|im_end|>");
    QCOMPARE(starter()->decode(Ids{-1, 1 << 30}), std::string());
}

void TestGgufTokenizer::llamaVocabularyMatchesLlamaCpp() {
    const auto tokenizer = load(kLlama);
    const auto texts = [] {
        std::ifstream file(std::string(kLlama) + ".inp");
        const std::string all(std::istreambuf_iterator<char>(file), {});
        return QString::fromStdString(all).split("\n__ggml_vocab_test__\n");
    }();
    std::ifstream expected(std::string(kLlama) + ".out");
    std::string line;
    int compared = 0;
    for (const auto& text : texts) {
        if (!std::getline(expected, line))
            break;
        Ids ids;
        for (const auto& word : QString::fromStdString(line).split(' ', Qt::SkipEmptyParts))
            ids.push_back(word.toInt());
        compareIds(*tokenizer, text.toStdString(), ids, {false, false});
        QCOMPARE(tokenizer->decode(ids), text.toStdString());
        compareStream(tokenizer, ids);
        ++compared;
    }
    QVERIFY2(compared >= 40, qPrintable(QString::number(compared)));
}

void TestGgufTokenizer::llamaAddsBos_onlyWhenAsked() {
    const auto tokenizer = load(kLlama);
    QCOMPARE(tokenizer->encode("Hello")->front(), 1);
    QVERIFY(tokenizer->encode("Hello", {false, true})->front() != 1);
    QVERIFY(*tokenizer->encode("</s>", {false, true}) == Ids{2});
    QVERIFY(tokenizer->encode("</s>", {false, false})->size() > 1);
    QVERIFY(*tokenizer->encode("") == Ids{1});
}

void TestGgufTokenizer::streamHoldsBackHalfCharacters() {
    const auto ids = *starter()->encode("\xF0\x9F\xA6\x99!", {false, false});
    QVERIFY(ids.size() > 2);
    StreamDecoder stream(starter());
    QCOMPARE(stream.push(ids[0]), std::string());
    QCOMPARE(stream.finish(), starter()->decode(Ids{ids[0]})); // what never got whole is U+FFFD
    compareStream(starter(), ids);
}

void TestGgufTokenizer::refusesMissingFile() {
    QCOMPARE(loadTokenizer("/nonexistent/model.gguf").error().code, ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(TestGgufTokenizer)
#include "tst_gguf_tokenizer.moc"
