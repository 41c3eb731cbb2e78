#include "base/atomic_file.h"
#include "files/safetensors.h"
#include "files/shard_index.h"
#include "files/shard_write.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cstring>

using namespace tiebreak;

class TestSafetensors : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBack_whatWasWritten();
    void refusesPickledFile();
    void readsShardIndex();
    void splitsIntoShards();

private:
    std::filesystem::path file(const char* name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
    QTemporaryDir m_folder;
};

namespace {

void put(const std::filesystem::path& path, const QByteArray& bytes) {
    QVERIFY(
        writeFileAtomically(path, std::string_view(bytes.data(), static_cast<size_t>(bytes.size())))
            .ok());
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

void TestSafetensors::splitsIntoShards() {
    const std::vector<float> values(30, 2.0f);
    const auto whole = std::as_bytes(std::span(values));
    const std::vector<TensorSpan> tensors{{"small", TensorFormat::F32, {2}, {}},
                                          {"large", TensorFormat::F32, {30}, {}},
                                          {"last", TensorFormat::F32, {4}, {}}};
    const auto bytesOf = [&](std::size_t index) -> Result<std::span<const std::byte>> {
        return whole.first(4 * static_cast<std::size_t>(tensors[index].elements()));
    };
    const auto folder = file("shards");
    std::filesystem::create_directories(folder);
    QVERIFY(writeShards(folder, tensors, bytesOf, 64).ok());
    const auto index = readShardIndex(folder / "model.safetensors.index.json");
    QVERIFY2(index.ok(), index.ok() ? "" : index.error().text().c_str());
    QCOMPARE(index->fileOfTensor.at("large"), std::string("model-00002-of-00003.safetensors"));
    for (const auto& [name, shard] : index->fileOfTensor)
        QVERIFY(SafetensorsFile::open(folder / shard)->find(name));
    QVERIFY(writeShards(file("."), tensors, bytesOf, 1000).ok());
    QCOMPARE(SafetensorsFile::open(file("model.safetensors"))->tensors().size(), std::size_t{3});
}

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
