// Each method over rows as a whole run: its metrics' keys, its checkpoint, and a resumed run that
// is the unbroken one bit for bit.
#include "run_fixture.h"

#include "files/safetensors.h"
#include "reward/reward_model.h"
#include "tensor/span_tensor.h"
#include "text/tokenizer.h"

#include <ATen/ATen.h>

#include <QtTest>

using namespace tiebreak;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<json> rowsFor(const std::string& method) {
    const auto pairs = allLines(kTestData + "/formats/standard_preference.jsonl");
    if (method != "sft")
        return pairs;
    std::vector<json> rows;
    for (const auto& pair : pairs)
        rows.push_back({{"prompt", pair["prompt"]}, {"completion", pair["chosen"]}});
    return rows;
}

json configFor(const std::string& method, bool lora) {
    json config{{"method", method}, {"dtype", "float32"},    {"device", "cpu"},
                {"max_steps", 4},   {"batch_size", 4},       {"learning_rate", 1e-3},
                {"save_every", 2},  {"keep_last", 4},        {"probe_every", 0},
                {"seed", 7},        {"schedule", "constant"}};
    if (lora)
        config["lora"] = {{"rank", 4}, {"alpha", 8}};
    return config;
}

at::Tensor parameters(const fs::path& checkpoint) {
    const fs::path adapter = checkpoint / "adapter_model.safetensors";
    const auto file =
        *SafetensorsFile::open(fs::exists(adapter) ? adapter : checkpoint / "model.safetensors");
    std::vector<at::Tensor> all;
    for (const auto& span : file.tensors())
        all.push_back(tensorFromSpan(span, file.file().owner())->flatten().to(at::kDouble));
    return at::cat(all);
}

LoadOptions exactOptions() {
    LoadOptions options;
    options.dtype = DtypeChoice::Float32;
    return options;
}

void addMethods() {
    QTest::addColumn<QString>("method");
    QTest::addColumn<bool>("lora");
    for (const char* method : {"sft", "reward", "kto", "orpo", "simpo", "cpo", "bco"})
        for (const bool lora : {true, false})
            QTest::newRow(qPrintable(QString("%1, %2").arg(method).arg(lora ? "LoRA" : "full")))
                << method << lora;
}

const std::map<std::string, std::vector<const char*>> kKeys{
    {"sft", {"entropy", "mean_token_accuracy"}},
    {"reward", {"accuracy", "margin", "min_reward", "mean_reward", "max_reward"}},
    {"kto", {"kl", "entropy", "rewards/chosen", "logps/chosen", "logits/chosen"}},
    {"bco", {"delta", "entropy", "rewards/chosen", "logps/chosen", "logits/chosen"}},
    {"orpo", {"nll_loss", "log_odds_ratio", "log_odds_chosen", "rewards/margins"}},
    {"simpo", {"rewards/chosen", "rewards/accuracies", "rewards/margins", "entropy"}},
    {"cpo", {"nll_loss", "rewards/chosen", "rewards/rejected", "logits/rejected"}}};

#define VERIFY_OK(result) QVERIFY2((result).ok(), (result) ? "" : (result).error().text().c_str())

} // namespace

