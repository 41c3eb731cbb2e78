#include "model/attention.h"

#include <ATen/ATen.h>
#include <limits>

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

/// true where the m-th of the last M tokens may look: up to itself, from the window's start. //
/// [M, T]
at::Tensor suffixMask(std::int64_t queries, std::int64_t keys, std::int64_t window,
                      const at::Tensor& like) {
    auto mask = at::ones({queries, keys}, like.options().dtype(at::kBool)).tril(keys - queries);
    return window > 0 ? mask.triu(keys - queries - window + 1) : mask;
}

/// With a cap on the scores, which no fused operation has. // [1, H, M, S]
at::Tensor cappedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const at::Tensor& mask, const AttentionRule& rule) {
    auto scores =
        at::matmul(query, key.transpose(2, 3)).to(at::kFloat) * rule.scale; // [1, H, M, T]
    scores = at::tanh(scores / rule.softCap) * rule.softCap;
    scores = scores.masked_fill(~mask, -std::numeric_limits<float>::infinity());
    return at::matmul(at::softmax(scores, -1).to(value.scalar_type()), value);
}

at::Tensor branchAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const PackedRow& row, std::int64_t begin, std::int64_t length,
                           const AttentionRule& rule) {
    const auto withPrefix = [&](const at::Tensor& x) { // [K, P + R, S]
        return at::cat({x.narrow(0, 0, row.prefix), x.narrow(0, begin, length)}, 0).transpose(0, 1);
    };
    return suffixAttention(query.narrow(0, begin, length), withPrefix(key), withPrefix(value),
                           rule);
}

/// The prefix and the first branch are one causal run; every further branch looks back over the
/// prefix.
void attendRow(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
               const PackedRow& row, const AttentionRule& rule, std::vector<at::Tensor>& parts) {
    const std::int64_t first = row.prefix + (row.branches.empty() ? 0 : row.branches.front());
    if (first > 0)
        parts.push_back(suffixAttention(query.narrow(0, 0, first),
                                        key.narrow(0, 0, first).transpose(0, 1),
                                        value.narrow(0, 0, first).transpose(0, 1), rule));
    std::int64_t begin = first;
    for (std::size_t branch = 1; branch < row.branches.size(); ++branch) {
        const auto length = row.branches[branch];
        if (length > 0)
            parts.push_back(branchAttention(query, key, value, row, begin, length, rule));
        begin += length;
    }
}

} // namespace

at::Tensor suffixAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const AttentionRule& rule) {
    const auto heads = query.size(1);
    const auto queries = query.size(0);
    const auto keys = key.size(1);
    const auto window = rule.window < keys ? rule.window : 0;
    const auto q = headsFirst(query);
    const auto k = repeatHeads(key, heads), v = repeatHeads(value, heads);
    at::Tensor out;
    if (rule.softCap > 0) {
        out = cappedAttention(q, k, v, suffixMask(queries, keys, window, query), rule);
    } else {
        const bool masked = window > 0 || (queries != keys && queries != 1);
        const auto mask = masked ? std::optional(suffixMask(queries, keys, window, query))
                                 : std::optional<at::Tensor>();
        out = at::scaled_dot_product_attention(q, k, v, mask, 0.0, !masked && queries > 1,
                                               rule.scale); // [1, H, M, S]
    }
    return out.squeeze(0).transpose(0, 1); // [M, H, S]
}

at::Tensor packedAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                           const std::vector<PackedRow>& rows, const AttentionRule& rule) {
    std::vector<at::Tensor> parts;
    std::int64_t begin = 0;
    for (const auto& row : rows) {
        const auto length = row.length();
        attendRow(query.narrow(0, begin, length), key.narrow(0, begin, length),
                  value.narrow(0, begin, length), row, rule, parts);
        begin += length;
    }
    return at::cat(parts, 0); // [N, H, S]
}

at::Tensor rowAttention(const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                        const std::vector<PackedRow>& rows, double scale) {
    std::vector<at::Tensor> parts;
    std::int64_t begin = 0;
    for (const auto& row : rows) {
        const auto part = [&](const at::Tensor& x) {
            return headsFirst(x.narrow(0, begin, row.length())); // [1, H, T, S]
        };
        const auto out = at::scaled_dot_product_attention(part(query), part(key), part(value), {},
                                                          0.0, false, scale);
        parts.push_back(out.squeeze(0).transpose(0, 1)); // [T, H, S]
        begin += row.length();
    }
    return at::cat(parts, 0); // [N, H, S]
}

} // namespace tiebreak
