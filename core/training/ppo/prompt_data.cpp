#include "training/ppo/prompt_data.h"

#include "training/data/preference_data.h"

#include <algorithm>

namespace tiebreak {

namespace {

Status checkVocabulary(const std::vector<std::int64_t>& ids, std::int64_t vocabulary) {
    const auto outside = std::ranges::find_if(ids, [&](auto id) { return id >= vocabulary; });
    if (outside == ids.end())
        return {};
    return Error{ErrorCode::BadFile,
                 "token id " + std::to_string(*outside) + " is outside the model's vocabulary of " +
                     std::to_string(vocabulary),
                 {},
                 {}};
}

} // namespace

Result<PromptData> encodePromptFile(const RowEncoder& encoder, const std::filesystem::path& file,
                                    std::int64_t vocabulary) {
    TB_ASSIGN(const auto lines, readJsonLines(file));
    PromptData data;
    data.conversations = !lines.empty();
    for (const auto& line : lines) {
        data.conversations = data.conversations && line.contains("messages");
        auto prompt = encoder.encodePrompt(line);
        const Status good = prompt ? checkVocabulary(*prompt, vocabulary) : Status(prompt.error());
        if (!good)
            return Error{ErrorCode::BadFile,
                         "line " + std::to_string(data.prompts.size() + 1) + ": " +
                             good.error().message,
                         file.string(),
                         {}};
        data.prompts.push_back(std::move(*prompt));
    }
    return data;
}

nlohmann::json describe(const PromptData& data) {
    std::size_t total = 0, longest = 0;
    for (const auto& prompt : data.prompts) {
        total += prompt.size();
        longest = std::max(longest, prompt.size());
    }
    const std::size_t count = std::max<std::size_t>(1, data.prompts.size());
    return {{"rows", data.prompts.size()},
            {"used", data.prompts.size()},
            {"dropped", nlohmann::json::array()},
            {"truncated", nlohmann::json::array()},
            {"tokens", {{"total", total}, {"mean", total / count}, {"longest", longest}}}};
}

} // namespace tiebreak
