#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "files/shard_index.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

using namespace tiebreak;

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBack_whatWasWritten();
    void refusesBrokenFile_data();
    void refusesBrokenFile();
    void refusesPickledFile();
    void readsShardIndex();
    void refusesShardIndex_data();
    void refusesShardIndex();

private:
    std::filesystem::path file(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    QTemporaryDir m_folder;
};

namespace {

QByteArray withHeader(const QByteArray& header, int dataBytes) {
    const auto length = static_cast<quint64>(header.size());
    QByteArray bytes(reinterpret_cast<const char*>(&length), sizeof length);
    return bytes + header + QByteArray(dataBytes, '\1');
}

void put(const std::filesystem::path& path, const QByteArray& bytes) {
    QVERIFY(
        writeFileAtomically(path, std::string_view(bytes.data(), static_cast<size_t>(bytes.size())))
            .ok());
}

QByteArray one(const char* rest) {
    return QByteArray("{\"a\":") + rest + "}";
}

} // namespace

void TestSafetensors::readsBack_whatWasWritten() {
    const std::vector<float> values{1.5f, -2.0f, 3.25f, 0.0f, 7.0f, 8.0f};
    const std::vector<std::int64_t> counts{9, -9};
    const std::vector<TensorSpan> tensors{
        {"w", TensorFormat::F32, {2, 3}, std::as_bytes(std::span(values))},
        {"none", TensorFormat::F32, {0, 4}, {}},
        {"n", TensorFormat::I64, {2}, std::as_bytes(std::span(counts))}};
    const auto path = file("good.safetensors");
    QVERIFY(writeSafetensors(path, tensors, {{"format", "pt"}}).ok());
    const auto read = SafetensorsFile::open(path);
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QCOMPARE(read->tensors().size(), std::size_t{3});
    QCOMPARE(read->metadata().at("format"), std::string("pt"));
    const auto* w = read->find("w");
    QVERIFY(w && w->shape == (std::vector<std::int64_t>{2, 3}));
    QVERIFY(std::memcmp(w->bytes.data(), values.data(), w->bytes.size()) == 0);
    QVERIFY(std::memcmp(w->bytes.data(), counts.data(), 8) != 0);
    QCOMPARE(read->find("absent"), nullptr);
    QVERIFY(!std::filesystem::exists(file("good.safetensors.part")));
}

void TestSafetensors::refusesBrokenFile_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, const QByteArray& bytes, const char* part) {
        QTest::newRow(name) << bytes << QString(part);
    };
    const QByteArray huge("\xff\xff\xff\xff\xff\xff\xff\x7f{}", 10);
    const QByteArray past("\x64\0\0\0\0\0\0\0{}", 10);
    const char* good = R"({"dtype":"F32","shape":[2],"data_offsets":[0,8]})";
    row("empty file", {}, "8 wanted");
    row("header above 16 MB", huge, "above the limit");
    row("header past the end", past, "past the file's end");
    row("not an object", withHeader("[1]", 0), "begin with '{'");
    row("not JSON", withHeader("{\"a\":", 0), "not JSON");
    row("not UTF-8", withHeader("{\"\xff\":1}", 0), "not JSON");
    row("same name twice", withHeader(QByteArray("{\"a\":") + good + ",\"a\":" + good + "}", 8),
        "stands twice");
    row("nested too deep",
        withHeader(one(R"({"dtype":"F32","shape":[[[2]]],"data_offsets":[0,8]})"), 8),
        "nested deeper");
    row("data longer than tensors", withHeader(one(good), 9), "the data at 9");
    row("data shorter than tensors", withHeader(one(good), 7), "past data end 7");
    row("hole before", withHeader(one(R"({"dtype":"F32","shape":[2],"data_offsets":[4,12]})"), 12),
        "no holes");
    row("overlap", withHeader(QByteArray("{\"a\":") + good + ",\"b\":" + good + "}", 8),
        "no holes");
    row("begin past end", withHeader(one(R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})"), 8),
        "past its end");
    row("size differs", withHeader(one(R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})"), 8),
        "shape needs 12");
    row("shape overflows",
        withHeader(one(R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]})"),
                   8),
        "overflows");
    row("negative size", withHeader(one(R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})"), 8),
        "expected a count");
    row("fractional size",
        withHeader(one(R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})"), 8),
        "expected a count");
    row("rank nine",
        withHeader(one(R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]})"), 8),
        "rank 9");
    row("three offsets",
        withHeader(one(R"({"dtype":"F32","shape":[2],"data_offsets":[0,8,9]})"), 8), "two counts");
    row("key missing", withHeader(one(R"({"dtype":"F32","shape":[2]})"), 8), "expected dtype");
    row("dtype unknown", withHeader(one(R"({"dtype":"F4","shape":[2],"data_offsets":[0,8]})"), 8),
        "'F4' is not supported");
    row("metadata not text", withHeader(R"({"__metadata__":{"a":1}})", 0), "must be text");
    row("long name", withHeader("{\"" + QByteArray(2000, 'n') + "\":" + good + "}", 8),
        "2000 bytes");
}

void TestSafetensors::refusesBrokenFile() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, part);
    put(file("bad.safetensors"), bytes);
    const auto read = SafetensorsFile::open(file("bad.safetensors"));
    QVERIFY(!read.ok());
    QVERIFY(read.error().code == ErrorCode::BadFile || part.contains("not supported"));
    QVERIFY2(QString::fromStdString(read.error().text()).contains(part),
             read.error().text().c_str());
    QVERIFY(QString::fromStdString(read.error().text()).contains("bad.safetensors"));
}

void TestSafetensors::refusesPickledFile() {
    put(file("pytorch_model.bin"), "PK\x03\x04zip");
    put(file("renamed.safetensors"), QByteArray("\x80\x02}q\0", 5));
    for (const char* name : {"pytorch_model.bin", "renamed.safetensors"}) {
        const auto read = SafetensorsFile::open(file(name));
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY(read.error().text().find("save_pretrained") != std::string::npos);
    }
}

void TestSafetensors::readsShardIndex() {
    put(file("index.json"),
        R"({"metadata":{"total_size":8},"weight_map":{"a":"model-1.safetensors","b":"model-2.safetensors"}})");
    const auto index = readShardIndex(file("index.json"));
    QVERIFY(index.ok());
    QCOMPARE(index->fileOfTensor.at("b"), std::string("model-2.safetensors"));
    QCOMPARE(index->files.size(), std::size_t{2});
}

void TestSafetensors::refusesShardIndex_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("parent folder") << QByteArray("\"../x.safetensors\"");
    QTest::newRow("absolute") << QByteArray("\"/x.safetensors\"");
    QTest::newRow("drive") << QByteArray("\"C:\\\\x.safetensors\"");
    QTest::newRow("NUL") << QByteArray("\"x\\u0000.safetensors\"");
    QTest::newRow("other ending") << QByteArray("\"x.bin\"");
    QTest::newRow("ending alone") << QByteArray("\".safetensors\"");
    QTest::newRow("long") << "\"" + QByteArray(4096, 'x') + ".safetensors\"";
    QTest::newRow("number") << QByteArray("7");
}

void TestSafetensors::refusesShardIndex() {
    QFETCH(QByteArray, name);
    put(file("index.json"), "{\"weight_map\":{\"a\":" + name + "}}");
    const auto index = readShardIndex(file("index.json"));
    QVERIFY(!index.ok());
    QCOMPARE(index.error().code, ErrorCode::BadFile);
    QVERIFY(index.error().text().find("weight_map 'a'") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
