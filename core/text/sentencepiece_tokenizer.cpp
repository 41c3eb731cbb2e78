#include "text/sentencepiece_tokenizer.h"

#include "base/atomic_file.h"
#include "files/protobuf_check.h"
#include "text/utf8.h"
#include "text/vocabulary.h"

#include <sentencepiece_processor.h>

namespace tiebreak {

namespace {

using sentencepiece::SentencePieceProcessor;

class SentencePieceTokenizer final : public VocabularyTokenizer {
public:
    SentencePieceTokenizer(Vocabulary vocabulary, std::vector<AddedToken> added,
                           std::unique_ptr<SentencePieceProcessor> processor)
        : VocabularyTokenizer(std::move(vocabulary), std::move(added))
        , m_processor(std::move(processor)) {}

protected:
    Status encodePlain(const Stretch& stretch, std::vector<TokenId>& ids) const override {
        std::vector<int> found;
        const auto status = m_processor->Encode({stretch.text.data(), stretch.text.size()}, &found);
        if (!status.ok())
            return Error{ErrorCode::Internal, "sentencepiece: " + std::string(status.message())};
        ids.insert(ids.end(), found.begin(), found.end());
        return {};
    }

private:
    std::unique_ptr<SentencePieceProcessor> m_processor;
};

std::string textOf(const SentencePieceProcessor& processor, int id, const std::string& piece) {
    if (processor.IsByte(id))
        if (const auto byte = byteOfPiece(piece))
            return std::string(1, *byte);
    if (processor.IsUnknown(id))
        return processor.DecodeIds(std::vector<int>{id}); // the model may set its own sign
    return processor.IsControl(id) ? piece : replaceAll(piece, "\xE2\x96\x81", " ");
}

/// Whether the model puts a space before a text, which decoding takes away again.
bool dropsFirstSpace(const SentencePieceProcessor& processor, const Vocabulary& vocabulary) {
    for (int id = 0; id < processor.GetPieceSize(); ++id) {
        const auto& bytes = vocabulary.bytes[static_cast<std::size_t>(id)];
        const bool usual = !processor.IsUnknown(id) && !processor.IsControl(id);
        if (usual && bytes.size() > 1 && bytes[0] == ' ' && bytes[1] != ' ')
            return !processor.DecodeIds(std::vector<int>{id}).starts_with(' ');
    }
    return true;
}

std::optional<TokenId> known(int id) {
    return id < 0 ? std::nullopt : std::optional<TokenId>(id);
}

void applySettings(Vocabulary& vocabulary, const TokenizerSettings& settings) {
    const auto named = [&](const std::string& piece, std::optional<TokenId> otherwise) {
        return piece.empty() ? otherwise : vocabulary.find(piece);
    };
    vocabulary.bos = named(settings.bos, vocabulary.bos);
    vocabulary.eos = named(settings.eos, vocabulary.eos);
    vocabulary.pad = named(settings.pad, vocabulary.pad);
    if (settings.addBos.value_or(true) && vocabulary.bos)
        vocabulary.prefix.push_back(*vocabulary.bos);
    if (settings.addEos.value_or(false) && vocabulary.eos)
        vocabulary.suffix.push_back(*vocabulary.eos);
}

} // namespace

Result<std::shared_ptr<const Tokenizer>> loadSentencePiece(const std::filesystem::path& path,
                                                           const TokenizerSettings& settings) {
    TB_ASSIGN(const std::string content, readFile(path));
    TB_TRY(checkSentencePieceModel(std::as_bytes(std::span(content)), path.string()));
    auto processor = std::make_unique<SentencePieceProcessor>();
    const auto status = processor->LoadFromSerializedProto(content);
    if (!status.ok())
        return Error{ErrorCode::BadFile, "sentencepiece model: " + std::string(status.message()),
                     path.string()};
    Vocabulary vocabulary;
    std::vector<AddedToken> added;
    for (int id = 0; id < processor->GetPieceSize(); ++id) {
        const std::string piece = processor->IdToPiece(id);
        vocabulary.add(piece, textOf(*processor, id, piece), processor->IsControl(id));
        if (processor->IsControl(id))
            added.push_back({.text = piece, .id = id});
    }
    vocabulary.bos = known(processor->bos_id());
    vocabulary.eos = known(processor->eos_id());
    vocabulary.pad = known(processor->pad_id());
    vocabulary.unknown = known(processor->unk_id());
    vocabulary.stripLeadingSpace = dropsFirstSpace(*processor, vocabulary);
    applySettings(vocabulary, settings);
    return std::shared_ptr<const Tokenizer>(std::make_shared<SentencePieceTokenizer>(
        std::move(vocabulary), std::move(added), std::move(processor)));
}

} // namespace tiebreak
