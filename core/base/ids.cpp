#include "base/ids.h"

#include "base/clock.h"

#include <random>

namespace tiebreak {

namespace {
constexpr char kAlphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int kLength = 26;
constexpr int kTimeCharacters = 10;
} // namespace

std::string newId() {
    thread_local std::random_device device;
    std::string id(kLength, '0');
    auto time = static_cast<std::uint64_t>(nowMilliseconds());
    for (int i = kTimeCharacters - 1; i >= 0; --i, time >>= 5)
        id[static_cast<size_t>(i)] = kAlphabet[time & 31];
    for (size_t i = kTimeCharacters; i < kLength; ++i)
        id[i] = kAlphabet[device() & 31];
    return id;
}

bool isId(const std::string& text) {
    return text.size() == kLength && text.find_first_not_of(kAlphabet) == std::string::npos;
}

} // namespace tiebreak
