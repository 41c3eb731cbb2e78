// Broken files, each made by hand for the rule it breaks, with the exact words of its refusal. Each
// is refused within a second and 64 MB, the ones that try to cost more included.
#include "file_builder.h"

#include "base/atomic_file.h"
#include "files/gguf.h"
#include "files/protobuf_check.h"
#include "files/safetensors.h"
#include "files/shard_index.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <sys/stat.h>

using namespace tiebreak;
using namespace tiebreak::test;

Q_DECLARE_METATYPE(std::string)

class TestBrokenFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void safetensors_data();
    void safetensors() { refuses(".safetensors"); }
    void shardIndex_data();
    void shardIndex() { refuses(".index.json"); }
    void ggufCounts_data();
    void ggufCounts() { refuses(".gguf"); }
    void ggufTensors_data();
    void ggufTensors() { refuses(".gguf"); }
    void sentencePiece_data();
    void sentencePiece() { refuses(".model"); }
    void costlyFiles_data();
    void costlyFiles();
    void pipesAndFoldersAreNoFiles();

private:
    void refuses(const char* ending);
    void refuse(const std::string& bytes, const std::string& ending, const QString& words);
    QTemporaryDir m_folder;
};

namespace {

constexpr qint64 kMostMilliseconds = 1000;
constexpr qint64 kMostKilobytes = 64 << 10;

constexpr std::uint64_t kHuge = ~std::uint64_t{0};

/// A number of /proc/self/status, kB.
qint64 statusKilobytes(const QByteArray& key) {
    QFile file("/proc/self/status");
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const auto& line : file.readAll().split('\n'))
        if (line.startsWith(key + ':'))
            return line.simplified().split(' ').at(1).toLongLong();
    return 0;
}

/// The peak of resident memory counts from now on.
void forgetPeak() {
    QFile file("/proc/self/clear_refs");
    if (file.open(QIODevice::WriteOnly))
        file.write("5");
}

Status readAs(const std::filesystem::path& path) {
    const auto ending = path.extension().string();
    if (ending == ".json") {
        const auto read = readShardIndex(path);
        return read ? Status() : Status(read.error());
    }
    if (ending == ".gguf") {
        const auto read = GgufFile::open(path);
        return read ? Status() : Status(read.error());
    }
    if (ending == ".model") {
        const auto file = MappedFile::open(path);
        return file ? checkSentencePieceModel(file->bytes(), path.string()) : file.error();
    }
    const auto read = SafetensorsFile::open(path);
    return read ? Status() : Status(read.error());
}

std::string lengthOf(std::uint64_t header) {
    return std::string(reinterpret_cast<const char*>(&header), sizeof header);
}

std::string manyTensors(int count, const std::string& last) {
    std::string header = "{";
    for (int k = 0; k < count; ++k)
        header += "\"tensor." + std::to_string(k) +
                  R"(":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},)";
    return header + last + "}";
}

} // namespace

namespace {

void columns() {
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("words");
}

void row(const char* name, std::string bytes, const char* words) {
    QTest::newRow(name) << std::move(bytes) << QString::fromUtf8(words);
}

} // namespace

void TestBrokenFiles::refuse(const std::string& bytes, const std::string& ending,
                             const QString& words) {
    const std::filesystem::path path = m_folder.filePath("broken").toStdString() + ending;
    QVERIFY(writeFileAtomically(path, bytes).ok());
    forgetPeak();
    const auto before = statusKilobytes("VmRSS");
    QElapsedTimer clock;
    clock.start();
    const auto status = readAs(path);
    const auto took = clock.elapsed();
    const auto grown = statusKilobytes("VmHWM") - before;
    QVERIFY(!status.ok());
    const auto expected = QString::fromStdString(path.string()) + ": " + words;
    QCOMPARE(QString::fromStdString(status.error().text()), expected);
    QVERIFY2(took < kMostMilliseconds, qPrintable(QString("%1 ms").arg(took)));
    QVERIFY2(grown < kMostKilobytes, qPrintable(QString("%1 KB").arg(grown)));
}

