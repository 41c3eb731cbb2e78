// Low-rank adapters on a decoder's linear layers: attaching, switching, saving and loading as PEFT
// folders (adapter_config.json, adapter_model.safetensors). Free functions; the decoder's thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tiebreak {

struct LoraOptions {
    std::int64_t rank = 16;
    double alpha = 32;           ///< scale = alpha / rank, or alpha / √rank
    bool rankStabilised = false; ///< rsLoRA (Kalajdzievski 2023)
    double dropout = 0;
    /// Ends of layer names ("q_proj"); empty or "all-linear": every linear layer.
    std::vector<std::string> targets;
    std::uint64_t seed = 42;
};

/// A: Kaiming-uniform (a = √5) from the seed, B zero. Replaces an adapter that is there.
Status attachLora(Decoder& decoder, const LoraOptions& options);
/// Loads a PEFT folder onto the decoder; keys that would change the mathematics are refused by
/// name.
Result<LoraOptions> loadLora(Decoder& decoder, const std::filesystem::path& folder, bool trainable);
/// The adapter of a reward model (PEFT's SEQ_CLS) with the head it was saved with.
struct ScoringLora {
    LoraOptions options;
    at::Tensor scoreHead; ///< [1, D] float32, on the decoder's device
};
/// As loadLora(), for an adapter whose modules_to_save hold the score head; BadFile where it has
/// none or more than one output.
Result<ScoringLora> loadScoringLora(Decoder& decoder, const std::filesystem::path& folder,
                                    bool trainable);
/// Writes the attached adapter into `folder` (made if need be); `base` is only a note. `scoreHead`
/// [1, D] goes with the adapter of a reward model, as PEFT saves it.
Status saveLora(const Decoder& decoder, const LoraOptions& options,
                const std::filesystem::path& folder, const std::string& base,
                const at::Tensor& scoreHead = {});
/// Adds the adapter into the weights and takes it off.
Status mergeLora(Decoder& decoder);

} // namespace tiebreak
