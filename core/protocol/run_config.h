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
    bool rankStabilised = false;      ///< rsLoRA: scale alpha / √rank. Key `rslora`
    std::vector<std::string> targets; ///< empty: all-linear
    std::string init;                 ///< PEFT folder to continue from, or empty
};

struct DpoConfig {
    std::vector<std::string> lossTypes{"sigmoid"};
    std::vector<double> lossWeights; ///< empty: 1 each
    double beta = 0.1;
    std::optional<double> betaEnd; ///< β goes there linearly, from the first step to the last
    double labelSmoothing = 0;
    std::string fDivergence = "reverse_kl";
    double fAlpha = 0.5;
    std::optional<double> ldAlpha;
    bool useWeighting = false;
    double discopopTau = 0.05;
};

/// Supervised fine-tuning.
struct SftConfig {
    std::optional<bool> completionOnly; ///< nothing: where a prompt is given
    bool assistantOnly = false;         ///< only what {% generation %} marks
    bool packing = false;               ///< batch_size counts sequences of up to max_length tokens
};

/// Training of a reward model (`reward`); the rewards PPO uses are RewardConfig.
struct RewardModelConfig {
    std::optional<double> centerCoefficient;
};

struct KtoConfig {
    double beta = 0.1;
    std::optional<double> betaEnd; ///< as for dpo
    double desirableWeight = 1;
    double undesirableWeight = 1;
};

struct OrpoConfig {
    double beta = 0.1;
};

struct SimpoConfig {
    double beta = 2;
    double gamma = 0.5;
};

struct CpoConfig {
    double beta = 0.1;
    double alpha = 1; ///< weight of the likelihood of the chosen side
    double labelSmoothing = 0;
};

struct BcoConfig {
    double beta = 0.1;
};

struct PpoConfig {
    std::int64_t episodes = 0;
    std::int64_t rolloutBatch = 64;
    std::int64_t minibatches = 1;
    std::int64_t epochs = 4;
    std::int64_t responseMin = 16;
    std::int64_t responseMax = 53;
    double temperature = 1;
    std::optional<double>
        temperatureEnd; ///< it goes there linearly, from the first step to the last
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
    std::string kind; ///< vader | length | model {`model`, `adapter`, `tokenizer`}
    double weight = 1;
    nlohmann::json options = nlohmann::json::object(); ///< the kind's own keys
};

struct RunConfig {
    std::string method; ///< sft | reward | dpo | kto | ppo | orpo | simpo | cpo | bco
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
    std::string order =
        "shuffle"; ///< shuffle | sequential; read without the key: sequential for kto
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
    double maxGradNorm = 1.0;           ///< 0: no clipping
    bool disableDropout = true;         ///< read without the key: false for sft
    bool gradientCheckpointing = false; ///< layers computed twice, their activations not kept
    std::int64_t saveEvery = 100;
    std::int64_t keepLast = 2;
    std::int64_t keepBest = 1; ///< checkpoints with the lowest eval_loss that stay; needs eval_data
    std::int64_t evalEvery = 0; ///< steps; 0: with each checkpoint
    std::int64_t probeEvery = 10;
    std::optional<LoraConfig> lora;
    SftConfig sft;
    RewardModelConfig reward;
    DpoConfig dpo;
    KtoConfig kto;
    OrpoConfig orpo;
    SimpoConfig simpo;
    CpoConfig cpo;
    BcoConfig bco;
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
/// TRL's: 2e-5 for sft, 1e-4 for reward, 3e-6 for ppo, 5e-7 for bco, 1e-6 for the
/// others.
double defaultLearningRate(const std::string& method);

} // namespace tiebreak
