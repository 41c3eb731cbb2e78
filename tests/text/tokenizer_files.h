// Tokenizer files for tests: golden comparison, temporary files, GPT-2's tokenizer.json out of its
// merges.
#pragma once

#include "golden_cases.h"
#include "text/byte_level.h"

#include <QTemporaryDir>

namespace tiebreak::test {

inline const std::string kTokenizers = TIEBREAK_TEST_DATA "/tokenizers/";
inline const std::string kStories = TIEBREAK_TEST_DATA "/model/stories260K/";

inline std::shared_ptr<const Tokenizer> need(const std::string& path) {
    auto loaded = loadTokenizer(path);
    if (!loaded)
        qFatal("%s", loaded.error().text().c_str());
    return *loaded;
}

inline std::string contentOf(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string writeTo(const QTemporaryDir& folder, const char* name,
                           const std::string& content) {
    const auto path = folder.filePath(name).toStdString();
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

/// How many of the cases the tokenizer gets wrong (ids, and the text of the ids where it is given).
inline int mismatches(const Tokenizer& tokenizer, const nlohmann::json& cases) {
    int wrong = 0;
    for (const auto& one : cases) {
        const auto ids = one["ids"].get<Ids>();
        const auto got = tokenizer.encode(one["text"].get<std::string>(), {false, false});
        const bool same = got.ok() && *got == ids &&
                          (!one.contains("decoded") ||
                           tokenizer.decode(ids) == one["decoded"].get<std::string>());
        wrong += !same;
        if (!same)
            qInfo("differs: %s", one.dump().c_str());
    }
    return wrong;
}

/// Every case right; and one wrong id is seen.
inline void matchesAll(const Tokenizer& tokenizer, nlohmann::json cases, std::size_t count) {
    QCOMPARE(cases.size(), count);
    QCOMPARE(mismatches(tokenizer, cases), 0);
    auto& id = cases[count / 2]["ids"][0];
    id = id.get<TokenId>() + 1;
    QCOMPARE(mismatches(tokenizer, cases), 1);
}

/// The order of GPT-2's alphabet: the bytes that print, then the others.
inline std::vector<std::string> gpt2Alphabet() {
    std::vector<std::string> printing;
    std::vector<std::string> others;
    for (int byte = 0; byte < 256; ++byte) {
        const bool prints = (byte >= 33 && byte <= 126) || (byte >= 161 && byte != 173);
        const std::string one(1, static_cast<char>(byte));
        (prints ? printing : others).push_back(toByteLevel(one));
    }
    printing.insert(printing.end(), others.begin(), others.end());
    return printing;
}

/// GPT-2's tokenizer.json; `oldMerges` writes "a b" instead of ["a", "b"].
inline nlohmann::json gpt2Json(bool oldMerges) {
    nlohmann::json vocabulary;
    nlohmann::json merges = nlohmann::json::array();
    for (const auto& piece : gpt2Alphabet())
        vocabulary[piece] = vocabulary.size();
    std::ifstream file(kTokenizers + "gpt2/vocab.bpe");
    std::string line;
    std::getline(file, line); // version
    while (std::getline(file, line)) {
        const auto gap = line.find(' ');
        const auto left = line.substr(0, gap);
        const auto right = line.substr(gap + 1);
        merges.push_back(oldMerges ? nlohmann::json(line) : nlohmann::json{left, right});
        vocabulary[left + right] = vocabulary.size();
    }
    vocabulary["<|endoftext|>"] = vocabulary.size();
    nlohmann::json root = {{"version", "1.0"}, {"normalizer", nullptr}};
    root["added_tokens"] = {{{"id", 50256}, {"content", "<|endoftext|>"}, {"special", true}}};
    root["pre_tokenizer"] = {{"type", "ByteLevel"}, {"add_prefix_space", false}};
    root["decoder"] = {{"type", "ByteLevel"}};
    root["model"] = {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", merges}};
    return root;
}

} // namespace tiebreak::test
