// Decoding where every token adds its own bytes, as sentencepiece and llama.cpp have it: one space
// at the very start may go, each byte that is no UTF-8 is a U+FFFD. One thread; the vocabulary
// outlives it.
#pragma once

#include "text/vocabulary.h"

namespace tiebreak {

class ByteStream final : public TextStream {
public:
    ByteStream(const Vocabulary& vocabulary, bool keepSpecial)
        : m_vocabulary(vocabulary)
        , m_keepSpecial(keepSpecial)
        , m_stripSpace(vocabulary.stripLeadingSpace) {}

    std::string push(TokenId id) override;
    std::string pending() const override;
    std::string finish() override;
    std::unique_ptr<TextStream> copy() const override {
        return std::make_unique<ByteStream>(*this);
    }

private:
    const Vocabulary& m_vocabulary;
    bool m_keepSpecial;
    bool m_stripSpace; ///< nothing has come yet
    std::string m_pending;
};

} // namespace tiebreak
