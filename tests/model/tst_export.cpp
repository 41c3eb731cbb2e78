// Exports: bits that come back as they went out, merged adapters, GGUF files equal to those that
// llama.cpp's own converter made, and what is refused.
#include "model_fixture.h"

#include "files/gguf.h"
#include "files/half.h"
#include "files/shard_write.h"
#include "model/export_model.h"
#include "model/lora.h"
#include "text/tokenizer.h"

#include <QTemporaryDir>
#include <QTest>
#include <cstring>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

namespace fs = std::filesystem;

constexpr double kSame = 2e-4; ///< float32, sums in another order
const fs::path kStories = kData / "stories260K/hf";
const std::vector<std::int64_t> kPrompt{1, 403, 407, 261, 378};

bool sameBytes(const TensorSpan& a, const TensorSpan& b) {
    return a.format == b.format && a.shape == b.shape && a.bytes.size() == b.bytes.size() &&
           (a.bytes.empty() || std::memcmp(a.bytes.data(), b.bytes.data(), a.bytes.size()) == 0);
}

/// Empty when both files hold the same tensors bit for bit, else what differs first.
template <class File>
QString differenceOf(const File& a, const File& b) {
    if (a.tensors().size() != b.tensors().size())
        return QString("%1 tensors and %2").arg(a.tensors().size()).arg(b.tensors().size());
    for (const auto& tensor : a.tensors()) {
        const auto* other = b.find(tensor.name);
        if (!other || !sameBytes(tensor, *other))
            return QString::fromStdString(tensor.name);
    }
    return {};
}

SafetensorsFile weightsOf(const fs::path& folder) {
    return need(SafetensorsFile::open(folder / "model.safetensors"));
}

/// An adapter that changes something, saved as a PEFT folder.
void saveAdapter(const fs::path& folder) {
    const auto model = loadFloat(kStories);
    LoraOptions options;
    options.rank = 4;
    options.alpha = 8;
    options.targets = {"q_proj", "k_proj", "down_proj"};
    need(attachLora(*model.decoder, options));
    at::manual_seed(3);
    for (auto& layer : model.decoder->weights().layers)
        for (auto& [name, linear] : linearLayers(layer))
            if (linear->adapter)
                linear->adapter->b.set_data(0.05 * at::randn_like(linear->adapter->b));
    need(saveLora(*model.decoder, options, folder, "stories260K"));
}

at::Tensor logitsOf(const fs::path& model, const fs::path& adapter = {}) {
    const auto loaded = loadFloat(model);
    if (!adapter.empty())
        need(loadLora(*loaded.decoder, adapter, false));
    return lastLogits(*loaded.decoder, kPrompt).detach();
}

} // namespace

class TestExport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void folderGoesOutAsItCame_data();
    void folderGoesOutAsItCame();
    void shardsStayShards();
    void typeIsChangedWhereAsked();
    void ggufBecomesFolder();
    void largeModelBecomesShards();
    void mergedFolderIsModelWithAdapter();
    void adapterAlone();
    void ggufEqualsTheConvertersOwn_data();
    void ggufEqualsTheConvertersOwn();
    void ggufTokenizesAsTheFolder();
    void ggufOfEveryArchitecture_data();
    void ggufOfEveryArchitecture();
    void ggufThatWouldComputeOtherwise();
    void ggufWithAdapter_data();
    void ggufWithAdapter();
    void ggufGoesOutAsItCame();
    void refusals_data();
    void refusals();
    void failedExportLeavesNothing();

