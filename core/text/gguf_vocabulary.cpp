#include "text/gguf_vocabulary.h"

#include "base/mapped_file.h"
#include "files/bounded_json.h"
#include "files/protobuf_check.h"
#include "files/shown_name.h"
#include "text/chat_template.h"
#include "text/splitting_rule.h"
#include "text/tokenizer_settings.h"

#include <cctype>
#include <unordered_map>

namespace tiebreak {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::uintmax_t kMaxFile = 64u << 20;

enum Kind : std::int32_t { kNormal = 1, kUnknown, kControl, kUserDefined, kUnused, kByte };

Error unsupported(const std::string& message) {
    return {ErrorCode::Unsupported, "tokenizer for GGUF: " + message, {}, {}};
}
Error bad(const std::string& message) {
    return {ErrorCode::BadFile, "tokenizer for GGUF: " + message, {}, {}};
}

bool isBytePiece(const std::string& piece) {
    return piece.size() == 6 && piece.starts_with("<0x") && piece.back() == '>' &&
           std::isxdigit(static_cast<unsigned char>(piece[3])) &&
           std::isxdigit(static_cast<unsigned char>(piece[4]));
}

/// Pieces arrive in any order; ids nobody has stay unused.
class Builder {
public:
    explicit Builder(std::int64_t size)
        : m_size(size) {
        for (std::int64_t id = 0; id < size; ++id)
            vocabulary.pieces.push_back("[PAD" + std::to_string(id) + "]");
        vocabulary.kinds.assign(vocabulary.pieces.size(), kUnused);
        vocabulary.scores.assign(vocabulary.pieces.size(), -10000.0f);
    }

    Status put(std::int64_t id, const std::string& piece, Kind kind, float score = 0) {
        if (id < 0 || id >= m_size)
            return bad("token " + shownName(piece) + " has id " + std::to_string(id) +
                       ", the model's vocabulary ends at " + std::to_string(m_size));
        const auto at = static_cast<std::size_t>(id);
        vocabulary.pieces[at] = piece;
        vocabulary.kinds[at] = kind;
        vocabulary.scores[at] = score;
        m_ids[piece] = id;
        return {};
    }
    std::optional<std::int64_t> find(const std::string& piece) const {
        const auto found = m_ids.find(piece);
        return found == m_ids.end() ? std::nullopt : std::optional(found->second);
    }

