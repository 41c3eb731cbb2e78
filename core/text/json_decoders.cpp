#include "text/json_sequence.h"
#include "text/json_steps.h"

#include "text/utf8.h"

namespace tiebreak {

using nlohmann::json;

namespace {

/// No token stands for that much text; a chain of replacements could make any length.
std::string shortened(std::string piece) {
    constexpr std::size_t kMost = 1u << 16;
    if (piece.size() > kMost)
        piece = validUtf8(std::string_view(piece).substr(0, kMost));
    return piece;
}

Result<DecodeStepFactory> replaceStep(const json& step) {
    TB_ASSIGN(auto pattern, patternOf(step));
    TB_ASSIGN(auto content, replacementOf(step));
    if (auto* regex = std::get_if<RegexSplitter>(&pattern))
        return pieceDecoder([regex = std::move(*regex), content](const std::string& piece, bool) {
            auto replaced = regex.replace(piece, content);
            return shortened(replaced ? std::move(*replaced) : piece);
        });
    return pieceDecoder([from = std::get<std::string>(std::move(pattern)),
                         content](const std::string& piece, bool) {
        return shortened(replaceAll(piece, from, content));
    });
}

std::string stripped(std::string piece, const std::string& content, std::size_t start,
                     std::size_t stop) {
    for (std::size_t k = 0; k < start && piece.starts_with(content); ++k)
        piece.erase(0, content.size());
    for (std::size_t k = 0; k < stop && piece.ends_with(content); ++k)
        piece.erase(piece.size() - content.size());
    return piece;
}

/// Behind a step that joins the pieces it works on the whole text, else on every piece.
Result<DecodeStepFactory> stripStep(const json& step, bool joined) {
    TB_ASSIGN(const auto content, textField(step, "content"));
    TB_ASSIGN(const auto start, countField(step, "start", 0));
    TB_ASSIGN(const auto stop, countField(step, "stop", 0));
    if (content.empty())
        return badField("content", "one character");
    if (joined)
        return stripDecoder(content, start, stop);
    return pieceDecoder(
        [=](std::string piece, bool) { return stripped(std::move(piece), content, start, stop); });
}

Result<DecodeStepFactory> metaspaceStep(const json& step) {
    TB_ASSIGN(auto mark, textField(step, "replacement", "\xE2\x96\x81"));
    TB_ASSIGN(const bool oldPrefix, boolField(step, "add_prefix_space", true));
    TB_ASSIGN(const auto scheme, textField(step, "prepend_scheme", oldPrefix ? "always" : "never"));
    return pieceDecoder([mark, drops = scheme != "never"](const std::string& piece, bool first) {
        return replaceAll(piece, mark, first && drops ? "" : " ");
    });
}

/// Spaces that English writing does not have.
std::string cleanUp(std::string text) {
    const std::pair<const char*, const char*> changes[] = {
        {" .", "."},   {" ?", "?"},     {" !", "!"},    {" ,", ","},
        {" ' ", "'"},  {" n't", "n't"}, {" 'm", "'m"},  {" do not", " don't"},
        {" 's", "'s"}, {" 've", "'ve"}, {" 're", "'re"}};
    for (const auto& [from, to] : changes)
        text = replaceAll(text, from, to);
    return text;
}

Result<DecodeStepFactory> wordPieceStep(const json& step) {
    TB_ASSIGN(const auto prefix, textField(step, "prefix", "##"));
    TB_ASSIGN(const bool clean, boolField(step, "cleanup", true));
    return pieceDecoder([=](std::string piece, bool first) {
        if (!first && piece.starts_with(prefix))
            piece.erase(0, prefix.size());
        else if (!first)
            piece.insert(0, 1, ' ');
        return clean ? cleanUp(std::move(piece)) : piece;
    });
}

Result<DecodeStepFactory> wordSuffixStep(const json& step) {
    TB_ASSIGN(auto suffix, textField(step, "suffix", "</w>"));
    return wordSuffixDecoder(std::move(suffix));
}

Result<DecodeStepFactory> decoderOf(const json& step, const std::string& type, bool joined) {
    if (type == "ByteLevel")
        return byteLevelDecoder();
    if (type == "ByteFallback")
        return byteFallbackDecoder();
    if (type == "Replace")
        return replaceStep(step);
    if (type == "Strip")
        return stripStep(step, joined);
    if (type == "Metaspace")
        return metaspaceStep(step);
    if (type == "WordPiece")
        return wordPieceStep(step);
    if (type == "BPEDecoder")
        return wordSuffixStep(step);
    return unknownStep("decoder", type);
}

} // namespace

Status addDecoders(const json& description, std::vector<DecodeStepFactory>& steps) {
    if (description.is_null()) {
        steps.push_back(pieceDecoder(
            [](const std::string& piece, bool first) { return first ? piece : " " + piece; }));
        return {};
    }
    constexpr std::size_t kMostReplacements = 8; // each may make a piece longer
    std::size_t replacements = 0;
    bool joined = false;
    return eachStep(description, "decoders",
                    [&](const json& step, const std::string& type) -> Status {
                        const bool joins = type == "Fuse" || type == "ByteLevel";
                        if (joined && type != "Strip" && type != "Fuse")
                            return Error{ErrorCode::Unsupported,
                                         "decoder '" + type.substr(0, 64) +
                                             "' behind one that joins the pieces is not supported "
                                             "(Strip is)"};
                        replacements += type == "Replace";
                        if (replacements > kMostReplacements)
                            return Error{ErrorCode::Unsupported,
                                         "decoder: more than " + std::to_string(kMostReplacements) +
                                             " steps 'Replace'"};
                        if (type != "Fuse") { // pieces are joined at the end anyway
                            TB_ASSIGN(auto built, decoderOf(step, type, joined));
                            steps.push_back(std::move(built));
                        }
                        joined = joined || joins;
                        return {};
                    });
}

} // namespace tiebreak
