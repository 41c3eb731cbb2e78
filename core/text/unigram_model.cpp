#include "text/unigram_model.h"

#include "text/utf8.h"

#include <algorithm>

namespace tiebreak {

namespace {

constexpr double kUnknownPenalty = 10.0; // below the worst piece, as sentencepiece has it

} // namespace

UnigramModel::UnigramModel(std::vector<UnigramPiece> pieces, std::optional<TokenId> unknown,
                           bool byteFallback)
    : m_pieces(std::move(pieces))
    , m_unknown(unknown)
    , m_byteFallback(byteFallback) {
    double lowest = 0;
    for (std::size_t k = 0; k < m_pieces.size(); ++k) {
        m_ids.insert_or_assign(m_pieces[k].text, static_cast<TokenId>(k));
        lowest = k == 0 ? m_pieces[k].score : std::min(lowest, m_pieces[k].score);
    }
    m_unknownScore = lowest - kUnknownPenalty;
    for (const auto& [text, id] : m_ids)
        m_sorted.emplace_back(m_pieces[static_cast<std::size_t>(id)].text, id);
    std::sort(m_sorted.begin(), m_sorted.end());
    m_byteTokens = byteTokensOf(m_ids);
}

/// Calls visit(length, id) for every piece that `text` begins with, the shortest first: the sorted
/// pieces that share the text's front are narrowed byte by byte.
template <class Visit>
void UnigramModel::eachPieceAt(std::string_view text, const Visit& visit) const {
    auto first = m_sorted.begin();
    auto last = m_sorted.end();
    for (std::size_t length = 1; length <= text.size() && first != last; ++length) {
        const auto front = text.substr(0, length);
        const auto before = [length](const auto& entry, std::string_view wanted) {
            return entry.first.substr(0, length) < wanted;
        };
        const auto behind = [length](std::string_view wanted, const auto& entry) {
            return wanted < entry.first.substr(0, length);
        };
        first = std::lower_bound(first, last, front, before);
        last = std::upper_bound(first, last, front, behind);
        if (first != last && first->first.size() == length)
            visit(length, first->second);
    }
}

/// Every piece that begins at `at` leads on; a character that is no piece leads on as unknown.
void UnigramModel::extend(std::string_view word, std::size_t at, std::vector<Node>& nodes) const {
    const auto offer = [&](std::size_t end, double score, bool unknown) {
        auto& node = nodes[end];
        if (!node.reached || score > node.score)
            node = {score, at, true, unknown};
    };
    const auto base = nodes[at].score;
    const auto character = characterLength(word, at);
    bool single = false;
    eachPieceAt(word.substr(at), [&](std::size_t length, TokenId id) {
        offer(at + length, base + m_pieces[static_cast<std::size_t>(id)].score, m_unknown == id);
        single = single || length == character;
    });
    if (!single)
        offer(at + character, base + m_unknownScore, true);
}

std::vector<UnigramModel::Node> UnigramModel::bestPaths(std::string_view word) const {
    std::vector<Node> nodes(word.size() + 1);
    for (std::size_t at = 0; at < word.size(); at += characterLength(word, at))
        extend(word, at, nodes);
    return nodes;
}

Status UnigramModel::appendPart(std::string_view part, std::vector<TokenId>& ids) const {
    if (const auto id = findToken(m_ids, part)) {
        ids.push_back(*id);
        return {};
    }
    const auto byteToken = [&](char byte) -> const std::optional<TokenId>& {
        return m_byteTokens[static_cast<unsigned char>(byte)];
    };
    if (m_byteFallback && std::all_of(part.begin(), part.end(),
                                      [&](char byte) { return byteToken(byte).has_value(); })) {
        for (const char byte : part)
            ids.push_back(*byteToken(byte));
        return {};
    }
    if (!m_unknown)
        return Error{ErrorCode::BadFile, "'" + std::string(part.substr(0, 64)) +
                                             "' is no piece of the vocabulary, and there is no "
                                             "unknown token (model.unk_id)"};
    ids.push_back(*m_unknown);
    return {};
}

Status UnigramModel::encode(std::string_view word, std::vector<TokenId>& ids) const {
    const auto nodes = bestPaths(word);
    std::vector<std::string_view> parts; // last first; neighbours that are unknown are one part
    bool fusing = false;
    for (std::size_t end = word.size(); end > 0; end = nodes[end].begin) {
        const auto begin = nodes[end].begin;
        if (nodes[end].unknown && fusing)
            parts.back() = word.substr(begin, parts.back().size() + end - begin);
        else
            parts.push_back(word.substr(begin, end - begin));
        fusing = nodes[end].unknown;
    }
    for (auto part = parts.rbegin(); part != parts.rend(); ++part)
        TB_TRY(appendPart(*part, ids));
    return {};
}

} // namespace tiebreak
