// Turns inputs into new ones: bits, bytes, numbers of all widths, pieces taken out, doubled, moved
// between inputs, and words of the format. Repeatable from its seed. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace tiebreak::fuzz {

class Mutator {
public:
    Mutator(std::uint64_t seed, std::vector<std::string> words);
    /// One to sixteen changes to `input`, which stays below `kMostBytes`; `other` lends pieces.
    std::string mutate(const std::string& input, const std::string& other);
    std::uint64_t below(std::uint64_t limit) { return limit == 0 ? 0 : next() % limit; }

    static constexpr std::size_t kMostBytes = 1u << 16;

private:
    std::uint64_t next();
    void changeOnce(std::string& input, const std::string& other);
    void setNumber(std::string& input);
    void setDecimal(std::string& input);
    void insertPiece(std::string& input, const std::string& piece);

    std::uint64_t m_state;
    std::vector<std::string> m_words;
};

} // namespace tiebreak::fuzz
