#include "protocol/processor_order.h"

#include <algorithm>

namespace tiebreak {

namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names)
        all += (all.empty() ? "" : ", ") + name;
    return all;
}

} // namespace

const std::vector<std::string>& processorNames() {
    static const std::vector<std::string> names{"logit_bias",
                                                "repetition_penalty",
                                                "frequency_penalty",
                                                "presence_penalty",
                                                "dry",
                                                "no_repeat_ngram",
                                                "banned_words",
                                                "min_new_tokens",
                                                "temperature",
                                                "top_n_sigma",
                                                "top_k",
                                                "top_p",
                                                "min_p",
                                                "typical_p",
                                                "epsilon_cutoff",
                                                "eta_cutoff",
                                                "xtc",
                                                "mirostat"};
    return names;
}

Status validateOrder(const std::vector<std::string>& named) {
    std::vector<std::string> seen;
    for (const std::string& name : named) {
        if (!holds(processorNames(), name))
            return Error{ErrorCode::BadArgument,
                         "order: '" + name.substr(0, 100) + "' is no processor; there are " +
                             listed(processorNames()),
                         "", nullptr};
        if (holds(seen, name))
            return Error{ErrorCode::BadArgument, "order: '" + name + "' comes twice", "", nullptr};
        seen.push_back(name);
    }
    return {};
}

std::vector<std::string> wholeOrder(const std::vector<std::string>& named) {
    std::vector<std::string> order = processorNames();
    auto next = named.begin();
    for (std::string& place : order)
        if (next != named.end() && holds(named, place))
            place = *next++;
    return order;
}

} // namespace tiebreak
