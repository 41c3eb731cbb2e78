// The decoder of tokenizer.json as a chain of steps: pieces of tokens go in one after the other,
// text comes out as soon as nothing that follows can change it. A chain serves one text, one
// thread.
#pragma once

#include "text/vocabulary.h"

#include <functional>

namespace tiebreak {

class DecodeStep {
public:
    using Out = std::function<void(std::string)>;
    virtual ~DecodeStep() = default;
    virtual void push(std::string piece, const Out& out) = 0;
    /// The text has ended: gives what was held back.
    virtual void finish(const Out&) {}
    virtual std::unique_ptr<DecodeStep> clone() const = 0;
};

using DecodeStepFactory = std::function<std::unique_ptr<DecodeStep>()>;

DecodeStepFactory byteLevelDecoder();
/// A run of pieces "<0x41>" is their bytes; if those are no UTF-8, a U+FFFD for each.
DecodeStepFactory byteFallbackDecoder();
/// Changes every piece on its own; `first` says that it opens the text.
DecodeStepFactory pieceDecoder(std::function<std::string(std::string piece, bool first)> change);
/// The end-of-word suffix becomes a space, but not in the last piece.
DecodeStepFactory wordSuffixDecoder(std::string suffix);
/// Up to `start` and `stop` times `content` at the ends of the whole text go.
DecodeStepFactory stripDecoder(std::string content, std::size_t start, std::size_t stop);

class DecodeChain final : public TextStream {
public:
    /// `vocabulary` must outlive it.
    DecodeChain(const Vocabulary& vocabulary, const std::vector<DecodeStepFactory>& steps,
                bool keepSpecial);
    DecodeChain(const DecodeChain& other);

    std::string push(TokenId id) override;
    std::string pending() const override;
    std::string finish() override;
    std::unique_ptr<TextStream> copy() const override {
        return std::make_unique<DecodeChain>(*this);
    }

private:
    void feed(std::size_t step, std::string piece);

    const Vocabulary& m_vocabulary;
    std::vector<std::unique_ptr<DecodeStep>> m_steps;
    bool m_keepSpecial;
    std::string m_text; ///< certain, not yet given
};

} // namespace tiebreak
