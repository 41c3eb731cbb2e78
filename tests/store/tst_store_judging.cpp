#include "store_fixture.h"

#include "base/random_stream.h"

#include <QElapsedTimer>

#include <algorithm>
#include <map>
#include <set>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

/// The rules of undo in their plainest form: a list of judgements and a list of taken-back ones.
class UndoModel {
public:
    void judge(const JudgementRecord& judgement) {
        m_standing.push_back(judgement);
        m_undone.clear();
    }
    std::optional<std::string> undo() { return move(m_standing, m_undone); }
    std::optional<std::string> redo() { return move(m_undone, m_standing); }
    std::map<std::string, std::string> inForce() const {
        std::map<std::string, std::string> newest;
        for (const auto& judgement : m_standing)
            newest[judgement.pairId] = judgement.id;
        return newest;
    }

private:
    static std::optional<std::string> move(std::vector<JudgementRecord>& from,
                                           std::vector<JudgementRecord>& to) {
        if (from.empty())
            return std::nullopt;
        to.push_back(from.back());
        from.pop_back();
        return to.back().id;
    }
    std::vector<JudgementRecord> m_standing, m_undone;
};

std::map<std::string, std::string> inForce(Store& store) {
    std::map<std::string, std::string> found;
    for (const auto& judgement : valueOf(store.judgementsInForce()))
        found[judgement.pairId] = judgement.id;
    return found;
}

std::optional<std::string> idOf(const std::optional<JudgementRecord>& judgement) {
    return judgement ? std::optional(judgement->id) : std::nullopt;
}

} // namespace