void TestBrokenFiles::refuses(const char* ending) {
    QFETCH(std::string, bytes);
    QFETCH(QString, words);
    refuse(bytes, ending, words);
}

void TestBrokenFiles::safetensors_data() {
    columns();
    const auto one = [](const char* name, const std::string& entry, const char* words) {
        row(name, safetensorsFile(tensorHeader(entry), 8), words);
    };
    row("empty file", "", "header length: 0 bytes in the file, 8 wanted");
    row("cut in the length", "\1\2\3", "header length: 3 bytes in the file, 8 wanted");
    row("header above the limit", lengthOf((16u << 20) + 1) + "{}",
        "header length 16777217 is above the limit 16777216");
    row("header of all bits", lengthOf(kHuge) + "{}",
        "header length 18446744073709551615 is above the limit 16777216");
    row("header past the end", lengthOf(100) + "{}", "header length 100 is past the file's end 10");
    row("header is a list", safetensorsFile("[1]"), "header must begin with '{'");
    row("header begins with a blank", safetensorsFile(" {}"), "header must begin with '{'");
    row("header cut off", safetensorsFile("{\"a\":"), "header is not JSON at byte 6");
    row("text behind the header", safetensorsFile("{}x"), "header is not JSON at byte 3");
    row("name not UTF-8", safetensorsFile("{\"\xff\":1}"), "header is not JSON at byte 3");
    row("comment in the header", safetensorsFile("{/**/}"), "header is not JSON at byte 2");
    row("tensor is a number", safetensorsFile(tensorHeader("1")),
        "tensor 'a': expected dtype, shape and data_offsets");
    one("tensor without a place", R"({"dtype":"F32","shape":[2]})",
        "tensor 'a': expected dtype, shape and data_offsets");
    one("tensor with more keys", R"({"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1})",
        "tensor 'a': expected dtype, shape and data_offsets, not 'x'");
    one("key of a tensor twice",
        R"({"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]})",
        "tensor 'a': dtype stands twice");
    one("dtype is a number", R"({"dtype":1,"shape":[2],"data_offsets":[0,8]})",
        "tensor 'a': dtype must be text");
    one("dtype unknown", R"({"dtype":"F4","shape":[2],"data_offsets":[0,8]})",
        "tensor 'a': dtype 'F4' is not supported");
    one("shape is an object", R"({"dtype":"F32","shape":{},"data_offsets":[0,8]})",
        "tensor 'a': shape must be a list");
    one("shape negative", R"({"dtype":"F32","shape":[-2],"data_offsets":[0,8]})",
        "tensor 'a': shape has -2, expected a count");
    one("shape broken", R"({"dtype":"F32","shape":[2.0],"data_offsets":[0,8]})",
        "tensor 'a': shape has 2.0, expected a count");
    one("shape of 64 bits",
        R"({"dtype":"F32","shape":[18446744073709551615],"data_offsets":[0,8]})",
        "tensor 'a': shape has 18446744073709551615, expected a count");
    one("shape overflows",
        R"({"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]})",
        "tensor 'a': shape overflows 64 bits");
    one("shape wraps to the right size",
        R"({"dtype":"F32","shape":[2,4611686018427387905],"data_offsets":[0,8]})",
        "tensor 'a': shape overflows 64 bits");
    one("nine dimensions", R"({"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]})",
        "tensor 'a': rank is above the limit 8");
    one("nested too deep", R"({"dtype":"F32","shape":[[[2]]],"data_offsets":[0,8]})",
        "nested deeper than 3");
    one("three offsets", R"({"dtype":"F32","shape":[2],"data_offsets":[0,8,9]})",
        "tensor 'a': data_offsets must be two counts");
    one("one offset", R"({"dtype":"F32","shape":[2],"data_offsets":[8]})",
        "tensor 'a': data_offsets must be two counts");
    one("negative offset", R"({"dtype":"F32","shape":[2],"data_offsets":[-8,0]})",
        "tensor 'a': data_offsets must be two counts");
    one("begin past its end", R"({"dtype":"F32","shape":[2],"data_offsets":[8,0]})",
        "tensor 'a': offset 8 is past its end 0");
    one("end past the data", R"({"dtype":"F32","shape":[4],"data_offsets":[0,16]})",
        "tensor 'a': offset 16 past data end 8");
    one("end of all bits", R"({"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]})",
        "tensor 'a': offset 18446744073709551615 past data end 8");
    one("size differs", R"({"dtype":"F32","shape":[3],"data_offsets":[0,8]})",
        "tensor 'a': shape needs 12 bytes, data_offsets give 8");
    one("size differs by dtype", R"({"dtype":"F64","shape":[2],"data_offsets":[0,8]})",
        "tensor 'a': shape needs 16 bytes, data_offsets give 8");
    row("same name twice",
        safetensorsFile("{\"a\":" + kGoodEntry +
                            R"(,"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}})",
                        16),
        "tensor 'a' stands twice");
    row("hole before",
        safetensorsFile(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})", 12),
        "tensor 'a': starts at 4, expected 0 (no holes, no overlaps)");
    row("overlap", safetensorsFile("{\"a\":" + kGoodEntry + ",\"b\":" + kGoodEntry + "}", 8),
        "tensor 'b': starts at 0, expected 8 (no holes, no overlaps)");
    row("data behind the tensors (a second file)", safetensorsFile(tensorHeader(kGoodEntry), 9),
        "tensors end at 8, the data at 9");
    row("metadata is a text", safetensorsFile(R"({"__metadata__":"pt"})"),
        "__metadata__ must be an object");
    row("metadata holds a number", safetensorsFile(R"({"__metadata__":{"a":1}})"),
        "__metadata__ 'a' must be text");
    row("metadata twice", safetensorsFile(R"({"__metadata__":{},"__metadata__":{}})"),
        "__metadata__ stands twice");
    row("long name", safetensorsFile("{\"" + std::string(2000, 'n') + "\":" + kGoodEntry + "}", 8),
        "tensor name of 2000 bytes is above the limit 1024");
    row("name of several lines", safetensorsFile("{\"a\\nb\":1}"),
        "tensor 'a?b': expected dtype, shape and data_offsets");
    row("zip archive inside", "PK\3\4 and the rest of a pickled model",
        "a pickled PyTorch file can run code and is not opened; convert it with transformers: "
        "AutoModelForCausalLM.from_pretrained(folder).save_pretrained(new_folder) writes "
        "model.safetensors");
}

