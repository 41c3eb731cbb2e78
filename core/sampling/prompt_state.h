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
    /// `given`: how many of `ids`, at the end, begin the response. Their log-probabilities are
    /// told.
    explicit PromptState(std::vector<TokenId> ids, std::int64_t given = 0);

    /// The tokens in row `row` of `batch`, computed there already; without logits. `logprobs` are
    /// those of its last tokens.
    static std::shared_ptr<PromptState> ofRow(std::vector<TokenId> ids, const KvCache& batch,
                                              std::int64_t row, const Decoder& decoder,
                                              std::span<const double> logprobs);
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
    /// The same with at most `most` tokens; `everyLogit` gets the logits after each of them,
    /// float32. // [P, V]
    std::int64_t computePiece(const Decoder& decoder, std::int64_t most, at::Tensor* everyLogit);

    /// Once ready: appends its keys and values to `batch` as a new row.
    void joinAsRow(KvCache& batch) const;
    /// Of its keys and values.
    std::int64_t bytes() const;
    bool hasLogits() const { return ready() && !m_logits.empty(); }
    /// Tokens at the end that begin the response.
    std::int64_t given() const { return m_given; }
    /// Of token `index` after those before it, nats; NaN where it is not known.
    double logprob(std::int64_t index) const { return m_logprobs[static_cast<std::size_t>(index)]; }
    void setLogprob(std::int64_t index, double logprob) {
        m_logprobs[static_cast<std::size_t>(index)] = logprob;
    }
    /// Tokens a state of `ids` can take over from this one so that all log-probabilities of the
    /// last `given` become known.
    std::int64_t usableFor(const std::vector<TokenId>& ids, std::int64_t given) const;
    /// Its numbers would be others in a longer text (Phi-3's long factors, dynamic rotary scaling).
    bool dependsOnLength() const;
    /// Once ready: the logits after its last token. // [V]
    std::span<const float> logits() const { return m_logits; }

    /// Pieces of a prompt are cut at the same places whatever else happens: its numbers never vary.
    static constexpr std::int64_t kPieceLength = 256;

private:
    void takeLogprobs(const at::Tensor& everyLogit, std::int64_t first, std::int64_t count);

    std::vector<TokenId> m_ids;
    std::int64_t m_given;
    std::optional<KvCache> m_cache; ///< from the first piece on
    std::int64_t m_computed = 0;
    std::vector<float> m_logits;    ///< after the last computed token, where they are wanted
    std::vector<double> m_logprobs; ///< one a token
};

} // namespace tiebreak
