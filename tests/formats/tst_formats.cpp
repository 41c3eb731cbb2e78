#include "base/atomic_file.h"
#include "base/sha256.h"
#include "formats/import_pairs.h"
#include "formats/preference_row.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tiebreak;
using Json = nlohmann::ordered_json;

namespace {

std::filesystem::path dataFile(const std::string& name) {
    return std::string(TIEBREAK_TEST_DATA "/formats/") + name;
}

std::string text(const RowContent& content) {
    return std::get<std::string>(content);
}

} // namespace

class TestFormats : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rows_survive_readingAndWriting_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("count");
        QTest::newRow("text with prompt") << "standard_preference.jsonl" << 19;
        QTest::newRow("text without prompt") << "standard_implicit_prompt_preference.jsonl" << 19;
        QTest::newRow("messages with prompt") << "conversational_preference.jsonl" << 19;
        QTest::newRow("messages without prompt")
            << "conversational_implicit_prompt_preference.jsonl" << 19;
        QTest::newRow("messages with further keys") << "oasst_pairs.jsonl" << 5;
    }

    void rows_survive_readingAndWriting() {
        QFETCH(QString, file);
        QFETCH(int, count);
        const auto rows = readPreferenceRows(dataFile(file.toStdString()));
        QVERIFY2(rows.ok(), rows.ok() ? "" : rows.error().text().c_str());
        QCOMPARE(static_cast<int>(rows->size()), count);
        const auto again = parsePreferenceRows(freezeRows(*rows).text);
        QVERIFY(again.ok());
        for (std::size_t i = 0; i < rows->size(); ++i)
            QVERIFY(toJson((*rows)[i]) == toJson((*again)[i]));
    }

    void oasst_keepsItsOwnKeys() {
        const auto rows = readPreferenceRows(dataFile("oasst_pairs.jsonl"));
        QCOMPARE(rows->front().others["id"].get<std::string>(), std::string("054e1df3-1"));
    }

    void text_keepsTheLeadingBlank() {
        const auto rows = readPreferenceRows(dataFile("standard_preference.jsonl"));
        QCOMPARE(text(rows->front().chosen), std::string(" ugly."));
        QCOMPARE(text(*rows->front().prompt), std::string("Beautiful is better than"));
    }

    void implicitPrompt_isTheSharedBeginning() {
        auto rows = readPreferenceRows(dataFile("standard_implicit_prompt_preference.jsonl"));
        const auto row = withExplicitPrompt(rows->front());
        QCOMPARE(text(*row.prompt), std::string("Beautiful is better than"));
        QCOMPARE(text(row.chosen), std::string(" ugly."));
        QCOMPARE(text(row.rejected), std::string(" the moon."));
        auto talks =
            readPreferenceRows(dataFile("conversational_implicit_prompt_preference.jsonl"));
        const auto talk = withExplicitPrompt(talks->front());
        QCOMPARE(std::get<MessageList>(*talk.prompt).messages.size(), std::size_t{1});
        QCOMPARE(std::get<MessageList>(talk.chosen).messages[0]["content"].get<std::string>(),
                 std::string("Beautiful."));
    }

    void implicitPrompt_neverCutsACharacter() {
        PreferenceRow row;
        row.chosen = std::string("x\u00e9");
        row.rejected = std::string("x\u00e8");
        QCOMPARE(text(*withExplicitPrompt(row).prompt), std::string("x"));
    }

    void ids_areUsedAsTheyAre() {
        const auto rows = parsePreferenceRows(
            R"({"prompt_ids":[1,2],"chosen_ids":[3],"rejected_ids":[4],"margin":0.5,"note":"n"})");
        QVERIFY(rows.ok());
        QVERIFY(std::get<TokenIds>(rows->front().chosen) == TokenIds{3});
        QCOMPARE(*rows->front().margin, 0.5);
        QCOMPARE(freezeRows(*rows).text,
                 std::string("{\"prompt_ids\":[1,2],\"chosen_ids\":[3],\"rejected_ids\":[4],"
                             "\"margin\":0.5,\"note\":\"n\"}\n"));
    }

    void byteOrderMarkAndWindowsLineEnds_arePassedOver() {
        const auto rows =
            parsePreferenceRows("\xEF\xBB\xBF{\"chosen\":\"a\",\"rejected\":\"b\"}\r\n\r\n"
                                "{\"chosen\":\"c\",\"rejected\":\"d\"}\r\n");
        QVERIFY(rows.ok());
        QCOMPARE(rows->size(), std::size_t{2});
    }

    void badLine_isNamedWithItsKey_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << "{"
                                 << "is not JSON";
        QTest::newRow("no object") << "[1]"
                                   << "expected a JSON object, got array";
        QTest::newRow("no chosen") << R"({"rejected":"b"})"
                                   << "key 'chosen' is missing";
        QTest::newRow("no rejected") << R"({"chosen":"b"})"
                                     << "key 'rejected' is missing";
        QTest::newRow("number") << R"({"chosen":1,"rejected":"b"})"
                                << "key 'chosen' must be text";
        QTest::newRow("no role") << R"({"chosen":[{"content":"a"}],"rejected":[]})"
                                 << "'chosen' message 1 needs a text 'role'";
        QTest::newRow("no content") << R"({"chosen":[],"rejected":[{"role":"user"}]})"
                                    << "'rejected' message 1 needs 'content'";
        QTest::newRow("mixed") << R"({"chosen":"a","rejected":[]})"
                               << "'rejected' is messages while 'chosen' is text";
        QTest::newRow("mixed prompt") << R"({"prompt":"p","chosen":[],"rejected":[]})"
                                      << "'prompt' is text";
        QTest::newRow("negative id") << R"({"chosen_ids":[-1],"rejected_ids":[1]})"
                                     << "'chosen_ids' must hold";
        QTest::newRow("margin") << R"({"chosen":"a","rejected":"b","margin":"x"})"
                                << "key 'margin' must be a number";
    }

    void badLine_isNamedWithItsKey() {
        QFETCH(QString, line);
        QFETCH(QString, named);
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("rows.jsonl").toStdString();
        QVERIFY(writeFileAtomically(file,
                                    "{\"chosen\":\"a\",\"rejected\":\"b\"}\n" + line.toStdString())
                    .ok());
        const auto rows = readPreferenceRows(file);
        QVERIFY(!rows.ok());
        const auto message = rows.error().text();
        for (const auto& part : {named.toStdString(), std::string("line 2"), file.string()})
            QVERIFY2(message.find(part) != std::string::npos, message.c_str());
        const auto report = importPairs(file);
        QCOMPARE(report->problems.size(), std::size_t{2}); // "a" and "b" share no prompt either
        QCOMPARE(report->problems[1].line, std::size_t{2});
    }

    void freezing_hashesExactlyTheText() {
        const auto rows = readPreferenceRows(dataFile("standard_preference.jsonl"));
        const auto frozen = freezeRows(*rows);
        QCOMPARE(frozen.sha256, sha256Hex(frozen.text));
        auto changed = *rows;
        changed.back().chosen = std::string("x");
        QVERIFY(freezeRows(changed).sha256 != frozen.sha256);
    }

    void import_takesWholePairsAndTellsOfTheRest() {
        const auto good = importPairs(dataFile("oasst_pairs.jsonl"));
        QCOMPARE(good->rows.size(), std::size_t{5});
        QVERIFY(good->problems.empty());
        QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("pairs.jsonl").toStdString();
        QVERIFY(writeFileAtomically(
                    file, "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"a\"}\nnonsense\n"
                          "{\"prompt\":\"p\",\"chosen\":\"a\",\"rejected\":\"b\"}\n")
                    .ok());
        const auto mixed = importPairs(file);
        QCOMPARE(mixed->rows.size(), std::size_t{1});
        QCOMPARE(mixed->problems.size(), std::size_t{2});
        QCOMPARE(mixed->problems[0].line, std::size_t{1});
        QVERIFY(!importPairs(dataFile("missing.jsonl")).ok());
    }
};

QTEST_GUILESS_MAIN(TestFormats)
#include "tst_formats.moc"
