// Ten AdamW steps of whole runs against numbers written from the formulas (rlhf_golden.json): no
// EOS, no clipping, one fixed batch of four.
#include "run_fixture.h"
#include "score_folder.h"

#include <QtTest>

using namespace tiebreak;
using nlohmann::json;

namespace {

constexpr double kLossTolerance = 1e-5;
constexpr double kRelativeTolerance = 1e-4;

const json& golden() {
    static const json read = json::parse(*readFile(kTestData + "/training/rlhf_golden.json"));
    return read;
}

json configFor(const std::string& method, const json& numbers) {
    return {{"method", method},       {"dtype", "float32"},
            {"device", "cpu"},        {"order", "sequential"},
            {"append_eos", false},    {"max_grad_norm", 0},
            {"schedule", "constant"}, {"max_steps", 10},
            {"probe_every", 0},       {"learning_rate", numbers["lr"]}};
}

std::vector<json> trained(const json& config, const std::vector<json>& rows) {
    RunFixture fixture(config, rows);
    const auto folder = fixture.create();
    const auto status = folder ? trainRun(*folder) : Status(folder.error());
    if (!status)
        qWarning("%s", status.error().text().c_str());
    return folder ? stepLines(*folder) : std::vector<json>();
}

/// The first difference that is too large, or nothing.
QString firstDifference(const std::vector<json>& lines, const json& numbers) {
    const std::vector<std::tuple<const char*, const char*, double, double>> columns{
        {"loss", "losses", kLossTolerance, 0},
        {"grad_norm", "grad_norms", 0, kRelativeTolerance},
        {"rewards/margins", "reward_margins", 1e-4, 0},
        {"rewards/accuracies", "accuracies", 0, 0},
        {"accuracy", "accuracies", 0, 0}};
    if (lines.size() != numbers["losses"].size())
        return QString("%1 steps").arg(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const auto& [key, name, absolute, relative] : columns) {
            if (!numbers.contains(name) || !lines[i].contains(key))
                continue;
            const double got = lines[i][key], expected = numbers[name][i];
            if (!(std::abs(got - expected) <= absolute + relative * std::abs(expected)))
                return QString("step %1: %2 %3, golden %4")
                    .arg(i + 1)
                    .arg(key)
                    .arg(got, 0, 'g', 9)
                    .arg(expected, 0, 'g', 9);
        }
    return {};
}

void verify(const std::vector<json>& lines, const json& numbers) {
    QVERIFY2(firstDifference(lines, numbers).isEmpty(),
             qPrintable(firstDifference(lines, numbers)));
    json wrong = numbers;
    wrong["losses"][9] = numbers["losses"][9].get<double>() + 2 * kLossTolerance;
    QVERIFY2(!firstDifference(lines, wrong).isEmpty(), "a wrong number must not pass");
}

} // namespace

class TestRlhfGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void dpo_matchesTheFormulas_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("DPO") << "dpo";
        QTest::newRow("DPO with label smoothing") << "dpo_label_smoothing_0.1";
    }

    void dpo_matchesTheFormulas() {
        QFETCH(QString, name);
        const json numbers = golden()[name.toStdString()];
        json config = configFor("dpo", numbers);
        config["dpo"] = {{"beta", numbers["beta"]},
                         {"label_smoothing", numbers["label_smoothing"]}};
        verify(trained(config, golden()["texts"].get<std::vector<json>>()), numbers);
    }

    void sft_matchesTheFormulas() {
        std::vector<json> rows;
        for (const auto& text : golden()["texts"])
            rows.push_back({{"prompt", text["prompt"]}, {"completion", text["chosen"]}});
        verify(trained(configFor("sft", golden()["sft"]), rows), golden()["sft"]);
    }

    void rewardModel_matchesTheFormulas() {
        const auto tensors =
            *SafetensorsFile::open(kTestData + "/training/rlhf_golden.safetensors");
        const auto weight = tensorFromSpan(*tensors.find("rm_head_weight"), tensors.file().owner());
        const auto* values = weight->const_data_ptr<float>();
        const QTemporaryDir folder;
        const auto model = folder.filePath("model").toStdString();
        writeScoreFolder(model, {values, values + weight->numel()});
        json config = configFor("reward", golden()["reward_model"]);
        config["model"] = config["tokenizer"] = model;
        verify(trained(config, golden()["texts"].get<std::vector<json>>()),
               golden()["reward_model"]);
    }
};

QTEST_GUILESS_MAIN(TestRlhfGolden)
#include "tst_rlhf_golden.moc"
