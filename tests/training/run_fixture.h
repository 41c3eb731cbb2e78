// Makes run folders in a temporary place, trains them in this process and reads what they wrote.
// For tests.
#pragma once

#include "base/atomic_file.h"
#include "protocol/run_folder.h"
#include "training/preflight/preflight.h"
#include "training/run/run_creation.h"
#include "training/run/train_run.h"

#include <QTemporaryDir>
#include <nlohmann/json.hpp>

#include <fstream>

namespace tiebreak {

inline const std::string kTestData = TIEBREAK_TEST_DATA;
inline const std::string kStories = kTestData + "/model/stories260K/hf";
inline const std::string kStoriesTokenizer = kTestData + "/model/stories260K/stories260K.f32.gguf";

/// Lines of metrics.jsonl that are steps.
inline std::vector<nlohmann::json> stepLines(const RunFolder& folder) {
    std::vector<nlohmann::json> lines;
    std::ifstream file(folder.metrics());
    for (std::string line; std::getline(file, line);)
        if (auto json = nlohmann::json::parse(line); !json.contains("event"))
            lines.push_back(std::move(json));
    return lines;
}

inline std::vector<nlohmann::json> allLines(const std::filesystem::path& path) {
    std::vector<nlohmann::json> lines;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);)
        lines.push_back(nlohmann::json::parse(line));
    return lines;
}

class RunFixture {
public:
    /// Writes run.json and data.jsonl; create() makes the folder out of them.
    RunFixture(nlohmann::json config, const std::vector<nlohmann::json>& rows) {
        config["format"] = 1;
        config["threads"] = 1; // operations this small only wait for one another on two
        if (!config.contains("model")) {
            config["model"] = kStories;
            config["tokenizer"] = kStoriesTokenizer;
        }
        config["data"] = "rows.jsonl";
        writeLines("rows.jsonl", rows);
        write("run.json", config.dump());
    }
    std::filesystem::path path(const std::string& name) const {
        return m_dir.filePath(name.c_str()).toStdString();
    }
    Result<RunFolder> create(const std::string& name = "run") const {
        return createRun(path("run.json"), path(name));
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name)) << text;
    }
    void writeLines(const std::string& name, const std::vector<nlohmann::json>& rows) const {
        std::ofstream file(path(name));
        for (const auto& row : rows)
            file << row.dump() << '\n';
    }

private:
    QTemporaryDir m_dir;
};

} // namespace tiebreak
