// Turns a row of data.jsonl into token ids exactly as TRL 1.16 does: EOS after plain text, the chat template
// for messages, the completion beginning where the prompt alone and prompt + completion part. Immutable after
// construction; any thread.
#pragma once

#include "base/result.h"
#include "text/chat_template.h"
#include "text/tokenizer.h"
#include "training/data/preference_row.h"

#include <nlohmann/json.hpp>
#include <optional>

namespace tiebreak {

struct RowEncoderOptions {
    bool appendEos = true;
    std::int64_t maxLength = 1024; ///< tokens of prompt and completion together; 0: no limit
};

/// What became of one row.
struct EncodedPair {
    PreferenceRow row;
    std::int64_t longest = 0; ///< tokens of the longer side before cutting
    bool dropped = false;     ///< the prompt alone fills maxLength: nothing would be trained
    bool cut = false;         ///< a side was longer than maxLength
};

class RowEncoder {
public:
    /// Without a tokenizer only rows of ids work; without a template rows of messages are refused.
    RowEncoder(std::shared_ptr<const Tokenizer> tokenizer, std::optional<ChatTemplate> chatTemplate,
               RenderOptions rendering, RowEncoderOptions options)
        : m_tokenizer(std::move(tokenizer)), m_template(std::move(chatTemplate)),
          m_rendering(std::move(rendering)), m_options(options) {}

    /// Both sides cut to maxLength. Errors name key and value.
    Result<EncodedPair> encodePair(const nlohmann::ordered_json& row) const;
    /// A prompt as `generate` takes it: {"text"} | {"messages"} | {"token_ids"}, never empty.
    Result<std::vector<std::int64_t>> encodePrompt(const nlohmann::ordered_json& prompt) const;

private:
    using Ids = std::vector<std::int64_t>;
    Result<PreferenceRow> encodeWhole(const nlohmann::ordered_json& row) const;
    Result<PreferenceRow> encodeTexts(const nlohmann::ordered_json& row) const;
    Result<PreferenceRow> encodeConversation(const nlohmann::ordered_json& row) const;
    Result<Ids> tokenize(const std::string& text, bool addSpecial) const;
    Result<Ids> renderAndTokenize(const nlohmann::ordered_json& messages,
                                  const nlohmann::ordered_json& row, bool generationPrompt) const;
    std::string withEos(std::string text) const;

    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::optional<ChatTemplate> m_template;
    RenderOptions m_rendering;
    RowEncoderOptions m_options;
};

} // namespace tiebreak
