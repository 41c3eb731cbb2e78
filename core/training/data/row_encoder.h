// Turns a row of data.jsonl into token ids exactly as TRL 1.16 does: EOS after plain text, the chat
// template for messages, the completion beginning where the prompt alone and prompt + completion
// part. Immutable after construction; any thread.
#pragma once

#include "base/result.h"
#include "text/chat_template.h"
#include "text/tokenizer.h"
#include "training/data/preference_row.h"
#include "training/data/prompt_extraction.h"

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

/// A prompt with one completion, before any cutting.
struct EncodedCompletion {
    std::vector<std::int64_t> prompt;     ///< where the prompt alone and the whole row agree
    std::vector<std::int64_t> completion; ///< the rest of the row
};

class RowEncoder {
public:
    /// Without a tokenizer only rows of ids work; without a template rows of messages are refused.
    RowEncoder(std::shared_ptr<const Tokenizer> tokenizer, std::optional<ChatTemplate> chatTemplate,
               RenderOptions rendering, RowEncoderOptions options)
        : m_tokenizer(std::move(tokenizer))
        , m_template(std::move(chatTemplate))
        , m_rendering(std::move(rendering))
        , m_options(options) {}

    /// Both sides cut to maxLength. Errors name key and value.
    Result<EncodedPair> encodePair(const nlohmann::ordered_json& row) const;
    /// `prompt` and `completion` (both text or both messages), or `prompt_ids` and
    /// `completion_ids`.
    Result<EncodedCompletion> encodeCompletion(const nlohmann::ordered_json& row) const;
    /// A prompt as `generate` takes it: {"text"} | {"messages"} | {"token_ids"}, never empty.
    Result<std::vector<std::int64_t>> encodePrompt(const nlohmann::ordered_json& prompt) const;

    // — what the methods' own rows are made of —

    /// nullptr in a folder without one.
    const Tokenizer* tokenizer() const { return m_tokenizer.get(); }
    const RowEncoderOptions& options() const { return m_options; }
    /// The text with the EOS string at its end, where appendEos asks for it and it is not there.
    std::string withEos(std::string text) const;
    Result<std::vector<std::int64_t>> tokenize(const std::string& text, bool addSpecial) const;
    /// `row` may hold `tools` and `chat_template_kwargs` for the template.
    Result<MarkedText> render(const nlohmann::ordered_json& messages,
                              const nlohmann::ordered_json& row, bool generationPrompt) const;

private:
    using Ids = std::vector<std::int64_t>;
    Result<PreferenceRow> encodeWhole(const nlohmann::ordered_json& row) const;
    Result<PreferenceRow> encodeTexts(const nlohmann::ordered_json& row) const;
    Result<PreferenceRow> encodeConversation(const nlohmann::ordered_json& row) const;
    Result<Ids> renderAndTokenize(const nlohmann::ordered_json& messages,
                                  const nlohmann::ordered_json& row, bool generationPrompt) const;

    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::optional<ChatTemplate> m_template;
    RenderOptions m_rendering;
    RowEncoderOptions m_options;
};

// — reading a row's JSON —

/// A list of objects with a role.
bool isMessages(const nlohmann::ordered_json& value);
/// The list of token ids under `key`.
Result<std::vector<std::int64_t>> readIds(const nlohmann::ordered_json& row, const char* key);
/// The messages of `first`, then those of `second`.
nlohmann::ordered_json joinMessages(const nlohmann::ordered_json& first,
                                    const nlohmann::ordered_json& second);
/// Text with text or messages with messages; an error names the key that is neither or missing.
Status checkSides(const nlohmann::ordered_json& row, const char* first, const char* second);
/// A pair with a prompt of the same kind as its sides, extracted where it has none.
Result<SplitRow> splitRow(const nlohmann::ordered_json& row);
std::size_t commonPrefix(const std::vector<std::int64_t>& a, const std::vector<std::int64_t>& b);

} // namespace tiebreak
