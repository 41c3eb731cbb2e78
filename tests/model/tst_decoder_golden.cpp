// The decoder against transformers' numbers on tiny random models and a small trained one.
#include "model_fixture.h"

#include "model/forward_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tiebreak;
using namespace tiebreak::test;

namespace {

/// The contract of the stories260K goldens.
constexpr double kStoriesTolerance = 1e-3;

/// A fixture's folder copied so that `config` is its config.json.
std::filesystem::path folderWith(const QTemporaryDir& place, const std::string& model,
                                 const std::string& config) {
    const std::filesystem::path folder = place.filePath("model").toStdString();
    std::filesystem::copy(kData / model, folder);
    std::filesystem::copy_file(kData / model / config, folder / "config.json",
                               std::filesystem::copy_options::overwrite_existing);
    return folder;
}

/// Every real (not padded) position of the golden batch, as `forward` answers it.
double worstDifference(const std::filesystem::path& answer, const std::filesystem::path& gold,
                       const std::string& name) {
    const auto mask = golden(gold, "attention_mask").ne(0);
    return largestDifference(golden(answer, name).index({mask}), golden(gold, name).index({mask}));
}

} // namespace

class TestDecoderGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsTransformers_onTinyModels_data();
    void equalsTransformers_onTinyModels();
    void differs_whenTheEpsilonIsWrong();
    void equalsTransformers_onStories_data();
    void equalsTransformers_onStories();
    void differs_whenAFormatsGoldenIsSwapped();
    void lossAndGradientsEqualTransformers_data();
    void lossAndGradientsEqualTransformers();
    void gradientDiffers_whenOneLabelIsWrong();
};

void TestDecoderGolden::equalsTransformers_onTinyModels_data() {
    QTest::addColumn<QString>("model");
    QTest::addColumn<QString>("config");
    for (const char* model : {"tiny-llama", "tiny-llama3-rope-tied"})
        for (const char* config : {"config.json", "config.v4.json"})
            QTest::addRow("%s, keys of %s", model, config) << model << config;
}

void TestDecoderGolden::equalsTransformers_onTinyModels() {
    QFETCH(QString, model);
    QFETCH(QString, config);
    QTemporaryDir place;
    const auto folder = folderWith(place, model.toStdString(), config.toStdString());
    const auto loaded = loadFloat(folder);
    const std::filesystem::path answer = place.filePath("out.safetensors").toStdString();
    need(forwardFile(*loaded.decoder, folder / "golden.safetensors", answer, true));
    for (const char* name : {"logits", "hidden_0", "hidden_1", "hidden_2"})
        QVERIFY2(worstDifference(answer, folder / "golden.safetensors", name) < kTinyTolerance,
                 name);
}

void TestDecoderGolden::differs_whenTheEpsilonIsWrong() {
    QTemporaryDir place;
    const auto folder = folderWith(place, "tiny-llama", "config.json");
    auto json = goldenJson(folder / "config.json");
    json["rms_norm_eps"] = 1e-3;
    need(writeFileAtomically(folder / "config.json", json.dump()));
    const std::filesystem::path answer = place.filePath("out.safetensors").toStdString();
    need(forwardFile(*loadFloat(folder).decoder, folder / "golden.safetensors", answer, false));
    QVERIFY(worstDifference(answer, folder / "golden.safetensors", "logits") > kTinyTolerance);
}

void TestDecoderGolden::equalsTransformers_onStories_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("format");
    QTest::addRow("Hugging Face folder") << "hf"
                                         << "f32";
    for (const char* format : {"f32", "f16", "bf16", "q8_0", "q4_0"})
        QTest::addRow("GGUF %s", format)
            << QString("stories260K.%1.gguf").arg(QLatin1String(format)) << format;
}

void TestDecoderGolden::equalsTransformers_onStories() {
    QFETCH(QString, file);
    QFETCH(QString, format);
    const auto model = loadFloat(kData / "stories260K" / file.toStdString());
    const auto gold = goldenJson(kData / "stories260K/gguf_golden.json");
    for (const auto& item : gold.at("files").at(format.toStdString())) {
        const auto logits = lastLogits(*model.decoder, item.at("token_ids"));
        QVERIFY(largestDifference(logits, asTensor(item.at("last_logits"))) < kStoriesTolerance);
    }
}

void TestDecoderGolden::differs_whenAFormatsGoldenIsSwapped() {
    const auto model = loadFloat(kData / "stories260K/stories260K.q4_0.gguf");
    const auto item =
        goldenJson(kData / "stories260K/gguf_golden.json").at("files").at("q8_0").at(0);
    const auto logits = lastLogits(*model.decoder, item.at("token_ids"));
    QVERIFY(largestDifference(logits, asTensor(item.at("last_logits"))) > kStoriesTolerance);
}

