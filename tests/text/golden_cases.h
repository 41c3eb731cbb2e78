// Pairs of text and expected token ids out of the golden files, as rows of a Qt Test table.
#pragma once

#include "text/stream_decoder.h"
#include "text/tokenizer.h"

#include <QtTest>
#include <fstream>
#include <nlohmann/json.hpp>

namespace tiebreak::test {

using Ids = std::vector<TokenId>;

inline nlohmann::json readGolden(const std::string& name) {
    std::ifstream file(std::string(TIEBREAK_TEST_DATA "/tokenizers/") + name);
    return nlohmann::json::parse(file);
}

inline void compareIds(const Tokenizer& tokenizer, const std::string& text, const Ids& expected,
                       EncodeOptions options) {
    const auto got = tokenizer.encode(text, options);
    QVERIFY2(got.ok(), got.ok() ? "" : got.error().text().c_str());
    if (*got != expected)
        qWarning("'%s': got %s, expected %s", text.c_str(), nlohmann::json(*got).dump().c_str(),
                 nlohmann::json(expected).dump().c_str());
    QVERIFY(*got == expected);
}

/// Streaming gives the same text as decode(), in valid pieces.
inline void compareStream(std::shared_ptr<const Tokenizer> tokenizer, const Ids& ids) {
    StreamDecoder stream(tokenizer);
    std::string text;
    for (const auto id : ids) {
        const auto part = stream.push(id);
        QVERIFY(QString::fromStdString(part).toStdString() == part);
        text += part;
    }
    const auto pending = stream.pending();
    const auto rest = stream.finish();
    QCOMPARE(pending, rest);
    QCOMPARE(text + rest, tokenizer->decode(ids));
}

} // namespace tiebreak::test
