#include "training/preflight/token_findings.h"

#include <algorithm>
#include <bit>
#include <map>
#include <span>

namespace tiebreak {

namespace {

using Ids = std::vector<std::int64_t>;

constexpr std::size_t kFirstBin = 32; ///< tokens
constexpr std::size_t kEndTokens = 2; ///< of a completion, where its EOS is looked for
constexpr std::size_t kShownPrompt = 12, kShownCompletion = 48;

std::size_t longerSide(const PreferenceRow& row) {
    return row.prompt.size() + std::max(row.chosen.size(), row.rejected.size());
}

bool endsWithEos(const Ids& completion, const Ids& eosIds) {
    const std::size_t count = std::min(kEndTokens, completion.size());
    return std::any_of(completion.end() - static_cast<std::ptrdiff_t>(count), completion.end(),
                       [&](auto id) { return std::ranges::find(eosIds, id) != eosIds.end(); });
}

nlohmann::json tokens(std::span<const std::int64_t> ids, const Tokenizer* tokenizer) {
    auto list = nlohmann::json::array();
    for (const auto id : ids) {
        nlohmann::json token{{"id", id}};
        if (tokenizer)
            token["piece"] = tokenizer->piece(static_cast<TokenId>(id));
        list.push_back(std::move(token));
    }
    return list;
}

} // namespace

nlohmann::json lengthHistogram(const std::vector<PreferenceRow>& rows) {
    std::map<std::size_t, std::int64_t> bins; // by the bin's end
    for (const auto& row : rows)
        ++bins[std::max(kFirstBin, std::bit_ceil(longerSide(row) + 1))];
    auto list = nlohmann::json::array();
    for (const auto& [end, count] : bins)
        list.push_back(
            {{"from", end == kFirstBin ? 0 : end / 2}, {"to", end - 1}, {"rows", count}});
    return list;
}

nlohmann::json eosFindings(const std::vector<PreferenceRow>& rows, const Ids& eosIds) {
    std::int64_t all = 0, with = 0;
    for (const auto& row : rows)
        for (const Ids* side : {&row.chosen, &row.rejected}) {
            all += side->empty() ? 0 : 1;
            with += endsWithEos(*side, eosIds) ? 1 : 0;
        }
    return {{"completions", all}, {"with_eos", with}};
}

nlohmann::json lengthBias(const std::vector<PreferenceRow>& rows) {
    double pairs = 0, longer = 0, chosen = 0, rejected = 0;
    for (const auto& row : rows) {
        if (row.chosen.empty() || row.rejected.empty())
            continue;
        ++pairs;
        const auto c = static_cast<double>(row.chosen.size());
        const auto r = static_cast<double>(row.rejected.size());
        longer += c > r ? 1 : c == r ? 0.5 : 0;
        chosen += c;
        rejected += r;
    }
    if (pairs == 0)
        return nullptr;
    return {{"pairs", pairs},
            {"chosen_longer", longer / pairs},
            {"mean_chosen", chosen / pairs},
            {"mean_rejected", rejected / pairs}};
}

nlohmann::json trainedTokens(const PreferenceRow& row, const Tokenizer* tokenizer) {
    const auto end = std::span(row.prompt).last(std::min(kShownPrompt, row.prompt.size()));
    const auto begin = [](const Ids& ids) {
        return std::span(ids).first(std::min(kShownCompletion, ids.size()));
    };
    return {{"prompt_end", tokens(end, tokenizer)},
            {"chosen", tokens(begin(row.chosen), tokenizer)},
            {"rejected", tokens(begin(row.rejected), tokenizer)}};
}

} // namespace tiebreak
