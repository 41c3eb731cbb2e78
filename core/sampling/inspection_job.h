// Goes over a response that is there, fresh or stored, and takes it apart token by token, a piece a
// step, so that what decodes beside it goes on. Made by BatchGenerator, which it must not outlive;
// its thread.
#pragma once

#include "base/result.h"
#include "model/decoder.h"
#include "sampling/prompt_state.h"
#include "sampling/token_inspector.h"
#include "text/stream_decoder.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace tiebreak {

class InspectionJob {
public:
    /// Prompt and response as one text; the same after the negative prompt, with guidance.
    struct Texts {
        std::shared_ptr<PromptState> text;
        std::shared_ptr<PromptState> negative; ///< null without guidance
    };
    using Keep = std::function<void(std::shared_ptr<PromptState>)>;

    /// `tokenizer` may be null: then tokens have no texts. `keep` gets the text once it is
    /// computed.
    InspectionJob(std::shared_ptr<const Decoder> decoder,
                  std::shared_ptr<const Tokenizer> tokenizer, Texts texts, TokenInspector inspector,
                  Keep keep);

    bool finished() const { return m_next == m_lanes.front().state->given(); }
    /// The next tokens; none while the prompt is computed.
    Result<InspectedReply> step();

private:
    /// A text on its way through the decoder.
    struct Lane {
        std::shared_ptr<PromptState> state;
        at::Tensor logits;      ///< after the last piece's tokens // [P, V]
        std::int64_t first = 0; ///< place of its first row in the text
    };
    std::int64_t placeOf(const Lane& lane) const;
    bool covers(const Lane& lane) const;
    bool allCover() const;
    void computePiece(Lane& lane) const;
    std::span<const float> logits(const Lane& lane) const;
    Status inspectNext(InspectedReply& reply);
    void spell(InspectedToken& token);
    void finish();

    std::shared_ptr<const Decoder> m_decoder;
    std::vector<Lane> m_lanes; ///< the text and, with guidance, the one after the negative prompt
    TokenInspector m_inspector;
    Keep m_keep;
    std::optional<StreamDecoder> m_stream;
    std::shared_ptr<const Tokenizer> m_tokenizer;
    std::int64_t m_pieceLength;
    std::int64_t m_next = 0; ///< token of the response
};

} // namespace tiebreak
