// A model as commands use it: decoder with its adapter merged, tokenizer and chat template where
// there are any, and prompts turned into token ids. Owned by the command; the thread that decodes.
#pragma once

#include "commands/command.h"

#include "base/result.h"
#include "model/load_model.h"
#include "protocol/engine_messages.h"
#include "text/chat_template.h"
#include "text/tokenizer.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tiebreak {

struct EngineModelOptions {
    std::filesystem::path model;
    std::filesystem::path adapter;   ///< empty: none
    std::filesystem::path tokenizer; ///< empty: the model's own
    ComputeOptions compute;
    std::int64_t packWidth = 8; ///< rows a step the weights are laid out for
    /// "reading" or "packing" with 0 … 1; may be empty.
    std::function<void(const char* stage, double share)> progress;
    std::function<bool()> cancelled; ///< may be empty
};

/// A prompt ready for the decoder.
struct PreparedPrompt {
    std::vector<TokenId> ids;
    std::string text; ///< what was tokenized, rendered if it was a chat; empty for given ids
    std::int64_t dropped = 0; ///< messages left out for want of room
};

/// Tokenizer and chat template of K, each with the reason why it is not there.
struct TextSide {
    std::shared_ptr<const Tokenizer> tokenizer; ///< null: none
    std::optional<Error> tokenizerError;
    std::optional<ChatTemplate> chatTemplate;
    std::optional<Error> templateError;
    std::string bosToken, eosToken;

    /// Tokenized as the contract says; a prompt of no tokens gets BOS if there is one. Messages
    /// that take more than the prompt's room lose their oldest turns; the system's message and the
    /// last one stay, whatever they take.
    Result<PreparedPrompt> prepare(const PromptSource& prompt) const;
};

/// Never fails: what is missing is told when it is needed.
TextSide loadTextSide(const std::filesystem::path& path);

struct EngineModel {
    LoadedModel model;
    TextSide text;
    int threads = 1;
};

Result<EngineModel> loadEngineModel(const EngineModelOptions& options);

} // namespace tiebreak
