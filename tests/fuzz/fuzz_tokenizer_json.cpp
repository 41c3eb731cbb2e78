// Any bytes as tokenizer.json; where it is accepted, texts go through it and back.
#include "fuzz_target.h"

#include "text/tokenizer_json.h"

#include <cassert>
#include <nlohmann/json.hpp>

namespace tiebreak::fuzz {

namespace {

const std::string kTexts[] = {"",
                              " ",
                              "The lazy fox isn't here , 12345 times.\n\n\t",
                              "h\xc3\xa9llo \xe2\x82\xac \xf0\x9f\x98\x80 <s> </s>",
                              std::string("\xff\xfe\x00 bytes \xed\xa0\x80", 14),
                              "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};

void checkStream(const Tokenizer& tokenizer, const std::vector<TokenId>& ids) {
    auto stream = tokenizer.stream();
    std::string text;
    for (const auto id : ids)
        text += stream->push(id);
    text += stream->finish();
    assert(text == tokenizer.decode(ids));
}

void checkTokenizer(const Tokenizer& tokenizer) {
    for (const auto& text : kTexts) {
        const auto ids = tokenizer.encode(text);
        if (!ids) {
            assert(!ids.error().message.empty());
            continue;
        }
        for (const auto id : *ids)
            assert(id >= 0 && id < tokenizer.size());
        checkStream(tokenizer, *ids);
        (void)tokenizer.decode(*ids, true);
    }
    const TokenId outside[] = {-1, 0, static_cast<TokenId>(tokenizer.size()), INT32_MAX};
    (void)tokenizer.decode(outside);
}

} // namespace

void runInput(std::string_view input) {
    const auto tokenizer = loadTokenizerJson(asFile(input, ".json"), TokenizerSettings{});
    if (!tokenizer) {
        assert(!tokenizer.error().message.empty());
        return;
    }
    checkTokenizer(**tokenizer);
}

std::vector<std::string> seeds() {
    std::vector<std::string> list{testData("tokenizers/stories260K/tokenizer.json")};
    const auto generated = nlohmann::json::parse(testData("tokenizers/generated.json"));
    for (const auto& [name, entry] : generated.items())
        list.push_back(entry.at("tokenizer").dump());
    return list;
}

std::vector<std::string> words() {
    std::vector<std::string> list{"null", "-1",   "0",    "true",    "false", "[]",
                                  "{}",   "\"\"", "1e30", "1000000", "\xff",  "\xe2\x96\x81"};
    for (const char* key : {"type",
                            "pattern",
                            "Regex",
                            "String",
                            "content",
                            "normalizers",
                            "pretokenizers",
                            "processors",
                            "decoders",
                            "vocab",
                            "merges",
                            "id",
                            "unk_token",
                            "unk_id",
                            "byte_fallback",
                            "continuing_subword_prefix",
                            "add_prefix_space",
                            "trim_offsets",
                            "behavior",
                            "invert",
                            "special"})
        list.push_back("\"" + std::string(key) + "\": ");
    for (const char* kind : {"BPE",
                             "Unigram",
                             "WordPiece",
                             "WordLevel",
                             "Sequence",
                             "Replace",
                             "Prepend",
                             "NFKC",
                             "Precompiled",
                             "BertNormalizer",
                             "ByteLevel",
                             "Metaspace",
                             "Split",
                             "Digits",
                             "TemplateProcessing",
                             "RobertaProcessing",
                             "ByteFallback",
                             "Fuse",
                             "Strip",
                             "Removed",
                             "Isolated",
                             "MergedWithPrevious",
                             "MergedWithNext",
                             "Contiguous"})
        list.push_back("\"" + std::string(kind) + "\"");
    for (const char* pattern : {"\"(a+)+b\"", "\"\\\\p{L}+\"", "\"(?i:'s|'t)\"", "\"[^\\\\s]*\""})
        list.push_back(pattern);
    return list;
}

} // namespace tiebreak::fuzz
