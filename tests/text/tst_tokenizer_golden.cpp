// Every kind of model and step of tokenizer.json, against the tokenizers library: expected numbers
// in tests/data/tokenizers/generated.json are made by tests/golden/make_tokenizer_golden.py.
#include "tokenizer_files.h"

#include <random>

using namespace tiebreak;
using namespace tiebreak::test;
using nlohmann::json;

class TestTokenizerGolden : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void matchesTheLibrary_data();
    void matchesTheLibrary();
    void streamsWhatItDecodes_data();
    void streamsWhatItDecodes();
    void aWrongNumberIsSeen();
};

namespace {

const json& golden() {
    static const json all = readGolden("generated.json");
    return all;
}

void eachTokenizer() {
    QTest::addColumn<QString>("name");
    for (const auto& [name, entry] : golden().items())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

std::shared_ptr<const Tokenizer> built(const json& entry) {
    const QTemporaryDir folder;
    return need(writeTo(folder, "tokenizer.json", entry["tokenizer"].dump()));
}

bool matches(const Tokenizer& tokenizer, const json& one) {
    const auto text = one["text"].get<std::string>();
    const auto ids = tokenizer.encode(text);
    const auto plain = tokenizer.encode(text, {false, false});
    const auto expected = one["ids"].get<Ids>();
    return ids.ok() && plain.ok() && *ids == expected && *plain == one["plain"].get<Ids>() &&
           tokenizer.decode(expected) == one["decoded"].get<std::string>() &&
           tokenizer.decode(expected, true) == one["kept"].get<std::string>();
}

int wrongCases(const Tokenizer& tokenizer, const json& entry) {
    int wrong = 0;
    for (const auto& one : entry["cases"]) {
        if (matches(tokenizer, one))
            continue;
        ++wrong;
        const auto ids = tokenizer.encode(one["text"].get<std::string>());
        qInfo("differs: %s; got %s, %s", one.dump().c_str(),
              ids.ok() ? json(*ids).dump().c_str() : ids.error().message.c_str(),
              tokenizer.decode(one["ids"].get<Ids>()).c_str());
    }
    for (const auto& one : entry["streams"]) {
        const auto text = tokenizer.decode(one["ids"].get<Ids>());
        if (text == one["decoded"].get<std::string>())
            continue;
        ++wrong;
        qInfo("differs: %s; got %s", one.dump().c_str(), text.c_str());
    }
    return wrong;
}

} // namespace

void TestTokenizerGolden::matchesTheLibrary_data() {
    eachTokenizer();
}

void TestTokenizerGolden::matchesTheLibrary() {
    QFETCH(QString, name);
    const auto& entry = golden()[name.toStdString()];
    QVERIFY(entry["cases"].size() > 30 && entry["streams"].size() > 10);
    QCOMPARE(wrongCases(*built(entry), entry), 0);
}

void TestTokenizerGolden::streamsWhatItDecodes_data() {
    eachTokenizer();
}

// Random tokens: broken bytes, special tokens and unknown ids among them.
void TestTokenizerGolden::streamsWhatItDecodes() {
    QFETCH(QString, name);
    const auto tokenizer = built(golden()[name.toStdString()]);
    std::mt19937 dice(7);
    for (int round = 0; round < 200; ++round) {
        Ids ids(dice() % 20);
        for (auto& id : ids)
            id = static_cast<TokenId>(dice() % (static_cast<unsigned>(tokenizer->size()) + 1));
        compareStream(tokenizer, ids);
        if (QTest::currentTestFailed())
            return;
    }
}

void TestTokenizerGolden::aWrongNumberIsSeen() {
    auto entry = golden()["BERT"];
    const auto tokenizer = built(entry);
    QCOMPARE(wrongCases(*tokenizer, entry), 0);
    auto& id = entry["cases"][5]["ids"][1];
    id = id.get<TokenId>() + 1;
    entry["streams"][0]["decoded"] = "something else";
    QCOMPARE(wrongCases(*tokenizer, entry), 2);
}

QTEST_APPLESS_MAIN(TestTokenizerGolden)
#include "tst_tokenizer_golden.moc"
