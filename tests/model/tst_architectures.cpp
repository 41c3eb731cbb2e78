// Every known decoder architecture, by the folders that hold its goldens: the forward pass,
// decoding with a cache in every way it is done, saving and adapters all say what transformers
// says.
#include "model_fixture.h"

#include "model/forward_file.h"
#include "model/lora.h"
#include "model/save_model.h"
#include "model/sequence_classifier.h"
#include "tensor/threads.h"

#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

namespace fs = std::filesystem;
using Ids = std::vector<std::int64_t>;

constexpr double kSame = 1e-4; ///< float32, sums in another order

/// Folders of language models with a golden file: the fixtures and their variants.
std::vector<fs::path> modelFolders() {
    std::vector<fs::path> folders;
    for (const auto& place : {kData, kData / "variants"})
        for (const auto& entry : fs::directory_iterator(place))
            if (entry.is_directory() && fs::exists(entry.path() / "golden.safetensors") &&
                need(SafetensorsFile::open(entry.path() / "golden.safetensors"))
                        .find("greedy_row0") != nullptr)
                folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

void addModels() {
    QTest::addColumn<QString>("folder");
    for (const auto& folder : modelFolders())
        QTest::addRow("%s", folder.filename().c_str()) << QString::fromStdString(folder.string());
}

at::Tensor gold(const fs::path& folder, const std::string& name) {
    return golden(folder / "golden.safetensors", name);
}

Ids idsOf(const at::Tensor& values) {
    const auto held = values.to(at::kLong).contiguous();
    return {held.data_ptr<std::int64_t>(), held.data_ptr<std::int64_t>() + held.numel()};
}

at::Tensor tensorOf(const Ids& ids) {
    return at::tensor(ids, at::kLong);
}

std::vector<std::string> tensorNames(const fs::path& file) {
    const auto opened = need(SafetensorsFile::open(file));
    std::vector<std::string> names;
    for (const auto& span : opened.tensors())
        names.push_back(span.name);
    return names;
}

/// A row of the golden batch without its pads.
Ids rowOf(const fs::path& folder, std::int64_t row) {
    const auto mask = gold(folder, "attention_mask")[row].ne(0);
    return idsOf(gold(folder, "input_ids")[row].index({mask}));
}

/// Logits of that row's tokens. // [T, V]
at::Tensor logitsOf(const fs::path& folder, std::int64_t row) {
    const auto mask = gold(folder, "attention_mask")[row].ne(0);
    return gold(folder, "logits")[row].index({mask});
}

/// The largest difference of any real (not padded) value that `forward` writes from the golden one.
double worstForward(const Decoder& decoder, const fs::path& folder, const fs::path& answer) {
    need(forwardFile(decoder, folder / "golden.safetensors", answer, true));
    const auto mask = gold(folder, "attention_mask").ne(0);
    double worst = 0;
    for (const auto& name : tensorNames(answer))
        worst = std::max(worst, largestDifference(golden(answer, name).index({mask}),
                                                  gold(folder, name).index({mask})));
    return worst;
}

LoraOptions everyLayer() {
    LoraOptions options;
    options.rank = 3;
    options.alpha = 6;
    return options;
}

void attachNoisy(Decoder& decoder) {
    need(attachLora(decoder, everyLayer()));
    at::manual_seed(3);
    for (auto& layer : decoder.weights().layers)
        for (auto& [name, linear] : linearLayers(layer))
            linear->adapter->b.set_data(0.1 * at::randn_like(linear->adapter->b));
}

/// Both rows of the golden batch through one cache: a prompt in two pieces, the rest step by step,
/// each with its own length. The largest difference from `expected` at any token.
double worstCached(const Decoder& decoder, const std::vector<Ids>& rows,
                   const std::vector<at::Tensor>& expected, const StepOptions& options = {}) {
    constexpr std::size_t kSteps = 6;
    auto cache = decoder.makeCache(1, 4); // too small on purpose: it must grow
    double worst = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto index = cache.addRow();
        const Ids prompt(rows[row].begin(), rows[row].end() - kSteps);
        const auto half = prompt.size() / 2;
        decoder.prefill(tensorOf({prompt.begin(), prompt.begin() + std::ptrdiff_t(half)}), cache,
                        index);
        at::Tensor every;
        decoder.prefill(tensorOf({prompt.begin() + std::ptrdiff_t(half), prompt.end()}), cache,
                        index, &every);
        const auto rest = static_cast<std::int64_t>(prompt.size() - half);
        worst = std::max(
            worst, largestDifference(every, expected[row].narrow(0, std::int64_t(half), rest)));
    }
    for (std::size_t step = kSteps; step > 0; --step) {
        Ids tokens;
        for (const auto& row : rows)
            tokens.push_back(row[row.size() - step]);
        const auto logits = decoder.step(tensorOf(tokens), cache, options);
        for (std::size_t row = 0; row < rows.size(); ++row)
            worst = std::max(worst, largestDifference(
                                        logits[std::int64_t(row)],
                                        expected[row][expected[row].size(0) - std::int64_t(step)]));
    }
    return worst;
}

