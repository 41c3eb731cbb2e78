// What a run folder goes through: made, trained, cancelled, resumed, refused.
#include "run_fixture.h"

#include "files/safetensors.h"
#include "tensor/span_tensor.h"
#include "training/run/run_lock.h"

#include <ATen/ATen.h>

#include "text/tokenizer.h"

#include <QtTest>

#include <thread>

using namespace tiebreak;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::vector<json> rows() {
    return json::parse(*readFile(kTestData + "/training/rlhf_golden.json"))["texts"]
        .get<std::vector<json>>();
}

json loraConfig() {
    return {{"method", "dpo"},  {"dtype", "float32"},
            {"device", "cpu"},  {"max_steps", 6},
            {"batch_size", 2},  {"learning_rate", 1e-3},
            {"save_every", 3},  {"keep_last", 4},
            {"probe_every", 3}, {"lora", {{"rank", 4}, {"alpha", 8}}}};
}

at::Tensor parameter(const fs::path& checkpoint, const char* file) {
    const auto tensors = *SafetensorsFile::open(checkpoint / file);
    std::vector<at::Tensor> all;
    for (const auto& span : tensors.tensors())
        all.push_back(tensorFromSpan(span, tensors.file().owner())->flatten().to(at::kDouble));
    return at::cat(all);
}

#define VERIFY_OK(result) QVERIFY2((result).ok(), (result) ? "" : (result).error().text().c_str())

} // namespace

