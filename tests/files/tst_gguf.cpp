#include "file_builder.h"

#include "base/atomic_file.h"
#include "files/dequantise.h"
#include "files/gguf.h"
#include "files/gguf_write.h"
#include "files/half.h"
#include "files/quantise.h"
#include "files/safetensors.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <cstring>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

std::vector<float> floats(const TensorSpan& span) {
    std::vector<float> out(static_cast<std::size_t>(span.elements()));
    const auto status = dequantise(span, out);
    if (!status)
        qFatal("%s", status.error().text().c_str());
    return out;
}

} // namespace

class TestGguf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsSmallFile();
    void writesWhatItReads();
    void encodesAsGgmlDoes_data();
    void encodesAsGgmlDoes();
    void halvesRoundToTheNearest();
    void dequantisesBitForBit_data();
    void dequantisesBitForBit();
    void halvesAreExact();
    void refusesIntegers();
    void readsStarterModel();

private:
    std::filesystem::path file(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    void write(const std::string& bytes) const {
        QVERIFY(writeFileAtomically(file("x.gguf"), bytes).ok());
    }
    QTemporaryDir m_folder;
};

void TestGguf::readsSmallFile() {
    auto builder = gguf(1, 3);
    builder.text("i").u32(kI32Kind).put<std::int32_t>(-7);
    builder.text("l").u32(kArrayKind).u32(kTextKind).u64(2).text("a").text("b");
    builder.text("f").u32(kF32Kind).put(0.5f);
    builder.tensor("t", {32, 2}, 8, 0);
    write(builder.data(68));
    const auto read = GgufFile::open(file("x.gguf"));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(*read->integer("i"), std::int64_t{-7});
    QCOMPARE(*read->number("f"), 0.5);
    QCOMPARE(std::get<std::vector<std::string>>(read->metadata().at("l")).at(1), std::string("b"));
    QVERIFY(read->find("t")->shape == (std::vector<std::int64_t>{2, 32}));
    QCOMPARE(read->text("i").error().code, ErrorCode::BadFile);
    QCOMPARE(read->text("none").error().code, ErrorCode::NotFound);
}

