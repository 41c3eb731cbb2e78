// A tokenizer: text to token ids and back, exactly as the model's own. Immutable after loading, so
// every method is safe from any thread; owned by shared_ptr.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tiebreak {

using TokenId = std::int32_t;

struct EncodeOptions {
    bool addSpecial = true;   ///< BOS, EOS and post-processor tokens as a raw prompt gets them
    bool parseSpecial = true; ///< special-token strings inside the text are recognised
};

/// The text of a growing list of tokens. What push() gave is never taken back, and never ends in
/// half a character. One thread; must not outlive its tokenizer.
class TextStream {
public:
    virtual ~TextStream() = default;
    /// The whole characters that have become certain with this token; may be empty.
    virtual std::string push(TokenId id) = 0;
    /// What finish() would give now: text that a further token may still change.
    virtual std::string pending() const = 0;
    /// What is left at the end, broken bytes as U+FFFD.
    virtual std::string finish() = 0;
    /// Another that goes on from here.
    virtual std::unique_ptr<TextStream> copy() const = 0;
};

class Tokenizer {
public:
    virtual ~Tokenizer() = default;
    virtual Result<std::vector<TokenId>> encode(std::string_view text,
                                                EncodeOptions options = {}) const = 0;
    /// Invalid bytes become U+FFFD. With keepSpecial false, special tokens give no text.
    virtual std::string decode(std::span<const TokenId> ids, bool keepSpecial = false) const = 0;
    /// decode() token by token.
    virtual std::unique_ptr<TextStream> stream(bool keepSpecial = false) const = 0;
    /// The vocabulary's own string of a token.
    virtual std::string piece(TokenId id) const = 0;
    virtual std::optional<TokenId> idOf(std::string_view piece) const = 0;
    virtual std::int64_t size() const = 0;
    virtual bool isSpecial(TokenId id) const = 0;
    virtual std::optional<TokenId> bosId() const = 0;
    virtual std::optional<TokenId> eosId() const = 0;
    virtual std::optional<TokenId> padId() const = 0;
};

/// K of the contract: a GGUF file, a Hugging Face folder, a tokenizer.json, a sentencepiece .model.
/// In a folder tokenizer.json wins over tokenizer.model.
Result<std::shared_ptr<const Tokenizer>> loadTokenizer(const std::filesystem::path& path);

} // namespace tiebreak
