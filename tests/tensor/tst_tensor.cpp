// Words for devices and number types, sums over masks, file spans as tensors, and the decoding
// kernels against LibTorch's own operations.
#include "tensor/decode_fallback.h"
#include "tensor/decode_kernels.h"
#include "tensor/device.h"
#include "tensor/dtype.h"
#include "tensor/masked.h"
#include "tensor/span_tensor.h"
#include "tensor/threads.h"
#include "tensor/torch_error.h"

#include <ATen/ATen.h>
#include <QTest>

using namespace tiebreak;

namespace {

constexpr double kFloatTolerance = 1e-5;
constexpr double kBfloat16Tolerance = 4e-2; ///< values near 2, 8 bits of mantissa

double largestDifference(const at::Tensor& a, const at::Tensor& b) {
    return (a.to(at::kDouble) - b.to(at::kDouble)).abs().max().item<double>();
}

double toleranceOf(at::ScalarType type) {
    return type == at::kFloat ? kFloatTolerance : kBfloat16Tolerance;
}

struct AttentionCase {
    DecodeShape shape{6, 2, 16, 16, 0.25, 0, 0};
    std::vector<std::int64_t> lengths{0, 5, 33};
    at::Tensor qkv, keys, values, angles;

    explicit AttentionCase(at::ScalarType type) {
        at::manual_seed(1);
        qkv = at::randn({3, (6 + 2 * 2) * 16}).to(type);
        keys = at::randn({4, 2, 40, 16}).to(type);
        values = at::randn({4, 2, 40, 16}).to(type);
        const auto turn = at::rand({40, 8}) * 3;
        angles = at::cat({turn.cos(), turn.sin()}, 1);
    }
};

} // namespace

class TestTensor : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wordsForDevicesAndTypes();
    void processorIsDescribed();
    void threadsAreSet();
    void maskedMeanCountsTrueValues();
    void maskedMeanIgnoresNanOutside();
    void emptyMaskIsAnError();
    void plainSpanIsAView_thatKeepsItsOwner();
    void spanAtAnOddByteIsCopied();
    void blockSpanIsDequantised();
    void exceptionsBecomeErrors();
    void kernelsEqualLibTorch_data();
    void kernelsEqualLibTorch();
    void attentionDiffers_whenALengthIsWrong();
};

void TestTensor::wordsForDevicesAndTypes() {
    QVERIFY(parseDevice("cpu")->is_cpu());
    QVERIFY(parseDevice("auto").ok());
    QCOMPARE(parseDevice("tpu").error().code, ErrorCode::BadArgument);
    QVERIFY(*parseDtype("bfloat16") == DtypeChoice::BFloat16);
    QCOMPARE(parseDtype("half").error().text(),
             std::string("dtype 'half': known are float32, bfloat16, auto"));
    QVERIFY(resolveDtype(DtypeChoice::Float32, c10::Device(c10::kCPU)) == at::kFloat);
    if (cudaDevices().empty())
        QVERIFY(parseDevice("cuda").error().text().find("NVIDIA driver") != std::string::npos);
}

void TestTensor::processorIsDescribed() {
    const auto processor = processorInfo();
    QVERIFY(!processor.name.empty() && processor.cores >= 1);
    QVERIFY(processor.bf16 == "amx" || processor.bf16 == "avx512" || processor.bf16 == "emulated");
    QVERIFY(torchVersion().rfind("2.", 0) == 0);
}

void TestTensor::threadsAreSet() {
    QCOMPARE(setThreads(1), 1);
    QCOMPARE(setThreads(0), processorInfo().cores);
}

void TestTensor::maskedMeanCountsTrueValues() {
    const auto values = at::tensor({1.0, 2.0, 4.0});
    const auto mask = at::tensor({1, 0, 1}).to(at::kBool);
    QCOMPARE(maskedSum(values, mask)->item<double>(), 5.0);
    QCOMPARE(maskedMean(values, mask)->item<double>(), 2.5);
    QVERIFY(maskedMean(values, mask.logical_not())->item<double>() != 2.5);
}

void TestTensor::maskedMeanIgnoresNanOutside() {
    const auto values = at::tensor({1.0, std::nan("")}).set_requires_grad(true);
    const auto mean = maskedMean(values, at::tensor({1, 0}).to(at::kBool));
    QCOMPARE(mean->item<double>(), 1.0);
    mean->backward();
    QCOMPARE(values.grad()[1].item<double>(), 0.0);
}

void TestTensor::emptyMaskIsAnError() {
    const auto values = at::ones({2});
    QVERIFY(!maskedMean(values, at::zeros({2}, at::kBool)));
    QVERIFY(!maskedMean(values, at::ones({3}, at::kBool)));
    QVERIFY(!maskedMean(values, at::ones({2})));
}

