#include "training/preflight/preflight.h"

#include "base/atomic_file.h"
#include "training/data/row_file.h"
#include "training/preflight/preflight_advice.h"
#include "training/preflight/row_findings.h"
#include "training/preflight/step_proof.h"
#include "training/preflight/template_findings.h"
#include "training/preflight/token_findings.h"
#include "training/run/run_creation.h"
#include "training/run/run_methods.h"
#include "training/run/trainable_count.h"

namespace tiebreak {

namespace {

using Json = nlohmann::json;
using Rows = std::vector<nlohmann::ordered_json>;

constexpr std::int64_t kBytesATrained = 12; // float32: the number and its two moments

Status addRowFindings(Json& report, const RunConfig& config, const TextTools& text) {
    TB_ASSIGN(const auto rows,
              readJsonLines(config.method == "ppo" ? config.prompts : config.data));
    report["bias"]["position"] = positionBias(rows);
    Rows evalRows;
    if (!config.evalData.empty()) {
        TB_ASSIGN(evalRows, readJsonLines(config.evalData));
    }
    report.update(toJson(findInRows(rows, evalRows), evalRows.size()));
    report["template"] = templateFindings(rows, text.encoder(config));
    return {};
}

void addTokenFindings(Json& report, const std::vector<PreferenceRow>& pairs,
                      const ModelConfig& model, const TextTools& text) {
    report["histogram"] = lengthHistogram(pairs);
    report["eos"] = eosFindings(pairs, model.eosIds);
    report["bias"]["length"] = lengthBias(pairs);
    if (!pairs.empty())
        report["template"]["first_row"] = trainedTokens(pairs.front(), text.tokenizer.get());
}

Status addDisk(Json& report, const RunFolder& folder) {
    TB_ASSIGN(const auto free, freeSpace(folder.path));
    report["disk"] = {{"checkpoint", report["trainable"].get<std::int64_t>() * kBytesATrained},
                      {"free", free}};
    return {};
}

/// Seconds of the whole run: the tried step had the longest rows, most have fewer tokens.
double estimate(const Json& report, double stepSeconds) {
    const double longest = std::max(1.0, report["tokens"].value("longest", 1.0));
    const double mean = report["tokens"].value("mean", longest);
    return report["steps"].get<double>() * stepSeconds * std::min(1.0, mean / longest);
}

Status addProof(Json& report, const RunConfig& config, TextTools text) {
    TB_ASSIGN(const auto proof, proveStep(config, std::move(text)));
    report["memory"] = {{"peak", proof.peak},
                        {"available", proof.available},
                        {"device", config.device},
                        {"proven", !proof.failure}};
    if (proof.failure)
        report["memory"]["failure"] = proof.failure->text();
    const double steps = static_cast<double>(config.gradientAccumulation) * proof.seconds;
    report["time"] = {{"step_seconds", steps}, {"estimate_seconds", estimate(report, steps)}};
    return {};
}

} // namespace

Result<Json> preflightRun(const RunFolder& folder, bool prove) {
    TB_ASSIGN(const auto config, readCheckedConfig(folder));
    TB_ASSIGN(auto text, loadTextTools(config));
    TB_ASSIGN(const auto model, readSizes(config.model));
    TB_ASSIGN(auto rows, readRunRows(config, text));
    Json& report = rows.report;
    report["trainable"] =
        trainableCount(model, config.lora) + (config.method == "ppo" ? model.width + 1 : 0);
    TB_TRY(addRowFindings(report, config, text));
    addTokenFindings(report, rows.pairs, model, text);
    TB_TRY(addDisk(report, folder));
    if (prove && !rows.pairs.empty())
        TB_TRY(addProof(report, config, std::move(text)));
    addAdvice(report, config);
    return report;
}

} // namespace tiebreak
