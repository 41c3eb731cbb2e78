#include "training/scoring/completion_batch.h"

#include <ATen/ops/tensor.h>
#include <algorithm>

namespace tiebreak {

void CompletionBatchBuilder::addTarget(std::int64_t source, std::int64_t target,
                                       std::int64_t sequence, std::int64_t position) {
    m_sources.push_back(source);
    m_targets.push_back(target);
    m_sequence.push_back(sequence);
    m_position.push_back(position);
}

void CompletionBatchBuilder::setLength(std::int64_t sequence, std::size_t length) {
    const auto slot = static_cast<std::size_t>(sequence);
    m_lengths.resize(std::max(m_lengths.size(), slot + 1));
    m_lengths[slot] = static_cast<std::int64_t>(length);
}

void CompletionBatchBuilder::addTokens(std::int64_t begin, std::int64_t before,
                                       const std::vector<std::int64_t>& completion,
                                       std::int64_t sequence) {
    for (std::int64_t j = 0; j < static_cast<std::int64_t>(completion.size()); ++j) {
        const std::int64_t source = j == 0 ? before : begin + j - 1;
        if (source >= 0)
            addTarget(source, completion[static_cast<std::size_t>(j)], sequence, j);
    }
}

std::int64_t
CompletionBatchBuilder::addRow(const std::vector<std::int64_t>& prompt,
                               const std::vector<std::vector<std::int64_t>>& completions,
                               const std::vector<std::int64_t>& sequences) {
    const std::int64_t start = m_packed.addRow(prompt, completions);
    const auto length = static_cast<std::int64_t>(prompt.size());
    std::int64_t begin = start + length;
    for (std::size_t b = 0; b < completions.size(); ++b) {
        setLength(sequences[b], completions[b].size());
        addTokens(begin, length > 0 ? start + length - 1 : -1, completions[b], sequences[b]);
        begin += static_cast<std::int64_t>(completions[b].size());
    }
    return start;
}

void CompletionBatchBuilder::addPrompt(const std::vector<std::int64_t>& prompt, std::int64_t start,
                                       std::int64_t sequence) {
    setLength(sequence, prompt.size());
    for (std::size_t i = 1; i < prompt.size(); ++i) {
        const auto place = static_cast<std::int64_t>(i);
        addTarget(start + place - 1, prompt[i], sequence, place);
    }
}

void CompletionBatchBuilder::addScored(const std::vector<std::int64_t>& ids,
                                       const std::vector<bool>& scored, std::int64_t sequence) {
    setLength(sequence, static_cast<std::size_t>(std::count(scored.begin(), scored.end(), true)));
    if (std::find(scored.begin() + 1, scored.end(), true) == scored.end())
        return;
    const std::int64_t start = m_packed.addRow(ids);
    for (std::size_t i = 1; i < ids.size(); ++i)
        if (scored[i])
            addTarget(start + static_cast<std::int64_t>(i) - 1, ids[i], sequence,
                      static_cast<std::int64_t>(i));
}

CompletionBatch CompletionBatchBuilder::build(c10::Device device) const {
    const auto tensor = [&](const std::vector<std::int64_t>& values) {
        return at::tensor(values, at::kLong).to(device);
    };
    return {m_packed.build(device), tensor(m_sources),  tensor(m_targets),
            tensor(m_sequence),     tensor(m_position), m_lengths};
}

} // namespace tiebreak