class TestMethodRuns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void resume_isBitForBitTheUnbrokenRun_data() { addMethods(); }
    void resume_isBitForBitTheUnbrokenRun() {
        QFETCH(QString, method);
        QFETCH(bool, lora);
        const std::string name = method.toStdString();
        const RunFixture fixture(configFor(name, lora), rowsFor(name));
        const auto whole = fixture.create("whole");
        VERIFY_OK(trainRun(*whole));
        const auto lines = stepLines(*whole);
        for (const char* key :
             {"loss", "grad_norm", "learning_rate", "epoch", "num_tokens", "time"})
            QVERIFY2(lines[0].contains(key), key);
        for (const char* key : kKeys.at(name))
            QVERIFY2(lines[0].contains(key), key);
        const auto broken = fixture.create("broken");
        fs::create_directories(broken->checkpoints());
        fs::copy(whole->checkpoints() / "step-000002", broken->checkpoints() / "step-000002",
                 fs::copy_options::recursive);
        VERIFY_OK(trainRun(*broken));
        QVERIFY(at::equal(parameters(whole->checkpoints() / "step-000004"),
                          parameters(broken->checkpoints() / "step-000004")));
        QVERIFY(!at::equal(parameters(whole->checkpoints() / "step-000002"),
                           parameters(broken->checkpoints() / "step-000004")));
        auto expected = lines[3], got = stepLines(*broken)[1];
        expected.erase("time"), got.erase("time");
        QVERIFY2(expected == got, (expected.dump() + "\n" + got.dump()).c_str());
    }

    void rewardCheckpoint_isAClassifierThatTrainsOn() {
        const RunFixture first(configFor("reward", false), rowsFor("reward"));
        const auto run = first.create();
        VERIFY_OK(trainRun(*run));
        const fs::path model = run->checkpoints() / "step-000004";
        const json config = json::parse(*readFile(model / "config.json"));
        QCOMPARE(config["architectures"][0].get<std::string>(),
                 std::string("LlamaForSequenceClassification"));
        QCOMPARE(config["id2label"].size(), size_t(1));
        json next = configFor("reward", false);
        next["model"] = next["tokenizer"] = model.string();
        next["learning_rate"] = 0;
        const RunFixture second(next, rowsFor("reward"));
        const auto continued = second.create();
        VERIFY_OK(trainRun(*continued));
        const double before = stepLines(*run).back()["loss"],
                     after = stepLines(*continued)[0]["loss"];
        QVERIFY2(after < stepLines(*run)[0]["loss"].get<double>(), "the head was learned");
        QVERIFY(std::abs(before - after) < 0.5);
    }

    void rewardAdapter_scoresAndTrainsOn() {
        json config = configFor("reward", true);
        config["probe_every"] = 4;
        const RunFixture first(config, rowsFor("reward"));
        const auto run = first.create();
        VERIFY_OK(trainRun(*run));
        const fs::path adapter = run->checkpoints() / "step-000004";
        const auto tokenizer = *loadTokenizer(kStoriesTokenizer);
        const auto model = RewardModel::load({kStories, adapter}, tokenizer.get(), exactOptions());
        VERIFY_OK(model);
        std::vector<std::vector<std::int64_t>> rows;
        std::vector<double> expected;
        for (const auto& line : allLines(run->probes()))
            if (line["step"] == 4) {
                rows.push_back(line["ids"]);
                expected.push_back(line["reward"]);
            }
        QCOMPARE(rows.size(), std::size_t(8));
        const auto scores = model->scores(rows);
        VERIFY_OK(scores);
        for (std::size_t i = 0; i < rows.size(); ++i)
            QVERIFY2(std::abs((*scores)[i] - expected[i]) < 1e-4,
                     qPrintable(QString::number((*scores)[i] - expected[i])));
        QVERIFY2(std::abs(expected[0] - expected[1]) > 1e-3, "scores differ, or nothing is shown");

        json next = configFor("reward", true);
        next["lora"] = {{"rank", 4}, {"alpha", 8}, {"init", adapter.string()}};
        next["learning_rate"] = 0;
        next["max_steps"] = 1;
        next["order"] = "sequential";
        const RunFixture second(next, rowsFor("reward"));
        const auto continued = second.create();
        VERIFY_OK(trainRun(*continued));
        next["lora"].erase("init");
        const RunFixture third(next, rowsFor("reward"));
        const auto fresh = third.create();
        VERIFY_OK(trainRun(*fresh));
        QVERIFY2(stepLines(*continued)[0]["loss"].get<double>() <
                     stepLines(*fresh)[0]["loss"].get<double>(),
                 "what was learned goes on");
    }

    void rewardAdapter_isNoPolicy() {
        const RunFixture first(configFor("reward", true), rowsFor("reward"));
        const auto run = first.create();
        VERIFY_OK(trainRun(*run));
        json next = configFor("dpo", true);
        next["adapter"] = (run->checkpoints() / "step-000004").string();
        const RunFixture second(next, rowsFor("dpo"));
        const auto status = trainRun(*second.create());
        QVERIFY(!status);
        QVERIFY2(status.error().text().find("reward model") != std::string::npos,
                 status.error().text().c_str());
        const auto plain = RewardModel::load({kStories, {}}, nullptr, exactOptions());
        QVERIFY(!plain && plain.error().text().find("score.weight") != std::string::npos);
    }

    void schedules_moveBeta() {
        json config = configFor("dpo", true);
        config["dpo"] = {{"beta", 0.1}};
        const RunFixture constant(config, rowsFor("dpo"));
        const auto plain = constant.create();
        VERIFY_OK(trainRun(*plain));
        config["dpo"]["beta_end"] = 0.4;
        const RunFixture scheduled(config, rowsFor("dpo"));
        const auto moved = scheduled.create();
        VERIFY_OK(trainRun(*moved));
        QCOMPARE(stepLines(*plain)[0]["grad_norm"], stepLines(*moved)[0]["grad_norm"]);
        // The first gradient is proportional to β: the second step of the scheduled run has twice
        // the β, so its logged rewards are about twice as large.
        const double a = stepLines(*plain)[1]["rewards/margins"],
                     b = stepLines(*moved)[1]["rewards/margins"];
        QVERIFY2(std::abs(b - 2 * a) < 1e-6 + 1e-4 * std::abs(a),
                 qPrintable(QString::number(b / a)));
    }
};

QTEST_GUILESS_MAIN(TestMethodRuns)
#include "tst_method_runs.moc"