void TestBrokenFiles::shardIndex_data() {
    columns();
    const auto name = [](const char* title, const std::string& value, const std::string& shown) {
        row(title, "{\"weight_map\":{\"w\":" + value + "}}",
            ("weight_map 'w': file name " + shown +
             " must be letters, digits, '.', '_', '-' and end in .safetensors")
                .c_str());
    };
    name("parent folder", R"("../x.safetensors")", "'../x.safetensors'");
    name("absolute", R"("/etc/x.safetensors")", "'/etc/x.safetensors'");
    name("below", R"("a/x.safetensors")", "'a/x.safetensors'");
    name("drive", R"("C:\\x.safetensors")", R"('C:\x.safetensors')");
    name("NUL", R"("x\u0000.safetensors")", "'x?.safetensors'");
    name("other ending", R"("x.bin")", "'x.bin'");
    name("ending alone", R"(".safetensors")", "'.safetensors'");
    name("letters that look alike", R"("m\u043edel.safetensors")",
         "'m\xD0\xBE"
         "del.safetensors'");
    name("a number", "7", "7");
    name("a list", R"(["x.safetensors"])", "a list");
    name("an object", R"({"x":1})", "an object");
    row("4,096 characters",
        "{\"weight_map\":{\"w\":\"" + std::string(4096, 'x') + ".safetensors\"}}",
        ("weight_map 'w': file name '" + std::string(120, 'x') +
         "…' must be letters, digits, '.', '_', '-' and end in .safetensors")
            .c_str());
    row("empty", "", "not JSON at byte 1");
    row("a list", "[]", "expected an object with 'weight_map', which is an object too");
    row("no map", "{}", "expected an object with 'weight_map', which is an object too");
    row("map is a list", R"({"weight_map":[]})",
        "expected an object with 'weight_map', which is an object too");
    row("map twice", R"({"weight_map":{},"weight_map":{}})", "weight_map stands twice");
    row("tensor twice", R"({"weight_map":{"w":"a.safetensors","w":"b.safetensors"}})",
        "weight_map 'w' stands twice");
    row("nested too deep", R"({"metadata":[[[[[[[[1]]]]]]]]})", "nested deeper than 8");
    row("cut off", R"({"weight_map":{"w":"a.safe)", "not JSON at byte 27");
}