/// Logits of every token of each row computed alone, without a cache. // [T, V] each
std::vector<at::Tensor> forwardOf(const Decoder& decoder, const std::vector<Ids>& rows) {
    std::vector<at::Tensor> all;
    for (const auto& row : rows) {
        PackedInputBuilder builder;
        builder.addRow(row);
        all.push_back(decoder.logits(decoder.hiddenStates(builder.build())).detach());
    }
    return all;
}

/// Under dynamic and longrope stretching a short row of a batch is turned as the longest one is,
/// and a growing row as it was at each length: no single forward pass says the same.
bool lengthMatters(const Decoder& decoder) {
    return std::any_of(
        decoder.config().rotaries.begin(), decoder.config().rotaries.end(), [](const auto& rotary) {
            return rotary.scaling.kind == "dynamic" || rotary.scaling.kind == "longrope";
        });
}

Ids greedyIds(const Decoder& decoder, const Ids& prompt, std::size_t count) {
    auto cache = decoder.makeCache(1, 16);
    auto logits = decoder.prefill(tensorOf(prompt), cache, cache.addRow());
    Ids found;
    while (found.size() < count) {
        const auto token = logits.argmax(-1).view({1});
        found.push_back(token.item<std::int64_t>());
        logits = decoder.step(token, cache)[0];
    }
    return found;
}

} // namespace

class TestArchitectures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setThreads(1); } // tiny products: starting threads would cost more
    void forwardEqualsTransformers_underBothKeys_data() { addModels(); }
    void forwardEqualsTransformers_underBothKeys();
    void cachedDecodingEqualsTransformers_data() { addModels(); }
    void cachedDecodingEqualsTransformers();
    void greedyIdsEqualTransformers_data() { addModels(); }
    void greedyIdsEqualTransformers();
    void adaptersCountTheSameEverywhere_data() { addModels(); }
    void adaptersCountTheSameEverywhere();
    void bfloat16IsNear_data() { addModels(); }
    void bfloat16IsNear();
    void savedFolderIsBitEqual_data() { addModels(); }
    void savedFolderIsBitEqual();
    void branchesEqualSeparateRows_data() { addModels(); }
    void branchesEqualSeparateRows();
    void ggufEqualsTransformers_data();
    void ggufEqualsTransformers();
    void classifiersEqualTransformers_data();
    void classifiersEqualTransformers();
    void everyOptionCounts_data();
    void everyOptionCounts();
};

void TestArchitectures::forwardEqualsTransformers_underBothKeys() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    QTemporaryDir place;
    for (const char* config : {"config.json", "config.v4.json"}) {
        const fs::path copy = place.filePath(config).toStdString();
        fs::copy(model, copy);
        fs::copy_file(model / config, copy / "config.json", fs::copy_options::overwrite_existing);
        const auto worst = worstForward(*loadFloat(copy).decoder, model, copy / "out.safetensors");
        QVERIFY2(worst < kTinyTolerance, qPrintable(QString::number(worst) + " " + config));
    }
}

void TestArchitectures::cachedDecodingEqualsTransformers() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    const auto loaded = loadFloat(model);
    auto& decoder = *loaded.decoder;
    if (lengthMatters(decoder))
        QSKIP("angles of a row that grows are covered by the greedy tokens");
    const std::vector<Ids> rows{rowOf(model, 0), rowOf(model, 1)};
    const std::vector<at::Tensor> expected{logitsOf(model, 0), logitsOf(model, 1)};
    QVERIFY(worstCached(decoder, rows, expected) < kSame);
    QVERIFY(worstCached(decoder, rows, {expected[0], expected[1].flip(0)}) > kSame);
    decoder.packForInference(4);
    QVERIFY(worstCached(decoder, rows, expected) < kSame);
    QVERIFY(worstCached(decoder, rows, expected, StepOptions{4}) < kSame);
}

