// Run folders trained by the real engine, for tests that kill it: made once, copied for each try,
// compared by the hash of the last checkpoint's manifest, which covers weights, optimizer, random
// states and position.
#pragma once

#include "base/atomic_file.h"
#include "protocol/run_folder.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

namespace tiebreak::test {

inline constexpr int kRunPatienceMs = 120'000;

inline QString runEnginePath() {
    return QStringLiteral(TIEBREAK_BIN_DIR "/tiebreak-engine");
}

/// DPO with dropout, so that random states count, and epochs that mix the rows anew.
inline nlohmann::json dpoRun() {
    return {{"format", 1},
            {"method", "dpo"},
            {"model", TIEBREAK_TEST_DATA "/model/stories260K/hf"},
            {"tokenizer", TIEBREAK_TEST_DATA "/model/stories260K/stories260K.f32.gguf"},
            {"data", "rows.jsonl"},
            {"dtype", "float32"},
            {"device", "cpu"},
            {"threads", 1},
            {"max_steps", 24},
            {"batch_size", 2},
            {"learning_rate", 1e-3},
            {"warmup_steps", 2},
            {"save_every", 3},
            {"probe_every", 8},
            {"disable_dropout", false},
            {"lora", {{"rank", 4}, {"alpha", 8}, {"dropout", 0.1}}}};
}

inline nlohmann::json ppoRun() {
    auto config = dpoRun();
    config.erase("data");
    config["method"] = "ppo";
    config["prompts"] = "rows.jsonl";
    config["rewards"] = {{{"kind", "vader"}}};
    config["max_steps"] = 8;
    config["save_every"] = 2;
    config["batch_size"] = 4;
    config["ppo"] = {{"rollout_batch", 8}, {"minibatches", 2},   {"epochs", 2},
                     {"response_min", 1},  {"response_max", 12}, {"kl_target", 1.0}};
    return config;
}

struct EngineEnd {
    bool crashed = false;
    int status = -1;
    QByteArray words; ///< stderr
};

inline EngineEnd endOf(QProcess& process) {
    return {process.exitStatus() == QProcess::CrashExit, process.exitCode(),
            process.readAllStandardError()};
}

inline EngineEnd train(const QStringList& arguments) {
    QProcess process;
    process.start(runEnginePath(), QStringList{"train"} + arguments);
    return process.waitForFinished(kRunPatienceMs) ? endOf(process) : EngineEnd{true, -1, "hangs"};
}

/// Lines of metrics.jsonl so far.
inline int metricLines(const RunFolder& folder) {
    std::ifstream file(folder.metrics());
    int lines = 0;
    for (std::string line; std::getline(file, line);)
        ++lines;
    return lines;
}

/// The identity of the last checkpoint; empty where there is none.
inline std::string lastHash(const RunFolder& folder) {
    const auto all = listCheckpoints(folder);
    const auto manifest =
        all.empty() ? Result<CheckpointManifest>(Error{}) : readManifest(all.back());
    return manifest ? manifest->hash : std::string();
}

/// A run that was made but not started, and what it becomes when nothing disturbs it.
class UnbrokenRun {
public:
    explicit UnbrokenRun(const nlohmann::json& config) {
        write("run.json", config.dump());
        std::string rows;
        const auto texts = nlohmann::json::parse(
            *readFile(TIEBREAK_TEST_DATA "/training/rlhf_golden.json"))["texts"];
        for (const auto& row : texts)
            rows +=
                (config["method"] == "ppo" ? nlohmann::json{{"text", row["prompt"]}} : row).dump() +
                "\n";
        write("rows.jsonl", rows);
        m_made = train({"--preflight", "--config", path("run.json"), "--out", path("fresh")});
        copyTo(path("whole").toStdString());
        m_trained = train({path("whole")});
        m_hash = lastHash(RunFolder{path("whole").toStdString()});
    }
    bool good() const { return m_made.status == 0 && m_trained.status == 0 && !m_hash.empty(); }
    QByteArray words() const { return m_made.words + m_trained.words; }
    const std::string& hash() const { return m_hash; }
    int lines() const { return metricLines(RunFolder{path("whole").toStdString()}); }
    void copyTo(const std::filesystem::path& folder) const {
        std::filesystem::copy(path("fresh").toStdString(), folder,
                              std::filesystem::copy_options::recursive);
    }

private:
    QString path(const char* name) const { return m_dir.filePath(name); }
    void write(const char* name, const std::string& text) const {
        std::ofstream(path(name).toStdString()) << text;
    }
    QTemporaryDir m_dir;
    EngineEnd m_made, m_trained;
    std::string m_hash;
};

} // namespace tiebreak::test
