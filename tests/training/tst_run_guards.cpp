// What a run does when numbers, memory or a person get in its way: which weights are kept, under
// which step, and how it ends.
#include "run_fixture.h"

#include "files/safetensors.h"
#include "model/save_model.h"
#include "tensor/span_tensor.h"
#include "training/ppo/ppo_trainer.h"
#include "training/run/checkpoint.h"
#include "training/run/training_loop.h"
#include "training/selftest/tiny_model.h"
#include "training/selftest/tiny_run.h"

#include <ATen/ATen.h>

#include <QtTest>

#include <cmath>
#include <functional>
#include <memory>

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

const Error kNotANumber{ErrorCode::NonFinite, "the loss is nan", {}, {}};

/// Adds 1 to its only weight each step; `fault` decides what else happens.
class CountingTrainer : public Trainer {
public:
    std::function<std::optional<Error>(std::int64_t)> fault = [](auto) { return std::nullopt; };
    std::function<Status(std::int64_t)> error = [](auto) { return Status(); };
    std::vector<std::int64_t> seen;
    bool whole = true;

    std::int64_t totalSteps() const override { return 12; }
    Result<StepOutcome> step(std::int64_t step, const BetweenMicroBatches& between) override {
        TB_TRY(between());
        TB_TRY(error(step));
        seen.push_back(step);
        StepOutcome outcome{{{"loss", 1.0}}, fault(step), {}};
        if (!outcome.failure)
            m_weight.add_(1);
        return outcome;
    }
    Result<std::vector<ProbeAnswer>> probe() override { return std::vector<ProbeAnswer>(); }
    bool betweenSteps() const override { return whole; }
    AdamW& optimizer() override { return m_optimizer; }
    json state() const override { return json::object(); }
    Status restore(const json&) override { return {}; }
    Status saveModel(const fs::path& folder) const override {
        fs::create_directories(folder);
        TB_ASSIGN(const auto span, spanOfTensor("weight", m_weight));
        return writeSafetensors(folder / "model.safetensors", {span});
    }
    const char* checkpointKind() const override { return "full"; }
    double weight() const { return m_weight.item<double>(); }
    void setWeight(double value) { m_weight.fill_(value); }

private:
    at::Tensor m_weight = at::zeros({1});
    AdamW m_optimizer{{{"weight", m_weight}}, {}};
};

struct Loop {
    QTemporaryDir dir;
    RunFolder folder{dir.filePath("run").toStdString()};
    RunConfig config;
    CountingTrainer trainer;

    Loop() {
        fs::create_directories(folder.path);
        config.saveEvery = 100;
    }
    Status run() {
        TB_ASSIGN(const auto session, RunSession::open(folder));
        const Status result = runTrainingLoop(config, *session, trainer);
        session->close(result);
        return result;
    }
    std::string newest() const {
        const auto all = listCheckpoints(folder);
        return all.empty() ? std::string() : all.back().filename().string();
    }
};

std::vector<double> allParameters(Trainer& trainer) {
    std::vector<double> values;
    for (const auto& [name, tensor] : trainer.optimizer().parameters()) {
        const at::Tensor flat = tensor.detach().flatten().to(at::kDouble).contiguous();
        values.insert(values.end(), flat.const_data_ptr<double>(),
                      flat.const_data_ptr<double>() + flat.numel());
    }
    return values;
}

/// Stops at the n-th question, once; its copies count together.
struct StopAt {
    std::shared_ptr<int> left;
    explicit StopAt(int question)
        : left(std::make_shared<int>(question)) {}
    Status operator()() const {
        return --*left == 0 ? Status(Error{ErrorCode::Cancelled, "cancelled", {}, {}}) : Status();
    }
};

} // namespace