void TestBrokenFiles::ggufCounts_data() {
    columns();
    row("empty", "", "magic: 4 bytes wanted at offset 0, only 0 remain in the file");
    row("other magic", std::string(32, 'x'), "does not begin with GGUF");
    row("version 1", gguf(0, 0, 1).bytes, "GGUF version 1, readable are 2 and 3");
    row("version of another byte order", gguf(0, 0, 3u << 24).bytes,
        "GGUF version 50331648, readable are 2 and 3");
    row("cut after the version", gguf(0, 0).bytes.substr(0, 8),
        "number of tensors: 8 bytes wanted at offset 8, only 0 remain in the file");
    // CVE-2024-21825 and -23496: counts straight into allocations
    row("number of tensors", gguf(kHuge, 0).bytes,
        "number of tensors 18446744073709551615 is above the limit 65536");
    row("number of keys", gguf(0, kHuge).bytes,
        "number of metadata keys 18446744073709551615 is above the limit 65536");
    row("keys that are not there", gguf(0, 60'000).bytes,
        "metadata key: 8 bytes wanted at offset 24, only 0 remain in the file");
    // CVE-2024-23605: length of a key or text
    row("key length of all bits", gguf(0, 1).u64(kHuge).bytes,
        "metadata key: length 18446744073709551615 is above the limit 65535");
    row("key past the end", gguf(0, 1).u64(1000).bytes,
        "metadata key: 1000 bytes wanted at offset 32, only 0 remain in the file");
    row("key empty", gguf(0, 1).text("").bytes, "a metadata key is empty or not UTF-8");
    row("key not UTF-8", gguf(0, 1).text("\xC0\x80").bytes, "a metadata key is empty or not UTF-8");
    row("text length of all bits", ggufKey(kTextKind).u64(kHuge).bytes,
        "metadata 'k': metadata text: length 18446744073709551615 is above the limit 16777216");
    row("text past the end", ggufKey(kTextKind).u64(5000).bytes,
        "metadata 'k': metadata text: 5000 bytes wanted at offset 45, only 0 remain in the file");
    row("kind unknown", ggufKey(13).u32(0).bytes, "metadata 'k': kind 13 is unknown");
    row("truth value of two", ggufKey(kBoolKind).put<std::uint8_t>(2).bytes,
        "metadata 'k': metadata value: truth value 2, expected 0 or 1");
    // CVE-2024-21836: kind and length of an array
    row("array kind unknown", ggufKey(kArrayKind).u32(99).u64(0).bytes,
        "metadata 'k': array kind 99 is unknown");
    row("array of arrays", ggufKey(kArrayKind).u32(kArrayKind).u64(1).bytes,
        "metadata 'k': an array of arrays is not supported");
    row("array length of all bits", ggufKey(kArrayKind).u32(kU8Kind).u64(kHuge).bytes,
        "metadata 'k': array length 18446744073709551615 is above the limit 1048576");
    // CVE-2026-27940: length times size wraps around
    row("array size wraps", ggufKey(kArrayKind).u32(kU64Kind).u64(1ull << 61).bytes,
        "metadata 'k': array length 2305843009213693952 is above the limit 1048576");
    row("array past the end", ggufKey(kArrayKind).u32(kU64Kind).u64(3).bytes,
        "metadata 'k': array length 3 needs more than the 0 bytes that remain in the file");
    // CVE-2024-32878: what was read before the fault is let go whole
    row("array cut in its second text",
        ggufKey(kArrayKind).u32(kTextKind).u64(2).text("a longer text, on the heap").u64(9).bytes,
        "metadata 'k': array text: 9 bytes wanted at offset 91, only 0 remain in the file");
    row("key twice",
        gguf(0, 2).text("k").u32(kU8Kind).put<char>(1).text("k").u32(kU8Kind).put<char>(1).bytes,
        "metadata 'k' stands twice");
    row("second key cut off", gguf(0, 2).text("k").u32(kU8Kind).put<char>(1).bytes,
        "metadata key: 8 bytes wanted at offset 38, only 0 remain in the file");
}

void TestBrokenFiles::ggufTensors_data() {
    columns();
    const auto one = [](const char* name, const std::vector<std::uint64_t>& sizes,
                        std::uint32_t type, std::uint64_t offset, std::size_t data,
                        const char* words) {
        row(name, gguf(1, 0).tensor("t", sizes, type, offset).data(data), words);
    };
    row("tensors that are not there", gguf(60'000, 0).bytes,
        "tensor name: 8 bytes wanted at offset 24, only 0 remain in the file");
    row("name too long", gguf(1, 0).text(std::string(129, 'n')).bytes,
        "tensor name: length 129 is above the limit 128");
    row("name empty", gguf(1, 0).tensor("", {8}, 0, 0).data(32),
        "a tensor name is empty or not UTF-8");
    one("rank zero", {}, 0, 0, 0, "tensor 't': rank 0, expected 1 to 4");
    row("rank of all bits", gguf(1, 0).text("t").u32(~0u).bytes,
        "tensor 't': rank 4294967295, expected 1 to 4");
    one("dimension zero", {8, 0}, 0, 0, 0,
        "tensor 't': size 0 of a dimension, expected at least 1");
    one("dimension negative", {kHuge}, 0, 0, 0,
        "tensor 't': size 18446744073709551615 of a dimension, expected at least 1");
    // CVE-2024-21802: the number of elements overflows
    one("elements overflow", {1ull << 40, 1ull << 40}, 0, 0, 0,
        "tensor 't': shape overflows 64 bits");
    one("elements wrap to 16", {16, 1ull << 62, 4}, 0, 0, 64,
        "tensor 't': shape overflows 64 bits");
    // CVE-2026-33298: a tensor of exabytes in a small file
    one("bytes overflow", {1ull << 62}, 0, 0, 0, "tensor 't': size overflows 64 bits");
    one("exabytes", {1ull << 50}, 0, 0, 64,
        "tensor 't': offset 0 and 4503599627370496 bytes are past data end 64");
    one("rows not whole blocks", {33}, 8, 0, 99,
        "tensor 't': rows of 33 elements are no multiple of the block of 32");
    one("type not read here", {256}, 16, 0, 99, "tensor 't': type IQ2_XXS is not supported");
    one("type removed", {32}, 4, 0, 99, "tensor 't': type Q4_2 is not supported");
    one("type unknown", {256}, 77, 0, 99, "tensor 't': type number 77 is not supported");
    one("data cut by a byte", {64}, 0, 0, 255,
        "tensor 't': offset 0 and 256 bytes are past data end 255");
    one("offset of 63 bits", {1}, 0, 1ull << 63, 32,
        "tensor 't': offset 9223372036854775808 and 4 bytes are past data end 32");
    // CVE-2025-53630: offset and padded size wrap around
    one("offset and size wrap", {8}, 0, kHuge - 31, 32,
        "tensor 't': offset 18446744073709551584 and 32 bytes are past data end 32");
    one("offset not aligned", {1}, 0, 4, 32,
        "tensor 't': offset 4 is no multiple of the alignment 32");
    row("overlap", gguf(2, 0).tensor("a", {16}, 0, 0).tensor("b", {16}, 0, 32).data(128),
        "tensor 'b': offset 32 overlaps the tensor before it, which ends at 64");
    row("name twice", gguf(2, 0).tensor("t", {8}, 0, 0).tensor("t", {8}, 0, 32).data(64),
        "tensor 't' stands twice");
    row("header without its padding", gguf(1, 0).tensor("t", {8}, 0, 0).bytes,
        "data start 64 is past the file's end 57");
    const auto aligned = [](GgufBuilder head) { return head.tensor("t", {8}, 0, 0).data(32); };
    const auto alignment = [] { return gguf(1, 1).text("general.alignment"); };
    row("alignment zero", aligned(alignment().u32(kU32Kind).u32(0)),
        "general.alignment 0, expected a power of two up to 1048576");
    row("alignment three", aligned(alignment().u32(kU32Kind).u32(3)),
        "general.alignment 3, expected a power of two up to 1048576");
    row("alignment huge", aligned(alignment().u32(kU32Kind).u32(1u << 31)),
        "general.alignment 2147483648, expected a power of two up to 1048576");
    row("alignment is a text", aligned(alignment().u32(kTextKind).text("32")),
        "general.alignment: expected an integer of at least 1");
    row("name of several lines", gguf(1, 0).text("a\nb").u32(9).bytes,
        "tensor 'a?b': rank 9, expected 1 to 4");
}

void TestBrokenFiles::sentencePiece_data() {
    columns();
    row("empty", "", "sentencepiece model: no pieces");
    row("number cut off", "\x0a", "sentencepiece model: a number is cut off at offset 1");
    row("number of eleven bytes", std::string(11, '\xff'),
        "sentencepiece model: a number is longer than 10 bytes at offset 10");
    row("piece past the end", "\x0a\x7f",
        "sentencepiece model: a field of 127 bytes, 0 remain at "
        "offset 2");
    row("wire type 3", "\x0b", "sentencepiece model: wire type 3 at offset 1");
    row("field number 0", std::string("\0\0", 2),
        "sentencepiece model: field number 0 at offset 1");
    row("piece without text", std::string("\x0a\0", 2), "sentencepiece model: piece 0: empty text");
    row("piece type 7",
        "\x0a\x05\x0a\x01"
        "a\x18\x07",
        "sentencepiece model: piece 0: type 7, expected 1 to 6");
}

/// Files that would cost much if the reader believed them or kept what it read.
void TestBrokenFiles::costlyFiles_data() {
    QTest::addColumn<int>("which");
    QTest::addColumn<QString>("ending");
    QTest::addColumn<QString>("words");
    const auto add = [](const char* name, int which, const char* ending, const char* words) {
        QTest::newRow(name) << which << QString(ending) << QString(words);
    };
    add("100,000 tensors, the last past the data", 0, ".safetensors",
        "tensor 'z': offset 4 past data end 0");
    add("100,001 tensors", 1, ".safetensors", "more than 100000 tensors");
    add("16 MB of brackets", 2, ".safetensors",
        "tensor 'a': expected dtype, shape and data_offsets");
    add("a million metadata entries", 3, ".safetensors", "__metadata__ has more than 4096 entries");
    add("shard index of 90,000 tensors, the last outside", 4, ".index.json",
        "weight_map 'z': file name '../z' must be letters, digits, '.', '_', '-' and end in "
        ".safetensors");
    add("shard index above the limit", 5, ".index.json",
        "16777217 bytes are above the limit 16777216");
    add("arrays of bytes before a broken tensor", 6, ".gguf",
        "tensor 't': rank 9, expected 1 to 4");
    add("a million empty texts before a broken tensor", 7, ".gguf",
        "tensor 't': rank 9, expected 1 to 4");
    add("metadata above the limit", 8, ".gguf", "metadata of more than 41943040 bytes");
    add("65,536 tensors past the data", 9, ".gguf",
        "tensor 'tensor.65534': offset 32 and 4 bytes are past data end 4");
}

namespace {

std::string byteArrays(int count, std::uint64_t each) {
    auto builder = gguf(1, static_cast<std::uint64_t>(count));
    for (int k = 0; k < count; ++k) {
        builder.text("k" + std::to_string(k)).u32(kArrayKind).u32(kU8Kind).u64(each);
        builder.bytes.append(each, '\1');
    }
    return builder.text("t").u32(9).bytes;
}

std::string emptyTexts() {
    auto builder = gguf(1, 4);
    for (const char* key : {"a", "b", "c", "d"}) {
        builder.text(key).u32(kArrayKind).u32(kTextKind).u64(1u << 20);
        builder.bytes.append(8u << 20, '\0');
    }
    return builder.text("t").u32(9).bytes;
}

std::string manyGgufTensors() {
    auto builder = gguf(65'536, 0);
    for (int k = 0; k < 65'535; ++k)
        builder.tensor("tensor." + std::to_string(k), {1, 1, 1, 1}, 0,
                       32u * (65'535u - static_cast<unsigned>(k)));
    return builder.tensor("z", {1}, 0, 0).data(4);
}

std::string costly(int which) {
    std::string text;
    switch (which) {
    case 0:
        return safetensorsFile(
            manyTensors(99'999, R"("z":{"dtype":"F32","shape":[1],"data_offsets":[0,4]})"));
    case 1:
        return safetensorsFile(
            manyTensors(100'000, R"("z":{"dtype":"F32","shape":[0],"data_offsets":[0,0]})"));
    case 2:
        return safetensorsFile("{\"a\":" + std::string((16u << 20) - 5, '['));
    case 3:
        for (int k = 0; k < 1'000'000; ++k)
            text += "\"" + std::to_string(k) + "\":\"\",";
        return safetensorsFile("{\"__metadata__\":{" + text + "\"z\":\"\"}}");
    case 4:
        for (int k = 0; k < 90'000; ++k)
            text += "\"model.layers." + std::to_string(k) + ".weight\":\"model-" +
                    std::to_string(k) + ".safetensors\",";
        return "{\"weight_map\":{" + text + "\"z\":\"../z\"}}";
    case 5:
        return std::string((16u << 20) + 1, ' ');
    case 6:
        return byteArrays(39, 1u << 20);
    case 7:
        return emptyTexts();
    case 8:
        return byteArrays(60, 1u << 20);
    default:
        return manyGgufTensors();
    }
}

} // namespace

void TestBrokenFiles::costlyFiles() {
    QFETCH(int, which);
    QFETCH(QString, ending);
    QFETCH(QString, words);
    refuse(costly(which), ending.toStdString(), words);
}

void TestBrokenFiles::pipesAndFoldersAreNoFiles() {
    const auto pipe = m_folder.filePath("pipe.gguf").toStdString();
    QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
    for (const auto& path : {pipe, m_folder.path().toStdString()}) {
        const auto read = GgufFile::open(path); // a pipe must not be waited for
        QVERIFY(!read.ok());
        QCOMPARE(read.error().text(), path + ": is not a regular file");
    }
}

QTEST_APPLESS_MAIN(TestBrokenFiles)
#include "tst_broken_files.moc"
