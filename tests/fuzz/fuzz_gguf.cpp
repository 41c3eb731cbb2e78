// Any bytes as a GGUF file: refused, or its tensors, configuration and tokenizer can be used.
#include "fuzz_target.h"

#include "files/dequantise.h"
#include "files/gguf.h"
#include "model/model_config.h"
#include "text/gguf_tokenizer.h"

#include <cassert>
#include <functional>

namespace tiebreak::fuzz {

namespace {

void readSpan(const GgufFile& file, const TensorSpan& span) {
    const auto whole = file.file().bytes();
    assert(span.bytes.data() >= whole.data());
    assert(span.bytes.data() + span.bytes.size() <= whole.data() + whole.size());
    assert(file.find(span.name) == &span);
    std::vector<float> values(static_cast<std::size_t>(span.elements()));
    (void)dequantise(span, values).ok(); // integers have no floats
}

void useTokenizer(const GgufFile& file) {
    const auto tokenizer = loadGgufTokenizer(file);
    if (!tokenizer)
        return;
    const auto ids = (*tokenizer)->encode("Two birds, 1 stone. \xF0\x9F\xAA\xA8<s>");
    if (ids)
        (void)(*tokenizer)->decode(*ids, true);
}

/// A GGUF file put together field by field.
struct Writer {
    std::string bytes;
    template <class T>
    Writer& put(T value) {
        bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    Writer& text(const std::string& value) {
        put<std::uint64_t>(value.size());
        bytes += value;
        return *this;
    }
};

/// A vocabulary alone, of the kind `model`; `special` are its last keys.
std::string vocabularyFile(const std::string& model, std::uint64_t keys,
                           const std::function<void(Writer&)>& rest) {
    const std::vector<std::string> pieces{"<unk>", "<s>", "</s>", "<0x41>", "a", "b", "ab"};
    Writer w;
    w.put(0x46554747u).put(2u).put(std::uint64_t{0}).put(keys + 3);
    w.text("tokenizer.ggml.model").put(8u).text(model);
    w.text("tokenizer.ggml.tokens").put(9u).put(8u).put(std::uint64_t{pieces.size()});
    for (const auto& piece : pieces)
        w.text(piece);
    w.text("tokenizer.ggml.token_type").put(9u).put(5u).put(std::uint64_t{pieces.size()});
    for (const int kind : {2, 3, 3, 6, 1, 1, 1})
        w.put(kind);
    rest(w);
    return w.bytes;
}

std::string scoresFile() {
    return vocabularyFile("llama", 2, [](Writer& w) {
        w.text("tokenizer.ggml.scores").put(9u).put(6u).put(std::uint64_t{7});
        for (const float score : {0.f, 0.f, 0.f, 0.f, -1.f, -2.f, -0.5f})
            w.put(score);
        w.text("tokenizer.ggml.bos_token_id").put(4u).put(1u);
    });
}

std::string mergesFile() {
    return vocabularyFile("gpt2", 2, [](Writer& w) {
        w.text("tokenizer.ggml.merges").put(9u).put(8u).put(std::uint64_t{1}).text("a b");
        w.text("tokenizer.ggml.pre").put(8u).text("llama-bpe");
    });
}

std::string smallFile() {
    Writer w;
    w.put(0x46554747u).put(3u).put(std::uint64_t{2}).put(std::uint64_t{4});
    w.text("general.alignment").put(4u).put(32u);
    w.text("x.list").put(9u).put(8u).put(std::uint64_t{2}).text("a").text("b");
    w.text("x.flags").put(9u).put(7u).put(std::uint64_t{3}).bytes += std::string("\1\0\1", 3);
    w.text("x.f").put(6u).put(0.5f);
    w.text("t").put(2u).put(std::uint64_t{32}).put(std::uint64_t{2}).put(8u).put(std::uint64_t{0});
    w.text("u").put(1u).put(std::uint64_t{4}).put(1u).put(std::uint64_t{96});
    w.bytes.append((32 - w.bytes.size() % 32) % 32, '\0');
    return w.bytes + std::string(104, '\2');
}

} // namespace

void runInput(std::string_view input) {
    const auto file = GgufFile::open(asFile(input, ".gguf"));
    if (!file) {
        assert(!file.error().message.empty());
        return;
    }
    for (const auto& span : file->tensors())
        readSpan(*file, span);
    (void)modelConfigFromGguf(*file).ok();
    useTokenizer(*file);
}

std::vector<std::string> seeds() {
    return {smallFile(), scoresFile(), mergesFile()};
}

std::vector<std::string> words() {
    return {"GGUF",
            "general.architecture",
            "general.alignment",
            "tokenizer.ggml.model",
            "tokenizer.ggml.tokens",
            "tokenizer.ggml.scores",
            "tokenizer.ggml.token_type",
            "tokenizer.ggml.merges",
            "tokenizer.ggml.pre",
            "tokenizer.ggml.bos_token_id",
            "llama.block_count",
            "token_embd.weight",
            "<0x0A>",
            std::string("\xff\xff\xff\xff\xff\xff\xff\x7f", 8),
            std::string("\x09\0\0\0\x08\0\0\0", 8),
            std::string("\x05\0\0\0\0\0\0\0llama", 13),
            std::string("\x04\0\0\0\0\0\0\0gpt2", 12)};
}

} // namespace tiebreak::fuzz
