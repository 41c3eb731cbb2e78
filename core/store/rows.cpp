#include "store/rows.h"

#include "base/sha256.h"

#include <algorithm>
#include <charconv>
#include <cstring>

namespace tiebreak {

namespace {

template <class Number>
std::vector<Number> numbersFrom(std::string_view blob) {
    std::vector<Number> numbers(blob.size() / sizeof(Number));
    if (!numbers.empty())
        std::memcpy(numbers.data(), blob.data(), numbers.size() * sizeof(Number));
    return numbers;
}

std::string withoutTrifles(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (blank && (out.empty() || out.back() == ' '))
            continue;
        out += blank ? ' ' : c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    while (!out.empty() && (out.back() == ' ' || out.back() == '.'))
        out.pop_back();
    return out;
}

} // namespace

std::string pairIdOf(const std::string& a, const std::string& b) {
    return std::min(a, b) + ":" + std::max(a, b);
}

std::int64_t textKey(const std::string& text) {
    const std::string digits = sha256Hex(withoutTrifles(text)).substr(0, 16);
    std::uint64_t key = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), key, 16);
    return static_cast<std::int64_t>(key);
}

std::string jsonText(const nlohmann::json& value) {
    return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

nlohmann::json parsedJson(const std::string& text) {
    auto value = nlohmann::json::parse(text, nullptr, false);
    return value.is_discarded() ? nlohmann::json() : value;
}

const char* verdictName(Verdict verdict) {
    switch (verdict) {
    case Verdict::BothBad:
        return "both_bad";
    case Verdict::Skip:
        return "skip";
    case Verdict::Strength:
        break;
    }
    return "strength";
}

Verdict verdictFromName(const std::string& name) {
    if (name == "both_bad")
        return Verdict::BothBad;
    return name == "skip" ? Verdict::Skip : Verdict::Strength;
}

const char* ratingName(Rating rating) {
    switch (rating) {
    case Rating::Good:
        return "good";
    case Rating::Acceptable:
        return "acceptable";
    case Rating::Bad:
        return "bad";
    case Rating::None:
        break;
    }
    return "";
}

Rating ratingFromName(const std::string& name) {
    for (const Rating rating : {Rating::Good, Rating::Acceptable, Rating::Bad})
        if (name == ratingName(rating))
            return rating;
    return Rating::None;
}

std::string listText(const std::vector<std::string>& texts) {
    return jsonText(texts);
}

std::vector<std::string> listFrom(const std::string& json) {
    std::vector<std::string> texts;
    const auto list = parsedJson(json);
    if (list.is_array())
        for (const auto& text : list)
            if (text.is_string())
                texts.push_back(text.get<std::string>());
    return texts;
}

PromptRecord promptFrom(Query& row) {
    return {row.text(0), row.text(1),    parsedJson(row.text(2)),
            row.text(3), row.integer(4), listFrom(row.text(5)),
            row.text(6), row.text(7)};
}

SampleRecord sampleFrom(Query& row) {
    SampleRecord sample;
    sample.id = row.text(0);
    sample.promptId = row.text(1);
    sample.text = row.text(2);
    sample.modelName = row.text(3);
    sample.modelHash = row.text(4);
    sample.versionId = row.text(5);
    sample.renderedPrompt = row.text(6);
    sample.promptIds = numbersFrom<std::int32_t>(row.blob(7));
    sample.ids = numbersFrom<std::int32_t>(row.blob(8));
    sample.logprobs = numbersFrom<double>(row.blob(9));
    sample.parameters = parsedJson(row.text(10));
    sample.seed = static_cast<std::uint64_t>(row.integer(11));
    sample.stop = row.text(12);
    sample.milliseconds = row.integer(13);
    sample.mode = row.text(14);
    sample.device = row.text(15);
    sample.dtype = row.text(16);
    sample.engineBuild = row.text(17);
    sample.source = row.text(18);
    sample.kept = row.integer(19) != 0;
    sample.createdAt = row.integer(20);
    sample.parentId = row.text(21);
    sample.prefix = row.text(22);
    return sample;
}

JudgementRecord judgementFrom(Query& row) {
    JudgementRecord judgement;
    judgement.id = row.text(0);
    judgement.pairId = row.text(1);
    judgement.promptId = row.text(2);
    judgement.sampleA = row.text(3);
    judgement.sampleB = row.text(4);
    judgement.verdict = verdictFromName(row.text(5));
    judgement.strength = static_cast<int>(row.integer(6));
    judgement.reason = row.text(7);
    judgement.comment = row.text(8);
    judgement.flagged = row.integer(9) != 0;
    judgement.annotator = row.text(10);
    judgement.milliseconds = row.integer(11);
    judgement.createdAt = row.integer(12);
    judgement.ratingA = ratingFromName(row.text(13));
    judgement.ratingB = ratingFromName(row.text(14));
    judgement.tags = listFrom(row.text(15));
    judgement.dimensions = parsedJson(row.text(16));
    judgement.repeatOf = row.text(17);
    return judgement;
}

ModelVersionRecord versionFrom(Query& row) {
    ModelVersionRecord version;
    version.id = row.text(0);
    version.name = row.text(1);
    version.kind = row.text(2);
    version.path = row.text(3);
    version.basePath = row.text(4);
    version.hash = row.text(5);
    version.parentId = row.text(6);
    version.runId = row.text(7);
    version.step = row.integer(8);
    version.facts = parsedJson(row.text(9));
    version.present = row.integer(10) != 0;
    version.createdAt = row.integer(11);
    return version;
}

RunRecord runFrom(Query& row) {
    RunRecord run;
    run.id = row.text(0);
    run.name = row.text(1);
    run.method = row.text(2);
    run.model = row.text(3);
    run.state = row.text(4);
    run.cause = row.text(5);
    run.step = row.integer(6);
    run.totalSteps = row.integer(7);
    run.summary = parsedJson(row.text(8));
    run.createdAt = row.integer(9);
    return run;
}

} // namespace tiebreak