private:
    fs::path at(const char* name) const { return fs::path(m_folder->path().toStdString()) / name; }
    ExportReport run(const fs::path& model, ExportTarget target, const fs::path& out,
                     std::optional<TensorFormat> type = {}, const fs::path& adapter = {}) {
        ExportOptions options;
        options.model = model;
        options.adapter = adapter;
        options.target = target;
        options.type = type;
        options.out = out;
        return need(exportModel(options));
    }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestExport::init() {
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestExport::folderGoesOutAsItCame_data() {
    QTest::addColumn<QString>("model");
    for (const char* name : {"stories260K/hf", "tiny-llama", "tiny-llama3-rope-tied"})
        QTest::newRow(name) << QString(name);
}

void TestExport::folderGoesOutAsItCame() {
    QFETCH(QString, model);
    const auto source = kData / model.toStdString();
    const auto report = run(source, ExportTarget::HuggingFace, at("out"));
    QCOMPARE(differenceOf(weightsOf(source), weightsOf(at("out"))), QString());
    QCOMPARE(need(readFile(at("out") / "config.json")), need(readFile(source / "config.json")));
    QCOMPARE(fs::exists(at("out") / "tokenizer.json"), fs::exists(source / "tokenizer.json"));
    QVERIFY(report.tensors == weightsOf(source).tensors().size() && report.bytes > 0);
    // The twin: one bit elsewhere is a difference.
    auto bytes = need(readFile(at("out") / "model.safetensors"));
    bytes.back() ^= 1;
    need(writeFileAtomically(at("out") / "model.safetensors", bytes));
    QVERIFY(!differenceOf(weightsOf(source), weightsOf(at("out"))).isEmpty());
}

void TestExport::shardsStayShards() {
    const auto whole = weightsOf(kStories);
    fs::create_directories(at("sharded"));
    need(writeShards(
        at("sharded"), whole.tensors(),
        [&](std::size_t index) { return Result(whole.tensors()[index].bytes); }, 300'000));
    fs::copy_file(kStories / "config.json", at("sharded") / "config.json");
    run(at("sharded"), ExportTarget::HuggingFace, at("out"));
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(at("sharded"))) {
        if (entry.path().extension() != ".safetensors")
            continue;
        ++files;
        QCOMPARE(differenceOf(need(SafetensorsFile::open(entry.path())),
                              need(SafetensorsFile::open(at("out") / entry.path().filename()))),
                 QString());
    }
    QVERIFY(files > 2);
    QVERIFY(goldenJson(at("out") / "model.safetensors.index.json") ==
            goldenJson(at("sharded") / "model.safetensors.index.json"));
    QVERIFY(at::equal(logitsOf(at("out")), logitsOf(at("sharded"))));
}

void TestExport::typeIsChangedWhereAsked() {
    run(kStories, ExportTarget::HuggingFace, at("out"), TensorFormat::BF16);
    const auto before = weightsOf(kStories), after = weightsOf(at("out"));
    for (const auto& tensor : after.tensors()) {
        const auto expected = need(tensorFromSpan(*before.find(tensor.name), {})).to(at::kBFloat16);
        QVERIFY2(at::equal(need(tensorFromSpan(tensor, {})), expected), tensor.name.c_str());
    }
    const auto config = goldenJson(at("out") / "config.json");
    QCOMPARE(config.at("dtype").get<std::string>(), std::string("bfloat16"));
    QCOMPARE(config.at("torch_dtype").get<std::string>(), std::string("bfloat16"));
}

void TestExport::ggufBecomesFolder() {
    const auto source = kData / "stories260K/stories260K.f16.gguf";
    run(source, ExportTarget::HuggingFace, at("out"));
    QVERIFY(at::equal(logitsOf(at("out")), logitsOf(source)));
    const auto file = weightsOf(at("out"));
    QVERIFY(file.find("model.layers.0.self_attn.q_proj.weight")->format == TensorFormat::F16);
    QVERIFY(file.find("model.norm.weight")->format == TensorFormat::F32);
    QCOMPARE(goldenJson(at("out") / "config.json").at("dtype").get<std::string>(),
             std::string("float16"));
}

void TestExport::largeModelBecomesShards() {
    ExportOptions options;
    options.model = kData / "stories260K/stories260K.f32.gguf";
    options.out = at("out");
    options.shardBytes = 300'000;
    need(exportModel(options));
    QVERIFY(!fs::exists(at("out") / "model.safetensors"));
    QVERIFY(fs::exists(at("out") / "model.safetensors.index.json"));
    // Bits may differ: the files lay weights at other addresses.
    QVERIFY(largestDifference(logitsOf(at("out")), logitsOf(options.model)) < kSame);
}

void TestExport::mergedFolderIsModelWithAdapter() {
    saveAdapter(at("adapter"));
    run(kStories, ExportTarget::Merged, at("out"), {}, at("adapter"));
    const auto expected = logitsOf(kStories, at("adapter"));
    QVERIFY(largestDifference(logitsOf(at("out")), expected) < kSame);
    QVERIFY(largestDifference(logitsOf(kStories), expected) > kSame);
    // What the adapter does not touch keeps its bits.
    const auto before = weightsOf(kStories), after = weightsOf(at("out"));
    const std::string layer = "model.layers.1.";
    QVERIFY(sameBytes(*before.find(layer + "mlp.up_proj.weight"),
                      *after.find(layer + "mlp.up_proj.weight")));
    QVERIFY(!sameBytes(*before.find(layer + "self_attn.q_proj.weight"),
                       *after.find(layer + "self_attn.q_proj.weight")));
}

void TestExport::adapterAlone() {
    saveAdapter(at("adapter"));
    run(kStories, ExportTarget::Peft, at("out"), {}, at("adapter"));
    QVERIFY(at::equal(logitsOf(kStories, at("out")), logitsOf(kStories, at("adapter"))));
    QVERIFY(!fs::exists(at("out") / "model.safetensors"));
}

void TestExport::ggufEqualsTheConvertersOwn_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("type");
    QTest::newRow("f32") << "stories260K.f32.gguf" << static_cast<int>(TensorFormat::F32);
    QTest::newRow("f16") << "stories260K.f16.gguf" << static_cast<int>(TensorFormat::F16);
    QTest::newRow("bf16") << "stories260K.bf16.gguf" << static_cast<int>(TensorFormat::BF16);
    QTest::newRow("q8_0") << "stories260K.q8_0.gguf" << static_cast<int>(TensorFormat::Q8_0);
}

void TestExport::ggufEqualsTheConvertersOwn() {
    QFETCH(QString, file);
    QFETCH(int, type);
    run(kStories, ExportTarget::Gguf, at("out.gguf"), static_cast<TensorFormat>(type));
    const auto ours = need(GgufFile::open(at("out.gguf")));
    const auto theirs = need(GgufFile::open(kData / "stories260K" / file.toStdString()));
    QCOMPARE(differenceOf(theirs, ours), QString());
    for (const char* key :
         {"general.architecture", "general.file_type", "llama.context_length",
          "llama.embedding_length", "llama.block_count", "llama.feed_forward_length",
          "llama.attention.head_count", "llama.attention.head_count_kv",
          "llama.rope.dimension_count", "llama.attention.layer_norm_rms_epsilon",
          "tokenizer.ggml.model", "tokenizer.ggml.tokens", "tokenizer.ggml.token_type",
          "tokenizer.ggml.bos_token_id", "tokenizer.ggml.eos_token_id"}) {
        QVERIFY2(ours.has(key), key);
        if (theirs.has(key))
            QVERIFY2(ours.metadata().at(key) == theirs.metadata().at(key), key);
    }
    QVERIFY(largestDifference(logitsOf(at("out.gguf")),
                              logitsOf(kData / "stories260K" / file.toStdString())) < kSame);
}

void TestExport::ggufTokenizesAsTheFolder() {
    run(kStories, ExportTarget::Gguf, at("out.gguf"));
    const auto ours = need(loadTokenizer(at("out.gguf")));
    const auto theirs = need(loadTokenizer(kData / "stories260K/stories260K.f32.gguf"));
    const auto folder = need(loadTokenizer(kStories));
    for (const char* text : {"Once upon a time, there was a little girl.", "1 2\n\n3",
                             "na\xC3\xAFve \xF0\x9F\x90\xA6 it's"})
        QVERIFY2(need(ours->encode(text)) == need(folder->encode(text)), text);
    // This folder's own normalizer removes spaces in front, which no key of GGUF says.
    for (const char* text : {"", " a", "two  spaces", "before <s> behind"})
        QVERIFY2(need(ours->encode(text)) == need(theirs->encode(text)), text);
    QVERIFY(need(ours->encode("a")) != need(theirs->encode("b"))); // the twin
}

void TestExport::ggufOfEveryArchitecture_data() {
    QTest::addColumn<QString>("model");
    for (const char* name : {"tiny-llama", "tiny-llama3-rope-tied", "tiny-mistral-swa",
                             "tiny-qwen2", "tiny-qwen3", "tiny-gemma2", "tiny-gemma3", "tiny-phi3",
                             "tiny-gpt2", "tiny-gpt-neox", "tiny-gpt-neox-seq"})
        QTest::newRow(name) << QString(name);
}

void TestExport::ggufOfEveryArchitecture() {
    QFETCH(QString, model);
    const auto source = at("model");
    const std::vector<std::int64_t> prompt{1, 17, 30, 4, 9, 12};
    fs::copy(kData / model.toStdString(), source);
    auto config = goldenJson(source / "config.json");
    if (config.contains(
            "query_pre_attn_scalar")) // what GGUF presumes, as all published models have
        config["query_pre_attn_scalar"] = config.at("head_dim");
    if (config.at("model_type") == "gpt_neox")
        config["hidden_act"] = "gelu";
    need(writeFileAtomically(source / "config.json", config.dump()));
    run(source, ExportTarget::Gguf, at("out.gguf"));
    const auto found = lastLogits(*loadFloat(at("out.gguf")).decoder, prompt);
    const auto expected = lastLogits(*loadFloat(source).decoder, prompt);
    QVERIFY2(largestDifference(found, expected) < kSame,
             qPrintable(QString::number(largestDifference(found, expected))));
    QVERIFY(largestDifference(found.flip(0), expected) > kSame);
}

void TestExport::ggufThatWouldComputeOtherwise() {
    fs::copy(kData / "tiny-gemma2", at("model"));
    auto config = goldenJson(at("model") / "config.json");
    config["query_pre_attn_scalar"] = 77; // GGUF takes it from the size of the model
    need(writeFileAtomically(at("model") / "config.json", config.dump()));
    ExportOptions options;
    options.model = at("model");
    options.target = ExportTarget::Gguf;
    options.out = at("out.gguf");
    const auto report = exportModel(options);
    QVERIFY(!report.ok() && report.error().code == ErrorCode::Unsupported);
    QVERIFY(report.error().text().find("query scale of layer 0") != std::string::npos);
    QVERIFY(!fs::exists(at("out.gguf")));
}

void TestExport::ggufWithAdapter_data() {
    QTest::addColumn<QString>("model");
    QTest::newRow("out of a folder") << "stories260K/hf";
    QTest::newRow("out of a GGUF") << "stories260K/stories260K.f32.gguf";
}

void TestExport::ggufWithAdapter() {
    QFETCH(QString, model);
    saveAdapter(at("adapter"));
    run(kData / model.toStdString(), ExportTarget::Gguf, at("out.gguf"), {}, at("adapter"));
    const auto expected = logitsOf(kStories, at("adapter"));
    QVERIFY(largestDifference(logitsOf(at("out.gguf")), expected) < kSame);
    QVERIFY(largestDifference(logitsOf(kStories), expected) > kSame);
}

void TestExport::ggufGoesOutAsItCame() {
    const auto source = kData / "stories260K/stories260K.q4_0.gguf";
    run(source, ExportTarget::Gguf, at("out.gguf"));
    const auto before = need(GgufFile::open(source)), after = need(GgufFile::open(at("out.gguf")));
    QCOMPARE(differenceOf(before, after), QString());
    for (const auto& [key, value] : before.metadata())
        if (key != "general.file_type" && key != "general.quantization_version")
            QVERIFY2(after.metadata().at(key) == value, key.c_str());
}

void TestExport::refusals_data() {
    QTest::addColumn<QString>("target");
    QTest::addColumn<bool>("adapter");
    QTest::addColumn<int>("type");
    QTest::addColumn<QString>("words");
    const int none = -1, q8 = static_cast<int>(TensorFormat::Q8_0);
    QTest::newRow("hf with an adapter") << "hf" << true << none << "hf takes no adapter";
    QTest::newRow("merged without") << "merged" << false << none << "need an adapter";
    QTest::newRow("peft without") << "peft" << false << none << "need an adapter";
    QTest::newRow("peft in a type")
        << "peft" << true << static_cast<int>(TensorFormat::F16) << "peft takes no type";
    QTest::newRow("q8_0 in a folder") << "hf" << false << q8 << "q8_0 exists in GGUF alone";
}

void TestExport::refusals() {
    QFETCH(QString, target);
    QFETCH(bool, adapter);
    QFETCH(int, type);
    QFETCH(QString, words);
    ExportOptions options;
    options.model = kStories;
    options.target = need(parseExportTarget(target.toStdString()));
    options.out = at("out");
    if (adapter)
        options.adapter = at("adapter");
    if (type >= 0)
        options.type = static_cast<TensorFormat>(type);
    const auto report = exportModel(options);
    QVERIFY(!report.ok() && report.error().code == ErrorCode::BadArgument);
    QVERIFY(QString::fromStdString(report.error().text()).contains(words));
}

void TestExport::failedExportLeavesNothing() {
    fs::create_directories(at("out") / "inside");
    ExportOptions options;
    options.model = kStories;
    options.out = at("out");
    QVERIFY(exportModel(options).error().text().find("is not overwritten") != std::string::npos);
    options.target = ExportTarget::Merged;
    options.adapter = at("nothing");
    options.out = at("merged");
    QVERIFY(!exportModel(options).ok());
    QVERIFY(!parseExportTarget("onnx").ok());
    for (const auto& entry : fs::directory_iterator(fs::path(m_folder->path().toStdString())))
        QCOMPARE(entry.path().filename().string(), std::string("out"));
}

QTEST_GUILESS_MAIN(TestExport)
#include "tst_export.moc"
