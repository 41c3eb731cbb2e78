#include "text/splitting_rule.h"

#include "files/shown_name.h"
#include "text/gguf_words.h"

namespace tiebreak {

namespace {

using nlohmann::json;

/// One step as a short word: "digits", "bytes+" (with GPT-2's words), "bytes", "split:<pattern>".
std::string stepWord(const json& step) {
    const auto type = step.value("type", std::string());
    if (type == "ByteLevel") {
        const bool spaced = step.value("add_prefix_space", false);
        return std::string(step.value("use_regex", true) ? "bytes+" : "bytes") +
               (spaced ? " with a space in front" : "");
    }
    if (type == "Digits")
        return step.value("individual_digits", false) ? "digits" : "runs of digits";
    if (type == "Split") {
        const auto pattern = step.value("pattern", json::object());
        const auto behaviour = step.value("behavior", std::string());
        const bool plain = behaviour == "Isolated" && !step.value("invert", false);
        const bool removed = behaviour == "Removed" && step.value("invert", false);
        const auto text = pattern.value("Regex", pattern.value("String", std::string()));
        return std::string(plain || removed ? "split:" : "other split:") + text;
    }
    return type.empty() ? step.dump() : type;
}

std::string wordsOf(const json& preTokenizer) {
    if (!preTokenizer.is_object())
        return "none";
    if (preTokenizer.value("type", std::string()) != "Sequence")
        return stepWord(preTokenizer);
    std::string words;
    for (const auto& step : preTokenizer.value("pretokenizers", json::array()))
        words += (words.empty() ? "" : ", ") + (step.is_object() ? stepWord(step) : step.dump());
    return words;
}

/// One name of each way of cutting that GGUF knows; of several names for one way the plainest.
constexpr const char* kNames[] = {
    "gpt-2",       "smollm", "llama-bpe", "qwen2",        "qwen35",
    "gpt-4o",      "tekken", "falcon",    "deepseek-llm", "deepseek-coder",
    "deepseek-v3", "bloom",  "viking",    "mpt",          "stablelm2"};

bool hasNfc(const json& normalizer) {
    return normalizer.is_object() && normalizer.dump().find("\"NFC\"") != std::string::npos;
}

} // namespace

Result<std::string> splittingRuleName(const json& preTokenizer, const json& normalizer,
                                      bool ignoreMerges) {
    const auto words = wordsOf(preTokenizer);
    std::string near; // the same cut, another normalizer or treatment of whole words
    for (const char* name : kNames) {
        TB_ASSIGN(const auto known, ggufWords(name));
        if (wordsOf(known.preTokenizer) != words)
            continue;
        if (hasNfc(known.normalizer) == hasNfc(normalizer) && known.ignoreMerges == ignoreMerges)
            return std::string(name);
        if (near.empty())
            near = name;
    }
    if (!near.empty())
        return near;
    return Error{ErrorCode::Unsupported,
                 "tokenizer for GGUF: pre_tokenizer " + shownName(words) +
                     " has no name there that is known",
                 {},
                 {}};
}

} // namespace tiebreak
