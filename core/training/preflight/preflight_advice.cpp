#include "training/preflight/preflight_advice.h"

#include <cmath>
#include <cstdint>
#include <string>

namespace tiebreak {

namespace {

using Json = nlohmann::json;

constexpr double kTightMemory = 0.85;
constexpr double kLopsided = 0.65;  ///< share of pairs from which length alone tells the better
constexpr double kEnoughPairs = 20; ///< for a share to mean something
constexpr double kMebibyte = 1 << 20;

/// The usual largest rates of the methods that compare answers: beyond them runs fall apart.
constexpr double kPreferenceRate = 5e-5, kPreferenceLoraRate = 1e-3;

class Advice {
public:
    Advice(Json& report, const RunConfig& config)
        : m_report(report)
        , m_config(config) {
        m_report["errors"] = Json::array();
        m_report["warnings"] = Json::array();
    }
    void rows();
    void repeats();
    void evaluation();
    void tokens();
    void biases();
    void resources();
    void rate();

private:
    void error(const char* code, std::string text) { add("errors", code, std::move(text)); }
    void warn(const char* code, std::string text) { add("warnings", code, std::move(text)); }
    void add(const char* list, const char* code, std::string text) {
        m_report[list].push_back({{"code", code}, {"text", std::move(text)}});
    }
    std::size_t length(const char* key) const {
        return m_report.contains(key) ? m_report[key].size() : 0;
    }

    Json& m_report;
    const RunConfig& m_config;
};

std::string count(std::size_t number, const char* one, const char* many) {
    return std::to_string(number) + " " + (number == 1 ? one : many);
}

std::string mebibytes(double bytes) {
    return std::to_string(static_cast<std::int64_t>(std::lround(bytes / kMebibyte))) + " MiB";
}

std::string percent(double share) {
    return std::to_string(std::lround(100 * share)) + " %";
}

void Advice::rows() {
    if (m_report.value("used", 0) == 0)
        error("no_rows", "no row is left to train on");
    if (const auto dropped = length("dropped"))
        warn("dropped", count(dropped, "row is", "rows are") +
                            " dropped; raise max_length or shorten the prompts");
    if (const auto cut = length("truncated"))
        warn("truncated", count(cut, "row is", "rows are") +
                              " cut at the end; a cut answer teaches never to finish");
}

void Advice::repeats() {
    if (const auto same = length("duplicates"))
        warn("duplicates", count(same, "row stands", "rows stand") + " twice and count double");
    if (const auto opposed = length("contradictions"))
        warn("contradictions", count(opposed, "row says", "rows say") +
                                   " the opposite of another; one of each two is wrong");
}

void Advice::evaluation() {
    if (!m_report.contains("eval"))
        return;
    const Json& eval = m_report["eval"];
    const std::size_t exact = eval["exact"].size(), near = eval["near"].size();
    if (exact > 0)
        warn("eval_in_training", count(exact, "held-out row is", "held-out rows are") +
                                     " trained on too; the evaluation flatters");
    if (near > 0)
        warn("eval_near_training",
             count(near, "held-out row is", "held-out rows are") + " nearly one trained on");
}

void Advice::tokens() {
    const Json& eos = m_report["eos"];
    const auto without = eos.value("completions", 0) - eos.value("with_eos", 0);
    if (without > 0)
        warn("no_eos", count(static_cast<std::size_t>(without), "answer ends", "answers end") +
                           " without an end-of-text token; the model will not learn to stop");
    if (const auto broken = m_report["template"]["broken"].size())
        warn("template", count(broken, "row", "rows") +
                             ": the chat template renders the prompt differently once an answer "
                             "follows, so some of its tokens are trained");
    biases();
}

void Advice::biases() {
    const Json& position = m_report["bias"]["position"];
    if (!position.is_null() && position["pairs"].get<double>() >= kEnoughPairs &&
        (position["low"].get<double>() > 0.5 || position["high"].get<double>() < 0.5))
        warn("position_bias", "the better answer stood first in " +
                                  percent(position["chosen_first"].get<double>()) +
                                  " of the judgements, more often than chance; the place may have "
                                  "been judged rather than the answer");
    const Json& bias = m_report["bias"]["length"];
    if (bias.is_null() || bias["pairs"].get<double>() < kEnoughPairs)
        return;
    const double longer = bias["chosen_longer"];
    if (longer > kLopsided || longer < 1 - kLopsided)
        warn("length_bias", "the better answer is the longer one in " + percent(longer) +
                                " of the pairs; length may be all that is learned");
}

void Advice::resources() {
    const double checkpoint = m_report["disk"]["checkpoint"], free = m_report["disk"]["free"];
    if (free < 2 * checkpoint)
        error("disk", "a checkpoint needs " + mebibytes(checkpoint) +
                          " and twice that free; there are " + mebibytes(free));
    if (!m_report.contains("memory"))
        return;
    const Json& memory = m_report["memory"];
    const double peak = memory["peak"], available = memory["available"];
    if (memory.contains("failure"))
        error("step",
              "one step on the longest rows failed: " + memory["failure"].get<std::string>());
    else if (available > 0 && peak > kTightMemory * available)
        warn("memory", "one step on the longest rows took " + mebibytes(peak) + " of " +
                           mebibytes(available) + "; lower batch_size or max_length");
}

void Advice::rate() {
    const bool compares = m_config.method == "dpo" || m_config.method == "kto" ||
                          m_config.method == "ppo" || m_config.method == "orpo" ||
                          m_config.method == "simpo" || m_config.method == "cpo" ||
                          m_config.method == "bco";
    const double most = m_config.lora ? kPreferenceLoraRate : kPreferenceRate;
    if (compares && m_config.learningRate > most)
        warn("learning_rate", "learning_rate is a rate for supervised fine-tuning; " +
                                  m_config.method + " usually takes a tenth of it or less");
}

} // namespace

void addAdvice(Json& report, const RunConfig& config) {
    Advice advice(report, config);
    advice.rows();
    advice.repeats();
    advice.evaluation();
    advice.tokens();
    advice.resources();
    advice.rate();
}

} // namespace tiebreak
