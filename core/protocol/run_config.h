// run.json, format 1: everything a run needs to be repeated. The window writes it, the engine reads
// it. Unknown keys are refused by name; known keys whose feature has not landed are refused with
// "not available in this version". Plain values, any thread. Meanings and defaults: the comments
// here are the contract.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

inline constexpr int kRunFormat = 1;

struct LoraConfig {
    std::int64_t rank = 16;
    double alpha = 32;
    double dropout = 0;
    std::vector<std::string> targets; ///< empty: all-linear
    std::string init;                 ///< PEFT folder to continue from, or empty
};

struct DpoConfig {
    std::vector<std::string> lossTypes{"sigmoid"};
    std::vector<double> lossWeights; ///< empty: 1 each
    double beta = 0.1;
    double labelSmoothing = 0;
    std::string fDivergence = "reverse_kl";
    double fAlpha = 0.5;
    std::optional<double> ldAlpha;
    bool useWeighting = false;
    double discopopTau = 0.05;
};

struct PpoConfig {
    std::int64_t episodes = 0;
    std::int64_t rolloutBatch = 64;
    std::int64_t minibatches = 1;
    std::int64_t epochs = 4;
    std::int64_t responseMin = 16;
    std::int64_t responseMax = 53;
    double temperature = 1;
    double klCoef = 0.05;
    std::optional<double> klTarget;
    double klHorizon = 10000;
    std::optional<double> klBudget;
    std::string klEstimator = "k1";
    double clip = 0.2;
    double valueClip = 0.2;
    double valueCoef = 0.1;
    double gamma = 1;
    double lambda = 0.95;
    bool whitenRewards = false;
    std::optional<double> missingEosPenalty;
    double entropyCoef = 0;
    std::string valueHead = "trunk";
};

struct RewardConfig {
    std::string kind; ///< vader | length
    double weight = 1;
    nlohmann::json options = nlohmann::json::object(); ///< the kind's own keys
};

struct RunConfig {
    std::string method; ///< dpo | ppo | sft
    std::string model;
    std::string tokenizer; ///< empty: model
    std::string adapter;
    std::string reference = "start";
    std::string dtype = "auto";
    std::string device = "auto";
    int threads = 0;
    std::string data;
    std::string dataSha256;
    std::string evalData;
    std::string order = "shuffle"; ///< shuffle | sequential
    std::uint64_t seed = 42;
    double epochs = 1;
    std::int64_t maxSteps = 0;
    std::int64_t batchSize = 4;
    std::int64_t gradientAccumulation = 1;
    std::int64_t maxLength = 1024;
    bool appendEos = true;
    std::optional<std::string> padToken;
    double learningRate = 1e-6; ///< read from JSON without the key: defaultLearningRate(method)
    std::string schedule = "linear"; ///< constant | linear | cosine
    std::int64_t warmupSteps = 0;
    double weightDecay = 0;
    double adamBeta1 = 0.9, adamBeta2 = 0.999, adamEpsilon = 1e-8;
    double maxGradNorm = 1.0; ///< 0: no clipping
    bool disableDropout = true;
    std::int64_t saveEvery = 100;
    std::int64_t keepLast = 2;
    std::int64_t probeEvery = 10;
    std::optional<LoraConfig> lora;
    DpoConfig dpo;
    PpoConfig ppo;
    std::vector<RewardConfig> rewards;
    std::string prompts;
    nlohmann::json notes =
        nlohmann::json::object(); ///< window's own facts under "notes" (names, lineage)
};

/// BadArgument naming key, value and what is allowed.
Result<RunConfig> runConfigFromJson(const nlohmann::json& json);
/// Every value including defaults, with the section of the config's own method.
nlohmann::json toJson(const RunConfig& config);
/// Relative paths come back absolute: they are relative to the file's folder.
Result<RunConfig> readRunConfig(const std::filesystem::path& file);
/// TRL's: 3e-6 for ppo, 1e-6 for dpo.
double defaultLearningRate(const std::string& method);

} // namespace tiebreak
