#include "sampling/inspection_job.h"

#include "tensor/torch_error.h"

#include <ATen/ATen.h>
#include <algorithm>

namespace tiebreak {

namespace {

constexpr std::int64_t kMostLogits = 4 << 20; // of one piece: 16 MB
constexpr std::int64_t kLeastPiece = 8;       // tokens

} // namespace

InspectionJob::InspectionJob(std::shared_ptr<const Decoder> decoder,
                             std::shared_ptr<const Tokenizer> tokenizer, Texts texts,
                             TokenInspector inspector, Keep keep)
    : m_decoder(std::move(decoder))
    , m_inspector(std::move(inspector))
    , m_keep(std::move(keep))
    , m_tokenizer(std::move(tokenizer))
    , m_pieceLength(std::clamp(kMostLogits / m_decoder->config().vocabulary, kLeastPiece,
                               PromptState::kPieceLength)) {
    for (auto& state : {std::move(texts.text), std::move(texts.negative)})
        if (state)
            m_lanes.push_back({state, {}, 0});
    if (m_tokenizer)
        m_stream.emplace(m_tokenizer, true);
}

/// Of the token whose logits tell the next one.
std::int64_t InspectionJob::placeOf(const Lane& lane) const {
    return lane.state->length() - lane.state->given() + m_next - 1;
}

bool InspectionJob::covers(const Lane& lane) const {
    return lane.logits.defined() && placeOf(lane) < lane.first + lane.logits.size(0);
}

bool InspectionJob::allCover() const {
    return std::all_of(m_lanes.begin(), m_lanes.end(),
                       [this](const Lane& lane) { return covers(lane); });
}

std::span<const float> InspectionJob::logits(const Lane& lane) const {
    const auto vocabulary = lane.logits.size(1);
    return {lane.logits.const_data_ptr<float>() + (placeOf(lane) - lane.first) * vocabulary,
            static_cast<std::size_t>(vocabulary)};
}

void InspectionJob::computePiece(Lane& lane) const {
    const std::int64_t rest = placeOf(lane) - lane.state->computed();
    if (rest > 0) { // what comes before needs no logits
        lane.state->computePiece(*m_decoder, std::min(rest, PromptState::kPieceLength), nullptr);
        return;
    }
    lane.first = lane.state->computed();
    lane.state->computePiece(*m_decoder, m_pieceLength, &lane.logits);
}

Result<InspectedReply> InspectionJob::step() {
    InspectedReply reply{m_next, m_inspector.stages(), {}};
    const auto computed = guardTorch("looking at a response", [this] {
        for (Lane& lane : m_lanes)
            if (!covers(lane))
                computePiece(lane);
    });
    TB_TRY(computed);
    while (!finished() && allCover())
        TB_TRY(inspectNext(reply));
    if (finished())
        TB_TRY(guardTorch("looking at a response", [this] { finish(); }));
    return reply;
}

Status InspectionJob::inspectNext(InspectedReply& reply) {
    const Lane& text = m_lanes.front();
    const TokenId id = text.state->ids()[static_cast<std::size_t>(placeOf(text) + 1)];
    const auto negative = m_lanes.size() > 1 ? logits(m_lanes[1]) : std::span<const float>();
    TB_ASSIGN(InspectedToken token, m_inspector.inspect(logits(text), negative, id));
    spell(token);
    reply.tokens.push_back(std::move(token));
    ++m_next;
    return {};
}

void InspectionJob::spell(InspectedToken& token) {
    if (!m_stream)
        return;
    token.special = m_tokenizer->isSpecial(token.id);
    for (TokenAlternative& alternative : token.alternatives) {
        StreamDecoder here = *m_stream;
        alternative.text = here.push(alternative.id);
        alternative.text += here.finish();
    }
    token.text = m_stream->push(token.id);
}

void InspectionJob::finish() {
    PromptState& state = *m_lanes.front().state;
    while (!state.ready())
        state.computePiece(*m_decoder, m_pieceLength, &m_lanes.front().logits);
    m_keep(m_lanes.front().state);
}

} // namespace tiebreak
