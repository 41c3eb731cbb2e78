#include "training/ppo/episode_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <algorithm>

namespace tiebreak {

CompletionBatch packEpisodes(std::span<const Episode* const> episodes, c10::Device device) {
    CompletionBatchBuilder builder;
    for (std::size_t begin = 0; begin < episodes.size();) {
        std::size_t end = begin;
        std::vector<std::vector<std::int64_t>> responses;
        std::vector<std::int64_t> sequences;
        for (; end < episodes.size() && episodes[end]->prompt == episodes[begin]->prompt; ++end) {
            responses.push_back(episodes[end]->response);
            sequences.push_back(static_cast<std::int64_t>(end));
        }
        builder.addRow(episodes[begin]->prompt, responses, sequences);
        begin = end;
    }
    return builder.build(device);
}

EpisodeTable::EpisodeTable(const CompletionBatch& batch) {
    const std::int64_t longest = *std::ranges::max_element(batch.lengths);
    m_slot = batch.sequence * longest + batch.position; // [M]
    const at::Tensor lengths = at::tensor(batch.lengths, at::kLong).to(m_slot.device());
    m_mask = at::arange(longest, lengths.options()).unsqueeze(0) < lengths.unsqueeze(1); // [B, R]
}

at::Tensor EpisodeTable::padded(const at::Tensor& flat) const {
    return at::zeros(m_mask.sizes(), flat.options()).view(-1).index_copy(0, m_slot, flat).view(m_mask.sizes());
}

std::vector<std::vector<std::size_t>> groupEpisodes(const std::vector<Episode>& episodes,
                                                    std::vector<std::size_t> order,
                                                    std::int64_t tokensAtOnce) {
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return episodes[i].prompt; });
    std::vector<std::vector<std::size_t>> groups;
    std::int64_t tokens = tokensAtOnce;
    for (const std::size_t i : order) {
        const auto response = static_cast<std::int64_t>(episodes[i].response.size());
        const auto prompt = static_cast<std::int64_t>(episodes[i].prompt.size());
        const bool shares = tokens < tokensAtOnce && episodes[groups.back().back()].prompt == episodes[i].prompt;
        const std::int64_t more = response + (shares ? 0 : prompt);
        if (groups.empty() || tokens + more > tokensAtOnce) {
            groups.emplace_back();
            tokens = prompt + response;
        } else {
            tokens += more;
        }
        groups.back().push_back(i);
    }
    return groups;
}

} // namespace tiebreak
