// Several people judge one workspace: each has a queue, an undo and a history of their own; repeats
// and edits are judgements like any other, but the ones count for nothing and the others make a
// response.
#include "store_fixture.h"

#include "base/random_stream.h"

#include <set>

using namespace tiebreak;
using namespace tiebreak::testing;

namespace {

JudgementRecord by(const std::string& annotator, const PairRecord& pair, int strength) {
    JudgementRecord judgement = judgementOf(pair, strength);
    judgement.annotator = annotator;
    return judgement;
}

std::optional<PairRecord> nextFor(Store& store, const std::string& annotator,
                                  const std::string& tag = {}) {
    return valueOf(store.nextPair({annotator, tag, {}}));
}

} // namespace

class TestStoreAnnotators : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void overlap_asksSeveralForEachPair() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        QVERIFY(w.store.setOverlap(2).ok());
        for (const char* name : {"Ada", "Bo"}) {
            std::set<std::string> seen;
            while (const auto pair = nextFor(w.store, name)) {
                QVERIFY(seen.insert(pair->id).second);
                valueOf(w.store.addJudgement(by(name, *pair, 1)));
            }
            QCOMPARE(seen.size(), size_t{3});
            QCOMPARE(valueOf(w.store.queueCounts(std::string(name))).waiting, std::int64_t{0});
        }
        QVERIFY(!nextFor(w.store, "Cy")); // two have judged each
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{6});
        QVERIFY(w.store.setOverlap(3).ok());
        QVERIFY(nextFor(w.store, "Cy").has_value());
        QVERIFY(!nextFor(w.store, "Ada"));
        QCOMPARE(valueOf(w.store.queueCounts(std::string("Ada"))).waiting, std::int64_t{0});
        QCOMPARE(valueOf(w.store.queueCounts(std::string("Cy"))).waiting, std::int64_t{3});
        QVERIFY(w.store.setOverlap(1).ok());
        QVERIFY(!nextFor(w.store, "Cy"));
        QCOMPARE(int(w.store.setOverlap(0).error().code), int(ErrorCode::BadArgument));
        QCOMPARE(int(w.store.setOverlap(10).error().code), int(ErrorCode::BadArgument));
    }

    void undo_isOnesOwn() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        QVERIFY(w.store.setOverlap(2).ok());
        const auto pair = *valueOf(w.store.nextPair());
        const auto ada = valueOf(w.store.addJudgement(by("Ada", pair, -2)));
        const auto bo = valueOf(w.store.addJudgement(by("Bo", pair, 3)));
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{2});
        QCOMPARE(valueOf(w.store.undoLastJudgement(std::string("Ada")))->id, ada.id);
        QVERIFY(!valueOf(w.store.undoLastJudgement(std::string("Ada"))).has_value());
        QCOMPARE(valueOf(w.store.judgementsInForce())[0].id, bo.id);
        QVERIFY(!valueOf(w.store.redoJudgement(std::string("Bo"))).has_value());
        QCOMPARE(valueOf(w.store.redoJudgement(std::string("Ada")))->id, ada.id);
        QCOMPARE(valueOf(w.store.recentJudgements(9, std::string("Ada"))).size(), size_t{1});
        QCOMPARE(valueOf(w.store.queueCounts(std::string("Ada"))).judged, std::int64_t{1});
        QCOMPARE(valueOf(w.store.annotators()), (std::vector<std::string>{"Ada", "Bo"}));
    }

    void change_keepsTheOthersAnswer() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        const auto pair = *valueOf(w.store.nextPair());
        valueOf(w.store.addJudgement(by("Ada", pair, -2)));
        valueOf(w.store.addJudgement(by("Bo", pair, 3)));
        valueOf(w.store.addJudgement(by("Ada", pair, 1)));
        std::map<std::string, int> inForce;
        for (const auto& judgement : valueOf(w.store.judgementsInForce()))
            inForce[judgement.annotator] = judgement.strength;
        QCOMPARE(inForce, (std::map<std::string, int>{{"Ada", 1}, {"Bo", 3}}));
        valueOf(w.store.undoLastJudgement(std::string("Ada")));
        QCOMPARE(valueOf(w.store.findJudgements({std::string("Ada"), {}, false, 9}))[0]
                     .judgement.strength,
                 -2);
    }

    void mostDisagreed_comesFirstToWhoHasNotJudgedIt() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        std::vector<PairRecord> pairs;
        for (const char* id : {"p-0:p-1", "p-0:p-2", "p-1:p-2"})
            pairs.push_back(valueOf(w.store.pair(id)));
        const int ada[] = {-1, -3, 2}, bo[] = {1, 3, 2};
        for (std::size_t i = 0; i < 3; ++i) {
            valueOf(w.store.addJudgement(by("Ada", pairs[i], ada[i])));
            valueOf(w.store.addJudgement(by("Bo", pairs[i], bo[i])));
        }
        QCOMPARE(valueOf(w.store.mostDisagreedPair("Cy"))->id, pairs[1].id);
        QVERIFY(!valueOf(w.store.mostDisagreedPair("Ada")).has_value());
        valueOf(w.store.addJudgement(by("Cy", pairs[1], 3)));
        QCOMPARE(valueOf(w.store.mostDisagreedPair("Cy"))->id, pairs[0].id);
        // Sides changed over say the same with another sign.
        JudgementRecord turned = by("Cy", pairs[2], -2);
        std::swap(turned.sampleA, turned.sampleB);
        valueOf(w.store.addJudgement(turned));
        valueOf(w.store.addJudgement(by("Cy", pairs[0], 1)));
        QVERIFY(!valueOf(w.store.mostDisagreedPair("Cy")).has_value());
        QCOMPARE(valueOf(w.store.mostDisagreedPair("Di"))->id, pairs[1].id);
    }

    void tags_chooseQueries() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        addPromptWith(w.store, "q", {"a", "b"});
        QVERIFY(w.store.setPromptTags("q", {"maths", "short"}).ok());
        QCOMPARE(nextFor(w.store, "Ada", "maths")->prompt.id, std::string("q"));
        QVERIFY(!nextFor(w.store, "Ada", "law"));
        QCOMPARE(valueOf(w.store.promptTags()).size(), size_t{2});
        QCOMPARE(valueOf(w.store.prompt("q")).tags, (std::vector<std::string>{"maths", "short"}));
        QVERIFY(w.store.setPromptTags("q", {"law"}).ok());
        QVERIFY(!nextFor(w.store, "Ada", "maths"));
        QCOMPARE(int(w.store.setPromptTags("none", {}).error().code), int(ErrorCode::NotFound));
        PromptRecord tagged;
        tagged.id = "r";
        tagged.tags = {"law", "law"};
        valueOf(w.store.addPrompt(tagged));
        QCOMPARE(valueOf(w.store.promptTags())[0].queries, std::int64_t{2});
    }

    void randomStart_reachesEveryQuery() {
        Workspace w;
        for (const char* id : {"p", "q", "r", "s"})
            addPromptWith(w.store, id, {"a", "b"});
        std::set<std::string> seen;
        RandomStream random(7);
        for (int i = 0; i < 60; ++i)
            seen.insert(valueOf(w.store.nextPair({"Ada", {}, random.uniform()}))->prompt.id);
        QCOMPARE(seen.size(), size_t{4});
        // From behind the last query it goes round to the first.
        QCOMPARE(valueOf(w.store.nextPair({"Ada", {}, 0.999}))->prompt.id, std::string("s"));
        valueOf(w.store.addJudgement(by("Ada", *nextFor(w.store, "Ada"), 1))); // p
        QVERIFY(valueOf(w.store.nextPair({"Ada", {}, 0.0})).has_value());
    }

    void choices_leaveOutWhatIsDone() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        addPromptWith(w.store, "q", {"a", "b"});
        valueOf(w.store.addJudgement(by("Ada", valueOf(w.store.pair("p-0:p-1")), -2)));
        const auto choices = valueOf(w.store.pairChoices({"Ada", {}, {}}, 10));
        QCOMPARE(choices.open.size(), size_t{3});
        QCOMPARE(choices.opinions.size(), size_t{1});
        QCOMPARE(choices.opinions[0].preference, -2.0);
        QCOMPARE(valueOf(w.store.pairChoices({"Ada", {}, {}}, 1)).open.size(), size_t{1});
    }

    void repeat_countsForNothingButItself() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b", "c"});
        std::vector<JudgementRecord> made;
        while (const auto pair = nextFor(w.store, "Ada"))
            made.push_back(valueOf(w.store.addJudgement(by("Ada", *pair, -2))));
        QVERIFY(!valueOf(w.store.repeatCandidate("Ada", 3, 0)).has_value()); // not old enough
        QVERIFY(!valueOf(w.store.repeatCandidate("Bo", 0, 0)).has_value());
        const auto old = *valueOf(w.store.repeatCandidate("Ada", 2, 0.9));
        QCOMPARE(old.id, made[0].id);
        JudgementRecord again = by("Ada", valueOf(w.store.pair(old.pairId)), 1);
        std::swap(again.sampleA, again.sampleB); // the same one is better, and less so
        again.repeatOf = old.id;
        const auto repeat = valueOf(w.store.addJudgement(again));
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{3});
        QCOMPARE(valueOf(w.store.preferenceRows({})).rows.size(), size_t{3});
        QCOMPARE(valueOf(w.store.queueCounts(std::string("Ada"))).judged, std::int64_t{3});
        QCOMPARE(valueOf(w.store.queueCounts(std::string("Ada"))).repeats, std::int64_t{1});
        const auto repeats = valueOf(w.store.repeats(std::string("Ada"), 9));
        QCOMPARE(repeats.size(), size_t{1});
        QCOMPARE(repeats[0].strengthBefore, -2);
        QCOMPARE(repeats[0].strengthAfter, -1);
        QVERIFY(!valueOf(w.store.repeatCandidate("Ada", 2, 0)).has_value()); // once is enough
        QCOMPARE(valueOf(w.store.undoLastJudgement(std::string("Ada")))->id, repeat.id);
        QVERIFY(valueOf(w.store.repeats(std::string("Ada"), 9)).empty());
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{3});
        QCOMPARE(valueOf(w.store.redoJudgement(std::string("Ada")))->repeatOf, old.id);
        // In the bin and back it is still a repeat.
        QVERIFY(w.store.binPrompt("p", 1).ok() && w.store.putBack("p").ok());
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{3});
        QCOMPARE(valueOf(w.store.repeats(std::string("Ada"), 9)).size(), size_t{1});
        // The judgement it repeats is changed: that one stands, the repeat stays.
        valueOf(w.store.addJudgement(by("Ada", valueOf(w.store.pair(old.pairId)), 3)));
        valueOf(w.store.undoLastJudgement(std::string("Ada")));
        QCOMPARE(valueOf(w.store.judgementsInForce()).size(), size_t{3});
    }

    void edit_isAResponseAndAJudgement() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        JudgementRecord better;
        better.strength = -2;
        better.annotator = "Ada";
        const auto saved = valueOf(w.store.addEdit("p-0", "a, but better", better));
        QCOMPARE(saved.sampleB, std::string("p-0"));
        QCOMPARE(saved.strength, -2);
        const auto edited = valueOf(w.store.sample(saved.sampleA));
        QCOMPARE(edited.parentId, std::string("p-0"));
        QCOMPARE(edited.source, std::string("edited"));
        QCOMPARE(edited.text, std::string("a, but better"));
        QCOMPARE(valueOf(w.store.queueCounts()).waiting, std::int64_t{2}); // a–b, edited–b
        QCOMPARE(valueOf(w.store.preferenceRows({})).rows.size(), size_t{1});
        // The same words are no edit, and nothing of it stays.
        QCOMPARE(int(w.store.addEdit("p-0", " A. ", better).error().code),
                 int(ErrorCode::BadArgument));
        QCOMPARE(valueOf(w.store.samplesOfPrompt("p")).size(), size_t{3});
        QCOMPARE(int(w.store.addEdit("none", "x", better).error().code), int(ErrorCode::NotFound));
        better.strength = 9; // a refused judgement takes its response along
        QVERIFY(!w.store.addEdit("p-0", "other", better).ok());
        QCOMPARE(valueOf(w.store.samplesOfPrompt("p")).size(), size_t{3});
    }

    void history_isFoundByWords() {
        Workspace w;
        addPromptWith(w.store, "p", {"a", "b"});
        addPromptWith(w.store, "q", {"a", "b"});
        auto first = by("Ada", valueOf(w.store.pair("p-0:p-1")), -2);
        first.comment = "Rhymes";
        valueOf(w.store.addJudgement(first));
        first.comment.clear();
        first.tags = {"poem"};
        valueOf(w.store.addJudgement(first));
        auto skip = by("Ada", valueOf(w.store.pair("q-0:q-1")), 0);
        skip.verdict = Verdict::Skip;
        skip.reason = "cannot_tell";
        valueOf(w.store.addJudgement(skip));
        valueOf(w.store.undoLastJudgement(std::string("Ada")));
        const auto found = [&](const std::string& words, bool history) {
            std::string states;
            for (const auto& row :
                 valueOf(w.store.findJudgements({std::string("Ada"), words, history, 9})))
                states += "FST"[int(row.state)];
            return states;
        };
        QCOMPARE(found("", false), std::string("F"));
        QCOMPARE(found("", true), std::string("TFS"));
        QCOMPARE(found("rhyMES", true), std::string("S"));
        QCOMPARE(found("poem", false), std::string("F"));
        QCOMPARE(found("query q", true), std::string("T"));
        QCOMPARE(found("cannot", false), std::string());
        QVERIFY(valueOf(w.store.findJudgements({std::string("Bo"), {}, true, 9})).empty());
        QCOMPARE(valueOf(w.store.findJudgements({{}, {}, true, 2})).size(), size_t{2});
    }
};

QTEST_GUILESS_MAIN(TestStoreAnnotators)
#include "tst_store_annotators.moc"
