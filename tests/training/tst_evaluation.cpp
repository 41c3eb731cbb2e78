// Held-out rows during training: measured from the start model on, never learned, and the
// checkpoint that does best on them kept.
#include "run_fixture.h"

#include "metrics/metric_log.h"
#include "training/run/best_checkpoint.h"
#include "training/run/policy_model.h"
#include "training/scoring/sequence_scores.h"

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace tiebreak;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

/// Evaluates `expression` once: it may be a whole run.
#define VERIFY_OK(expression)                                                                      \
    do {                                                                                           \
        const auto& verified = (expression);                                                       \
        QVERIFY2(verified.ok(), verified ? "" : verified.error().text().c_str());                  \
    } while (false)

std::vector<json> rows() {
    return json::parse(*readFile(kTestData + "/training/rlhf_golden.json"))["texts"]
        .get<std::vector<json>>();
}

json config(const std::string& method) {
    return {{"method", method},    {"dtype", "float32"},     {"device", "cpu"},
            {"max_steps", 8},      {"batch_size", 2},        {"learning_rate", 1e-3},
            {"save_every", 2},     {"keep_last", 1},         {"probe_every", 0},
            {"eval_data", "held"}, {"schedule", "constant"}, {"lora", {{"rank", 4}}}};
}

struct Run {
    RunFixture fixture;
    RunFolder folder;
    explicit Run(const json& config)
        : fixture(config, rows()) {
        fixture.writeLines("held", rows());
        folder = *fixture.create();
    }
};

