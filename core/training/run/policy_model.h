// The model a run trains, with what turns text into its tokens: loaded from run.json, given its
// adapter or made fully trainable. Owned by the trainer, its thread alone.
#pragma once

#include "model/load_model.h"
#include "model/lora.h"
#include "protocol/run_config.h"
#include "text/chat_template.h"
#include "text/tokenizer.h"
#include "training/data/row_encoder.h"

#include <memory>
#include <optional>

namespace tiebreak {

struct PolicyModel {
    std::shared_ptr<Decoder> decoder;
    std::optional<LoraOptions> lora; ///< nothing: full fine-tuning
    at::Tensor scoreHead; ///< method reward: of the adapter it goes on from; undefined: none
    const char* kind() const { return lora ? "adapter" : "full"; }
    /// Writes the adapter as a PEFT folder, or the model as a Hugging Face folder.
    Status save(const RunConfig& config, const std::filesystem::path& folder) const;
};

/// What encodes rows for a model; everything may be absent in a folder without tokenizer.
struct TextTools {
    std::shared_ptr<const Tokenizer> tokenizer;
    std::optional<ChatTemplate> chatTemplate;
    RenderOptions rendering;
    RowEncoder encoder(const RunConfig& config) const;
};

/// Model, merged `adapter`, then LoRA (new or continued) or all weights trainable. `cancelled` is
/// asked while loading.
Result<PolicyModel> loadPolicy(const RunConfig& config,
                               const std::function<bool()>& cancelled = {});
/// The model as it is before training: `adapter` merged, no LoRA. `path` names the weights.
Result<std::shared_ptr<Decoder>> loadFrozen(const RunConfig& config,
                                            const std::filesystem::path& path);

Result<TextTools> loadTextTools(const RunConfig& config);

} // namespace tiebreak
