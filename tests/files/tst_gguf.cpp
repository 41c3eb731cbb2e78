#include "base/atomic_file.h"
#include "files/dequantise.h"
#include "files/gguf.h"
#include "files/half.h"
#include "files/safetensors.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <cmath>
#include <cstring>

using namespace tiebreak;

namespace {

/// A small GGUF file written field by field, so that one field at a time can be spoilt.
struct Writer {
    QByteArray bytes;
    template <class T>
    Writer& put(T value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    Writer& text(const QByteArray& value) {
        put<quint64>(static_cast<quint64>(value.size()));
        bytes.append(value);
        return *this;
    }
    Writer& magic(quint32 version = 3) { return put<quint32>(0x46554747).put(version); }
    Writer& counts(quint64 tensors, quint64 keys) { return put(tensors).put(keys); }
    Writer& tensor(const QByteArray& name, const QList<quint64>& sizes, quint32 type,
                   quint64 offset) {
        text(name).put<quint32>(static_cast<quint32>(sizes.size()));
        for (const auto size : sizes)
            put(size);
        return put(type).put(offset);
    }
    QByteArray data(int count) {
        bytes.append(QByteArray((32 - bytes.size() % 32) % 32, '\0'));
        return bytes + QByteArray(count, '\0');
    }
};

Writer tensorFile(quint64 tensors = 1) {
    return Writer().magic().counts(tensors, 0);
}

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
    void refusesBrokenFile_data();
    void refusesBrokenFile();
    void dequantisesBitForBit_data();
    void dequantisesBitForBit();
    void halvesAreExact();
    void refusesIntegers();
    void readsStarterModel();

private:
    std::filesystem::path file(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    void write(const QByteArray& bytes) const {
        QVERIFY(
            writeFileAtomically(file("x.gguf"), {bytes.data(), static_cast<size_t>(bytes.size())})
                .ok());
    }
    QTemporaryDir m_folder;
};

void TestGguf::readsSmallFile() {
    Writer w = Writer().magic().counts(1, 3);
    w.text("i").put<quint32>(5).put<qint32>(-7);
    w.text("l").put<quint32>(9).put<quint32>(8).put<quint64>(2).text("a").text("b");
    w.text("f").put<quint32>(6).put<float>(0.5f);
    w.tensor("t", {32, 2}, 8, 0);
    write(w.data(68));
    const auto read = GgufFile::open(file("x.gguf"));
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(*read->integer("i"), std::int64_t{-7});
    QCOMPARE(*read->number("f"), 0.5);
    QCOMPARE(std::get<std::vector<std::string>>(read->metadata().at("l")).at(1), std::string("b"));
    QVERIFY(read->find("t")->shape == (std::vector<std::int64_t>{2, 32}));
    QCOMPARE(read->text("i").error().code, ErrorCode::BadFile);
    QCOMPARE(read->text("none").error().code, ErrorCode::NotFound);
}

void TestGguf::refusesBrokenFile_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("unsupported");
    const auto row = [](const char* name, const QByteArray& bytes, const char* part,
                        bool unsupported = false) {
        QTest::newRow(name) << bytes << QString(part) << unsupported;
    };
    const auto key = [](quint32 kind) {
        Writer w = Writer().magic().counts(0, 1);
        w.text("k").put(kind);
        return w;
    };
    row("empty", {}, "magic");
    row("other magic", QByteArray(32, 'x'), "does not begin with GGUF");
    row("version 1", Writer().magic(1).counts(0, 0).bytes, "version 1", true);
    row("version 4", Writer().magic(4).counts(0, 0).bytes, "version 4", true);
    row("cut after the version", Writer().magic().bytes, "number of tensors");
    row("too many tensors", Writer().magic().counts(1u << 30, 0).bytes, "number of tensors");
    row("too many keys", Writer().magic().counts(0, ~0ull).bytes, "number of metadata keys");
    row("key past the end", Writer().magic().counts(0, 1).put<quint64>(1000).bytes,
        "remain in the file");
    row("key above the limit", Writer().magic().counts(0, 1).put<quint64>(~0ull).bytes,
        "above the limit");
    row("unknown kind", key(13).put<quint32>(0).bytes, "kind 13 is unknown");
    row("text past the end", key(8).put<quint64>(5000).bytes, "remain in the file");
    row("truth value of two", key(7).put<quint8>(2).bytes, "truth value 2");
    row("array past the end", key(9).put<quint32>(10).put<quint64>(3).bytes, "that remain");
    row("array above the limit", key(9).put<quint32>(0).put<quint64>(~0ull).bytes,
        "above the limit");
    row("array of unknown kind", key(9).put<quint32>(99).put<quint64>(0).bytes, "kind 99");
    row("array of arrays", key(9).put<quint32>(9).put<quint64>(0).bytes, "array of arrays", true);
    Writer twice = Writer().magic().counts(0, 2);
    twice.text("k").put<quint32>(0).put<quint8>(1).text("k").put<quint32>(0).put<quint8>(1);
    row("key twice", twice.bytes, "stands twice");
    row("rank zero", tensorFile().tensor("t", {}, 0, 0).data(0), "rank 0");
    row("rank five", tensorFile().tensor("t", {1, 1, 1, 1, 1}, 0, 0).data(4), "rank 5");
    row("dimension zero", tensorFile().tensor("t", {0}, 0, 0).data(0), "size 0");
    row("dimension above 63 bits", tensorFile().tensor("t", {1ull << 63}, 0, 0).data(0),
        "dimension");
    row("shape overflows", tensorFile().tensor("t", {1ull << 40, 1ull << 40}, 0, 0).data(0),
        "overflows");
    row("size overflows", tensorFile().tensor("t", {1ull << 62}, 0, 0).data(0), "overflows");
    row("rows not whole blocks", tensorFile().tensor("t", {33}, 8, 0).data(99),
        "no multiple of the block");
    row("type refused by name", tensorFile().tensor("t", {256}, 16, 0).data(99), "IQ2_XXS", true);
    row("type unknown", tensorFile().tensor("t", {256}, 77, 0).data(99), "number 77", true);
    row("data past the end", tensorFile().tensor("t", {64}, 0, 0).data(255), "past data end 255");
    row("offset past the end", tensorFile().tensor("t", {1}, 0, 1ull << 63).data(32),
        "past data end 32");
    row("offset not aligned", tensorFile().tensor("t", {1}, 0, 4).data(32), "alignment 32");
    row("overlap", tensorFile(2).tensor("a", {16}, 0, 0).tensor("b", {16}, 0, 32).data(128),
        "overlaps");
    row("tensor twice", tensorFile(2).tensor("a", {8}, 0, 0).tensor("a", {8}, 0, 32).data(64),
        "stands twice");
    row("name not UTF-8", tensorFile().tensor("\xff", {8}, 0, 0).data(32), "not UTF-8");
    for (const quint32 alignment : {0u, 3u, 1u << 30}) {
        Writer w = Writer().magic().counts(1, 1);
        w.text("general.alignment").put<quint32>(4).put(alignment).tensor("t", {8}, 0, 0);
        row(qPrintable(QString("alignment %1").arg(alignment)), w.data(32), "power of two");
    }
    Writer typed = Writer().magic().counts(1, 1);
    typed.text("general.alignment").put<quint32>(8).text("32").tensor("t", {8}, 0, 0);
    row("alignment is text", typed.data(32), "expected an integer");
}

void TestGguf::refusesBrokenFile() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    QFETCH(bool, unsupported);
    write(bytes);
    const auto read = GgufFile::open(file("x.gguf"));
    QVERIFY(!read.ok());
    QCOMPARE(read.error().code, unsupported ? ErrorCode::Unsupported : ErrorCode::BadFile);
    const auto text = QString::fromStdString(read.error().text());
    QVERIFY2(text.contains(part) && text.contains("x.gguf"), qPrintable(text));
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