void TestArchitectures::greedyIdsEqualTransformers() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    const auto loaded = loadFloat(model);
    const auto first = idsOf(gold(model, "greedy_row0"));
    const auto second = idsOf(gold(model, "greedy_row1_unpadded"));
    QCOMPARE(greedyIds(*loaded.decoder, rowOf(model, 0), first.size()), first);
    QCOMPARE(greedyIds(*loaded.decoder, rowOf(model, 1), second.size()), second);
    loaded.decoder->packForInference(1);
    QCOMPARE(greedyIds(*loaded.decoder, rowOf(model, 1), second.size()), second);
}

void TestArchitectures::adaptersCountTheSameEverywhere() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    const auto loaded = loadFloat(model);
    auto& decoder = *loaded.decoder;
    const std::vector<Ids> rows{rowOf(model, 0), rowOf(model, 1)};
    const auto plain = forwardOf(decoder, rows);
    attachNoisy(decoder);
    const auto adapted = forwardOf(decoder, rows);
    QVERIFY(largestDifference(adapted[0], plain[0]) > 100 * kSame);
    const bool cached = !lengthMatters(decoder);
    QVERIFY(!cached || worstCached(decoder, rows, adapted) < kSame);
    decoder.packForInference(2);
    QVERIFY(!cached || worstCached(decoder, rows, adapted) < kSame);
    decoder.setAdapterEnabled(false);
    QVERIFY(largestDifference(forwardOf(decoder, rows)[0], plain[0]) < 1e-6);
    QVERIFY(!cached || worstCached(decoder, rows, plain) < kSame);
    decoder.setAdapterEnabled(true);
    QTemporaryDir place;
    const fs::path saved = place.filePath("adapter").toStdString();
    need(saveLora(decoder, everyLayer(), saved, ""));
    const auto other = loadFloat(model);
    need(loadLora(*other.decoder, saved, false));
    QVERIFY(largestDifference(forwardOf(*other.decoder, rows)[1], adapted[1]) < 1e-6);
    need(mergeLora(decoder));
    QVERIFY(largestDifference(forwardOf(decoder, rows)[1], adapted[1]) < kSame);
}

void TestArchitectures::bfloat16IsNear() {
    constexpr double kNear = 0.2; ///< of a typical logit's size, through 8 bits of mantissa
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    LoadOptions options;
    options.dtype = DtypeChoice::BFloat16;
    const auto loaded = need(loadModel(model, options));
    const auto expected = logitsOf(model, 0);
    const auto found = forwardOf(*loaded.decoder, {rowOf(model, 0)})[0].to(at::kFloat);
    const auto off = [&](const at::Tensor& logits) {
        return ((logits - expected).square().mean().sqrt() / expected.std()).item<double>();
    };
    QVERIFY2(off(found) < kNear, qPrintable(QString::number(off(found))));
    QVERIFY(off(found.flip(0)) > kNear);
    loaded.decoder->packForInference(2);
    auto cache = loaded.decoder->makeCache(1, 32);
    at::Tensor every;
    loaded.decoder->prefill(tensorOf(rowOf(model, 0)), cache, cache.addRow(), &every);
    QVERIFY2(off(every) < kNear, qPrintable(QString::number(off(every))));
}

void TestArchitectures::savedFolderIsBitEqual() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    QTemporaryDir place;
    const fs::path saved = place.filePath("saved").toStdString();
    need(saveModel(*loadFloat(model).decoder, model, saved));
    const auto before = need(SafetensorsFile::open(model / "model.safetensors"));
    const auto after = need(SafetensorsFile::open(saved / "model.safetensors"));
    QCOMPARE(after.tensors().size(), before.tensors().size());
    for (const auto& span : before.tensors())
        QVERIFY2(at::equal(golden(saved / "model.safetensors", span.name),
                           golden(model / "model.safetensors", span.name)),
                 span.name.c_str());
    const fs::path answer = place.filePath("out.safetensors").toStdString();
    QVERIFY(worstForward(*loadFloat(saved).decoder, model, answer) < kTinyTolerance);
}