const json* startLine(const std::vector<json>& lines) {
    for (const auto& line : lines)
        if (line.value("event", "") == "eval")
            return &line;
    return nullptr;
}

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void startModel_isStepZeroOfEachCurve() {
        Run run(config("dpo"));
        VERIFY_OK(trainRun(run.folder));
        const auto lines = allLines(run.folder.metrics());
        const json* start = startLine(lines);
        QVERIFY(start);
        QVERIFY(std::abs((*start)["eval_loss"].get<double>() - std::log(2.0)) < 1e-6);
        QCOMPARE((*start)["eval_rewards/margins"].get<double>(), 0.0);
        MetricLog log(run.folder.metrics());
        VERIFY_OK(log.poll());
        const auto& series = log.series().at("eval_loss");
        QCOMPARE(series.steps, (std::vector<std::int64_t>{0, 2, 4, 6, 8}));
        QVERIFY2(series.values.back() < series.values.front() - 0.01,
                 "the same rows were learned, so they improve");
    }

    // The twin: rows that are only measured must leave the run as it is.
    void evaluation_changesNothingThatIsLearned() {
        auto without = config("dpo");
        without.erase("eval_data");
        Run measured(config("dpo")), plain(without);
        VERIFY_OK(trainRun(measured.folder));
        VERIFY_OK(trainRun(plain.folder));
        auto a = stepLines(measured.folder), b = stepLines(plain.folder);
        QCOMPARE(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            QVERIFY(std::abs(a[i]["loss"].get<double>() - b[i]["loss"].get<double>()) < 1e-5);
            QCOMPARE(a[i]["num_tokens"], b[i]["num_tokens"]);
        }
    }

    void bestCheckpoint_isKeptBesideTheLast() {
        // Rows judged the other way round: the better it learns, the worse it does on them.
        auto settings = config("dpo");
        settings["max_steps"] = 12;
        Run run(settings);
        auto held = rows();
        for (auto& row : held)
            std::swap(row["chosen"], row["rejected"]);
        fs::remove(run.folder.path / "eval.jsonl");
        run.fixture.writeLines("held", held);
        fs::copy(run.fixture.path("held"), run.folder.path / "eval.jsonl");
        VERIFY_OK(trainRun(run.folder));
        const auto best = readBestCheckpoints(run.folder);
        VERIFY_OK(best);
        QCOMPARE(best->size(), std::size_t(1));
        double lowest = 1e9;
        std::int64_t step = 0;
        for (const auto& line : stepLines(run.folder))
            if (line.contains("eval_loss") && line["eval_loss"].is_number() &&
                line["eval_loss"].get<double>() < lowest) {
                lowest = line["eval_loss"];
                step = line["step"];
            }
        QCOMPARE(best->front().step, step);
        QVERIFY2(step < 12, "the last one is not the best, or nothing would be shown");
        QCOMPARE(best->front().loss, lowest);
        QVERIFY(fs::exists(run.folder.checkpoints() / best->front().name / "manifest.json"));
        QVERIFY(listCheckpoints(run.folder).size() <= 2);
    }

    void severalBest_areKeptInTheirOrder() {
        auto settings = config("dpo");
        settings["max_steps"] = 12;
        settings["save_every"] = 12;
        settings["eval_every"] = 3;
        settings["keep_best"] = 2;
        Run run(settings);
        VERIFY_OK(trainRun(run.folder));
        std::vector<std::pair<double, std::int64_t>> measured;
        for (const auto& line : stepLines(run.folder))
            if (line.contains("eval_loss"))
                measured.emplace_back(line["eval_loss"].get<double>(), line["step"]);
        QCOMPARE(measured.size(), std::size_t(4));
        std::ranges::sort(measured);
        const auto best = readBestCheckpoints(run.folder);
        VERIFY_OK(best);
        QCOMPARE(best->size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            QCOMPARE((*best)[i].step, measured[i].second);
            QVERIFY(fs::exists(run.folder.checkpoints() / (*best)[i].name / "manifest.json"));
        }
        fs::remove_all(run.folder.checkpoints() / (*best)[0].name);
        QCOMPARE(readBestCheckpoints(run.folder)->front().step, measured[1].second);
    }

    void noBest_isKeptWhereNobodyWantsOne() {
        auto settings = config("dpo");
        settings["keep_best"] = 0;
        Run run(settings);
        VERIFY_OK(trainRun(run.folder));
        QCOMPARE(listCheckpoints(run.folder).size(), std::size_t(1));
        QVERIFY(readBestCheckpoints(run.folder)->empty());
    }

    void measuring_differentiatesNothing() {
        RunConfig run;
        run.method = "dpo";
        run.model = kStories;
        run.dtype = "float32";
        run.device = "cpu";
        run.lora = LoraConfig{};
        const auto policy = loadPolicy(run);
        VERIFY_OK(policy);
        CompletionBatchBuilder builder;
        builder.addRow({1, 403, 407}, {{383, 286}, {400}}, {0, 1});
        const auto batch = builder.build(c10::Device(c10::kCPU));
        const auto gradients = [&] {
            std::int64_t count = 0;
            for (const auto& [name, tensor] : policy->decoder->trainableParameters())
                count += tensor.grad().defined() ? 1 : 0;
            return count;
        };
        const auto pass = [&] {
            const auto passed = passSequences(*policy->decoder, batch, {true, {}});
            backwardTokens(*policy->decoder, batch, passed,
                           {at::ones_like(passed.tokens.logps), {}});
            return passed;
        };
        {
            const c10::NoGradGuard guard;
            const auto passed = pass();
            QVERIFY(!passed.hidden.requires_grad() && !passed.tokens.derivative.defined());
        }
        QCOMPARE(gradients(), std::int64_t(0));
        pass(); // the twin: in training there are some
        QVERIFY(gradients() > 0);
    }

    void everyMethodOfRows_isMeasured_data() {
        QTest::addColumn<QString>("method");
        for (const char* method : {"sft", "kto", "orpo", "simpo", "cpo", "bco", "reward"})
            QTest::newRow(method) << method;
    }
    void everyMethodOfRows_isMeasured() {
        QFETCH(QString, method);
        auto settings = config(method.toStdString());
        settings["max_steps"] = 2;
        auto data = rows();
        if (method == "sft")
            for (auto& row : data)
                row = {{"prompt", row["prompt"]}, {"completion", row["chosen"]}};
        const RunFixture fixture(settings, data);
        fixture.writeLines("held", data);
        const auto folder = fixture.create();
        VERIFY_OK(folder);
        VERIFY_OK(trainRun(*folder));
        const auto lines = allLines(folder->metrics());
        QVERIFY(startLine(lines));
        QVERIFY(std::isfinite((*startLine(lines))["eval_loss"].get<double>()));
        QVERIFY(stepLines(*folder).back().contains("eval_loss"));
        QVERIFY(fs::exists(folder->path / "selftest.json") || method == "reward");
    }

    void evalData_isFrozenIntoTheRun() {
        Run run(config("dpo"));
        QVERIFY(fs::exists(run.folder.path / "eval.jsonl"));
    }
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
