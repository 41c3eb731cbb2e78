// PPO must learn: on the small story model the mean lexicon reward of fresh samples rises by more
// than two standard errors while the policy stays near the reference.
#include "run_fixture.h"

#include "reward/reward_model.h"
#include "reward/vader.h"
#include "training/ppo/episode_batch.h"
#include "training/rollout/kl_probe.h"
#include "training/rollout/sample_responses.h"

#include <QtTest>

#include <cmath>

using namespace tiebreak;
using nlohmann::json;

namespace {

constexpr std::int64_t kFreshSamples = 256;
constexpr double kMostKl = 10; // nats a response
constexpr std::int64_t kResponseTokens = 32;

json config(int steps) {
    return {{"method", "ppo"},
            {"dtype", "float32"},
            {"device", "cpu"},
            {"learning_rate", 5e-4},
            {"schedule", "constant"},
            {"max_steps", steps},
            {"save_every", 0},
            {"probe_every", 0},
            {"prompts", "prompts.jsonl"},
            {"lora", {{"rank", 16}, {"alpha", 32}}},
            {"rewards", json::array({{{"kind", "vader"}}})},
            {"ppo",
             {{"rollout_batch", 64},
              {"minibatches", 2},
              {"epochs", 4},
              {"response_min", 0},
              {"response_max", kResponseTokens},
              {"kl_coef", 0.05}}}};
}

RunFixture fixtureFor(int steps) {
    RunFixture fixture(config(steps), {});
    fixture.writeLines("prompts.jsonl", {{{"text", "Once upon a time"}}});
    auto document = json::parse(*readFile(fixture.path("run.json")));
    document.erase("data");
    fixture.write("run.json", document.dump());
    return fixture;
}

struct FreshScore {
    double mean = 0, standardError = 0, kl = 0;
};

FreshScore measure(const RunConfig& config, const std::optional<std::filesystem::path>& adapter) {
    RunConfig loaded = config;
    loaded.lora->init = adapter ? adapter->string() : std::string();
    const PolicyModel policy = *loadPolicy(loaded);
    const auto text = *loadTextTools(config);
    const auto prompt = *text.encoder(config).encodePrompt({{"text", "Once upon a time"}});
    std::vector<SampleRequest> requests(kFreshSamples, {prompt, {}});
    for (std::size_t i = 0; i < requests.size(); ++i) {
        requests[i].parameters.seed = 1'000'000 + i;
        requests[i].parameters.maxNewTokens = kResponseTokens;
    }
    const auto responses = *sampleResponses(policy.decoder, text.tokenizer, requests, {64, {}});
    std::vector<double> scores;
    std::vector<std::vector<std::int64_t>> completions;
    for (const auto& response : responses) {
        scores.push_back(VaderLexicon::instance().meanValence(response.text));
        completions.push_back(response.ids);
    }
    FreshScore fresh;
    for (const double score : scores)
        fresh.mean += score / kFreshSamples;
    double squares = 0;
    for (const double score : scores)
        squares += (score - fresh.mean) * (score - fresh.mean);
    fresh.standardError = std::sqrt(squares / (kFreshSamples - 1) / kFreshSamples);
    RunConfig base = config;
    base.reference = "base";
    const auto reference = *ReferenceModel::make(base, policy);
    for (const double kl : exactSequenceKl(
             policy, reference, std::vector<std::vector<std::int64_t>>(kFreshSamples, prompt),
             completions))
        fresh.kl += kl / kFreshSamples;
    return fresh;
}

} // namespace

class TestPpoRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void trainedRewardModel_isAReward() {
        const auto pairs = allLines(kTestData + "/formats/standard_preference.jsonl");
        const RunFixture judge({{"method", "reward"},
                                {"dtype", "float32"},
                                {"device", "cpu"},
                                {"max_steps", 2},
                                {"learning_rate", 1e-3},
                                {"lora", {{"rank", 4}}}},
                               pairs);
        const auto judged = judge.create();
        QVERIFY2(judged.ok(), judged ? "" : judged.error().text().c_str());
        const auto learned = trainRun(*judged);
        QVERIFY2(learned.ok(), learned ? "" : learned.error().text().c_str());
        const auto adapter = judged->checkpoints() / "step-000002";
        const RunFixture fixture = fixtureFor(1);
        auto document = json::parse(*readFile(fixture.path("run.json")));
        document["rewards"] = {{{"kind", "model"},
                                {"weight", 2},
                                {"model", kStories},
                                {"adapter", adapter.string()},
                                {"tokenizer", kStoriesTokenizer}},
                               {{"kind", "length"}, {"target", 16}}};
        document["ppo"]["rollout_batch"] = 8;
        document["probe_every"] = 1;
        fixture.write("run.json", document.dump());
        const auto folder = fixture.create();
        QVERIFY2(folder.ok(), folder ? "" : folder.error().text().c_str());
        const auto status = trainRun(*folder);
        QVERIFY2(status.ok(), status ? "" : status.error().text().c_str());
        const auto tokenizer = *loadTokenizer(kStoriesTokenizer);
        LoadOptions exact;
        exact.dtype = DtypeChoice::Float32;
        const auto model = RewardModel::load({kStories, adapter}, tokenizer.get(), exact);
        QVERIFY2(model.ok(), model ? "" : model.error().text().c_str());
        int compared = 0;
        for (const auto& line : allLines(folder->probes())) {
            std::vector<std::int64_t> row;
            const auto prompt = tokenizer->encode("Once upon a time"); // outlives the loop
            row.assign(prompt->begin(), prompt->end());
            const std::vector<std::int64_t> ids = line["ids"];
            row.insert(row.end(), ids.begin(), ids.end());
            const auto scored = model->scores({row});
            QVERIFY2(scored.ok(), scored ? "" : scored.error().text().c_str());
            const double expected = 2 * scored->front() - std::abs(double(ids.size()) - 16) / 16;
            QVERIFY2(std::abs(line["reward"].get<double>() - expected) < 1e-4,
                     qPrintable(QString::number(expected)));
            ++compared;
        }
        QVERIFY(compared >= 8);
    }

    void rewardModel_ofOtherTokens_isRefused() {
        const RunFixture fixture = fixtureFor(1);
        auto document = json::parse(*readFile(fixture.path("run.json")));
        const std::vector<std::pair<json, std::string>> wrong{
            {json{{"kind", "model"}}, "'model' is missing"},
            {json{{"kind", "model"}, {"model", kStories}, {"size", 1}}, "no key 'size'"},
            {json{{"kind", "model"}, {"model", kStories}}, "score.weight"}};
        for (const auto& [entry, words] : wrong) {
            document["rewards"] = json::array({entry});
            fixture.write("run.json", document.dump());
            QTemporaryDir other;
            const auto folder =
                createRun(fixture.path("run.json"), other.filePath("run").toStdString());
            QVERIFY(folder.ok());
            const auto status = trainRun(*folder);
            QVERIFY2(!status && status.error().text().find(words) != std::string::npos,
                     status ? "" : status.error().text().c_str());
        }
    }

    void reward_risesWhileThePolicyStaysNear() {
        const RunFixture fixture = fixtureFor(20);
        const auto folder = fixture.create();
        QVERIFY2(folder.ok(), folder ? "" : folder.error().text().c_str());
        const auto status = trainRun(*folder);
        QVERIFY2(status.ok(), status ? "" : status.error().text().c_str());
        const auto run = *readCheckedConfig(*folder);
        const auto before = measure(run, std::nullopt);
        const auto after = measure(run, folder->checkpoints() / "step-000020");
        const double error = std::hypot(before.standardError, after.standardError);
        qInfo("reward %.4f -> %.4f (standard error of the difference %.4f), KL %.2f nats",
              before.mean, after.mean, error, after.kl);
        QVERIFY(before.kl < 1e-6);
        QVERIFY(after.mean - before.mean > 2 * error);
        QVERIFY(after.kl < kMostKl);
    }

    void metrics_holdTrlsNamesAndStartAtRatioOne() {
        const RunFixture fixture = fixtureFor(2);
        const auto folder = fixture.create();
        QVERIFY(trainRun(*folder).ok());
        const auto lines = stepLines(*folder);
        QCOMPARE(lines.size(), size_t(2));
        for (const char* key :
             {"objective/kl", "objective/entropy", "objective/non_score_reward",
              "objective/rlhf_reward", "objective/scores", "policy/approxkl_avg",
              "policy/clipfrac_avg", "loss/policy_avg", "loss/value_avg", "val/clipfrac_avg",
              "policy/entropy_avg", "val/ratio", "val/ratio_var", "val/num_eos_tokens",
              "val/var_explained", "eps", "episode", "learning_rate", "grad_norm"})
            QVERIFY2(lines[0].contains(key), key);
        QVERIFY2(std::abs(lines[0]["objective/kl"].get<double>()) < 1e-4,
                 "the first rollout is the reference's");
        const double score = lines[1]["objective/scores"],
                     penalty = lines[1]["objective/non_score_reward"];
        QVERIFY(std::abs(lines[1]["objective/rlhf_reward"].get<double>() - score - penalty) < 1e-9);
    }

    void resume_isBitForBitTheUnbrokenRun() {
        const RunFixture fixture = fixtureFor(4);
        auto document = json::parse(*readFile(fixture.path("run.json")));
        document["save_every"] = 2;
        fixture.write("run.json", document.dump());
        const auto whole = fixture.create("whole");
        QVERIFY(trainRun(*whole).ok());
        const auto broken = fixture.create("broken");
        std::filesystem::create_directories(broken->checkpoints());
        std::filesystem::copy(whole->checkpoints() / "step-000002",
                              broken->checkpoints() / "step-000002",
                              std::filesystem::copy_options::recursive);
        QVERIFY(trainRun(*broken).ok());
        const auto end = [](const RunFolder& run, const char* step) {
            return *readFile(run.checkpoints() / step / "adapter_model.safetensors");
        };
        QVERIFY(end(*whole, "step-000004") == end(*broken, "step-000004"));
        QVERIFY(end(*whole, "step-000002") != end(*broken, "step-000004"));
    }
};

QTEST_GUILESS_MAIN(TestPpoRun)
#include "tst_ppo_run.moc"
