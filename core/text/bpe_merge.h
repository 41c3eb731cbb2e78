// The merge loop of byte-pair encoding: always the best neighbours, the leftmost of equals. Symbols
// are a linked list and candidates a heap, so n symbols cost n log n. Pure, any thread.
#pragma once

#include "text/tokenizer.h"

#include <queue>

namespace tiebreak {

struct BpeSymbol {
    std::string_view text; ///< the part of the input it covers
    TokenId id = -1;       ///< -1: no token of its own
    std::int32_t previous = -1;
    std::int32_t next = -1;
    bool gone = false; ///< merged into its left neighbour
};

struct BpeMerge {
    double rank; ///< smaller is merged earlier
    TokenId id;
};

/// `find(left, right)` gives std::optional<BpeMerge>. Returns the symbols that are left, in order.
template <class Find>
std::vector<BpeSymbol> mergeSymbols(std::vector<BpeSymbol> symbols, const Find& find) {
    struct Candidate {
        double rank;
        std::int32_t left, right;
        std::size_t bytes; ///< of both, to see that neither has changed since
        TokenId id;
        bool operator<(const Candidate& other) const {
            return rank != other.rank ? rank > other.rank : left > other.left;
        }
    };
    std::priority_queue<Candidate> queue;
    const auto at = [&](std::int32_t k) -> BpeSymbol& {
        return symbols[static_cast<std::size_t>(k)];
    };
    const auto offer = [&](std::int32_t left, std::int32_t right) {
        if (left < 0 || right < 0)
            return;
        if (const auto merge = find(at(left), at(right)))
            queue.push({merge->rank, left, right, at(left).text.size() + at(right).text.size(),
                        merge->id});
    };
    const auto count = static_cast<std::int32_t>(symbols.size());
    for (std::int32_t k = 0; k < count; ++k) {
        at(k).previous = k - 1;
        at(k).next = k + 1 < count ? k + 1 : -1;
    }
    for (std::int32_t k = 0; k + 1 < count; ++k)
        offer(k, k + 1);
    while (!queue.empty()) {
        const Candidate best = queue.top();
        queue.pop();
        auto& left = at(best.left);
        auto& right = at(best.right);
        if (left.gone || right.gone || left.text.size() + right.text.size() != best.bytes)
            continue;
        left.text = {left.text.data(), best.bytes};
        left.id = best.id;
        left.next = right.next;
        right.gone = true;
        if (right.next >= 0)
            at(right.next).previous = best.left;
        offer(left.previous, best.left);
        offer(best.left, left.next);
    }
    std::erase_if(symbols, [](const BpeSymbol& symbol) { return symbol.gone; });
    return symbols;
}

} // namespace tiebreak
