#include "model/attention.h"

#include <ATen/ATen.h>

namespace tiebreak {

namespace {

/// [M, H, S] → [1, H, M, S], a view.
at::Tensor headsFirst(const at::Tensor& x) {
    return x.transpose(0, 1).unsqueeze(0);
}

/// [K, T, S] → [1, H, T, S]: each key head serves H / K query heads.
at::Tensor repeatHeads(const at::Tensor& x, std::int64_t heads) {
    const auto repeated =
        heads == x.size(0) ? x : x.repeat_interleave(heads / x.size(0), 0); // [H, T, S]
    return repeated.unsqueeze(0);
}

/// true where the m-th of the last M tokens may look: up to itself. // [M, T]
at::Tensor suffixMask(std::int64_t queries, std::int64_t keys, const at::Tensor& like) {
    return at::ones({queries, keys}, like.options().dtype(at::kBool)).tril(keys - queries);
}

at::Tensor branchAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const PackedRow& row, std::int64_t begin, std::int64_t length) {
    const auto withPrefix = [&](const at::Tensor& x) { // [K, P + R, S]
        return at::cat({x.narrow(0, 0, row.prefix), x.narrow(0, begin, length)}, 0).transpose(0, 1);
    };
    return suffixAttention(query.narrow(0, begin, length), withPrefix(key), withPrefix(value));
}

/// The prefix and the first branch are one causal run; every further branch looks back over the
/// prefix.
void attendRow(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
               const PackedRow& row, std::vector<at::Tensor>& parts) {
    const std::int64_t first = row.prefix + (row.branches.empty() ? 0 : row.branches.front());
    if (first > 0)
        parts.push_back(suffixAttention(query.narrow(0, 0, first),
                                        key.narrow(0, 0, first).transpose(0, 1),
                                        value.narrow(0, 0, first).transpose(0, 1)));
    std::int64_t begin = first;
    for (std::size_t branch = 1; branch < row.branches.size(); ++branch) {
        const auto length = row.branches[branch];
        if (length > 0)
            parts.push_back(branchAttention(query, key, value, row, begin, length));
        begin += length;
    }
}

} // namespace

at::Tensor suffixAttention(const at::Tensor& query, const at::Tensor& key,
                           const at::Tensor& value) {
    const auto heads = query.size(1);
    const auto queries = query.size(0);
    const auto keys = key.size(1);
    const auto mask = queries == keys || queries == 1 ? std::optional<at::Tensor>()
                                                      : suffixMask(queries, keys, query);
    const auto out = at::scaled_dot_product_attention(
        headsFirst(query), repeatHeads(key, heads), repeatHeads(value, heads), mask, 0.0,
        queries == keys && queries > 1);   // [1, H, M, S]
    return out.squeeze(0).transpose(0, 1); // [M, H, S]
}

at::Tensor packedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const std::vector<PackedRow>& rows) {
    std::vector<at::Tensor> parts;
    std::int64_t begin = 0;
    for (const auto& row : rows) {
        const auto length = row.length();
        attendRow(query.narrow(0, begin, length), key.narrow(0, begin, length),
                  value.narrow(0, begin, length), row, parts);
        begin += length;
    }
    return at::cat(parts, 0); // [N, H, S]
}

} // namespace tiebreak