void TestArchitectures::branchesEqualSeparateRows() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    const auto loaded = loadFloat(model);
    const auto row = rowOf(model, 1);
    const Ids prefix(row.begin(), row.begin() + 9), one(row.begin() + 9, row.begin() + 13),
        two(row.begin() + 13, row.end());
    PackedInputBuilder builder;
    const auto start = builder.addRow(prefix, {one, two});
    const auto logits = loaded.decoder->logits(loaded.decoder->hiddenStates(builder.build()));
    Ids second = prefix;
    second.insert(second.end(), two.begin(), two.end());
    const auto expected = forwardOf(*loaded.decoder, {second})[0];
    const auto count = static_cast<std::int64_t>(two.size());
    const auto found = logits.narrow(0, start + 9 + std::int64_t(one.size()), count);
    QVERIFY(largestDifference(found, expected.narrow(0, 9, count)) < kSame);
    QVERIFY(largestDifference(found, expected.narrow(0, 8, count)) > kSame);
}

void TestArchitectures::ggufEqualsTransformers_data() {
    QTest::addColumn<QString>("file");
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(kData / "gguf"))
        if (entry.path().extension() == ".gguf")
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        QTest::addRow("%s", file.stem().c_str()) << QString::fromStdString(file.string());
}

void TestArchitectures::ggufEqualsTransformers() {
    QFETCH(QString, file);
    const fs::path model = file.toStdString();
    const auto gold = model.parent_path() / (model.stem().string() + ".golden.safetensors");
    const auto loaded = loadFloat(model);
    const auto ids = idsOf(golden(gold, "input_ids")[0]);
    const auto expected = golden(gold, "logits")[0];
    const auto worst = largestDifference(forwardOf(*loaded.decoder, {ids})[0], expected);
    QVERIFY2(worst < kTinyTolerance, qPrintable(QString::number(worst)));
    QVERIFY(largestDifference(forwardOf(*loaded.decoder, {ids})[0], expected.flip(0)) > kSame);
    if (!loaded.config().rotaries.empty() &&
        !loaded.config().rotaries[0].scaling.frequencyDivisors.empty())
        return; // what it was made from is not in the file
    QTemporaryDir place;
    const fs::path saved = place.filePath("saved").toStdString();
    need(saveModel(*loaded.decoder, model, saved));
    const auto back = forwardOf(*loadFloat(saved).decoder, {ids})[0];
    QVERIFY(largestDifference(back, expected) < kTinyTolerance);
}

void TestArchitectures::classifiersEqualTransformers_data() {
    QTest::addColumn<QString>("folder");
    for (const auto& entry : fs::directory_iterator(kData / "variants"))
        if (fs::exists(entry.path() / "golden.safetensors") &&
            need(SafetensorsFile::open(entry.path() / "golden.safetensors")).find("greedy_row0") ==
                nullptr)
            QTest::addRow("%s", entry.path().filename().c_str())
                << QString::fromStdString(entry.path().string());
}

void TestArchitectures::classifiersEqualTransformers() {
    QFETCH(QString, folder);
    const fs::path model = folder.toStdString();
    QTemporaryDir place;
    const fs::path answer = place.filePath("out.safetensors").toStdString();
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    const auto classifier = need(SequenceClassifier::load(model, options));
    const auto in = model / "golden.safetensors";
    need(classifier.decoder() ? forwardFile(*classifier.decoder(), in, answer, true)
                              : forwardFile(*classifier.encoder(), in, answer, true));
    const auto mask = gold(model, "attention_mask").ne(0);
    for (const auto& name : tensorNames(answer)) {
        const auto found = golden(answer, name), expected = gold(model, name);
        const auto worst = name == "logits"
                               ? largestDifference(found, expected)
                               : largestDifference(found.index({mask}), expected.index({mask}));
        QVERIFY2(worst < kTinyTolerance, qPrintable(QString::number(worst)));
    }
    const auto scores = gold(model, "logits");
    QVERIFY(largestDifference(golden(answer, "logits").flip(0), scores) > kSame);
    const auto names = tensorNames(in); // alone, every token is of the first segment
    if (std::find(names.begin(), names.end(), "token_type_ids") == names.end()) {
        const auto alone =
            need(classifier.scores({rowOf(model, 0), rowOf(model, 1), rowOf(model, 2)}));
        QVERIFY(largestDifference(alone, scores) < kTinyTolerance);
    }
    QVERIFY(!classifier.scores({{}}) && !classifier.scores({{64}}));
}