namespace {

struct SftNumbers {
    double loss = 0;
    double gradientNorm = 0;
    std::map<std::string, double> norms; ///< of each weight's gradient
    at::Tensor embedding;                ///< gradient of the input embeddings [V, D]
};

/// Mean over every next token within both rows of the golden batch (tests/golden/packed_sft.py).
SftNumbers sftOfGoldenBatch(const std::filesystem::path& folder, bool spoilOneLabel) {
    const auto gold = folder / "golden.safetensors";
    const auto model = loadFloat(folder);
    model.decoder->makeTrainable();
    const auto ids = golden(gold, "input_ids"), mask = golden(gold, "attention_mask").ne(0);
    PackedInputBuilder builder;
    std::vector<std::int64_t> from, labels;
    for (std::int64_t row = 0; row < ids.size(0); ++row) {
        const auto real = ids[row].index({mask[row]}).contiguous();
        const std::vector<std::int64_t> tokens(real.data_ptr<std::int64_t>(),
                                               real.data_ptr<std::int64_t>() + real.numel());
        const auto start = builder.addRow(tokens);
        for (std::size_t i = 1; i < tokens.size(); ++i) {
            from.push_back(start + static_cast<std::int64_t>(i) - 1);
            labels.push_back(tokens[i]);
        }
    }
    if (spoilOneLabel)
        labels[3] = (labels[3] + 1) % 256;
    const auto hidden = model.decoder->hiddenStates(builder.build());
    const auto logits = model.decoder->logits(hidden.index_select(0, at::tensor(from, at::kLong)));
    const auto loss = at::cross_entropy_loss(logits, at::tensor(labels, at::kLong));
    loss.backward();
    SftNumbers found{loss.item<double>(), 0, {}, model.decoder->weights().embedding.grad()};
    for (const auto& [name, weight] : model.decoder->trainableParameters()) {
        found.norms[name] = weight.grad().norm().item<double>();
        found.gradientNorm = std::hypot(found.gradientNorm, found.norms[name]);
    }
    return found;
}

} // namespace

namespace {

/// Files call GPT-NeoX's output embed_out; in memory transformers 5 calls it lm_head.
std::string nameInTransformers(const std::string& name) {
    return name == "embed_out.weight" ? "lm_head.weight" : name;
}

} // namespace

void TestDecoderGolden::lossAndGradientsEqualTransformers_data() {
    QTest::addColumn<QString>("folder");
    for (const auto& entry : std::filesystem::directory_iterator(kData))
        if (std::filesystem::exists(entry.path() / "packed_sft.json"))
            QTest::addRow("%s", entry.path().filename().c_str())
                << QString::fromStdString(entry.path().string());
}

void TestDecoderGolden::lossAndGradientsEqualTransformers() {
    QFETCH(QString, folder);
    const std::filesystem::path model = folder.toStdString();
    const auto gold = goldenJson(model / "packed_sft.json");
    const auto found = sftOfGoldenBatch(model, false);
    QVERIFY(std::abs(found.loss - gold.at("loss").get<double>()) < 1e-5);
    QVERIFY(std::abs(found.gradientNorm - gold.at("grad_norm").get<double>()) < kTinyTolerance);
    QCOMPARE(found.norms.size(), gold.at("grad_norms").size());
    for (const auto& [name, norm] : found.norms)
        QVERIFY2(std::abs(norm - gold.at("grad_norms").at(nameInTransformers(name)).get<double>()) <
                     kTinyTolerance,
                 name.c_str());
    const auto& embedding = gold.at("embedding_gradient");
    QVERIFY(largestDifference(found.embedding[embedding.at("token").get<std::int64_t>()],
                              asTensor(embedding.at("of_token"))) < kTinyTolerance);
    QVERIFY(largestDifference(found.embedding.sum(0), asTensor(embedding.at("sum_over_tokens"))) <
            kTinyTolerance);
}

void TestDecoderGolden::gradientDiffers_whenOneLabelIsWrong() {
    const auto gold = goldenJson(kData / "tiny-llama/packed_sft.json");
    const auto found = sftOfGoldenBatch(kData / "tiny-llama", true);
    QVERIFY(std::abs(found.gradientNorm - gold.at("grad_norm").get<double>()) > kTinyTolerance);
}

QTEST_GUILESS_MAIN(TestDecoderGolden)
#include "tst_decoder_golden.moc"
