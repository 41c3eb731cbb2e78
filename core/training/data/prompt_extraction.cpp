#include "training/data/prompt_extraction.h"

#include <algorithm>
#include <string>

namespace tiebreak {

namespace {

using Json = nlohmann::ordered_json;

bool continuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The start of the UTF-8 character that holds byte `at`.
std::size_t characterStart(const std::string& text, std::size_t at) {
    while (at > 0 && at < text.size() && continuesCharacter(text[at]))
        --at;
    return at;
}

// Where one side begins with the whole of the other, TRL's loop ends before the shorter side's last element,
// so that neither completion is empty.
std::size_t commonElements(const Json& a, const Json& b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shorter; ++i)
        if (a[i] != b[i])
            return i;
    return shorter == 0 ? 0 : shorter - 1;
}

std::size_t commonBytes(const std::string& a, const std::string& b) {
    const std::size_t shorter = std::min(a.size(), b.size());
    std::size_t at = 0;
    while (at < shorter && a[at] == b[at])
        ++at;
    if (at == shorter)
        return at == 0 ? 0 : characterStart(a.size() < b.size() ? a : b, at - 1);
    at = std::min(characterStart(a, at), characterStart(b, at));
    return at > 0 && a[at - 1] == ' ' ? at - 1 : at;
}

Json tail(const Json& list, std::size_t from) {
    Json rest = Json::array();
    for (std::size_t i = from; i < list.size(); ++i)
        rest.push_back(list[i]);
    return rest;
}

} // namespace

SplitRow extractPrompt(const Json& chosen, const Json& rejected) {
    if (chosen.is_string()) {
        const auto& a = chosen.get_ref<const std::string&>();
        const auto& b = rejected.get_ref<const std::string&>();
        const std::size_t cut = commonBytes(a, b);
        return {a.substr(0, cut), a.substr(cut), b.substr(cut)};
    }
    const std::size_t cut = commonElements(chosen, rejected);
    Json prompt = Json::array();
    for (std::size_t i = 0; i < cut; ++i)
        prompt.push_back(chosen[i]);
    return {prompt, tail(chosen, cut), tail(rejected, cut)};
}

} // namespace tiebreak