class TestStoreJudging : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void queue_offersEachPairOnceAndNeverEqualTexts() {
        Workspace w;
        addPromptWith(w.store, "p",
                      {"one", "two", "two", "three"}); // 6 pairs, less the one of equal texts
        addPromptWith(w.store, "q", {"alone"});
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{5});
        std::set<std::string> seen;
        while (const auto pair = valueOf(w.store.nextPair())) {
            QVERIFY(pair->first.text != pair->second.text);
            QCOMPARE(pair->first.promptId, pair->second.promptId);
            QVERIFY(seen.insert(pair->id).second);
            valueOf(w.store.addJudgement(judgementOf(*pair, 1)));
        }
        QCOMPARE(seen.size(), size_t{5});
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{0});
    }

    void nearDuplicates_makeNoPair() {
        Workspace w;
        addPromptWith(w.store, "p", {"It is -1.", " it  is\n-1", "It is 1.", "IT IS -1. ", "..."});
        // -1, 1 and the dots: a sign is no trifle.
        std::set<std::string> seen;
        while (const auto pair = valueOf(w.store.nextPair())) {
            seen.insert(pair->id);
            valueOf(w.store.addJudgement(judgementOf(*pair, 1)));
        }
        QCOMPARE(seen.size(), size_t{3 * 1 + 3 * 1 + 1});
    }

    void queue_putsOwnQueriesFirstAndGoesRound() {
        Workspace w;
        addPromptWith(w.store, "sample", {"x", "y"}, "imported");
        addPromptWith(w.store, "p1", {"a", "b", "c"});
        addPromptWith(w.store, "p2", {"a", "b", "c"});
        std::vector<std::string> order;
        while (const auto pair = valueOf(w.store.nextPair())) {
            order.push_back(pair->prompt.id);
            valueOf(w.store.addJudgement(judgementOf(*pair, 1)));
        }
        QCOMPARE(order, (std::vector<std::string>{"p1", "p2", "p1", "p2", "p1", "p2", "sample"}));
    }

    void cancelledAndEmptySamples_areNotJudged() {
        Workspace w;
        addPromptWith(w.store, "p", {"whole", ""});
        SampleRecord stopped = sampleOf("p", "cut", "ha");
        stopped.stop = "cancelled";
        QVERIFY(w.store.addSamples({stopped}).ok());
        QVERIFY(!valueOf(w.store.nextPair()).has_value());
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{0});
    }

    void laterSamples_makeNewPairs() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        valueOf(w.store.addJudgement(judgementOf(*valueOf(w.store.nextPair()), 1)));
        QVERIFY(!valueOf(w.store.nextPair()).has_value());
        QVERIFY(w.store.addSamples({sampleOf("p", "late", "c")}).ok());
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{2});
        QVERIFY(valueOf(w.store.nextPair()).has_value());
    }

    void counts_sayWhatWasDone() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        const Verdict verdicts[] = {Verdict::Strength, Verdict::BothBad, Verdict::Skip};
        std::int64_t milliseconds = 2000;
        for (const Verdict verdict : verdicts) {
            JudgementRecord judgement = judgementOf(*valueOf(w.store.nextPair()), 2, verdict);
            judgement.milliseconds = milliseconds;
            milliseconds += 3000;
            const auto stored = valueOf(w.store.addJudgement(judgement));
            QCOMPARE(stored.strength, verdict == Verdict::Strength ? 2 : 0);
        }
        const auto counts = valueOf(w.store.queueCounts());
        QCOMPARE(counts.judged, std::int64_t{2});
        QCOMPARE(counts.judgedToday, std::int64_t{2});
        QCOMPARE(counts.skipped, std::int64_t{1});
        QCOMPARE(counts.medianSeconds, 3.5); // of 2 and 5 s; the skip does not count
    }

    void badJudgements_areRefused() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        addPromptWith(w.store, "q", {"a", "b"});
        JudgementRecord judgement;
        judgement.sampleA = "p-0";
        judgement.sampleB = "p-1";
        judgement.strength = 4;
        QCOMPARE(int(w.store.addJudgement(judgement).error().code), int(ErrorCode::BadArgument));
        judgement.strength = 1;
        judgement.sampleB = "q-1";
        QCOMPARE(int(w.store.addJudgement(judgement).error().code), int(ErrorCode::BadArgument));
        judgement.sampleB = "p-0";
        QCOMPARE(int(w.store.addJudgement(judgement).error().code), int(ErrorCode::BadArgument));
        judgement.sampleB = "nobody";
        QCOMPARE(int(w.store.addJudgement(judgement).error().code), int(ErrorCode::NotFound));
        QVERIFY(valueOf(w.store.judgementsInForce()).empty());
    }

    void undo_bringsThePairBackAfterARestart() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        const auto pair = *valueOf(w.store.nextPair());
        const auto judged = valueOf(w.store.addJudgement(judgementOf(pair, -1)));
        w.store = valueOf([&] {
            { Store closed = std::move(w.store); }
            return Store::open(w.folder);
        }());
        const auto undone = valueOf(w.store.undoLastJudgement());
        QCOMPARE(idOf(undone), std::optional(judged.id));
        QCOMPARE(valueOf(w.store.nextPair())->id, pair.id);
        QCOMPARE(valueOf(w.store.pair(undone->pairId)).first.id, pair.first.id);
        { Store closed = std::move(w.store); }
        w.store = valueOf(Store::open(w.folder));
        QCOMPARE(idOf(valueOf(w.store.redoJudgement())), std::optional(judged.id));
        QVERIFY(!valueOf(w.store.nextPair()).has_value());
        QVERIFY(!valueOf(w.store.redoJudgement()).has_value());
    }

    void secondJudgement_takesThePlaceOfTheFirstUntilUndone() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        const auto pair = *valueOf(w.store.nextPair());
        const auto first = valueOf(w.store.addJudgement(judgementOf(pair, -1)));
        const auto second = valueOf(w.store.addJudgement(judgementOf(pair, 3)));
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{1});
        QCOMPARE(valueOf(w.store.judgementsInForce())[0].id, second.id);
        QCOMPARE(valueOf(w.store.queueCounts()).judged, std::int64_t{1});
        valueOf(w.store.undoLastJudgement());
        QCOMPARE(valueOf(w.store.judgementsInForce())[0].id, first.id);
        QVERIFY(!valueOf(w.store.nextPair()).has_value());
    }

    void randomChains_followTheModel_data() {
        QTest::addColumn<int>("seed");
        for (int seed = 1; seed <= 8; ++seed)
            QTest::addRow("seed %d", seed) << seed;
    }
    void randomChains_followTheModel() {
        QFETCH(int, seed);
        Workspace w;
        for (const char* id : {"p1", "p2", "p3"})
            addPromptWith(w.store, id, {"a", "b", "c"});
        const std::int64_t pairs = 9;
        RandomStream random(static_cast<std::uint64_t>(seed));
        UndoModel model;
        for (int step = 0; step < 120; ++step) {
            switch (random.below(6)) {
            case 0:
            case 1: {
                JudgementRecord judgement;
                const std::string prompt = "p" + std::to_string(1 + random.below(3));
                const auto left = random.below(3);
                judgement.sampleA = prompt + "-" + std::to_string(left);
                judgement.sampleB = prompt + "-" + std::to_string((left + 1 + random.below(2)) % 3);
                model.judge(valueOf(w.store.addJudgement(judgement)));
                break;
            }
            case 2:
            case 3:
                QCOMPARE(idOf(valueOf(w.store.undoLastJudgement())), model.undo());
                break;
            case 4:
                QCOMPARE(idOf(valueOf(w.store.redoJudgement())), model.redo());
                break;
            default: {
                {
                    Store closed = std::move(w.store);
                }
                w.store = valueOf(Store::open(w.folder));
            }
            }
            QCOMPARE(inForce(w.store), model.inForce());
            const auto judged = static_cast<std::int64_t>(model.inForce().size());
            QCOMPARE(valueOf(w.store.queueCounts()).waiting, pairs - judged);
            const auto next = valueOf(w.store.nextPair());
            QCOMPARE(next.has_value(), judged < pairs);
            QVERIFY(!next || !model.inForce().count(next->id));
        }
    }

    void nextPair_isQuickAmongManySamples() {
        // 25,000 prompts of 4 samples in the long form; and one prompt of many.
        Workspace w;
        const int prompts = rounds(2500);
        std::vector<PromptWithSamples> items(static_cast<std::size_t>(prompts));
        for (std::size_t i = 0; i < items.size(); ++i)
            for (int k = 0; k < 4; ++k)
                items[i].samples.push_back(sampleOf("", {}, "text " + std::to_string(i * 4 + k)));
        QVERIFY(w.store.importPrompts(items).ok());
        PromptWithSamples crowd;
        for (int k = 0; k < std::min(1000, prompts / 10); ++k)
            crowd.samples.push_back(sampleOf("", {}, "crowd " + std::to_string(k)));
        QVERIFY(w.store.importPrompts({crowd}).ok());
        std::vector<double> next, judge, count;
        const auto timed = [](std::vector<double>& into, auto&& work) {
            QElapsedTimer timer;
            timer.start();
            auto result = work();
            into.push_back(timer.nsecsElapsed() / 1e6);
            return result;
        };
        for (int i = 0; i < 300; ++i) {
            const auto pair = valueOf(timed(next, [&] { return w.store.nextPair(); }));
            QVERIFY(pair.has_value());
            valueOf(timed(judge, [&] { return w.store.addJudgement(judgementOf(*pair, 1)); }));
            valueOf(timed(count, [&] { return w.store.queueCounts(); }));
        }
        for (auto* times : {&next, &judge, &count})
            std::sort(times->begin(), times->end());
        qInfo("median / worst ms: next pair %.2f / %.2f, judgement %.2f / %.2f, counts %.2f / %.2f",
              next[150], next[299], judge[150], judge[299], count[150], count[299]);
        QVERIFY(next[150] < 5);
        QVERIFY(next[150] + judge[150] + count[150] < 50);
    }
};

QTEST_GUILESS_MAIN(TestStoreJudging)
#include "tst_store_judging.moc"
