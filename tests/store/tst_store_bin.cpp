// What is deleted lies in the bin for 30 days and can be put back whole; then it goes, but never a
// judgement.
#include "store_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

constexpr std::int64_t kDay = 24 * 60 * 60 * 1000;
constexpr std::int64_t kNow = 1764150000000;

struct Judged : Workspace {
    JudgementRecord judgement;
    Judged() {
        addPromptWith(store, "p", {"a", "b", "c"});
        addPromptWith(store, "q", {"d", "e"});
        JudgementRecord made;
        made.sampleA = "p-0";
        made.sampleB = "p-1";
        made.strength = -3;
        judgement = valueOf(store.addJudgement(made));
    }
    std::int64_t waiting() { return valueOf(store.queueCounts()).waiting; }
    std::size_t inForce() { return valueOf(store.judgementsInForce()).size(); }
};

} // namespace

class TestStoreBin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deletedQuery_isGoneEverywhereAndComesBackWhole() {
        Judged w;
        QCOMPARE(w.waiting(), std::int64_t{3});
        QVERIFY(w.store.binPrompt("p", kNow).ok());
        QCOMPARE(w.waiting(), std::int64_t{1});
        QCOMPARE(w.inForce(), size_t{0});
        QCOMPARE(valueOf(w.store.queueCounts()).judged, std::int64_t{0});
        QCOMPARE(valueOf(w.store.preferenceRows({})).rows.size(), size_t{0});
        QCOMPARE(valueOf(w.store.recentPrompts(10)).size(), size_t{1});
        QVERIFY(valueOf(w.store.samplesOfPrompt("p")).empty());
        QVERIFY(!valueOf(w.store.undoLastJudgement()).has_value());
        const auto bin = valueOf(w.store.bin());
        QCOMPARE(bin.size(), size_t{1});
        QVERIFY(bin[0].isQuery);
        QCOMPARE(bin[0].id, std::string("p"));
        QCOMPARE(bin[0].responses, std::int64_t{3});
        QCOMPARE(bin[0].deletedAt, kNow);
        QVERIFY(w.store.putBack("p").ok());
        QCOMPARE(w.waiting(), std::int64_t{3});
        QCOMPARE(w.inForce(), size_t{1});
        QCOMPARE(valueOf(w.store.samplesOfPrompt("p")).size(), size_t{3});
        QCOMPARE(valueOf(w.store.undoLastJudgement())->id, w.judgement.id);
        QCOMPARE(w.waiting(), std::int64_t{4});
    }

    void deletedResponse_takesItsPairsAlong() {
        Judged w;
        QVERIFY(w.store.binSample("p-1", kNow).ok());
        QCOMPARE(w.inForce(), size_t{0});
        QCOMPARE(w.waiting(), std::int64_t{2}); // a-c and d-e
        // The query is deleted later and put back: the response stays in the bin.
        QVERIFY(w.store.binPrompt("p", kNow + 1).ok());
        QCOMPARE(valueOf(w.store.bin()).size(), size_t{2});
        QVERIFY(!w.store.putBack("p-1").ok()); // its query is not there
        QVERIFY(w.store.putBack("p").ok());
        QCOMPARE(w.waiting(), std::int64_t{2});
        QVERIFY(w.store.putBack("p-1").ok());
        QCOMPARE(w.inForce(), size_t{1});
        QCOMPARE(w.waiting(), std::int64_t{3});
    }

    void newestOfSeveralJudgements_isInForceAgain() {
        Judged w;
        JudgementRecord second = w.judgement;
        second.strength = 2;
        const auto newest = valueOf(w.store.addJudgement(second));
        QVERIFY(w.store.binPrompt("p", kNow).ok());
        QVERIFY(w.store.putBack("p").ok());
        const auto judgements = valueOf(w.store.judgementsInForce());
        QCOMPARE(judgements.size(), size_t{1});
        QCOMPARE(judgements[0].id, newest.id);
    }

    void judgementOfDeletedThings_isRefused() {
        Judged w;
        const auto pair = *valueOf(w.store.nextPair());
        valueOf(w.store.undoLastJudgement());
        QVERIFY(w.store.binPrompt("p", kNow).ok());
        JudgementRecord late = w.judgement;
        QCOMPARE(int(w.store.addJudgement(late).error().code), int(ErrorCode::NotFound));
        QVERIFY(!valueOf(w.store.redoJudgement()).has_value());
        QVERIFY(pair.prompt.id != "p" || w.store.pair(pair.id).ok());
    }

    void emptying_waitsThirtyDays() {
        Judged w;
        QVERIFY(w.store.binPrompt("q", kNow).ok());
        QCOMPARE(valueOf(w.store.emptyBin(kNow + 30 * kDay - 1)), std::int64_t{0});
        QCOMPARE(valueOf(w.store.bin()).size(), size_t{1});
        QCOMPARE(valueOf(w.store.emptyBin(kNow + 30 * kDay)),
                 std::int64_t{3}); // 1 query, 2 answers
        QVERIFY(valueOf(w.store.bin()).empty());
        QCOMPARE(int(w.store.prompt("q").error().code), int(ErrorCode::NotFound));
        QCOMPARE(int(w.store.sample("q-0").error().code), int(ErrorCode::NotFound));
        QCOMPARE(int(w.store.putBack("q").error().code), int(ErrorCode::NotFound));
        QCOMPARE(valueOf(w.store.integrityCheck()), std::string("ok"));
    }

    void emptying_keepsTheEventsAndClearsTheTexts() {
        Judged w;
        QVERIFY(w.store.binPrompt("p", kNow).ok());
        valueOf(w.store.emptyBin(kNow + 31 * kDay));
        QCOMPARE(valueOf(w.store.sample("p-0")).text, std::string());
        QCOMPARE(int(w.store.sample("p-2").error().code), int(ErrorCode::NotFound)); // unjudged
        QCOMPARE(valueOf(w.store.prompt("p")).text, std::string());
        QCOMPARE(w.inForce(), size_t{0});
        QCOMPARE(valueOf(w.store.recentPrompts(10)).size(), size_t{1});
        QCOMPARE(valueOf(w.store.integrityCheck()), std::string("ok"));
        { Store closed = std::move(w.store); }
        SQLite::Database database(w.file().string());
        QCOMPARE(database.execAndGet("SELECT count(*) FROM judgement_events").getInt(), 1);
    }
};

QTEST_GUILESS_MAIN(TestStoreBin)
#include "tst_store_bin.moc"
