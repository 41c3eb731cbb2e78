#include "training/data/token_spans.h"

namespace tiebreak {

namespace {

bool isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// How many bytes of `rest` the token stands for, or nothing when it does not fit there.
std::optional<std::size_t> fits(std::string_view rest, std::string_view bytes) {
    if (rest.starts_with(bytes))
        return bytes.size();
    if (!bytes.empty() && bytes.front() == ' ' && rest.starts_with(bytes.substr(1)))
        return bytes.size() - 1; // a dummy prefix
    return std::nullopt;
}

} // namespace

Result<std::vector<ByteRange>> tokenSpans(const Tokenizer& tokenizer, std::string_view text,
                                          const std::vector<std::int64_t>& ids) {
    std::vector<ByteRange> spans;
    const auto stream = tokenizer.stream(true);
    std::size_t at = 0;
    std::size_t open = 0; // the first token whose text is held back: half a character
    for (std::size_t i = 0; i < ids.size(); ++i) {
        std::string bytes = stream->push(static_cast<TokenId>(ids[i]));
        if (i + 1 == ids.size())
            bytes += stream->finish();
        spans.emplace_back(at, at);
        if (bytes.empty())
            continue;
        auto length = fits(text.substr(at), bytes);
        while (!length && at < text.size() && isSpace(text[at]))
            length = fits(text.substr(++at), bytes);
        if (!length)
            return Error{ErrorCode::Unsupported,
                         "token '" + bytes + "' does not stand in the text at byte " +
                             std::to_string(at) +
                             ": this tokenizer changes the text, so its words cannot be marked",
                         {},
                         {}};
        for (; open <= i; ++open)
            spans[open] = {at, at + *length};
        at += *length;
    }
    return spans;
}

std::vector<bool> tokensInside(const std::vector<ByteRange>& tokens,
                               const std::vector<ByteRange>& ranges) {
    std::vector<bool> inside(tokens.size(), false);
    for (const auto& [begin, end] : ranges)
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if (tokens[i].first < end && tokens[i].second > begin)
                inside[i] = true;
    return inside;
}

} // namespace tiebreak
