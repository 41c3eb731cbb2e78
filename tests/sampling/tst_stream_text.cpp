// The text that streams, put together, is the text of the whole response, whatever the tokens.
#include "base/random_stream.h"
#include "sampling/response_row.h"
#include "sampling/response_text.h"

#include <QtTest>
#include <cmath>

using namespace tiebreak;

namespace {

constexpr int kSequences = 1000;

/// Logits that leave a draw no choice.
std::vector<float> certain(TokenId id, std::int64_t vocabulary) {
    std::vector<float> logits(std::size_t(vocabulary), -60.0F);
    logits[std::size_t(id)] = 60;
    return logits;
}

/// Ids that spell multi-byte characters, whole and torn, between ids drawn at random.
std::vector<TokenId> randomIds(RandomStream& random, const Tokenizer& tokenizer) {
    static const char* const pieces[] = {
        "é", "日本語", "🙂👩‍🚀", "ß ", " Ω", "한글", "a", "\n\n", "…"};
    std::vector<TokenId> ids;
    for (std::uint64_t count = 1 + random.below(12); count > 0; --count) {
        if (random.below(3) == 0) {
            ids.push_back(TokenId(random.below(std::uint64_t(tokenizer.size()))));
            continue;
        }
        auto spelt = tokenizer
                         .encode(pieces[random.below(std::size(pieces))],
                                 {.addSpecial = false, .parseSpecial = false})
                         .value();
        if (random.below(3) == 0 && spelt.size() > 1)
            spelt.erase(spelt.begin() + std::ptrdiff_t(random.below(spelt.size()))); // torn
        ids.insert(ids.end(), spelt.begin(), spelt.end());
    }
    return ids;
}

struct Streamed {
    std::string text;
    GeneratedResponse response;
};

Streamed stream(const std::vector<TokenId>& ids, const ResponseRules& model,
                const std::vector<std::string>& stops) {
    SamplingParameters parameters;
    parameters.greedy = true;
    parameters.maxNewTokens = std::int64_t(ids.size());
    parameters.stop = stops;
    const std::vector<TokenId> prompt{1};
    ResponseRow row({}, parameters, prompt, model, {});
    Streamed streamed;
    for (const TokenId id : ids) {
        streamed.text += row.advance(certain(id, model.vocabulary)).value().text;
        if (row.finished())
            break;
    }
    streamed.response = row.take();
    return streamed;
}

} // namespace

class StreamTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void streamedEqualsDecoded_data();
    void streamedEqualsDecoded();
    void streamedStopsWhereTheTextDoes();
    void aTornCharacterIsNoticed();
};

void StreamTextTest::streamedEqualsDecoded_data() {
    QTest::addColumn<QString>("path");
    const QString stories = TIEBREAK_TEST_DATA "/model/stories260K/hf";
    QTest::newRow("sentencepiece, tokenizer.json") << stories;
    QTest::newRow("sentencepiece") << stories + "/tokenizer.model";
    QTest::newRow("byte-level BPE") << TIEBREAK_STARTER_MODEL;
}

void StreamTextTest::streamedEqualsDecoded() {
    QFETCH(QString, path);
    if (!std::filesystem::exists(path.toStdString()))
        QSKIP("The starter model is not there");
    const auto tokenizer = loadTokenizer(path.toStdString());
    QVERIFY2(tokenizer.ok(), qPrintable(path));
    const ResponseRules model{{}, (*tokenizer)->size(), 4096, *tokenizer};
    RandomStream random(17);
    int multibyte = 0;
    for (int i = 0; i < kSequences; ++i) {
        const auto ids = randomIds(random, **tokenizer);
        const auto streamed = stream(ids, model, {});
        QCOMPARE(streamed.response.ids, ids);
        QCOMPARE(streamed.text, (*tokenizer)->decode(ids));
        QCOMPARE(streamed.text, *streamed.response.text);
        multibyte += std::any_of(streamed.text.begin(), streamed.text.end(),
                                 [](char c) { return static_cast<unsigned char>(c) > 127; });
    }
    QVERIFY(multibyte > kSequences / 2);
}

void StreamTextTest::streamedStopsWhereTheTextDoes() {
    const auto tokenizer = loadTokenizer(TIEBREAK_TEST_DATA "/model/stories260K/hf").value();
    const ResponseRules model{{}, tokenizer->size(), 4096, tokenizer};
    RandomStream random(18);
    int stopped = 0;
    for (int i = 0; i < kSequences; ++i) {
        const auto streamed = stream(randomIds(random, *tokenizer), model, {"本", "\n", "aé"});
        QCOMPARE(streamed.text, *streamed.response.text);
        stopped += streamed.response.stop == StopReason::StopString;
    }
    QVERIFY(stopped > kSequences / 10);
}

void StreamTextTest::aTornCharacterIsNoticed() {
    // Token by token without holding back, a character of several tokens would be lost.
    const auto tokenizer = loadTokenizer(TIEBREAK_TEST_DATA "/model/stories260K/hf").value();
    const auto ids =
        tokenizer->encode("日本", {.addSpecial = false, .parseSpecial = false}).value();
    std::string wrong;
    for (const TokenId id : ids)
        wrong += tokenizer->decode(std::vector<TokenId>{id});
    QVERIFY(wrong != tokenizer->decode(ids));
}

QTEST_APPLESS_MAIN(StreamTextTest)
#include "tst_stream_text.moc"