class TestTrainRun : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void loraRun_writesAllItsFiles() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        VERIFY_OK(folder);
        const auto status = trainRun(*folder);
        VERIFY_OK(status);
        const auto state = readRunState(*folder);
        QCOMPARE(state->state, std::string("finished"));
        QCOMPARE(state->step, std::int64_t(6));
        QCOMPARE(state->totalSteps, std::int64_t(6));
        QCOMPARE(state->latest, std::string("step-000006"));
        QCOMPARE(*readFile(folder->checkpoints() / "latest"), std::string("step-000006"));
        const fs::path checkpoint = folder->checkpoints() / "step-000006";
        VERIFY_OK(verifyCheckpoint(checkpoint));
        for (const char* file :
             {"adapter_model.safetensors", "adapter_config.json", "manifest.json",
              "trainer/optimizer.safetensors", "trainer/position.json"})
            QVERIFY2(fs::exists(checkpoint / file), file);
        QCOMPARE(listCheckpoints(*folder).size(), size_t(2));
    }

    void metrics_holdTheContractsKeys() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        VERIFY_OK(trainRun(*folder));
        const auto lines = stepLines(*folder);
        QCOMPARE(lines.size(), size_t(6));
        for (const char* key :
             {"step", "epoch", "time", "loss", "grad_norm", "learning_rate", "num_tokens",
              "entropy", "mean_token_accuracy", "rewards/chosen", "rewards/rejected",
              "rewards/accuracies", "rewards/margins", "logps/chosen", "logps/rejected",
              "logits/chosen", "logits/rejected"})
            QVERIFY2(lines[0].contains(key), key);
        QCOMPARE(lines[0]["step"].get<int>(), 1);
        QVERIFY(!lines[0].contains("kl/probe"));
        QVERIFY(lines[2].contains("kl/probe"));
        QVERIFY(std::abs(lines[0]["loss"].get<double>() - std::log(2.0)) < 1e-7);
    }

    void probe_isZeroAtTheStartAndMovesLater() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        VERIFY_OK(trainRun(*folder));
        const auto all = allLines(folder->metrics());
        QCOMPARE(all[0]["event"].get<std::string>(), std::string("probe"));
        QVERIFY(std::abs(all[0]["kl/probe"].get<double>()) < 1e-6);
        QVERIFY(stepLines(*folder)[5]["kl/probe"].get<double>() > 1e-4);
        const auto probes = allLines(folder->probes());
        QCOMPARE(probes.size(), size_t(24));
        QVERIFY(!probes[0]["text"].get<std::string>().empty());
        QCOMPARE(probes[0]["seed"], probes[8]["seed"]);
    }

    void resume_isBitForBitTheUnbrokenRun_data() {
        QTest::addColumn<bool>("lora");
        QTest::newRow("LoRA") << true;
        QTest::newRow("full") << false;
    }

    void resume_isBitForBitTheUnbrokenRun() {
        QFETCH(bool, lora);
        json config = loraConfig();
        if (!lora)
            config.erase("lora");
        const RunFixture fixture(config, rows());
        const auto whole = fixture.create("whole");
        VERIFY_OK(trainRun(*whole));
        const auto broken = fixture.create("broken");
        fs::create_directories(broken->checkpoints());
        fs::copy(whole->checkpoints() / "step-000003", broken->checkpoints() / "step-000003",
                 fs::copy_options::recursive);
        VERIFY_OK(trainRun(*broken));
        QCOMPARE(allLines(broken->metrics())[0]["event"].get<std::string>(),
                 std::string("resumed"));
        QCOMPARE(stepLines(*broken).front()["step"].get<int>(), 4);
        const char* file = lora ? "adapter_model.safetensors" : "model.safetensors";
        const auto end = [&](const RunFolder& run, const char* step) {
            return parameter(run.checkpoints() / step, file);
        };
        QVERIFY(at::equal(end(*whole, "step-000006"), end(*broken, "step-000006")));
        QVERIFY(!at::equal(end(*whole, "step-000003"), end(*broken, "step-000006")));
        auto expected = stepLines(*whole)[5], got = stepLines(*broken)[2];
        expected.erase("time"), got.erase("time");
        QVERIFY2(expected == got, (expected.dump() + "\n" + got.dump()).c_str());
    }

    void fullCheckpoint_hasItsTokenizer_ofAGgufToo() {
        json config = loraConfig();
        config.erase("lora");
        config["model"] = kStoriesTokenizer; // a GGUF, and its own tokenizer
        config["max_steps"] = 1;
        const RunFixture fixture(config, rows());
        const auto run = fixture.create();
        VERIFY_OK(trainRun(*run));
        const auto source = loadTokenizer(kStoriesTokenizer);
        const auto saved = loadTokenizer(run->checkpoints() / "step-000001");
        VERIFY_OK(saved);
        const auto ids = (*source)->encode("Once upon a time,\n  a caf\u00e9");
        QVERIFY(ids->size() > 5 && ids->front() == 1);
        QVERIFY(*ids == *(*saved)->encode("Once upon a time,\n  a caf\u00e9"));
        QVERIFY(*ids != *(*saved)->encode("Once upon a time"));
    }

    void finishedRun_isLeftAlone() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        VERIFY_OK(trainRun(*folder));
        const auto before = *readFile(folder->metrics());
        VERIFY_OK(trainRun(*folder));
        QCOMPARE(*readFile(folder->metrics()), before);
    }

    void cancel_stopsAndKeepsWhatWasDone() {
        json config = loraConfig();
        config["max_steps"] = 100000;
        const RunFixture fixture(config, rows());
        const auto folder = fixture.create();
        std::thread person([&] {
            while (!fs::exists(folder->metrics()) || stepLines(*folder).empty())
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            (void)writeRunControl(*folder, "cancel");
        });
        const auto status = trainRun(*folder);
        person.join();
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::Cancelled);
        const auto state = readRunState(*folder);
        QCOMPARE(state->state, std::string("cancelled"));
        QCOMPARE(state->control, std::int64_t(1));
        QVERIFY(!state->latest.empty());
    }

    void pauseAndResume_goOnInTheSameProcess() {
        json config = loraConfig();
        config["max_steps"] = 30;
        const RunFixture fixture(config, rows());
        const auto folder = fixture.create();
        QVERIFY(writeRunControl(*folder, "pause").ok());
        bool paused = false;
        std::thread person([&] {
            for (int i = 0; i < 1000 && !paused; ++i) {
                const auto state = readRunState(*folder);
                paused = state && state->state == "paused";
                std::this_thread::sleep_for(std::chrono::milliseconds(20));
            }
            (void)writeRunControl(*folder, "resume");
        });
        const auto status = trainRun(*folder);
        person.join();
        VERIFY_OK(status);
        QVERIFY(paused);
        QCOMPARE(readRunState(*folder)->control, std::int64_t(2));
    }

    void explodingRate_stopsInWordsAndLeavesTheLastCheckpoint() {
        json config = loraConfig();
        config["learning_rate"] = 1e30;
        config["max_grad_norm"] = 0;
        config["save_every"] = 1;
        const RunFixture fixture(config, rows());
        const auto folder = fixture.create();
        const auto status = trainRun(*folder);
        QVERIFY(!status);
        QVERIFY2(status.error().code == ErrorCode::NonFinite, status.error().text().c_str());
        const auto state = readRunState(*folder);
        QCOMPARE(state->state, std::string("failed"));
        QVERIFY2(!state->cause.empty(), "a failed run says why");
    }

    void createRun_refusesAFolderThatIsNotEmpty() {
        const RunFixture fixture(loraConfig(), rows());
        VERIFY_OK(fixture.create());
        const auto again = fixture.create();
        QVERIFY(!again);
        QVERIFY(exitStatus(again.error().code) == 2);
    }

    void changedData_isRefused() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        std::ofstream(folder->data(), std::ios::app) << "{}\n";
        const auto status = trainRun(*folder);
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::BadFile);
        QCOMPARE(readRunState(*folder)->state, std::string("failed"));
    }

    void secondTrainer_isRefused() {
        const RunFixture fixture(loraConfig(), rows());
        const auto folder = fixture.create();
        const auto lock = RunLock::take(folder->lock());
        VERIFY_OK(lock);
        const auto status = trainRun(*folder);
        QVERIFY(!status);
        QVERIFY(status.error().code == ErrorCode::Busy);
    }

    void oldestCheckpoints_areDeletedAndTheLastAreKept() {
        json config = loraConfig();
        config["save_every"] = 1;
        config["keep_last"] = 2;
        const RunFixture fixture(config, rows());
        const auto folder = fixture.create();
        VERIFY_OK(trainRun(*folder));
        const auto left = listCheckpoints(*folder);
        QCOMPARE(left.size(), size_t(2));
        QCOMPARE(left[0].filename().string(), std::string("step-000005"));
    }

    void preflight_countsWithoutTraining() {
        json config = loraConfig();
        config["max_length"] = 24;
        const RunFixture fixture(config, rows());
        const auto folder = fixture.create();
        const auto report = preflightRun(*folder);
        VERIFY_OK(report);
        QCOMPARE((*report)["rows"].get<int>(), 4);
        QCOMPARE((*report)["used"].get<int>(), 4);
        QVERIFY((*report)["truncated"].size() >= 1);
        QCOMPARE((*report)["steps"].get<int>(), 6);
        // Rank 4 over q k v o gate up down of 5 layers: 64, 32 and 172 wide.
        QCOMPARE((*report)["trainable"].get<int>(), 5 * 4 * (128 + 96 + 96 + 128 + 3 * 236));
    }
};

QTEST_GUILESS_MAIN(TestTrainRun)
#include "tst_train_run.moc"