void TestTensor::plainSpanIsAView_thatKeepsItsOwner() {
    auto owner = std::make_shared<std::vector<float>>(std::vector<float>{1, 2, 3, 4, 5, 6});
    const TensorSpan span{"x", TensorFormat::F32, {2, 3}, std::as_bytes(std::span(*owner))};
    auto tensor = *tensorFromSpan(span, owner);
    QVERIFY(tensor.const_data_ptr() == owner->data());
    QCOMPARE(tensor[1][2].item<float>(), 6.0f);
    const std::weak_ptr<std::vector<float>> watched = owner;
    owner.reset();
    QVERIFY(!watched.expired());
    tensor = at::Tensor();
    QVERIFY(watched.expired());
}

void TestTensor::spanAtAnOddByteIsCopied() {
    std::vector<std::byte> bytes(9);
    const float value = 1.5f;
    std::memcpy(bytes.data() + 1, &value, sizeof value);
    const TensorSpan span{"x", TensorFormat::F32, {1}, std::span(bytes).subspan(1, 4)};
    const auto tensor = *tensorFromSpan(span, nullptr);
    QVERIFY(tensor.const_data_ptr() != bytes.data() + 1);
    QCOMPARE(tensor.item<float>(), 1.5f);
}

void TestTensor::blockSpanIsDequantised() {
    std::vector<std::byte> block(34); // q8_0: a half scale, 32 signed bytes
    block[1] = std::byte{0x40};       // 2.0
    block[2] = std::byte{3};
    const TensorSpan span{"x", TensorFormat::Q8_0, {32}, block};
    const auto tensor = *tensorFromSpan(span, nullptr);
    QCOMPARE(tensor[0].item<float>(), 6.0f);
    QCOMPARE(tensor[1].item<float>(), 0.0f);
}

void TestTensor::exceptionsBecomeErrors() {
    const auto result = guardTorch("adding", [] { return at::ones({2}) + at::ones({3}); });
    QVERIFY(!result && result.error().code == ErrorCode::Internal);
    QVERIFY(result.error().text().find('\n') == std::string::npos);
    const auto memory = guardTorch("asking", []() -> int { throw std::bad_alloc(); });
    QCOMPARE(memory.error().code, ErrorCode::OutOfMemory);
}

void TestTensor::kernelsEqualLibTorch_data() {
    QTest::addColumn<int>("type");
    QTest::addRow("float32") << static_cast<int>(at::kFloat);
    QTest::addRow("bfloat16") << static_cast<int>(at::kBFloat16);
}

void TestTensor::kernelsEqualLibTorch() {
    QFETCH(int, type);
    const auto dtype = static_cast<at::ScalarType>(type);
    at::manual_seed(2);
    const auto x = at::randn({5, 96}).to(dtype), weight = at::randn({96}).to(dtype);
    QVERIFY(largestDifference(rmsNormRows(x, weight, 1e-5),
                              fallback::rmsNormRows(x, weight, 1e-5)) < toleranceOf(dtype));
    QVERIFY(largestDifference(rmsNormRows(x, weight, 1e-1),
                              fallback::rmsNormRows(x, weight, 1e-5)) > toleranceOf(dtype));
    QVERIFY(largestDifference(swigluRows(x * 8), fallback::swigluRows(x * 8)) <
            64 * toleranceOf(dtype));
    AttentionCase ours(dtype), theirs(dtype);
    const auto found =
        decodeAttention(ours.qkv, ours.keys, ours.values, ours.lengths, ours.angles, ours.shape);
    const auto expected = fallback::decodeAttention(theirs.qkv, theirs.keys, theirs.values,
                                                    theirs.lengths, theirs.angles, theirs.shape);
    QVERIFY(largestDifference(found, expected) < toleranceOf(dtype));
    QVERIFY(largestDifference(ours.keys, theirs.keys) < toleranceOf(dtype));
    QVERIFY(at::equal(ours.values, theirs.values));
}

void TestTensor::attentionDiffers_whenALengthIsWrong() {
    AttentionCase ours(at::kFloat), theirs(at::kFloat);
    theirs.lengths[1] = 6;
    const auto found =
        decodeAttention(ours.qkv, ours.keys, ours.values, ours.lengths, ours.angles, ours.shape);
    const auto expected = fallback::decodeAttention(theirs.qkv, theirs.keys, theirs.values,
                                                    theirs.lengths, theirs.angles, theirs.shape);
    QVERIFY(largestDifference(found, expected) > kFloatTolerance);
}

QTEST_GUILESS_MAIN(TestTensor)
#include "tst_tensor.moc"
