// The head of a reward model: one number from the state of a row's last token, through a linear
// layer without bias, as …ForSequenceClassification has it. Shares its tensor when copied; the
// model's thread.
#pragma once

#include "model/decoder.h"

#include <filesystem>
#include <optional>

namespace tiebreak {

class ScoreHead {
public:
    explicit ScoreHead(at::Tensor weight)
        : m_weight(std::move(weight)) {}
    /// `score.weight` out of the model's folder; where it has none, normal around 0 with the
    /// configuration's initializer_range (0.02) as deviation, from `seed`. BadFile for a head with
    /// more than one output.
    static Result<ScoreHead> make(const std::filesystem::path& model, std::int64_t width,
                                  std::uint64_t seed, c10::Device device);
    /// `score.weight` out of a model's folder; nothing where it has none, or is no folder.
    static Result<std::optional<ScoreHead>> read(const std::filesystem::path& model,
                                                 std::int64_t width, c10::Device device);

    /// `states` [B, D] after the final norm, any float type → float32 // [B]
    at::Tensor scores(const at::Tensor& states) const;
    /// [1, D] float32
    const at::Tensor& weight() const { return m_weight; }

private:
    at::Tensor m_weight;
};

/// Where in a row its score is read: the last token whose id is not `padId`, 0 when there is none
/// (transformers' rule: where pad = EOS, an appended EOS is passed over).
std::size_t scoredToken(const std::vector<std::int64_t>& ids, std::int64_t padId);

} // namespace tiebreak
