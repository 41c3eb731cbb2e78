#include "text/gguf_words.h"

#include <algorithm>
#include <functional>

namespace tiebreak {

namespace {

using nlohmann::json;

// The patterns are data of the models' tokenizer.json files.
constexpr const char* kLlama3 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kQwen2 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kQwen35 =
    R"((?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?[\p{L}\p{M}]+|\p{N}| ?[^\s\p{L}\p{M}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kTekken =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kGpt4o =
    R"([^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kDeepSeek3 =
    R"([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+)";
constexpr const char* kBloom = R"( ?[^(\s|[.,!?…。，、।۔،])]+)";
constexpr const char* kDeepSeekLetters =
    R"(\s?[A-Za-zµÀ-ÖØ-öø-ƺƼ-ƿǄ-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-ϵϷ-ҁҊ-ԯԱ-ՖႠ-)"
    R"(ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅὈ-Ὅὐ-ὗὙὛὝὟ-ώᾀ-ᾴᾶ-ᾼιῂ-ῄῆ-ῌῐ-ΐῖ)"
    R"(-Ίῠ-Ῥῲ-ῴῶ-ῼℂℇℊ-ℓℕℙ-ℝℤΩℨK-ℭℯ-ℴℹℼ-ℿⅅ-ⅉⅎↃↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ)"
    R"(-ꞇꞋ-ꞎꭰ-ꮿﬀ-ﬆﬓ-ﬗＡ-Ｚａ-ｚ𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲𑢠-𑣟𞤀-𞥃]+)";
constexpr const char* kDeepSeekMarks = R"(\s?[!-/:-~！-／：-～‘-‟　-。]+)";

json split(const char* regex) {
    return {{"type", "Split"},
            {"pattern", {{"Regex", regex}}},
            {"behavior", "Isolated"},
            {"invert", false}};
}

json digits(bool individual) {
    return {{"type", "Digits"}, {"individual_digits", individual}};
}

json byteLevel(bool useRegex) {
    return {{"type", "ByteLevel"},
            {"add_prefix_space", false},
            {"trim_offsets", true},
            {"use_regex", useRegex}};
}

json sequence(json steps) {
    return {{"type", "Sequence"}, {"pretokenizers", std::move(steps)}};
}

json nfc() {
    return {{"type", "NFC"}};
}

GgufWords plain() {
    return {nullptr, byteLevel(true)};
}

GgufWords onePattern(const char* regex) {
    return {nullptr, sequence({split(regex), byteLevel(false)})};
}

GgufWords normalized(GgufWords words) {
    words.normalizer = nfc();
    return words;
}

GgufWords singleDigits() {
    return {nullptr, sequence({digits(true), byteLevel(true)})};
}

GgufWords llama3(bool addBos) {
    auto words = onePattern(kLlama3);
    words.ignoreMerges = true;
    words.addBos = addBos;
    return words;
}

GgufWords tekken() {
    auto words = onePattern(kTekken);
    words.ignoreMerges = true;
    words.addBos = true;
    return words;
}

GgufWords falcon() {
    return {nullptr, sequence({{{"type", "Punctuation"}, {"behavior", "Contiguous"}},
                               byteLevel(true),
                               digits(false),
                               split("[0-9][0-9][0-9]")})};
}

GgufWords deepSeekLlm() {
    return {nullptr, sequence({split(R"([\r\n])"), split(kDeepSeekLetters), split(kDeepSeekMarks),
                               split(R"(\s+$)"), split("[一-龥ࠀ-一가-퟿]+"), digits(true),
                               byteLevel(false)})};
}

GgufWords deepSeekCoder() {
    return {nullptr, sequence({split(R"([\r\n])"), split(R"(\s?\p{L}+)"), split(R"(\s?\p{P}+)"),
                               split("[一-龥ࠀ-一가-퟿]+"), digits(true), byteLevel(false)})};
}

GgufWords deepSeek3() {
    return {nullptr, sequence({split(R"(\p{N}{1,3})"), split("[一-龥぀-ゟ゠-ヿ]+"),
                               split(kDeepSeek3), byteLevel(false)})};
}

GgufWords viking() {
    return {nullptr, sequence({split(kBloom), digits(true), byteLevel(false)})};
}

struct Entry {
    std::vector<const char*> names;
    std::function<GgufWords()> make;
};

const std::vector<Entry>& entries() {
    static const std::vector<Entry> all = {
        {{"default", "gpt-2", "gpt2", "phi-2", "jina-es", "jina-de", "jina-v2-es", "jina-v2-de",
          "jina-v1-en", "jina-v2-code", "roberta-bpe", "gigachat", "a.x-4.0", "mellum", "jais",
          "trillion", "granite-docling", "exaone4", "olmo"},
         plain},
        {{"mpt", "modern-bert"}, [] { return normalized(plain()); }},
        {{"smollm", "starcoder", "refact", "command-r", "codeshell", "exaone", "minerva-7b",
          "mellum2"},
         singleDigits},
        {{"llama-bpe", "llama3", "llama-v3", "falcon3", "falcon-h1", "pixtral", "midm-2.0", "lfm2"},
         [] { return llama3(true); }},
        {{"glm4", "glm5"}, [] { return llama3(false); }},
        {{"dbrx", "smaug-bpe", "chatglm-bpe"}, [] { return onePattern(kLlama3); }},
        {{"qwen2", "deepseek-r1-qwen", "kormo", "f2llmv2", "megrez"},
         [] { return normalized(onePattern(kQwen2)); }},
        {{"stablelm2", "hunyuan", "solar-open", "grok-2"}, [] { return onePattern(kQwen2); }},
        {{"qwen35"}, [] { return onePattern(kQwen35); }},
        {{"gpt-4o", "llama4", "kanana2", "talkie", "minimax-m2"},
         [] { return onePattern(kGpt4o); }},
        {{"tekken"}, tekken},
        {{"falcon"}, falcon},
        {{"deepseek-llm"}, deepSeekLlm},
        {{"deepseek-coder"}, deepSeekCoder},
        {{"deepseek-v3", "hunyuan-dense", "joyai-llm", "hy_v4"}, deepSeek3},
        {{"bloom", "poro-chat", "gpt3-finnish"}, [] { return onePattern(kBloom); }},
        {{"viking"}, viking}};
    return all;
}

std::string knownNames() {
    std::string names;
    for (const auto& entry : entries())
        for (const auto* name : entry.names)
            names += (names.empty() ? "" : ", ") + std::string(name);
    return names;
}

} // namespace

Result<GgufWords> ggufWords(const std::string& pre) {
    for (const auto& entry : entries())
        if (std::find(entry.names.begin(), entry.names.end(), pre) != entry.names.end())
            return entry.make();
    return Error{ErrorCode::Unsupported, "tokenizer.ggml.pre '" + pre.substr(0, 64) +
                                             "' is not supported; known are " + knownNames()};
}

} // namespace tiebreak
