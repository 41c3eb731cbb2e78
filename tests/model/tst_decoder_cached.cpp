// Decoding with a cache, in branches, with packed weights and in fixed widths must say what the
// plain forward says.
#include "model_fixture.h"

#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

constexpr double kSame = 2e-4; ///< float32, sums in another order
using Ids = std::vector<std::int64_t>;

const Ids kPrompt{1, 403, 407, 261, 378};
const Ids kFirst{410, 29, 300, 17};
const Ids kSecond{5, 77, 460};

Ids joined(Ids a, const Ids& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

at::Tensor ids(const Ids& values) {
    return at::tensor(values, at::kLong);
}

LoadedModel stories() {
    return loadFloat(kData / "stories260K/hf");
}

/// Two copies of one prompt, each continued by its own tokens; logits after the last token of both.
/// // [2, V]
at::Tensor decodeTwo(Decoder& decoder, const StepOptions& options = {}) {
    auto cache = decoder.makeCache(1, 4); // too small on purpose: it must grow
    decoder.prefill(ids(kPrompt), cache, cache.addRow());
    cache.copyRow(0);
    at::Tensor logits;
    for (std::size_t i = 0; i < kSecond.size(); ++i)
        logits = decoder.step(ids({kFirst[i], kSecond[i]}), cache, options);
    return logits;
}

at::Tensor expectedTwo(const Decoder& decoder) {
    const Ids first(kFirst.begin(), kFirst.begin() + 3);
    return at::stack({lastLogits(decoder, joined(kPrompt, first)),
                      lastLogits(decoder, joined(kPrompt, kSecond))});
}

} // namespace

class TestDecoderCached : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void prefillEqualsForward_inOneAndInTwoPieces();
    void stepsEqualForward();
    void stepsDiffer_whenATokenDiffers();
    void packedWeightsEqualPlainOnes();
    void packedBfloat16IsNearFloat32();
    void fixedWidthGivesTheSameBits_whateverElseDecodes();
    void rowsOfDifferentLengthsAndDroppedRows();
    void truncatedRowGoesOnFromThere();
    void branchesEqualSeparateRows();
    void branchesDiffer_whenTheyMayLookAtOneAnother();
    void packedRowsDoNotMix();
    void validateNamesWhatIsWrong();
};

void TestDecoderCached::prefillEqualsForward_inOneAndInTwoPieces() {
    const auto model = stories();
    const auto expected = lastLogits(*model.decoder, joined(kPrompt, kFirst));
    auto whole = model.decoder->makeCache(1, 16);
    at::Tensor every;
    const auto last =
        model.decoder->prefill(ids(joined(kPrompt, kFirst)), whole, whole.addRow(), &every);
    QVERIFY(largestDifference(last, expected) < kSame);
    QCOMPARE(every.size(0), 9);
    QVERIFY(largestDifference(every[4], lastLogits(*model.decoder, kPrompt)) < kSame);
    auto pieces = model.decoder->makeCache(1, 16);
    model.decoder->prefill(ids(kPrompt), pieces, pieces.addRow());
    QVERIFY(largestDifference(model.decoder->prefill(ids(kFirst), pieces, 0), expected) < kSame);
    QCOMPARE(pieces.length(0), 9);
}

void TestDecoderCached::stepsEqualForward() {
    const auto model = stories();
    QVERIFY(largestDifference(decodeTwo(*model.decoder), expectedTwo(*model.decoder)) < kSame);
}

void TestDecoderCached::stepsDiffer_whenATokenDiffers() {
    const auto model = stories();
    auto wrong = expectedTwo(*model.decoder);
    wrong[1] = lastLogits(*model.decoder, joined(kPrompt, {5, 78, 460}));
    QVERIFY(largestDifference(decodeTwo(*model.decoder), wrong) > kSame);
}

void TestDecoderCached::packedWeightsEqualPlainOnes() {
    const auto model = stories();
    const auto expected = expectedTwo(*model.decoder);
    model.decoder->packForInference(2);
    QVERIFY(largestDifference(decodeTwo(*model.decoder), expected) < kSame);
}

void TestDecoderCached::packedBfloat16IsNearFloat32() {
    constexpr double kBfloat16Near = 0.6; // 8 bits of mantissa through five layers
    const auto expected = expectedTwo(*stories().decoder);
    LoadOptions options;
    options.dtype = DtypeChoice::BFloat16;
    const auto model = need(loadModel(kData / "stories260K/hf", options));
    model.decoder->packForInference(2);
    const auto found = decodeTwo(*model.decoder);
    QVERIFY(found.scalar_type() == at::kFloat);
    QVERIFY(largestDifference(found, expected) < kBfloat16Near);
    QVERIFY(largestDifference(found, expected.flip(0)) > kBfloat16Near);
}