void TestArchitectures::everyOptionCounts_data() {
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("change");
    const auto row = [](const char* name, const char* folder, const char* change) {
        QTest::addRow("%s", name) << folder << change;
    };
    row("GPT-2: exact GELU", "tiny-gpt2", R"({"activation_function":"gelu"})");
    row("GPT-2: norm epsilon", "tiny-gpt2", R"({"layer_norm_epsilon":1e-3})");
    row("Llama: angle base", "tiny-llama", R"({"rope_parameters":{"rope_theta":5e5}})");
    row("Llama: norm epsilon", "tiny-llama", R"({"rms_norm_eps":1e-3})");
    row("Llama 3: no stretching", "tiny-llama3-rope-tied",
        R"({"rope_parameters":{"rope_theta":5e5}})");
    row("Qwen 2: angle base", "tiny-qwen2", R"({"rope_parameters":{"rope_theta":1e4}})");
    row("Qwen 3: angle base", "tiny-qwen3", R"({"rope_parameters":{"rope_theta":1e4}})");
    row("Mistral: no window", "tiny-mistral-swa", R"({"sliding_window":null})");
    row("Mistral: window off by one", "tiny-mistral-swa", R"({"sliding_window":9})");
    row("Gemma 2: no final cap", "tiny-gemma2", R"({"final_logit_softcapping":null})");
    row("Gemma 2: no attention cap", "tiny-gemma2", R"({"attn_logit_softcapping":null})");
    row("Gemma 2: query scale", "tiny-gemma2", R"({"query_pre_attn_scalar":16})");
    row("Gemma 2: all layers see all", "tiny-gemma2",
        R"({"layer_types":["full_attention","full_attention","full_attention","full_attention"]})");
    row("Gemma 2: window off by one", "tiny-gemma2", R"({"sliding_window":9})");
    row("Gemma 2: exact GELU", "tiny-gemma2", R"({"hidden_activation":"gelu"})");
    row("Gemma 3: query scale", "tiny-gemma3", R"({"query_pre_attn_scalar":16})");
    row("Gemma 3: window off by one", "tiny-gemma3", R"({"sliding_window":7})");
    row("Gemma 3: one angle base", "tiny-gemma3",
        R"({"rope_parameters":{"full_attention":{"rope_theta":1e4},"sliding_attention":{"rope_theta":1e4}}})");
    row("Phi-3: angle base", "tiny-phi3", R"({"rope_parameters":{"rope_theta":5e5}})");
    row("GPT-NeoX: sequential", "tiny-gpt-neox", R"({"use_parallel_residual":false})");
    row("GPT-NeoX: all of a head turns", "tiny-gpt-neox",
        R"({"rope_parameters":{"rope_theta":1e4,"partial_rotary_factor":1.0}})");
    row("GPT-NeoX: GELU with tanh", "tiny-gpt-neox", R"({"hidden_act":"gelu_new"})");
    row("GPT-NeoX: parallel", "tiny-gpt-neox-seq", R"({"use_parallel_residual":true})");
    row("GPT-NeoX: less of a head turns", "tiny-gpt-neox-seq",
        R"({"rope_parameters":{"rope_theta":1e4,"partial_rotary_factor":0.25}})");
}

void TestArchitectures::everyOptionCounts() {
    QFETCH(QString, folder);
    QFETCH(QString, change);
    const fs::path model = kData / folder.toStdString();
    QTemporaryDir place;
    const fs::path copy = place.filePath("model").toStdString();
    fs::copy(model, copy);
    auto config = goldenJson(model / "config.json");
    config.update(nlohmann::json::parse(change.toStdString()));
    need(writeFileAtomically(copy / "config.json", config.dump()));
    const auto worst = worstForward(*loadFloat(copy).decoder, model, copy / "out.safetensors");
    QVERIFY2(worst > 1e-3, qPrintable(QString::number(worst)));
}

QTEST_GUILESS_MAIN(TestArchitectures)
#include "tst_architectures.moc"