    GgufVocabulary vocabulary;

private:
    std::int64_t m_size;
    std::unordered_map<std::string, std::int64_t> m_ids;
};

std::string textAt(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flagAt(const json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

Status readPieces(const json& model, bool bytePieces, Builder& builder) {
    const auto vocabulary = model.find("vocab");
    if (vocabulary == model.end() || !vocabulary->is_object())
        return bad("'model.vocab' must be an object of pieces and ids");
    const auto unknown = textAt(model, "unk_token");
    for (const auto& [piece, id] : vocabulary->items()) {
        if (!id.is_number_integer())
            return bad("piece " + shownName(piece) + " has no id");
        const Kind kind = bytePieces && isBytePiece(piece) ? kByte
                          : bytePieces && piece == unknown ? kUnknown
                                                           : kNormal;
        TB_TRY(builder.put(id.get<std::int64_t>(), piece, kind));
    }
    if (!unknown.empty())
        builder.vocabulary.unknown = builder.find(unknown);
    return {};
}

/// Added tokens lie over the vocabulary's own.
Status readAddedTokens(const json& root, bool bytePieces, Builder& builder) {
    const auto list = root.find("added_tokens");
    if (list == root.end() || !list->is_array())
        return {};
    for (const auto& token : *list) {
        const auto piece = textAt(token, "content");
        if (piece.empty() || !token.contains("id") || !token["id"].is_number_integer())
            return bad("an added token needs 'id' and 'content'");
        const auto id = token["id"].get<std::int64_t>();
        const bool isUnknown = bytePieces && builder.vocabulary.unknown == id;
        const Kind kind = isUnknown ? kUnknown : flagAt(token, "special") ? kControl : kUserDefined;
        TB_TRY(builder.put(id, piece, kind));
    }
    return {};
}

/// "a b" or ["a", "b"]; a part of a byte-level vocabulary holds no space.
Result<std::pair<std::string, std::string>> partsOf(const json& merge) {
    if (merge.is_array() && merge.size() == 2 && merge[0].is_string() && merge[1].is_string())
        return std::pair(merge[0].get<std::string>(), merge[1].get<std::string>());
    const auto text = merge.is_string() ? merge.get<std::string>() : std::string();
    const auto gap = text.find(' ', 1);
    if (gap == std::string::npos)
        return bad("merge " + shownName(merge.dump()) + " has no two parts");
    return std::pair(text.substr(0, gap), text.substr(gap + 1));
}

Result<const json*> mergesOf(const json& model) {
    const auto merges = model.find("merges");
    if (merges == model.end() || !merges->is_array())
        return bad("'model.merges' must be a list");
    return &*merges;
}

Status readMerges(const json& model, Builder& builder) {
    TB_ASSIGN(const auto* merges, mergesOf(model));
    for (const auto& merge : *merges) {
        TB_ASSIGN(const auto parts, partsOf(merge));
        if (parts.first.find(' ') != std::string::npos ||
            parts.second.find(' ') != std::string::npos)
            return unsupported("a merge with a space in " + shownName(parts.first));
        builder.vocabulary.merges.push_back(parts.first + " " + parts.second);
    }
    builder.vocabulary.scores.clear();
    return {};
}

/// llama.cpp merges the pair whose piece has the best score: the rank of the merge that makes it.
Status scoreByMerges(const json& model, Builder& builder) {
    TB_ASSIGN(const auto* merges, mergesOf(model));
    auto& scores = builder.vocabulary.scores;
    float rank = 0;
    std::vector<bool> scored(scores.size());
    for (const auto& merge : *merges) {
        TB_ASSIGN(const auto parts, partsOf(merge));
        const auto id = builder.find(parts.first + parts.second);
        rank -= 1;
        if (!id || scored[static_cast<std::size_t>(*id)])
            continue;
        scored[static_cast<std::size_t>(*id)] = true;
        scores[static_cast<std::size_t>(*id)] = rank;
    }
    return {};
}

/// Whether text gets a space in front, as sentencepiece does.
bool prependsSpace(const json& root) {
    const auto whole = root.value("normalizer", json()).dump();
    const auto pre = root.value("pre_tokenizer", json()).dump();
    return whole.find("\"Prepend\"") != std::string::npos ||
           pre.find("\"prepend_scheme\":\"always\"") != std::string::npos ||
           pre.find("\"prepend_scheme\":\"first\"") != std::string::npos ||
           pre.find("\"add_prefix_space\":true") != std::string::npos;
}

/// The special tokens a raw prompt gets before (or after) its text.
bool templateAdds(const json& root, const std::string& token, bool before) {
    const auto processor = root.value("post_processor", json());
    const auto steps = processor.is_object() && processor.contains("processors")
                           ? processor["processors"]
                           : json::array({processor});
    for (const auto& step : steps) {
        if (textAt(step, "type") != "TemplateProcessing" || !step["single"].is_array() ||
            step["single"].empty())
            continue;
        const auto& edge = before ? step["single"].front() : step["single"].back();
        if (edge.is_object() && textAt(edge.value("SpecialToken", json()), "id") == token)
            return true;
    }
    return false;
}

Status readBpe(const json& root, Builder& builder) {
    const auto& model = root["model"];
    const bool bytePieces = flagAt(model, "byte_fallback");
    TB_TRY(readPieces(model, bytePieces, builder));
    TB_TRY(readAddedTokens(root, bytePieces, builder));
    if (bytePieces) {
        builder.vocabulary.model = "llama";
        builder.vocabulary.addSpacePrefix = prependsSpace(root);
        return scoreByMerges(model, builder);
    }
    builder.vocabulary.model = "gpt2";
    TB_ASSIGN(builder.vocabulary.pre,
              splittingRuleName(root.value("pre_tokenizer", json()),
                                root.value("normalizer", json()), flagAt(model, "ignore_merges")));
    return readMerges(model, builder);
}

Status readSentencePiece(const fs::path& path, Builder& builder) {
    TB_ASSIGN(const auto file, MappedFile::open(path));
    TB_TRY(checkSentencePieceModel(file.bytes(), path.string()));
    TB_ASSIGN(const auto model, readSentencePieces(file.bytes(), path.string()));
    if (!model.isBpe)
        return unsupported("a Unigram sentencepiece model; llama.cpp's 'llama' is for BPE");
    for (std::size_t k = 0; k < model.pieces.size(); ++k) {
        const auto& piece = model.pieces[k];
        TB_TRY(builder.put(static_cast<std::int64_t>(k), piece.text, static_cast<Kind>(piece.kind),
                           piece.score));
        if (piece.kind == kUnknown)
            builder.vocabulary.unknown = static_cast<std::int64_t>(k);
    }
    builder.vocabulary.model = "llama";
    builder.vocabulary.addSpacePrefix = model.addsSpacePrefix;
    return {};
}

/// What lies beside the tokenizer: special tokens, whether they are added, the chat template.
Status readSettings(const fs::path& folder, const json& root, Builder& builder) {
    auto& vocabulary = builder.vocabulary;
    TB_ASSIGN(const auto settings, readTokenizerSettings(folder));
    vocabulary.bos = builder.find(settings.bos);
    vocabulary.eos = builder.find(settings.eos);
    vocabulary.pad = builder.find(settings.pad);
    const bool ownModel = root.is_null(); // sentencepiece puts BOS before a text
    vocabulary.addBos = settings.addBos.value_or(
        !settings.bos.empty() && (ownModel || templateAdds(root, settings.bos, true)));
    vocabulary.addEos = settings.addEos.value_or(!settings.eos.empty() && !ownModel &&
                                                 templateAdds(root, settings.eos, false));
    if (const auto source = loadChatTemplateSource(folder))
        vocabulary.chatTemplate = source->source;
    return {};
}

Status readFolder(const fs::path& folder, Builder& builder) {
    std::error_code ignored;
    const auto description = folder / "tokenizer.json";
    const auto pieces = folder / "tokenizer.model";
    const bool hasPieces = fs::exists(pieces, ignored);
    if (!fs::exists(description, ignored)) {
        if (!hasPieces)
            return Error{ErrorCode::NotFound,
                         "no tokenizer.json and no tokenizer.model",
                         folder.string(),
                         {}};
        TB_TRY(readSentencePiece(pieces, builder));
        return readSettings(folder, json(), builder);
    }
    TB_ASSIGN(const auto root, readBoundedJson(description, kMaxFile));
    if (!root.is_object() || !root.contains("model"))
        return bad("tokenizer.json must be an object with 'model'");
    const auto& model = root["model"];
    const auto kind = textAt(model, "type");
    if (!kind.empty() && kind != "BPE")
        return unsupported("tokenizer.json of type " + shownName(kind) + "; BPE is written");
    TB_TRY(readBpe(root, builder));
    return readSettings(folder, root, builder);
}

} // namespace

Result<GgufVocabulary> ggufVocabulary(const fs::path& folder, std::int64_t size) {
    Builder builder(size);
    const auto status = readFolder(folder, builder);
    if (status)
        return std::move(builder.vocabulary);
    Error error = status.error();
    if (error.path.empty())
        error.path = folder.string();
    return error;
}

} // namespace tiebreak