class TestRunGuards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneBadStep_isSkippedAndTheRunGoesOn() {
        Loop loop;
        loop.trainer.fault = [](std::int64_t step) {
            return step == 4 || step == 5 ? std::optional(kNotANumber) : std::nullopt;
        };
        VERIFY_OK(loop.run());
        QCOMPARE(loop.trainer.weight(), 10.0);
        QCOMPARE(loop.trainer.seen.size(), size_t(12));
        QCOMPARE(loop.newest(), std::string("step-000012"));
        int skipped = 0;
        for (const auto& line : allLines(loop.folder.metrics()))
            skipped += line.value("event", "") == "skipped" ? 1 : 0;
        QCOMPARE(skipped, 2);
        QCOMPARE(stepLines(loop.folder).size(), size_t(12));
    }

    void threeBadSteps_stopAtTheLastGoodOne() {
        Loop loop;
        loop.trainer.fault = [](std::int64_t step) {
            return step >= 5 ? std::optional(kNotANumber) : std::nullopt;
        };
        const auto status = loop.run();
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::NonFinite);
        QCOMPARE(loop.trainer.seen.size(), size_t(8));
        QCOMPARE(loop.newest(), std::string("step-000005"));
        QCOMPARE(readRunState(loop.folder)->state, std::string("failed"));
        QVERIFY(readRunState(loop.folder)->cause.find("3 steps in a row") != std::string::npos);
    }

    void weightsThatAreNotFinite_areNeverWritten() {
        Loop loop;
        loop.config.saveEvery = 1;
        loop.trainer.error = [&](std::int64_t step) {
            if (step == 6)
                loop.trainer.setWeight(std::nan(""));
            return Status();
        };
        const auto status = loop.run();
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::NonFinite);
        QVERIFY2(status.error().text().find("weight") != std::string::npos, "it names the tensor");
        QCOMPARE(loop.newest(), std::string("step-000006"));
    }

    void outOfMemory_keepsWhatWasLearned() {
        Loop loop;
        loop.trainer.error = [](std::int64_t step) {
            return step == 7 ? Status(Error{ErrorCode::OutOfMemory, "no memory", {}, {}})
                             : Status();
        };
        const auto status = loop.run();
        QVERIFY(!status);
        QCOMPARE(exitStatus(status.error().code), 5);
        QCOMPARE(loop.newest(), std::string("step-000007"));
    }

    void outOfMemory_insideAnUpdateKeepsTheOlderCheckpoint() {
        Loop loop;
        loop.config.saveEvery = 3;
        loop.trainer.error = [&](std::int64_t step) {
            if (step < 7)
                return Status();
            loop.trainer.whole = false;
            return Status(Error{ErrorCode::OutOfMemory, "no memory", {}, {}});
        };
        QVERIFY(!loop.run());
        QCOMPARE(loop.newest(), std::string("step-000006"));
    }

    void aDamagedCheckpoint_isPutAsideAndTheOneBeforeServes() {
        Loop loop;
        loop.config.saveEvery = 4;
        loop.config.keepLast = 5;
        VERIFY_OK(loop.run());
        std::ofstream(loop.folder.checkpoints() / "step-000012" / "model.safetensors",
                      std::ios::app)
            << "x";
        const auto found = newestWholeCheckpoint(loop.folder);
        VERIFY_OK(found);
        QCOMPARE((*found)->filename().string(), std::string("step-000008"));
        QVERIFY(fs::exists(loop.folder.checkpoints() / "broken-step-000012"));
    }

    void noWholeCheckpoint_isAnError() {
        Loop loop;
        VERIFY_OK(loop.run());
        std::ofstream(loop.folder.checkpoints() / "step-000012" / "model.safetensors",
                      std::ios::app)
            << "x";
        const auto found = newestWholeCheckpoint(loop.folder);
        QVERIFY(!found);
        QVERIFY(found.error().code == ErrorCode::BadFile);
    }

    void nanInTheModel_endsTheRunWithoutACheckpoint_data() {
        QTest::addColumn<bool>("ppo");
        QTest::newRow("dpo") << false;
        QTest::newRow("ppo") << true;
    }
    void nanInTheModel_endsTheRunWithoutACheckpoint() {
        QFETCH(bool, ppo);
        QTemporaryDir dir;
        const fs::path model = dir.filePath("model").toStdString();
        VERIFY_OK(saveTinyModel(model));
        auto config = ppo ? tinyPpoConfig(c10::kCPU, model) : tinyDpoConfig(c10::kCPU, model, true);
        auto trainer = ppo ? *makeTinyPpo(config) : *makeTinyDpo(config);
        at::Tensor& norm = trainer->selfTestSubject().policy->weights().finalNorm.weight;
        norm = norm.clone(); // what was there is a view of the file
        norm[0] = std::nan("");
        const RunFolder folder{dir.filePath("run").toStdString()};
        fs::create_directories(folder.path);
        const auto session = RunSession::open(folder);
        VERIFY_OK(session);
        const auto status = runTrainingLoop(config, **session, *trainer);
        QVERIFY(!status);
        QCOMPARE(exitStatus(status.error().code), 6);
        QVERIFY(listCheckpoints(folder).empty());
        QVERIFY(stepLines(folder).size() <= 3);
    }

    // Every row's loss is NaN, the policy itself is sound: nothing may be learned.
    void nanInTheReference_skipsThreeStepsAndStops() {
        QTemporaryDir dir;
        const fs::path model = dir.filePath("model").toStdString();
        const fs::path broken = dir.filePath("broken").toStdString();
        VERIFY_OK(saveTinyModel(model));
        const auto decoder = makeTinyModel();
        decoder->weights().finalNorm.weight[5] = std::nan("");
        VERIFY_OK(saveModel(*decoder, {}, broken));
        auto config = tinyDpoConfig(c10::kCPU, model, true);
        config.reference = broken.string();
        config.probeEvery = 0;
        const auto trainer = *makeTinyDpo(config);
        const auto before = allParameters(*trainer);
        const RunFolder folder{dir.filePath("run").toStdString()};
        fs::create_directories(folder.path);
        const auto session = RunSession::open(folder);
        const auto status = runTrainingLoop(config, **session, *trainer);
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::NonFinite);
        QVERIFY2(status.error().text().find("rows ") != std::string::npos,
                 status.error().text().c_str());
        QCOMPARE(stepLines(folder).size(), size_t(3));
        QCOMPARE(stepLines(folder)[0]["loss"].get<std::string>(), std::string("NaN"));
        QVERIFY(allParameters(*trainer) == before);
        QVERIFY(listCheckpoints(folder).empty());
    }

    void nanReward_isNotLearnedFrom() {
        QTemporaryDir dir;
        const fs::path model = dir.filePath("model").toStdString();
        VERIFY_OK(saveTinyModel(model));
        const auto config = tinyPpoConfig(c10::kCPU, model);
        const auto reward = [](const std::vector<ScoredResponse>& responses) {
            std::vector<double> scores(responses.size(), 0.5);
            scores.back() = std::nan("");
            return Result(std::move(scores));
        };
        auto policy = loadPolicy(config);
        const auto trainer =
            *PpoTrainer::make(config, std::move(*policy), {}, {{1, 5, 7}, {1, 9}}, reward);
        const auto before = allParameters(*trainer);
        const auto outcome = trainer->step(0, [] { return Status(); });
        QVERIFY(!outcome);
        QVERIFY(outcome.error().code == ErrorCode::NonFinite);
        QVERIFY(allParameters(*trainer) == before);
    }

    // A stop in the middle of PPO's update must not leave weights that belong to no step.
    void ppoStop_givesTheSameWeightsAtEveryMoment() {
        QTemporaryDir dir;
        const fs::path model = dir.filePath("model").toStdString();
        VERIFY_OK(saveTinyModel(model));
        auto config = tinyPpoConfig(c10::kCPU, model);
        config.ppo.epochs = 2;
        config.ppo.minibatches = 2;
        config.ppo.responseMax = 4;
        const auto whole = *makeTinyPpo(config);
        VERIFY_OK(runSteps(*whole, 1));
        const auto expected = allParameters(*whole);
        int stoppedInside = 0, stoppedBefore = 0;
        for (int question = 1; question <= 16; ++question) {
            const auto trainer = *makeTinyPpo(config);
            const auto before = allParameters(*trainer);
            const auto outcome = trainer->step(0, StopAt{question});
            if (!outcome) {
                ++stoppedBefore;
                QVERIFY(allParameters(*trainer) == before);
                continue;
            }
            stoppedInside += outcome->stop ? 1 : 0;
            QVERIFY(allParameters(*trainer) == expected);
            QVERIFY(trainer->betweenSteps());
        }
        QVERIFY(stoppedBefore > 0);
        QVERIFY2(stoppedInside > 2, "some of the questions came inside the update");
    }
};

QTEST_GUILESS_MAIN(TestRunGuards)
#include "tst_run_guards.moc"