void TestGguf::dequantisesBitForBit_data() {
    QTest::addColumn<QString>("format");
    for (const char* name : {"F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q2_K",
                             "Q3_K", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL", "IQ4_XS"})
        QTest::newRow(name) << QString(name);
}

void TestGguf::dequantisesBitForBit() {
    QFETCH(QString, format);
    const std::string name = "sample." + format.toStdString();
    const auto blocks = GgufFile::open(TIEBREAK_TEST_DATA "/files/quant_types.gguf");
    const auto golden =
        SafetensorsFile::open(TIEBREAK_TEST_DATA "/files/quant_types_golden.safetensors");
    QVERIFY(blocks.ok() && golden.ok());
    const auto* span = blocks->find(name);
    const auto* expected =
        golden->find(format == "F32" ? "source_f32" : "dequant." + format.toStdString());
    QVERIFY2(span && expected, name.c_str());
    auto got = floats(*span);
    QCOMPARE(got.size() * sizeof(float), expected->bytes.size());
    QVERIFY(std::memcmp(got.data(), expected->bytes.data(), expected->bytes.size()) == 0);
    got[7] = std::nextafter(got[7], 100.0f);
    QVERIFY(std::memcmp(got.data(), expected->bytes.data(), expected->bytes.size()) != 0);
}

void TestGguf::halvesAreExact() {
    for (std::uint32_t h = 0; h < 0x7C00; ++h) {
        const int exponent = static_cast<int>(h >> 10);
        const double mantissa = (h & 0x3FF) + (exponent ? 1024 : 0);
        const double expected = std::ldexp(mantissa, (exponent ? exponent : 1) - 25);
        QVERIFY(static_cast<double>(halfToFloat(static_cast<std::uint16_t>(h))) == expected);
        QVERIFY(static_cast<double>(halfToFloat(static_cast<std::uint16_t>(h | 0x8000))) ==
                -expected);
    }
    QVERIFY(std::isinf(halfToFloat(0x7C00)) && halfToFloat(0xFC00) < 0);
    QVERIFY(std::isnan(halfToFloat(0x7E00)));
}

/// What was dequantised comes back as the very blocks it came out of: Q8_0's scale and values are
/// found again.
void TestGguf::encodesAsGgmlDoes_data() {
    QTest::addColumn<QString>("format");
    for (const char* name : {"F32", "F16", "BF16", "Q8_0"})
        QTest::newRow(name) << QString(name);
}

void TestGguf::encodesAsGgmlDoes() {
    QFETCH(QString, format);
    const auto blocks = GgufFile::open(TIEBREAK_TEST_DATA "/files/quant_types.gguf");
    const auto golden =
        SafetensorsFile::open(TIEBREAK_TEST_DATA "/files/quant_types_golden.safetensors");
    QVERIFY(blocks.ok() && golden.ok());
    const auto* expected = blocks->find("sample." + format.toStdString());
    const auto source = floats(*golden->find("source_f32"));
    auto encoded = quantise(source, expected->format);
    QVERIFY(encoded.ok());
    QCOMPARE(encoded->size(), expected->bytes.size());
    QVERIFY(std::memcmp(encoded->data(), expected->bytes.data(), encoded->size()) == 0);
    encoded->at(3) ^= std::byte{1};
    QVERIFY(std::memcmp(encoded->data(), expected->bytes.data(), encoded->size()) != 0);
}

void TestGguf::halvesRoundToTheNearest() {
    for (std::uint32_t h = 0; h < 0x7C00; ++h) { // every half is itself, and so is what lies near
        const auto half = static_cast<std::uint16_t>(h);
        const float value = halfToFloat(half);
        QCOMPARE(floatToHalf(value), half);
        QCOMPARE(floatToHalf(-value), static_cast<std::uint16_t>(h | 0x8000));
        const float next = h == 0x7BFF ? 65536.0f : halfToFloat(static_cast<std::uint16_t>(h + 1));
        const float middle = value + (next - value) / 2; // exact: ties go to the even one
        QCOMPARE(floatToHalf(middle), static_cast<std::uint16_t>(h % 2 ? h + 1 : h));
        QCOMPARE(floatToHalf(std::nextafter(middle, 0.0f)), half);
    }
    QCOMPARE(floatToHalf(1e6f), std::uint16_t{0x7C00});
    QVERIFY(std::isnan(halfToFloat(floatToHalf(std::nanf("")))));
    QCOMPARE(floatToBfloat(1.00390625f), std::uint16_t{0x3F80}); // half a step above 1: to the even
    QCOMPARE(floatToBfloat(1.01171875f), std::uint16_t{0x3F82});
}

void TestGguf::writesWhatItReads() {
    const std::vector<float> values(64, 1.5f);
    const auto encoded = *quantise(values, TensorFormat::Q8_0);
    const std::vector<TensorSpan> tensors{{"a.weight", TensorFormat::Q8_0, {2, 32}, {}},
                                          {"b", TensorFormat::F32, {3}, {}}};
    const std::vector<GgufEntry> metadata{
        {"general.architecture", std::string("llama")},
        {"k.u", std::uint32_t{7}},
        {"k.b", true},
        {"k.f", 0.25f},
        {"k.t", std::vector<std::string>{"x", "", "\xE2\x96\x81y"}},
        {"k.i", std::vector<std::int32_t>{-1, 2}}};
    const auto bytesOf = [&](std::size_t index) -> Result<std::span<const std::byte>> {
        return index == 0 ? std::span<const std::byte>(encoded)
                          : std::as_bytes(std::span(values).first(3));
    };
    QVERIFY(writeGguf(file("w.gguf"), metadata, tensors, bytesOf).ok());
    const auto read = GgufFile::open(file("w.gguf"));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(*read->text("general.architecture"), std::string("llama"));
    QVERIFY(*read->integer("k.u") == 7 && *read->boolean("k.b") && *read->number("k.f") == 0.25);
    QCOMPARE(std::get<std::vector<std::string>>(read->metadata().at("k.t")).at(2),
             std::string("\xE2\x96\x81y"));
    const auto back = floats(*read->find("a.weight"));
    QVERIFY(std::all_of(back.begin(), back.end(), // one step of the scale's 16 bits
                        [](float value) { return std::fabs(value - 1.5f) < 1e-3f; }));
    QVERIFY(read->find("a.weight")->shape == (std::vector<std::int64_t>{2, 32}));
    // Written again from its raw entries, byte for byte the same.
    std::vector<GgufEntry> raw;
    for (const auto& entry : read->rawMetadata())
        raw.push_back({std::string(entry.key), entry});
    QVERIFY(writeGguf(file("again.gguf"), raw, tensors, bytesOf).ok());
    QCOMPARE(*readFile(file("again.gguf")), *readFile(file("w.gguf")));
    const auto tooFew = [&](std::size_t) { return Result(std::span(encoded).first(4)); };
    QVERIFY(!writeGguf(file("bad.gguf"), metadata, tensors, tooFew).ok());
    QVERIFY(!std::filesystem::exists(file("bad.gguf")) &&
            !std::filesystem::exists(file("bad.gguf.part")));
}

void TestGguf::refusesIntegers() {
    const std::int32_t value = 1;
    const TensorSpan span{"i", TensorFormat::I32, {1}, std::as_bytes(std::span(&value, 1))};
    std::vector<float> out(1);
    QCOMPARE(dequantise(span, out).error().code, ErrorCode::Unsupported);
    const TensorSpan shorter{"s", TensorFormat::F32, {2}, std::as_bytes(std::span(&value, 1))};
    std::vector<float> two(2);
    QCOMPARE(dequantise(shorter, two).error().code, ErrorCode::BadArgument);
}

void TestGguf::readsStarterModel() {
    const auto file = GgufFile::open(TIEBREAK_STARTER_MODEL);
    QVERIFY2(file.ok(), "run ./tiebreak setup: it fetches the starter model");
    QCOMPARE(file->tensors().size(), std::size_t{272});
    QElapsedTimer timer;
    qint64 elements = 0;
    qint64 nanoseconds = 0;
    for (const auto& span : file->tensors()) {
        std::vector<float> out(static_cast<std::size_t>(span.elements()));
        timer.start();
        QVERIFY(dequantise(span, out).ok());
        nanoseconds += timer.nsecsElapsed();
        elements += span.elements();
        QVERIFY(std::isfinite(out.front()) && std::isfinite(out.back()));
    }
    QCOMPARE(elements, qint64{134'515'008});
    qInfo("dequantised %lld elements in %.3f s", elements, static_cast<double>(nanoseconds) * 1e-9);
}

QTEST_APPLESS_MAIN(TestGguf)
#include "tst_gguf.moc"
