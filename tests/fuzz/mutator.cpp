#include "mutator.h"

#include <algorithm>
#include <cctype>
#include <cstring>

namespace tiebreak::fuzz {

Mutator::Mutator(std::uint64_t seed, std::vector<std::string> words)
    : m_state(seed)
    , m_words(std::move(words)) {}

/// splitmix64 (Steele, Lea and Flood 2014)
std::uint64_t Mutator::next() {
    std::uint64_t z = m_state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/// A number of 1, 2, 4 or 8 bytes, of those that limits and overflows are made of.
void Mutator::setNumber(std::string& input) {
    const std::size_t width = std::size_t{1} << below(4);
    if (input.size() < width)
        return;
    const auto at = below(input.size() - width + 1);
    std::uint64_t value = 0;
    std::memcpy(&value, input.data() + at, width);
    switch (below(6)) {
    case 0:
        value += below(33) - 16;
        break;
    case 1:
        value = below(2) ? std::uint64_t{0} - below(64) : below(64);
        break;
    case 2:
        value = (std::uint64_t{1} << below(64)) - below(2);
        break;
    case 3:
        value = input.size() - below(input.size() + 1);
        break;
    case 4:
        value <<= below(32);
        break;
    default:
        value = next();
    }
    std::memcpy(input.data() + at, &value, width);
}

/// A run of digits becomes another number.
void Mutator::setDecimal(std::string& input) {
    auto at = static_cast<std::size_t>(below(input.size()));
    while (at < input.size() && !std::isdigit(static_cast<unsigned char>(input[at])))
        ++at;
    auto end = at;
    while (end < input.size() && std::isdigit(static_cast<unsigned char>(input[end])))
        ++end;
    if (at == end)
        return;
    const auto value =
        below(3) ? below(300) : (std::uint64_t{1} << below(64)) - below(2); // few or very many
    input.replace(at, end - at, (below(8) ? "" : "-") + std::to_string(value));
}

void Mutator::insertPiece(std::string& input, const std::string& piece) {
    const auto at = below(input.size() + 1);
    if (below(2) && at + piece.size() <= input.size())
        input.replace(at, piece.size(), piece);
    else
        input.insert(at, piece);
}

void Mutator::changeOnce(std::string& input, const std::string& other) {
    if (input.empty())
        input.push_back(static_cast<char>(next()));
    const auto at = below(input.size());
    const auto length = 1 + below(std::min<std::uint64_t>(input.size() - at, 1u << below(10)));
    switch (below(10)) {
    case 0:
        input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        return;
    case 1:
        input[at] = static_cast<char>(next());
        return;
    case 2:
        return setNumber(input);
    case 3:
        return setDecimal(input);
    case 4:
        input.erase(at, length);
        return;
    case 5:
        return insertPiece(input, input.substr(at, length));
    case 6:
        if (!other.empty())
            insertPiece(input, other.substr(below(other.size()), length));
        return;
    case 7:
        input.resize(at); // cut off
        return;
    case 8:
        return setNumber(input);
    default:
        if (!m_words.empty())
            insertPiece(input, m_words[below(m_words.size())]);
    }
}

std::string Mutator::mutate(const std::string& input, const std::string& other) {
    std::string mutated = input;
    for (auto changes = std::uint64_t{1} << below(5); changes > 0; --changes)
        changeOnce(mutated, other);
    if (mutated.size() > kMostBytes)
        mutated.resize(kMostBytes);
    return mutated;
}

} // namespace tiebreak::fuzz
