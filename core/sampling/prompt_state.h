// A prompt computed once for all its responses, piece by piece, so that running responses and Stop
// never wait for a long one. Shared by the responses that still wait for it; the generator's
// thread.
#pragma once

#include "model/decoder.h"
#include "text/tokenizer.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace tiebreak {

class PromptState {
public:
    explicit PromptState(std::vector<TokenId> ids)
        : m_ids(std::move(ids)) {}

    /// The tokens in row `row` of `batch`, computed there already; without logits.
    static std::shared_ptr<PromptState> ofRow(std::vector<TokenId> ids, const KvCache& batch,
                                              std::int64_t row, const Decoder& decoder);
    /// Takes over the first `count` tokens, fewer than all, which `other` has computed and which
    /// are the same. Before the first piece.
    void startLike(const PromptState& other, std::int64_t count, const Decoder& decoder);

    const std::vector<TokenId>& ids() const { return m_ids; }
    std::int64_t computed() const { return m_computed; }
    std::int64_t length() const { return static_cast<std::int64_t>(m_ids.size()); }
    bool ready() const { return m_computed == length(); }
    /// The next piece, at most kPieceLength tokens; the number computed. Throws what LibTorch
    /// throws.
    std::int64_t computePiece(const Decoder& decoder);

    /// Once ready: appends its keys and values to `batch` as a new row.
    void joinAsRow(KvCache& batch) const;
    /// Of its keys and values.
    std::int64_t bytes() const;
    bool hasLogits() const { return !m_logits.empty(); }
    /// Its numbers would be others in a longer text (Phi-3's long factors, dynamic rotary scaling).
    bool dependsOnLength() const;
    /// Once ready: the logits after its last token. // [V]
    std::span<const float> logits() const { return m_logits; }

    /// Pieces of a prompt are cut at the same places whatever else happens: its numbers never vary.
    static constexpr std::int64_t kPieceLength = 256;

private:
    std::vector<TokenId> m_ids;
    std::optional<KvCache> m_cache; ///< from the first piece on
    std::int64_t m_computed = 0;
    std::vector<float> m_logits;
};

} // namespace tiebreak
