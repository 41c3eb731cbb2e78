// Products with matrices that stay quantised are those with the dequantised ones.
#include "files/gguf.h"
#include "tensor/quantised_matrix.h"
#include "tensor/span_tensor.h"

#include <ATen/ATen.h>
#include <QTest>

using namespace tiebreak;

namespace {

constexpr double kSumOrder = 1e-5;      ///< relative, float32 sums in another order
constexpr double kHalfStep = 1.0 / 128; ///< relative, one step of bfloat16

std::shared_ptr<const QuantisedMatrix> matrix(const QString& format, GgufFile& file) {
    auto span = *file.find("sample." + format.toStdString());
    const auto columns = blockLayout(span.format).elements; // whatever the sample's shape
    span.shape = {span.elements() / columns, columns};
    auto made = QuantisedMatrix::make(span, file.file().owner());
    return made ? *made : nullptr;
}

double relative(const at::Tensor& a, const at::Tensor& b) {
    return ((a - b).abs().max() / b.abs().max()).item<double>();
}

} // namespace

class TestQuantisedMatrix : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void productIsThatOfTheDequantised_data();
    void productIsThatOfTheDequantised();
    void rowsAreSelectedAndReordered();
    void otherTensorsAreRefused();
};

void TestQuantisedMatrix::productIsThatOfTheDequantised_data() {
    QTest::addColumn<QString>("format");
    for (const char* name : {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K", "Q3_K", "Q4_K", "Q5_K",
                             "Q6_K", "IQ4_NL", "IQ4_XS"})
        QTest::newRow(name) << QString(name);
}

void TestQuantisedMatrix::productIsThatOfTheDequantised() {
    QFETCH(QString, format);
    auto file = GgufFile::open(TIEBREAK_TEST_DATA "/files/quant_types.gguf");
    QVERIFY(file.ok());
    const auto weight = matrix(format, *file);
    QVERIFY(weight);
    at::manual_seed(1);
    for (const std::int64_t rows : {1, 5}) {
        const auto x = at::randn({rows, weight->columns()});
        const auto expected = at::linear(x, weight->dequantised());
        QVERIFY(relative(weight->linear(x), expected) < kSumOrder);
        const auto half = x.to(at::kBFloat16);
        const auto inHalf =
            at::linear(half, weight->dequantised().to(at::kBFloat16)).to(at::kFloat);
        QVERIFY(relative(weight->linear(half).to(at::kFloat), inHalf) < kHalfStep);
        QVERIFY(relative(weight->linear(x + 0.01), expected) > kSumOrder); // the twin
    }
}

void TestQuantisedMatrix::rowsAreSelectedAndReordered() {
    auto file = GgufFile::open(TIEBREAK_TEST_DATA "/files/quant_types.gguf");
    const auto weight = matrix("Q8_0", *file);
    QVERIFY(weight && weight->rows() > 3);
    const auto whole = weight->dequantised();
    const auto ids = at::tensor({3, 0, 3}, at::kLong);
    QVERIFY(at::equal(weight->select(ids), whole.index_select(0, ids)));
    std::vector<std::int64_t> order;
    for (auto row = weight->rows(); row-- > 0;)
        order.push_back(row);
    QVERIFY(at::equal(weight->reordered(order)->dequantised(), whole.flip(0)));
    QVERIFY(!at::equal(weight->reordered(order)->dequantised(), whole));
}

void TestQuantisedMatrix::otherTensorsAreRefused() {
    const float values[4] = {};
    const TensorSpan plain{"p", TensorFormat::F32, {2, 2}, std::as_bytes(std::span(values))};
    QVERIFY(!QuantisedMatrix::make(plain, nullptr).ok());
    const TensorSpan cut{"c", TensorFormat::Q8_0, {2, 32}, std::as_bytes(std::span(values))};
    QVERIFY(!QuantisedMatrix::make(cut, nullptr).ok());
}

QTEST_APPLESS_MAIN(TestQuantisedMatrix)
#include "tst_quantised_matrix.moc"
