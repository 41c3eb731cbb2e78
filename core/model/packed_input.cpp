#include "model/packed_input.h"

#include <ATen/ATen.h>
#include <numeric>

namespace tiebreak {

namespace {

Error broken(const std::string& message) {
    return {ErrorCode::BadArgument, message, {}, {}};
}

Status checkRange(const at::Tensor& values, std::int64_t limit, const std::string& what) {
    const auto low = values.min().item<std::int64_t>();
    const auto high = values.max().item<std::int64_t>();
    if (low < 0 || high >= limit)
        return broken(what + " " + std::to_string(low < 0 ? low : high) + ": must be 0 to " +
                      std::to_string(limit - 1));
    return {};
}

} // namespace

std::int64_t PackedRow::length() const {
    return std::accumulate(branches.begin(), branches.end(), prefix);
}

std::int64_t PackedInput::tokens() const {
    return ids.defined() ? ids.numel() : 0;
}

std::int64_t PackedInputBuilder::addRow(const std::vector<std::int64_t>& ids) {
    return addRow(ids, {});
}

std::int64_t PackedInputBuilder::addRow(const std::vector<std::int64_t>& prefix,
                                        const std::vector<std::vector<std::int64_t>>& branches) {
    const std::int64_t start = tokens();
    PackedRow row{static_cast<std::int64_t>(prefix.size()), {}};
    const auto append = [this](const std::vector<std::int64_t>& ids, std::int64_t firstPosition) {
        m_ids.insert(m_ids.end(), ids.begin(), ids.end());
        for (std::size_t i = 0; i < ids.size(); ++i)
            m_positions.push_back(firstPosition + static_cast<std::int64_t>(i));
    };
    append(prefix, 0);
    for (const auto& branch : branches) {
        append(branch, row.prefix);
        row.branches.push_back(static_cast<std::int64_t>(branch.size()));
    }
    m_rows.push_back(std::move(row));
    return start;
}

PackedInput PackedInputBuilder::build(c10::Device device) const {
    return {at::tensor(m_ids, at::kLong).to(device), at::tensor(m_positions, at::kLong).to(device),
            m_rows};
}

Status validate(const PackedInput& input, std::int64_t vocabulary, std::int64_t context) {
    std::int64_t total = 0;
    for (const auto& row : input.rows) {
        if (row.length() <= 0 || row.prefix < 0)
            return broken("packed row of " + std::to_string(row.length()) +
                          " tokens: at least one is needed");
        total += row.length();
    }
    if (total == 0 || input.tokens() != total || input.positions.numel() != total)
        return broken("packed rows of " + std::to_string(total) + " tokens: there are " +
                      std::to_string(input.tokens()) + " ids");
    TB_TRY(checkRange(input.ids, vocabulary, "token id"));
    return checkRange(input.positions, context, "position");
}

} // namespace tiebreak