void TestDecoderCached::fixedWidthGivesTheSameBits_whateverElseDecodes() {
    const auto model = stories();
    model.decoder->packForInference(8);
    const StepOptions options{8};
    const auto alone = [&](const Ids& tokens) {
        auto cache = model.decoder->makeCache(1, 16);
        model.decoder->prefill(ids(kPrompt), cache, cache.addRow());
        at::Tensor logits;
        for (std::size_t i = 0; i < 3; ++i)
            logits = model.decoder->step(ids({tokens[i]}), cache, options);
        return logits[0];
    };
    const auto together = decodeTwo(*model.decoder, options);
    QVERIFY(at::equal(together[0], alone(kFirst)));
    QVERIFY(at::equal(together[1], alone(kSecond)));
    QVERIFY(!at::equal(together[0], alone(kSecond)));
}

void TestDecoderCached::rowsOfDifferentLengthsAndDroppedRows() {
    const auto model = stories();
    auto cache = model.decoder->makeCache(2, 8);
    model.decoder->prefill(ids(kPrompt), cache, cache.addRow());
    model.decoder->prefill(ids({1, 403}), cache, cache.addRow());
    model.decoder->prefill(ids(kFirst), cache, cache.addRow());
    model.decoder->step(ids({7, 8, 9}), cache);
    cache.keepRows({1, 2});
    QCOMPARE(cache.rows(), 2);
    const auto logits = model.decoder->step(ids({20, 21}), cache);
    const auto first = lastLogits(*model.decoder, {1, 403, 8, 20});
    const auto second = lastLogits(*model.decoder, joined(kFirst, {9, 21}));
    QVERIFY(largestDifference(logits, at::stack({first, second})) < kSame);
}

void TestDecoderCached::truncatedRowGoesOnFromThere() {
    const auto model = stories();
    auto cache = model.decoder->makeCache(1, 8);
    model.decoder->prefill(ids(joined(kPrompt, kFirst)), cache, cache.addRow());
    cache.truncate(0, 5);
    const auto logits = model.decoder->step(ids({410}), cache);
    QVERIFY(largestDifference(logits[0], lastLogits(*model.decoder, joined(kPrompt, {410}))) <
            kSame);
}

void TestDecoderCached::branchesEqualSeparateRows() {
    const auto model = stories();
    PackedInputBuilder builder;
    builder.addRow({1, 2, 3}); // something before, so that offsets count
    const auto start = builder.addRow(kPrompt, {kFirst, kSecond});
    const auto logits = model.decoder->logits(model.decoder->hiddenStates(builder.build()));
    const auto lastOfFirst = logits[start + 8], lastOfSecond = logits[start + 11];
    QVERIFY(largestDifference(lastOfFirst, lastLogits(*model.decoder, joined(kPrompt, kFirst))) <
            kSame);
    QVERIFY(largestDifference(lastOfSecond, lastLogits(*model.decoder, joined(kPrompt, kSecond))) <
            kSame);
}

void TestDecoderCached::branchesDiffer_whenTheyMayLookAtOneAnother() {
    const auto model = stories();
    const auto mixed = lastLogits(*model.decoder, joined(joined(kPrompt, kFirst), kSecond));
    const auto apart = lastLogits(*model.decoder, joined(kPrompt, kSecond));
    QVERIFY(largestDifference(mixed, apart) > kSame);
}

void TestDecoderCached::packedRowsDoNotMix() {
    const auto model = stories();
    PackedInputBuilder builder;
    builder.addRow(kFirst);
    builder.addRow(kPrompt);
    const auto logits = model.decoder->logits(model.decoder->hiddenStates(builder.build()));
    QVERIFY(largestDifference(logits[8], lastLogits(*model.decoder, kPrompt)) < kSame);
}

void TestDecoderCached::validateNamesWhatIsWrong() {
    PackedInputBuilder builder;
    builder.addRow({1, 512});
    const auto status = validate(builder.build(), 512, 512);
    QVERIFY(!status);
    QCOMPARE(status.error().text(), std::string("token id 512: must be 0 to 511"));
    QVERIFY(validate(builder.build(), 513, 512).ok());
    QVERIFY(!validate(builder.build(), 513, 1).ok());
}

QTEST_GUILESS_MAIN(TestDecoderCached)
#include "tst_decoder_cached.moc"
